/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "recording-fixture.h"

#include "nodes/weir-node-table.h"

#include <string.h>

static void
message_cb (WeirWsConnection *connection,
            WeirWsKind        kind,
            const guint8     *data,
            gsize             length,
            gpointer          user_data)
{
  ((RecordingClient *)user_data)->n_got++;
}

static void
closed_cb (WeirWsConnection *connection,
           guint             code,
           const char       *reason,
           gpointer          user_data)
{
  ((RecordingClient *)user_data)->closed = TRUE;
}

static const WeirWsClientHandler handler = {
  .connection = { .message = message_cb, .closed = closed_cb },
};

void
recording_fixture_set_up (RecordingFixture *self, gconstpointer data)
{
  g_autofree char   *text = g_strdup_printf ("[%s]", (const char *)data);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  self->folder = weir_test_folder_new ();
  self->path =
    g_build_filename (g_file_peek_path (self->folder), "r.ndjson", NULL);
  self->registry = weir_registry_new (weir_node_table ());
  self->document = weir_document_new_from_bytes (bytes, NULL);
  self->loop = weir_io_loop_new (NULL);
}

void
recording_fixture_tear_down (RecordingFixture *self, gconstpointer data)
{
  weir_io_loop_unref (self->loop);
  g_object_unref (self->document);
  weir_registry_unref (self->registry);
  weir_test_folder_remove (self->folder);
  g_free (self->path);
}

/* @up: (nullable): a variable of the flow */
void
recording_fixture_start (RecordingFixture *self, const char *up)
{
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (GError)          error = NULL;

  settings->port = 0;
  g_free (settings->base_path);
  settings->base_path = g_strdup ("/base");
  settings->variables =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (up != NULL)
    g_hash_table_insert (settings->variables, g_strdup ("UP"), g_strdup (up));
  self->host =
    weir_host_new (self->registry, settings, g_main_context_default (), &error);
  g_assert_no_error (error);
  weir_host_listen (self->host, &error);
  g_assert_no_error (error);
  self->recorder = weir_recorder_new (self->host,
                                      &(WeirRecorderOptions){
                                        .path = self->path,
                                        .flow = "flow.json",
                                        .document = self->document,
                                      },
                                      &error);
  g_assert_no_error (error);
  weir_host_deploy (self->host, self->document, NULL, WEIR_DEPLOY_FULL);
}

void
recording_fixture_stop (RecordingFixture *self)
{
  g_autoptr (GError) error = NULL;

  weir_recorder_stop (self->recorder, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->recorder, weir_recorder_free);
  for (guint i = 0; i < RECORDING_CLIENTS; i++)
    g_clear_object (&self->clients[i].client);
  g_assert_finalize_object (self->host);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
recording_fixture_connect (RecordingFixture *self, guint index)
{
  g_autofree char    *base = weir_host_dup_url (self->host);
  g_autofree char    *url = g_strconcat (base, "/ws", NULL);
  WeirWsClientOptions options = { .url = url };
  RecordingClient    *client = &self->clients[index];
  guint               n = weir_host_get_n_clients (self->host);

  client->client =
    weir_ws_client_new (self->loop, &options, &handler, client, NULL);
  weir_ws_client_start (client->client);
  WAIT (weir_ws_client_get_connection (client->client) != NULL &&
        weir_host_get_n_clients (self->host) == n + 1);
}

void
recording_fixture_say (RecordingFixture *self,
                       guint             index,
                       gboolean          text,
                       const char       *data,
                       gsize             length)
{
  weir_ws_connection_send (weir_ws_client_get_connection (
                             self->clients[index].client),
                           text ? WEIR_WS_TEXT : WEIR_WS_BINARY,
                           (const guint8 *)data,
                           length,
                           NULL);
}

void
recording_fixture_press (RecordingFixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  weir_engine_press (weir_host_get_engine (self->host), id, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
recording_fixture_record_session (RecordingFixture *self)
{
  recording_fixture_start (self, NULL);
  for (guint i = 0; i < RECORDING_CLIENTS; i++)
    recording_fixture_connect (self, i);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"n\":%u,\"at\":%" G_GINT64_FORMAT "}",
                         i,
                         g_get_real_time () / 1000);

      recording_fixture_say (self, 0, TRUE, text, strlen (text));
      recording_fixture_say (self, 1, FALSE, "\0\1\2\377", 4);
      recording_fixture_say (self,
                             2,
                             TRUE,
                             "h\xc3\xa9llo ${X}",
                             strlen ("h\xc3\xa9llo ${X}"));
      for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
        g_main_context_iteration (NULL, FALSE);
      if (i % 5 == 0)
        recording_fixture_press (self, "i");
    }
  WAIT (self->clients[0].n_got == 24 && self->clients[1].n_got == 24 &&
        self->clients[2].n_got == 24);
  weir_ws_connection_close (weir_ws_client_get_connection (self->clients[2].client),
                            1000,
                            "bye");
  WAIT (self->clients[2].closed && weir_host_get_n_clients (self->host) == 2);
  recording_fixture_press (self, "i");
  WAIT (self->clients[0].n_got == 25 && self->clients[1].n_got == 25);
  recording_fixture_stop (self);
}
