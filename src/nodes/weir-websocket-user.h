/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "nodes/weir-websocket-endpoint.h"

G_BEGIN_DECLS

/* What `websocket in` and `websocket out` have in common: the choice between a
 * listener and a client. */

/* The properties of both types. */
extern const WeirProperty weir_websocket_user_properties[];

/**
 * weir_websocket_user_start:
 * @receives: whether the node sends on what comes in
 *
 * Attaches a node to the endpoint it names; a client wins over a listener.
 * A configuration that is missing or disabled is logged.
 *
 * Returns: (transfer none) (nullable): the endpoint, valid while the node runs
 */
WeirWebsocketEndpoint *
weir_websocket_user_start (WeirNode *node, gboolean receives);

G_END_DECLS
