/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"
#include "runtime/weir-monitor-private.h"

/* WeirEngine: one running flow. The host or a test owns it and hears from it
 * through its monitor alone. It owns all nodes, the queue between them, what
 * they remember and the ways out; this file puts these together, -deploy and
 * -stop change what runs. */

G_DEFINE_FINAL_TYPE (WeirEngine, weir_engine, G_TYPE_OBJECT)

static void
weir_engine_dispose (GObject *object)
{
  WeirEngine *self = WEIR_ENGINE (object);

  if (self->scheduler != NULL)
    weir_engine_stop (self);

  G_OBJECT_CLASS (weir_engine_parent_class)->dispose (object);
}

static void
weir_engine_finalize (GObject *object)
{
  WeirEngine *self = WEIR_ENGINE (object);

  /* The nodes are told that none is tapped any more, so they are there yet. */
  weir_engine_set_tap (self, NULL, 0, NULL, NULL);
  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->nodes_by_id);
  g_ptr_array_unref (self->facilities);
  g_clear_pointer (&self->variables, g_hash_table_unref);
  g_clear_pointer (&self->scheduler, weir_scheduler_free);
  weir_monitor_free (self->monitor);
  weir_router_free (self->router);
  weir_context_free (self->store);
  g_clear_pointer (&self->registry, weir_registry_unref);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (weir_engine_parent_class)->finalize (object);
}

static void
weir_engine_class_init (WeirEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_engine_dispose;
  object_class->finalize = weir_engine_finalize;
}

static void
weir_engine_init (WeirEngine *self)
{
  self->facilities = g_ptr_array_new_with_free_func (g_object_unref);
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)weir_node_unref);
  self->nodes_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->router = weir_router_new ();
  self->store = weir_context_new ();
  self->monitor = weir_monitor_new ();
}

static void
dropped_cb (guint64 dropped, gpointer user_data)
{
  weir_engine_log (user_data,
                   WEIR_LOG_LEVEL_WARN,
                   "the queue is full: %" G_GUINT64_FORMAT " message%s dropped",
                   dropped,
                   dropped == 1 ? "" : "s");
}

WeirEngine *
weir_engine_new (WeirRegistry *registry, GMainContext *context)
{
  WeirEngine *self;

  g_return_val_if_fail (registry != NULL, NULL);

  self = g_object_new (WEIR_TYPE_ENGINE, NULL);
  self->registry = weir_registry_ref (registry);
  self->context =
    g_main_context_ref (context != NULL ? context : g_main_context_default ());
  self->scheduler = weir_scheduler_new (self->context, dropped_cb, self);

  return self;
}

void
weir_engine_add_facility (WeirEngine *self, GObject *facility)
{
  g_return_if_fail (WEIR_IS_ENGINE (self));
  g_return_if_fail (G_IS_OBJECT (facility));

  g_ptr_array_add (self->facilities, g_object_ref (facility));
}

void
weir_engine_set_variables (WeirEngine *self, GHashTable *variables)
{
  g_return_if_fail (WEIR_IS_ENGINE (self));

  g_clear_pointer (&self->variables, g_hash_table_unref);

  if (variables != NULL)
    self->variables = g_hash_table_ref (variables);
}

WeirSnapshot *
weir_engine_get_snapshot (WeirEngine *self)
{
  g_return_val_if_fail (WEIR_IS_ENGINE (self), NULL);

  return self->snapshot;
}

WeirNode *
weir_engine_lookup (WeirEngine *self, const char *id)
{
  return g_hash_table_lookup (self->nodes_by_id, id);
}

gboolean
weir_engine_is_settled (WeirEngine *self)
{
  g_return_val_if_fail (WEIR_IS_ENGINE (self), TRUE);

  return self->n_unsettled == 0;
}

WeirMonitor *
weir_engine_get_monitor (WeirEngine *self)
{
  g_return_val_if_fail (WEIR_IS_ENGINE (self), NULL);

  return self->monitor;
}

void
weir_engine_get_stats (WeirEngine *self, WeirEngineStats *stats)
{
  WeirSchedulerStats scheduler;

  g_return_if_fail (WEIR_IS_ENGINE (self));

  weir_scheduler_get_stats (self->scheduler, &scheduler);
  stats->delivered = scheduler.delivered;
  stats->dropped = scheduler.dropped;
  stats->queued = scheduler.queued;
  stats->queued_bytes = scheduler.queued_bytes;
  stats->nodes = self->nodes->len;
}

void
weir_engine_run_pending (WeirEngine *self)
{
  g_return_if_fail (WEIR_IS_ENGINE (self));

  weir_scheduler_run (self->scheduler);
}

void
weir_engine_log (WeirEngine *self, WeirLogLevel level, const char *format, ...)
{
  WeirRecord *record = weir_record_new (WEIR_RECORD_KIND_LOG);
  va_list     arguments;

  va_start (arguments, format);
  weir_record_take_text (record, g_strdup_vprintf (format, arguments));
  va_end (arguments);

  record->level = level;
  weir_monitor_publish (self->monitor, record);
}
