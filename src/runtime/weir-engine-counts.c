/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"

/* What nodes count is read from here, some times a second while somebody wants
 * to see it. Counting itself is two plain increments a hop. */

/* Grows with whatever the node received or sent. */
static guint64
get_activity (const WeirNode *node)
{
  guint64 activity = node->received;

  for (guint i = 0; i < node->n_outputs; i++)
    activity += node->outputs[i].sent;

  return activity;
}

static void
visit (WeirNode *node, GArray *sent, WeirEngineCountsFunc func, gpointer user_data)
{
  WeirNodeCounts counts = {
    .id = node->id,
    .received = node->received,
    .n_outputs = node->n_outputs,
  };

  g_array_set_size (sent, 0);

  for (guint i = 0; i < node->n_outputs; i++)
    g_array_append_val (sent, node->outputs[i].sent);

  counts.sent = (const guint64 *)(gpointer)sent->data;
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
      guint64   activity = get_activity (node);

      if (activity == node->counted)
        continue;

      node->counted = activity;
      visit (node, sent, func, user_data);
    }
}
