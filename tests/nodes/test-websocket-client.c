/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-net.h"

#define GREEN(text_) \
  "{\"fill\":\"green\",\"shape\":\"dot\",\"text\":\"" text_ "\"}"
#define RED(text_) \
  "{\"fill\":\"red\",\"shape\":\"ring\",\"text\":\"" text_ "\"}"

#define TAB "{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"}"
#define CLIENT(properties_)                                        \
  "{\"id\":\"c\",\"type\":\"websocket-client\",\"path\":\"${PEER}" \
  "\"" properties_ "}"
#define IN                                                                \
  "{\"id\":\"in\",\"z\":\"t\",\"type\":\"websocket in\",\"server\":\"\"," \
  "\"client\":\"c\",\"wires\":[[\"sink\"]]}"
#define OUT                                                                 \
  "{\"id\":\"out\",\"z\":\"t\",\"type\":\"websocket out\",\"server\":\"\"," \
  "\"client\":\"c\",\"wires\":[]}"
#define ENDS                                                           \
  "{\"id\":\"sink\",\"z\":\"t\",\"type\":\"test sink\",\"wires\":[]}," \
  "{\"id\":\"source\",\"z\":\"t\",\"type\":\"test source\","           \
  "\"wires\":[[\"out\"]]}"
#define FLOW(properties_) \
  "[" TAB "," CLIENT (properties_) "," IN "," OUT "," ENDS "]"

/* A flow whose clients find a peer at ${PEER}. */
typedef struct
{
  WeirTestNet  *net;
  WeirTestFlow *flow; /* borrowed */
  WeirTestPeer *peer;
} Fixture;

static void
fixture_init (Fixture *fixture, const char *protocol)
{
  g_autofree char *url = NULL;

  fixture->net = weir_test_net_new (NULL);
  fixture->flow = weir_test_net_get_flow (fixture->net);
  fixture->peer = weir_test_peer_new (fixture->net, NULL, protocol, 0);
  url = g_strdup_printf ("ws://127.0.0.1:%u/ws?q=1",
                         weir_test_peer_get_port (fixture->peer));
  weir_test_flow_set_variable (fixture->flow, "PEER", url);
}

static void
fixture_clear (Fixture *fixture)
{
  weir_test_flow_deploy (fixture->flow, "[]", WEIR_DEPLOY_FULL);
  weir_test_flow_settle (fixture->flow);
  weir_test_peer_free (fixture->peer);
  weir_test_net_free (fixture->net);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
expect_reason (WeirTestFlow *flow, const char *id, const char *reason)
{
  g_autoptr (WeirRecord) record =
    weir_test_flow_pop_record (flow, WEIR_RECORD_KIND_STATUS, id);

  g_assert_cmpstr (weir_value_lookup_string (record->value, "reason"), ==, reason);
}

/* As it stands in the documentation: the client talks to the listener of the
 * same flow. */
static void
test_published_flow (void)
{
  static const char json[] =
    "[{\"id\":\"43294be738b7699a\",\"type\":\"tab\",\"label\":\"WebSockets\"},"
    "{\"id\":\"e788dbc44428f6b7\",\"type\":\"websocket in\","
    "\"z\":\"43294be738b7699a\",\"name\":\"\",\"server\":\"\","
    "\"client\":\"4db78eb653d6d50d\",\"wires\":[[\"d86baf93795dbb2d\"]]},"
    "{\"id\":\"8c702971b0292f9b\",\"type\":\"websocket out\","
    "\"z\":\"43294be738b7699a\",\"name\":\"\",\"server\":\"\","
    "\"client\":\"4db78eb653d6d50d\",\"wires\":[]},"
    "{\"id\":\"dda81a976ccf2a2b\",\"type\":\"inject\","
    "\"z\":\"43294be738b7699a\",\"name\":\"\",\"props\":[{\"p\":\"payload\"},"
    "{\"p\":\"topic\",\"vt\":\"str\"}],\"repeat\":\"\",\"crontab\":\"\","
    "\"once\":false,\"onceDelay\":0.1,\"topic\":\"\",\"payload\":\"\","
    "\"payloadType\":\"date\",\"wires\":[[\"8c702971b0292f9b\"]]},"
    "{\"id\":\"d86baf93795dbb2d\",\"type\":\"debug\","
    "\"z\":\"43294be738b7699a\",\"name\":\"debug 5\",\"active\":true,"
    "\"tosidebar\":true,\"console\":false,\"tostatus\":false,"
    "\"complete\":\"false\",\"statusVal\":\"\",\"statusType\":\"auto\","
    "\"wires\":[]},"
    "{\"id\":\"d36a13e17814e375\",\"type\":\"websocket in\","
    "\"z\":\"43294be738b7699a\",\"name\":\"\",\"server\":\"542f751e15337c46\","
    "\"client\":\"\",\"wires\":[[\"1660b4da46db22ad\"]]},"
    "{\"id\":\"1660b4da46db22ad\",\"type\":\"websocket out\","
    "\"z\":\"43294be738b7699a\",\"name\":\"\",\"server\":\"542f751e15337c46\","
    "\"client\":\"\",\"wires\":[]},"
    "{\"id\":\"4db78eb653d6d50d\",\"type\":\"websocket-client\","
    "\"path\":\"${ECHO}\",\"tls\":\"\",\"wholemsg\":\"false\",\"hb\":\"0\","
    "\"subprotocol\":\"\"},"
    "{\"id\":\"542f751e15337c46\",\"type\":\"websocket-listener\","
    "\"path\":\"/ws/echo\",\"wholemsg\":\"false\"}]";
  g_autoptr (WeirTestNet) net = weir_test_net_new (NULL);
  WeirTestFlow           *flow = weir_test_net_get_flow (net);
  g_autofree char        *url =
    g_strdup_printf ("ws://localhost:%u/ws/echo", weir_test_net_get_port (net));

  weir_test_flow_set_variable (flow, "ECHO", url);
  weir_test_flow_deploy (flow, json, WEIR_DEPLOY_FULL);
  weir_test_flow_expect_status (flow, "8c702971b0292f9b", GREEN ("connected"));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (WeirRecord) record = NULL;

      weir_test_flow_inject (flow, "dda81a976ccf2a2b", NULL);
      record = weir_test_flow_pop_record (flow,
                                          WEIR_RECORD_KIND_DEBUG,
                                          "d86baf93795dbb2d");
      g_assert_cmpint (weir_value_get_kind (record->value),
                       ==,
                       WEIR_VALUE_KIND_STRING);
      g_assert_cmpuint (weir_value_get_length (record->value), ==, 13);
    }
}

static void
test_talk (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_FULL);
  g_assert_false (
    weir_engine_is_settled (weir_test_flow_get_engine (fixture.flow)));
  socket = weir_test_peer_accept (fixture.peer);
  weir_test_flow_expect_status (fixture.flow, "in", GREEN ("connected"));
  weir_test_flow_expect_status (fixture.flow, "out", GREEN ("connected"));
  g_assert_true (
    weir_engine_is_settled (weir_test_flow_get_engine (fixture.flow)));

  weir_test_socket_send (socket, "hello");
  weir_test_flow_expect (fixture.flow, "sink", "{\"payload\":\"hello\"}");
  weir_test_flow_inject (fixture.flow, "source", "{\"payload\":[1]}");
  weir_test_socket_expect (socket, "[1]");
}

static void
test_whole_message (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow,
                         FLOW (",\"wholemsg\":\"true\""),
                         WEIR_DEPLOY_FULL);
  socket = weir_test_peer_accept (fixture.peer);
  weir_test_socket_send (socket, "{\"a\":1}");
  weir_test_flow_expect (fixture.flow, "sink", "{\"a\":1}");
}

/* However many use it, in whatever order. */
static void
test_one_connection (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (
    fixture.flow,
    "[" TAB "," OUT ",{\"id\":\"out2\",\"z\":\"t\",\"type\":\"websocket out\","
    "\"client\":\"c\",\"wires\":[]}," IN "," ENDS "," CLIENT ("") "]",
    WEIR_DEPLOY_FULL);
  socket = weir_test_peer_accept (fixture.peer);
  weir_test_socket_send (socket, "once");
  weir_test_flow_expect (fixture.flow, "sink", "{\"payload\":\"once\"}");
  g_assert_cmpuint (weir_test_flow_count (fixture.flow, "sink"), ==, 0);
  g_assert_cmpuint (weir_test_peer_get_n_connections (fixture.peer), ==, 1);
}

static void
test_unused (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow,
                         "[" TAB "," CLIENT ("") "," ENDS "]",
                         WEIR_DEPLOY_FULL);
  g_assert_true (
    weir_engine_is_settled (weir_test_flow_get_engine (fixture.flow)));
  weir_test_flow_settle (fixture.flow);
  g_assert_cmpuint (weir_test_peer_get_n_connections (fixture.peer), ==, 0);
}

/* A deploy that restarts all users of an unchanged client keeps the
 * connection; one that takes them away closes it. */
static void
test_partial_deploy (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow,
                         "[" TAB "," CLIENT ("") "," IN "," ENDS "]",
                         WEIR_DEPLOY_FULL);
  socket = weir_test_peer_accept (fixture.peer);
  weir_test_flow_expect_status (fixture.flow, "in", GREEN ("connected"));

  weir_test_flow_deploy (
    fixture.flow,
    "[" TAB "," CLIENT (
      "") "," ENDS ",{\"id\":\"in\",\"z\":\"t\","
          "\"type\":\"websocket in\",\"name\":\"new\",\"client\":\"c\","
          "\"wires\":[[\"sink\"]]}]",
    WEIR_DEPLOY_NODES);
  weir_test_flow_expect_status (fixture.flow, "in", "{}");
  weir_test_flow_expect_status (fixture.flow, "in", GREEN ("connected"));
  weir_test_socket_send (socket, "still here");
  weir_test_flow_expect (fixture.flow, "sink", "{\"payload\":\"still here\"}");

  weir_test_flow_deploy (fixture.flow,
                         "[" TAB "," CLIENT ("") "," ENDS "]",
                         WEIR_DEPLOY_NODES);
  weir_test_socket_expect_closed (socket, 1005);
  g_assert_cmpuint (weir_test_peer_get_n_connections (fixture.peer), ==, 1);
}

/* Users that come back later open it again. */
static void
test_reopen (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) first = NULL;
  g_autoptr (WeirTestSocket) second = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_FULL);
  first = weir_test_peer_accept (fixture.peer);
  weir_test_flow_deploy (fixture.flow,
                         "[" TAB "," CLIENT ("") "," ENDS "]",
                         WEIR_DEPLOY_NODES);
  weir_test_socket_expect_closed (first, 1005);
  weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_NODES);
  second = weir_test_peer_accept (fixture.peer);
  weir_test_socket_send (second, "again");
  weir_test_flow_expect (fixture.flow, "sink", "{\"payload\":\"again\"}");
}

static void
test_client_wins (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (
    fixture.flow,
    "[" TAB "," CLIENT (
      "") "," ENDS ","
          "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/l\"},"
          "{\"id\":\"out\",\"z\":\"t\",\"type\":\"websocket out\","
          "\"server\":\"l\",\"client\":\"c\",\"wires\":[]}]",
    WEIR_DEPLOY_FULL);
  socket = weir_test_peer_accept (fixture.peer);
  weir_test_flow_expect_status (fixture.flow, "out", GREEN ("connected"));
  weir_test_flow_inject (fixture.flow, "source", "{\"payload\":\"x\"}");
  weir_test_socket_expect (socket, "x");
}

/* As in Node-RED, but not in silence. */
static void
test_foreign_session (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_FULL);
  socket = weir_test_peer_accept (fixture.peer);
  weir_test_flow_expect_status (fixture.flow, "out", GREEN ("connected"));
  weir_test_flow_inject (
    fixture.flow,
    "source",
    "{\"payload\":\"x\",\"_session\":{\"type\":\"websocket\",\"id\":\"a\"}}");
  weir_test_flow_inject (fixture.flow, "source", "{\"payload\":\"y\"}");
  weir_test_socket_expect (socket, "y");
  weir_test_flow_expect_log (fixture.flow,
                             "out",
                             WEIR_LOG_LEVEL_WARN,
                             "*msg._session*");
}

static void
test_refused (void)
{
  g_auto (Fixture) fixture = { 0 };
  guint            port;
  g_autofree char *url = NULL;

  fixture_init (&fixture, NULL);
  port = weir_test_peer_get_port (fixture.peer);
  weir_test_peer_free (fixture.peer);
  url = g_strdup_printf ("ws://user:pw@127.0.0.1:%u/a?token=secret", port);
  weir_test_flow_set_variable (fixture.flow, "PEER", url);
  weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_FULL);
  weir_test_flow_inject (fixture.flow, "source", "{\"payload\":\"lost\"}");

  weir_test_flow_expect_status (fixture.flow, "in", RED ("error"));
  expect_reason (fixture.flow, "in", "refused, retry in 3 s");
  weir_test_flow_expect_log (fixture.flow,
                             "c",
                             WEIR_LOG_LEVEL_WARN,
                             "ws://127.0.0.1:*/a: refused, retry in 3 s");
  weir_test_flow_expect_log (fixture.flow,
                             "out",
                             WEIR_LOG_LEVEL_WARN,
                             "*not connected");
  g_assert_true (
    weir_engine_is_settled (weir_test_flow_get_engine (fixture.flow)));

  /* The server comes; the next try finds it. */
  fixture.peer = weir_test_peer_new (fixture.net, NULL, NULL, port);
  weir_test_flow_expect_status (fixture.flow, "out", RED ("error"));
  weir_test_flow_expect_status (fixture.flow, "out", RED ("disconnected"));
  weir_test_flow_expect_status (fixture.flow, "out", GREEN ("connected"));
  weir_test_flow_expect_log (fixture.flow,
                             "c",
                             WEIR_LOG_LEVEL_INFO,
                             "ws://127.0.0.1:*: connected");
}

static void
test_lost (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;
  g_autoptr (WeirTestSocket) again = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_FULL);
  socket = weir_test_peer_accept (fixture.peer);
  weir_test_flow_expect_status (fixture.flow, "in", GREEN ("connected"));
  weir_test_socket_close (socket, 1001, "lunch");
  expect_reason (fixture.flow,
                 "in",
                 "closed by the peer: 1001 going away \"lunch\", retry in 3 s");
  weir_test_flow_expect_status (fixture.flow, "out", GREEN ("connected"));
  weir_test_flow_expect_status (fixture.flow, "out", RED ("disconnected"));
  again = weir_test_peer_accept (fixture.peer);
  weir_test_flow_expect_status (fixture.flow, "in", GREEN ("connected"));
}

/* A peer that closes at once, again and again, is one line in the log. */
static void
test_lost_is_logged_once (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_FULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WeirTestSocket) socket = weir_test_peer_accept (fixture.peer);

      weir_test_flow_expect_status (fixture.flow, "in", GREEN ("connected"));
      weir_test_socket_close (socket, 1008, NULL);
      weir_test_flow_expect_status (fixture.flow, "in", RED ("disconnected"));
    }
  weir_test_flow_expect_log (fixture.flow,
                             "c",
                             WEIR_LOG_LEVEL_WARN,
                             "*1008 policy violation*");
  weir_test_flow_deploy (fixture.flow, "[]", WEIR_DEPLOY_FULL);
  weir_test_flow_settle (fixture.flow);
  weir_test_flow_expect_log (fixture.flow, "c", WEIR_LOG_LEVEL_INFO, "*connected");
  g_assert_cmpuint (weir_test_flow_count_records (fixture.flow,
                                                  WEIR_RECORD_KIND_LOG,
                                                  "c"),
                    ==,
                    0);
}

static void
test_request (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;
  g_autofree char           *url = NULL;

  fixture_init (&fixture, "chat");
  url = g_strdup_printf ("ws://user:p%%40ss@127.0.0.1:%u/#part",
                         weir_test_peer_get_port (fixture.peer));
  weir_test_flow_set_variable (fixture.flow, "PEER", url);
  weir_test_flow_set_variable (fixture.flow, "TOKEN", "from env");
  weir_test_flow_set_variable (fixture.flow, "EVIL", "a\r\nX-Evil: 1");
  weir_test_flow_deploy (
    fixture.flow,
    FLOW (",\"subprotocol\":\" superchat, chat\",\"headers\":["
          "{\"keyType\":\"User-Agent\",\"keyValue\":\"\","
          "\"valueType\":\"Mozilla/5.0\",\"valueValue\":\"\"},"
          "{\"keyType\":\"other\",\"keyValue\":\"X-Text\","
          "\"valueType\":\"other\",\"valueValue\":\"literal\"},"
          "{\"keyType\":\"other\",\"keyValue\":\"X-Env\","
          "\"valueType\":\"env\",\"valueValue\":\"TOKEN\"},"
          "{\"keyType\":\"other\",\"keyValue\":\"X-None\","
          "\"valueType\":\"env\",\"valueValue\":\"NO_SUCH\"},"
          "{\"keyType\":\"other\",\"keyValue\":\"X-Broken\","
          "\"valueType\":\"env\",\"valueValue\":\"EVIL\"},"
          "{\"keyType\":\"other\",\"keyValue\":\"Host\","
          "\"valueType\":\"other\",\"valueValue\":\"elsewhere\"}]"),
    WEIR_DEPLOY_FULL);
  socket = weir_test_peer_accept (fixture.peer);

  g_assert_cmpstr (weir_test_peer_get_header (fixture.peer, "User-Agent"),
                   ==,
                   "Mozilla/5.0");
  g_assert_cmpstr (weir_test_peer_get_header (fixture.peer, "X-Text"),
                   ==,
                   "literal");
  g_assert_cmpstr (weir_test_peer_get_header (fixture.peer, "X-Env"),
                   ==,
                   "from env");
  g_assert_null (weir_test_peer_get_header (fixture.peer, "X-None"));
  g_assert_null (weir_test_peer_get_header (fixture.peer, "X-Broken"));
  g_assert_null (weir_test_peer_get_header (fixture.peer, "X-Evil"));
  g_assert_cmpstr (weir_test_peer_get_header (fixture.peer, "Authorization"),
                   ==,
                   "Basic dXNlcjpwQHNz");
  g_assert_cmpstr (weir_test_peer_get_header (fixture.peer,
                                              "Sec-WebSocket-Protocol"),
                   ==,
                   "superchat, chat");
  g_assert_null (weir_test_peer_get_header (fixture.peer, "Origin"));
  weir_test_flow_expect_log (fixture.flow, "c", WEIR_LOG_LEVEL_WARN, "*X-Broken*");
  weir_test_flow_expect_log (fixture.flow,
                             "c",
                             WEIR_LOG_LEVEL_WARN,
                             "*sets Host itself*");
}

static void
test_no_subprotocol (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, "other");
  weir_test_flow_deploy (fixture.flow,
                         FLOW (",\"subprotocol\":\"chat\""),
                         WEIR_DEPLOY_FULL);
  weir_test_flow_expect_status (fixture.flow, "in", RED ("error"));
  weir_test_flow_expect_status (fixture.flow, "in", RED ("disconnected"));
}

/* Many flows name a server in a listener. */
static void
test_listener_as_client (void)
{
  g_auto (Fixture)           fixture = { 0 };
  g_autoptr (WeirTestSocket) socket = NULL;

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (
    fixture.flow,
    "[" TAB ",{\"id\":\"l\",\"type\":\"websocket-listener\","
    "\"path\":\"${PEER}\",\"wholemsg\":\"false\"},"
    "{\"id\":\"in\",\"z\":\"t\",\"type\":\"websocket in\",\"server\":\"l\","
    "\"wires\":[[\"sink\"]]}," ENDS "]",
    WEIR_DEPLOY_FULL);
  socket = weir_test_peer_accept (fixture.peer);
  weir_test_flow_expect_status (fixture.flow, "in", GREEN ("connected"));
  weir_test_socket_send (socket, "x");
  weir_test_flow_expect (fixture.flow, "sink", "{\"payload\":\"x\"}");
}

/* What can't be an address is said once and not tried. */
static void
test_bad_address (void)
{
  static const struct
  {
    const char *address;
    const char *log;
  } cases[] = {
    { "", "Enter the server’s address*" },
    { "/relative", "The address must start with ws:// or wss://." },
    { "http://127.0.0.1/", "The address must start with ws:// or wss://." },
    { "ws:///path", "*" },
    { "ws://127.0.0.1:99999/", "*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      fixture_init (&fixture, NULL);
      weir_test_flow_set_variable (fixture.flow, "PEER", cases[i].address);
      weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_FULL);
      weir_test_flow_expect_log (fixture.flow,
                                 "c",
                                 WEIR_LOG_LEVEL_ERROR,
                                 cases[i].log);
      weir_test_flow_expect_status (fixture.flow, "in", RED ("disconnected"));
      weir_test_flow_inject (fixture.flow, "source", "{\"payload\":1}");
      weir_test_flow_expect_log (fixture.flow,
                                 "out",
                                 WEIR_LOG_LEVEL_WARN,
                                 "*not connected");
      g_assert_true (
        weir_engine_is_settled (weir_test_flow_get_engine (fixture.flow)));
    }
}

/* A server that opens a WebSocket and then says nothing, not even Pong; ends
 * with the stream. */
static gpointer
mute_server_thread (gpointer data)
{
  static const char             guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  g_autoptr (GSocketConnection) connection =
    g_socket_listener_accept (data, NULL, NULL, NULL);
  GIOStream                   *stream = G_IO_STREAM (connection);
  g_autoptr (GDataInputStream) input =
    g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char      *line = NULL;
  g_autofree char      *accept = NULL;
  g_autofree char      *text = NULL;
  guint8                digest[20];
  gsize                 length = sizeof digest;
  const char           *key = "Sec-WebSocket-Key: ";

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while ((line = g_data_input_stream_read_line (input, NULL, NULL, NULL)) != NULL &&
         line[0] != '\0')
    {
      if (g_ascii_strncasecmp (line, key, strlen (key)) == 0)
        g_checksum_update (checksum, (const guchar *)line + strlen (key), -1);
      g_clear_pointer (&line, g_free);
    }
  g_checksum_update (checksum, (const guchar *)guid, -1);
  g_checksum_get_digest (checksum, digest, &length);
  accept = g_base64_encode (digest, length);
  text = g_strdup_printf (
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
    accept);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                             text,
                             strlen (text),
                             NULL,
                             NULL,
                             NULL);
  while (g_input_stream_skip (G_INPUT_STREAM (input), 4096, NULL, NULL) > 0)
    ;
  return NULL;
}

/* Two heartbeats without an answer end the connection. */
static void
test_heartbeat (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (WeirTestNet)     net = weir_test_net_new (NULL);
  WeirTestFlow               *flow = weir_test_net_get_flow (net);
  g_autoptr (GError)          error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *url = g_strdup_printf ("ws://127.0.0.1:%u/", port);
  GThread         *thread;

  g_assert_no_error (error);
  thread = g_thread_new ("mute-server", mute_server_thread, listener);
  weir_test_flow_set_variable (flow, "PEER", url);
  weir_test_flow_deploy (flow, FLOW (",\"hb\":\"1\""), WEIR_DEPLOY_FULL);
  weir_test_flow_expect_status (flow, "in", GREEN ("connected"));
  weir_test_flow_expect_status (flow, "in", RED ("error"));
  expect_reason (flow, "in", "no answer to the heartbeat, retry in 3 s");
  weir_test_flow_deploy (flow, "[]", WEIR_DEPLOY_FULL);
  g_thread_join (thread);
}

/* Stopping in the middle of a try leaves nothing. */
static void
test_stop_while_connecting (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, NULL);
  weir_test_flow_deploy (fixture.flow, FLOW (""), WEIR_DEPLOY_FULL);
  weir_test_flow_deploy (fixture.flow, "[]", WEIR_DEPLOY_FULL);
  weir_test_flow_expect_status (fixture.flow, "in", "{}");
  weir_test_flow_settle (fixture.flow);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/websocket-client/published-flow", test_published_flow);
  g_test_add_func ("/nodes/websocket-client/talk", test_talk);
  g_test_add_func ("/nodes/websocket-client/whole-message", test_whole_message);
  g_test_add_func ("/nodes/websocket-client/one-connection", test_one_connection);
  g_test_add_func ("/nodes/websocket-client/unused", test_unused);
  g_test_add_func ("/nodes/websocket-client/partial-deploy", test_partial_deploy);
  g_test_add_func ("/nodes/websocket-client/reopen", test_reopen);
  g_test_add_func ("/nodes/websocket-client/client-wins", test_client_wins);
  g_test_add_func ("/nodes/websocket-client/foreign-session",
                   test_foreign_session);
  g_test_add_func ("/nodes/websocket-client/refused", test_refused);
  g_test_add_func ("/nodes/websocket-client/lost", test_lost);
  g_test_add_func ("/nodes/websocket-client/lost-is-logged-once",
                   test_lost_is_logged_once);
  g_test_add_func ("/nodes/websocket-client/request", test_request);
  g_test_add_func ("/nodes/websocket-client/no-subprotocol", test_no_subprotocol);
  g_test_add_func ("/nodes/websocket-client/listener-as-client",
                   test_listener_as_client);
  g_test_add_func ("/nodes/websocket-client/bad-address", test_bad_address);
  g_test_add_func ("/nodes/websocket-client/heartbeat", test_heartbeat);
  g_test_add_func ("/nodes/websocket-client/stop-while-connecting",
                   test_stop_while_connecting);
  return g_test_run ();
}
