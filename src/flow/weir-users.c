/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-users.h"

#include "json/weir-value-walk.h"

#include <string.h>

/* An index from entries to those that name them. Any text that is the id counts,
 * as in the check for unused configuration: of types that are not known here
 * nobody can say which of their properties are references. */
struct _WeirUsers
{
  GHashTable *lists;    /* id, owned → GPtrArray of WeirElement, borrowed */
  GPtrArray  *elements; /* references, owned */
};

/* Where an entry stands, and what it is wired to, is no use. */
static gboolean
is_place (const char *key)
{
  return g_str_equal (key, "id") || g_str_equal (key, "z") ||
         g_str_equal (key, "g") || g_str_equal (key, "wires");
}

/* The id of the subflow an entry is an instance of. */
static const char *
get_subflow (WeirElement *element)
{
  const char *type = weir_element_get_type_name (element);

  return g_str_has_prefix (type, "subflow:") ? type + strlen ("subflow:") : NULL;
}

typedef gboolean (*TextFunc) (const char *text, gpointer user_data);

/* Calls @func with every text of an entry until it says that it is enough. */
static gboolean
visit_texts (WeirElement *element, TextFunc func, gpointer user_data)
{
  WeirValue  *value = weir_element_get_value (element);
  const char *subflow = get_subflow (element);

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    return FALSE;
  if (subflow != NULL && func (subflow, user_data))
    return TRUE;
  for (gsize i = 0; i < weir_value_get_length (value); i++)
    {
      g_auto (WeirWalk) walk = WEIR_WALK_INIT;
      WeirWalkStep      step;

      if (is_place (weir_value_get_key (value, i, NULL)))
        continue;
      weir_walk_start (&walk, weir_value_get_member (value, i));
      while (weir_walk_next (&walk, &step))
        {
          if (weir_value_get_kind (step.value) == WEIR_VALUE_KIND_STRING &&
              func (weir_value_get_string (step.value, NULL), user_data))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_text (const char *text, gpointer user_data)
{
  return g_str_equal (text, user_data);
}

gboolean
weir_element_uses (WeirElement *element, const char *id)
{
  if (id[0] == '\0' || g_str_equal (weir_element_get_id (element), id))
    return FALSE;
  return visit_texts (element, is_text, (gpointer)id);
}

typedef struct
{
  WeirUsers   *users;
  WeirElement *element;
} Visit;

static gboolean
note_use (const char *text, gpointer user_data)
{
  Visit     *visit = user_data;
  GPtrArray *list = g_hash_table_lookup (visit->users->lists, text);

  if (list == NULL || g_str_equal (text, weir_element_get_id (visit->element)))
    return FALSE;
  /* Whoever names it twice is one user. */
  if (list->len == 0 || list->pdata[list->len - 1] != visit->element)
    g_ptr_array_add (list, visit->element);
  return FALSE;
}

static gboolean
can_be_used (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return (kind == WEIR_ELEMENT_KIND_CONFIG || kind == WEIR_ELEMENT_KIND_SUBFLOW) &&
         weir_element_get_id (element)[0] != '\0';
}

WeirUsers *
weir_users_new (WeirDocument *document)
{
  WeirUsers *users = g_new0 (WeirUsers, 1);
  guint      n = weir_document_get_n_elements (document);

  users->lists = g_hash_table_new_full (g_str_hash,
                                        g_str_equal,
                                        g_free,
                                        (GDestroyNotify)g_ptr_array_unref);
  users->elements = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (users->elements,
                     g_object_ref (weir_document_get_nth_element (document, i)));
  for (guint i = 0; i < n; i++)
    {
      const char *id = weir_element_get_id (users->elements->pdata[i]);

      if (can_be_used (users->elements->pdata[i]) &&
          !g_hash_table_contains (users->lists, id))
        g_hash_table_insert (users->lists, g_strdup (id), g_ptr_array_new ());
    }
  for (guint i = 0; i < n; i++)
    {
      Visit visit = { users, users->elements->pdata[i] };

      visit_texts (visit.element, note_use, &visit);
    }
  return users;
}

void
weir_users_free (WeirUsers *users)
{
  g_hash_table_unref (users->lists);
  g_ptr_array_unref (users->elements);
  g_free (users);
}

GPtrArray *
weir_users_list (WeirUsers *users, const char *id)
{
  GPtrArray *list = g_hash_table_lookup (users->lists, id);

  return list != NULL && list->len > 0 ? list : NULL;
}

guint
weir_users_count (WeirUsers *users, const char *id)
{
  GPtrArray *list = g_hash_table_lookup (users->lists, id);

  return list != NULL ? list->len : 0;
}
