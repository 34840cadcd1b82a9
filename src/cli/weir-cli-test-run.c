/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-print.h"
#include "cli/weir-cli-test-plan.h"
#include "flow/weir-flow-file.h"
#include "testing/weir-flow-test-report-junit.h"
#include "testing/weir-flow-test-report-tap.h"

#include <glib/gi18n-lib.h>

/* A call of `weir-cli test`: the tests run, and again when they are watched; TAP
 * goes out as they end, the rest when all have. */

typedef struct
{
  const WeirCliTestPlan *plan;
  GPtrArray             *reports; /* the last of each file, in their order */
  guint                  n_lines; /* of TAP, in this run */
  guint                  n_told;  /* steps of the present file */
  gboolean               failed;
} Session;

/* In the place of the one before, when the file is run again. */
static void
keep (Session *self, WeirFlowTestReport *report)
{
  for (guint i = 0; i < self->reports->len; i++)
    {
      WeirFlowTestReport *before = self->reports->pdata[i];

      if (!g_str_equal (before->file, report->file))
        continue;
      self->reports->pdata[i] = weir_flow_test_report_ref (report);
      weir_flow_test_report_unref (before);
      return;
    }
  g_ptr_array_add (self->reports, weir_flow_test_report_ref (report));
}

static void
step_cb (const char *file, WeirFlowTestResult *result, gpointer user_data)
{
  Session            *self = user_data;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char    *name = g_filename_display_name (file);

  if (self->n_told++ == 0)
    weir_flow_test_tap_append_head (out, name);
  weir_flow_test_tap_append_step (out, name, result, ++self->n_lines);
  weir_cli_print (out->str, (gssize)out->len);
  weir_cli_print_flush ();
}

static void
done_cb (WeirFlowTestReport *report, gpointer user_data)
{
  Session            *self = user_data;
  g_autoptr (GString) out = g_string_new (NULL);

  self->n_lines +=
    weir_flow_test_tap_append (out, report, self->n_told, self->n_lines + 1);
  self->n_told = 0;
  weir_cli_print (out->str, (gssize)out->len);
  weir_cli_print_flush ();
  keep (self, report);
}

static const WeirCliTestHandler handler = { .step = step_cb, .done = done_cb };

static gboolean
write_junit (const char *path, GPtrArray *reports)
{
  g_autoptr (GFile)   file = g_file_new_for_commandline_arg (path);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GBytes)  bytes = NULL;
  g_autoptr (GError)  error = NULL;

  weir_flow_test_junit_append (out, reports);
  bytes = g_string_free_to_bytes (g_steal_pointer (&out));
  if (weir_flow_file_replace (file, bytes, WEIR_FLOW_FILE_MODE, &error))
    return TRUE;
  weir_cli_complain ("--junit: %s", error->message);
  return FALSE;
}

static gboolean
have_passed (GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    if (!weir_flow_test_report_passed (reports->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
run_files (Session *self, GPtrArray *files)
{
  const WeirCliTestPlan *plan = self->plan;
  g_autoptr (GString)    out = g_string_new (NULL);
  gboolean               ended;

  self->n_lines = 0;
  weir_cli_print (WEIR_FLOW_TEST_TAP_HEAD, -1);
  ended = weir_cli_tests_run_jobs (plan, files, &handler, self);
  weir_flow_test_tap_append_plan (out, self->n_lines);
  weir_cli_print (out->str, (gssize)out->len);
  if (plan->coverage != WEIR_CLI_COVERAGE_NONE)
    weir_cli_tests_print_coverage (plan->coverage, self->reports);
  self->failed = !ended || !have_passed (self->reports);
  if (plan->junit != NULL && !write_junit (plan->junit, self->reports))
    self->failed = TRUE;
  weir_cli_print_flush ();
}

/* Until it is interrupted. */
static void
run_again (Session *self, WeirCliTestWatch *watch)
{
  for (;;)
    {
      guint                 n = weir_cli_test_watch_get_n_files (watch);
      g_autoptr (GPtrArray) files = NULL;

      weir_cli_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "# watching %u file\n",
                                    "# watching %u files\n",
                                    n),
                       n);
      weir_cli_print_flush ();
      files = weir_cli_test_watch_wait (watch);
      if (files == NULL)
        return;
      weir_cli_print ("\n", 1);
      run_files (self, files);
    }
}

WeirCliExit
weir_cli_tests_run (const WeirCliTestPlan *plan)
{
  g_autoptr (GPtrArray) reports =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_flow_test_report_unref);
  g_autoptr (WeirCliTestWatch) watch = NULL;
  Session                      self = { .plan = plan, .reports = reports };

  if (plan->watch)
    watch = weir_cli_test_watch_new (plan->files);
  run_files (&self, plan->files);
  if (watch != NULL)
    run_again (&self, watch);
  return weir_cli_print_finish (self.failed ? WEIR_CLI_EXIT_FAILED
                                            : WEIR_CLI_EXIT_OK);
}
