/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-run-peer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirFlowTestPeers:
 *
 * All peers of a run, with their sockets, on a loop of their own.
 */
typedef struct _WeirFlowTestPeers WeirFlowTestPeers;

/* @owner: copied; its journal outlives the peers */
WeirFlowTestPeers *weir_flow_test_peers_new (GMainContext *context,
                                             const WeirFlowTestPeerOwner *owner);
void               weir_flow_test_peers_free (WeirFlowTestPeers *self);

/* Returns: (transfer none) (nullable) */
WeirFlowTestPeer *
weir_flow_test_peers_lookup (WeirFlowTestPeers *self, const char *name);

/**
 * weir_flow_test_peers_reserve:
 * @variable: what the server of this port is known by; not used before
 * @port: 0 for a free one
 * @error: the port is taken, …
 *
 * Takes a port of the loopback address, on which nobody listens yet:
 * connections are refused.
 *
 * Returns: the port, 0 with @error set
 */
guint16 weir_flow_test_peers_reserve (WeirFlowTestPeers *self,
                                      const char        *variable,
                                      guint16            port,
                                      GError           **error);

/**
 * weir_flow_test_peers_serve:
 * @variable: of a port that was reserved
 * @protocols: (nullable): sub-protocols to accept; %NULL for every
 *
 * Whoever connects to @path from now on talks to the peer.
 */
gboolean weir_flow_test_peers_serve (WeirFlowTestPeers *self,
                                     const char        *name,
                                     const char        *variable,
                                     const char        *path,
                                     const char *const *protocols,
                                     GError           **error);

/**
 * weir_flow_test_peers_connect:
 * @url: where to
 * @protocols: (nullable): sub-protocols to offer
 * @headers: (nullable): name, value, …
 * @error: the URL is none, or there is such a peer already
 *
 * Begins to connect a client; the peer says how that went.
 */
gboolean weir_flow_test_peers_connect (WeirFlowTestPeers *self,
                                       const char        *name,
                                       const char        *url,
                                       const char *const *protocols,
                                       const char *const *headers,
                                       guint              timeout_ms,
                                       GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestPeers, weir_flow_test_peers_free)

G_END_DECLS
