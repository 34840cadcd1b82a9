/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-cli"

#include "config.h"

#include "cli/weir-cli-command.h"

#include "cli/weir-cli-flow.h"
#include "cli/weir-cli-print.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

/* `weir-cli inject`: presses an inject button of a running instance, Weir's or
 * Node-RED's, over its admin API. */

typedef struct
{
  char  *token_file;
  double timeout;
} Options;

static const WeirCliOption options[] = {
  {
    .name = "token-file",
    .kind = WEIR_CLI_OPTION_FILE,
    .offset = G_STRUCT_OFFSET (Options, token_file),
    .value = "FILE",
    .help = N_ ("authenticate with the first line of a file"),
  },
  {
    .name = "timeout",
    .kind = WEIR_CLI_OPTION_SECONDS,
    .offset = G_STRUCT_OFFSET (Options, timeout),
    .value = "SECONDS",
    .help = N_ ("give up when the answer takes longer"),
    .def = "10",
    .min = 1,
    .max = 3600,
  },
  {},
};

typedef struct
{
  SoupSession *session;
  char        *base; /* without a slash at the end */
  char        *token;
} Target;

static void
target_clear (Target *target)
{
  g_clear_object (&target->session);
  g_clear_pointer (&target->base, g_free);
  g_clear_pointer (&target->token, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
target_init (Target *target, const WeirCliCall *call, GError **error)
{
  const Options   *wanted = call->options;
  const char      *url = call->arguments[0];
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL ||
      !(g_str_equal (g_uri_get_scheme (uri), "http") ||
        g_str_equal (g_uri_get_scheme (uri), "https")))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” isn’t an address such as http://127.0.0.1:1880"),
                   url);
      return FALSE;
    }
  if (wanted->token_file != NULL)
    {
      target->token = weir_cli_read_first_line (wanted->token_file, error);
      if (target->token == NULL)
        return FALSE;
    }
  target->base = g_strdup (url);
  for (gsize n = strlen (target->base); n > 0 && target->base[n - 1] == '/'; n--)
    target->base[n - 1] = '\0';
  target->session = soup_session_new ();
  soup_session_set_timeout (target->session, (guint)wanted->timeout);
  return TRUE;
}

static GBytes *
read_answer (GInputStream *stream, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8                 buffer[16 * 1024];
  gssize                 n;

  while (
    (n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error)) > 0)
    {
      if (bytes->len + (gsize)n > WEIR_JSON_MAX_DOCUMENT_BYTES)
        {
          g_set_error_literal (error,
                               G_IO_ERROR,
                               G_IO_ERROR_MESSAGE_TOO_LARGE,
                               _ ("the answer is too large"));
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint)n);
    }
  if (n < 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Sends one request. Returns: (transfer full) (nullable): the answer's body */
static GBytes *
ask (Target     *target,
     const char *method,
     const char *path,
     guint      *status,
     GError    **error)
{
  g_autofree char         *url = g_strconcat (target->base, path, NULL);
  g_autoptr (SoupMessage)  message = soup_message_new (method, url);
  g_autoptr (GInputStream) stream = NULL;
  SoupMessageHeaders      *headers;
  GBytes                  *body = NULL;

  if (message == NULL)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” isn’t an address"),
                   url);
      return NULL;
    }
  headers = soup_message_get_request_headers (message);
  soup_message_headers_append (headers, "Accept", "application/json");
  if (target->token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", target->token, NULL);

      soup_message_headers_append (headers, "Authorization", value);
    }
  stream = soup_session_send (target->session, message, NULL, error);
  if (stream != NULL)
    body = read_answer (stream, error);
  if (body == NULL)
    g_prefix_error (error, "%s: ", target->base);
  *status = soup_message_get_status (message);
  return body;
}

static gboolean
press (Target *target, const char *id, guint *status, GError **error)
{
  g_autofree char   *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char   *path = g_strconcat ("/inject/", escaped, NULL);
  g_autoptr (GBytes) body = ask (target, "POST", path, status, error);

  return body != NULL;
}

/* The id of the only inject node of that name. */
static char *
find_by_name (Target *target, const char *name, GError **error)
{
  guint                 status;
  g_autoptr (GBytes)    body = ask (target, "GET", "/flows", &status, error);
  g_autoptr (WeirValue) flows = NULL;
  const char           *found = NULL;
  guint                 count = 0;
  gsize                 size;
  const char           *text;

  if (body == NULL)
    return NULL;
  text = g_bytes_get_data (body, &size);
  flows = weir_json_read (text, size, NULL, error);
  if (flows == NULL)
    return NULL;
  for (gsize i = 0; weir_value_get_kind (flows) == WEIR_VALUE_KIND_ARRAY &&
                    i < weir_value_get_length (flows);
       i++)
    {
      WeirValue  *entry = weir_value_get_item (flows, i);
      const char *id = weir_value_lookup_string (entry, "id");

      if (id == NULL ||
          g_strcmp0 (weir_value_lookup_string (entry, "type"), "inject") != 0 ||
          g_strcmp0 (weir_value_lookup_string (entry, "name"), name) != 0)
        continue;
      found = id;
      count++;
    }
  if (count == 1)
    return g_strdup (found);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_NOT_FOUND,
               count == 0 ? _ ("no inject node has the id or name “%s”")
                          : _ ("several inject nodes are named “%s”; use the "
                               "id of one"),
               name);
  return NULL;
}

static gboolean
press_by_id_or_name (Target *target, const char *node, GError **error)
{
  g_autofree char *id = NULL;
  guint            status;

  if (!press (target, node, &status, error))
    return FALSE;
  if (status == SOUP_STATUS_NOT_FOUND)
    {
      id = find_by_name (target, node, error);
      if (id == NULL || !press (target, id, &status, error))
        return FALSE;
    }
  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    return TRUE;
  if (status == SOUP_STATUS_UNAUTHORIZED)
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_PERMISSION_DENIED,
                 _ ("%s asks for a token; name a file that holds it with "
                    "--token-file"),
                 target->base);
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_FAILED,
                 /* Translators: an address, then the status of an HTTP answer: 404
                  * Not Found */
                 _ ("%s answered %u %s"),
                 target->base,
                 status,
                 soup_status_get_phrase (status));
  return FALSE;
}

static WeirCliExit
run (const WeirCliCall *call)
{
  g_auto (Target)    target = { 0 };
  g_autoptr (GError) error = NULL;

  if (!target_init (&target, call, &error))
    {
      if (error->domain == G_OPTION_ERROR)
        return weir_cli_usage_error (call->command, "%s", error->message);
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_EXIT_FAILED;
    }
  if (!press_by_id_or_name (&target, call->arguments[1], &error))
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_EXIT_FAILED;
    }
  return WEIR_CLI_EXIT_OK;
}

const WeirCliCommand weir_cli_command_inject = {
  .name = "inject",
  .synopsis = "URL NODE",
  .summary = N_ ("press an inject button of a running instance"),
  .description = N_ ("Presses an inject node over the admin API at URL, for "
                     "example http://127.0.0.1:1880. NODE is its id, or its "
                     "name when no other inject node has that name."),
  .options = options,
  .options_size = sizeof (Options),
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
