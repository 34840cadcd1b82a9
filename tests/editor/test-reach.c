/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-placement.h"
#include "editor/canvas/weir-reach.h"
#include "weir-test-tool.h"

/* The flow is that of weir-test-tool.h. */

static char *
join (GPtrArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *)ids->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
test_list (void)
{
  static const struct
  {
    const char *from;
    WeirReach   reach;
    const char *ids;
  } rows[] = {
    { "a", WEIR_REACH_UPSTREAM, "a" },   { "a", WEIR_REACH_DOWNSTREAM, "a b" },
    { "b", WEIR_REACH_UPSTREAM, "b a" }, { "b", WEIR_REACH_CONNECTED, "b a" },
    { "c", WEIR_REACH_CONNECTED, "c" },  { "s", WEIR_REACH_DOWNSTREAM, "s e" },
  };
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  WeirScene               *scene = weir_test_tool_get_scene (tool);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) ids =
        weir_reach_list (weir_scene_lookup (scene, rows[i].from), rows[i].reach);
      g_autofree char *text = join (ids);

      g_assert_cmpstr (text, ==, rows[i].ids);
    }
}

/* A ring of wires is walked once. */
static void
test_ring (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  WeirScene               *scene = weir_test_tool_get_scene (tool);
  g_autoptr (GPtrArray)    ids = NULL;
  g_autofree char         *text = NULL;

  weir_test_tool_run (tool,
                      "d 240,300; m 300,300; m 440,300; u;"
                      "d 540,308; m 600,400; m 140,300; u");
  ids = weir_reach_list (weir_scene_lookup (scene, "c"), WEIR_REACH_DOWNSTREAM);
  text = join (ids);
  g_assert_cmpstr (text, ==, "c s e");
}

static void
test_nearest (void)
{
  static const struct
  {
    const char   *from;
    WeirDirection direction;
    const char   *to;
  } rows[] = {
    { "a", WEIR_DIRECTION_RIGHT, "b" }, { "b", WEIR_DIRECTION_LEFT, "a" },
    { "b", WEIR_DIRECTION_RIGHT, "j" }, { "a", WEIR_DIRECTION_DOWN, "c" },
    { "c", WEIR_DIRECTION_UP, "a" },    { "c", WEIR_DIRECTION_DOWN, "p" },
    { "p", WEIR_DIRECTION_RIGHT, "q" }, { "a", WEIR_DIRECTION_LEFT, NULL },
    { "a", WEIR_DIRECTION_UP, NULL },   { "e", WEIR_DIRECTION_RIGHT, NULL },
    { "s", WEIR_DIRECTION_RIGHT, "e" },
  };
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  WeirScene               *scene = weir_test_tool_get_scene (tool);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WeirSceneItem *from = weir_scene_lookup (scene, rows[i].from);
      WeirSceneItem *to = weir_reach_find_nearest (scene,
                                                   weir_reach_get_centre (from),
                                                   from,
                                                   rows[i].direction);

      g_test_message ("from %s", rows[i].from);
      g_assert_cmpstr (to ? to->id : NULL, ==, rows[i].to);
    }
}

static void
test_reading (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autoptr (GPtrArray)    items =
    weir_reach_list_reading (weir_test_tool_get_scene (tool));
  GString         *text = g_string_new (NULL);
  g_autofree char *order = NULL;

  for (guint i = 0; i < items->len; i++)
    g_string_append (text, ((WeirSceneItem *)items->pdata[i])->id);
  order = g_string_free (text, FALSE);
  g_assert_cmpstr (order, ==, "acpqbsje");
}

static void
test_members (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autoptr (GPtrArray)    ids =
    weir_reach_list_members (weir_test_tool_get_scene (tool), "G");
  g_autofree char *text = join (ids);

  g_assert_cmpstr (text, ==, "p q");
}

static void
test_boxes (void)
{
  g_autoptr (WeirTestTool) tool = weir_test_tool_new ();
  g_autoptr (GPtrArray)    ids = g_ptr_array_new ();
  g_autoptr (GArray)       boxes = NULL;
  const WeirBox           *box;

  g_ptr_array_add (ids, (gpointer) "G");
  g_ptr_array_add (ids, (gpointer) "gone");
  g_ptr_array_add (ids, (gpointer) "a");
  boxes = weir_reach_list_boxes (weir_test_tool_get_scene (tool), ids);
  g_assert_cmpuint (boxes->len, ==, 2);
  box = &g_array_index (boxes, WeirBox, 0);
  g_assert_cmpstr (box->id, ==, "G");
  g_assert_cmpfloat (box->x, ==, 240);
  g_assert_cmpfloat (box->y, ==, 460);
  g_assert_cmpfloat (box->w, ==, 280);
  g_assert_cmpfloat (box->h, ==, 120);
  box = &g_array_index (boxes, WeirBox, 1);
  g_assert_cmpstr (box->id, ==, "a");
}

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
  g_test_add_func ("/editor/reach/list", test_list);
  g_test_add_func ("/editor/reach/ring", test_ring);
  g_test_add_func ("/editor/reach/nearest", test_nearest);
  g_test_add_func ("/editor/reach/reading", test_reading);
  g_test_add_func ("/editor/reach/members", test_members);
  g_test_add_func ("/editor/reach/boxes", test_boxes);
  g_test_add_func ("/editor/reach/placement", test_placement);
  return g_test_run ();
}
