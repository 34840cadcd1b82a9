/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-form-private.h"
#include "json/weir-json.h"

#include <string.h>

/* What a form would change, as an edit. A member goes in when it was changed
 * here, or when Node-RED's editor keeps it in step with one that was; all other
 * bytes stay as they are. */

static gboolean
are_equal (const WeirValue *a, const WeirValue *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return weir_value_equal (a, b);
}

static void
clear_value (gpointer value)
{
  if (value != NULL)
    weir_value_unref (value);
}

static void
change (GHashTable *changes, const char *key, WeirValue *value)
{
  g_hash_table_replace (changes,
                        g_strdup (key),
                        value != NULL ? weir_value_ref (value) : NULL);
}

/* Members of @now that differ from those of @was; @was may have more. */
static void
add_differences (GHashTable *changes, WeirValue *was, WeirValue *now)
{
  for (gsize i = 0; i < weir_value_get_length (now); i++)
    {
      const char *key = weir_value_get_key (now, i, NULL);
      WeirValue  *value = weir_value_get_member (now, i);

      if (!are_equal (weir_value_lookup (was, key), value))
        change (changes, key, value);
    }
  for (gsize i = 0; i < weir_value_get_length (was); i++)
    {
      const char *key = weir_value_get_key (was, i, NULL);

      if (weir_value_lookup (now, key) == NULL)
        change (changes, key, NULL);
    }
}

/* Folding */

static gboolean
has_changed_list (WeirForm *self)
{
  for (guint i = 0; i < weir_sheet_get_n_fields (self->sheet); i++)
    {
      WeirField *field = weir_sheet_get_field (self->sheet, i);

      if (weir_field_get_property (field)->kind == WEIR_PROPERTY_KIND_LIST &&
          weir_field_is_changed (field))
        return TRUE;
    }
  return FALSE;
}

/* Of a type that shows itself otherwise than it is stored, what both forms of
 * the old entry share is left alone; once a list is touched, all it is folded
 * into is written in the form Node-RED writes. */
static void
add_folded_differences (WeirForm *self, GHashTable *changes)
{
  g_autoptr (WeirValue) was =
    self->type->fold (weir_sheet_get_original (self->sheet));
  g_autoptr (WeirValue) now =
    self->type->fold (weir_sheet_get_object (self->sheet));

  if (has_changed_list (self))
    add_differences (changes, self->stored, now);
  else
    add_differences (changes, was, now);
}

/* Rules */

static void
trim (WeirForm *self, GHashTable *changes, WeirField *field)
{
  const WeirProperty   *property = weir_field_get_property (field);
  WeirValue            *value = g_hash_table_lookup (changes, property->key);
  g_autoptr (WeirValue) trimmed = NULL;
  g_autofree char      *text = NULL;

  if (property->kind != WEIR_PROPERTY_KIND_STRING || value == NULL ||
      weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return;
  text = g_strdup (weir_value_get_string (value, NULL));
  g_strstrip (text);
  if (strlen (text) == weir_value_get_length (value))
    return;
  trimmed = weir_value_new_string (text);
  if (are_equal (weir_value_lookup (self->stored, property->key), trimmed))
    g_hash_table_remove (changes, property->key);
  else
    change (changes, property->key, trimmed);
}

static gboolean
is_empty_ref (const WeirValue *value)
{
  if (value == NULL)
    return TRUE;
  return (weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING ||
          weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY) &&
         weir_value_get_length (value) == 0;
}

/* A reference whose condition was changed away is cleared: of a client that is
 * not wss any more the `tls`, of a link out that returns the `links`. */
static void
clear_hidden (WeirForm *self, GHashTable *changes, WeirField *field)
{
  const WeirProperty   *property = weir_field_get_property (field);
  g_autoptr (WeirValue) nothing = NULL;

  if (weir_field_is_shown (field) ||
      (!g_hash_table_contains (changes, property->shown_if.key) &&
       !g_hash_table_contains (changes, property->key)))
    return;
  if (property->kind == WEIR_PROPERTY_KIND_NODE_REF)
    nothing = weir_value_new_string ("");
  else if (property->kind == WEIR_PROPERTY_KIND_NODE_REFS &&
           self->type != NULL && self->type->role == WEIR_NODE_ROLE_LINK_OUT)
    nothing = weir_value_new_array (NULL, 0);
  else
    return;
  if (is_empty_ref (weir_value_lookup (self->stored, property->key)))
    g_hash_table_remove (changes, property->key);
  else
    change (changes, property->key, nothing);
}

GHashTable *
weir_form_list_changes (WeirForm *self)
{
  GHashTable *changes;

  changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_value);
  if (self->type != NULL && self->type->fold != NULL)
    add_folded_differences (self, changes);
  else
    add_differences (changes,
                     weir_sheet_get_original (self->sheet),
                     weir_sheet_get_object (self->sheet));
  for (guint i = 0; i < weir_sheet_get_n_fields (self->sheet); i++)
    trim (self, changes, weir_sheet_get_field (self->sheet, i));
  for (guint i = 0; i < weir_sheet_get_n_fields (self->sheet); i++)
    clear_hidden (self, changes, weir_sheet_get_field (self->sheet, i));
  return changes;
}

WeirValue *
weir_form_dup_stored (WeirForm *self)
{
  g_autoptr (GHashTable) changes = weir_form_list_changes (self);
  WeirValue             *stored = weir_value_ref (self->stored);
  GHashTableIter         iter;
  gpointer               key;
  gpointer               value;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (value == NULL)
        stored = weir_value_without_member (stored, key);
      else
        stored = weir_value_with_member (stored, key, weir_value_ref (value));
    }
  return stored;
}

/* Links */

static gboolean
contains_id (WeirValue *list, const char *id)
{
  if (list == NULL || weir_value_get_kind (list) != WEIR_VALUE_KIND_ARRAY)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (list); i++)
    {
      WeirValue *item = weir_value_get_item (list, i);

      if (weir_value_get_kind (item) == WEIR_VALUE_KIND_STRING &&
          g_str_equal (weir_value_get_string (item, NULL), id))
        return TRUE;
    }
  return FALSE;
}

static WeirValue *
with_id (WeirValue *list, const char *id, gboolean present)
{
  WeirValue *changed = weir_value_new_array (NULL, 0);

  for (gsize i = 0; list != NULL && i < weir_value_get_length (list); i++)
    {
      WeirValue *item = weir_value_get_item (list, i);

      if (weir_value_get_kind (item) != WEIR_VALUE_KIND_STRING ||
          !g_str_equal (weir_value_get_string (item, NULL), id))
        changed = weir_value_with_appended (changed, weir_value_ref (item));
    }
  return present ? weir_value_with_appended (changed, weir_value_new_string (id))
                 : changed;
}

static const char *
get_other_end (const char *type)
{
  if (g_str_equal (type, "link in"))
    return "link out";
  return g_str_equal (type, "link out") ? "link in" : NULL;
}

/* For each id of @ids that @others has not: that node's list. */
static void
add_link_edits (WeirForm  *self,
                GPtrArray *edits,
                WeirValue *ids,
                WeirValue *others,
                gboolean   present)
{
  const char *type = get_other_end (weir_form_get_type_name (self));

  if (ids == NULL || weir_value_get_kind (ids) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (ids); i++)
    {
      WeirValue            *item = weir_value_get_item (ids, i);
      WeirElement          *end;
      WeirValue            *links;
      g_autoptr (WeirValue) changed = NULL;
      const char           *id;

      if (weir_value_get_kind (item) != WEIR_VALUE_KIND_STRING)
        continue;
      id = weir_value_get_string (item, NULL);
      end = weir_document_get_element (self->document, id);
      if (contains_id (others, id) || end == NULL ||
          g_strcmp0 (weir_element_get_type_name (end), type) != 0)
        continue;
      links = weir_element_get_member (end, "links");
      if (contains_id (links, self->id) == present ||
          (links != NULL && weir_value_get_kind (links) != WEIR_VALUE_KIND_ARRAY))
        continue;
      changed = with_id (links, self->id, present);
      g_ptr_array_add (edits, weir_edit_new_set (id, "links", changed));
    }
}

static void
add_other_ends (WeirForm *self, GPtrArray *edits, WeirValue *stored)
{
  WeirValue *was = weir_value_lookup (self->stored, "links");
  WeirValue *now = weir_value_lookup (stored, "links");

  if (get_other_end (weir_form_get_type_name (self)) == NULL ||
      are_equal (was, now))
    return;
  add_link_edits (self, edits, was, now, FALSE);
  add_link_edits (self, edits, now, was, TRUE);
}

/* New configuration */

static gboolean
refers_to (WeirForm *form, const char *id)
{
  for (guint i = 0; i < weir_sheet_get_n_fields (form->sheet); i++)
    {
      WeirField  *field = weir_sheet_get_field (form->sheet, i);
      const char *chosen;

      if (weir_field_get_property (field)->kind != WEIR_PROPERTY_KIND_NODE_REF ||
          !weir_field_is_shown (field))
        continue;
      weir_field_get_ref (field, &chosen);
      if (g_str_equal (chosen, id))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
weir_form_list_used_configs (WeirForm *self)
{
  GPtrArray *used = g_ptr_array_new ();

  for (guint i = 0; i < self->configs->len; i++)
    {
      WeirForm *config = g_ptr_array_index (self->configs, i);

      if (refers_to (self, config->id))
        g_ptr_array_add (used, config);
    }
  return used;
}

/* The edit */

static void
add_set_edits (WeirForm *self, GPtrArray *edits, WeirValue *stored)
{
  for (gsize i = 0; i < weir_value_get_length (stored); i++)
    {
      const char *key = weir_value_get_key (stored, i, NULL);
      WeirValue  *value = weir_value_get_member (stored, i);

      if (!are_equal (weir_value_lookup (self->stored, key), value))
        g_ptr_array_add (edits, weir_edit_new_set (self->id, key, value));
    }
  for (gsize i = 0; i < weir_value_get_length (self->stored); i++)
    {
      const char *key = weir_value_get_key (self->stored, i, NULL);

      if (weir_value_lookup (stored, key) == NULL)
        g_ptr_array_add (edits, weir_edit_new_set (self->id, key, NULL));
    }
}

static void
collect (WeirForm *self, GPtrArray *edits)
{
  g_autoptr (GPtrArray) configs = weir_form_list_used_configs (self);
  g_autoptr (WeirValue) stored = weir_form_dup_stored (self);

  for (guint i = 0; i < configs->len; i++)
    collect (g_ptr_array_index (configs, i), edits);
  if (self->is_new)
    {
      g_autofree char *text = weir_json_write (stored, WEIR_JSON_STYLE_COMPACT);

      g_ptr_array_add (edits, weir_edit_new_add (-1, text));
      return;
    }
  add_set_edits (self, edits, stored);
  add_other_ends (self, edits, stored);
}

WeirEdit *
weir_form_commit (WeirForm *self)
{
  g_autoptr (GPtrArray) edits = NULL;

  g_return_val_if_fail (WEIR_IS_FORM (self), NULL);

  edits = g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);
  collect (self, edits);
  return edits->len > 0 ? weir_edit_new_list (edits) : NULL;
}

void
weir_form_foreach_credentials (WeirForm               *self,
                               WeirFormCredentialsFunc func,
                               gpointer                user_data)
{
  g_autoptr (GPtrArray) configs = NULL;

  g_return_if_fail (WEIR_IS_FORM (self));
  g_return_if_fail (func != NULL);

  configs = weir_form_list_used_configs (self);
  for (guint i = 0; i < configs->len; i++)
    weir_form_foreach_credentials (g_ptr_array_index (configs, i), func, user_data);
  if (weir_sheet_has_new_credentials (self->sheet))
    func (self->id, weir_sheet_get_credentials (self->sheet), user_data);
}
