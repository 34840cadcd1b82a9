/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-cli-test.h"

#include "json/weir-json.h"

#include <string.h>

/* Each way to call the program, and what comes of it. */
static void
test_calls (void)
{
  static const struct
  {
    const char *arguments[4];
    int         status;
    const char *out; /* in standard output */
    const char *err; /* in standard error */
  } cases[] = {
    { { "--version" }, 0, "weir-cli " WEIR_VERSION, NULL },
    { { "--help" }, 0, "Commands:", NULL },
    { { "help" }, 0, "Commands:", NULL },
    { { "help", "run" }, 0, "--exit-after-debug=N", NULL },
    { { "run", "--help" }, 0, "--exit-after-debug=N", NULL },
    { { "check", "-h" }, 0, "--json", NULL },
    { { "nodes" }, 0, "websocket-listener", NULL },
    { { "nodes", "--markdown" }, 0, "# websocket in", NULL },
    { { "nodes", "--markdown" }, 0, "\n| `headers[].keyType` | choice |", NULL },
    { { NULL }, 2, NULL, "command is missing" },
    { { "dance" }, 2, NULL, "dance" },
    { { "help", "dance" }, 2, NULL, "dance" },
    { { "help", "W214" }, 0, "W214 (error): ", NULL },
    { { "help", "w214" }, 0, "\n\nA leading slash makes no difference", NULL },
    { { "help", "W226" }, 0, "is listed twice.\n", NULL },
    { { "help", "W999" }, 2, NULL, "W999" },
    { { "--print-help-problems" }, 0, "\n### W214\n\n**Error.** “*other*”", NULL },
    { { "--print-help-problems" }, 0, "\n### S502\n", NULL },
    { { "--print-help-nodes" }, 0, "\n### websocket in\n", NULL },
    { { "run" }, 2, NULL, "FLOW.json is missing" },
    { { "run", "--nope", "x" }, 2, NULL, "--nope" },
    { { "run", "--port=70000", "x" }, 2, NULL, "65535" },
    { { "run", "a", "b" }, 2, NULL, "b" },
    { { "run", "--token-file=/gone", "x" },
      1,
      NULL,
      "weir-cli: /gone: No such file or directory\n" },
    { { "run", "--env-file=/", "x" }, 1, NULL, "weir-cli: /: Is a directory\n" },
    { { "run", "--token-file=", "x" }, 2, NULL, "--token-file needs the name" },
    { { "replay", "/gone" }, 1, NULL, "weir-cli: /gone: No such file" },
    { { "test", "/proc/self/task" }, 1, NULL, "/proc/self/task: there is no" },
    { { "check" }, 2, NULL, "FILE" },
    { { "format", "--compact", "--pretty", "x" }, 2, NULL, "--pretty" },
    { { "format", "a", "b" }, 2, NULL, "--write" },
    { { "inject", "http://127.0.0.1:1" }, 2, NULL, "URL NODE" },
    { { "inject", "ftp://127.0.0.1/", "x" }, 2, NULL, "ftp" },
    { { "inject", "nonsense", "x" }, 2, NULL, "nonsense" },
    { { "inject", "http://127.0.0.1:1", "x" }, 1, NULL, "127.0.0.1:1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *argv[G_N_ELEMENTS (cases[i].arguments) + 1] = { NULL };
      g_autoptr (WeirCliResult) result = NULL;

      memcpy (argv, cases[i].arguments, sizeof cases[i].arguments);
      result = weir_cli_test_run_argv (argv);
      g_test_message ("%u: %s: %s%s",
                      i,
                      argv[0] != NULL ? argv[0] : "",
                      result->out,
                      result->err);
      g_assert_cmpint (result->status, ==, cases[i].status);
      if (cases[i].out != NULL)
        g_assert_nonnull (strstr (result->out, cases[i].out));
      else
        g_assert_cmpstr (result->out, ==, "");
      if (cases[i].err != NULL)
        g_assert_nonnull (strstr (result->err, cases[i].err));
      else
        g_assert_cmpstr (result->err, ==, "");
    }
}

static void
test_nodes_json (void)
{
  g_autoptr (WeirCliResult) result = weir_cli_test_run ("nodes", "--json", NULL);
  g_auto (GStrv)            lines = g_strsplit (result->out, "\n", -1);
  guint                     n = 0;

  for (; *lines[n] != '\0'; n++)
    {
      g_autoptr (GError)    error = NULL;
      g_autoptr (WeirValue) value =
        weir_json_read (lines[n], strlen (lines[n]), NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (weir_value_lookup_string (value, "type"));
      g_assert_nonnull (weir_value_lookup_string (value, "summary"));
    }
  g_assert_cmpuint (n, >, 10);
}

/* What can't be written is said, and the exit status tells. */
static void
test_lost_output (void)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "weir-cli", NULL);
  static const char *const redirections[] = { ">&-", ">/dev/full" };

  for (guint i = 0; i < G_N_ELEMENTS (redirections); i++)
    {
      g_autofree char *line =
        g_strdup_printf ("'%s' nodes %s", program, redirections[i]);
      g_autofree char *err = NULL;
      char            *argv[] = { (char *)"/bin/sh", (char *)"-c", line, NULL };
      int              status;
      GError          *error = NULL;

      g_spawn_sync (NULL,
                    argv,
                    NULL,
                    G_SPAWN_DEFAULT,
                    NULL,
                    NULL,
                    NULL,
                    &err,
                    &status,
                    &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (err, "weir-cli: standard output"));
      g_assert_cmpint (WEXITSTATUS (status), ==, 1);
    }
}

/* The manual is troff that nobody complains about, the completions are what shells read. */
static void
check_by (const char *option, const char *const *checker)
{
  g_autoptr (WeirCliResult) result = weir_cli_test_run (option, NULL);
  g_autofree char          *path = g_find_program_in_path (checker[0]);
  g_autoptr (GSubprocess)   process = NULL;
  g_autofree char          *err = NULL;
  g_autoptr (GError)        error = NULL;

  g_assert_cmpint (result->status, ==, 0);
  if (path == NULL)
    {
      g_test_skip (checker[0]);
      return;
    }
  process = g_subprocess_newv (checker,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                 G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, result->out, NULL, NULL, &err, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (err, ==, "");
  g_assert_true (g_subprocess_get_successful (process));
}

static void
test_manual (void)
{
  static const char *const groff[] = {
    "groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-z", NULL,
  };

  check_by ("--print-man-page", groff);
}

static void
test_completion (void)
{
  static const char *const bash[] = { "bash", "-n", NULL };
  static const char *const fish[] = { "fish", "-n", "/dev/stdin", NULL };
  static const char *const zsh[] = { "zsh", "-n", NULL };

  check_by ("--print-bash-completion", bash);
  check_by ("--print-fish-completion", fish);
  check_by ("--print-zsh-completion", zsh);
}

/* What bash offers for a line. */
static char *
complete (const char *words)
{
  g_autoptr (WeirCliResult) result =
    weir_cli_test_run ("--print-bash-completion", NULL);
  g_autofree char *script =
    g_strdup_printf ("%s\nCOMP_WORDS=(%s)\n"
                     "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                     "_weir_cli; echo \"${COMPREPLY[@]}\"",
                     result->out,
                     words);
  char *argv[] = { (char *)"bash", (char *)"-c", script, NULL };
  char *out = NULL;

  g_assert_true (g_spawn_sync (NULL,
                               argv,
                               NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL,
                               NULL,
                               &out,
                               NULL,
                               NULL,
                               NULL));
  return g_strstrip (out);
}

static void
test_completed_words (void)
{
  static const struct
  {
    const char *words;
    const char *reply;
  } cases[] = {
    { "weir-cli ch", "check" },
    { "weir-cli run --exit-after-d", "--exit-after-debug=" },
    { "weir-cli run --format = j", "json" },
    { "weir-cli run --slow-client = drop-n", "drop-newest" },
    { "weir-cli help no", "nodes" },
    { "weir-cli run --port = ''", "" },
  };
  g_autofree char *bash = g_find_program_in_path ("bash");

  if (bash == NULL)
    {
      g_test_skip ("there is no bash");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reply = complete (cases[i].words);

      g_test_message ("%s", cases[i].words);
      g_assert_cmpstr (reply, ==, cases[i].reply);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/commands/calls", test_calls);
  g_test_add_func ("/cli/commands/nodes-json", test_nodes_json);
  g_test_add_func ("/cli/commands/lost-output", test_lost_output);
  g_test_add_func ("/cli/commands/manual", test_manual);
  g_test_add_func ("/cli/commands/completion", test_completion);
  g_test_add_func ("/cli/commands/completed-words", test_completed_words);
  return g_test_run ();
}
