/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-operation-arrange.h"

/* Arranging three nodes of different widths, and a group. */

#define FLOW(ax, ay, bx, by, cx, cy)                               \
  "[{'id':'a','x':" ax ",'y':" ay "},{'id':'b','x':" bx ",'y':" by \
  "},{'id':'c','x':" cx ",'y':" cy "}]"

static const WeirBox boxes[] = {
  { "a", 50, 20, 100, 30 },
  { "b", 130, 71, 120, 30 },
  { "c", 300, 200, 60, 60 },
};

static const struct
{
  const char   *name;
  WeirAlignment alignment;
  const char   *expected;
} alignments[] = {
  { "left", WEIR_ALIGNMENT_LEFT, FLOW ("50", "20", "60", "71", "30", "200") },
  { "center", WEIR_ALIGNMENT_CENTER, FLOW ("165", "20", "165", "71", "165", "200") },
  { "right", WEIR_ALIGNMENT_RIGHT, FLOW ("280", "20", "270", "71", "300", "200") },
  { "top", WEIR_ALIGNMENT_TOP, FLOW ("50", "20", "130", "20", "300", "35") },
  { "middle",
    WEIR_ALIGNMENT_MIDDLE,
    FLOW ("50", "117.5", "130", "117.5", "300", "117.5") },
  { "bottom",
    WEIR_ALIGNMENT_BOTTOM,
    FLOW ("50", "215", "130", "215", "300", "200") },
};

static void
test_align (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document =
    test_operation_open (FLOW ("50", "20", "130", "71", "300", "200"));

  test_operation_assert (
    document,
    weir_operation_align (document, boxes, 3, alignments[i].alignment),
    alignments[i].expected);
}

static void
test_distribute (void)
{
  const char              *flow = FLOW ("50", "20", "130", "71", "300", "200");
  g_autoptr (WeirDocument) document = test_operation_open (flow);
  const WeirBox            shuffled[] = { boxes[2], boxes[0], boxes[1] };

  test_operation_assert (
    document,
    weir_operation_distribute (document, shuffled, 3, WEIR_AXIS_HORIZONTAL),
    FLOW ("50", "20", "185", "71", "300", "200"));
  test_operation_assert (
    document,
    weir_operation_distribute (document, shuffled, 3, WEIR_AXIS_VERTICAL),
    FLOW ("50", "20", "185", "102.5", "300", "200"));
  test_operation_assert (
    document,
    weir_operation_distribute (document, boxes, 2, WEIR_AXIS_VERTICAL),
    NULL);
}

static void
test_grid (void)
{
  g_autoptr (WeirDocument) document =
    test_operation_open (FLOW ("50", "20", "130", "71", "300", "200"));

  /* The right edge of b is nearer to the grid than its left one is. */
  test_operation_assert (document,
                         weir_operation_align_to_grid (document, boxes, 3, 20),
                         FLOW ("50", "20", "140", "80", "310", "200"));
}

static void
test_group (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'g','type':'group','nodes':['a'],'x':0,'y':0},"
    "{'id':'a','g':'g','x':10,'y':10},{'id':'b','x':100,'y':100}]");
  const WeirBox all[] = {
    { "a", 10, 10, 10, 10 },          { "g", 50, 50, 100, 100 },
    { "b", 200, 100, 100, 30 },       { "b", 200, 100, 100, 30 },
    { "nobody", -999, 100, 100, 30 },
  };

  test_operation_assert (
    document,
    weir_operation_align (document, all, G_N_ELEMENTS (all), WEIR_ALIGNMENT_RIGHT),
    "[{'id':'g','type':'group','nodes':['a'],'x':150,'y':0},"
    "{'id':'a','g':'g','x':160,'y':10},{'id':'b','x':100,'y':100}]");
}

static void
test_locked (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab','locked':true},{'id':'a','z':'t','x':50,'y':20},"
    "{'id':'b','z':'t','x':130,'y':71}]");

  test_operation_assert (
    document,
    weir_operation_align (document, boxes, 2, WEIR_ALIGNMENT_TOP),
    NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST_OPERATION_ADD ("/flow/operation-arrange/align", alignments, test_align)
  g_test_add_func ("/flow/operation-arrange/distribute", test_distribute);
  g_test_add_func ("/flow/operation-arrange/grid", test_grid);
  g_test_add_func ("/flow/operation-arrange/group", test_group);
  g_test_add_func ("/flow/operation-arrange/locked", test_locked);

  return g_test_run ();
}
