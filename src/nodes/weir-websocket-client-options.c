/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-client-options.h"

#include "json/weir-convert.h"
#include "nodes/weir-tls-service.h"
#include "nodes/weir-websocket-address.h"
#include "schema/weir-problem.h"

/* Longer intervals overflow what JavaScript has for timers. */
#define MAX_HEARTBEAT_S 2147483

/* `parseInt (hb)`: whole seconds, off unless above 0. */
static guint
get_heartbeat_ms (WeirNode *node)
{
  WeirValue            *value = weir_node_get_value (node, "hb");
  g_autoptr (WeirValue) text = weir_value_to_text (value);
  double seconds = weir_number_parse_float (weir_value_get_string (text, NULL));

  if (!(seconds >= 1.0))
    return 0;
  return (guint)MIN (seconds, MAX_HEARTBEAT_S) * 1000;
}

/* The tls-config; when it is missing the system's rules hold, as in Node-RED,
 * but not in silence. */
static WeirTls *
get_tls (WeirNode *node)
{
  WeirTlsService *service;

  if (weir_node_get_string (node, "tls")[0] == '\0')
    return NULL;
  service = weir_node_resolve (node, "tls", WEIR_TYPE_TLS_SERVICE);
  if (service != NULL)
    return weir_tls_service_get_tls (service);
  weir_node_log (node,
                 WEIR_LOG_LEVEL_WARN,
                 "The TLS configuration is missing; the certificates of the "
                 "system are used");
  return NULL;
}

/* The value of a row: literal, of a variable, or a preset that stands in the
 * place of the type. Returns (transfer full): "" for none. */
static char *
dup_header_value (WeirNode *node, const WeirValue *row)
{
  const char           *type = weir_value_lookup_string (row, "valueType");
  const char           *text = weir_value_lookup_string (row, "valueValue");
  g_autoptr (WeirValue) variable = NULL;
  g_autoptr (WeirValue) value = NULL;

  if (text == NULL)
    text = "";
  if (type == NULL || g_str_equal (type, "other"))
    return g_strdup (text);
  if (!g_str_equal (type, "env"))
    return g_strdup (type);

  variable = weir_node_dup_variable (node, text);
  if (variable == NULL)
    return g_strdup ("");
  value = weir_value_to_text (variable);
  return g_strdup (weir_value_get_string (value, NULL));
}

static const char *
get_header_name (const WeirValue *row)
{
  const char *type = weir_value_lookup_string (row, "keyType");
  const char *name = weir_value_lookup_string (row, "keyValue");

  if (type != NULL && !g_str_equal (type, "other"))
    return type;
  return name != NULL ? name : "";
}

/* Says why a header is left out. Returns whether it can be sent. */
static gboolean
accept_header (WeirNode *node, const char *name, const char *value)
{
  g_autoptr (WeirProblem) problem = NULL;

  if (!weir_http_text_is_token (name))
    problem = weir_problem_new ("W228", NULL, NULL, "text", name, NULL);
  else if (weir_websocket_header_is_reserved (name))
    problem = weir_problem_new ("W229", NULL, NULL, "header", name, NULL);

  if (problem != NULL)
    weir_node_log (node, WEIR_LOG_LEVEL_WARN, "%s", problem->text);
  else if (!weir_http_text_is_field_value (value))
    weir_node_log (node,
                   WEIR_LOG_LEVEL_WARN,
                   "The value of the header %s has control characters; it is "
                   "not sent",
                   name);
  else
    return TRUE;
  return FALSE;
}

/* Name, value, name, value, … */
static char **
dup_headers (WeirNode *node)
{
  WeirValue               *rows = weir_node_get_value (node, "headers");
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  gsize                    n_rows = 0;

  if (rows != NULL && weir_value_get_kind (rows) == WEIR_VALUE_KIND_ARRAY)
    n_rows = weir_value_get_length (rows);
  for (gsize i = 0; i < n_rows; i++)
    {
      const WeirValue *row = weir_value_get_item (rows, i);
      const char      *name = get_header_name (row);
      g_autofree char *value = dup_header_value (node, row);

      if (name[0] == '\0' || value[0] == '\0' ||
          !accept_header (node, name, value))
        continue;
      g_strv_builder_add_many (headers, name, value, NULL);
    }
  return g_strv_builder_end (headers);
}

WeirWsClient *
weir_websocket_client_open (WeirNode                  *node,
                            WeirWsServer              *server,
                            const WeirWsClientHandler *handler,
                            gpointer                   user_data,
                            GError                   **error)
{
  g_auto (WeirWebsocketAddress) address = { 0 };
  g_auto (GStrv)                protocols =
    weir_websocket_split_protocols (weir_node_get_string (node, "subprotocol"));
  g_auto (GStrv)      headers = NULL;
  WeirWsClientOptions options = { 0 };

  weir_websocket_address_init (&address, weir_node_get_string (node, "path"));
  headers = dup_headers (node);

  options.url = address.url;
  options.owner = weir_node_get_id (node);
  options.protocols = (const char *const *)protocols;
  options.headers = (const char *const *)headers;
  options.tls = get_tls (node);
  options.heartbeat_ms = get_heartbeat_ms (node);
  options.retry = *weir_ws_server_get_retry (server, options.owner);
  options.limits = *weir_ws_server_get_limits (server);
  return weir_ws_client_new (weir_ws_server_get_loop (server),
                             &options,
                             handler,
                             user_data,
                             error);
}
