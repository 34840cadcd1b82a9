/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-node-api.h"

G_BEGIN_DECLS

/**
 * WeirInjectProps:
 *
 * The message properties an inject node sets, in order, with their paths read.
 */
typedef struct _WeirInjectProps WeirInjectProps;

/**
 * weir_inject_props_new:
 * @node: an inject node
 * @rows: (nullable): a list of properties to use as they stand; %NULL for those
 *   of the node
 *
 * Returns: (transfer full): what to set
 */
WeirInjectProps *weir_inject_props_new (WeirNode *node, WeirValue *rows);
void             weir_inject_props_free (WeirInjectProps *props);

/**
 * weir_inject_props_apply:
 * @message: (inout) (transfer full): what is set up
 * @error: all that is wrong, in the order of the entries, joined by "; "
 *
 * Sets every property that can be set, even after one failed.
 *
 * Returns: whether all could
 */
gboolean weir_inject_props_apply (const WeirInjectProps *props,
                                  WeirNode              *node,
                                  WeirMessage          **message,
                                  GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirInjectProps, weir_inject_props_free)

G_END_DECLS
