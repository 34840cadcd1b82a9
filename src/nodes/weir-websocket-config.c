/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-config.h"

#include <glib/gi18n-lib.h>

const WeirChoice weir_websocket_whole_choices[] = {
  { "\"false\"", N_ ("Payload only") },
  { "\"true\"", N_ ("Whole message as JSON") },
  { NULL },
};

void
weir_websocket_config_provide (WeirNode *node, WeirWebsocketEndpoint *endpoint)
{
  WeirWebsocketConfig *state = weir_node_get_state (node);

  state->endpoint = endpoint;
  weir_node_provide (node, G_OBJECT (endpoint));
}

void
weir_websocket_config_stop (WeirNode *node, gboolean removed)
{
  WeirWebsocketConfig *state = weir_node_get_state (node);

  weir_websocket_endpoint_shut (state->endpoint);
}

char *
weir_websocket_config_describe (const WeirValue *config)
{
  const char *path = weir_value_lookup_string (config, "path");

  return path != NULL ? g_utf8_make_valid (path, -1) : NULL;
}
