/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"
#include "runtime/weir-node-private.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/**
 * weir_subflow_node_lookup_type:
 * @snapshot: expanded, see weir_subflow_expand()
 *
 * Returns: (nullable): the type of an entry: that of the registry, or, for
 *   instances of subflows and what stands for their status, one of the
 *   runtime's own
 */
const WeirNodeType *weir_subflow_node_lookup_type (WeirRegistry       *registry,
                                                   const WeirSnapshot *snapshot,
                                                   const WeirEntry    *entry);

/**
 * weir_subflow_node_get_instance:
 *
 * Returns: (transfer none) (nullable): the node of the instance inside which a
 *   node stands
 */
WeirNode *weir_subflow_node_get_instance (WeirNode *node);

/**
 * weir_subflow_node_tells_status:
 *
 * Returns: whether an instance's status is what its inside says, by an output of
 *   its own
 */
gboolean weir_subflow_node_tells_status (WeirNode *instance);

/* Returns: whether the node is an instance of a subflow */
gboolean weir_subflow_node_is_instance (const WeirNode *node);

G_END_DECLS
