/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirIoTimer:
 *
 * One point in time, embedded in whatever waits for it; zeroed memory is an
 * idle timer. A GSource each would cost the main context a look at every one
 * of them at every turn.
 */
typedef struct _WeirIoTimer WeirIoTimer;
struct _WeirIoTimer
{
  void (*fire) (WeirIoTimer *timer); /* idle again when called */
  gint64 due_us;                     /* monotonic */
  guint  place;                      /* in the heap, from 1; 0: idle */
};

/* A heap of timers, the next one first. */
typedef struct
{
  GPtrArray *heap; /* (element-type WeirIoTimer), borrowed */
} WeirIoTimers;

void weir_io_timers_init (WeirIoTimers *self);
void weir_io_timers_clear (WeirIoTimers *self);

/* Arms @timer, or moves it when it is armed already. */
void weir_io_timers_set (WeirIoTimers *self, WeirIoTimer *timer, gint64 due_us);
void weir_io_timers_cancel (WeirIoTimers *self, WeirIoTimer *timer);

/* Returns: when the next one is due, G_MAXINT64 when none is armed */
gint64 weir_io_timers_get_next (WeirIoTimers *self);

/* Fires what is due at @now_us; a timer armed meanwhile waits a turn. */
void weir_io_timers_run (WeirIoTimers *self, gint64 now_us);

G_END_DECLS
