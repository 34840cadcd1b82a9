/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "weir-test-flow.h"

G_BEGIN_DECLS

/**
 * WeirTestNet:
 *
 * A WeirTestFlow with a network: the server of its listeners on a free port of
 * the loopback, and peers that are libsoup's own, so that they share nothing
 * with what is tested.
 */
typedef struct _WeirTestNet WeirTestNet;

/**
 * weir_test_net_new:
 * @base_path: (nullable): of the server
 *
 * Nothing is deployed yet; the variable `URL` holds the address of the
 * server, such as `ws://127.0.0.1:40000`.
 */
WeirTestNet *weir_test_net_new (const char *base_path);

/**
 * weir_test_net_new_unstarted:
 *
 * As above, but the server does not listen.
 */
WeirTestNet  *weir_test_net_new_unstarted (void);
void          weir_test_net_free (WeirTestNet *net);
WeirTestFlow *weir_test_net_get_flow (WeirTestNet *net);
guint16       weir_test_net_get_port (WeirTestNet *net);

/**
 * WeirTestSocket:
 *
 * One WebSocket of a peer, of either side, and what has come in over it.
 */
typedef struct _WeirTestSocket WeirTestSocket;

/**
 * weir_test_net_connect:
 * @path: a path of the server
 *
 * Returns: (transfer full): a client that is connected
 */
WeirTestSocket *weir_test_net_connect (WeirTestNet *net, const char *path);

/**
 * weir_test_net_connect_status:
 *
 * Returns: the HTTP status a client is refused with
 */
guint weir_test_net_connect_status (WeirTestNet *net, const char *path);

/**
 * weir_test_net_connect_deaf:
 *
 * Returns: (transfer full): the stream of a client that is connected, but never
 *   reads
 */
GSocketConnection *
weir_test_net_connect_deaf (WeirTestNet *net, const char *path);

void weir_test_socket_free (WeirTestSocket *socket);
void weir_test_socket_send (WeirTestSocket *socket, const char *text);
void weir_test_socket_send_bytes (WeirTestSocket *socket,
                                  const guint8   *data,
                                  gsize           length);

/**
 * weir_test_socket_close:
 *
 * Starts the closing handshake.
 */
void
weir_test_socket_close (WeirTestSocket *socket, guint16 code, const char *reason);

/**
 * weir_test_socket_expect:
 *
 * Waits for the next frame, which must be this text.
 */
void weir_test_socket_expect (WeirTestSocket *socket, const char *text);
void weir_test_socket_expect_bytes (WeirTestSocket *socket,
                                    const guint8   *data,
                                    gsize           length);

/**
 * weir_test_socket_expect_closed:
 * @code: the close code the peer was sent; 0 for an end without closing frame
 */
void weir_test_socket_expect_closed (WeirTestSocket *socket, guint16 code);

/**
 * WeirTestPeer:
 *
 * A WebSocket server for the clients of a flow.
 */
typedef struct _WeirTestPeer WeirTestPeer;

/**
 * weir_test_peer_new:
 * @certificate: (nullable): serve wss with it
 * @protocol: (nullable): the one sub-protocol it speaks
 * @port: 0 for a free one
 */
WeirTestPeer *weir_test_peer_new (WeirTestNet     *net,
                                  GTlsCertificate *certificate,
                                  const char      *protocol,
                                  guint            port);
void          weir_test_peer_free (WeirTestPeer *peer);
guint         weir_test_peer_get_port (WeirTestPeer *peer);

/**
 * weir_test_peer_accept:
 *
 * Waits for the next connection.
 *
 * Returns: (transfer full): it
 */
WeirTestSocket *weir_test_peer_accept (WeirTestPeer *peer);

/**
 * weir_test_peer_get_n_connections:
 *
 * Returns: how many were opened so far
 */
guint weir_test_peer_get_n_connections (WeirTestPeer *peer);

/**
 * weir_test_peer_get_header:
 *
 * Returns: (nullable): a header of the latest request
 */
const char *weir_test_peer_get_header (WeirTestPeer *peer, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestNet, weir_test_net_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestSocket, weir_test_socket_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestPeer, weir_test_peer_free)

G_END_DECLS
