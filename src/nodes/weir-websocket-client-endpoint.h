/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "nodes/weir-websocket-endpoint.h"

G_BEGIN_DECLS

/* A connection that stood as long as this has forgotten why the one before it
 * was lost: the next loss is logged even when its cause is the same. */
#define WEIR_WEBSOCKET_STEADY_US ((gint64)60 * G_USEC_PER_SEC)

/**
 * WeirWebsocketClientEndpoint:
 *
 * The endpoint that connects to a server: one connection while it has users,
 * opened again whenever it is lost.
 */
#define WEIR_TYPE_WEBSOCKET_CLIENT_ENDPOINT \
  (weir_websocket_client_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (WeirWebsocketClientEndpoint,
                      weir_websocket_client_endpoint,
                      WEIR,
                      WEBSOCKET_CLIENT_ENDPOINT,
                      WeirWebsocketEndpoint)

/**
 * weir_websocket_client_endpoint_new:
 * @node: the configuration node with the `path`, an address
 *
 * Connects when the first user comes. An address that is none is logged then,
 * shown by the users, and not tried.
 */
WeirWebsocketEndpoint *weir_websocket_client_endpoint_new (WeirNode *node);

G_END_DECLS
