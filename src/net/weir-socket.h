/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-io-loop-private.h"
#include "net/weir-out-queue.h"

G_BEGIN_DECLS

/**
 * WeirSocket:
 *
 * One connected stream in the loop, plain or TLS: reads at most
 * %WEIR_NET_READ_BYTES a turn, keeps what its owner has no use for yet, and
 * writes what is queued once before the loop sleeps. Never blocks, and never
 * calls its owner from inside one of these functions.
 */
typedef struct _WeirSocket WeirSocket;

/* What its owner hears; weir_socket_free() is allowed inside. */
typedef struct
{
  /* Returns: how many bytes it has used up, the rest comes again with more;
   * %G_MAXSIZE when it has let go of the socket. The bytes may be changed in
   * place. */
  gsize (*input) (gpointer owner, guint8 *data, gsize length);

  /* The peer ended the stream (@error is %NULL) or it broke. Called once. */
  void (*ended) (gpointer owner, const GError *error);
} WeirSocketEvents;

/**
 * weir_socket_new:
 * @fd: (transfer full): non-blocking
 */
WeirSocket *weir_socket_new (WeirIoLoop *loop, int fd);

/**
 * weir_socket_new_for_stream:
 * @connection: (transfer full): its descriptor is watched
 * @tls: (transfer full) (nullable): the TLS over it, handshake done; it is
 *   read and written without a source of its own
 */
WeirSocket *weir_socket_new_for_stream (WeirIoLoop        *loop,
                                        GSocketConnection *connection,
                                        GTlsConnection    *tls);

/* Drops the stream as it is. */
void weir_socket_free (WeirSocket *self);

/**
 * weir_socket_finish:
 * @self: (transfer full):
 *
 * Leaves the stream to the loop: what is queued is written, our side is shut,
 * what the peer still sends is thrown away, and when the peer hangs up, or
 * after %WEIR_NET_CLOSE_TIMEOUT_MS, it is dropped. Closing at once would reset
 * the stream and take our last words with it.
 */
void weir_socket_finish (WeirSocket *self);

/* Who hears from now on; what is kept is offered to it in the next turn. */
void weir_socket_set_owner (WeirSocket             *self,
                            const WeirSocketEvents *events,
                            gpointer                owner);

/* For an owner that fetches: moves kept bytes. Returns: how many; 0: none. */
gsize weir_socket_take (WeirSocket *self, guint8 *data, gsize length);

/* Whether weir_socket_take() would return something. */
gboolean weir_socket_has_kept (WeirSocket *self);

/* Puts bytes in front of what is kept. */
void weir_socket_untake (WeirSocket *self, const guint8 *data, gsize length);

/* Whether the peer ended the stream or it broke. */
gboolean weir_socket_has_ended (WeirSocket *self);

/* Stops reading until it is set again. */
void weir_socket_set_reading (WeirSocket *self, gboolean reading);

/* Where output goes; weir_socket_queued() after every change. */
WeirOutQueue *weir_socket_get_out (WeirSocket *self);
void          weir_socket_queued (WeirSocket *self);

/* Writes what the stream takes now, when much is waiting. */
void weir_socket_flush_now (WeirSocket *self);

/* Returns: (transfer none) (nullable): the TLS over it */
GTlsConnection *weir_socket_get_tls (WeirSocket *self);

/* Returns: (transfer full): "127.0.0.1:4711" */
char *weir_socket_dup_peer (WeirSocket *self);

/* Returns: (transfer full): the same of our own side */
char *weir_socket_dup_local (WeirSocket *self);

G_END_DECLS
