/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "editor/panels/weir-connection-list.h"
#include "editor/panels/weir-connection-text.h"
#include "host/weir-live-link.h"

/* The list over connections as a WeirLive keeps them, and a mirror of it that
 * follows `items-changed` alone. */

typedef struct
{
  WeirLiveConnections *connections;
  WeirConnectionList  *list;
  GPtrArray           *mirror;
  guint                n_changes;
} Fixture;

static void
mirror_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  g_assert_cmpuint (position + removed, <=, fixture->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror,
                        (gint)(position + i),
                        g_list_model_get_item (G_LIST_MODEL (fixture->list),
                                               position + i));
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->connections = weir_live_connections_new ();
  fixture->list = weir_connection_list_new (G_LIST_MODEL (fixture->connections));
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_data (fixture->list,
                         "items-changed",
                         G_CALLBACK (mirror_cb),
                         fixture,
                         NULL,
                         G_CONNECT_SWAPPED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->mirror);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->connections);
}

static WeirLiveLink *
new_link (WeirLiveLinkChange change, const char *node_id, guint number)
{
  WeirLiveLink *link = g_new0 (WeirLiveLink, 1);

  link->change = change;
  link->id = g_strdup_printf ("%s-%u", node_id, number);
  link->node_id = g_strdup (node_id);
  link->outgoing = node_id[0] == 'c';
  link->peer = g_strdup_printf ("192.0.2.1:%u", number);
  link->url = g_strdup (link->outgoing ? "wss://example.com/" : "/ws/echo");
  return link;
}

/* Adds or removes those from @first on, as one piece of news. */
static void
take (Fixture           *fixture,
      WeirLiveLinkChange change,
      const char        *node_id,
      guint              first,
      guint              count)
{
  g_autoptr (GPtrArray) links =
    g_ptr_array_new_with_free_func (weir_live_link_free);

  for (guint i = first; i < first + count; i++)
    g_ptr_array_add (links, new_link (change, node_id, i));
  weir_live_connections_take (fixture->connections, links);
}

static void
set_heads (Fixture *fixture, const char *const *ids)
{
  weir_connection_list_begin (fixture->list);
  for (guint i = 0; ids[i] != NULL; i++)
    weir_connection_list_add (fixture->list, ids[i], ids[i], NULL, ids[i][0] == 'c');
  weir_connection_list_end (fixture->list);
}

/* Heads, each with its own connections; the mirror shows the same. */
static void
assert_consistent (Fixture *fixture)
{
  GListModel         *list = G_LIST_MODEL (fixture->list);
  WeirConnectionItem *head = NULL;
  guint               below = 0;
  guint               heads = 0;

  g_assert_cmpuint (fixture->mirror->len, ==, g_list_model_get_n_items (list));
  g_assert_null (g_list_model_get_item (list, fixture->mirror->len));
  for (guint i = 0; i <= fixture->mirror->len; i++)
    {
      g_autoptr (WeirConnectionItem) item = g_list_model_get_item (list, i);

      if (item != NULL)
        g_assert_true (item == fixture->mirror->pdata[i]);
      if (item != NULL && weir_connection_item_get_connection (item) != NULL)
        {
          g_assert_cmpstr (weir_connection_item_get_node_id (item),
                           ==,
                           weir_connection_item_get_node_id (head));
          below++;
          continue;
        }
      if (head != NULL)
        g_assert_cmpuint (below,
                          ==,
                          weir_connection_item_is_expanded (head)
                            ? weir_connection_item_get_n_connections (head)
                            : 0);
      head = item;
      below = 0;
      heads += item != NULL ? 1 : 0;
    }
  g_assert_cmpuint (heads, ==, weir_connection_list_get_n_heads (fixture->list));
}

static void
test_heads (Fixture *fixture, gconstpointer data)
{
  const char *const two[] = { "l1", "l2", NULL };
  const char *const other[] = { "l2", "c1", NULL };

  set_heads (fixture, two);
  assert_consistent (fixture);
  take (fixture, WEIR_LIVE_LINK_ADDED, "l1", 0, 3);
  take (fixture, WEIR_LIVE_LINK_ADDED, "l2", 0, 2);
  assert_consistent (fixture);
  g_assert_cmpuint (fixture->mirror->len, ==, 7);

  /* A head that is gone from the flow stays until its clients are. */
  set_heads (fixture, other);
  assert_consistent (fixture);
  g_assert_cmpuint (weir_connection_list_get_n_heads (fixture->list), ==, 3);
  take (fixture, WEIR_LIVE_LINK_REMOVED, "l1", 0, 3);
  set_heads (fixture, other);
  assert_consistent (fixture);
  g_assert_cmpuint (weir_connection_list_get_n_heads (fixture->list), ==, 2);

  /* A connection of something unknown makes a head of its own. */
  take (fixture, WEIR_LIVE_LINK_ADDED, "x", 0, 1);
  assert_consistent (fixture);
}

static void
test_collapse (Fixture *fixture, gconstpointer data)
{
  const char *const              ids[] = { "l1", "l2", NULL };
  g_autoptr (WeirConnectionItem) head = NULL;

  set_heads (fixture, ids);
  take (fixture, WEIR_LIVE_LINK_ADDED, "l1", 0, 5);
  take (fixture, WEIR_LIVE_LINK_ADDED, "l2", 0, 5);
  head = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  weir_connection_list_set_expanded (fixture->list, head, FALSE);
  assert_consistent (fixture);
  g_assert_cmpuint (fixture->mirror->len, ==, 7);
  take (fixture, WEIR_LIVE_LINK_ADDED, "l1", 5, 5);
  take (fixture, WEIR_LIVE_LINK_REMOVED, "l1", 0, 2);
  g_assert_cmpuint (fixture->mirror->len, ==, 7);
  g_assert_cmpuint (weir_connection_item_get_n_connections (head), ==, 8);
  weir_connection_list_set_expanded (fixture->list, head, TRUE);
  assert_consistent (fixture);
  g_assert_cmpuint (fixture->mirror->len, ==, 15);
}

/* Why a client waits is said once. */
static void
test_reason (Fixture *fixture, gconstpointer data)
{
  const char *const     ids[] = { "c1", NULL };
  g_autoptr (GPtrArray) links =
    g_ptr_array_new_with_free_func (weir_live_link_free);
  g_autoptr (WeirConnectionItem) head = NULL;
  WeirLiveLink *link = new_link (WEIR_LIVE_LINK_ADDED, "c1", 1);

  link->state = WEIR_LIVE_CONNECTION_RETRYING;
  link->error = g_strdup ("refused");
  link->retry_us = 1003 * G_USEC_PER_SEC;
  g_ptr_array_add (links, link);
  set_heads (fixture, ids);
  weir_live_connections_take (fixture->connections, links);
  head = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = NULL;

      weir_connection_list_set_expanded (fixture->list, head, i == 0);
      text = weir_connection_dup_head (head, 1000 * G_USEC_PER_SEC);
      g_assert_cmpstr (text,
                       ==,
                       i == 0 ? "trying again in 3 s"
                              : "trying again in 3 s — refused");
    }
}

/* Ten thousand clients come as one change and go in a moment. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { "l1", NULL };
  gint64            start_us = g_get_monotonic_time ();

  set_heads (fixture, ids);
  fixture->n_changes = 0;
  take (fixture, WEIR_LIVE_LINK_ADDED, "l1", 0, 10000);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  assert_consistent (fixture);
  for (guint i = 0; i < 10000; i += 100)
    take (fixture, WEIR_LIVE_LINK_REMOVED, "l1", i, 50);
  assert_consistent (fixture);
  g_assert_cmpuint (fixture->mirror->len, ==, 5001);
  for (guint i = 50; i < 10000; i += 100)
    take (fixture, WEIR_LIVE_LINK_REMOVED, "l1", i, 50);
  g_assert_cmpuint (fixture->mirror->len, ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 20 * G_USEC_PER_SEC);
}

static void
test_law (Fixture *fixture, gconstpointer data)
{
  static const char *const nodes[] = { "l1", "l2", "c1", "l3" };
  guint                    next = 0;

  for (guint i = 0; i < 400; i++)
    {
      const char *node = nodes[g_test_rand_int_range (0, 4)];

      if (g_test_rand_int_range (0, 10) == 0)
        set_heads (fixture,
                   (const char *const[]){ node, nodes[(i + 1) % 4], NULL });
      else if (g_test_rand_int_range (0, 10) < 6)
        {
          guint count = (guint)g_test_rand_int_range (1, 20);

          take (fixture, WEIR_LIVE_LINK_ADDED, node, next, count);
          next += count;
        }
      else if (next > 0)
        take (fixture,
              WEIR_LIVE_LINK_REMOVED,
              node,
              (guint)g_test_rand_int_range (0, (gint)next),
              (guint)g_test_rand_int_range (1, 30));
      assert_consistent (fixture);
    }
}

/* Texts */

static void
test_duration (void)
{
  static const struct
  {
    gint64      seconds;
    const char *text;
  } cases[] = {
    { -5, "0 s" },      { 0, "0 s" },         { 59, "59 s" },
    { 60, "1 min" },    { 3599, "59 min" },   { 7200, "2 h" },
    { 86400, "1 day" }, { 200000, "2 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        weir_duration_dup_text (cases[i].seconds * G_USEC_PER_SEC);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
assert_state (WeirLiveConnection *connection, gint64 now_us, const char *expected)
{
  g_autofree char *text = weir_connection_dup_state (connection, now_us);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_state (void)
{
  WeirLiveLink *link = new_link (WEIR_LIVE_LINK_ADDED, "c1", 0);
  g_autoptr (WeirLiveConnection) connection = NULL;
  g_autofree char               *counts = NULL;
  g_autofree char               *more = NULL;
  WeirLiveLink *next = new_link (WEIR_LIVE_LINK_CHANGED, "c1", 0);

  link->since_us = 1000 * G_USEC_PER_SEC;
  link->protocol = g_strdup ("chat");
  link->origin = g_strdup ("https://example.com");
  link->counts = (WeirLiveCounts){ 12, 8, 3200, 1000, 2 * 1024 * 1024, 3 };
  connection = weir_live_connection_new (link);
  assert_state (connection, 1120 * G_USEC_PER_SEC, "connected 2 min");
  counts = weir_connection_dup_counts (connection);
  g_assert_cmpstr (counts,
                   ==,
                   "↓ 12 (3.2\302\240kB)  ↑ 8 (1.0\302\240kB) · "
                   "2.1\302\240MB waiting · 3 dropped");
  more = weir_connection_dup_more (connection);
  g_assert_cmpstr (more, ==, "chat from https://example.com");

  next->state = WEIR_LIVE_CONNECTION_RETRYING;
  next->error = g_strdup ("refused");
  next->retry_us = 1003 * G_USEC_PER_SEC;
  weir_live_connection_update (connection, next);
  assert_state (connection, 1000 * G_USEC_PER_SEC, "trying again in 3 s — refused");
  assert_state (connection, 1004 * G_USEC_PER_SEC, "trying again — refused");
  weir_live_link_free (next);
}

static void
test_queue (void)
{
  static const struct
  {
    guint64        queued;
    WeirQueueState state;
    double         fraction;
  } cases[] = {
    { 0, WEIR_QUEUE_EMPTY, 0 },
    { 1024 * 1024, WEIR_QUEUE_SOME, 0.25 },
    { 2 * 1024 * 1024, WEIR_QUEUE_LONG, 0.5 },
    { 4 * 1024 * 1024, WEIR_QUEUE_FULL, 1 },
    { 9 * 1024 * 1024, WEIR_QUEUE_FULL, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WeirLiveLink *link = new_link (WEIR_LIVE_LINK_ADDED, "l1", 0);
      g_autoptr (WeirLiveConnection) connection = NULL;
      double                         fraction;

      link->counts.queued_bytes = cases[i].queued;
      connection = weir_live_connection_new (link);
      g_assert_cmpint (weir_connection_get_queue (connection,
                                                  4 * 1024 * 1024,
                                                  &fraction),
                       ==,
                       cases[i].state);
      g_assert_cmpfloat (fraction, ==, cases[i].fraction);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/editor/connection-list/heads", test_heads },
    { "/editor/connection-list/collapse", test_collapse },
    { "/editor/connection-list/reason", test_reason },
    { "/editor/connection-list/many", test_many },
    { "/editor/connection-list/law", test_law },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/editor/connection-list/duration", test_duration);
  g_test_add_func ("/editor/connection-list/state", test_state);
  g_test_add_func ("/editor/connection-list/queue", test_queue);
  return g_test_run ();
}
