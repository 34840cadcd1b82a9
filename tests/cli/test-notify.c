/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/weir-cli-notify.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

static void
check (GSocketAddress *address, const char *name)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError)  error = NULL;
  char                buffer[256];
  gssize              n;

  socket = g_socket_new (G_SOCKET_FAMILY_UNIX,
                         G_SOCKET_TYPE_DATAGRAM,
                         G_SOCKET_PROTOCOL_DEFAULT,
                         &error);
  g_assert_no_error (error);
  g_socket_bind (socket, address, FALSE, &error);
  g_assert_no_error (error);
  g_setenv ("NOTIFY_SOCKET", name, TRUE);

  g_assert_true (weir_cli_notify ("READY=1"));
  n = g_socket_receive (socket, buffer, sizeof buffer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (buffer, n, "READY=1", 7);

  g_assert_true (weir_cli_notify_reloading ());
  n = g_socket_receive (socket, buffer, sizeof buffer - 1, NULL, &error);
  g_assert_no_error (error);
  buffer[n] = '\0';
  g_assert_true (g_str_has_prefix (buffer, "RELOADING=1\nMONOTONIC_USEC="));
}

static void
test_path (void)
{
  g_autofree char *directory = g_dir_make_tmp ("weir-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "notify", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  check (address, path);
  g_remove (path);
  g_rmdir (directory);
}

static void
test_abstract (void)
{
  g_autofree char *name = g_strdup_printf ("weir-notify-%u", g_random_int ());
  g_autofree char *variable = g_strconcat ("@", name, NULL);
  g_autoptr (GSocketAddress) address =
    g_unix_socket_address_new_with_type (name, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);

  check (address, variable);
}

static void
test_nobody (void)
{
  static const char *const names[] = {
    "", "relative", "/nowhere/at/all", "@", "vsock:2:1234",
  };
  char too_long[300];

  g_unsetenv ("NOTIFY_SOCKET");
  g_assert_false (weir_cli_notify ("READY=1"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_setenv ("NOTIFY_SOCKET", names[i], TRUE);
      g_assert_false (weir_cli_notify ("READY=1"));
    }
  memset (too_long, '/', sizeof too_long - 1);
  too_long[sizeof too_long - 1] = '\0';
  g_setenv ("NOTIFY_SOCKET", too_long, TRUE);
  g_assert_false (weir_cli_notify ("READY=1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/notify/path", test_path);
  g_test_add_func ("/cli/notify/abstract", test_abstract);
  g_test_add_func ("/cli/notify/nobody", test_nobody);
  return g_test_run ();
}
