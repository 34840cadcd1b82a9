/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"
#include "runtime/weir-monitor-private.h"

/* Stopping: every node that goes is told, in Node-RED's order; then nothing of
 * it may be left. */

/* Ordinary flows first and global nodes last; in a flow its nodes before their
 * configuration; each in order of creation. */
static int
compare_stop_order (gconstpointer a, gconstpointer b)
{
  const WeirNode *left = *(WeirNode *const *)a;
  const WeirNode *right = *(WeirNode *const *)b;

  if ((left->flow == 0) != (right->flow == 0))
    return left->flow == 0 ? 1 : -1;

  if (left->flow != right->flow)
    return left->flow < right->flow ? -1 : 1;

  if (left->is_config != right->is_config)
    return left->is_config ? 1 : -1;

  return left->serial < right->serial ? -1 : 1;
}

/* Takes the nodes to stop out of those that run.
 *
 * Returns: (transfer full): them, in order of stop */
static GPtrArray *
take_nodes (WeirEngine *self, GHashTable *ids)
{
  GPtrArray *taken =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_node_unref);
  GPtrArray *kept =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_node_unref);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      WeirNode *node = self->nodes->pdata[i];
      gboolean  stops = ids == NULL || g_hash_table_contains (ids, node->id);

      g_ptr_array_add (stops ? taken : kept, weir_node_ref (node));
    }

  g_ptr_array_unref (self->nodes);
  self->nodes = kept;
  g_ptr_array_sort (taken, compare_stop_order);

  return taken;
}

/* A node that is gone shows no status any more. */
static void
clear_status (WeirNode *node)
{
  WeirRecord *record = weir_node_new_record (node, WEIR_RECORD_KIND_STATUS);

  record->value = weir_value_new_object ();
  weir_monitor_publish (node->engine->monitor, record);
}

GPtrArray *
weir_engine_stop_nodes (WeirEngine *self, GHashTable *stopped, GHashTable *removed)
{
  GPtrArray *nodes = take_nodes (self, stopped);

  for (guint i = 0; i < nodes->len; i++)
    {
      WeirNode *node = nodes->pdata[i];
      gboolean  is_removed =
        removed != NULL && g_hash_table_contains (removed, node->id);

      weir_node_stop (node, is_removed);

      if (is_removed)
        clear_status (node);
    }

  for (guint i = 0; i < nodes->len; i++)
    {
      WeirNode *node = nodes->pdata[i];

      weir_node_clear_wires (node);
      weir_context_forget (self->store, node->path);
      g_hash_table_remove (self->nodes_by_id, node->id);
    }

  weir_scheduler_purge (self->scheduler);

  return nodes;
}

void
weir_engine_stop (WeirEngine *self)
{
  g_autoptr (GPtrArray) stopped = NULL;

  g_return_if_fail (WEIR_IS_ENGINE (self));

  if (self->snapshot == NULL)
    return;

  weir_engine_log (self, WEIR_LOG_LEVEL_INFO, "Stopping flows");
  stopped = weir_engine_stop_nodes (self, NULL, NULL);
  weir_router_resolve (self->router, NULL, self->nodes, self->nodes_by_id);
  weir_scheduler_report_drops (self->scheduler);
  weir_monitor_forget_statuses (self->monitor);
  g_clear_pointer (&self->environment, weir_environment_unref);
  g_clear_pointer (&self->snapshot, weir_snapshot_unref);
  weir_engine_log (self, WEIR_LOG_LEVEL_INFO, "Stopped flows");
}
