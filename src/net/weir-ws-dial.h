/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-socket.h"
#include "net/weir-tls.h"

G_BEGIN_DECLS

/**
 * WeirWsDial:
 *
 * One try to open a WebSocket as a client: look the host up, connect, TLS,
 * opening handshake; all within one limit of time.
 */
typedef struct _WeirWsDial WeirWsDial;

typedef struct
{
  GUri              *uri;       /* ws or wss */
  const char        *target;    /* path and query */
  const char *const *protocols; /* (nullable) */
  const char *const *headers;   /* (nullable): name, value, … */
  WeirTls           *tls;       /* (nullable) */
  guint              timeout_ms;
} WeirWsDialRequest;

/**
 * WeirWsDialFunc:
 * @socket: (transfer full) (nullable): the stream, handshake done
 * @protocol: (nullable): the sub-protocol the server chose
 * @error: (nullable): why there is none: a few lower-case words
 *
 * Called once, never from inside weir_ws_dial_new(); may free the dial.
 */
typedef void (*WeirWsDialFunc) (WeirSocket   *socket,
                                const char   *protocol,
                                const GError *error,
                                gpointer      user_data);

/* @request: outlives the dial */
WeirWsDial *weir_ws_dial_new (WeirIoLoop              *loop,
                              const WeirWsDialRequest *request,
                              WeirWsDialFunc           func,
                              gpointer                 user_data);

/* Gives up, when it is not done. */
void weir_ws_dial_free (WeirWsDial *self);

G_END_DECLS
