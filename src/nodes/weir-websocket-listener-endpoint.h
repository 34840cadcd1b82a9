/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "nodes/weir-websocket-endpoint.h"

G_BEGIN_DECLS

/**
 * WeirWebsocketListenerEndpoint:
 *
 * The endpoint that clients connect to: one path of the host's server.
 */
#define WEIR_TYPE_WEBSOCKET_LISTENER_ENDPOINT \
  (weir_websocket_listener_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (WeirWebsocketListenerEndpoint,
                      weir_websocket_listener_endpoint,
                      WEIR,
                      WEBSOCKET_LISTENER_ENDPOINT,
                      WeirWebsocketEndpoint)

/**
 * weir_websocket_listener_endpoint_new:
 * @node: the configuration node with the `path`
 *
 * Serves the path at once. Where that can't be, it is logged, shown by the
 * users, and nobody ever connects.
 */
WeirWebsocketEndpoint *weir_websocket_listener_endpoint_new (WeirNode *node);

G_END_DECLS
