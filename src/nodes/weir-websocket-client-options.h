/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-client.h"
#include "net/weir-ws-server.h"
#include "runtime/weir-node-api.h"

G_BEGIN_DECLS

/**
 * weir_websocket_client_open:
 * @node: a node with the properties of a websocket-client: `path`, `tls`,
 *   `hb`, `subprotocol`, `headers`; all but the first may be missing
 * @server: the one whose loop reads its socket and whose limits hold
 * @error: the address is none
 *
 * Headers that can't be sent are logged and left out.
 *
 * Returns: (transfer full) (nullable): a client for it, not yet started
 */
WeirWsClient *weir_websocket_client_open (WeirNode                  *node,
                                          WeirWsServer              *server,
                                          const WeirWsClientHandler *handler,
                                          gpointer                   user_data,
                                          GError                   **error);

G_END_DECLS
