/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-access.h"

#include "net/weir-authorization.h"

#include <string.h>

/* The rules stand before the handshake is judged, so that who may not come in
 * learns nothing else. A page of another site may give this computer a name of
 * its own and so be of the same host (DNS rebinding): that is for a token,
 * password or certificate to stop. */

void
weir_ws_access_clear (WeirWsAccess *access)
{
  g_clear_pointer (&access->origins, g_strfreev);
  g_clear_pointer (&access->token, g_free);
  g_clear_pointer (&access->login, g_free);
}

static const char *
get_header (SoupServerMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (
                                         message),
                                       name);
}

/* Logins ----------------------------------------------------------------- */

/* RFC 6750 §3.1: the code only for who brought a token. */
static void
add_challenges (const WeirWsAccess *access,
                SoupServerMessage  *message,
                gboolean            has_token)
{
  SoupMessageHeaders *answer = soup_server_message_get_response_headers (message);

  if (access->token != NULL)
    soup_message_headers_append (answer,
                                 "WWW-Authenticate",
                                 has_token ? WEIR_AUTHORIZATION_BEARER
                                   ", error=\"invalid_token\""
                                           : WEIR_AUTHORIZATION_BEARER);
  if (access->login != NULL)
    soup_message_headers_append (answer,
                                 "WWW-Authenticate",
                                 WEIR_AUTHORIZATION_BASIC);
}

WeirWsHandshake
weir_ws_access_check_login (const WeirWsAccess *access, SoupServerMessage *message)
{
  const char      *authorization = get_header (message, "Authorization");
  const char      *token = weir_authorization_get_token (authorization);
  gsize            length = 0;
  g_autofree char *login = weir_authorization_dup_login (authorization, &length);

  if (access->token == NULL && access->login == NULL)
    return WEIR_WS_HANDSHAKE_NONE;
  if (access->token != NULL && token != NULL &&
      weir_secret_equal (access->token, token, strlen (token)))
    return WEIR_WS_HANDSHAKE_NONE;
  if (access->login != NULL && weir_secret_equal (access->login, login, length))
    return WEIR_WS_HANDSHAKE_NONE;

  weir_ws_handshake_refuse (message, SOUP_STATUS_UNAUTHORIZED);
  add_challenges (access, message, token != NULL);
  return access->token == NULL || (access->login != NULL && login != NULL)
           ? WEIR_WS_HANDSHAKE_PASSWORD
           : WEIR_WS_HANDSHAKE_TOKEN;
}

/* Origins ---------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): the host of `scheme://host[:port]` */
static char *
dup_host (const char *url)
{
  char *host = NULL;

  g_uri_split_network (url, G_URI_FLAGS_NONE, NULL, &host, NULL, NULL);
  return host;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

gboolean
weir_ws_access_is_foreign (SoupServerMessage *message)
{
  const char      *origin = get_header (message, "Origin");
  const char      *asked = get_header (message, "Host");
  g_autofree char *asked_url = g_strconcat ("http://", asked, NULL);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (origin == NULL)
    return FALSE;
  from = dup_host (origin);
  to = dup_host (asked_url);
  if (from == NULL || to == NULL || *from == '\0')
    return TRUE;
  return g_ascii_strcasecmp (from, to) != 0 &&
         !(is_loopback (from) && is_loopback (to));
}

/* RFC 6454 §4: scheme and host are compared without case; a path has no place
 * in an origin. */
static gboolean
is_listed (const WeirWsAccess *access, const char *origin)
{
  for (char **at = access->origins; at != NULL && *at != NULL; at++)
    {
      if (g_ascii_strcasecmp (*at, origin) == 0)
        return TRUE;
    }
  return FALSE;
}

WeirWsHandshake
weir_ws_access_check_origin (const WeirWsAccess *access,
                             SoupServerMessage  *message)
{
  const char *origin = get_header (message, "Origin");

  if ((access->origins == NULL && !access->same_host) || origin == NULL ||
      is_listed (access, origin) ||
      (access->same_host && !weir_ws_access_is_foreign (message)))
    return WEIR_WS_HANDSHAKE_NONE;
  weir_ws_handshake_refuse (message, SOUP_STATUS_FORBIDDEN);
  return WEIR_WS_HANDSHAKE_ORIGIN;
}
