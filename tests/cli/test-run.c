/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-cli-test.h"

#include "json/weir-json.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* An inject “go” wired to “debug 5”. */
static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"go\",\"props\":"
  "[{\"p\":\"payload\"}],\"payload\":\"${WORD}\",\"payloadType\":\"str\","
  "\"x\":1,\"y\":1,\"wires\":[[\"d\"]]},"
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"debug 5\",\"x\":2,"
  "\"y\":2,\"wires\":[]}]";

static const char unknown[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"a\",\"type\":\"fancy\",\"z\":\"t\",\"x\":1,\"y\":1},"
  "{\"id\":\"b\",\"type\":\"fancy\",\"z\":\"t\",\"x\":1,\"y\":1}]";

/* Nobody listens on port 1. */
static const char client[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":"
  "\"ws://127.0.0.1:1\"},"
  "{\"id\":\"i\",\"type\":\"websocket in\",\"z\":\"t\",\"client\":\"c\","
  "\"x\":1,\"y\":1,\"wires\":[[]]}]";

static guint
count (const char *text, const char *part)
{
  g_auto (GStrv) parts = g_strsplit (text, part, -1);

  return g_strv_length (parts) - 1;
}

static void
test_text (void)
{
  g_autofree char          *path = weir_cli_test_write ("flow.json", flow, -1);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("run",
                                                        "--port=0",
                                                        "--env=WORD=hello",
                                                        "--inject=go",
                                                        "--inject=i",
                                                        "--exit-after-debug=2",
                                                        "--exit-after=30",
                                                        path,
                                                        NULL);
  g_auto (GStrv)            lines = g_strsplit (result->out, "\n", -1);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  for (guint i = 0; i < 4; i += 2)
    {
      g_assert_true (g_regex_match_simple (
        "^\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d \\[debug 5\\] msg\\.payload : "
        "string\\[5\\]$",
        lines[i],
        0,
        0));
      g_assert_cmpstr (lines[i + 1], ==, "\"hello\"");
    }
  g_assert_nonnull (strstr (result->err, "Listening on ws://127.0.0.1:"));
  weir_cli_test_clean ();
}

static void
test_json (void)
{
  static const char *const  events[] = { "log", "ready", "debug", "stopped" };
  g_autofree char          *path = weir_cli_test_write ("flow.json", flow, -1);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("run",
                                                        "--port=0",
                                                        "--host=localhost",
                                                        "--format=json",
                                                        "--env=WORD=hello",
                                                        "--inject=go",
                                                        "--exit-after-debug=1",
                                                        path,
                                                        NULL);
  g_auto (GStrv)            lines = g_strsplit (result->out, "\n", -1);
  guint                     seen = 0;

  g_assert_cmpint (result->status, ==, 0);
  for (guint i = 0; lines[i + 1] != NULL; i++)
    {
      g_autoptr (GError)    error = NULL;
      g_autoptr (WeirValue) value =
        weir_json_read (lines[i], strlen (lines[i]), NULL, &error);
      const char *event = weir_value_lookup_string (value, "event");

      g_assert_no_error (error);
      for (guint j = 0; j < G_N_ELEMENTS (events); j++)
        {
          if (g_str_equal (events[j], event))
            seen |= 1u << j;
        }
      if (g_str_equal (event, "debug"))
        {
          g_assert_cmpstr (weir_value_lookup_string (value, "id"), ==, "d");
          g_assert_cmpstr (weir_value_lookup_string (value, "msg"), ==, "hello");
        }
      if (g_str_equal (event, "stopped"))
        g_assert_cmpstr (weir_value_lookup_string (value, "reason"),
                         ==,
                         "exit-after-debug");
    }
  g_assert_cmphex (seen, ==, 0xf);
  weir_cli_test_clean ();
}

/* How a run ends, and what it says of it. */
static void
test_ends (void)
{
  static const struct
  {
    const char *text;
    const char *options[3];
    int         status;
    const char *err;
  } cases[] = {
    { flow, { "--exit-after=0.01" }, 0, "Stopped flows" },
    { flow, { "--exit-after=0.01", "--exit-after-debug=1" }, 1, "0 of 1" },
    { flow, { "--inject=nobody" }, 1, "nobody" },
    { flow, { "--inject=debug 5" }, 1, "debug 5" },
    { unknown, { "--exit-after=0.01" }, 0, "fancy" },
    { unknown, { "--strict" }, 1, "fancy" },
    { flow, { "--admin", "--host=0.0.0.0" }, 2, "--admin-token-file: N307" },
    { flow, { "--host=example.com" }, 2, "N301" },
    { flow, { "--base-path=red" }, 2, "N305" },
    { flow, { "--allow-origin=example.com" }, 2, "--allow-origin: N306" },
    { flow, { "--reconnect=soon" }, 2, "--reconnect takes seconds" },
    { flow, { "--reconnect=0" }, 2, "--reconnect takes seconds" },
    { flow, { "--reconnect=3601" }, 2, "--reconnect takes seconds" },
    { flow, { "--reconnect=" }, 2, "--reconnect takes seconds" },
    { client, { "--reconnect=7", "--exit-after=0.2" }, 0, "retry in 7 s" },
    { client, { "--reconnect=0.5", "--exit-after=0.2" }, 0, "retry in 0.5 s" },
    { client, { "--exit-after=0.2" }, 0, "retry in 3 s" },
    { flow, { "--tls-cert=/x" }, 2, "T401" },
    { flow, { "--tls-key=/x" }, 2, "T402" },
    { flow, { "--tls-cert=/x", "--tls-key=/y" }, 1, "/x" },
    { flow, { "--env=1" }, 2, "NAME=VALUE" },
    { flow, { "--env-file=/nowhere" }, 1, "/nowhere" },
    { flow, { "--env-file=/dev/zero" }, 1, "/dev/zero" },
    { flow, { "--admin-token-file=/nowhere" }, 1, "/nowhere" },
    { flow, { "--credentials=/nowhere" }, 1, "/nowhere" },
    { flow, { "--host=0.0.0.0", "--exit-after=0.01" }, 0, "N309" },
    { flow, { "--host=192.0.2.1" }, 1, "192.0.2.1" },
    { flow, { "--host=::1", "--exit-after=0.01" }, 0, "ws://[::1]:" },
    { flow, { "--base-path=/red", "--exit-after=0.01" }, 0, "/red" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = weir_cli_test_write ("f.json", cases[i].text, -1);
      g_autoptr (WeirCliResult) result = weir_cli_test_run ("run",
                                                            "--port=0",
                                                            path,
                                                            cases[i].options[0],
                                                            cases[i].options[1],
                                                            cases[i].options[2],
                                                            NULL);

      g_test_message ("%u: %s", i, result->err);
      g_assert_cmpint (result->status, ==, cases[i].status);
      g_assert_nonnull (strstr (result->err, cases[i].err));
      weir_cli_test_clean ();
    }
}

/* The first wait is somewhere between one second and two. */
static void
test_back_off (void)
{
  g_autofree char          *path = weir_cli_test_write ("f.json", client, -1);
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("run",
                                                        "--port=0",
                                                        "--reconnect=backoff",
                                                        "--exit-after=0.2",
                                                        path,
                                                        NULL);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_true (
    g_regex_match_simple ("retry in (1(\\.\\d)?|2) s", result->err, 0, 0));
  weir_cli_test_clean ();
}

/* Said once, however many nodes and whatever else is said of them. */
static void
test_unknown_once (void)
{
  g_autofree char          *path = weir_cli_test_write ("f.json", unknown, -1);
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("run", "--port=0", "--exit-after=0.01", path, NULL);

  g_assert_cmpuint (count (result->err, "fancy"), ==, 1);
  weir_cli_test_clean ();
}

static void
test_port_in_use (void)
{
  g_autofree char *path = weir_cli_test_write ("flow.json", flow, -1);
  WeirCliProcess  *first =
    weir_cli_process_new (NULL, "run", "--port=0", "--format=json", path, NULL);
  g_autofree char *port =
    g_strdup_printf ("--port=%u", weir_cli_process_wait_ready (first));
  g_autoptr (WeirCliResult) second = weir_cli_test_run ("run", port, path, NULL);

  g_assert_cmpint (second->status, ==, 1);
  g_assert_nonnull (strstr (second->err, "is already in use"));
  g_assert_nonnull (strstr (second->err, "--port=0"));
  weir_cli_process_signal (first, SIGTERM);
  g_assert_cmpint (weir_cli_process_end (first), ==, 0);
  weir_cli_test_clean ();
}

static void
test_privileged_port (void)
{
  g_autofree char          *path = NULL;
  g_autofree char          *lowest = NULL;
  g_autoptr (WeirCliResult) result = NULL;

  g_file_get_contents ("/proc/sys/net/ipv4/ip_unprivileged_port_start",
                       &lowest,
                       NULL,
                       NULL);
  if (lowest == NULL || g_ascii_strtoull (lowest, NULL, 10) < 2)
    {
      g_test_skip ("every port may be used here");
      return;
    }
  path = weir_cli_test_write ("flow.json", flow, -1);
  result = weir_cli_test_run ("run", "--port=1", path, NULL);
  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (strstr (result->err, "administrator"));
  weir_cli_test_clean ();
}

/* A certificate that is none, one of another key: said before anything runs. */
static void
test_bad_certificate (void)
{
  g_autofree char *path = weir_cli_test_write ("flow.json", flow, -1);
  g_autofree char *file = weir_cli_test_write ("bad.pem", "not PEM\n", -1);
  g_autofree char *cert = g_strconcat ("--tls-cert=", file, NULL);
  g_autofree char *key = g_strconcat ("--tls-key=", file, NULL);
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("run", "--port=0", cert, key, path, NULL);

  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (strstr (result->err, file));
  weir_cli_test_clean ();
}

/* What a shell makes of standard output. */
static int
run_in_shell (const char *text, const char *format, char **err)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "weir-cli", NULL);
  g_autofree char *path = weir_cli_test_write ("flow.json", text, -1);
  g_autofree char *line =
    g_strdup_printf ("W='%s' F='%s'; %s", program, path, format);
  char   *argv[] = { (char *)"bash", (char *)"-c", line, NULL };
  int     status;
  GError *error = NULL;

  g_spawn_sync (NULL,
                argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                err,
                &status,
                &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s", format, *err);
  weir_cli_test_clean ();
  return WEXITSTATUS (status);
}

/* A reader that goes away costs the output, not the run; said once. A place
 * that can't be written at all fails it. */
static void
test_output_lost (void)
{
  static const struct
  {
    const char *redirection;
    int         status;
  } cases[] = {
    { ">&-", 1 },
    { ">/dev/full", 1 },
    { "> >(true)", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *err = NULL;
      g_autofree char *line = g_strdup_printf (
        "\"$W\" run --port=0 --env=WORD=x --inject=go --inject=go --inject=go "
        "--exit-after-debug=3 --exit-after=30 \"$F\" %s",
        cases[i].redirection);
      int status = run_in_shell (flow, line, &err);

      g_assert_cmpint (status, ==, cases[i].status);
      g_assert_null (strstr (err, "of 3 debug"));
      if (cases[i].status == 1)
        g_assert_cmpuint (count (err, "standard output can't be written"), ==, 1);
    }
}

/* An inject, and two junctions that show one message round and round. */
static const char flood[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"name\":\"go\",\"props\":[],"
  "\"x\":1,\"y\":1,\"wires\":[[\"j\"]]},"
  "{\"id\":\"j\",\"type\":\"junction\",\"z\":\"t\",\"x\":1,\"y\":1,"
  "\"wires\":[[\"k\",\"d\"]]},"
  "{\"id\":\"k\",\"type\":\"junction\",\"z\":\"t\",\"x\":1,\"y\":1,"
  "\"wires\":[[\"j\"]]},"
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"complete\":\"true\",\"x\":2,"
  "\"y\":2,\"wires\":[]}]";

/* A message loop floods the debug node, and nobody reads what it shows. The run
 * still ends when it shall, and what was dropped is said. */
static void
test_nobody_reads (void)
{
  g_autofree char *err = NULL;
  int              status =
    run_in_shell (flood,
                  "mkfifo \"$F.pipe\"; exec 3<>\"$F.pipe\"; "
                  "\"$W\" run --port=0 --inject=go --exit-after=0.5 \"$F\" >&3",
                  &err);

  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (err, "dropped"));
}

static void
test_record (void)
{
  g_autofree char *path = weir_cli_test_write ("flow.json", flow, -1);
  g_autofree char *file =
    g_build_filename (weir_cli_test_directory (), "r.ndjson", NULL);
  g_autofree char          *option = g_strconcat ("--record=", file, NULL);
  g_autofree char          *onto = g_strconcat ("--record=", path, NULL);
  g_autofree char          *text = NULL;
  g_autofree char          *kept = NULL;
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("run",
                                                        "--port=0",
                                                        "--env=WORD=hello",
                                                        "--inject=go",
                                                        "--exit-after-debug=1",
                                                        option,
                                                        path,
                                                        NULL);
  g_autoptr (WeirCliResult) refused =
    weir_cli_test_run ("run", "--port=0", onto, path, NULL);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (strstr (result->err, "Recorded 2 events into "));
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (
    text,
    "{\"weir-recording\":1,\"flow\":\"flow.json\",\"rev\":\""));
  g_assert_nonnull (strstr (text, "\"op\":\"inject\",\"node\":\"i\"}\n"));
  g_assert_nonnull (strstr (text, "\"op\":\"debug\",\"node\":\"d\""));
  g_assert_true (g_str_has_suffix (text, "\"op\":\"end\"}\n"));

  /* The flow itself is not what anybody wants to record into. */
  g_assert_cmpint (refused->status, ==, 1);
  g_assert_nonnull (strstr (refused->err, "no recording"));
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, flow);
  weir_cli_test_clean ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/run/text", test_text);
  g_test_add_func ("/cli/run/json", test_json);
  g_test_add_func ("/cli/run/ends", test_ends);
  g_test_add_func ("/cli/run/back-off", test_back_off);
  g_test_add_func ("/cli/run/unknown-once", test_unknown_once);
  g_test_add_func ("/cli/run/port-in-use", test_port_in_use);
  g_test_add_func ("/cli/run/privileged-port", test_privileged_port);
  g_test_add_func ("/cli/run/bad-certificate", test_bad_certificate);
  g_test_add_func ("/cli/run/output-lost", test_output_lost);
  g_test_add_func ("/cli/run/nobody-reads", test_nobody_reads);
  g_test_add_func ("/cli/run/record", test_record);
  return g_test_run ();
}
