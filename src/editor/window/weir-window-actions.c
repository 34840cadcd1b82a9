/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "editor/canvas/weir-canvas.h"
#include "editor/properties/weir-run-settings-dialog.h"
#include "editor/window/weir-preferences.h"

#include <glib/gi18n-lib.h>

/* The `win.` actions: one entry point for menus, keys, buttons and D-Bus. What
 * they do stands in the files they call. */

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_new_document (user_data);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_choose_file (user_data);
}

static void
open_example_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_open_example (user_data, g_variant_get_string (parameter, NULL));
}

/* @parameter: a URI, as the menu of recent files has it */
static void
open_uri_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file =
    g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  weir_window_open (user_data, file, FALSE);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_save (user_data);
}

static void
save_as_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_save_as (user_data);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_reload (user_data);
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_compare (user_data);
}

static void
compare_with_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_compare_with (user_data);
}

static void
keep_mine_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_keep_mine (user_data);
}

static void
discard_draft_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_discard_draft (user_data);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_import (user_data);
}

/* What is pasted or dropped on the canvas, and where. */
static void
import_text_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *text;
  double      x;
  double      y;

  g_variant_get (parameter, "(&sdd)", &text, &x, &y);
  weir_window_import_text (user_data, text, x, y);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_export (user_data);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (user_data);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_history_undo (weir_session_get_history (self->session));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_history_redo (weir_session_get_history (self->session));
}

/* The run */

static WeirDeployMode
get_deploy_mode (WeirWindow *self)
{
  static const WeirDeployMode modes[] = {
    WEIR_DEPLOY_FULL,
    WEIR_DEPLOY_FLOWS,
    WEIR_DEPLOY_NODES,
  };

  return modes[g_settings_get_enum (self->settings, "deploy-mode")];
}

static void
run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  if (g_settings_get_boolean (self->settings, "save-when-deploying") &&
      weir_session_get_file (self->session) != NULL &&
      weir_history_is_modified (weir_session_get_history (self->session)))
    weir_window_save (self);
  weir_session_deploy (self->session, get_deploy_mode (self));
}

static void
stop_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_session_stop (((WeirWindow *)user_data)->session);
}

static void
restart_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_session_run (((WeirWindow *)user_data)->session);
}

static void
run_settings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_run_settings_dialog_present (GTK_WINDOW (self), self->session);
}

static void
listen_again_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_live_listen_again (weir_session_get_live (self->session));
}

/* The next port may be taken too; then the banner offers the one after it. */
static void
use_free_port_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow      *self = user_data;
  WeirRunSettings *settings =
    weir_run_settings_copy (weir_session_get_run_settings (self->session));

  settings->port = settings->port < G_MAXUINT16 ? settings->port + 1 : 1024;
  weir_session_set_run_settings (self->session, settings);
  weir_session_run (self->session);
}

/* N310: what runs goes on for this computer only. */
static void
listen_here_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow      *self = user_data;
  WeirRunSettings *settings =
    weir_run_settings_copy (weir_session_get_run_settings (self->session));

  g_free (settings->host);
  settings->host = g_strdup ("127.0.0.1");
  weir_session_set_run_settings (self->session, settings);
  weir_session_run (self->session);
}

/* Panels and views */

static void
left_panel_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  weir_window_show_left (user_data, g_variant_get_boolean (state));
}

static void
right_panel_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  weir_window_show_right (user_data, g_variant_get_boolean (state));
}

static void
search_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  weir_window_show_search (user_data, g_variant_get_boolean (state));
}

static void
find_next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_find (user_data, TRUE);
}

static void
find_previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_find (user_data, FALSE);
}

static void
clear_debug_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  gtk_widget_activate_action (self->debug_panel, "debug.clear", NULL);
}

static void
pause_debug_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  gtk_widget_activate_action (self->debug_panel, "debug.pause", NULL);
}

/* Made when it is asked for: its hundred rows would double the time to the first
 * frame, were it left to GtkApplication. */
static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/weirflow/Weir/help-overlay.ui");
  GtkWindow *overlay =
    GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  /* Else it begins with any of them. */
  g_object_set (overlay, "section-name", "general", NULL);
  gtk_window_set_transient_for (overlay, user_data);
  gtk_window_present (overlay);
}

static void
run_when_opened_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_session_file_set_runs_when_opened (self->session_file,
                                          g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_show_page (user_data, g_variant_get_string (parameter, NULL));
}

static void
next_area_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_move_area (user_data, 1);
}

static void
previous_area_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_move_area (user_data, -1);
}

static void
press_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_session_press_button (self->session,
                             g_variant_get_string (parameter, NULL));
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_session_edit (self->session, g_variant_get_string (parameter, NULL));
}

static void
reveal_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_session_reveal (self->session, g_variant_get_string (parameter, NULL));
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_canvas_zoom_in (WEIR_CANVAS (((WeirWindow *)user_data)->canvas));
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_canvas_zoom_out (WEIR_CANVAS (((WeirWindow *)user_data)->canvas));
}

static void
zoom_reset_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_canvas_zoom_reset (WEIR_CANVAS (((WeirWindow *)user_data)->canvas));
}

static void
zoom_fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_canvas_zoom_to_fit (WEIR_CANVAS (((WeirWindow *)user_data)->canvas));
}

static void
zoom_selection_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_canvas_zoom_to_selection (WEIR_CANVAS (((WeirWindow *)user_data)->canvas));
}

static void
fullscreen_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  if (g_variant_get_boolean (state))
    gtk_window_fullscreen (user_data);
  else
    gtk_window_unfullscreen (user_data);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  weir_preferences_present (GTK_WINDOW (self), self->settings);
}

static const GActionEntry actions[] = {
  { .name = "new", .activate = new_cb },
  { .name = "open", .activate = open_cb },
  { .name = "open-uri", .activate = open_uri_cb, .parameter_type = "s" },
  { .name = "open-example", .activate = open_example_cb, .parameter_type = "s" },
  { .name = "save", .activate = save_cb },
  { .name = "save-as", .activate = save_as_cb },
  { .name = "reload", .activate = reload_cb },
  { .name = "compare", .activate = compare_cb },
  { .name = "compare-with", .activate = compare_with_cb },
  { .name = "keep-mine", .activate = keep_mine_cb },
  { .name = "discard-draft", .activate = discard_draft_cb },
  { .name = "import", .activate = import_cb },
  { .name = "import-text", .activate = import_text_cb, .parameter_type = "(sdd)" },
  { .name = "export", .activate = export_cb },
  { .name = "close", .activate = close_cb },
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "run", .activate = run_cb },
  { .name = "stop", .activate = stop_cb },
  { .name = "restart", .activate = restart_cb },
  { .name = "run-settings", .activate = run_settings_cb },
  { .name = "listen-again", .activate = listen_again_cb },
  { .name = "use-free-port", .activate = use_free_port_cb },
  { .name = "listen-here", .activate = listen_here_cb },
  { .name = "left-panel", .state = "true", .change_state = left_panel_cb },
  { .name = "right-panel", .state = "true", .change_state = right_panel_cb },
  { .name = "search", .state = "false", .change_state = search_cb },
  { .name = "find-next", .activate = find_next_cb },
  { .name = "find-previous", .activate = find_previous_cb },
  { .name = "clear-debug", .activate = clear_debug_cb },
  { .name = "pause-debug", .activate = pause_debug_cb },
  { .name = "show-help-overlay", .activate = shortcuts_cb },
  { .name = "run-when-opened",
    .state = "false",
    .change_state = run_when_opened_cb },
  { .name = "show-page", .activate = show_page_cb, .parameter_type = "s" },
  { .name = "next-area", .activate = next_area_cb },
  { .name = "previous-area", .activate = previous_area_cb },
  { .name = "press", .activate = press_cb, .parameter_type = "s" },
  { .name = "edit", .activate = edit_cb, .parameter_type = "s" },
  { .name = "reveal", .activate = reveal_cb, .parameter_type = "s" },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "zoom-reset", .activate = zoom_reset_cb },
  { .name = "zoom-fit", .activate = zoom_fit_cb },
  { .name = "zoom-selection", .activate = zoom_selection_cb },
  { .name = "fullscreen", .state = "false", .change_state = fullscreen_cb },
  { .name = "preferences", .activate = preferences_cb },
};

/* Those that make no sense on the start page. */
static const char *const session_actions[] = {
  "export",        "reload",        "keep-mine",      "discard-draft",
  "save",          "save-as",       "undo",           "redo",
  "run",           "stop",          "restart",        "run-settings",
  "listen-again",  "use-free-port", "listen-here",    "left-panel",
  "right-panel",   "show-page",     "zoom-in",        "zoom-out",
  "zoom-reset",    "zoom-fit",      "zoom-selection", "press",
  "edit",          "reveal",        "search",         "find-next",
  "find-previous", "clear-debug",   "pause-debug",    "run-when-opened",
  "compare",       "compare-with",  "import-text",
};

void
weir_window_set_enabled (WeirWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_return_if_fail (action != NULL);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
weir_window_set_state (WeirWindow *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_return_if_fail (action != NULL);

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_boolean (state));
}

void
weir_window_update_actions (WeirWindow *self)
{
  WeirHistory *history;

  for (guint i = 0; i < G_N_ELEMENTS (session_actions); i++)
    weir_window_set_enabled (self, session_actions[i], self->session != NULL);
  weir_window_flows_update (self);
  weir_window_tests_update (self);
  weir_window_record_update (self);
  if (self->session == NULL)
    return;
  weir_window_set_enabled (self, "run-when-opened", self->session_file != NULL);
  if (self->session_file != NULL)
    weir_window_set_state (self,
                           "run-when-opened",
                           weir_session_file_runs_when_opened (
                             self->session_file));
  history = weir_session_get_history (self->session);
  weir_window_set_enabled (self, "undo", weir_history_can_undo (history));
  weir_window_set_enabled (self, "redo", weir_history_can_redo (history));
  weir_window_update_run (self);
}

void
weir_window_actions_init (WeirWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
  weir_window_flows_init (self);
  weir_window_tests_init (self);
  weir_window_commands_init (self);
  weir_window_dock_init (self);
  weir_window_record_init (self);
}
