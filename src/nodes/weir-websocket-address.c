/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-address.h"

#include <string.h>

gboolean
weir_websocket_path_is_url (const char *path)
{
  return g_ascii_strncasecmp (path, "ws://", 5) == 0 ||
         g_ascii_strncasecmp (path, "wss://", 6) == 0;
}

char *
weir_websocket_path_normalize (const char *path)
{
  return path[0] == '/' ? g_strdup (path) : g_strconcat ("/", path, NULL);
}

void
weir_websocket_address_init (WeirWebsocketAddress *address, const char *url)
{
  const char *authority = strstr (url, "://") + strlen ("://");
  gsize       length = strcspn (authority, "/?#");
  const char *at = g_strrstr_len (authority, (gssize)length, "@");
  const char *host = at != NULL ? at + 1 : authority;
  const char *path = authority + length;

  address->has_login = at != NULL;
  address->has_fragment = strchr (path, '#') != NULL;
  address->host = g_strndup (host, (gsize)(path - host));
  address->url = g_strndup (url, strcspn (url, "#"));
  address->shown = g_strdup_printf ("%.*s%s%.*s",
                                    (int)(authority - url),
                                    url,
                                    address->host,
                                    (int)strcspn (path, "?#"),
                                    path);
}

void
weir_websocket_address_clear (WeirWebsocketAddress *address)
{
  g_clear_pointer (&address->url, g_free);
  g_clear_pointer (&address->shown, g_free);
  g_clear_pointer (&address->host, g_free);
}

gboolean
weir_http_text_is_token (const char *text)
{
  static const char marks[] = "!#$%&'*+-.^_`|~";

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr (marks, *p) == NULL)
        return FALSE;
    }
  return text[0] != '\0';
}

gboolean
weir_http_text_is_field_value (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_iscntrl (*p) && *p != '\t')
        return FALSE;
    }
  return TRUE;
}

gboolean
weir_websocket_header_is_reserved (const char *name)
{
  return g_ascii_strcasecmp (name, "Host") == 0 ||
         g_ascii_strcasecmp (name, "Upgrade") == 0 ||
         g_ascii_strcasecmp (name, "Connection") == 0 ||
         g_ascii_strncasecmp (name, "Sec-WebSocket-", 14) == 0;
}

char **
weir_websocket_split_protocols (const char *list)
{
  g_auto (GStrv)           parts = g_strsplit (list, ",", -1);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_strstrip (parts[i])[0] != '\0')
        g_strv_builder_add (names, parts[i]);
    }
  return g_strv_builder_end (names);
}
