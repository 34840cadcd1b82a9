/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net-peer.h"

#include "net/weir-ws-client.h"

G_BEGIN_DECLS

/* A client that logs what it hears, for tests of the client side. */
typedef struct
{
  WeirIoLoop   *loop;
  WeirWsClient *client;
  NetLog       *log; /* what the connection said */
  guint         retries;
  guint         tries;      /* as the last `retrying` had it */
  guint         wait_ms;    /* … */
  int           error_code; /* … */
  char         *cause;
} NetClient;

/* @options: its url may be %NULL, then @port and @secure make one */
NetClient *
net_client_new (WeirWsClientOptions options, guint16 port, gboolean secure);
void net_client_free (NetClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NetClient, net_client_free)

G_END_DECLS
