/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `websocket-listener`: a path of the host's server. A path that is an
 * absolute ws:// address makes it a client, as in Node-RED: that is how many
 * flows from before there was a websocket-client are written. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-address.h"
#include "nodes/weir-websocket-check.h"
#include "nodes/weir-websocket-client-endpoint.h"
#include "nodes/weir-websocket-config.h"
#include "nodes/weir-websocket-listener-endpoint.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_websocket_listener;

static const WeirProperty properties[] = {
  {
    .key = "path",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Path"),
    .help = N_ ("Where clients connect, below the base path of the server."),
    .def = "\"\"",
    .flags = WEIR_PROPERTY_REQUIRED,
    .placeholder = "/ws/example",
    .required_code = "W210",
  },
  WEIR_WEBSOCKET_PROPERTY_WHOLE,
  { NULL },
};

static gboolean
start (WeirNode *node, GError **error)
{
  const char *path = weir_node_get_string (node, "path");

  weir_websocket_config_provide (node,
                                 weir_websocket_path_is_url (path)
                                   ? weir_websocket_client_endpoint_new (node)
                                   : weir_websocket_listener_endpoint_new (node));
  return TRUE;
}

const WeirNodeType weir_node_type_websocket_listener = {
  .type = "websocket-listener",
  .category = WEIR_NODE_CATEGORY_CONFIG,
  .label = N_ ("WebSocket listener"),
  .summary = N_ ("A path clients connect to."),
  .help =
    N_ ("The path is compared exactly and case counts; what follows a `?` in "
        "the address of a client does not, and the first slash may be left "
        "out here. Two listeners can’t share a path. Who asks for a path "
        "nobody listens on gets the answer 404.\n\n"
        "With whole messages, JSON objects that arrive become messages, and "
        "messages are sent as JSON, without `_session`.\n\n"
        "Older flows have a `ws://` or `wss://` address for a path: such a "
        "listener connects to that server, as a WebSocket client does."),
  .icon = "weir-websocket-symbolic",
  .editor_hint = "websocket-listener",
  .color = "#d7d7a0",
  .properties = properties,
  .describe = weir_websocket_config_describe,
  .check = weir_websocket_check_listener,
  .state_size = sizeof (WeirWebsocketConfig),
  .start = start,
  .stop = weir_websocket_config_stop,
};
