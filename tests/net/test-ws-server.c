/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a client, well-behaved or not, gets from the server. */

#include "net-peer.h"

#include <string.h>

/* Messages --------------------------------------------------------------- */

static void
test_echo (void)
{
  g_autoptr (NetServer)  server = net_server_new (NULL);
  g_autoptr (NetPeer)    peer = net_peer_open (server->port, NET_PATH);
  g_autoptr (GByteArray) payload = NULL;
  g_autofree char       *large = g_strnfill (300000, 'x');

  net_peer_send_frame (peer, 0x81, TRUE, "hello", 5);
  net_peer_expect_text (peer, "hello");
  net_peer_send_frame (peer, 0x81, TRUE, "", 0);
  net_peer_expect_text (peer, "");
  net_peer_send_frame (peer, 0x81, TRUE, "a\0b", 3);
  g_assert_cmphex (net_peer_read_frame (peer, &payload), ==, 0x81);
  g_assert_cmpmem (payload->data, payload->len, "a\0b", 3);
  g_clear_pointer (&payload, g_byte_array_unref);
  net_peer_send_frame (peer, 0x82, TRUE, "\xff\x00\xfe", 3);
  g_assert_cmphex (net_peer_read_frame (peer, &payload), ==, 0x82);
  g_assert_cmpmem (payload->data, payload->len, "\xff\x00\xfe", 3);
  net_peer_send_frame (peer, 0x81, TRUE, large, strlen (large));
  net_peer_expect_text (peer, large);
}

static void
test_fragments (void)
{
  g_autoptr (NetServer)  server = net_server_new (NULL);
  g_autoptr (NetPeer)    peer = net_peer_open (server->port, NET_PATH);
  g_autoptr (GByteArray) pong = NULL;

  /* A control frame may stand between fragments (RFC 6455 §5.4). */
  net_peer_send_frame (peer, 0x01, TRUE, "one ", 4);
  net_peer_send_frame (peer, 0x89, TRUE, "ping", 4);
  net_peer_send_frame (peer, 0x00, TRUE, "two ", 4);
  net_peer_send_frame (peer, 0x80, TRUE, "three", 5);
  g_assert_cmphex (net_peer_read_frame (peer, &pong), ==, 0x8a);
  g_assert_cmpmem (pong->data, pong->len, "ping", 4);
  net_peer_expect_text (peer, "one two three");

  net_peer_send_frame (peer, 0x81, TRUE, "plain again", 11);
  net_peer_expect_text (peer, "plain again");
}

/* A first message in the very segment of the handshake. */
static void
test_early_message (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_connect (server->port);
  g_autofree char      *head = NULL;
  static const char     both[] =
    "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: keep-alive, Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
    "\x81\x82\0\0\0\0hi";

  net_peer_send (peer, both, sizeof both - 1);
  head = net_peer_read_head (peer);
  g_assert_nonnull (strstr (head, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
  net_peer_expect_text (peer, "hi");
  g_assert_cmpstr (server->log->lines->str, ==, "opened\ntext 2 hi\n");
}

static void
test_dribble (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_connect (server->port);
  g_autofree char      *head = NULL;
  static const char     request[] =
    "GET " NET_PATH "?a=b HTTP/1.1\r\nhost: x\r\nupgrade: WebSocket\r\n"
    "connection: upgrade\r\n"
    "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "sec-websocket-version: 13\r\n\r\n"
    "\x81\x82\0\0\0\0hi";

  for (gsize i = 0; i < sizeof request - 1; i++)
    {
      net_peer_send (peer, request + i, 1);
      g_main_context_iteration (NULL, FALSE);
    }
  head = net_peer_read_head (peer);
  g_assert_true (g_str_has_prefix (head, "HTTP/1.1 101 "));
  net_peer_expect_text (peer, "hi");
}

/* Breaking the rules ------------------------------------------------------ */

typedef struct
{
  const char *name;
  const char *bytes; /* after the handshake; key 0 */
  gsize       length;
  guint       code; /* of the Close that answers */
} Offence;

#define BYTES(text) text, sizeof (text) - 1
#define KEY_0       "\0\0\0\0"
#define X126                                                        \
  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" \
  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const Offence offences[] = {
  { "unmasked", BYTES ("\x81\x01x"), 1002 },
  { "unmasked-close", BYTES ("\x88\x00"), 1002 },
  { "rsv1", BYTES ("\xc1\x81" KEY_0 "x"), 1002 },
  { "rsv2-ping", BYTES ("\xa9\x80" KEY_0), 1002 },
  { "rsv3-close", BYTES ("\x98\x80" KEY_0), 1002 },
  { "opcode-3", BYTES ("\x83\x80" KEY_0), 1002 },
  { "opcode-b", BYTES ("\x8b\x80" KEY_0), 1002 },
  { "ping-126", BYTES ("\x89\xfe\0\x7e" KEY_0 X126), 1002 },
  { "pong-126", BYTES ("\x8a\xfe\0\x7e" KEY_0 X126), 1002 },
  { "close-126", BYTES ("\x88\xfe\0\x7e" KEY_0 X126), 1002 },
  { "fragmented-ping", BYTES ("\x09\x80" KEY_0), 1002 },
  { "fragmented-close", BYTES ("\x08\x80" KEY_0), 1002 },
  { "continuation-of-nothing", BYTES ("\x80\x81" KEY_0 "x"), 1002 },
  { "message-in-message",
    BYTES ("\x01\x81" KEY_0 "x"
           "\x81\x81" KEY_0 "y"),
    1002 },
  { "long-length-16", BYTES ("\x81\xfe\0\x01" KEY_0 "x"), 1002 },
  { "long-length-64", BYTES ("\x81\xff\0\0\0\0\0\0\0\x01" KEY_0 "x"), 1002 },
  { "not-utf8", BYTES ("\x81\x82" KEY_0 "\xc0\xaf"), 1007 },
  { "surrogate", BYTES ("\x81\x83" KEY_0 "\xed\xa0\x80"), 1007 },
  { "cut-utf8", BYTES ("\x81\x81" KEY_0 "\xc3"), 1007 },
  { "not-utf8-in-fragments",
    BYTES ("\x01\x81" KEY_0 "\xc3"
           "\x80\x81" KEY_0 "x"),
    1007 },
  { "length-2-64", BYTES ("\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff"), 1009 },
  { "length-2-63", BYTES ("\x82\xff\x80\0\0\0\0\0\0\0"), 1009 },
  { "length-2-63-less-1", BYTES ("\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff"), 1009 },
  { "over-the-limit", BYTES ("\x82\xff\0\0\0\0\0\x01\0\x01"), 1009 },
  { "close-1-byte", BYTES ("\x88\x81" KEY_0 "\x03"), 1002 },
  { "close-reason-not-utf8", BYTES ("\x88\x84" KEY_0 "\x03\xe8\xff\xfe"), 1007 },
};

static void
test_offence (gconstpointer data)
{
  const Offence        *offence = data;
  WeirWsServerOptions   options = { .limits.max_message_bytes = 65536 };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);

  net_peer_send (peer, offence->bytes, offence->length);
  net_peer_expect_close (peer, offence->code);
  net_peer_expect_eof (peer);
  NET_WAIT (server->log->closed == 1);
  g_assert_nonnull (strstr (server->log->lines->str, "failed "));
  g_assert_cmpuint (server->log->messages, ==, 0);
}

static void
test_limit (void)
{
  WeirWsServerOptions   options = { .limits.max_message_bytes = 65536 };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);
  g_autofree char      *text = g_strnfill (65536, 'x');

  net_peer_send_frame (peer, 0x81, TRUE, text, 65536);
  net_peer_expect_text (peer, text);

  /* Many small fragments count as one message. */
  net_peer_send_frame (peer, 0x01, TRUE, text, 40000);
  net_peer_send_frame (peer, 0x00, TRUE, text, 20000);
  net_peer_send_frame (peer, 0x00, TRUE, text, 5537);
  net_peer_expect_close (peer, 1009);
  net_peer_expect_eof (peer);
  NET_WAIT (server->log->closed == 1);
}

/* Closing ----------------------------------------------------------------- */

static void
check_close_code (NetServer *server, guint code, guint answer)
{
  g_autoptr (NetPeer) peer = net_peer_open (server->port, NET_PATH);
  guint8              payload[] = { code >> 8, code & 0xff };

  net_peer_send_frame (peer, 0x88, TRUE, payload, 2);
  net_peer_expect_close (peer, answer);
  net_peer_expect_eof (peer);
}

static void
test_close_codes (void)
{
  static const guint good[] = { 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010,
                                1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999 };
  static const guint bad[] = { 0,    999,  1004, 1005, 1006, 1015,
                               1016, 1100, 2000, 2999, 5000, 65535 };
  g_autoptr (NetServer) server = net_server_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    check_close_code (server, good[i], good[i]);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    check_close_code (server, bad[i], 1002);
}

static void
test_close_by_peer (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);
  g_autoptr (NetPeer)   empty = net_peer_open (server->port, NET_PATH);

  net_peer_send_frame (peer,
                       0x88,
                       TRUE,
                       "\x0f\xa1"
                       "bye",
                       5);
  net_peer_expect_close (peer, 4001);
  net_peer_expect_eof (peer);
  net_peer_send_frame (empty, 0x88, TRUE, "", 0);
  net_peer_expect_close (empty, WEIR_WS_CLOSE_NO_CODE);
  net_peer_expect_eof (empty);
  NET_WAIT (server->log->closed == 2);
  g_assert_cmpstr (server->log->lines->str,
                   ==,
                   "opened\nopened\nclosed 4001 bye\nclosed 1005\n");
}

static void
test_close_by_us (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);

  NET_WAIT (server->log->connection != NULL);
  weir_ws_connection_close (server->log->connection, 4002, "done");
  g_assert_false (
    weir_ws_connection_send (server->log->connection, WEIR_WS_TEXT, NULL, 0, NULL));
  net_peer_expect_close (peer, 4002);
  net_peer_send_frame (peer, 0x88, TRUE, "\x0f\xa2", 2);
  net_peer_expect_eof (peer);
  NET_WAIT (server->log->closed == 1);
  g_assert_cmpstr (server->log->lines->str, ==, "opened\nclosed 4002\n");
}

/* A peer that never answers a Close is dropped. */
static void
test_close_ignored (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);

  NET_WAIT (server->log->connection != NULL);
  weir_ws_connection_close (server->log->connection, 1000, NULL);
  NET_WAIT (server->log->closed == 1);
  g_assert_cmpstr (server->log->lines->str, ==, "opened\nclosed 1006\n");
  net_peer_expect_close (peer, 1000);
  net_peer_expect_eof (peer);
}

static void
test_lost (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);

  net_peer_free (net_peer_open (server->port, NET_PATH));
  NET_WAIT (server->log->closed == 1);
  g_assert_cmpstr (server->log->lines->str, ==, "opened\nclosed 1006\n");
  net_peer_reset (net_peer_open (server->port, NET_PATH));
  NET_WAIT (server->log->closed == 2);
}

/* Who answers pings stays, who is silent is dropped. */
static void
test_idle_ping (void)
{
  WeirWsServerOptions    options = { .idle_ping_ms = 100 };
  g_autoptr (NetServer)  server = net_server_new (&options);
  g_autoptr (NetPeer)    silent = net_peer_open (server->port, NET_PATH);
  g_autoptr (NetPeer)    alive = net_peer_open (server->port, NET_PATH);
  g_autoptr (GByteArray) payload = NULL;
  g_autofree char       *failed = NULL;

  NET_WAIT (server->log->opened == 2);
  for (guint i = 0; i < 4; i++)
    {
      g_clear_pointer (&payload, g_byte_array_unref);
      g_assert_cmphex (net_peer_read_frame (alive, &payload), ==, 0x89);
      net_peer_send_frame (alive, 0x8a, TRUE, "", 0);
    }
  NET_WAIT (server->log->closed == 1);
  failed = g_strdup_printf ("failed %d\n", WEIR_NET_ERROR_TIMED_OUT);
  g_assert_nonnull (strstr (server->log->lines->str, failed));
  net_peer_send_frame (alive, 0x81, TRUE, "here", 4);
  NET_WAIT (server->log->messages == 1);
}

/* Life -------------------------------------------------------------------- */

static void
test_paths (void)
{
  WeirWsServerOptions   options = { .base_path = "/base/" };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autoptr (NetLog)    log = net_log_new ();
  g_autoptr (GError)    error = NULL;
  g_autoptr (NetPeer)   peer = NULL;
  g_autoptr (NetPeer)   late = NULL;
  g_autofree char      *head = NULL;
  WeirWsPath           *path;

  /* Not decoded, but "%2f" and "%2F" are the same. */
  path = weir_ws_server_add_path (server->server,
                                  "/a%2fb",
                                  &net_log_handler,
                                  server->log,
                                  &error);
  g_assert_no_error (error);
  net_peer_free (net_peer_open (server->port, "/base/a%2fb"));
  net_peer_free (net_peer_open (server->port, "/base/a%2Fb"));
  weir_ws_server_remove_path (server->server, path);

  path =
    weir_ws_server_add_path (server->server, "two", &net_log_handler, log, &error);
  g_assert_no_error (error);
  g_assert_null (
    weir_ws_server_add_path (server->server, "/two", &net_log_handler, log, &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_IN_USE);

  peer = net_peer_open (server->port, "/base/two");
  NET_WAIT (log->connection != NULL);
  g_assert_true (
    weir_ws_path_lookup (path, weir_ws_connection_get_id (log->connection)) ==
    log->connection);
  g_assert_null (weir_ws_path_lookup (path, "0123456789abcdef"));

  weir_ws_server_remove_path (server->server, path);
  net_peer_expect_close (peer, 1001);
  net_peer_expect_eof (peer);
  g_assert_cmpuint (log->closed, ==, 0);

  late = net_peer_connect (server->port);
  head = net_peer_upgrade (late, "/base/two", "");
  g_assert_true (g_str_has_prefix (head, "HTTP/1.1 404 "));
}

static void
test_stop (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);

  NET_WAIT (server->log->opened == 1);
  weir_ws_server_stop (server->server);
  net_peer_expect_close (peer, 1001);
  net_peer_send_frame (peer, 0x88, TRUE, "\x03\xe9", 2);
  net_peer_expect_eof (peer);
  NET_WAIT (server->log->closed == 1);
  g_assert_cmpstr (server->log->lines->str, ==, "opened\nclosed 1001\n");
}

static void
test_in_use (void)
{
  g_autoptr (NetServer)    server = net_server_new (NULL);
  WeirWsServerOptions      options = { .port = server->port };
  g_autoptr (WeirWsServer) other = weir_ws_server_new (server->loop, &options);
  g_autoptr (WeirWsServer) nowhere = NULL;
  g_autoptr (GError)       error = NULL;

  g_assert_false (weir_ws_server_start (other, &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_IN_USE);
  g_clear_error (&error);

  options = (WeirWsServerOptions){ .host = "no address" };
  nowhere = weir_ws_server_new (server->loop, &options);
  g_assert_false (weir_ws_server_start (nowhere, &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_ADDRESS);
}

static void
http_cb (SoupServer        *http,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message,
                                    "text/plain",
                                    SOUP_MEMORY_COPY,
                                    body->data,
                                    body->length);
}

static void
want_body_cb (SoupServer        *http,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              gpointer           user_data)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message),
                                    TRUE);
}

/* The host's own handlers: bodies larger than any buffer. */
static void
test_http (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autofree char      *body = g_strnfill (2000000, 'b');

  soup_server_add_early_handler (weir_ws_server_get_http (server->server),
                                 "/echo",
                                 want_body_cb,
                                 NULL,
                                 NULL);
  soup_server_add_handler (weir_ws_server_get_http (server->server),
                           "/echo",
                           http_cb,
                           NULL,
                           NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (NetPeer) peer = net_peer_connect (server->port);
      g_autofree char    *head = NULL;

      net_peer_send_text (peer,
                          "POST /echo HTTP/1.1\r\nHost: x\r\n"
                          "Content-Length: 2000000\r\n\r\n");
      net_peer_send_text (peer, body);
      head = net_peer_read_head (peer);
      g_assert_true (g_str_has_prefix (head, "HTTP/1.1 200 "));
      NET_WAIT ((net_peer_pump (peer), peer->in->len == 2000000));
      g_assert_nonnull (strstr (head, "\r\nConnection: close\r\n"));
      g_assert_cmpmem (peer->in->data, peer->in->len, body, 2000000);
    }
}

/* Nobody wants this body: it is taken, but not kept. */
static void
test_unwanted_body (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_connect (server->port);
  g_autofree char      *body = g_strnfill (100000, 'b');
  g_autofree char      *head = NULL;

  soup_server_add_handler (weir_ws_server_get_http (server->server),
                           "/echo",
                           http_cb,
                           NULL,
                           NULL);
  net_peer_send_text (peer,
                      "POST /echo HTTP/1.1\r\nHost: x\r\n"
                      "Content-Length: 100000\r\n\r\n");
  net_peer_send_text (peer, body);
  head = net_peer_read_head (peer);
  g_assert_true (g_str_has_prefix (head, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (head, "\r\nContent-Length: 0\r\n"));
}

/* A body that never ends: the peer has to go, with or without an answer. */
static void
test_slow_body (void)
{
  WeirWsServerOptions   options = { .handshake_timeout_ms = 100 };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autoptr (NetPeer)   peer = net_peer_connect (server->port);

  net_peer_send_text (peer,
                      "POST /no HTTP/1.1\r\nHost: x\r\n"
                      "Content-Length: 100000\r\n\r\nbbb");
  net_peer_expect_eof (peer);
}

/* A path at the root lies beside the base path, not below it. */
static void
test_root_path (void)
{
  WeirWsServerOptions        options = { .base_path = "/red" };
  g_autoptr (NetServer)      server = net_server_new (&options);
  static const WeirWsHandler handler = { NULL };
  g_autoptr (NetPeer)        peer = NULL;
  g_autoptr (GError)         error = NULL;
  WeirWsPath                *path =
    weir_ws_server_add_root_path (server->server, "/top", &handler, NULL, &error);

  g_assert_no_error (error);
  peer = net_peer_open (server->port, "/top");
  NET_WAIT (weir_ws_path_get_connections (path)->len == 1);
  g_assert_null (
    weir_ws_server_add_root_path (server->server, "/top", &handler, NULL, &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_IN_USE);
}

static void
test_repair (void)
{
  g_autoptr (NetServer)  server = net_server_new (NULL);
  g_autoptr (NetPeer)    peer = net_peer_open (server->port, NET_PATH);
  g_autoptr (GByteArray) payload = NULL;
  static const char      sent[] = "a\xff\0\xc3";
  static const char      read[] = "a\xef\xbf\xbd\0\xef\xbf\xbd";

  NET_WAIT (server->log->connection != NULL);
  g_assert_true (weir_ws_connection_send (server->log->connection,
                                          WEIR_WS_TEXT,
                                          (const guint8 *)sent,
                                          sizeof sent - 1,
                                          NULL));
  g_assert_cmphex (net_peer_read_frame (peer, &payload), ==, 0x81);
  g_assert_cmpmem (payload->data, payload->len, read, sizeof read - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/server/echo", test_echo);
  g_test_add_func ("/net/server/fragments", test_fragments);
  g_test_add_func ("/net/server/early-message", test_early_message);
  g_test_add_func ("/net/server/dribble", test_dribble);
  for (guint i = 0; i < G_N_ELEMENTS (offences); i++)
    {
      g_autofree char *path =
        g_strconcat ("/net/server/offence/", offences[i].name, NULL);

      g_test_add_data_func (path, &offences[i], test_offence);
    }
  g_test_add_func ("/net/server/limit", test_limit);
  g_test_add_func ("/net/server/close-codes", test_close_codes);
  g_test_add_func ("/net/server/close-by-peer", test_close_by_peer);
  g_test_add_func ("/net/server/close-by-us", test_close_by_us);
  g_test_add_func ("/net/server/close-ignored", test_close_ignored);
  g_test_add_func ("/net/server/lost", test_lost);
  g_test_add_func ("/net/server/idle-ping", test_idle_ping);
  g_test_add_func ("/net/server/paths", test_paths);
  g_test_add_func ("/net/server/stop", test_stop);
  g_test_add_func ("/net/server/in-use", test_in_use);
  g_test_add_func ("/net/server/http", test_http);
  g_test_add_func ("/net/server/unwanted-body", test_unwanted_body);
  g_test_add_func ("/net/server/slow-body", test_slow_body);
  g_test_add_func ("/net/server/root-path", test_root_path);
  g_test_add_func ("/net/server/repair", test_repair);
  return g_test_run ();
}
