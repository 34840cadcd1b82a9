/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-router-private.h"

#include "json/weir-convert.h"

/* Who listens to whom: the scopes of catch, status and complete nodes. */

static void
listener_free (gpointer data)
{
  WeirListener *listener = data;

  g_clear_pointer (&listener->ids, g_hash_table_unref);
  g_free (listener);
}

static WeirScope *
scope_new (void)
{
  WeirScope *scope = g_new (WeirScope, 1);

  scope->catches = g_ptr_array_new_with_free_func (listener_free);
  scope->statuses = g_ptr_array_new_with_free_func (listener_free);

  return scope;
}

void
weir_scope_free (WeirScope *scope)
{
  g_ptr_array_unref (scope->catches);
  g_ptr_array_unref (scope->statuses);
  g_free (scope);
}

static void
add_ids (GHashTable *ids, WeirValue *scope)
{
  for (gsize i = 0; i < weir_value_get_length (scope); i++)
    {
      WeirValue *item = weir_value_get_item (scope, i);

      if (weir_value_get_kind (item) == WEIR_VALUE_KIND_STRING)
        g_hash_table_add (ids, (gpointer)weir_value_get_string (item, NULL));
    }
}

/* A status or complete node does not listen to the nodes behind it: what they
 * say would come round for ever. */
static void
remove_targets (GHashTable *ids, WeirNode *node)
{
  for (guint i = 0; i < node->n_outputs; i++)
    for (guint j = 0; j < node->outputs[i].n_targets; j++)
      g_hash_table_remove (ids, node->outputs[i].targets[j]->id);
}

/* Returns: (transfer full) (nullable): the ids a node names as its scope;
 *   %NULL when its scope is no list */
static GHashTable *
list_scope_ids (WeirNode *node)
{
  WeirValue  *scope = weir_node_get_value (node, "scope");
  GHashTable *ids;

  if (scope == NULL || weir_value_get_kind (scope) != WEIR_VALUE_KIND_ARRAY)
    return NULL;

  ids = g_hash_table_new (g_str_hash, g_str_equal);
  add_ids (ids, scope);

  if (node->type->role != WEIR_NODE_ROLE_CATCH)
    remove_targets (ids, node);

  return ids;
}

static WeirListener *
listener_new (WeirNode *node)
{
  WeirListener *listener = g_new0 (WeirListener, 1);

  listener->node = node;
  listener->ids = list_scope_ids (node);
  listener->uncaught =
    weir_value_is_truthy (weir_node_get_value (node, "uncaught"));

  if (listener->ids != NULL)
    listener->kind = WEIR_LISTENER_IDS;
  else if (g_str_equal (weir_node_get_string (node, "scope"), "group"))
    listener->kind = WEIR_LISTENER_GROUP;
  else
    listener->kind = WEIR_LISTENER_ALL;

  return listener;
}

/* Catch nodes with a scope come before those without, and of the latter those
 * for uncaught errors last. */
static int
compare_catches (gconstpointer a, gconstpointer b)
{
  const WeirListener *left = *(WeirListener *const *)a;
  const WeirListener *right = *(WeirListener *const *)b;
  gboolean            left_is_open = left->kind == WEIR_LISTENER_ALL;
  gboolean            right_is_open = right->kind == WEIR_LISTENER_ALL;

  if (left_is_open != right_is_open)
    return left_is_open ? 1 : -1;

  return left_is_open ? (int)left->uncaught - (int)right->uncaught : 0;
}

static WeirScope *
ensure_scope (WeirRouter *self, WeirNode *node)
{
  WeirScope *scope = g_hash_table_lookup (self->scopes, node->z);

  if (scope == NULL)
    {
      scope = scope_new ();
      g_hash_table_insert (self->scopes, node->z, scope);
    }

  return scope;
}

static void
watch_completions (WeirRouter *self, WeirNode *complete)
{
  g_autoptr (GHashTable) ids = list_scope_ids (complete);
  GHashTableIter         iter;
  gpointer               id;

  if (ids == NULL)
    return;

  g_hash_table_iter_init (&iter, ids);

  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      WeirNode *node = g_hash_table_lookup (self->nodes_by_id, id);

      if (node == NULL || !g_str_equal (node->z, complete->z))
        continue;

      if (node->completes == NULL)
        node->completes = g_ptr_array_new ();

      g_ptr_array_add (node->completes, complete);
    }
}

void
weir_router_resolve_scopes (WeirRouter *self, GPtrArray *nodes)
{
  GHashTableIter iter;
  gpointer       scope;

  g_hash_table_remove_all (self->scopes);

  for (guint i = 0; i < nodes->len; i++)
    {
      WeirNode *node = nodes->pdata[i];

      /* Global configuration nodes have no flow to report to. */
      if (*node->z == '\0')
        continue;

      node->scope = ensure_scope (self, node);

      if (node->type->role == WEIR_NODE_ROLE_CATCH)
        g_ptr_array_add (node->scope->catches, listener_new (node));
      else if (node->type->role == WEIR_NODE_ROLE_STATUS)
        g_ptr_array_add (node->scope->statuses, listener_new (node));
      else if (node->type->role == WEIR_NODE_ROLE_COMPLETE)
        watch_completions (self, node);
    }

  g_hash_table_iter_init (&iter, self->scopes);

  while (g_hash_table_iter_next (&iter, NULL, &scope))
    g_ptr_array_sort (((WeirScope *)scope)->catches, compare_catches);
}
