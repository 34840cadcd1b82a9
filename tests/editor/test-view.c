/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/canvas/weir-view.h"

#include <math.h>

static void
test_transform (void)
{
  WeirView  view = { 100, 50, 2 };
  WeirPoint seen = weir_view_from_flow (&view, (WeirPoint){ 110, 40 });
  WeirPoint back = weir_view_to_flow (&view, seen.x, seen.y);

  g_assert_cmpfloat (seen.x, ==, 20);
  g_assert_cmpfloat (seen.y, ==, -20);
  g_assert_cmpfloat (back.x, ==, 110);
  g_assert_cmpfloat (back.y, ==, 40);
}

static void
test_zoom_at (void)
{
  WeirView  view = { 100, 50, 1 };
  WeirPoint before = weir_view_to_flow (&view, 300, 200);
  WeirPoint after;

  weir_view_zoom_at (&view, 1.7, 300, 200);
  after = weir_view_to_flow (&view, 300, 200);
  g_assert_cmpfloat (view.zoom, ==, 1.7);
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 1e-9);

  weir_view_zoom_at (&view, 100, 0, 0);
  g_assert_cmpfloat (view.zoom, ==, WEIR_VIEW_MAX_ZOOM);
  weir_view_zoom_at (&view, 0, 0, 0);
  g_assert_cmpfloat (view.zoom, ==, WEIR_VIEW_MIN_ZOOM);
}

static void
test_snap (void)
{
  for (guint run = 0; run < 500; run++)
    {
      WeirView view = { g_test_rand_double_range (-9000, 9000),
                        g_test_rand_double_range (-9000, 9000),
                        g_test_rand_double_range (0.05, 4) };
      WeirView snapped = view;
      double   scale = g_test_rand_double_range (1, 3);
      double   x, y;

      weir_view_snap (&snapped, scale);
      x = snapped.ox * snapped.zoom * scale;
      y = snapped.oy * snapped.zoom * scale;
      g_assert_cmpfloat_with_epsilon (x, round (x), 1e-6);
      g_assert_cmpfloat_with_epsilon (y, round (y), 1e-6);
      g_assert_cmpfloat (fabs (snapped.ox - view.ox) * view.zoom * scale,
                         <=,
                         0.5 + 1e-6);
      g_assert_cmpfloat (fabs (snapped.oy - view.oy) * view.zoom * scale,
                         <=,
                         0.5 + 1e-6);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor/view/transform", test_transform);
  g_test_add_func ("/editor/view/zoom-at", test_zoom_at);
  g_test_add_func ("/editor/view/snap", test_snap);

  return g_test_run ();
}
