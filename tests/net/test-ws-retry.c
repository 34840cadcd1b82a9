/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long a client waits before it tries again. */

#include "net/weir-io-loop.h"
#include "net/weir-ws-retry.h"

#define LAST 0.9999999

static void
test_steady (void)
{
  const WeirWsRetry standard = { 0 };
  const WeirWsRetry own = { .first_ms = 500 };
  const WeirWsRetry less = { .first_ms = 500, .max_ms = 400 };

  for (guint losses = 0; losses < 40; losses++)
    {
      double roll = g_test_rand_double ();

      g_assert_cmpuint (weir_ws_retry_get_wait (&standard, losses, roll),
                        ==,
                        WEIR_NET_RECONNECT_MS);
      g_assert_cmpuint (weir_ws_retry_get_wait (&own, losses, roll), ==, 500);
      g_assert_cmpuint (weir_ws_retry_get_wait (&less, losses, roll), ==, 500);
    }
}

static void
test_back_off (void)
{
  static const struct
  {
    guint from, to;
  } waits[] = {
    { 1000, 2000 },   { 2000, 4000 },   { 4000, 8000 },   { 8000, 16000 },
    { 16000, 32000 }, { 30000, 60000 }, { 30000, 60000 },
  };
  const WeirWsRetry retry = { .first_ms = 1000, .max_ms = 60000 };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      guint wait = weir_ws_retry_get_wait (&retry, i, g_test_rand_double ());

      g_assert_cmpuint (weir_ws_retry_get_wait (&retry, i, 0), ==, waits[i].from);
      g_assert_cmpuint (weir_ws_retry_get_wait (&retry, i, LAST), ==, waits[i].to);
      g_assert_cmpuint (wait, >=, waits[i].from);
      g_assert_cmpuint (wait, <=, waits[i].to);
    }
}

/* Whatever people ask for, it is neither shorter nor longer than that. */
static void
test_bounds (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      guint       first = (guint)g_test_rand_int_range (1, G_MAXINT);
      guint       max = (guint)g_test_rand_int_range (1, G_MAXINT) * 2;
      WeirWsRetry retry = { .first_ms = first, .max_ms = max };
      guint       wait =
        weir_ws_retry_get_wait (&retry,
                                (guint)g_test_rand_int_range (0, G_MAXINT),
                                g_test_rand_double ());

      g_assert_cmpuint (wait, >=, first);
      g_assert_cmpuint (wait, <=, MAX (first, max));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/ws-retry/steady", test_steady);
  g_test_add_func ("/net/ws-retry/back-off", test_back_off);
  g_test_add_func ("/net/ws-retry/bounds", test_bounds);
  return g_test_run ();
}
