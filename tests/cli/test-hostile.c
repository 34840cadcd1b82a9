/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <signal.h>
#include <string.h>

/* Peers that send what no program in its right mind would. */

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/l\"},"
  "{\"id\":\"i\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"l\","
  "\"x\":1,\"y\":1,\"wires\":[]}]";

/* What a process may grow by while it is fed far more. */
#define SENT_BYTES      (96 * 1024 * 1024)
#define MAX_GROWN_BYTES (48 * 1024 * 1024)

typedef struct
{
  char           *path;
  char           *token;
  WeirCliProcess *process;
  guint16         port;
} Fixture;

static void
fixture_init (Fixture *self)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  const char      *given = g_getenv ("ASAN_OPTIONS");
  g_autofree char *asan = NULL;
  g_autofree char *option = NULL;

  /* What a sanitizer keeps of freed memory is not what the program uses. */
  asan = g_strconcat (given ? given : "", ":quarantine_size_mb=8", NULL);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", asan, TRUE);
  self->path = weir_cli_test_write ("flow.json", flow, -1);
  self->token = weir_cli_test_write ("token", "secret\n", -1);
  option = g_strconcat ("--admin-token-file=", self->token, NULL);
  self->process = weir_cli_process_new (launcher,
                                        "run",
                                        "--port=0",
                                        "--format=json",
                                        "--admin",
                                        option,
                                        self->path,
                                        NULL);
  self->port = (guint16)weir_cli_process_wait_ready (self->process);
}

static void
fixture_clear (Fixture *self)
{
  weir_cli_process_signal (self->process, SIGTERM);
  g_assert_cmpint (weir_cli_process_end (self->process), ==, 0);
  g_free (self->path);
  g_free (self->token);
  weir_cli_test_clean ();
}

static GSocketConnection *
connect_to (Fixture *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError)        error = NULL;
  GSocketConnection        *connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

/* A peer that hangs up in the middle is no failure of the test. */
static gboolean
send_bytes (GSocketConnection *connection, const char *data, gsize length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (
                                      G_IO_STREAM (connection)),
                                    data,
                                    length,
                                    NULL,
                                    NULL,
                                    NULL);
}

/* The first line of the answer; "" when there is none. */
static char *
read_answer (GSocketConnection *connection)
{
  char   buffer[64] = "";
  gssize n =
    g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                         buffer,
                         sizeof buffer - 1,
                         NULL,
                         NULL);

  buffer[MAX (n, 0)] = '\0';
  buffer[strcspn (buffer, "\r")] = '\0';
  return g_strdup (buffer);
}

static guint64
get_rss (Fixture *self)
{
  const char      *pid = g_subprocess_get_identifier (self->process->process);
  g_autofree char *path = g_strdup_printf ("/proc/%s/statm", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv)   fields = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  fields = g_strsplit (text, " ", 3);
  return g_ascii_strtoull (fields[1], NULL, 10) * 4096;
}

/* Bodies for paths nobody has, and for the admin API without its token. */
static void
test_bodies (void)
{
  static const struct
  {
    const char *head;
    guint       status;
  } cases[] = {
    { "POST /nowhere HTTP/1.1\r\n", 404 },
    { "POST /l HTTP/1.1\r\n", 404 },
    { "POST /flows HTTP/1.1\r\n", 401 },
    { "POST /comms HTTP/1.1\r\n", 404 },
    { "POST /flows HTTP/1.1\r\nAuthorization: Bearer secret\r\n", 413 },
  };
  g_autofree char *chunk = g_strnfill (1024 * 1024, 'x');
  Fixture          self;

  fixture_init (&self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSocketConnection) connection = connect_to (&self);
      g_autofree char              *head =
        g_strdup_printf ("%sHost: localhost\r\nContent-Length: %u\r\n\r\n",
                         cases[i].head,
                         SENT_BYTES);
      g_autofree char *status = g_strdup_printf (" %u ", cases[i].status);
      g_autofree char *answer = NULL;
      guint64          before = get_rss (&self);
      guint64          after;

      send_bytes (connection, head, strlen (head));
      for (gsize sent = 0; sent < SENT_BYTES; sent += 1024 * 1024)
        {
          if (!send_bytes (connection, chunk, 1024 * 1024))
            break;
        }
      answer = read_answer (connection);
      after = get_rss (&self);
      g_test_message ("%s: grown by %" G_GINT64_FORMAT " bytes",
                      answer,
                      (gint64)(after - before));
      g_assert_nonnull (strstr (answer, status));
      g_assert_cmpuint (after, <, before + MAX_GROWN_BYTES);
    }
  fixture_clear (&self);
}

/* The same without a length: the limit shows while it comes. */
static void
test_chunks (void)
{
  static const char head[] = "POST /flows HTTP/1.1\r\nHost: localhost\r\n"
                             "Authorization: Bearer secret\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n";
  g_autofree char  *chunk = g_strnfill (1024 * 1024, 'x');
  Fixture           self;
  g_autofree char  *answer = NULL;

  g_autoptr (GSocketConnection) connection = NULL;

  fixture_init (&self);
  connection = connect_to (&self);
  send_bytes (connection, head, strlen (head));
  for (gsize sent = 0; sent < SENT_BYTES; sent += 1024 * 1024)
    {
      send_bytes (connection, "100000\r\n", 8);
      send_bytes (connection, chunk, 1024 * 1024);
      send_bytes (connection, "\r\n", 2);
    }
  send_bytes (connection, "0\r\n\r\n", 5);
  answer = read_answer (connection);
  g_assert_nonnull (strstr (answer, " 413 "));
  fixture_clear (&self);
}

/* Headers without an end. */
static void
test_headers (void)
{
  static const char start[] = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ";
  g_autofree char  *chunk = g_strnfill (1024 * 1024, 'x');
  Fixture           self;
  guint64           before, after;

  g_autoptr (GSocketConnection) connection = NULL;

  fixture_init (&self);
  connection = connect_to (&self);
  before = get_rss (&self);
  send_bytes (connection, start, strlen (start));
  for (gsize sent = 0; sent < SENT_BYTES; sent += 1024 * 1024)
    {
      if (!send_bytes (connection, chunk, 1024 * 1024))
        break;
    }
  after = get_rss (&self);
  g_test_message ("grown by %" G_GINT64_FORMAT " bytes",
                  (gint64)(after - before));
  g_assert_cmpuint (after, <, before + MAX_GROWN_BYTES);
  fixture_clear (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/hostile/bodies", test_bodies);
  g_test_add_func ("/cli/hostile/chunks", test_chunks);
  g_test_add_func ("/cli/hostile/headers", test_headers);
  return g_test_run ();
}
