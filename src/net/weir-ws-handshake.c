/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-handshake.h"

#include <string.h>

/* libsoup judges the handshake and writes the answer; here it is only given a
 * request without what it stumbles over: repeated sub-protocol headers and
 * extension offers, which it would park for the next client. */

#define PROTOCOL_HEADER  "Sec-WebSocket-Protocol"
#define EXTENSION_HEADER "Sec-WebSocket-Extensions"
#define VERSION_HEADER   "Sec-WebSocket-Version"

#define STATUS_UPGRADE_REQUIRED 426 /* RFC 9110 §15.5.22 */

gboolean
weir_ws_handshake_is_wanted (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_message_headers_header_contains (headers, "Upgrade", "websocket");
}

void
weir_ws_handshake_refuse (SoupServerMessage *message, guint status)
{
  SoupMessageHeaders *headers =
    soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Connection", "close");
}

/* @accepted: (nullable): %NULL for every
 *
 * Returns: (transfer full) (nullable): the first one offered that is accepted;
 *   what is no list of tokens stays for libsoup to refuse */
static char *
choose_protocol (SoupMessageHeaders *headers, const char *const *accepted)
{
  const char *list = soup_message_headers_get_list (headers, PROTOCOL_HEADER);
  g_auto (GStrv) offered = NULL;

  if (list == NULL)
    return NULL;
  offered = g_strsplit (list, ",", -1);
  for (guint i = 0; offered[i] != NULL; i++)
    if (*g_strstrip (offered[i]) != '\0' &&
        (accepted == NULL || g_strv_contains (accepted, offered[i])))
      return g_strdup (offered[i]);
  return NULL;
}

static guint
count_header (SoupMessageHeaders *headers, const char *wanted)
{
  SoupMessageHeadersIter iter;
  const char            *name;
  const char            *value;
  guint                  n = 0;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, wanted) == 0)
      n++;
  return n;
}

static WeirWsHandshake
refuse_bad (SoupServerMessage *message, guint status)
{
  weir_ws_handshake_refuse (message, status);
  return WEIR_WS_HANDSHAKE_BAD;
}

WeirWsHandshake
weir_ws_handshake_answer (SoupServerMessage *message, const char *const *accepted)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *answer = soup_server_message_get_response_headers (message);
  g_autofree char    *protocol = choose_protocol (headers, accepted);
  char               *protocols[] = { protocol, NULL };
  const char         *version;

  version = soup_message_headers_get_list (headers, VERSION_HEADER);
  if (g_strcmp0 (version, "13") != 0)
    {
      /* RFC 6455 §4.4: tell which one is spoken. */
      soup_message_headers_replace (answer, VERSION_HEADER, "13");
      return refuse_bad (message,
                         version != NULL ? STATUS_UPGRADE_REQUIRED
                                         : SOUP_STATUS_BAD_REQUEST);
    }
  if (count_header (headers, "Sec-WebSocket-Key") != 1)
    return refuse_bad (message, SOUP_STATUS_BAD_REQUEST);

  soup_message_headers_remove (headers, EXTENSION_HEADER);
  soup_message_headers_remove (headers, PROTOCOL_HEADER);
  if (protocol != NULL)
    soup_message_headers_append (headers, PROTOCOL_HEADER, protocol);

  if (!soup_websocket_server_process_handshake (message,
                                                NULL,
                                                protocol != NULL ? protocols : NULL,
                                                NULL,
                                                NULL))
    return WEIR_WS_HANDSHAKE_BAD;
  return WEIR_WS_HANDSHAKE_ACCEPTED;
}
