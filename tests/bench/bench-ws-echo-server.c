/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A bare echo on WeirWsServer, without a flow: what the socket layer costs. */

#include "net/weir-ws-server.h"

#include <stdio.h>

static void
message_cb (WeirWsConnection *connection,
            WeirWsKind        kind,
            const guint8     *data,
            gsize             length,
            gpointer          user_data)
{
  weir_ws_connection_send (connection, kind, data, length, NULL);
}

static const WeirWsHandler handler = { .message = message_cb };

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop)    main_loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (WeirIoLoop)   loop = weir_io_loop_new (NULL);
  g_autoptr (WeirWsServer) server = NULL;
  g_autoptr (GError)       error = NULL;
  WeirWsServerOptions      options = { .max_clients = 20000 };

  options.port = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 0;
  server = weir_ws_server_new (loop, &options);
  weir_ws_server_add_path (server, "/ws/echo", &handler, NULL, NULL);
  if (!weir_ws_server_start (server, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  printf ("ready %u\n", weir_ws_server_get_port (server));
  fflush (stdout);
  g_main_loop_run (main_loop);
  return 0;
}
