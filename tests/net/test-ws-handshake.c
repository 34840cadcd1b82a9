/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a client, well-behaved or not, becomes a WebSocket, or does not. */

#include "net-peer.h"

#include <string.h>

static const struct
{
  const char *request; /* without its empty line */
  const char *answer;  /* how the head begins */
} handshakes[] = {
  { "GET /nope HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 404 " },
  { "GET " NET_PATH "/ HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 404 " },
  { "GET /WS/echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 404 " },
  { "GET /ws%2Fecho HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 404 " },
  { "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\n", "HTTP/1.1 404 " },
  { "POST " NET_PATH " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
    "Upgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 400 " },
  { "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 400 " },
  { "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: c2hvcnQ=\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 400 " },
  { "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 400 " },
  { "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 400 " },
  { "GET " NET_PATH " HTTP/1.1\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n",
    "HTTP/1.1 400 " },
  { "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
    "HTTP/1.1 400 " },
  { "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 8\r\n",
    "HTTP/1.1 426 " },
  { "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13, 8\r\n",
    "HTTP/1.1 426 " },
  { "POST " NET_PATH " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: foo\r\n",
    "HTTP/1.1 501 " },
  { "POST " NET_PATH " HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n",
    "HTTP/1.1 400 " },
};

static void
test_handshakes (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  WeirWsServerStats     stats;

  for (guint i = 0; i < G_N_ELEMENTS (handshakes); i++)
    {
      g_autoptr (NetPeer) peer = net_peer_connect (server->port);
      g_autofree char    *head = NULL;

      g_test_message ("case %u", i);
      net_peer_send_text (peer, handshakes[i].request);
      net_peer_send_text (peer, "\r\n");
      head = net_peer_read_head (peer);
      g_assert_true (g_str_has_prefix (head, handshakes[i].answer));
      /* RFC 6455 §4.4: who refuses a version names its own. */
      if (strstr (handshakes[i].answer, "426") != NULL)
        g_assert_nonnull (strstr (head, "Sec-WebSocket-Version: 13\r\n"));
    }
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_path, ==, 4);
  g_assert_cmpuint (stats.refused_handshake, ==, 10);
  g_assert_cmpuint (stats.accepted, ==, 0);
}

static void
test_subprotocol (void)
{
  static const char *const cases[][2] = {
    { "Sec-WebSocket-Protocol: foo, bar\r\n", "foo" },
    { "Sec-WebSocket-Protocol: bar\r\nSec-WebSocket-Protocol: foo\r\n", "bar" },
    { "Sec-WebSocket-Extensions: permessage-deflate; a=b\r\n"
      "Sec-WebSocket-Protocol: x\r\n",
      "x" },
    { "Sec-WebSocket-Extensions: permessage-deflate;\r\n", NULL },
    { "", NULL },
  };
  g_autoptr (NetServer) server = net_server_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NetPeer) peer = net_peer_connect (server->port);
      g_autofree char    *head = net_peer_upgrade (peer, NET_PATH, cases[i][0]);
      g_autofree char    *line =
        g_strdup_printf ("Sec-WebSocket-Protocol: %s\r\n", cases[i][1]);

      g_assert_true (g_str_has_prefix (head, "HTTP/1.1 101 "));
      g_assert_true ((strstr (head, line) != NULL) == (cases[i][1] != NULL));
      g_assert_null (strstr (head, "Extensions"));
      NET_WAIT (server->log->opened == i + 1);
      g_assert_cmpstr (weir_ws_connection_get_protocol (server->log->connection),
                       ==,
                       cases[i][1]);
    }
}

/* A path that is choosy takes the first offer it knows; a client that made none
 * of them is let in without, and decides itself. */
static void
test_accepted_protocols (void)
{
  static const char *const accepted[] = { "bar", "baz", NULL };
  static const char *const cases[][2] = {
    { "Sec-WebSocket-Protocol: foo, baz, bar\r\n", "baz" },
    { "Sec-WebSocket-Protocol: foo\r\n", NULL },
    { "", NULL },
  };
  g_autoptr (NetServer) server = net_server_new (NULL);

  weir_ws_path_set_protocols (server->path, accepted);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NetPeer) peer = net_peer_connect (server->port);
      g_autofree char    *head = net_peer_upgrade (peer, NET_PATH, cases[i][0]);

      g_assert_true (g_str_has_prefix (head, "HTTP/1.1 101 "));
      NET_WAIT (server->log->opened == i + 1);
      g_assert_cmpstr (weir_ws_connection_get_protocol (server->log->connection),
                       ==,
                       cases[i][1]);
    }
}

static void
test_max_clients (void)
{
  WeirWsServerOptions   options = { .max_clients = 2 };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autoptr (NetPeer)   one = net_peer_open (server->port, NET_PATH);
  NetPeer              *two = net_peer_open (server->port, NET_PATH);
  g_autoptr (NetPeer)   three = net_peer_connect (server->port);
  g_autoptr (NetPeer)   four = NULL;
  g_autofree char      *head = net_peer_upgrade (three, NET_PATH, "");
  WeirWsServerStats     stats;

  g_assert_true (g_str_has_prefix (head, "HTTP/1.1 503 "));
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_full, ==, 1);
  g_assert_cmpuint (stats.clients, ==, 2);

  net_peer_free (two);
  NET_WAIT (server->log->closed == 1);
  four = net_peer_open (server->port, NET_PATH);
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.clients, ==, 2);
  g_assert_cmpuint (stats.accepted, ==, 3);
}

/* A client that is slow, mute, or never upgrades. */
static void
test_timeout (void)
{
  static const char *const beginnings[] = {
    "",
    "GET " NET_PATH " HTT",
    "GET " NET_PATH " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nContent-Length: 100\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n",
  };
  WeirWsServerOptions   options = { .handshake_timeout_ms = 100 };
  g_autoptr (NetServer) server = net_server_new (&options);
  g_autoptr (NetPeer)   idle = net_peer_connect (server->port);
  WeirWsServerStats     stats;

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (NetPeer) peer = net_peer_connect (server->port);

      net_peer_send_text (peer, beginnings[i]);
      net_peer_expect_eof (peer);
    }
  weir_ws_server_get_stats (server->server, &stats);
  g_assert_cmpuint (stats.refused_handshake, >=, G_N_ELEMENTS (beginnings));
  net_peer_expect_eof (idle);
}

/* RST during the handshake made libsoup's own handler answer 500 for ever. */
static void
test_reset_in_handshake (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = NULL;

  for (guint i = 0; i < 300; i++)
    {
      NetPeer *rude = net_peer_connect (server->port);

      net_peer_send_upgrade (
        rude,
        NET_PATH,
        "Sec-WebSocket-Extensions: permessage-deflate\r\n");
      if (i % 2 == 0)
        g_main_context_iteration (NULL, FALSE);
      net_peer_reset (rude);
    }
  peer = net_peer_open (server->port, NET_PATH);
  net_peer_send_frame (peer, 0x81, TRUE, "alive", 5);
  net_peer_expect_text (peer, "alive");
}

static void
test_crowd (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (GPtrArray) peers =
    g_ptr_array_new_with_free_func ((GDestroyNotify)net_peer_free);

  for (guint i = 0; i < 300; i++)
    {
      NetPeer *peer = net_peer_connect (server->port);

      g_ptr_array_add (peers, peer);
      net_peer_send_upgrade (peer, NET_PATH, "");
    }
  NET_WAIT (server->log->opened == 300);
  g_assert_cmpuint (weir_ws_path_get_connections (server->path)->len, ==, 300);
  g_assert_cmpuint (
    weir_ws_path_broadcast (server->path, WEIR_WS_TEXT, (const guint8 *)"all", 3),
    ==,
    300);
  for (guint i = 0; i < peers->len; i++)
    {
      g_autofree char *head = net_peer_read_head (g_ptr_array_index (peers, i));

      net_peer_expect_text (g_ptr_array_index (peers, i), "all");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/handshake/handshakes", test_handshakes);
  g_test_add_func ("/net/handshake/subprotocol", test_subprotocol);
  g_test_add_func ("/net/handshake/accepted-protocols", test_accepted_protocols);
  g_test_add_func ("/net/handshake/max-clients", test_max_clients);
  g_test_add_func ("/net/handshake/timeout", test_timeout);
  g_test_add_func ("/net/handshake/reset-in-handshake", test_reset_in_handshake);
  g_test_add_func ("/net/handshake/crowd", test_crowd);
  return g_test_run ();
}
