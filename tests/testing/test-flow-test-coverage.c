/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "testing/weir-flow-test-coverage.h"

static void
add (WeirFlowTestCoverage *coverage,
     const char           *source,
     guint                 output,
     const char           *target,
     guint64               count)
{
  WeirFlowTestCovered item = {
    .flow = "Flow 1",
    .source = source,
    .output = output,
    .target = target,
    .name = source,
    .target_name = target,
    .count = count,
  };

  weir_flow_test_coverage_add (coverage, &item);
}

/* Two runs of a flow are one: counts of the same wire add up, another output of
 * the node is another wire. */
static void
test_merge (void)
{
  g_autoptr (WeirFlowTestCoverage) a = weir_flow_test_coverage_new ("a.json");
  g_autoptr (WeirFlowTestCoverage) b = weir_flow_test_coverage_new ("a.json");
  g_autoptr (WeirFlowTestCoverage) both = NULL;

  add (a, "one", 0, NULL, 2);
  add (a, "one", 0, "two", 1);
  add (b, "one", 0, "two", 3);
  add (b, "one", 1, "two", 0);
  both = weir_flow_test_coverage_merge (a, b);

  g_assert_cmpuint (weir_flow_test_coverage_get_n (both), ==, 3);
  g_assert_cmpuint (weir_flow_test_coverage_get_nth (both, 0)->count, ==, 2);
  g_assert_cmpuint (weir_flow_test_coverage_get_nth (both, 1)->count, ==, 4);
  g_assert_cmpuint (weir_flow_test_coverage_get_nth (both, 2)->count, ==, 0);
  g_assert_cmpstr (weir_flow_test_coverage_get_nth (both, 2)->target, ==, "two");
  g_assert_cmpstr (weir_flow_test_coverage_get_flow (both), ==, "a.json");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/coverage/merge", test_merge);
  return g_test_run ();
}
