/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <string.h>

/* `weir-cli test`, as CI calls it. */

static const char echo_flow[] =
  "[{\"id\":\"tab\",\"type\":\"tab\",\"label\":\"Echo\"},"
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"tab\",\"name\":\"in\","
  "\"server\":\"listener\",\"client\":\"\",\"x\":1,\"y\":1,"
  "\"wires\":[[\"out\",\"show\"]]},"
  "{\"id\":\"out\",\"type\":\"websocket out\",\"z\":\"tab\",\"name\":\"\","
  "\"server\":\"listener\",\"client\":\"\",\"x\":2,\"y\":1,\"wires\":[]},"
  "{\"id\":\"show\",\"type\":\"debug\",\"z\":\"tab\",\"name\":\"show\","
  "\"active\":true,\"tosidebar\":true,\"complete\":\"payload\",\"x\":2,\"y\":2,"
  "\"wires\":[]},"
  "{\"id\":\"press\",\"type\":\"inject\",\"z\":\"tab\",\"name\":\"press\","
  "\"props\":[{\"p\":\"payload\",\"v\":\"1\",\"vt\":\"num\"}],\"x\":1,\"y\":2,"
  "\"wires\":[[\"show\"]]},"
  "{\"id\":\"listener\",\"type\":\"websocket-listener\",\"path\":\"/echo\","
  "\"wholemsg\":\"false\"}]";

static const char passing[] = "{\"flow\":\"flow.json\",\"steps\":[\n"
                              "{\"connect\":\"a\",\"path\":\"/echo\"},\n"
                              "{\"send\":\"hello\",\"from\":\"a\"},\n"
                              "{\"expect\":\"hello\",\"to\":\"a\"}]}";

static const char failing[] = "{\"flow\":\"flow.json\",\"steps\":[\n"
                              "{\"connect\":\"a\",\"path\":\"/echo\"},\n"
                              "{\"send\":\"hello\",\"from\":\"a\"},\n"
                              "  {\"expect\":\"hallo\",\"to\":\"a\"},\n"
                              "{\"close\":\"a\"}]}";

static char *
put (const char *name, const char *text)
{
  return weir_cli_test_write (name, text, -1);
}

static void
assert_holds (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("“%s” is not in: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

static void
test_pass (void)
{
  g_autofree char          *flow = put ("flow.json", echo_flow);
  g_autofree char          *file = put ("pass.test.json", passing);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("test", file, NULL);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_cmpstr (result->err, ==, "");
  g_assert_true (g_str_has_prefix (result->out, "TAP version 13\n# "));
  assert_holds (result->out, "\nok 1 - connect a to /echo\n");
  assert_holds (result->out, "\nok 3 - expect \"hello\" to a\n1..3\n");
  weir_cli_test_clean ();
}

static void
test_fail (void)
{
  g_autofree char          *flow = put ("flow.json", echo_flow);
  g_autofree char          *file = put ("fail.test.json", failing);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("test", file, NULL);

  g_assert_cmpint (result->status, ==, 1);
  assert_holds (result->out, "\nnot ok 3 - expect \"hallo\" to a\n  ---\n");
  assert_holds (result->out, "\n    line: 4\n    column: 3\n");
  assert_holds (result->out, "\n  expected: |\n    \"hallo\"\n");
  assert_holds (result->out, "\n  got: |\n    \"hello\"\n");
  assert_holds (result->out, " a got \\\"hello\\\"\"\n");
  assert_holds (result->out, "\n  ...\nok 4 - close a # SKIP ");
  assert_holds (result->out, "\n1..4\n");
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/test/pass", test_pass);
  g_test_add_func ("/cli/test/fail", test_fail);
  return g_test_run ();
}
