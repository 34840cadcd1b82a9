/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-tls.h"
#include "net/weir-ws-connection.h"
#include "net/weir-ws-retry.h"

G_BEGIN_DECLS

/**
 * WeirWsClientOptions:
 *
 * All texts are copied. Zero or %NULL means the default.
 */
typedef struct
{
  const char        *url;          /* ws:// or wss:// */
  const char        *owner;        /* whose it is, for the roster */
  const char *const *protocols;    /* offered, in this order */
  const char *const *headers;      /* name, value, name, value, …, NULL */
  WeirTls           *tls;          /* (nullable): for wss */
  guint              heartbeat_ms; /* ping as often; 0: never */
  WeirWsRetry        retry;        /* the wait before the next try */
  guint              handshake_timeout_ms;
  WeirWsLimits       limits;
} WeirWsClientOptions;

/**
 * WeirWsClientHandler:
 *
 * What the owner hears, beside what it hears of the open connection.
 */
typedef struct
{
  WeirWsHandler connection;

  /* A try failed, or an open connection ended (after its `closed`). Another
   * try follows in @retry_ms milliseconds. @tries: how many failed since it was
   * last open. @error: the cause, in a few lower-case words. Not told when the
   * client is stopped; it may be stopped from here. */
  void (*retrying) (guint         retry_ms,
                    guint         tries,
                    const GError *error,
                    gpointer      user_data);
} WeirWsClientHandler;

/**
 * WeirWsClient:
 *
 * A connection to a server that is opened again whenever it is lost, until it
 * is stopped. Redirects are not followed; a server that picks no offered
 * sub-protocol is refused, as Node-RED does.
 */
#define WEIR_TYPE_WS_CLIENT (weir_ws_client_get_type ())
G_DECLARE_FINAL_TYPE (WeirWsClient, weir_ws_client, WEIR, WS_CLIENT, GObject)

/**
 * weir_ws_client_new:
 * @error: %WEIR_NET_ERROR_ADDRESS when the URL is none
 */
WeirWsClient *weir_ws_client_new (WeirIoLoop                *loop,
                                  const WeirWsClientOptions *options,
                                  const WeirWsClientHandler *handler,
                                  gpointer                   user_data,
                                  GError                   **error);
void          weir_ws_client_start (WeirWsClient *self);

/**
 * weir_ws_client_stop:
 *
 * Closes without a code (the peer sees 1005), tries no more; the handler hears
 * nothing after this returns.
 */
void weir_ws_client_stop (WeirWsClient *self);

/**
 * weir_ws_client_try_now:
 *
 * Ends the wait for the next try; the waits after it grow on from where they
 * were. Does nothing while the connection is open, opened or closed.
 */
void weir_ws_client_try_now (WeirWsClient *self);

/**
 * weir_ws_client_set_retry:
 *
 * Changes how long it waits, from the next wait on.
 */
void weir_ws_client_set_retry (WeirWsClient *self, const WeirWsRetry *retry);

/**
 * weir_ws_client_get_connection:
 *
 * Returns: (transfer none) (nullable): the open connection
 */
WeirWsConnection *weir_ws_client_get_connection (WeirWsClient *self);

G_END_DECLS
