/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-replay-peers.h"

#include "net/weir-ws-client.h"
#include "net/weir-ws-server.h"

#include <glib/gi18n-lib.h>

/* A peer of the recording is one connection; a link is one of the replay. They
 * come together at once for clients, and for servers in the order in which a
 * client of the flow connects. The sockets live on a loop of their own, so that
 * none of them is among the connections of the flow. */

#define LOOPBACK "127.0.0.1"

/* A replay sends at once what it has to send, whatever a flow makes of it. */
static const WeirWsLimits limits = {
  .max_message_bytes = WEIR_REPLAY_MAX_EXTRA_BYTES,
  .max_queued_bytes = WEIR_REPLAY_MAX_EXTRA_BYTES,
};

typedef struct
{
  WeirReplayPeers   *peers;      /* borrowed */
  WeirReplayChannel *channel;    /* (nullable), borrowed: once it is known */
  GQueue             early;      /* WeirReplayGot: before it was */
  WeirWsClient      *client;     /* (nullable) */
  WeirWsConnection  *connection; /* (nullable) */
  gboolean           connecting;
  gboolean           closing; /* by us: nothing that comes counts */
} Link;

typedef struct
{
  WeirReplayChannel *channel; /* owned */
  Link              *link;    /* (nullable), borrowed */
} Peer;

/* A client of the flow. */
typedef struct
{
  WeirReplayPeers *peers; /* borrowed */
  char            *id;
  GQueue           arrived; /* Link that no peer was recorded for yet */
  GQueue           awaited; /* Peer whose link has not come */
} Node;

struct _WeirReplayPeers
{
  WeirReplayPeersOwner owner;
  WeirIoLoop          *loop;
  WeirWsServer        *server; /* (nullable) */
  GHashTable          *nodes;  /* id → Node */
  GHashTable          *peers;  /* name → Peer */
  GPtrArray           *links;  /* Link */
  guint                n_connecting;
};

/* Links ------------------------------------------------------------------ */

static Link *
add_link (WeirReplayPeers *self)
{
  Link *link = g_new0 (Link, 1);

  link->peers = self;
  g_queue_init (&link->early);
  g_ptr_array_add (self->links, link);
  return link;
}

static void
settle (Link *link)
{
  if (link->connecting)
    link->peers->n_connecting--;
  link->connecting = FALSE;
}

static void
hang_up (Link *link)
{
  settle (link);
  if (link->client != NULL)
    weir_ws_client_stop (link->client);
  g_clear_object (&link->client);
  g_clear_object (&link->connection);
}

static void
link_free (gpointer data)
{
  Link *link = data;

  hang_up (link);
  g_queue_clear_full (&link->early, (GDestroyNotify)weir_replay_got_free);
  g_free (link);
}

/* @got: (transfer full) */
static void
take (Link *link, WeirReplayGot *got)
{
  const WeirReplayPeersOwner *owner = &link->peers->owner;
  gboolean                    room;

  if (link->closing)
    {
      weir_replay_got_free (got);
      return;
    }
  if (link->channel != NULL)
    room = weir_replay_channel_add (link->channel, got);
  else
    {
      g_queue_push_tail (&link->early, got);
      room = link->early.length <= WEIR_REPLAY_MAX_EXTRA;
    }
  if (!room)
    owner->flooded (owner->user_data);
  owner->changed (owner->user_data);
}

static void
take_message (Link *link, WeirWsKind kind, const guint8 *data, gsize length)
{
  WeirReplayGot *got = g_new0 (WeirReplayGot, 1);

  got->op = kind == WEIR_WS_TEXT ? WEIR_RECORDING_TEXT : WEIR_RECORDING_BINARY;
  got->data = g_bytes_new (data, length);
  take (link, got);
}

static void
take_simple (Link *link, WeirRecordingOp op, guint code)
{
  WeirReplayGot *got = g_new0 (WeirReplayGot, 1);

  got->op = op;
  got->code = code;
  take (link, got);
}

/* Clients ---------------------------------------------------------------- */

static void
client_opened_cb (WeirWsConnection *connection, gpointer user_data)
{
  Link *link = user_data;

  settle (link);
  g_set_object (&link->connection, connection);
  link->peers->owner.changed (link->peers->owner.user_data);
}

static void
client_message_cb (WeirWsConnection *connection,
                   WeirWsKind        kind,
                   const guint8     *data,
                   gsize             length,
                   gpointer          user_data)
{
  take_message (user_data, kind, data, length);
}

static void
client_closed_cb (WeirWsConnection *connection,
                  guint             code,
                  const char       *reason,
                  gpointer          user_data)
{
  take_simple (user_data, WEIR_RECORDING_CLOSE, code);
}

/* One try is all. */
static void
retrying_cb (guint retry_ms, guint tries, const GError *error, gpointer user_data)
{
  Link                       *link = user_data;
  const WeirReplayPeersOwner *owner = &link->peers->owner;

  hang_up (link);
  if (tries > 0)
    weir_replay_channel_fail (link->channel, error);
  owner->changed (owner->user_data);
}

static const WeirWsClientHandler client_handler = {
  .connection = {
    .opened = client_opened_cb,
    .message = client_message_cb,
    .closed = client_closed_cb,
  },
  .retrying = retrying_cb,
};

static Peer *
add_peer (WeirReplayPeers *self, const char *name)
{
  Peer *peer = g_new0 (Peer, 1);

  peer->channel =
    weir_replay_channel_new (name, self->owner.report, self->owner.n_expected);
  g_hash_table_replace (self->peers, g_strdup (name), peer);
  return peer;
}

gboolean
weir_replay_peers_connect (WeirReplayPeers *self,
                           const char      *name,
                           const char      *url,
                           const char      *protocol,
                           GError         **error)
{
  const char         *protocols[] = { protocol, NULL };
  WeirWsClientOptions options = {
    .url = url,
    .protocols = protocol != NULL ? protocols : NULL,
    .limits = limits,
  };
  Peer *peer = add_peer (self, name);

  peer->link = add_link (self);
  peer->link->channel = peer->channel;
  peer->link->client =
    weir_ws_client_new (self->loop, &options, &client_handler, peer->link, error);
  if (peer->link->client == NULL)
    return FALSE;
  peer->link->connecting = TRUE;
  self->n_connecting++;
  weir_ws_client_start (peer->link->client);
  return TRUE;
}

/* Servers ---------------------------------------------------------------- */

/* The first connection of a node that came, and the first one recorded, are
 * the same. */
static void
bring_together (Node *node)
{
  while (node->arrived.length > 0 && node->awaited.length > 0)
    {
      Link          *link = g_queue_pop_head (&node->arrived);
      Peer          *peer = g_queue_pop_head (&node->awaited);
      WeirReplayGot *got;

      peer->link = link;
      link->channel = peer->channel;
      take_simple (link, WEIR_RECORDING_OPEN, 0);
      while ((got = g_queue_pop_head (&link->early)) != NULL)
        take (link, got);
    }
}

static void
server_opened_cb (WeirWsConnection *connection, gpointer user_data)
{
  Node *node = user_data;
  Link *link = add_link (node->peers);

  g_set_object (&link->connection, connection);
  weir_ws_connection_set_user_data (connection, link, NULL);
  g_queue_push_tail (&node->arrived, link);
  bring_together (node);
}

static void
server_message_cb (WeirWsConnection *connection,
                   WeirWsKind        kind,
                   const guint8     *data,
                   gsize             length,
                   gpointer          user_data)
{
  take_message (weir_ws_connection_get_user_data (connection), kind, data, length);
}

static void
server_closed_cb (WeirWsConnection *connection,
                  guint             code,
                  const char       *reason,
                  gpointer          user_data)
{
  Link *link = weir_ws_connection_get_user_data (connection);

  take_simple (link, WEIR_RECORDING_CLOSE, code);
  hang_up (link);
}

static const WeirWsHandler server_handler = {
  .opened = server_opened_cb,
  .message = server_message_cb,
  .closed = server_closed_cb,
};

static gboolean
listen_somewhere (WeirReplayPeers *self, GError **error)
{
  WeirWsServerOptions options = { .host = LOOPBACK, .limits = limits };

  if (self->server != NULL)
    return TRUE;
  self->server = weir_ws_server_new (self->loop, &options);
  if (weir_ws_server_start (self->server, error))
    return TRUE;
  g_clear_object (&self->server);
  return FALSE;
}

static Node *
add_node (WeirReplayPeers *self, const char *id)
{
  Node *node = g_new0 (Node, 1);

  node->peers = self;
  node->id = g_strdup (id);
  g_queue_init (&node->arrived);
  g_queue_init (&node->awaited);
  g_hash_table_insert (self->nodes, node->id, node);
  return node;
}

char *
weir_replay_peers_serve (WeirReplayPeers *self,
                         const char      *id,
                         gboolean         accepts,
                         GError         **error)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/", escaped, NULL);

  if (!listen_somewhere (self, error))
    return NULL;

  /* Of entries with the same id only the first one runs. */
  if (accepts && !g_hash_table_contains (self->nodes, id) &&
      weir_ws_server_add_path (self->server,
                               path,
                               &server_handler,
                               add_node (self, id),
                               error) == NULL)
    return NULL;
  return g_strdup_printf ("ws://" LOOPBACK ":%u%s",
                          weir_ws_server_get_port (self->server),
                          path);
}

/* The node that was recorded, which inside a subflow has the id of the instance
 * in front. */
static Node *
find_node (WeirReplayPeers *self, const char *id)
{
  Node       *node = g_hash_table_lookup (self->nodes, id);
  const char *inside = strrchr (id, '-');

  if (node == NULL && inside != NULL)
    node = g_hash_table_lookup (self->nodes, inside + 1);
  return node;
}

/* What peers do ---------------------------------------------------------- */

gboolean
weir_replay_peers_expect (WeirReplayPeers *self, WeirRecordingEvent *event)
{
  Peer *peer;
  Node *node = NULL;

  if (event->op == WEIR_RECORDING_OPEN)
    {
      node = find_node (self, event->node);
      peer = node != NULL ? add_peer (self, event->peer) : NULL;
    }
  else
    peer = g_hash_table_lookup (self->peers, event->peer);
  if (peer == NULL)
    {
      weir_recording_event_free (event);
      return FALSE;
    }
  weir_replay_channel_expect (peer->channel, event);
  if (node != NULL)
    {
      g_queue_push_tail (&node->awaited, peer);
      bring_together (node);
    }
  return TRUE;
}

/* Returns: (nullable): its link, when it is open */
static Link *
find_open (WeirReplayPeers *self, const char *name, GError **error)
{
  Peer *peer = g_hash_table_lookup (self->peers, name);

  if (peer != NULL && peer->link != NULL && peer->link->connection != NULL &&
      weir_ws_connection_is_open (peer->link->connection))
    return peer->link;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_NOT_CONNECTED,
                       _ ("it isn’t connected"));
  return NULL;
}

gboolean
weir_replay_peers_send (WeirReplayPeers *self,
                        const char      *name,
                        gboolean         text,
                        GBytes          *data,
                        GError         **error)
{
  Link *link = find_open (self, name, error);

  return link != NULL &&
         weir_ws_connection_send_bytes (link->connection,
                                        text ? WEIR_WS_TEXT : WEIR_WS_BINARY,
                                        data,
                                        error);
}

gboolean
weir_replay_peers_close (WeirReplayPeers *self,
                         const char      *name,
                         guint            code,
                         GError         **error)
{
  Link *link = find_open (self, name, error);

  if (link == NULL)
    return FALSE;
  link->closing = TRUE;
  weir_ws_connection_close (link->connection,
                            code == 1005 || code == 1006 ? 0 : code,
                            NULL);
  return TRUE;
}

guint
weir_replay_peers_get_n_connecting (WeirReplayPeers *self)
{
  return self->n_connecting;
}

/* All that was recorded ---------------------------------------------------- */

void
weir_replay_peers_give_up (WeirReplayPeers *self)
{
  GHashTableIter iter;
  gpointer       peer;

  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = self->links->pdata[i];

      if (link->connecting)
        hang_up (link);
    }
  g_hash_table_iter_init (&iter, self->peers);
  while (g_hash_table_iter_next (&iter, NULL, &peer))
    weir_replay_channel_give_up (((Peer *)peer)->channel);
}

void
weir_replay_peers_end (WeirReplayPeers *self)
{
  GHashTableIter iter;
  gpointer       peer;
  gpointer       node;

  g_hash_table_iter_init (&iter, self->peers);
  while (g_hash_table_iter_next (&iter, NULL, &peer))
    weir_replay_channel_end (((Peer *)peer)->channel);
  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    for (guint n = ((Node *)node)->arrived.length; n > 0; n--)
      weir_replay_report_take_difference (
        self->owner.report,
        0,
        ((Node *)node)->id,
        g_strdup (_ ("connected to its server, which was not recorded")));
}

/* Life ------------------------------------------------------------------- */

static void
peer_free (gpointer data)
{
  Peer *peer = data;

  weir_replay_channel_free (peer->channel);
  g_free (peer);
}

static void
node_free (gpointer data)
{
  Node *node = data;

  g_queue_clear (&node->arrived);
  g_queue_clear (&node->awaited);
  g_free (node->id);
  g_free (node);
}

WeirReplayPeers *
weir_replay_peers_new (GMainContext *context, const WeirReplayPeersOwner *owner)
{
  WeirReplayPeers *self = g_new0 (WeirReplayPeers, 1);

  self->owner = *owner;
  self->loop = weir_io_loop_new (context);
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, node_free);
  self->peers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, peer_free);
  self->links = g_ptr_array_new_with_free_func (link_free);
  return self;
}

void
weir_replay_peers_free (WeirReplayPeers *self)
{
  /* The server tells nodes and links of its connections. */
  if (self->server != NULL)
    weir_ws_server_stop (self->server);
  g_clear_object (&self->server);
  g_ptr_array_unref (self->links);
  g_hash_table_unref (self->nodes);
  g_hash_table_unref (self->peers);
  weir_io_loop_unref (self->loop);
  g_free (self);
}
