/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-client.h"

#include "net/weir-io-loop-private.h"
#include "net/weir-ws-client-private.h"
#include "net/weir-ws-connection-private.h"
#include "net/weir-ws-dial.h"
#include "net/weir-ws-upgrade.h"

/* Keeps one connection to a server open: a dial, or a connection, or a timer
 * until the next dial; never two of them. Owned by the node that wants it. */

struct _WeirWsClient
{
  GObject parent_instance;

  WeirIoLoop                *loop;
  const WeirWsClientHandler *handler; /* borrowed */
  gpointer                   user_data;

  GUri             *uri;
  char             *target;
  char             *url;
  char             *owner;              /* (nullable) */
  GStrv             protocols, headers; /* (nullable) */
  WeirTls          *tls;                /* (nullable) */
  WeirWsDialRequest request;
  guint             heartbeat_ms;
  WeirWsRetry       retry;
  WeirWsLimits      limits;

  gboolean          running;
  WeirWsDial       *dial;       /* (nullable) */
  WeirWsConnection *connection; /* (nullable) */
  WeirIoTimer       timer;      /* the next dial, or the next ping */
  WeirIoTask        task;       /* the connection has ended */
  GError           *cause;      /* (nullable): why */
  guint             tries;      /* failed since it was last open */
  guint             losses;     /* tries and short connections in a row */
  gint64            opened_us;  /* monotonic time it was last opened */

  /* for the roster */
  GList   link;       /* in the loop, while it runs */
  GError *last_error; /* (nullable): why it isn't open */
  gint64  since_us;   /* real time it began to run, or was lost */
  gint64  retry_us;   /* real time of the next try; 0 for none or now */
};

G_DEFINE_FINAL_TYPE (WeirWsClient, weir_ws_client, G_TYPE_OBJECT)

static void try_now (WeirWsClient *self);

/* Trying again ----------------------------------------------------------- */

static void
try_later (WeirWsClient *self, const GError *cause)
{
  guint wait_ms =
    weir_ws_retry_get_wait (&self->retry, self->losses++, g_random_double ());

  weir_io_loop_set_timer (self->loop, &self->timer, wait_ms);
  g_clear_error (&self->last_error);
  self->last_error = g_error_copy (cause);
  self->retry_us = g_get_real_time () + wait_ms * G_TIME_SPAN_MILLISECOND;
  if (self->handler->retrying != NULL)
    self->handler->retrying (wait_ms, self->tries, cause, self->user_data);
}

/* After the handler has heard that the connection closed. */
static void
task_cb (WeirIoTask *task)
{
  WeirWsClient *self =
    (WeirWsClient *)((guint8 *)task - G_STRUCT_OFFSET (WeirWsClient, task));
  g_autoptr (GError) cause = g_steal_pointer (&self->cause);

  try_later (self, cause);
}

/* A server that hangs up on everybody at once must not set the waits back: only
 * a connection that stood as long as the longest of them does. */
static void
ended_cb (WeirWsConnection *connection, gpointer keeper)
{
  WeirWsClient *self = keeper;
  gint64        stood_us = g_get_monotonic_time () - self->opened_us;

  if (stood_us >= self->retry.max_ms * G_TIME_SPAN_MILLISECOND)
    self->losses = 0;
  self->cause = weir_ws_connection_dup_cause (connection);
  self->tries = 0;
  self->since_us = g_get_real_time ();
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  weir_io_loop_defer (self->loop, &self->task);
  g_clear_object (&self->connection);
}

/* The open connection ---------------------------------------------------- */

static void
beat (WeirWsClient *self)
{
  if (weir_ws_connection_ping (self->connection))
    weir_io_loop_set_timer (self->loop, &self->timer, self->heartbeat_ms);
  else
    weir_ws_connection_drop (
      self->connection,
      g_error_new_literal (WEIR_NET_ERROR,
                           WEIR_NET_ERROR_TIMED_OUT,
                           "no answer to the heartbeat"));
}

static void
timer_cb (WeirIoTimer *timer)
{
  WeirWsClient *self =
    (WeirWsClient *)((guint8 *)timer - G_STRUCT_OFFSET (WeirWsClient, timer));

  if (self->connection != NULL)
    beat (self);
  else
    try_now (self);
}

static void
dialled_cb (WeirSocket   *socket,
            const char   *protocol,
            const GError *error,
            gpointer      user_data)
{
  WeirWsClient         *self = user_data;
  WeirWsConnectionSetup setup = {
    .socket = socket,
    .client = TRUE,
    .protocol = protocol,
    .owner = self->owner,
    .place = self->url,
    .limits = self->limits,
  };

  if (socket == NULL)
    {
      self->tries++;
      g_clear_pointer (&self->dial, weir_ws_dial_free);
      try_later (self, error);
      return;
    }

  g_clear_pointer (&self->dial, weir_ws_dial_free);
  g_clear_error (&self->last_error);
  self->opened_us = g_get_monotonic_time ();
  self->connection = weir_ws_connection_new (self->loop,
                                             &setup,
                                             &self->handler->connection,
                                             self->user_data);
  weir_ws_connection_set_keeper (self->connection, ended_cb, self);
  if (self->heartbeat_ms > 0)
    weir_io_loop_set_timer (self->loop, &self->timer, self->heartbeat_ms);
}

static void
try_now (WeirWsClient *self)
{
  self->retry_us = 0;
  self->dial = weir_ws_dial_new (self->loop, &self->request, dialled_cb, self);
}

/* Life ------------------------------------------------------------------- */

static void
weir_ws_client_dispose (GObject *object)
{
  weir_ws_client_stop (WEIR_WS_CLIENT (object));

  G_OBJECT_CLASS (weir_ws_client_parent_class)->dispose (object);
}

static void
weir_ws_client_finalize (GObject *object)
{
  WeirWsClient *self = WEIR_WS_CLIENT (object);

  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->tls, weir_tls_unref);
  g_free (self->target);
  g_free (self->url);
  g_free (self->owner);
  g_clear_error (&self->last_error);
  g_strfreev (self->protocols);
  g_strfreev (self->headers);
  weir_io_loop_unref (self->loop);

  G_OBJECT_CLASS (weir_ws_client_parent_class)->finalize (object);
}

static void
weir_ws_client_class_init (WeirWsClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_ws_client_dispose;
  object_class->finalize = weir_ws_client_finalize;
}

static void
weir_ws_client_init (WeirWsClient *self)
{
  self->timer.fire = timer_cb;
  self->task.run = task_cb;
}

static GUri *
parse_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri =
    g_uri_parse (url != NULL ? url : "",
                 G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH |
                   G_URI_FLAGS_ENCODED_QUERY,
                 NULL);
  const char *what = NULL;

  if (uri == NULL)
    what = "“%s” is not a URL";
  else if (!g_str_equal (g_uri_get_scheme (uri), "ws") &&
           !g_str_equal (g_uri_get_scheme (uri), "wss"))
    what = "“%s” does not begin with ws:// or wss://";
  else if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    what = "“%s” names no host";
  else if (g_uri_get_fragment (uri) != NULL)
    what = "“%s” must not have a #";
  else
    return g_steal_pointer (&uri);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_ADDRESS, what, url);
#pragma GCC diagnostic pop
  return NULL;
}

static guint
or_default (guint value, guint standard)
{
  return value > 0 ? value : standard;
}

WeirWsClient *
weir_ws_client_new (WeirIoLoop                *loop,
                    const WeirWsClientOptions *options,
                    const WeirWsClientHandler *handler,
                    gpointer                   user_data,
                    GError                   **error)
{
  g_autoptr (GUri) uri = parse_url (options->url, error);
  WeirWsClient    *self;

  if (uri == NULL)
    return NULL;

  self = g_object_new (WEIR_TYPE_WS_CLIENT, NULL);
  self->loop = weir_io_loop_ref (loop);
  self->handler = handler;
  self->user_data = user_data;
  self->uri = g_steal_pointer (&uri);
  self->url = g_uri_to_string_partial (self->uri, G_URI_HIDE_PASSWORD);
  self->owner = g_strdup (options->owner);
  self->target = weir_ws_upgrade_dup_target (options->url);
  self->protocols = g_strdupv ((char **)options->protocols);
  self->headers = g_strdupv ((char **)options->headers);
  self->tls = options->tls != NULL ? weir_tls_ref (options->tls) : NULL;
  self->limits = options->limits;
  self->heartbeat_ms = options->heartbeat_ms;
  self->retry = options->retry;
  self->request = (WeirWsDialRequest){
    .uri = self->uri,
    .target = self->target,
    .protocols = (const char *const *)self->protocols,
    .headers = (const char *const *)self->headers,
    .tls = self->tls,
    .timeout_ms =
      or_default (options->handshake_timeout_ms, WEIR_NET_HANDSHAKE_TIMEOUT_MS),
  };
  return self;
}

void
weir_ws_client_start (WeirWsClient *self)
{
  g_return_if_fail (WEIR_IS_WS_CLIENT (self));

  if (self->running)
    return;
  self->running = TRUE;
  self->since_us = g_get_real_time ();
  self->link.data = self;
  g_queue_push_tail_link (weir_io_loop_get_clients (self->loop), &self->link);
  try_now (self);
}

void
weir_ws_client_stop (WeirWsClient *self)
{
  g_return_if_fail (WEIR_IS_WS_CLIENT (self));

  if (self->running)
    g_queue_unlink (weir_io_loop_get_clients (self->loop), &self->link);
  self->running = FALSE;
  self->retry_us = 0;
  self->losses = 0;
  g_clear_error (&self->last_error);
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  weir_io_task_cancel (&self->task);
  g_clear_error (&self->cause);
  g_clear_pointer (&self->dial, weir_ws_dial_free);
  if (self->connection != NULL)
    weir_ws_connection_abandon (self->connection, 0);
  g_clear_object (&self->connection);
}

void
weir_ws_client_try_now (WeirWsClient *self)
{
  g_return_if_fail (WEIR_IS_WS_CLIENT (self));

  /* There is a time for the next try only while the timer runs for it. */
  if (self->retry_us == 0)
    return;
  weir_io_loop_cancel_timer (self->loop, &self->timer);
  try_now (self);
}

void
weir_ws_client_set_retry (WeirWsClient *self, const WeirWsRetry *retry)
{
  g_return_if_fail (WEIR_IS_WS_CLIENT (self));

  self->retry = *retry;
}

WeirWsConnection *
weir_ws_client_get_connection (WeirWsClient *self)
{
  return self->connection != NULL && weir_ws_connection_is_open (self->connection)
           ? self->connection
           : NULL;
}

/* For the roster --------------------------------------------------------- */

const char *
weir_ws_client_get_owner (WeirWsClient *self)
{
  return self->owner;
}

static void
describe_open (WeirWsConnection *connection, WeirWsRosterEntry *entry)
{
  entry->state = WEIR_WS_ROSTER_OPEN;
  entry->session = weir_ws_connection_get_id (connection);
  entry->peer = weir_ws_connection_get_peer (connection);
  entry->protocol = weir_ws_connection_get_protocol (connection);
  entry->tls = weir_ws_connection_get_tls (connection);
  weir_ws_connection_get_stats (connection, &entry->stats);
}

void
weir_ws_client_describe (WeirWsClient *self, WeirWsRosterEntry *entry)
{
  entry->owner = self->owner;
  entry->outgoing = TRUE;
  entry->url = self->url;
  if (self->connection != NULL)
    {
      describe_open (self->connection, entry);
      return;
    }
  entry->state = self->last_error != NULL || self->cause != NULL
                   ? WEIR_WS_ROSTER_RETRYING
                   : WEIR_WS_ROSTER_CONNECTING;
  entry->error = self->last_error;
  entry->retry_us = self->retry_us;
  entry->stats.since_us = self->since_us;
}
