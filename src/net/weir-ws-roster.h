/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-server.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_WS_ROSTER_OPEN,
  WEIR_WS_ROSTER_CONNECTING, /* the first try */
  WEIR_WS_ROSTER_RETRYING,   /* it failed or was lost; `error` says why */
} WeirWsRosterState;

/**
 * WeirWsRosterEntry:
 *
 * One connection somebody owns: a client on an owned path of a server, or an
 * owned WebSocket client of the same loop. All is borrowed for the call.
 */
typedef struct
{
  const char       *id;    /* of the connection; of a client its owner's */
  const char       *owner; /* as given with the path or client */
  gboolean          outgoing;
  WeirWsRosterState state;
  const char       *session;  /* (nullable): the open connection's id */
  const char       *peer;     /* (nullable) */
  const char       *url;      /* or the path */
  const char       *protocol; /* (nullable) */
  const char       *origin;   /* (nullable) */
  const GError     *error;    /* (nullable) */
  GTlsConnection   *tls;      /* (nullable) */
  gint64            retry_us; /* RETRYING: real time of the next try; 0: now */
  WeirWsStats       stats;    /* since_us: of RETRYING when it was lost */
} WeirWsRosterEntry;

typedef void (*WeirWsRosterFunc) (const WeirWsRosterEntry *entry,
                                  gpointer                 user_data);

/**
 * weir_ws_roster_visit:
 * @server: it and the clients of its loop
 *
 * Costs nothing but the visit: the roster is what server and clients know
 * anyhow.
 */
void weir_ws_roster_visit (WeirWsServer    *server,
                           WeirWsRosterFunc func,
                           gpointer         user_data);

/**
 * weir_ws_roster_send:
 * @id: of an entry
 * @error: %WEIR_NET_ERROR_CLOSED when it is gone or not open,
 *   %WEIR_NET_ERROR_FULL
 */
gboolean weir_ws_roster_send (WeirWsServer *server,
                              const char   *id,
                              WeirWsKind    kind,
                              GBytes       *data,
                              GError      **error);

/**
 * weir_ws_roster_close:
 * @code: RFC 6455 §7.4.1
 * @error: %WEIR_NET_ERROR_CLOSED
 *
 * Begins the closing handshake; a client tries again later, as always.
 */
gboolean weir_ws_roster_close (WeirWsServer *server,
                               const char   *id,
                               guint         code,
                               GError      **error);

/**
 * weir_ws_roster_try_now:
 * @error: %WEIR_NET_ERROR_CLOSED when no such client runs
 *
 * As weir_ws_client_try_now(): one that does not wait is left as it is.
 */
gboolean
weir_ws_roster_try_now (WeirWsServer *server, const char *id, GError **error);

G_END_DECLS
