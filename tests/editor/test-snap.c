/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-snap.h"

#define EPSILON 1e-9

typedef struct
{
  WeirSnapAlign align;
  WeirRect      box;
  double        dx, dy;
} GridCase;

/* Hand-computed for a grid of 20. */
static const GridCase grid_cases[] = {
  { WEIR_SNAP_NODE, { 0, 5, 100, 30 }, 0, 0 },
  { WEIR_SNAP_NODE, { 3, 5, 100, 30 }, -3, 0 },
  { WEIR_SNAP_NODE, { 17, 5, 100, 30 }, 3, 0 },
  /* the right edge, 2 away, is nearer than the left one, 8 away */
  { WEIR_SNAP_NODE, { 8, 5, 110, 30 }, 2, 0 },
  { WEIR_SNAP_NODE, { 12, 5, 110, 30 }, -2, 0 },
  /* the middle, 25, goes to 20: as Math.round, 30 goes up */
  { WEIR_SNAP_NODE, { 0, 10, 100, 30 }, 0, -5 },
  { WEIR_SNAP_NODE, { 0, 15, 100, 30 }, 0, 10 },
  { WEIR_SNAP_NODE, { -3, -22, 100, 30 }, 3, 7 },
  { WEIR_SNAP_CENTRE, { 0, 0, 10, 10 }, -5, -5 },
  { WEIR_SNAP_CENTRE, { 12, 31, 10, 10 }, 3, 4 },
  { WEIR_SNAP_TOP_LEFT, { 12, 31, 137, 91 }, 8, 9 },
  { WEIR_SNAP_TOP_LEFT, { 9, 29, 137, 91 }, -9, -9 },
};

static void
test_grid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (grid_cases); i++)
    {
      const GridCase *row = &grid_cases[i];
      WeirPoint offset = weir_snap_to_grid (row->box, row->align, WEIR_GRID);

      g_test_message ("row %u", i);
      g_assert_cmpfloat_with_epsilon (offset.x, row->dx, EPSILON);
      g_assert_cmpfloat_with_epsilon (offset.y, row->dy, EPSILON);
    }
}

/* Whatever stands in the grid stays, wherever it stood before. */
static void
test_grid_settles (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      WeirRect  box = { g_test_rand_double_range (-500, 500),
                        g_test_rand_double_range (-500, 500),
                        10 * g_test_rand_int_range (1, 20),
                        10 * g_test_rand_int_range (1, 10) };
      int       align = g_test_rand_int_range (0, 3);
      WeirPoint first = weir_snap_to_grid (box, align, WEIR_GRID);
      WeirPoint second;

      g_assert_cmpfloat (ABS (first.x), <=, WEIR_GRID / 2 + EPSILON);
      g_assert_cmpfloat (ABS (first.y), <=, WEIR_GRID / 2 + EPSILON);
      box.x += first.x;
      box.y += first.y;
      second = weir_snap_to_grid (box, align, WEIR_GRID);
      g_assert_cmpfloat_with_epsilon (second.x, 0, 1e-6);
      g_assert_cmpfloat_with_epsilon (second.y, 0, 1e-6);
    }
}

static const WeirRect others[] = {
  { 100, 100, 100, 30 },
  { 300, 200, 140, 30 },
};

typedef struct
{
  WeirRect box;
  double   reach;
  double   dx, dy;
  guint    n_guides;
} GuideCase;

static const GuideCase guide_cases[] = {
  /* nothing near */
  { { 50, 50, 60, 30 }, 5, 0, 0, 0 },
  /* left edge to the left edge at 100, 4 away */
  { { 104, 300, 60, 40 }, 5, -4, 0, 1 },
  { { 106, 300, 60, 40 }, 5, 0, 0, 0 },
  /* edges are 4 and 2 away, but the middles only 1 */
  { { 104, 300, 94, 40 }, 5, -1, 0, 1 },
  /* the same size: all three lines of a direction align, two are shown */
  { { 100, 301, 100, 30 }, 5, 0, 0, 2 },
  { { 500, 102, 100, 30 }, 5, 0, -2, 3 },
  /* both directions */
  { { 102, 203, 100, 30 }, 5, -2, -3, 4 },
  /* no reach: only tells */
  { { 102, 203, 100, 30 }, 0, 0, 0, 0 },
  { { 100, 200, 60, 40 }, 0, 0, 0, 2 },
};

static void
test_guides (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (guide_cases); i++)
    {
      const GuideCase *row = &guide_cases[i];
      WeirGuide        guides[WEIR_OVERLAY_MAX_GUIDES];
      WeirPoint        offset;
      guint            n_guides;

      g_test_message ("row %u", i);
      n_guides = weir_snap_to_guides (row->box,
                                      others,
                                      G_N_ELEMENTS (others),
                                      row->reach,
                                      &offset,
                                      guides);
      g_assert_cmpfloat_with_epsilon (offset.x, row->dx, EPSILON);
      g_assert_cmpfloat_with_epsilon (offset.y, row->dy, EPSILON);
      g_assert_cmpuint (n_guides, ==, row->n_guides);
    }
}

/* A guide reaches from the one box to the other. */
static void
test_guide_ends (void)
{
  WeirGuide guides[WEIR_OVERLAY_MAX_GUIDES];
  WeirPoint offset;
  WeirRect  box = { 103, 300, 60, 40 };

  g_assert_cmpuint (weir_snap_to_guides (box, others, 2, 5, &offset, guides),
                    ==,
                    1);
  g_assert_true (guides[0].vertical);
  g_assert_cmpfloat_with_epsilon (guides[0].at, 100, EPSILON);
  g_assert_cmpfloat_with_epsilon (guides[0].from, 100, EPSILON);
  g_assert_cmpfloat_with_epsilon (guides[0].to, 340, EPSILON);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/snap/grid", test_grid);
  g_test_add_func ("/editor/snap/grid-settles", test_grid_settles);
  g_test_add_func ("/editor/snap/guides", test_guides);
  g_test_add_func ("/editor/snap/guide-ends", test_guide_ends);
  return g_test_run ();
}
