/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/panels/weir-flow-test-panel.h"

#include "editor/panels/weir-flow-test-list.h"

G_BEGIN_DECLS

/* The parts of the test panel: what is shown (weir-flow-test-panel.c), its
 * children (-build), what people do (-actions), and the files that are written
 * (-edit). */

struct _WeirFlowTestPanel
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession        *session;
  WeirFlowTestList   *tests;
  GtkSingleSelection *selection; /* over the tree */
  GSimpleActionGroup *actions;
  WeirFlowTestItem   *detailed; /* (nullable): in the detail pane */
  guint               badge;
  gboolean            was_running;

  /* children */
  GtkWidget   *run_button;
  GtkWidget   *stop_button;
  GtkLabel    *summary;
  GtkStack    *stack;
  GtkWidget   *none; /* the page without tests */
  GtkWidget   *new_button;
  GtkListView *list;
  GtkWidget   *detail;
  GtkLabel    *detail_label;
  GtkWidget   *command_bar;
  GtkLabel    *command;
};

/* -build */
void weir_flow_test_panel_build (WeirFlowTestPanel *self);

/* -actions */
void weir_flow_test_panel_add_actions (WeirFlowTestPanel *self);

/* Returns: (transfer full) (nullable): the selected row's item */
WeirFlowTestItem *weir_flow_test_panel_dup_selected (WeirFlowTestPanel *self);

/* Returns: (transfer full) (nullable): the file of the selected row */
WeirFlowTestItem *
weir_flow_test_panel_dup_selected_file (WeirFlowTestPanel *self);

/* Shows the node a step is about. */
void
weir_flow_test_panel_reveal (WeirFlowTestPanel *self, WeirFlowTestItem *item);

/* Brings buttons, texts and the detail pane in line. */
void weir_flow_test_panel_update (WeirFlowTestPanel *self);

G_END_DECLS
