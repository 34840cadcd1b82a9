/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-io-timers.h"

/* A binary heap whose members know their place, so that the common case, a
 * timer that is disarmed because the peer answered in time, costs a few swaps.
 * Owned by the loop; the timers belong to whoever embeds them. */

static WeirIoTimer *
at (WeirIoTimers *self, guint place)
{
  return g_ptr_array_index (self->heap, place - 1);
}

static void
put (WeirIoTimers *self, WeirIoTimer *timer, guint place)
{
  g_ptr_array_index (self->heap, place - 1) = timer;
  timer->place = place;
}

static void
rise (WeirIoTimers *self, WeirIoTimer *timer)
{
  guint place = timer->place;

  while (place > 1 && at (self, place / 2)->due_us > timer->due_us)
    {
      put (self, at (self, place / 2), place);
      place /= 2;
    }
  put (self, timer, place);
}

static void
sink (WeirIoTimers *self, WeirIoTimer *timer)
{
  guint place = timer->place;
  guint child;

  while ((child = place * 2) <= self->heap->len)
    {
      if (child < self->heap->len &&
          at (self, child + 1)->due_us < at (self, child)->due_us)
        child++;
      if (at (self, child)->due_us >= timer->due_us)
        break;
      put (self, at (self, child), place);
      place = child;
    }
  put (self, timer, place);
}

void
weir_io_timers_init (WeirIoTimers *self)
{
  self->heap = g_ptr_array_new ();
}

void
weir_io_timers_clear (WeirIoTimers *self)
{
  for (guint i = 0; i < self->heap->len; i++)
    at (self, i + 1)->place = 0;
  g_clear_pointer (&self->heap, g_ptr_array_unref);
}

void
weir_io_timers_set (WeirIoTimers *self, WeirIoTimer *timer, gint64 due_us)
{
  timer->due_us = due_us;
  if (timer->place == 0)
    {
      g_ptr_array_add (self->heap, timer);
      timer->place = self->heap->len;
    }
  rise (self, timer);
  sink (self, timer);
}

void
weir_io_timers_cancel (WeirIoTimers *self, WeirIoTimer *timer)
{
  guint        place = timer->place;
  WeirIoTimer *last;

  if (place == 0)
    return;

  last = at (self, self->heap->len);
  timer->place = 0;
  g_ptr_array_set_size (self->heap, self->heap->len - 1);
  if (last == timer)
    return;

  put (self, last, place);
  rise (self, last);
  sink (self, last);
}

gint64
weir_io_timers_get_next (WeirIoTimers *self)
{
  return self->heap->len > 0 ? at (self, 1)->due_us : G_MAXINT64;
}

void
weir_io_timers_run (WeirIoTimers *self, gint64 now_us)
{
  guint budget = self->heap->len;

  while (budget-- > 0 && weir_io_timers_get_next (self) <= now_us)
    {
      WeirIoTimer *timer = at (self, 1);

      weir_io_timers_cancel (self, timer);
      timer->fire (timer);
    }
}
