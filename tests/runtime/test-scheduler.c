/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include <string.h>

#define AT  ",'z':'t','x':1,'y':1"
#define TAB "[{'id':'t','type':'tab'},{'id':'s','type':'source'" AT

static void
test_message_limit (Fixture *fixture, gconstpointer data)
{
  WeirEngineStats stats;

  fixture_deploy (fixture,
                  TAB ",'wires':[['x']]},{'id':'x','type':'trace'" AT "}]",
                  WEIR_DEPLOY_FULL);
  weir_scheduler_set_limits (fixture->engine->scheduler, 3, G_MAXSIZE);

  for (guint i = 0; i < 5; i++)
    fixture_press (fixture, "s", "{'payload':1}");

  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.queued, ==, 3);
  g_assert_cmpuint (stats.dropped, ==, 2);
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "x+ x:1 x:1 x:1");

  /* Said once a second, and at the latest when the engine stops. */
  fixture_assert_text (fixture->log, "");
  weir_engine_stop (fixture->engine);
  fixture_settle (fixture);
  fixture_assert_text (fixture->log, "the queue is full: 2 messages dropped\n");
}

static void
test_byte_limit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (2000, 'x');
  g_autofree char *message = g_strdup_printf ("{'payload':'%s'}", text);
  WeirEngineStats  stats;

  fixture_deploy (fixture,
                  TAB ",'wires':[['x']]},{'id':'x','type':'pass'" AT "}]",
                  WEIR_DEPLOY_FULL);
  weir_scheduler_set_limits (fixture->engine->scheduler, 100, 5000);

  for (guint i = 0; i < 5; i++)
    fixture_press (fixture, "s", message);

  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.queued, ==, 2);
  g_assert_cmpuint (stats.queued_bytes, <=, 5000);
  g_assert_cmpuint (stats.dropped, ==, 3);
  fixture_settle (fixture);
  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.queued_bytes, ==, 0);
  g_assert_cmpuint (stats.delivered, ==, 2);
}

/* What waits for many nodes is in memory once. */
static void
test_shared_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (2000, 'x');
  g_autofree char *message = g_strdup_printf ("{'payload':'%s'}", text);
  WeirEngineStats  stats;

  fixture_deploy (fixture,
                  TAB ",'wires':[['x','x','x','x']]},{'id':'x','type':'pass'" AT
                      "}]",
                  WEIR_DEPLOY_FULL);
  weir_scheduler_set_limits (fixture->engine->scheduler, 100, 5000);
  fixture_press (fixture, "s", message);
  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.queued, ==, 4);
  g_assert_cmpuint (stats.queued_bytes, <, 4000);
  fixture_settle (fixture);
  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.delivered, ==, 4);
  g_assert_cmpuint (stats.queued_bytes, ==, 0);
}

static void
test_not_reentrant (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  TAB ",'wires':[['e']]},{'id':'e','type':'eager'" AT
                      ",'wires':[['x']]},{'id':'x','type':'trace'" AT "}]",
                  WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'payload':1}");
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "x+ e:done x:1");
}

static gboolean
count_cb (gpointer user_data)
{
  (*(guint *)user_data)++;

  return G_SOURCE_CONTINUE;
}

/* Runs the context until another source had its turn often enough. Loops never
 * end by themselves: that this returns is the proof. */
static void
run_beside (Fixture *fixture, guint turns)
{
  GSource *source = g_timeout_source_new (0);
  guint    count = 0;

  g_source_set_callback (source, count_cb, &count, NULL);
  g_source_attach (source, fixture->context);

  while (count < turns)
    g_main_context_iteration (fixture->context, FALSE);

  g_source_destroy (source);
  g_source_unref (source);
}

static const struct
{
  const char *name;
  const char *flow;
} loops[] = {
  { "self",
    TAB ",'wires':[['a']]},{'id':'a','type':'pass'" AT ",'wires':[['a']]}]" },
  { "two",
    TAB ",'wires':[['a']]},{'id':'a','type':'pass'" AT
        ",'wires':[['b']]},{'id':'b','type':'pass'" AT ",'wires':[['a']]}]" },
  { "fan-out",
    TAB ",'wires':[['a']]},{'id':'a','type':'pass'" AT
        ",'wires':[['a','a','a']]}]" },
  { "growing",
    TAB ",'wires':[['a']]},{'id':'a','type':'change'" AT
        ",'wires':[['a','a']]}]" },
  { "link",
    TAB ",'wires':[['a']]},{'id':'a','type':'link out'" AT
        ",'links':['b']},{'id':'b','type':'link in'" AT ",'wires':[['a']]}]" },
  { "completion",
    TAB ",'wires':[['a']]},{'id':'a','type':'pass'" AT
        "},{'id':'b','type':'complete'" AT
        ",'scope':['a'],'wires':[['c']]},{'id':'c','type':'pass'" AT
        ",'wires':[['a']]}]" },
  { "status",
    TAB ",'wires':[['a']]},{'id':'a','type':'status'" AT
        "},{'id':'b','type':'status-in'" AT ",'wires':[['a']]}]" },
};

/* A loop leaves timers, sockets and signals their turns, and memory bounded. */
static void
test_loops (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (loops); i++)
    {
      WeirEngineStats stats;

      g_test_message ("%s", loops[i].name);
      fixture_deploy (fixture, loops[i].flow, WEIR_DEPLOY_FULL);
      fixture_press (fixture, "s", "{'payload':'1'}");
      run_beside (fixture, 50);
      weir_engine_get_stats (fixture->engine, &stats);
      g_assert_cmpuint (stats.queued, >, 0);
      g_assert_cmpuint (stats.queued, <=, WEIR_ENGINE_MAX_QUEUED_MESSAGES);
      g_assert_cmpuint (stats.queued_bytes, <=, WEIR_ENGINE_MAX_QUEUED_BYTES);
      weir_engine_stop (fixture->engine);
      fixture_settle (fixture);
    }
}

static void
test_turn_is_bounded (Fixture *fixture, gconstpointer data)
{
  WeirEngineStats stats;

  fixture_deploy (fixture, loops[0].flow, WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{}");
  weir_engine_run_pending (fixture->engine);
  weir_engine_get_stats (fixture->engine, &stats);
  g_assert_cmpuint (stats.delivered, >, 0);
  g_assert_cmpuint (stats.delivered, <=, WEIR_ENGINE_TURN_DELIVERIES);
}

/* The order holds when the ring grows while it is wrapped around. */
static void
test_growth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) expected = g_string_new ("x+");

  fixture_deploy (fixture,
                  TAB ",'wires':[['x']]},{'id':'x','type':'trace'" AT "}]",
                  WEIR_DEPLOY_FULL);

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *message = g_strdup_printf ("{'payload':%u}", i);

      fixture_press (fixture, "s", message);
      g_string_append_printf (expected, " x:%u", i);

      if (i == 200)
        fixture_settle (fixture);
    }

  fixture_settle (fixture);
  g_assert_cmpstr (fixture->trace->str, ==, expected->str);
}

static gint64
get_due_us (WeirNode *node)
{
  GHashTableIter iter;
  gpointer       source;

  g_hash_table_iter_init (&iter, node->timers);
  g_assert_true (g_hash_table_iter_next (&iter, NULL, &source));

  return g_source_get_ready_time (source);
}

/* Interval timers keep their phase however late they are called. */
static void
test_timer (Fixture *fixture, gconstpointer data)
{
  gint64    first_us;
  WeirNode *node;

  fixture_deploy (fixture,
                  "[{'id':'t','type':'tab'},{'id':'i','type':'ticker'" AT
                  ",'ms':3}]",
                  WEIR_DEPLOY_FULL);
  node = fixture_get_node (fixture, "i");
  first_us = get_due_us (node);

  while (fixture->trace->len < strlen ("i! i! i!"))
    {
      g_main_context_iteration (fixture->context, TRUE);
      g_assert_cmpint ((get_due_us (node) - first_us) % 3000, ==, 0);
    }

  g_assert_cmpint (get_due_us (node), >, first_us);
  g_string_truncate (fixture->trace, 0);
}

static void
remove_self_cb (WeirNode *node, gpointer data)
{
  guint *id = data;

  weir_node_remove_timer (node, *id);
  *id = 0;
}

static void
test_timer_removes_itself (Fixture *fixture, gconstpointer data)
{
  WeirNode *node;
  guint     once;
  guint     repeated;

  fixture_deploy (fixture,
                  "[{'id':'t','type':'tab'},{'id':'i','type':'pass'" AT "}]",
                  WEIR_DEPLOY_FULL);
  node = fixture_get_node (fixture, "i");
  once = weir_node_add_timer (node, -5, 0, remove_self_cb, &once);
  repeated = weir_node_add_timer (node, 0, 1, remove_self_cb, &repeated);
  g_assert_cmpuint (once, !=, repeated);

  while (once != 0 || repeated != 0)
    g_main_context_iteration (fixture->context, TRUE);

  g_assert_cmpuint (g_hash_table_size (node->timers), ==, 0);

  /* As far in the future as there is one. */
  once =
    weir_node_add_timer (node, G_MAXINT64, G_MAXINT64, remove_self_cb, &once);
  fixture_settle (fixture);
  g_assert_cmpuint (once, !=, 0);
}

static void
stop_cb (WeirNode *node, gpointer data)
{
  weir_engine_stop (data);
}

/* A callback may stop the engine it is called from. */
static void
test_stop_inside (Fixture *fixture, gconstpointer data)
{
  WeirEngineStats stats;

  fixture_deploy (fixture,
                  "[{'id':'t','type':'tab'},{'id':'i','type':'trace'" AT "}]",
                  WEIR_DEPLOY_FULL);
  weir_node_add_timer (fixture_get_node (fixture, "i"),
                       0,
                       0,
                       stop_cb,
                       fixture->engine);

  do
    {
      g_main_context_iteration (fixture->context, TRUE);
      weir_engine_get_stats (fixture->engine, &stats);
    }
  while (stats.nodes > 0);

  fixture_assert_text (fixture->trace, "i+ i-");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                   \
  g_test_add ("/runtime/scheduler/" name, \
              Fixture,                    \
              NULL,                       \
              fixture_set_up,             \
              func,                       \
              fixture_tear_down)

  ADD ("message-limit", test_message_limit);
  ADD ("byte-limit", test_byte_limit);
  ADD ("shared-bytes", test_shared_bytes);
  ADD ("not-reentrant", test_not_reentrant);
  ADD ("loops", test_loops);
  ADD ("turn-is-bounded", test_turn_is_bounded);
  ADD ("growth", test_growth);
  ADD ("timer", test_timer);
  ADD ("timer-removes-itself", test_timer_removes_itself);
  ADD ("stop-inside", test_stop_inside);

  return g_test_run ();
}
