/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What became of a request; an answer is set unless it is none of ours. */
typedef enum
{
  WEIR_WS_HANDSHAKE_NONE, /* plain HTTP */
  WEIR_WS_HANDSHAKE_ACCEPTED,
  WEIR_WS_HANDSHAKE_BAD,      /* 400, 426 */
  WEIR_WS_HANDSHAKE_ORIGIN,   /* 403 */
  WEIR_WS_HANDSHAKE_TOKEN,    /* 401 */
  WEIR_WS_HANDSHAKE_PASSWORD, /* 401 */
  WEIR_WS_HANDSHAKE_FULL,     /* 503 */
  WEIR_WS_HANDSHAKE_UNKNOWN,  /* 404 */
} WeirWsHandshake;

/**
 * weir_ws_handshake_is_wanted:
 *
 * Returns: whether the request asks to become a WebSocket
 */
gboolean weir_ws_handshake_is_wanted (SoupServerMessage *message);

/**
 * weir_ws_handshake_answer:
 * @accepted: (nullable): sub-protocols; %NULL accepts every one
 *
 * Judges the opening handshake (RFC 6455 §4.2) and fills in the answer. The
 * client's first sub-protocol that is accepted is chosen, as Node-RED does;
 * extensions are declined. Nothing is remembered between two requests.
 */
WeirWsHandshake weir_ws_handshake_answer (SoupServerMessage *message,
                                          const char *const *accepted);

/* Refuses with @status and no body. */
void weir_ws_handshake_refuse (SoupServerMessage *message, guint status);

G_END_DECLS
