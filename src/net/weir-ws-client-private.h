/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-client.h"
#include "net/weir-ws-roster.h"

G_BEGIN_DECLS

/* Returns: (nullable): whose it is */
const char *weir_ws_client_get_owner (WeirWsClient *self);

/* @entry: (out): filled in, but for its id */
void weir_ws_client_describe (WeirWsClient *self, WeirWsRosterEntry *entry);

G_END_DECLS
