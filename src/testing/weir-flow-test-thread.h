/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-run.h"

G_BEGIN_DECLS

/**
 * WeirFlowTestThread:
 *
 * A WeirFlowTestRun on a thread of its own, for a user interface that must not
 * wait. Made and freed by one other thread, which hears of it in the context
 * that was its thread-default one then.
 */
typedef struct _WeirFlowTestThread WeirFlowTestThread;

/**
 * weir_flow_test_thread_new:
 * @file: what the report calls the test
 * @flow: the text of the flow file
 * @credentials: (nullable): id → object
 * @handler: copied; `done` is called once, unless the thread is freed before.
 *   A flow that can't be read is a report with an `error`
 *
 * Begins at once.
 */
WeirFlowTestThread *weir_flow_test_thread_new (WeirRegistry *registry,
                                               const char   *file,
                                               WeirFlowTest *test,
                                               GBytes       *flow,
                                               WeirValue    *credentials,
                                               const WeirFlowTestHandler *handler,
                                               gpointer user_data);

/**
 * weir_flow_test_thread_free:
 *
 * Ends the run, in the middle if need be, and waits for its thread: a turn of
 * its engine. Nobody is told anything more. May be called from `done`.
 */
void weir_flow_test_thread_free (WeirFlowTestThread *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestThread, weir_flow_test_thread_free)

G_END_DECLS
