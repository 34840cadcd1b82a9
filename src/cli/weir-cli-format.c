/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-flow.h"
#include "cli/weir-cli-print.h"
#include "flow/weir-flow-file.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>

/* `weir-cli format`: lays a flow file out anew. Only white space between the
 * tokens changes; byte order mark, code page and the newline at the end stay. */

typedef struct
{
  gboolean compact;
  gboolean pretty;
  gboolean write;
  char    *encoding;
} Options;

static const WeirCliOption options[] = {
  {
    .name = "pretty",
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, pretty),
    .help = N_ ("indent by four spaces, as Node-RED does; this is what "
                "happens without an option"),
  },
  {
    .name = "compact",
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, compact),
    .help = N_ ("put everything on one line"),
  },
  {
    .name = "write",
    .kind = WEIR_CLI_OPTION_FLAG,
    .offset = G_STRUCT_OFFSET (Options, write),
    .help = N_ ("write the files back instead of printing"),
  },
  {
    .name = "encoding",
    .kind = WEIR_CLI_OPTION_TEXT,
    .offset = G_STRUCT_OFFSET (Options, encoding),
    .value = "CODEPAGE",
    .help = N_ ("read a file that isn’t UTF-8; it stays in its code page"),
  },
  {},
};

static const char byte_order_mark[] = "\xef\xbb\xbf";

static GBytes *
lay_out (GBytes *bytes, WeirJsonStyle style, GError **error)
{
  gsize               length;
  const char         *text = g_bytes_get_data (bytes, &length);
  gsize               mark = strlen (byte_order_mark);
  g_autoptr (GString) out = NULL;

  if (length < mark || memcmp (text, byte_order_mark, mark) != 0)
    mark = 0;
  out = weir_json_relayout (text + mark, length - mark, style, error);
  if (out == NULL)
    return NULL;
  g_string_prepend_len (out, text, (gssize)mark);
  if (length > 0 && text[length - 1] == '\n')
    g_string_append_c (out, '\n');
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
print_bytes (GBytes *bytes, const char *encoding, GError **error)
{
  gsize            length;
  const char      *text = g_bytes_get_data (bytes, &length);
  g_autofree char *converted = NULL;

  if (encoding != NULL)
    {
      converted =
        g_convert (text, (gssize)length, encoding, "UTF-8", NULL, &length, error);
      if (converted == NULL)
        return FALSE;
      text = converted;
    }
  weir_cli_print (text, (gssize)length);
  return TRUE;
}

static gboolean
format_file (const char *path, const Options *wanted, GError **error)
{
  g_autoptr (GFile)        file = g_file_new_for_commandline_arg (path);
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (WeirDocument) changed = NULL;
  g_autoptr (GBytes)       before = NULL;
  g_autoptr (GBytes)       after = NULL;

  document = weir_flow_file_load (file, wanted->encoding, error);
  if (document == NULL)
    {
      weir_cli_prefix_folder (path, error);
      return FALSE;
    }
  before = weir_document_to_bytes (document);
  after =
    lay_out (before,
             wanted->compact ? WEIR_JSON_STYLE_COMPACT : WEIR_JSON_STYLE_PRETTY,
             error);
  if (after == NULL)
    return FALSE;
  if (!wanted->write)
    return print_bytes (after, wanted->encoding, error);
  if (g_bytes_equal (before, after))
    return TRUE;
  changed = weir_document_new_from_bytes (after, error);
  return changed != NULL &&
         weir_flow_file_save (changed, file, wanted->encoding, error);
}

static WeirCliExit
run (const WeirCliCall *call)
{
  const Options *wanted = call->options;
  WeirCliExit    status = WEIR_CLI_EXIT_OK;

  if (wanted->compact && wanted->pretty)
    return weir_cli_usage_error (call->command,
                                 _ ("choose one of --compact and --pretty"));
  if (!wanted->write && g_strv_length (call->arguments) > 1)
    return weir_cli_usage_error (call->command, _ ("several files need --write"));
  for (guint i = 0; call->arguments[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!format_file (call->arguments[i], wanted, &error))
        {
          weir_cli_complain ("%s", error->message);
          status = WEIR_CLI_EXIT_FAILED;
        }
    }
  return weir_cli_print_finish (status);
}

const WeirCliCommand weir_cli_command_format = {
  .name = "format",
  .synopsis = "FILE…",
  .summary = N_ ("lay flow files out anew without changing a value"),
  .description = N_ ("Changes the white space between the tokens of a flow "
                     "file and nothing else, and prints the result."),
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .completes = "*.json",
  .run = run,
};
