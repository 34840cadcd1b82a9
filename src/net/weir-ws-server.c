/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-server-private.h"

#include "net/weir-http-peer.h"
#include "net/weir-io-loop-private.h"
#include "net/weir-tls-private.h"
#include "net/weir-ws-access.h"
#include "net/weir-ws-client-private.h"
#include "net/weir-ws-frame.h"
#include "net/weir-ws-handshake.h"
#include "net/weir-ws-listener.h"
#include "net/weir-ws-path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One port. Every accepted stream is HTTP first, served by libsoup; a request
 * to become a WebSocket is answered here, before any handler of the host's
 * sees it, and the stream then moves to the path it asked for. Owned by the
 * host. */

/* Clients in the middle of their handshake; more wait in the backlog. */
#define MAX_HTTP_PEERS 1024

struct _WeirWsServer
{
  GObject parent_instance;

  WeirIoLoop       *loop;
  char             *host, *base_path;
  guint16           port;
  WeirWsAccess      access;
  guint             idle_ping_ms;
  WeirIoTimer       ping_timer;
  guint             max_clients;
  WeirWsLimits      limits;
  WeirWsServerStats stats;

  SoupServer       *http;
  WeirWsListener   *listener; /* (nullable): while it listens */
  GSocket          *socket;   /* (nullable): to listen on, once */
  GHashTable       *peers;    /* set of WeirHttpPeer */
  WeirHttpPeerSetup peer_setup;
  GHashTable       *paths; /* name → WeirWsPath */

  WeirWsRetry retry;   /* of clients without their own */
  GHashTable *retries; /* owner → WeirWsRetry */
};

G_DEFINE_FINAL_TYPE (WeirWsServer, weir_ws_server, G_TYPE_OBJECT)

/* Clients ---------------------------------------------------------------- */

static void
update_accepting (WeirWsServer *self)
{
  if (self->listener != NULL)
    weir_ws_listener_set_accepting (self->listener,
                                    g_hash_table_size (self->peers) <
                                      MAX_HTTP_PEERS);
}

static void
accept_cb (int fd, gpointer user_data)
{
  WeirWsServer *self = user_data;

  g_hash_table_add (self->peers, weir_http_peer_new (&self->peer_setup, fd));
  update_accepting (self);
}

static void
peer_refused_cb (gpointer owner, gboolean certificate)
{
  WeirWsServer *self = owner;

  if (certificate)
    self->stats.refused_certificate++;
  else
    self->stats.refused_handshake++;
}

static void
peer_gone_cb (WeirHttpPeer *peer, gpointer owner)
{
  WeirWsServer *self = owner;

  g_hash_table_steal (self->peers, peer);
  update_accepting (self);
}

static void
client_ended_cb (gpointer owner)
{
  WeirWsServer *self = owner;

  self->stats.clients--;
}

/* Requests --------------------------------------------------------------- */

static WeirWsPath *
find_path (WeirWsServer *self, SoupServerMessage *message)
{
  return g_hash_table_lookup (self->paths,
                              g_uri_get_path (
                                soup_server_message_get_uri (message)));
}

/* The 101 is written: from here on the stream speaks WebSocket. */
static void
switched_cb (SoupServerMessage *message, gpointer user_data)
{
  WeirWsServer         *self = user_data;
  SoupMessageHeaders   *request;
  SoupMessageHeaders   *answer;
  WeirWsConnectionSetup setup = { .limits = self->limits };
  WeirWsPath           *path;

  if (soup_server_message_get_status (message) != SOUP_STATUS_SWITCHING_PROTOCOLS)
    return;

  g_object_ref (message);
  request = soup_server_message_get_request_headers (message);
  answer = soup_server_message_get_response_headers (message);
  path = find_path (self, message);
  setup.socket = weir_http_peer_steal (message);
  setup.origin = soup_message_headers_get_one (request, "Origin");
  setup.protocol =
    soup_message_headers_get_one (answer, "Sec-WebSocket-Protocol");

  if (setup.socket != NULL && path != NULL)
    {
      self->stats.accepted++;
      self->stats.clients++;
      weir_ws_path_open (path, self->loop, &setup);
    }
  else
    g_clear_pointer (&setup.socket, weir_socket_free);
  g_object_unref (message);
}

static WeirWsHandshake
answer_upgrade (WeirWsServer *self, SoupServerMessage *message)
{
  WeirWsPath     *path = find_path (self, message);
  WeirWsHandshake refusal = WEIR_WS_HANDSHAKE_NONE;

  if (path == NULL)
    {
      weir_ws_handshake_refuse (message, SOUP_STATUS_NOT_FOUND);
      return WEIR_WS_HANDSHAKE_UNKNOWN;
    }
  if (!weir_ws_path_is_root (path))
    refusal = weir_ws_access_check_login (&self->access, message);
  if (refusal == WEIR_WS_HANDSHAKE_NONE)
    refusal = weir_ws_access_check_origin (&self->access, message);
  if (refusal != WEIR_WS_HANDSHAKE_NONE)
    return refusal;
  if (self->stats.clients >= self->max_clients)
    {
      weir_ws_handshake_refuse (message, SOUP_STATUS_SERVICE_UNAVAILABLE);
      return WEIR_WS_HANDSHAKE_FULL;
    }
  return weir_ws_handshake_answer (message, weir_ws_path_get_protocols (path));
}

/* Runs after libsoup's own look at the headers and before any handler. */
static void
got_headers_cb (SoupServerMessage *message, gpointer user_data)
{
  WeirWsServer *self = user_data;

  if (soup_server_message_get_status (message) != 0 ||
      !weir_ws_handshake_is_wanted (message))
    {
      /* A SoupServer that listens nowhere itself hangs up after an answer, so
       * the answer says so. */
      soup_message_headers_replace (soup_server_message_get_response_headers (
                                      message),
                                    "Connection",
                                    "close");
      return;
    }

  switch (answer_upgrade (self, message))
    {
    case WEIR_WS_HANDSHAKE_NONE:
      break;
    case WEIR_WS_HANDSHAKE_ACCEPTED:
      if (self->access.origins == NULL && weir_ws_access_is_foreign (message))
        self->stats.foreign++;
      g_signal_connect_object (message,
                               "wrote-informational",
                               G_CALLBACK (switched_cb),
                               self,
                               0);
      break;
    case WEIR_WS_HANDSHAKE_BAD:
      self->stats.refused_handshake++;
      break;
    case WEIR_WS_HANDSHAKE_ORIGIN:
      self->stats.refused_origin++;
      break;
    case WEIR_WS_HANDSHAKE_TOKEN:
      self->stats.refused_token++;
      break;
    case WEIR_WS_HANDSHAKE_PASSWORD:
      self->stats.refused_password++;
      break;
    case WEIR_WS_HANDSHAKE_FULL:
      self->stats.refused_full++;
      break;
    case WEIR_WS_HANDSHAKE_UNKNOWN:
      self->stats.refused_path++;
      break;
    }
}

static void
request_started_cb (SoupServer *http, SoupServerMessage *message, gpointer user_data)
{
  g_signal_connect_object (message,
                           "got-headers",
                           G_CALLBACK (got_headers_cb),
                           user_data,
                           0);

  /* Anybody may send a body, to whatever path: who wants one says so. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message),
                                    FALSE);
}

/* Pings ------------------------------------------------------------------ */

static void
ping_timer_cb (WeirIoTimer *timer)
{
  WeirWsServer *self =
    (WeirWsServer *)((guint8 *)timer - G_STRUCT_OFFSET (WeirWsServer, ping_timer));
  GHashTableIter iter;
  gpointer       path;

  weir_io_loop_set_timer (self->loop, &self->ping_timer, self->idle_ping_ms);
  g_hash_table_iter_init (&iter, self->paths);
  while (g_hash_table_iter_next (&iter, NULL, &path))
    {
      if (!weir_ws_path_is_root (path))
        weir_ws_path_ping (path);
    }
}

/* Life ------------------------------------------------------------------- */

static void
weir_ws_server_dispose (GObject *object)
{
  WeirWsServer *self = WEIR_WS_SERVER (object);

  g_clear_pointer (&self->listener, weir_ws_listener_free);
  if (self->loop != NULL)
    weir_io_loop_cancel_timer (self->loop, &self->ping_timer);
  if (self->paths != NULL)
    g_hash_table_remove_all (self->paths);
  if (self->peers != NULL)
    g_hash_table_remove_all (self->peers);
  if (self->http != NULL)
    soup_server_disconnect (self->http);

  G_OBJECT_CLASS (weir_ws_server_parent_class)->dispose (object);
}

static void
weir_ws_server_finalize (GObject *object)
{
  WeirWsServer *self = WEIR_WS_SERVER (object);

  g_hash_table_unref (self->paths);
  g_hash_table_unref (self->peers);
  g_object_unref (self->http);
  g_clear_object (&self->peer_setup.certificate);
  g_clear_object (&self->socket);
  g_hash_table_unref (self->retries);
  g_clear_pointer (&self->peer_setup.clients, weir_tls_unref);
  g_free (self->host);
  g_free (self->base_path);
  weir_ws_access_clear (&self->access);
  weir_io_loop_unref (self->loop);

  G_OBJECT_CLASS (weir_ws_server_parent_class)->finalize (object);
}

static void
weir_ws_server_class_init (WeirWsServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_ws_server_dispose;
  object_class->finalize = weir_ws_server_finalize;
}

static void
weir_ws_server_init (WeirWsServer *self)
{
  self->ping_timer.fire = ping_timer_cb;

  /* Paths are matched as they were sent, not decoded. */
  self->http = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, NULL);
  soup_server_remove_websocket_extension (self->http,
                                          SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE);
  g_signal_connect_object (self->http,
                           "request-started",
                           G_CALLBACK (request_started_cb),
                           self,
                           0);
  self->peers =
    g_hash_table_new_full (NULL, NULL, (GDestroyNotify)weir_http_peer_free, NULL);
  self->retries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->paths = g_hash_table_new_full (g_str_hash,
                                       g_str_equal,
                                       NULL,
                                       (GDestroyNotify)weir_ws_path_free);
}

WeirWsServer *
weir_ws_server_new (WeirIoLoop *loop, const WeirWsServerOptions *options)
{
  WeirWsServer *self;

  /* Without a database of its own GIO would trust the system's authorities. */
  g_return_val_if_fail (options->clients == NULL ||
                          (options->certificate != NULL &&
                           weir_tls_get_database (options->clients) != NULL),
                        NULL);

  self = g_object_new (WEIR_TYPE_WS_SERVER, NULL);
  self->loop = weir_io_loop_ref (loop);
  self->host = g_strdup (options->host != NULL ? options->host : "127.0.0.1");
  self->base_path =
    g_strdup (options->base_path != NULL ? options->base_path : "/");
  self->port = options->port;
  self->access = (WeirWsAccess){
    .origins = g_strdupv ((char **)options->origins),
    .same_host = options->same_host,
    .token = g_strdup (options->token),
    .login = g_strdup (options->login),
  };
  self->idle_ping_ms = options->idle_ping_ms;
  self->max_clients =
    options->max_clients > 0 ? options->max_clients : WEIR_NET_MAX_CLIENTS;
  self->limits = options->limits;
  self->peer_setup = (WeirHttpPeerSetup){
    .loop = loop,
    .http = self->http,
    .certificate =
      options->certificate != NULL ? g_object_ref (options->certificate) : NULL,
    .clients = options->clients != NULL ? weir_tls_ref (options->clients) : NULL,
    .timeout_ms = options->handshake_timeout_ms > 0
                    ? options->handshake_timeout_ms
                    : WEIR_NET_HANDSHAKE_TIMEOUT_MS,
    .refused = peer_refused_cb,
    .gone = peer_gone_cb,
    .owner = self,
  };
  return self;
}

WeirIoLoop *
weir_ws_server_get_loop (WeirWsServer *self)
{
  return self->loop;
}

GHashTable *
weir_ws_server_get_paths (WeirWsServer *self)
{
  return self->paths;
}

const WeirWsLimits *
weir_ws_server_get_limits (WeirWsServer *self)
{
  return &self->limits;
}

const WeirWsRetry *
weir_ws_server_get_retry (WeirWsServer *self, const char *owner)
{
  const WeirWsRetry *retry = g_hash_table_lookup (self->retries, owner);

  return retry != NULL ? retry : &self->retry;
}

void
weir_ws_server_set_retry (WeirWsServer      *self,
                          const char        *owner,
                          const WeirWsRetry *retry)
{
  static const WeirWsRetry standard = { 0 };

  g_return_if_fail (WEIR_IS_WS_SERVER (self));

  if (owner == NULL)
    self->retry = retry != NULL ? *retry : standard;
  else if (retry == NULL)
    g_hash_table_remove (self->retries, owner);
  else
    g_hash_table_insert (self->retries,
                         g_strdup (owner),
                         g_memdup2 (retry, sizeof *retry));

  for (GList *l = weir_io_loop_get_clients (self->loop)->head; l != NULL;
       l = l->next)
    {
      const char *of = weir_ws_client_get_owner (l->data);

      if (of != NULL && (owner == NULL || g_str_equal (of, owner)))
        weir_ws_client_set_retry (l->data, weir_ws_server_get_retry (self, of));
    }
}

gboolean
weir_ws_server_start (WeirWsServer *self, GError **error)
{
  g_return_val_if_fail (WEIR_IS_WS_SERVER (self), FALSE);
  g_return_val_if_fail (self->listener == NULL, FALSE);

  if (self->socket != NULL)
    self->listener =
      weir_ws_listener_new_for_socket (self->loop,
                                       g_steal_pointer (&self->socket),
                                       accept_cb,
                                       self);
  else
    self->listener = weir_ws_listener_new (self->loop,
                                           self->host,
                                           self->port,
                                           accept_cb,
                                           self,
                                           error);
  if (self->listener == NULL)
    return FALSE;
  self->port = weir_ws_listener_get_port (self->listener);
  if (self->idle_ping_ms > 0)
    weir_io_loop_set_timer (self->loop, &self->ping_timer, self->idle_ping_ms);
  return TRUE;
}

void
weir_ws_server_take_socket (WeirWsServer *self, GSocket *socket)
{
  g_return_if_fail (WEIR_IS_WS_SERVER (self));
  g_return_if_fail (self->listener == NULL);

  g_set_object (&self->socket, socket);
}

void
weir_ws_server_stop (WeirWsServer *self)
{
  GHashTableIter iter;
  gpointer       path;

  g_return_if_fail (WEIR_IS_WS_SERVER (self));

  g_clear_pointer (&self->listener, weir_ws_listener_free);
  weir_io_loop_cancel_timer (self->loop, &self->ping_timer);
  g_hash_table_iter_init (&iter, self->paths);
  while (g_hash_table_iter_next (&iter, NULL, &path))
    weir_ws_path_close_all (path, WEIR_WS_CLOSE_GOING_AWAY);
}

gboolean
weir_ws_server_is_listening (WeirWsServer *self)
{
  return self->listener != NULL;
}

guint16
weir_ws_server_get_port (WeirWsServer *self)
{
  return self->port;
}

const char *
weir_ws_server_get_host (WeirWsServer *self)
{
  return self->host;
}

void
weir_ws_server_get_stats (WeirWsServer *self, WeirWsServerStats *stats)
{
  *stats = self->stats;
  if (self->listener != NULL)
    stats->rests = weir_ws_listener_get_rests (self->listener);
}

SoupServer *
weir_ws_server_get_http (WeirWsServer *self)
{
  return self->http;
}

/* "/base/" and "path" make "/base/path", with one slash between them; spelled
 * as libsoup spells the path of a request, which writes "%2f" as "%2F". */
static char *
join_path (const char *base, const char *path)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *url = NULL;
  gsize            length = strlen (base);

  while (length > 0 && base[length - 1] == '/')
    length--;
  url = g_strdup_printf ("http://host%.*s%s%s",
                         (int)length,
                         base,
                         path[0] == '/' ? "" : "/",
                         path);
  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  return g_strdup (uri != NULL ? g_uri_get_path (uri) : path);
}

/* @name: what the path is in a request */
static WeirWsPath *
add_path (WeirWsServer        *self,
          const char          *name,
          const WeirWsHandler *handler,
          gpointer             user_data,
          GError             **error)
{
  WeirWsPath *added;

  if (g_hash_table_contains (self->paths, name))
    {
      g_set_error (error,
                   WEIR_NET_ERROR,
                   WEIR_NET_ERROR_IN_USE,
                   _ ("the path %s is taken"),
                   name);
      return NULL;
    }
  added = weir_ws_path_new (name, handler, user_data, client_ended_cb, self);
  g_hash_table_insert (self->paths, (gpointer)weir_ws_path_get_name (added), added);
  return added;
}

WeirWsPath *
weir_ws_server_add_path (WeirWsServer        *self,
                         const char          *path,
                         const WeirWsHandler *handler,
                         gpointer             user_data,
                         GError             **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (WEIR_IS_WS_SERVER (self), NULL);

  name = join_path (self->base_path, path);
  return add_path (self, name, handler, user_data, error);
}

WeirWsPath *
weir_ws_server_add_root_path (WeirWsServer        *self,
                              const char          *path,
                              const WeirWsHandler *handler,
                              gpointer             user_data,
                              GError             **error)
{
  g_autofree char *name = NULL;
  WeirWsPath      *added;

  g_return_val_if_fail (WEIR_IS_WS_SERVER (self), NULL);

  name = join_path ("/", path);
  added = add_path (self, name, handler, user_data, error);
  if (added != NULL)
    weir_ws_path_set_root (added);
  return added;
}

void
weir_ws_server_remove_path (WeirWsServer *self, WeirWsPath *path)
{
  g_return_if_fail (WEIR_IS_WS_SERVER (self));

  g_hash_table_remove (self->paths, weir_ws_path_get_name (path));
}
