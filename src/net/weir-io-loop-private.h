/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-io-loop.h"
#include "net/weir-io-timers.h"

#include <sys/epoll.h>

G_BEGIN_DECLS

/**
 * WeirIoWatch:
 *
 * One descriptor in the loop, embedded in whatever owns the descriptor.
 */
typedef struct _WeirIoWatch WeirIoWatch;
struct _WeirIoWatch
{
  void (*ready) (WeirIoWatch *watch, guint32 events); /* EPOLLIN, … */
  int      fd;
  guint32  events;
  gboolean watched;
};

gboolean
     weir_io_loop_watch (WeirIoLoop *self, WeirIoWatch *watch, int fd, guint32 events);
void weir_io_loop_change (WeirIoLoop *self, WeirIoWatch *watch, guint32 events);

/* After this returns @watch is not called again, in this turn either. */
void weir_io_loop_unwatch (WeirIoLoop *self, WeirIoWatch *watch);

/**
 * WeirIoTask:
 *
 * Something to do once, soon; embedded, and idle when zeroed.
 */
typedef struct _WeirIoTask WeirIoTask;
struct _WeirIoTask
{
  void (*run) (WeirIoTask *task); /* idle again when called */
  GList   link;
  GQueue *queue; /* (nullable): that it waits in */
};

/* In the next turn, when nothing of the caller is on the stack. */
void weir_io_loop_defer (WeirIoLoop *self, WeirIoTask *task);

/* Before the loop sleeps. */
void weir_io_loop_defer_flush (WeirIoLoop *self, WeirIoTask *task);
void weir_io_task_cancel (WeirIoTask *task);

/* Returns: (transfer none) (element-type WeirWsClient): those that run, each by
 *   a link of its own */
GQueue *weir_io_loop_get_clients (WeirIoLoop *self);

struct _WeirWsTapEvent;

/* How many may listen to the connections of a loop. */
#define WEIR_IO_MAX_LISTENERS 4

typedef struct
{
  void (*func) (const struct _WeirWsTapEvent *event, gpointer user_data);
  gpointer user_data;
} WeirIoListener;

/**
 * WeirIoTap:
 *
 * Who hears of the messages of the loop's connections (weir-ws-tap.h); zeros
 * for nobody. `uses` is how many events in a row had the time `time_us`, 0 when
 * something else has happened since.
 */
typedef struct _WeirIoTap WeirIoTap;
struct _WeirIoTap
{
  WeirIoListener listeners[WEIR_IO_MAX_LISTENERS];
  guint          n_listeners;
  gint64         time_us;
  guint          uses;
};

/* Returns: (transfer none): its place, as long as the loop lives */
WeirIoTap *weir_io_loop_get_tap (WeirIoLoop *self);

void
weir_io_loop_set_timer (WeirIoLoop *self, WeirIoTimer *timer, guint delay_ms);
void weir_io_loop_cancel_timer (WeirIoLoop *self, WeirIoTimer *timer);

/**
 * WeirIoOrphan:
 *
 * What is left to the loop: a stream that only waits for its peer to hang up
 * has no owner any more. Dropped when the loop ends first.
 */
typedef struct _WeirIoOrphan WeirIoOrphan;
struct _WeirIoOrphan
{
  void (*drop) (WeirIoOrphan *orphan);
  GList link;
};

void weir_io_loop_adopt (WeirIoLoop *self, WeirIoOrphan *orphan);
void weir_io_loop_disown (WeirIoLoop *self, WeirIoOrphan *orphan);

/**
 * weir_io_loop_get_scratch:
 *
 * Returns: room for %WEIR_IO_SCRATCH_BYTES that everybody reads into, so that
 *   an idle peer holds no buffer; whoever needs bytes longer copies them
 */
#define WEIR_IO_KEEP_BYTES    4096 /* left over from the turn before */
#define WEIR_IO_SCRATCH_BYTES (WEIR_IO_KEEP_BYTES + WEIR_NET_READ_BYTES)
guint8 *weir_io_loop_get_scratch (WeirIoLoop *self);

/* A masking key nobody can foresee (RFC 6455 §10.3). */
void weir_io_loop_make_key (WeirIoLoop *self, guint8 key[4]);

/**
 * weir_io_loop_enter_parked:
 *
 * Makes the context in which libsoup's sources of open connections live the
 * thread's default one, until weir_io_loop_leave_parked(). The main context
 * never sees them: the loop fires them itself.
 */
void weir_io_loop_enter_parked (WeirIoLoop *self);
void weir_io_loop_leave_parked (WeirIoLoop *self);

/* What was closed in the parked context shall be finished after this turn. */
void weir_io_loop_run_parked (WeirIoLoop *self);

/**
 * weir_io_loop_take_block:
 *
 * Blocks of one size, kept for the next who needs one, so that a message that
 * is sent allocates nothing.
 */
#define WEIR_IO_BLOCK_BYTES (16 * 1024 + 64)
#define WEIR_IO_POOL_BLOCKS 256
gpointer weir_io_loop_take_block (WeirIoLoop *self);
void     weir_io_loop_give_block (WeirIoLoop *self, gpointer block);

G_END_DECLS
