/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-node-forward.h"

void
weir_node_forward (WeirNode *node, WeirMessage *message)
{
  weir_node_send (node, weir_message_ref (message));
  weir_node_done (node, message);
}
