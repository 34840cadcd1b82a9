/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The answer's status line and headers may not be longer. */
#define WEIR_WS_UPGRADE_MAX_BYTES (16 * 1024)

/**
 * weir_ws_upgrade_make_key:
 *
 * Returns: (transfer full): a fresh Sec-WebSocket-Key
 */
char *weir_ws_upgrade_make_key (void);

/**
 * weir_ws_upgrade_get_status:
 * @error: (nullable): of weir_ws_upgrade_check_answer()
 * @phrase: (out): what follows the status
 *
 * Returns: the HTTP status of %WEIR_NET_ERROR_ANSWER, 0 for other errors
 */
guint weir_ws_upgrade_get_status (const GError *error, const char **phrase);

/**
 * weir_ws_upgrade_dup_target:
 *
 * Returns: (transfer full): path and query of @url as they are written in it
 *   (GUri would normalise them); only what no request may hold is escaped
 */
char *weir_ws_upgrade_dup_target (const char *url);

/**
 * weir_ws_upgrade_make_request:
 * @target: path and query, as they are to be sent
 * @protocols: (nullable): to offer
 * @headers: (nullable): name, value, …
 *
 * Writes the client's opening handshake (RFC 6455 §4.1). No extension is
 * offered; a user in the URL is sent as basic authorization.
 */
GString *weir_ws_upgrade_make_request (GUri              *uri,
                                       const char        *target,
                                       const char        *key,
                                       const char *const *protocols,
                                       const char *const *headers);

/**
 * weir_ws_upgrade_check_answer:
 * @head: up to the empty line
 * @protocol: (out) (nullable): what the server chose
 * @error: %WEIR_NET_ERROR_ANSWER, %WEIR_NET_ERROR_PROTOCOL
 */
gboolean weir_ws_upgrade_check_answer (const char        *head,
                                       gsize              length,
                                       const char        *key,
                                       const char *const *protocols,
                                       char             **protocol,
                                       GError           **error);

G_END_DECLS
