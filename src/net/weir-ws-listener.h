/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-io-loop-private.h"

G_BEGIN_DECLS

/**
 * WeirWsListener:
 *
 * A listening socket in the loop. Takes a bounded number of connections a turn
 * and, when the process has no descriptor left, rests for a moment instead of
 * spinning.
 */
typedef struct _WeirWsListener WeirWsListener;

/* @fd: (transfer full): non-blocking, a close-on-exec descriptor */
typedef void (*WeirWsAcceptFunc) (int fd, gpointer user_data);

/**
 * weir_ws_listener_new:
 * @host: a numeric address, or "localhost"
 * @port: 0 takes a free one
 * @error: %WEIR_NET_ERROR_ADDRESS, %WEIR_NET_ERROR_IN_USE,
 *   %G_IO_ERROR_PERMISSION_DENIED, …
 */
WeirWsListener *weir_ws_listener_new (WeirIoLoop      *loop,
                                      const char      *host,
                                      guint16          port,
                                      WeirWsAcceptFunc func,
                                      gpointer         user_data,
                                      GError         **error);

/**
 * weir_ws_listener_new_for_socket:
 * @socket: (transfer full): listens already
 */
WeirWsListener *weir_ws_listener_new_for_socket (WeirIoLoop      *loop,
                                                 GSocket         *socket,
                                                 WeirWsAcceptFunc func,
                                                 gpointer         user_data);
void            weir_ws_listener_free (WeirWsListener *self);
guint16         weir_ws_listener_get_port (WeirWsListener *self);

/* Whether connections are taken; those that come meanwhile wait their turn. */
void weir_ws_listener_set_accepting (WeirWsListener *self, gboolean accepting);

/* Returns: how often it rested because no descriptor was left */
guint64 weir_ws_listener_get_rests (WeirWsListener *self);

G_END_DECLS
