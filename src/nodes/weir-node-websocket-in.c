/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `websocket in`: sends on what comes in over a listener or a client. The
 * endpoint of that configuration node makes the messages, one for all nodes
 * that share it; this file only attaches and detaches. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-user.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_websocket_in;

typedef struct
{
  WeirWebsocketEndpoint *endpoint; /* (nullable): borrowed */
} State;

static gboolean
start (WeirNode *node, GError **error)
{
  State *state = weir_node_get_state (node);

  state->endpoint = weir_websocket_user_start (node, TRUE);
  return TRUE;
}

static void
stop (WeirNode *node, gboolean removed)
{
  State *state = weir_node_get_state (node);

  if (state->endpoint != NULL)
    weir_websocket_endpoint_detach (state->endpoint, node);
}

const WeirNodeType weir_node_type_websocket_in = {
  .type = "websocket in",
  .category = WEIR_NODE_CATEGORY_NETWORK,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("websocket"),
  .summary = N_ ("Sends on what arrives over WebSocket connections."),
  .help = N_ (
    "Text arrives in `msg.payload` as a string, binary data as a buffer. "
    "When the configuration says that whole messages are sent and received, "
    "the data is JSON: an object becomes the message itself, any other value "
    "its payload, and what is not JSON arrives as it is.\n\n"
    "`msg._session` names the connection, so that a `websocket out` node on "
    "the same listener answers to it alone.\n\n"
    "As a listener the node waits for clients; as a client it connects to a "
    "server, and again three seconds after the connection is lost. Under the "
    "node stands `connected` and how many clients there are, `disconnected` or "
    "`error`; why, and when it is tried again, is in the log and in "
    "`msg.status.reason` of *status* nodes."),
  .icon = "weir-websocket-symbolic",
  .editor_hint = "websocket",
  .color = "#d7d7a0",
  .outputs = 1,
  .properties = weir_websocket_user_properties,
  .ref_prefix = "[ws] ",
  .state_size = sizeof (State),
  .start = start,
  .stop = stop,
};
