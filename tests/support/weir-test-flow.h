/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-engine.h"
#include "weir-test-types.h"

G_BEGIN_DECLS

/**
 * WeirTestFlow:
 *
 * A flow in the real engine, on a main context of its own, with all node types
 * of Weir and those of weir-test-types.h. Whatever is waited for has a
 * deadline: the test then fails and says what it has seen.
 *
 * While it exists its context is the thread's default one.
 */
typedef struct _WeirTestFlow WeirTestFlow;

/**
 * weir_test_flow_new:
 * @json: a flow file: an array of entries
 *
 * Deploys @json at once; weir_test_flow_new_idle() leaves time to add
 * facilities or credentials before weir_test_flow_deploy().
 */
WeirTestFlow *weir_test_flow_new (const char *json);
WeirTestFlow *weir_test_flow_new_idle (void);

/**
 * weir_test_flow_free:
 *
 * Stops the engine and asserts that it leaves nothing behind.
 */
void weir_test_flow_free (WeirTestFlow *flow);

WeirEngine   *weir_test_flow_get_engine (WeirTestFlow *flow);
GMainContext *weir_test_flow_get_context (WeirTestFlow *flow);

/**
 * weir_test_flow_set_credentials:
 * @json: an object, id → object of names and texts; for the next deploy
 */
void weir_test_flow_set_credentials (WeirTestFlow *flow, const char *json);

/**
 * weir_test_flow_set_variable:
 *
 * Sets an environment variable for the next deploy.
 */
void weir_test_flow_set_variable (WeirTestFlow *flow,
                                  const char   *name,
                                  const char   *value);
void
weir_test_flow_deploy (WeirTestFlow *flow, const char *json, WeirDeployMode mode);

/**
 * weir_test_flow_inject:
 * @id: a node with a button: an inject, or a "test source"
 * @json: (nullable): the message to start from, an object
 */
void weir_test_flow_inject (WeirTestFlow *flow, const char *id, const char *json);

/**
 * weir_test_flow_send:
 * @message: (transfer full): what the "test source" of that id sends
 */
void
weir_test_flow_send (WeirTestFlow *flow, const char *id, WeirMessage *message);

/**
 * weir_test_flow_spin_until:
 * @func: says whether it has come
 *
 * Runs the context until then; fails the test after some seconds.
 */
typedef gboolean (*WeirTestFlowFunc) (WeirTestFlow *flow, gpointer data);
void weir_test_flow_spin_until (WeirTestFlow    *flow,
                                WeirTestFlowFunc func,
                                gpointer         data);

/**
 * weir_test_flow_settle:
 *
 * Runs the context until nothing is left to do now: the queue is empty and no
 * source is ready. Timers in the future are not waited for.
 */
void weir_test_flow_settle (WeirTestFlow *flow);

/**
 * weir_test_flow_pop:
 *
 * Waits for the next message of a "test sink".
 *
 * Returns: (transfer full): the message
 */
WeirMessage *weir_test_flow_pop (WeirTestFlow *flow, const char *sink);

/**
 * weir_test_flow_expect:
 * @json: what the next message of the "test sink" is; members that start with
 *   "_" are only compared when they are given
 */
void
weir_test_flow_expect (WeirTestFlow *flow, const char *sink, const char *json);

/**
 * weir_test_flow_count:
 *
 * Returns: how many messages of the sink wait to be popped, after
 *   weir_test_flow_settle()
 */
guint weir_test_flow_count (WeirTestFlow *flow, const char *sink);

/**
 * weir_test_flow_expect_status:
 * @json: what the next status of the node is; `fill`, `shape` and `text` are
 *   compared, the empty text being the same as none
 */
void weir_test_flow_expect_status (WeirTestFlow *flow,
                                   const char   *id,
                                   const char   *json);

/**
 * weir_test_flow_expect_log:
 * @id: (nullable): the node; %NULL for any
 * @glob: what the next line of this level says, as g_pattern_match_simple()
 */
void weir_test_flow_expect_log (WeirTestFlow *flow,
                                const char   *id,
                                WeirLogLevel  level,
                                const char   *glob);

/**
 * weir_test_flow_expect_debug:
 * @property: (nullable): the path shown
 * @json: the value shown
 */
void weir_test_flow_expect_debug (WeirTestFlow *flow,
                                  const char   *id,
                                  const char   *property,
                                  const char   *json);

/**
 * weir_test_flow_pop_record:
 * @id: (nullable): the node; %NULL for any
 *
 * Waits for the next record of that kind.
 *
 * Returns: (transfer full): the record
 */
WeirRecord *weir_test_flow_pop_record (WeirTestFlow  *flow,
                                       WeirRecordKind kind,
                                       const char    *id);

/**
 * weir_test_flow_count_records:
 *
 * Returns: how many records of that kind wait to be popped, after
 *   weir_test_flow_settle()
 */
guint weir_test_flow_count_records (WeirTestFlow  *flow,
                                    WeirRecordKind kind,
                                    const char    *id);

/**
 * weir_test_flow_forget_records:
 *
 * Drops all records that came so far, after weir_test_flow_settle().
 */
void weir_test_flow_forget_records (WeirTestFlow *flow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestFlow, weir_test_flow_free)

G_END_DECLS
