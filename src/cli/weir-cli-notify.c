/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-notify.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

gboolean
weir_cli_notify (const char *state)
{
  const char        *name = g_getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  socklen_t          length;
  int                fd;
  gssize             sent;

  if (name == NULL || (name[0] != '/' && name[0] != '@') ||
      strlen (name) >= sizeof address.sun_path)
    return FALSE;
  memcpy (address.sun_path, name, strlen (name));
  if (name[0] == '@')
    address.sun_path[0] = '\0';
  length = (socklen_t)(offsetof (struct sockaddr_un, sun_path) + strlen (name));
  fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return FALSE;
  sent = sendto (fd,
                 state,
                 strlen (state),
                 MSG_NOSIGNAL | MSG_DONTWAIT,
                 (struct sockaddr *)&address,
                 length);
  close (fd);
  return sent >= 0;
}

gboolean
weir_cli_notify_reloading (void)
{
  g_autofree char *state =
    g_strdup_printf ("RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT,
                     g_get_monotonic_time ());

  return weir_cli_notify (state);
}
