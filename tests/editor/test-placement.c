/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-placement.h"
#include "weir-test-tool.h"

/* The flow is that of weir-test-tool.h. */

/* New nodes: wired by the port the wire was let go with, in one step. */
static void
test_placement (void)
{
  static const struct
  {
    WeirPlacement placement;
    const char   *change;
  } rows[] = {
    { { .type = "debug", .at = { 600, 600 } }, "+N1@600,600" },
    { { .type = "debug", .at = { 603, 604 }, .grid = 20 }, "+N1@600,600" },
    { { .type = "debug", .at = { 600, 600 }, .from = "c" },
      "+c:0>N1 +N1@660,600" },
    { { .type = "debug", .at = { 600, 600 }, .from = "s", .from_port = 1 },
      "+s:1>N1 +N1@660,600" },
    { { .type = "link in", .at = { 60, 300 }, .from = "c", .from_input = TRUE },
      "+N1@45,300 +N1:0>c" },
    { { .type = "junction", .at = { 603, 604 }, .grid = 20 }, "+N1@600,600" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
      WeirSession             *session = weir_test_tool_get_session (tool);
      g_autofree char         *id = NULL;
      g_autofree char         *change = NULL;
      g_autofree char         *selection = NULL;
      g_autofree char         *undone = NULL;

      id = weir_placement_add (session,
                               weir_test_tool_get_scene (tool),
                               &rows[i].placement);
      g_assert_nonnull (id);
      change = weir_test_tool_dup_change (tool);
      selection = weir_test_tool_dup_selection (tool);
      g_assert_cmpstr (change, ==, rows[i].change);
      g_assert_cmpstr (selection, ==, "N1");
      g_assert_true (weir_history_undo (weir_session_get_history (session)));
      undone = weir_test_tool_dup_change (tool);
      g_assert_cmpstr (undone, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/placement/add", test_placement);
  return g_test_run ();
}
