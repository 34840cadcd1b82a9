/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-user.h"

#include "nodes/weir-node-properties.h"

#include <glib/gi18n-lib.h>

/* No mode is stored: one of the two ids is, and the other is "". */
static const WeirRef refs[] = {
  { "websocket-listener", "server", N_ ("Listen for clients") },
  { "websocket-client", "client", N_ ("Connect to a server") },
  { NULL },
};

const WeirProperty weir_websocket_user_properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  {
    .key = "server",
    .kind = WEIR_PROPERTY_KIND_NODE_REF,
    .label = N_ ("Connection"),
    .help = N_ ("A listener that waits for clients, or a client that connects "
                "to a server."),
    .def = "\"\"",
    .flags = WEIR_PROPERTY_REQUIRED,
    .required_code = "W201",
    .refs = refs,
  },
  {
    .key = "client",
    .kind = WEIR_PROPERTY_KIND_OPAQUE,
    .label = N_ ("Client"),
    .help = N_ ("The id of the client, when that is the connection."),
    .def = "\"\"",
  },
  { NULL },
};

WeirWebsocketEndpoint *
weir_websocket_user_start (WeirNode *node, gboolean receives)
{
  const char *key =
    weir_node_get_string (node, "client")[0] != '\0' ? "client" : "server";
  WeirWebsocketEndpoint *endpoint =
    weir_node_resolve (node, key, WEIR_TYPE_WEBSOCKET_ENDPOINT);

  if (endpoint == NULL)
    weir_node_log (node, WEIR_LOG_LEVEL_ERROR, "Missing server configuration");
  else
    weir_websocket_endpoint_attach (endpoint, node, receives);
  return endpoint;
}
