/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-monitor-private.h"

/* One who watches: a bounded queue and the source that hands it out. Shared by
 * the monitor and that source, so each may go first. */
typedef struct
{
  gatomicrefcount ref_count;
  guint           id;

  /* template */
  gint64          interval_us;
  WeirMonitorFunc func;
  gpointer        user_data;

  /* owned */
  GSource *source; /* of the watcher's context; kept by the monitor alone */

  /* under the lock */
  GMutex   lock;
  GQueue   queue; /* WeirRecord */
  gsize    bytes;
  guint64  dropped;
  gint64   last_batch_us;
  guint    max_batch; /* records handed out at once; 0 for all */
  gboolean is_armed;  /* the source will run */
} Watcher;

typedef struct
{
  GSource  source;
  Watcher *watcher; /* owned */
} WatcherSource;

/* WeirMonitor: the way out of the engine. The engine owns it and publishes from
 * its thread; watchers come, go and read on theirs. With nobody watching all it
 * does is keep the latest status of each node. */
struct _WeirMonitor
{
  GMutex      lock;
  GPtrArray  *watchers; /* Watcher; under the lock */
  GHashTable *statuses; /* id → WeirRecord; under the lock */
  guint       last_id;
  gint        n_watchers; /* atomic: read without the lock */

  /* of the engine's thread */
  void (*tap_func) (WeirRecord *record, gpointer user_data);
  gpointer tap_data;
};

static Watcher *
watcher_ref (Watcher *watcher)
{
  g_atomic_ref_count_inc (&watcher->ref_count);

  return watcher;
}

static void
watcher_unref (Watcher *watcher)
{
  if (!g_atomic_ref_count_dec (&watcher->ref_count))
    return;

  g_queue_clear_full (&watcher->queue, (GDestroyNotify)weir_record_unref);
  g_mutex_clear (&watcher->lock);
  g_free (watcher);
}

/* Ends a watch: the source goes, what waits is never handed out. */
static void
watcher_end (gpointer data)
{
  Watcher *watcher = data;
  GSource *source = g_steal_pointer (&watcher->source);

  g_source_destroy (source);
  g_source_unref (source);
  watcher_unref (watcher);
}

/* Empties the queue into an array; with a limit only as far as that, and what
 * is left then comes an interval later.
 *
 * @ready_us: (out): when, or -1
 *
 * Returns: (transfer full) (nullable) */
static GPtrArray *
take_batch (Watcher *watcher, gboolean limited, guint64 *dropped, gint64 *ready_us)
{
  GPtrArray *batch = NULL;
  guint      left = 0;

  g_mutex_lock (&watcher->lock);

  if (watcher->queue.length > 0 || watcher->dropped > 0)
    batch = g_ptr_array_new_full (watcher->queue.length,
                                  (GDestroyNotify)weir_record_unref);

  if (limited && watcher->max_batch > 0 &&
      watcher->queue.length > watcher->max_batch)
    left = watcher->queue.length - watcher->max_batch;

  while (watcher->queue.length > left)
    {
      WeirRecord *record = g_queue_pop_head (&watcher->queue);

      watcher->bytes -= weir_record_get_size (record);
      g_ptr_array_add (batch, record);
    }

  *dropped = watcher->dropped;
  watcher->dropped = 0;
  watcher->last_batch_us = g_get_monotonic_time ();
  watcher->is_armed = left > 0;
  *ready_us = left > 0 ? watcher->last_batch_us + watcher->interval_us : -1;
  g_mutex_unlock (&watcher->lock);

  return batch;
}

static gboolean
watcher_dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  Watcher *watcher = watcher_ref (((WatcherSource *)source)->watcher);
  g_autoptr (GPtrArray) batch = NULL;
  guint64               dropped;
  gint64                ready_us;

  /* First, so that what is published from now on can arm it again. */
  g_source_set_ready_time (source, -1);
  batch = take_batch (watcher, TRUE, &dropped, &ready_us);

  if (ready_us >= 0)
    g_source_set_ready_time (source, ready_us);

  if (batch != NULL)
    watcher->func (batch, dropped, watcher->user_data);

  watcher_unref (watcher);

  return G_SOURCE_CONTINUE;
}

static void
watcher_source_finalize (GSource *source)
{
  watcher_unref (((WatcherSource *)source)->watcher);
}

static GSourceFuncs watcher_source_funcs = {
  .dispatch = watcher_dispatch,
  .finalize = watcher_source_finalize,
};

static GSource *
watcher_attach (Watcher *watcher, GMainContext *context)
{
  GSource *source = g_source_new (&watcher_source_funcs, sizeof (WatcherSource));

  ((WatcherSource *)source)->watcher = watcher_ref (watcher);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "Weir monitor");
  g_source_attach (source, context);

  return source;
}

static void
watcher_drop_oldest (Watcher *watcher)
{
  WeirRecord *record = g_queue_pop_head (&watcher->queue);

  watcher->bytes -= weir_record_get_size (record);
  watcher->dropped++;
  weir_record_unref (record);
}

/* The newest record always stays, whatever its size: its value is alive
 * anyhow. */
static void
watcher_push (Watcher *watcher, WeirRecord *record)
{
  gint64 ready_us = -1;

  g_mutex_lock (&watcher->lock);
  g_queue_push_tail (&watcher->queue, weir_record_ref (record));
  watcher->bytes += weir_record_get_size (record);

  while (watcher->queue.length > WEIR_MONITOR_MAX_RECORDS ||
         (watcher->bytes > WEIR_MONITOR_MAX_BYTES && watcher->queue.length > 1))
    watcher_drop_oldest (watcher);

  if (!watcher->is_armed)
    {
      watcher->is_armed = TRUE;
      ready_us = watcher->last_batch_us + watcher->interval_us;
    }

  g_mutex_unlock (&watcher->lock);

  if (ready_us >= 0)
    g_source_set_ready_time (watcher->source, ready_us);
}

WeirMonitor *
weir_monitor_new (void)
{
  WeirMonitor *self = g_new0 (WeirMonitor, 1);

  g_mutex_init (&self->lock);
  self->watchers = g_ptr_array_new_with_free_func (watcher_end);
  self->statuses = g_hash_table_new_full (g_str_hash,
                                          g_str_equal,
                                          NULL,
                                          (GDestroyNotify)weir_record_unref);

  return self;
}

void
weir_monitor_free (WeirMonitor *self)
{
  g_ptr_array_unref (self->watchers);
  g_hash_table_unref (self->statuses);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
weir_monitor_is_watched (WeirMonitor *self)
{
  return g_atomic_int_get (&self->n_watchers) > 0 || self->tap_func != NULL;
}

void
weir_monitor_set_tap (WeirMonitor *self,
                      void (*func) (WeirRecord *record, gpointer user_data),
                      gpointer user_data)
{
  self->tap_func = func;
  self->tap_data = user_data;
}

guint
weir_monitor_watch (WeirMonitor    *self,
                    GMainContext   *context,
                    guint           interval_ms,
                    WeirMonitorFunc func,
                    gpointer        user_data)
{
  Watcher *watcher = g_new0 (Watcher, 1);

  g_atomic_ref_count_init (&watcher->ref_count);
  g_mutex_init (&watcher->lock);
  g_queue_init (&watcher->queue);
  watcher->interval_us = (gint64)interval_ms * 1000;

  /* The first batch never waits, not even on a computer that was just started,
   * whose clock says less than the interval. */
  watcher->last_batch_us = g_get_monotonic_time () - watcher->interval_us;
  watcher->func = func;
  watcher->user_data = user_data;
  watcher->source = watcher_attach (watcher, context);

  g_mutex_lock (&self->lock);
  watcher->id = ++self->last_id;
  g_ptr_array_add (self->watchers, watcher);
  g_atomic_int_inc (&self->n_watchers);
  g_mutex_unlock (&self->lock);

  return watcher->id;
}

/* Returns: whether @id is watched; its place in the array is @index */
static gboolean
find_watcher (WeirMonitor *self, guint id, guint *index)
{
  for (*index = 0; *index < self->watchers->len; (*index)++)
    if (((Watcher *)self->watchers->pdata[*index])->id == id)
      return TRUE;

  return FALSE;
}

void
weir_monitor_unwatch (WeirMonitor *self, guint id)
{
  Watcher *watcher = NULL;
  guint    index;

  g_mutex_lock (&self->lock);

  if (find_watcher (self, id, &index))
    {
      watcher = g_ptr_array_steal_index (self->watchers, index);
      g_atomic_int_add (&self->n_watchers, -1);
    }

  g_mutex_unlock (&self->lock);

  if (watcher != NULL)
    watcher_end (watcher);
}

void
weir_monitor_flush (WeirMonitor *self, guint id)
{
  g_autoptr (GPtrArray) batch = NULL;
  Watcher              *watcher = NULL;
  guint                 index;
  guint64               dropped;
  gint64                ready_us;

  g_mutex_lock (&self->lock);

  if (find_watcher (self, id, &index))
    watcher = watcher_ref (self->watchers->pdata[index]);

  g_mutex_unlock (&self->lock);

  if (watcher == NULL)
    return;

  batch = take_batch (watcher, FALSE, &dropped, &ready_us);

  if (batch != NULL)
    watcher->func (batch, dropped, watcher->user_data);

  watcher_unref (watcher);
}

void
weir_monitor_set_batch (WeirMonitor *self, guint id, guint max_records)
{
  guint index;

  g_mutex_lock (&self->lock);

  if (find_watcher (self, id, &index))
    {
      Watcher *watcher = self->watchers->pdata[index];

      g_mutex_lock (&watcher->lock);
      watcher->max_batch = max_records;
      g_mutex_unlock (&watcher->lock);
    }

  g_mutex_unlock (&self->lock);
}

/* Under the lock. */
static void
keep_status (WeirMonitor *self, WeirRecord *record)
{
  if (weir_status_is_clear (record->value))
    g_hash_table_remove (self->statuses, record->id);
  else
    g_hash_table_replace (self->statuses, record->id, weir_record_ref (record));
}

void
weir_monitor_publish (WeirMonitor *self, WeirRecord *record)
{
  if (self->tap_func != NULL)
    self->tap_func (record, self->tap_data);

  if (record->kind == WEIR_RECORD_KIND_STATUS || weir_monitor_is_watched (self))
    {
      g_mutex_lock (&self->lock);

      if (record->kind == WEIR_RECORD_KIND_STATUS && record->id != NULL)
        keep_status (self, record);

      for (guint i = 0; i < self->watchers->len; i++)
        watcher_push (self->watchers->pdata[i], record);

      g_mutex_unlock (&self->lock);
    }

  weir_record_unref (record);
}

void
weir_monitor_forget_statuses (WeirMonitor *self)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove_all (self->statuses);
  g_mutex_unlock (&self->lock);
}

GPtrArray *
weir_monitor_list_statuses (WeirMonitor *self)
{
  GPtrArray *list =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);
  GHashTableIter iter;
  gpointer       record;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->statuses);

  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (list, weir_record_ref (record));

  g_mutex_unlock (&self->lock);

  return list;
}
