/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-outline.h"
#include "panel-fixture.h"

static void
set_up (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_set_up (fixture, panel_fixture_flow);
  panel_fixture_show (fixture, weir_outline_new, 320, 700);
}

static void
tear_down (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_tear_down (fixture);
}

static WeirSelection *
get_selection (PanelFixture *fixture)
{
  return weir_session_get_selection (fixture->session);
}

static GtkWidget *
get_row (PanelFixture *fixture, const char *name)
{
  GtkWidget *row = panel_fixture_find_row (fixture, name);

  if (row == NULL)
    g_error ("no row “%s”", name);
  return row;
}

static gboolean
is_selected (GtkWidget *row)
{
  return (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0;
}

/* What a screen reader hears: names, levels, what is wrong. */
static void
test_accessible (PanelFixture *fixture, gconstpointer data)
{
  GtkWidget *flow = get_row (fixture, "Echo server");
  GtkWidget *node = get_row (fixture, "Nowhere, has errors");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (flow),
                                       GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                       1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (node),
                                       GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                       2);
  get_row (fixture,
           "Watch a very long name of a flow that is far away, disabled");
  get_row (fixture, "Global Configuration");
  panel_fixture_picture (fixture, "outline");
}

/* The rows follow the session, opening what hides them. */
static void
test_follows (PanelFixture *fixture, gconstpointer data)
{
  g_assert_null (panel_fixture_find_row (fixture, "tick ↻, has warnings"));
  weir_selection_set (get_selection (fixture), "inj");
  weir_test_settle ();
  g_assert_true (is_selected (get_row (fixture, "tick ↻, has warnings")));
  weir_selection_set (get_selection (fixture), "dbg");
  weir_test_settle ();
  g_assert_false (is_selected (get_row (fixture, "tick ↻, has warnings")));
  g_assert_true (is_selected (get_row (fixture, "msg.payload")));
  panel_fixture_picture (fixture, "outline-selected");
}

static void
select_row (PanelFixture *fixture, const char *name)
{
  GtkWidget *list = weir_test_get (fixture->panel, GTK_TYPE_LIST_VIEW, NULL);
  GtkSelectionModel *rows = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  GtkWidget         *row = get_row (fixture, name);
  GtkWidget         *at = gtk_widget_get_first_child (list);
  guint              position = 0;

  for (; at != row; at = gtk_widget_get_next_sibling (at))
    position++;
  gtk_selection_model_select_item (rows, position, TRUE);
  weir_test_settle ();
}

/* The session follows the rows, to another flow too. */
static void
test_leads (PanelFixture *fixture, gconstpointer data)
{
  select_row (fixture, "Answer");
  g_assert_true (weir_selection_contains (get_selection (fixture), "out"));
  g_assert_cmpstr (fixture->revealed, ==, "out");
  select_row (fixture,
              "Watch a very long name of a flow that is far away, disabled");
  g_assert_cmpstr (weir_session_get_flow (fixture->session), ==, "b");
  select_row (fixture, "Ticker, disabled");
  g_assert_true (weir_selection_contains (get_selection (fixture), "watch"));
}

static void
test_actions (PanelFixture *fixture, gconstpointer data)
{
  select_row (fixture, "Answer");
  gtk_widget_activate_action (fixture->panel, "outline.edit", NULL);
  g_assert_cmpstr (fixture->edited, ==, "out");
  gtk_widget_activate_action (fixture->panel, "outline.toggle-enabled", NULL);
  weir_test_settle ();
  get_row (fixture, "Answer, disabled, changed");
  gtk_widget_activate_action (fixture->panel, "outline.delete", NULL);
  weir_test_settle ();
  g_assert_false (panel_fixture_has (fixture, "out"));
  g_assert_null (panel_fixture_find_row (fixture, "Answer, disabled, changed"));
  panel_fixture_undo (fixture);
  panel_fixture_undo (fixture);
  weir_test_settle ();
  get_row (fixture, "Answer");
}

static void
test_delete_flow (PanelFixture *fixture, gconstpointer data)
{
  select_row (fixture, "Echo server");
  gtk_widget_activate_action (fixture->panel, "outline.delete", NULL);
  weir_test_settle ();
  g_assert_false (panel_fixture_has (fixture, "a"));
  g_assert_false (panel_fixture_has (fixture, "in"));
  g_assert_cmpstr (fixture->message, ==, "“Echo server” deleted");
}

/* A row keeps up with its entry without being made anew. */
static void
test_updates (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) name = weir_value_new_string ("Reply");
  GtkWidget            *row = get_row (fixture, "Answer");

  weir_session_apply (fixture->session,
                      "Test",
                      weir_edit_new_set ("out", "name", name));
  weir_test_settle ();
  g_assert_true (get_row (fixture, "Reply, changed") == row);
}

static void
search (PanelFixture *fixture, const char *text)
{
  GtkWidget *entry = weir_test_get (fixture->panel, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  weir_test_settle ();
}

static void
test_search (PanelFixture *fixture, gconstpointer data)
{
  search (fixture, "type:\"websocket out\"");
  get_row (fixture, "Answer");
  g_assert_null (panel_fixture_find_row (fixture, "Echo server"));
  panel_fixture_picture (fixture, "outline-found");
  search (fixture, "no such thing");
  weir_test_get (fixture->panel, GTK_TYPE_LABEL, "No Results");
  panel_fixture_picture (fixture, "outline-nothing");
  search (fixture, "");
  get_row (fixture, "Echo server");
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add (path, PanelFixture, NULL, set_up, func, tear_down)
  ADD ("/outline/accessible", test_accessible);
  ADD ("/outline/follows", test_follows);
  ADD ("/outline/leads", test_leads);
  ADD ("/outline/actions", test_actions);
  ADD ("/outline/delete-flow", test_delete_flow);
  ADD ("/outline/updates", test_updates);
  ADD ("/outline/search", test_search);
  return g_test_run ();
}
