/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "host/weir-traffic.h"
#include "live-fixture.h"

#include <string.h>

/* The last of what passes the connections of a run. */

static GPtrArray *
new_items (guint n, gsize bytes)
{
  GPtrArray *items =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_traffic_item_unref);

  for (guint i = 0; i < n; i++)
    {
      WeirTrafficItem *item = weir_traffic_item_new ();
      g_autofree char *data = g_malloc0 (bytes);

      item->kind = WEIR_TRAFFIC_TEXT;
      item->session = g_strdup (i % 2 == 0 ? "even" : "odd");
      item->data = g_bytes_new_take (g_steal_pointer (&data), bytes);
      g_ptr_array_add (items, item);
    }
  return items;
}

static void
test_limits (void)
{
  g_autoptr (WeirTraffic) traffic = weir_traffic_new ();
  g_autoptr (GPtrArray)   many = new_items (WEIR_TRAFFIC_MAX_ITEMS + 10, 1);
  g_autoptr (GPtrArray) large = new_items (40, WEIR_TRAFFIC_MAX_MESSAGE_BYTES);
  g_autoptr (GPtrArray) even = NULL;

  weir_traffic_append (traffic, many, 5);
  g_assert_cmpuint (weir_traffic_get_n_items (traffic), ==, WEIR_TRAFFIC_MAX_ITEMS);
  g_assert_cmpuint (weir_traffic_get_n_gone (traffic), ==, 15);
  even = weir_traffic_list (traffic, "even");
  g_assert_cmpuint (even->len, ==, WEIR_TRAFFIC_MAX_ITEMS / 2);
  weir_traffic_append (traffic, large, 0);
  g_assert_cmpuint (weir_traffic_get_n_items (traffic), ==, 16);
  weir_traffic_clear (traffic);
  g_assert_cmpuint (weir_traffic_get_n_items (traffic), ==, 0);
  g_assert_cmpuint (weir_traffic_get_n_gone (traffic), ==, 0);
}

#define FLOW                                                                \
  "[{'id':'t','type':'tab'},"                                               \
  "{'id':'l','type':'websocket-listener','path':'/ws','wholemsg':'false'}," \
  "{'id':'i','type':'websocket in','z':'t','server':'l','client':'',"       \
  "'x':1,'y':1,'wires':[['o']]},"                                           \
  "{'id':'o','type':'websocket out','z':'t','server':'l','client':'',"      \
  "'x':1,'y':1,'wires':[]},"                                                \
  "{'id':'j','type':'inject','z':'t','props':[{'p':'payload'}],"            \
  "'payload':'x','payloadType':'str','x':1,'y':1,'wires':[[]]}]"

static gboolean
has_items (LiveFixture *fixture, gconstpointer data)
{
  return weir_traffic_get_n_items (weir_live_get_traffic (fixture->live)) >=
         GPOINTER_TO_UINT (data);
}

/* What a client and the flow say to each other, in its order, with who. */
static void
test_live (LiveFixture *fixture, gconstpointer data)
{
  static const struct
  {
    WeirTrafficKind kind;
    gboolean        sent;
    const char     *text;
  } expected[] = {
    { WEIR_TRAFFIC_OPENED, FALSE, NULL },
    { WEIR_TRAFFIC_TEXT, FALSE, "hello" },
    { WEIR_TRAFFIC_TEXT, TRUE, "hello" },
  };
  WeirTraffic *traffic;
  LiveClient  *client;

  live_fixture_run (fixture, FLOW);
  traffic = weir_live_get_traffic (fixture->live);
  client = live_client_new (fixture, "/ws");
  live_client_send (client, "hello");
  live_client_wait (client, "hello");
  live_fixture_wait (fixture, has_items, GUINT_TO_POINTER (3));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      WeirTrafficItem *item = weir_traffic_get_item (traffic, i);

      g_assert_cmpint (item->kind, ==, expected[i].kind);
      g_assert_cmpint (item->sent, ==, expected[i].sent);
      if (expected[i].text != NULL)
        g_assert_cmpmem (g_bytes_get_data (item->data, NULL),
                         g_bytes_get_size (item->data),
                         expected[i].text,
                         strlen (expected[i].text));
      g_assert_cmpstr (item->session,
                       ==,
                       weir_traffic_get_item (traffic, 0)->session);
    }
  g_assert_cmpstr (weir_traffic_get_item (traffic, 0)->place, ==, "/ws");
  g_assert_cmpstr (weir_traffic_get_item (traffic, 0)->node, ==, "l");
  live_client_free (client);

  /* It stays to be looked at until the next run. */
  live_fixture_stop (fixture);
  g_assert_cmpuint (weir_traffic_get_n_items (traffic), >=, 3);
  live_fixture_run (fixture, FLOW);
  g_assert_cmpuint (weir_traffic_get_n_items (traffic), ==, 0);
}

static void
test_press (LiveFixture *fixture, gconstpointer data)
{
  live_fixture_run (fixture, FLOW);
  g_assert_null (weir_live_find_press (fixture->live, G_MAXINT64));
  weir_live_press (fixture->live, "j", NULL);
  g_assert_cmpstr (weir_live_find_press (fixture->live, G_MAXINT64), ==, "j");
  g_assert_null (weir_live_find_press (fixture->live, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/traffic/limits", test_limits);
  g_test_add ("/host/traffic/live",
              LiveFixture,
              NULL,
              live_fixture_set_up,
              test_live,
              live_fixture_tear_down);
  g_test_add ("/host/traffic/press",
              LiveFixture,
              NULL,
              live_fixture_set_up,
              test_press,
              live_fixture_tear_down);
  return g_test_run ();
}
