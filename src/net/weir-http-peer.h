/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "net/weir-socket.h"
#include "net/weir-tls.h"

G_BEGIN_DECLS

/**
 * WeirHttpPeer:
 *
 * A client that speaks HTTP so far: its TLS handshake, then libsoup's server on
 * its stream, until the connection becomes a WebSocket, closes, or takes too
 * long. Kept in a list of its server.
 */
typedef struct _WeirHttpPeer WeirHttpPeer;

typedef struct
{
  WeirIoLoop      *loop;
  SoupServer      *http;
  GTlsCertificate *certificate; /* (nullable): speak TLS */
  WeirTls         *clients;    /* (nullable): whose certificates clients need */
  guint            timeout_ms; /* of the handshake, and of an idle client */

  /* A peer took too long, or its TLS failed, maybe for want of a right
   * @certificate. (called before @gone) */
  void (*refused) (gpointer owner, gboolean certificate);

  /* A peer is no more. */
  void (*gone) (WeirHttpPeer *peer, gpointer owner);
  gpointer owner;
} WeirHttpPeerSetup;

/**
 * weir_http_peer_new:
 * @fd: (transfer full)
 * @setup: outlives the peer
 */
WeirHttpPeer *weir_http_peer_new (const WeirHttpPeerSetup *setup, int fd);

/* Drops it; `gone` is not called. */
void weir_http_peer_free (WeirHttpPeer *self);

/**
 * weir_http_peer_steal:
 * @message: whose 101 was just written
 *
 * Takes the stream out of libsoup's hands, with what its parser had read
 * already, and ends the peer.
 *
 * Returns: (transfer full) (nullable): the stream
 */
WeirSocket *weir_http_peer_steal (SoupServerMessage *message);

G_END_DECLS
