/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include <signal.h>
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

/* Several files ---------------------------------------------------------- */

/* The files of a folder, written by put() too. */
static void
put_all (void)
{
  g_free (put ("flow.json", echo_flow));
  g_free (put ("b-fail.test.json", failing));
  g_free (put ("a-pass.test.json", passing));
  g_free (put ("c-pass.test.json",
               "{\"flow\":\"flow.json\",\"steps\":[{\"inject\":\"press\"},"
               "{\"expectDebug\":{\"node\":\"show\",\"payload\":1}}]}"));
}

static const char *
find_line (const char *text, const char *part)
{
  const char *found = strstr (text, part);

  if (found == NULL)
    g_test_message ("“%s” is not in: %s", part, text);
  g_assert_nonnull (found);
  return found;
}

/* Output is in the order of the files and numbered through, however many run at
 * once. */
static void
test_jobs (void)
{
  static const char *const jobs[] = { "--jobs=1", "--jobs=3", "--jobs=0" };

  put_all ();
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr (WeirCliResult) result =
        weir_cli_test_run ("test", jobs[i], weir_cli_test_directory (), NULL);
      const char *a = find_line (result->out, "/a-pass.test.json\nok 1 - ");
      const char *b = find_line (result->out, "/b-fail.test.json\nok 4 - ");
      const char *c = find_line (result->out, "/c-pass.test.json\nok 8 - ");

      g_assert_cmpint (result->status, ==, 1);
      g_assert_true (a < b && b < c);
      assert_holds (result->out, "\n1..9\n");
    }
  weir_cli_test_clean ();
}

/* Steps are told as they end, not with their file: this one would take an
 * hour. */
static void
test_stream (void)
{
  g_autofree char *flow = put ("flow.json", echo_flow);
  g_autofree char *file = put ("long.test.json",
                               "{\"flow\":\"flow.json\",\"steps\":["
                               "{\"connect\":\"a\",\"path\":\"/echo\"},"
                               "{\"expectNothing\":\"a\",\"within\":3600}]}");
  WeirCliProcess  *process = weir_cli_process_new (NULL, "test", file, NULL);

  g_free (weir_cli_process_wait_for (process, "ok 1 - connect a to /echo"));
  weir_cli_process_signal (process, SIGTERM);
  g_assert_cmpint (weir_cli_process_end (process), ==, -1);
  weir_cli_test_clean ();
}

static void
test_filter (void)
{
  static const struct
  {
    const char *filter;
    int         status;
    const char *plan;
  } cases[] = {
    { "--filter=A-PASS", 0, "\n1..3\n" },       /* by name */
    { "--filter=inject PRESS", 0, "\n1..2\n" }, /* by a step */
    { "--filter=hallo", 1, "\n1..4\n" },
  };

  put_all ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirCliResult) result =
        weir_cli_test_run ("test",
                           cases[i].filter,
                           weir_cli_test_directory (),
                           NULL);

      g_assert_cmpint (result->status, ==, cases[i].status);
      assert_holds (result->out, cases[i].plan);
    }
  weir_cli_test_clean ();
}

/* Nothing run is nothing tested. */
static void
test_nothing (void)
{
  g_autoptr (WeirCliResult) none = NULL;
  g_autoptr (WeirCliResult) filtered = NULL;

  g_free (put ("flow.json", echo_flow));
  none = weir_cli_test_run ("test", weir_cli_test_directory (), NULL);
  g_assert_cmpint (none->status, ==, 1);
  g_assert_cmpstr (none->out, ==, "");
  assert_holds (none->err, "*.test.json");

  put_all ();
  filtered = weir_cli_test_run ("test",
                                "--filter=no such thing",
                                weir_cli_test_directory (),
                                NULL);
  g_assert_cmpint (filtered->status, ==, 1);
  assert_holds (filtered->err, "--filter");
  weir_cli_test_clean ();
}

/* Bad input -------------------------------------------------------------- */

static const struct
{
  const char *test;
  const char *out; /* parts of what is said */
  const char *place;
} bad[] = {
  { "{\"flow\":\"flow.json\",\"steps\":[\n{\"connect\":\"a\",\"path\":\"/"
    "echo\"}]}",
    "Nothing is expected",
    "line: " },
  { "{\"flow\":\"flow.json\",\"steps\":[\n {\"expekt\":\"x\",\"to\":\"a\"}]}",
    "There is no step “expekt”",
    "line: 2" },
  { "{\"flow\":\"flow.json\",\"steps\":[\n {\"expect\":\"x\",\"to\":\"a\"}]}",
    "“a”",
    "line: 2" },
  { "{\"flow\":\"none.json\",\"steps\":[{\"expectDebug\":{\"node\":\"x\"}}]}",
    "none.json",
    "line: 1" },
  { "{\"flow\":\"broken.json\",\"steps\":[{\"expectDebug\":{\"node\":\"x\"}}]}",
    "broken.json",
    "line: 1" },
  { "{\"flow\":\"twins.json\",\"steps\":[\n "
    "{\"expectDebug\":{\"node\":\"t\"}}]}",
    "Several nodes are named “t”",
    "line: 2" },
  { "{", "JSON", "file: " },
};

static void
test_bad (void)
{
  g_free (put ("flow.json", echo_flow));
  g_free (put ("broken.json", "[{\"id\":\"a\",\"type\":\"tab\""));
  g_free (
    put ("twins.json",
         "[{\"id\":\"1\",\"type\":\"debug\",\"name\":\"t\",\"x\":1,\"y\":1},"
         "{\"id\":\"2\",\"type\":\"debug\",\"name\":\"t\",\"x\":1,\"y\":2}]"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char          *file = put ("bad.test.json", bad[i].test);
      g_autoptr (WeirCliResult) result = weir_cli_test_run ("test", file, NULL);

      g_assert_cmpint (result->status, ==, 1);
      assert_holds (result->out, "\nnot ok 1 - ");
      assert_holds (result->out, bad[i].out);
      assert_holds (result->out, bad[i].place);
      assert_holds (result->out, "\n1..1\n");
    }
  weir_cli_test_clean ();
}

static void
test_missing (void)
{
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("test", "/nowhere/x.test.json", NULL);

  g_assert_cmpint (result->status, ==, 1);
  assert_holds (result->out, "not ok 1 - /nowhere/x.test.json\n");
}

static void
test_usage (void)
{
  static const char *const wrong[] = {
    "--jobs=x", "--jobs=-1", "--coverage=xml", "--nonsense", "--env=x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (WeirCliResult) result =
        weir_cli_test_run ("test", wrong[i], "x.test.json", NULL);

      g_assert_cmpint (result->status, ==, 2);
      g_assert_cmpstr (result->out, ==, "");
    }
}

/* Variables -------------------------------------------------------------- */

static void
test_env (void)
{
  g_autofree char *file =
    put ("env.test.json",
         "{\"flow\":\"flow.json\",\"env\":{\"WORD\":\"file\"},\"steps\":["
         "{\"connect\":\"a\",\"path\":\"/echo\"},"
         "{\"send\":\"${WORD}\",\"from\":\"a\"},"
         "{\"expect\":\"line\",\"to\":\"a\"}]}");
  g_autoptr (WeirCliResult) without = NULL;
  g_autoptr (WeirCliResult) with = NULL;

  g_free (put ("flow.json", echo_flow));
  without = weir_cli_test_run ("test", file, NULL);
  g_assert_cmpint (without->status, ==, 1);
  assert_holds (without->out, "\n  got: |\n    \"file\"\n");
  with = weir_cli_test_run ("test", "--env=WORD=line", file, NULL);
  g_assert_cmpint (with->status, ==, 0);
  weir_cli_test_clean ();
}

/* Credentials that can't be had fail the test; the flow would do something else
 * without them. */
static void
test_credentials (void)
{
  g_autofree char          *file = put ("pass.test.json", passing);
  g_autofree char          *credentials = NULL;
  g_autofree char          *option = NULL;
  g_autoptr (WeirCliResult) good = NULL;
  g_autoptr (WeirCliResult) bad_file = NULL;
  g_autoptr (WeirCliResult) missing = NULL;

  g_free (put ("flow.json", echo_flow));
  credentials = put ("flow_cred.json", "{\"listener\":{\"a\":\"b\"}}");
  good = weir_cli_test_run ("test", file, NULL);
  g_assert_cmpint (good->status, ==, 0);

  g_free (put ("flow_cred.json", "{"));
  bad_file = weir_cli_test_run ("test", file, NULL);
  g_assert_cmpint (bad_file->status, ==, 1);
  assert_holds (bad_file->out, "flow_cred.json");
  assert_holds (bad_file->out, "\n    line: 1\n");

  option =
    g_strconcat ("--credentials=", weir_cli_test_directory (), "/none.json", NULL);
  missing = weir_cli_test_run ("test", option, file, NULL);
  g_assert_cmpint (missing->status, ==, 1);
  assert_holds (missing->out, "none.json");
  weir_cli_test_clean ();
}

/* Coverage --------------------------------------------------------------- */

/* Two tests of one flow together leave nothing out; one of them does. */
static void
test_coverage (void)
{
  g_autofree char          *a = NULL;
  g_autofree char          *c = NULL;
  g_autoptr (WeirCliResult) one = NULL;
  g_autoptr (WeirCliResult) both = NULL;
  g_autoptr (WeirCliResult) github = NULL;

  put_all ();
  a = g_build_filename (weir_cli_test_directory (), "a-pass.test.json", NULL);
  c = g_build_filename (weir_cli_test_directory (), "c-pass.test.json", NULL);
  one = weir_cli_test_run ("test", "--coverage", a, NULL);
  g_assert_cmpint (one->status, ==, 0);
  assert_holds (one->out, ": 3 of 4 nodes and 2 of 3 wires carried messages\n");
  assert_holds (one->out, "\n#   Echo: press (press) carried nothing\n");
  assert_holds (
    one->out,
    "\n#   Echo: the wire from press (press) to show (show) carried "
    "nothing\n");

  both = weir_cli_test_run ("test", "--coverage=json", a, c, NULL);
  assert_holds (both->out, "\n{\"coverage\":[{\"flow\":\"");
  assert_holds (both->out,
                "\"nodes\":4,\"nodesCovered\":4,\"wires\":3,\"wiresCovered\":3,"
                "\"uncovered\":[]}]}\n");

  github = weir_cli_test_run ("test",
                              "--coverage=github",
                              weir_cli_test_directory (),
                              NULL);
  assert_holds (github->out, "\n::error file=");
  assert_holds (github->out, ",line=4,col=3::");
  weir_cli_test_clean ();
}

/* What others read ------------------------------------------------------- */

/* Returns: whether the program is there; else the test is skipped */
static gboolean
have (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path == NULL)
    g_test_skip (program);
  return path != NULL;
}

static char *
run_other (int *status, const char *const *argv)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (argv,
                       G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                         G_SUBPROCESS_FLAGS_STDERR_MERGE,
                       &error);
  char *out = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_exit_status (process);
  return out;
}

/* Reads what the program printed for the whole folder, with every format of
 * coverage behind it. */
static void
test_prove (void)
{
  static const char *const formats[] = { "text", "json", "github", "none" };

  if (!have ("prove"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *option = g_strconcat ("--coverage=", formats[i], NULL);
      g_autoptr (WeirCliResult) result = NULL;
      g_autofree char          *tap = NULL;
      g_autofree char          *out = NULL;
      int                       status;

      put_all ();
      g_free (put ("d.test.json", "{"));
      result =
        weir_cli_test_run ("test", option, weir_cli_test_directory (), NULL);
      tap = put ("all.tap", result->out);
      out = run_other (&status,
                       (const char *const[]){ "prove", "-e", "cat", tap, NULL });
      g_test_message ("%s", out);
      g_assert_cmpint (status, ==, 1);
      assert_holds (out, "Tests: 10 Failed: 2)");
      assert_holds (out, "Failed tests:  6, 10");
      g_assert_null (strstr (out, "Parse errors"));
      weir_cli_test_clean ();
    }
}

static void
test_junit (void)
{
  g_autofree char *schema =
    g_test_build_filename (G_TEST_DIST, "fixtures", "junit.xsd", NULL);
  g_autofree char          *xml = NULL;
  g_autofree char          *option = NULL;
  g_autofree char          *text = NULL;
  g_autofree char          *out = NULL;
  g_autoptr (WeirCliResult) result = NULL;
  int                       status;

  put_all ();
  g_free (put ("d.test.json", "{\"flow\":\"x\",\"steps\":[\"<&\\u0001\"]}"));
  xml = g_build_filename (weir_cli_test_directory (), "out.xml", NULL);
  option = g_strconcat ("--junit=", xml, NULL);
  result = weir_cli_test_run ("test", option, weir_cli_test_directory (), NULL);
  g_assert_cmpint (result->status, ==, 1);
  g_assert_true (g_file_get_contents (xml, &text, NULL, NULL));
  assert_holds (text, "tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\"");
  assert_holds (text, "tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\"");
  if (have ("xmllint"))
    {
      out = run_other (&status,
                       (const char *const[]){ "xmllint",
                                              "--noout",
                                              "--schema",
                                              schema,
                                              xml,
                                              NULL });
      g_test_message ("%s", out);
      g_assert_cmpint (status, ==, 0);
    }
  weir_cli_test_clean ();
}

/* A report that can't be written fails the run, however the tests went. */
static void
test_junit_unwritable (void)
{
  g_autofree char          *flow = put ("flow.json", echo_flow);
  g_autofree char          *file = put ("pass.test.json", passing);
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("test", "--junit=/nowhere/x.xml", file, NULL);

  g_assert_cmpint (result->status, ==, 1);
  assert_holds (result->err, "--junit: ");
  assert_holds (result->out, "\n1..3\n");
  weir_cli_test_clean ();
}

/* Watching --------------------------------------------------------------- */

static void
wait_for (WeirCliProcess *process, const char *text)
{
  g_free (weir_cli_process_wait_for (process, text));
}

/* The test, and then the flow, are changed and run again; SIGINT ends it with
 * the result of the last run. */
static void
test_watch (void)
{
  g_autofree char *flow = put ("flow.json", echo_flow);
  g_autofree char *file = put ("x.test.json", passing);
  g_autofree char *silent = NULL;
  WeirCliProcess  *process =
    weir_cli_process_new (NULL, "test", "--watch", file, NULL);

  wait_for (process, "ok 3 - expect");
  wait_for (process, "# watching 2 files");
  g_free (put ("x.test.json", failing));
  wait_for (process, "not ok 3 - expect \"hallo\" to a");
  wait_for (process, "# watching 2 files");
  g_free (put ("x.test.json", passing));
  wait_for (process, "ok 3 - expect \"hello\" to a");
  wait_for (process, "# watching 2 files");

  /* Without its wire nothing echoes, and nothing is in time. */
  silent = g_strdup (echo_flow);
  memcpy (strstr (silent, "/echo"), "/else", strlen ("/else"));
  g_free (put ("flow.json", silent));
  wait_for (process, "not ok 1 - connect a to /echo");
  wait_for (process, "# watching 2 files");
  weir_cli_process_signal (process, SIGINT);
  g_assert_cmpint (weir_cli_process_end (process), ==, 1);
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/test/pass", test_pass);
  g_test_add_func ("/cli/test/fail", test_fail);
  g_test_add_func ("/cli/test/jobs", test_jobs);
  g_test_add_func ("/cli/test/stream", test_stream);
  g_test_add_func ("/cli/test/filter", test_filter);
  g_test_add_func ("/cli/test/nothing", test_nothing);
  g_test_add_func ("/cli/test/bad", test_bad);
  g_test_add_func ("/cli/test/missing", test_missing);
  g_test_add_func ("/cli/test/usage", test_usage);
  g_test_add_func ("/cli/test/env", test_env);
  g_test_add_func ("/cli/test/credentials", test_credentials);
  g_test_add_func ("/cli/test/coverage", test_coverage);
  g_test_add_func ("/cli/test/prove", test_prove);
  g_test_add_func ("/cli/test/junit", test_junit);
  g_test_add_func ("/cli/test/junit-unwritable", test_junit_unwritable);
  g_test_add_func ("/cli/test/watch", test_watch);
  return g_test_run ();
}
