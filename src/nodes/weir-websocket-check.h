/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/* What a property table can't say about the addresses of websocket
 * configurations: W211 to W229. */

void weir_websocket_check_listener (const WeirCheckScope *scope);
void weir_websocket_check_client (const WeirCheckScope *scope);

G_END_DECLS
