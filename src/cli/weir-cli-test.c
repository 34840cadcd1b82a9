/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-flow.h"
#include "cli/weir-cli-print.h"
#include "cli/weir-cli-test-plan.h"
#include "cli/weir-cli-test-record.h"
#include "nodes/weir-node-table.h"

#include <glib/gi18n-lib.h>

/* `weir-cli test`: what its options are and mean. Which files it finds stands in
 * weir-cli-test-files.c, how they are run in weir-cli-test-run.c, how a live run
 * becomes one in weir-cli-test-record.c. */

typedef struct
{
  WeirCliFlowOptions flow;
  char              *junit;
  char              *filter;
  guint              jobs;
  guint              coverage;
  gboolean           watch;
  gboolean           record;
  guint              port;
  double             exit_after;
  GPtrArray         *presses;
} Options;

/* In the order of WeirCliCoverage. */
static const char *const coverages[] = {
  "text", "json", "github", "none", NULL,
};

#define MEMBER(name) .offset = G_STRUCT_OFFSET (Options, name)

static const WeirCliOption options[] = {
  {
    .name = "junit",
    .kind = WEIR_CLI_OPTION_FILE,
    MEMBER (junit),
    .value = "FILE",
    .help = N_ ("write the results as JUnit XML too"),
  },
  {
    .name = "filter",
    .kind = WEIR_CLI_OPTION_TEXT,
    MEMBER (filter),
    .value = "TEXT",
    .help = N_ ("run only the files in whose name or steps this text stands, "
                "whatever its case"),
  },
  {
    .name = "jobs",
    .letter = 'j',
    .kind = WEIR_CLI_OPTION_COUNT,
    MEMBER (jobs),
    .value = "N",
    .help = N_ ("run so many tests at once; 0 for one a processor"),
    .def = "1",
    .max = WEIR_CLI_TEST_MAX_JOBS,
  },
  {
    .name = "watch",
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (watch),
    .help = N_ ("run tests again when they or their flows change, until "
                "SIGINT or SIGTERM"),
  },
  {
    .name = "coverage",
    .kind = WEIR_CLI_OPTION_CHOICE,
    MEMBER (coverage),
    .value = "text|json|github",
    .implied = "text",
    .help = N_ ("say which nodes and wires of the flows carried nothing: as "
                "comments, as one line of JSON, or as annotations of GitHub "
                "Actions, then with those of what failed"),
    .def = "none",
    .choices = coverages,
  },
  {
    .name = "record",
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (record),
    .help =
      N_ ("run FILE, a flow, until SIGINT or SIGTERM, and write a test of "
          "what its clients said and what came back to standard output"),
  },
  {
    .name = "port",
    .kind = WEIR_CLI_OPTION_COUNT,
    MEMBER (port),
    .value = "N",
    .help = N_ ("with --record, listen on this port; 0 takes a free one"),
    .def = "1880",
    .max = G_MAXUINT16,
  },
  {
    .name = "inject",
    .kind = WEIR_CLI_OPTION_LIST,
    MEMBER (presses),
    .value = "NODE",
    .help =
      N_ ("with --record, press this inject node once the flow is up; may "
          "be given again; weir-cli inject presses others"),
  },
  {
    .name = "exit-after",
    .kind = WEIR_CLI_OPTION_SECONDS,
    MEMBER (exit_after),
    .value = "SECONDS",
    .help = N_ ("with --record, stop after so many seconds"),
    .min = 0.001,
    .max = 2147483,
  },
  WEIR_CLI_FLOW_OPTIONS (Options, flow),
  {},
};

static WeirCliExit
run_tests (const WeirCliCall *call, GHashTable *variables, const char *secret)
{
  const Options           *wanted = call->options;
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (GError)       error = NULL;
  g_autoptr (GPtrArray)    files =
    weir_cli_tests_find (call->arguments, wanted->filter, &error);
  WeirCliTestPlan plan = {
    .registry = registry,
    .options = {
      .variables = variables,
      .encoding = wanted->flow.encoding,
      .credentials_file = wanted->flow.credentials,
      .secret = secret,
    },
    .files = files,
    .jobs = wanted->jobs,
    .grace = WEIR_CLI_TEST_GRACE,
    .junit = wanted->junit,
    .coverage = wanted->coverage,
    .watch = wanted->watch,
  };

  if (files == NULL)
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_EXIT_FAILED;
    }
  return weir_cli_tests_run (&plan);
}

static WeirCliExit
record (const WeirCliCall *call, GHashTable *variables)
{
  const Options              *wanted = call->options;
  const WeirCliTestRecordPlan plan = {
    .path = call->arguments[0],
    .flow = &wanted->flow,
    .variables = variables,
    .presses = wanted->presses,
    .port = wanted->port,
    .exit_after = wanted->exit_after,
  };

  if (call->arguments[1] != NULL)
    return weir_cli_usage_error (call->command, _ ("--record takes one flow"));
  return weir_cli_test_record (call->command, &plan);
}

static WeirCliExit
run (const WeirCliCall *call)
{
  const Options         *wanted = call->options;
  g_autoptr (GHashTable) variables = NULL;
  g_autofree char       *secret = NULL;
  g_autoptr (GError)     error = NULL;

  variables = weir_cli_flow_read_variables (&wanted->flow, &error);
  if (variables == NULL)
    return weir_cli_flow_complain (call->command, error);
  if (wanted->record)
    return record (call, variables);
  if (wanted->exit_after > 0 || wanted->presses->len > 0)
    return weir_cli_usage_error (call->command,
                                 _ ("--exit-after and --inject are for "
                                    "--record"));
  if (wanted->flow.secret_file != NULL)
    {
      secret = weir_cli_read_first_line (wanted->flow.secret_file, &error);
      if (secret == NULL)
        return weir_cli_flow_complain (call->command, error);
    }
  return run_tests (call, variables, secret);
}

const WeirCliCommand weir_cli_command_test = {
  .name = "test",
  .synopsis = "FILE…",
  .summary = N_ ("run flow tests"),
  .description = N_ (
    "Runs each test file on a fresh runtime of its own and prints the "
    "results as TAP version 13, one line a step; behind a step that failed "
    "stands what was expected, what came, and what was seen since the step "
    "before. A folder stands for the files named *.test.json in it and in "
    "its folders.\n\n"
    "With --record, the file is a flow instead, which is run and becomes a "
    "test:\n\n"
    "weir-cli test --record flow.json > flow.test.json\n\n"
    "The exit status is 0 when all tests passed, 1 when one failed or could "
    "not run, and 2 when the command was used wrongly."),
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .completes = "*.test.json",
  .run = run,
};
