/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-coverage.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_FLOW_TEST_PASSED,
  WEIR_FLOW_TEST_FAILED,
  WEIR_FLOW_TEST_SKIPPED, /* not reached, since an earlier one failed */
} WeirFlowTestOutcome;

/**
 * WeirFlowTestResult:
 *
 * How one step went. Immutable, may be read from any thread. Texts that don't
 * apply are %NULL.
 */
typedef struct
{
  gatomicrefcount     ref_count;
  guint               number; /* of the step */
  guint               line, column;
  char               *text; /* the step in a few words */
  WeirFlowTestOutcome outcome;
  double              seconds;
  char               *message;    /* what went wrong, one sentence */
  char               *expected;   /* JSON */
  char               *got;        /* JSON */
  char               *difference; /* as of weir_flow_test_match() */
  GPtrArray          *seen; /* (element-type utf8): all that came since the step
                             * before: "+12.3 ms a got \"hello\"" */
  char               *node_id; /* the node it is about */
} WeirFlowTestResult;

/* Returns: (transfer full): an empty one, to be filled before it is given away */
WeirFlowTestResult *weir_flow_test_result_new (void);
WeirFlowTestResult *weir_flow_test_result_ref (WeirFlowTestResult *self);
void                weir_flow_test_result_unref (WeirFlowTestResult *self);

/**
 * WeirFlowTestReport:
 *
 * How one file went. Immutable, may be read from any thread.
 */
typedef struct
{
  gatomicrefcount       ref_count;
  char                 *file;
  char                 *error; /* why it could not run at all */
  guint                 error_line, error_column;
  gboolean              port_in_use; /* that is why */
  GPtrArray            *results;     /* (element-type WeirFlowTestResult) */
  double                seconds;
  WeirFlowTestCoverage *coverage; /* (nullable) */
} WeirFlowTestReport;

/* Returns: (transfer full): an empty one, to be filled before it is given away */
WeirFlowTestReport *weir_flow_test_report_new (const char *file);
WeirFlowTestReport *weir_flow_test_report_ref (WeirFlowTestReport *self);
void                weir_flow_test_report_unref (WeirFlowTestReport *self);

/* Returns: whether every step passed, and there was one */
gboolean weir_flow_test_report_passed (const WeirFlowTestReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestResult, weir_flow_test_result_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestReport, weir_flow_test_report_unref)

G_END_DECLS
