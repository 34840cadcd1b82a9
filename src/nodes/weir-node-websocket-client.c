/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `websocket-client`: a connection to a server, opened while a websocket node
 * uses it. A path that is no ws:// or wss:// address is an error; Node-RED
 * would listen on it. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-check.h"
#include "nodes/weir-websocket-client-endpoint.h"
#include "nodes/weir-websocket-config.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_websocket_client;

static const WeirRef tls_refs[] = {
  { "tls-config", "tls", NULL },
  { NULL },
};

static const WeirChoice name_choices[] = {
  { "\"Authorization\"", "Authorization" },
  { "\"User-Agent\"", "User-Agent" },
  { "\"other\"", N_ ("Other") },
  { NULL },
};

static const WeirChoice value_choices[] = {
  { "\"other\"", N_ ("Text") },
  { "\"env\"", N_ ("Environment variable") },
  { "\"Mozilla/5.0\"", "Mozilla/5.0" },
  { NULL },
};

static const WeirProperty header_columns[] = {
  {
    .key = "keyType",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Header"),
    .help = N_ ("The name, or that it is another one."),
    .def = "\"other\"",
    .choices = name_choices,
  },
  {
    .key = "keyValue",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Other name"),
    .help = N_ ("The name of another header."),
    .def = "\"\"",
    .shown_if = { "keyType", "other" },
  },
  {
    .key = "valueType",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Kind of value"),
    .help = N_ ("Whether the value is a text or the name of a variable."),
    .def = "\"other\"",
    .choices = value_choices,
  },
  {
    .key = "valueValue",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Value"),
    .help = N_ ("The text, or the name of the variable that holds it."),
    .def = "\"\"",
  },
  { NULL },
};

static const WeirProperty properties[] = {
  {
    .key = "path",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Address"),
    .help = N_ ("The server’s ws:// or wss:// address; it may have a query."),
    .def = "\"\"",
    .flags = WEIR_PROPERTY_REQUIRED,
    .placeholder = "wss://example.com/ws",
    .required_code = "W220",
  },
  {
    .key = "tls",
    .kind = WEIR_PROPERTY_KIND_NODE_REF,
    .label = N_ ("Security"),
    .help = N_ ("Certificates and rules for wss; without it those of the "
                "system."),
    .def = "\"\"",
    .placeholder = N_ ("System certificates"),
    .refs = tls_refs,
    .shown_if = { "path", "wss:*" },
  },
  WEIR_WEBSOCKET_PROPERTY_WHOLE,
  {
    .key = "hb",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Heartbeat"),
    .help = N_ ("How often the server is pinged; 0 or nothing for never. The "
                "connection is opened again when a ping stays unanswered "
                "until the next one."),
    .def = "\"\"",
    .unit = N_ ("s"),
  },
  {
    .key = "subprotocol",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Subprotocols"),
    .help = N_ ("The sub-protocols offered, separated by commas."),
    .def = "\"\"",
  },
  {
    .key = "headers",
    .kind = WEIR_PROPERTY_KIND_LIST,
    .label = N_ ("Headers"),
    .help = N_ ("What is sent with the request besides: rows of keyType, "
                "keyValue, valueType and valueValue."),
    .def = "[]",
    .columns = header_columns,
  },
  { NULL },
};

static gboolean
start (WeirNode *node, GError **error)
{
  weir_websocket_config_provide (node, weir_websocket_client_endpoint_new (node));
  return TRUE;
}

const WeirNodeType weir_node_type_websocket_client = {
  .type = "websocket-client",
  .category = WEIR_NODE_CATEGORY_CONFIG,
  .label = N_ ("WebSocket client"),
  .summary = N_ ("A connection to a WebSocket server."),
  .help = N_ (
    "One connection, shared by all nodes that use it, open while there are "
    "any. When it is lost or can’t be opened, it is tried again, every three "
    "seconds unless the program is told otherwise.\n\n"
    "A server that chooses none of the subprotocols offered is refused. "
    "Redirects are not followed.\n\n"
    "The name of a header is `keyValue` when `keyType` is `other`, else "
    "`keyType` itself. Its value is `valueValue` when `valueType` is `other`, "
    "the variable of that name when it is `env`, else `valueType` itself.\n\n"
    "With whole messages, JSON objects that arrive become messages, and "
    "messages are sent as JSON, without `_session`."),
  .icon = "weir-websocket-symbolic",
  .editor_hint = "websocket-client",
  .color = "#d7d7a0",
  .properties = properties,
  .describe = weir_websocket_config_describe,
  .check = weir_websocket_check_client,
  .state_size = sizeof (WeirWebsocketConfig),
  .start = start,
  .stop = weir_websocket_config_stop,
};
