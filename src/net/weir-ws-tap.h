/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-server.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_WS_TAP_OPENED,
  WEIR_WS_TAP_RECEIVED, /* a message; before its handler hears of it */
  WEIR_WS_TAP_SENT,     /* a message was queued for the peer */
  WEIR_WS_TAP_CLOSED,   /* either side began to close, or the stream ended */
} WeirWsTapKind;

/**
 * WeirWsTapEvent:
 *
 * What happened to an open connection. All is borrowed for the call.
 */
typedef struct _WeirWsTapEvent
{
  WeirWsTapKind     kind;
  WeirWsConnection *connection; /* the same, from OPENED to CLOSED */
  gint64            time_us;    /* monotonic; messages of one read share it */

  /* OPENED */
  gboolean    outgoing; /* a client of ours */
  const char *owner;    /* as given with the path or client */
  const char *place;    /* the path, or the URL without a password */

  /* RECEIVED, SENT */
  WeirWsKind    message;
  const guint8 *data;
  gsize         length;
  GBytes       *shared; /* (nullable): @data, when a reference is cheaper */

  /* CLOSED */
  gboolean    ours;   /* this side began */
  guint       code;   /* as WeirWsHandler's closed has it; 0: we gave none */
  const char *reason; /* (nullable) */
} WeirWsTapEvent;

/* Called on the loop's thread, in the middle of its work: it may not close or
 * send, and should do no more than take a copy. */
typedef void (*WeirWsTapFunc) (const WeirWsTapEvent *event, gpointer user_data);

/**
 * weir_ws_tap_start:
 * @server: it and the clients of its loop
 *
 * Tells of every connection somebody owns: first that it is open, then what
 * passes. Whole messages, whichever way they were read; pings and the other
 * frames of the protocol are not told. Several may listen, each with a pair of
 * @func and @user_data of its own.
 */
void
weir_ws_tap_start (WeirWsServer *server, WeirWsTapFunc func, gpointer user_data);

/* The same pair. */
void
weir_ws_tap_stop (WeirWsServer *server, WeirWsTapFunc func, gpointer user_data);

G_END_DECLS
