/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

/* A tab with an inject “go”; @more nodes; “d” is a debug node. */
#define FLOW(more)                                                            \
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"                         \
  "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"go\",\"props\":"  \
  "[{\"p\":\"payload\"}],\"payload\":\"x\",\"payloadType\":\"str\",\"once\":" \
  "true,\"x\":1,\"y\":1,\"wires\":[[\"d\",\"j\"]]},"                          \
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"x\":2,\"y\":2,\"wires\":"   \
  "[]}" more "]"

static const char calm[] = FLOW ("");

/* Two junctions that send one message round and round, for ever. */
static const char loop[] =
  FLOW (",{\"id\":\"j\",\"type\":\"junction\",\"z\":\"t\",\"x\":1,\"y\":1,"
        "\"wires\":[[\"k\"]]},{\"id\":\"k\",\"type\":\"junction\",\"z\":\"t\","
        "\"x\":1,\"y\":1,\"wires\":[[\"j\"]]}");

static const char another[] =
  FLOW (",{\"id\":\"n\",\"type\":\"debug\",\"z\":\"t\",\"x\":3,\"y\":3,"
        "\"wires\":[]},{\"id\":\"m\",\"type\":\"inject\",\"z\":\"t\",\"once\":"
        "true,\"props\":[{\"p\":\"payload\",\"v\":\"anew\",\"vt\":\"str\"}],"
        "\"x\":1,\"y\":1,\"wires\":[[\"n\"]]}");

static const char listener[] =
  FLOW (",{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/l\"},"
        "{\"id\":\"w\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"l\","
        "\"x\":1,\"y\":1,\"wires\":[]}");

static WeirCliProcess *
start (GSubprocessLauncher *launcher, const char *path)
{
  return weir_cli_process_new (launcher,
                               "run",
                               "--port=0",
                               "--format=json",
                               path,
                               NULL);
}

/* Each signal ends a flow that is idle and one that never rests. */
static void
test_stop (void)
{
  static const int         signals[] = { SIGINT, SIGTERM };
  static const char *const reasons[] = { "\"SIGINT\"", "\"SIGTERM\"" };
  static const char *const flows[] = { calm, loop };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (flows); j++)
        {
          g_autofree char *path = weir_cli_test_write ("f.json", flows[j], -1);
          WeirCliProcess  *process = start (NULL, path);
          g_autofree char *debug = NULL;
          g_autofree char *stopped = NULL;

          weir_cli_process_wait_ready (process);
          debug = weir_cli_process_wait_for (process, "\"event\":\"debug\"");
          weir_cli_process_signal (process, signals[i]);
          stopped = weir_cli_process_wait_for (process, "\"stopped\"");
          g_assert_nonnull (strstr (stopped, reasons[i]));
          g_assert_cmpint (weir_cli_process_end (process), ==, 0);
          weir_cli_test_clean ();
        }
    }
}

/* A client that does not answer the close frame holds a stop up for a moment;
 * a second signal does not wait for it. */
static void
test_second_signal (void)
{
  static const char knock[] = "GET /l HTTP/1.1\r\nHost: localhost\r\n"
                              "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                              "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  g_autofree char  *path = weir_cli_test_write ("f.json", listener, -1);
  WeirCliProcess   *process = start (NULL, path);
  guint16           port = (guint16)weir_cli_process_wait_ready (process);
  g_autoptr (GSocketClient)     client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  GSocket                      *socket;
  char                          buffer[1024];

  connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);
  socket = g_socket_connection_get_socket (connection);
  g_socket_send (socket, knock, strlen (knock), NULL, NULL);
  g_assert_cmpint (g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL),
                   >,
                   0);
  weir_cli_process_signal (process, SIGTERM);

  /* Once the close frame has come, the program is stopping. */
  g_assert_cmpint (g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL),
                   ==,
                   4);
  g_assert_cmpmem (buffer, 4, "\x88\x02\x03\xe9", 4);
  weir_cli_process_signal (process, SIGTERM);
  g_assert_cmpint (weir_cli_process_end (process), ==, 1);
  weir_cli_test_clean ();
}

static void
test_reload (void)
{
  g_autofree char *path = weir_cli_test_write ("f.json", calm, -1);
  g_autofree char *line = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *anew = NULL;
  WeirCliProcess  *process = start (NULL, path);

  weir_cli_process_wait_ready (process);
  line = weir_cli_process_wait_for (process, "\"event\":\"debug\"");

  /* What does not parse changes nothing. */
  g_free (weir_cli_test_write ("f.json", "[{", -1));
  weir_cli_process_signal (process, SIGHUP);
  refused = weir_cli_process_wait_for (process, "was not reloaded");

  g_free (weir_cli_test_write ("f.json", another, -1));
  weir_cli_process_signal (process, SIGHUP);
  anew = weir_cli_process_wait_for (process, "\"event\":\"debug\"");
  g_assert_nonnull (strstr (anew, "\"id\":\"n\""));
  g_assert_nonnull (strstr (anew, "\"msg\":\"anew\""));

  weir_cli_process_signal (process, SIGTERM);
  g_assert_cmpint (weir_cli_process_end (process), ==, 0);
  weir_cli_test_clean ();
}

static char *
hear (GSocket *socket)
{
  char               buffer[256];
  g_autoptr (GError) error = NULL;
  gssize n = g_socket_receive (socket, buffer, sizeof buffer, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (buffer, (gsize)n);
}

static void
expect (GSocket *socket, const char *prefix)
{
  g_autofree char *text = hear (socket);

  g_assert_true (g_str_has_prefix (text, prefix));
}

/* What a service manager hears of a run. */
static void
test_notify (void)
{
  g_autofree char *path = weir_cli_test_write ("f.json", calm, -1);
  g_autofree char *name =
    g_build_filename (weir_cli_test_directory (), "notify", NULL);
  g_autoptr (GSocketAddress)      address = g_unix_socket_address_new (name);
  g_autoptr (GSocket)             socket = g_socket_new (G_SOCKET_FAMILY_UNIX,
                                             G_SOCKET_TYPE_DATAGRAM,
                                             G_SOCKET_PROTOCOL_DEFAULT,
                                             NULL);
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  WeirCliProcess *process;

  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  g_socket_set_timeout (socket, 60);
  g_subprocess_launcher_setenv (launcher, "NOTIFY_SOCKET", name, TRUE);
  process = start (launcher, path);
  expect (socket, "READY=1");
  weir_cli_process_signal (process, SIGHUP);
  expect (socket, "RELOADING=1\nMONOTONIC_USEC=");
  expect (socket, "READY=1");
  weir_cli_process_signal (process, SIGTERM);
  expect (socket, "STOPPING=1");
  g_assert_cmpint (weir_cli_process_end (process), ==, 0);
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/signals/stop", test_stop);
  g_test_add_func ("/cli/signals/second", test_second_signal);
  g_test_add_func ("/cli/signals/reload", test_reload);
  g_test_add_func ("/cli/signals/notify", test_notify);
  return g_test_run ();
}
