/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-path.h"

#include "net/weir-ws-frame.h"

/* The connections of one path, in the order they came and by id. Owned by the
 * server; a connection leaves by itself when it ends. */

struct _WeirWsPath
{
  char                *name;
  char                *owner_id; /* (nullable) */
  gboolean             is_root;
  GStrv                protocols; /* (nullable): accepted ones */
  const WeirWsHandler *handler;   /* borrowed */
  gpointer             handler_data;
  GPtrArray           *connections; /* (element-type WeirWsConnection) */
  GHashTable          *by_id;       /* id → the same, borrowed */

  void (*ended) (gpointer owner);
  gpointer owner;
};

WeirWsPath *
weir_ws_path_new (const char          *path,
                  const WeirWsHandler *handler,
                  gpointer             handler_data,
                  void (*ended) (gpointer owner),
                  gpointer owner)
{
  WeirWsPath *self = g_new0 (WeirWsPath, 1);

  self->name = g_strdup (path);
  self->handler = handler;
  self->handler_data = handler_data;
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->ended = ended;
  self->owner = owner;
  return self;
}

void
weir_ws_path_free (WeirWsPath *self)
{
  for (guint i = 0; i < self->connections->len; i++)
    {
      weir_ws_connection_abandon (g_ptr_array_index (self->connections, i),
                                  WEIR_WS_CLOSE_GOING_AWAY);
      if (self->ended != NULL)
        self->ended (self->owner);
    }
  g_ptr_array_unref (self->connections);
  g_hash_table_unref (self->by_id);
  g_free (self->name);
  g_free (self->owner_id);
  g_strfreev (self->protocols);
  g_free (self);
}

const char *
weir_ws_path_get_name (WeirWsPath *self)
{
  return self->name;
}

const char *
weir_ws_path_get_owner (WeirWsPath *self)
{
  return self->owner_id;
}

void
weir_ws_path_set_owner (WeirWsPath *self, const char *owner)
{
  g_free (self->owner_id);
  self->owner_id = g_strdup (owner);
}

void
weir_ws_path_set_protocols (WeirWsPath *self, const char *const *protocols)
{
  g_strfreev (self->protocols);
  self->protocols = g_strdupv ((char **)protocols);
}

const char *const *
weir_ws_path_get_protocols (WeirWsPath *self)
{
  return (const char *const *)self->protocols;
}

void
weir_ws_path_set_root (WeirWsPath *self)
{
  self->is_root = TRUE;
}

gboolean
weir_ws_path_is_root (WeirWsPath *self)
{
  return self->is_root;
}

void
weir_ws_path_ping (WeirWsPath *self)
{
  /* Those that are dropped leave the array. */
  g_autoptr (GPtrArray) all =
    g_ptr_array_new_full (self->connections->len, g_object_unref);

  for (guint i = 0; i < self->connections->len; i++)
    g_ptr_array_add (all, g_object_ref (self->connections->pdata[i]));
  for (guint i = 0; i < all->len; i++)
    {
      if (!weir_ws_connection_ping (all->pdata[i]))
        weir_ws_connection_drop (all->pdata[i],
                                 g_error_new_literal (WEIR_NET_ERROR,
                                                      WEIR_NET_ERROR_TIMED_OUT,
                                                      "no answer to a ping"));
    }
}

void
weir_ws_path_close_all (WeirWsPath *self, guint code)
{
  for (guint i = 0; i < self->connections->len; i++)
    weir_ws_connection_close (g_ptr_array_index (self->connections, i), code, NULL);
}

static void
ended_cb (WeirWsConnection *connection, gpointer keeper)
{
  WeirWsPath *self = keeper;

  g_hash_table_remove (self->by_id, weir_ws_connection_get_id (connection));
  g_ptr_array_remove (self->connections, connection);
  if (self->ended != NULL)
    self->ended (self->owner);
}

void
weir_ws_path_open (WeirWsPath                  *self,
                   WeirIoLoop                  *loop,
                   const WeirWsConnectionSetup *setup)
{
  WeirWsConnectionSetup owned = *setup;
  WeirWsConnection     *connection;

  owned.owner = self->owner_id;
  owned.place = self->name;
  connection =
    weir_ws_connection_new (loop, &owned, self->handler, self->handler_data);

  weir_ws_connection_set_keeper (connection, ended_cb, self);
  g_ptr_array_add (self->connections, connection);
  g_hash_table_insert (self->by_id,
                       (gpointer)weir_ws_connection_get_id (connection),
                       connection);
}

GPtrArray *
weir_ws_path_get_connections (WeirWsPath *self)
{
  return self->connections;
}

WeirWsConnection *
weir_ws_path_lookup (WeirWsPath *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

guint
weir_ws_path_broadcast (WeirWsPath   *self,
                        WeirWsKind    kind,
                        const guint8 *data,
                        gsize         length)
{
  g_autoptr (GBytes) payload = NULL;
  g_autofree char   *repaired = NULL;
  guint              queued = 0;

  if (kind == WEIR_WS_TEXT && weir_utf8_valid_bytes (data, length) < length)
    {
      repaired = weir_utf8_repair (data, length, &length);
      data = (const guint8 *)repaired;
    }
  /* A large payload is copied once for everyone, a small one is copied anyway. */
  payload = length < WEIR_OUT_REFERENCE_BYTES ? g_bytes_new_static (data, length)
                                              : g_bytes_new (data, length);

  for (guint i = 0; i < self->connections->len; i++)
    if (weir_ws_connection_send_bytes (g_ptr_array_index (self->connections, i),
                                       kind,
                                       payload,
                                       NULL))
      queued++;
  return queued;
}
