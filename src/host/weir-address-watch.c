/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-address-watch.h"

#include <ifaddrs.h>
#include <netinet/in.h>

/* Looks now and then instead of listening to the kernel: GIO's monitor tells
 * whoever asked for it first, on whatever thread that was. Owned by the host
 * while it listens. */

struct _WeirAddressWatch
{
  char    *address;
  GSource *source;

  gboolean (*is_here) (const char *address);
  void (*gone) (gpointer user_data);
  gpointer user_data;
};

/* Returns: (transfer full) (nullable): %NULL for other families */
static GInetAddress *
new_address (const struct sockaddr *socket_address)
{
  const gpointer place = (gpointer)socket_address;

  if (socket_address == NULL)
    return NULL;
  if (socket_address->sa_family == AF_INET)
    return g_inet_address_new_from_bytes (
      (const guint8 *)&((struct sockaddr_in *)place)->sin_addr,
      G_SOCKET_FAMILY_IPV4);
  if (socket_address->sa_family == AF_INET6)
    return g_inet_address_new_from_bytes (
      (const guint8 *)&((struct sockaddr_in6 *)place)->sin6_addr,
      G_SOCKET_FAMILY_IPV6);
  return NULL;
}

gboolean
weir_address_is_here (const char *address)
{
  g_autoptr (GInetAddress) wanted = g_inet_address_new_from_string (address);
  struct ifaddrs          *all = NULL;
  gboolean                 found = FALSE;

  /* When nobody knows, nothing is given up. */
  if (wanted == NULL || getifaddrs (&all) != 0)
    return TRUE;
  for (struct ifaddrs *one = all; one != NULL && !found; one = one->ifa_next)
    {
      g_autoptr (GInetAddress) its = new_address (one->ifa_addr);

      found = its != NULL && g_inet_address_equal (its, wanted);
    }
  freeifaddrs (all);
  return found;
}

static gboolean
look_cb (gpointer data)
{
  WeirAddressWatch *self = data;

  if (self->is_here (self->address))
    return G_SOURCE_CONTINUE;
  self->gone (self->user_data);
  return G_SOURCE_REMOVE;
}

WeirAddressWatch *
weir_address_watch_new (const char   *address,
                        guint         interval_ms,
                        GMainContext *context,
                        gboolean (*is_here) (const char *address),
                        void (*gone) (gpointer user_data),
                        gpointer user_data)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  WeirAddressWatch        *self;

  if (parsed == NULL || g_inet_address_get_is_any (parsed) ||
      g_inet_address_get_is_loopback (parsed))
    return NULL;
  self = g_new0 (WeirAddressWatch, 1);
  self->address = g_strdup (address);
  self->is_here = is_here;
  self->gone = gone;
  self->user_data = user_data;
  self->source = g_timeout_source_new (interval_ms);
  g_source_set_callback (self->source, look_cb, self, NULL);
  g_source_attach (self->source, context);
  return self;
}

void
weir_address_watch_free (WeirAddressWatch *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_free (self->address);
  g_free (self);
}
