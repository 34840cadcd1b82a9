/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Peers that read slowly, or not at all: memory stays bounded. */

#include "net-peer.h"

#include <string.h>
#include <sys/socket.h>

#define MAX_QUEUED (512 * 1024)
#define CHUNK      (32 * 1024)

/* Sends so many messages to a peer that reads none. */
static void
flood (NetServer *server, guint messages)
{
  g_autofree char *text = g_strnfill (CHUNK, 'f');

  for (guint i = 0; i < messages && server->log->connection != NULL; i++)
    {
      WeirWsStats stats;

      memcpy (text, &i, sizeof i);
      weir_ws_connection_send (server->log->connection,
                               WEIR_WS_BINARY,
                               (const guint8 *)text,
                               CHUNK,
                               NULL);
      weir_ws_connection_get_stats (server->log->connection, &stats);
      g_assert_cmpuint (stats.queued_bytes, <=, MAX_QUEUED);
      g_main_context_iteration (NULL, FALSE);
    }
}

static NetServer *
serve (WeirWsOverflow overflow)
{
  WeirWsServerOptions options = {
    .limits = { .max_queued_bytes = MAX_QUEUED, .overflow = overflow },
  };

  return net_server_new (&options);
}

static guint
number_of (GByteArray *payload)
{
  guint number;

  g_assert_cmpuint (payload->len, ==, CHUNK);
  memcpy (&number, payload->data, sizeof number);
  return number;
}

static void
test_disconnect (void)
{
  g_autoptr (NetServer) server = serve (WEIR_WS_OVERFLOW_DISCONNECT);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);
  guint8                flags;

  NET_WAIT (server->log->connection != NULL);
  flood (server, 700);
  NET_WAIT (server->log->closed == 1);
  g_assert_cmpstr (server->log->lines->str, ==, "opened\nfailed 9\nclosed 1013\n");

  /* What was begun is whole, then the reason, then the end. */
  do
    flags = net_peer_read_frame (peer, NULL);
  while (flags == 0x82);
  g_assert_cmphex (flags, ==, 0x88);
  net_peer_expect_eof (peer);
}

/* @oldest: the last ones arrive; otherwise the first ones do. */
static void
check_dropping (gboolean oldest)
{
  const guint           messages = 700;
  g_autoptr (NetServer) server =
    serve (oldest ? WEIR_WS_OVERFLOW_DROP_OLDEST : WEIR_WS_OVERFLOW_DROP_NEWEST);
  g_autoptr (NetPeer) peer = net_peer_open (server->port, NET_PATH);
  WeirWsStats         stats;
  guint               previous = 0;
  guint               arrived = 0;

  NET_WAIT (server->log->connection != NULL);
  flood (server, messages);
  weir_ws_connection_get_stats (server->log->connection, &stats);
  g_assert_cmpuint (stats.dropped, >, 0);
  g_assert_cmpuint (server->log->closed, ==, 0);

  while (arrived < messages - stats.dropped)
    {
      g_autoptr (GByteArray) payload = NULL;

      g_assert_cmphex (net_peer_read_frame (peer, &payload), ==, 0x82);
      if (arrived > 0)
        g_assert_cmpuint (number_of (payload), >, previous);
      previous = number_of (payload);
      arrived++;
    }
  if (oldest)
    g_assert_cmpuint (previous, ==, messages - 1);
  else
    g_assert_cmpuint (previous, <, messages - 1);

  /* It has caught up, so the next one comes. */
  weir_ws_connection_send (server->log->connection,
                           WEIR_WS_TEXT,
                           (const guint8 *)"next",
                           4,
                           NULL);
  net_peer_expect_text (peer, "next");
}

static void
test_drop_oldest (void)
{
  check_dropping (TRUE);
}

static void
test_drop_newest (void)
{
  check_dropping (FALSE);
}

/* A peer that only sends pings and reads no pong is not read any more. */
static void
test_ping_flood (void)
{
  g_autoptr (NetServer)  server = net_server_new (NULL);
  g_autoptr (NetPeer)    peer = net_peer_open (server->port, NET_PATH);
  g_autoptr (GByteArray) pings = g_byte_array_new ();
  guint8                 ping[6 + 125] = { 0x89, 0x80 | 125 };
  gsize                  sent = 0;
  guint                  idle = 0;
  WeirWsStats            stats;

  for (guint i = 0; i < 500; i++)
    g_byte_array_append (pings, ping, sizeof ping);
  NET_WAIT (server->log->connection != NULL);

  /* Until nothing moves: its buffer and ours are full. */
  while (idle < 200)
    {
      gsize at = sent % sizeof ping;
      gssize n = send (peer->fd, pings->data + at, pings->len - at, MSG_NOSIGNAL);

      g_main_context_iteration (NULL, FALSE);
      weir_ws_connection_get_stats (server->log->connection, &stats);
      g_assert_cmpuint (stats.queued_bytes,
                        <,
                        WEIR_NET_PAUSE_BYTES + 2 * WEIR_NET_READ_BYTES);
      sent += MAX (n, 0);
      idle = n > 0 ? 0 : idle + 1;
    }

  /* And when it reads again, all is well. */
  NET_WAIT ((net_peer_pump (peer), peer->in->len >= sent / sizeof ping * 127));
  g_assert_cmpuint (server->log->closed, ==, 0);
}

/* An echo of large messages to a peer that sends first and reads later. */
static void
test_echo_late (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);
  g_autofree char      *text = g_strnfill (1000000, 'l');

  for (guint i = 0; i < 4; i++)
    net_peer_send_frame (peer, 0x81, TRUE, text, 1000000);
  for (guint i = 0; i < 4; i++)
    net_peer_expect_text (peer, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/slow/disconnect", test_disconnect);
  g_test_add_func ("/net/slow/drop-oldest", test_drop_oldest);
  g_test_add_func ("/net/slow/drop-newest", test_drop_newest);
  g_test_add_func ("/net/slow/ping-flood", test_ping_flood);
  g_test_add_func ("/net/slow/echo-late", test_echo_late);
  return g_test_run ();
}
