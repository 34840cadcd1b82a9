/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The client against our own server and against servers that misbehave. */

#include "net-client.h"

#include <string.h>
#include <unistd.h>

#define QUICK .retry.first_ms = 20, .handshake_timeout_ms = 2000

static void
send_text (NetClient *client, const char *text)
{
  g_assert_true (weir_ws_connection_send (client->log->connection,
                                          WEIR_WS_TEXT,
                                          (const guint8 *)text,
                                          strlen (text),
                                          NULL));
}

static void
test_echo (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ QUICK }, server->port, FALSE);
  g_autofree char *large = g_strnfill (200000, 'y');

  NET_WAIT (client->log->opened == 1);
  send_text (client, "hello");
  NET_WAIT (client->log->messages == 1);
  send_text (client, large);
  NET_WAIT (client->log->messages == 2);
  g_assert_nonnull (strstr (client->log->lines->str, "text 5 hello\n"));
  g_assert_nonnull (strstr (client->log->lines->str, "text 200000 yyy"));
  g_assert_nonnull (strstr (server->log->lines->str, "text 200000 yyy"));
}

/* Stopping says goodbye without a code, and nobody hears of it. */
static void
test_stop (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ QUICK }, server->port, FALSE);

  NET_WAIT (client->log->opened == 1 && server->log->opened == 1);
  weir_ws_client_stop (client->client);
  g_assert_null (weir_ws_client_get_connection (client->client));
  NET_WAIT (server->log->closed == 1);
  g_assert_cmpstr (server->log->lines->str, ==, "opened\nclosed 1005\n");
  net_run_for (60);
  g_assert_cmpstr (client->log->lines->str, ==, "opened\n");
  g_assert_cmpuint (server->log->opened, ==, 1);

  weir_ws_client_start (client->client);
  NET_WAIT (client->log->opened == 2);
}

static void
test_reconnect (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ QUICK }, server->port, FALSE);

  NET_WAIT (client->log->opened == 1 && server->log->opened == 1);
  weir_ws_connection_close (server->log->connection, 4000, "again");
  NET_WAIT (client->log->opened == 2);
  g_assert_cmpstr (client->log->lines->str,
                   ==,
                   "opened\nclosed 4000 again\n"
                   "retrying closed by the server (4000): again\n"
                   "opened\n");
  NET_WAIT (server->log->opened == 2);
  g_assert_cmpuint (weir_ws_path_get_connections (server->path)->len, ==, 1);
}

static void
test_refused (void)
{
  guint16               port;
  int                   listener = net_listen (&port);
  g_autoptr (NetClient) client = NULL;

  close (listener);
  client = net_client_new ((WeirWsClientOptions){ QUICK }, port, FALSE);
  NET_WAIT (client->retries == 3);
  g_assert_cmpstr (client->cause, ==, "refused");
  g_assert_cmpint (client->error_code, ==, WEIR_NET_ERROR_REFUSED);
  g_assert_cmpuint (client->tries, ==, 3);
  g_assert_cmpuint (client->log->opened, ==, 0);
}

/* Nobody has to sit a long wait out. */
static void
test_try_now (void)
{
  guint16               port;
  int                   listener = net_listen (&port);
  g_autoptr (NetClient) client = NULL;

  close (listener);
  client = net_client_new (
    (WeirWsClientOptions){
      .retry.first_ms = 3600 * 1000,
      .handshake_timeout_ms = 2000,
    },
    port,
    FALSE);
  weir_ws_client_try_now (client->client); /* it tries already */
  NET_WAIT (client->retries == 1);
  weir_ws_client_try_now (client->client);
  weir_ws_client_try_now (client->client);
  NET_WAIT (client->retries == 2);
  net_run_for (30);
  g_assert_cmpuint (client->retries, ==, 2);
  g_assert_cmpuint (client->tries, ==, 2);

  weir_ws_client_stop (client->client);
  weir_ws_client_try_now (client->client);
  net_run_for (30);
  g_assert_cmpuint (client->retries, ==, 2);
}

/* One that is open, or that has a heartbeat to wait for, is left in peace. */
static void
test_try_now_while_open (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ QUICK, .heartbeat_ms = 20 },
                    server->port,
                    FALSE);

  NET_WAIT (client->log->opened == 1 && server->log->opened == 1);
  weir_ws_client_try_now (client->client);
  net_run_for (60);
  g_assert_cmpstr (client->log->lines->str, ==, "opened\n");
  g_assert_cmpuint (server->log->opened, ==, 1);
}

/* The waits grow, also when every try is let in and thrown out again, and are
 * as they were set last. */
static void
test_back_off (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetClient) client = net_client_new (
    (WeirWsClientOptions){
      .retry = { .first_ms = 10, .max_ms = 2560 },
    },
    server->port,
    FALSE);
  const WeirWsRetry steady = { .first_ms = 7 };
  guint             least = 10;

  for (guint i = 1; i <= 4; i++)
    {
      NET_WAIT (server->log->opened == i && client->log->opened == i);
      weir_ws_connection_close (server->log->connection, 4000, NULL);
      NET_WAIT (client->retries == i);
      g_assert_cmpuint (client->wait_ms, >=, least);
      g_assert_cmpuint (client->wait_ms, <=, least * 2);
      least *= 2;
    }
  weir_ws_client_set_retry (client->client, &steady);
  NET_WAIT (server->log->opened == 5);
  weir_ws_connection_close (server->log->connection, 4000, NULL);
  NET_WAIT (client->retries == 5);
  g_assert_cmpuint (client->wait_ms, ==, 7);
}

static void
test_no_such_host (void)
{
  g_autoptr (NetClient) client = net_client_new (
    (WeirWsClientOptions){
      QUICK,
      .url = "ws://no-such-host.invalid/",
    },
    0,
    FALSE);

  NET_WAIT (client->retries == 1);
  if (client->error_code == WEIR_NET_ERROR_TIMED_OUT)
    {
      g_test_skip ("name look-ups get no answer here");
      return;
    }
  g_assert_cmpint (client->error_code, ==, WEIR_NET_ERROR_NOT_FOUND);
  g_assert_cmpstr (client->cause, ==, "no such host");
}

static void
test_timed_out (void)
{
  guint16               port;
  int                   listener = net_listen (&port);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ .retry.first_ms = 20,
                                           .handshake_timeout_ms = 60 },
                    port,
                    FALSE);

  NET_WAIT (client->retries == 2);
  g_assert_cmpstr (client->cause, ==, "no answer within 60 ms");
  g_assert_cmpint (client->error_code, ==, WEIR_NET_ERROR_TIMED_OUT);
  close (listener);
}

static void
test_urls (void)
{
  static const char *const bad[] = {
    "",         "localhost:1880/", "http://localhost/", "ws:///path",
    "ws://a#b", "ws://a:99999/",   "ws://[::1",         NULL,
  };
  g_autoptr (WeirIoLoop)    loop = weir_io_loop_new (NULL);
  const WeirWsClientHandler handler = { 0 };

  for (guint i = 0; bad[i] != NULL; i++)
    {
      WeirWsClientOptions options = { .url = bad[i] };
      g_autoptr (GError)  error = NULL;

      g_assert_null (weir_ws_client_new (loop, &options, &handler, NULL, &error));
      g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_ADDRESS);
    }
}

/* What is sent ------------------------------------------------------------ */

static void
test_request (void)
{
  static const char *const protocols[] = { "a", "b", NULL };
  static const char *const headers[] = {
    "X-One",   "1", "Evil", "a\r\nInjected: 1", "Host", "elsewhere",
    "X-Empty", "",  NULL,
  };
  guint16          port;
  int              listener = net_listen (&port);
  g_autofree char *url =
    g_strdup_printf ("WS://me:p%%40ss@127.0.0.1:%u/a%%2fb?c=d", port);
  g_autofree char *host = g_strdup_printf ("\r\nHost: 127.0.0.1:%u\r\n", port);
  g_autoptr (NetClient) client = net_client_new (
    (WeirWsClientOptions){
      QUICK,
      .url = url,
      .protocols = protocols,
      .headers = headers,
    },
    port,
    FALSE);
  g_autoptr (NetPeer) peer = net_accept (listener);
  g_autofree char    *head = net_peer_read_head (peer);

  g_assert_true (g_str_has_prefix (head, "GET /a%2fb?c=d HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, host));
  g_assert_nonnull (strstr (head, "\r\nSec-WebSocket-Protocol: a, b\r\n"));
  g_assert_nonnull (strstr (head, "\r\nSec-WebSocket-Version: 13\r\n"));
  g_assert_nonnull (strstr (head, "\r\nX-One: 1\r\n"));
  g_assert_nonnull (strstr (head, "\r\nAuthorization: Basic bWU6cEBzcw==\r\n"));
  g_assert_null (strstr (head, "Injected"));
  g_assert_null (strstr (head, "elsewhere"));
  g_assert_null (strstr (head, "Extensions"));
  g_assert_null (strstr (head, "Origin"));
  close (listener);
}

/* What is answered -------------------------------------------------------- */

/* %s: what belongs into Sec-WebSocket-Accept */
typedef struct
{
  const char *name;
  const char *answer;
  const char *protocol; /* offered */
  int         code;
  const char *cause;
} Answer;

#define GOOD                                                   \
  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n" \
  "Connection: Upgrade\r\n"
#define ACCEPT "Sec-WebSocket-Accept: %s\r\n"

static const Answer answers[] = {
  { "not-found",
    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    NULL,
    WEIR_NET_ERROR_ANSWER,
    "answered 404 Not Found" },
  { "redirect",
    "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\n\r\n",
    NULL,
    WEIR_NET_ERROR_ANSWER,
    "answered 302 Found" },
  { "login",
    "HTTP/1.1 401 Unauthorized\r\n\r\n",
    NULL,
    WEIR_NET_ERROR_ANSWER,
    "answered 401 Unauthorized" },
  { "no-phrase",
    "HTTP/1.1 503 \r\n\r\n",
    NULL,
    WEIR_NET_ERROR_ANSWER,
    "answered 503 Service Unavailable" },
  { "garbage",
    "SSH-2.0-OpenSSH_9.2\r\n\r\n",
    NULL,
    WEIR_NET_ERROR_PROTOCOL,
    "the server does not answer in HTTP" },
  { "no-accept",
    GOOD "\r\n",
    NULL,
    WEIR_NET_ERROR_PROTOCOL,
    "the server’s Sec-WebSocket-Accept is wrong" },
  { "wrong-accept",
    GOOD "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
    NULL,
    WEIR_NET_ERROR_PROTOCOL,
    "the server’s Sec-WebSocket-Accept is wrong" },
  { "no-upgrade",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n" ACCEPT "\r\n",
    NULL,
    WEIR_NET_ERROR_PROTOCOL,
    "the server’s answer is no WebSocket upgrade" },
  { "no-connection",
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n" ACCEPT "\r\n",
    NULL,
    WEIR_NET_ERROR_PROTOCOL,
    "the server’s answer is no WebSocket upgrade" },
  { "extension",
    GOOD ACCEPT "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
    NULL,
    WEIR_NET_ERROR_PROTOCOL,
    "the server chose an extension nobody offered" },
  { "no-protocol",
    GOOD ACCEPT "\r\n",
    "chat",
    WEIR_NET_ERROR_PROTOCOL,
    "the server chose no subprotocol" },
  { "unasked-protocol",
    GOOD ACCEPT "Sec-WebSocket-Protocol: chat\r\n\r\n",
    NULL,
    WEIR_NET_ERROR_PROTOCOL,
    "the server chose a subprotocol nobody offered" },
  { "other-protocol",
    GOOD ACCEPT "Sec-WebSocket-Protocol: talk\r\n\r\n",
    "chat",
    WEIR_NET_ERROR_PROTOCOL,
    "the server chose the subprotocol “talk”, which was not offered" },
  { "two-protocols",
    GOOD ACCEPT "Sec-WebSocket-Protocol: chat, talk\r\n\r\n",
    "chat",
    WEIR_NET_ERROR_PROTOCOL,
    "the server chose the subprotocol “chat, talk”, which was not offered" },
  { "hang-up",
    "HTTP/1.1 101 Sw",
    NULL,
    WEIR_NET_ERROR_CLOSED,
    "the server hung up during the handshake" },
};

/* Computed here anew, not by the code under test. */
static char *
accept_for (const char *head)
{
  const char           *key = strstr (head, "Sec-WebSocket-Key: ") + 19;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8                digest[20];
  gsize                 length = sizeof digest;

  g_checksum_update (checksum, (const guint8 *)key, 24);
  g_checksum_update (checksum,
                     (const guint8 *)"258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                     -1);
  g_checksum_get_digest (checksum, digest, &length);
  return g_base64_encode (digest, length);
}

static void
answer (NetPeer *peer, const char *text)
{
  g_autofree char *head = net_peer_read_head (peer);
  g_autofree char *accept = accept_for (head);
  g_auto (GStrv)   parts = g_strsplit (text, "%s", 2);
  g_autofree char *filled = g_strjoinv (accept, parts);

  net_peer_send_text (peer, filled);
}

static void
test_answer (gconstpointer data)
{
  const Answer         *c = data;
  const char *const     protocols[] = { c->protocol, NULL };
  guint16               port;
  int                   listener = net_listen (&port);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ QUICK, .protocols = protocols },
                    port,
                    FALSE);
  NetPeer *peer = net_accept (listener);

  answer (peer, c->answer);
  net_peer_free (peer);
  NET_WAIT (client->retries == 1);
  g_assert_cmpstr (client->cause, ==, c->cause);
  g_assert_cmpint (client->error_code, ==, c->code);
  close (listener);
}

static void
test_endless_answer (void)
{
  guint16               port;
  int                   listener = net_listen (&port);
  g_autofree char      *long_line = g_strnfill (20000, 'x');
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ QUICK }, port, FALSE);
  g_autoptr (NetPeer) peer = net_accept (listener);

  net_peer_send_text (peer, "HTTP/1.1 101 Switching Protocols\r\nX: ");
  net_peer_send_text (peer, long_line);
  NET_WAIT (client->retries == 1);
  g_assert_cmpstr (client->cause, ==, "the server’s answer is too long");
  close (listener);
}

/* The open connection ----------------------------------------------------- */

static NetPeer *
serve_one (int listener)
{
  NetPeer *peer = net_accept (listener);

  answer (peer, GOOD ACCEPT "\r\n");
  return peer;
}

/* A message right behind the answer; masks the right way round. */
static void
test_frames (void)
{
  guint16               port;
  int                   listener = net_listen (&port);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ QUICK }, port, FALSE);
  g_autoptr (NetPeer) peer = net_accept (listener);
  g_autoptr (NetPeer) second = NULL;

  answer (peer,
          GOOD ACCEPT "\r\n\x81\x05"
                      "early");
  NET_WAIT (client->log->messages == 1);
  g_assert_cmpstr (client->log->lines->str, ==, "opened\ntext 5 early\n");

  send_text (client, "up");
  NET_WAIT ((net_peer_pump (peer), peer->in->len >= 8));
  g_assert_cmphex (peer->in->data[1], ==, 0x82); /* masked */
  net_peer_expect_text (peer, "up");

  net_peer_send_frame (peer, 0x89, FALSE, "p", 1);
  NET_WAIT ((net_peer_pump (peer), peer->in->len >= 7));
  g_assert_cmphex (peer->in->data[0], ==, 0x8a);
  g_byte_array_set_size (peer->in, 0);

  /* A server must not mask (RFC 6455 §5.1). */
  net_peer_send_frame (peer, 0x81, TRUE, "down", 4);
  net_peer_expect_close (peer, 1002);
  NET_WAIT (client->retries == 1);
  g_assert_cmpint (client->error_code, ==, WEIR_NET_ERROR_PROTOCOL);
  second = serve_one (listener);
  NET_WAIT (client->log->opened == 2);
  close (listener);
}

static void
test_heartbeat (void)
{
  guint16               port;
  int                   listener = net_listen (&port);
  g_autoptr (NetClient) client =
    net_client_new ((WeirWsClientOptions){ QUICK, .heartbeat_ms = 50 },
                    port,
                    FALSE);
  g_autoptr (NetPeer) peer = serve_one (listener);

  /* Answered twice, then no more. */
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmphex (net_peer_read_frame (peer, NULL), ==, 0x89);
      net_peer_send_frame (peer, 0x8a, FALSE, "", 0);
    }
  NET_WAIT (client->retries == 1);
  g_assert_cmpstr (client->cause, ==, "no answer to the heartbeat");
  g_assert_cmpstr (client->log->lines->str,
                   ==,
                   "opened\nfailed 4\nclosed 1006\n"
                   "retrying no answer to the heartbeat\n");
  g_assert_cmpint (client->error_code, ==, WEIR_NET_ERROR_TIMED_OUT);
  close (listener);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/client/echo", test_echo);
  g_test_add_func ("/net/client/stop", test_stop);
  g_test_add_func ("/net/client/reconnect", test_reconnect);
  g_test_add_func ("/net/client/refused", test_refused);
  g_test_add_func ("/net/client/try-now", test_try_now);
  g_test_add_func ("/net/client/try-now-while-open", test_try_now_while_open);
  g_test_add_func ("/net/client/back-off", test_back_off);
  g_test_add_func ("/net/client/no-such-host", test_no_such_host);
  g_test_add_func ("/net/client/timed-out", test_timed_out);
  g_test_add_func ("/net/client/urls", test_urls);
  g_test_add_func ("/net/client/request", test_request);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path =
        g_strconcat ("/net/client/answer/", answers[i].name, NULL);

      g_test_add_data_func (path, &answers[i], test_answer);
    }
  g_test_add_func ("/net/client/endless-answer", test_endless_answer);
  g_test_add_func ("/net/client/frames", test_frames);
  g_test_add_func ("/net/client/heartbeat", test_heartbeat);
  return g_test_run ();
}
