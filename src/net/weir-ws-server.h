/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "net/weir-tls.h"
#include "net/weir-ws-connection.h"
#include "net/weir-ws-retry.h"

G_BEGIN_DECLS

/**
 * WeirWsServerOptions:
 *
 * All texts are borrowed for the call. Zero or %NULL means the default: every
 * page and every program may connect.
 */
typedef struct
{
  const char        *host;         /* address; "127.0.0.1" */
  guint16            port;         /* 0 takes a free one */
  const char        *base_path;    /* in front of every added path; "/" */
  GTlsCertificate   *certificate;  /* serve wss */
  WeirTls           *clients;      /* has authorities: clients need one of their
                                    * certificates */
  const char *const *origins;      /* whose pages may connect */
  gboolean           same_host;    /* or those of the host they ask */
  const char        *token;        /* what clients must bring */
  const char        *login;        /* or this: "user:password" */
  guint              idle_ping_ms; /* drop who is silent so long; 0: never */
  guint              max_clients;
  guint              handshake_timeout_ms;
  WeirWsLimits       limits;
} WeirWsServerOptions;

typedef struct
{
  guint   clients;  /* open now */
  guint64 accepted; /* WebSockets opened so far */
  guint64 refused_full, refused_origin, refused_path;
  guint64 refused_token, refused_password, refused_certificate;
  guint64 refused_handshake; /* malformed, broken TLS, or too slow */
  guint64 foreign;           /* opened by pages of other hosts, unlisted */
  guint64 rests; /* paused accepting: the process is out of descriptors */
} WeirWsServerStats;

/**
 * WeirWsServer:
 *
 * The one HTTP server of a port: WebSocket paths, matched exactly and
 * undecoded, and whatever else the host adds to its SoupServer.
 */
#define WEIR_TYPE_WS_SERVER (weir_ws_server_get_type ())
G_DECLARE_FINAL_TYPE (WeirWsServer, weir_ws_server, WEIR, WS_SERVER, GObject)

/* One path of a server. */
typedef struct _WeirWsPath WeirWsPath;

WeirWsServer *
weir_ws_server_new (WeirIoLoop *loop, const WeirWsServerOptions *options);

/**
 * weir_ws_server_get_loop:
 *
 * Returns: (transfer none): the loop that reads its sockets, for clients that
 *   live beside it; there even when the server never starts
 */
WeirIoLoop *weir_ws_server_get_loop (WeirWsServer *self);

/* Returns: (transfer none): what holds for its connections and such clients */
const WeirWsLimits *weir_ws_server_get_limits (WeirWsServer *self);

/**
 * weir_ws_server_set_retry:
 * @owner: (nullable): of such a client; %NULL: of all that have none of their
 *   own
 * @retry: (nullable): how long it waits before it tries again; %NULL: as all
 *
 * Holds for running clients too, from their next wait on.
 */
void weir_ws_server_set_retry (WeirWsServer      *self,
                               const char        *owner,
                               const WeirWsRetry *retry);

/* Returns: (transfer none): what was set for the owner, or for all */
const WeirWsRetry *
weir_ws_server_get_retry (WeirWsServer *self, const char *owner);

/**
 * weir_ws_server_start:
 * @error: %WEIR_NET_ERROR_IN_USE, %G_IO_ERROR_PERMISSION_DENIED, …
 *
 * Binds and listens.
 */
gboolean weir_ws_server_start (WeirWsServer *self, GError **error);

/**
 * weir_ws_server_take_socket:
 * @socket: (transfer none): a TCP socket that listens already
 *
 * Takes the place of host and port at the next start. Stopping closes it.
 */
void weir_ws_server_take_socket (WeirWsServer *self, GSocket *socket);

/**
 * weir_ws_server_stop:
 *
 * Stops listening and closes every connection with 1001. Connections end on
 * their own, within %WEIR_NET_CLOSE_TIMEOUT_MS.
 */
void        weir_ws_server_stop (WeirWsServer *self);
gboolean    weir_ws_server_is_listening (WeirWsServer *self);
guint16     weir_ws_server_get_port (WeirWsServer *self);
const char *weir_ws_server_get_host (WeirWsServer *self);
void weir_ws_server_get_stats (WeirWsServer *self, WeirWsServerStats *stats);

/**
 * weir_ws_server_get_http:
 *
 * Paths come to the handlers as they were sent, not decoded; each connection
 * serves one request, and all of it has to come within the handshake's time.
 * Its body is thrown away unless an early handler lets it accumulate.
 *
 * Returns: (transfer none): where the host adds its own HTTP handlers; requests
 *   they don't take answer 404
 */
SoupServer *weir_ws_server_get_http (WeirWsServer *self);

/**
 * weir_ws_server_add_path:
 * @path: an absolute path, below the server's base path
 * @handler: what hears of its connections; outlives the path
 * @error: %WEIR_NET_ERROR_IN_USE
 *
 * Returns: (nullable): the path, owned by the server until
 *   weir_ws_server_remove_path()
 */
WeirWsPath *weir_ws_server_add_path (WeirWsServer        *self,
                                     const char          *path,
                                     const WeirWsHandler *handler,
                                     gpointer             user_data,
                                     GError             **error);

/* The same for a @path that the base path does not stand in front of, whose
 * handler has its own ways to know and to ping its clients. */
WeirWsPath *weir_ws_server_add_root_path (WeirWsServer        *self,
                                          const char          *path,
                                          const WeirWsHandler *handler,
                                          gpointer             user_data,
                                          GError             **error);

/**
 * weir_ws_server_remove_path:
 *
 * Closes its connections with 1001; the handler hears nothing more of them.
 */
void weir_ws_server_remove_path (WeirWsServer *self, WeirWsPath *path);

/**
 * weir_ws_path_set_owner:
 * @owner: (nullable): whose path it is; then it is in the roster
 */
void weir_ws_path_set_owner (WeirWsPath *path, const char *owner);

/**
 * weir_ws_path_set_protocols:
 * @protocols: (nullable): sub-protocols to accept; of those a client offers the
 *   first that is among them is chosen, else none. %NULL accepts every one.
 */
void weir_ws_path_set_protocols (WeirWsPath *path, const char *const *protocols);

/**
 * weir_ws_path_get_connections:
 *
 * Returns: (transfer none) (element-type WeirWsConnection): open ones, in the
 *   order they came
 */
GPtrArray *weir_ws_path_get_connections (WeirWsPath *path);

/* Returns: (transfer none) (nullable): the open connection of that id */
WeirWsConnection *weir_ws_path_lookup (WeirWsPath *path, const char *id);

/**
 * weir_ws_path_broadcast:
 *
 * Sends one message to every connection of the path, in their order.
 *
 * Returns: how many it was queued for
 */
guint weir_ws_path_broadcast (WeirWsPath   *path,
                              WeirWsKind    kind,
                              const guint8 *data,
                              gsize         length);

G_END_DECLS
