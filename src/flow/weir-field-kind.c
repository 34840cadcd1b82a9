/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-field-private.h"
#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <string.h>

/* What people see of a value and what is stored of what they do. The form in
 * which a value was found is the form in which another is written: Node-RED's
 * own files hold numbers and booleans as texts as well as themselves. */

static gboolean
is_credential (WeirField *self)
{
  return (self->property->flags & WEIR_PROPERTY_CREDENTIAL) != 0;
}

static gboolean
is_kind (const WeirValue *value, WeirValueKind kind)
{
  return value != NULL && weir_value_get_kind (value) == kind;
}

/* Values */

WeirValue *
weir_field_get_value (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  if (self->sheet == NULL)
    return NULL;
  if (is_credential (self))
    return weir_value_lookup (weir_sheet_get_credentials (self->sheet),
                              self->property->key);
  return weir_sheet_get_member (self->sheet, self->property->key);
}

static WeirValue *
get_original (WeirField *self)
{
  if (self->sheet == NULL || is_credential (self))
    return NULL;
  return weir_value_lookup (weir_sheet_get_original (self->sheet),
                            self->property->key);
}

WeirValue *
weir_field_dup_implied (const WeirProperty *property)
{
  WeirValue *def = weir_property_get_default (property);

  if (def != NULL)
    return def;
  switch (property->kind)
    {
    case WEIR_PROPERTY_KIND_STRING:
    case WEIR_PROPERTY_KIND_TEXT:
    case WEIR_PROPERTY_KIND_CODE:
    case WEIR_PROPERTY_KIND_NODE_REF:
    case WEIR_PROPERTY_KIND_NUMBER:
    case WEIR_PROPERTY_KIND_TYPED:
      return weir_value_new_string ("");
    case WEIR_PROPERTY_KIND_BOOLEAN:
      return weir_value_new_boolean (FALSE);
    case WEIR_PROPERTY_KIND_LIST:
      return weir_value_new_array (NULL, 0);
    case WEIR_PROPERTY_KIND_CHOICE:
    case WEIR_PROPERTY_KIND_NODE_REFS:
    case WEIR_PROPERTY_KIND_OPAQUE:
      break;
    }
  return weir_value_new_undefined ();
}

static WeirValue *
dup_effective (WeirField *self)
{
  WeirValue *value = weir_field_get_value (self);

  return value != NULL ? weir_value_ref (value)
                       : weir_field_dup_implied (self->property);
}

gboolean
weir_field_is_changed (WeirField *self)
{
  WeirValue *value = weir_field_get_value (self);

  g_return_val_if_fail (WEIR_IS_FIELD (self), FALSE);

  return value != get_original (self);
}

static gboolean
stays_unwritten (WeirField *self, const WeirValue *value)
{
  WeirValue            *original = get_original (self);
  g_autoptr (WeirValue) implied = NULL;

  if (original != NULL && ((self->property->flags & WEIR_PROPERTY_SPARSE) == 0 ||
                           weir_value_equal (original, value)))
    return FALSE;
  implied = weir_field_dup_implied (self->property);
  return weir_value_equal (implied, value);
}

void
weir_field_set_value (WeirField *self, WeirValue *value)
{
  g_return_if_fail (WEIR_IS_FIELD (self));

  if (self->sheet == NULL)
    return;
  if (is_credential (self))
    {
      weir_sheet_set_credential (self->sheet, self->property->key, value);
      return;
    }
  if (value != NULL && stays_unwritten (self, value))
    value = NULL;
  weir_sheet_set_member (self->sheet, self->property->key, value);
}

static void
take_value (WeirField *self, WeirValue *value)
{
  weir_field_set_value (self, value);
  weir_value_unref (value);
}

/* Text */

static char *
dup_text_of (const WeirValue *value)
{
  g_autoptr (WeirValue) text = NULL;

  if (value == NULL || weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED ||
      weir_value_get_kind (value) == WEIR_VALUE_KIND_NULL)
    return g_strdup ("");
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_OBJECT ||
      weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY)
    return weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  text = weir_value_to_text (value);
  return g_utf8_make_valid (weir_value_get_string (text, NULL), -1);
}

char *
weir_field_dup_text (WeirField *self)
{
  g_autoptr (WeirValue) value = NULL;

  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  value = dup_effective (self);
  return dup_text_of (value);
}

/* The form in which texts of this field are stored. */
static WeirValue *
dup_model (WeirField *self)
{
  WeirValue *original = get_original (self);

  return original != NULL ? weir_value_ref (original) : dup_effective (self);
}

static WeirValue *
read_as (const char *text, WeirValueKind kind)
{
  g_autoptr (WeirValue) value = weir_json_read (text, strlen (text), NULL, NULL);

  return is_kind (value, kind) ? g_steal_pointer (&value) : NULL;
}

void
weir_field_set_text (WeirField *self, const char *text)
{
  g_autofree char      *old = weir_field_dup_text (self);
  g_autoptr (WeirValue) model = NULL;
  WeirValue            *value = NULL;

  g_return_if_fail (WEIR_IS_FIELD (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (old, text))
    return;
  model = dup_model (self);
  if (is_kind (model, WEIR_VALUE_KIND_NUMBER) ||
      is_kind (model, WEIR_VALUE_KIND_BOOLEAN))
    value = read_as (text, weir_value_get_kind (model));
  take_value (self, value != NULL ? value : weir_value_new_string (text));
}

gboolean
weir_field_is_reference (WeirField *self)
{
  WeirValue *value = weir_field_get_value (self);

  return is_kind (value, WEIR_VALUE_KIND_STRING) &&
         weir_text_is_env_reference (weir_value_get_string (value, NULL));
}

/* JSON */

char *
weir_field_dup_json (WeirField *self)
{
  WeirValue *value = weir_field_get_value (self);

  return value != NULL ? weir_json_write (value, WEIR_JSON_STYLE_PRETTY)
                       : g_strdup ("");
}

gboolean
weir_field_set_json (WeirField *self, const char *json, GError **error)
{
  g_autoptr (WeirValue) value = NULL;

  g_return_val_if_fail (WEIR_IS_FIELD (self), FALSE);
  g_return_val_if_fail (json != NULL, FALSE);

  value = weir_json_read (json, strlen (json), NULL, error);
  if (value == NULL)
    return FALSE;
  weir_field_set_value (self, value);
  return TRUE;
}

/* Boolean */

static gboolean
is_true (const WeirValue *value)
{
  if (is_kind (value, WEIR_VALUE_KIND_STRING))
    return g_str_equal (weir_value_get_string (value, NULL), "true");
  return weir_value_is_truthy (value);
}

gboolean
weir_field_get_boolean (WeirField *self)
{
  g_autoptr (WeirValue) value = NULL;

  g_return_val_if_fail (WEIR_IS_FIELD (self), FALSE);

  value = dup_effective (self);
  return is_true (value);
}

void
weir_field_set_boolean (WeirField *self, gboolean boolean)
{
  g_autoptr (WeirValue) model = NULL;

  g_return_if_fail (WEIR_IS_FIELD (self));

  if (weir_field_get_boolean (self) == !!boolean)
    return;
  model = dup_model (self);
  if (is_true (model) == !!boolean)
    weir_field_set_value (self, model);
  else if (is_kind (model, WEIR_VALUE_KIND_STRING))
    take_value (self, weir_value_new_string (boolean ? "true" : "false"));
  else
    take_value (self, weir_value_new_boolean (boolean));
}

/* Choice */

static WeirValue *
read_choice (const WeirChoice *choice)
{
  return weir_json_read (choice->value, strlen (choice->value), NULL, NULL);
}

int
weir_field_get_choice (WeirField *self)
{
  g_autoptr (WeirValue) value = NULL;

  g_return_val_if_fail (WEIR_IS_FIELD (self), -1);
  g_return_val_if_fail (self->property->choices != NULL, -1);

  value = dup_effective (self);
  for (int i = 0; self->property->choices[i].value != NULL; i++)
    {
      g_autoptr (WeirValue) choice = read_choice (&self->property->choices[i]);

      if (weir_value_equal (choice, value))
        return i;
    }
  return -1;
}

void
weir_field_set_choice (WeirField *self, guint choice)
{
  g_return_if_fail (WEIR_IS_FIELD (self));
  g_return_if_fail (self->property->choices != NULL);

  take_value (self, read_choice (&self->property->choices[choice]));
}

/* Typed */

char *
weir_field_dup_value_type (WeirField *self)
{
  char *type;

  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  if (self->sheet == NULL || self->property->pair_key == NULL)
    return g_strdup ("");
  type = weir_sheet_dup_effective_text (self->sheet, self->property->pair_key);
  if (*type != '\0' || self->property->types == NULL)
    return type;
  g_free (type);
  return g_strdup (self->property->types[0]);
}

void
weir_field_set_value_type (WeirField *self, const char *type)
{
  g_autofree char      *old = weir_field_dup_value_type (self);
  g_autoptr (WeirValue) value = NULL;

  g_return_if_fail (WEIR_IS_FIELD (self));
  g_return_if_fail (type != NULL);

  if (self->sheet == NULL || g_str_equal (old, type))
    return;
  value = weir_value_new_string (type);
  weir_sheet_set_member (self->sheet, self->property->pair_key, value);
}

/* References */

static const char *
get_id (WeirField *self, const WeirRef *ref)
{
  const char *id =
    weir_value_lookup_string (weir_sheet_get_object (self->sheet), ref->key);

  return id != NULL ? id : "";
}

const WeirRef *
weir_field_get_ref (WeirField *self, const char **id)
{
  const WeirRef *found = NULL;

  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  *id = "";
  if (self->sheet == NULL || self->property->refs == NULL)
    return NULL;
  for (const WeirRef *ref = self->property->refs; ref->type != NULL; ref++)
    {
      if (*get_id (self, ref) != '\0')
        found = ref;
    }
  if (found != NULL)
    *id = get_id (self, found);
  return found;
}

/* What refers to nothing is "", or stays unwritten when it was. */
static void
clear_ref (WeirField *self, const char *key)
{
  WeirValue *original =
    weir_value_lookup (weir_sheet_get_original (self->sheet), key);
  g_autoptr (WeirValue) nothing = weir_value_new_string ("");

  weir_sheet_set_member (self->sheet, key, original != NULL ? nothing : NULL);
}

void
weir_field_set_ref (WeirField *self, const WeirRef *ref, const char *id)
{
  g_autoptr (WeirValue) value = NULL;

  g_return_if_fail (WEIR_IS_FIELD (self));
  g_return_if_fail (ref != NULL && id != NULL);

  if (self->sheet == NULL)
    return;
  value = weir_value_new_string (id);
  for (const WeirRef *other = self->property->refs; other->type != NULL; other++)
    {
      if (other != ref && *get_id (self, other) != '\0')
        clear_ref (self, other->key);
    }
  if (*id == '\0')
    clear_ref (self, ref->key);
  else
    weir_sheet_set_member (self->sheet, ref->key, value);
}
