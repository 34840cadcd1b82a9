/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include <string.h>

/* Instances of subflows in the engine. */

#define TAB "{'id':'t','type':'tab'}"
#define AT  ",'z':'t','x':1,'y':1"
#define IN  ",'z':'S','x':1,'y':1"

/* One that adds its id to the payload; a second output shows what came in. */
#define TWICE                                  \
  "{'id':'S','type':'subflow','name':'Twice'," \
  "'in':[{'x':1,'y':1,'wires':[{'id':'c'}]}]," \
  "'out':[{'wires':[{'id':'c','port':0}]},"    \
  "{'wires':[{'id':'S','port':0}]}]},"         \
  "{'id':'c','type':'change'" IN ",'wires':[[]]}"
#define ENDS                                    \
  "{'id':'x','type':'trace'" AT ",'wires':[]}," \
  "{'id':'y','type':'trace'" AT ",'wires':[]},"
#define SOURCE(target) \
  "{'id':'s','type':'source'" AT ",'wires':[['" target "']]},"
#define INSTANCE(id) \
  "{'id':'" id "','type':'subflow:S'" AT ",'wires':[['x'],['y']]}"

static void
run (Fixture *fixture, const char *json)
{
  fixture_deploy (fixture, json, WEIR_DEPLOY_FULL);
  g_string_truncate (fixture->trace, 0);
  fixture_press (fixture, "s", "{'payload':'m'}");
  fixture_settle (fixture);
}

/* Messages go in, through and out, and each instance has its own inside. */
static void
test_through (Fixture *fixture, gconstpointer data)
{
  run (fixture,
       "[" TAB "," TWICE "," ENDS SOURCE ("i")
         INSTANCE ("i") "," INSTANCE ("j") "]");

  g_assert_cmpstr (fixture->trace->str, ==, "y:m x:mi-c");
  g_assert_nonnull (fixture_get_node (fixture, "j-c"));
  g_assert_cmpstr (fixture_get_node (fixture, "i-c")->path, ==, "t/i/c");
  g_assert_null (weir_engine_lookup (fixture->engine, "c"));
}

/* A subflow in a subflow: the path and the ids grow. */
static void
test_nested (Fixture *fixture, gconstpointer data)
{
  run (
    fixture,
    "[" TAB "," TWICE "," ENDS SOURCE (
      "o") "{'id':'O','type':'subflow',"
           "'in':[{'wires':[{'id':'k'}]}],"
           "'out':[{'wires':[{'id':'k','port':0}]}]},"
           "{'id':'k','type':'subflow:S','z':'O','x':1,'y':1,'wires':[[],[]]},"
           "{'id':'o','type':'subflow:O'" AT ",'wires':[['x']]}]");

  g_assert_cmpstr (fixture->trace->str, ==, "x:mo-k-c");
  g_assert_cmpstr (fixture_get_node (fixture, "o-k-c")->path, ==, "t/o/k/c");
}

/* One that holds itself ends, and says that it isn't run. */
static void
test_recursive (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  "[" TAB ",{'id':'S','type':'subflow','in':[],'out':[]},"
                  "{'id':'k','type':'subflow:S'" IN "},"
                  "{'id':'i','type':'subflow:S'" AT "}]",
                  WEIR_DEPLOY_FULL);
  fixture_settle (fixture);

  g_assert_nonnull (fixture_get_node (fixture, "i"));
  g_assert_null (weir_engine_lookup (fixture->engine, "i-k"));
  g_assert_nonnull (strstr (fixture->log->str,
                            "1 instance of subflow \"S\" is kept and not run"));
}

#define FAILS                                                           \
  "{'id':'S','type':'subflow','in':[{'wires':[{'id':'f'}]}],'out':[]}," \
  "{'id':'f','type':'fail'" IN ",'text':'oh'},"
#define CATCH(id, z, target)                                                 \
  "{'id':'" id "','type':'catch','z':'" z "','x':1,'y':1,'wires':[['" target \
  "']]}"

/* An error nobody inside takes is taken in the flow around. */
static void
test_error (Fixture *fixture, gconstpointer data)
{
  run (fixture,
       "[" TAB "," FAILS ENDS SOURCE ("i")
         INSTANCE ("i") "," CATCH ("w", "t", "x") "]");
  g_assert_cmpstr (fixture->trace->str, ==, "i-f:fail x:m");

  run (fixture,
       "[" TAB "," FAILS ENDS SOURCE ("i") INSTANCE ("i") "," CATCH (
         "w",
         "t",
         "x") "," CATCH ("v", "S", "n") ","
                                        "{'id':'n','type':'trace'" IN
                                        ",'wires':[]}]");
  g_assert_cmpstr (fixture->trace->str, ==, "i-f:fail i-n:m");
}

/* What is wired to the status output is the status of the instance. */
static void
test_status (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *message;
    const char *status;
  } cases[] = {
    { "{'payload':'ready'}", "{'text':'ready'}" },
    { "{'payload':{'text':'so','fill':'red'}}", "{'text':'so','fill':'red'}" },
    { "{'payload':42}", "{'text':'42'}" },
    { "{'payload':{'foo':1}}", "{'text':'{ foo: 1 }'}" },
    { "{'payload':null}", "{'text':'null'}" },
    { "{'payload':[1,2,3,4,5,6,7,8,9,10,11,12,13]}",
      "{'text':'[\\n   1, 2, 3,  4,  5,  6,\\n   7, ...'}" },
    { "{'status':{'text':'kept'}}", "{'text':'kept'}" },
  };

  fixture_deploy (fixture,
                  "[" TAB ",{'id':'S','type':'subflow',"
                  "'in':[{'wires':[{'id':'p'}]}],'out':[],"
                  "'status':{'wires':[{'id':'p','port':0}]}},"
                  "{'id':'p','type':'pass'" IN ",'wires':[[]]}," SOURCE ("i")
                    INSTANCE ("i") "]",
                  WEIR_DEPLOY_FULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted =
        g_strdelimit (g_strdup (cases[i].status), "'", '"');
      g_autofree char *expected = g_strconcat ("i ", quoted, "\n", NULL);

      fixture_settle (fixture);
      g_string_truncate (fixture->statuses, 0);
      fixture_press (fixture, "s", cases[i].message);
      fixture_settle (fixture);
      g_assert_cmpstr (fixture->statuses->str, ==, expected);
    }
}

/* A status that is shown inside is heard around, unless the subflow has a
 * status of its own. */
static void
test_status_around (Fixture *fixture, gconstpointer data)
{
  run (fixture,
       "[" TAB ",{'id':'S','type':'subflow','in':[{'wires':[{'id':'p'}]}],"
       "'out':[]},{'id':'p','type':'status'" IN "}," SOURCE ("i")
         INSTANCE ("i") "," ENDS "{'id':'w','type':'status-in'" AT
                        ",'wires':[['x']]}]");
  g_assert_true (g_str_has_prefix (fixture->trace->str, "x:"));
}

/* The environment: what the instance says, then its definition, then what is
 * around the instance. */
static void
test_variables (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *value;
  } cases[] = {
    { "A", "def" },
    { "B", "own" },
    { "C", "tab" },
    { "D", "tab" },
    { "NR_SUBFLOW_ID", "i" },
    { "NR_SUBFLOW_NAME", "One" },
    { "NR_SUBFLOW_PATH", "t/i" },
    { "NR_FLOW_NAME", "Flow" },
    { "NR_NODE_PATH", "t/i/p" },
  };
  WeirNode *node;

  fixture_deploy (
    fixture,
    "[{'id':'t','type':'tab','label':'Flow','env':[{'name':'C','type':'str',"
    "'value':'tab'},{'name':'A','type':'str','value':'never'}]},"
    "{'id':'S','type':'subflow','in':[],'out':[],"
    "'env':[{'name':'A','type':'str','value':'def'},"
    "{'name':'B','type':'str','value':'def'}]},"
    "{'id':'p','type':'pass'" IN "},"
    "{'id':'i','type':'subflow:S','name':'One'" AT
    ",'env':[{'name':'B','type':'str','value':'own'},"
    "{'name':'D','type':'env','value':'C'}]}]",
    WEIR_DEPLOY_FULL);
  node = fixture_get_node (fixture, "i-p");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) value = weir_node_dup_variable (node, cases[i].name);

      g_assert_nonnull (value);
      g_assert_cmpstr (weir_value_get_string (value, NULL), ==, cases[i].value);
    }
}

/* A deploy of what changed restarts the copies of a definition that did, and
 * leaves the others alone. */
static void
test_deploy (Fixture *fixture, gconstpointer data)
{
  static const char flow[] =
    "[" TAB ",{'id':'S','type':'subflow','in':[],'out':[]},"
    "{'id':'p','type':'trace'" IN ",'v':%d,'wires':[]},"
    "{'id':'q','type':'trace'" IN ",'wires':[]},"
    "{'id':'i','type':'subflow:S'" AT "}]";
  g_autofree char *before = g_strdup_printf (flow, 1);
  g_autofree char *after = g_strdup_printf (flow, 2);

  fixture_deploy (fixture, before, WEIR_DEPLOY_FULL);
  fixture_settle (fixture);
  g_string_truncate (fixture->trace, 0);
  fixture_deploy (fixture, before, WEIR_DEPLOY_NODES);
  fixture_settle (fixture);
  g_assert_cmpstr (fixture->trace->str, ==, "");
  fixture_deploy (fixture, after, WEIR_DEPLOY_NODES);
  fixture_settle (fixture);
  g_assert_nonnull (strstr (fixture->trace->str, "i-p+"));
}

static void
counts_cb (const WeirNodeCounts *counts, gpointer data)
{
  GString *text = data;

  if (!g_str_equal (counts->id, "i"))
    return;
  g_string_append_printf (text, "%u", (guint)counts->received);
  for (guint i = 0; i < counts->n_outputs; i++)
    g_string_append_printf (text, " %u", (guint)counts->sent[i]);
}

/* An instance counts what leaves its outputs, not what it passes in. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  run (fixture, "[" TAB "," TWICE "," ENDS SOURCE ("i") INSTANCE ("i") "]");
  weir_engine_visit_counts (fixture->engine, counts_cb, text);
  g_assert_cmpstr (text->str, ==, "1 1 1");
}

static void
ready_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
}

static void
test_tap (Fixture *fixture, gconstpointer data)
{
  gboolean ready = FALSE;
  guint64  skipped;

  fixture_deploy (fixture,
                  "[" TAB "," TWICE "," ENDS SOURCE ("i") INSTANCE ("i") "]",
                  WEIR_DEPLOY_FULL);
  weir_engine_set_tap (fixture->engine, "i", 1, ready_cb, &ready);
  fixture_press (fixture, "s", "{'payload':'m'}");
  fixture_settle (fixture);
  g_assert_true (ready);
  {
    g_autoptr (GPtrArray) records =
      weir_engine_take_tapped (fixture->engine, &skipped);

    g_assert_cmpuint (records->len, ==, 1);
    g_assert_cmpstr (((WeirRecord *)records->pdata[0])->id, ==, "i");
  }
  weir_engine_set_tap (fixture->engine, NULL, 0, NULL, NULL);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/runtime/subflow/through", test_through },
    { "/runtime/subflow/nested", test_nested },
    { "/runtime/subflow/recursive", test_recursive },
    { "/runtime/subflow/error", test_error },
    { "/runtime/subflow/status", test_status },
    { "/runtime/subflow/status-around", test_status_around },
    { "/runtime/subflow/variables", test_variables },
    { "/runtime/subflow/deploy", test_deploy },
    { "/runtime/subflow/counts", test_counts },
    { "/runtime/subflow/tap", test_tap },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                Fixture,
                NULL,
                fixture_set_up,
                tests[i].test,
                fixture_tear_down);
  return g_test_run ();
}
