/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net-client.h"

#include "net/weir-ws-tap.h"

/* What a tap was told, a line an event; peers are a, b, … in the order they
 * were told of. */
typedef struct
{
  GString   *lines;
  GPtrArray *peers; /* WeirWsConnection, not owned */
} Tap;

static char
name_of (Tap *tap, WeirWsConnection *connection)
{
  guint index;

  g_assert_true (g_ptr_array_find (tap->peers, connection, &index));
  return (char)('a' + index);
}

static void
tap_cb (const WeirWsTapEvent *event, gpointer user_data)
{
  Tap *tap = user_data;

  if (event->kind == WEIR_WS_TAP_OPENED)
    g_ptr_array_add (tap->peers, event->connection);
  g_string_append_printf (tap->lines, "%c ", name_of (tap, event->connection));
  switch (event->kind)
    {
    case WEIR_WS_TAP_OPENED:
      g_string_append_printf (tap->lines,
                              "open %s %s",
                              event->outgoing ? "out" : "in",
                              event->owner);
      g_assert_nonnull (strstr (event->place, NET_PATH));
      break;
    case WEIR_WS_TAP_RECEIVED:
    case WEIR_WS_TAP_SENT:
      g_string_append_printf (tap->lines,
                              "%s %s %.*s",
                              event->kind == WEIR_WS_TAP_SENT ? "sent" : "got",
                              event->message == WEIR_WS_TEXT ? "text" : "binary",
                              (int)event->length,
                              (const char *)event->data);
      if (event->shared != NULL)
        g_assert_true (g_bytes_get_data (event->shared, NULL) == event->data);
      break;
    case WEIR_WS_TAP_CLOSED:
      g_string_append_printf (tap->lines,
                              "closed %s %u %s",
                              event->ours ? "here" : "there",
                              event->code,
                              event->reason != NULL ? event->reason : "-");
      break;
    }
  g_string_append_c (tap->lines, '\n');
}

static void
tap_init (Tap *tap, WeirWsServer *server)
{
  tap->lines = g_string_new (NULL);
  tap->peers = g_ptr_array_new ();
  weir_ws_tap_start (server, tap_cb, tap);
}

static void
tap_clear (Tap *tap)
{
  g_string_free (tap->lines, TRUE);
  g_ptr_array_unref (tap->peers);
}

static void
test_messages (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   nobody = net_peer_open (server->port, NET_PATH);
  g_autoptr (NetPeer)   peer = NULL;
  Tap                   tap;

  /* A path nobody owns is not tapped. */
  tap_init (&tap, server->server);
  NET_WAIT (server->log->opened == 1);
  net_peer_send_frame (nobody, 0x81, TRUE, "x", 1);
  net_peer_expect_text (nobody, "x");
  g_assert_cmpstr (tap.lines->str, ==, "");

  weir_ws_path_set_owner (server->path, "node");
  peer = net_peer_open (server->port, NET_PATH);
  net_peer_send_frame (peer, 0x81, TRUE, "hi", 2);
  net_peer_expect_text (peer, "hi");
  net_peer_send_frame (peer, 0x82, TRUE, "bin", 3);

  /* A message in pieces, with a ping between, is one message. */
  net_peer_send_frame (peer, 0x01, TRUE, "one", 3);
  net_peer_send_frame (peer, 0x89, TRUE, "", 0);
  net_peer_send_frame (peer, 0x80, TRUE, "two", 3);
  NET_WAIT (server->log->messages == 4);
  net_peer_send_frame (peer,
                       0x88,
                       TRUE,
                       "\x03\xe8"
                       "bye",
                       5);
  NET_WAIT (server->log->closed == 1);
  g_assert_cmpstr (tap.lines->str,
                   ==,
                   "a open in node\n"
                   "a got text hi\na sent text hi\n"
                   "a got binary bin\na sent binary bin\n"
                   "a got text onetwo\na sent text onetwo\n"
                   "a closed there 1000 bye\n");
  tap_clear (&tap);
}

/* Started in the middle, it is told what is open; stopped, nothing more. */
static void
test_broadcast (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   first = NULL;
  g_autoptr (NetPeer)   second = NULL;
  Tap                   tap;

  weir_ws_path_set_owner (server->path, "node");
  first = net_peer_open (server->port, NET_PATH);
  second = net_peer_open (server->port, NET_PATH);
  NET_WAIT (server->log->opened == 2);

  tap_init (&tap, server->server);
  weir_ws_path_broadcast (server->path,
                          WEIR_WS_TEXT,
                          (const guint8 *)"all",
                          strlen ("all"));
  net_peer_expect_text (second, "all");
  net_peer_reset (g_steal_pointer (&first));
  NET_WAIT (server->log->closed == 1);
  weir_ws_tap_stop (server->server, tap_cb, &tap);
  weir_ws_path_broadcast (server->path, WEIR_WS_TEXT, (const guint8 *)"x", 1);
  g_assert_cmpstr (tap.lines->str,
                   ==,
                   "a open in node\nb open in node\n"
                   "a sent text all\nb sent text all\n"
                   "a closed there 1006 -\n");
  tap_clear (&tap);
}

/* Two listen: each hears all from when it began until it stops. */
static void
test_two (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = NULL;
  Tap                   first;
  Tap                   second;

  weir_ws_path_set_owner (server->path, "node");
  tap_init (&first, server->server);
  peer = net_peer_open (server->port, NET_PATH);
  net_peer_send_frame (peer, 0x81, TRUE, "1", 1);
  net_peer_expect_text (peer, "1");
  tap_init (&second, server->server);
  net_peer_send_frame (peer, 0x81, TRUE, "2", 1);
  net_peer_expect_text (peer, "2");
  weir_ws_tap_stop (server->server, tap_cb, &first);
  net_peer_send_frame (peer, 0x81, TRUE, "3", 1);
  net_peer_expect_text (peer, "3");
  weir_ws_tap_stop (server->server, tap_cb, &second);
  g_assert_cmpstr (first.lines->str,
                   ==,
                   "a open in node\n"
                   "a got text 1\na sent text 1\n"
                   "a got text 2\na sent text 2\n");
  g_assert_cmpstr (second.lines->str,
                   ==,
                   "a open in node\n"
                   "a got text 2\na sent text 2\n"
                   "a got text 3\na sent text 3\n");
  tap_clear (&first);
  tap_clear (&second);
}

/* A message that comes before the handler hears that the connection is open. */
static void
test_early_broadcast (void)
{
  static const WeirWsHandler handler = { 0 };
  g_autoptr (NetServer)      server = net_server_new (NULL);
  g_autoptr (NetPeer)        peer = NULL;
  WeirWsPath                *path = weir_ws_server_add_path (server->server,
                                              NET_PATH "/early",
                                              &handler,
                                              NULL,
                                              NULL);
  Tap                        tap;

  weir_ws_path_set_owner (path, "node");
  tap_init (&tap, server->server);
  peer = net_peer_connect (server->port);
  net_peer_send_upgrade (peer, NET_PATH "/early", "");
  NET_WAIT (weir_ws_path_broadcast (path,
                                    WEIR_WS_BINARY,
                                    (const guint8 *)"now",
                                    strlen ("now")) == 1);
  NET_WAIT (strstr (tap.lines->str, "sent") != NULL);
  g_assert_true (
    g_str_has_prefix (tap.lines->str, "a open in node\na sent binary now\n"));
  weir_ws_server_remove_path (server->server, path);
  g_assert_true (g_str_has_suffix (tap.lines->str, "a closed here 1001 -\n"));
  tap_clear (&tap);
}

/* A client of the same loop. */
static void
test_client (void)
{
  static const WeirWsClientHandler handler = { 0 };
  g_autoptr (NetServer)            server = net_server_new (NULL);
  g_autofree char                 *url =
    g_strdup_printf ("ws://127.0.0.1:%u" NET_PATH, server->port);
  WeirWsClientOptions      options = { .url = url, .owner = "client" };
  g_autoptr (WeirWsClient) client =
    weir_ws_client_new (weir_ws_server_get_loop (server->server),
                        &options,
                        &handler,
                        NULL,
                        NULL);
  Tap tap;

  tap_init (&tap, server->server);
  weir_ws_client_start (client);
  NET_WAIT (weir_ws_client_get_connection (client) != NULL);
  weir_ws_connection_send (weir_ws_client_get_connection (client),
                           WEIR_WS_TEXT,
                           (const guint8 *)"hi",
                           2,
                           NULL);
  NET_WAIT (strstr (tap.lines->str, "got") != NULL);
  weir_ws_client_stop (client);
  g_assert_cmpstr (tap.lines->str,
                   ==,
                   "a open out client\na sent text hi\na got text hi\n"
                   "a closed here 0 -\n");
  tap_clear (&tap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/ws-tap/messages", test_messages);
  g_test_add_func ("/net/ws-tap/broadcast", test_broadcast);
  g_test_add_func ("/net/ws-tap/early-broadcast", test_early_broadcast);
  g_test_add_func ("/net/ws-tap/client", test_client);
  g_test_add_func ("/net/ws-tap/two", test_two);
  return g_test_run ();
}
