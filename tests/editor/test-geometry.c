/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/canvas/weir-geometry.h"

#include <math.h>

/* The curves of wires, against points computed by hand from the rules. */

#define NEAR 1e-9

static void
assert_point (WeirPoint point, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (point.x, x, NEAR);
  g_assert_cmpfloat_with_epsilon (point.y, y, NEAR);
}

static void
assert_cubic (const WeirLinkPath *path, guint index, const double expected[8])
{
  const WeirCubic *cubic = &path->cubics[index];

  g_assert_cmpuint (index, <, path->n_cubics);
  assert_point (cubic->p0, expected[0], expected[1]);
  assert_point (cubic->p1, expected[2], expected[3]);
  assert_point (cubic->p2, expected[4], expected[5]);
  assert_point (cubic->p3, expected[6], expected[7]);
}

static WeirLinkPath
wire (double x0, double y0, double x1, double y1)
{
  WeirLinkPath path;

  weir_link_path_init (&path, (WeirPoint){ x0, y0 }, (WeirPoint){ x1, y1 }, FALSE);
  return path;
}

static void
test_forward (void)
{
  WeirLinkPath path = wire (0, 0, 200, 100);
  WeirLinkPath near = wire (0, 0, 60, 0);

  g_assert_cmpuint (path.n_cubics, ==, 1);
  assert_cubic (&path, 0, (double[]){ 0, 0, 75, 0, 125, 100, 200, 100 });
  assert_point (weir_link_path_get_point (&path, 0), 0, 0);
  assert_point (weir_link_path_get_point (&path, 0.5), 100, 50);
  assert_point (weir_link_path_get_point (&path, 1), 200, 100);

  g_assert_cmpuint (near.n_cubics, ==, 1);
  assert_cubic (&near, 0, (double[]){ 0, 0, 45, 0, 15, 0, 60, 0 });
}

static void
test_backward (void)
{
  WeirLinkPath down = wire (300, 100, 100, 200);
  WeirLinkPath up = wire (300, 200, 100, 100);

  g_assert_cmpuint (down.n_cubics, ==, 4);
  assert_cubic (&down, 0, (double[]){ 300, 100, 320, 100, 340, 107.5, 340, 115 });
  assert_cubic (&down, 1, (double[]){ 340, 115, 340, 122.5, 340, 130, 200, 150 });
  assert_cubic (&down, 2, (double[]){ 200, 150, 60, 170, 60, 177.5, 60, 185 });
  assert_cubic (&down, 3, (double[]){ 60, 185, 60, 192.5, 80, 200, 100, 200 });

  g_assert_cmpuint (up.n_cubics, ==, 4);
  assert_cubic (&up, 0, (double[]){ 300, 200, 320, 200, 340, 192.5, 340, 185 });
  assert_cubic (&up, 1, (double[]){ 340, 185, 340, 177.5, 340, 170, 200, 150 });
  assert_cubic (&up, 3, (double[]){ 60, 115, 60, 107.5, 80, 100, 100, 100 });
}

/* The ends are so near that there is no room for the whole drop. */
static void
test_backward_near (void)
{
  WeirLinkPath path = wire (100, 100, 80, 120);

  g_assert_cmpuint (path.n_cubics, ==, 4);
  /* scale 0.4 − 0.2 · 0.8 = 0.24; quarter (120 + 110) / 2 = 115 */
  assert_point (path.cubics[0].p3, 124, 105);
  assert_point (path.cubics[1].p2, 112, 110);
  assert_point (path.cubics[1].p3, 90, 110);
  assert_point (path.cubics[2].p3, 56, 115);
}

static void
test_loop (void)
{
  WeirLinkPath path = wire (100, 50, 0, 50);
  WeirLinkPath with_status;

  g_assert_cmpuint (path.n_cubics, ==, 5);
  assert_cubic (&path, 0, (double[]){ 100, 50, 115, 50, 125, 55, 125, 62.5 });
  assert_cubic (&path, 1, (double[]){ 125, 62.5, 125, 70, 115, 75, 100, 75 });
  assert_point (path.cubics[2].p3, 0, 75);
  assert_cubic (&path, 3, (double[]){ 0, 75, -15, 75, -25, 70, -25, 62.5 });
  assert_cubic (&path, 4, (double[]){ -25, 62.5, -25, 55, -15, 50, 0, 50 });
  g_assert_cmpfloat_with_epsilon (path.bounds.x, -25, NEAR);
  g_assert_cmpfloat_with_epsilon (path.bounds.width, 150, NEAR);
  g_assert_cmpfloat_with_epsilon (path.bounds.y, 50, NEAR);
  g_assert_cmpfloat_with_epsilon (path.bounds.height, 25, NEAR);

  weir_link_path_init (&with_status,
                       (WeirPoint){ 100, 50 },
                       (WeirPoint){ 0, 55 },
                       TRUE);
  assert_point (with_status.cubics[1].p3, 100, 90);
}

static void
test_degenerate (void)
{
  WeirLinkPath path = wire (7, 8, 7.5, 8.5);

  g_assert_cmpuint (path.n_cubics, ==, 0);
  assert_point (weir_link_path_get_point (&path, 0.5), 7, 8);
  g_assert_cmpfloat_with_epsilon (weir_link_path_distance (&path,
                                                           (WeirPoint){ 10, 12 }),
                                  5,
                                  NEAR);
  g_assert_false (weir_link_path_crosses (&path,
                                          (WeirPoint){ 0, 0 },
                                          (WeirPoint){ 20, 20 },
                                          NULL));
}

static void
test_distance (void)
{
  WeirLinkPath path = wire (0, 0, 200, 0);

  g_assert_cmpfloat_with_epsilon (weir_link_path_distance (&path,
                                                           (WeirPoint){ 100, 7 }),
                                  7,
                                  NEAR);
  g_assert_cmpfloat_with_epsilon (weir_link_path_distance (&path,
                                                           (WeirPoint){ 203, 4 }),
                                  5,
                                  NEAR);
}

static void
test_crosses (void)
{
  WeirLinkPath path = wire (0, 0, 200, 100);
  WeirPoint    where;

  g_assert_true (weir_link_path_crosses (&path,
                                         (WeirPoint){ 100, 0 },
                                         (WeirPoint){ 100, 100 },
                                         &where));
  assert_point (where, 100, 50);
  g_assert_false (weir_link_path_crosses (&path,
                                          (WeirPoint){ 100, 60 },
                                          (WeirPoint){ 100, 100 },
                                          NULL));
}

/* Whatever the ends: the curve joins them, is one piece, and its box holds it
 * and is no larger than needed. */
static void
test_any (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      double       x0 = g_test_rand_double_range (-500, 500);
      double       y0 = g_test_rand_double_range (-500, 500);
      double       x1 = x0 + g_test_rand_double_range (-300, 300);
      double       y1 = y0 + g_test_rand_double_range (-60, 60);
      WeirLinkPath path = wire (x0, y0, x1, y1);
      WeirRect     reached = { x0, y0, 0, 0 };

      if (path.n_cubics == 0)
        continue;
      assert_point (path.cubics[0].p0, x0, y0);
      assert_point (path.cubics[path.n_cubics - 1].p3, x1, y1);
      for (guint i = 1; i < path.n_cubics; i++)
        assert_point (path.cubics[i].p0,
                      path.cubics[i - 1].p3.x,
                      path.cubics[i - 1].p3.y);
      for (guint i = 0; i <= 1000; i++)
        {
          WeirPoint at = weir_link_path_get_point (&path, i / 1000.0);

          g_assert_true (
            weir_rect_contains_point (weir_rect_grow (path.bounds, NEAR), at));
          reached = weir_rect_union (reached, (WeirRect){ at.x, at.y, 0, 0 });
          g_assert_cmpfloat (weir_link_path_distance (&path, at), <, 0.5);
        }
      g_assert_true (
        weir_rect_contains_rect (weir_rect_grow (reached, 0.5), path.bounds));
    }
}

static void
test_rect (void)
{
  WeirRect a = weir_rect_from_points ((WeirPoint){ 10, 20 }, (WeirPoint){ 0, 5 });
  WeirRect b = { 20, 0, 10, 10 };
  WeirRect both = weir_rect_union (a, b);

  g_assert_cmpfloat (a.x, ==, 0);
  g_assert_cmpfloat (a.y, ==, 5);
  g_assert_cmpfloat (a.width, ==, 10);
  g_assert_cmpfloat (a.height, ==, 15);
  g_assert_false (weir_rect_intersects (a, b));
  g_assert_true (weir_rect_intersects (weir_rect_grow (a, 10), b));
  g_assert_true (weir_rect_contains_rect (both, a));
  g_assert_true (weir_rect_contains_rect (both, b));
  g_assert_false (weir_rect_contains_rect (a, both));
  g_assert_true (weir_rect_contains_point (a, (WeirPoint){ 10, 20 }));
  g_assert_false (weir_rect_contains_point (a, (WeirPoint){ 10, 21 }));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor/geometry/forward", test_forward);
  g_test_add_func ("/editor/geometry/backward", test_backward);
  g_test_add_func ("/editor/geometry/backward-near", test_backward_near);
  g_test_add_func ("/editor/geometry/loop", test_loop);
  g_test_add_func ("/editor/geometry/degenerate", test_degenerate);
  g_test_add_func ("/editor/geometry/distance", test_distance);
  g_test_add_func ("/editor/geometry/crosses", test_crosses);
  g_test_add_func ("/editor/geometry/any", test_any);
  g_test_add_func ("/editor/geometry/rect", test_rect);

  return g_test_run ();
}
