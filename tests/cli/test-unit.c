/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/weir-cli-unit.h"
#include "weir-cli-test.h"

#include <string.h>

/* What systemd would read as something else is written so that it doesn't. */
static void
test_quoting (void)
{
  static const char *const words[] = {
    "--env=A=100% \"$HOME\" \\",
    "--print-unit",
    "/f/my flow.json",
    NULL,
  };
  const WeirCliUnit unit = {
    .words = words,
    .flow = words[2],
    .program = "/opt/a b/weir-cli",
    .folder = "/home/100%",
  };
  g_autofree char *text = weir_cli_unit_text (&unit);

  g_assert_nonnull (
    strstr (text,
            "\nExecStart=\"/opt/a b/weir-cli\" run "
            "\"--env=A=100%% \\\"$$HOME\\\" \\\\\" \"/f/my flow.json\"\n"));
  g_assert_nonnull (strstr (text, "\nWorkingDirectory=/home/100%%\n"));
  g_assert_nonnull (strstr (text, "\nType=notify\n"));
  g_assert_nonnull (strstr (text, "\nDescription=Weir flow my flow.json\n"));
  g_assert_null (strstr (text, "--print-unit"));
}

static void
test_flatpak (void)
{
  static const char *const words[] = { "--port=1", "/f/flow.json", NULL };
  WeirCliUnit              unit = { .words = words, .flow = words[1] };
  g_autofree char         *reads = weir_cli_unit_text (&unit);
  g_autofree char         *writes = NULL;

  g_assert_nonnull (
    strstr (reads,
            "\nExecStart=/usr/bin/flatpak run --die-with-parent "
            "--command=weir-cli \"--filesystem=/f:ro\" " WEIR_APP_ID
            " run \"--port=1\" \"/f/flow.json\"\n"));
  g_assert_nonnull (strstr (reads, "\nType=exec\n"));
  unit.save = TRUE;
  writes = weir_cli_unit_text (&unit);
  g_assert_nonnull (strstr (writes, "\"--filesystem=/f\""));
}

/* The program prints it and runs nothing; the flow need not be there. */
static void
test_program (void)
{
  g_autoptr (WeirCliResult) result = NULL;

  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  result = weir_cli_test_run ("run", "--print-unit", "/f/x.json", NULL);
  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (strstr (result->out, "flatpak run"));
  g_assert_cmpstr (result->err, ==, "");
  g_clear_pointer (&result, weir_cli_result_free);

  result = weir_cli_test_run ("run", "--print-unit", "x.json", NULL);
  g_assert_cmpint (result->status, ==, 2);
  g_assert_cmpstr (result->out, ==, "");
  g_assert_nonnull (strstr (result->err, "whole path"));
  g_unsetenv ("GTK_USE_PORTAL");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/unit/quoting", test_quoting);
  g_test_add_func ("/cli/unit/flatpak", test_flatpak);
  g_test_add_func ("/cli/unit/program", test_program);
  return g_test_run ();
}
