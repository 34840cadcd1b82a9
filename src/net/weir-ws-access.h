/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-handshake.h"

G_BEGIN_DECLS

/**
 * WeirWsAccess:
 *
 * Who may open a WebSocket of a server. Texts are owned.
 */
typedef struct
{
  /* With neither every page may; programs send no Origin and always may. */
  char   **origins;   /* (nullable): pages of these */
  gboolean same_host; /* pages of the host that is asked */

  /* With both, either opens. */
  char *token; /* (nullable) */
  char *login; /* (nullable): "user:password" */
} WeirWsAccess;

void weir_ws_access_clear (WeirWsAccess *access);

/**
 * weir_ws_access_check_login:
 *
 * Looks at the Authorization header only: a token in an address would end up in
 * logs.
 *
 * Returns: %WEIR_WS_HANDSHAKE_NONE when the request brings what is asked for;
 *   else a 401 with its challenges is set
 */
WeirWsHandshake weir_ws_access_check_login (const WeirWsAccess *access,
                                            SoupServerMessage  *message);

/**
 * weir_ws_access_check_origin:
 *
 * Returns: %WEIR_WS_HANDSHAKE_NONE for a program or an allowed page; else a 403
 *   is set
 */
WeirWsHandshake weir_ws_access_check_origin (const WeirWsAccess *access,
                                             SoupServerMessage  *message);

/**
 * weir_ws_access_is_foreign:
 *
 * Returns: whether the request comes from a page of another host. Scheme and
 *   port don't matter, and all names of this very computer are one: whoever
 *   serves the page of a flow does so on a port of its own
 */
gboolean weir_ws_access_is_foreign (SoupServerMessage *message);

G_END_DECLS
