/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/weir-comms.h"
#include "host/weir-host.h"

#include "nodes/weir-node-table.h"

#include <libsoup/soup.h>
#include <string.h>

static void
test_topics (void)
{
  static const struct
  {
    const char *pattern;
    const char *topic;
    gboolean    matches;
  } cases[] = {
    { "debug", "debug", TRUE },
    { "debug", "debugger", FALSE },
    { "status/#", "status/a", TRUE },
    { "status/#", "status", TRUE },
    { "status/#", "statuses", FALSE },
    { "status/+", "status/a", TRUE },
    { "status/+", "status", FALSE },
    { "+/a", "status/a", TRUE },
    { "+/b", "status/a", FALSE },
    { "#", "status/a", TRUE },
    { "", "debug", FALSE },
    { "status/a", "status/a", TRUE },
    { "status/", "status/a", FALSE },
    { "sta+", "status", FALSE },
    { "a/#/c", "a/b/c", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].pattern, cases[i].topic);
      g_assert_cmpint (weir_comms_topic_matches (cases[i].pattern, cases[i].topic),
                       ==,
                       cases[i].matches);
    }
}

/* A host in this process, and a client of its /comms. */
typedef struct
{
  WeirHost                *host;
  SoupSession             *session;
  SoupWebsocketConnection *client;
  GString                 *heard;
  guint                    status; /* of the handshake */
  gboolean                 closed;
} Fixture;

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"props\":[{\"p\":\"payload\","
  "\"v\":\"x\",\"vt\":\"str\"}],\"x\":1,\"y\":1,\"wires\":[[\"d\"]]},"
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"D\",\"tostatus\":"
  "true,\"x\":2,\"y\":2,\"wires\":[]}]";

static void
message_cb (SoupWebsocketConnection *connection,
            int                      type,
            GBytes                  *bytes,
            gpointer                 data)
{
  Fixture *self = data;

  g_string_append_len (self->heard,
                       g_bytes_get_data (bytes, NULL),
                       (gssize)g_bytes_get_size (bytes));
  g_string_append_c (self->heard, '\n');
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer data)
{
  ((Fixture *)data)->closed = TRUE;
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *self = data;

  self->client =
    soup_session_websocket_connect_finish (SOUP_SESSION (source), result, NULL);
  if (self->client == NULL)
    self->closed = TRUE;
}

/* Short enough for a test to see several of them. */
#define HEARTBEAT_MS 50

static Fixture *
fixture_new (const char *token, const char *origin)
{
  Fixture                    *self = g_new0 (Fixture, 1);
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (GBytes)          bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (WeirDocument)    document = NULL;
  g_autoptr (SoupMessage)     message = NULL;
  g_autofree char            *url = NULL;
  g_autoptr (GError)          error = NULL;

  settings->port = 0;
  settings->admin = TRUE;
  settings->admin_token = g_strdup (token);
  settings->comms_heartbeat_ms = HEARTBEAT_MS;

  /* What stands in front of listeners does not stand in front of /comms. */
  g_free (settings->base_path);
  settings->base_path = g_strdup ("/red");
  self->host =
    weir_host_new (registry, settings, g_main_context_default (), &error);
  g_assert_no_error (error);
  weir_host_listen (self->host, &error);
  g_assert_no_error (error);
  document = weir_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  weir_host_deploy (self->host, document, NULL, WEIR_DEPLOY_FULL);

  self->heard = g_string_new (NULL);
  self->session = soup_session_new ();
  url =
    g_strdup_printf ("ws://127.0.0.1:%u/comms", weir_host_get_port (self->host));
  message = soup_message_new ("GET", url);
  soup_session_websocket_connect_async (self->session,
                                        message,
                                        origin,
                                        NULL,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        connected_cb,
                                        self);
  while (self->client == NULL && !self->closed)
    g_main_context_iteration (NULL, TRUE);
  self->status = soup_message_get_status (message);
  if (self->client != NULL)
    {
      g_signal_connect (self->client, /* lint: allow: ends with the test */
                        "message",
                        G_CALLBACK (message_cb),
                        self);
      g_signal_connect (self->client, /* lint: allow: ends with the test */
                        "closed",
                        G_CALLBACK (closed_cb),
                        self);
    }
  return self;
}

static void
wait_for (Fixture *self, const char *text)
{
  while (strstr (self->heard->str, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
stopped_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
fixture_free (Fixture *self)
{
  gboolean stopped = FALSE;

  weir_host_stop (self->host, stopped_cb, &stopped);
  while (!stopped || (self->client != NULL && !self->closed))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&self->client);
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_assert_finalize_object (self->host);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

static void
press (Fixture *self)
{
  g_assert_true (
    weir_engine_press (weir_host_get_engine (self->host), "i", NULL, NULL, NULL));
}

static void
test_subscribe (void)
{
  Fixture *self = fixture_new (NULL, NULL);
  press (self);

  soup_websocket_connection_send_text (self->client, "{\"subscribe\":\"debug\"}");
  soup_websocket_connection_send_text (self->client,
                                       "{\"subscribe\":\"status/#\"}");
  soup_websocket_connection_send_text (self->client, "not JSON");
  wait_for (self, "{\"topic\":\"status/d\",\"data\":{\"fill\":\"grey\"");
  press (self);
  wait_for (self,
            "{\"topic\":\"debug\",\"data\":{\"id\":\"d\",\"z\":\"t\",\"path\":"
            "\"t/d\",\"name\":\"D\",\"property\":\"payload\",\"msg\":\"x\","
            "\"format\":\"string[1]\"}}");
  g_assert_cmpint (self->heard->str[0], ==, '[');
  fixture_free (self);
}

/* A status set before anyone asked comes with the subscription. */
static void
test_retained (void)
{
  Fixture *self = fixture_new (NULL, NULL);

  press (self);
  soup_websocket_connection_send_text (self->client,
                                       "{\"subscribe\":\"status/d\"}");
  wait_for (self, "\"topic\":\"status/d\"");
  g_assert_null (strstr (self->heard->str, "\"topic\":\"debug\""));
  fixture_free (self);
}

static void
test_token (void)
{
  Fixture *self = fixture_new ("secret", NULL);

  soup_websocket_connection_send_text (self->client, "{\"auth\":\"secret\"}");
  wait_for (self, "{\"auth\":\"ok\"}");
  fixture_free (self);
}

static void
test_wrong_token (void)
{
  static const char *const first[] = {
    "{\"auth\":\"wrong!\"}",
    "{\"subscribe\":\"debug\"}",
    "nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      Fixture *self = fixture_new ("secret", NULL);

      soup_websocket_connection_send_text (self->client, first[i]);
      wait_for (self, "{\"auth\":\"fail\"}");
      while (!self->closed)
        g_main_context_iteration (NULL, TRUE);
      fixture_free (self);
    }
}

/* Who hears nothing gets a sign of life, again and again. */
static void
test_heartbeat (void)
{
  static const char beat[] = "[{\"topic\":\"hb\",\"data\":";
  Fixture          *self = fixture_new (NULL, NULL);

  for (guint i = 0; i < 3; i++)
    {
      wait_for (self, beat);
      g_string_truncate (self->heard, 0);
    }
  fixture_free (self);
}

/* Who never says the token has to go, and hears nothing until then. */
static void
test_silent_stranger (void)
{
  Fixture *self = fixture_new ("secret", NULL);

  while (!self->closed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (self->client),
                    ==,
                    1008);
  g_assert_cmpuint (self->heard->len, ==, 0);
  fixture_free (self);
}

static void
log_cb (GPtrArray *records, guint64 dropped, gpointer data)
{
  for (guint i = 0; i < records->len; i++)
    {
      const WeirRecord *record = records->pdata[i];

      if (record->kind == WEIR_RECORD_KIND_LOG)
        g_string_append (data, record->text);
    }
}

/* More than can wait for /comms: the oldest go, and that is said. */
static void
test_lost (void)
{
  Fixture            *self = fixture_new (NULL, NULL);
  WeirEngine         *engine = weir_host_get_engine (self->host);
  WeirMonitor        *monitor = weir_engine_get_monitor (engine);
  g_autoptr (GString) log = g_string_new (NULL);
  guint               watch_id =
    weir_monitor_watch (monitor, g_main_context_default (), 0, log_cb, log);

  /* Once the status has come, the subscription has. */
  press (self);
  soup_websocket_connection_send_text (self->client, "{\"subscribe\":\"#\"}");
  wait_for (self, "\"topic\":\"status/d\"");
  for (guint i = 0; i < WEIR_MONITOR_MAX_RECORDS + 1000; i++)
    weir_engine_log (engine, WEIR_LOG_LEVEL_DEBUG, "%u", i);
  while (strstr (log->str, "too fast for the clients of /comms") == NULL)
    g_main_context_iteration (NULL, TRUE);
  weir_monitor_unwatch (monitor, watch_id);
  fixture_free (self);
}

static void
test_foreign_page (void)
{
  Fixture *self = fixture_new (NULL, "http://evil.example");

  g_assert_null (self->client);
  g_assert_cmpuint (self->status, ==, 403);
  fixture_free (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/comms/topics", test_topics);
  g_test_add_func ("/host/comms/subscribe", test_subscribe);
  g_test_add_func ("/host/comms/retained", test_retained);
  g_test_add_func ("/host/comms/token", test_token);
  g_test_add_func ("/host/comms/wrong-token", test_wrong_token);
  g_test_add_func ("/host/comms/foreign-page", test_foreign_page);
  g_test_add_func ("/host/comms/heartbeat", test_heartbeat);
  g_test_add_func ("/host/comms/silent-stranger", test_silent_stranger);
  g_test_add_func ("/host/comms/lost", test_lost);
  return g_test_run ();
}
