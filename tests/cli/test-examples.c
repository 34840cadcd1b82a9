/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <string.h>

/* The flows that are installed as examples: without an error, and each does
 * what it teaches. */

#define SHOWN_PORT "localhost:1880"

static const char *const names[] = {
  "broadcast.json", "echo.json",          "reconnecting-client.json",
  "tls.json",       "whole-message.json",
};

static void
test_checked (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char          *path = weir_cli_test_example (names[i]);
      g_autoptr (WeirCliResult) result =
        weir_cli_test_run ("check", "--env=CA_FILE=x", path, NULL);

      g_test_message ("%s", result->out);
      g_assert_cmpint (result->status, ==, 0);
      g_assert_null (strstr (result->out, " error: "));
    }
}

/* They stand as Node-RED writes them. */
static void
test_layout (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char          *path = weir_cli_test_example (names[i]);
      g_autofree char          *text = NULL;
      g_autoptr (WeirCliResult) result = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      result = weir_cli_test_run ("format", path, NULL);
      g_assert_cmpstr (result->out, ==, text);
    }
}

/* A copy of an example whose client finds a port that is free now. */
static char *
copy_for_port (const char *name, guint port)
{
  g_autofree char *path = weir_cli_test_example (name);
  g_autofree char *text = NULL;
  g_autofree char *here = g_strdup_printf ("localhost:%u", port);
  g_auto (GStrv)   parts = NULL;
  g_autofree char *moved = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, SHOWN_PORT, -1);
  g_assert_cmpuint (g_strv_length (parts), >, 1);
  moved = g_strjoinv (here, parts);
  return weir_cli_test_write (name, moved, -1);
}

static guint
free_port (void)
{
  g_autoptr (GSocket)        socket = g_socket_new (G_SOCKET_FAMILY_IPV4,
                                             G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP,
                                             NULL);
  g_autoptr (GSocketAddress) any =
    g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

static guint
count (const char *text, const char *part)
{
  g_auto (GStrv) parts = g_strsplit (text, part, -1);

  return g_strv_length (parts) - 1;
}

static WeirCliResult *
run_example (const char *name, const char *press, const char *debugs)
{
  guint            port = free_port ();
  g_autofree char *path = copy_for_port (name, port);
  g_autofree char *listen = g_strdup_printf ("--port=%u", port);
  g_autofree char *pressed = g_strconcat ("--inject=", press, NULL);
  g_autofree char *wanted = g_strconcat ("--exit-after-debug=", debugs, NULL);
  WeirCliResult   *result = weir_cli_test_run ("run",
                                             listen,
                                             pressed,
                                             pressed,
                                             pressed,
                                             wanted,
                                             "--exit-after=30",
                                             path,
                                             NULL);

  g_test_message ("%s%s", result->out, result->err);
  weir_cli_test_clean ();
  return result;
}

static void
test_echo (void)
{
  g_autoptr (WeirCliResult) result =
    run_example ("echo.json", "dda81a976ccf2a2b", "3");

  g_assert_cmpint (result->status, ==, 0);
  g_assert_cmpuint (count (result->out, "[debug 5] msg.payload : string[13]\n"),
                    ==,
                    3);
}

static void
test_broadcast (void)
{
  g_autoptr (WeirCliResult) result =
    run_example ("broadcast.json", "tell everyone", "6");

  g_assert_cmpint (result->status, ==, 0);
  g_assert_cmpuint (count (result->out, "[first hears]"), ==, 3);
  g_assert_cmpuint (count (result->out, "[second hears]"), ==, 3);
  g_assert_cmpuint (count (result->out, "\"Good morning\""), ==, 6);
}

static void
test_whole_message (void)
{
  g_autoptr (WeirCliResult) result =
    run_example ("whole-message.json", "measured", "3");

  g_assert_cmpint (result->status, ==, 0);
  g_assert_cmpuint (count (result->out,
                           "payload: { room: 'cellar', celsius: 11.5 }"),
                    ==,
                    3);
  g_assert_cmpuint (count (result->out, "topic: 'temperature'"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/examples/checked", test_checked);
  g_test_add_func ("/cli/examples/layout", test_layout);
  g_test_add_func ("/cli/examples/echo", test_echo);
  g_test_add_func ("/cli/examples/broadcast", test_broadcast);
  g_test_add_func ("/cli/examples/whole-message", test_whole_message);
  return g_test_run ();
}
