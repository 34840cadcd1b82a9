/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-environment.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* The problems listed at most; a last one then says how many more there are. */
#define WEIR_CHECK_MAX_PROBLEMS 10000

/**
 * weir_check_snapshot:
 * @snapshot: the flow
 * @registry: the node types
 * @environment: what `${NAME}` and typed values see
 *
 * Everything that can be said about a flow without running it: missing
 * references, bad values, unknown types, wires to nowhere, duplicate ids.
 * Disabled nodes are not checked.
 *
 * Returns: (transfer full) (element-type WeirProblem): what concerns the flow as
 *   a whole, then the rest in file order
 */
GPtrArray *weir_check_snapshot (WeirSnapshot       *snapshot,
                                const WeirRegistry *registry,
                                WeirEnvironment    *environment);

/**
 * weir_check_entry:
 * @id: an entry of @snapshot
 *
 * The problems weir_check_snapshot() finds that are about this entry, in the
 * same order, without checking all others: what a dialog asks while somebody
 * types.
 *
 * Returns: (transfer full) (element-type WeirProblem): none when there is no
 *   such entry
 */
GPtrArray *weir_check_entry (WeirSnapshot       *snapshot,
                             const WeirRegistry *registry,
                             WeirEnvironment    *environment,
                             const char         *id);

G_END_DECLS
