/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-peers.h"

#include "net/weir-ws-client.h"
#include "net/weir-ws-server.h"

#include <glib/gi18n-lib.h>

/* Servers, one a port, and clients, one a name; each client connects once. The
 * peers own the loop that reads their sockets, so that none of them is among
 * the connections of the flow. */

#define LOOPBACK "127.0.0.1"

/* A test sends at once what it has to send, whatever a flow makes of it. */
static const WeirWsLimits limits = {
  .max_message_bytes = WEIR_FLOW_TEST_MAX_UNREAD_BYTES,
  .max_queued_bytes = WEIR_FLOW_TEST_MAX_UNREAD_BYTES,
};

/* One port. Until it serves, a bound socket that does not listen holds it: the
 * kernel then refuses whoever connects. */
typedef struct
{
  guint16       port;
  GSocket      *holder; /* (nullable) */
  WeirWsServer *server; /* (nullable): while it listens */
} Server;

typedef struct
{
  WeirFlowTestPeer *peer;
  WeirWsClient     *client; /* (nullable) */
} Slot;

struct _WeirFlowTestPeers
{
  WeirIoLoop           *loop;
  WeirFlowTestPeerOwner owner;
  GHashTable           *slots;   /* name → Slot */
  GHashTable           *servers; /* variable → Server */
};

/* Life ------------------------------------------------------------------- */

static void
server_free (gpointer data)
{
  Server *server = data;

  if (server->server != NULL)
    weir_ws_server_stop (server->server);
  g_clear_object (&server->server);
  if (server->holder != NULL)
    g_socket_close (server->holder, NULL);
  g_clear_object (&server->holder);
  g_free (server);
}

static void
hang_up (Slot *slot)
{
  if (slot->client != NULL)
    weir_ws_client_stop (slot->client);
  g_clear_object (&slot->client);
}

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  hang_up (slot);
  weir_flow_test_peer_free (slot->peer);
  g_free (slot);
}

WeirFlowTestPeers *
weir_flow_test_peers_new (GMainContext                *context,
                          const WeirFlowTestPeerOwner *owner)
{
  WeirFlowTestPeers *self = g_new0 (WeirFlowTestPeers, 1);

  self->loop = weir_io_loop_new (context);
  self->owner = *owner;
  self->slots =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, slot_free);
  self->servers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, server_free);
  return self;
}

void
weir_flow_test_peers_free (WeirFlowTestPeers *self)
{
  /* Servers tell peers of their connections. */
  g_hash_table_unref (self->servers);
  g_hash_table_unref (self->slots);
  weir_io_loop_unref (self->loop);
  g_free (self);
}

/* Returns: (nullable) */
static Slot *
look_up (WeirFlowTestPeers *self, const char *name)
{
  return g_hash_table_lookup (self->slots, name);
}

WeirFlowTestPeer *
weir_flow_test_peers_lookup (WeirFlowTestPeers *self, const char *name)
{
  Slot *slot = look_up (self, name);

  return slot != NULL ? slot->peer : NULL;
}

static Slot *
add_slot (WeirFlowTestPeers *self, const char *name)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->peer = weir_flow_test_peer_new (name, &self->owner);
  g_hash_table_insert (self->slots, g_strdup (name), slot);
  return slot;
}

static void
set_name_taken (GError **error, const char *name)
{
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_EXISTS,
               _ ("There is a peer “%s” already."),
               name);
}

/* Serving ---------------------------------------------------------------- */

static GSocket *
hold_port (guint16 port, guint16 *held, GError **error)
{
  g_autoptr (GSocketAddress) address =
    g_inet_socket_address_new_from_string (LOOPBACK, port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket)        socket = g_socket_new (G_SOCKET_FAMILY_IPV4,
                                             G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP,
                                             error);

  if (socket == NULL || !g_socket_bind (socket, address, TRUE, error))
    return NULL;
  bound = g_socket_get_local_address (socket, error);
  if (bound == NULL)
    return NULL;
  *held = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return g_steal_pointer (&socket);
}

guint16
weir_flow_test_peers_reserve (WeirFlowTestPeers *self,
                              const char        *variable,
                              guint16            port,
                              GError           **error)
{
  Server            *server;
  GSocket           *holder;
  guint16            held;
  g_autoptr (GError) cause = NULL;

  holder = hold_port (port, &held, &cause);
  if (holder == NULL)
    {
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        g_set_error (error,
                     cause->domain,
                     cause->code,
                     _ ("Port %u, which %s says, is already in use."),
                     port,
                     variable);
      else
        g_propagate_error (error, g_steal_pointer (&cause));
      return 0;
    }
  server = g_new0 (Server, 1);
  server->port = held;
  server->holder = holder;
  g_hash_table_insert (self->servers, g_strdup (variable), server);
  return held;
}

static gboolean
listen_on (WeirFlowTestPeers *self, Server *server, GError **error)
{
  WeirWsServerOptions options = {
    .host = LOOPBACK,
    .port = server->port,
    .limits = limits,
  };

  server->server = weir_ws_server_new (self->loop, &options);
  if (!weir_ws_server_start (server->server, error))
    {
      g_clear_object (&server->server);
      return FALSE;
    }
  g_socket_close (server->holder, NULL);
  g_clear_object (&server->holder);
  return TRUE;
}

gboolean
weir_flow_test_peers_serve (WeirFlowTestPeers *self,
                            const char        *name,
                            const char        *variable,
                            const char        *path,
                            const char *const *protocols,
                            GError           **error)
{
  Server     *server = g_hash_table_lookup (self->servers, variable);
  WeirWsPath *added;

  g_return_val_if_fail (server != NULL, FALSE);

  if (look_up (self, name) != NULL)
    {
      set_name_taken (error, name);
      return FALSE;
    }
  if (server->server == NULL && !listen_on (self, server, error))
    return FALSE;
  added = weir_ws_server_add_path (server->server,
                                   path,
                                   &weir_flow_test_peer_handler,
                                   add_slot (self, name)->peer,
                                   error);
  if (added == NULL)
    {
      g_hash_table_remove (self->slots, name);
      return FALSE;
    }
  weir_ws_path_set_protocols (added, protocols);
  return TRUE;
}

/* Connecting ------------------------------------------------------------- */

/* One try is all; what came of it is known. */
static void
retrying_cb (guint retry_ms, guint tries, const GError *error, gpointer user_data)
{
  Slot *slot = user_data;

  hang_up (slot);
  if (tries > 0)
    weir_flow_test_peer_fail (slot->peer, error);
}

static void
client_opened_cb (WeirWsConnection *connection, gpointer user_data)
{
  weir_flow_test_peer_handler.opened (connection, ((Slot *)user_data)->peer);
}

static void
client_message_cb (WeirWsConnection *connection,
                   WeirWsKind        kind,
                   const guint8     *data,
                   gsize             length,
                   gpointer          user_data)
{
  weir_flow_test_peer_handler.message (connection,
                                       kind,
                                       data,
                                       length,
                                       ((Slot *)user_data)->peer);
}

static void
client_failed_cb (WeirWsConnection *connection,
                  const GError     *error,
                  gpointer          user_data)
{
  weir_flow_test_peer_handler.failed (connection, error, ((Slot *)user_data)->peer);
}

static void
client_closed_cb (WeirWsConnection *connection,
                  guint             code,
                  const char       *reason,
                  gpointer          user_data)
{
  weir_flow_test_peer_handler.closed (connection,
                                      code,
                                      reason,
                                      ((Slot *)user_data)->peer);
}

static const WeirWsClientHandler client_handler = {
  .connection = {
    .opened = client_opened_cb,
    .message = client_message_cb,
    .failed = client_failed_cb,
    .closed = client_closed_cb,
  },
  .retrying = retrying_cb,
};

gboolean
weir_flow_test_peers_connect (WeirFlowTestPeers *self,
                              const char        *name,
                              const char        *url,
                              const char *const *protocols,
                              const char *const *headers,
                              guint              timeout_ms,
                              GError           **error)
{
  WeirWsClientOptions options = {
    .url = url,
    .protocols = protocols,
    .headers = headers,
    .handshake_timeout_ms = timeout_ms,
    .limits = limits,
  };
  Slot         *slot;
  WeirWsClient *client;

  if (look_up (self, name) != NULL)
    {
      set_name_taken (error, name);
      return FALSE;
    }
  slot = add_slot (self, name);
  client =
    weir_ws_client_new (self->loop, &options, &client_handler, slot, error);
  if (client == NULL)
    return FALSE;
  weir_flow_test_peer_expect_connection (slot->peer);
  slot->client = client;
  weir_ws_client_start (client);
  return TRUE;
}
