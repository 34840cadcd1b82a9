/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-io-loop-private.h"

#include <errno.h>
#include <sys/random.h>
#include <unistd.h>

/* One source of the main context for all sockets. A turn reads what is ready,
 * fires timers, does what was deferred, lets the flow engine run, and, before
 * the context sleeps, writes what the turn queued. Owned by whoever runs the
 * context; sockets and servers hold references. */

#define EVENTS_PER_TURN 256
#define KEY_POOL_BYTES  256

/* After so many sockets their answers are written, so that peers work while
 * the rest of the turn is read. */
#define EVENTS_PER_FLUSH 16

typedef struct
{
  GSource     source;
  WeirIoLoop *loop;
} LoopSource;

struct _WeirIoLoop
{
  gatomicrefcount references;

  GSource      *source;
  int           epoll;
  gpointer      epoll_tag;
  GMainContext *parked;
  gboolean      parked_busy;

  struct epoll_event events[EVENTS_PER_TURN];
  int                n_events; /* of this turn */

  GQueue       deferred; /* of WeirIoTask */
  GQueue       flushes;  /* of WeirIoTask */
  GQueue       orphans;  /* of WeirIoOrphan */
  GQueue       clients;  /* of WeirWsClient, borrowed */
  WeirIoTimers timers;

  void (*turn_func) (gpointer data);
  gpointer turn_data;

  WeirIoTap tap;

  guint8    *scratch;
  GPtrArray *blocks;
  guint8     keys[KEY_POOL_BYTES];
  guint      keys_used;
};

G_DEFINE_QUARK (weir_net_error, weir_net_error)

/* Tasks ------------------------------------------------------------------ */

static void
run_tasks (GQueue *queue)
{
  /* What a task queues waits for the next turn, or a pair of them could keep
   * everybody else waiting. */
  for (guint n = queue->length; n > 0 && queue->length > 0; n--)
    {
      WeirIoTask *task = g_queue_peek_head (queue);

      weir_io_task_cancel (task);
      task->run (task);
    }
}

static void
queue_task (GQueue *queue, WeirIoTask *task)
{
  if (task->queue != NULL)
    return;
  task->link.data = task;
  task->queue = queue;
  g_queue_push_tail_link (queue, &task->link);
}

void
weir_io_loop_defer (WeirIoLoop *self, WeirIoTask *task)
{
  queue_task (&self->deferred, task);
}

void
weir_io_loop_defer_flush (WeirIoLoop *self, WeirIoTask *task)
{
  queue_task (&self->flushes, task);
}

GQueue *
weir_io_loop_get_clients (WeirIoLoop *self)
{
  return &self->clients;
}

WeirIoTap *
weir_io_loop_get_tap (WeirIoLoop *self)
{
  return &self->tap;
}

void
weir_io_task_cancel (WeirIoTask *task)
{
  if (task->queue == NULL)
    return;
  g_queue_unlink (task->queue, &task->link);
  task->queue = NULL;
}

/* The source ------------------------------------------------------------- */

static gboolean
is_due (WeirIoLoop *self, gint64 *next_us)
{
  gint64 now_us = g_source_get_time (self->source);

  *next_us = weir_io_timers_get_next (&self->timers);
  if (*next_us != G_MAXINT64)
    *next_us -= now_us;
  return self->deferred.length > 0 || self->parked_busy || *next_us <= 0;
}

static gboolean
loop_prepare (GSource *source, int *timeout_ms)
{
  WeirIoLoop *self = ((LoopSource *)source)->loop;
  gint64      next_us;

  run_tasks (&self->flushes);
  self->tap.uses = 0;

  *timeout_ms = -1;
  if (is_due (self, &next_us))
    return TRUE;
  if (next_us != G_MAXINT64)
    *timeout_ms = MIN (next_us / 1000 + 1, G_MAXINT);
  return FALSE;
}

static gboolean
loop_check (GSource *source)
{
  WeirIoLoop *self = ((LoopSource *)source)->loop;
  gint64      next_us;

  return g_source_query_unix_fd (source, self->epoll_tag) != 0 ||
         is_due (self, &next_us);
}

static void
run_turn_func (WeirIoLoop *self)
{
  self->tap.uses = 0;
  if (self->turn_func != NULL)
    self->turn_func (self->turn_data);
}

static void
answer (WeirIoLoop *self)
{
  run_turn_func (self);
  run_tasks (&self->flushes);
}

static void
run_events (WeirIoLoop *self)
{
  self->n_events = epoll_wait (self->epoll, self->events, EVENTS_PER_TURN, 0);

  for (int i = 0; i < self->n_events; i++)
    {
      WeirIoWatch *watch = self->events[i].data.ptr;

      self->tap.uses = 0;
      if (watch != NULL)
        watch->ready (watch, self->events[i].events);
      if ((i + 1) % EVENTS_PER_FLUSH == 0)
        answer (self);
    }
  self->n_events = 0;
}

static void
run_parked (WeirIoLoop *self)
{
  if (!self->parked_busy)
    return;
  self->parked_busy = FALSE;
  while (g_main_context_iteration (self->parked, FALSE))
    ;
}

static gboolean
loop_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  WeirIoLoop *self = weir_io_loop_ref (((LoopSource *)source)->loop);

  if (g_source_query_unix_fd (source, self->epoll_tag) != 0)
    run_events (self);
  weir_io_timers_run (&self->timers, g_source_get_time (source));
  run_tasks (&self->deferred);
  run_parked (self);
  run_turn_func (self);

  weir_io_loop_unref (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs loop_source_funcs = {
  .prepare = loop_prepare,
  .check = loop_check,
  .dispatch = loop_dispatch,
};

/* Life ------------------------------------------------------------------- */

WeirIoLoop *
weir_io_loop_new (GMainContext *context)
{
  WeirIoLoop *self = g_new0 (WeirIoLoop, 1);

  g_atomic_ref_count_init (&self->references);
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->parked = g_main_context_new ();
  self->scratch = g_malloc (WEIR_IO_SCRATCH_BYTES);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->keys_used = KEY_POOL_BYTES;
  weir_io_timers_init (&self->timers);

  self->source = g_source_new (&loop_source_funcs, sizeof (LoopSource));
  ((LoopSource *)self->source)->loop = self;
  g_source_set_static_name (self->source, "weir sockets");
  /* Blocking the source while it runs would cost two wake-ups a turn. */
  g_source_set_can_recurse (self->source, TRUE);
  self->epoll_tag = g_source_add_unix_fd (self->source, self->epoll, G_IO_IN);
  g_source_attach (self->source, context);
  return self;
}

WeirIoLoop *
weir_io_loop_ref (WeirIoLoop *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
drop_orphans (WeirIoLoop *self)
{
  while (self->orphans.length > 0)
    {
      WeirIoOrphan *orphan = g_queue_peek_head (&self->orphans);

      weir_io_loop_disown (self, orphan);
      orphan->drop (orphan);
    }
}

void
weir_io_loop_unref (WeirIoLoop *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  drop_orphans (self);
  self->parked_busy = TRUE;
  run_parked (self);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->epoll);
  weir_io_timers_clear (&self->timers);
  g_main_context_unref (self->parked);
  g_ptr_array_unref (self->blocks);
  g_free (self->scratch);
  g_free (self);
}

void
weir_io_loop_set_turn_func (WeirIoLoop *self,
                            void (*func) (gpointer data),
                            gpointer data)
{
  self->turn_func = func;
  self->turn_data = data;
}

/* Descriptors ------------------------------------------------------------ */

gboolean
weir_io_loop_watch (WeirIoLoop *self, WeirIoWatch *watch, int fd, guint32 events)
{
  struct epoll_event event = { .events = events, .data.ptr = watch };

  watch->fd = fd;
  watch->events = events;
  watch->watched = epoll_ctl (self->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
  return watch->watched;
}

void
weir_io_loop_change (WeirIoLoop *self, WeirIoWatch *watch, guint32 events)
{
  struct epoll_event event = { .events = events, .data.ptr = watch };

  if (!watch->watched || watch->events == events)
    return;
  watch->events = events;
  epoll_ctl (self->epoll, EPOLL_CTL_MOD, watch->fd, &event);
}

void
weir_io_loop_unwatch (WeirIoLoop *self, WeirIoWatch *watch)
{
  if (!watch->watched)
    return;
  watch->watched = FALSE;
  epoll_ctl (self->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
  for (int i = 0; i < self->n_events; i++)
    if (self->events[i].data.ptr == watch)
      self->events[i].data.ptr = NULL;
}

/* Time ------------------------------------------------------------------- */

void
weir_io_loop_set_timer (WeirIoLoop *self, WeirIoTimer *timer, guint delay_ms)
{
  weir_io_timers_set (&self->timers,
                      timer,
                      g_get_monotonic_time () +
                        delay_ms * G_GINT64_CONSTANT (1000));
}

void
weir_io_loop_cancel_timer (WeirIoLoop *self, WeirIoTimer *timer)
{
  weir_io_timers_cancel (&self->timers, timer);
}

/* Orphans ---------------------------------------------------------------- */

void
weir_io_loop_adopt (WeirIoLoop *self, WeirIoOrphan *orphan)
{
  orphan->link.data = orphan;
  g_queue_push_tail_link (&self->orphans, &orphan->link);
}

void
weir_io_loop_disown (WeirIoLoop *self, WeirIoOrphan *orphan)
{
  g_queue_unlink (&self->orphans, &orphan->link);
}

/* Shared memory ---------------------------------------------------------- */

guint8 *
weir_io_loop_get_scratch (WeirIoLoop *self)
{
  return self->scratch;
}

gpointer
weir_io_loop_take_block (WeirIoLoop *self)
{
  if (self->blocks->len > 0)
    return g_ptr_array_steal_index_fast (self->blocks, self->blocks->len - 1);
  return g_malloc (WEIR_IO_BLOCK_BYTES);
}

void
weir_io_loop_give_block (WeirIoLoop *self, gpointer block)
{
  if (self->blocks->len < WEIR_IO_POOL_BLOCKS)
    g_ptr_array_add (self->blocks, block);
  else
    g_free (block);
}

void
weir_io_loop_make_key (WeirIoLoop *self, guint8 key[4])
{
  if (self->keys_used == KEY_POOL_BYTES)
    {
      /* As many bytes come in one piece (getrandom(2)). */
      while (getrandom (self->keys, KEY_POOL_BYTES, 0) != KEY_POOL_BYTES)
        ;
      self->keys_used = 0;
    }
  for (guint i = 0; i < 4; i++)
    key[i] = self->keys[self->keys_used++];
}

/* libsoup's context ------------------------------------------------------ */

void
weir_io_loop_enter_parked (WeirIoLoop *self)
{
  g_main_context_push_thread_default (self->parked);
}

void
weir_io_loop_leave_parked (WeirIoLoop *self)
{
  g_main_context_pop_thread_default (self->parked);
}

void
weir_io_loop_run_parked (WeirIoLoop *self)
{
  self->parked_busy = TRUE;
}
