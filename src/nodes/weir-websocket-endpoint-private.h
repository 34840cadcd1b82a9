/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "nodes/weir-websocket-endpoint.h"

G_BEGIN_DECLS

/* For the subclasses of an endpoint: what their connections tell it. */

/**
 * weir_websocket_endpoint_opened:
 *
 * Gives a connection its session; to be called first.
 */
void weir_websocket_endpoint_opened (WeirWsConnection *connection);

/**
 * weir_websocket_endpoint_closed:
 *
 * Says how many messages @connection lost for reading too slowly, if any.
 */
void weir_websocket_endpoint_closed (WeirWebsocketEndpoint *self,
                                     WeirWsConnection      *connection);

/**
 * weir_websocket_endpoint_receive:
 *
 * Sends on what came in over @connection.
 */
void weir_websocket_endpoint_receive (WeirWebsocketEndpoint *self,
                                      WeirWsConnection      *connection,
                                      WeirWsKind             kind,
                                      const guint8          *data,
                                      gsize                  length);

/**
 * weir_websocket_endpoint_deliver:
 * @closed: the outcome when @connection is not open
 *
 * Sends @frame to one connection.
 */
WeirWebsocketOutcome
weir_websocket_endpoint_deliver (WeirWsConnection         *connection,
                                 const WeirWebsocketFrame *frame,
                                 WeirWebsocketOutcome      closed);

/**
 * weir_websocket_endpoint_show:
 * @event: (nullable): "connect", "disconnect" or "error"
 * @session: (nullable): the connection it is about
 * @text: "connected" and what else stands under the nodes
 * @reason: (nullable): why, and what happens next
 *
 * Gives all users a status: a green dot for "connected …", else a red ring.
 */
void weir_websocket_endpoint_show (WeirWebsocketEndpoint *self,
                                   const char            *event,
                                   WeirValue             *session,
                                   const char            *text,
                                   const char            *reason);

G_END_DECLS
