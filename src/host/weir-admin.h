/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-host.h"
#include "net/weir-ws-server.h"

G_BEGIN_DECLS

/* Limits of what the admin API takes. */
#define WEIR_ADMIN_MAX_BODY_BYTES (64u * 1024 * 1024)

/**
 * WeirAdmin:
 *
 * The subset of Node-RED's admin HTTP API that tools use, and the WebSocket
 * `/comms`, on the server of a host.
 */
typedef struct _WeirAdmin WeirAdmin;

/**
 * weir_admin_new:
 * @host: borrowed; owns the admin API
 * @server: where it answers
 * @context: the host's
 */
WeirAdmin *
weir_admin_new (WeirHost *host, WeirWsServer *server, GMainContext *context);
void weir_admin_free (WeirAdmin *admin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAdmin, weir_admin_free)

G_END_DECLS
