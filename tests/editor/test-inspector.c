/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-inspector.h"
#include "panel-fixture.h"

#include <string.h>

static void
set_up (PanelFixture *fixture, gconstpointer data)
{
  WeirRunSettings *settings = weir_run_settings_new ();

  panel_fixture_set_up (fixture, panel_fixture_flow);
  settings->port = 0;
  weir_session_set_run_settings (fixture->session, settings);
  panel_fixture_show (fixture, weir_inspector_new, 320, 900);
}

static void
tear_down (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_tear_down (fixture);
}

static void
choose (PanelFixture *fixture, const char *id)
{
  weir_selection_set (weir_session_get_selection (fixture->session), id);
  weir_test_settle ();
}

static void
choose_wire (PanelFixture *fixture, const char *source, const char *target)
{
  WeirSelection *selection = weir_session_get_selection (fixture->session);
  WeirWireId     wire = { (char *)source, 0, (char *)target };

  weir_selection_begin (selection);
  weir_selection_clear (selection);
  weir_selection_add_wire (selection, &wire);
  weir_selection_end (selection);
  weir_test_settle ();
}

/* Pages that are not shown are there all the same. */
static GtkWidget *
get_page (PanelFixture *fixture)
{
  return gtk_stack_get_visible_child (
    GTK_STACK (gtk_widget_get_first_child (fixture->panel)));
}

static gboolean
has_label (PanelFixture *fixture, const char *text)
{
  return weir_test_find (get_page (fixture), GTK_TYPE_LABEL, text) != NULL;
}

static void
click (PanelFixture *fixture, const char *label)
{
  g_signal_emit_by_name (weir_test_get (get_page (fixture), GTK_TYPE_BUTTON, label),
                         "clicked");
  weir_test_settle ();
}

/* The value of a row; NULL when the row is not shown. */
static const char *
get_value (PanelFixture *fixture, const char *title)
{
  GtkWidget *row =
    weir_test_find (get_page (fixture), ADW_TYPE_ACTION_ROW, title);
  g_autoptr (GPtrArray) labels = NULL;

  if (row == NULL)
    return NULL;
  labels = weir_test_find_all (row, GTK_TYPE_LABEL);
  return gtk_label_get_text (GTK_LABEL (labels->pdata[labels->len - 1]));
}

static void
activate_row (PanelFixture *fixture, const char *title)
{
  weir_test_activate (
    weir_test_get (get_page (fixture), ADW_TYPE_ACTION_ROW, title));
  weir_test_settle ();
}

static void
test_flow (PanelFixture *fixture, gconstpointer data)
{
  g_assert_true (has_label (fixture, "Echo server"));
  g_assert_true (has_label (fixture, "Answers what it is <b>told</b>."));
  g_assert_cmpstr (get_value (fixture, "Nodes"), ==, "6");
  g_assert_cmpstr (get_value (fixture, "Wires"), ==, "5");
  g_assert_null (get_value (fixture, "Own Configurations"));
  panel_fixture_picture (fixture, "inspector-flow");
  weir_session_set_flow (fixture->session, "b");
  weir_test_settle ();
  g_assert_cmpstr (get_value (fixture, "Nodes"), ==, "1");
  g_assert_cmpstr (get_value (fixture, "Own Configurations"), ==, "1");
}

/* The switch enables and disables, and shows what undo does. */
static void
test_enabled (PanelFixture *fixture, gconstpointer data)
{
  GtkWidget *toggle = weir_test_get (get_page (fixture), GTK_TYPE_SWITCH, NULL);

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (toggle)));
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  g_assert_true (
    weir_history_can_undo (weir_session_get_history (fixture->session)));
  panel_fixture_undo (fixture);
  weir_test_wait_for (gtk_switch_get_active (GTK_SWITCH (toggle)));
  g_assert_false (
    weir_history_can_undo (weir_session_get_history (fixture->session)));
}

static void
test_node (PanelFixture *fixture, gconstpointer data)
{
  choose (fixture, "lone");
  g_assert_true (has_label (fixture, "Nowhere"));
  g_assert_true (has_label (fixture, "websocket out"));
  g_assert_true (has_label (fixture, "Choose a listener, or create one."));
  g_assert_true (has_label (fixture, "Help"));
  panel_fixture_picture (fixture, "inspector-node");
  click (fixture, "Edit…");
  g_assert_cmpstr (fixture->edited, ==, "lone");
}

/* Where it leads, as clients would write it. */
static void
test_address (PanelFixture *fixture, gconstpointer data)
{
  WeirRunSettings *settings = weir_run_settings_new ();

  g_free (settings->base_path);
  settings->base_path = g_strdup ("/red/");
  weir_session_set_run_settings (fixture->session, settings);
  choose (fixture, "out");
  g_assert_cmpstr (get_value (fixture, "Address"),
                   ==,
                   "ws://127.0.0.1:1880/red/ws/echo?x");
  panel_fixture_picture (fixture, "inspector-out");
  choose (fixture, "watch");
  g_assert_cmpstr (get_value (fixture, "Address"),
                   ==,
                   "wss://example.com/ticker#now");
}

static void
test_config (PanelFixture *fixture, gconstpointer data)
{
  choose (fixture, "listener");
  g_assert_true (has_label (fixture, "Used by 2 Nodes"));
  g_assert_true (has_label (fixture, "Answer"));
  panel_fixture_picture (fixture, "inspector-config");
  choose (fixture, "second");
  g_assert_false (has_label (fixture, "Answer"));
}

static void
test_many (PanelFixture *fixture, gconstpointer data)
{
  WeirSelection *selection = weir_session_get_selection (fixture->session);

  choose (fixture, "in");
  weir_selection_add (selection, "out");
  weir_selection_add (selection, "lone");
  weir_test_settle ();
  g_assert_true (has_label (fixture, "3 selected"));
  g_assert_cmpstr (get_value (fixture, "websocket out"), ==, "2");
  panel_fixture_picture (fixture, "inspector-many");
  click (fixture, "Disable");
  g_assert_nonnull (
    weir_test_find (get_page (fixture), GTK_TYPE_BUTTON, "Enable"));
  click (fixture, "Delete");
  g_assert_false (panel_fixture_has (fixture, "in"));
  g_assert_true (has_label (fixture, "Echo server"));
}

/* What people do to the entry while it is shown. */
static void
test_follows (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) name = weir_value_new_string ("Reply");

  choose (fixture, "out");
  weir_session_apply (fixture->session,
                      "Test",
                      weir_edit_new_set ("out", "name", name));
  weir_test_settle ();
  g_assert_true (has_label (fixture, "Reply"));
  g_assert_true (has_label (fixture, "websocket out · changed"));
  weir_session_apply (fixture->session, "Test", weir_edit_new_remove ("out"));
  weir_test_settle ();
  g_assert_true (has_label (fixture, "Echo server"));
}

static void
test_wire (PanelFixture *fixture, gconstpointer data)
{
  choose_wire (fixture, "inj", "out");
  g_assert_true (has_label (fixture, "tick ↻ → Answer"));
  g_assert_true (has_label (fixture, "Run the flow to see what passes here."));
  panel_fixture_picture (fixture, "inspector-wire-stopped");
  activate_row (fixture, "Add Debug Here");
  g_assert_nonnull (fixture->revealed);
  g_assert_cmpstr (panel_fixture_get_text (fixture, fixture->revealed, "type"),
                   ==,
                   "debug");
  panel_fixture_undo (fixture);
  choose_wire (fixture, "inj", "out");
  activate_row (fixture, "Inject Here…");
  g_assert_cmpstr (panel_fixture_get_text (fixture, fixture->edited, "type"),
                   ==,
                   "inject");
}

static void
run (PanelFixture *fixture)
{
  WeirLive *live = weir_session_get_live (fixture->session);

  weir_session_run (fixture->session);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_RUNNING);
}

static void
stop (PanelFixture *fixture)
{
  WeirLive *live = weir_session_get_live (fixture->session);

  weir_session_stop (fixture->session);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_STOPPED);
}

/* An instance is what its definition says. */
static void
test_subflow (PanelFixture *fixture, gconstpointer data)
{
  WeirSession             *session = fixture->session;
  static const char *const texts[] = {
    "{\"id\":\"sf\",\"type\":\"subflow\",\"name\":\"Greeter\",\"info\":"
    "\"Greets **all**.\",\"in\":[{\"wires\":[]}],\"out\":[{},{}]}",
    "{\"id\":\"use\",\"type\":\"subflow:sf\",\"z\":\"a\",\"x\":9,\"y\":9}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (
      weir_session_apply (session, "Add", weir_edit_new_add (-1, texts[i])));
  choose (fixture, "use");
  g_assert_true (has_label (fixture, "Greeter"));
  g_assert_true (has_label (fixture, "Subflow · changed"));
  g_assert_true (has_label (fixture, "Greets <b>all</b>."));
  run (fixture);
  choose (fixture, "in");
  choose (fixture, "use");
  g_assert_cmpstr (get_value (fixture, "Received"), ==, "0");
  g_assert_cmpstr (get_value (fixture, "Sent by Output 2"), ==, "0");
  panel_fixture_picture (fixture, "inspector-subflow");
}

static void
test_run (PanelFixture *fixture, gconstpointer data)
{
  GtkWidget *title;

  run (fixture);
  choose (fixture, "inj");
  title = weir_test_get (get_page (fixture), GTK_TYPE_LABEL, "tick ↻");
  weir_session_press_button (fixture->session, "inj");
  weir_test_wait_for (g_str_has_prefix (get_value (fixture, "Sent") != NULL
                                          ? get_value (fixture, "Sent")
                                          : "",
                                        "1"));
  /* The same labels, not new ones. */
  g_assert_true (weir_test_get (get_page (fixture), GTK_TYPE_LABEL, "tick ↻") ==
                 title);
  panel_fixture_picture (fixture, "inspector-run");
  choose (fixture, "listener");
  g_assert_cmpstr (get_value (fixture, "Connections"), ==, "0");
  stop (fixture);
}

/* A client that waits can be told to try now: on its own page, and on that of
 * the node that uses it. */
static void
test_try_now (PanelFixture *fixture, gconstpointer data)
{
  static const char *const users[] = { "client", "lone" };
  WeirRunSettings         *settings = weir_run_settings_new ();
  g_autoptr (WeirValue)    path = weir_value_new_string ("ws://127.0.0.1:1");
  g_autoptr (WeirValue)    client = weir_value_new_string ("client");
  GListModel              *connections =
    weir_live_get_connections (weir_session_get_live (fixture->session));

  settings->port = 0;
  settings->reconnect_ms = 3600 * 1000;
  weir_session_set_run_settings (fixture->session, settings);
  weir_session_apply (fixture->session,
                      "Edit",
                      weir_edit_new_set ("client", "path", path));
  weir_session_apply (fixture->session,
                      "Edit",
                      weir_edit_new_set ("lone", "client", client));
  run (fixture);
  choose (fixture, "inj");
  g_assert_null (get_value (fixture, "Connections"));
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autoptr (WeirLiveConnection) connection = NULL;
      gint64                         before;

      choose (fixture, users[i]);
      weir_test_wait_for (
        weir_test_find (get_page (fixture), GTK_TYPE_BUTTON, "Try Now") != NULL);
      g_assert_true (has_label (fixture, "refused"));
      g_assert_cmpstr (get_value (fixture, "Connections"), ==, "0");
      if (i == 0)
        panel_fixture_picture (fixture, "inspector-try-now");
      connection = g_list_model_get_item (connections, 0);
      before = weir_live_connection_get_retry_us (connection);
      click (fixture, "Try Now");
      weir_test_wait_for (weir_live_connection_get_retry_us (connection) > before);
    }
  stop (fixture);
}

static guint
count_rows (PanelFixture *fixture)
{
  return g_list_model_get_n_items (
    weir_live_get_tap (weir_session_get_live (fixture->session)));
}

/* The tap is there while the wire is looked at, and no longer. */
static void
test_tap (PanelFixture *fixture, gconstpointer data)
{
  run (fixture);
  choose_wire (fixture, "inj", "out");
  g_assert_true (has_label (fixture, "Nothing passed here yet."));
  weir_session_press_button (fixture->session, "inj");
  weir_test_wait_for (count_rows (fixture) == 1);
  weir_session_press_button (fixture->session, "inj");
  weir_test_wait_for (count_rows (fixture) == 2);
  weir_test_get (get_page (fixture), GTK_TYPE_LIST_VIEW, NULL);
  panel_fixture_picture (fixture, "inspector-wire");
  choose (fixture, "out");
  weir_test_wait_for (count_rows (fixture) == 0);
  stop (fixture);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add (path, PanelFixture, NULL, set_up, func, tear_down)
  ADD ("/inspector/flow", test_flow);
  ADD ("/inspector/enabled", test_enabled);
  ADD ("/inspector/node", test_node);
  ADD ("/inspector/address", test_address);
  ADD ("/inspector/subflow", test_subflow);
  ADD ("/inspector/config", test_config);
  ADD ("/inspector/many", test_many);
  ADD ("/inspector/follows", test_follows);
  ADD ("/inspector/wire", test_wire);
  ADD ("/inspector/run", test_run);
  ADD ("/inspector/try-now", test_try_now);
  ADD ("/inspector/tap", test_tap);
  return g_test_run ();
}
