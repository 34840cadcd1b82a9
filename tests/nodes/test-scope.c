/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-flow.h"

#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

#include <string.h>

/* catch, status, complete and junction nodes: what they pass on, and how they
 * are labelled. The tables write ' for ". */

#define SOURCE(wires)        \
  "{'id':'t','type':'tab'}," \
  "{'id':'s','type':'test source','z':'t','x':1,'y':1,'wires':[[" wires "]]}"

#define SINK ",{'id':'out','type':'test sink','z':'t','x':1,'y':1}"

static WeirTestFlow *
new_flow (const char *entries)
{
  g_autofree char *json = g_strconcat ("[", entries, "]", NULL);

  return weir_test_flow_new (g_strdelimit (json, "'", '"'));
}

static void
test_catch (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    SOURCE ("'f'") ",{'id':'f','type':'test fail','name':'F','z':'t','x':1,"
                   "'y':1},{'id':'k','type':'catch','z':'t','x':1,'y':1,"
                   "'scope':null,'wires':[['out']]}" SINK);

  weir_test_flow_inject (flow, "s", "{\"fail\":\"boom\",\"error\":1}");
  weir_test_flow_expect (
    flow,
    "out",
    "{\"fail\":\"boom\",\"_error\":1,\"error\":{\"message\":\"boom\","
    "\"source\":{\"id\":\"f\",\"type\":\"test fail\",\"name\":\"F\","
    "\"count\":1}}}");
}

/* Nobody listens: the log does. */
static void
test_catch_empty_scope (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    SOURCE ("'f'") ",{'id':'f','type':'test fail','z':'t','x':1,'y':1},"
                   "{'id':'k','type':'catch','z':'t','x':1,'y':1,"
                   "'scope':[],'wires':[['out']]}" SINK);

  weir_test_flow_inject (flow, "s", "{\"fail\":\"boom\"}");
  weir_test_flow_expect_log (flow, "f", WEIR_LOG_LEVEL_ERROR, "boom");
  g_assert_cmpuint (weir_test_flow_count (flow, "out"), ==, 0);
}

static void
test_status (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    SOURCE ("'n'") ",{'id':'n','type':'test status','z':'t','x':1,'y':1},"
                   "{'id':'k','type':'status','z':'t','x':1,'y':1,"
                   "'scope':null,'wires':[['out']]}" SINK);

  weir_test_flow_inject (flow, "s", "{\"show\":{\"text\":\"up\",\"event\":\"e\"}}");
  weir_test_flow_expect (
    flow,
    "out",
    "{\"status\":{\"text\":\"up\",\"event\":\"e\",\"source\":{\"id\":\"n\","
    "\"type\":\"test status\"}}}");
}

/* A status node that names nodes behind it does not listen to them: two of
 * them, next to each other in the list. */
static void
test_status_behind (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    SOURCE ("'a'") ",{'id':'a','type':'debug','tostatus':true,'z':'t','x':1,"
                   "'y':1},{'id':'b','type':'debug','tostatus':true,'z':'t',"
                   "'x':1,'y':1},{'id':'k','type':'status','z':'t','x':1,"
                   "'y':1,'scope':['a','b'],'wires':[['a','b','out']]}" SINK);

  weir_test_flow_inject (flow, "s", "{\"payload\":1}");
  g_assert_cmpuint (weir_test_flow_count (flow, "out"), ==, 0);
}

static void
test_complete (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    SOURCE ("'j'") ",{'id':'j','type':'junction','z':'t','x':1,'y':1,"
                   "'wires':[[]]},{'id':'k','type':'complete','z':'t','x':1,"
                   "'y':1,'scope':['j'],'wires':[['out']]}" SINK);

  weir_test_flow_inject (flow, "s", "{\"payload\":1}");
  weir_test_flow_expect (flow,
                         "out",
                         "{\"payload\":1,\"complete\":{\"source\":{\"id\":"
                         "\"j\",\"type\":\"junction\"}}}");
}

static void
test_complete_no_scope (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    SOURCE ("'j'") ",{'id':'j','type':'junction','z':'t','x':1,'y':1,"
                   "'wires':[[]]},{'id':'k','type':'complete','z':'t','x':1,"
                   "'y':1,'wires':[['out']]}" SINK);

  weir_test_flow_inject (flow, "s", "{\"payload\":1}");
  g_assert_cmpuint (weir_test_flow_count (flow, "out"), ==, 0);
}

/* A junction passes on the very message, in order, to all its wires. */
static void
test_junction (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow (SOURCE ("'j'") ",{'id':'j','type':'junction','z':'t','x':1,'y':1,"
                             "'wires':[['out','out']]}" SINK);

  weir_test_flow_inject (flow, "s", "{\"payload\":1,\"_msgid\":\"m\"}");
  weir_test_flow_inject (flow, "s", "{\"payload\":2}");
  weir_test_flow_expect (flow, "out", "{\"payload\":1,\"_msgid\":\"m\"}");
  weir_test_flow_expect (flow, "out", "{\"payload\":1,\"_msgid\":\"m\"}");
  weir_test_flow_expect (flow, "out", "{\"payload\":2}");
  weir_test_flow_expect (flow, "out", "{\"payload\":2}");
}

static const struct
{
  const char *type;
  const char *config;
  const char *label;
} labels[] = {
  { "catch", "{}", "catch: all" },
  { "catch", "{'scope':null,'uncaught':false}", "catch: all" },
  { "catch", "{'scope':null,'uncaught':true}", "catch: uncaught" },
  { "catch", "{'scope':'group'}", "catch: group" },
  { "catch", "{'scope':['a','b'],'uncaught':true}", "catch: 2" },
  { "catch", "{'name':'N','uncaught':true}", "N" },
  { "status", "{'scope':null}", "status: all" },
  { "status", "{'scope':'group'}", "status: group" },
  { "status", "{'scope':['a']}", "status: 1" },
  { "complete", "{'scope':['a','b','c']}", "complete: 3" },
  { "complete", "{}", "complete: 0" },
  { "complete", "{'name':'N'}", "N" },
};

static void
test_labels (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const WeirNodeType *type = weir_registry_lookup (registry, labels[i].type);
      g_autofree char    *json =
        g_strdelimit (g_strdup (labels[i].config), "'", '"');
      g_autoptr (WeirValue) config =
        weir_json_read (json, strlen (json), NULL, NULL);
      g_autofree char *label = type->describe (config);

      g_assert_cmpstr (label, ==, labels[i].label);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nodes/scope/catch", test_catch);
  g_test_add_func ("/nodes/scope/catch-empty-scope", test_catch_empty_scope);
  g_test_add_func ("/nodes/scope/status", test_status);
  g_test_add_func ("/nodes/scope/status-behind", test_status_behind);
  g_test_add_func ("/nodes/scope/complete", test_complete);
  g_test_add_func ("/nodes/scope/complete-no-scope", test_complete_no_scope);
  g_test_add_func ("/nodes/scope/junction", test_junction);
  g_test_add_func ("/nodes/scope/labels", test_labels);
  return g_test_run ();
}
