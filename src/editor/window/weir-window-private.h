/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/files/weir-recent.h"
#include "editor/files/weir-session-file.h"
#include "editor/window/weir-banner.h"
#include "editor/window/weir-window.h"

G_BEGIN_DECLS

/* Below these widths the panels no longer stand beside the canvas: one at a
 * time, then one instead of it. */
#define WEIR_WINDOW_NARROW_PX 860
#define WEIR_WINDOW_PHONE_PX  600

#define WEIR_WINDOW_MIN_WIDTH_PX 360

typedef enum
{
  WEIR_WINDOW_WIDE,
  WEIR_WINDOW_NARROW,
  WEIR_WINDOW_PHONE,
} WeirWindowWidth;

/* Split by concern: actions, files, panels, the run, and the size have files of
 * their own. */
struct _WeirWindow
{
  AdwApplicationWindow parent_instance;

  /* owned */
  WeirSession     *session;      /* (nullable) */
  WeirSessionFile *session_file; /* (nullable): with the session */
  WeirRecentMenu  *recent;
  char            *save_error; /* (nullable): why the last save failed */
  GSettings       *settings;
  GSettings       *window_settings;

  /* template children */
  AdwToastOverlay *toasts;
  AdwHeaderBar    *header;
  AdwWindowTitle  *title;
  GtkStack        *main_stack;
  GtkToggleButton *left_toggle;
  GtkToggleButton *right_toggle;
  GtkToggleButton *search_toggle;
  GtkWidget       *open_button;
  GtkWidget       *add_button;
  AdwSplitButton  *run_button;
  GtkBox          *search_slot;
  GtkBox          *banner_slot;
  GtkBox          *tabs_slot;
  GtkPaned        *left_paned;
  GtkPaned        *right_paned;
  GtkBox          *left_panel;
  GtkBox          *right_panel;
  GtkPaned        *dock_paned;
  GtkOverlay      *canvas_overlay;
  GtkWidget       *zoom_box;
  GtkButton       *zoom_button;
  GtkLabel        *hint_label;
  GMenu           *recent_section;
  GMenuModel      *tab_menu;

  /* of the session; gone with it */
  GtkWidget    *canvas;
  AdwViewStack *left_stack;
  AdwViewStack *right_stack;
  GtkWidget    *debug_panel;
  guint         canvas_export_id; /* on the session bus */
  GtkSearchBar *search_bar;       /* (nullable): not opened yet */
  GtkWidget    *search;
  WeirBanner   *run_banner;
  WeirBanner   *file_banner;
  WeirBanner   *record_banner;
  GtkWindow    *compare_window; /* weak (nullable) */

  WeirWindowWidth width;
  guint           width_id;
  guint           check_id; /* waits for the first frame of the session */
  guint           n_frames;
  guint           chord_id;    /* waits for the key behind Ctrl+G */
  gboolean        left_wanted; /* by the user, wherever there is room */
  gboolean        right_wanted;
  gboolean        may_close;     /* people were asked */
  gboolean        in_background; /* hidden, and running */
};

/* weir-window.c */
void weir_window_set_session (WeirWindow *self, WeirSession *session);

/* weir-window-actions.c */
void weir_window_actions_init (WeirWindow *self);
void
weir_window_set_enabled (WeirWindow *self, const char *action, gboolean enabled);

/* The state of a boolean action, as its toggle shows it. */
void weir_window_set_state (WeirWindow *self, const char *action, gboolean state);

/* Brings the enabled states in line with session and run. */
void weir_window_update_actions (WeirWindow *self);

/* weir-window-panels.c: what the session is shown with. */
void weir_window_panels_build (WeirWindow *self);
void weir_window_panels_clear (WeirWindow *self);
void weir_window_zoom_changed (WeirWindow *self);

/* Hands the views of the flows to the document's file, before it is closed. */
void weir_window_keep_views (WeirWindow *self);

/* @hint: (nullable): what can be done now; the canvas' own hint without one */
void weir_window_show_hint (WeirWindow *self, const char *hint);

/* weir-window-size.c: which panels there is room for. */
void weir_window_size_init (WeirWindow *self);
void weir_window_size_save (WeirWindow *self);
void weir_window_size_allocated (WeirWindow *self, int width);
void weir_window_update_panels (WeirWindow *self);
void weir_window_show_left (WeirWindow *self, gboolean shown);
void weir_window_show_right (WeirWindow *self, gboolean shown);

/* weir-window-search.c */
void weir_window_show_search (WeirWindow *self, gboolean shown);
void weir_window_find (WeirWindow *self, gboolean forward);
void weir_window_search_clear (WeirWindow *self);

/* weir-window-areas.c: ways around the window without a pointer. */
void weir_window_areas_init (WeirWindow *self);
void weir_window_areas_clear (WeirWindow *self);
void weir_window_move_area (WeirWindow *self, int by);

/* weir-window-close.c */

/* Returns: whether people are asked first; then the window stays until they
 * answer */
gboolean weir_window_asks_to_close (WeirWindow *self);

/* weir-window-background.c: a run without its window. */
void weir_window_background_init (WeirWindow *self);

/* Asks the desktop where it wants to be asked, and hides the window. */
void weir_window_keep_running (WeirWindow *self);

/* Closes the window of a run in the background that has ended. */
void weir_window_background_update (WeirWindow *self);

/* It is shown again, or goes. */
void weir_window_background_end (WeirWindow *self);

/* Returns: (transfer full): who can connect to what runs, a sentence */
char *weir_window_dup_reach (WeirWindow *self);

/* weir-window-flows.c: actions on tabs. */
void weir_window_flows_init (WeirWindow *self);
void weir_window_flows_update (WeirWindow *self);

/* weir-window-dock.c: the debug panel below the canvas. */
void     weir_window_dock_init (WeirWindow *self);
void     weir_window_dock_build (WeirWindow *self);
void     weir_window_dock_clear (WeirWindow *self);
void     weir_window_dock_save (WeirWindow *self);
gboolean weir_window_is_docked (WeirWindow *self);

/* weir-window-commands.c: what can be done, by name. */
void weir_window_commands_init (WeirWindow *self);

/* weir-window-tests.c: actions about flow tests. */
void weir_window_tests_init (WeirWindow *self);
void weir_window_tests_update (WeirWindow *self);

/* weir-window-record.c: what passes the run, into a file. */
void weir_window_record_init (WeirWindow *self);
void weir_window_record_connect (WeirWindow *self);
void weir_window_record_update (WeirWindow *self);

/* weir-window-run.c */
void weir_window_run_connect (WeirWindow *self);
void weir_window_update_run (WeirWindow *self);

/* weir-window-files.c */

/* Shows a session with its file; @file may be %NULL for the start page. */
void weir_window_show_file (WeirWindow *self, WeirSessionFile *file);
void
     weir_window_complain (WeirWindow *self, const char *heading, const GError *error);
void weir_window_new_document (WeirWindow *self);
void weir_window_open_example (WeirWindow *self, const char *name);
void weir_window_choose_file (WeirWindow *self);

/* Returns: (transfer full) (element-type GtkFileFilter) */
GListModel *weir_window_new_file_filters (void);

void weir_window_save (WeirWindow *self);
void weir_window_save_as (WeirWindow *self);
void weir_window_update_title (WeirWindow *self);

/* weir-window-transfer.c */
void weir_window_transfer_init (WeirWindow *self);
void weir_window_import (WeirWindow *self);

/* @x: where the middle of it is wanted on the flow shown */
void
     weir_window_import_text (WeirWindow *self, const char *text, double x, double y);
void weir_window_export (WeirWindow *self);

/* weir-window-draft.c: what the window tells of its file, and the ways out. */
void weir_window_draft_connect (WeirWindow *self);
void weir_window_update_file_banner (WeirWindow *self);
void weir_window_reload (WeirWindow *self);
void weir_window_keep_mine (WeirWindow *self);
void weir_window_discard_draft (WeirWindow *self);

/* weir-window-compare.c: how the document differs from something else. */

/* With its file, as another program has it by now. */
void weir_window_compare (WeirWindow *self);

/* With a file people choose. */
void weir_window_compare_with (WeirWindow *self);
void weir_window_compare_clear (WeirWindow *self);

G_END_DECLS
