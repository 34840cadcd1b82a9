/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

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

/* A problem as it is printed: what a file that can't be read at all has in
 * common with a property that is wrong. */
typedef struct
{
  const char      *file;
  guint            line; /* 0: not known */
  const char      *code; /* (nullable) */
  WeirSeverity     severity;
  const WeirEntry *entry; /* (nullable) */
  const char      *key;   /* (nullable) */
  const char      *text;
} Finding;

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  if (text == NULL)
    return object;
  return weir_value_with_member (object, key, weir_value_new_string (text));
}

static void
print_json (const Finding *finding)
{
  g_autoptr (WeirValue) object = weir_value_new_object ();
  g_autofree char      *text = NULL;

  object = with_text (object, "file", finding->file);
  if (finding->line > 0)
    object = weir_value_with_member (object,
                                     "line",
                                     weir_value_new_number (finding->line));
  object = with_text (object, "code", finding->code);
  object =
    with_text (object, "severity", weir_severity_get_name (finding->severity));
  if (finding->entry != NULL)
    {
      object = with_text (object, "id", finding->entry->id);
      object = with_text (object, "type", finding->entry->type);
      object = with_text (object, "name", finding->entry->name);
    }
  object = with_text (object, "property", finding->key);
  object = with_text (object, "text", finding->text);
  text = weir_json_write (object, WEIR_JSON_STYLE_COMPACT);
  weir_cli_printf ("%s\n", text);
}

static void
print_text (const Finding *finding)
{
  weir_cli_printf ("%s:", finding->file);
  if (finding->line > 0)
    weir_cli_printf ("%u:", finding->line);
  if (finding->code != NULL)
    weir_cli_printf (" %s", finding->code);
  weir_cli_printf (" %s: %s",
                   weir_severity_get_name (finding->severity),
                   finding->text);
  if (finding->entry != NULL)
    {
      weir_cli_printf (" (%s", finding->entry->type);
      if (*finding->entry->name != '\0')
        weir_cli_printf (" \"%s\"", finding->entry->name);
      weir_cli_printf (" %s)", finding->entry->id);
    }
  weir_cli_print ("\n", 1);
}

static void
print_finding (const Finding *finding, const Options *wanted)
{
  if (wanted->quiet && finding->severity != WEIR_SEVERITY_ERROR)
    return;
  if (wanted->json)
    print_json (finding);
  else
    print_text (finding);
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
  Finding finding = {
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
      Finding            finding = {
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
    {
      print_error (name, error, wanted);
      return FALSE;
    }
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
  .summary = N_ ("report what is wrong with flow files; run nothing"),
  .description = N_ ("Reports missing references, bad values, unknown types, "
                     "wires that lead nowhere and all else that can be said "
                     "without running a flow. The exit status is 1 when there "
                     "is an error; warnings and notes don’t count.\n\n"
                     "“weir-cli help CODE” says what a code means and what "
                     "helps."),
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .completes = "*.json",
  .run = run,
};
