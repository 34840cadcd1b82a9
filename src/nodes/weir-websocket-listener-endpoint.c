/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A path of the host's server and the connections clients opened on it.
 * Provided by a websocket-listener; the path exists while that runs. The
 * server calls it, its users hear of it through the endpoint. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-listener-endpoint.h"

#include "net/weir-ws-server.h"
#include "nodes/weir-websocket-address.h"
#include "nodes/weir-websocket-endpoint-private.h"

struct _WeirWebsocketListenerEndpoint
{
  WeirWebsocketEndpoint parent_instance;

  WeirWsServer *server; /* owned */
  WeirWsPath   *path;   /* (nullable): owned by the server, until removed */
  WeirNotice    failed;
};

G_DEFINE_FINAL_TYPE (WeirWebsocketListenerEndpoint,
                     weir_websocket_listener_endpoint,
                     WEIR_TYPE_WEBSOCKET_ENDPOINT)

static void
show_count (WeirWebsocketListenerEndpoint *self,
            const char                    *event,
            WeirWsConnection              *connection)
{
  guint            count = weir_ws_path_get_connections (self->path)->len;
  g_autofree char *connected = g_strdup_printf ("connected %u", count);

  weir_websocket_endpoint_show (WEIR_WEBSOCKET_ENDPOINT (self),
                                event,
                                weir_ws_connection_get_user_data (connection),
                                count > 0 ? connected : "disconnected",
                                NULL);
}

static void
opened_cb (WeirWsConnection *connection, gpointer user_data)
{
  weir_websocket_endpoint_opened (connection);
  show_count (user_data, "connect", connection);
}

static void
message_cb (WeirWsConnection *connection,
            WeirWsKind        kind,
            const guint8     *data,
            gsize             length,
            gpointer          user_data)
{
  weir_websocket_endpoint_receive (user_data, connection, kind, data, length);
}

static void
failed_cb (WeirWsConnection *connection, const GError *error, gpointer user_data)
{
  WeirWebsocketListenerEndpoint *self = user_data;
  WeirWebsocketEndpoint         *endpoint = user_data;

  /* Browsers come and go without a goodbye; all else is worth a line. */
  weir_notice_say (&self->failed,
                   weir_websocket_endpoint_get_node (endpoint),
                   g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CLOSED)
                     ? WEIR_LOG_LEVEL_DEBUG
                     : WEIR_LOG_LEVEL_WARN,
                   "%s: %s",
                   weir_ws_connection_get_peer (connection),
                   error->message);
  weir_websocket_endpoint_show (endpoint,
                                "error",
                                weir_ws_connection_get_user_data (connection),
                                "error",
                                error->message);
}

static void
closed_cb (WeirWsConnection *connection,
           guint             code,
           const char       *reason,
           gpointer          user_data)
{
  weir_websocket_endpoint_closed (user_data, connection);
  show_count (user_data, "disconnect", connection);
}

static const WeirWsHandler handler = {
  .opened = opened_cb,
  .message = message_cb,
  .failed = failed_cb,
  .closed = closed_cb,
};

static void
weir_websocket_listener_endpoint_close (WeirWebsocketEndpoint *endpoint)
{
  WeirWebsocketListenerEndpoint *self =
    WEIR_WEBSOCKET_LISTENER_ENDPOINT (endpoint);

  if (self->path != NULL)
    weir_ws_server_remove_path (self->server, g_steal_pointer (&self->path));
  g_clear_object (&self->server);
  weir_notice_clear (&self->failed);
}

static WeirWebsocketOutcome
reply (WeirWebsocketListenerEndpoint *self,
       const char                    *session,
       const WeirWebsocketFrame      *frame)
{
  WeirWsConnection *connection = weir_ws_path_lookup (self->path, session);

  if (connection == NULL)
    return WEIR_WEBSOCKET_GONE;
  return weir_websocket_endpoint_deliver (connection, frame, WEIR_WEBSOCKET_GONE);
}

static guint
count_open (GPtrArray *connections)
{
  guint n = 0;

  for (guint i = 0; i < connections->len; i++)
    n += weir_ws_connection_is_open (g_ptr_array_index (connections, i));
  return n;
}

/* A connection that was closed for reading too slowly says so itself; what is
 * left are those that only lost this message. */
static WeirWebsocketOutcome
broadcast (WeirWebsocketListenerEndpoint *self, const WeirWebsocketFrame *frame)
{
  GPtrArray *connections = weir_ws_path_get_connections (self->path);
  guint      queued =
    weir_ws_path_broadcast (self->path, frame->kind, frame->data, frame->length);

  return queued == connections->len || queued >= count_open (connections)
           ? WEIR_WEBSOCKET_SENT
           : WEIR_WEBSOCKET_TOO_SLOW;
}

static WeirWebsocketOutcome
weir_websocket_listener_endpoint_send (WeirWebsocketEndpoint    *endpoint,
                                       const char               *session,
                                       const WeirWebsocketFrame *frame)
{
  WeirWebsocketListenerEndpoint *self =
    WEIR_WEBSOCKET_LISTENER_ENDPOINT (endpoint);

  if (self->path == NULL)
    return session != NULL ? WEIR_WEBSOCKET_GONE : WEIR_WEBSOCKET_SENT;
  return session != NULL ? reply (self, session, frame) : broadcast (self, frame);
}

static void
weir_websocket_listener_endpoint_class_init (WeirWebsocketListenerEndpointClass *klass)
{
  WeirWebsocketEndpointClass *endpoint_class =
    WEIR_WEBSOCKET_ENDPOINT_CLASS (klass);

  endpoint_class->close = weir_websocket_listener_endpoint_close;
  endpoint_class->send = weir_websocket_listener_endpoint_send;
}

static void
weir_websocket_listener_endpoint_init (WeirWebsocketListenerEndpoint *self)
{
}

/* Its nodes attach and show this, but never see a connection. */
static void
give_up (WeirWebsocketListenerEndpoint *self, WeirNode *node, char *reason)
{
  weir_node_log (node, WEIR_LOG_LEVEL_ERROR, "%s", reason);
  weir_websocket_endpoint_show (WEIR_WEBSOCKET_ENDPOINT (self),
                                NULL,
                                NULL,
                                "disconnected",
                                reason);
  g_free (reason);
}

static void
listen_on (WeirWebsocketListenerEndpoint *self, WeirNode *node, const char *path)
{
  g_autofree char   *absolute = weir_websocket_path_normalize (path);
  g_autoptr (GError) error = NULL;

  self->path =
    weir_ws_server_add_path (self->server, absolute, &handler, self, &error);
  if (self->path != NULL)
    {
      weir_ws_path_set_owner (self->path, weir_node_get_id (node));
      return;
    }
  if (g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_IN_USE))
    give_up (self,
             node,
             g_strdup_printf (
               "Cannot have two WebSocket listeners on the same path: %s",
               path));
  else
    give_up (self, node, g_strdup (error->message));
}

WeirWebsocketEndpoint *
weir_websocket_listener_endpoint_new (WeirNode *node)
{
  WeirWebsocketListenerEndpoint *self =
    g_object_new (WEIR_TYPE_WEBSOCKET_LISTENER_ENDPOINT, NULL);
  WeirWsServer *server = weir_node_get_facility (node, WEIR_TYPE_WS_SERVER);

  weir_websocket_endpoint_set_node (WEIR_WEBSOCKET_ENDPOINT (self), node);
  if (server == NULL)
    {
      give_up (self, node, g_strdup ("There is no server to listen on"));
      return WEIR_WEBSOCKET_ENDPOINT (self);
    }

  self->server = g_object_ref (server);
  listen_on (self, node, weir_node_get_string (node, "path"));
  if (!weir_ws_server_is_listening (server))
    weir_node_log (node,
                   WEIR_LOG_LEVEL_WARN,
                   "Nobody can connect: the server is not listening");
  return WEIR_WEBSOCKET_ENDPOINT (self);
}
