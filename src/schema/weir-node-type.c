/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-schema"

#include "config.h"

#include "schema/weir-node-type.h"

#include "json/weir-json.h"
#include "schema/weir-registry.h"

#include <string.h>

/* Looking into the descriptor of a node type, and making sure that it holds
 * together: dialogs, checks and help are all read from it, so a slip in one
 * table would show in all of them. Descriptors are constant. */

G_DEFINE_QUARK (weir_schema_error, weir_schema_error)

static const WeirProperty *
find_property (const WeirProperty *properties, const char *key)
{
  for (; properties != NULL && properties->key != NULL; properties++)
    {
      if (g_str_equal (properties->key, key))
        return properties;
    }
  return NULL;
}

const WeirProperty *
weir_node_type_get_property (const WeirNodeType *type, const char *key)
{
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return find_property (type->properties, key);
}

/* What a property is judged by: itself and what stands around it. */
typedef struct
{
  const WeirNodeType *type;
  const WeirRegistry *registry;
  const WeirProperty *table; /* the properties, or the columns of a list */
  const WeirProperty *property;
  GError            **error;
} Validation;

static gboolean
fail (const Validation *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (const Validation *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list          arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (self->error,
               WEIR_SCHEMA_ERROR,
               WEIR_SCHEMA_ERROR_DESCRIPTOR,
               "%s%s%s: %s",
               self->type->type != NULL ? self->type->type : "(no type)",
               self->property != NULL ? "." : "",
               self->property != NULL ? self->property->key : "",
               what);
  return FALSE;
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[0] == '\0';
}

static gboolean
check_unique (const Validation *self)
{
  if (find_property (self->table, self->property->key) != self->property)
    return fail (self, "the key is there twice");
  return TRUE;
}

static WeirValue *
read_literal (const Validation *self, const char *literal)
{
  g_autoptr (GError) error = NULL;
  WeirValue *value = weir_json_read (literal, strlen (literal), NULL, &error);

  if (value == NULL)
    fail (self, "“%s” is not JSON: %s", literal, error->message);
  return value;
}

static gboolean
check_default (const Validation *self)
{
  g_autoptr (WeirValue) value = NULL;

  if (self->property->def == NULL)
    return TRUE;
  value = read_literal (self, self->property->def);
  return value != NULL;
}

static gboolean
check_choices (const Validation *self)
{
  const WeirChoice     *choice = self->property->choices;
  g_autoptr (WeirValue) def = NULL;
  gboolean              found = self->property->def == NULL;

  if (self->property->kind != WEIR_PROPERTY_KIND_CHOICE)
    return TRUE;
  if (choice == NULL || choice->value == NULL)
    return fail (self, "there is nothing to choose from");
  if (self->property->def != NULL)
    def = read_literal (self, self->property->def);
  for (; choice->value != NULL; choice++)
    {
      g_autoptr (WeirValue) value = read_literal (self, choice->value);

      if (value == NULL)
        return FALSE;
      if (is_empty (choice->label))
        return fail (self, "the choice %s has no label", choice->value);
      found = found || weir_value_equal (value, def);
    }
  return found || fail (self, "the default is none of the choices");
}

static gboolean
check_refs (const Validation *self)
{
  const WeirRef *ref = self->property->refs;

  if (self->property->kind == WEIR_PROPERTY_KIND_NODE_REF &&
      (ref == NULL || ref->type == NULL))
    return fail (self, "a reference to no type");
  for (; ref != NULL && ref->type != NULL; ref++)
    {
      if (weir_registry_lookup (self->registry, ref->type) == NULL)
        return fail (self, "no node type “%s”", ref->type);
      if (ref->key != NULL && find_property (self->table, ref->key) == NULL)
        return fail (self, "no property “%s” for a reference", ref->key);
    }
  return TRUE;
}

static gboolean
check_typed (const Validation *self)
{
  const WeirProperty *property = self->property;

  if (property->kind != WEIR_PROPERTY_KIND_TYPED)
    return TRUE;
  if (is_empty (property->pair_key))
    return fail (self, "a typed value without a pair_key");
  if (find_property (self->table, property->pair_key) == NULL)
    return fail (self, "no property “%s” for the type", property->pair_key);
  if (property->types == NULL || property->types[0] == NULL)
    return fail (self, "a typed value without types");
  return TRUE;
}

static gboolean
check_code (const Validation *self, const char *code)
{
  if (code != NULL && !weir_problem_is_known (code))
    return fail (self, "no problem has the code %s", code);
  return TRUE;
}

static gboolean
check_codes (const Validation *self)
{
  const WeirProperty *property = self->property;

  if ((property->flags & WEIR_PROPERTY_REQUIRED) != 0 &&
      property->required_code == NULL)
    return fail (self, "required, but without a required_code");
  if (property->min > property->max)
    return fail (self, "min is above max");
  return check_code (self, property->required_code) &&
         check_code (self, property->range_code);
}

static gboolean
check_shown_if (const Validation *self)
{
  const WeirShownIf *shown_if = &self->property->shown_if;

  if (shown_if->key == NULL)
    return TRUE;
  if (shown_if->glob == NULL)
    return fail (self, "shown_if has no glob");
  if (find_property (self->table, shown_if->key) == NULL)
    return fail (self, "no property “%s” for shown_if", shown_if->key);
  return TRUE;
}

static gboolean
check_label (const Validation *self)
{
  if (self->property->kind != WEIR_PROPERTY_KIND_OPAQUE &&
      is_empty (self->property->label))
    return fail (self, "no label");
  return TRUE;
}

static gboolean
check_property (const Validation *self)
{
  return check_unique (self) && check_label (self) && check_default (self) &&
         check_choices (self) && check_refs (self) && check_typed (self) &&
         check_codes (self) && check_shown_if (self);
}

static gboolean
check_table (Validation *self, const WeirProperty *table)
{
  self->table = table;
  for (; table != NULL && table->key != NULL; table++)
    {
      self->property = table;
      if (!check_property (self))
        return FALSE;
    }
  self->property = NULL;
  return TRUE;
}

static gboolean
check_lists (Validation *self)
{
  const WeirProperty *property = self->type->properties;

  for (; property != NULL && property->key != NULL; property++)
    {
      self->property = property;
      if (property->kind != WEIR_PROPERTY_KIND_LIST)
        continue;
      if (property->columns == NULL || property->columns->key == NULL)
        return fail (self, "a list without columns");
      if (!check_table (self, property->columns))
        return FALSE;
    }
  self->property = NULL;
  return TRUE;
}

gboolean
weir_node_type_validate (const WeirNodeType *type,
                         const WeirRegistry *registry,
                         GError            **error)
{
  Validation self = { .type = type, .registry = registry, .error = error };

  g_return_val_if_fail (type != NULL, FALSE);
  g_return_val_if_fail (registry != NULL, FALSE);

  if (is_empty (type->type))
    return fail (&self, "no type");
  if (is_empty (type->label) || is_empty (type->summary))
    return fail (&self, "no label or no summary");
  if (type->inputs > 1)
    return fail (&self, "more than one input");
  if (weir_registry_lookup (registry, type->type) != type)
    return fail (&self, "another type has the same name");
  if (type->outputs_from != NULL &&
      find_property (type->properties, type->outputs_from) == NULL)
    return fail (&self, "no property “%s” for outputs_from", type->outputs_from);
  return check_table (&self, type->properties) && check_lists (&self);
}
