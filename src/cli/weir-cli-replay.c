/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-flow.h"
#include "cli/weir-cli-print.h"
#include "json/weir-convert.h"
#include "nodes/weir-node-table.h"
#include "testing/weir-recording-test.h"
#include "testing/weir-replay.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* `weir-cli replay`: a recording against the flow it is of, or made into a test
 * file. */

#define MIN_SPEED 0.001
#define MAX_SPEED 1000.0

typedef struct
{
  WeirCliFlowOptions flow;
  char              *speed;
  char              *url;
  double             timeout;
  gboolean           to_test;
} Options;

#define MEMBER(name) .offset = G_STRUCT_OFFSET (Options, name)

static const WeirCliOption options[] = {
  {
    .name = "speed",
    .kind = WEIR_CLI_OPTION_TEXT,
    MEMBER (speed),
    .value = "SPEED",
    .help = N_ ("how fast: 1 takes the time the recording took, 0.1 ten times "
                "as long, max as little as the flow needs to answer"),
    .def = "max",
  },
  {
    .name = "url",
    .kind = WEIR_CLI_OPTION_TEXT,
    MEMBER (url),
    .value = "URL",
    .help = N_ ("play against an instance that is running there, for example "
                "ws://127.0.0.1:1880, instead of a flow of its own"),
  },
  {
    .name = "timeout",
    .kind = WEIR_CLI_OPTION_SECONDS,
    MEMBER (timeout),
    .value = "SECONDS",
    .help = N_ ("how much longer than when it was recorded something may take"),
    .def = "2",
    .min = 0.001,
    .max = 86400,
  },
  {
    .name = "to-test",
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (to_test),
    .help = N_ ("play nothing; write a test file of the recording to standard "
                "output"),
  },
  WEIR_CLI_FLOW_OPTIONS (Options, flow),
  {},
};

/* Returns: whether @text is a speed; 0 stands for max */
static gboolean
parse_speed (const char *text, double *speed)
{
  *speed = 0;
  if (g_str_equal (text, "max"))
    return TRUE;
  *speed = weir_number_from_text (text, strlen (text));
  return *speed >= MIN_SPEED && *speed <= MAX_SPEED;
}

static gboolean
is_websocket_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL &&
         *g_uri_get_host (uri) != '\0' &&
         (g_str_equal (g_uri_get_scheme (uri), "ws") ||
          g_str_equal (g_uri_get_scheme (uri), "wss"));
}

/* What came back ---------------------------------------------------------- */

static void
print_difference (const char *file, const WeirReplayDifference *difference)
{
  g_auto (GStrv) lines = g_strsplit (difference->text, "\n", -1);

  if (difference->line > 0)
    weir_cli_printf ("%s:%u: ", file, difference->line);
  else
    weir_cli_printf ("%s: ", file);
  weir_cli_printf ("%s: %s\n", difference->who, lines[0]);
  for (guint i = 1; lines[i] != NULL; i++)
    weir_cli_printf ("    %s\n", lines[i]);
}

static WeirCliExit
print_report (const char *file, const WeirReplayReport *report)
{
  g_autofree char *name = g_filename_display_name (file);
  guint64          more = report->n_differences - report->differences->len;

  for (guint i = 0; i < report->notes->len; i++)
    weir_cli_complain (_ ("note: %s"), (const char *)report->notes->pdata[i]);
  for (guint i = 0; i < report->differences->len; i++)
    print_difference (name, report->differences->pdata[i]);
  if (more > 0)
    weir_cli_printf (_ ("… and %" PRIu64 " more\n"), more);
  if (report->error != NULL)
    weir_cli_complain ("%s", report->error);
  weir_cli_printf (_ ("%" PRIu64 " played, %" PRIu64 " compared, %" PRIu64
                      " differences\n"),
                   report->n_played,
                   report->n_compared,
                   report->n_differences);
  return weir_cli_print_finish (weir_replay_report_passed (report)
                                  ? WEIR_CLI_EXIT_OK
                                  : WEIR_CLI_EXIT_FAILED);
}

/* The flow ---------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): the flow file: the one named, or the one
 *   the recording names, beside it */
static char *
find_flow (const WeirCliCall *call, GError **error)
{
  g_autoptr (WeirRecording) recording = NULL;
  g_autofree char          *folder = NULL;
  const char               *name;

  if (call->arguments[1] != NULL)
    return g_strdup (call->arguments[1]);
  recording = weir_recording_open (call->arguments[0], error);
  if (recording == NULL)
    return NULL;
  name = weir_recording_get_header (recording)->flow;
  if (name == NULL || strchr (name, G_DIR_SEPARATOR) != NULL)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("%s doesn’t say of which flow it is; name the flow too"),
                   call->arguments[0]);
      return NULL;
    }
  folder = g_path_get_dirname (call->arguments[0]);
  return g_build_filename (folder, name, NULL);
}

/* Returns: (transfer full) (nullable) */
static WeirDocument *
load_document (const WeirCliCall *call, const char *path, GError **error)
{
  const Options          *wanted = call->options;
  g_autoptr (WeirCliFlow) flow = weir_cli_flow_new (path, &wanted->flow, error);

  return flow != NULL ? weir_cli_flow_load (flow, error) : NULL;
}

static gboolean
load_flow (const WeirCliCall *call, WeirReplayOptions *replay, GError **error)
{
  const Options          *wanted = call->options;
  g_autofree char        *path = find_flow (call, error);
  g_autoptr (WeirCliFlow) flow = NULL;
  g_autoptr (GError)      cause = NULL;

  if (path != NULL)
    flow = weir_cli_flow_new (path, &wanted->flow, error);
  if (flow == NULL)
    return FALSE;
  replay->document = weir_cli_flow_load (flow, error);
  if (replay->document == NULL)
    return FALSE;
  replay->credentials = weir_cli_flow_load_credentials (flow, &cause);
  if (cause == NULL)
    return TRUE;
  if (weir_cli_flow_credentials_named (flow))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  weir_cli_complain ("%s", cause->message);
  return TRUE;
}

static WeirCliExit
replay (const WeirCliCall *call, WeirReplayOptions *wanted)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirReplayReport) report = NULL;

  wanted->registry = registry;
  report = weir_replay_run (call->arguments[0], wanted);
  return print_report (call->arguments[0], report);
}

/* The test, on standard output. A flow that isn't there is no reason not to
 * make one, unless it was named. */
static WeirCliExit
make_test (const WeirCliCall *call)
{
  const char              *path = call->arguments[0];
  g_autofree char         *flow = NULL;
  g_autofree char         *name = NULL;
  g_autofree char         *text = NULL;
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GPtrArray)    notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)       error = NULL;

  flow = find_flow (call, &error);
  if (flow != NULL)
    document = load_document (call, flow, &error);
  if (flow == NULL || (document == NULL && call->arguments[1] != NULL))
    return weir_cli_flow_complain (call->command, error);
  g_clear_error (&error);
  name =
    call->arguments[1] != NULL ? g_strdup (flow) : g_path_get_basename (flow);
  text = weir_recording_make_test (path, name, document, notes, &error);
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

static WeirCliExit
run (const WeirCliCall *call)
{
  const Options              *wanted = call->options;
  WeirReplayOptions           plan = { .timeout = wanted->timeout };
  g_autoptr (GHashTable)      variables = NULL;
  g_autoptr (WeirDocument)    document = NULL;
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autoptr (GError)          error = NULL;
  gboolean                    loaded;

  if (!parse_speed (wanted->speed, &plan.speed))
    return weir_cli_usage_error (call->command,
                                 _ ("--speed: “%s” is no number from 0.001 to "
                                    "1000, and not max"),
                                 wanted->speed);
  if (wanted->url != NULL && !is_websocket_url (wanted->url))
    return weir_cli_usage_error (call->command,
                                 _ ("--url: “%s” isn’t an address such as "
                                    "ws://127.0.0.1:1880"),
                                 wanted->url);
  if (wanted->url != NULL && call->arguments[1] != NULL)
    return weir_cli_usage_error (call->command,
                                 _ ("a flow and --url don’t go together"));
  if (wanted->url != NULL && wanted->to_test)
    return weir_cli_usage_error (call->command,
                                 _ ("--to-test and --url don’t go together"));
  if (wanted->to_test)
    return make_test (call);
  plan.url = wanted->url;
  variables = weir_cli_flow_read_variables (&wanted->flow, &error);
  if (variables == NULL)
    return weir_cli_flow_complain (call->command, error);
  plan.variables = variables;
  loaded = wanted->url != NULL || load_flow (call, &plan, &error);
  document = plan.document;
  credentials = plan.credentials;
  if (!loaded)
    return weir_cli_flow_complain (call->command, error);
  return replay (call, &plan);
}

const WeirCliCommand weir_cli_command_replay = {
  .name = "replay",
  .synopsis = "FILE.ndjson [FLOW.json]",
  .summary = N_ ("play a recording against a flow and compare what comes back"),
  .description = N_ (
    "Plays what the clients and servers of a recording said against the flow "
    "it is of, which runs on a free port, and compares what the flow says and "
    "shows to what was recorded: of each client, server and debug node in its "
    "order; times, and ids Weir makes anew in every run, don’t have to be the "
    "same. Without FLOW.json, the flow file the recording names is looked for "
    "beside it. Clients of the flow find the recorded servers in the place of "
    "their own.\n\n"
    "Whatever the speed, nothing is said before all has come that had come "
    "before it.\n\n"
    "The exit status is 0 when all was the same and 1 when something differed "
    "or could not be played."),
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 1,
  .max_arguments = 2,
  .completes = "*.ndjson",
  .run = run,
};
