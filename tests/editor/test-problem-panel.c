/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-problem-fix.h"
#include "editor/panels/weir-problem-panel.h"
#include "panel-fixture.h"

#include <string.h>

static void
set_up (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_set_up (fixture, panel_fixture_flow);
  panel_fixture_show (fixture, weir_problem_panel_new, 320, 1400);
}

static void
tear_down (PanelFixture *fixture, gconstpointer data)
{
  panel_fixture_tear_down (fixture);
}

static guint
get_badge (PanelFixture *fixture)
{
  guint badge;

  g_object_get (fixture->panel, "badge", &badge, NULL);
  return badge;
}

#define NOWHERE "Error W201, Nowhere: Choose a listener, or create one."
#define PATH                                                              \
  "Warning W213, /ws/echo?x: Only the part before “?” or “#” is " \
  "compared; blanks never match."

static void
test_rows (PanelFixture *fixture, gconstpointer data)
{
  g_assert_nonnull (panel_fixture_find_row (fixture, "Whole File"));
  g_assert_nonnull (panel_fixture_find_row (fixture, "Echo server"));
  g_assert_nonnull (panel_fixture_find_row (fixture, "Global Configuration"));
  g_assert_nonnull (panel_fixture_find_row (fixture, NOWHERE));
  g_assert_cmpuint (get_badge (fixture), >, 4);
  panel_fixture_picture (fixture, "problems");
}

static GtkWidget *
get_button (GtkWidget *row, const char *label)
{
  return weir_test_get (row, GTK_TYPE_BUTTON, label);
}

/* A button mends, as one step of undo; the other rows stay. */
static void
test_fix (PanelFixture *fixture, gconstpointer data)
{
  GtkWidget *row = panel_fixture_find_row (fixture, PATH);
  guint      badge = get_badge (fixture);

  g_assert_nonnull (row);
  g_signal_emit_by_name (get_button (row, "Remove It"), "clicked");
  g_assert_cmpstr (panel_fixture_get_text (fixture, "listener", "path"),
                   ==,
                   "/ws/echo");
  weir_session_check (fixture->session);
  weir_test_settle ();
  g_assert_null (panel_fixture_find_row (fixture, PATH));
  g_assert_cmpuint (get_badge (fixture), ==, badge - 1);
  panel_fixture_undo (fixture);
  weir_session_check (fixture->session);
  weir_test_settle ();
  g_assert_nonnull (panel_fixture_find_row (fixture, PATH));
}

static void
test_link (PanelFixture *fixture, gconstpointer data)
{
  GtkWidget *row = panel_fixture_find_row (fixture, NOWHERE);

  g_signal_emit_by_name (get_button (row, "Nowhere"), "clicked");
  g_assert_cmpstr (fixture->revealed, ==, "lone");
}

static void
set_filter (PanelFixture *fixture, const char *tip, gboolean on)
{
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (
      weir_test_get (fixture->panel, GTK_TYPE_TOGGLE_BUTTON, tip)),
    on);
  weir_test_settle ();
}

static void
test_filter (PanelFixture *fixture, gconstpointer data)
{
  guint badge = get_badge (fixture);

  set_filter (fixture, "1 error", FALSE);
  g_assert_null (panel_fixture_find_row (fixture, NOWHERE));
  g_assert_nonnull (panel_fixture_find_row (fixture, PATH));
  g_assert_cmpuint (get_badge (fixture), ==, badge);
  gtk_widget_activate_action (fixture->panel, "problems.clear-filter", NULL);
  weir_test_settle ();
  g_assert_nonnull (panel_fixture_find_row (fixture, NOWHERE));
}

static void
got_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **)user_data =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (PanelFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  gtk_widget_activate_action (fixture->panel, "problems.copy-all", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->panel),
                                 NULL,
                                 got_text_cb,
                                 &text);
  weir_test_wait_for (text != NULL);
  g_assert_nonnull (
    strstr (text, "W201: Nowhere: Choose a listener, or create one.\n"));
}

static void
test_nothing (void)
{
  PanelFixture fixture;

  panel_fixture_set_up (&fixture, "[{\"id\":\"t\",\"type\":\"tab\"}]");
  panel_fixture_show (&fixture, weir_problem_panel_new, 320, 560);
  g_assert_cmpuint (get_badge (&fixture), ==, 0);
  weir_test_get (fixture.panel, GTK_TYPE_LABEL, "No Problems");
  panel_fixture_picture (&fixture, "problems-none");
  panel_fixture_tear_down (&fixture);
}

/* Every code with a fix that can be seen in the editor has a button, and says
 * what it does. */
static void
test_labels (void)
{
  static const char *const elsewhere[] = {
    /* said of a connection or a message, where it is shown */
    "R501",
    "R503",
    "R504",
    "R506",
    "R508",
    "R509",
    "R510",
    "R511",
    "R512",
    "R513",
    /* said of a file or a clipboard, in the window's banners and dialogs */
    "F801",
    "F809",
    "F810",
    "F811",
    "F812",
    "S502",
    NULL,
  };

  for (guint i = 0; i < weir_problem_get_n_codes (); i++)
    {
      const char             *code = weir_problem_get_nth_code (i);
      g_autoptr (WeirProblem) problem = weir_problem_new (code, NULL, NULL, NULL);
      guint                   n = weir_problem_fix_get_n (problem);

      g_test_message ("%s", code);
      if (weir_problem_get_fix (code) == NULL ||
          g_strv_contains (elsewhere, code))
        {
          g_assert_cmpuint (n, ==, 0);
          continue;
        }
      g_assert_cmpuint (n, >, 0);
      for (guint k = 0; k < n; k++)
        {
          g_autofree char *label = weir_problem_fix_dup_label (problem, k);

          g_assert_cmpstr (label, !=, "");
          g_assert_null (strstr (label, "·"));
        }
    }
}

/* Problems of the run settings are mended there. */
static void
test_settings (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirProblem) busy =
    weir_problem_new ("N304", NULL, "port", "port", "1880", NULL);
  g_autoptr (WeirProblem) slash =
    weir_problem_new ("N305", NULL, "base_path", NULL);
  g_autoptr (WeirProblem) low = weir_problem_new ("N303", NULL, "port", NULL);
  g_autoptr (WeirProblem) token =
    weir_problem_new ("N307", NULL, "admin_token", NULL);
  WeirRunSettings *settings = weir_run_settings_new ();

  g_free (settings->base_path);
  settings->base_path = g_strdup ("red");
  weir_session_set_run_settings (fixture->session, settings);
  weir_problem_fix_run (fixture->session, busy, 0, fixture->panel);
  g_assert_cmpuint (weir_session_get_run_settings (fixture->session)->port,
                    ==,
                    1881);
  weir_problem_fix_run (fixture->session, low, 0, fixture->panel);
  g_assert_cmpuint (weir_session_get_run_settings (fixture->session)->port,
                    ==,
                    8080);
  weir_problem_fix_run (fixture->session, slash, 0, fixture->panel);
  g_assert_cmpstr (weir_session_get_run_settings (fixture->session)->base_path,
                   ==,
                   "/red");
  weir_problem_fix_run (fixture->session, token, 0, fixture->panel);
  g_assert_cmpuint (
    strlen (weir_session_get_run_settings (fixture->session)->admin_token),
    ==,
    36);
}

static void
test_shows (PanelFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirProblem) unknown =
    weir_problem_new ("F804", NULL, NULL, "n", "1", "types", "x", NULL);
  g_autoptr (WeirProblem) edit =
    weir_problem_new ("W210", "listener", "path", NULL);

  weir_problem_fix_run (fixture->session, unknown, 0, fixture->panel);
  g_assert_cmpstr (fixture->revealed, ==, "fn");
  weir_problem_fix_run (fixture->session, edit, 0, fixture->panel);
  g_assert_cmpstr (fixture->edited, ==, "listener");
}

int
main (int argc, char **argv)
{
  weir_test_gtk_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add (path, PanelFixture, NULL, set_up, func, tear_down)
  ADD ("/problem-panel/rows", test_rows);
  ADD ("/problem-panel/fix", test_fix);
  ADD ("/problem-panel/link", test_link);
  ADD ("/problem-panel/filter", test_filter);
  ADD ("/problem-panel/copy", test_copy);
  g_test_add_func ("/problem-panel/nothing", test_nothing);
  g_test_add_func ("/problem-fix/labels", test_labels);
  ADD ("/problem-fix/settings", test_settings);
  ADD ("/problem-fix/shows", test_shows);
  return g_test_run ();
}
