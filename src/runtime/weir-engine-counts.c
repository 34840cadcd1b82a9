/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"

#include "flow/weir-subflow.h"
#include "runtime/weir-subflow-node.h"

/* What nodes count is read from here, some times a second while somebody wants
 * to see it. Counting itself is two plain increments a hop. */

static void
add_own (const WeirNode *node, GArray *sent)
{
  for (guint i = 0; i < node->n_outputs; i++)
    g_array_append_val (sent, node->outputs[i].sent);
}

/* What leaves an instance of a subflow passes the nodes that stand for its
 * outputs. */
static void
add_of_instance (WeirNode *node, GArray *sent)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *id = weir_subflow_dup_output_id (node->id, i);
      const WeirNode  *output = weir_engine_lookup (node->engine, id);

      if (output == NULL)
        return;
      g_array_append_val (sent, output->received);
    }
}

static void
collect_sent (WeirNode *node, GArray *sent)
{
  g_array_set_size (sent, 0);

  if (weir_subflow_node_is_instance (node))
    add_of_instance (node, sent);
  else
    add_own (node, sent);
}

/* Grows with whatever the node received or sent. */
static guint64
get_activity (const WeirNode *node, GArray *sent)
{
  guint64 activity = node->received;

  for (guint i = 0; i < sent->len; i++)
    activity += g_array_index (sent, guint64, i);

  return activity;
}

static void
visit (WeirNode *node, GArray *sent, WeirEngineCountsFunc func, gpointer user_data)
{
  WeirNodeCounts counts = {
    .id = node->id,
    .received = node->received,
    .n_outputs = sent->len,
    .sent = (const guint64 *)(gpointer)sent->data,
  };

  func (&counts, user_data);
}

void
weir_engine_visit_counts (WeirEngine          *self,
                          WeirEngineCountsFunc func,
                          gpointer             user_data)
{
  g_autoptr (GArray) sent = NULL;

  g_return_if_fail (WEIR_IS_ENGINE (self));

  sent = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->nodes->len; i++)
    {
      WeirNode *node = self->nodes->pdata[i];
      guint64   activity;

      collect_sent (node, sent);
      activity = get_activity (node, sent);

      if (activity == node->counted)
        continue;

      node->counted = activity;
      visit (node, sent, func, user_data);
    }
}
