/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

/* Tabs, their nodes and configuration in mixed order. */
#define FLOW                                              \
  "[{'id':'n2','type':'trace','z':'t','x':1,'y':1},"      \
  "{'id':'c2','type':'config','z':'t','uses':'c3'},"      \
  "{'id':'c3','type':'config','z':'t'},"                  \
  "{'id':'n1','type':'trace','z':'u','x':1,'y':1},"       \
  "{'id':'t','type':'tab'},{'id':'u','type':'tab'},"      \
  "{'id':'c1','type':'config'},"                          \
  "{'id':'odd','type':'config','z':'nowhere'},"           \
  "{'id':'n3','type':'trace','z':'t','x':1,'y':1},"       \
  "{'id':'n4','type':'trace','z':'made-up','x':1,'y':1}," \
  "{'id':'lost','type':'trace','x':1,'y':1},"             \
  "{'id':'bare','type':'trace','z':'u'}]"

static void
test_order (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture, FLOW, WEIR_DEPLOY_FULL);
  fixture_assert_text (fixture->trace, "c1+ odd+ c3+ c2+ n2+ n3+ bare+ n1+ n4+");

  weir_engine_stop (fixture->engine);
  fixture_assert_text (fixture->trace, "n2- n3- c3- c2- n1- bare- n4- c1- odd-");
  g_assert_null (weir_engine_get_snapshot (fixture->engine));
}

static void
test_not_run (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (
    fixture,
    "[{'id':'t','type':'tab'},{'id':'off','type':'tab','disabled':true},"
    "{'id':'sub','type':'subflow'},{'id':'g','type':'group','z':'t'},"
    "{'id':'a','type':'trace','z':'t','x':1,'y':1},"
    "{'id':'a','type':'trace','z':'t','x':1,'y':1},"
    "{'id':'b','type':'trace','z':'off','x':1,'y':1},"
    "{'id':'c','type':'trace','z':'sub','x':1,'y':1},"
    "{'id':'d','type':'trace','z':'t','x':1,'y':1,'d':true},"
    "{'type':'trace','z':'t','x':1,'y':1},"
    "{'id':'i','type':'subflow:gone','z':'t','x':1,'y':1},"
    "{'id':'j','type':'foo','z':'t','x':1,'y':1},"
    "{'id':'k','type':'foo','z':'t','x':1,'y':1},"
    "{'id':'l','type':'foo','z':'off','x':1,'y':1},"
    "null,7]",
    WEIR_DEPLOY_FULL);
  fixture_assert_text (fixture->trace, "a+");
  fixture_settle (fixture);
  fixture_assert_text (fixture->log,
                       "2 nodes of unknown type \"foo\" are kept and not run\n"
                       "1 instance of subflow \"gone\" is kept and not run\n"
                       "1 entry without an id is kept and not run\n");
}

/* What ran of a flow whose configuration nodes come to wait for each other does
 * not go on, whatever the deploy. */
static void
test_stalled (Fixture *fixture, gconstpointer data)
{
  static const char flow[] = "[{'id':'t','type':'tab'},{'id':'u','type':'tab'},"
                             "{'id':'c1','type':'config','z':'t','uses':'%s'},"
                             "{'id':'c2','type':'config','z':'t','uses':'c1'},"
                             "{'id':'n1','type':'trace','z':'t','x':1,'y':1},"
                             "{'id':'n2','type':'trace','z':'u','x':1,'y':1}]";
  g_autofree char  *good = g_strdup_printf (flow, "");
  g_autofree char  *bad = g_strdup_printf (flow, "c2");

  fixture_deploy (fixture, good, WEIR_DEPLOY_FULL);
  fixture_assert_text (fixture->trace, "c1+ c2+ n1+ n2+");
  fixture_deploy (fixture, bad, WEIR_DEPLOY_NODES);
  g_assert_null (weir_engine_lookup (fixture->engine, "n1"));
  g_assert_nonnull (weir_engine_lookup (fixture->engine, "n2"));
  fixture_deploy (fixture, good, WEIR_DEPLOY_NODES);
  g_assert_nonnull (weir_engine_lookup (fixture->engine, "n1"));
}

static void
test_circular (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  "[{'id':'t','type':'tab'},{'id':'u','type':'tab'},"
                  "{'id':'c0','type':'config','z':'t','self':'c0'},"
                  "{'id':'c1','type':'config','z':'t','uses':'c2'},"
                  "{'id':'c2','type':'config','z':'t','uses':'c1'},"
                  "{'id':'n1','type':'trace','z':'t','x':1,'y':1},"
                  "{'id':'n2','type':'trace','z':'u','x':1,'y':1}]",
                  WEIR_DEPLOY_FULL);
  fixture_assert_text (fixture->trace, "c0+ n2+");
  fixture_settle (fixture);
  fixture_assert_text (fixture->log,
                       "Circular config node dependency detected: c1\n");
}

/* A chain of references as long as a file can hold does not end the stack. */
static void
test_long_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) flow = g_string_new ("[");
  WeirEngineStats     stats;
  guint               length = 20000;

  for (guint i = 0; i < length; i++)
    g_string_append_printf (flow,
                            "%s{'id':'c%u','type':'user','uses':'c%u'}",
                            i > 0 ? "," : "",
                            i,
                            i + 1);

  g_string_append (flow, "]");
  fixture_deploy (fixture, flow->str, WEIR_DEPLOY_FULL);
  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.nodes, ==, length);
  g_assert_true (g_str_has_prefix (fixture->trace->str, "c19999=none c19998"));
}

/* A node that can't start is not there; all others are. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_deploy (fixture,
                  "[{'id':'t','type':'tab'},"
                  "{'id':'s','type':'source','z':'t','x':1,'y':1,"
                  " 'wires':[['bad','a']]},"
                  "{'id':'bad','type':'broken','z':'t','x':1,'y':1,"
                  " 'wires':[['a']]},"
                  "{'id':'a','type':'trace','z':'t','x':1,'y':1}]",
                  WEIR_DEPLOY_FULL);
  g_assert_true (weir_engine_is_settled (fixture->engine));
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "a+ a:1");
  fixture_assert_text (fixture->log, "bad it is broken\n");

  g_assert_false (weir_engine_press (fixture->engine, "bad", NULL, NULL, &error));
  g_assert_error (error, WEIR_RUNTIME_ERROR, WEIR_RUNTIME_ERROR_NOT_FOUND);
}

/* A flow that could not start does so once what was wrong is mended. */
static void
test_mended (Fixture *fixture, gconstpointer data)
{
#define MENDED(uses)                                       \
  "[{'id':'t','type':'tab'},"                              \
  "{'id':'c1','type':'config','z':'t','uses':'c2'},"       \
  "{'id':'c2','type':'config','z':'t','uses':'" uses "'}," \
  "{'id':'n','type':'trace','z':'t','x':1,'y':1}]"

  fixture_deploy (fixture, MENDED ("c1"), WEIR_DEPLOY_FULL);
  fixture_assert_text (fixture->trace, "");
  fixture_deploy (fixture, MENDED (""), WEIR_DEPLOY_NODES);
  fixture_assert_text (fixture->trace, "c2+ c1+ n+");
  fixture_deploy (fixture, MENDED (""), WEIR_DEPLOY_NODES);
  fixture_assert_text (fixture->trace, "");
#undef MENDED
}

static void
test_services (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  "[{'id':'t','type':'tab'},"
                  "{'id':'u1','type':'user','z':'t','x':1,'y':1,'config':'c'},"
                  "{'id':'u2','type':'user','z':'t','x':1,'y':1,'config':'u1'},"
                  "{'id':'u3','type':'user','z':'t','x':1,'y':1,'config':''},"
                  "{'id':'c','type':'config'}]",
                  WEIR_DEPLOY_FULL);
  fixture_assert_text (fixture->trace, "c+ u1=found u2=none u3=none");
}

#define TAB "[{'id':'t','type':'tab'},"
#define NODE(id, more) \
  "{'id':'" id "','type':'trace','z':'t','x':1,'y':1" more "}"

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  const char *before =
    TAB NODE ("a", ",'wires':[['b']]") "," NODE ("b", "") "," NODE ("c", "") "]";
  const char *renamed =
    TAB       NODE ("a", ",'wires':[['b']]") "," NODE ("b",
                                                 ",'name':'x'") "," NODE ("c",
                                                                          "") "]";
  const char *removed = TAB NODE ("a", ",'wires':[['b']]") "," NODE ("c", "") "]";

  fixture_deploy (fixture, before, WEIR_DEPLOY_NODES);
  fixture_assert_text (fixture->trace, "a+ b+ c+");
  fixture_deploy (fixture, before, WEIR_DEPLOY_NODES);
  fixture_assert_text (fixture->trace, "");
  fixture_deploy (fixture, renamed, WEIR_DEPLOY_NODES);
  fixture_assert_text (fixture->trace, "b- b+");
  fixture_deploy (fixture, before, WEIR_DEPLOY_FLOWS);
  fixture_assert_text (fixture->trace, "a- b- a+ b+");
  fixture_deploy (fixture, before, WEIR_DEPLOY_FULL);
  fixture_assert_text (fixture->trace, "c- a- b- a+ b+ c+");
  fixture_deploy (fixture, removed, WEIR_DEPLOY_NODES);
  fixture_assert_text (fixture->trace, "b-!");
}

/* A node that is rewired keeps running, and so does its state; what waits for
 * a node that goes is lost. */
static void
test_rewire (Fixture *fixture, gconstpointer data)
{
  const char      *source = "{'id':'s','type':'source','z':'t','x':1,'y':1,"
                            "'wires':[['a']]}";
  g_autofree char *before = g_strconcat (TAB,
                                         source,
                                         ",",
                                         NODE ("a", ",'wires':[['b']]"),
                                         ",",
                                         NODE ("b", ""),
                                         ",",
                                         NODE ("c", ""),
                                         "]",
                                         NULL);
  g_autofree char *after = g_strconcat (TAB,
                                        source,
                                        ",",
                                        NODE ("a", ",'wires':[['c']]"),
                                        ",",
                                        NODE ("c", ""),
                                        "]",
                                        NULL);
  WeirNode        *node;

  fixture_deploy (fixture, before, WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'payload':1}");
  weir_engine_run_pending (fixture->engine);
  fixture_assert_text (fixture->trace, "a+ b+ c+ a:1 b:1");
  fixture_press (fixture, "s", "{'payload':2}");
  node = fixture_get_node (fixture, "a");

  fixture_deploy (fixture, after, WEIR_DEPLOY_NODES);
  g_assert_true (node == fixture_get_node (fixture, "a"));
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "b-! a:2 c:2");
}

static void
test_queue_of_stopped (Fixture *fixture, gconstpointer data)
{
  WeirEngineStats stats;

  fixture_deploy (fixture,
                  TAB
                  "{'id':'s','type':'source','z':'t','x':1,'y':1,"
                  "'wires':[['a','b']]}," NODE ("a", "") "," NODE ("b", "") "]",
                  WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_deploy (fixture,
                  TAB "{'id':'s','type':'source','z':'t','x':1,'y':1,"
                      "'wires':[['a','b']]}," NODE ("a", "") "]",
                  WEIR_DEPLOY_NODES);
  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.queued, ==, 1);
  weir_engine_stop (fixture->engine);
  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.queued, ==, 0);
  g_assert_cmpuint (stats.queued_bytes, ==, 0);
  g_assert_cmpuint (stats.nodes, ==, 0);
  fixture_assert_text (fixture->trace, "a+ b+ b-! a-");
}

static void
test_removed_status (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) statuses = NULL;
  const char           *flow =
    TAB "{'id':'s','type':'source','z':'t','x':1,'y':1,'wires':[['a']]},"
        "{'id':'a','type':'status','z':'t','x':1,'y':1}]";

  fixture_deploy (fixture, flow, WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'payload':{'text':'busy','fill':'red'}}");
  fixture_settle (fixture);
  fixture_assert_text (fixture->statuses,
                       "a {\"text\":\"busy\",\"fill\":\"red\"}\n");
  statuses = weir_monitor_list_statuses (fixture->monitor);
  g_assert_cmpuint (statuses->len, ==, 1);
  g_clear_pointer (&statuses, g_ptr_array_unref);

  fixture_deploy (fixture, "[]", WEIR_DEPLOY_NODES);
  fixture_settle (fixture);
  fixture_assert_text (fixture->statuses, "s {}\na {}\n");
  statuses = weir_monitor_list_statuses (fixture->monitor);
  g_assert_cmpuint (statuses->len, ==, 0);
}

static void
test_contexts (Fixture *fixture, gconstpointer data)
{
  WeirContext *store = fixture->engine->store;
  const char  *flow =
    TAB "{'id':'u','type':'tab'}," NODE ("a", "") "," NODE ("b", "") "]";
  const char           *scopes[] = { "t", "u", "t/a", "t/b", "" };
  static const gboolean kept[] = { TRUE, FALSE, FALSE, TRUE, TRUE };

  fixture_deploy (fixture, flow, WEIR_DEPLOY_FULL);

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    g_assert_true (
      weir_context_set (store, scopes[i], "k", weir_value_new_number (1), NULL, NULL));

  fixture_deploy (fixture,
                  TAB NODE ("a", ",'name':'x'") "," NODE ("b", "") "]",
                  WEIR_DEPLOY_NODES);

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      g_autoptr (WeirValue) value =
        weir_context_get (store, scopes[i], "k", NULL, NULL);

      g_assert_cmpint (weir_value_get_kind (value) == WEIR_VALUE_KIND_NUMBER,
                       ==,
                       kept[i]);
    }
}

static void
test_settled (Fixture *fixture, gconstpointer data)
{
  WeirNode *a;
  WeirNode *b;

  fixture_deploy (fixture,
                  TAB NODE ("a", "") "," NODE ("b", "") "]",
                  WEIR_DEPLOY_FULL);
  a = fixture_get_node (fixture, "a");
  b = fixture_get_node (fixture, "b");
  g_assert_true (weir_engine_is_settled (fixture->engine));
  weir_node_set_settled (a, FALSE);
  weir_node_set_settled (a, FALSE);
  weir_node_set_settled (b, FALSE);
  weir_node_set_settled (a, TRUE);
  g_assert_false (weir_engine_is_settled (fixture->engine));
  fixture_deploy (fixture, TAB NODE ("a", "") "]", WEIR_DEPLOY_NODES);
  g_assert_true (weir_engine_is_settled (fixture->engine));
}

static void
test_active (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  TAB NODE ("a", "") "," NODE (
                    "b",
                    ",'active':false") "," NODE ("c", ",'active':null") "]",
                  WEIR_DEPLOY_FULL);
  g_assert_true (weir_node_is_active (fixture_get_node (fixture, "a")));
  g_assert_false (weir_node_is_active (fixture_get_node (fixture, "b")));
  g_assert_true (weir_node_is_active (fixture_get_node (fixture, "c")));
  g_assert_true (weir_engine_set_active (fixture->engine, "b", TRUE));
  g_assert_true (weir_node_is_active (fixture_get_node (fixture, "b")));
  g_assert_false (weir_engine_set_active (fixture->engine, "no", TRUE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                \
  g_test_add ("/runtime/engine/" name, \
              Fixture,                 \
              NULL,                    \
              fixture_set_up,          \
              func,                    \
              fixture_tear_down)

  ADD ("order", test_order);
  ADD ("not-run", test_not_run);
  ADD ("circular", test_circular);
  ADD ("stalled", test_stalled);
  ADD ("long-chain", test_long_chain);
  ADD ("broken", test_broken);
  ADD ("mended", test_mended);
  ADD ("services", test_services);
  ADD ("modes", test_modes);
  ADD ("rewire", test_rewire);
  ADD ("queue-of-stopped", test_queue_of_stopped);
  ADD ("removed-status", test_removed_status);
  ADD ("contexts", test_contexts);
  ADD ("settled", test_settled);
  ADD ("active", test_active);

  return g_test_run ();
}
