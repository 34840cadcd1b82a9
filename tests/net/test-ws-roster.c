/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net-client.h"

#include "net/weir-ws-roster.h"

/* What a visit found, one line an entry, and the id of the last. */
typedef struct
{
  GString *lines;
  char    *id;
} Visit;

static void
visit_cb (const WeirWsRosterEntry *entry, gpointer data)
{
  static const char *const states[] = {
    [WEIR_WS_ROSTER_OPEN] = "open",
    [WEIR_WS_ROSTER_CONNECTING] = "connecting",
    [WEIR_WS_ROSTER_RETRYING] = "retrying",
  };
  Visit *visit = data;

  g_string_append_printf (visit->lines,
                          "%s %s %s%s\n",
                          entry->owner,
                          entry->outgoing ? "out" : "in",
                          states[entry->state],
                          entry->error != NULL ? " why" : "");
  g_free (visit->id);
  visit->id = g_strdup (entry->id);
}

/* Returns: (transfer full): the id of the last entry */
static char *
assert_roster (WeirWsServer *server, const char *expected)
{
  Visit visit = { .lines = g_string_new (NULL) };

  weir_ws_roster_visit (server, visit_cb, &visit);
  g_assert_cmpstr (visit.lines->str, ==, expected);
  g_string_free (visit.lines, TRUE);
  return visit.id;
}

static void
test_server (void)
{
  g_autoptr (NetServer) server = net_server_new (NULL);
  g_autoptr (NetPeer)   peer = net_peer_open (server->port, NET_PATH);
  g_autoptr (GBytes)    data = g_bytes_new_static ("hi", 2);
  g_autoptr (GError)    error = NULL;
  g_autofree char      *nobody = NULL;
  g_autofree char      *id = NULL;

  /* Nobody's path is nobody's business. */
  NET_WAIT (server->log->opened == 1);
  nobody = assert_roster (server->server, "");
  g_assert_false (
    weir_ws_roster_send (server->server,
                         weir_ws_connection_get_id (server->log->connection),
                         WEIR_WS_TEXT,
                         data,
                         &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CLOSED);
  g_clear_error (&error);

  weir_ws_path_set_owner (server->path, "node");
  id = assert_roster (server->server, "node in open\n");
  g_assert_cmpstr (id, ==, weir_ws_connection_get_id (server->log->connection));
  g_assert_true (
    weir_ws_roster_send (server->server, id, WEIR_WS_TEXT, data, &error));
  net_peer_expect_text (peer, "hi");
  g_assert_true (weir_ws_roster_close (server->server, id, 1000, &error));
  net_peer_expect_close (peer, 1000);
  g_assert_false (weir_ws_roster_close (server->server, id, 1000, &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CLOSED);
}

/* Clients of the same loop, from their first try to their stop. */
static void
test_client (void)
{
  static const WeirWsClientHandler handler = { 0 };
  g_autoptr (NetServer)            server = net_server_new (NULL);
  WeirIoLoop      *loop = weir_ws_server_get_loop (server->server);
  g_autofree char *url =
    g_strdup_printf ("ws://127.0.0.1:%u" NET_PATH, server->port);
  WeirWsClientOptions options = { .url = url, .owner = "client" };
  WeirWsClientOptions refused = { .url = "ws://127.0.0.1:1", .owner = "bad" };
  g_autoptr (WeirWsClient) client =
    weir_ws_client_new (loop, &options, &handler, NULL, NULL);
  g_autoptr (WeirWsClient) bad =
    weir_ws_client_new (loop, &refused, &handler, NULL, NULL);
  g_autoptr (GBytes) data = g_bytes_new_static ("hi", 2);

  g_free (assert_roster (server->server, ""));
  weir_ws_client_start (client);
  g_free (assert_roster (server->server, "client out connecting\n"));
  NET_WAIT (weir_ws_client_get_connection (client) != NULL);
  g_free (assert_roster (server->server, "client out open\n"));
  NET_WAIT (server->log->opened == 1);
  g_assert_true (
    weir_ws_roster_send (server->server, "client", WEIR_WS_TEXT, data, NULL));
  NET_WAIT (server->log->messages == 1);

  weir_ws_client_stop (client);
  weir_ws_client_start (bad);
  net_run_for (100);
  g_free (assert_roster (server->server, "bad out retrying why\n"));
  weir_ws_client_stop (bad);
  g_free (assert_roster (server->server, ""));
}

static void
count_wait_cb (guint retry_ms, guint tries, const GError *error, gpointer waits)
{
  g_array_append_val ((GArray *)waits, retry_ms);
}

/* One that waits tries again when asked to, and waits as its owner's policy
 * says from then on. */
static void
test_try_now (void)
{
  static const WeirWsClientHandler handler = { .retrying = count_wait_cb };
  static const WeirWsRetry         all = { .first_ms = 70000 };
  static const WeirWsRetry         own = { .first_ms = 80000 };
  g_autoptr (NetServer)            server = net_server_new (NULL);
  WeirIoLoop         *loop = weir_ws_server_get_loop (server->server);
  WeirWsClientOptions options = { .url = "ws://127.0.0.1:1", .owner = "bad" };
  g_autoptr (GArray)  waits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (WeirWsClient) client =
    weir_ws_client_new (loop, &options, &handler, waits, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_ws_roster_try_now (server->server, "bad", &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_CLOSED);
  weir_ws_client_start (client);
  NET_WAIT (waits->len == 1);
  weir_ws_server_set_retry (server->server, NULL, &all);
  weir_ws_server_set_retry (server->server, "other", &own);
  g_assert_true (weir_ws_roster_try_now (server->server, "bad", NULL));
  NET_WAIT (waits->len == 2);
  weir_ws_server_set_retry (server->server, "bad", &own);
  g_assert_true (weir_ws_roster_try_now (server->server, "bad", NULL));
  NET_WAIT (waits->len == 3);
  weir_ws_server_set_retry (server->server, "bad", NULL);
  g_assert_true (weir_ws_roster_try_now (server->server, "bad", NULL));
  NET_WAIT (waits->len == 4);
  g_assert_cmpuint (g_array_index (waits, guint, 0), ==, WEIR_NET_RECONNECT_MS);
  g_assert_cmpuint (g_array_index (waits, guint, 1), ==, 70000);
  g_assert_cmpuint (g_array_index (waits, guint, 2), ==, 80000);
  g_assert_cmpuint (g_array_index (waits, guint, 3), ==, 70000);
  g_assert_cmpuint (weir_ws_server_get_retry (server->server, "other")->first_ms,
                    ==,
                    80000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/ws-roster/server", test_server);
  g_test_add_func ("/net/ws-roster/client", test_client);
  g_test_add_func ("/net/ws-roster/try-now", test_try_now);

  return g_test_run ();
}
