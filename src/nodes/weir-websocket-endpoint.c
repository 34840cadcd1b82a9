/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The service between a configuration node and the websocket nodes that use
 * it. Provided by the configuration node and held by its users; it borrows all
 * of them, and forgets each when that stops. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-endpoint-private.h"

#include "schema/weir-problem.h"

typedef struct
{
  WeirNode *node;
  gboolean  receives;
} User;

typedef struct
{
  WeirNode  *node;  /* borrowed */
  GArray    *users; /* (element-type User), in the order they came */
  gboolean   whole; /* messages are JSON as a whole */
  guint      close_timer;
  WeirValue *status; /* (nullable): what the users show */
  WeirNotice not_json;
  WeirNotice dropped;
} WeirWebsocketEndpointPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirWebsocketEndpoint,
                                     weir_websocket_endpoint,
                                     G_TYPE_OBJECT)

#define PRIV(self) (weir_websocket_endpoint_get_instance_private (self))

static void
weir_websocket_endpoint_finalize (GObject *object)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (WEIR_WEBSOCKET_ENDPOINT (object));

  g_assert (priv->node == NULL);
  g_clear_pointer (&priv->status, weir_value_unref);
  g_array_unref (priv->users);

  G_OBJECT_CLASS (weir_websocket_endpoint_parent_class)->finalize (object);
}

static void
weir_websocket_endpoint_class_init (WeirWebsocketEndpointClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = weir_websocket_endpoint_finalize;
}

static void
weir_websocket_endpoint_init (WeirWebsocketEndpoint *self)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);

  priv->users = g_array_new (FALSE, FALSE, sizeof (User));
}

static void
open_connections (WeirWebsocketEndpoint *self)
{
  WeirWebsocketEndpointClass *klass = WEIR_WEBSOCKET_ENDPOINT_GET_CLASS (self);

  if (klass->open != NULL)
    klass->open (self);
}

static void
no_users_cb (WeirNode *node, gpointer data)
{
  WeirWebsocketEndpoint        *self = data;
  WeirWebsocketEndpointPrivate *priv = PRIV (self);

  priv->close_timer = 0;
  if (priv->users->len > 0)
    return;
  WEIR_WEBSOCKET_ENDPOINT_GET_CLASS (self)->close (self);
  g_clear_pointer (&priv->status, weir_value_unref);
}

void
weir_websocket_endpoint_attach (WeirWebsocketEndpoint *self,
                                WeirNode              *node,
                                gboolean               receives)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);
  User                          user = { node, receives };

  g_array_append_val (priv->users, user);
  if (priv->status != NULL)
    weir_node_set_status (node, weir_value_ref (priv->status));
  if (priv->users->len == 1 && priv->node != NULL)
    open_connections (self);
}

void
weir_websocket_endpoint_detach (WeirWebsocketEndpoint *self, WeirNode *node)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);
  guint                         i = 0;

  while (i < priv->users->len && g_array_index (priv->users, User, i).node != node)
    i++;
  if (i == priv->users->len)
    return;

  g_array_remove_index (priv->users, i);
  weir_node_set_status (node, weir_value_new_object ());
  if (WEIR_WEBSOCKET_ENDPOINT_GET_CLASS (self)->open == NULL)
    return;
  if (priv->users->len == 0 && priv->node != NULL && priv->close_timer == 0)
    priv->close_timer = weir_node_add_timer (priv->node, 0, 0, no_users_cb, self);
}

WeirWebsocketOutcome
weir_websocket_endpoint_send (WeirWebsocketEndpoint *self, WeirMessage *message)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);
  g_auto (WeirWebsocketFrame)   frame = { 0 };

  switch (weir_websocket_frame_init (&frame, message, priv->whole))
    {
    case WEIR_WEBSOCKET_FRAME_NONE:
      return WEIR_WEBSOCKET_NO_PAYLOAD;
    case WEIR_WEBSOCKET_FRAME_EMPTY:
      return WEIR_WEBSOCKET_EMPTY;
    case WEIR_WEBSOCKET_FRAME_READY:
      break;
    }
  return WEIR_WEBSOCKET_ENDPOINT_GET_CLASS (self)
    ->send (self, weir_websocket_session_get_id (message), &frame);
}

void
weir_websocket_endpoint_set_node (WeirWebsocketEndpoint *self, WeirNode *node)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);

  priv->node = node;
  /* Only the text, as in Node-RED: a real true does not count. */
  priv->whole = g_strcmp0 (weir_node_get_string (node, "wholemsg"), "true") == 0;
}

void
weir_websocket_endpoint_shut (WeirWebsocketEndpoint *self)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);

  if (priv->node == NULL)
    return;
  WEIR_WEBSOCKET_ENDPOINT_GET_CLASS (self)->close (self);
  weir_notice_clear (&priv->not_json);
  weir_notice_clear (&priv->dropped);
  if (priv->close_timer != 0)
    weir_node_remove_timer (priv->node, priv->close_timer);
  priv->close_timer = 0;
  priv->node = NULL;
  g_clear_pointer (&priv->status, weir_value_unref);
}

WeirNode *
weir_websocket_endpoint_get_node (WeirWebsocketEndpoint *self)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);

  return priv->node;
}

void
weir_websocket_endpoint_opened (WeirWsConnection *connection)
{
  const char *id = weir_ws_connection_get_id (connection);

  weir_ws_connection_set_user_data (connection,
                                    weir_websocket_session_new (id),
                                    (GDestroyNotify)weir_value_unref);
}

void
weir_websocket_endpoint_closed (WeirWebsocketEndpoint *self,
                                WeirWsConnection      *connection)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);
  WeirWsStats                   stats;

  weir_ws_connection_get_stats (connection, &stats);
  if (stats.dropped == 0)
    return;
  weir_notice_say (
    &priv->dropped,
    priv->node,
    WEIR_LOG_LEVEL_WARN,
    "%s: messages dropped as it read too slowly: %" G_GUINT64_FORMAT,
    weir_ws_connection_get_peer (connection),
    stats.dropped);
}

static gboolean
has_receivers (WeirWebsocketEndpointPrivate *priv)
{
  for (guint i = 0; i < priv->users->len; i++)
    {
      if (g_array_index (priv->users, User, i).receives)
        return TRUE;
    }
  return FALSE;
}

static void
note_not_json (WeirWebsocketEndpointPrivate *priv, WeirWsConnection *connection)
{
  g_autoptr (WeirProblem) problem =
    weir_problem_new ("R512",
                      NULL,
                      NULL,
                      "client",
                      weir_ws_connection_get_peer (connection),
                      NULL);

  weir_notice_say (&priv->not_json,
                   priv->node,
                   WEIR_LOG_LEVEL_INFO,
                   "%s",
                   problem->text);
}

void
weir_websocket_endpoint_receive (WeirWebsocketEndpoint *self,
                                 WeirWsConnection      *connection,
                                 WeirWsKind             kind,
                                 const guint8          *data,
                                 gsize                  length)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);
  WeirValue *session = weir_ws_connection_get_user_data (connection);
  g_autoptr (WeirMessage) message = NULL;
  gboolean                is_json;

  if (!has_receivers (priv))
    return;
  message =
    weir_websocket_message_new (kind, data, length, priv->whole, session, &is_json);
  if (!is_json)
    note_not_json (priv, connection);

  /* One message for all: they share it, `_msgid` included. */
  for (guint i = 0; i < priv->users->len; i++)
    {
      User *user = &g_array_index (priv->users, User, i);

      if (user->receives)
        weir_node_send (user->node, weir_message_ref (message));
    }
}

WeirWebsocketOutcome
weir_websocket_endpoint_deliver (WeirWsConnection         *connection,
                                 const WeirWebsocketFrame *frame,
                                 WeirWebsocketOutcome      closed)
{
  g_autoptr (GError) error = NULL;

  if (weir_ws_connection_send (connection,
                               frame->kind,
                               frame->data,
                               frame->length,
                               &error))
    return WEIR_WEBSOCKET_SENT;
  return g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FULL)
           ? WEIR_WEBSOCKET_TOO_SLOW
           : closed;
}

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  if (text == NULL)
    return object;
  return weir_value_with_member (object, key, weir_value_new_string (text));
}

void
weir_websocket_endpoint_show (WeirWebsocketEndpoint *self,
                              const char            *event,
                              WeirValue             *session,
                              const char            *text,
                              const char            *reason)
{
  WeirWebsocketEndpointPrivate *priv = PRIV (self);
  gboolean   connected = g_str_has_prefix (text, "connected");
  WeirValue *status = weir_value_new_object ();

  status = with_text (status, "fill", connected ? "green" : "red");
  status = with_text (status, "shape", connected ? "dot" : "ring");
  status = with_text (status, "text", text);
  status = with_text (status, "event", event);
  if (session != NULL)
    status =
      weir_value_with_member (status, "_session", weir_value_ref (session));
  status = with_text (status, "reason", reason);

  g_clear_pointer (&priv->status, weir_value_unref);
  priv->status = status;
  for (guint i = 0; i < priv->users->len; i++)
    weir_node_set_status (g_array_index (priv->users, User, i).node,
                          weir_value_ref (status));
}
