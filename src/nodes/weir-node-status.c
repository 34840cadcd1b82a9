/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The status node: hears what other nodes show under them. The router makes
 * its messages, and leaves out nodes it is wired to, which would come round for
 * ever. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-node-forward.h"
#include "nodes/weir-node-label.h"
#include "nodes/weir-node-properties.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_status;

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  WEIR_NODE_PROPERTY_SCOPE (N_ ("Report status of")),
  { NULL },
};

static char *
describe (const WeirValue *config)
{
  return weir_node_label_for_scope (config, _ ("status"));
}

const WeirNodeType weir_node_type_status = {
  .type = "status",
  .category = WEIR_NODE_CATEGORY_COMMON,
  .role = WEIR_NODE_ROLE_STATUS,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("status"),
  .summary = N_ ("Hears the status of other nodes."),
  .help = N_ ("Sends a message whenever a node of the same tab changes its "
              "status, the short text with a coloured mark under it.\n\n"
              "- `msg.status.text`: the text\n- `msg.status.fill`: the "
              "colour: red, green, yellow, blue or grey\n- "
              "`msg.status.shape`: `dot` or `ring`\n- `msg.status.source.id`, "
              "`.type`, `.name`: the node\n\n"
              "A node may say more: WebSocket nodes add `msg.status.event`, "
              "`msg.status.reason` and `msg.status._session`. A cleared "
              "status has only `msg.status.source`.\n\n"
              "Listen to all nodes of the tab, to those of the same group, or "
              "to some you pick. Of those you pick, the nodes this one is "
              "wired to are left out."),
  .icon = "weir-status-symbolic",
  .color = "#94c1d0",
  .outputs = 1,
  .properties = properties,
  .describe = describe,
  .receive = weir_node_forward,
};
