/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The network of node tests: what a host gives the engine, and peers made of
 * libsoup alone. A test owns all of it; everything runs on the context of the
 * flow, so each step happens while the test waits for it. */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-net.h"

#include "net/weir-ws-server.h"

#define HANDSHAKES_END_US (100 * G_TIME_SPAN_MILLISECOND)

struct _WeirTestNet
{
  WeirTestFlow *flow;
  WeirIoLoop   *loop;
  WeirWsServer *server;
  SoupSession  *session;
};

typedef struct
{
  SoupWebsocketDataType type;
  GBytes               *data;
} Frame;

struct _WeirTestSocket
{
  WeirTestFlow            *flow; /* borrowed */
  SoupWebsocketConnection *connection;
  GQueue                   frames; /* (element-type Frame) */
  gboolean                 closed;
};

struct _WeirTestPeer
{
  WeirTestFlow       *flow; /* borrowed */
  SoupServer         *server;
  GQueue              sockets; /* (element-type WeirTestSocket) not taken yet */
  guint               n_connections;
  SoupMessageHeaders *headers; /* of the latest request */
};

/* A connection that is being opened. */
typedef struct
{
  SoupWebsocketConnection *connection;
  GError                  *error;
  gboolean                 done;
} Opening;

static void
turn_cb (gpointer data)
{
  weir_engine_run_pending (data);
}

static WeirTestNet *
net_new (const WeirWsServerOptions *options)
{
  WeirTestNet *net = g_new0 (WeirTestNet, 1);
  WeirEngine  *engine;

  net->flow = weir_test_flow_new_idle ();
  engine = weir_test_flow_get_engine (net->flow);
  net->loop = weir_io_loop_new (weir_test_flow_get_context (net->flow));
  weir_io_loop_set_turn_func (net->loop, turn_cb, engine);
  net->server = weir_ws_server_new (net->loop, options);
  weir_engine_add_facility (engine, G_OBJECT (net->server));
  net->session = soup_session_new ();
  return net;
}

WeirTestNet *
weir_test_net_new (const char *base_path)
{
  const WeirWsServerOptions options = { .base_path = base_path };
  WeirTestNet              *net = net_new (&options);
  g_autofree char          *url = NULL;
  g_autoptr (GError)        error = NULL;

  weir_ws_server_start (net->server, &error);
  g_assert_no_error (error);
  url = g_strdup_printf ("ws://127.0.0.1:%u", weir_test_net_get_port (net));
  weir_test_flow_set_variable (net->flow, "URL", url);
  return net;
}

WeirTestNet *
weir_test_net_new_unstarted (void)
{
  const WeirWsServerOptions options = { 0 };

  return net_new (&options);
}

static gboolean
has_no_clients (WeirTestFlow *flow, gpointer data)
{
  WeirWsServerStats stats;

  weir_ws_server_get_stats (data, &stats);
  return stats.clients == 0;
}

void
weir_test_net_free (WeirTestNet *net)
{
  weir_engine_stop (weir_test_flow_get_engine (net->flow));
  weir_ws_server_stop (net->server);
  weir_test_flow_spin_until (net->flow, has_no_clients, net->server);
  soup_session_abort (net->session);
  g_object_unref (net->session);
  weir_io_loop_set_turn_func (net->loop, NULL, NULL);
  weir_test_flow_free (net->flow);
  g_assert_finalize_object (net->server);
  weir_io_loop_unref (net->loop);
  g_free (net);
}

WeirTestFlow *
weir_test_net_get_flow (WeirTestNet *net)
{
  return net->flow;
}

guint16
weir_test_net_get_port (WeirTestNet *net)
{
  return weir_ws_server_get_port (net->server);
}

/* Sockets */

static void
frame_free (Frame *frame)
{
  g_bytes_unref (frame->data);
  g_free (frame);
}

static void
message_cb (SoupWebsocketConnection *connection,
            SoupWebsocketDataType    type,
            GBytes                  *data,
            gpointer                 user_data)
{
  WeirTestSocket *socket = user_data;
  Frame          *frame = g_new (Frame, 1);

  frame->type = type;
  frame->data = g_bytes_ref (data);
  g_queue_push_tail (&socket->frames, frame);
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  WeirTestSocket *socket = user_data;

  socket->closed = TRUE;
}

static WeirTestSocket *
socket_new (WeirTestFlow *flow, SoupWebsocketConnection *connection)
{
  WeirTestSocket *socket = g_new0 (WeirTestSocket, 1);

  socket->flow = flow;
  socket->connection = g_object_ref (connection);
  g_queue_init (&socket->frames);
  /* lint: allow g_signal_connect: a plain struct, disconnected when freed */
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), socket);
  /* lint: allow g_signal_connect: as above */
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), socket);
  return socket;
}

static gboolean
is_closed (WeirTestFlow *flow, gpointer data)
{
  WeirTestSocket *socket = data;

  return socket->closed;
}

void
weir_test_socket_free (WeirTestSocket *socket)
{
  if (soup_websocket_connection_get_state (socket->connection) ==
      SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (socket->connection,
                                     SOUP_WEBSOCKET_CLOSE_NORMAL,
                                     NULL);
  weir_test_flow_spin_until (socket->flow, is_closed, socket);
  g_signal_handlers_disconnect_by_data (socket->connection, socket);
  g_queue_clear_full (&socket->frames, (GDestroyNotify)frame_free);
  g_object_unref (socket->connection);
  g_free (socket);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;

  opening->connection =
    soup_session_websocket_connect_finish (SOUP_SESSION (object),
                                           result,
                                           &opening->error);
  opening->done = TRUE;
}

static gboolean
is_done (WeirTestFlow *flow, gpointer data)
{
  Opening *opening = data;

  return opening->done;
}

static SoupMessage *
open_path (WeirTestNet *net, const char *path, Opening *opening)
{
  g_autofree char *url =
    g_strdup_printf ("ws://127.0.0.1:%u%s", weir_test_net_get_port (net), path);
  SoupMessage *message = soup_message_new (SOUP_METHOD_GET, url);

  soup_session_websocket_connect_async (net->session,
                                        message,
                                        NULL,
                                        NULL,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        opened_cb,
                                        opening);
  weir_test_flow_spin_until (net->flow, is_done, opening);
  return message;
}

WeirTestSocket *
weir_test_net_connect (WeirTestNet *net, const char *path)
{
  Opening                 opening = { 0 };
  g_autoptr (SoupMessage) message = open_path (net, path, &opening);
  WeirTestSocket         *socket;

  g_assert_no_error (opening.error);
  socket = socket_new (net->flow, opening.connection);
  g_object_unref (opening.connection);
  return socket;
}

guint
weir_test_net_connect_status (WeirTestNet *net, const char *path)
{
  Opening                 opening = { 0 };
  g_autoptr (SoupMessage) message = open_path (net, path, &opening);

  g_assert_nonnull (opening.error);
  g_error_free (opening.error);
  return soup_message_get_status (message);
}

static gboolean
has_client (WeirTestFlow *flow, gpointer data)
{
  WeirWsServerStats stats;

  weir_ws_server_get_stats (data, &stats);
  return stats.clients == 1;
}

GSocketConnection *
weir_test_net_connect_deaf (WeirTestNet *net, const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError)        error = NULL;
  g_autofree char          *request = g_strdup_printf (
    "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
             "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    path);
  GSocketConnection *connection =
    g_socket_client_connect_to_host (client,
                                     "127.0.0.1",
                                     weir_test_net_get_port (net),
                                     NULL,
                                     &error);

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (
                               G_IO_STREAM (connection)),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  weir_test_flow_spin_until (net->flow, has_client, net->server);
  return connection;
}

void
weir_test_socket_send (WeirTestSocket *socket, const char *text)
{
  soup_websocket_connection_send_text (socket->connection, text);
}

void
weir_test_socket_send_bytes (WeirTestSocket *socket,
                             const guint8   *data,
                             gsize           length)
{
  soup_websocket_connection_send_binary (socket->connection, data, length);
}

void
weir_test_socket_close (WeirTestSocket *socket, guint16 code, const char *reason)
{
  soup_websocket_connection_close (socket->connection, code, reason);
}

static gboolean
has_frame (WeirTestFlow *flow, gpointer data)
{
  WeirTestSocket *socket = data;

  return !g_queue_is_empty (&socket->frames);
}

static void
expect_frame (WeirTestSocket       *socket,
              SoupWebsocketDataType type,
              const void           *data,
              gsize                 length)
{
  Frame      *frame;
  const void *got;
  gsize       got_length;

  weir_test_flow_spin_until (socket->flow, has_frame, socket);
  frame = g_queue_pop_head (&socket->frames);
  got = g_bytes_get_data (frame->data, &got_length);
  g_assert_cmpint (frame->type, ==, type);
  g_assert_cmpmem (got, got_length, data, length);
  frame_free (frame);
}

void
weir_test_socket_expect (WeirTestSocket *socket, const char *text)
{
  expect_frame (socket, SOUP_WEBSOCKET_DATA_TEXT, text, strlen (text));
}

void
weir_test_socket_expect_bytes (WeirTestSocket *socket,
                               const guint8   *data,
                               gsize           length)
{
  expect_frame (socket, SOUP_WEBSOCKET_DATA_BINARY, data, length);
}

void
weir_test_socket_expect_closed (WeirTestSocket *socket, guint16 code)
{
  weir_test_flow_spin_until (socket->flow, is_closed, socket);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (socket->connection),
                    ==,
                    code);
}

/* Servers */

static void
accepted_cb (SoupServer              *server,
             SoupServerMessage       *message,
             const char              *path,
             SoupWebsocketConnection *connection,
             gpointer                 user_data)
{
  WeirTestPeer       *peer = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_clear_pointer (&peer->headers, soup_message_headers_unref);
  peer->headers = soup_message_headers_ref (headers);
  peer->n_connections++;
  g_queue_push_tail (&peer->sockets, socket_new (peer->flow, connection));
}

WeirTestPeer *
weir_test_peer_new (WeirTestNet     *net,
                    GTlsCertificate *certificate,
                    const char      *protocol,
                    guint            port)
{
  WeirTestPeer      *peer = g_new0 (WeirTestPeer, 1);
  const char        *protocols[] = { protocol, NULL };
  g_autoptr (GError) error = NULL;

  peer->flow = net->flow;
  g_queue_init (&peer->sockets);
  peer->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_websocket_handler (peer->server,
                                     NULL,
                                     NULL,
                                     protocol != NULL ? (char **)protocols : NULL,
                                     accepted_cb,
                                     peer,
                                     NULL);
  soup_server_listen_local (peer->server,
                            port,
                            SOUP_SERVER_LISTEN_IPV4_ONLY |
                              (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);
  return peer;
}

/* libsoup 3.6 calls back a connection that went with its server in the middle of
 * a TLS handshake. The client has gone, so they end by themselves. */
static void
let_handshakes_end (WeirTestPeer *peer)
{
  gint64 end = g_get_monotonic_time () + HANDSHAKES_END_US;

  while (g_get_monotonic_time () < end)
    {
      weir_test_flow_settle (peer->flow);
      g_usleep (1000);
    }
}

void
weir_test_peer_free (WeirTestPeer *peer)
{
  if (soup_server_is_https (peer->server))
    let_handshakes_end (peer);
  soup_server_disconnect (peer->server);
  g_queue_clear_full (&peer->sockets, (GDestroyNotify)weir_test_socket_free);
  g_object_unref (peer->server);
  g_clear_pointer (&peer->headers, soup_message_headers_unref);
  g_free (peer);
}

guint
weir_test_peer_get_port (WeirTestPeer *peer)
{
  GSList *uris = soup_server_get_uris (peer->server);
  int     port = g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return (guint)port;
}

static gboolean
has_socket (WeirTestFlow *flow, gpointer data)
{
  WeirTestPeer *peer = data;

  return !g_queue_is_empty (&peer->sockets);
}

WeirTestSocket *
weir_test_peer_accept (WeirTestPeer *peer)
{
  weir_test_flow_spin_until (peer->flow, has_socket, peer);
  return g_queue_pop_head (&peer->sockets);
}

guint
weir_test_peer_get_n_connections (WeirTestPeer *peer)
{
  return peer->n_connections;
}

const char *
weir_test_peer_get_header (WeirTestPeer *peer, const char *name)
{
  g_assert_nonnull (peer->headers);
  return soup_message_headers_get_list (peer->headers, name);
}
