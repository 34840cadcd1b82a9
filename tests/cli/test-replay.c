/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <signal.h>
#include <string.h>

/* Puts something else in the place of the first @old. */
static void
change (const char *path, const char *old, const char *new)
{
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  char            *place;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  place = strstr (text, old);
  g_assert_nonnull (place);
  *place = '\0';
  changed = g_strconcat (text, new, place + strlen (old), NULL);
  g_assert_true (g_file_set_contents (path, changed, -1, NULL));
}

/* A session with a client, recorded by the program and replayed by it. */
static const char echo[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/ws\"},"
  "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"go\",\"props\":"
  "[{\"p\":\"payload\"}],\"payload\":\"hi\",\"payloadType\":\"str\","
  "\"x\":1,\"y\":1,\"wires\":[[\"out\",\"d\"]]},"
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"show\","
  "\"active\":true,\"tosidebar\":true,\"complete\":\"payload\",\"x\":2,\"y\":2,"
  "\"wires\":[]},"
  "{\"id\":\"out\",\"type\":\"websocket out\",\"z\":\"t\",\"server\":\"l\","
  "\"x\":2,\"y\":1,\"wires\":[]}]";

static const char session[] =
  "{\"weir-recording\":1,\"flow\":\"flow.json\",\"base\":\"/\"}\n"
  "{\"t\":1,\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"open\",\"path\":\"/"
  "ws\"}\n"
  "{\"t\":2,\"op\":\"inject\",\"node\":\"i\"}\n"
  "{\"t\":3,\"peer\":\"client1\",\"dir\":\"out\",\"op\":\"text\",\"data\":"
  "\"hi\"}\n"
  "{\"t\":3,\"op\":\"debug\",\"node\":\"d\",\"name\":\"show\",\"property\":"
  "\"payload\",\"value\":\"hi\"}\n"
  "{\"t\":4,\"op\":\"end\"}\n";

static void
test_replay (void)
{
  g_autofree char *flow = weir_cli_test_write ("flow.json", echo, -1);
  g_autofree char *file = weir_cli_test_write ("r.ndjson", session, -1);
  g_autoptr (WeirCliResult) beside =
    weir_cli_test_run ("replay", "--speed=10", file, NULL);
  g_autoptr (WeirCliResult) named =
    weir_cli_test_run ("replay", file, flow, NULL);
  g_autoptr (WeirCliResult) differs = NULL;

  g_assert_cmpstr (beside->out, ==, "2 played, 2 compared, 0 differences\n");
  g_assert_cmpint (beside->status, ==, 0);
  g_assert_cmpstr (named->out, ==, beside->out);

  change (file, "\"data\":\"hi\"", "\"data\":\"ho\"");
  differs = weir_cli_test_run ("replay", file, NULL);
  g_assert_cmpint (differs->status, ==, 1);
  g_assert_nonnull (
    strstr (differs->out, "r.ndjson:4: client1: expected \"ho\", got \"hi\"\n"));
  g_assert_nonnull (
    strstr (differs->out, "2 played, 2 compared, 1 differences\n"));
  weir_cli_test_clean ();
}

/* What the program recorded replays. */
static void
test_recorded (void)
{
  g_autofree char *flow = weir_cli_test_write ("flow.json", echo, -1);
  g_autofree char *file =
    g_build_filename (weir_cli_test_directory (), "r.ndjson", NULL);
  g_autofree char          *option = g_strconcat ("--record=", file, NULL);
  g_autoptr (WeirCliResult) run = weir_cli_test_run ("run",
                                                     "-q",
                                                     "--port=0",
                                                     "--inject=go",
                                                     "--exit-after-debug=1",
                                                     option,
                                                     flow,
                                                     NULL);
  g_autoptr (WeirCliResult) replayed = weir_cli_test_run ("replay", file, NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (replayed->out, ==, "1 played, 1 compared, 0 differences\n");
  g_assert_cmpstr (replayed->err, ==, "");
  g_assert_cmpint (replayed->status, ==, 0);
  weir_cli_test_clean ();
}

static void
test_to_test (void)
{
  g_autofree char *flow = weir_cli_test_write ("flow.json", echo, -1);
  g_autofree char *file = weir_cli_test_write ("r.ndjson", session, -1);
  g_autofree char *test = NULL;
  g_autoptr (WeirCliResult) made =
    weir_cli_test_run ("replay", "--to-test", file, NULL);
  g_autoptr (WeirCliResult) run = NULL;

  g_assert_cmpstr (made->err, ==, "");
  g_assert_cmpint (made->status, ==, 0);
  g_assert_nonnull (strstr (made->out, "{ \"inject\": \"go\" }"));
  test = weir_cli_test_write ("x.test.json", made->out, -1);
  run = weir_cli_test_run ("test", test, NULL);
  g_assert_cmpint (run->status, ==, 0);
  weir_cli_test_clean ();
}

/* A live run becomes a test at once; what it shows is not mixed into it. */
static void
test_record (void)
{
  g_autofree char          *flow = weir_cli_test_write ("flow.json", echo, -1);
  g_autofree char          *test = NULL;
  g_autoptr (WeirCliResult) made = weir_cli_test_run ("test",
                                                      "--record",
                                                      "--port=0",
                                                      "--inject=go",
                                                      "--exit-after=0.5",
                                                      flow,
                                                      NULL);
  g_autoptr (WeirCliResult) run = NULL;
  g_autoptr (WeirCliResult) nothing =
    weir_cli_test_run ("test", "--record", "--port=0", "--exit-after=0.1", flow, NULL);
  g_autoptr (WeirCliResult) wrong =
    weir_cli_test_run ("test", "--exit-after=1", flow, NULL);

  g_assert_cmpint (made->status, ==, 0);
  g_assert_true (g_str_has_prefix (made->out, "{\n  \"flow\": \""));
  g_assert_null (strstr (made->err, ".ndjson"));
  test = weir_cli_test_write ("x.test.json", made->out, -1);
  run = weir_cli_test_run ("test", test, NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "1..2"));

  g_assert_cmpint (nothing->status, ==, 1);
  g_assert_cmpstr (nothing->out, ==, "");
  g_assert_cmpint (wrong->status, ==, 2);
  weir_cli_test_clean ();
}

static void
test_url (void)
{
  g_autofree char *flow = weir_cli_test_write ("flow.json", echo, -1);
  g_autofree char *file = weir_cli_test_write ("r.ndjson", session, -1);
  WeirCliProcess  *process =
    weir_cli_process_new (NULL, "run", "--port=0", "--format=json", flow, NULL);
  g_autofree char          *url = g_strdup_printf ("--url=ws://127.0.0.1:%u",
                                          weir_cli_process_wait_ready (process));
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("replay", "--timeout=0.2", url, file, NULL);

  /* Its button is not ours to press: what it told the client does not come. */
  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (strstr (result->err, "2 events were left out"));
  g_assert_nonnull (
    strstr (result->out, "client1: expected \"hi\", got nothing\n"));
  weir_cli_process_signal (process, SIGTERM);
  g_assert_cmpint (weir_cli_process_end (process), ==, 0);
  weir_cli_test_clean ();
}

static void
assert_usage (const char *option, const char *file, const char *text, int status)
{
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("replay", option, file, NULL);

  g_test_message ("%s", result->err);
  g_assert_cmpint (result->status, ==, status);
  g_assert_nonnull (strstr (result->err, text));
}

static void
test_usage (void)
{
  g_autofree char *flow = weir_cli_test_write ("flow.json", echo, -1);
  g_autofree char *file = weir_cli_test_write ("r.ndjson", session, -1);
  g_autofree char *bare =
    weir_cli_test_write ("bare.ndjson", "{\"weir-recording\":1}\n", -1);
  g_autofree char *newer =
    weir_cli_test_write ("newer.ndjson", "{\"weir-recording\":7}\n", -1);

  assert_usage ("--speed=fast", file, "fast", 2);
  assert_usage ("--speed=0", file, "--speed", 2);
  assert_usage ("--url=http://h", file, "--url", 2);
  assert_usage ("--speed=max", bare, "name the flow too", 2);
  assert_usage ("--speed=max", newer, "another version", 1);
  assert_usage ("--speed=max", flow, "no recording", 1);
  assert_usage ("--to-test", flow, "no recording", 1);
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/replay/replay", test_replay);
  g_test_add_func ("/cli/replay/recorded", test_recorded);
  g_test_add_func ("/cli/replay/to-test", test_to_test);
  g_test_add_func ("/cli/replay/record", test_record);
  g_test_add_func ("/cli/replay/url", test_url);
  g_test_add_func ("/cli/replay/usage", test_usage);
  return g_test_run ();
}
