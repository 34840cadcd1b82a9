/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-host.h"
#include "net/weir-ws-server.h"

G_BEGIN_DECLS

/* Returns: (transfer none): the one server of the host */
WeirWsServer *weir_host_get_server (WeirHost *self);

G_END_DECLS
