/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-fixture.h"

#include "host/weir-live-link.h"
#include "host/weir-node-settings.h"

#include <string.h>

/* The model ---------------------------------------------------------------- */

/* A view that follows items-changed alone. */
typedef struct
{
  WeirLiveConnections *model;
  GPtrArray           *seen;
  guint                n_changes;
} View;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, View *view)
{
  view->n_changes++;
  if (removed > 0)
    g_ptr_array_remove_range (view->seen, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (view->seen,
                        (int)(position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (view->seen->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < view->seen->len; i++)
    {
      g_autoptr (WeirLiveConnection) row = g_list_model_get_item (model, i);

      g_assert_true (row == view->seen->pdata[i]);
    }
}

static void
set_up (View *view, gconstpointer data)
{
  view->model = weir_live_connections_new ();
  view->seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_data (view->model,
                         "items-changed",
                         G_CALLBACK (changed_cb),
                         view,
                         NULL,
                         0);
}

static void
tear_down (View *view, gconstpointer data)
{
  g_ptr_array_unref (view->seen);
  g_assert_finalize_object (view->model);
}

static WeirLiveLink *
add_link (GPtrArray *links, WeirLiveLinkChange change, guint id)
{
  WeirLiveLink *link = g_new0 (WeirLiveLink, 1);

  link->change = change;
  link->id = g_strdup_printf ("%u", id);
  g_ptr_array_add (links, link);
  return link;
}

static GPtrArray *
new_links (void)
{
  return g_ptr_array_new_with_free_func (weir_live_link_free);
}

static void
notify_cb (GObject *row, GParamSpec *pspec, GString *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

/* Which properties notified, in whatever order. */
static void
assert_names (GString *names, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (expected, " ", -1);
  gsize          length = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_assert_nonnull (strstr (names->str, words[i]));
      length += strlen (words[i]) + 1;
    }
  g_assert_cmpuint (names->len, ==, length);
  g_string_truncate (names, 0);
}

static void
test_rows (View *view, gconstpointer data)
{
  g_autoptr (GPtrArray) links = new_links ();
  g_autoptr (GString)   names = g_string_new (NULL);
  WeirLiveConnection   *row;
  WeirLiveLink         *link;
  guint64               messages;
  g_autofree char      *error = NULL;

  for (guint i = 0; i < 3; i++)
    add_link (links, WEIR_LIVE_LINK_ADDED, i)->url = g_strdup ("/echo");
  weir_live_connections_take (view->model, links);
  g_assert_cmpuint (view->n_changes, ==, 1);
  row = view->seen->pdata[1];
  g_assert_cmpstr (weir_live_connection_get_url (row), ==, "/echo");
  g_signal_connect_data (row, "notify", G_CALLBACK (notify_cb), names, NULL, 0);

  g_ptr_array_set_size (links, 0);
  link = add_link (links, WEIR_LIVE_LINK_COUNTED, 1);
  link->counts.messages_in = 5;
  link->counts.dropped = 1;
  add_link (links, WEIR_LIVE_LINK_COUNTED, 77);
  weir_live_connections_take (view->model, links);
  assert_names (names, "messages-in dropped");
  g_assert_cmpstr (weir_live_connection_get_url (row), ==, "/echo");

  g_ptr_array_set_size (links, 0);
  link = add_link (links, WEIR_LIVE_LINK_CHANGED, 1);
  link->state = WEIR_LIVE_CONNECTION_RETRYING;
  link->counts.messages_in = 5;
  link->counts.dropped = 1;
  link->url = g_strdup ("/echo");
  link->error = g_strdup ("refused");
  link->retry_us = 7;
  weir_live_connections_take (view->model, links);
  assert_names (names, "error retry-us state");
  g_object_get (row, "messages-in", &messages, "error", &error, NULL);
  g_assert_cmpuint (messages, ==, 5);
  g_assert_cmpstr (error, ==, "refused");
  g_assert_cmpuint (view->n_changes, ==, 1);

  weir_live_connections_clear (view->model);
  g_assert_cmpuint (view->seen->len, ==, 0);
  g_assert_cmpuint (view->n_changes, ==, 2);
}

static void
assert_ids (View *view, const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < view->seen->len; i++)
    g_string_append_printf (ids,
                            "%s ",
                            weir_live_connection_get_id (view->seen->pdata[i]));
  g_assert_cmpstr (ids->str, ==, expected);
}

/* Neighbours go together; who stays keeps its place. */
static void
test_removed (View *view, gconstpointer data)
{
  g_autoptr (GPtrArray) links = new_links ();
  static const guint    gone[] = { 5, 1, 2, 9, 8, 77 };

  for (guint i = 0; i < 10; i++)
    add_link (links, WEIR_LIVE_LINK_ADDED, i);
  weir_live_connections_take (view->model, links);
  g_ptr_array_set_size (links, 0);
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    add_link (links, WEIR_LIVE_LINK_REMOVED, gone[i]);
  add_link (links, WEIR_LIVE_LINK_ADDED, 10);
  weir_live_connections_take (view->model, links);
  assert_ids (view, "0 3 4 6 7 10 ");
  g_assert_cmpuint (view->n_changes, ==, 1 + 3 + 1);
}

/* Many at once, from everywhere, are one change. */
static void
test_many (View *view, gconstpointer data)
{
  g_autoptr (GPtrArray) links = new_links ();

  for (guint i = 0; i < 1000; i++)
    add_link (links, WEIR_LIVE_LINK_ADDED, i);
  weir_live_connections_take (view->model, links);
  g_ptr_array_set_size (links, 0);
  for (guint i = 0; i < 1000; i += 2)
    add_link (links, WEIR_LIVE_LINK_REMOVED, i);
  weir_live_connections_take (view->model, links);
  g_assert_cmpuint (view->seen->len, ==, 500);
  g_assert_cmpuint (view->n_changes, ==, 2);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i * 2 + 1);

      g_assert_cmpstr (weir_live_connection_get_id (view->seen->pdata[i]), ==, id);
    }
}

static void
test_law (View *view, gconstpointer data)
{
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);
  guint                  next = 1;

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GPtrArray) links = new_links ();
      GHashTableIter        iter;
      gpointer              id;

      g_hash_table_iter_init (&iter, there);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          if (g_test_rand_int_range (0, 8) > 0)
            continue;
          add_link (links, WEIR_LIVE_LINK_REMOVED, GPOINTER_TO_UINT (id));
          g_hash_table_iter_remove (&iter);
        }
      for (int j = g_test_rand_int_range (0, 20); j > 0; j--)
        {
          add_link (links, WEIR_LIVE_LINK_ADDED, next);
          g_hash_table_add (there, GUINT_TO_POINTER (next++));
        }
      weir_live_connections_take (view->model, links);
      g_assert_cmpuint (view->seen->len, ==, g_hash_table_size (there));
    }
}

/* The roster --------------------------------------------------------------- */

/* A host that only says what it has. */
typedef struct
{
  GArray          *links; /* WeirLiveLink */
  WeirLiveMailbox *mailbox;
  WeirLiveRoster  *roster;
  guint            n_added;
  guint            n_changed;
  guint            n_counted;
  guint            n_removed;
  GHashTable      *counted; /* ids */
} FakeHost;

static void
visit_cb (gpointer host, WeirLiveLinkFunc func, gpointer user_data)
{
  GArray *links = ((FakeHost *)host)->links;

  for (guint i = 0; i < links->len; i++)
    func (&g_array_index (links, WeirLiveLink, i), user_data);
}

static void
news_cb (const WeirLiveNews *news, gpointer data)
{
  FakeHost *host = data;

  g_assert_cmpuint (news->serial, ==, 7);
  for (guint i = 0; i < news->items->len; i++)
    {
      const WeirLiveLink *link = news->items->pdata[i];

      host->n_added += link->change == WEIR_LIVE_LINK_ADDED;
      host->n_changed += link->change == WEIR_LIVE_LINK_CHANGED;
      host->n_counted += link->change == WEIR_LIVE_LINK_COUNTED;
      host->n_removed += link->change == WEIR_LIVE_LINK_REMOVED;
      if (link->change == WEIR_LIVE_LINK_COUNTED)
        g_hash_table_add (host->counted, g_strdup (link->id));
    }
}

static void
pass_ticks (guint n)
{
  live_fixture_pass (n * WEIR_LIVE_COUNT_INTERVAL_MS + 100);
}

/* Only what is new is told, and of a crowd that counts, everybody in turn. */
static void
test_roster (void)
{
  FakeHost      host = { 0 };
  WeirLiveLink *link;

  host.links = g_array_new (FALSE, TRUE, sizeof (WeirLiveLink));
  host.counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_set_size (host.links, WEIR_LIVE_LINKS_COUNTED * 5 / 2);
  for (guint i = 0; i < host.links->len; i++)
    g_array_index (host.links, WeirLiveLink, i).id = g_strdup_printf ("%u", i);
  host.mailbox = weir_live_mailbox_new (NULL, 1, news_cb, &host);
  host.roster = weir_live_roster_new (visit_cb, &host, NULL, host.mailbox, 7);

  pass_ticks (2);
  g_assert_cmpuint (host.n_added, ==, host.links->len);
  g_assert_cmpuint (host.n_changed + host.n_counted + host.n_removed, ==, 0);

  link = &g_array_index (host.links, WeirLiveLink, 3);
  link->state = WEIR_LIVE_CONNECTION_RETRYING;
  link->error = (char *)"refused";
  pass_ticks (2);
  g_assert_cmpuint (host.n_changed, ==, 1);

  for (guint i = 0; i < host.links->len; i++)
    g_array_index (host.links, WeirLiveLink, i).counts.bytes_in++;
  pass_ticks (1);
  g_assert_cmpuint (host.n_counted, >=, WEIR_LIVE_LINKS_COUNTED);
  pass_ticks (4);
  g_assert_cmpuint (host.n_counted, ==, host.links->len);
  g_assert_cmpuint (g_hash_table_size (host.counted), ==, host.links->len);

  for (guint i = host.links->len - 10; i < host.links->len; i++)
    g_free (g_array_index (host.links, WeirLiveLink, i).id);
  g_array_set_size (host.links, host.links->len - 10);
  pass_ticks (2);
  g_assert_cmpuint (host.n_removed, ==, 10);
  g_assert_cmpuint (host.n_changed, ==, 1);

  weir_live_roster_free (host.roster);
  weir_live_mailbox_free (host.mailbox);
  for (guint i = 0; i < host.links->len; i++)
    g_free (g_array_index (host.links, WeirLiveLink, i).id);
  g_array_unref (host.links);
  g_hash_table_unref (host.counted);
}

/* All of it ---------------------------------------------------------------- */

#define ECHO                                                             \
  "[{'id':'t','type':'tab'},"                                            \
  "{'id':'l','type':'websocket-listener','path':'/echo'},"               \
  "{'id':'in','type':'websocket in','z':'t','server':'l','x':1,'y':1,"   \
  "'wires':[['out']]},"                                                  \
  "{'id':'out','type':'websocket out','z':'t','server':'l','x':1,'y':1," \
  "'wires':[]}"
#define CLIENT                                                          \
  "{'id':'c','type':'websocket-client','path':'%s'},"                   \
  "{'id':'cin','type':'websocket in','z':'t','client':'c','x':1,'y':1," \
  "'wires':[['d']]},"                                                   \
  "{'id':'d','type':'debug','z':'t','x':1,'y':1,'active':true,"         \
  "'tosidebar':true,'complete':'payload','wires':[]}"

/* Returns: (transfer none) (nullable): the row of that node */
static WeirLiveConnection *
find_row (LiveFixture *self, const char *node_id)
{
  GListModel *model = weir_live_get_connections (self->live);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (WeirLiveConnection) row = g_list_model_get_item (model, i);

      if (g_str_equal (weir_live_connection_get_node_id (row), node_id))
        return row;
    }
  return NULL;
}

static gboolean
has_rows (LiveFixture *self, gconstpointer n)
{
  return g_list_model_get_n_items (weir_live_get_connections (self->live)) ==
         GPOINTER_TO_UINT (n);
}

static gboolean
has_echoed (LiveFixture *self, gconstpointer row)
{
  const WeirLiveCounts *counts =
    weir_live_connection_get_counts ((WeirLiveConnection *)row);

  return counts->messages_in == 1 && counts->messages_out == 1;
}

static void
test_incoming (LiveFixture *self, gconstpointer data)
{
  g_autoptr (GBytes)  text = g_bytes_new_static ("to you", 6);
  WeirLiveConnection *row;
  LiveClient         *client;
  LiveClient         *other;

  live_fixture_run (self, ECHO "]");
  client = live_client_new (self, "/echo");
  live_fixture_pass (2 * WEIR_LIVE_COUNT_INTERVAL_MS);
  g_assert_true (has_rows (self, GUINT_TO_POINTER (0)));

  weir_live_set_watching_connections (self->live, TRUE);
  weir_live_set_watching_connections (self->live, TRUE);
  live_fixture_wait (self, has_rows, GUINT_TO_POINTER (1));
  row = find_row (self, "l");
  g_assert_false (weir_live_connection_is_outgoing (row));
  g_assert_cmpint (weir_live_connection_get_state (row),
                   ==,
                   WEIR_LIVE_CONNECTION_OPEN);
  g_assert_cmpstr (weir_live_connection_get_url (row), ==, "/echo");
  g_assert_true (
    g_str_has_prefix (weir_live_connection_get_peer (row), "127.0.0.1"));
  g_assert_cmpstr (weir_live_connection_get_session (row),
                   ==,
                   weir_live_connection_get_id (row));
  g_assert_cmpint (weir_live_connection_get_since_us (row), >, 0);
  live_client_send (client, "hello");
  live_fixture_wait (self, has_echoed, row);
  g_assert_cmpuint (weir_live_connection_get_counts (row)->bytes_in, ==, 5);

  /* To the one, not to the other. */
  other = live_client_new (self, "/echo");
  live_fixture_wait (self, has_rows, GUINT_TO_POINTER (2));
  weir_live_send (self->live, weir_live_connection_get_id (row), TRUE, text);
  live_client_wait (client, "to you");
  g_assert_null (strstr (other->texts->str, "to you"));
  weir_live_disconnect (self->live, weir_live_connection_get_id (row));
  live_client_wait_closed (client, SOUP_WEBSOCKET_CLOSE_NORMAL);
  live_fixture_wait (self, has_rows, GUINT_TO_POINTER (1));
  g_assert_false (other->closed);

  weir_live_send (self->live, "nobody", TRUE, text);
  weir_live_disconnect (self->live, "nobody");
  weir_live_set_watching_connections (self->live, FALSE);
  g_assert_true (has_rows (self, GUINT_TO_POINTER (1)));
  weir_live_set_watching_connections (self->live, FALSE);
  g_assert_true (has_rows (self, GUINT_TO_POINTER (0)));
  live_fixture_stop (self);
  g_assert_cmpuint (self->failures->len, ==, 2);
  live_client_free (client);
  live_client_free (other);
}

static gboolean
has_state (LiveFixture *self, gconstpointer state)
{
  WeirLiveConnection *row = find_row (self, "c");

  return row != NULL && weir_live_connection_get_state (row) ==
                          (WeirLiveConnectionState)GPOINTER_TO_INT (state);
}

/* A client of the flow that connects to the flow itself. */
static void
test_outgoing (LiveFixture *self, gconstpointer data)
{
  g_autoptr (GBytes)  text = g_bytes_new_static ("round trip", 10);
  g_autofree char    *url = NULL;
  g_autofree char    *json = NULL;
  g_autofree char    *refused = NULL;
  WeirLiveConnection *row;

  weir_live_set_watching_connections (self->live, TRUE);
  live_fixture_run (self, ECHO "]");
  url = g_strconcat (weir_live_get_url (self->live), "/echo", NULL);
  json = g_strdup_printf (ECHO "," CLIENT "]", url);
  live_fixture_deploy (self, json, WEIR_DEPLOY_NODES);
  live_fixture_wait (self, has_state, GINT_TO_POINTER (WEIR_LIVE_CONNECTION_OPEN));
  row = find_row (self, "c");
  g_assert_true (weir_live_connection_is_outgoing (row));
  g_assert_cmpstr (weir_live_connection_get_id (row), ==, "c");
  g_assert_cmpstr (weir_live_connection_get_url (row), ==, url);
  g_assert_nonnull (weir_live_connection_get_session (row));
  g_assert_null (weir_live_connection_get_error (row));
  weir_live_send (self->live, "c", TRUE, text);
  live_fixture_wait_log (self, "round trip");

  /* The same row when it is lost, as it is tried again. */
  weir_live_disconnect (self->live, "c");
  live_fixture_wait (self,
                     has_state,
                     GINT_TO_POINTER (WEIR_LIVE_CONNECTION_RETRYING));
  g_assert_true (find_row (self, "c") == row);
  g_assert_nonnull (weir_live_connection_get_error (row));
  g_assert_cmpint (weir_live_connection_get_retry_us (row),
                   >,
                   weir_live_connection_get_since_us (row));
  g_assert_null (weir_live_connection_get_session (row));
  live_fixture_wait (self, has_state, GINT_TO_POINTER (WEIR_LIVE_CONNECTION_OPEN));
  g_assert_null (weir_live_connection_get_error (row));

  /* A port nobody listens on. */
  refused = g_strdup_printf (ECHO "," CLIENT "]", "ws://me:secret@127.0.0.1:1");
  live_fixture_deploy (self, refused, WEIR_DEPLOY_NODES);
  live_fixture_wait (self,
                     has_state,
                     GINT_TO_POINTER (WEIR_LIVE_CONNECTION_RETRYING));
  row = find_row (self, "c");
  g_assert_null (strstr (weir_live_connection_get_url (row), "secret"));
  live_fixture_stop (self);
  g_assert_true (has_rows (self, GUINT_TO_POINTER (0)));

  /* Whoever watched still does after a new start. */
  live_fixture_run (self, refused);
  live_fixture_wait (self,
                     has_state,
                     GINT_TO_POINTER (WEIR_LIVE_CONNECTION_RETRYING));
  weir_live_set_watching_connections (self->live, FALSE);
}

/* How long the row waits from now, about. */
static gboolean
waits_longer (LiveFixture *self, gconstpointer seconds)
{
  WeirLiveConnection *row = find_row (self, "c");

  return row != NULL && weir_live_connection_get_retry_us (row) >
                          g_get_real_time () +
                            (gint64)GPOINTER_TO_INT (seconds) * G_USEC_PER_SEC;
}

/* A client comes back as its settings say, the latest ones, and at once when
 * it is told to. */
static void
test_reconnect (LiveFixture *self, gconstpointer data)
{
  g_autofree char *refused =
    g_strdup_printf (ECHO "," CLIENT "]", "ws://127.0.0.1:1");

  weir_live_set_reconnect (self->live, self->settings);
  weir_live_try_now (self->live, "c");
  g_assert_cmpuint (self->failures->len, ==, 1);

  weir_run_settings_set_node (self->settings,
                              "c",
                              &(WeirNodeSettings){ .reconnect_ms = 60000 });
  weir_live_set_watching_connections (self->live, TRUE);
  live_fixture_run (self, refused);
  live_fixture_wait (self, waits_longer, GINT_TO_POINTER (40));

  weir_run_settings_set_node (self->settings,
                              "c",
                              &(WeirNodeSettings){ .reconnect_ms = 3600000 });
  weir_live_set_reconnect (self->live, self->settings);
  weir_live_try_now (self->live, "c");
  live_fixture_wait (self, waits_longer, GINT_TO_POINTER (3000));

  /* Without its own, those of all. */
  weir_run_settings_set_node (self->settings, "c", &(WeirNodeSettings){ 0 });
  self->settings->reconnect_ms = 7200000;
  weir_live_set_reconnect (self->live, self->settings);
  weir_live_try_now (self->live, "c");
  live_fixture_wait (self, waits_longer, GINT_TO_POINTER (7000));

  weir_live_try_now (self->live, "nobody");
  live_fixture_stop (self);
  g_assert_cmpuint (self->failures->len, ==, 2);
  weir_live_set_watching_connections (self->live, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/host/live-connections/" name, View, NULL, set_up, func, tear_down)
#define ADD_LIVE(name, func)                  \
  g_test_add ("/host/live-connections/" name, \
              LiveFixture,                    \
              NULL,                           \
              live_fixture_set_up,            \
              func,                           \
              live_fixture_tear_down)

  ADD ("rows", test_rows);
  ADD ("removed", test_removed);
  ADD ("many", test_many);
  ADD ("law", test_law);
  g_test_add_func ("/host/live-connections/roster", test_roster);
  ADD_LIVE ("incoming", test_incoming);
  ADD_LIVE ("outgoing", test_outgoing);
  ADD_LIVE ("reconnect", test_reconnect);

  return g_test_run ();
}
