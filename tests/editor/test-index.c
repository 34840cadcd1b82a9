/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/canvas/weir-index.h"

/* The index against a plain list of all boxes. */

#define N_THINGS 400

static gboolean
found (WeirIndex *index, WeirRect rect, gpointer thing)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new ();

  weir_index_query (index, rect, things);
  return g_ptr_array_find (things, thing, NULL);
}

static WeirRect
random_rect (double far, double size)
{
  return (WeirRect){ g_test_rand_double_range (-far, far),
                     g_test_rand_double_range (-far, far),
                     g_test_rand_double_range (0, size),
                     g_test_rand_double_range (0, size) };
}

static void
test_against_list (void)
{
  g_autoptr (WeirIndex) index = weir_index_new ();
  WeirRect              boxes[N_THINGS];
  gboolean              there[N_THINGS];

  for (guint i = 0; i < N_THINGS; i++)
    {
      boxes[i] = random_rect (4000, i % 50 == 0 ? 20000 : 300);
      there[i] = TRUE;
      weir_index_insert (index, GUINT_TO_POINTER (i + 1), boxes[i]);
    }

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) things = g_ptr_array_new ();
      WeirRect rect = random_rect (4000, round % 10 == 0 ? 9000 : 600);
      guint    moved = g_test_rand_int_range (0, N_THINGS);
      guint    gone = g_test_rand_int_range (0, N_THINGS);
      guint    n_expected = 0;

      boxes[moved] = random_rect (4000, 300);
      there[moved] = TRUE;
      weir_index_insert (index, GUINT_TO_POINTER (moved + 1), boxes[moved]);
      there[gone] = FALSE;
      weir_index_remove (index, GUINT_TO_POINTER (gone + 1));

      weir_index_query (index, rect, things);
      for (guint i = 0; i < N_THINGS; i++)
        if (there[i] && weir_rect_intersects (boxes[i], rect))
          {
            n_expected++;
            g_assert_true (
              g_ptr_array_find (things, GUINT_TO_POINTER (i + 1), NULL));
          }
      g_assert_cmpuint (things->len, ==, n_expected);
    }
}

/* No point of a curve is in a cell that does not know of it. */
static void
test_path (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (WeirIndex) index = weir_index_new ();
      double                far = round % 3 == 0 ? 20000 : 3000;
      WeirPoint             from = { g_test_rand_double_range (-far, far),
                                     g_test_rand_double_range (-far, far) };
      WeirPoint             to = { g_test_rand_double_range (-far, far),
                                   g_test_rand_double_range (-far, far) };
      WeirLinkPath          path;

      weir_link_path_init (&path, from, to, FALSE);
      weir_index_insert_path (index, index, &path);
      for (guint i = 0; i <= 500; i++)
        {
          WeirPoint at = weir_link_path_get_point (&path, i / 500.0);
          WeirRect  rect = { at.x, at.y, 0, 0 };

          g_assert_true (found (index, weir_rect_grow (rect, 1), index));
        }
    }
}

/* A long diagonal is not in the cells of the box around it. */
static void
test_path_is_thin (void)
{
  g_autoptr (WeirIndex) index = weir_index_new ();
  WeirLinkPath          path;
  guint                 n_found = 0;

  weir_link_path_init (&path, (WeirPoint){ 0, 0 }, (WeirPoint){ 5000, 5000 }, FALSE);
  weir_index_insert_path (index, index, &path);
  for (double y = 100; y < 5000; y += WEIR_INDEX_CELL)
    for (double x = 100; x < 5000; x += WEIR_INDEX_CELL)
      n_found += found (index, (WeirRect){ x, y, 1, 1 }, index);
  g_assert_cmpuint (n_found, >=, 10);
  g_assert_cmpuint (n_found, <=, 30);
}

/* Files may hold any number. */
static void
test_far (void)
{
  g_autoptr (WeirIndex) index = weir_index_new ();
  WeirLinkPath          path;

  weir_index_insert (index,
                     GUINT_TO_POINTER (1),
                     (WeirRect){ 1e300, -1e300, 1, 1 });
  weir_index_insert (index, GUINT_TO_POINTER (2), (WeirRect){ 0, 0, 1e300, 1e300 });
  weir_link_path_init (&path,
                       (WeirPoint){ -1e12, 3 },
                       (WeirPoint){ 1e12, 4 },
                       FALSE);
  weir_index_insert_path (index, GUINT_TO_POINTER (3), &path);

  g_assert_true (
    found (index, (WeirRect){ 1e300, -1e300, 1, 1 }, GUINT_TO_POINTER (1)));
  g_assert_true (found (index, (WeirRect){ 5, 5, 1, 1 }, GUINT_TO_POINTER (2)));
  g_assert_true (found (index, (WeirRect){ 0, 0, 10, 10 }, GUINT_TO_POINTER (3)));
  weir_index_remove (index, GUINT_TO_POINTER (2));
  weir_index_remove (index, GUINT_TO_POINTER (2));
  g_assert_false (found (index, (WeirRect){ 5, 5, 1, 1 }, GUINT_TO_POINTER (2)));
  g_assert_cmpuint (weir_index_get_n_things (index), ==, 2);
}

static void
test_bounds (void)
{
  g_autoptr (WeirIndex) index = weir_index_new ();
  WeirRect              bounds = weir_index_get_bounds (index);

  g_assert_cmpfloat (bounds.width, ==, 0);
  weir_index_insert (index, GUINT_TO_POINTER (1), (WeirRect){ 10, 10, 5, 5 });
  weir_index_insert (index, GUINT_TO_POINTER (2), (WeirRect){ -10, 20, 5, 5 });
  bounds = weir_index_get_bounds (index);
  g_assert_cmpfloat (bounds.x, ==, -10);
  g_assert_cmpfloat (bounds.y, ==, 10);
  g_assert_cmpfloat (bounds.width, ==, 25);
  g_assert_cmpfloat (bounds.height, ==, 15);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor/index/against-list", test_against_list);
  g_test_add_func ("/editor/index/path", test_path);
  g_test_add_func ("/editor/index/path-is-thin", test_path_is_thin);
  g_test_add_func ("/editor/index/far", test_far);
  g_test_add_func ("/editor/index/bounds", test_bounds);

  return g_test_run ();
}
