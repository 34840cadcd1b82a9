/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-net.h"

/* An out node has one notice for each thing that keeps it from sending. */
static const char flow_json[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/a\"},"
  "{\"id\":\"out\",\"z\":\"t\",\"type\":\"websocket out\",\"server\":\"l\","
  "\"wires\":[]},"
  "{\"id\":\"source\",\"z\":\"t\",\"type\":\"test source\","
  "\"wires\":[[\"out\"]]}]";

static void
send_empty (WeirTestFlow *flow, guint times)
{
  for (guint i = 0; i < times; i++)
    weir_test_flow_inject (flow, "source", "{\"payload\":\"\"}");
}

static void
send_to_nobody (WeirTestFlow *flow, guint times)
{
  for (guint i = 0; i < times; i++)
    weir_test_flow_inject (
      flow,
      "source",
      "{\"payload\":1,\"_session\":{\"type\":\"websocket\",\"id\":\"x\"}}");
}

static void
expect_quiet (WeirTestFlow *flow)
{
  g_assert_cmpuint (weir_test_flow_count_records (flow, WEIR_RECORD_KIND_LOG, "out"),
                    ==,
                    0);
}

static void
test_once (void)
{
  g_autoptr (WeirTestNet) net = weir_test_net_new (NULL);
  WeirTestFlow           *flow = weir_test_net_get_flow (net);

  weir_test_flow_deploy (flow, flow_json, WEIR_DEPLOY_FULL);
  send_empty (flow, 3);
  send_to_nobody (flow, 2);
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_DEBUG, "*Node-RED*)*");
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_WARN, "*(x) is gone.");
  expect_quiet (flow);

  weir_test_flow_deploy (flow, "[]", WEIR_DEPLOY_FULL);
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_DEBUG, "*(2 more)");
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_WARN, "*(1 more)");
  expect_quiet (flow);
}

/* The interval ends with what came in it; the first after a quiet one is said
 * at once. */
static void
test_interval (void)
{
  g_autoptr (WeirTestNet) net = weir_test_net_new (NULL);
  WeirTestFlow           *flow = weir_test_net_get_flow (net);

  if (g_test_quick ())
    {
      g_test_skip ("waits for the interval; run with -m slow");
      return;
    }
  weir_test_flow_deploy (flow, flow_json, WEIR_DEPLOY_FULL);
  send_empty (flow, 5);
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_DEBUG, "*Node-RED*");
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_DEBUG, "*(4 more)");
  send_empty (flow, 2);
  weir_test_flow_expect_log (flow, "out", WEIR_LOG_LEVEL_DEBUG, "*(2 more)");
  expect_quiet (flow);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/notice/once", test_once);
  g_test_add_func ("/nodes/notice/interval", test_interval);
  return g_test_run ();
}
