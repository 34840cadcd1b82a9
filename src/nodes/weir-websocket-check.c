/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-check.h"

#include "json/weir-convert.h"
#include "nodes/weir-node-check.h"
#include "nodes/weir-websocket-address.h"

#include <math.h>
#include <string.h>

/* Node-RED's own editor talks to it there. */
#define RESERVED_PATH "/debug/ws"

static const char *
skip_slash (const char *path)
{
  return path[0] == '/' ? path + 1 : path;
}

/* Of two listeners on one path the second is dead. */
static void
check_path_is_free (const WeirCheckScope *scope, const char *path)
{
  const WeirValue *config = weir_check_scope_get_config (scope);
  const char      *id = weir_value_lookup_string (config, "id");
  const WeirValue *other;

  for (guint n = 0;
       (other =
          weir_check_scope_get_nth_of_type (scope, "websocket-listener", n)) !=
       NULL;
       n++)
    {
      const char      *other_id = weir_value_lookup_string (other, "id");
      const char      *other_path = weir_value_lookup_string (other, "path");
      g_autofree char *shown = NULL;

      if (g_strcmp0 (other_id, id) == 0)
        return;
      if (other_path == NULL ||
          !g_str_equal (skip_slash (other_path), skip_slash (path)))
        continue;
      shown = weir_websocket_path_normalize (path);
      weir_check_scope_report (scope,
                               weir_problem_new ("W214",
                                                 NULL,
                                                 "path",
                                                 "other",
                                                 other_id,
                                                 "path",
                                                 shown,
                                                 NULL));
      return;
    }
}

void
weir_websocket_check_listener (const WeirCheckScope *scope)
{
  const char *path = weir_node_check_get_text (scope, "path");

  if (path[0] == '\0')
    return;
  if (weir_websocket_path_is_url (path))
    {
      weir_node_check_report (scope, "W211", "path", NULL, NULL);
      return;
    }
  if (strstr (path, RESERVED_PATH) != NULL)
    weir_node_check_report (scope, "W212", "path", NULL, NULL);
  if (strpbrk (path, "?# \t\r\n") != NULL)
    weir_node_check_report (scope, "W213", "path", NULL, NULL);
  check_path_is_free (scope, path);
}

static void
check_address (const WeirCheckScope *scope)
{
  const char                   *path = weir_node_check_get_text (scope, "path");
  g_auto (WeirWebsocketAddress) address = { 0 };

  if (path[0] == '\0')
    return;
  if (!weir_websocket_path_is_url (path))
    {
      weir_node_check_report (scope, "W221", "path", NULL, NULL);
      return;
    }
  weir_websocket_address_init (&address, path);
  if (address.host[0] == '\0' || address.host[0] == ':')
    weir_node_check_report (scope, "W222", "path", NULL, NULL);
  if (address.has_fragment)
    weir_node_check_report (scope, "W223", "path", NULL, NULL);
  if (strstr (path, RESERVED_PATH) != NULL)
    weir_node_check_report (scope, "W212", "path", NULL, NULL);
  if (address.has_login)
    weir_node_check_report (scope, "W224", "path", NULL, NULL);
}

static void
check_protocols (const WeirCheckScope *scope)
{
  g_auto (GStrv) names = weir_websocket_split_protocols (
    weir_node_check_get_text (scope, "subprotocol"));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!weir_http_text_is_token (names[i]))
        weir_node_check_report (scope, "W225", "subprotocol", "text", names[i]);
      else if (!g_hash_table_add (seen, names[i]))
        weir_node_check_report (scope, "W226", "subprotocol", "name", names[i]);
    }
}

/* Off is "", "0" or missing; else whole seconds. */
static void
check_heartbeat (const WeirCheckScope *scope)
{
  const WeirValue *value =
    weir_value_lookup (weir_check_scope_get_config (scope), "hb");
  double seconds;

  if (value == NULL ||
      (weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING &&
       weir_text_is_env_reference (weir_value_get_string (value, NULL))))
    return;
  seconds = weir_value_to_number (value);
  if (!(seconds >= 0) || seconds != floor (seconds))
    weir_node_check_report (scope, "W227", "hb", NULL, NULL);
}

static void
report_header (const WeirCheckScope *scope,
               gsize                 row,
               const char           *column,
               const char           *code,
               const char           *name)
{
  g_autofree char *key =
    g_strdup_printf ("headers[%" G_GSIZE_FORMAT "].%s", row, column);

  weir_check_scope_report (
    scope,
    weir_problem_new (code, NULL, key, "text", name, "header", name, NULL));
}

static gboolean
is_literal (const char *value_type, const char *value)
{
  return g_strcmp0 (value_type, "env") != 0 && value != NULL &&
         value[0] != '\0' && !weir_text_is_env_reference (value);
}

/* `${NAME}` is looked at where all such values are. */
static void
check_variable (const WeirCheckScope *scope,
                gsize                 index,
                const char           *value_type,
                const char           *value)
{
  g_autofree char *key =
    g_strdup_printf ("headers[%" G_GSIZE_FORMAT "].valueValue", index);

  if (g_strcmp0 (value_type, "env") == 0 && value != NULL && value[0] != '\0' &&
      !weir_text_is_env_reference (value) &&
      !weir_check_scope_has_variable (scope, value))
    weir_check_scope_report (
      scope,
      weir_problem_new ("I605", NULL, key, "NAME", value, NULL));
}

static void
check_header (const WeirCheckScope *scope, const WeirValue *rows, gsize index)
{
  const WeirValue *row = weir_value_get_item (rows, index);
  const char      *key_type = weir_value_lookup_string (row, "keyType");
  const char      *name = weir_value_lookup_string (row, "keyValue");
  const char      *value_type = weir_value_lookup_string (row, "valueType");
  const char      *value = weir_value_lookup_string (row, "valueValue");

  if (key_type != NULL && !g_str_equal (key_type, "other"))
    name = key_type;
  /* Rows without a name are not sent. */
  if (name == NULL || name[0] == '\0' || weir_text_is_env_reference (name))
    return;
  if (!weir_http_text_is_token (name))
    report_header (scope, index, "keyValue", "W228", name);
  else if (weir_websocket_header_is_reserved (name))
    report_header (scope, index, "keyValue", "W229", name);
  else if (g_ascii_strcasecmp (name, "Authorization") == 0 &&
           is_literal (value_type, value))
    report_header (scope, index, "valueValue", "S501", name);
  else
    check_variable (scope, index, value_type, value);
}

void
weir_websocket_check_client (const WeirCheckScope *scope)
{
  const WeirValue *rows =
    weir_value_lookup (weir_check_scope_get_config (scope), "headers");
  gsize n_rows = 0;

  check_address (scope);
  check_protocols (scope);
  check_heartbeat (scope);
  if (rows != NULL && weir_value_get_kind (rows) == WEIR_VALUE_KIND_ARRAY)
    n_rows = weir_value_get_length (rows);
  for (gsize i = 0; i < n_rows; i++)
    check_header (scope, rows, i);
}
