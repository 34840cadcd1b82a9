/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/weir-cli-socket.h"
#include "weir-cli-test.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A socket on a free port of this computer, that listens when asked to. */
static GSocket *
make_socket (gboolean listens)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (GInetAddress)   loopback = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  GSocket                   *socket;

  loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  address = g_inet_socket_address_new (loopback, 0);
  socket = g_socket_new (G_SOCKET_FAMILY_IPV4,
                         G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP,
                         &error);
  g_assert_no_error (error);
  g_socket_bind (socket, address, TRUE, &error);
  g_assert_no_error (error);
  if (listens)
    g_socket_listen (socket, &error);
  g_assert_no_error (error);
  return socket;
}

/* A weir-cli that gets @socket as a service manager would pass it: the shell
 * knows the process's number before the program is there. */
static GSubprocessLauncher *
make_launcher (GSocket *socket, const char *count)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_take_fd (launcher, dup (g_socket_get_fd (socket)), 3);
  g_subprocess_launcher_setenv (launcher, "LISTEN_FDS", count, TRUE);
  return launcher;
}

static GSubprocess *
start (GSubprocessLauncher *launcher, const char *options)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "weir-cli", NULL);
  g_autofree char *flow = weir_cli_test_example ("echo.json");
  g_autofree char *line =
    g_strdup_printf ("LISTEN_PID=$$ exec \"$0\" run --format=json %s \"$1\"",
                     options);
  g_autoptr (GError) error = NULL;
  GSubprocess       *process = g_subprocess_launcher_spawn (launcher,
                                                      &error,
                                                      "/bin/sh",
                                                      "-c",
                                                      line,
                                                      program,
                                                      flow,
                                                      NULL);

  g_assert_no_error (error);
  return process;
}

/* The status line of an answer from that port. */
static char *
ask (guint port, const char *path)
{
  g_autoptr (GSocketClient)     client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GDataInputStream)  in = NULL;
  g_autoptr (GError)            error = NULL;
  g_autofree char              *request =
    g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path);
  char *line;

  connection = g_socket_client_connect_to_host (client,
                                                "127.0.0.1",
                                                (guint16)port,
                                                NULL,
                                                &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (
                               G_IO_STREAM (connection)),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  in = g_data_input_stream_new (
    g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  line = g_data_input_stream_read_line (in, NULL, NULL, &error);
  g_assert_no_error (error);
  return line;
}

/* A flow serves the port it was given, and leaves it to who gave it. */
static void
test_served (void)
{
  g_autoptr (GSocket)             socket = make_socket (TRUE);
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (socket, "1");
  g_autoptr (GSubprocess)      process = start (launcher, "--admin --port=9");
  g_autoptr (GDataInputStream) out =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError)  error = NULL;
  guint               port;
  g_autofree char    *address = weir_cli_socket_get_address (socket, &port);
  g_autofree char    *wanted = g_strdup_printf ("\"port\":%u", port);
  g_autofree char    *ready = NULL;
  g_autofree char    *answer = NULL;
  g_autoptr (GSocket) client = NULL;
  g_autoptr (GSocketAddress) local = NULL;

  do
    {
      g_free (ready);
      ready = g_data_input_stream_read_line (out, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (ready);
    }
  while (strstr (ready, "\"ready\"") == NULL);
  g_assert_nonnull (strstr (ready, wanted));
  g_assert_cmpstr (address, ==, "127.0.0.1");
  answer = ask (port, "/flows");
  g_assert_cmpstr (answer, ==, "HTTP/1.1 200 OK");

  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);

  /* It listens still: who comes now waits for the next start. */
  client = g_socket_new (G_SOCKET_FAMILY_IPV4,
                         G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP,
                         NULL);
  local = g_socket_get_local_address (socket, NULL);
  g_socket_connect (client, local, NULL, &error);
  g_assert_no_error (error);
}

static void
check_refused (gboolean listens, const char *count, const char *said)
{
  g_autoptr (GSocket)             socket = make_socket (listens);
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (socket, count);
  g_autoptr (GSubprocess)         process = start (launcher, "--exit-after=9");
  g_autofree char                *err = NULL;
  g_autoptr (GError)              error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (err, said));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
}

static void
test_refused (void)
{
  check_refused (FALSE, "1", "not a TCP socket that listens");
  check_refused (TRUE, "2", "passed 2 sockets");
}

/* What is not meant for this process is not its business. */
static void
test_others (void)
{
  static const char *const pids[] = { "1", "", "self", "-1", "99999999999" };
  g_autoptr (GSocket)      socket = NULL;
  g_autoptr (GError)       error = NULL;

  g_setenv ("LISTEN_FDS", "1", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      g_setenv ("LISTEN_PID", pids[i], TRUE);
      g_assert_true (weir_cli_take_socket (&socket, &error));
      g_assert_no_error (error);
      g_assert_null (socket);
      g_assert_nonnull (g_getenv ("LISTEN_FDS"));
    }
  g_unsetenv ("LISTEN_PID");
  g_assert_true (weir_cli_take_socket (&socket, &error));
  g_assert_null (socket);
}

/* A flow must not see the variables, nor a program that it starts. */
static void
test_forgotten (void)
{
  g_autofree char    *pid = g_strdup_printf ("%d", (int)getpid ());
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError)  error = NULL;

  g_setenv ("LISTEN_PID", pid, TRUE);
  g_setenv ("LISTEN_FDS", "0", TRUE);
  g_setenv ("LISTEN_FDNAMES", "x", TRUE);
  g_assert_true (weir_cli_take_socket (&socket, &error));
  g_assert_null (socket);
  g_assert_null (g_getenv ("LISTEN_PID"));
  g_assert_null (g_getenv ("LISTEN_FDS"));
  g_assert_null (g_getenv ("LISTEN_FDNAMES"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/socket/served", test_served);
  g_test_add_func ("/cli/socket/refused", test_refused);
  g_test_add_func ("/cli/socket/others", test_others);
  g_test_add_func ("/cli/socket/forgotten", test_forgotten);
  return g_test_run ();
}
