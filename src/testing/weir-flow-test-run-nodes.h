/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"
#include "runtime/weir-monitor.h"
#include "schema/weir-registry.h"
#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

/* What a node may have shown that no step asked for. */
#define WEIR_FLOW_TEST_MAX_DEBUGS   10000
#define WEIR_FLOW_TEST_MAX_STATUSES 1000 /* the oldest go */

/**
 * WeirFlowTestNodes:
 *
 * The nodes of a flow as a test sees them: found by id or name, with what they
 * showed since a step last asked.
 */
typedef struct _WeirFlowTestNodes WeirFlowTestNodes;

WeirFlowTestNodes      *
weir_flow_test_nodes_new (WeirRegistry *registry, WeirSnapshot *snapshot);
void weir_flow_test_nodes_free (WeirFlowTestNodes *self);

/**
 * weir_flow_test_nodes_find:
 * @kind: INJECT finds nodes with a button, EXPECT_DEBUG debug nodes,
 *   EXPECT_STATUS nodes of any type
 * @word: an id, or a name only one of them has; in a subflow with one instance
 *   the id in the definition too
 * @error: there is none, it doesn't run, or several have the name
 *
 * Returns: (transfer none) (nullable): the id
 */
const char *weir_flow_test_nodes_find (WeirFlowTestNodes *self,
                                       WeirFlowTestKind   kind,
                                       const char        *word,
                                       GError           **error);

/* @record: what a node showed or said */
void weir_flow_test_nodes_add (WeirFlowTestNodes *self, WeirRecord *record);

/* Returns: (transfer full) (nullable): the next debug message of that node that
 *   no step has taken; now one has */
WeirRecord *
weir_flow_test_nodes_take_debug (WeirFlowTestNodes *self, const char *id);

/* Returns: whether the node showed more than fits, so that what comes behind the
 *   messages that wait is lost */
gboolean weir_flow_test_nodes_is_full (WeirFlowTestNodes *self, const char *id);

/**
 * weir_flow_test_nodes_get_statuses:
 *
 * Returns: (transfer none) (element-type WeirValue): the statuses a node had
 *   since it was last asked about, oldest first; the one it has now is always
 *   there, `{}` when it has none
 */
GPtrArray *
weir_flow_test_nodes_get_statuses (WeirFlowTestNodes *self, const char *id);

/* Forgets the statuses before @n, but never the present one. */
void weir_flow_test_nodes_forget_statuses (WeirFlowTestNodes *self,
                                           const char        *id,
                                           guint              n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestNodes, weir_flow_test_nodes_free)

G_END_DECLS
