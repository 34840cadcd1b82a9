/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-search.h"
#include "panel-fixture.h"

static void
set_up (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_set_up (fixture, panel_fixture_flow);
  panel_fixture_show (fixture, weir_search_new, 480, 400);
}

static void
tear_down (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_tear_down (fixture);
}

static guint
count (PanelFixture *fixture, const char *text)
{
  guint n;

  weir_search_set_text (WEIR_SEARCH (fixture->panel), text);
  weir_test_settle ();
  g_object_get (fixture->panel, "n-results", &n, NULL);
  return n;
}

static void
test_counts (PanelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint       n;
  } cases[] = {
    { "", 0 },
    { "nowhere", 1 },
    { "is:config", 4 },
    { "is:unused", 1 },
    { "is:invalid is:config", 2 },
    { "type:\"websocket out\"", 2 },
    { "uses:listener", 2 },
    { "flow:b", 3 },
    { "flow:current type:debug", 1 },
    { "is:modified", 0 },
    { "no such thing", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (count (fixture, cases[i].text), ==, cases[i].n);
    }
  panel_fixture_picture (fixture, "search-nothing");
}

/* Next and previous go round, and show each on the canvas. */
static void
test_next (PanelFixture *fixture, gconstpointer data)
{
  WeirSearch *search = WEIR_SEARCH (fixture->panel);

  g_assert_cmpuint (count (fixture, "uses:listener"), ==, 2);
  weir_search_next (search);
  g_assert_cmpstr (fixture->revealed, ==, "in");
  weir_test_get (fixture->panel, GTK_TYPE_LABEL, "1 of 2");
  weir_search_next (search);
  g_assert_cmpstr (fixture->revealed, ==, "out");
  weir_search_next (search);
  g_assert_cmpstr (fixture->revealed, ==, "in");
  weir_search_previous (search);
  g_assert_cmpstr (fixture->revealed, ==, "out");
  panel_fixture_picture (fixture, "search");
}

/* What is gone, or came, after an edit. */
static void
test_follows (PanelFixture *fixture, gconstpointer data)
{
  guint n = count (fixture, "uses:listener");

  weir_session_apply (fixture->session, "Test", weir_edit_new_remove ("in"));
  weir_test_wait_for (
    (g_object_get (fixture->panel, "n-results", &n, NULL), n == 1));
  weir_search_next (WEIR_SEARCH (fixture->panel));
  g_assert_cmpstr (fixture->revealed, ==, "out");
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add (path, PanelFixture, NULL, set_up, func, tear_down)
  ADD ("/search/counts", test_counts);
  ADD ("/search/next", test_next);
  ADD ("/search/follows", test_follows);
  return g_test_run ();
}
