/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/canvas/weir-canvas-tooltip.h"
#include "json/weir-json.h"
#include "weir-test-gtk.h"
#include "weir-test-tool.h"

/* What the actions do to the flow of weir-test-tool.h, when they can be done,
 * and that each is one undo step. */

typedef struct
{
  WeirTestTool *tool;
  WeirSession  *session;
  GtkWindow    *window;
  WeirCanvas   *canvas;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const WeirView origin = { 0, 0, 1 };

  fixture->tool = weir_test_tool_new ();
  fixture->session = weir_test_tool_get_session (fixture->tool);
  fixture->canvas = WEIR_CANVAS (weir_canvas_new (fixture->session));
  fixture->window = weir_test_show (GTK_WIDGET (fixture->canvas), 1000, 700);
  weir_canvas_set_view (fixture->canvas, &origin);
  weir_scene_flush (fixture->canvas->scene);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  weir_test_tool_free (fixture->tool);
}

static void
select_ids (Fixture *fixture, const char *text)
{
  WeirSelection *selection = weir_session_get_selection (fixture->session);
  g_auto (GStrv) ids = g_strsplit (text, " ", -1);

  weir_selection_clear (selection);
  weir_selection_set_focus (selection, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0')
      weir_selection_add (selection, ids[i]);
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (weir_canvas_get_actions (
                                              fixture->canvas),
                                            action);
}

static void
run (Fixture *fixture, const char *action)
{
  g_assert_true (is_enabled (fixture, action));
  g_action_group_activate_action (weir_canvas_get_actions (fixture->canvas),
                                  action,
                                  NULL);
  weir_scene_flush (fixture->canvas->scene);
}

typedef struct
{
  const char *selected;
  const char *action;
  const char *change;
  const char *selection;
} Row;

static const Row rows[] = {
  { "a", "delete", "-a@190,100 -a:0>b", "" },
  { "a b", "delete", "-a@190,100 -a:0>b -b@490,100", "" },
  { "G",
    "delete",
    "-G@100,400,280x120 -p@190,460(G) -q@310,460(G) +p@190,460 +q@310,460",
    "" },
  { "s", "delete-and-reconnect", "-s@490,300 -s:0>e", "" },
  { "", "select-all", "", "G a b c e j p q s" },
  { "a b", "select-none", "", "" },
  { "e", "select-upstream", "", "e s" },
  { "s", "select-downstream", "", "e s" },
  { "b", "select-connected", "", "a b" },
  { "a b",
    "group",
    "-a@190,100 -b@490,100 +a@190,100(N1) +b@490,100(N1) +N1@115,60,450x80",
    "N1" },
  { "G",
    "ungroup",
    "-G@100,400,280x120 -p@190,460(G) -q@310,460(G) +p@190,460 +q@310,460",
    "p q" },
  { "c G",
    "add-to-group",
    "-c@190,300 -G@100,400,280x120 +c@190,300(G) +G@115,260,270x240",
    "G c" },
  { "p",
    "remove-from-group",
    "-G@100,400,280x120 -p@190,460(G) +G@235,420,150x80 +p@190,460",
    "p" },
  { "a c", "align-top", "-c@190,300 +c@190,100", "a c" },
  { "a s", "align-left", "-s@490,300 +s@190,300", "a s" },
  { "a s", "align-right", "-a@190,100 +a@490,100", "a s" },
  { "c", "move-right", "-c@190,300 +c@191,300", "c" },
  { "c", "move-up-grid", "-c@190,300 +c@190,280", "c" },
  { "q",
    "move-down-grid",
    "-G@100,400,280x120 -q@310,460(G) +G@115,420,270x100 +q@310,480(G)",
    "q" },
  { "c s", "wire-series", "+c:0>s", "c s" },
  { "c s e", "wire-series", "+c:0>s", "c e s" },
  { "c s e", "one-to-many", "+c:0>s +c:0>e", "c e s" },
  { "a c s", "many-to-one", "+a:0>s +c:0>s", "a c s" },
  { "s", "detach", "-s:0>e", "s" },
  { "c", "duplicate", "+N1@230,340", "N1" },
  { "b", "press-button", "", "b" },
};

/* Undone the bytes are those of before, in one step. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  WeirHistory *history = weir_session_get_history (fixture->session);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *change = NULL;
      g_autofree char *selection = NULL;
      g_autofree char *undone = NULL;

      g_test_message ("%s: %s", rows[i].selected, rows[i].action);
      select_ids (fixture, rows[i].selected);
      run (fixture, rows[i].action);
      change = weir_test_tool_dup_change (fixture->tool);
      selection = weir_test_tool_dup_selection (fixture->tool);
      g_assert_cmpstr (change, ==, rows[i].change);
      g_assert_cmpstr (selection, ==, rows[i].selection);
      if (weir_history_can_undo (history))
        g_assert_true (weir_history_undo (history));
      weir_scene_flush (fixture->canvas->scene);
      g_assert_false (weir_history_can_undo (history));
      undone = weir_test_tool_dup_change (fixture->tool);
      g_assert_cmpstr (undone, ==, "");
    }
}

typedef struct
{
  const char *selected;
  const char *action;
  gboolean    enabled;
} EnabledRow;

static const EnabledRow enabled_rows[] = {
  { "", "delete", FALSE },
  { "a", "delete", TRUE },
  { "", "copy", FALSE },
  { "a", "copy", TRUE },
  { "", "paste", TRUE },
  { "", "select-all", TRUE },
  { "", "select-none", FALSE },
  { "a", "group", TRUE },
  { "a", "ungroup", FALSE },
  { "G", "ungroup", TRUE },
  { "G", "merge-groups", FALSE },
  { "G a", "add-to-group", TRUE },
  { "a", "add-to-group", FALSE },
  { "a", "remove-from-group", FALSE },
  { "p", "remove-from-group", TRUE },
  { "a", "align-left", FALSE },
  { "a b", "align-left", TRUE },
  { "a b", "distribute-vertically", FALSE },
  { "a b c", "distribute-vertically", TRUE },
  { "a", "press-button", TRUE },
  { "c", "press-button", FALSE },
  { "G", "paste-group-style", FALSE },
  { "", "edit", FALSE },
  { "a", "edit", TRUE },
  { "", "connect", FALSE },
  { "", "quick-add", TRUE },
  { "", "fit", TRUE },
};

static void
test_enabled (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (enabled_rows); i++)
    {
      const EnabledRow *row = &enabled_rows[i];

      g_test_message ("%s: %s", row->selected, row->action);
      select_ids (fixture, row->selected);
      g_assert_cmpint (is_enabled (fixture, row->action), ==, row->enabled);
    }
}

/* In a locked flow what only looks stays, what changes goes. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) yes = weir_value_new_boolean (TRUE);

  g_assert_true (weir_session_apply (fixture->session,
                                     "Lock",
                                     weir_edit_new_set ("f", "locked", yes)));
  select_ids (fixture, "a b");
  g_assert_true (is_enabled (fixture, "copy"));
  g_assert_true (is_enabled (fixture, "select-connected"));
  g_assert_true (is_enabled (fixture, "edit"));
  g_assert_false (is_enabled (fixture, "delete"));
  g_assert_false (is_enabled (fixture, "cut"));
  g_assert_false (is_enabled (fixture, "paste"));
  g_assert_false (is_enabled (fixture, "align-left"));
  g_assert_false (is_enabled (fixture, "quick-add"));
  g_assert_false (is_enabled (fixture, "add-node"));
}

static void
test_add_node (Fixture *fixture, gconstpointer data)
{
  g_autofree char *change = NULL;
  g_autofree char *selection = NULL;

  select_ids (fixture, "");
  g_action_group_activate_action (weir_canvas_get_actions (fixture->canvas),
                                  "add-node",
                                  g_variant_new_string ("debug"));
  selection = weir_test_tool_dup_selection (fixture->tool);
  g_assert_cmpstr (selection, ==, "N1");
  g_action_group_activate_action (weir_canvas_get_actions (fixture->canvas),
                                  "add-node",
                                  g_variant_new_string ("no such type"));
  change = weir_test_tool_dup_change (fixture->tool);
  g_assert_true (g_str_has_prefix (change, "+N1@"));
  g_assert_null (strstr (change, "N2"));
}

/* The second wants the place of the first. */
static void
test_add_node_free (Fixture *fixture, gconstpointer data)
{
  WeirScene            *scene = fixture->canvas->scene;
  const WeirSceneItem  *second;
  g_autoptr (GPtrArray) ids = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_action_group_activate_action (weir_canvas_get_actions (fixture->canvas),
                                      "add-node",
                                      g_variant_new_string ("debug"));
      weir_scene_flush (scene);
    }
  ids = weir_selection_list_ids (weir_session_get_selection (fixture->session));
  g_assert_cmpuint (ids->len, ==, 1);
  second = weir_scene_lookup (scene, ids->pdata[0]);
  g_assert_nonnull (second);
  for (guint i = 0; i < weir_scene_get_n_items (scene); i++)
    {
      const WeirSceneItem *item = weir_scene_get_item (scene, i);

      if (item != second)
        g_assert_false (weir_rect_intersects (item->box, second->box));
    }
}

static void
test_group_style (Fixture *fixture, gconstpointer data)
{
  WeirDocument         *document = weir_session_get_document (fixture->session);
  const WeirValue      *style;
  g_autoptr (GPtrArray) ids = NULL;

  select_ids (fixture, "G");
  run (fixture, "copy-group-style");
  select_ids (fixture, "a");
  run (fixture, "group");
  ids = weir_selection_list_ids (weir_session_get_selection (fixture->session));
  run (fixture, "paste-group-style");
  style =
    weir_element_get_member (weir_document_get_element (document, ids->pdata[0]),
                             "style");
  g_assert_true (weir_value_equal (
    style,
    weir_element_get_member (weir_document_get_element (document, "G"), "style")));
}

/* Tooltips */

static void
assert_tooltip (Fixture *fixture, double x, double y, const char *expected)
{
  WeirPick         pick;
  g_autofree char *text = NULL;

  weir_scene_pick (fixture->canvas->scene, (WeirPoint){ x, y }, 1, &pick);
  text = weir_canvas_dup_tooltip (fixture->session, &pick);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_tooltip (Fixture *fixture, gconstpointer data)
{
  static const char     labels[] = "[\"yes\",\"no\"]";
  g_autoptr (WeirValue) value = NULL;

  assert_tooltip (fixture, 600, 600, NULL);
  assert_tooltip (fixture, 540, 308, "Output 2");
  assert_tooltip (fixture,
                  490,
                  300,
                  "Weir does not run this type; it is kept as it is.");
  value = weir_json_read (labels, strlen (labels), NULL, NULL);
  g_assert_true (
    weir_session_apply (fixture->session,
                        "Label",
                        weir_edit_new_set ("s", "outputLabels", value)));
  weir_scene_flush (fixture->canvas->scene);
  assert_tooltip (fixture, 540, 308, "no");
  assert_tooltip (fixture, 540, 293, "yes");
}

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_string_append (data, g_variant_get_string (parameter, NULL));
}

/* What a wire is selected for. */
static void
test_open_tap (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = {
    { .name = "show-page", .activate = show_page_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GString)            page = g_string_new (NULL);
  g_autoptr (WeirWireId)         wire = weir_wire_id_new ("a", 0, "b");

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, page);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->canvas),
                                  "win",
                                  G_ACTION_GROUP (group));
  g_assert_false (is_enabled (fixture, "open-tap"));
  weir_selection_add_wire (weir_session_get_selection (fixture->session), wire);
  g_assert_true (is_enabled (fixture, "open-tap"));
  run (fixture, "open-tap");
  g_assert_cmpstr (page->str, ==, "inspector");
}

static char *
dup_wire_tooltip (Fixture *fixture)
{
  WeirPick pick;

  weir_scene_pick (fixture->canvas->scene, (WeirPoint){ 340, 100 }, 1, &pick);
  g_assert_cmpint (pick.part, ==, WEIR_PICK_WIRE);
  return weir_canvas_dup_tooltip (fixture->session, &pick);
}

/* A wire says what passes it, and while it is looked at what passed last. */
static void
test_wire_tooltip (Fixture *fixture, gconstpointer data)
{
  WeirRunSettings *settings =
    weir_run_settings_copy (weir_session_get_run_settings (fixture->session));
  WeirLive        *live = weir_session_get_live (fixture->session);
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  settings->port = 0;
  weir_session_set_run_settings (fixture->session, settings);
  g_assert_null (dup_wire_tooltip (fixture));
  weir_session_run (fixture->session);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_RUNNING);
  weir_session_press_button (fixture->session, "a");
  weir_test_wait_for (weir_live_get_node (live, "a") != NULL &&
                      weir_live_get_node (live, "a")->sent[0] == 1);
  without = dup_wire_tooltip (fixture);
  g_assert_nonnull (strstr (without, "msg/s · 1 total"));
  g_assert_null (strstr (without, "last"));

  weir_live_set_glance (live, "a", 0);
  weir_session_press_button (fixture->session, "a");
  weir_test_wait_for (g_list_model_get_n_items (weir_live_get_tap (live)) == 1);
  with = dup_wire_tooltip (fixture);
  g_assert_nonnull (strstr (with, " total · last: {"));
  weir_live_set_glance (live, NULL, 0);
  weir_session_stop (fixture->session);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_STOPPED);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
#define ADD(name, test) \
  g_test_add ("/editor/canvas-actions/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("rows", test_rows);
  ADD ("enabled", test_enabled);
  ADD ("locked", test_locked);
  ADD ("add-node", test_add_node);
  ADD ("add-node-free", test_add_node_free);
  ADD ("group-style", test_group_style);
  ADD ("tooltip", test_tooltip);
  ADD ("wire-tooltip", test_wire_tooltip);
  ADD ("open-tap", test_open_tap);
#undef ADD
  return g_test_run ();
}
