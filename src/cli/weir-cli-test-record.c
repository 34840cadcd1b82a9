/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-test-record.h"

#include "cli/weir-cli-print.h"
#include "cli/weir-cli-runner.h"
#include "nodes/weir-node-table.h"
#include "testing/weir-recording-test.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A run is recorded into a file nobody else knows of, and that is made into a
 * test. */

static WeirCliExit
print_test (const WeirCliTestRecordPlan *plan, WeirCliFlow *flow, const char *file)
{
  g_autoptr (WeirDocument) document = weir_cli_flow_load (flow, NULL);
  g_autoptr (GPtrArray)    notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char         *name = g_filename_display_name (plan->path);
  g_autoptr (GError)       error = NULL;
  g_autofree char         *text =
    weir_recording_make_test (file, name, document, notes, &error);

  if (text == NULL)
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_EXIT_FAILED;
    }
  for (guint i = 0; i < notes->len; i++)
    weir_cli_complain (_ ("note: %s"), (const char *)notes->pdata[i]);
  weir_cli_print (text, -1);
  return weir_cli_print_finish (WEIR_CLI_EXIT_OK);
}

/* The admin API lets people press buttons; nobody but this computer's users
 * reaches it. In a test, PORT is the port of the runtime. */
static WeirRunSettings *
make_settings (const WeirCliTestRecordPlan *plan)
{
  WeirRunSettings *settings = weir_run_settings_new ();

  settings->port = plan->port;
  settings->admin = TRUE;
  settings->variables = g_hash_table_ref (plan->variables);
  if (plan->port != 0 && !g_hash_table_contains (plan->variables, "PORT"))
    g_hash_table_insert (plan->variables,
                         g_strdup ("PORT"),
                         g_strdup_printf ("%u", plan->port));
  return settings;
}

static WeirCliExit
record (const WeirCliTestRecordPlan *plan, WeirCliFlow *flow, const char *file)
{
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirRunSettings) settings = make_settings (plan);
  g_autoptr (WeirCliReporter) reporter =
    weir_cli_reporter_new (g_main_context_default (), FALSE, WEIR_LOG_LEVEL_INFO);
  WeirCliPlan run = {
    .flow = flow,
    .registry = registry,
    .settings = settings,
    .reporter = reporter,
    .presses = plan->presses,
    .exit_after = plan->exit_after,
    .record = file,
    .record_is_ours = TRUE,
  };

  weir_cli_reporter_mute (reporter);
  return weir_cli_run_plan (&run);
}

WeirCliExit
weir_cli_test_record (const WeirCliCommand        *command,
                      const WeirCliTestRecordPlan *plan)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (WeirCliFlow) flow =
    weir_cli_flow_new (plan->path, plan->flow, &error);
  g_autofree char *file = NULL;
  WeirCliExit      status;
  int              fd;

  if (flow == NULL)
    return weir_cli_flow_complain (command, error);
  fd = g_file_open_tmp ("weir-XXXXXX.ndjson", &file, &error);
  if (fd < 0)
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_EXIT_FAILED;
    }
  close (fd);
  status = record (plan, flow, file);
  if (status == WEIR_CLI_EXIT_OK)
    status = print_test (plan, flow, file);
  g_unlink (file);
  return status;
}
