/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/panels/weir-debug-panel.h"

#include "editor/panels/weir-debug-list.h"
#include "editor/panels/weir-debug-style.h"
#include "editor/panels/weir-value-view.h"

G_BEGIN_DECLS

/* The parts of the debug panel: its list (weir-debug-panel.c), its children
 * (-build), what people do (-actions), and what they filter by (-filter). */

struct _WeirDebugPanel
{
  GtkWidget parent_instance;

  /* owned */
  WeirDebugLog       *log;
  WeirDebugFilter    *filter;
  WeirDebugList      *rows;
  WeirDebugStyle     *style;
  GtkSingleSelection *selection;
  GSimpleActionGroup *actions;
  GSettings          *settings; /* (nullable): where they are not installed */
  WeirDebugRow       *shown;    /* (nullable): the row in the detail pane */
  WeirDebugRow       *menu_row; /* (nullable): what the row menu is about */

  /* borrowed */
  WeirSession *session; /* weak */

  /* children */
  GtkWidget       *box;
  GtkEditable     *search;
  GtkMenuButton   *filter_button;
  GtkToggleButton *pause_button;
  GtkWidget       *client_bar;
  GtkLabel        *client_label;
  GtkLabel        *note;
  GtkStack        *stack;
  GtkWidget       *no_match;
  GtkWidget       *run_button;
  GtkListView     *list;
  GtkAdjustment   *adjustment;
  GtkButton       *pill;
  WeirValueView   *detail;
  GtkWidget       *row_menu;

  /* derived */
  guint    unseen;
  guint    badge;
  double   last_value;
  gboolean following;
  gboolean is_placing; /* the list lays itself out */
  gboolean is_scrolling;
  gboolean detail_closed;
  gboolean only_flow;
  gboolean only_selected;
  guint    placed_id;
  guint    follow_frames;
  guint    follow_id; /* tick callback */
};

/* -build */
void weir_debug_panel_build (WeirDebugPanel *self);

/* -actions */
void        weir_debug_panel_add_actions (WeirDebugPanel *self);
void        weir_debug_panel_class_add_bindings (GtkWidgetClass *klass);
GMenuModel *weir_debug_panel_new_menu (void);
GMenuModel *weir_debug_panel_new_row_menu (void);

/* -settings */
void weir_debug_panel_bind_settings (WeirDebugPanel *self);

/* -filter */
void weir_debug_panel_filter_init (WeirDebugPanel *self);

/* To be called when the filter was changed. */
void weir_debug_panel_filter_changed (WeirDebugPanel *self);
void weir_debug_panel_clear_filter (WeirDebugPanel *self);

/* The list */
void weir_debug_panel_update (WeirDebugPanel *self);
void weir_debug_panel_follow (WeirDebugPanel *self);
void weir_debug_panel_set_detail_closed (WeirDebugPanel *self, gboolean closed);
void weir_debug_panel_show_row_menu (WeirDebugPanel *self, double x, double y);

G_END_DECLS
