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

/* A listener with the properties given, an in to a sink, an out from a
 * source. */
#define LISTENER(properties_) \
  "{\"id\":\"l\",\"type\":\"websocket-listener\"," properties_ "}"
#define IN                                                                 \
  "{\"id\":\"in\",\"z\":\"t\",\"type\":\"websocket in\",\"server\":\"l\"," \
  "\"client\":\"\",\"wires\":[[\"sink\"]]}"
#define OUT                                                                  \
  "{\"id\":\"out\",\"z\":\"t\",\"type\":\"websocket out\",\"server\":\"l\"," \
  "\"client\":\"\",\"wires\":[]}"
#define ENDS                                                           \
  "{\"id\":\"sink\",\"z\":\"t\",\"type\":\"test sink\",\"wires\":[]}," \
  "{\"id\":\"source\",\"z\":\"t\",\"type\":\"test source\","           \
  "\"wires\":[[\"out\"]]}"
#define FLOW(properties_) \
  "[" TAB "," LISTENER (properties_) "," IN "," OUT "," ENDS "]"
#define ECHO                                          \
  "[" TAB "," LISTENER (                              \
    "\"path\":\"/e\"") ",{\"id\":\"in\",\"z\":\"t\"," \
                       "\"type\":\"websocket "        \
                       "in\",\"server\":\"l\",\"wires\":[[\"out\"]]}," OUT "]"

static WeirTestNet *
new_net (const char *flow)
{
  WeirTestNet *net = weir_test_net_new (NULL);

  weir_test_flow_deploy (weir_test_net_get_flow (net), flow, WEIR_DEPLOY_FULL);
  return net;
}

/* Pops a status and returns what @key of it is, as JSON. */
static char *
dup_status_member (WeirTestFlow *flow, const char *id, const char *key)
{
  g_autoptr (WeirRecord) record =
    weir_test_flow_pop_record (flow, WEIR_RECORD_KIND_STATUS, id);

  return g_strdup (weir_value_lookup_string (record->value, key));
}

/* Nothing but cleared statuses is left of a node that is gone. */
static void
assert_cleared (WeirTestFlow *flow, const char *id)
{
  guint n = weir_test_flow_count_records (flow, WEIR_RECORD_KIND_STATUS, id);

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    weir_test_flow_expect_status (flow, id, "{}");
}

/* The answer goes to the one that asked. */
static void
test_echo (void)
{
  g_autoptr (WeirTestNet)    net = new_net (ECHO);
  g_autoptr (WeirTestSocket) a = weir_test_net_connect (net, "/e");
  g_autoptr (WeirTestSocket) b = weir_test_net_connect (net, "/e?query");

  weir_test_socket_send (a, "from a");
  weir_test_socket_send (b, "from b");
  weir_test_socket_send_bytes (a, (const guint8 *)"\0\xff", 2);
  weir_test_socket_send_bytes (b, NULL, 0);
  weir_test_socket_expect (a, "from a");
  weir_test_socket_expect_bytes (a, (const guint8 *)"\0\xff", 2);
  weir_test_socket_expect (b, "from b");
  weir_test_socket_expect_bytes (b, NULL, 0);
}

static void
test_receive (void)
{
  g_autoptr (WeirTestNet)    net = new_net (FLOW ("\"path\":\"ws/a\""));
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/ws/a");
  g_autoptr (WeirMessage)    first = NULL;
  g_autoptr (WeirMessage)    second = NULL;

  weir_test_socket_send (socket, "hello");
  weir_test_socket_send (socket, "");
  first = weir_test_flow_pop (flow, "sink");
  second = weir_test_flow_pop (flow, "sink");
  g_assert_cmpstr (weir_value_lookup_string (weir_message_get_object (first),
                                             "payload"),
                   ==,
                   "hello");
  g_assert_cmpstr (weir_value_lookup_string (weir_message_get_object (second),
                                             "payload"),
                   ==,
                   "");
  /* One value for all messages of a connection. */
  g_assert_true (weir_message_get (first, "_session") ==
                 weir_message_get (second, "_session"));
}

static void
test_broadcast (void)
{
  g_autoptr (WeirTestNet)    net = new_net (FLOW ("\"path\":\"/a\""));
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) a = weir_test_net_connect (net, "/a");
  g_autoptr (WeirTestSocket) b = weir_test_net_connect (net, "/a");

  weir_test_flow_inject (flow, "source", "{\"payload\":\"all\"}");
  weir_test_flow_inject (
    flow,
    "source",
    "{\"payload\":{\"n\":1},\"_session\":{\"type\":\"tcp\"}}");
  weir_test_socket_expect (a, "all");
  weir_test_socket_expect (b, "all");
  weir_test_socket_expect (a, "{\"n\":1}");
  weir_test_socket_expect (b, "{\"n\":1}");
}

static void
test_reply_gone (void)
{
  g_autoptr (WeirTestNet)    net = new_net ("[" TAB "," LISTENER (
    "\"path\":\"/a\"") "," OUT "," ENDS ","
                          "{\"id\":\"done\",\"z\":\"t\",\"type\":\"complete\","
                          "\"scope\":[\"out\"],"
                          "\"wires\":[[\"sink\"]]}]");
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");

  for (guint i = 0; i < 3; i++)
    weir_test_flow_inject (flow,
                           "source",
                           "{\"payload\":\"x\",\"_session\":"
                           "{\"type\":\"websocket\",\"id\":\"gone\"}}");
  weir_test_flow_inject (flow, "source", "{\"payload\":\"to all\"}");
  weir_test_socket_expect (socket, "to all");
  weir_test_flow_expect_log (flow,
                             "out",
                             WEIR_LOG_LEVEL_WARN,
                             "*reply was dropped*gone*");
  g_assert_cmpuint (weir_test_flow_count_records (flow, WEIR_RECORD_KIND_LOG, "out"),
                    ==,
                    0);
  /* Handled all the same. */
  g_assert_cmpuint (weir_test_flow_count (flow, "sink"), ==, 4);

  /* What was held back is said at the end. */
  weir_test_flow_deploy (flow, "[]", WEIR_DEPLOY_FULL);
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_WARN, "*(2 more)");
}

static void
test_nothing_to_send (void)
{
  g_autoptr (WeirTestNet)    net = new_net (FLOW ("\"path\":\"/a\""));
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");

  weir_test_flow_inject (flow, "source", "{\"payload\":\"\"}");
  weir_test_flow_inject (flow, "source", "{\"topic\":\"t\"}");
  weir_test_flow_inject (flow, "source", "{\"payload\":0}");
  weir_test_socket_expect (socket, "0");
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_DEBUG, "An empty payload*");
}

static void
test_whole_message (void)
{
  g_autoptr (WeirTestNet) net =
    new_net (FLOW ("\"path\":\"/a\",\"wholemsg\":\"true\""));
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");

  weir_test_socket_send (socket, "{\"topic\":\"t\",\"n\":1}");
  weir_test_socket_send (socket, "null");
  weir_test_socket_send (socket, "[1,2]");
  weir_test_socket_send (socket, "not JSON");
  weir_test_socket_send (socket, "nor this");
  weir_test_flow_expect (flow, "sink", "{\"topic\":\"t\",\"n\":1}");
  weir_test_flow_expect (flow, "sink", "{\"payload\":null}");
  weir_test_flow_expect (flow, "sink", "{\"payload\":[1,2]}");
  weir_test_flow_expect (flow, "sink", "{\"payload\":\"not JSON\"}");
  weir_test_flow_expect (flow, "sink", "{\"payload\":\"nor this\"}");
  weir_test_flow_expect_log (flow, "l", WEIR_LOG_LEVEL_INFO, "*wasn’t valid JSON*");
  g_assert_cmpuint (weir_test_flow_count_records (flow, WEIR_RECORD_KIND_LOG, "l"),
                    ==,
                    0);

  weir_test_flow_inject (
    flow,
    "source",
    "{\"payload\":\"p\",\"_msgid\":\"m\",\"_session\":{\"type\":\"tcp\"}}");
  weir_test_socket_expect (socket, "{\"payload\":\"p\",\"_msgid\":\"m\"}");
}

/* A real true does not count, as in Node-RED. */
static void
test_whole_is_text (void)
{
  g_autoptr (WeirTestNet) net =
    new_net (FLOW ("\"path\":\"/a\",\"wholemsg\":true"));
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");

  weir_test_socket_send (socket, "{}");
  weir_test_flow_expect (weir_test_net_get_flow (net),
                         "sink",
                         "{\"payload\":\"{}\"}");
}

/* Two ins on one listener send the same message. */
static void
test_shared_message (void)
{
  g_autoptr (WeirTestNet)    net = new_net ("[" TAB "," LISTENER (
    "\"path\":\"/a\"") "," IN "," ENDS ","
                          "{\"id\":\"in2\",\"z\":\"t\",\"type\":\"websocket "
                          "in\",\"server\":\"l\","
                          "\"wires\":[[\"sink\"]]}]");
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");
  g_autoptr (WeirMessage)    first = NULL;
  g_autoptr (WeirMessage)    second = NULL;

  weir_test_socket_send (socket, "x");
  first = weir_test_flow_pop (flow, "sink");
  second = weir_test_flow_pop (flow, "sink");
  g_assert_true (weir_message_get_object (first) ==
                 weir_message_get_object (second));
}

static void
test_status (void)
{
  g_autoptr (WeirTestNet)    net = new_net (FLOW ("\"path\":\"/a\""));
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) a = weir_test_net_connect (net, "/a");
  g_autoptr (WeirTestSocket) b = NULL;

  weir_test_flow_expect_status (flow, "in", GREEN ("connected 1"));
  weir_test_flow_expect_status (flow, "out", GREEN ("connected 1"));
  b = weir_test_net_connect (net, "/a");
  weir_test_flow_expect_status (flow, "in", GREEN ("connected 2"));
  weir_test_socket_close (a, 1000, NULL);
  weir_test_flow_expect_status (flow, "in", GREEN ("connected 1"));
  weir_test_socket_close (b, 1000, NULL);
  weir_test_flow_expect_status (flow, "in", RED ("disconnected"));

  weir_test_flow_forget_records (flow);
  weir_test_flow_deploy (flow, "[]", WEIR_DEPLOY_FULL);
  assert_cleared (flow, "in");
}

static void
test_status_event (void)
{
  g_autoptr (WeirTestNet)    net = new_net (FLOW ("\"path\":\"/a\""));
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");
  g_autofree char           *connect = dup_status_member (flow, "in", "event");
  g_autofree char           *disconnect = NULL;

  g_assert_cmpstr (connect, ==, "connect");
  weir_test_socket_close (socket, 1000, NULL);
  disconnect = dup_status_member (flow, "in", "event");
  g_assert_cmpstr (disconnect, ==, "disconnect");
}

/* No status comes from nodes that are no more. */
static void
test_undeploy (void)
{
  g_autoptr (WeirTestNet)    net = new_net (FLOW ("\"path\":\"/a\""));
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");

  weir_test_flow_expect_status (flow, "in", GREEN ("connected 1"));
  weir_test_flow_deploy (flow, "[]", WEIR_DEPLOY_FULL);
  weir_test_socket_expect_closed (socket, 1001);
  assert_cleared (flow, "in");
  g_assert_cmpuint (weir_test_net_connect_status (net, "/a"), ==, 404);
}

/* The listener is unchanged, so its clients stay; the new node shows them. */
static void
test_partial_deploy (void)
{
  g_autoptr (WeirTestNet)    net = new_net (FLOW ("\"path\":\"/a\""));
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");

  weir_test_flow_expect_status (flow, "in", GREEN ("connected 1"));
  weir_test_flow_deploy (
    flow,
    "[" TAB
    "," LISTENER ("\"path\":\"/a\"") "," OUT "," ENDS ","
                                     "{\"id\":\"in\",\"z\":\"t\",\"type\":"
                                     "\"websocket in\",\"name\":\"new\","
                                     "\"server\":\"l\",\"client\":\"\","
                                     "\"wires\":[[\"sink\"]]}]",
    WEIR_DEPLOY_NODES);
  weir_test_flow_expect_status (flow, "in", "{}");
  weir_test_flow_expect_status (flow, "in", GREEN ("connected 1"));
  weir_test_socket_send (socket, "still here");
  weir_test_flow_expect (flow, "sink", "{\"payload\":\"still here\"}");
}

static void
test_same_path (void)
{
  g_autoptr (WeirTestNet)    net = new_net ("[" TAB "," LISTENER (
    "\"path\":\"/a\"") "," ENDS ","
                          "{\"id\":\"l2\",\"type\":\"websocket-listener\","
                          "\"path\":\"a\"},"
                          "{\"id\":\"in2\",\"z\":\"t\",\"type\":\"websocket "
                          "in\",\"server\":\"l2\","
                          "\"wires\":[[\"sink\"]]}," IN "]");
  WeirTestFlow              *flow = weir_test_net_get_flow (net);
  g_autoptr (WeirTestSocket) socket = weir_test_net_connect (net, "/a");

  weir_test_flow_expect_log (
    flow,
    "l2",
    WEIR_LOG_LEVEL_ERROR,
    "Cannot have two WebSocket listeners on the same path: a");
  weir_test_flow_expect_status (flow, "in2", RED ("disconnected"));
  weir_test_socket_send (socket, "x");
  weir_test_flow_expect (flow, "sink", "{\"payload\":\"x\"}");
  g_assert_cmpuint (weir_test_flow_count (flow, "sink"), ==, 0);
}

static void
test_path_is_exact (void)
{
  static const char *const paths[] = { "/a/", "/A", "/", "/a/b" };
  g_autoptr (WeirTestNet)  net = new_net (FLOW ("\"path\":\"/a\""));

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpuint (weir_test_net_connect_status (net, paths[i]), ==, 404);
}

static void
test_base_path (void)
{
  g_autoptr (WeirTestNet)    net = weir_test_net_new ("/red/");
  g_autoptr (WeirTestSocket) socket = NULL;

  weir_test_flow_deploy (weir_test_net_get_flow (net), ECHO, WEIR_DEPLOY_FULL);
  g_assert_cmpuint (weir_test_net_connect_status (net, "/e"), ==, 404);
  socket = weir_test_net_connect (net, "/red/e");
  weir_test_socket_send (socket, "x");
  weir_test_socket_expect (socket, "x");
}

static void
test_missing_configuration (void)
{
  static const char *const configurations[] = {
    "\"server\":\"\"",
    "\"server\":\"nowhere\"",
    "\"server\":\"off\"",
    "\"server\":\"l\",\"client\":\"nowhere\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (configurations); i++)
    {
      g_autofree char        *json = g_strdup_printf ("[" TAB
                                               "," LISTENER ("\"path\":\"/a\"") "," ENDS
                                                                                ","
                                                                                       "{\"id\":\"off\",\"type\":\"websocket-listener\",\"path\":\"/b\","
                                                                                       "\"d\":true},"
                                                                                       "{\"id\":\"out\",\"z\":\"t\",\"type\":\"websocket out\",%s,"
                                                                                       "\"wires\":[]},"
                                                                                       "{\"id\":\"done\",\"z\":\"t\",\"type\":\"complete\","
                                                                                       "\"scope\":[\"out\"],\"wires\":[[\"sink\"]]}]",
                                               configurations[i]);
      g_autoptr (WeirTestNet) net = new_net (json);
      WeirTestFlow           *flow = weir_test_net_get_flow (net);

      weir_test_flow_expect_log (flow,
                                 "out",
                                 WEIR_LOG_LEVEL_ERROR,
                                 "Missing server configuration");
      weir_test_flow_inject (flow, "source", "{\"payload\":1}");
      g_assert_cmpuint (weir_test_flow_count (flow, "sink"), ==, 0);
    }
}

/* A client that does not read is disconnected before it fills the memory. */
static void
test_slow_client (void)
{
  g_autoptr (WeirTestNet)       net = new_net (FLOW ("\"path\":\"/a\""));
  WeirTestFlow                 *flow = weir_test_net_get_flow (net);
  g_autoptr (GSocketConnection) connection =
    weir_test_net_connect_deaf (net, "/a");
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autofree char *json = g_strdup_printf ("{\"payload\":\"%s\"}", text);

  weir_test_flow_expect_status (flow, "out", GREEN ("connected 1"));
  for (guint i = 0; i < 64; i++)
    {
      weir_test_flow_inject (flow, "source", json);
      weir_test_flow_settle (flow);
    }
  weir_test_flow_expect_log (flow,
                             "l",
                             WEIR_LOG_LEVEL_WARN,
                             "127.0.0.1*reads too slowly*");
  weir_test_flow_expect_log (flow,
                             "l",
                             WEIR_LOG_LEVEL_WARN,
                             "127.0.0.1*messages dropped*: 1");
  weir_test_flow_expect_status (flow, "out", RED ("error"));
  weir_test_flow_expect_status (flow, "out", RED ("disconnected"));
}

/* Without a network nothing connects, and all else runs. */
static void
test_no_server (void)
{
  g_autoptr (WeirTestFlow) flow = weir_test_flow_new (FLOW ("\"path\":\"/a\""));

  weir_test_flow_expect_log (flow,
                             "l",
                             WEIR_LOG_LEVEL_ERROR,
                             "There is no server to listen on");
  weir_test_flow_expect_status (flow, "in", RED ("disconnected"));
  weir_test_flow_inject (flow, "source", "{\"payload\":1}");
  weir_test_flow_settle (flow);
}

/* The host's port was taken: all else runs, and clients still connect. */
static void
test_not_listening (void)
{
  g_autoptr (WeirTestNet) net = weir_test_net_new_unstarted ();
  WeirTestFlow           *flow = weir_test_net_get_flow (net);

  weir_test_flow_deploy (flow, FLOW ("\"path\":\"/a\""), WEIR_DEPLOY_FULL);
  weir_test_flow_expect_log (flow,
                             "l",
                             WEIR_LOG_LEVEL_WARN,
                             "*server is not listening");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/websocket-listener/echo", test_echo);
  g_test_add_func ("/nodes/websocket-listener/receive", test_receive);
  g_test_add_func ("/nodes/websocket-listener/broadcast", test_broadcast);
  g_test_add_func ("/nodes/websocket-listener/reply-gone", test_reply_gone);
  g_test_add_func ("/nodes/websocket-listener/nothing-to-send",
                   test_nothing_to_send);
  g_test_add_func ("/nodes/websocket-listener/whole-message", test_whole_message);
  g_test_add_func ("/nodes/websocket-listener/whole-is-text", test_whole_is_text);
  g_test_add_func ("/nodes/websocket-listener/shared-message",
                   test_shared_message);
  g_test_add_func ("/nodes/websocket-listener/status", test_status);
  g_test_add_func ("/nodes/websocket-listener/status-event", test_status_event);
  g_test_add_func ("/nodes/websocket-listener/undeploy", test_undeploy);
  g_test_add_func ("/nodes/websocket-listener/partial-deploy",
                   test_partial_deploy);
  g_test_add_func ("/nodes/websocket-listener/same-path", test_same_path);
  g_test_add_func ("/nodes/websocket-listener/path-is-exact", test_path_is_exact);
  g_test_add_func ("/nodes/websocket-listener/base-path", test_base_path);
  g_test_add_func ("/nodes/websocket-listener/missing-configuration",
                   test_missing_configuration);
  g_test_add_func ("/nodes/websocket-listener/slow-client", test_slow_client);
  g_test_add_func ("/nodes/websocket-listener/no-server", test_no_server);
  g_test_add_func ("/nodes/websocket-listener/not-listening", test_not_listening);
  return g_test_run ();
}
