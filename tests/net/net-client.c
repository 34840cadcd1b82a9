/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net-client.h"

/* The log is the user data of the connection's handler, so everything about
 * the client hangs off it. */
typedef struct
{
  NetLog     log;
  NetClient *client;
} ClientLog;

static void
retrying_cb (guint retry_ms, guint tries, const GError *error, gpointer user_data)
{
  NetClient *self = ((ClientLog *)user_data)->client;

  self->retries++;
  self->tries = tries;
  self->wait_ms = retry_ms;
  self->error_code = error->code;
  g_free (self->cause);
  self->cause = g_strdup (error->message);
  g_string_append_printf (self->log->lines, "retrying %s\n", error->message);
}

NetClient *
net_client_new (WeirWsClientOptions options, guint16 port, gboolean secure)
{
  static WeirWsClientHandler handler;
  NetClient                 *self = g_new0 (NetClient, 1);
  ClientLog                 *log = g_new0 (ClientLog, 1);
  g_autoptr (GError)         error = NULL;
  g_autofree char           *url =
    g_strdup_printf ("%s://localhost:%u" NET_PATH, secure ? "wss" : "ws", port);

  handler.connection = net_log_handler;
  handler.retrying = retrying_cb;
  log->log.lines = g_string_new (NULL);
  log->client = self;
  self->log = &log->log;
  self->loop = weir_io_loop_new (NULL);
  if (options.url == NULL)
    options.url = url;
  self->client = weir_ws_client_new (self->loop, &options, &handler, log, &error);
  g_assert_no_error (error);
  weir_ws_client_start (self->client);
  return self;
}

void
net_client_free (NetClient *self)
{
  g_assert_finalize_object (self->client);
  weir_io_loop_unref (self->loop);
  /* Calls of GIO's that were given up, some of them in a thread. */
  net_run_for (20);
  net_log_free (self->log);
  g_free (self->cause);
  g_free (self);
}
