/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-fixture.h"

#include "json/weir-convert.h"
#include "nodes/weir-node-table.h"

#include <string.h>

#define DEADLINE_US (20 * G_USEC_PER_SEC)

static void
state_cb (WeirLive *live, GParamSpec *pspec, LiveFixture *self)
{
  g_string_append_c (self->states, (char)('0' + weir_live_get_state (live)));
}

static void
failed_cb (WeirLive *live, const char *text, LiveFixture *self)
{
  g_ptr_array_add (self->failures, g_strdup (text));
}

static void
nodes_changed_cb (WeirLive *live, GPtrArray *ids, LiveFixture *self)
{
  g_assert_cmpuint (ids->len, >, 0);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->changed, g_strdup (ids->pdata[i]));
}

static void
connect (LiveFixture *self, const char *signal, GCallback callback)
{
  g_signal_connect_data (self->live, signal, callback, self, NULL, 0);
}

void
live_fixture_set_up (LiveFixture *self, gconstpointer data)
{
  self->registry = weir_registry_new (weir_node_table ());
  self->settings = weir_run_settings_new ();
  self->settings->port = 0;
  self->failures = g_ptr_array_new_with_free_func (g_free);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->states = g_string_new (NULL);
  self->live = weir_live_new (self->registry);
  connect (self, "notify::state", G_CALLBACK (state_cb));
  connect (self, "failed", G_CALLBACK (failed_cb));
  connect (self, "nodes-changed", G_CALLBACK (nodes_changed_cb));
}

void
live_fixture_tear_down (LiveFixture *self, gconstpointer data)
{
  if (self->live != NULL)
    g_assert_finalize_object (self->live);
  g_assert_cmpuint (live_count_threads (), ==, 0);
  weir_registry_unref (self->registry);
  weir_run_settings_free (self->settings);
  g_ptr_array_unref (self->failures);
  g_hash_table_unref (self->changed);
  g_string_free (self->states, TRUE);
}

WeirDocument *
live_fixture_new_document (const char *json)
{
  char              *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

void
live_fixture_start (LiveFixture *self, const char *json)
{
  g_autoptr (WeirDocument) document = live_fixture_new_document (json);

  weir_live_start (self->live, document, NULL, self->settings);
}

void
live_fixture_deploy (LiveFixture *self, const char *json, WeirDeployMode mode)
{
  g_autoptr (WeirDocument) document = live_fixture_new_document (json);

  weir_live_deploy (self->live, document, NULL, mode);
}

void
live_fixture_wait (LiveFixture *self, LiveCondition condition, gconstpointer data)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;

  while (!condition (self, data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
}

static gboolean
has_state (LiveFixture *self, gconstpointer data)
{
  return weir_live_get_state (self->live) == *(const WeirLiveState *)data;
}

void
live_fixture_wait_state (LiveFixture *self, WeirLiveState state)
{
  live_fixture_wait (self, has_state, &state);
}

void
live_fixture_run (LiveFixture *self, const char *json)
{
  live_fixture_start (self, json);
  live_fixture_wait_state (self, WEIR_LIVE_RUNNING);
}

void
live_fixture_stop (LiveFixture *self)
{
  weir_live_stop (self->live);
  live_fixture_wait_state (self, WEIR_LIVE_STOPPED);
}

void
live_fixture_pass (guint ms)
{
  gint64 end_us = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end_us)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
}

static gboolean
row_has_text (WeirDebugRow *row, const char *text)
{
  const WeirRecord     *record = weir_debug_row_get_record (row);
  g_autoptr (WeirValue) shown = NULL;

  if (record->text != NULL)
    return strstr (record->text, text) != NULL;
  if (record->value == NULL)
    return FALSE;
  shown = weir_value_to_text (record->value);
  return strstr (weir_value_get_string (shown, NULL), text) != NULL;
}

guint
live_fixture_count_log (LiveFixture *self, const char *text)
{
  GListModel *log = G_LIST_MODEL (weir_live_get_debug_log (self->live));
  guint       count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (WeirDebugRow) row = g_list_model_get_item (log, i);

      count += row_has_text (row, text);
    }
  return count;
}

static gboolean
log_has (LiveFixture *self, gconstpointer text)
{
  return live_fixture_count_log (self, text) > 0;
}

void
live_fixture_wait_log (LiveFixture *self, const char *text)
{
  live_fixture_wait (self, log_has, text);
}

guint
live_count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char      *name;
  guint            count = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path =
        g_build_filename ("/proc/self/task", name, "comm", NULL);
      g_autofree char *comm = NULL;

      if (g_file_get_contents (path, &comm, NULL, NULL) &&
          g_str_equal (g_strstrip (comm), "weir-live"))
        count++;
    }
  return count;
}

/* Clients ---------------------------------------------------------------- */

static void
message_cb (SoupWebsocketConnection *connection,
            int                      type,
            GBytes                  *data,
            LiveClient              *client)
{
  g_string_append_len (client->texts,
                       g_bytes_get_data (data, NULL),
                       (gssize)g_bytes_get_size (data));
  g_string_append_c (client->texts, '\n');
}

static void
closed_cb (SoupWebsocketConnection *connection, LiveClient *client)
{
  client->closed = TRUE;
}

typedef struct
{
  SoupWebsocketConnection *connection;
  gboolean                 done;
} Try;

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Try               *attempt = data;
  g_autoptr (GError) error = NULL;

  attempt->connection =
    soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  attempt->done = TRUE;
}

static gboolean
is_done (LiveFixture *self, gconstpointer data)
{
  return ((const Try *)data)->done;
}

LiveClient *
live_client_try (LiveFixture *self,
                 const char  *path,
                 const char  *header,
                 const char  *value)
{
  LiveClient      *client = g_new0 (LiveClient, 1);
  g_autofree char *url = g_strconcat (weir_live_get_url (self->live), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  Try                     attempt = { 0 };

  client->session = soup_session_new ();
  client->texts = g_string_new (NULL);
  if (header != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message),
                                 header,
                                 value);
  soup_session_websocket_connect_async (client->session,
                                        message,
                                        NULL,
                                        NULL,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        connected_cb,
                                        &attempt);
  live_fixture_wait (self, is_done, &attempt);
  client->status = soup_message_get_status (message);
  client->connection = attempt.connection;
  if (client->connection == NULL)
    return client;
  g_signal_connect_data (client->connection,
                         "message",
                         G_CALLBACK (message_cb),
                         client,
                         NULL,
                         0);
  g_signal_connect_data (client->connection,
                         "closed",
                         G_CALLBACK (closed_cb),
                         client,
                         NULL,
                         0);
  return client;
}

LiveClient *
live_client_new (LiveFixture *self, const char *path)
{
  LiveClient *client = live_client_try (self, path, NULL, NULL);

  g_assert_nonnull (client->connection);
  return client;
}

void
live_client_free (LiveClient *client)
{
  if (client->connection != NULL)
    g_signal_handlers_disconnect_by_data (client->connection, client);
  g_clear_object (&client->connection);
  soup_session_abort (client->session);
  g_object_unref (client->session);
  g_string_free (client->texts, TRUE);
  g_free (client);
}

void
live_client_send (LiveClient *client, const char *text)
{
  soup_websocket_connection_send_text (client->connection, text);
}

typedef struct
{
  LiveClient *client;
  const char *text;
} Wanted;

static gboolean
has_text (LiveFixture *self, gconstpointer data)
{
  const Wanted *wanted = data;

  g_assert_false (wanted->client->closed);
  return strstr (wanted->client->texts->str, wanted->text) != NULL;
}

void
live_client_wait (LiveClient *client, const char *text)
{
  Wanted wanted = { client, text };

  live_fixture_wait (NULL, has_text, &wanted);
}

static gboolean
is_closed (LiveFixture *self, gconstpointer data)
{
  return ((const LiveClient *)data)->closed;
}

void
live_client_wait_closed (LiveClient *client, gushort code)
{
  live_fixture_wait (NULL, is_closed, client);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (client->connection),
                    ==,
                    code);
}
