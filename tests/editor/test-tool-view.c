/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-tool.h"

/* What gestures show while they last, how they move the view, and what holds
 * for any of them. */

typedef struct
{
  const char *script;
  const char *overlay;
} OverlayRow;

static const OverlayRow overlay_rows[] = {
  { "m 190,100", "hover a" },
  { "m 340,100", "hover a>b" },
  { "m 240,300", "hover c port c:0" },
  { "m 140,300", "hover c port >c:0" },
  { "m 540,308", "hover s port s:1" },
  { "m 190,100; m 600,600", "" },
  { "m 190,100; out", "" },
  { "m 160,500", "" },
  { "m 100,440", "hover G" },
  { "m 190,100; d 190,100", "" },
  { "d 50,50; m 150,90", "lasso 50,50,100x40" },
  { "d 100,140; m 50,50", "lasso 50,50,50x90" },
  { "d 340,50 a; m 340,150 a", "slice" },
  { "d 240,300; m 300,300", "lines 1" },
  { "d 240,300; m 435,305", "lines 1 port >s:0" },
  { "d 240,300; m 490,300", "lines 1 port >s:0" },
  { "d 240,300; m 240,100", "lines 1" },
  { "d 440,300; m 190,300", "lines 1 port c:0" },
  { "d 740,300; m 490,300", "lines 1 port s:1" },
  { "d 740,300 s; m 700,200 s", "lines 1 taken 1" },
  { "d 400,100; m 420,200", "lines 1 taken 1" },
  { "d 240,300; m 300,300; x", "" },
  { "d 190,100; m 250,160", "" },
  { "d 190,100; m 250,300", "guides 3" },
  { "d 190,300; m 340,106", "splice a>b guides 3" },
  { "d 190,300; m 240,500", "group G" },
  { "d 190,460; m 190,500", "guides 2" },
  { "d 190,460; m 190,500 a", "group G guides 2" },
  { "d 160,500; u; d 380,520; m 440,580", "ghost 100,400" },
  { "i debug; m 600,500", "ghost 560,485" },
  { "i link call; m 340,104", "ghost 280,85 splice a>b" },
  { "i debug; m 160,500", "ghost 120,485 group G" },
  { "i debug; m 600,500; x", "" },
};

static void
test_overlay (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (overlay_rows); i++)
    {
      g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
      g_autofree char         *overlay = NULL;

      g_test_message ("%s", overlay_rows[i].script);
      weir_test_tool_run (tool, overlay_rows[i].script);
      overlay = weir_test_tool_dup_overlay (tool);
      g_assert_cmpstr (overlay, ==, overlay_rows[i].overlay);
    }
}

typedef struct
{
  const char *script;
  double      ox, oy, zoom;
} ViewRow;

static const ViewRow view_rows[] = {
  { "w 190,100; m 150,80; W", 40, 20, 1 },
  { "w 190,100; m 150,80; m 140,70; W; m 300,300", 50, 30, 1 },
  { "d 190,100 p; m 150,80 p; u p", 40, 20, 1 },
  { "d 600,600 p; m 610,620; u", -10, -20, 1 },
  { "d 600,600 t; m 590,560 t; u t", 10, 40, 1 },
  { "v 30,-40", 30, -40, 1 },
  { "+ 200,100 c", 100, 50, 2 },
  { "+ 200,100 p", 100, 50, 2 },
  { "+ 200,100 c; - 200,100 c", 0, 0, 1 },
  { "- 200,100 c", -200, -100, 0.5 },
  { "+ 0,0 c; w 100,100; m 80,60; W", 10, 20, 2 },
  { "w 190,100; x; m 300,300", 0, 0, 1 },
  { "d 190,100; w 200,120; u", 0, 0, 1 },
};

static void
test_view (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (view_rows); i++)
    {
      const ViewRow           *row = &view_rows[i];
      g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
      WeirView                *view = weir_test_tool_get_view (tool);

      g_test_message ("%s", row->script);
      weir_test_tool_run (tool, row->script);
      g_assert_cmpfloat_with_epsilon (view->ox, row->ox, 1e-6);
      g_assert_cmpfloat_with_epsilon (view->oy, row->oy, 1e-6);
      g_assert_cmpfloat_with_epsilon (view->zoom, row->zoom, 1e-6);
    }
}

/* The view never leaves its bounds, however far the wheel turns. */
static void
test_zoom_limits (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();

  for (guint i = 0; i < 20; i++)
    weir_test_tool_run (tool, "+ 200,100 c");
  g_assert_cmpfloat (weir_test_tool_get_view (tool)->zoom, ==, WEIR_VIEW_MAX_ZOOM);
  for (guint i = 0; i < 20; i++)
    weir_test_tool_run (tool, "- 200,100 c");
  g_assert_cmpfloat (weir_test_tool_get_view (tool)->zoom, ==, WEIR_VIEW_MIN_ZOOM);
}

/* Near an edge the view runs after the pointer, and the node with it. */
static void
test_scrolls_at_edge (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  WeirTool                *it = weir_test_tool_get_tool (tool);
  WeirView                *view = weir_test_tool_get_view (tool);
  g_autofree char         *change = NULL;

  weir_test_tool_run (tool, "m 995,100; t");
  g_assert_false (weir_tool_wants_ticks (it));
  g_assert_cmpfloat (view->ox, ==, 0);

  weir_test_tool_run (tool, "d 190,100; m 500,100");
  g_assert_false (weir_tool_wants_ticks (it));
  weir_test_tool_run (tool, "m 1000,100");
  g_assert_true (weir_tool_wants_ticks (it));
  weir_test_tool_run (tool, "t; t");
  g_assert_cmpfloat_with_epsilon (view->ox, 180, 1e-6);
  weir_test_tool_run (tool, "m 988,100; t");
  g_assert_cmpfloat_with_epsilon (view->ox, 225, 1e-6);
  weir_test_tool_run (tool, "m 915,100; u");
  change = weir_test_tool_dup_change (tool);
  g_assert_cmpstr (change, ==, "-a@190,100 +a@1150,100");
}

/* A lasso keeps the corner it began at while the view runs away under it. */
static void
test_lasso_scrolls (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autofree char         *overlay = NULL;

  weir_test_tool_run (tool, "d 600,600; m 650,700; t");
  overlay = weir_test_tool_dup_overlay (tool);
  g_assert_cmpstr (overlay, ==, "lasso 600,600,50x190");
}

static void
lock (WeirTestTool *tool)
{
  g_autoptr (WeirValue) yes = weir_value_new_boolean (TRUE);

  g_assert_true (weir_session_apply (weir_test_tool_get_session (tool),
                                     "Lock",
                                     weir_edit_new_set ("f", "locked", yes)));
}

/* A locked flow can be looked at and selected in, no more. */
static void
test_locked (void)
{
  static const char *const scripts[] = {
    "d 190,100; m 250,160; u",
    "d 240,300; m 300,300; m 440,300; u",
    "d 240,300; u; m 440,300; d 440,300; u",
    "d 740,300 s; m 700,200 s; u s",
    "d 400,100; m 420,200; m 440,300; u",
    "d 340,50 a; m 340,150 a; u a",
    "d 600,600; u; dd 600,600; u",
    "i debug; m 600,500; drop",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
      g_autofree char         *change = NULL;
      g_autofree char         *requests = NULL;

      g_test_message ("%s", scripts[i]);
      lock (tool);
      weir_test_tool_run (tool, scripts[i]);
      change = weir_test_tool_dup_change (tool);
      requests = weir_test_tool_dup_requests (tool);
      g_assert_cmpstr (change, ==, "");
      g_assert_cmpstr (requests, ==, "");
      g_assert_false (weir_tool_is_active (weir_test_tool_get_tool (tool)));
    }
}

typedef struct
{
  const char *script;
  const char *cursor;
} CursorRow;

static const CursorRow cursor_rows[] = {
  { "m 600,600", NULL },
  { "m 600,600 p", "grab" },
  { "d 600,600 p", "grabbing" },
  { "m 190,100", "move" },
  { "m 240,300", "crosshair" },
  { "m 340,100", NULL },
  { "m 190,100; out", NULL },
  { "m 380,520", "move" },
  { "d 160,500; u; m 380,520", "nwse-resize" },
  { "d 160,500; u; m 100,520", "nesw-resize" },
  { "d 190,100; m 250,160", "grabbing" },
  { "d 240,300; m 250,310", "crosshair" },
};

static void
test_cursor (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cursor_rows); i++)
    {
      g_autoptr (WeirTestTool) tool = weir_test_tool_new ();

      g_test_message ("%s", cursor_rows[i].script);
      weir_test_tool_run (tool, cursor_rows[i].script);
      g_assert_cmpstr (weir_tool_get_cursor (weir_test_tool_get_tool (tool)),
                       ==,
                       cursor_rows[i].cursor);
    }
}

/* The pointer passing over nothing paints nothing. */
static void
test_redraws (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  guint                    before;

  weir_test_tool_run (tool, "m 600,600");
  before = weir_test_tool_get_n_redraws (tool);
  weir_test_tool_run (tool, "m 601,600; m 602,610; m 640,620");
  g_assert_cmpuint (weir_test_tool_get_n_redraws (tool), ==, before);
  weir_test_tool_run (tool, "m 190,100");
  g_assert_cmpuint (weir_test_tool_get_n_redraws (tool), >, before);
}

/* The flow that is shown changes under a gesture: it is over. */
static void
test_flow_switch (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autofree char         *change = NULL;

  weir_test_tool_run (tool, "d 190,100; m 250,160");
  weir_session_set_flow (weir_test_tool_get_session (tool), "f2");
  g_assert_false (weir_tool_is_active (weir_test_tool_get_tool (tool)));
  weir_test_tool_run (tool, "m 300,300; u");
  change = weir_test_tool_dup_change (tool);
  g_assert_cmpstr (change, ==, "");
}

/* Chance */

static const char *const held[] = { "", "", "", " s", " c", " a", " sc", " p" };
static const char *const places[] = {
  "190,100", "490,100", "240,100", "440,100", "340,100", "660,100",
  "190,300", "240,300", "140,300", "540,308", "740,300", "100,440",
  "160,500", "380,520", "190,460", "600,600", "990,690", "50,50",
};
static const char *const steps[] = {
  "d", "d", "m", "m", "m", "u", "u", "w", "W", "x", "k", "out", "dd", "t", "r",
};

static char *
make_step (void)
{
  const char *word = steps[g_test_rand_int_range (0, G_N_ELEMENTS (steps))];
  const char *letters = held[g_test_rand_int_range (0, G_N_ELEMENTS (held))];
  const char *place = places[g_test_rand_int_range (0, G_N_ELEMENTS (places))];

  if (g_test_rand_int_range (0, 40) == 0)
    return g_strdup ("! c");
  return g_strdup_printf ("%s %s%s", word, place, letters);
}

static char *
save (WeirTestTool *tool)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (
    weir_session_get_document (weir_test_tool_get_session (tool)));
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strndup (text, length);
}

/* Whatever happens in whatever order: a cancel leaves nothing under way and
 * nothing shown, and undoing all leads back to the bytes of the beginning. */
static void
test_chance (void)
{
  for (guint run = 0; run < 300; run++)
    {
      g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
      g_autofree char         *before = save (tool);
      g_autofree char         *after = NULL;
      g_autofree char         *overlay = NULL;
      WeirHistory             *history =
        weir_session_get_history (weir_test_tool_get_session (tool));

      for (guint i = 0; i < 40; i++)
        {
          g_autofree char *step = make_step ();

          if (*step == '!' &&
              !weir_document_get_element (weir_session_get_document (
                                            weir_test_tool_get_session (tool)),
                                          "c"))
            continue;
          weir_test_tool_run (tool, step);
        }
      weir_test_tool_run (tool, "x; out");
      g_assert_false (weir_tool_is_active (weir_test_tool_get_tool (tool)));
      overlay = weir_test_tool_dup_overlay (tool);
      g_assert_cmpstr (overlay, ==, "");
      while (weir_history_undo (history))
        ;
      after = save (tool);
      g_assert_cmpstr (after, ==, before);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/tool-view/overlay", test_overlay);
  g_test_add_func ("/editor/tool-view/view", test_view);
  g_test_add_func ("/editor/tool-view/zoom-limits", test_zoom_limits);
  g_test_add_func ("/editor/tool-view/scrolls-at-edge", test_scrolls_at_edge);
  g_test_add_func ("/editor/tool-view/lasso-scrolls", test_lasso_scrolls);
  g_test_add_func ("/editor/tool-view/locked", test_locked);
  g_test_add_func ("/editor/tool-view/cursor", test_cursor);
  g_test_add_func ("/editor/tool-view/redraws", test_redraws);
  g_test_add_func ("/editor/tool-view/flow-switch", test_flow_switch);
  g_test_add_func ("/editor/tool-view/chance", test_chance);
  return g_test_run ();
}
