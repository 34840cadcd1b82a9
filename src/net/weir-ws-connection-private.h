/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-socket.h"
#include "net/weir-ws-connection.h"

G_BEGIN_DECLS

/* What a connection is made of; texts are copied. */
typedef struct
{
  WeirSocket  *socket; /* (transfer full): handshake done */
  gboolean     client; /* this side is the client */
  const char  *protocol, *origin;
  const char  *owner;  /* (nullable): nobody's are not tapped */
  const char  *place;  /* (nullable): its path or URL */
  WeirWsLimits limits; /* zero means the default */
} WeirWsConnectionSetup;

/* What the server or client that made it hears, before the handler does. */
typedef void (*WeirWsEndedFunc) (WeirWsConnection *connection, gpointer keeper);

/**
 * weir_ws_connection_new:
 *
 * `opened` is told in the next turn.
 */
WeirWsConnection *weir_ws_connection_new (WeirIoLoop                  *loop,
                                          const WeirWsConnectionSetup *setup,
                                          const WeirWsHandler         *handler,
                                          gpointer user_data);

/**
 * weir_ws_connection_set_keeper:
 *
 * Who holds the connection; @ended is called once, when it is over, just before
 * the handler's `closed`.
 */
void weir_ws_connection_set_keeper (WeirWsConnection *self,
                                    WeirWsEndedFunc   ended,
                                    gpointer          keeper);

/**
 * weir_ws_connection_abandon:
 * @code: 0 for none
 *
 * Says goodbye and leaves the rest to the loop; neither keeper nor handler
 * hears anything more.
 */
void weir_ws_connection_abandon (WeirWsConnection *self, guint code);

/**
 * weir_ws_connection_ping:
 *
 * Returns: whether a ping or pong came since the last call, or this is the
 *   first
 */
gboolean weir_ws_connection_ping (WeirWsConnection *self);

/* Tells the tap that it is open, if it is and somebody owns it. */
void weir_ws_connection_introduce (WeirWsConnection     *self,
                                   const WeirIoListener *listener);

/* Drops it without a goodbye; @error: (transfer full) (nullable). `failed` and `closed` with 1006 follow. Not from
 * inside a handler. */
void weir_ws_connection_drop (WeirWsConnection *self, GError *error);

/* Returns: (transfer full): why it ended, in a few lower-case words */
GError *weir_ws_connection_dup_cause (WeirWsConnection *self);

/* Returns: (transfer none) (nullable): the TLS over it while it is open */
GTlsConnection *weir_ws_connection_get_tls (WeirWsConnection *self);

G_END_DECLS
