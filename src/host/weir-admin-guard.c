/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-admin-guard.h"

#include "net/weir-authorization.h"

#include <gio/gio.h>
#include <string.h>

/* The name in `name:port`, `[address]:port` or either without a port. */
static char *
host_name (const char *host)
{
  const char *end;

  if (*host == '[')
    {
      end = strchr (host, ']');
      return end != NULL ? g_strndup (host + 1, (gsize)(end - host - 1)) : NULL;
    }
  end = strchr (host, ':');
  return end != NULL ? g_strndup (host, (gsize)(end - host)) : g_strdup (host);
}

gboolean
weir_admin_host_is_allowed (const WeirRunSettings *settings, const char *host)
{
  g_autofree char *name = host != NULL ? host_name (host) : NULL;

  return name != NULL &&
         (g_hostname_is_ip_address (name) ||
          g_ascii_strcasecmp (name, "localhost") == 0 ||
          g_ascii_strcasecmp (name, settings->host) == 0 ||
          (settings->server_name != NULL &&
           g_ascii_strcasecmp (name, settings->server_name) == 0));
}

gboolean
weir_admin_origin_is_allowed (const char *host, const char *origin)
{
  const char *scheme_end;

  if (origin == NULL)
    return TRUE;
  scheme_end = strstr (origin, "://");
  return host != NULL && scheme_end != NULL &&
         g_ascii_strcasecmp (scheme_end + strlen ("://"), host) == 0;
}

gboolean
weir_admin_token_is_right (const WeirRunSettings *settings, const char *token)
{
  return settings->admin_token == NULL ||
         (token != NULL &&
          weir_secret_equal (settings->admin_token, token, strlen (token)));
}
