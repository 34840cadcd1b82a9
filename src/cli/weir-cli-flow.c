/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-flow.h"

#include "cli/weir-cli-env-file.h"
#include "cli/weir-cli-print.h"
#include "flow/weir-flow-error.h"
#include "flow/weir-flow-file.h"

#include <glib/gi18n-lib.h>

struct _WeirCliFlow
{
  char    *path; /* as it was given */
  GFile   *file;
  GFile   *credentials_file;
  char    *encoding;
  char    *secret;
  gboolean credentials_named;
};

/* All of a small file. Not g_file_get_contents(), which has no limit and would
 * read /dev/zero until memory ends. */
static char *
read_small_file (const char *path, gsize max_bytes, GError **error)
{
  g_autoptr (GFile)            file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char             *text = g_malloc (max_bytes + 2);
  gsize                        length;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream),
                                                  text,
                                                  max_bytes + 1,
                                                  &length,
                                                  NULL,
                                                  error))
    {
      g_autofree char *name = g_filename_display_name (path);

      if (error != NULL)
        weir_flow_error_shorten (*error);
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  if (length > max_bytes || memchr (text, '\0', length) != NULL)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   length > max_bytes
                     ? _ ("%s: the file is larger than %zu bytes")
                     : _ ("%s: this isn’t a text file (limit %zu bytes)"),
                   name,
                   max_bytes);
      return NULL;
    }
  text[length] = '\0';
  return g_steal_pointer (&text);
}

char *
weir_cli_read_first_line (const char *path, GError **error)
{
  char *text = read_small_file (path, WEIR_CLI_MAX_SECRET_BYTES, error);

  if (text == NULL)
    return NULL;
  text[strcspn (text, "\r\n")] = '\0';
  if (*text != '\0')
    return text;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_DATA,
               _ ("%s: the first line is empty"),
               path);
  g_free (text);
  return NULL;
}

WeirCliFlow *
weir_cli_flow_new (const char               *path,
                   const WeirCliFlowOptions *options,
                   GError                  **error)
{
  g_autoptr (WeirCliFlow) flow = g_new0 (WeirCliFlow, 1);

  flow->path = g_strdup (path);
  flow->file = g_file_new_for_commandline_arg (path);
  flow->encoding = g_strdup (options->encoding);
  flow->credentials_named = options->credentials != NULL;
  if (options->credentials != NULL)
    flow->credentials_file =
      g_file_new_for_commandline_arg (options->credentials);
  else
    flow->credentials_file = weir_credentials_find_file (flow->file);
  if (options->secret_file != NULL)
    {
      flow->secret = weir_cli_read_first_line (options->secret_file, error);
      if (flow->secret == NULL)
        return NULL;
    }
  return g_steal_pointer (&flow);
}

void
weir_cli_flow_free (WeirCliFlow *flow)
{
  g_clear_object (&flow->file);
  g_clear_object (&flow->credentials_file);
  g_free (flow->path);
  g_free (flow->encoding);
  g_free (flow->secret);
  g_free (flow);
}

void
weir_cli_prefix_folder (const char *path, GError **error)
{
  gsize            length = strlen (path);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  while (length > 0 && path[length - 1] == '/')
    length--;
  while (length > 0 && path[length - 1] != '/')
    length--;
  folder = g_strndup (path, length);
  name = g_filename_display_name (folder);
  g_prefix_error (error, "%s", name);
}

char *
weir_cli_flow_dup_name (WeirCliFlow *flow)
{
  g_autofree char *name = g_file_get_basename (flow->file);

  return g_filename_display_name (name);
}

WeirDocument *
weir_cli_flow_load (WeirCliFlow *flow, GError **error)
{
  WeirDocument *document =
    weir_flow_file_load (flow->file, flow->encoding, error);

  if (document == NULL)
    weir_cli_prefix_folder (flow->path, error);
  return document;
}

WeirCredentials *
weir_cli_flow_load_credentials (WeirCliFlow *flow, GError **error)
{
  g_autoptr (GError) cause = NULL;
  WeirCredentials   *credentials =
    weir_credentials_load (flow->credentials_file, flow->secret, &cause);

  if (cause != NULL &&
      (flow->credentials_named ||
       !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)))
    g_propagate_error (error, g_steal_pointer (&cause));
  return credentials;
}

gboolean
weir_cli_flow_credentials_named (WeirCliFlow *flow)
{
  return flow->credentials_named;
}

gboolean
weir_cli_flow_save (WeirCliFlow     *flow,
                    WeirDocument    *document,
                    WeirCredentials *credentials,
                    GError         **error)
{
  if (weir_credentials_is_modified (credentials) &&
      !weir_credentials_save (credentials, flow->credentials_file, error))
    return FALSE;
  return weir_flow_file_save (document, flow->file, flow->encoding, error);
}

WeirCliExit
weir_cli_flow_complain (const WeirCliCommand *command, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    return weir_cli_usage_error (command, "%s", error->message);
  weir_cli_complain ("%s", error->message);
  return WEIR_CLI_EXIT_FAILED;
}

GHashTable *
weir_cli_flow_read_variables (const WeirCliFlowOptions *options, GError **error)
{
  g_autoptr (GHashTable) variables =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (options->env_file != NULL)
    {
      g_autofree char *name = g_filename_display_name (options->env_file);
      g_autofree char *text =
        read_small_file (options->env_file, WEIR_CLI_MAX_ENV_FILE_BYTES, error);

      if (text == NULL || !weir_cli_env_parse (variables, text, name, error))
        return NULL;
    }
  for (guint i = 0; i < options->env->len; i++)
    {
      if (!weir_cli_env_add (variables, options->env->pdata[i], error))
        {
          g_prefix_error (error, "--env: ");
          if (error != NULL)
            (*error)->code = G_IO_ERROR_INVALID_ARGUMENT;
          return NULL;
        }
    }
  return g_steal_pointer (&variables);
}
