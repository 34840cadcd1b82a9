/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/panels/weir-flow-test-item.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirFlowTestList:
 *
 * The tests of a session's document: a GListModel of WeirFlowTestItem, one a
 * file. Tests are the files `*.test.json` in the document's folder that name
 * it as their flow, and those added by hand; files that change are read again.
 * What runs is the document as it is edited, saved or not, on a thread of its
 * own and apart from the session's run; one file after the other.
 *
 * Signal: `changed ()`: tests were found, or a run went on.
 */
#define WEIR_TYPE_FLOW_TEST_LIST (weir_flow_test_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirFlowTestList,
                      weir_flow_test_list,
                      WEIR,
                      FLOW_TEST_LIST,
                      GObject)

WeirFlowTestList *weir_flow_test_list_new (WeirSession *session);

/* Reads a test file that is not beside the document, or that it does not know
 * yet. */
void weir_flow_test_list_add (WeirFlowTestList *self, GFile *file);

/* Looks at the folder again. */
void weir_flow_test_list_refresh (WeirFlowTestList *self);

/* @item: (nullable): a file; %NULL for all */
void weir_flow_test_list_run (WeirFlowTestList *self, WeirFlowTestItem *item);
void weir_flow_test_list_stop (WeirFlowTestList *self);
gboolean weir_flow_test_list_is_running (WeirFlowTestList *self);

/* Returns: how many files are in this state */
guint weir_flow_test_list_count (WeirFlowTestList *self, WeirFlowTestState state);

G_END_DECLS
