/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/weir-loss-count.h"

/* A line at once, then one a second, and what is left at the end. */
static void
test_add (void)
{
  static const struct
  {
    guint64 lost;
    gint64  after_ms;
    guint64 told;
  } cases[] = {
    { 0, 0, 0 },  { 5, 0, 5 },    { 7, 1, 0 }, { 0, 500, 0 }, { 1, 498, 0 },
    { 2, 1, 10 }, { 0, 5000, 0 }, { 3, 1, 3 }, { 4, 10, 0 },
  };
  WeirLossCount count = { 0 };
  gint64        now_us = G_TIME_SPAN_HOUR;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      now_us += cases[i].after_ms * G_TIME_SPAN_MILLISECOND;
      g_assert_cmpuint (weir_loss_count_add (&count, cases[i].lost, now_us),
                        ==,
                        cases[i].told);
    }
  g_assert_cmpuint (weir_loss_count_take (&count), ==, 4);
  g_assert_cmpuint (weir_loss_count_take (&count), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/loss-count/add", test_add);
  return g_test_run ();
}
