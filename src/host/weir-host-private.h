/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-host.h"
#include "net/weir-ws-server.h"

G_BEGIN_DECLS

/* Returns: (transfer none): the one server of the host */
WeirWsServer *weir_host_get_server (WeirHost *self);

/* Returns: (transfer none): that it runs on */
GMainContext *weir_host_get_context (WeirHost *self);

/* Tells the server how clients come back. @before: (nullable): what it was told
 * last. */
void weir_host_apply_reconnect (WeirWsServer          *server,
                                const WeirRunSettings *before,
                                const WeirRunSettings *settings);

/* What it does when its address has left this computer. */
void weir_host_lose_address (WeirHost *self);

/**
 * weir_host_drain:
 * @context: that a host ran on, about to be released
 *
 * Lets last words leave, and calls end that were given up: a look-up of a name
 * still ends in the context it was begun in. Waits for nothing.
 */
void weir_host_drain (GMainContext *context);

G_END_DECLS
