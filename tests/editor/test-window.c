/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/canvas/weir-canvas.h"
#include "editor/canvas/weir-chooser.h"
#include "editor/files/weir-compare-window.h"
#include "editor/files/weir-import-dialog.h"
#include "editor/panels/weir-debug-panel.h"
#include "editor/weir-application.h"
#include "editor/window/weir-banner.h"
#include "editor/window/weir-flow-tabs.h"
#include "editor/window/weir-page-switcher.h"
#include "editor/window/weir-preferences.h"
#include "editor/window/weir-start-page.h"
#include "editor/window/weir-window.h"
#include "host/weir-node-settings.h"
#include "nodes/weir-node-table.h"
#include "weir-test-folder.h"
#include "weir-test-gtk.h"

#include <string.h>

/* The window as one piece: from the start page to a running flow, by the actions
 * that menus, keys and D-Bus use. */

typedef struct
{
  WeirApplication *application;
  WeirWindow      *window;
} Fixture;

static void
act (Fixture *fixture, const char *name, const char *parameter)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GError)   error = NULL;

  if (parameter != NULL)
    variant =
      g_variant_ref_sink (g_variant_parse (NULL, parameter, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (
    g_action_group_has_action (G_ACTION_GROUP (fixture->window), name));
  g_assert_true (
    g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), name));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), name, variant);
}

static gboolean
is_enabled (Fixture *fixture, const char *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window),
                                            name);
}

static gboolean
get_state (Fixture *fixture, const char *name)
{
  g_autoptr (GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), name);

  return g_variant_get_boolean (state);
}

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static WeirLiveState
get_run (Fixture *fixture)
{
  return weir_live_get_state (weir_session_get_live (get_session (fixture)));
}

static guint
count_flows (Fixture *fixture)
{
  WeirDocument *document = weir_session_get_document (get_session (fixture));
  guint         n = 0;

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    n += weir_element_get_kind (weir_document_get_nth_element (document, i)) ==
         WEIR_ELEMENT_KIND_TAB;
  return n;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = WEIR_APPLICATION (g_application_get_default ());
  fixture->window = weir_window_new (fixture->application);
  g_object_add_weak_pointer (G_OBJECT (fixture->window),
                             (gpointer *)&fixture->window);
  weir_test_present (GTK_WINDOW (fixture->window));
}

/* Nothing keeps a closed window. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkApplication *application = GTK_APPLICATION (fixture->application);

  while (gtk_application_get_windows (application) != NULL)
    gtk_window_destroy (gtk_application_get_windows (application)->data);
  weir_test_wait_for (fixture->window == NULL);
}

static void
test_start_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *root = GTK_WIDGET (fixture->window);

  g_assert_null (get_session (fixture));
  weir_test_get (root, WEIR_TYPE_START_PAGE, NULL);
  weir_test_wait_for (weir_test_find (root, ADW_TYPE_ACTION_ROW, "New Flow"));
  g_assert_null (weir_test_find (root, WEIR_TYPE_CANVAS, NULL));
  g_assert_false (is_enabled (fixture, "save"));
  g_assert_false (is_enabled (fixture, "run"));
  g_assert_false (is_enabled (fixture, "add-flow"));
  act (fixture, "new", NULL);
  g_assert_nonnull (get_session (fixture));
  weir_test_get (root, WEIR_TYPE_CANVAS, NULL);
  g_assert_true (is_enabled (fixture, "save"));
  g_assert_true (is_enabled (fixture, "run"));
  g_assert_false (is_enabled (fixture, "undo"));
}

static void
test_flows (Fixture *fixture, gconstpointer data)
{
  const char *first;

  act (fixture, "new", NULL);
  first = weir_session_get_flow (get_session (fixture));
  g_assert_nonnull (first);
  g_assert_null (
    weir_test_find (GTK_WIDGET (fixture->window), WEIR_TYPE_FLOW_TABS, NULL));
  act (fixture, "add-flow", NULL);
  g_assert_cmpuint (count_flows (fixture), ==, 2);
  weir_test_wait_for (
    weir_test_find (GTK_WIDGET (fixture->window), WEIR_TYPE_FLOW_TABS, NULL));
  act (fixture, "next-flow", NULL);
  act (fixture, "duplicate-flow", NULL);
  g_assert_cmpuint (count_flows (fixture), ==, 3);
  act (fixture, "move-flow", "'start'");
  act (fixture, "toggle-flow", NULL);
  act (fixture, "delete-flow", "''");
  g_assert_cmpuint (count_flows (fixture), ==, 2);
  while (is_enabled (fixture, "undo"))
    act (fixture, "undo", NULL);
  g_assert_cmpuint (count_flows (fixture), ==, 1);
  g_assert_true (is_enabled (fixture, "redo"));
}

/* Every page can be shown, and remembers nothing it should not. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = {
    "'outline'", "'palette'",  "'debug'",     "'connections'",
    "'config'",  "'problems'", "'inspector'",
  };

  act (fixture, "open-example", "'echo'");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      act (fixture, "show-page", pages[i]);
      weir_test_settle ();
    }
  g_assert_cmpuint (
    weir_test_find_all (GTK_WIDGET (fixture->window), WEIR_TYPE_PAGE_SWITCHER)->len,
    ==,
    2);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window),
                                      "left-panel",
                                      g_variant_new_boolean (FALSE));
  g_assert_false (get_state (fixture, "left-panel"));
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window),
                                      "search",
                                      g_variant_new_boolean (TRUE));
  weir_test_get (GTK_WIDGET (fixture->window), GTK_TYPE_SEARCH_BAR, NULL);
  act (fixture, "find-next", NULL);
  act (fixture, "next-area", NULL);
  act (fixture, "previous-area", NULL);
}

/* The debug panel stands below the canvas, or among the pages. */
static void
test_dock (Fixture *fixture, gconstpointer data)
{
  GtkWidget *root = GTK_WIDGET (fixture->window);
  GtkWidget *panel;
  GtkWidget *canvas;

  act (fixture, "open-example", "'echo'");
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window),
                                      "dock-debug",
                                      g_variant_new_boolean (TRUE));
  weir_test_settle ();
  panel = weir_test_get (root, WEIR_TYPE_DEBUG_PANEL, NULL);
  canvas = weir_test_get (root, WEIR_TYPE_CANVAS, NULL);
  weir_test_wait_for (gtk_widget_get_width (panel) ==
                      gtk_widget_get_width (canvas));
  weir_test_save_picture (root, "dock");
  act (fixture, "show-page", "'debug'");
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (root)), panel));
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window),
                                      "dock-debug",
                                      g_variant_new_boolean (FALSE));
  act (fixture, "show-page", "'debug'");
  weir_test_settle ();
  panel = weir_test_get (root, WEIR_TYPE_DEBUG_PANEL, NULL);
  weir_test_wait_for (gtk_widget_get_mapped (panel) &&
                      gtk_widget_get_height (panel) >
                        gtk_widget_get_height (canvas) / 2);
}

/* What can be done now is found by its name, and done; what can't is left out. */
static void
test_commands (Fixture *fixture, gconstpointer data)
{
  WeirChooser *chooser;

  act (fixture, "open-example", "'echo'");
  act (fixture, "commands", NULL);
  chooser = WEIR_CHOOSER (
    weir_test_get (GTK_WIDGET (fixture->window), WEIR_TYPE_CHOOSER, NULL));
  weir_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (chooser)));
  weir_test_save_picture (GTK_WIDGET (chooser), "commands");
  weir_chooser_set_filter (chooser, "restart");
  g_assert_cmpuint (weir_chooser_get_n_shown (chooser), ==, 0);
  weir_chooser_set_filter (chooser, "new flow");
  g_assert_cmpuint (weir_chooser_get_n_shown (chooser), ==, 1);
  weir_chooser_choose (chooser, FALSE);
  weir_test_settle ();
  g_assert_cmpuint (count_flows (fixture), ==, 2);
  weir_test_wait_for (weir_test_find (GTK_WIDGET (fixture->window),
                                      WEIR_TYPE_CHOOSER,
                                      NULL) == NULL);
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  WeirRunSettings *settings = weir_run_settings_new ();

  act (fixture, "open-example", "'whole-message'");
  settings->port = 0;
  weir_session_set_run_settings (get_session (fixture), settings);
  g_assert_false (is_enabled (fixture, "stop"));
  act (fixture, "run", NULL);
  weir_test_wait_for (get_run (fixture) == WEIR_LIVE_RUNNING);
  g_assert_true (is_enabled (fixture, "stop"));
  g_assert_false (is_enabled (fixture, "run"));
  act (fixture, "add-flow", NULL);
  weir_test_wait_for (is_enabled (fixture, "run"));
  act (fixture, "run", NULL);
  weir_test_wait_for (!is_enabled (fixture, "run"));
  act (fixture, "stop", NULL);
  weir_test_wait_for (get_run (fixture) == WEIR_LIVE_STOPPED);
  g_assert_true (is_enabled (fixture, "run"));
}

/* The inject node of the echo example. */
#define ECHO_INJECT "dda81a976ccf2a2b"

static guint64
count_injected (WeirSession *session)
{
  const WeirLiveNode *node =
    weir_live_get_node (weir_session_get_live (session), ECHO_INJECT);

  return node != NULL && node->n_outputs > 0 ? node->sent[0] : 0;
}

static void
answer (const char *label)
{
  GtkWidget *button;

  weir_test_wait_for ((button = weir_test_find_button (label)) != NULL);
  weir_test_present (GTK_WINDOW (gtk_widget_get_root (button)));
  weir_test_save_picture (GTK_WIDGET (gtk_widget_get_root (button)), "ask");
  weir_test_activate (button);
  weir_test_wait_for (weir_test_find_button (label) == NULL);
}

/* A node that asks sends when the answer is yes, and only then. */
static void
test_ask (Fixture *fixture, gconstpointer data)
{
  WeirRunSettings *settings = weir_run_settings_new ();
  WeirSession     *session;

  act (fixture, "open-example", "'echo'");
  session = get_session (fixture);
  settings->port = 0;
  weir_run_settings_set_node (settings,
                              ECHO_INJECT,
                              &(WeirNodeSettings){ .ask = TRUE });
  weir_session_set_run_settings (session, settings);
  act (fixture, "run", NULL);
  weir_test_wait_for (get_run (fixture) == WEIR_LIVE_RUNNING);
  act (fixture, "press", "'" ECHO_INJECT "'");
  answer ("Cancel");
  act (fixture, "press", "'" ECHO_INJECT "'");
  answer ("Inject");
  weir_test_wait_for (count_injected (session) > 0);
  g_assert_cmpuint (count_injected (session), ==, 1);
  act (fixture, "stop", NULL);
  weir_test_wait_for (get_run (fixture) == WEIR_LIVE_STOPPED);
}

/* Each width has its panels; wide again is as before. */
static void
test_widths (Fixture *fixture, gconstpointer data)
{
  act (fixture, "open-example", "'echo'");
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window),
                                      "left-panel",
                                      g_variant_new_boolean (TRUE));
  weir_test_settle ();
  g_assert_true (get_state (fixture, "left-panel"));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 600);
  weir_test_wait_for (!get_state (fixture, "left-panel"));
  weir_test_save_picture (GTK_WIDGET (fixture->window), "window-narrow");
  act (fixture, "show-page", "'debug'");
  weir_test_wait_for (get_state (fixture, "right-panel"));
  weir_test_settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 460);
  weir_test_save_picture (GTK_WIDGET (fixture->window), "window-narrow-debug");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  weir_test_wait_for (get_state (fixture, "left-panel"));
}

/* Only made, not shown: GTK 4.8 warns of a label of its own in it. */
static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/weirflow/Weir/help-overlay.ui");
  GtkWidget *overlay =
    GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (overlay));
  g_assert_true (is_enabled (fixture, "show-help-overlay"));
  gtk_window_destroy (GTK_WINDOW (overlay));
}

/* A window of their own, or a dialog in that of the document. */
static GtkWidget *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget  *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found =
        weir_test_find (window, ADW_TYPE_PREFERENCES_ROW, "Save When Deploying");
    }
  return found;
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = weir_application_get_settings (fixture->application);

  act (fixture, "preferences", NULL);
  weir_test_wait_for (find_preferences () != NULL);
  weir_test_save_picture (GTK_WIDGET (gtk_widget_get_root (find_preferences ())),
                          "preferences");
  g_settings_set_enum (settings, "appearance", 2);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_reset (settings, "appearance");
}

/* The file of the last window is there again at the next start. */
static void
test_last_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = weir_test_folder_new ();
  g_autoptr (GFile) file =
    weir_test_folder_write (folder,
                            "flows.json",
                            "[{\"id\":\"t\",\"type\":\"tab\"}]");
  WeirSession *session;

  weir_window_open (fixture->window, file, FALSE);
  weir_test_settle ();
  gtk_window_close (GTK_WINDOW (fixture->window));
  weir_test_wait_for (fixture->window == NULL);
  g_application_hold (G_APPLICATION (fixture->application));
  g_application_activate (G_APPLICATION (fixture->application));
  weir_test_wait_for (weir_test_find_window (WEIR_TYPE_WINDOW) != NULL);
  session = weir_window_get_session (
    WEIR_WINDOW (weir_test_find_window (WEIR_TYPE_WINDOW)));
  g_assert_nonnull (session);
  g_assert_true (g_file_equal (weir_session_get_file (session), file));
  weir_test_folder_remove (g_steal_pointer (&folder));
}

/* What the canvas can't just paste is previewed. */
static void
test_import_text (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  act (fixture, "new", NULL);
  act (fixture,
       "import-text",
       "('[{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/a\"}]', "
       "10.0, 20.0)");
  weir_test_wait_for (weir_test_find_window (WEIR_TYPE_IMPORT_DIALOG) != NULL);
  dialog = GTK_WIDGET (weir_test_find_window (WEIR_TYPE_IMPORT_DIALOG));
  weir_test_wait_for (
    weir_test_find (dialog, GTK_TYPE_BUTTON, "Import 1 Node") != NULL);
  gtk_window_close (GTK_WINDOW (dialog));
}

static WeirBanner *
find_banner (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) banners =
    weir_test_find_all (GTK_WIDGET (fixture->window), WEIR_TYPE_BANNER);

  for (guint i = 0; i < banners->len; i++)
    {
      const char *says = weir_banner_get_text (banners->pdata[i]);

      if (says != NULL && strstr (says, text) != NULL)
        return banners->pdata[i];
    }
  return NULL;
}

/* Another program changed the file: what it did is shown beside the window, and
 * gone with the document. */
static void
test_compare (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = weir_test_folder_new ();
  g_autoptr (GFile) file =
    weir_test_folder_write (folder,
                            "flows.json",
                            "[{\"id\":\"t\",\"type\":\"tab\"}]");
  g_autoptr (GFile) same = NULL;
  GtkWindow        *window;

  weir_window_open (fixture->window, file, FALSE);
  same = weir_test_folder_write (folder,
                                 "flows.json",
                                 "[{\"id\":\"t\",\"type\":\"tab\","
                                 "\"label\":\"Theirs\"}]");
  weir_test_wait_for (find_banner (fixture, "another program") != NULL);
  weir_test_activate (
    weir_test_get (GTK_WIDGET (find_banner (fixture, "another program")),
                   GTK_TYPE_BUTTON,
                   "_Compare…"));
  weir_test_wait_for (weir_test_find_window (WEIR_TYPE_COMPARE_WINDOW) != NULL);
  window = weir_test_find_window (WEIR_TYPE_COMPARE_WINDOW);
  weir_test_present (window);
  weir_test_get (GTK_WIDGET (window), GTK_TYPE_LABEL, "Theirs");
  weir_test_activate (weir_test_find_button ("_Reload"));
  weir_test_wait_for (weir_test_find_window (WEIR_TYPE_COMPARE_WINDOW) == NULL);
  g_assert_cmpstr (weir_value_lookup_string (
                     weir_element_get_value (weir_document_get_element (
                       weir_session_get_document (get_session (fixture)),
                       "t")),
                     "label"),
                   ==,
                   "Theirs");

  act (fixture, "compare", NULL);
  weir_test_wait_for (weir_test_find_window (WEIR_TYPE_COMPARE_WINDOW) != NULL);
  gtk_window_close (GTK_WINDOW (fixture->window));
  weir_test_wait_for (fixture->window == NULL);
  g_assert_null (weir_test_find_window (WEIR_TYPE_COMPARE_WINDOW));
  weir_test_folder_remove (g_steal_pointer (&folder));
}

/* A recording says so across the window, and is stopped from there. */
static void
test_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = weir_test_folder_new ();
  g_autofree char  *path =
    g_build_filename (g_file_peek_path (folder), "r.ndjson", NULL);
  g_autofree char   *parameter = g_strdup_printf ("'%s'", path);
  g_autofree char   *text = NULL;
  WeirRunSettings   *settings = weir_run_settings_new ();
  WeirLiveRecording *recording;

  act (fixture, "open-example", "'echo'");
  settings->port = 0;
  weir_session_set_run_settings (get_session (fixture), settings);
  g_assert_false (is_enabled (fixture, "record"));
  act (fixture, "run", NULL);
  weir_test_wait_for (get_run (fixture) == WEIR_LIVE_RUNNING);
  g_assert_true (is_enabled (fixture, "record"));
  g_assert_false (is_enabled (fixture, "stop-recording"));

  act (fixture, "record-into", parameter);
  recording =
    weir_live_get_recording (weir_session_get_live (get_session (fixture)));
  g_assert_false (is_enabled (fixture, "record"));
  weir_test_wait_for (find_banner (fixture, "Recording into “r.ndjson”") != NULL);
  act (fixture, "press", "'" ECHO_INJECT "'");
  weir_test_wait_for (weir_live_recording_get_n_events (recording) > 0);
  weir_test_save_picture (GTK_WIDGET (fixture->window), "record");
  weir_test_activate (
    weir_test_get (GTK_WIDGET (find_banner (fixture, "Recording")),
                   GTK_TYPE_BUTTON,
                   "_Stop Recording"));
  weir_test_wait_for (find_banner (fixture, "Recording") == NULL);
  g_assert_true (is_enabled (fixture, "record"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (
    strstr (text, "\"op\":\"inject\",\"node\":\"" ECHO_INJECT "\""));
  g_assert_true (g_str_has_suffix (text, "\"op\":\"end\"}\n"));

  /* What is recorded when the run ends is complete too. */
  act (fixture, "record-into", parameter);
  act (fixture, "stop", NULL);
  weir_test_wait_for (get_run (fixture) == WEIR_LIVE_STOPPED);
  g_assert_null (weir_live_recording_get_path (recording));
  g_assert_false (is_enabled (fixture, "record"));
  weir_test_folder_remove (g_steal_pointer (&folder));
}

static void
test_banner (Fixture *fixture, gconstpointer data)
{
  static const WeirBannerButton button = { "_Try Again", "win.listen-again" };
  WeirBanner *banner = WEIR_BANNER (weir_banner_new ("warning"));
  GtkWindow  *window = weir_test_show (GTK_WIDGET (banner), 400, 100);

  g_assert_null (weir_banner_get_text (banner));
  weir_banner_show (banner, "Port 1880 is in use.", &button, 1);
  g_assert_cmpstr (weir_banner_get_text (banner), ==, "Port 1880 is in use.");
  weir_test_get (GTK_WIDGET (banner), GTK_TYPE_BUTTON, "_Try Again");
  weir_banner_hide (banner);
  g_assert_null (weir_banner_get_text (banner));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/editor/window/start-page", test_start_page },
    { "/editor/window/flows", test_flows },
    { "/editor/window/pages", test_pages },
    { "/editor/window/commands", test_commands },
    { "/editor/window/dock", test_dock },
    { "/editor/window/run", test_run },
    { "/editor/window/record", test_record },
    { "/editor/window/ask", test_ask },
    { "/editor/window/widths", test_widths },
    { "/editor/window/shortcuts", test_shortcuts },
    { "/editor/window/preferences", test_preferences },
    { "/editor/window/banner", test_banner },
    { "/editor/window/import-text", test_import_text },
    { "/editor/window/compare", test_compare },
    { "/editor/window/last-files", test_last_files },
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
