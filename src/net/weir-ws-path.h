/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-connection-private.h"
#include "net/weir-ws-server.h"

G_BEGIN_DECLS

/* One path of a server with its connections; weir-ws-server.h has what others
 * may do with it. */

/**
 * weir_ws_path_new:
 * @path: as a request writes it
 * @ended: (nullable): called when one of its connections is no more
 */
WeirWsPath *weir_ws_path_new (const char          *path,
                              const WeirWsHandler *handler,
                              gpointer             handler_data,
                              void (*ended) (gpointer owner),
                              gpointer owner);

/* Closes its connections with 1001; the handler hears nothing more. */
void        weir_ws_path_free (WeirWsPath *self);
const char *weir_ws_path_get_name (WeirWsPath *self);
const char *weir_ws_path_get_owner (WeirWsPath *self); /* (nullable) */

/* Returns: (nullable): the sub-protocols it accepts; %NULL for every */
const char *const *weir_ws_path_get_protocols (WeirWsPath *self);

/* Whether the server's token and pings are none of its business. */
void     weir_ws_path_set_root (WeirWsPath *self);
gboolean weir_ws_path_is_root (WeirWsPath *self);

/* Pings its connections; drops those not heard of since the last time. */
void weir_ws_path_ping (WeirWsPath *self);

void weir_ws_path_close_all (WeirWsPath *self, guint code);

/* @setup: what the new connection is made of */
void weir_ws_path_open (WeirWsPath                  *self,
                        WeirIoLoop                  *loop,
                        const WeirWsConnectionSetup *setup);

G_END_DECLS
