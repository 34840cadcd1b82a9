/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "schema/weir-registry.h"
#include "testing/weir-flow-test-report.h"
#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

typedef struct
{
  /* A step ended; called in the context the run was started in. May be %NULL. */
  void (*step) (WeirFlowTestResult *result, gpointer user_data);

  /* All ended; the run may be freed from here. */
  void (*done) (WeirFlowTestReport *report, gpointer user_data);
} WeirFlowTestHandler;

/**
 * WeirFlowTestRun:
 *
 * One test file on a fresh engine, on the thread-default context of whoever
 * makes it: a free loopback port, peers of its own, a watchdog, nothing left
 * behind.
 */
typedef struct _WeirFlowTestRun WeirFlowTestRun;

/**
 * weir_flow_test_run_new:
 * @file: what the report calls the test
 * @document: (transfer none): the flow
 * @credentials: (nullable): id → object
 */
WeirFlowTestRun *weir_flow_test_run_new (WeirRegistry              *registry,
                                         const char                *file,
                                         WeirFlowTest              *test,
                                         WeirDocument              *document,
                                         WeirValue                 *credentials,
                                         const WeirFlowTestHandler *handler,
                                         gpointer                   user_data);
void             weir_flow_test_run_start (WeirFlowTestRun *self);

/* Stops in the middle; nobody is told anything more. */
void weir_flow_test_run_free (WeirFlowTestRun *self);

/**
 * weir_flow_test_run_sync:
 * @path: a test file
 *
 * Loads a test and its flow (with `FLOW_cred.json` beside it) and runs it, on a
 * main context of its own; from any thread.
 *
 * Returns: (transfer full): the report; a file that can't be run has an `error`
 */
WeirFlowTestReport *
weir_flow_test_run_sync (WeirRegistry *registry, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestRun, weir_flow_test_run_free)

G_END_DECLS
