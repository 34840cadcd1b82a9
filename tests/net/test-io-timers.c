/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/weir-io-timers.h"

#define TIMERS 500

typedef struct
{
  WeirIoTimer   timer;
  WeirIoTimers *timers;
  gboolean      again; /* arms itself when it fires */
  guint         fired;
} Clock;

static gint64 last_due;

static void
fire_cb (WeirIoTimer *timer)
{
  Clock *clock = (Clock *)timer;

  clock->fired++;
  g_assert_cmpint (timer->due_us, >=, last_due);
  last_due = timer->due_us;
  if (clock->again)
    weir_io_timers_set (clock->timers, timer, timer->due_us);
}

/* Against the plain definition: what is due fires once, in order. */
static void
test_random (void)
{
  g_autofree Clock *clocks = g_new0 (Clock, TIMERS);
  WeirIoTimers      timers;
  gint64            first = G_MAXINT64;

  weir_io_timers_init (&timers);
  for (guint i = 0; i < TIMERS * 3; i++)
    {
      Clock *clock = &clocks[g_test_rand_int_range (0, TIMERS)];

      clock->timer.fire = fire_cb;
      if (g_test_rand_int_range (0, 4) == 0)
        weir_io_timers_cancel (&timers, &clock->timer);
      else
        weir_io_timers_set (&timers,
                            &clock->timer,
                            g_test_rand_int_range (0, 100));
    }
  for (guint i = 0; i < TIMERS; i++)
    if (clocks[i].timer.place != 0)
      first = MIN (first, clocks[i].timer.due_us);
  g_assert_cmpint (weir_io_timers_get_next (&timers), ==, first);

  last_due = 0;
  weir_io_timers_run (&timers, 50);
  g_assert_cmpint (weir_io_timers_get_next (&timers), >, 50);
  for (guint i = 0; i < TIMERS; i++)
    if (clocks[i].timer.place != 0)
      g_assert_cmpuint (clocks[i].fired, ==, 0);
    else
      g_assert_cmpuint (clocks[i].fired, <=, 1);
  weir_io_timers_run (&timers, 100);
  g_assert_cmpint (weir_io_timers_get_next (&timers), ==, G_MAXINT64);
  weir_io_timers_clear (&timers);
}

/* One that is always due does not hold up the rest of the turn. */
static void
test_again (void)
{
  Clock        clock = { .again = TRUE, .timer.fire = fire_cb };
  WeirIoTimers timers;

  weir_io_timers_init (&timers);
  clock.timers = &timers;
  last_due = 0;
  weir_io_timers_set (&timers, &clock.timer, 1);
  weir_io_timers_run (&timers, 10);
  g_assert_cmpuint (clock.fired, ==, 1);
  weir_io_timers_run (&timers, 10);
  g_assert_cmpuint (clock.fired, ==, 2);
  weir_io_timers_clear (&timers);
  g_assert_cmpuint (clock.timer.place, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/timers/random", test_random);
  g_test_add_func ("/net/timers/again", test_again);
  return g_test_run ();
}
