/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/canvas/weir-chooser.h"
#include "weir-test-gtk.h"
#include "weir-test-tool.h"

/* The canvas in a window, with the server's pointer and with keys: that what
 * the tool understands arrives there, and comes back as cursor and picture. The
 * flow is that of weir-test-tool.h, at zoom 1 and its origin at the top left. */

typedef struct
{
  WeirTestTool *tool; /* for its session, and to tell changes */
  WeirSession  *session;
  GtkWindow    *window;
  WeirCanvas   *canvas;
  GtkWidget    *widget;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const WeirView origin = { 0, 0, 1 };

  fixture->tool = weir_test_tool_new ();
  fixture->session = weir_test_tool_get_session (fixture->tool);
  fixture->widget = weir_canvas_new (fixture->session);
  fixture->canvas = WEIR_CANVAS (fixture->widget);
  fixture->window = weir_test_show (fixture->widget, 1000, 700);
  weir_canvas_set_view (fixture->canvas, &origin);
  gtk_widget_grab_focus (fixture->widget);
  weir_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* What is open holds the pointer. */
  if (fixture->canvas->input->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (fixture->canvas->input->popover));
  weir_test_settle ();
  gtk_window_destroy (fixture->window);
  weir_test_settle ();
  weir_test_tool_free (fixture->tool);
}

static void
assert_change (Fixture *fixture, const char *expected)
{
  g_autofree char *change = weir_test_tool_dup_change (fixture->tool);

  g_assert_cmpstr (change, ==, expected);
}

static void
assert_selection (Fixture *fixture, const char *expected)
{
  g_autofree char *selection = weir_test_tool_dup_selection (fixture->tool);

  g_assert_cmpstr (selection, ==, expected);
}

static gboolean
is_changed (Fixture *fixture, const char *expected)
{
  g_autofree char *change = weir_test_tool_dup_change (fixture->tool);

  return g_strcmp0 (change, expected) == 0;
}

static gboolean
is_selected (Fixture *fixture, const char *expected)
{
  g_autofree char *selection = weir_test_tool_dup_selection (fixture->tool);

  return g_strcmp0 (selection, expected) == 0;
}

static void
key (Fixture *fixture, guint keyval, GdkModifierType held)
{
  weir_test_press_key (fixture->widget, keyval, held);
}

static WeirTool *
get_tool (Fixture *fixture)
{
  return fixture->canvas->input->tool;
}

static void
wait_for_state (Fixture *fixture, WeirToolState state)
{
  weir_test_wait_for (weir_tool_get_state (get_tool (fixture)) == state);
}

/* Several moves, or the server makes one of them. */
static void
pull (Fixture *fixture, double x, double y, double to_x, double to_y)
{
  weir_test_pointer_move (fixture->widget, x, y);
  weir_test_pointer_press (1);
  weir_test_settle ();
  weir_test_pointer_move (fixture->widget, x + (to_x - x) / 3, y + (to_y - y) / 3);
  weir_test_settle ();
  weir_test_pointer_move (fixture->widget, to_x, to_y);
  weir_test_settle ();
}

static void
test_pointer_select (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  weir_test_pointer_move (fixture->widget, 190, 100);
  weir_test_pointer_press (1);
  weir_test_pointer_release (1);
  weir_test_wait_for (is_selected (fixture, "a"));
  weir_test_pointer_move (fixture->widget, 600, 600);
  weir_test_pointer_press (1);
  weir_test_pointer_release (1);
  weir_test_wait_for (is_selected (fixture, ""));
}

static void
test_pointer_move (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  pull (fixture, 190, 300, 250, 200);
  wait_for_state (fixture, WEIR_TOOL_DRAG_NODES);
  weir_test_save_picture (fixture->widget, "canvas-drag");
  weir_test_pointer_release (1);
  weir_test_wait_for (is_changed (fixture, "-c@190,300 +c@250,200"));
  g_assert_true (weir_history_undo (weir_session_get_history (fixture->session)));
  assert_change (fixture, "");
}

static void
test_pointer_wire (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  pull (fixture, 240, 300, 380, 240);
  wait_for_state (fixture, WEIR_TOOL_WIRE);
  weir_test_save_picture (fixture->widget, "canvas-wire");
  weir_test_pointer_move (fixture->widget, 440, 300);
  weir_test_settle ();
  weir_test_save_picture (fixture->widget, "canvas-wire-target");
  weir_test_pointer_release (1);
  weir_test_wait_for (is_changed (fixture, "+c:0>s"));
}

static void
test_pointer_lasso (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  pull (fixture, 60, 50, 600, 150);
  wait_for_state (fixture, WEIR_TOOL_LASSO);
  weir_test_save_picture (fixture->widget, "canvas-lasso");
  weir_test_pointer_release (1);
  weir_test_wait_for (is_selected (fixture, "a b a:0>b"));
}

static void
test_pointer_splice (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  pull (fixture, 190, 300, 340, 104);
  wait_for_state (fixture, WEIR_TOOL_DRAG_NODES);
  weir_test_save_picture (fixture->widget, "canvas-splice");
  weir_test_pointer_release (1);
  weir_test_wait_for (
    is_changed (fixture, "-a:0>b -c@190,300 +a:0>c +c@350,100 +c:0>b"));
}

/* Esc while the button is held puts all back. */
static void
test_pointer_escape (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  pull (fixture, 190, 300, 250, 200);
  wait_for_state (fixture, WEIR_TOOL_DRAG_NODES);
  key (fixture, GDK_KEY_Escape, 0);
  g_assert_false (weir_tool_is_active (get_tool (fixture)));
  weir_test_pointer_release (1);
  weir_test_settle ();
  assert_change (fixture, "");
}

static void
test_pointer_pan (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  weir_test_pointer_move (fixture->widget, 600, 600);
  weir_test_pointer_press (2);
  weir_test_settle ();
  weir_test_pointer_move (fixture->widget, 560, 590);
  weir_test_wait_for (fixture->canvas->view.ox == 40 &&
                      fixture->canvas->view.oy == 10);
  weir_test_pointer_release (2);
  weir_test_settle ();
  g_assert_false (weir_tool_is_active (get_tool (fixture)));
}

static WeirChooser *
get_chooser (Fixture *fixture)
{
  weir_test_wait_for (fixture->canvas->input->popover != NULL &&
                      gtk_widget_get_mapped (fixture->canvas->input->popover));
  g_assert_true (WEIR_IS_CHOOSER (fixture->canvas->input->popover));
  return WEIR_CHOOSER (fixture->canvas->input->popover);
}

static void
test_pointer_double_click (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  /* The tools for the pointer take their time. */
  g_object_set (gtk_widget_get_settings (fixture->widget),
                "gtk-double-click-time",
                5000,
                NULL);
  weir_test_pointer_move (fixture->widget, 600, 600);
  for (guint i = 0; i < 2; i++)
    {
      weir_test_pointer_press (1);
      weir_test_pointer_release (1);
    }
  weir_test_save_picture (GTK_WIDGET (get_chooser (fixture)), "quick-add");
  gtk_settings_reset_property (gtk_widget_get_settings (fixture->widget),
                               "gtk-double-click-time");
}

static void
test_pointer_menu (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  weir_test_pointer_move (fixture->widget, 190, 300);
  weir_test_pointer_press (3);
  weir_test_pointer_release (3);
  weir_test_wait_for (fixture->canvas->input->popover != NULL &&
                      gtk_widget_get_mapped (fixture->canvas->input->popover));
  g_assert_true (GTK_IS_POPOVER_MENU (fixture->canvas->input->popover));
  weir_test_settle ();
  assert_selection (fixture, "c");
  weir_test_save_picture (fixture->canvas->input->popover, "canvas-menu");
}

/* Keys */

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  key (fixture, GDK_KEY_Home, 0);
  assert_selection (fixture, "a");
  key (fixture, GDK_KEY_Right, 0);
  assert_selection (fixture, "b");
  key (fixture, GDK_KEY_Left, 0);
  key (fixture, GDK_KEY_Down, 0);
  assert_selection (fixture, "c");
  key (fixture, GDK_KEY_Up, 0);
  key (fixture, GDK_KEY_Right, GDK_ALT_MASK);
  assert_selection (fixture, "b");
  key (fixture, GDK_KEY_Left, GDK_ALT_MASK);
  assert_selection (fixture, "a");
  key (fixture, GDK_KEY_Tab, GDK_CONTROL_MASK);
  assert_selection (fixture, "c");
  key (fixture, GDK_KEY_Tab, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_selection (fixture, "a");
  key (fixture, GDK_KEY_Escape, 0);
  assert_selection (fixture, "");
}

/* A burst of arrows is one step. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  WeirHistory *history = weir_session_get_history (fixture->session);

  key (fixture, GDK_KEY_Home, 0);
  for (guint i = 0; i < 5; i++)
    key (fixture, GDK_KEY_Right, GDK_CONTROL_MASK);
  key (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  assert_change (fixture, "-a@190,100 +a@195,120");
  g_assert_true (weir_history_undo (history));
  assert_change (fixture, "");
  g_assert_false (weir_history_can_undo (history));
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  key (fixture, GDK_KEY_Home, 0);
  key (fixture, GDK_KEY_Delete, 0);
  assert_change (fixture, "-a@190,100 -a:0>b");
  assert_selection (fixture, "");
  /* The focus did not go with it. */
  g_assert_nonnull (
    weir_selection_get_focus (weir_session_get_selection (fixture->session)));
}

static void
test_chord (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hint = NULL;

  key (fixture, GDK_KEY_a, GDK_CONTROL_MASK);
  key (fixture, GDK_KEY_Escape, 0);
  weir_selection_add (weir_session_get_selection (fixture->session), "b");
  weir_selection_add (weir_session_get_selection (fixture->session), "s");
  weir_selection_add (weir_session_get_selection (fixture->session), "j");
  key (fixture, GDK_KEY_a, GDK_ALT_MASK);
  g_object_get (fixture->canvas, "hint", &hint, NULL);
  g_assert_true (g_str_has_prefix (hint, "Alt+A"));
  key (fixture, GDK_KEY_t, 0);
  g_clear_pointer (&hint, g_free);
  g_object_get (fixture->canvas, "hint", &hint, NULL);
  g_assert_null (hint);
  assert_change (fixture, "-s@490,300 -j@660,100 +s@490,100 +j@660,90");
}

/* The second key of a chord means nothing by itself. */
static void
test_chord_unknown (Fixture *fixture, gconstpointer data)
{
  key (fixture, GDK_KEY_Home, 0);
  key (fixture, GDK_KEY_a, GDK_ALT_MASK);
  key (fixture, GDK_KEY_Delete, 0);
  assert_change (fixture, "");
  key (fixture, GDK_KEY_Delete, 0);
  assert_change (fixture, "-a@190,100 -a:0>b");
}

static void
test_quick_add (Fixture *fixture, gconstpointer data)
{
  WeirChooser *chooser;

  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_Tab, 0);
  chooser = get_chooser (fixture);
  weir_chooser_set_filter (chooser, "debug");
  g_assert_cmpuint (weir_chooser_get_n_shown (chooser), >, 0);
  weir_test_save_picture (GTK_WIDGET (chooser), "quick-add-debug");
  weir_chooser_choose (chooser, FALSE);
  assert_change (fixture, "+c:0>N1 +N1@340,300");
  assert_selection (fixture, "N1");
  g_assert_true (weir_history_undo (weir_session_get_history (fixture->session)));
  assert_change (fixture, "");
}

/* Only what has an input can stand behind an output. */
static void
test_quick_add_filtered (Fixture *fixture, gconstpointer data)
{
  WeirChooser *chooser;

  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_Tab, 0);
  chooser = get_chooser (fixture);
  weir_chooser_set_filter (chooser, "inject");
  g_assert_cmpuint (weir_chooser_get_n_shown (chooser), ==, 0);
}

static void
test_quick_add_more (Fixture *fixture, gconstpointer data)
{
  WeirChooser *chooser;

  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_Tab, 0);
  chooser = get_chooser (fixture);
  weir_chooser_set_filter (chooser, "link call");
  weir_chooser_choose (chooser, TRUE);
  g_assert_true (get_chooser (fixture) != chooser);
  chooser = get_chooser (fixture);
  weir_chooser_set_filter (chooser, "debug");
  weir_chooser_choose (chooser, FALSE);
  assert_selection (fixture, "N2");
}

static void
test_connect (Fixture *fixture, gconstpointer data)
{
  WeirChooser *chooser;

  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_c, 0);
  chooser = get_chooser (fixture);
  weir_chooser_set_filter (chooser, "s function");
  weir_test_save_picture (GTK_WIDGET (chooser), "connect");
  g_assert_cmpuint (weir_chooser_get_n_shown (chooser), >, 0);
  weir_chooser_choose (chooser, FALSE);
  assert_change (fixture, "+c:0>s");
  weir_test_settle ();

  key (fixture, GDK_KEY_C, GDK_SHIFT_MASK);
  chooser = get_chooser (fixture);
  weir_test_save_picture (GTK_WIDGET (chooser), "disconnect");
  g_assert_cmpuint (weir_chooser_get_n_shown (chooser), ==, 1);
  weir_chooser_choose (chooser, FALSE);
  assert_change (fixture, "");
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  WeirElement *element =
    weir_document_get_element (weir_session_get_document (fixture->session), "c");
  GtkWidget *entry;

  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_F2, 0);
  weir_test_wait_for (fixture->canvas->input->popover != NULL);
  entry = gtk_popover_get_child (GTK_POPOVER (fixture->canvas->input->popover));
  gtk_editable_set_text (GTK_EDITABLE (entry), "double it");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (weir_value_lookup_string (weir_element_get_value (element),
                                             "name"),
                   ==,
                   "double it");
}

static void
test_copy_paste (Fixture *fixture, gconstpointer data)
{
  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_c, GDK_CONTROL_MASK);
  key (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
  weir_test_wait_for (is_changed (fixture, "+N1@210,320"));
  assert_selection (fixture, "N1");
  key (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
  weir_test_wait_for (is_changed (fixture, "+N1@210,320 +N2@230,340"));
  key (fixture, GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_change (fixture, "+N1@210,320 +N2@230,340 +N3@270,380");
}

/* Cut and pasted, a node is the one it was. */
static void
test_cut_paste (Fixture *fixture, gconstpointer data)
{
  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_x, GDK_CONTROL_MASK);
  assert_change (fixture, "-c@190,300");
  key (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
  weir_test_wait_for (is_changed (fixture, ""));
}

/* What comes from elsewhere is told, when it is no flow. */
static void
test_paste_nonsense (Fixture *fixture, gconstpointer data)
{
  g_autofree char *requests = NULL;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->widget),
                          "no flow at all");
  key (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
  weir_test_settle ();
  requests = weir_test_tool_dup_requests (fixture->tool);
  g_assert_cmpstr (requests, ==, "message");
  assert_change (fixture, "");
}

/* What comes from elsewhere and isn't what is there: somebody asks. */

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GString *asked = data;
  double   x;
  double   y;

  g_variant_get (parameter, "(sdd)", NULL, &x, &y);
  g_string_append_printf (asked, "%.0f,%.0f;", x, y);
}

static void
listen_for_import (Fixture *fixture, GString *asked)
{
  static const GActionEntry entries[] = {
    { .name = "import-text", .activate = import_cb, .parameter_type = "(sdd)" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, asked);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window),
                                  "win",
                                  G_ACTION_GROUP (group));
}

static void
paste_foreign (Fixture *fixture, const char *text, const char *action)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');

  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->widget), json);
  g_action_group_activate_action (weir_canvas_get_actions (fixture->canvas),
                                  action,
                                  NULL);
  weir_test_settle ();
}

static void
test_paste_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) asked = g_string_new (NULL);

  listen_for_import (fixture, asked);
  paste_foreign (fixture,
                 "[{'id':'f','type':'tab','label':'F'},"
                 "{'id':'x','type':'debug','z':'gone','x':100,'y':600}]",
                 "paste");
  weir_test_wait_for (asked->len > 0);
  g_assert_cmpstr (asked->str, ==, "500,350;");
  assert_change (fixture, "");

  /* Only a flow: nothing could follow the pointer. */
  fixture->canvas->input->inside = TRUE;
  fixture->canvas->input->pointer = (WeirPoint){ 120, 80 };
  paste_foreign (fixture,
                 "[{'id':'new','type':'tab','label':'N'}]",
                 "paste-at-pointer");
  weir_test_wait_for (g_str_equal (asked->str, "500,350;120,80;"));
  g_assert_cmpint (weir_tool_get_state (fixture->canvas->input->tool),
                   ==,
                   WEIR_TOOL_IDLE);

  /* Nodes alone never conflict, not even with themselves. */
  paste_foreign (fixture,
                 "[{'id':'a','type':'debug','z':'f','x':900,'y':600,"
                 "'name':'x','wires':[]}]",
                 "paste");
  weir_test_wait_for (is_changed (fixture, "+N1@920,620"));
  g_assert_cmpstr (asked->str, ==, "500,350;120,80;");
}

/* Not on what is there, unless it is a copy of that. */
static void
test_paste_free (Fixture *fixture, gconstpointer data)
{
  paste_foreign (fixture,
                 "[{'id':'x','type':'debug','x':190,'y':100,'name':'x',"
                 "'wires':[]}]",
                 "paste");
  weir_test_wait_for (is_changed (fixture, "+N1@190,160"));
}

/* Keys move by the grid people chose. */
static void
test_grid_size (Fixture *fixture, gconstpointer data)
{
  WeirCanvasInput *input = fixture->canvas->input;

  g_settings_set_int (input->settings, "grid-size", 50);
  key (fixture, GDK_KEY_d, 0);
  g_assert_cmpfloat (weir_canvas_get_visible (fixture->canvas).x, ==, 50);
  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_change (fixture, "-c@190,300 +c@240,300");
  key (fixture, GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_change (fixture, "-c@190,300 +c@240,300 +N1@340,400");
  g_settings_reset (input->settings, "grid-size");
}

static void
test_paste_at_pointer (Fixture *fixture, gconstpointer data)
{
  if (!weir_test_has_input ())
    return;
  gdk_clipboard_set_text (
    gtk_widget_get_clipboard (fixture->widget),
    "[{\"id\":\"x\",\"type\":\"debug\",\"name\":\"x\",\"x\":100,\"y\":100,"
    "\"wires\":[]}]");
  g_action_group_activate_action (weir_canvas_get_actions (fixture->canvas),
                                  "paste-at-pointer",
                                  NULL);
  wait_for_state (fixture, WEIR_TOOL_PLACE);
  weir_test_pointer_move (fixture->widget, 590, 600);
  weir_test_settle ();
  weir_test_pointer_move (fixture->widget, 600, 600);
  weir_test_settle ();
  weir_test_save_picture (fixture->widget, "canvas-paste");
  weir_test_pointer_press (1);
  weir_test_pointer_release (1);
  weir_test_wait_for (is_changed (fixture, "+N1@600,600"));
}

/* Letters alone can be switched off; other keys stay. */
static void
test_single_keys (Fixture *fixture, gconstpointer data)
{
  WeirCanvasInput *input = fixture->canvas->input;

  g_assert_nonnull (input->settings);
  g_settings_set_boolean (input->settings, "single-key-shortcuts", FALSE);
  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_c, 0);
  g_assert_null (input->popover);
  g_settings_reset (input->settings, "single-key-shortcuts");
  key (fixture, GDK_KEY_c, 0);
  g_assert_nonnull (input->popover);
}

static void
test_disable (Fixture *fixture, gconstpointer data)
{
  WeirElement *element =
    weir_document_get_element (weir_session_get_document (fixture->session), "c");
  double before = fixture->canvas->view.ox;

  /* D scrolls where nothing is selected, as in Node-RED. */
  key (fixture, GDK_KEY_d, 0);
  g_assert_cmpfloat (fixture->canvas->view.ox, ==, before + WEIR_GRID);
  weir_selection_set (weir_session_get_selection (fixture->session), "c");
  key (fixture, GDK_KEY_d, 0);
  g_assert_nonnull (weir_element_get_member (element, "d"));
  key (fixture, GDK_KEY_d, 0);
  g_assert_cmpfloat (fixture->canvas->view.ox, ==, before + WEIR_GRID);
  assert_change (fixture, "");
}

/* The wheel */

static GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (list, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (one, type))
        return one;
    }
  g_assert_not_reached ();
}

static void
test_wheel (Fixture *fixture, gconstpointer data)
{
  GtkEventController *scroll =
    find_controller (fixture->widget, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gboolean taken;

  g_signal_emit_by_name (scroll, "scroll", 0.0, 1.0, &taken);
  g_assert_true (taken);
  g_assert_cmpfloat (fixture->canvas->view.oy, ==, 60);
  g_signal_emit_by_name (scroll, "scroll", -1.0, 0.0, &taken);
  g_assert_cmpfloat (fixture->canvas->view.ox, ==, -60);
  g_assert_cmpfloat (fixture->canvas->view.zoom, ==, 1);
}

typedef void (*Test) (Fixture *fixture, gconstpointer data);

static void
add (const char *path, Test test)
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  add ("/editor/canvas-input/pointer/select", test_pointer_select);
  add ("/editor/canvas-input/pointer/move", test_pointer_move);
  add ("/editor/canvas-input/pointer/wire", test_pointer_wire);
  add ("/editor/canvas-input/pointer/lasso", test_pointer_lasso);
  add ("/editor/canvas-input/pointer/splice", test_pointer_splice);
  add ("/editor/canvas-input/pointer/escape", test_pointer_escape);
  add ("/editor/canvas-input/pointer/pan", test_pointer_pan);
  add ("/editor/canvas-input/pointer/double-click", test_pointer_double_click);
  add ("/editor/canvas-input/pointer/menu", test_pointer_menu);
  add ("/editor/canvas-input/pointer/paste", test_paste_at_pointer);
  add ("/editor/canvas-input/keys/walk", test_walk);
  add ("/editor/canvas-input/keys/move", test_move);
  add ("/editor/canvas-input/keys/delete", test_delete);
  add ("/editor/canvas-input/keys/chord", test_chord);
  add ("/editor/canvas-input/keys/chord-unknown", test_chord_unknown);
  add ("/editor/canvas-input/keys/quick-add", test_quick_add);
  add ("/editor/canvas-input/keys/quick-add-filtered", test_quick_add_filtered);
  add ("/editor/canvas-input/keys/quick-add-more", test_quick_add_more);
  add ("/editor/canvas-input/keys/connect", test_connect);
  add ("/editor/canvas-input/keys/rename", test_rename);
  add ("/editor/canvas-input/keys/copy-paste", test_copy_paste);
  add ("/editor/canvas-input/keys/cut-paste", test_cut_paste);
  add ("/editor/canvas-input/keys/paste-nonsense", test_paste_nonsense);
  add ("/editor/canvas-input/keys/paste-conflict", test_paste_conflict);
  add ("/editor/canvas-input/keys/paste-free", test_paste_free);
  add ("/editor/canvas-input/keys/grid-size", test_grid_size);
  add ("/editor/canvas-input/keys/single", test_single_keys);
  add ("/editor/canvas-input/keys/disable", test_disable);
  add ("/editor/canvas-input/wheel", test_wheel);
  return g_test_run ();
}
