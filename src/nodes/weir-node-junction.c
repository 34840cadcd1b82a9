/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The junction: a point where wires meet. Every message goes on to all wires
 * as it came; since it also counts as handled, a complete node may watch a
 * junction, as in Node-RED. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-node-forward.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_junction;

const WeirNodeType weir_node_type_junction = {
  .type = "junction",
  .category = WEIR_NODE_CATEGORY_COMMON,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("junction"),
  .summary = N_ ("A point where wires meet."),
  .help = N_ ("Brings wires together and spreads them again, so that many "
              "nodes are joined with few wires.\n\n"
              "Messages pass unchanged, in the order in which they came."),
  .icon = "weir-junction-symbolic",
  .color = "#d9d9d9",
  .inputs = 1,
  .outputs = 1,
  .receive = weir_node_forward,
};
