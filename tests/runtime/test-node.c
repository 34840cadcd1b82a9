/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include "json/weir-convert.h"

#include <string.h>

static const char flow[] =
  "[{'id':'t','type':'tab','label':'Tab'},"
  "{'id':'n','type':'pass','z':'t','x':1,'y':1,'name':'Name','text':'x',"
  " 'number':7,'var':'${ANSWER}','part':'a${ANSWER}'},"
  "{'id':'m','type':'pass','z':'t','x':1,'y':1},"
  "{'id':'u','type':'user','z':'t','x':1,'y':1,'config':'c'},"
  "{'id':'c','type':'config','a':1}]";

static void
deploy (Fixture *fixture)
{
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (WeirValue)  entries = fixture_read (flow);
  g_autoptr (WeirValue)  credentials =
    fixture_read ("{'n':{'user':'me','password':'${ANSWER}','odd':7}}");
  g_autoptr (GPtrArray)    items = g_ptr_array_new ();
  g_autoptr (WeirSnapshot) snapshot = NULL;

  for (gsize i = 0; i < weir_value_get_length (entries); i++)
    g_ptr_array_add (items, weir_value_get_item (entries, i));

  snapshot =
    weir_snapshot_new ((WeirValue **)items->pdata, items->len, credentials);
  g_hash_table_insert (variables, (char *)"ANSWER", (char *)"42");
  weir_engine_set_variables (fixture->engine, variables);
  weir_engine_deploy (fixture->engine, snapshot, WEIR_DEPLOY_FULL);
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  WeirNode *n;
  WeirNode *m;

  deploy (fixture);
  n = fixture_get_node (fixture, "n");
  m = fixture_get_node (fixture, "m");
  g_assert_cmpstr (weir_node_get_id (n), ==, "n");
  g_assert_cmpstr (weir_node_get_name (n), ==, "Name");
  g_assert_cmpstr (weir_node_get_name (m), ==, "");
  g_assert_cmpstr (weir_node_get_string (n, "text"), ==, "x");
  g_assert_cmpstr (weir_node_get_string (n, "number"), ==, "");
  g_assert_cmpstr (weir_node_get_string (n, "none"), ==, "");
  g_assert_cmpstr (weir_node_get_string (n, "var"), ==, "42");
  g_assert_cmpstr (weir_node_get_string (n, "part"), ==, "a${ANSWER}");
  g_assert_cmpfloat (weir_value_to_number (weir_node_get_value (n, "number")),
                     ==,
                     7);
  g_assert_null (weir_node_get_value (n, "none"));
  g_assert_cmpint (weir_value_get_kind (weir_node_get_config (n)),
                   ==,
                   WEIR_VALUE_KIND_OBJECT);
}

static void
test_credentials (Fixture *fixture, gconstpointer data)
{
  WeirNode *n;
  WeirNode *m;

  deploy (fixture);
  n = fixture_get_node (fixture, "n");
  m = fixture_get_node (fixture, "m");
  g_assert_cmpstr (weir_node_get_credential (n, "user"), ==, "me");
  g_assert_cmpstr (weir_node_get_credential (n, "password"), ==, "42");
  g_assert_cmpstr (weir_node_get_credential (n, "odd"), ==, "");
  g_assert_cmpstr (weir_node_get_credential (n, "none"), ==, "");
  g_assert_cmpstr (weir_node_get_credential (m, "user"), ==, "");
}

static void
test_variables (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) answer = NULL;
  g_autoptr (WeirValue) tab = NULL;
  WeirNode             *n;

  deploy (fixture);
  n = fixture_get_node (fixture, "n");
  answer = weir_node_dup_variable (n, "ANSWER");
  tab = weir_node_dup_variable (n, "NR_FLOW_NAME");
  g_assert_cmpstr (weir_value_get_string (answer, NULL), ==, "42");
  g_assert_cmpstr (weir_value_get_string (tab, NULL), ==, "Tab");
  g_assert_null (weir_node_dup_variable (n, "WEIR_NOT_SET"));
}

/* A user holds what it resolved, so the order of stop does not matter. */
static void
test_service_lives (Fixture *fixture, gconstpointer data)
{
  gpointer  service;
  WeirNode *user;

  deploy (fixture);
  user = fixture_get_node (fixture, "u");
  service = weir_node_resolve (user, "config", G_TYPE_OBJECT);
  g_assert_true (service == weir_node_resolve (user, "config", G_TYPE_OBJECT));
  g_assert_null (weir_node_resolve (user, "config", WEIR_TYPE_ENGINE));
  g_assert_null (weir_node_resolve (user, "none", G_TYPE_OBJECT));
  g_object_add_weak_pointer (service, &service);
  weir_engine_stop (fixture->engine);
  g_assert_null (service);
}

static void
test_facility (Fixture *fixture, gconstpointer data)
{
  WeirNode *n;

  deploy (fixture);
  n = fixture_get_node (fixture, "n");
  g_assert_nonnull (weir_node_get_facility (n, G_TYPE_OBJECT));
  g_assert_null (weir_node_get_facility (n, WEIR_TYPE_ENGINE));
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  deploy (fixture);
  weir_node_log (fixture_get_node (fixture, "n"),
                 WEIR_LOG_LEVEL_WARN,
                 "%s %d",
                 "so",
                 1);
  weir_engine_log (fixture->engine, WEIR_LOG_LEVEL_ERROR, "of %s", "itself");
  fixture_settle (fixture);
  fixture_assert_text (fixture->log, "n so 1\nof itself\n");
}

static void
test_debug (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirMessage) message = weir_message_new (
    fixture_read ("{'topic':'a','payload':{'b':1},"
                  "'_session':{'type':'websocket','id':'c'}}"));
  WeirRecord *record;

  deploy (fixture);
  weir_node_debug (fixture_get_node (fixture, "n"), message, "payload.b", NULL);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture->debug->len, ==, 1);
  record = fixture->debug->pdata[0];
  g_assert_cmpstr (record->id, ==, "n");
  g_assert_cmpstr (record->type, ==, "pass");
  g_assert_cmpstr (record->z, ==, "t");
  g_assert_cmpstr (record->path, ==, "t/n");
  g_assert_cmpstr (record->name, ==, "Name");
  g_assert_cmpstr (record->property, ==, "payload.b");
  g_assert_cmpstr (record->session, ==, "c");
  g_assert_cmpstr (weir_value_get_string (record->topic, NULL), ==, "a");
  g_assert_cmpint (weir_value_get_kind (record->value),
                   ==,
                   WEIR_VALUE_KIND_UNDEFINED);
}

static void
timer_cb (WeirNode *node, gpointer data)
{
}

static void
test_timer_limit (Fixture *fixture, gconstpointer data)
{
  WeirNode *n;

  deploy (fixture);
  n = fixture_get_node (fixture, "n");

  for (guint i = 0; i < WEIR_NODE_MAX_TIMERS; i++)
    g_assert_cmpuint (weir_node_add_timer (n, G_MAXINT64, 0, timer_cb, NULL),
                      !=,
                      0);

  g_assert_cmpuint (weir_node_add_timer (n, G_MAXINT64, 0, timer_cb, NULL), ==, 0);
  fixture_settle (fixture);
  g_assert_nonnull (strstr (fixture->log->str, "timers at a time"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)              \
  g_test_add ("/runtime/node/" name, \
              Fixture,               \
              NULL,                  \
              fixture_set_up,        \
              func,                  \
              fixture_tear_down)

  ADD ("properties", test_properties);
  ADD ("credentials", test_credentials);
  ADD ("variables", test_variables);
  ADD ("service-lives", test_service_lives);
  ADD ("facility", test_facility);
  ADD ("log", test_log);
  ADD ("debug", test_debug);
  ADD ("timer-limit", test_timer_limit);

  return g_test_run ();
}
