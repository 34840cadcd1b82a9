/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"
#include "schema/weir-registry.h"
#include "testing/weir-flow-test.h"

G_BEGIN_DECLS

/**
 * weir_flow_test_check:
 * @snapshot: the flow the test is of
 *
 * What is wrong with a test seen with its flow, without running either. Errors:
 * a node that isn't there, doesn't run, can't do what the step wants, or shares
 * its name with others. Warnings: a path no listener has, a debug node that is
 * switched off, a port the flow never asks for.
 *
 * Returns: (transfer full) (element-type WeirFlowTestProblem): in the order of
 *   the steps
 */
GPtrArray *weir_flow_test_check (WeirFlowTest       *test,
                                 const WeirRegistry *registry,
                                 const WeirSnapshot *snapshot);

/**
 * weir_flow_test_find_node:
 * @kind: INJECT finds nodes with a button, EXPECT_DEBUG debug nodes,
 *   EXPECT_STATUS nodes of any type
 * @snapshot: what runs: of subflows that are expanded the copies are found
 * @word: an id, or a name only one of them has; of a copy the id in the
 *   definition too, when there is one
 * @error: %G_IO_ERROR_NOT_FOUND: there is none, or it doesn't run;
 *   %G_IO_ERROR_EXISTS: several have the name
 *
 * Returns: (transfer none) (nullable): the node
 */
const WeirEntry *weir_flow_test_find_node (const WeirRegistry *registry,
                                           const WeirSnapshot *snapshot,
                                           WeirFlowTestKind    kind,
                                           const char         *word,
                                           GError            **error);

/**
 * weir_flow_test_name_node:
 * @id: of a node
 *
 * Returns: (transfer full): what a step of @kind best calls it: its name when
 *   that finds it, else the id
 */
char *weir_flow_test_name_node (const WeirRegistry *registry,
                                const WeirSnapshot *snapshot,
                                WeirFlowTestKind    kind,
                                const char         *id);

G_END_DECLS
