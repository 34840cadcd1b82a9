/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"
#include "schema/weir-registry.h"
#include "testing/weir-flow-test-report.h"
#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

/* How long the clients of a flow may take to open or fail before the first
 * step, in milliseconds. */
#define WEIR_FLOW_TEST_SETTLE_MS 5000

/* How long a port that is given may be in use before that is an error. */
#define WEIR_FLOW_TEST_PORT_MS 2000

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
 * makes it: a loopback port, peers of its own, nothing left behind.
 *
 * Variables: in the steps, as weir-flow-test-expand.h says, those of the command
 * line, then `env`; in the flow then those of the process. `${PORT}` is the
 * runtime's port, the variable of a `serve` step that of its server. Both are
 * free ports, unless the command line or `env` says which.
 *
 * All ports of `serve` are taken before the flow starts. Those whose steps come
 * before any other kind of step listen then too; the others refuse connections
 * until their step is reached. The first step begins when each client of the
 * flow has opened its connection or failed to.
 *
 * Steps, in order; after the first that fails the others are skipped:
 *
 * - connect, serve: connect passes when the handshake is done. A peer that is
 *   served stands for all who are connected to its path.
 * - send, sendBinary, close: wait for a connection of a served peer, then go to
 *   all of them.
 * - inject: presses the button. With `msg` the message has these members
 *   instead of those of the node.
 * - expect, expectBinary: the next message of the peer that no step took must
 *   be the one.
 * - expectNothing: no message of the peer is left, and none comes in the time.
 * - expectClose: a connection of the peer has ended, or ends in time.
 * - expectDebug: the next message of the debug node that no step took must be
 *   the one.
 * - expectStatus: a status the node has, had since it was last asked about, or
 *   gets in time.
 * - unordered: each of the steps in it is fulfilled by another message.
 *
 * What fits is said in weir-flow-test-match.h. What no step takes doesn't
 * matter.
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

/**
 * weir_flow_test_run_set_variables:
 * @variables: (nullable) (element-type utf8 utf8): win over the test's `env`
 *
 * Before the start.
 */
void
weir_flow_test_run_set_variables (WeirFlowTestRun *self, GHashTable *variables);
void weir_flow_test_run_start (WeirFlowTestRun *self);

/* Stops in the middle; nobody is told anything more. */
void weir_flow_test_run_free (WeirFlowTestRun *self);

/**
 * weir_flow_test_get_limit:
 *
 * Returns: seconds after which a run of @test has ended, if its flow ever gives
 *   the processor back; whoever runs it on a thread can tell by that when not
 */
double weir_flow_test_get_limit (WeirFlowTest *test);

/**
 * WeirFlowTestRunOptions:
 *
 * What a command line says about tests. All is borrowed.
 */
typedef struct
{
  GHashTable *variables;        /* (nullable): as of …_set_variables() */
  const char *encoding;         /* (nullable): of the flow file */
  const char *credentials_file; /* (nullable): instead of that beside it */
  const char *secret;           /* (nullable): of the credentials */

  /* (nullable): the test is about to run, and has ended after @limit seconds
   * or never. Called in the thread that runs it. */
  void (*began) (double limit, gpointer user_data);

  /* (nullable): as of a WeirFlowTestHandler, in that thread too */
  void (*step) (WeirFlowTestResult *result, gpointer user_data);
  gpointer user_data;
} WeirFlowTestRunOptions;

/**
 * weir_flow_test_load:
 * @path: a test file
 * @flow: (out) (optional) (transfer full) (nullable): the path of its flow file
 *
 * Returns: (transfer full) (nullable): the test; %NULL when it can't be read or
 *   something is wrong with it
 */
WeirFlowTest *weir_flow_test_load (const char *path, char **flow);

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

/* The same, with @options. */
WeirFlowTestReport *
weir_flow_test_run_file (WeirRegistry                 *registry,
                         const char                   *path,
                         const WeirFlowTestRunOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestRun, weir_flow_test_run_free)

G_END_DECLS
