/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The addresses and header fields that websocket configurations hold: what
 * the checks and the running nodes both have to know of them. */

/**
 * weir_websocket_path_is_url:
 *
 * Returns: whether @path starts with ws:// or wss://, in any case: how
 *   Node-RED tells a client from a listener
 */
gboolean weir_websocket_path_is_url (const char *path);

/**
 * weir_websocket_path_normalize:
 *
 * Returns: (transfer full): @path with exactly the leading slash it may have
 *   been written without
 */
char *weir_websocket_path_normalize (const char *path);

/**
 * WeirWebsocketAddress:
 *
 * The parts of a ws:// or wss:// address.
 */
typedef struct
{
  char    *url;   /* without the fragment */
  char    *shown; /* and without user, password and query: no secrets */
  char    *host;  /* with its port, as written; "" when missing */
  gboolean has_login;
  gboolean has_fragment;
} WeirWebsocketAddress;

/**
 * weir_websocket_address_init:
 * @address: (out caller-allocates): the parts of @url
 * @url: a text weir_websocket_path_is_url() accepts
 */
void weir_websocket_address_init (WeirWebsocketAddress *address, const char *url);
void weir_websocket_address_clear (WeirWebsocketAddress *address);

/**
 * weir_http_text_is_token:
 *
 * Returns: whether @text is a token of RFC 9110 §5.6.2: a header's or
 *   sub-protocol's name
 */
gboolean weir_http_text_is_token (const char *text);

/**
 * weir_http_text_is_field_value:
 *
 * Returns: whether @text may be sent as the value of a header: no control
 *   characters but tabs
 */
gboolean weir_http_text_is_field_value (const char *text);

/**
 * weir_websocket_header_is_reserved:
 *
 * Returns: whether the opening handshake sets this header itself
 */
gboolean weir_websocket_header_is_reserved (const char *name);

/**
 * weir_websocket_split_protocols:
 * @list: sub-protocols, separated by commas
 *
 * Returns: (transfer full): the names without blanks around; empty ones are
 *   left out
 */
char **weir_websocket_split_protocols (const char *list);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirWebsocketAddress,
                                  weir_websocket_address_clear)

G_END_DECLS
