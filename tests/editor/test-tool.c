/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-tool.h"

/* Gestures as they are made, and what comes of them: the flow, the selection,
 * what is asked of the window, the undo steps. weir-test-tool.h has the flow and
 * how scripts are written. */

typedef struct
{
  const char *name;
  const char *script;
  const char *change;
  const char *selection;
  const char *requests;
  guint       n_steps;
} Row;

static char *
save (WeirTestTool *tool)
{
  WeirSession       *session = weir_test_tool_get_session (tool);
  g_autoptr (GBytes) bytes =
    weir_document_to_bytes (weir_session_get_document (session));
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strndup (text, length);
}

static guint
step_all (WeirTestTool *tool, gboolean (*step) (WeirHistory *history))
{
  WeirSession *session = weir_test_tool_get_session (tool);
  guint        n_steps = 0;

  while (step (weir_session_get_history (session)))
    n_steps++;
  return n_steps;
}

static void
assert_idle (WeirTestTool *tool)
{
  g_autofree char *overlay = NULL;

  g_assert_cmpint (weir_tool_get_state (weir_test_tool_get_tool (tool)),
                   ==,
                   WEIR_TOOL_IDLE);
  g_assert_false (weir_tool_is_active (weir_test_tool_get_tool (tool)));
  weir_test_tool_run (tool, "out");
  overlay = weir_test_tool_dup_overlay (tool);
  g_assert_cmpstr (overlay, ==, "");
}

/* Every row: what it does; undone the bytes are those of before; redone they
 * are there again. */
static void
test_row (gconstpointer data)
{
  const Row               *row = data;
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autofree char         *before = save (tool);
  g_autofree char         *after = NULL;
  g_autofree char         *undone = NULL;
  g_autofree char         *redone = NULL;
  g_autofree char         *change = NULL;
  g_autofree char         *selection = NULL;
  g_autofree char         *requests = NULL;

  weir_test_tool_run (tool, row->script);
  change = weir_test_tool_dup_change (tool);
  selection = weir_test_tool_dup_selection (tool);
  requests = weir_test_tool_dup_requests (tool);
  g_assert_cmpstr (change, ==, row->change);
  g_assert_cmpstr (selection, ==, row->selection);
  g_assert_cmpstr (requests, ==, row->requests ? row->requests : "");

  weir_test_tool_run (tool, "x");
  assert_idle (tool);
  after = save (tool);
  g_assert_cmpuint (step_all (tool, weir_history_undo), ==, row->n_steps);
  undone = save (tool);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpuint (step_all (tool, weir_history_redo), ==, row->n_steps);
  redone = save (tool);
  g_assert_cmpstr (redone, ==, after);
}

/* Whether all that a row does is done by one gesture, when it ends. */
static gboolean
is_one_gesture (const char *script)
{
  const char *press = strchr (script, 'd');
  const char *last = strrchr (script, ';');

  return g_str_has_prefix (last, "; u") && press == strrchr (script, 'd') &&
         !strchr (script, '!');
}

/* Every row, cancelled before its last step: as if that gesture had not
 * begun. */
static void
test_row_cancelled (gconstpointer data)
{
  const Row               *row = data;
  g_autofree char         *script = g_strdup (row->script);
  char                    *last = strrchr (script, ';');
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autofree char         *before = save (tool);
  g_autofree char         *undone = NULL;
  guint                    n_steps;

  if (!last)
    return;
  *last = '\0';
  weir_test_tool_run (tool, script);
  weir_test_tool_run (tool, "x");
  assert_idle (tool);
  n_steps = step_all (tool, weir_history_undo);
  g_assert_cmpuint (n_steps, <=, row->n_steps);
  if (is_one_gesture (row->script))
    g_assert_cmpuint (n_steps, ==, 0);
  undone = save (tool);
  g_assert_cmpstr (undone, ==, before);
}

static const Row select_rows[] = {
  { "nothing", "d 600,600; u", "", "", NULL, 0 },
  { "node", "d 190,100; u", "", "a", NULL, 0 },
  { "at-once", "d 190,100", "", "a", NULL, 0 },
  { "another", "d 190,100; u; d 490,100; u", "", "b", NULL, 0 },
  { "again", "d 190,100; u; d 190,100; u", "", "a", NULL, 0 },
  { "add", "d 190,100; u; d 490,100 c; u c", "", "a b", NULL, 0 },
  { "take", "d 190,100; u; d 490,100 c; u c; d 190,100 c; u c", "", "b", NULL, 0 },
  { "one-of-two", "d 190,100; u; d 490,100 c; u c; d 190,100; u", "", "a", NULL, 0 },
  { "clear", "d 190,100; u; d 600,600; u", "", "", NULL, 0 },
  { "keep", "d 190,100; u; d 600,600 s; u s", "", "a", NULL, 0 },
  { "junction", "d 660,100; u", "", "j", NULL, 0 },
  { "wire", "d 340,100; u", "", "a:0>b", NULL, 0 },
  { "wire-then-node", "d 340,100; u; d 190,100; u", "", "a", NULL, 0 },
  { "node-then-wire", "d 190,100; u; d 340,100; u", "", "a:0>b", NULL, 0 },
  { "wire-and-node", "d 190,100; u; d 340,100 c; u c", "", "a a:0>b", NULL, 0 },
  { "take-wire", "d 190,100; u; d 340,100 c; u c; d 340,100 c; u c", "", "a", NULL, 0 },
  { "connected", "d 490,300 s; u s", "", "e s", NULL, 0 },
  { "connected-all", "d 190,100 s; u s", "", "a b", NULL, 0 },
  { "upstream", "d 755,300 s; u s", "", "e s", NULL, 0 },
  { "upstream-of-source", "d 455,300 s; u s", "", "s", NULL, 0 },
  { "downstream", "d 525,300 s; u s", "", "e s", NULL, 0 },
  { "connected-replaces", "d 190,100; u; d 490,300 s; u s", "", "e s", NULL, 0 },
  { "connected-adds", "d 190,100; u; d 490,300 sc; u sc", "", "a e s", NULL, 0 },
  { "cancel", "d 190,100; u; d 490,100; x", "", "a", NULL, 0 },
  { "cancel-nothing", "d 190,100; u; x", "", "a", NULL, 0 },
  { "inside-group", "d 160,500; u", "", "G", NULL, 0 },
  { "group-border", "d 100,440; u", "", "G", NULL, 0 },
  { "members", "d 160,500; u; d 160,500; u", "", "G p q", NULL, 0 },
  { "member", "d 190,460; u", "", "p", NULL, 0 },
  { "group-and-node", "d 190,100; u; d 100,440 c; u c", "", "G a", NULL, 0 },
  { "small-move", "d 190,100; m 192,102; u", "", "a", NULL, 0 },
};

static const Row open_rows[] = {
  { "edit", "d 490,300; u; dd 490,300; u", "", "s", "edit s", 0 },
  { "edit-group", "d 100,440; u; dd 100,440; u", "", "G", "edit G", 0 },
  { "edit-held", "d 490,300; u; dd 490,300 s; u s", "", "e s", NULL, 0 },
  { "tap", "d 340,100; u; dd 340,100; u", "", "a:0>b", "tap", 0 },
  { "add", "d 600,600; u; dd 600,600; u", "", "", "quick-add 600,600", 0 },
  { "add-in-group", "d 160,500; u; dd 160,500; u", "", "G", "quick-add 160,500", 0 },
  { "add-control", "d 600,600 c; u c", "", "", "quick-add 600,600", 0 },
  { "add-keeps", "d 190,100; u; d 600,600 c; u c", "", "a", "quick-add 600,600", 0 },
  { "splice",
    "d 340,100; u; d 340,100 c; u c",
    "",
    "a:0>b",
    "quick-add 340,100 a:0>b",
    0 },
  { "no-splice-of-two",
    "d 190,100; u; d 340,100 c; u c; d 340,100 c; u c",
    "",
    "a",
    NULL,
    0 },
  { "menu", "r 600,600", "", "", "menu NOTHING", 0 },
  { "menu-keeps", "d 190,100; u; r 600,600", "", "a", "menu NOTHING", 0 },
  { "menu-node", "r 190,100", "", "a", "menu NODE a", 0 },
  { "menu-of-two",
    "d 190,100; u; d 490,100 c; u c; r 190,100",
    "",
    "a b",
    "menu NODE a",
    0 },
  { "menu-other", "d 190,100; u; r 490,100", "", "b", "menu NODE b", 0 },
  { "menu-wire", "r 340,100", "", "a:0>b", "menu WIRE", 0 },
  { "menu-group", "r 160,500", "", "G", "menu GROUP_INSIDE G", 0 },
  { "menu-port", "r 240,300", "", "c", "menu OUTPUT c", 0 },
  { "long-press", "d 490,300 t; l 490,300 t", "", "s", "menu NODE s", 0 },
};

static const Row move_rows[] = {
  { "free", "d 190,100; m 250,160; u", "-a@190,100 +a@250,160", "a", NULL, 1 },
  { "in-steps",
    "d 190,100; m 200,110; m 220,200; m 250,160; u",
    "-a@190,100 +a@250,160",
    "a",
    NULL,
    1 },
  { "there-and-back", "d 190,100; m 250,160; m 190,100; u", "", "a", NULL, 0 },
  { "to-grid", "d 190,100; m 203,113; u", "-a@190,100 +a@210,120", "a", NULL, 1 },
  { "to-grid-back", "d 190,100; m 199,109; u", "", "a", NULL, 0 },
  { "off-grid", "d 190,100; m 203,130 s; u s", "-a@190,100 +a@203,130", "a", NULL, 1 },
  { "to-guide", "d 190,100; m 193,250 s; u s", "-a@190,100 +a@190,250", "a", NULL, 1 },
  { "held-anywhere", "d 160,95; m 220,155; u", "-a@190,100 +a@250,160", "a", NULL, 1 },
  { "two",
    "d 190,100; u; d 490,100 c; u c; d 490,100; m 550,160; u",
    "-a@190,100 -b@490,100 +a@250,160 +b@550,160",
    "a b",
    NULL,
    1 },
  { "unselected",
    "d 190,100; u; d 490,300; m 550,360; u",
    "-s@490,300 +s@550,360",
    "s",
    NULL,
    1 },
  { "with-control",
    "d 190,100; u; d 490,300 c; m 550,360 c; u c",
    "-a@190,100 -s@490,300 +a@250,160 +s@550,360",
    "a s",
    NULL,
    1 },
  { "junction", "d 660,100; m 672,131; u", "-j@660,100 +j@680,140", "j", NULL, 1 },
  { "cancelled", "d 190,100; m 250,160; x; m 300,300; u", "", "", NULL, 0 },
  { "right-cancels", "d 190,100; m 250,160; r 250,160; u", "", "", NULL, 0 },
  { "removed",
    "d 190,100; m 250,160; ! a; m 260,200; u",
    "-a@190,100 -a:0>b",
    "",
    NULL,
    1 },
  { "another-removed",
    "d 190,100; m 250,160; ! e; u",
    "-a@190,100 -s:0>e -e@790,300 +a@250,160",
    "a",
    NULL,
    2 },
  { "splice",
    "d 190,300; m 340,106; u",
    "-a:0>b -c@190,300 +a:0>c +c@350,100 +c:0>b",
    "c",
    NULL,
    1 },
  { "splice-junction",
    "d 660,100; m 340,104; u",
    "-a:0>b -j@660,100 +a:0>j +j@340,100 +j:0>b",
    "j",
    NULL,
    1 },
  { "no-splice-near", "d 190,300; m 340,125; u", "-c@190,300 +c@350,120", "c", NULL, 1 },
  { "no-splice-wired",
    "d 490,300; m 340,106; u",
    "-s@490,300 +s@350,100",
    "s",
    NULL,
    1 },
  { "no-splice-two",
    "d 660,100; u; d 190,300 c; u c; d 190,300; m 340,106; u",
    "-c@190,300 -j@660,100 +c@350,100 +j@820,-100",
    "c j",
    NULL,
    1 },
  { "by-touch", "d 190,100 t; m 250,160 t; u t", "-a@190,100 +a@250,160", "a", NULL, 1 },
  { "shaky-touch", "d 190,100 t; m 198,100 t; u t", "", "a", NULL, 0 },
};

static const Row wire_rows[] = {
  { "out-to-in", "d 240,300; m 300,300; m 440,300; u", "+c:0>s", "", NULL, 1 },
  { "in-to-out", "d 440,300; m 300,300; m 240,300; u", "+c:0>s", "", NULL, 1 },
  { "to-body", "d 240,300; m 300,300; m 490,300; u", "+c:0>s", "", NULL, 1 },
  { "in-to-body", "d 440,300; m 300,300; m 190,300; u", "+c:0>s", "", NULL, 1 },
  { "second-output", "d 540,308; m 600,300; m 740,300; u", "+s:1>e", "", NULL, 1 },
  { "in-to-free-output", "d 740,300; m 600,300; m 490,300; u", "+s:1>e", "", NULL, 1 },
  { "to-junction", "d 240,100; m 300,120; m 660,100; u", "+a:0>j", "", NULL, 1 },
  { "duplicate", "d 240,100; m 300,120; m 440,100; u", "", "", NULL, 0 },
  { "itself", "d 240,300; m 300,320; m 140,300; u", "", "", NULL, 0 },
  { "to-output", "d 240,300; m 300,320; m 240,100; u", "", "", NULL, 0 },
  { "to-source", "d 240,300; m 300,320; m 190,100; u", "", "", NULL, 0 },
  { "to-nothing",
    "d 240,300; m 300,320; m 600,600; u",
    "",
    "",
    "quick-add 600,600 c:0>",
    0 },
  { "from-input-to-nothing",
    "d 140,300; m 100,320; m 60,340; u",
    "",
    "",
    "quick-add 60,340 >c",
    0 },
  { "to-wire", "d 240,300; m 300,320; m 340,100; u", "", "", NULL, 0 },
  { "keeps-selection",
    "d 490,100; u; d 240,300; m 300,300; m 440,300; u",
    "+c:0>s",
    "b",
    NULL,
    1 },
  { "click-click", "d 240,300; u; m 400,280; d 440,300; u", "+c:0>s", "", NULL, 1 },
  { "click-nothing",
    "d 240,300; u; m 400,280; d 600,600; u",
    "",
    "",
    "quick-add 600,600 c:0>",
    0 },
  { "click-twice", "d 240,300; u; dd 240,300; u", "", "", NULL, 0 },
  { "click-cancel", "d 240,300; u; m 400,280; x; d 440,300; u; x", "", "", NULL, 0 },
  { "click-right", "d 240,300; u; m 400,280; r 400,280", "", "", NULL, 0 },
  { "chain",
    "d 240,100 c; u c; m 140,300 c; d 140,300 c; u c; m 440,300 c;"
    " d 440,300 c; u c; k",
    "+a:0>c +c:0>s",
    "",
    NULL,
    2 },
  { "chain-back",
    "d 440,300 c; u c; m 240,300 c; d 240,300 c; u c; m 240,100 c;"
    " d 240,100 c; u c; k",
    "+a:0>c +c:0>s",
    "",
    NULL,
    2 },
  { "chain-let-go",
    "d 240,100 c; u c; m 140,300 c; d 140,300 c; u c; m 440,300; d 440,300; u; "
    "x",
    "+a:0>c",
    "",
    NULL,
    1 },
  { "chain-ends",
    "d 240,300 c; u c; m 740,300 c; d 740,300 c; u c; m 200,200 c",
    "+c:0>e",
    "",
    NULL,
    1 },
  { "while-scrolling",
    "d 240,300; m 300,300; v 100,0; m 340,300; u",
    "+c:0>s",
    "",
    NULL,
    1 },
  { "while-panning",
    "d 240,300; u; w 500,500; m 400,500; W; m 340,300; d 340,300; u",
    "+c:0>s",
    "",
    NULL,
    1 },
  { "while-zooming",
    "d 240,300; m 300,300; + 240,300 c; m 640,300; u",
    "+c:0>s",
    "",
    NULL,
    1 },
  { "source-removed",
    "d 240,300; m 300,300; ! c; m 440,300; u",
    "-c@190,300",
    "",
    NULL,
    1 },
};

static const Row replug_rows[] = {
  { "dropped", "d 740,300 s; m 700,200 s; u s", "-s:0>e", "", NULL, 1 },
  { "dropped-from-output", "d 240,100 s; m 240,180 s; u s", "-a:0>b", "", NULL, 1 },
  { "to-input",
    "d 740,300 s; m 700,200 s; m 440,100 s; u s",
    "-s:0>e +s:0>b",
    "",
    NULL,
    1 },
  { "to-output",
    "d 240,100 s; m 240,180 s; m 240,300 s; u s",
    "-a:0>b +c:0>b",
    "",
    NULL,
    1 },
  { "to-body",
    "d 740,300 s; m 700,200 s; m 490,100 s; u s",
    "-s:0>e +s:0>b",
    "",
    NULL,
    1 },
  { "back", "d 740,300 s; m 700,200 s; m 740,300 s; u s", "", "", NULL, 0 },
  { "refused", "d 740,300 s; m 700,200 s; m 190,100 s; u s", "", "", NULL, 0 },
  { "cancelled", "d 740,300 s; m 700,200 s; x; u s", "", "", NULL, 0 },
  { "no-wires", "d 240,300 s; m 260,200 s; u s", "", "", NULL, 0 },
  { "click", "d 740,300 s; u s", "", "", NULL, 0 },
  { "wire-target",
    "d 400,100; m 420,200; m 440,300; u",
    "-a:0>b +a:0>s",
    "a:0>b",
    NULL,
    1 },
  { "wire-source",
    "d 280,100; m 260,200; m 240,300; u",
    "-a:0>b +c:0>b",
    "a:0>b",
    NULL,
    1 },
  { "wire-to-nothing", "d 400,100; m 420,200; m 600,600; u", "", "a:0>b", NULL, 0 },
  { "wire-back", "d 400,100; m 420,200; m 440,100; u", "", "a:0>b", NULL, 0 },
  { "wire-cancelled", "d 400,100; m 420,200; x", "", "", NULL, 0 },
  { "wire-removed",
    "d 400,100; m 420,200; ! a; m 440,300; u",
    "-a@190,100 -a:0>b",
    "",
    NULL,
    1 },
};

static const Row lasso_rows[] = {
  { "two", "d 50,50; m 600,150; u", "", "a b a:0>b", NULL, 0 },
  { "backwards", "d 600,150; m 50,50; u", "", "a b a:0>b", NULL, 0 },
  { "centre-outside", "d 50,50; m 180,150; u", "", "", NULL, 0 },
  { "centre-inside", "d 50,50; m 200,150; u", "", "a", NULL, 0 },
  { "shrinks", "d 50,50; m 600,150; m 200,150; u", "", "a", NULL, 0 },
  { "replaces", "d 490,300; u; d 50,50; m 200,150; u", "", "a", NULL, 0 },
  { "adds", "d 490,300; u; d 50,50 s; m 200,150 s; u s", "", "a s", NULL, 0 },
  { "cancelled", "d 490,300; u; d 50,50; m 200,150; x", "", "s", NULL, 0 },
  { "whole-group", "d 80,380; m 400,540; u", "", "G p q p:0>q", NULL, 0 },
  { "part-of-group", "d 80,390; m 370,540; u", "", "p q p:0>q", NULL, 0 },
  { "in-group", "d 120,500; m 240,430; u", "", "p", NULL, 0 },
  { "junction", "d 600,60; m 700,140; u", "", "j", NULL, 0 },
  { "touch-pans", "d 50,50 t; m 600,150 t; u t", "", "", NULL, 0 },
};

static const Row slice_rows[] = {
  { "one", "d 340,50 a; m 340,150 a; u a", "-a:0>b", "", NULL, 1 },
  { "diagonal", "d 300,60 a; m 400,150 a; u a", "-a:0>b", "", NULL, 1 },
  { "none", "d 340,50 a; m 340,90 a; u a", "", "", NULL, 0 },
  { "two", "d 340,50 a; m 700,360 a; u a", "-a:0>b -s:0>e", "", NULL, 1 },
  { "cancelled", "d 340,50 a; m 340,150 a; x", "", "", NULL, 0 },
  { "on-the-wire", "d 340,100 a; m 340,160 a; x", "", "", NULL, 0 },
  { "junction",
    "d 340,50 as; m 340,150 as; u as",
    "-a:0>b +a:0>N1 +N1@340,100 +N1:0>b",
    "N1",
    NULL,
    1 },
  { "no-junction", "d 340,50 as; m 340,90 as; u as", "", "", NULL, 0 },
};

static const Row group_rows[] = {
  { "move",
    "d 100,440; m 160,500; u",
    "-G@100,400,280x120 -p@190,460(G) -q@310,460(G)"
    " +G@160,460,280x120 +p@250,520(G) +q@370,520(G)",
    "G",
    NULL,
    1 },
  { "move-to-grid", "d 100,440; m 107,433; u", "", "G", NULL, 0 },
  { "join",
    "d 190,300; m 240,500; u",
    "-c@190,300 -G@100,400,280x120 +c@250,500(G) +G@115,420,270x120",
    "c",
    NULL,
    1 },
  { "join-at-the-border",
    "d 190,300; m 340,420; u",
    "-c@190,300 -G@100,400,280x120 +c@350,420(G) +G@115,380,310x120",
    "c",
    NULL,
    1 },
  { "join-two",
    "d 190,300; u; d 660,100 c; u c; d 190,300; m 240,500; u",
    "-c@190,300 -j@660,100 -G@100,400,280x120 +c@250,500(G) +j@720,300(G) "
    "+G@115,270,635x270",
    "c j",
    NULL,
    1 },
  { "stay",
    "d 190,460; m 190,520; u",
    "-G@100,400,280x120 -p@190,460(G) +G@115,420,270x140 +p@190,520(G)",
    "p",
    NULL,
    1 },
  { "stay-far",
    "d 190,460; m 190,660; u",
    "-G@100,400,280x120 -p@190,460(G) +G@115,420,270x280 +p@190,660(G)",
    "p",
    NULL,
    1 },
  { "leave",
    "d 190,460; m 190,660 a; u a",
    "-G@100,400,280x120 -p@190,460(G) +G@235,420,150x80 +p@190,660",
    "p",
    NULL,
    1 },
  { "leave-and-empty",
    "d 190,460; u; d 310,460 c; u c; d 190,460; m 190,660 a; u a",
    "-G@100,400,280x120 -p@190,460(G) -q@310,460(G) +p@190,660 +q@310,660",
    "p q",
    NULL,
    1 },
  { "resize",
    "d 160,500; u; d 380,520; m 440,580; u",
    "-G@100,400,280x120 +G@100,400,340x180",
    "G",
    NULL,
    1 },
  { "resize-top-left",
    "d 160,500; u; d 100,400; m 40,340; u",
    "-G@100,400,280x120 +G@40,340,340x180",
    "G",
    NULL,
    1 },
  { "resize-holds-members",
    "d 160,500; u; d 380,520; m 200,300; u",
    "-G@100,400,280x120 +G@100,400,270x85",
    "G",
    NULL,
    1 },
  { "resize-cancelled", "d 160,500; u; d 380,520; m 440,580; x", "", "G", NULL, 0 },
};

static const Row place_rows[] = {
  { "node", "i debug; m 600,500; drop", "+N1@600,500", "N1", NULL, 1 },
  { "click", "i debug; m 600,500; d 600,500; u", "+N1@600,500", "N1", NULL, 1 },
  { "off-grid", "i debug; m 603,503 s; drop", "+N1@603,503", "N1", NULL, 1 },
  { "cancelled", "d 190,100; u; i debug; m 600,500; x", "", "a", NULL, 0 },
  { "right-cancels", "i debug; m 600,500; r 600,500", "", "", NULL, 0 },
  { "splice",
    "i link call; m 340,104; drop",
    "-a:0>b +a:0>N1 +N1@340,100 +N1:0>b",
    "N1",
    NULL,
    1 },
  { "no-splice", "i debug; m 340,104; drop", "+N1@340,100", "N1", NULL, 1 },
};

typedef struct
{
  const char *name;
  const Row  *rows;
  guint       n_rows;
} Table;

static const Table tables[] = {
  { "select", select_rows, G_N_ELEMENTS (select_rows) },
  { "open", open_rows, G_N_ELEMENTS (open_rows) },
  { "move", move_rows, G_N_ELEMENTS (move_rows) },
  { "wire", wire_rows, G_N_ELEMENTS (wire_rows) },
  { "replug", replug_rows, G_N_ELEMENTS (replug_rows) },
  { "lasso", lasso_rows, G_N_ELEMENTS (lasso_rows) },
  { "slice", slice_rows, G_N_ELEMENTS (slice_rows) },
  { "group", group_rows, G_N_ELEMENTS (group_rows) },
  { "place", place_rows, G_N_ELEMENTS (place_rows) },
};

static void
add_table (const Table *table)
{
  for (guint i = 0; i < table->n_rows; i++)
    {
      const Row       *row = &table->rows[i];
      g_autofree char *path =
        g_strdup_printf ("/editor/tool/%s/%s", table->name, row->name);
      g_autofree char *cancelled = g_strconcat (path, "/cancelled", NULL);

      g_test_add_data_func (path, row, test_row);
      g_test_add_data_func (cancelled, row, test_row_cancelled);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_table (&tables[i]);
  return g_test_run ();
}
