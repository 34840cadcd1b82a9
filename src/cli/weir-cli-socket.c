/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-socket.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/socket.h>
#include <unistd.h>

/* SD_LISTEN_FDS_START */
#define FIRST_PASSED 3

/* How many descriptors were passed to this very process. */
static guint
count_passed (void)
{
  const char *pid = g_getenv ("LISTEN_PID");
  const char *count = g_getenv ("LISTEN_FDS");
  guint64     number;

  if (pid == NULL || count == NULL ||
      !g_ascii_string_to_unsigned (pid, 10, 1, G_MAXINT, &number, NULL) ||
      number != (guint64)getpid ())
    return 0;
  if (!g_ascii_string_to_unsigned (count, 10, 0, 1000, &number, NULL))
    number = 0;
  g_unsetenv ("LISTEN_PID");
  g_unsetenv ("LISTEN_FDS");
  g_unsetenv ("LISTEN_FDNAMES");
  return (guint)number;
}

static gboolean
is_usable (GSocket *socket)
{
  int listens = 0;

  switch (g_socket_get_family (socket))
    {
    case G_SOCKET_FAMILY_IPV4:
    case G_SOCKET_FAMILY_IPV6:
      return g_socket_get_socket_type (socket) == G_SOCKET_TYPE_STREAM &&
             g_socket_get_option (socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, NULL) &&
             listens;
    case G_SOCKET_FAMILY_UNIX:
    case G_SOCKET_FAMILY_INVALID:
      return FALSE;
    }
  return FALSE;
}

gboolean
weir_cli_take_socket (GSocket **socket, GError **error)
{
  guint               n = count_passed ();
  g_autoptr (GSocket) passed = NULL;

  *socket = NULL;
  if (n == 0)
    return TRUE;
  for (guint i = 0; i < n; i++)
    fcntl ((int)(FIRST_PASSED + i), F_SETFD, FD_CLOEXEC);
  if (n > 1)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("The service manager passed %u sockets; one is "
                      "needed."),
                   n);
      return FALSE;
    }
  passed = g_socket_new_from_fd (FIRST_PASSED, NULL);
  if (passed == NULL || !is_usable (passed))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("What the service manager passed is not a TCP "
                              "socket that listens."));
      return FALSE;
    }
  *socket = g_steal_pointer (&passed);
  return TRUE;
}

char *
weir_cli_socket_get_address (GSocket *socket, guint *port)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);
  GInetSocketAddress        *inet = G_INET_SOCKET_ADDRESS (address);

  *port = g_inet_socket_address_get_port (inet);
  return g_inet_address_to_string (g_inet_socket_address_get_address (inet));
}
