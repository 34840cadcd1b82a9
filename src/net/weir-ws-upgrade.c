/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-upgrade.h"

#include "net/weir-io-loop.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/random.h>

/* The client's half of the opening handshake, as text: no stream, no state. */

#define GUID            "258EAFA5-E914-47DA-95CA-C5AB0DC85B11" /* RFC 6455 §1.3 */
#define MAX_SHOWN_BYTES 80

/* How the text of WEIR_NET_ERROR_ANSWER begins, before status and phrase. */
#define ANSWERED "answered "

char *
weir_ws_upgrade_make_key (void)
{
  guint8 bytes[16];

  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    ;
  return g_base64_encode (bytes, sizeof bytes);
}

/* What the server must answer to @key (RFC 6455 §4.2.2). */
static char *
accept_for (const char *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8                digest[20];
  gsize                 length = sizeof digest;

  g_checksum_update (checksum, (const guint8 *)key, -1);
  g_checksum_update (checksum, (const guint8 *)GUID, -1);
  g_checksum_get_digest (checksum, digest, &length);
  return g_base64_encode (digest, length);
}

static void
add_host (GString *request, GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  gboolean    literal6 = strchr (host, ':') != NULL;

  g_string_append_printf (request,
                          "Host: %s%s%s",
                          literal6 ? "[" : "",
                          host,
                          literal6 ? "]" : "");
  if (g_uri_get_port (uri) > 0)
    g_string_append_printf (request, ":%d", g_uri_get_port (uri));
  g_string_append (request, "\r\n");
}

static void
add_login (GString *request, GUri *uri)
{
  const char      *user = g_uri_get_user (uri);
  const char      *password = g_uri_get_password (uri);
  g_autofree char *login = NULL;
  g_autofree char *encoded = NULL;

  if (user == NULL)
    return;
  login = g_strconcat (user, ":", password != NULL ? password : "", NULL);
  encoded = g_base64_encode ((const guint8 *)login, strlen (login));
  g_string_append_printf (request, "Authorization: Basic %s\r\n", encoded);
}

/* What the handshake says itself (problem W229). */
static gboolean
is_reserved (const char *name)
{
  static const char *const names[] = {
    "host",
    "upgrade",
    "connection",
    NULL,
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strv_contains (names, lower) ||
         g_str_has_prefix (lower, "sec-websocket-");
}

/* A line end in a value would begin another header. */
static void
add_header (GString *request, const char *name, const char *value)
{
  if (strpbrk (name, "\r\n: ") == NULL && strpbrk (value, "\r\n") == NULL)
    g_string_append_printf (request, "%s: %s\r\n", name, value);
}

char *
weir_ws_upgrade_dup_target (const char *url)
{
  const char      *authority = strstr (url, "://") + 3;
  const char      *target = strpbrk (authority, "/?#");
  g_autofree char *escaped = NULL;

  if (target == NULL)
    return g_strdup ("/");
  escaped = g_uri_escape_string (target, "!$%&'()*+,/:;=?@[]", FALSE);
  return g_strconcat (*target == '/' ? "" : "/", escaped, NULL);
}

GString *
weir_ws_upgrade_make_request (GUri              *uri,
                              const char        *target,
                              const char        *key,
                              const char *const *protocols,
                              const char *const *headers)
{
  GString *request = g_string_new (NULL);
  gboolean has_login = FALSE;

  g_string_append_printf (request, "GET %s HTTP/1.1\r\n", target);
  add_host (request, uri);
  g_string_append_printf (request,
                          "Upgrade: websocket\r\n"
                          "Connection: Upgrade\r\n"
                          "Sec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: %s\r\n",
                          key);
  if (protocols != NULL && protocols[0] != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", (char **)protocols);

      add_header (request, "Sec-WebSocket-Protocol", list);
    }
  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    {
      if (!is_reserved (headers[i]))
        add_header (request, headers[i], headers[i + 1]);
      has_login |= g_ascii_strcasecmp (headers[i], "Authorization") == 0;
    }
  if (!has_login)
    add_login (request, uri);
  g_string_append (request, "\r\n");
  return request;
}

static gboolean
broken (GError **error, const char *text)
{
  g_set_error_literal (error, WEIR_NET_ERROR, WEIR_NET_ERROR_PROTOCOL, text);
  return FALSE;
}

static gboolean
check_protocol (SoupMessageHeaders *headers,
                const char *const  *offered,
                char              **protocol,
                GError            **error)
{
  const char *chosen =
    soup_message_headers_get_list (headers, "Sec-WebSocket-Protocol");
  gboolean any = offered != NULL && offered[0] != NULL;

  if (chosen == NULL)
    return !any || broken (error, N_ ("the server chose no subprotocol"));
  if (!any)
    return broken (error, N_ ("the server chose a subprotocol nobody offered"));
  if (!g_strv_contains (offered, chosen))
    {
      g_set_error (error,
                   WEIR_NET_ERROR,
                   WEIR_NET_ERROR_PROTOCOL,
                   "the server chose the subprotocol “%.*s”, which was not "
                   "offered",
                   MAX_SHOWN_BYTES,
                   chosen);
      return FALSE;
    }
  *protocol = g_strdup (chosen);
  return TRUE;
}

static gboolean
check_headers (SoupMessageHeaders *headers, const char *key, GError **error)
{
  g_autofree char *wanted = accept_for (key);
  const char      *extensions =
    soup_message_headers_get_list (headers, "Sec-WebSocket-Extensions");

  if (!soup_message_headers_header_equals (headers, "Upgrade", "websocket") ||
      !soup_message_headers_header_contains (headers, "Connection", "upgrade"))
    return broken (error, N_ ("the server’s answer is no WebSocket upgrade"));
  if (g_strcmp0 (soup_message_headers_get_list (headers, "Sec-WebSocket-Accept"),
                 wanted) != 0)
    return broken (error, N_ ("the server’s Sec-WebSocket-Accept is wrong"));
  if (extensions != NULL && *extensions != '\0')
    return broken (error, N_ ("the server chose an extension nobody offered"));
  return TRUE;
}

gboolean
weir_ws_upgrade_check_answer (const char        *head,
                              gsize              length,
                              const char        *key,
                              const char *const *protocols,
                              char             **protocol,
                              GError           **error)
{
  g_autoptr (SoupMessageHeaders) headers =
    soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autofree char *phrase = NULL;
  SoupHTTPVersion  version;
  guint            status;

  if (!soup_headers_parse_response (head, length, headers, &version, &status, &phrase))
    return broken (error, N_ ("the server does not answer in HTTP"));
  if (status != SOUP_STATUS_SWITCHING_PROTOCOLS)
    {
      g_autofree char *shown =
        g_utf8_make_valid (phrase, strnlen (phrase, MAX_SHOWN_BYTES));

      g_set_error (error,
                   WEIR_NET_ERROR,
                   WEIR_NET_ERROR_ANSWER,
                   ANSWERED "%u %s",
                   status,
                   *shown != '\0' ? shown : soup_status_get_phrase (status));
      return FALSE;
    }
  return check_headers (headers, key, error) &&
         check_protocol (headers, protocols, protocol, error);
}

guint
weir_ws_upgrade_get_status (const GError *error, const char **phrase)
{
  char   *end;
  guint64 status;

  *phrase = "";
  if (!g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_ANSWER) ||
      !g_str_has_prefix (error->message, ANSWERED))
    return 0;
  status = g_ascii_strtoull (error->message + strlen (ANSWERED), &end, 10);
  *phrase = *end == ' ' ? end + 1 : end;
  return (guint)status;
}
