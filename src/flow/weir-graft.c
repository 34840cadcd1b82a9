/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-graft-private.h"

#include "flow/weir-entry-text-private.h"
#include "flow/weir-graft-remap-private.h"
#include "flow/weir-operation-private.h"

#include <string.h>

/* Entries on their way into a document. Each is written as it is in its own
 * file, member by member, but for the ids it names. Owned by one operation. */

typedef struct
{
  WeirElement *element; /* borrowed */
  char        *id;      /* owned */
  gboolean     replaces;
} Branch;

struct _WeirGraft
{
  /* borrowed */
  WeirEditBuilder *builder;
  WeirDocument    *document;
  WeirDocument    *incoming;

  /* owned */
  GPtrArray  *branches; /* Branch */
  GHashTable *map;      /* incoming id, owned → id, owned */
  GHashTable *used;     /* ids that are given away, borrowed */
  GHashTable *numbers;  /* type, owned → set of numbers in names */
  char       *flow;     /* (nullable) */

  double   dx;
  double   dy;
  int      tab_index;
  gboolean renumber;
};

static void
branch_free (gpointer data)
{
  Branch *branch = data;

  g_free (branch->id);
  g_free (branch);
}

WeirGraft *
weir_graft_new (WeirEditBuilder *builder,
                WeirDocument    *document,
                WeirDocument    *incoming)
{
  WeirGraft *self = g_new0 (WeirGraft, 1);

  self->builder = builder;
  self->document = document;
  self->incoming = incoming;
  self->branches = g_ptr_array_new_with_free_func (branch_free);
  self->map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->used = g_hash_table_new (g_str_hash, g_str_equal);
  self->numbers = g_hash_table_new_full (g_str_hash,
                                         g_str_equal,
                                         g_free,
                                         (GDestroyNotify)g_hash_table_unref);
  self->tab_index = -1;
  return self;
}

void
weir_graft_free (WeirGraft *self)
{
  g_hash_table_unref (self->used);
  g_ptr_array_unref (self->branches);
  g_hash_table_unref (self->map);
  g_hash_table_unref (self->numbers);
  g_free (self->flow);
  g_free (self);
}

void
weir_graft_set_place (WeirGraft *self, const char *flow, double dx, double dy)
{
  g_free (self->flow);
  self->flow = g_strdup (flow);
  self->dx = dx;
  self->dy = dy;
}

void
weir_graft_set_renumber (WeirGraft *self, gboolean renumber)
{
  self->renumber = renumber;
}

void
weir_graft_set_tab_index (WeirGraft *self, int index)
{
  self->tab_index = index;
}

void
weir_graft_map (WeirGraft *self, const char *incoming_id, const char *id)
{
  if (*incoming_id != '\0' && !g_hash_table_contains (self->map, incoming_id))
    g_hash_table_insert (self->map, g_strdup (incoming_id), g_strdup (id));
}

const char *
weir_graft_lookup (WeirGraft *self, const char *incoming_id)
{
  return g_hash_table_lookup (self->map, incoming_id);
}

/* @id: (transfer full) */
static const char *
add_branch (WeirGraft *self, WeirElement *element, char *id, gboolean replaces)
{
  Branch *branch = g_new0 (Branch, 1);

  branch->element = element;
  branch->id = id;
  branch->replaces = replaces;
  g_ptr_array_add (self->branches, branch);
  g_hash_table_add (self->used, branch->id);
  weir_graft_map (self, weir_element_get_id (element), branch->id);
  return branch->id;
}

static gboolean
is_free (WeirGraft *self, const char *id)
{
  return *id != '\0' && !g_hash_table_contains (self->used, id) &&
         weir_document_get_element (self->document, id) == NULL &&
         !weir_edit_builder_has (self->builder, id);
}

const char *
weir_graft_take (WeirGraft *self, WeirElement *element, gboolean fresh)
{
  const char *id = weir_element_get_id (element);
  char       *new_id;

  if (!fresh && is_free (self, id))
    return add_branch (self, element, g_strdup (id), FALSE);
  do
    new_id = weir_edit_builder_new_id (self->builder);
  while (!is_free (self, new_id));
  return add_branch (self, element, new_id, FALSE);
}

void
weir_graft_replace (WeirGraft *self, WeirElement *element, const char *id)
{
  add_branch (self, element, g_strdup (id), TRUE);
}

/* Names with numbers */

static GHashTable *
ensure_numbers (WeirGraft *self, const char *type)
{
  GHashTable *numbers = g_hash_table_lookup (self->numbers, type);

  if (numbers == NULL)
    {
      numbers = weir_operation_list_numbers (self->document, type, "name", type);
      g_hash_table_insert (self->numbers, g_strdup (type), numbers);
    }
  return numbers;
}

/* Node-RED renumbers the names it has given itself, when they are taken. */
static void
renumber (WeirGraft *self, const Branch *branch)
{
  const char *type = weir_element_get_type_name (branch->element);
  const char *name =
    weir_value_lookup_string (weir_element_get_value (branch->element), "name");
  guint            number;
  GHashTable      *numbers;
  g_autofree char *text = NULL;

  if (name == NULL)
    return;
  number = weir_operation_read_number (name, type);
  if (number == 0)
    return;
  numbers = ensure_numbers (self, type);
  if (g_hash_table_contains (numbers, GUINT_TO_POINTER (number)))
    for (number = 1; g_hash_table_contains (numbers, GUINT_TO_POINTER (number));)
      number++;
  g_hash_table_add (numbers, GUINT_TO_POINTER (number));
  text = g_strdup_printf ("%s %u", type, number);
  weir_edit_builder_set_text (self->builder, branch->id, "name", text);
}

static gboolean
has_subflow (WeirGraft *self, const char *name)
{
  guint n = weir_document_get_n_elements (self->document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_SUBFLOW &&
          g_strcmp0 (weir_value_lookup_string (weir_element_get_value (element),
                                               "name"),
                     name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Two subflows of one name look the same in the palette. */
static void
rename_subflow (WeirGraft *self, const Branch *branch)
{
  const char *name =
    weir_value_lookup_string (weir_element_get_value (branch->element), "name");
  g_autofree char *free_name = g_strdup (name);

  if (name == NULL || !has_subflow (self, name))
    return;
  for (guint i = 1; has_subflow (self, free_name); i++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s (%u)", name, i);
    }
  weir_edit_builder_set_text (self->builder, branch->id, "name", free_name);
}

/* Writing */

static gboolean
is_known (gpointer user_data, const char *id)
{
  WeirGraft *self = user_data;

  return weir_edit_builder_has (self->builder, id);
}

static int
find_index (WeirGraft *self, WeirElement *element)
{
  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB &&
      self->tab_index >= 0)
    return self->tab_index;
  return weir_operation_find_place (self->document,
                                    weir_element_get_kind (element));
}

/* With the id first, the entry is there for others to name. */
static void
add_entry (WeirGraft *self, const Branch *branch)
{
  g_autofree char      *text = weir_element_dup_text (branch->element);
  g_autoptr (GBytes)    bytes = g_bytes_new (text, strlen (text));
  g_autoptr (WeirValue) id = weir_value_new_string (branch->id);
  g_autoptr (GBytes)    with_id = weir_entry_text_set (bytes, "id", id);
  gsize                 length;
  const char           *data = g_bytes_get_data (with_id, &length);
  g_autofree char      *json = g_strndup (data, length);

  weir_edit_builder_add (self->builder, find_index (self, branch->element), json);
}

static void
set_container (WeirGraft *self, const Branch *branch)
{
  WeirElementKind kind = weir_element_get_kind (branch->element);
  const char     *z = weir_element_get_container (branch->element);
  const char     *mapped = weir_graft_lookup (self, z);

  if (mapped != NULL)
    {
      weir_edit_builder_set_text (self->builder, branch->id, "z", mapped);
      return;
    }
  if (weir_operation_has_place (branch->element))
    {
      if (self->flow != NULL)
        weir_edit_builder_set_text (self->builder, branch->id, "z", self->flow);
      weir_edit_builder_move (
        self->builder,
        branch->id,
        weir_operation_round (weir_element_get_x (branch->element) + self->dx),
        weir_operation_round (weir_element_get_y (branch->element) + self->dy));
    }
  else if (kind == WEIR_ELEMENT_KIND_CONFIG && *z != '\0' &&
           weir_document_get_element (self->document, z) == NULL)
    weir_edit_builder_set (self->builder, branch->id, "z", NULL);
}

/* Members the entry had and its replacement hasn't. */
static void
remove_others (WeirGraft *self, const Branch *branch)
{
  WeirElement     *old = weir_document_get_element (self->document, branch->id);
  const WeirValue *before = weir_element_get_value (old);
  const WeirValue *after = weir_element_get_value (branch->element);

  for (gsize i = 0; i < weir_value_get_length (before); i++)
    {
      const char *key = weir_value_get_key (before, i, NULL);

      if (weir_value_lookup (after, key) == NULL &&
          !g_str_equal (key, "credentials"))
        weir_edit_builder_set (self->builder, branch->id, key, NULL);
    }
}

/* What says the same keeps its digits. @value: (transfer full) (nullable) */
static WeirValue *
keep_written (WeirGraft    *self,
              const Branch *branch,
              const char   *key,
              WeirValue    *value)
{
  WeirElement *old = weir_document_get_element (self->document, branch->id);
  WeirValue   *before = weir_element_get_member (old, key);

  if (before == NULL || value == NULL || !weir_value_equal (before, value))
    return value;
  weir_value_unref (value);
  return weir_value_ref (before);
}

static void
write_members (WeirGraft *self, const Branch *branch)
{
  const WeirValue   *entry = weir_element_get_value (branch->element);
  const WeirRemapper remapper = {
    .map = self->map,
    .kind = weir_element_get_kind (branch->element),
    .is_known = is_known,
    .user_data = self,
  };

  for (gsize i = 0; i < weir_value_get_length (entry); i++)
    {
      const char *key = weir_value_get_key (entry, i, NULL);
      WeirValue  *member = weir_value_get_member (entry, i);
      WeirValue  *changed;

      if (g_str_equal (key, "id"))
        continue;
      if (g_str_equal (key, "credentials"))
        {
          if (!branch->replaces)
            weir_edit_builder_set (self->builder, branch->id, key, NULL);
          continue;
        }
      changed = weir_remap_member (&remapper, key, member);
      if (branch->replaces)
        changed = keep_written (self, branch, key, changed);
      if (changed == member && !branch->replaces)
        weir_value_unref (changed);
      else
        weir_edit_builder_set (self->builder, branch->id, key, changed);
    }
}

void
weir_graft_write (WeirGraft *self, GPtrArray *ids)
{
  for (guint i = 0; i < self->branches->len; i++)
    {
      const Branch *branch = self->branches->pdata[i];

      if (!branch->replaces)
        add_entry (self, branch);
    }
  for (guint i = 0; i < self->branches->len; i++)
    {
      const Branch *branch = self->branches->pdata[i];

      write_members (self, branch);
      if (branch->replaces)
        remove_others (self, branch);
      set_container (self, branch);
      if (self->renumber && !branch->replaces &&
          weir_element_get_kind (branch->element) == WEIR_ELEMENT_KIND_NODE)
        renumber (self, branch);
      if (!branch->replaces &&
          weir_element_get_kind (branch->element) == WEIR_ELEMENT_KIND_SUBFLOW)
        rename_subflow (self, branch);
      if (ids != NULL && !branch->replaces)
        g_ptr_array_add (ids, g_strdup (branch->id));
    }
}
