/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "testing/weir-flow-test-report.h"
#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_FLOW_TEST_STATE_IDLE, /* not run since it was read */
  WEIR_FLOW_TEST_STATE_RUNNING,
  WEIR_FLOW_TEST_STATE_PASSED,
  WEIR_FLOW_TEST_STATE_FAILED,
  WEIR_FLOW_TEST_STATE_SKIPPED, /* a step behind one that failed */
  WEIR_FLOW_TEST_STATE_BROKEN,  /* a file that can't be run at all */
} WeirFlowTestState;

/**
 * WeirFlowTestItem:
 *
 * A row of the tests: a file, or a step of one.
 *
 * Property: `state` (int, WeirFlowTestState; notifies): its message and seconds
 * may have changed with it.
 */
#define WEIR_TYPE_FLOW_TEST_ITEM (weir_flow_test_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirFlowTestItem,
                      weir_flow_test_item,
                      WEIR,
                      FLOW_TEST_ITEM,
                      GObject)

/**
 * weir_flow_test_item_new_file:
 * @file: the test file
 * @test: (nullable): %NULL when it can't be run
 * @problem: (nullable): why, in one sentence
 * @checksum: (nullable): of what the file holds
 */
WeirFlowTestItem *weir_flow_test_item_new_file (GFile        *file,
                                                WeirFlowTest *test,
                                                const char   *problem,
                                                const char   *checksum);

/**
 * weir_flow_test_item_follow:
 * @newer: the same file, read again
 *
 * Takes over what has changed in it; results stay when nothing has.
 *
 * Returns: FALSE when it can't: one of the two has steps, the other none
 */
gboolean
weir_flow_test_item_follow (WeirFlowTestItem *self, WeirFlowTestItem *newer);

/* Returns: (nullable): the file; %NULL for a step */
GFile        *weir_flow_test_item_get_file (WeirFlowTestItem *self);
WeirFlowTest *weir_flow_test_item_get_test (WeirFlowTestItem *self);

/* Returns: (transfer none) (nullable): the file's steps, as items */
GListModel *weir_flow_test_item_get_steps (WeirFlowTestItem *self);

/* Returns: the file's name, or the step in a few words */
const char *weir_flow_test_item_get_title (WeirFlowTestItem *self);

/* Returns: (nullable): id or name of the node a step is about */
const char       *weir_flow_test_item_get_node (WeirFlowTestItem *self);
WeirFlowTestState weir_flow_test_item_get_state (WeirFlowTestItem *self);

/* Returns: how long it took, 0 when it was not run */
double weir_flow_test_item_get_seconds (WeirFlowTestItem *self);

/* Returns: (nullable): what went wrong, in one sentence */
const char *weir_flow_test_item_get_message (WeirFlowTestItem *self);

/* Returns: (transfer full) (nullable): all that is known of a failure, as
 *   lines */
char *weir_flow_test_item_dup_details (WeirFlowTestItem *self);

/* A file: forgets results; its steps are not run. */
void weir_flow_test_item_reset (WeirFlowTestItem *self);

/* A file: it runs now. */
void weir_flow_test_item_begin (WeirFlowTestItem *self);

/* A file: a step of it ended. */
void weir_flow_test_item_take_result (WeirFlowTestItem   *self,
                                      WeirFlowTestResult *result);

/* A file: all of it ended. @hint: (nullable): what to do where it could not run */
void weir_flow_test_item_take_report (WeirFlowTestItem   *self,
                                      WeirFlowTestReport *report,
                                      const char         *hint);

G_END_DECLS
