/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one connection of a websocket-client, and what is said while it comes
 * and goes. Provided by the configuration node; open while that has users. The
 * socket loop calls it, its users hear of it through the endpoint. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-client-endpoint.h"

#include "json/weir-convert.h"
#include "net/weir-ws-client.h"
#include "net/weir-ws-server.h"
#include "nodes/weir-websocket-address.h"
#include "nodes/weir-websocket-client-options.h"
#include "nodes/weir-websocket-endpoint-private.h"
#include "schema/weir-problem.h"

struct _WeirWebsocketClientEndpoint
{
  WeirWebsocketEndpoint parent_instance;

  WeirWsClient *client;  /* (nullable): owned, while there are users */
  WeirValue    *session; /* (nullable): of the open connection */
  gint64        opened_us;
  char         *ended;    /* (nullable): why the open connection ended */
  char         *logged;   /* (nullable): the cause that was logged last */
  guint         failures; /* since the connection was open last */
};

G_DEFINE_FINAL_TYPE (WeirWebsocketClientEndpoint,
                     weir_websocket_client_endpoint,
                     WEIR_TYPE_WEBSOCKET_ENDPOINT)

static WeirNode *
get_node (WeirWebsocketClientEndpoint *self)
{
  return weir_websocket_endpoint_get_node (WEIR_WEBSOCKET_ENDPOINT (self));
}

static void
show (WeirWebsocketClientEndpoint *self,
      const char                  *event,
      WeirValue                   *session,
      const char                  *text,
      const char                  *reason)
{
  weir_websocket_endpoint_show (WEIR_WEBSOCKET_ENDPOINT (self),
                                event,
                                session,
                                text,
                                reason);
}

static void
log_line (WeirWebsocketClientEndpoint *self, WeirLogLevel level, const char *text)
{
  WeirNode                     *node = get_node (self);
  g_auto (WeirWebsocketAddress) address = { 0 };

  weir_websocket_address_init (&address, weir_node_get_string (node, "path"));
  weir_node_log (node, level, "%s: %s", address.shown, text);
}

/* What RFC 6455 §7.4.1 and the IANA registry call a close code. */
static const char *
get_close_meaning (guint code)
{
  static const struct
  {
    guint       code;
    const char *meaning;
  } codes[] = {
    { 1000, "normal closure" },  { 1001, "going away" },
    { 1002, "protocol error" },  { 1003, "unsupported data" },
    { 1007, "invalid data" },    { 1008, "policy violation" },
    { 1009, "message too big" }, { 1010, "extension missing" },
    { 1011, "internal error" },  { 1012, "service restart" },
    { 1013, "try again later" }, { 1014, "bad gateway" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (codes[i].code == code)
        return codes[i].meaning;
    }
  return NULL;
}

static char *
describe_close (guint code, const char *reason)
{
  const char *meaning = get_close_meaning (code);
  GString    *text = g_string_new ("closed by the peer");

  if (code == 1006)
    g_string_assign (text, "connection lost");
  else if (code != 1005)
    g_string_append_printf (text, ": %u", code);
  if (meaning != NULL)
    g_string_append_printf (text, " %s", meaning);
  if (reason != NULL && reason[0] != '\0')
    g_string_append_printf (text, " \"%s\"", reason);
  return g_string_free (text, FALSE);
}

/* "refused, retry in 3 s"; waits with jitter are said to a tenth */
static char *
describe_retry (const char *cause, guint retry_ms)
{
  char  seconds[WEIR_NUMBER_TEXT_MAX];
  guint tenths = (retry_ms + 50) / 100;

  weir_number_to_text (tenths / 10.0, seconds);
  return g_strdup_printf ("%s, retry in %s s", cause, seconds);
}

/* A server that stays away is worth one line, not one for each try. */
static void
log_cause (WeirWebsocketClientEndpoint *self,
           const char                  *cause,
           const char                  *reason,
           guint                        tries)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (self->logged, cause) == 0)
    return;
  g_free (self->logged);
  self->logged = g_strdup (cause);
  text = tries > 1 ? g_strdup_printf ("%s (%u tries so far)", reason, tries)
                   : g_strdup (reason);
  log_line (self, WEIR_LOG_LEVEL_WARN, text);
}

static void
opened_cb (WeirWsConnection *connection, gpointer user_data)
{
  WeirWebsocketClientEndpoint *self = user_data;

  weir_websocket_endpoint_opened (connection);
  self->session = weir_value_ref (weir_ws_connection_get_user_data (connection));
  self->opened_us = g_get_monotonic_time ();
  if (self->failures > 0)
    log_line (self, WEIR_LOG_LEVEL_INFO, "connected");
  self->failures = 0;

  show (self, "connect", self->session, "connected", NULL);
  weir_node_set_settled (get_node (self), TRUE);
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
  WeirWebsocketClientEndpoint *self = user_data;

  g_free (self->ended);
  self->ended = g_strdup (error->message);
  show (self, "error", self->session, "error", self->ended);
}

static void
closed_cb (WeirWsConnection *connection,
           guint             code,
           const char       *reason,
           gpointer          user_data)
{
  WeirWebsocketClientEndpoint *self = user_data;

  weir_websocket_endpoint_closed (user_data, connection);
  if (self->ended == NULL)
    self->ended = describe_close (code, reason);
}

/* Node-RED makes an id for every try, and tells it when the try fails. */
static WeirValue *
new_session_of_try (void)
{
  g_autofree char *id =
    g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());

  return weir_websocket_session_new (id);
}

static void
retrying_cb (guint retry_ms, guint tries, const GError *error, gpointer user_data)
{
  WeirWebsocketClientEndpoint *self = user_data;
  gboolean                     was_open = self->session != NULL;
  g_autoptr (WeirValue)        session =
    was_open ? g_steal_pointer (&self->session) : new_session_of_try ();
  g_autofree char *ended = g_steal_pointer (&self->ended);
  const char      *cause = ended != NULL ? ended : error->message;
  g_autofree char *reason = describe_retry (cause, retry_ms);

  if (was_open &&
      g_get_monotonic_time () - self->opened_us >= WEIR_WEBSOCKET_STEADY_US)
    g_clear_pointer (&self->logged, g_free);
  self->failures++;
  log_cause (self, cause, reason, tries);

  if (!was_open)
    show (self, "error", session, "error", reason);
  show (self, "disconnect", session, "disconnected", reason);
  weir_node_set_settled (get_node (self), TRUE);
}

static const WeirWsClientHandler handler = {
  .connection = {
    .opened = opened_cb,
    .message = message_cb,
    .failed = failed_cb,
    .closed = closed_cb,
  },
  .retrying = retrying_cb,
};

static void
give_up (WeirWebsocketClientEndpoint *self, const char *reason)
{
  weir_node_log (get_node (self), WEIR_LOG_LEVEL_ERROR, "%s", reason);
  show (self, NULL, NULL, "disconnected", reason);
}

static void
weir_websocket_client_endpoint_open (WeirWebsocketEndpoint *endpoint)
{
  WeirWebsocketClientEndpoint *self = WEIR_WEBSOCKET_CLIENT_ENDPOINT (endpoint);
  WeirNode                    *node = get_node (self);
  const char                  *path = weir_node_get_string (node, "path");
  WeirWsServer                *server;
  g_autoptr (GError)           error = NULL;

  if (self->client != NULL)
    return;
  if (!weir_websocket_path_is_url (path))
    {
      g_autoptr (WeirProblem) problem =
        weir_problem_new (path[0] == '\0' ? "W220" : "W221", NULL, NULL, NULL);

      give_up (self, problem->text);
      return;
    }
  /* The server knows the loop and the limits, be it listening or not. */
  server = weir_node_get_facility (node, WEIR_TYPE_WS_SERVER);
  if (server == NULL)
    {
      give_up (self, "This program has no network");
      return;
    }
  self->client =
    weir_websocket_client_open (node, server, &handler, self, &error);
  if (self->client == NULL)
    {
      give_up (self, error->message);
      return;
    }
  weir_node_set_settled (node, FALSE);
  weir_ws_client_start (self->client);
}

static void
weir_websocket_client_endpoint_close (WeirWebsocketEndpoint *endpoint)
{
  WeirWebsocketClientEndpoint *self = WEIR_WEBSOCKET_CLIENT_ENDPOINT (endpoint);

  if (self->client != NULL)
    {
      weir_ws_client_stop (self->client);
      g_clear_object (&self->client);
      weir_node_set_settled (get_node (self), TRUE);
    }
  g_clear_pointer (&self->session, weir_value_unref);
  g_clear_pointer (&self->ended, g_free);
  g_clear_pointer (&self->logged, g_free);
  self->failures = 0;
}

static WeirWebsocketOutcome
weir_websocket_client_endpoint_send (WeirWebsocketEndpoint    *endpoint,
                                     const char               *session,
                                     const WeirWebsocketFrame *frame)
{
  WeirWebsocketClientEndpoint *self = WEIR_WEBSOCKET_CLIENT_ENDPOINT (endpoint);
  WeirWsConnection            *connection = NULL;

  /* Node-RED looks for the session among those of a listener, and a client
   * has none. */
  if (session != NULL)
    return WEIR_WEBSOCKET_FOREIGN;
  if (self->client != NULL)
    connection = weir_ws_client_get_connection (self->client);
  if (connection == NULL)
    return WEIR_WEBSOCKET_NOT_CONNECTED;
  return weir_websocket_endpoint_deliver (connection,
                                          frame,
                                          WEIR_WEBSOCKET_NOT_CONNECTED);
}

static void
weir_websocket_client_endpoint_class_init (WeirWebsocketClientEndpointClass *klass)
{
  WeirWebsocketEndpointClass *endpoint_class =
    WEIR_WEBSOCKET_ENDPOINT_CLASS (klass);

  endpoint_class->open = weir_websocket_client_endpoint_open;
  endpoint_class->close = weir_websocket_client_endpoint_close;
  endpoint_class->send = weir_websocket_client_endpoint_send;
}

static void
weir_websocket_client_endpoint_init (WeirWebsocketClientEndpoint *self)
{
}

WeirWebsocketEndpoint *
weir_websocket_client_endpoint_new (WeirNode *node)
{
  WeirWebsocketEndpoint *self =
    g_object_new (WEIR_TYPE_WEBSOCKET_CLIENT_ENDPOINT, NULL);

  weir_websocket_endpoint_set_node (self, node);
  return self;
}
