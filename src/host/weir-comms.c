/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-comms.h"

#include "host/weir-admin-guard.h"
#include "host/weir-comms-event.h"
#include "host/weir-loss-count.h"
#include "json/weir-json.h"

/* Node-RED gathers what it sends for as long. */
#define BATCH_INTERVAL_MS 50

/* Owned by the admin API; watches the engine's monitor and knows its clients.
 * One record is written down once, however many clients get it. */
struct _WeirComms
{
  WeirEngine            *engine; /* borrowed */
  WeirWsServer          *server; /* borrowed */
  const WeirRunSettings *settings;
  WeirWsPath            *path; /* (nullable): owned by the server */
  guint                  watch_id;
  WeirLossCount          lost;
  guint                  heartbeat_ms;
  GSource               *heartbeat;
};

/* What /comms knows of one connection; lives as its user data. */
typedef struct
{
  gboolean   trusted;
  gint64     opened_us; /* monotonic */
  gint64     sent_us;   /* monotonic; 0 for never */
  GPtrArray *topics;
} Client;

static void
client_free (gpointer data)
{
  Client *client = data;

  g_ptr_array_unref (client->topics);
  g_free (client);
}

static gboolean
same_part (const char *a, gsize a_length, const char *b, gsize b_length)
{
  return (a_length == 1 && *a == '+') ||
         (a_length == b_length && memcmp (a, b, a_length) == 0);
}

gboolean
weir_comms_topic_matches (const char *pattern, const char *topic)
{
  if (g_str_equal (pattern, "#"))
    return TRUE;
  for (;;)
    {
      gsize pattern_length = strcspn (pattern, "/");
      gsize topic_length = strcspn (topic, "/");

      if (!same_part (pattern, pattern_length, topic, topic_length))
        return FALSE;
      pattern += pattern_length;
      topic += topic_length;
      if (g_str_equal (pattern, "/#"))
        return TRUE;
      if (*pattern == '\0' || *topic == '\0')
        return *pattern == *topic;
      pattern++;
      topic++;
    }
}

static gboolean
client_wants (const Client *client, const char *topic)
{
  for (guint i = 0; client->trusted && i < client->topics->len; i++)
    {
      if (weir_comms_topic_matches (client->topics->pdata[i], topic))
        return TRUE;
    }
  return FALSE;
}

static void
send_text (WeirWsConnection *connection, const char *text, gsize length)
{
  Client *client = weir_ws_connection_get_user_data (connection);

  client->sent_us = g_get_monotonic_time ();

  /* A queue that is full is the server's to deal with. */
  weir_ws_connection_send (connection,
                           WEIR_WS_TEXT,
                           (const guint8 *)text,
                           length,
                           NULL);
}

/* Records with what is sent of each, gone through once per client. */
typedef struct
{
  GPtrArray *topics; /* (nullable) items */
  GPtrArray *texts;
} Batch;

static void
batch_init (Batch *batch, GPtrArray *records)
{
  batch->topics = g_ptr_array_new_with_free_func (g_free);
  batch->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < records->len; i++)
    {
      const WeirRecord *record = records->pdata[i];
      char             *topic = weir_comms_event_topic (record);
      GString          *text;

      if (topic == NULL)
        continue;
      text = g_string_new (NULL);
      weir_comms_event_append (text, topic, record);
      g_ptr_array_add (batch->topics, topic);
      g_ptr_array_add (batch->texts, g_string_free (text, FALSE));
    }
}

static void
batch_clear (Batch *batch)
{
  g_ptr_array_unref (batch->topics);
  g_ptr_array_unref (batch->texts);
}

static void
send_events (WeirWsConnection *connection, GString *events)
{
  if (events->len <= 1)
    return;
  g_string_append_c (events, ']');
  send_text (connection, events->str, events->len);
  g_string_assign (events, "[");
}

/* @pattern: (nullable): only what matches this too */
static void
batch_send (const Batch *batch, WeirWsConnection *connection, const char *pattern)
{
  const Client       *client = weir_ws_connection_get_user_data (connection);
  g_autoptr (GString) events = g_string_new ("[");

  for (guint i = 0; i < batch->topics->len; i++)
    {
      const char *topic = batch->topics->pdata[i];
      const char *text = batch->texts->pdata[i];

      if (!client_wants (client, topic) ||
          (pattern != NULL && !weir_comms_topic_matches (pattern, topic)))
        continue;
      if (events->len + strlen (text) > WEIR_COMMS_FRAME_BYTES)
        send_events (connection, events);
      if (events->len > 1)
        g_string_append_c (events, ',');
      g_string_append (events, text);
    }
  send_events (connection, events);
}

static void
log_lost (WeirComms *self, guint64 lost)
{
  if (lost > 0)
    weir_engine_log (self->engine,
                     WEIR_LOG_LEVEL_WARN,
                     "%" G_GUINT64_FORMAT " events came too fast for the "
                     "clients of /comms and were dropped",
                     lost);
}

/* What is lost while nobody listens is lost to nobody. */
static void
records_cb (GPtrArray *records, guint64 dropped, gpointer data)
{
  WeirComms *self = data;
  GPtrArray *connections = weir_ws_path_get_connections (self->path);
  Batch      batch;

  if (connections->len == 0)
    return;
  log_lost (self,
            weir_loss_count_add (&self->lost, dropped, g_get_monotonic_time ()));
  batch_init (&batch, records);
  for (guint i = 0; i < connections->len; i++)
    batch_send (&batch, connections->pdata[i], NULL);
  batch_clear (&batch);
}

/* The statuses nodes have now come first; what still waits for the watcher is
 * older than they are. */
static void
subscribe (WeirComms *self, WeirWsConnection *connection, const char *pattern)
{
  Client               *client = weir_ws_connection_get_user_data (connection);
  WeirMonitor          *monitor = weir_engine_get_monitor (self->engine);
  g_autoptr (GPtrArray) statuses = NULL;
  Batch                 batch;

  if (client->topics->len >= WEIR_COMMS_MAX_TOPICS)
    {
      weir_ws_connection_close (connection, 1008, "too many subscriptions");
      return;
    }
  weir_monitor_flush (monitor, self->watch_id);
  g_ptr_array_add (client->topics, g_strdup (pattern));
  statuses = weir_monitor_list_statuses (monitor);
  batch_init (&batch, statuses);
  batch_send (&batch, connection, pattern);
  batch_clear (&batch);
}

static void
authenticate (WeirComms *self, WeirWsConnection *connection, const char *token)
{
  static const char ok[] = "{\"auth\":\"ok\"}";
  static const char fail[] = "{\"auth\":\"fail\"}";
  Client           *client = weir_ws_connection_get_user_data (connection);

  client->trusted =
    token != NULL && weir_admin_token_is_right (self->settings, token);
  if (client->trusted)
    {
      send_text (connection, ok, strlen (ok));
      return;
    }
  send_text (connection, fail, strlen (fail));
  weir_ws_connection_close (connection, 1000, NULL);
}

static void
opened_cb (WeirWsConnection *connection, gpointer data)
{
  WeirComms *self = data;
  Client    *client = g_new0 (Client, 1);

  client->trusted = self->settings->admin_token == NULL;
  client->opened_us = g_get_monotonic_time ();
  client->topics = g_ptr_array_new_with_free_func (g_free);
  weir_ws_connection_set_user_data (connection, client, client_free);
}

static void
message_cb (WeirWsConnection *connection,
            WeirWsKind        kind,
            const guint8     *bytes,
            gsize             length,
            gpointer          data)
{
  WeirComms                  *self = data;
  Client                     *client;
  static const WeirJsonLimits limits = { WEIR_COMMS_MAX_REQUEST_BYTES, 8 };
  g_autoptr (WeirValue)       request = NULL;
  const char                 *topic;

  client = weir_ws_connection_get_user_data (connection);
  request = weir_json_read ((const char *)bytes, length, &limits, NULL);
  if (!client->trusted)
    {
      authenticate (self, connection, weir_value_lookup_string (request, "auth"));
      return;
    }
  topic = weir_value_lookup_string (request, "subscribe");
  if (topic != NULL)
    subscribe (self, connection, topic);
}

static void
failed_cb (WeirWsConnection *connection, const GError *error, gpointer data)
{
  g_debug ("/comms: %s", error->message);
}

static void
closed_cb (WeirWsConnection *connection,
           guint             code,
           const char       *reason,
           gpointer          data)
{
  g_debug ("/comms: %s is gone (%u)",
           weir_ws_connection_get_peer (connection),
           code);
}

static const WeirWsHandler handler = {
  .opened = opened_cb,
  .message = message_cb,
  .failed = failed_cb,
  .closed = closed_cb,
};

/* A client that heard nothing for a while gets a sign of life; one that has
 * still not said who it is has to go. */
static void
heartbeat (WeirWsConnection *connection, gint64 interval_us, gint64 now_us)
{
  Client          *client = weir_ws_connection_get_user_data (connection);
  g_autofree char *text = NULL;

  if (!client->trusted)
    {
      if (now_us - client->opened_us >= interval_us)
        weir_ws_connection_close (connection, 1008, "a token is required");
      return;
    }
  if (now_us - client->sent_us < interval_us)
    return;
  text = g_strdup_printf ("[{\"topic\":\"hb\",\"data\":%" G_GINT64_FORMAT "}]",
                          g_get_real_time () / 1000);
  send_text (connection, text, strlen (text));
}

static gboolean
heartbeat_cb (gpointer data)
{
  WeirComms *self = data;
  GPtrArray *connections = weir_ws_path_get_connections (self->path);
  gint64     interval_us = self->heartbeat_ms * G_TIME_SPAN_MILLISECOND;
  gint64     now_us = g_get_monotonic_time ();

  for (guint i = 0; i < connections->len; i++)
    heartbeat (connections->pdata[i], interval_us, now_us);
  return G_SOURCE_CONTINUE;
}

WeirComms *
weir_comms_new (WeirEngine            *engine,
                WeirWsServer          *server,
                const WeirRunSettings *settings,
                GMainContext          *context)
{
  WeirComms *self = g_new0 (WeirComms, 1);

  self->engine = engine;
  self->server = server;
  self->settings = settings;

  /* The first path of a server that has none: nobody can have taken it. */
  self->path =
    weir_ws_server_add_root_path (server, WEIR_COMMS_PATH, &handler, self, NULL);
  self->watch_id = weir_monitor_watch (weir_engine_get_monitor (engine),
                                       context,
                                       BATCH_INTERVAL_MS,
                                       records_cb,
                                       self);
  self->heartbeat_ms = settings->comms_heartbeat_ms > 0
                         ? settings->comms_heartbeat_ms
                         : WEIR_COMMS_HEARTBEAT_MS;
  self->heartbeat = g_timeout_source_new (self->heartbeat_ms);
  g_source_set_callback (self->heartbeat, heartbeat_cb, self, NULL);
  g_source_attach (self->heartbeat, context);
  return self;
}

void
weir_comms_free (WeirComms *self)
{
  log_lost (self, weir_loss_count_take (&self->lost));
  g_source_destroy (self->heartbeat);
  g_source_unref (self->heartbeat);
  weir_monitor_unwatch (weir_engine_get_monitor (self->engine), self->watch_id);
  weir_ws_server_remove_path (self->server, self->path);
  g_free (self);
}
