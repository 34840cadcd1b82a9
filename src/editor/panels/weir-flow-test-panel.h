/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirFlowTestPanel:
 *
 * The page of tests: those of the document with their steps, how each went, the
 * details of a failure, and the command line that does the same elsewhere.
 * Property: `badge` (guint, notify): tests that failed.
 */
#define WEIR_TYPE_FLOW_TEST_PANEL (weir_flow_test_panel_get_type ())
G_DECLARE_FINAL_TYPE (WeirFlowTestPanel,
                      weir_flow_test_panel,
                      WEIR,
                      FLOW_TEST_PANEL,
                      GtkWidget)

GtkWidget *weir_flow_test_panel_new (WeirSession *session);

/**
 * weir_flow_test_panel_add_steps:
 * @steps: the text of one step or several, comma between
 *
 * Adds to the end of the selected test, of the only one, or of a new one.
 */
void weir_flow_test_panel_add_steps (WeirFlowTestPanel *self, const char *steps);

/**
 * weir_flow_test_panel_add_exchange:
 * @peer: a client of the flow
 * @all: the steps from its connection on
 * @last: those to add to a test in which it is connected at the end
 */
void weir_flow_test_panel_add_exchange (WeirFlowTestPanel *self,
                                        const char        *peer,
                                        const char        *all,
                                        const char        *last);

/**
 * weir_flow_test_panel_create:
 *
 * Puts a new test to start from beside the document, or where people choose
 * when nothing can be put there.
 */
void weir_flow_test_panel_create (WeirFlowTestPanel *self);

/**
 * weir_flow_test_panel_create_from:
 * @steps: the text of one step or several, comma between
 *
 * The same, with these steps.
 */
void
weir_flow_test_panel_create_from (WeirFlowTestPanel *self, const char *steps);

/* Runs all tests. */
void weir_flow_test_panel_run (WeirFlowTestPanel *self);

G_END_DECLS
