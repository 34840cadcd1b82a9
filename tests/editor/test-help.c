/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-canvas.h"
#include "editor/help/weir-help-context.h"
#include "editor/help/weir-help-pages.h"
#include "editor/help/weir-help-window.h"
#include "editor/panels/weir-markdown-view.h"
#include "editor/panels/weir-problem-fix.h"
#include "editor/panels/weir-problem-row.h"
#include "editor/weir-application.h"
#include "editor/window/weir-window.h"
#include "nodes/weir-node-table.h"
#include "weir-test-gtk.h"

#include <string.h>

/* The help as people use it: from the window they are in to the page about it, and
 * around in the pages. */

typedef struct
{
  WeirApplication *application;
  WeirWindow      *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = WEIR_APPLICATION (g_application_get_default ());
  fixture->window = weir_window_new (fixture->application);
  g_object_add_weak_pointer (G_OBJECT (fixture->window),
                             (gpointer *)&fixture->window);
  weir_test_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkApplication *application = GTK_APPLICATION (fixture->application);

  while (gtk_application_get_windows (application) != NULL)
    gtk_window_destroy (gtk_application_get_windows (application)->data);
  weir_test_wait_for (fixture->window == NULL);
}

static WeirHelpWindow *
get_help (void)
{
  GtkWindow *window;

  weir_test_wait_for (weir_test_find_window (WEIR_TYPE_HELP_WINDOW) != NULL);
  window = weir_test_find_window (WEIR_TYPE_HELP_WINDOW);
  return WEIR_HELP_WINDOW (window);
}

static WeirHelpWindow *
show (Fixture *fixture, const char *target)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application),
                                  "show-help",
                                  g_variant_new_string (target));
  return get_help ();
}

static void
act (Fixture *fixture, const char *name, const char *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window),
                                  name,
                                  parameter != NULL
                                    ? g_variant_new_string (parameter)
                                    : NULL);
}

static gboolean
is_at (WeirHelpWindow *help, const char *page)
{
  return g_strcmp0 (weir_help_window_get_page (help), page) == 0;
}

/* The heading's distance from the top of what is seen. */
static double
get_distance (WeirHelpWindow *help, const char *heading)
{
  GtkWidget *label = weir_test_get (GTK_WIDGET (help), GTK_TYPE_LABEL, heading);
  GtkWidget *scroller = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  graphene_point_t at;

  g_assert_true (
    gtk_widget_compute_point (label, scroller, &GRAPHENE_POINT_INIT (0, 0), &at));
  return at.y;
}

/* Every page is drawn without a warning, and its first label is its title. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  const char *const *pages = weir_help_list_pages ();

  for (guint i = 0; pages[i] != NULL; i++)
    {
      WeirHelpWindow  *help = show (fixture, pages[i]);
      g_autofree char *name = g_strndup (pages[i], strlen (pages[i]) - 3);

      g_assert_true (is_at (help, pages[i]));
      weir_test_settle ();
      weir_test_save_picture (GTK_WIDGET (help), name);
    }
}

static void
test_anchor (Fixture *fixture, gconstpointer data)
{
  WeirHelpWindow *help = show (fixture, "problems.md#r505");

  g_assert_true (is_at (help, "problems.md"));
  weir_test_wait_for (ABS (get_distance (help, "R505")) < 50);

  /* On the same page, and back. */
  help = show (fixture, "problems.md#w225");
  weir_test_wait_for (ABS (get_distance (help, "W225")) < 50);
  gtk_widget_activate_action (GTK_WIDGET (help), "help.back", NULL);
  weir_test_wait_for (ABS (get_distance (help, "R505")) < 50);
}

/* A key may come before the window has the server's focus, and then to nobody:
 * it is pressed until something happens, as people do. */
static void
press_until_below (WeirHelpWindow *help,
                   const char     *key,
                   const char     *heading,
                   double          distance)
{
  gint64 pressed_us = 0;

  weir_test_wait_for (get_distance (help, heading) <= distance ||
                      (g_get_monotonic_time () - pressed_us > G_USEC_PER_SEC / 2 &&
                       (pressed_us = g_get_monotonic_time (),
                        weir_test_type_keys (key, NULL),
                        FALSE)));
}

/* One reads with the keyboard as with the wheel. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  static const char heading[] = "WebSocket nodes";
  WeirHelpWindow   *help = show (fixture, "problems.md");
  double            top;

  if (!weir_test_has_input ())
    return;
  weir_test_wait_for (gtk_window_is_active (GTK_WINDOW (help)));
  weir_test_settle ();
  top = get_distance (help, heading);
  press_until_below (help, "Down", heading, top - 1);
  weir_test_type_keys ("Home", NULL);
  weir_test_wait_for (get_distance (help, heading) == top);
  press_until_below (help, "space", heading, top - 300);
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  WeirHelpWindow *help = show (fixture, "no-such-page.md");
  GtkWidget      *link;

  g_assert_true (is_at (help, WEIR_HELP_START));
  link = weir_test_get (
    GTK_WIDGET (help),
    GTK_TYPE_LABEL,
    "<a href=\"tutorial.md\">Your First Flow</a>: five minutes, from "
    "an empty canvas to a WebSocket that answers");
  g_assert_true (gtk_widget_get_focusable (link));
  g_signal_emit_by_name (link, "activate-link", "tutorial.md", &(gboolean){ 0 });
  g_assert_true (is_at (help, "tutorial.md"));
  gtk_widget_activate_action (GTK_WIDGET (help), "help.contents", NULL);
  g_assert_true (is_at (help, WEIR_HELP_START));
  gtk_widget_activate_action (GTK_WIDGET (help), "help.back", NULL);
  g_assert_true (is_at (help, "tutorial.md"));
  gtk_widget_activate_action (GTK_WIDGET (help), "help.back", NULL);
  g_assert_true (is_at (help, WEIR_HELP_START));
  /* There is nothing further back. */
  gtk_widget_activate_action (GTK_WIDGET (help), "help.back", NULL);
  g_assert_true (is_at (help, WEIR_HELP_START));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  WeirHelpWindow *help = show (fixture, "editor.md");
  GtkWidget      *entry;

  gtk_widget_activate_action (GTK_WIDGET (help), "help.search", NULL);
  entry = weir_test_get (GTK_WIDGET (help), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "xyzzy");
  weir_test_wait_for (
    weir_test_find (GTK_WIDGET (help), ADW_TYPE_STATUS_PAGE, "No Results"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "w214");
  weir_test_wait_for (
    weir_test_find (GTK_WIDGET (help), ADW_TYPE_ACTION_ROW, "W214"));
  weir_test_save_picture (GTK_WIDGET (help), "search");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (is_at (help, "problems.md"));
  weir_test_wait_for (ABS (get_distance (help, "W214")) < 50);
}

static void
assert_context (Fixture *fixture, const char *expected)
{
  g_autofree char *target =
    weir_help_context_dup_target (GTK_WINDOW (fixture->window));

  g_assert_cmpstr (target, ==, expected);
}

/* F1 is about what has the focus. */
static void
test_context (Fixture *fixture, gconstpointer data)
{
  static const char *const panels[][2] = {
    { "palette", "editor.md#palette" },
    { "outline", "editor.md#outline" },
    { "inspector", "editor.md#inspector" },
    { "debug", "editor.md#debug" },
    { "connections", "editor.md#connections" },
    { "config", "editor.md#configurations" },
    { "problems", "editor.md#problems" },
    { "tests", "editor.md#tests" },
  };
  WeirSession *session;

  act (fixture, "open-example", "echo");
  session = weir_window_get_session (fixture->window);
  weir_selection_clear (weir_session_get_selection (session));
  for (gsize i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      g_test_message ("%s", panels[i][0]);
      act (fixture, "show-page", panels[i][0]);
      weir_test_settle ();
      assert_context (fixture, panels[i][1]);
    }
  gtk_widget_grab_focus (
    weir_test_get (GTK_WIDGET (fixture->window), WEIR_TYPE_CANVAS, NULL));
  assert_context (fixture, "editor.md#canvas");
  weir_selection_set (weir_session_get_selection (session), "dda81a976ccf2a2b");
  assert_context (fixture, "nodes.md#inject");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application),
                                  "help",
                                  NULL);
  g_assert_true (is_at (get_help (), "nodes.md"));
}

/* What a context leads to is there; the panels above have shown each once. */
static void
test_dialog (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  GtkWindow       *dialog;

  act (fixture, "open-example", "echo");
  act (fixture, "edit", "dda81a976ccf2a2b");
  weir_test_settle ();
  dialog = weir_test_find_window (g_type_from_name ("WeirPropertyDialog"));
  g_assert_nonnull (dialog);
  target = weir_help_context_dup_target (dialog);
  g_assert_cmpstr (target, ==, "nodes.md#inject");

  if (weir_test_has_input ())
    {
      weir_test_type_keys ("F1", NULL);
      g_assert_true (is_at (get_help (), "nodes.md"));
    }

  /* Help is read beside the dialog, which is modal for the rest. */
  g_assert_true (gtk_window_get_modal (dialog));
  g_assert_true (gtk_window_get_group (GTK_WINDOW (show (fixture, target))) !=
                 gtk_window_get_group (dialog));
}

/* The code of a problem leads to what it means. */
static void
test_problem (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *code;

  act (fixture, "open-example", "tls");
  act (fixture, "show-page", "problems");
  weir_test_wait_for (
    weir_test_find (GTK_WIDGET (fixture->window), WEIR_TYPE_PROBLEM_ROW, NULL));
  row = weir_test_get (GTK_WIDGET (fixture->window), WEIR_TYPE_PROBLEM_ROW, NULL);
  code = weir_test_get (
    row,
    GTK_TYPE_LABEL,
    "<a href=\"problems.md#i605\" title=\"What I605 Means\">I605</a>");
  g_signal_emit_by_name (code,
                         "activate-link",
                         "problems.md#i605",
                         &(gboolean){ 0 });
  g_assert_true (is_at (get_help (), "problems.md"));
}

static void
test_how_to (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirProblem) problem = weir_problem_new ("T409", NULL, NULL, NULL);
  g_autofree char        *label = weir_problem_fix_dup_label (problem, 0);
  WeirHelpWindow         *help;

  act (fixture, "open-example", "tls");
  g_assert_cmpstr (label, ==, "How To");
  weir_problem_fix_run (weir_window_get_session (fixture->window),
                        problem,
                        0,
                        GTK_WIDGET (fixture->window));
  help = get_help ();
  g_assert_true (is_at (help, "problems.md"));
  weir_test_wait_for (ABS (get_distance (help, "T409")) < 50);
}

/* The help alone doesn't keep quitting from its end. */
static void
test_quit (Fixture *fixture, gconstpointer data)
{
  show (fixture, WEIR_HELP_START);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application),
                                  "quit",
                                  NULL);
  weir_test_wait_for (gtk_application_get_windows (
                        GTK_APPLICATION (fixture->application)) == NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/editor/help/pages", test_pages },
    { "/editor/help/anchor", test_anchor },
    { "/editor/help/keys", test_keys },
    { "/editor/help/links", test_links },
    { "/editor/help/search", test_search },
    { "/editor/help/context", test_context },
    { "/editor/help/dialog", test_dialog },
    { "/editor/help/problem", test_problem },
    { "/editor/help/how-to", test_how_to },
    { "/editor/help/quit", test_quit },
  };
  g_autoptr (WeirRegistry)    registry = NULL;
  g_autoptr (WeirApplication) application = NULL;
  g_autoptr (GError)          error = NULL;

  weir_test_gtk_init (&argc, &argv);
  registry = weir_registry_new (weir_node_table ());
  application = weir_application_new (registry);
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].run, tear_down);
  return g_test_run ();
}
