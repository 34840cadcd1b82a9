/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "testing/weir-flow-test-check.h"

#include "flow/weir-document.h"
#include "nodes/weir-node-table.h"

#include <string.h>

/* A test seen with its flow. */

#define NODE(id, more) \
  "{\"id\":\"" id "\",\"z\":\"t\",\"x\":1,\"y\":1," more "}"

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"the tab\"},"
  "{\"id\":\"off\",\"type\":\"tab\",\"disabled\":true}," NODE ("in1", "\"type\":\"inject\",\"name\":\"press\"") "," NODE ("in2", "\"type\":\"inject\",\"name\":\"twice\"") "," NODE ("in3", "\"type\":\"inject\",\"name\":\"twice\"") "," NODE (
    "in4",
    "\"type\":\"inject\","
    "\"name\":\"\",\"d\":"
    "true") "," NODE ("de1",
                      "\"ty"
                      "pe\""
                      ":\"d"
                      "ebug"
                      "\","
                      "\"na"
                      "me\""
                      ":\"t"
                      "wice"
                      "\"") "," NODE ("de2",
                                      "\"type\":\"debug\","
                                      "\"name\":\"silent\","
                                      "\"active\":false") "," NODE ("de3",
                                                                    "\"type\":"
                                                                    "\"debug\","
                                                                    "\"name\":"
                                                                    "\"in1\"") ","
                                                                               "{\"id\":\"de4\",\"type\":\"debug\",\"z\":\"off\",\"name\":\"away\"}," NODE (
                                                                                 "fo1",
                                                                                 "\"type\":\"foreign\",\"name\":\"other\"") ","
                                                                                                                            "{\"id\":\"l1\",\"type\":\"websocket-listener\",\"path\":\"/ws/echo\"},"
                                                                                                                            "{\"id\":\"l2\",\"type\":\"websocket-listener\",\"path\":\"chat\"},"
                                                                                                                            "{\"id\":\"l3\",\"type\":\"websocket-listener\",\"path\":\"ws://x/far\"},"
                                                                                                                            "{\"id\":\"l4\",\"type\":\"websocket-listener\",\"path\":\"/gone\",\"d\":true},"
                                                                                                                            "{\"id\":\"c1\",\"type\":\"websocket-client\",\"path\":\"ws://h:${P_USED}/\"},"
                                                                                                                            "{\"id\":\"c2\",\"type\":\"websocket-client\",\"path\":\"ws://h:1881/\"}]";

static WeirSnapshot *
make_snapshot (const char *text)
{
  g_autoptr (GBytes)       bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return weir_document_snapshot (document, NULL);
}

typedef struct
{
  const char *steps;
  const char *problems; /* a line each; "" for none */
} Row;

static const Row rows[] = {
  { "{\"inject\":\"in1\"}", "" },
  { "{\"inject\":\"press\"}", "" },
  { "{\"inject\":\"prss\"}",
    "3:1: error: No node with a button has the id or name “prss”. Did you mean "
    "“press”?" },
  { "{\"inject\":\"nobody\"}",
    "3:1: error: No node with a button has the id or name “nobody”." },
  { "{\"inject\":\"de1\"}",
    "3:1: error: “de1” has no button: it is a node of type “debug”." },
  { "{\"inject\":\"other\"}",
    "3:1: error: “other” has no button: it is a node of type “foreign”." },
  { "{\"inject\":\"the tab\"}",
    "3:1: error: No node with a button has the id or name “the tab”." },
  { "{\"inject\":\"twice\"}",
    "3:1: error: Several nodes are named “twice”; use the id of one: in2, "
    "in3." },
  { "{\"inject\":\"in4\"}", "3:1: error: The node “in4” is disabled." },
  { "{\"expectDebug\":{\"node\":\"twice\"}}", "" },
  { "{\"expectDebug\":{\"node\":\"in1\"}}", "" },
  { "{\"expectDebug\":{\"node\":\"press\"}}",
    "3:1: error: “press” is no debug node: it is a node of type “inject”." },
  { "{\"expectDebug\":{\"node\":\"away\"}}",
    "3:1: error: The node “away” is disabled." },
  { "{\"expectDebug\":{\"node\":\"silent\"}}",
    "3:1: warning: “silent” is switched off and shows nothing." },
  { "{\"expectStatus\":{\"node\":\"other\",\"text\":\"\"}}", "" },
  { "{\"expectStatus\":{\"node\":\"l1\",\"text\":\"\"}}", "" },
  { "{\"expectStatus\":{\"node\":\"twice\",\"text\":\"\"}}",
    "3:1: error: Several nodes are named “twice”; use the id of one: in2, in3, "
    "de1." },
  { "{\"expectStatus\":{\"node\":\"x\",\"text\":\"\"}}",
    "3:1: error: No node has the id or name “x”." },
  { "{\"unordered\":[{\"expectDebug\":{\"node\":\"de1\"}},\n"
    "{\"expectDebug\":{\"node\":\"x\"}}]}",
    "4:1: error: No debug node has the id or name “x”." },
  { "{\"connect\":\"b\",\"path\":\"/ws/echo\"}", "" },
  { "{\"connect\":\"b\",\"path\":\"/ws/echo?a=b\"}", "" },
  { "{\"connect\":\"b\",\"path\":\"/chat\"}", "" },
  { "{\"connect\":\"b\",\"path\":\"/ws/${X}\"}", "" },
  { "{\"connect\":\"b\",\"path\":\"/ws/Echo\"}",
    "3:1: warning: No listener of the flow has the path “/ws/Echo”." },
  { "{\"connect\":\"b\",\"path\":\"/ws/echo/\"}",
    "3:1: warning: No listener of the flow has the path “/ws/echo/”." },
  { "{\"connect\":\"b\",\"path\":\"/far\"}",
    "3:1: warning: No listener of the flow has the path “/far”." },
  { "{\"connect\":\"b\",\"path\":\"/gone\"}",
    "3:1: warning: No listener of the flow has the path “/gone”." },
  { "{\"serve\":\"b\",\"port\":\"${P_USED}\"}", "" },
  { "{\"serve\":\"b\",\"port\":\"${P_ENV}\"}", "" },
  { "{\"serve\":\"b\",\"port\":\"${P_WIRED}\"}", "" },
  { "{\"serve\":\"b\",\"port\":\"${P_OTHER}\"}",
    "3:1: warning: The flow never asks for the port “${P_OTHER}”." },
  { "{\"serve\":\"b\",\"port\":\"${P_NO}\"}",
    "3:1: warning: The flow never asks for the port “${P_NO}”." },
};

static char *
join_problems (GPtrArray *problems)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirFlowTestProblem *problem = problems->pdata[i];

      g_string_append_printf (out,
                              "%s%u:%u: %s: %s",
                              i > 0 ? "\n" : "",
                              problem->line,
                              problem->column,
                              weir_severity_get_name (problem->severity),
                              problem->text);
    }
  return g_string_free (out, FALSE);
}

static WeirFlowTest *
make_test (const char *steps)
{
  g_autofree char *text =
    g_strdup_printf ("{\"flow\":\"f\",\"env\":{\"URL\":\"ws://h:${P_ENV}/\","
                     "\"P_WIRED\":\"1881\",\"P_OTHER\":\"1882\"},\"steps\":[\n"
                     "{\"connect\":\"a\",\"path\":\"/ws/echo\"},\n%s,"
                     "{\"expectNothing\":\"a\"}]}",
                     steps);
  g_autoptr (GBytes)    bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) problems = NULL;
  WeirFlowTest    *test = weir_flow_test_new_from_bytes ("t", bytes, &problems);
  g_autofree char *wrong = join_problems (problems);

  g_assert_cmpstr (wrong, ==, "");
  return test;
}

static void
test_rows (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirSnapshot) snapshot = make_snapshot (flow);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirFlowTest) test = make_test (rows[i].steps);
      g_autoptr (GPtrArray)    problems =
        weir_flow_test_check (test, registry, snapshot);
      g_autofree char *got = join_problems (problems);

      g_test_message ("%s", rows[i].steps);
      g_assert_cmpstr (got, ==, rows[i].problems);
    }
}

/* A listener whose path is made of variables may be the one. */
static void
test_open_path (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirSnapshot) snapshot = make_snapshot (
    "[{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/${X}\"}]");
  g_autoptr (WeirFlowTest) test =
    make_test ("{\"connect\":\"b\",\"path\":\"/anything\"}");
  g_autoptr (GPtrArray) problems =
    weir_flow_test_check (test, registry, snapshot);

  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_names (void)
{
  static const struct
  {
    const char      *id;
    WeirFlowTestKind kind;
    const char      *name;
  } names[] = {
    { "in1", WEIR_FLOW_TEST_INJECT, "press" },
    { "in2", WEIR_FLOW_TEST_INJECT, "in2" },
    { "in4", WEIR_FLOW_TEST_INJECT, "in4" },
    { "de1", WEIR_FLOW_TEST_EXPECT_DEBUG, "twice" },
    { "de1", WEIR_FLOW_TEST_EXPECT_STATUS, "de1" },
    { "de3", WEIR_FLOW_TEST_EXPECT_DEBUG, "in1" },
    { "de3", WEIR_FLOW_TEST_EXPECT_STATUS, "de3" },
    { "none", WEIR_FLOW_TEST_EXPECT_DEBUG, "none" },
  };
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirSnapshot) snapshot = make_snapshot (flow);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name =
        weir_flow_test_name_node (registry, snapshot, names[i].kind, names[i].id);

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/check/rows", test_rows);
  g_test_add_func ("/testing/check/open-path", test_open_path);
  g_test_add_func ("/testing/check/names", test_names);
  return g_test_run ();
}
