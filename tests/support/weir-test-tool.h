/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-tool.h"

G_BEGIN_DECLS

/* The tool of the canvas without a display: a flow, gestures written down, and
 * what came of them.
 *
 * The flow, in a grid of 20, every node 100 wide and 30 high, and each named as
 * its id:
 *
 *   a@190,100 ───▶ b@490,100       j@660,100 (a junction)
 *   c@190,300      s@490,300 ───▶ e@790,300
 *                           (a second output)
 *   G@100,400 280×120: p@190,460 ───▶ q@310,460
 *
 * `a` is an inject node, `b`, `e` and `q` are debug nodes, the rest are of a type
 * Weir does not know, with an input.
 *
 * A script is steps with “;” between. A step is a word, for those with a place
 * “X,Y” in view pixels, and letters for what is held: s, c, a, p (Shift,
 * Control, Alt, Space), t (by touch).
 *
 *   d  the first button goes down       dd  for the second time
 *   m  the pointer moves                u   the button goes up, where it is
 *   r  the third button, down and up    w, W  the second one, down, up
 *   l  a long press                     x   cancel
 *   k  modifiers change                 out the pointer leaves
 *   +  the wheel, away; -  towards      v   the wheel scrolls by X,Y
 *   z  undo                             y   redo
 *   i  a node of the type after it comes from the palette    drop
 *   !  the entry after it is removed by somebody else
 *   t  a frame of 0.1 s
 */
typedef struct _WeirTestTool WeirTestTool;

WeirTestTool *weir_test_tool_new (void);
void          weir_test_tool_free (WeirTestTool *self);

void weir_test_tool_run (WeirTestTool *self, const char *script);

/* Returns: (transfer full): how the flow is different from what it was at
 *   first: “-a@190,100 +a@250,100”, “+a:0>e”; new ids are N1, N2, … in the order
 *   of the file. */
char *weir_test_tool_dup_change (WeirTestTool *self);

/* Returns: (transfer full): ids in alphabetical order, then wires “a:0>b” */
char *weir_test_tool_dup_selection (WeirTestTool *self);

/* Returns: (transfer full): what was asked of the host: “menu NODE a”,
 *   “quick-add 10,20 a:0”, “edit a”, separated by “; ” */
char *weir_test_tool_dup_requests (WeirTestTool *self);

/* Returns: (transfer full): what is shown above the flow */
char *weir_test_tool_dup_overlay (WeirTestTool *self);

WeirTool    *weir_test_tool_get_tool (WeirTestTool *self);
WeirSession *weir_test_tool_get_session (WeirTestTool *self);
WeirScene   *weir_test_tool_get_scene (WeirTestTool *self);
WeirView    *weir_test_tool_get_view (WeirTestTool *self);
guint        weir_test_tool_get_n_redraws (WeirTestTool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestTool, weir_test_tool_free)

G_END_DECLS
