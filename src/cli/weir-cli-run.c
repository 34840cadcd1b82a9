/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-flow.h"
#include "cli/weir-cli-print.h"
#include "cli/weir-cli-runner.h"
#include "cli/weir-cli-socket.h"
#include "cli/weir-cli-unit.h"
#include "host/weir-node-settings.h"
#include "host/weir-recorder.h"
#include "json/weir-convert.h"
#include "nodes/weir-node-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* `weir-cli run`: what its options are and mean. How a run goes stands in
 * weir-cli-runner.c. */

typedef struct
{
  WeirCliFlowOptions flow;
  char              *host;
  guint              port;
  char              *base_path;
  char              *tls_cert;
  char              *tls_key;
  char              *client_ca;
  char              *token_file;
  char              *password_file;
  GPtrArray         *presses;
  double             exit_after;
  guint              exit_debugs;
  char              *record;
  gsize              record_limit;
  guint              format;
  gboolean           admin;
  char              *admin_token_file;
  char              *server_name;
  gboolean           save;
  GPtrArray         *origins;
  guint              max_clients;
  gsize              max_message;
  gsize              max_queued;
  guint              slow_client;
  char              *reconnect;
  gboolean           strict;
  gboolean           print_unit;
  gboolean           quiet;
  gboolean           verbose;
} Options;

static const char *const formats[] = { "text", "json", NULL };

/* In the order of WeirSlowClient. */
static const char *const slow_clients[] = {
  "disconnect",
  "drop-oldest",
  "drop-newest",
  NULL,
};

#define MEMBER(name) .offset = G_STRUCT_OFFSET (Options, name)

static const WeirCliOption options[] = {
  {
    .name = "host",
    .kind = WEIR_CLI_OPTION_TEXT,
    MEMBER (host),
    .value = "ADDRESS",
    .help = N_ ("listen on this address; any but a loopback one lets others "
                "connect"),
    .def = "127.0.0.1",
  },
  {
    .name = "port",
    .kind = WEIR_CLI_OPTION_COUNT,
    MEMBER (port),
    .value = "N",
    .help = N_ ("listen on this port; 0 takes a free one"),
    .def = "1880",
    .max = G_MAXUINT16,
  },
  {
    .name = "base-path",
    .kind = WEIR_CLI_OPTION_TEXT,
    MEMBER (base_path),
    .value = "PATH",
    .help = N_ ("put this in front of the path of every listener, like "
                "Node-RED’s httpNodeRoot"),
    .def = "/",
  },
  {
    .name = "tls-cert",
    .kind = WEIR_CLI_OPTION_FILE,
    MEMBER (tls_cert),
    .value = "FILE",
    .help = N_ ("serve wss with this certificate (PEM)"),
  },
  {
    .name = "tls-key",
    .kind = WEIR_CLI_OPTION_FILE,
    MEMBER (tls_key),
    .value = "FILE",
    .help = N_ ("the certificate’s private key (PEM)"),
  },
  {
    .name = "client-ca",
    .kind = WEIR_CLI_OPTION_FILE,
    MEMBER (client_ca),
    .value = "FILE",
    .help = N_ ("with --tls-cert, let only clients connect that show a "
                "certificate of an authority in this file (PEM)"),
  },
  {
    .name = "token-file",
    .kind = WEIR_CLI_OPTION_FILE,
    MEMBER (token_file),
    .value = "FILE",
    .help = N_ ("require the first line of a file as token of the clients of "
                "listeners: “Authorization: Bearer …”"),
  },
  {
    .name = "password-file",
    .kind = WEIR_CLI_OPTION_FILE,
    MEMBER (password_file),
    .value = "FILE",
    .help = N_ ("require the first line of a file, “user:password”, as login "
                "of the clients of listeners; with --token-file, either will "
                "do"),
  },
  WEIR_CLI_FLOW_OPTIONS (Options, flow),
  {
    .name = "inject",
    .kind = WEIR_CLI_OPTION_LIST,
    MEMBER (presses),
    .value = "NODE",
    .help = N_ ("press this inject node, by id or by a name only one has, "
                "once the flow is up and its client connections have opened "
                "or failed; may be given again"),
  },
  {
    .name = "exit-after",
    .kind = WEIR_CLI_OPTION_SECONDS,
    MEMBER (exit_after),
    .value = "SECONDS",
    .help = N_ ("stop after so many seconds"),
    .min = 0.001,
    .max = 2147483,
  },
  {
    .name = "exit-after-debug",
    .kind = WEIR_CLI_OPTION_COUNT,
    MEMBER (exit_debugs),
    .value = "N",
    .help = N_ ("stop after so many debug messages; when --exit-after is "
                "over first, the exit status is 1"),
    .min = 1,
    .max = 4294967295.0,
  },
  {
    .name = "record",
    .kind = WEIR_CLI_OPTION_FILE,
    MEMBER (record),
    .value = "FILE",
    .help = N_ ("write every message of every client and server, every debug "
                "message and every press into this file, for weir-cli replay; "
                "see RECORDINGS"),
  },
  {
    .name = "record-limit",
    .kind = WEIR_CLI_OPTION_SIZE,
    MEMBER (record_limit),
    .value = "SIZE",
    .help = N_ ("how large the recording may become; then it ends and the "
                "flow runs on"),
    .def = "1G",
    .min = WEIR_RECORDER_MIN_FILE_BYTES,
  },
  {
    .name = "format",
    .kind = WEIR_CLI_OPTION_CHOICE,
    MEMBER (format),
    .value = "text|json",
    .help = N_ ("what standard output carries: debug messages, or all "
                "events, one JSON object a line"),
    .def = "text",
    .choices = formats,
  },
  {
    .name = "admin",
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (admin),
    .help = N_ ("serve the admin API on the same port"),
  },
  {
    .name = "admin-token-file",
    .kind = WEIR_CLI_OPTION_FILE,
    MEMBER (admin_token_file),
    .value = "FILE",
    .help = N_ ("require the first line of a file as the admin API’s token; "
                "needed unless the address is a loopback one"),
  },
  {
    .name = "server-name",
    .kind = WEIR_CLI_OPTION_TEXT,
    MEMBER (server_name),
    .value = "NAME",
    .help = N_ ("let the admin API answer to this host name too"),
  },
  {
    .name = "save",
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (save),
    .help = N_ ("write what the admin API deploys back to the file"),
  },
  {
    .name = "allow-origin",
    .kind = WEIR_CLI_OPTION_LIST,
    MEMBER (origins),
    .value = "ORIGIN",
    .help = N_ ("let only pages of this origin open WebSockets, for example "
                "https://example.com, or with “same-host” those of the host "
                "they connect to; may be given again"),
  },
  {
    .name = "max-clients",
    .kind = WEIR_CLI_OPTION_COUNT,
    MEMBER (max_clients),
    .value = "N",
    .help = N_ ("how many clients may be connected at once"),
    .def = "10000",
    .min = 1,
    .max = WEIR_RUN_MAX_CLIENTS,
  },
  {
    .name = "max-message",
    .kind = WEIR_CLI_OPTION_SIZE,
    MEMBER (max_message),
    .value = "SIZE",
    .help = N_ ("how large a message may be"),
    .def = "16M",
    .min = WEIR_RUN_MIN_MESSAGE_BYTES,
  },
  {
    .name = "max-queued",
    .kind = WEIR_CLI_OPTION_SIZE,
    MEMBER (max_queued),
    .value = "SIZE",
    .help = N_ ("how much may wait for one client"),
    .def = "16M",
    .min = WEIR_RUN_MIN_MESSAGE_BYTES,
  },
  {
    .name = "slow-client",
    .kind = WEIR_CLI_OPTION_CHOICE,
    MEMBER (slow_client),
    .value = "POLICY",
    .help = N_ ("what happens to a client for which more would wait: "
                "disconnect, drop-oldest or drop-newest"),
    .def = "disconnect",
    .choices = slow_clients,
  },
  {
    .name = "reconnect",
    .kind = WEIR_CLI_OPTION_TEXT,
    MEMBER (reconnect),
    .value = "SECONDS|backoff",
    .help = N_ ("how long clients wait before they connect again; with "
                "backoff 1 to 60 seconds, longer each time and by chance "
                "not all the same"),
    .def = "3",
  },
  {
    .name = "print-unit",
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (print_unit),
    .help = N_ ("run nothing; print a unit for the user’s systemd that does, "
                "with these options, in a Flatpak too"),
  },
  {
    .name = "strict",
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (strict),
    .help = N_ ("refuse a flow with unknown node types, as Node-RED does"),
  },
  {
    .name = "quiet",
    .letter = 'q',
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (quiet),
    .help = N_ ("log errors only"),
  },
  {
    .name = "verbose",
    .letter = 'v',
    .kind = WEIR_CLI_OPTION_FLAG,
    MEMBER (verbose),
    .help = N_ ("log notes and the status of nodes too"),
  },
  {},
};

/* Every page may connect until an option says otherwise, as in Node-RED. */
static char **
dup_origins (GPtrArray *given)
{
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();

  for (guint i = 0; i < given->len; i++)
    g_strv_builder_add (origins, given->pdata[i]);
  if (given->len == 0)
    g_strv_builder_add (origins, WEIR_RUN_ORIGIN_ANY);
  return g_strv_builder_end (origins);
}

/* What stands in files, so that no list of processes shows it. */
static gboolean
read_secrets (const Options *wanted, WeirRunSettings *settings, GError **error)
{
  g_autofree char *login = NULL;
  const char      *colon;

  if (wanted->admin_token_file != NULL &&
      (settings->admin_token =
         weir_cli_read_first_line (wanted->admin_token_file, error)) == NULL)
    return FALSE;
  if (wanted->token_file != NULL &&
      (settings->token = weir_cli_read_first_line (wanted->token_file, error)) ==
        NULL)
    return FALSE;
  if (wanted->password_file == NULL)
    return TRUE;
  login = weir_cli_read_first_line (wanted->password_file, error);
  if (login == NULL)
    return FALSE;
  colon = strchr (login, ':');
  settings->user = colon != NULL ? g_strndup (login, (gsize)(colon - login))
                                 : g_strdup (login);
  settings->password = g_strdup (colon != NULL ? colon + 1 : "");
  return TRUE;
}

/* As people write it: seconds, or the word. */
static gboolean
read_reconnect (WeirRunSettings *settings, const char *text, GError **error)
{
  double seconds = weir_number_from_text (text, strlen (text));

  if (g_str_equal (text, "backoff"))
    {
      settings->reconnect_ms = WEIR_RUN_BACK_OFF_FIRST_MS;
      settings->reconnect_max_ms = WEIR_RUN_BACK_OFF_MAX_MS;
      return TRUE;
    }
  if (seconds * 1000 >= WEIR_RUN_MIN_RECONNECT_MS &&
      seconds * 1000 <= WEIR_RUN_MAX_RECONNECT_MS)
    {
      settings->reconnect_ms = (guint)(seconds * 1000 + 0.5);
      return TRUE;
    }
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_ARGUMENT,
               _ ("--reconnect takes seconds from 0.1 to 3600, or backoff, not "
                  "“%s”"),
               text);
  return FALSE;
}

/* @socket: (nullable): whose address it is then */
static WeirRunSettings *
make_settings (const Options *wanted, GSocket *socket, GError **error)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();

  settings->port = wanted->port;
  g_free (settings->host);
  settings->host = socket != NULL
                     ? weir_cli_socket_get_address (socket, &settings->port)
                     : g_strdup (wanted->host);
  g_free (settings->base_path);
  settings->base_path = g_strdup (wanted->base_path);
  settings->tls_certificate_file = g_strdup (wanted->tls_cert);
  settings->tls_key_file = g_strdup (wanted->tls_key);
  settings->client_ca_file = g_strdup (wanted->client_ca);
  settings->origins = dup_origins (wanted->origins);
  settings->server_name = g_strdup (wanted->server_name);
  settings->admin = wanted->admin;
  settings->max_clients = wanted->max_clients;
  settings->max_message_bytes = wanted->max_message;
  settings->max_queued_bytes = wanted->max_queued;
  settings->slow_client = (WeirSlowClient)wanted->slow_client;
  if (!read_reconnect (settings, wanted->reconnect, error))
    return NULL;
  settings->variables = weir_cli_flow_read_variables (&wanted->flow, error);
  if (settings->variables == NULL || !read_secrets (wanted, settings, error))
    return NULL;
  return g_steal_pointer (&settings);
}

/* The option that makes a setting; problems know the setting's own name. */
static const char *
option_of (const char *key)
{
  static const struct
  {
    const char *key;
    const char *option;
  } names[] = {
    { "host", "--host" },
    { "port", "--port" },
    { "base_path", "--base-path" },
    { "origins", "--allow-origin" },
    { "token", "--token-file" },
    { "password", "--password-file" },
    { "client_ca_file", "--client-ca" },
    { "admin_token", "--admin-token-file" },
    { "tls_certificate_file", "--tls-cert" },
    { "tls_key_file", "--tls-key" },
    { "max_clients", "--max-clients" },
    { "max_message_bytes", "--max-message" },
    { "max_queued_bytes", "--max-queued" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (key, names[i].key) == 0)
        return names[i].option;
    }
  return "run";
}

/* Says what is wrong with the settings; an error is one of usage. */
static gboolean
check_settings (const WeirCliCall *call, const WeirRunSettings *settings)
{
  g_autoptr (GPtrArray) problems = weir_run_settings_check (settings);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = problems->pdata[i];

      if (problem->severity == WEIR_SEVERITY_ERROR)
        {
          weir_cli_usage_error (call->command,
                                "%s: %s %s",
                                option_of (problem->key),
                                problem->code,
                                problem->text);
          return FALSE;
        }

      /* Whether a low port can be had shows when it is asked for. */
      if (!g_str_equal (problem->code, "N303"))
        weir_cli_complain ("%s %s", problem->code, problem->text);
    }
  return TRUE;
}

static WeirLogLevel
log_level (const Options *wanted)
{
  if (wanted->quiet)
    return WEIR_LOG_LEVEL_ERROR;
  return wanted->verbose ? WEIR_LOG_LEVEL_DEBUG : WEIR_LOG_LEVEL_INFO;
}

static WeirCliExit
run (const WeirCliCall *call)
{
  const Options              *wanted = call->options;
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirRunSettings) settings = NULL;
  g_autoptr (WeirCliReporter) reporter = NULL;
  g_autoptr (WeirCliFlow)     flow = NULL;
  g_autoptr (GSocket)         socket = NULL;
  g_autoptr (GError)          error = NULL;
  WeirCliPlan                 plan = {
                    .registry = registry,
                    .presses = wanted->presses,
                    .exit_after = wanted->exit_after,
                    .exit_debugs = wanted->exit_debugs,
                    .record = wanted->record,
                    .record_limit = wanted->record_limit,
                    .strict = wanted->strict,
                    .save = wanted->save,
  };

  if (wanted->print_unit)
    return weir_cli_print_unit ((const char *const *)call->words,
                                call->arguments[0],
                                wanted->save,
                                &error)
             ? weir_cli_print_finish (WEIR_CLI_EXIT_OK)
             : weir_cli_flow_complain (call->command, error);
  if (weir_cli_take_socket (&socket, &error))
    settings = make_settings (wanted, socket, &error);
  if (settings != NULL && !check_settings (call, settings))
    return WEIR_CLI_EXIT_USAGE;
  if (settings != NULL)
    flow = weir_cli_flow_new (call->arguments[0], &wanted->flow, &error);
  if (flow == NULL)
    return weir_cli_flow_complain (call->command, error);
  reporter = weir_cli_reporter_new (g_main_context_default (),
                                    wanted->format == 1,
                                    log_level (wanted));
  plan.flow = flow;
  plan.settings = settings;
  plan.reporter = reporter;
  plan.socket = socket;
  return weir_cli_run_plan (&plan);
}

const WeirCliCommand weir_cli_command_run = {
  .name = "run",
  .synopsis = "FLOW.json",
  .summary = N_ ("run a flow until SIGINT or SIGTERM, or as the options say"),
  .description =
    N_ ("Runs a Node-RED flow. Standard output carries what its debug nodes "
        "show and nothing else, standard error the log.\n\n"
        "Node types that are unknown here don’t stop a run: they are "
        "reported, and everything else runs."),
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 1,
  .max_arguments = 1,
  .completes = "*.json",
  .run = run,
};
