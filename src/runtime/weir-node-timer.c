/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"
#include "runtime/weir-node-private.h"

/* Timers of nodes: one source each, on the engine's context, in a table of the
 * node, so that stopping the node stops them. */

typedef struct
{
  GSource      source;
  WeirNode    *node; /* borrowed: it owns the table the source is in */
  guint        id;
  gint64       interval_us;
  WeirNodeFunc func;
  gpointer     data;
} NodeTimer;

/* Keeps the phase: the next call is due one interval after this one was due,
 * not after it came. Calls that were missed are not made up for. */
static gint64
get_next_due (GSource *source, gint64 interval_us)
{
  gint64 now = g_source_get_time (source);
  gint64 due = g_source_get_ready_time (source);

  if (now >= due)
    due += (now - due) / interval_us * interval_us;

  return due > G_MAXINT64 - interval_us ? G_MAXINT64 : due + interval_us;
}

static gboolean
timer_dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  NodeTimer           *timer = (NodeTimer *)source;
  g_autoptr (WeirNode) node = weir_node_ref (timer->node);

  if (timer->interval_us > 0)
    g_source_set_ready_time (source, get_next_due (source, timer->interval_us));
  else
    weir_node_remove_timer (node, timer->id);

  timer->func (node, timer->data);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs timer_funcs = {
  .dispatch = timer_dispatch,
};

static void
destroy_timer (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

/* Ids wrap around after 2^32 timers; one in use is passed over. */
static guint
take_timer_id (WeirNode *node)
{
  do
    node->last_timer++;
  while (
    node->last_timer == 0 ||
    g_hash_table_contains (node->timers, GUINT_TO_POINTER (node->last_timer)));

  return node->last_timer;
}

guint
weir_node_add_timer (WeirNode    *node,
                     gint64       delay_us,
                     gint64       interval_us,
                     WeirNodeFunc func,
                     gpointer     data)
{
  GSource   *source;
  NodeTimer *timer;
  gint64     now = g_get_monotonic_time ();

  g_return_val_if_fail (node->is_running, 0);

  if (node->timers == NULL)
    node->timers = g_hash_table_new_full (NULL, NULL, NULL, destroy_timer);

  if (g_hash_table_size (node->timers) >= WEIR_NODE_MAX_TIMERS)
    {
      weir_node_log (node,
                     WEIR_LOG_LEVEL_ERROR,
                     "more than %u timers at a time: one was not started",
                     WEIR_NODE_MAX_TIMERS);
      return 0;
    }

  source = g_source_new (&timer_funcs, sizeof (NodeTimer));
  timer = (NodeTimer *)source;
  timer->node = node;
  timer->id = take_timer_id (node);
  timer->interval_us = MAX (interval_us, 0);
  timer->func = func;
  timer->data = data;
  delay_us = CLAMP (delay_us, 0, G_MAXINT64 - now);
  g_hash_table_insert (node->timers, GUINT_TO_POINTER (timer->id), source);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "Weir node timer");
  g_source_set_ready_time (source, now + delay_us);
  g_source_attach (source, node->engine->context);

  return timer->id;
}

void
weir_node_remove_timer (WeirNode *node, guint id)
{
  if (node->timers != NULL)
    g_hash_table_remove (node->timers, GUINT_TO_POINTER (id));
}

void
weir_node_clear_timers (WeirNode *node)
{
  g_clear_pointer (&node->timers, g_hash_table_unref);
}
