/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include "json/weir-json.h"

#include <string.h>

/* `weir-cli check` of flow tests. */

static char *
write_flow (void)
{
  static const char flow[] =
    "[{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/ws\"},"
    "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"seen\"},"
    "{\"id\":\"t\",\"type\":\"tab\"}]";

  return weir_cli_test_write ("flow.json", flow, -1);
}

typedef struct
{
  const char *text;
  int         status;
  const char *out; /* each line without the file's name in front */
} Row;

#define STEPS(steps) "{\"flow\":\"flow.json\",\"steps\":[\n" steps "]}"
#define A            "{\"connect\":\"a\",\"path\":\"/ws\"},\n"

static const Row rows[] = {
  { STEPS (A "{\"expect\":1,\"to\":\"a\"}"), 0, "" },
  { STEPS (A "{\"expct\":1,\"to\":\"a\"},\n{\"expect\":1,\"to\":\"b\"}"),
    1,
    ":3:2: error: There is no step “expct”; did you mean “expect”?\n"
    ":4:18: error: There is no peer “b” yet: “connect” or “serve” it "
    "first.\n" },
  { STEPS (A "{\"expectDebug\":{\"node\":\"sen\"}}"),
    1,
    ":3:1: error: No debug node has the id or name “sen”. Did you mean "
    "“seen”?\n" },
  { STEPS ("{\"connect\":\"a\",\"path\":\"/w\"},{\"expectDebug\":{\"node\":"
           "\"seen\"}}"),
    0,
    ":2:1: warning: No listener of the flow has the path “/w”.\n" },
  { "{\"flow\":\"gone.json\",\"steps\":[{\"connect\":\"a\",\"path\":\"/ws\"},"
    "{\"expectNothing\":\"a\"}]}",
    1,
    ":1:9: error: gone.json: No such file or directory\n" },
  { "{\"flow\":\"bad.test.json\",\"steps\":[{\"connect\":\"a\",\"path\":\"/"
    "ws\"},"
    "{\"expectNothing\":\"a\"}]}",
    1,
    NULL },
  { "{\"steps\":[],\n\"flow\":", 1, NULL },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *flow = write_flow ();
      g_autofree char *path =
        weir_cli_test_write ("bad.test.json", rows[i].text, -1);
      g_autoptr (WeirCliResult) result = weir_cli_test_run ("check", path, NULL);
      g_auto (GStrv)            parts = g_strsplit (result->out, path, -1);
      g_autofree char          *bare = g_strjoinv ("", parts);

      g_test_message ("%s", result->out);
      g_assert_cmpint (result->status, ==, rows[i].status);
      g_assert_cmpstr (result->err, ==, "");
      if (rows[i].out != NULL)
        g_assert_cmpstr (bare, ==, rows[i].out);
      else
        g_assert_nonnull (strstr (bare, ": error: "));
      weir_cli_test_clean ();
    }
}

/* Both kinds of files in one call; the tests' problems in the same form. */
static void
test_json (void)
{
  g_autofree char *flow = write_flow ();
  g_autofree char *path = weir_cli_test_write (
    "bad.test.json",
    STEPS ("{\"connect\":\"a\",\"path\":\"/w\"},\n{\"expectNothing\":\"b\"}"),
    -1);
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("check", "--json", "--quiet", flow, path, NULL);
  g_autoptr (WeirValue) value =
    weir_json_read (result->out, strlen (result->out), NULL, NULL);

  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (value);
  g_assert_cmpstr (weir_value_lookup_string (value, "file"), ==, path);
  g_assert_cmpstr (weir_value_lookup_string (value, "severity"), ==, "error");
  g_assert_cmpfloat (weir_value_get_number (weir_value_lookup (value, "line")),
                     ==,
                     3);
  g_assert_cmpfloat (weir_value_get_number (weir_value_lookup (value, "column")),
                     ==,
                     18);
  weir_cli_test_clean ();
}

/* What `check` says, `test` says before it runs anything: all of it. */
static void
test_before_run (void)
{
  g_autofree char *flow = write_flow ();
  g_autofree char *path = weir_cli_test_write (
    "bad.test.json",
    STEPS (A "{\"expectDebug\":{\"node\":\"sen\"}},\n{\"inject\":\"seen\"}"),
    -1);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("test", path, NULL);

  g_test_message ("%s", result->out);
  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (strstr (result->out, "not ok 1 - "));
  g_assert_nonnull (strstr (result->out, "Did you mean “seen”?"));
  g_assert_nonnull (strstr (result->out, "4:1: “seen” has no button"));
  g_assert_nonnull (strstr (result->out, "line: 3\n    column: 1\n"));
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/check-test/rows", test_rows);
  g_test_add_func ("/cli/check-test/json", test_json);
  g_test_add_func ("/cli/check-test/before-run", test_before_run);
  return g_test_run ();
}
