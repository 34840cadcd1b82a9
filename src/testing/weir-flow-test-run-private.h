/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-host.h"
#include "testing/weir-flow-test-run-nodes.h"
#include "testing/weir-flow-test-run-peers.h"
#include "testing/weir-flow-test-run.h"

G_BEGIN_DECLS

typedef struct _WeirFlowTestGroup WeirFlowTestGroup;

typedef enum
{
  WEIR_FLOW_TEST_STARTING,
  WEIR_FLOW_TEST_SETTLING,
  WEIR_FLOW_TEST_STEPPING,
  WEIR_FLOW_TEST_ENDED,
} WeirFlowTestPhase;

struct _WeirFlowTestRun
{
  /* owned */
  WeirRegistry        *registry;
  WeirFlowTest        *test;
  char                *flow; /* what coverage calls it */
  WeirDocument        *document;
  WeirValue           *credentials; /* (nullable) */
  GMainContext        *context;
  GSource             *source; /* (nullable): while it runs */
  GHashTable          *variables;
  WeirFlowTestJournal *journal;
  WeirFlowTestPeers   *peers; /* (nullable): while it runs */
  WeirFlowTestNodes   *nodes;
  WeirHost            *host; /* (nullable): while it runs */
  WeirFlowTestReport  *report;
  WeirFlowTestGroup   *group; /* (nullable): in an unordered step */

  /* borrowed */
  WeirFlowTestHandler handler;
  gpointer            user_data;

  WeirFlowTestPhase phase;
  guint             watch_id;
  guint             next;     /* the present step, from 0 */
  guint             n_served; /* how many `serve` steps are first of all */
  gint64            began_us;
  gint64            step_us;
  gint64            deadline_us; /* of the present step, or of settling */
  gboolean          is_flooded;  /* records were lost */
};

/* What coverage calls the flow file, instead of what the test does. */
void weir_flow_test_run_set_flow (WeirFlowTestRun *self, const char *flow);

/* How a step stands. */
typedef enum
{
  WEIR_FLOW_TEST_WAITING,
  WEIR_FLOW_TEST_FULFILLED,
  WEIR_FLOW_TEST_BROKEN,
} WeirFlowTestVerdict;

/* Steps, see weir-flow-test-run-steps.c. What went wrong is said in the fields
 * of @result. */

/* Returns: whether it could be begun */
gboolean            weir_flow_test_step_begin (WeirFlowTestRun        *run,
                                               const WeirFlowTestStep *step,
                                               WeirFlowTestResult     *result);
WeirFlowTestVerdict weir_flow_test_step_look (WeirFlowTestRun        *run,
                                              const WeirFlowTestStep *step,
                                              WeirFlowTestResult     *result);

/* Returns: whether messages the step is about are lost, because too many of them
 *   waited; only once all that waits is taken */
gboolean weir_flow_test_step_is_flooded (WeirFlowTestRun        *run,
                                         const WeirFlowTestStep *step,
                                         WeirFlowTestResult     *result);

/* Lets the server of a `serve` step listen. */
gboolean weir_flow_test_step_serve (WeirFlowTestRun        *run,
                                    const WeirFlowTestStep *step,
                                    GError                **error);

/* The time is over, and the step was still waiting. */
WeirFlowTestVerdict weir_flow_test_step_late (WeirFlowTestRun        *run,
                                              const WeirFlowTestStep *step,
                                              WeirFlowTestResult     *result);

/* Returns: seconds it may take */
double
weir_flow_test_step_get_time (WeirFlowTest *test, const WeirFlowTestStep *step);

/* Returns: (transfer full): its value with variables; undefined without one */
WeirValue *weir_flow_test_step_dup_value (WeirFlowTestRun        *run,
                                          const WeirFlowTestStep *step);

/* Comparing, see weir-flow-test-run-compare.c. @result: (nullable): gets
 * expected, got and difference when they differ. */
gboolean weir_flow_test_compare_frame (WeirFlowTestRun         *run,
                                       const WeirFlowTestStep  *step,
                                       const WeirFlowTestFrame *frame,
                                       WeirFlowTestResult      *result);
gboolean weir_flow_test_compare_debug (WeirFlowTestRun        *run,
                                       const WeirFlowTestStep *step,
                                       const WeirRecord       *record,
                                       WeirFlowTestResult     *result);
gboolean weir_flow_test_compare_status (WeirFlowTestRun        *run,
                                        const WeirFlowTestStep *step,
                                        const WeirValue        *status,
                                        WeirFlowTestResult     *result);

/* Says in @result what was expected. */
void weir_flow_test_set_expected (WeirFlowTestRun        *run,
                                  const WeirFlowTestStep *step,
                                  WeirFlowTestResult     *result);

/* Groups, see weir-flow-test-run-group.c. */
WeirFlowTestGroup *weir_flow_test_group_new (const WeirFlowTestStep *step);
void               weir_flow_test_group_free (WeirFlowTestGroup *group);
WeirFlowTestVerdict
weir_flow_test_group_look (WeirFlowTestRun *run, WeirFlowTestResult *result);
WeirFlowTestVerdict
weir_flow_test_group_late (WeirFlowTestRun *run, WeirFlowTestResult *result);

/* See weir-flow-test-run-count.c.
 *
 * Returns: (transfer full): what the nodes and wires of the flow carried */
WeirFlowTestCoverage *weir_flow_test_count (WeirFlowTestRun *run);

G_END_DECLS
