/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-reach.h"

#include "flow/weir-operation-private.h"
#include "flow/weir-users.h"

#include <string.h>

/* What is connected with what. The neighbours of all entries are noted in one
 * pass, then followed from where people start. */

typedef struct
{
  WeirDocument *document;
  GHashTable   *neighbours; /* id → GPtrArray of ids */
} Map;

static void
add_neighbour (Map *self, const char *id, const char *neighbour)
{
  GPtrArray *list = g_hash_table_lookup (self->neighbours, id);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->neighbours, g_strdup (id), list);
    }
  g_ptr_array_add (list, g_strdup (neighbour));
}

static void
add_wire (Map *self, const char *source, const char *target, WeirReach reach)
{
  WeirElement *from = weir_document_get_element (self->document, source);
  WeirElement *to = weir_document_get_element (self->document, target);

  if (from == NULL || to == NULL ||
      !g_str_equal (weir_element_get_container (from),
                    weir_element_get_container (to)))
    return;
  if (reach != WEIR_REACH_UPSTREAM)
    add_neighbour (self, source, target);
  if (reach != WEIR_REACH_DOWNSTREAM)
    add_neighbour (self, target, source);
}

static void
add_links (Map *self, WeirElement *element, WeirReach reach)
{
  const char *id = weir_element_get_id (element);
  const char *type = weir_element_get_type_name (element);
  WeirValue  *links = weir_element_get_member (element, "links");

  if (!g_str_has_prefix (type, "link "))
    return;
  for (gsize i = 0; i < weir_id_list_get_length (links); i++)
    {
      const char *other = weir_id_list_get (links, i);

      if (other == NULL)
        continue;
      if (g_str_equal (type, "link in"))
        add_wire (self, other, id, reach);
      else
        add_wire (self, id, other, reach);
    }
}

static void
add_neighbours (Map *self, WeirReach reach)
{
  guint n = weir_document_get_n_elements (self->document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      WeirWireIter iter;
      guint        port;
      const char  *target;

      weir_wire_iter_init (&iter, weir_element_get_member (element, "wires"));
      while (weir_wire_iter_next (&iter, &port, &target))
        add_wire (self, weir_element_get_id (element), target, reach);
      add_links (self, element, reach);
    }
}

/* Adds everything that the neighbours lead to. */
static void
follow (Map *self, WeirIdSet *reached)
{
  for (guint i = 0; i < reached->list->len; i++)
    {
      GPtrArray *list =
        g_hash_table_lookup (self->neighbours, reached->list->pdata[i]);

      for (guint k = 0; list != NULL && k < list->len; k++)
        weir_id_set_add (reached, list->pdata[k]);
    }
}

GPtrArray *
weir_document_reach (WeirDocument *document, GPtrArray *ids, WeirReach reach)
{
  g_autoptr (WeirIdSet)  reached = weir_id_set_new ();
  g_autoptr (GHashTable) neighbours = NULL;
  GPtrArray             *result;
  Map                    map;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  neighbours = g_hash_table_new_full (g_str_hash,
                                      g_str_equal,
                                      g_free,
                                      (GDestroyNotify)g_ptr_array_unref);
  map = (Map){ document, neighbours };
  add_neighbours (&map, reach);
  for (guint i = 0; i < ids->len; i++)
    if (weir_document_get_element (document, ids->pdata[i]) != NULL)
      weir_id_set_add (reached, ids->pdata[i]);
  follow (&map, reached);
  result = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < reached->list->len; i++)
    g_ptr_array_add (result, g_strdup (reached->list->pdata[i]));
  return result;
}

GPtrArray *
weir_document_list_unused (WeirDocument *document)
{
  g_autoptr (WeirUsers) users = NULL;
  GPtrArray            *unused = g_ptr_array_new_with_free_func (g_free);
  guint                 n;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);

  users = weir_users_new (document);
  n = weir_document_get_n_elements (document);
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *id = weir_element_get_id (element);

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_CONFIG &&
          weir_operation_is_addressed (document, element) &&
          weir_users_count (users, id) == 0)
        g_ptr_array_add (unused, g_strdup (id));
    }
  return unused;
}
