/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-node-api.h"

G_BEGIN_DECLS

/**
 * weir_node_forward:
 *
 * The `receive` of node types that pass on what they get: junctions, link in
 * nodes, and catch, status and complete nodes, to which the router hands the
 * message it made. It counts as handled.
 */
void weir_node_forward (WeirNode *node, WeirMessage *message);

G_END_DECLS
