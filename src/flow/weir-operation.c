/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-operation.h"

#include "flow/weir-operation-private.h"
#include "json/weir-convert.h"

#include <math.h>

/* What all operations share, and moving. */

WeirIdSet *
weir_id_set_new (void)
{
  WeirIdSet *self = g_new0 (WeirIdSet, 1);

  self->list = g_ptr_array_new_with_free_func (g_free);
  self->set = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
weir_id_set_free (WeirIdSet *self)
{
  g_hash_table_unref (self->set);
  g_ptr_array_unref (self->list);
  g_free (self);
}

gboolean
weir_id_set_add (WeirIdSet *self, const char *id)
{
  char *copy;

  if (g_hash_table_contains (self->set, id))
    return FALSE;
  copy = g_strdup (id);
  g_ptr_array_add (self->list, copy);
  g_hash_table_add (self->set, copy);
  return TRUE;
}

gboolean
weir_id_set_has (const WeirIdSet *self, const char *id)
{
  return g_hash_table_contains (self->set, id);
}

WeirIdSet *
weir_id_set_new_for_ids (WeirDocument *document, GPtrArray *ids)
{
  WeirIdSet *self = weir_id_set_new ();

  for (guint i = 0; i < ids->len; i++)
    if (weir_document_get_element (document, ids->pdata[i]) != NULL &&
        !weir_operation_is_locked (document, ids->pdata[i]))
      weir_id_set_add (self, ids->pdata[i]);
  return self;
}

gboolean
weir_operation_is_locked (WeirDocument *document, const char *id)
{
  WeirElement *element;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  element = weir_document_get_element (document, id);
  if (element != NULL && weir_element_get_kind (element) != WEIR_ELEMENT_KIND_TAB)
    element =
      weir_document_get_element (document, weir_element_get_container (element));
  return element != NULL &&
         weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB &&
         weir_value_is_truthy (weir_element_get_member (element, "locked"));
}

gboolean
weir_operation_is_addressed (WeirDocument *document, WeirElement *element)
{
  return weir_document_get_element (document, weir_element_get_id (element)) ==
         element;
}

/* Groups */

static void
add_member (GHashTable *groups, const char *group, const char *member)
{
  GPtrArray *members = g_hash_table_lookup (groups, group);

  if (members == NULL)
    {
      members = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (groups, g_strdup (group), members);
    }
  g_ptr_array_add (members, g_strdup (member));
}

GHashTable *
weir_operation_index_groups (WeirDocument *document)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash,
                                              g_str_equal,
                                              g_free,
                                              (GDestroyNotify)g_ptr_array_unref);
  guint       n = weir_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      WeirValue   *g = weir_element_get_member (element, "g");
      WeirValue   *nodes = weir_element_get_member (element, "nodes");

      if (g != NULL && weir_value_get_kind (g) == WEIR_VALUE_KIND_STRING)
        add_member (groups,
                    weir_value_get_string (g, NULL),
                    weir_element_get_id (element));
      if (weir_element_get_kind (element) != WEIR_ELEMENT_KIND_GROUP)
        continue;
      for (gsize k = 0; k < weir_id_list_get_length (nodes); k++)
        if (weir_id_list_get (nodes, k) != NULL)
          add_member (groups,
                      weir_element_get_id (element),
                      weir_id_list_get (nodes, k));
    }
  return groups;
}

static gboolean
has_group (WeirDocument *document, const WeirIdSet *set)
{
  for (guint i = 0; i < set->list->len; i++)
    {
      WeirElement *element =
        weir_document_get_element (document, set->list->pdata[i]);

      if (element != NULL &&
          weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP)
        return TRUE;
    }
  return FALSE;
}

/* A member stands in the same flow, whatever a file says. */
static gboolean
is_beside (WeirDocument *document, const char *member, const char *group)
{
  WeirElement *a = weir_document_get_element (document, member);
  WeirElement *b = weir_document_get_element (document, group);

  return a != NULL && b != NULL &&
         g_str_equal (weir_element_get_container (a),
                      weir_element_get_container (b));
}

void
weir_operation_add_members (WeirDocument *document, WeirIdSet *set)
{
  g_autoptr (GHashTable) groups = NULL;

  if (!has_group (document, set))
    return;
  groups = weir_operation_index_groups (document);
  for (guint i = 0; i < set->list->len; i++)
    {
      const char *id = set->list->pdata[i];
      GPtrArray  *members = g_hash_table_lookup (groups, id);

      for (guint k = 0; members != NULL && k < members->len; k++)
        if (is_beside (document, members->pdata[k], id))
          weir_id_set_add (set, members->pdata[k]);
    }
}

/* Moving */

double
weir_operation_round (double position)
{
  return round (position * 10) / 10;
}

gboolean
weir_operation_has_place (WeirElement *element)
{
  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_GROUP:
      return TRUE;
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      return FALSE;
    }
  g_assert_not_reached ();
}

WeirEdit *
weir_operation_move (WeirDocument *document, GPtrArray *ids, double dx, double dy)
{
  g_autoptr (WeirEditBuilder) builder = NULL;
  g_autoptr (WeirIdSet)       moved = NULL;

  g_return_val_if_fail (WEIR_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ids != NULL, NULL);
  g_return_val_if_fail (isfinite (dx) && isfinite (dy), NULL);

  if (dx == 0 && dy == 0)
    return NULL;
  moved = weir_id_set_new_for_ids (document, ids);
  weir_operation_add_members (document, moved);
  builder = weir_edit_builder_new (document);
  for (guint i = 0; i < moved->list->len; i++)
    {
      const char  *id = moved->list->pdata[i];
      WeirElement *element = weir_document_get_element (document, id);

      if (weir_operation_has_place (element))
        weir_edit_builder_move (
          builder,
          id,
          weir_operation_round (weir_element_get_x (element) + dx),
          weir_operation_round (weir_element_get_y (element) + dy));
    }
  return weir_edit_builder_end (builder);
}
