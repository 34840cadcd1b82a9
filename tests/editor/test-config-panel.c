/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-config-panel.h"
#include "panel-fixture.h"

static void
set_up (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_set_up (fixture, panel_fixture_flow);
  panel_fixture_show (fixture, weir_config_panel_new, 320, 560);
}

static void
tear_down (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_tear_down (fixture);
}

#define USED   "/ws/echo?x, 2 users, has warnings"
#define UNUSED "/ws/chat, unused"

static void
test_rows (PanelFixture *fixture, gconstpointer data)
{
  g_assert_nonnull (panel_fixture_find_row (fixture, "Global"));
  g_assert_nonnull (panel_fixture_find_row (fixture, USED));
  g_assert_nonnull (panel_fixture_find_row (fixture, UNUSED));
  g_assert_nonnull (panel_fixture_find_row (
    fixture,
    "Watch a very long name of a flow that is far away"));
  panel_fixture_picture (fixture, "config");
}

/* Selecting an entry selects its row. */
static void
choose (PanelFixture *fixture, const char *id)
{
  weir_selection_set (weir_session_get_selection (fixture->session), id);
  weir_test_settle ();
}

static void
test_selection (PanelFixture *fixture, gconstpointer data)
{
  GtkWidget         *list;
  GtkSelectionModel *rows;

  choose (fixture, "second");
  g_assert_true (
    (gtk_widget_get_state_flags (panel_fixture_find_row (fixture, UNUSED)) &
     GTK_STATE_FLAG_SELECTED) != 0);
  list = weir_test_get (fixture->panel, GTK_TYPE_LIST_VIEW, NULL);
  rows = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  gtk_selection_model_select_item (rows, 1, TRUE);
  g_assert_true (
    weir_selection_contains (weir_session_get_selection (fixture->session),
                             "listener"));
  gtk_widget_activate_action (fixture->panel, "config.edit", NULL);
  g_assert_cmpstr (fixture->edited, ==, "listener");
}

static void
test_delete_unused (PanelFixture *fixture, gconstpointer data)
{
  choose (fixture, "second");
  gtk_widget_activate_action (fixture->panel, "config.delete", NULL);
  weir_test_settle ();
  g_assert_false (panel_fixture_has (fixture, "second"));
  g_assert_null (panel_fixture_find_row (fixture, UNUSED));
  g_assert_cmpstr (fixture->message, ==, "“/ws/chat” deleted");
  panel_fixture_undo (fixture);
  weir_test_settle ();
  g_assert_nonnull (panel_fixture_find_row (fixture, UNUSED));
}

static void
answer (const char *label)
{
  GtkWidget *button;

  weir_test_wait_for ((button = weir_test_find_button (label)) != NULL);
  weir_test_get (GTK_WIDGET (gtk_widget_get_root (button)),
                 GTK_TYPE_LABEL,
                 "2 nodes use this listener. Delete it anyway? The nodes stay, "
                 "and are left without a configuration.");
  g_signal_emit_by_name (button, "clicked");
  weir_test_settle ();
}

/* What is in use goes only after a question, and leaves its users unset. */
static void
test_delete_used (PanelFixture *fixture, gconstpointer data)
{
  choose (fixture, "listener");
  gtk_widget_activate_action (fixture->panel, "config.delete", NULL);
  g_assert_true (panel_fixture_has (fixture, "listener"));
  answer ("_Cancel");
  g_assert_true (panel_fixture_has (fixture, "listener"));
  gtk_widget_activate_action (fixture->panel, "config.delete", NULL);
  answer ("_Delete");
  g_assert_false (panel_fixture_has (fixture, "listener"));
  g_assert_cmpstr (panel_fixture_get_text (fixture, "in", "server"), ==, "");
}

static void
test_unused_only (PanelFixture *fixture, gconstpointer data)
{
  GtkWidget *toggle =
    weir_test_get (fixture->panel, GTK_TYPE_TOGGLE_BUTTON, "Unused Only");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  weir_test_settle ();
  g_assert_null (panel_fixture_find_row (fixture, USED));
  g_assert_nonnull (panel_fixture_find_row (fixture, UNUSED));
  gtk_widget_activate_action (fixture->panel, "config.delete-unused", NULL);
  weir_test_settle ();
  weir_test_get (fixture->panel, GTK_TYPE_LABEL, "Nothing Unused");
  panel_fixture_picture (fixture, "config-all-used");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  weir_test_settle ();
  g_assert_nonnull (panel_fixture_find_row (fixture, USED));
}

/* The use follows edits of the users. */
static void
test_use (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) id = weir_value_new_string ("second");

  weir_session_apply (fixture->session,
                      "Use",
                      weir_edit_new_set ("out", "server", id));
  weir_test_settle ();
  g_assert_nonnull (panel_fixture_find_row (fixture, "/ws/chat, 1 user"));
  g_assert_nonnull (
    panel_fixture_find_row (fixture, "/ws/echo?x, 1 user, has warnings"));
}

static void
test_nothing (void)
{
  PanelFixture fixture;

  panel_fixture_set_up (&fixture, "[{\"id\":\"t\",\"type\":\"tab\"}]");
  panel_fixture_show (&fixture, weir_config_panel_new, 320, 560);
  weir_test_get (fixture.panel, GTK_TYPE_LABEL, "No Configurations");
  weir_test_get (fixture.panel, GTK_TYPE_BUTTON, "New Listener");
  panel_fixture_picture (&fixture, "config-none");
  panel_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add (path, PanelFixture, NULL, set_up, func, tear_down)
  ADD ("/config-panel/rows", test_rows);
  ADD ("/config-panel/selection", test_selection);
  ADD ("/config-panel/delete-unused", test_delete_unused);
  ADD ("/config-panel/delete-used", test_delete_used);
  ADD ("/config-panel/unused-only", test_unused_only);
  ADD ("/config-panel/use", test_use);
  g_test_add_func ("/config-panel/nothing", test_nothing);
  return g_test_run ();
}
