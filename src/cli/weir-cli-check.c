/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-check-test.h"
#include "cli/weir-cli-finding.h"
#include "cli/weir-cli-flow.h"
#include "cli/weir-cli-print.h"
#include "flow/weir-check.h"
#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

#include <glib/gi18n-lib.h>

/* `weir-cli check`: what is wrong with flow files, as the problem list of the
 * editor says it, for people or as one JSON object a problem. */

typedef struct
{
  WeirCliFlowOptions flow;
  gboolean           json;
  gboolean           quiet;
} Options;

static const WeirCliOption options[] = {
  {
    .name = "json",
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, json),
    .help = N_ ("print one JSON object a problem, with its stable code"),
  },
  {
    .name = "quiet",
    .letter = 'q',
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, quiet),
    .help = N_ ("leave out warnings and notes"),
  },
  WEIR_CLI_FLOW_OPTIONS (Options, flow),
  {},
};

static void
print_finding (const WeirCliFinding *finding, const Options *wanted)
{
  if (wanted->quiet && finding->severity != WEIR_SEVERITY_ERROR)
    return;
  weir_cli_finding_print (finding, wanted->json);
}

static const char *
code_of_error (const GError *error)
{
  if (error->domain != WEIR_FLOW_ERROR)
    return NULL;
  switch ((WeirFlowError)error->code)
    {
    case WEIR_FLOW_ERROR_NOT_JSON:
      return "F801";
    case WEIR_FLOW_ERROR_NOT_A_FLOW:
      return "F802";
    case WEIR_FLOW_ERROR_BAD_ENTRY:
      return "F803";
    case WEIR_FLOW_ERROR_TOO_LARGE:
      return "F809";
    case WEIR_FLOW_ERROR_ENCODING:
    case WEIR_FLOW_ERROR_CREDENTIALS:
    case WEIR_FLOW_ERROR_EDIT:
      return NULL;
    }
  return NULL;
}

static void
print_error (const char *file, const GError *error, const Options *wanted)
{
  WeirCliFinding finding = {
    .file = file,
    .code = code_of_error (error),
    .severity = WEIR_SEVERITY_ERROR,
    .text = error->message,
  };

  /* The name stands in front of every line already. */
  if (g_str_has_prefix (finding.text, file) &&
      g_str_has_prefix (finding.text + strlen (file), ": "))
    finding.text += strlen (file) + 2;
  print_finding (&finding, wanted);
}

/* The line each entry starts at. Entries stand in the text as they are, in
 * their order, so one walk finds them all. */
static GArray *
find_lines (WeirDocument *document)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (document);
  gsize              length;
  const char        *text = g_bytes_get_data (bytes, &length);
  const char        *p = text;
  const char        *end = text + length;
  guint              n = weir_document_get_n_elements (document);
  guint              line = 1;
  GArray *lines = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  for (guint i = 0; i < n; i++)
    {
      WeirElement     *element = weir_document_get_nth_element (document, i);
      g_autofree char *entry = weir_element_dup_text (element);
      gsize            size = strlen (entry);
      const char      *found = memmem (p, (gsize)(end - p), entry, size);

      if (found == NULL)
        break;
      for (; p < found; p++)
        line += *p == '\n';
      g_array_append_val (lines, line);
      for (; p < found + size; p++)
        line += *p == '\n';
    }
  return lines;
}

static void
print_problems (const char    *file,
                GPtrArray     *problems,
                WeirDocument  *document,
                WeirSnapshot  *snapshot,
                const Options *wanted)
{
  g_autoptr (GArray) lines = find_lines (document);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = problems->pdata[i];
      WeirCliFinding     finding = {
            .file = file,
            .code = problem->code,
            .severity = problem->severity,
            .key = problem->key,
            .text = problem->text,
      };

      if (problem->element_id != NULL)
        finding.entry = weir_snapshot_lookup (snapshot, problem->element_id);
      if (finding.entry != NULL && finding.entry->index < lines->len)
        finding.line = g_array_index (lines, guint, finding.entry->index);
      print_finding (&finding, wanted);
    }
}

static gboolean
has_error (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = problems->pdata[i];

      if (problem->severity == WEIR_SEVERITY_ERROR)
        return TRUE;
    }
  return FALSE;
}

static void
print_finding_cb (const WeirCliFinding *finding, gpointer user_data)
{
  print_finding (finding, user_data);
}

/* A file that is no flow may still be the test of one. Returns: whether it is
 * without an error. */
static gboolean
check_other (const char         *path,
             const GError       *error,
             const Options      *wanted,
             const WeirRegistry *registry)
{
  g_autofree char   *name = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (error->domain == WEIR_FLOW_ERROR)
    bytes = weir_cli_check_read_test (path);
  if (bytes != NULL)
    return weir_cli_check_test (path,
                                bytes,
                                wanted->flow.encoding,
                                registry,
                                print_finding_cb,
                                (gpointer)wanted);
  name = g_filename_display_name (path);
  print_error (name, error, wanted);
  return FALSE;
}

/* Returns: whether the file is without an error. */
static gboolean
check_file (const char         *path,
            const Options      *wanted,
            const WeirRegistry *registry,
            GHashTable         *variables)
{
  g_autofree char            *name = g_filename_display_name (path);
  g_autoptr (WeirCliFlow)     flow = NULL;
  g_autoptr (WeirDocument)    document = NULL;
  g_autoptr (WeirCredentials) credentials = NULL;
  g_autoptr (WeirSnapshot)    snapshot = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_autoptr (GPtrArray)       problems = NULL;
  g_autoptr (GError)          error = NULL;
  gboolean                    readable = TRUE;

  flow = weir_cli_flow_new (path, &wanted->flow, &error);
  if (flow != NULL)
    document = weir_cli_flow_load (flow, &error);
  if (document == NULL)
    return check_other (path, error, wanted, registry);
  credentials = weir_cli_flow_load_credentials (flow, &error);
  if (error != NULL)
    {
      print_error (name, error, wanted);
      readable = FALSE;
    }
  snapshot =
    weir_document_snapshot (document, weir_credentials_get_all (credentials));
  environment = weir_environment_new (snapshot, variables);
  problems = weir_check_snapshot (snapshot, registry, environment);
  if (weir_document_is_v2 (document))
    g_ptr_array_add (problems, weir_problem_new ("F808", NULL, NULL, NULL));
  print_problems (name, problems, document, snapshot, wanted);
  return readable && !has_error (problems);
}

static WeirCliExit
run (const WeirCliCall *call)
{
  const Options           *wanted = call->options;
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (GHashTable)   variables = NULL;
  g_autoptr (GError)       error = NULL;
  WeirCliExit              status = WEIR_CLI_EXIT_OK;

  variables = weir_cli_flow_read_variables (&wanted->flow, &error);
  if (variables == NULL)
    return weir_cli_flow_complain (call->command, error);
  for (guint i = 0; call->arguments[i] != NULL; i++)
    {
      if (!check_file (call->arguments[i], wanted, registry, variables))
        status = WEIR_CLI_EXIT_FAILED;
    }
  return weir_cli_print_finish (status);
}

const WeirCliCommand weir_cli_command_check = {
  .name = "check",
  .synopsis = "FILE…",
  .summary =
    N_ ("report what is wrong with flow files and flow tests; run nothing"),
  .description = N_ ("Reports missing references, bad values, unknown types, "
                     "wires that lead nowhere and all else that can be said "
                     "without running a flow. Of a flow test, reports what is "
                     "wrong with its steps, by themselves and seen with its "
                     "flow. The exit status is 1 when there is an error; "
                     "warnings and notes don’t count.\n\n"
                     "“weir-cli help CODE” says what a code means and what "
                     "helps."),
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .completes = "*.json",
  .run = run,
};
