/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-roster.h"

#include "net/weir-io-loop-private.h"
#include "net/weir-ws-client-private.h"
#include "net/weir-ws-path.h"
#include "net/weir-ws-server-private.h"

#include <glib/gi18n-lib.h>

/* A view on what servers and clients keep; it has no state of its own. Paths
 * and clients nobody gave an owner, such as those of the admin API, are not in
 * it. */

static void
visit_path (WeirWsPath *path, WeirWsRosterFunc func, gpointer user_data)
{
  GPtrArray        *connections = weir_ws_path_get_connections (path);
  WeirWsRosterEntry entry = {
    .owner = weir_ws_path_get_owner (path),
    .state = WEIR_WS_ROSTER_OPEN,
    .url = weir_ws_path_get_name (path),
  };

  for (guint i = 0; entry.owner != NULL && i < connections->len; i++)
    {
      WeirWsConnection *connection = connections->pdata[i];

      entry.id = weir_ws_connection_get_id (connection);
      entry.session = entry.id;
      entry.peer = weir_ws_connection_get_peer (connection);
      entry.protocol = weir_ws_connection_get_protocol (connection);
      entry.origin = weir_ws_connection_get_origin (connection);
      weir_ws_connection_get_stats (connection, &entry.stats);
      func (&entry, user_data);
    }
}

static void
visit_client (WeirWsClient *client, WeirWsRosterFunc func, gpointer user_data)
{
  WeirWsRosterEntry entry = { .id = weir_ws_client_get_owner (client) };

  if (entry.id == NULL)
    return;
  weir_ws_client_describe (client, &entry);
  func (&entry, user_data);
}

void
weir_ws_roster_visit (WeirWsServer    *server,
                      WeirWsRosterFunc func,
                      gpointer         user_data)
{
  WeirIoLoop    *loop;
  GHashTableIter iter;
  gpointer       path;

  g_return_if_fail (WEIR_IS_WS_SERVER (server));

  loop = weir_ws_server_get_loop (server);
  g_hash_table_iter_init (&iter, weir_ws_server_get_paths (server));
  while (g_hash_table_iter_next (&iter, NULL, &path))
    visit_path (path, func, user_data);
  for (GList *l = weir_io_loop_get_clients (loop)->head; l != NULL; l = l->next)
    visit_client (l->data, func, user_data);
}

static WeirWsConnection *
find_on_paths (WeirWsServer *server, const char *id)
{
  WeirWsConnection *found = NULL;
  GHashTableIter    iter;
  gpointer          path;

  g_hash_table_iter_init (&iter, weir_ws_server_get_paths (server));
  while (found == NULL && g_hash_table_iter_next (&iter, NULL, &path))
    {
      if (weir_ws_path_get_owner (path) != NULL)
        found = weir_ws_path_lookup (path, id);
    }
  return found;
}

static WeirWsClient *
find_client (WeirWsServer *server, const char *id)
{
  GQueue *clients = weir_io_loop_get_clients (weir_ws_server_get_loop (server));

  for (GList *l = clients->head; l != NULL; l = l->next)
    {
      if (g_strcmp0 (weir_ws_client_get_owner (l->data), id) == 0)
        return l->data;
    }
  return NULL;
}

static gboolean
set_gone (GError **error)
{
  g_set_error_literal (error,
                       WEIR_NET_ERROR,
                       WEIR_NET_ERROR_CLOSED,
                       _ ("the connection is closed"));
  return FALSE;
}

/* Returns: (nullable): the open connection of an entry */
static WeirWsConnection *
find (WeirWsServer *server, const char *id, GError **error)
{
  WeirWsConnection *connection = find_on_paths (server, id);
  WeirWsClient     *client = NULL;

  if (connection == NULL)
    client = find_client (server, id);
  if (client != NULL)
    connection = weir_ws_client_get_connection (client);
  if (connection != NULL && weir_ws_connection_is_open (connection))
    return connection;
  set_gone (error);
  return NULL;
}

gboolean
weir_ws_roster_send (WeirWsServer *server,
                     const char   *id,
                     WeirWsKind    kind,
                     GBytes       *data,
                     GError      **error)
{
  WeirWsConnection *connection;
  gsize             length;
  const guint8     *bytes = g_bytes_get_data (data, &length);

  g_return_val_if_fail (WEIR_IS_WS_SERVER (server), FALSE);

  connection = find (server, id, error);
  return connection != NULL &&
         weir_ws_connection_send (connection, kind, bytes, length, error);
}

gboolean
weir_ws_roster_close (WeirWsServer *server,
                      const char   *id,
                      guint         code,
                      GError      **error)
{
  WeirWsConnection *connection;

  g_return_val_if_fail (WEIR_IS_WS_SERVER (server), FALSE);

  connection = find (server, id, error);
  if (connection == NULL)
    return FALSE;
  weir_ws_connection_close (connection, code, NULL);
  return TRUE;
}

gboolean
weir_ws_roster_try_now (WeirWsServer *server, const char *id, GError **error)
{
  WeirWsClient *client;

  g_return_val_if_fail (WEIR_IS_WS_SERVER (server), FALSE);

  client = find_client (server, id);
  if (client == NULL)
    return set_gone (error);
  weir_ws_client_try_now (client);
  return TRUE;
}
