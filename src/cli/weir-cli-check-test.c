/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-check-test.h"

#include "flow/weir-flow-file.h"
#include "flow/weir-subflow.h"
#include "testing/weir-flow-test-check.h"
#include "testing/weir-flow-test-file.h"

#include <glib/gi18n-lib.h>

/* `weir-cli check` of a flow test: the file, then the file with its flow. What
 * is wrong with the flow itself is not told again for each of its tests. */

typedef struct
{
  char              *file; /* as it is printed */
  gboolean           failed;
  WeirCliFindingFunc func;
  gpointer           user_data;
} Report;

GBytes *
weir_cli_check_read_test (const char *path)
{
  g_autoptr (GFile)  file = g_file_new_for_commandline_arg (path);
  g_autoptr (GBytes) bytes = weir_flow_test_read_file (file, NULL);

  if (bytes == NULL || !weir_flow_test_is_test (bytes))
    return NULL;
  return g_steal_pointer (&bytes);
}

static void
report (Report      *self,
        WeirSeverity severity,
        guint        line,
        guint        column,
        const char  *text)
{
  WeirCliFinding finding = {
    .file = self->file,
    .line = line,
    .column = column,
    .severity = severity,
    .text = text,
  };

  if (severity == WEIR_SEVERITY_ERROR)
    self->failed = TRUE;
  self->func (&finding, self->user_data);
}

static void
report_all (Report *self, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirFlowTestProblem *problem = problems->pdata[i];

      report (self, problem->severity, problem->line, problem->column, problem->text);
    }
}

static void
check_with_flow (Report             *self,
                 const char         *path,
                 WeirFlowTest       *test,
                 const char         *encoding,
                 const WeirRegistry *registry)
{
  g_autoptr (GFile)        file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFile)        flow = weir_flow_test_find_flow (file, test);
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (WeirSnapshot) snapshot = NULL;
  g_autoptr (WeirSnapshot) expanded = NULL;
  g_autoptr (GPtrArray)    problems = NULL;
  guint                    line;
  guint                    column;

  if (flow != NULL)
    document = weir_flow_file_load (flow, encoding, &error);
  if (document == NULL)
    {
      weir_flow_test_get_flow_place (test, &line, &column);
      report (self,
              WEIR_SEVERITY_ERROR,
              line,
              column,
              error != NULL ? error->message : _ ("There is no such flow file."));
      return;
    }
  snapshot = weir_document_snapshot (document, NULL);
  expanded = weir_subflow_expand (snapshot);
  problems = weir_flow_test_check (test, registry, expanded);
  report_all (self, problems);
}

gboolean
weir_cli_check_test (const char         *path,
                     GBytes             *bytes,
                     const char         *encoding,
                     const WeirRegistry *registry,
                     WeirCliFindingFunc  func,
                     gpointer            user_data)
{
  g_autofree char         *name = g_filename_display_name (path);
  g_autoptr (GPtrArray)    problems = NULL;
  g_autoptr (WeirFlowTest) test = NULL;
  Report self = { .file = name, .func = func, .user_data = user_data };

  test = weir_flow_test_new_from_bytes (name, bytes, &problems);
  report_all (&self, problems);
  if (test != NULL)
    check_with_flow (&self, path, test, encoding, registry);
  return !self.failed;
}
