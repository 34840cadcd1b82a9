/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/panels/weir-flow-test-item.h"

G_BEGIN_DECLS

/**
 * WeirFlowTestRow:
 *
 * A test file, or one of its steps, in a list: how it went, what it is called,
 * what went wrong. Files have a button that activates `tests.run-file` with the
 * file's URI.
 */
#define WEIR_TYPE_FLOW_TEST_ROW (weir_flow_test_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirFlowTestRow,
                      weir_flow_test_row,
                      WEIR,
                      FLOW_TEST_ROW,
                      GtkWidget)

GtkWidget *weir_flow_test_row_new (void);

/* @row: (nullable): of a GtkTreeListModel of WeirFlowTestItem */
void weir_flow_test_row_set_list_row (WeirFlowTestRow *self, GtkTreeListRow *row);

/* Returns: (nullable): what a screen reader says of it */
const char *weir_flow_test_row_get_description (WeirFlowTestRow *self);

/* Returns: what a state is called, for people */
const char *weir_flow_test_state_get_title (WeirFlowTestState state);

G_END_DECLS
