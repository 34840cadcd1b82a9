/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <string.h>

/* The tests that are installed beside the example flows: they pass, and with
 * one value changed each says what its reader has to know. They run as they
 * are but for the ports, which the flows have wired in and others may use. */

static const char *const names[] = {
  "broadcast", "echo", "reconnecting-client", "tls", "whole-message",
};

static guint
find_free_port (void)
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

/* Returns: (transfer full): the text with every @from a @to */
static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  return g_strjoinv (to, parts);
}

static char *
load_example (const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  g_autofree char *path = weir_cli_test_example (file);
  char            *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Writes an example and its test with ports that are free now, and runs it.
 * @from: (nullable): what becomes @to in the test, once. */
static WeirCliResult *
run_changed (const char *name, const char *from, const char *to)
{
  static const char *const wired[] = { "1880", "1881" };
  g_autofree char         *flow = load_example (name, ".json");
  g_autofree char         *test = load_example (name, ".test.json");
  g_autofree char         *flow_name = g_strconcat (name, ".json", NULL);
  g_autofree char         *test_name = g_strconcat (name, ".test.json", NULL);
  g_autofree char         *flow_path = NULL;
  g_autofree char         *path = NULL;
  WeirCliResult           *result;

  for (guint i = 0; i < G_N_ELEMENTS (wired); i++)
    {
      g_autofree char *port = g_strdup_printf ("%u", find_free_port ());
      g_autofree char *old_flow = flow;
      g_autofree char *old_test = test;

      flow = replace (old_flow, wired[i], port);
      test = replace (old_test, wired[i], port);
    }
  if (from != NULL)
    {
      g_autofree char *old_test = test;

      g_assert_nonnull (strstr (old_test, from));
      test = replace (old_test, from, to);
    }
  flow_path = weir_cli_test_write (flow_name, flow, -1);
  path = weir_cli_test_write (test_name, test, -1);
  result = weir_cli_test_run ("test", path, NULL);
  weir_cli_test_clean ();
  return result;
}

static void
test_pass (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (WeirCliResult) result = run_changed (names[i], NULL, NULL);

      g_test_message ("%s%s", result->out, result->err);
      g_assert_cmpint (result->status, ==, 0);
      g_assert_null (strstr (result->out, "not ok"));
    }
}

/* They are right, and right for their flows, as they are installed. */
static void
test_checked (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".test.json", NULL);
      g_autofree char *path = weir_cli_test_example (name);
      g_autoptr (WeirCliResult) result = weir_cli_test_run ("check", path, NULL);

      g_assert_cmpstr (result->out, ==, "");
      g_assert_cmpint (result->status, ==, 0);
    }
}

/* What is changed, and what has to be read then: the step, its place, and what
 * differs. */
static const struct
{
  const char *name;
  const char *from;
  const char *to;
  const char *says[4];
} changes[] = {
  { "echo",
    "\"expect\": \"hello\"",
    "\"expect\": \"hallo\"",
    { "not ok 3 - expect \"hallo\" to a\n",
      "line: 8\n    column: 5\n",
      "expected \"hallo\", got \"hello\"\n",
      "a got \\\"hello\\\"" } },
  { "echo",
    "\"expectBinary\": \"AAEC\"",
    "\"expectBinary\": \"AAED\"",
    { "not ok 5 - expect 3 bytes: 00 01 03 to a\n",
      "line: 10\n    column: 5\n",
      "expected 3 bytes: 00 01 03, got 3 bytes: 00 01 02\n" } },
  { "echo",
    "{13}",
    "{12}",
    { "not ok 8 - expect debug of debug 5",
      "line: 13\n    column: 5\n",
      "payload: expected a text that fits \"^[0-9]{12}$\", got \"1" } },
  { "echo",
    "\"expectClose\": \"a\", \"code\": 1000",
    "\"expectClose\": \"a\", \"code\": 1001",
    { "not ok 10 - expect close of a with 1001\n",
      "line: 15\n    column: 5\n",
      "1000" } },
  { "broadcast",
    "\"second hears\", \"payload\": \"Good morning\"",
    "\"second hears\", \"payload\": \"Good evening\"",
    { "not ok 5 - 4 in any order\n",
      "line: 10\n    column: 5\n",
      "payload: expected \"Good evening\", got \"Good morning\"\n",
      "second hears" } },
  { "broadcast",
    "\"fill\": \"green\"",
    "\"fill\": \"blue\"",
    { "not ok 3 - expect status of first client: {\"fill\":\"blue\"}\n",
      "line: 8\n    column: 5\n",
      "fill: expected \"blue\", got \"green\"\n" } },
  { "reconnecting-client",
    "\"payload\": \"hello yourself\"",
    "\"payload\": \"hello, you\"",
    { "not ok 6 - expect debug of answer: {\"payload\":\"hello, you\"}\n",
      "line: 12\n    column: 5\n",
      "payload: expected \"hello, you\", got \"hello yourself\"\n" } },
  { "tls",
    "\"path\": \"/ws/secure\"",
    "\"path\": \"/ws/secret\"",
    { "not ok 1 - connect a to /ws/secret\n", "line: 5\n    column: 5\n", "404" } },
  { "tls",
    "\"expect\": \"a secret\"",
    "\"expect\": { \"$type\": \"object\" }",
    { "not ok 4 - expect {\"$type\":\"object\"} to a\n",
      "line: 8\n    column: 5\n",
      "expected an object as JSON, got the text \"a secret\"\n" } },
  { "whole-message",
    "11.5, 0.01",
    "12, 0.01",
    { "not ok 2 - expect debug of whole message",
      "line: 7\n    column: 5\n",
      "payload.celsius: expected 12 ± 0.01, got 11.5\n" } },
  { "whole-message",
    "\"room\": \"cellar\", ",
    "\"room\": \"attic\", \"floor\": 3, ",
    { "not ok 2 - expect debug of whole message",
      "payload.room: expected \"attic\", got \"cellar\"\n",
      "payload.floor: missing, expected 3\n" } },
};

static void
test_changed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (WeirCliResult) result =
        run_changed (changes[i].name, changes[i].from, changes[i].to);

      g_test_message ("%s%s", result->out, result->err);
      g_assert_cmpint (result->status, ==, 1);
      for (guint n = 0; n < 4 && changes[i].says[n] != NULL; n++)
        {
          if (strstr (result->out, changes[i].says[n]) == NULL)
            g_assert_cmpstr (result->out, ==, changes[i].says[n]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/example-tests/pass", test_pass);
  g_test_add_func ("/cli/example-tests/checked", test_checked);
  g_test_add_func ("/cli/example-tests/changed", test_changed);
  return g_test_run ();
}
