/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-fixture.h"

#include "json/weir-json.h"

#include <string.h>

/* An echo over /echo, and a button that shows what it sends. */
#define ECHO                                                             \
  "{'id':'t','type':'tab'},"                                             \
  "{'id':'l','type':'websocket-listener','path':'/echo'},"               \
  "{'id':'in','type':'websocket in','z':'t','server':'l','x':1,'y':1,"   \
  "'wires':[['out']]},"                                                  \
  "{'id':'out','type':'websocket out','z':'t','server':'l','x':1,'y':1," \
  "'wires':[]}"
#define BUTTON(text, id)                                                      \
  "{'id':'t2','type':'tab'},"                                                 \
  "{'id':'" id "','type':'inject','z':'t2','x':1,'y':1,'payload':'" text "'," \
  "'payloadType':'str','props':[{'p':'payload'}],'wires':[['d']]},"           \
  "{'id':'d','type':'debug','z':'t2','x':1,'y':1,'active':true,"              \
  "'tosidebar':true,'complete':'payload','wires':[]}"

static void
test_run (LiveFixture *self, gconstpointer data)
{
  LiveClient *client;

  g_assert_cmpint (weir_live_get_state (self->live), ==, WEIR_LIVE_STOPPED);
  g_assert_null (weir_live_get_snapshot (self->live));
  live_fixture_start (self, "[" ECHO "," BUTTON ("hello", "b") "]");
  g_assert_cmpint (weir_live_get_state (self->live), ==, WEIR_LIVE_STARTING);
  g_assert_nonnull (
    weir_snapshot_lookup (weir_live_get_snapshot (self->live), "b"));
  live_fixture_wait_state (self, WEIR_LIVE_RUNNING);
  g_assert_null (weir_live_get_problem (self->live));
  g_assert_true (
    g_str_has_prefix (weir_live_get_url (self->live), "ws://127.0.0.1:"));
  g_assert_cmpuint (live_count_threads (), ==, 1);
  live_fixture_wait_log (self, "Started flows");

  weir_live_press (self->live, "b", NULL);
  live_fixture_wait_log (self, "hello");
  client = live_client_new (self, "/echo");
  live_client_send (client, "over and out");
  live_client_wait (client, "over and out");

  weir_live_stop (self->live);
  g_assert_cmpint (weir_live_get_state (self->live), ==, WEIR_LIVE_STOPPING);
  live_client_wait_closed (client, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
  live_fixture_wait_state (self, WEIR_LIVE_STOPPED);
  g_assert_cmpuint (live_count_threads (), ==, 0);
  g_assert_cmpuint (live_fixture_count_log (self, "Stopped flows"), ==, 1);
  g_assert_null (weir_live_get_snapshot (self->live));
  g_assert_null (weir_live_get_url (self->live));
  g_assert_null (weir_live_get_node (self->live, "in"));
  g_assert_cmpstr (self->states->str, ==, "1230");
  g_assert_cmpuint (self->failures->len, ==, 0);
  live_client_free (client);
}

static gboolean
node_says (LiveFixture *self, gconstpointer text)
{
  const WeirLiveNode *node = weir_live_get_node (self->live, "in");

  return node != NULL && g_str_equal (node->text, text);
}

static gboolean
has_clients (LiveFixture *self, gconstpointer n)
{
  return weir_live_get_n_clients (self->live) == GPOINTER_TO_UINT (n);
}

static void
test_status (LiveFixture *self, gconstpointer data)
{
  const WeirLiveNode *node;
  LiveClient         *client;

  live_fixture_run (self, "[" ECHO "]");
  client = live_client_new (self, "/echo");
  live_fixture_wait (self, node_says, "connected 1");
  live_fixture_wait (self, has_clients, GUINT_TO_POINTER (1));
  node = weir_live_get_node (self->live, "in");
  g_assert_cmpstr (node->fill, ==, "green");
  g_assert_cmpstr (node->shape, ==, "dot");
  g_assert_true (g_hash_table_contains (self->changed, "in"));
  g_assert_true (g_hash_table_contains (self->changed, "out"));
  live_client_free (client);
  live_fixture_wait (self, node_says, "disconnected");
  live_fixture_wait (self, has_clients, GUINT_TO_POINTER (0));

  g_hash_table_remove_all (self->changed);
  live_fixture_stop (self);
  g_assert_true (g_hash_table_contains (self->changed, "in"));
}

/* What did not change keeps its clients, with the modes that say so. */
static void
test_deploy (LiveFixture *self, gconstpointer data)
{
  static const WeirDeployMode modes[] = { WEIR_DEPLOY_NODES, WEIR_DEPLOY_FLOWS };
  LiveClient                 *client;

  live_fixture_run (self, "[" ECHO "," BUTTON ("first", "b") "]");
  client = live_client_new (self, "/echo");
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      live_fixture_deploy (self,
                           i == 0 ? "[" ECHO "," BUTTON ("second", "b") "]"
                                  : "[" ECHO "," BUTTON ("third", "c") "]",
                           modes[i]);
      weir_live_press (self->live, i == 0 ? "b" : "c", NULL);
      live_fixture_wait_log (self, i == 0 ? "second" : "third");
      live_client_send (client, i == 0 ? "still" : "here");
      live_client_wait (client, i == 0 ? "still" : "here");
    }
  g_assert_null (weir_snapshot_lookup (weir_live_get_snapshot (self->live), "b"));

  live_fixture_deploy (self, "[" ECHO "]", WEIR_DEPLOY_FULL);
  live_client_wait_closed (client, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
  g_assert_cmpuint (self->failures->len, ==, 0);
  live_client_free (client);
}

/* A start while it runs is a restart, with the new settings; the last one of
 * several wins, and a stop forgets them. */
static void
test_restart (LiveFixture *self, gconstpointer data)
{
  live_fixture_run (self, "[" BUTTON ("first", "b") "]");
  g_free (self->settings->base_path);
  self->settings->base_path = g_strdup ("/base");
  live_fixture_start (self, "[" BUTTON ("second", "b") "]");
  g_assert_cmpint (weir_live_get_state (self->live), ==, WEIR_LIVE_STOPPING);
  live_fixture_start (self, "[" BUTTON ("third", "b") "]");
  live_fixture_deploy (self, "[" BUTTON ("fourth", "b") "]", WEIR_DEPLOY_NODES);
  live_fixture_wait_state (self, WEIR_LIVE_RUNNING);
  g_assert_true (g_str_has_suffix (weir_live_get_url (self->live), "/base"));
  weir_live_press (self->live, "b", NULL);
  live_fixture_wait_log (self, "fourth");
  g_assert_cmpuint (live_fixture_count_log (self, "second"), ==, 0);
  g_assert_cmpuint (live_fixture_count_log (self, "Starting flows"), ==, 2);
  g_assert_cmpstr (self->states->str, ==, "12312");

  live_fixture_start (self, "[" BUTTON ("fifth", "b") "]");
  live_fixture_stop (self);
  live_fixture_pass (50);
  g_assert_cmpint (weir_live_get_state (self->live), ==, WEIR_LIVE_STOPPED);
}

/* Commands without a flow to go to are told, not lost. */
static void
test_not_running (LiveFixture *self, gconstpointer data)
{
  weir_live_press (self->live, "b", NULL);
  weir_live_set_active (self->live, "b", TRUE);
  live_fixture_deploy (self, "[]", WEIR_DEPLOY_FULL);
  weir_live_listen_again (self->live);
  g_assert_cmpuint (self->failures->len, ==, 4);
  weir_live_stop (self->live);
  g_assert_cmpint (weir_live_get_state (self->live), ==, WEIR_LIVE_STOPPED);

  live_fixture_run (self, "[]");
  weir_live_press (self->live, "nobody", NULL);
  live_fixture_stop (self);
  g_assert_cmpuint (self->failures->len, ==, 5);
}

static void
test_press_props (LiveFixture *self, gconstpointer data)
{
  static const char text[] =
    "[{\"p\":\"payload\",\"v\":\"edited\",\"vt\":\"str\"}]";
  g_autoptr (WeirValue) props = weir_json_read (text, strlen (text), NULL, NULL);

  live_fixture_run (self, "[" BUTTON ("stored", "b") "]");
  weir_live_press (self->live, "b", props);
  live_fixture_wait_log (self, "edited");
  weir_live_set_active (self->live, "d", FALSE);
  weir_live_press (self->live, "b", NULL);
  live_fixture_stop (self);
  g_assert_cmpuint (live_fixture_count_log (self, "stored"), ==, 0);
}

/* What a node could not do stays with it until it is started anew. */
static gboolean
has_error (LiveFixture *self, gconstpointer data)
{
  const WeirLiveNode *node = weir_live_get_node (self->live, "l");

  return node != NULL && *node->error != '\0';
}

static void
test_error (LiveFixture *self, gconstpointer data)
{
  static const char broken[] =
    "[{'id':'t','type':'tab'},"
    "{'id':'l','type':'websocket-client','path':'nowhere'},"
    "{'id':'in','type':'websocket in','z':'t','client':'l','x':1,'y':1,"
    "'wires':[[]]}]";

  live_fixture_run (self, broken);
  live_fixture_wait (self, has_error, NULL);
  g_assert_true (g_hash_table_contains (self->changed, "l"));
  live_fixture_deploy (self, "[" ECHO "]", WEIR_DEPLOY_NODES);
  g_assert_null (weir_live_get_node (self->live, "l"));
  live_fixture_wait_log (self, "Started modified nodes");
  g_assert_false (has_error (self, NULL));
}

/* Counts ----------------------------------------------------------------- */

static gboolean
has_sent (LiveFixture *self, gconstpointer count)
{
  const WeirLiveNode *node = weir_live_get_node (self->live, "b");

  return node != NULL && node->n_outputs == 1 &&
         node->sent[0] == GPOINTER_TO_UINT (count);
}

static gboolean
is_at_rest (LiveFixture *self, gconstpointer data)
{
  return weir_live_get_node (self->live, "b")->rate[0] == 0;
}

static void
test_counts (LiveFixture *self, gconstpointer data)
{
  guint64 delivered;

  live_fixture_run (self, "[" BUTTON ("x", "b") "]");
  for (guint i = 0; i < 3; i++)
    weir_live_press (self->live, "b", NULL);
  live_fixture_wait (self, has_sent, GUINT_TO_POINTER (3));
  g_assert_cmpfloat (weir_live_get_node (self->live, "b")->rate[0], >, 0);
  g_assert_cmpfloat (weir_live_get_node (self->live, "b")->rate[0], <=, 3);
  g_assert_cmpuint (weir_live_get_node (self->live, "d")->received, ==, 3);
  g_assert_true (g_hash_table_contains (self->changed, "d"));
  g_object_get (self->live, "delivered", &delivered, NULL);
  g_assert_cmpuint (delivered, ==, 3);
  live_fixture_wait (self, is_at_rest, NULL);

  /* Nothing to see, nothing said. */
  live_fixture_pass (WEIR_LIVE_COUNT_INTERVAL_MS * 2);
  g_hash_table_remove_all (self->changed);
  live_fixture_pass (WEIR_LIVE_COUNT_INTERVAL_MS * 4);
  g_assert_cmpuint (g_hash_table_size (self->changed), ==, 0);
}

static guint
count_tapped (LiveFixture *self)
{
  return g_list_model_get_n_items (weir_live_get_tap (self->live));
}

static gboolean
has_tapped (LiveFixture *self, gconstpointer count)
{
  return count_tapped (self) == GPOINTER_TO_UINT (count);
}

static void
test_tap (LiveFixture *self, gconstpointer data)
{
  g_autoptr (WeirDebugRow) row = NULL;
  const WeirRecord        *record;

  weir_live_set_tap (self->live, "b", 0);
  live_fixture_run (self, "[" BUTTON ("seen", "b") "]");
  weir_live_press (self->live, "b", NULL);
  live_fixture_wait (self, has_tapped, GUINT_TO_POINTER (1));
  row = g_list_model_get_item (weir_live_get_tap (self->live), 0);
  record = weir_debug_row_get_record (row);
  g_assert_cmpstr (record->id, ==, "b");
  g_assert_cmpstr (weir_value_lookup_string (record->value, "payload"), ==, "seen");

  weir_live_set_tap (self->live, "b", 0);
  g_assert_cmpuint (count_tapped (self), ==, 1);
  for (guint i = 0; i < WEIR_LIVE_TAP_MESSAGES + 5; i++)
    weir_live_press (self->live, "b", NULL);
  live_fixture_wait (self,
                     has_sent,
                     GUINT_TO_POINTER (WEIR_LIVE_TAP_MESSAGES + 6));
  live_fixture_wait (self, has_tapped, GUINT_TO_POINTER (WEIR_LIVE_TAP_MESSAGES));

  weir_live_set_tap (self->live, NULL, 0);
  g_assert_cmpuint (count_tapped (self), ==, 0);
  weir_live_press (self->live, "b", NULL);
  live_fixture_pass (100);
  g_assert_cmpuint (count_tapped (self), ==, 0);
}

/* A glance sees what passes while nobody looks, and takes nothing from who does. */
static void
test_glance (LiveFixture *self, gconstpointer data)
{
  guint output;

  live_fixture_run (self, "[" BUTTON ("seen", "b") "," BUTTON ("other", "c") "]");
  weir_live_set_glance (self->live, "b", 0);
  g_assert_cmpstr (weir_live_get_tapped (self->live, &output), ==, "b");
  weir_live_press (self->live, "b", NULL);
  live_fixture_wait (self, has_tapped, GUINT_TO_POINTER (1));

  /* The same place: what was seen stays. */
  weir_live_set_tap (self->live, "b", 0);
  g_assert_cmpuint (count_tapped (self), ==, 1);
  weir_live_set_glance (self->live, "c", 0);
  g_assert_cmpuint (count_tapped (self), ==, 1);
  g_assert_cmpstr (weir_live_get_tapped (self->live, &output), ==, "b");

  weir_live_set_tap (self->live, NULL, 0);
  g_assert_cmpstr (weir_live_get_tapped (self->live, &output), ==, "c");
  g_assert_cmpuint (count_tapped (self), ==, 0);
  weir_live_press (self->live, "c", NULL);
  live_fixture_wait (self, has_tapped, GUINT_TO_POINTER (1));
  weir_live_set_glance (self->live, NULL, 0);
  g_assert_null (weir_live_get_tapped (self->live, &output));
  g_assert_cmpuint (count_tapped (self), ==, 0);
}

/* Ports -------------------------------------------------------------------- */

static GSocket *
occupy_port (guint *port)
{
  g_autoptr (GInetAddress) loopback =
    g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GSocket                   *socket = g_socket_new (G_SOCKET_FAMILY_IPV4,
                                  G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP,
                                  NULL);

  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return socket;
}

static gboolean
is_listening (LiveFixture *self, gconstpointer data)
{
  return weir_live_get_url (self->live) != NULL;
}

static void
test_port_in_use (LiveFixture *self, gconstpointer data)
{
  g_autoptr (GSocket) socket = occupy_port (&self->settings->port);
  g_autofree char    *port = g_strdup_printf ("%u", self->settings->port);
  const WeirProblem  *problem;
  LiveClient         *client;

  live_fixture_run (self, "[" ECHO "," BUTTON ("runs", "b") "]");
  problem = weir_live_get_problem (self->live);
  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->code, ==, "N304");
  g_assert_nonnull (strstr (problem->text, port));

  /* It is this very program that has the port. */
  g_assert_nonnull (strstr (problem->text, "test-host-live"));
  g_assert_null (weir_live_get_url (self->live));
  weir_live_press (self->live, "b", NULL);
  live_fixture_wait_log (self, "runs");

  weir_live_listen_again (self->live);
  live_fixture_pass (50);
  g_assert_nonnull (weir_live_get_problem (self->live));
  g_assert_true (g_socket_close (socket, NULL));
  weir_live_listen_again (self->live);
  live_fixture_wait (self, is_listening, NULL);
  g_assert_null (weir_live_get_problem (self->live));
  client = live_client_new (self, "/echo");
  live_client_send (client, "at last");
  live_client_wait (client, "at last");
  live_client_free (client);

  /* Once more does nothing. */
  weir_live_listen_again (self->live);
  live_fixture_stop (self);
  g_assert_cmpuint (self->failures->len, ==, 0);
}

static const char *
get_problem_code (LiveFixture *self)
{
  const WeirProblem *problem = weir_live_get_problem (self->live);

  return problem != NULL ? problem->code : NULL;
}

static void
set_host (LiveFixture *self, const char *host)
{
  g_free (self->settings->host);
  self->settings->host = g_strdup (host);
}

static void
test_settings (LiveFixture *self, gconstpointer data)
{
  /* TEST-NET-1 (RFC 5737): an address nobody has. */
  set_host (self, "192.0.2.1");
  live_fixture_run (self, "[" ECHO "]");
  g_assert_cmpstr (get_problem_code (self), ==, "N301");
  g_assert_null (weir_live_get_url (self->live));

  set_host (self, "no address");
  live_fixture_start (self, "[" ECHO "]");
  live_fixture_wait_state (self, WEIR_LIVE_STOPPED);
  g_assert_cmpstr (get_problem_code (self), ==, "N301");
  g_assert_cmpstr (self->states->str, ==, "12310");

  set_host (self, "0.0.0.0");
  live_fixture_run (self, "[" ECHO "]");
  g_assert_cmpstr (get_problem_code (self), ==, "N309");
  g_assert_nonnull (weir_live_get_url (self->live));

  self->settings->token = g_strdup ("s3cret");
  live_fixture_run (self, "[" ECHO "]");
  g_assert_null (get_problem_code (self));
  g_clear_pointer (&self->settings->token, g_free);
  set_host (self, "127.0.0.1");
  self->settings->tls_certificate_file = g_strdup ("/no/such.crt");
  self->settings->tls_key_file = g_strdup ("/no/such.key");
  live_fixture_start (self, "[" ECHO "]");
  live_fixture_wait_state (self, WEIR_LIVE_STOPPED);
  g_assert_cmpstr (get_problem_code (self), ==, "N312");
  g_assert_nonnull (
    strstr (weir_live_get_problem (self->live)->text, "/no/such.crt"));

  g_clear_pointer (&self->settings->tls_certificate_file, g_free);
  g_clear_pointer (&self->settings->tls_key_file, g_free);
  live_fixture_run (self, "[" ECHO "]");
  g_assert_null (get_problem_code (self));
  live_fixture_stop (self);
  g_assert_null (get_problem_code (self));
}

/* Clients bring the token of the settings, or stay outside. */
static void
test_token (LiveFixture *self, gconstpointer data)
{
  LiveClient *client;

  self->settings->token = g_strdup ("s3cret");
  live_fixture_run (self, "[" ECHO "]");
  client = live_client_try (self, "/echo", NULL, NULL);
  g_assert_null (client->connection);
  g_assert_cmpuint (client->status, ==, SOUP_STATUS_UNAUTHORIZED);
  live_client_free (client);
  client = live_client_try (self, "/echo", "Authorization", "Bearer s3cret");
  g_assert_nonnull (client->connection);
  live_client_send (client, "in");
  live_client_wait (client, "in");
  live_client_free (client);
  live_fixture_wait_log (self, "its token is missing or wrong");
}

/* Ends ------------------------------------------------------------------- */

/* At whatever moment it is let go of, its thread ends with it. */
static void
test_dispose (LiveFixture *self, gconstpointer data)
{
  LiveClient *client;

  live_fixture_run (self, "[" ECHO "]");
  client = live_client_new (self, "/echo");
  g_assert_finalize_object (g_steal_pointer (&self->live));
  g_assert_cmpuint (live_count_threads (), ==, 0);
  live_client_free (client);
  live_fixture_pass (20);
}

static void
test_dispose_starting (LiveFixture *self, gconstpointer data)
{
  live_fixture_start (self, "[" ECHO "]");
  g_assert_finalize_object (g_steal_pointer (&self->live));
  live_fixture_pass (20);
}

static void
test_dispose_stopping (LiveFixture *self, gconstpointer data)
{
  live_fixture_run (self, "[" ECHO "]");
  weir_live_stop (self->live);
  live_fixture_start (self, "[" ECHO "]");
  g_assert_finalize_object (g_steal_pointer (&self->live));
  live_fixture_pass (20);
}

static void
drop_cb (WeirLive *live, GParamSpec *pspec, LiveFixture *self)
{
  if (weir_live_get_state (live) == WEIR_LIVE_RUNNING)
    g_clear_object (&self->live);
}

static gboolean
is_gone (LiveFixture *self, gconstpointer data)
{
  return *(const gpointer *)data == NULL;
}

/* Also from inside what it says itself. */
static void
test_dispose_inside (LiveFixture *self, gconstpointer data)
{
  gpointer live = self->live;

  g_object_add_weak_pointer (live, &live);
  g_signal_connect_data (live, "notify::state", G_CALLBACK (drop_cb), self, NULL, 0);
  live_fixture_start (self, "[" ECHO "," BUTTON ("x", "b") "]");
  live_fixture_wait (self, is_gone, &live);
}

/* A client that does not answer the close is not waited for for ever. */
static void
test_stop_deaf (LiveFixture *self, gconstpointer data)
{
  g_autoptr (GSocketClient)     client = g_socket_client_new ();
  g_autoptr (GSocketConnection) stream = NULL;
  const char                   *port;
  gint64                        begin_us;
  GOutputStream                *out;
  static const char             request[] =
    "GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  live_fixture_run (self, "[" ECHO "]");
  port = strrchr (weir_live_get_url (self->live), ':') + 1;
  stream =
    g_socket_client_connect_to_host (client,
                                     "127.0.0.1",
                                     (guint16)g_ascii_strtoull (port, NULL, 10),
                                     NULL,
                                     NULL);
  out = g_io_stream_get_output_stream (G_IO_STREAM (stream));
  g_assert_true (
    g_output_stream_write_all (out, request, strlen (request), NULL, NULL, NULL));
  live_fixture_wait (self, node_says, "connected 1");
  begin_us = g_get_monotonic_time ();
  live_fixture_stop (self);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 5 * G_USEC_PER_SEC);
}

/* Floods ----------------------------------------------------------------- */

/* A loop through a junction that feeds a debug node as fast as it can. */
#define FLOOD                                                             \
  "[{'id':'t','type':'tab'},"                                             \
  "{'id':'b','type':'inject','z':'t','x':1,'y':1,'payload':'flood',"      \
  "'payloadType':'str','props':[{'p':'payload'}],'wires':[['j']]},"       \
  "{'id':'j','type':'junction','z':'t','x':1,'y':1,'wires':[['d','k']]}," \
  "{'id':'k','type':'junction','z':'t','x':1,'y':1,'wires':[['j']]},"     \
  "{'id':'d','type':'debug','z':'t','x':1,'y':1,'active':true,"           \
  "'tosidebar':true,'complete':'payload','wires':[]}]"

static guint64
count_rows (LiveFixture *self)
{
  WeirDebugLog *log = weir_live_get_debug_log (self->live);

  return g_list_model_get_n_items (G_LIST_MODEL (log)) +
         weir_debug_log_get_evicted (log);
}

/* Looks away, longer each time, until records had to be dropped: on however slow
 * a computer. */
static void
wait_dropped (LiveFixture *self)
{
  WeirDebugLog *log = weir_live_get_debug_log (self->live);

  for (gulong us = 100000; weir_debug_log_get_dropped (log) == 0; us *= 2)
    {
      g_assert_cmpuint (us, <, 20 * G_USEC_PER_SEC);
      g_usleep (us);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

/* However fast records come, the main context takes a bounded share at a time,
 * and hears of what it missed. */
static void
test_flood (LiveFixture *self, gconstpointer data)
{
  gint64 longest_us = 0;
  gint64 end_us;

  live_fixture_run (self, FLOOD);
  weir_live_press (self->live, "b", NULL);
  wait_dropped (self);
  end_us = g_get_monotonic_time () + G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end_us)
    {
      guint64 before = count_rows (self);
      gint64  begin_us = g_get_monotonic_time ();

      g_main_context_iteration (NULL, TRUE);
      longest_us = MAX (longest_us, g_get_monotonic_time () - begin_us);
      g_assert_cmpuint (count_rows (self) - before, <=, WEIR_LIVE_BATCH_RECORDS);
    }
  g_test_message ("the longest turn took %" G_GINT64_FORMAT
                  " µs, waiting included",
                  longest_us);
  live_fixture_stop (self);
}

static void
add (const char *path, void (*test) (LiveFixture *self, gconstpointer data))
{
  g_test_add (path,
              LiveFixture,
              NULL,
              live_fixture_set_up,
              test,
              live_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/host/live/run", test_run);
  add ("/host/live/status", test_status);
  add ("/host/live/deploy", test_deploy);
  add ("/host/live/restart", test_restart);
  add ("/host/live/not-running", test_not_running);
  add ("/host/live/press-props", test_press_props);
  add ("/host/live/error", test_error);
  add ("/host/live/counts", test_counts);
  add ("/host/live/tap", test_tap);
  add ("/host/live/glance", test_glance);
  add ("/host/live/port-in-use", test_port_in_use);
  add ("/host/live/settings", test_settings);
  add ("/host/live/token", test_token);
  add ("/host/live/dispose", test_dispose);
  add ("/host/live/dispose-starting", test_dispose_starting);
  add ("/host/live/dispose-stopping", test_dispose_stopping);
  add ("/host/live/dispose-inside", test_dispose_inside);
  add ("/host/live/stop-deaf", test_stop_deaf);
  add ("/host/live/flood", test_flood);

  return g_test_run ();
}
