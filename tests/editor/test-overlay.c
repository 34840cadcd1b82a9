/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor/canvas/weir-overlay.h"

/* Nothing of a gesture stays behind; what it owned is freed, which ASan sees. */
static void
test_clear (void)
{
  WeirOverlay overlay = { 0 };
  WeirOverlay nothing = { 0 };

  overlay.has_lasso = TRUE;
  overlay.n_lines = 2;
  overlay.lines = g_new0 (WeirLinkPath, 2);
  overlay.ghost_label = g_strdup ("debug");
  overlay.splice = weir_wire_id_new ("a", 0, "b");
  overlay.group = g_strdup ("g");
  overlay.hover = g_strdup ("a");
  overlay.port_id = g_strdup ("a");
  overlay.hover_wire = weir_wire_id_new ("a", 1, "c");
  overlay.n_guides = 1;

  weir_overlay_clear (&overlay);
  g_assert_cmpmem (&overlay, sizeof overlay, &nothing, sizeof nothing);
  weir_overlay_clear (&overlay);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor/overlay/clear", test_clear);

  return g_test_run ();
}
