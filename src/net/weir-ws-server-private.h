/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-server.h"

G_BEGIN_DECLS

/* Returns: (transfer none): its paths, name → WeirWsPath */
GHashTable *weir_ws_server_get_paths (WeirWsServer *self);

G_END_DECLS
