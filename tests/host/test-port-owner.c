/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "host/weir-port-owner.h"

#include <gio/gio.h>

/* The process finds itself, in either family of addresses. */
static void
test_own (gconstpointer family)
{
  g_autoptr (GInetAddress) loopback =
    g_inet_address_new_loopback ((GSocketFamily)GPOINTER_TO_INT (family));
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket)        socket =
    g_socket_new ((GSocketFamily)GPOINTER_TO_INT (family),
                  G_SOCKET_TYPE_STREAM,
                  G_SOCKET_PROTOCOL_TCP,
                  NULL);
  g_autofree char *name = NULL;
  g_autofree char *later = NULL;
  guint            port;

  if (socket == NULL || !g_socket_bind (socket, address, FALSE, NULL))
    {
      g_test_skip ("no such addresses");
      return;
    }
  bound = g_socket_get_local_address (socket, NULL);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  /* Bound is not listening. */
  g_assert_null (weir_port_owner_dup_name (port));
  g_assert_true (g_socket_listen (socket, NULL));
  name = weir_port_owner_dup_name (port);

  /* The kernel keeps fifteen bytes. */
  g_assert_cmpstr (name, ==, "test-host-port-");
  g_socket_close (socket, NULL);
  later = weir_port_owner_dup_name (port);
  g_assert_null (later);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/host/port-owner/ipv4",
                        GINT_TO_POINTER (G_SOCKET_FAMILY_IPV4),
                        test_own);
  g_test_add_data_func ("/host/port-owner/ipv6",
                        GINT_TO_POINTER (G_SOCKET_FAMILY_IPV6),
                        test_own);

  return g_test_run ();
}
