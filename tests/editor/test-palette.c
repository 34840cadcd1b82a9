/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-palette.h"
#include "panel-fixture.h"

/* Stands in for the canvas. */
static void
add_node_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  char **added = user_data;

  g_free (*added);
  *added = g_variant_dup_string (parameter, NULL);
}

static void
add_canvas (PanelFixture *fixture, char **added)
{
  const GActionEntry             entry = { .name = "add-node",
                                           .activate = add_node_cb,
                                           .parameter_type = "s" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, added);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window),
                                  "canvas",
                                  G_ACTION_GROUP (group));
}

static void
search (PanelFixture *fixture, const char *text)
{
  GtkWidget *entry = weir_test_get (fixture->panel, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  weir_test_settle ();
}

#define WEBSOCKET_IN \
  "websocket in: Sends on what arrives over WebSocket connections."

static void
test_rows (void)
{
  PanelFixture fixture;

  panel_fixture_set_up (&fixture, "[]");
  panel_fixture_show (&fixture, weir_palette_new, 280, 900);
  g_assert_nonnull (panel_fixture_find_row (&fixture, "Common"));
  g_assert_nonnull (panel_fixture_find_row (&fixture, "Network"));
  g_assert_nonnull (panel_fixture_find_row (&fixture, WEBSOCKET_IN));
  g_assert_null (weir_test_find (fixture.panel, GTK_TYPE_LABEL, "junction"));
  panel_fixture_picture (&fixture, "palette");
  panel_fixture_tear_down (&fixture);
}

static void
test_search (void)
{
  PanelFixture fixture;

  panel_fixture_set_up (&fixture, "[]");
  panel_fixture_show (&fixture, weir_palette_new, 280, 900);
  search (&fixture, "Sends ON");
  g_assert_nonnull (panel_fixture_find_row (&fixture, WEBSOCKET_IN));
  g_assert_null (panel_fixture_find_row (&fixture, "Common"));
  search (&fixture, "mq<t");
  weir_test_get (fixture.panel, ADW_TYPE_STATUS_PAGE, NULL);
  weir_test_get (fixture.panel, GTK_TYPE_LABEL, "No Node Called “mq<t”");
  panel_fixture_picture (&fixture, "palette-nothing");
  search (&fixture, "");
  g_assert_nonnull (panel_fixture_find_row (&fixture, "Common"));
  panel_fixture_tear_down (&fixture);
}

/* Enter in the entry adds the first, on a row that one; a heading adds nothing. */
static void
test_add (void)
{
  PanelFixture     fixture;
  g_autofree char *added = NULL;
  GtkWidget       *list;

  panel_fixture_set_up (&fixture, "[]");
  panel_fixture_show (&fixture, weir_palette_new, 280, 900);
  add_canvas (&fixture, &added);
  search (&fixture, "websocket out");
  g_signal_emit_by_name (weir_test_get (fixture.panel, GTK_TYPE_SEARCH_ENTRY, NULL),
                         "activate");
  g_assert_cmpstr (added, ==, "websocket out");
  search (&fixture, "");
  list = weir_test_get (fixture.panel, GTK_TYPE_LIST_VIEW, NULL);
  g_clear_pointer (&added, g_free);
  gtk_widget_activate_action (list, "list.activate-item", "u", 0);
  g_assert_null (added);
  gtk_widget_activate_action (list, "list.activate-item", "u", 1);
  g_assert_nonnull (added);
  panel_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
  g_test_add_func ("/palette/rows", test_rows);
  g_test_add_func ("/palette/search", test_search);
  g_test_add_func ("/palette/add", test_add);
  return g_test_run ();
}
