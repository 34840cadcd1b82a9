/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-io-loop.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_WS_TEXT = 1, /* RFC 6455 §11.8 */
  WEIR_WS_BINARY = 2,
} WeirWsKind;

/* What happens to a peer that reads more slowly than it is sent to. */
typedef enum
{
  WEIR_WS_OVERFLOW_DISCONNECT,  /* close with 1013 */
  WEIR_WS_OVERFLOW_DROP_OLDEST, /* forget what waits longest */
  WEIR_WS_OVERFLOW_DROP_NEWEST, /* forget what is sent now */
} WeirWsOverflow;

typedef struct
{
  gsize          max_message_bytes; /* of a whole message; beyond: close 1009 */
  gsize          max_queued_bytes;  /* waiting to be written to one peer */
  WeirWsOverflow overflow;
} WeirWsLimits;

typedef struct
{
  guint64 messages_in, messages_out;
  guint64 bytes_in, bytes_out; /* payload */
  guint64 dropped;             /* messages the overflow policy cost */
  gsize   queued_bytes;        /* waiting now */
  gint64  since_us;            /* real time it opened */
} WeirWsStats;

/**
 * WeirWsConnection:
 *
 * One open WebSocket, of either side. Its protocol is libsoup's; reading and
 * writing go through the loop's one source. Ends by itself; whoever holds a
 * reference may still ask it things then.
 */
#define WEIR_TYPE_WS_CONNECTION (weir_ws_connection_get_type ())
G_DECLARE_FINAL_TYPE (WeirWsConnection, weir_ws_connection, WEIR, WS_CONNECTION, GObject)

/**
 * WeirWsHandler:
 *
 * What the owner of a connection hears. Never called from inside
 * weir_ws_connection_send() or _close().
 */
typedef struct
{
  /* The handshake is done. */
  void (*opened) (WeirWsConnection *connection, gpointer user_data);

  /* A message came in; text is valid UTF-8. @data is borrowed. */
  void (*message) (WeirWsConnection *connection,
                   WeirWsKind        kind,
                   const guint8     *data,
                   gsize             length,
                   gpointer          user_data);

  /* Something is wrong; `closed` follows. */
  void (*failed) (WeirWsConnection *connection,
                  const GError     *error,
                  gpointer          user_data);

  /* It is gone. @code: the peer's close code, 1005 without one, 1006 when the
   * stream just ended, or the one it was sent after it broke the protocol
   * (1002, 1007, 1009) or read too slowly (1013). */
  void (*closed) (WeirWsConnection *connection,
                  guint             code,
                  const char       *reason,
                  gpointer          user_data);
} WeirWsHandler;

/**
 * weir_ws_connection_get_id:
 *
 * Returns: 16 hex digits, unique in this process; Node-RED's `_session.id`
 */
const char *weir_ws_connection_get_id (WeirWsConnection *self);
const char *weir_ws_connection_get_peer (WeirWsConnection *self);
const char *weir_ws_connection_get_protocol (WeirWsConnection *self);

/* Returns: (transfer full): address and port of our own side; "" once closed */
char       *weir_ws_connection_dup_local (WeirWsConnection *self);
const char *weir_ws_connection_get_origin (WeirWsConnection *self);
void weir_ws_connection_get_stats (WeirWsConnection *self, WeirWsStats *stats);

/**
 * weir_ws_connection_send:
 * @data: the payload; text that is not UTF-8 is sent with U+FFFD in its place
 * @error: %WEIR_NET_ERROR_CLOSED or %WEIR_NET_ERROR_FULL
 *
 * Queues a message; it is written when the turn ends.
 *
 * Returns: whether it was queued
 */
gboolean weir_ws_connection_send (WeirWsConnection *self,
                                  WeirWsKind        kind,
                                  const guint8     *data,
                                  gsize             length,
                                  GError          **error);

/**
 * weir_ws_connection_send_bytes:
 *
 * Like weir_ws_connection_send(), for a payload that is shared: a large one is
 * referred to, not copied. Text must be UTF-8.
 */
gboolean weir_ws_connection_send_bytes (WeirWsConnection *self,
                                        WeirWsKind        kind,
                                        GBytes           *payload,
                                        GError          **error);

/**
 * weir_ws_connection_is_open:
 *
 * Returns: whether it can be sent to
 */
gboolean weir_ws_connection_is_open (WeirWsConnection *self);

/**
 * weir_ws_connection_close:
 * @code: RFC 6455 §7.4.1; 0 for none
 * @reason: (nullable): at most 123 bytes of UTF-8
 *
 * Starts the closing handshake; the stream is dropped when the peer does not
 * answer in time.
 */
void
weir_ws_connection_close (WeirWsConnection *self, guint code, const char *reason);

/**
 * weir_ws_connection_get_user_data:
 *
 * A place for the owner's own per-connection data, released with @destroy.
 */
gpointer weir_ws_connection_get_user_data (WeirWsConnection *self);
void     weir_ws_connection_set_user_data (WeirWsConnection *self,
                                           gpointer          data,
                                           GDestroyNotify    destroy);

G_END_DECLS
