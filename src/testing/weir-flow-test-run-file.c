/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-private.h"

#include "flow/weir-credentials.h"
#include "flow/weir-flow-error.h"
#include "flow/weir-flow-file.h"
#include "host/weir-host-private.h"
#include "testing/weir-flow-test-check.h"
#include "testing/weir-flow-test-file.h"

#include <glib/gi18n-lib.h>

/* A test file, from its bytes to its report. */

typedef struct
{
  /* owned */
  WeirFlowTest    *test;
  WeirDocument    *document;
  WeirCredentials *credentials;
  char            *flow; /* what coverage calls it */
} Loaded;

static void
loaded_clear (Loaded *loaded)
{
  g_clear_pointer (&loaded->test, weir_flow_test_unref);
  g_clear_object (&loaded->document);
  g_clear_pointer (&loaded->credentials, weir_credentials_free);
  g_clear_pointer (&loaded->flow, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, loaded_clear)

/* All that is wrong with the file; the report stands at the first place. */
static void
report_problems (WeirFlowTestReport *report, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirFlowTestProblem *problem = problems->pdata[i];

      if (problem->severity != WEIR_SEVERITY_ERROR)
        continue;
      if (text->len == 0)
        {
          report->error_line = problem->line;
          report->error_column = problem->column;
        }
      else
        g_string_append_printf (text, "\n%u:%u: ", problem->line, problem->column);
      g_string_append (text, problem->text);
    }
  report->error = g_string_free (g_steal_pointer (&text), FALSE);
}

static WeirFlowTest *
load_test (GFile *file, WeirFlowTestReport *report)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GBytes)    bytes = weir_flow_test_read_file (file, &error);
  WeirFlowTest         *test;

  if (bytes == NULL)
    {
      weir_flow_error_shorten (error);
      report->error = g_strdup (error->message);
      return NULL;
    }
  test = weir_flow_test_new_from_bytes (report->file, bytes, &problems);
  if (test == NULL)
    report_problems (report, problems);
  return test;
}

/* Returns: (transfer full): as people and CI know the file: from the current
 *   folder on when it is in it */
static char *
name_flow (GFile *flow)
{
  g_autofree char  *current = g_get_current_dir ();
  g_autoptr (GFile) here = g_file_new_for_path (current);
  g_autofree char  *path = g_file_get_relative_path (here, flow);

  if (path == NULL)
    path = g_file_get_path (flow);
  return path != NULL ? g_filename_display_name (path) : g_file_get_uri (flow);
}

WeirFlowTest *
weir_flow_test_load (const char *path, char **flow)
{
  g_autoptr (GFile)              file = g_file_new_for_commandline_arg (path);
  g_autoptr (WeirFlowTestReport) report = weir_flow_test_report_new (path);
  WeirFlowTest                  *test = load_test (file, report);
  g_autoptr (GFile)              found = NULL;

  if (flow == NULL)
    return test;
  if (test != NULL)
    found = weir_flow_test_find_flow (file, test);
  *flow = found != NULL ? g_file_get_path (found) : NULL;
  return test;
}

static WeirCredentials *
load_credentials (GFile *flow, const WeirFlowTestRunOptions *options, GError **error)
{
  g_autoptr (GFile) file =
    options->credentials_file != NULL
      ? g_file_new_for_commandline_arg (options->credentials_file)
      : weir_credentials_find_file (flow);
  g_autoptr (GError)          cause = NULL;
  g_autoptr (WeirCredentials) credentials =
    weir_credentials_load (file, options->secret, &cause);

  if (cause == NULL ||
      (options->credentials_file == NULL &&
       g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)))
    return g_steal_pointer (&credentials);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/* All of what doesn't fit at once, where a run would stop at the first. */
static gboolean
fits_flow (const WeirRegistry *registry,
           const Loaded       *loaded,
           WeirFlowTestReport *report)
{
  g_autoptr (WeirSnapshot) snapshot =
    weir_document_snapshot (loaded->document, NULL);
  g_autoptr (GPtrArray) problems =
    weir_flow_test_check (loaded->test, registry, snapshot);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirFlowTestProblem *problem = problems->pdata[i];

      if (problem->severity != WEIR_SEVERITY_ERROR)
        continue;
      report_problems (report, problems);
      return FALSE;
    }
  return TRUE;
}

static gboolean
load (WeirRegistry                 *registry,
      const char                   *path,
      const WeirFlowTestRunOptions *options,
      Loaded                       *loaded,
      WeirFlowTestReport           *report)
{
  g_autoptr (GFile)  file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFile)  flow = NULL;
  g_autoptr (GError) error = NULL;

  loaded->test = load_test (file, report);
  if (loaded->test == NULL)
    return FALSE;
  flow = weir_flow_test_find_flow (file, loaded->test);
  if (flow == NULL)
    {
      report->error = g_strdup (_ ("This is no file."));
      return FALSE;
    }
  loaded->flow = name_flow (flow);
  loaded->document = weir_flow_file_load (flow, options->encoding, &error);
  if (loaded->document != NULL)
    loaded->credentials = load_credentials (flow, options, &error);
  if (loaded->credentials != NULL)
    return fits_flow (registry, loaded, report);
  report->error = g_strdup (error->message);
  weir_flow_test_get_flow_place (loaded->test,
                                 &report->error_line,
                                 &report->error_column);
  return FALSE;
}

/* Running ---------------------------------------------------------------- */

typedef struct
{
  const WeirFlowTestRunOptions *options;
  WeirFlowTestReport           *report; /* (nullable): until it ended */
} Heard;

static void
step_cb (WeirFlowTestResult *result, gpointer user_data)
{
  const WeirFlowTestRunOptions *options = ((Heard *)user_data)->options;

  if (options->step != NULL)
    options->step (result, options->user_data);
}

static void
done_cb (WeirFlowTestReport *report, gpointer user_data)
{
  ((Heard *)user_data)->report = weir_flow_test_report_ref (report);
}

static WeirFlowTestReport *
run (WeirRegistry                 *registry,
     const Loaded                 *loaded,
     const char                   *name,
     const WeirFlowTestRunOptions *options,
     GMainContext                 *context)
{
  static const WeirFlowTestHandler handler = { .step = step_cb, .done = done_cb };
  Heard                            heard = { .options = options };
  g_autoptr (WeirFlowTestRun)      test_run =
    weir_flow_test_run_new (registry,
                            name,
                            loaded->test,
                            loaded->document,
                            weir_credentials_get_all (loaded->credentials),
                            &handler,
                            &heard);

  weir_flow_test_run_set_flow (test_run, loaded->flow);
  weir_flow_test_run_set_variables (test_run, options->variables);
  if (options->began != NULL)
    options->began (weir_flow_test_get_limit (loaded->test), options->user_data);
  weir_flow_test_run_start (test_run);
  while (heard.report == NULL)
    g_main_context_iteration (context, TRUE);
  return heard.report;
}

WeirFlowTestReport *
weir_flow_test_run_file (WeirRegistry                 *registry,
                         const char                   *path,
                         const WeirFlowTestRunOptions *options)
{
  g_autofree char               *name = g_filename_display_name (path);
  g_autoptr (WeirFlowTestReport) refused = weir_flow_test_report_new (name);
  g_autoptr (GMainContext)       context = NULL;
  g_auto (Loaded)                loaded = { NULL };
  WeirFlowTestReport            *report;

  if (!load (registry, path, options, &loaded, refused))
    return g_steal_pointer (&refused);
  context = g_main_context_new ();
  g_main_context_push_thread_default (context);
  report = run (registry, &loaded, name, options, context);
  weir_host_drain (context);
  g_main_context_pop_thread_default (context);
  return report;
}

WeirFlowTestReport *
weir_flow_test_run_sync (WeirRegistry *registry, const char *path)
{
  static const WeirFlowTestRunOptions none = { NULL };

  return weir_flow_test_run_file (registry, path, &none);
}
