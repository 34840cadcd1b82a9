/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-host-private.h"

#include "host/weir-node-settings.h"
#include "net/weir-ws-roster.h"

/* The connections of a host, as its users know them. */

/* RFC 6455 §7.4.1. */
#define CLOSE_NORMAL 1000

static const WeirLiveConnectionState states[] = {
  [WEIR_WS_ROSTER_OPEN] = WEIR_LIVE_CONNECTION_OPEN,
  [WEIR_WS_ROSTER_CONNECTING] = WEIR_LIVE_CONNECTION_CONNECTING,
  [WEIR_WS_ROSTER_RETRYING] = WEIR_LIVE_CONNECTION_RETRYING,
};

typedef struct
{
  WeirLiveLinkFunc func;
  gpointer         user_data;
} Visitor;

static void
visit_cb (const WeirWsRosterEntry *entry, gpointer user_data)
{
  const Visitor     *visitor = user_data;
  const WeirWsStats *stats = &entry->stats;
  const WeirLiveLink link = {
    .id = (char *)entry->id,
    .node_id = (char *)entry->owner,
    .outgoing = entry->outgoing,
    .state = states[entry->state],
    .session = (char *)entry->session,
    .peer = (char *)entry->peer,
    .url = (char *)entry->url,
    .protocol = (char *)entry->protocol,
    .origin = (char *)entry->origin,
    .error = entry->error != NULL ? entry->error->message : NULL,
    .since_us = stats->since_us,
    .retry_us = entry->retry_us,
    .counts = {
      .messages_in = stats->messages_in,
      .messages_out = stats->messages_out,
      .bytes_in = stats->bytes_in,
      .bytes_out = stats->bytes_out,
      .queued_bytes = stats->queued_bytes,
      .dropped = stats->dropped,
    },
  };

  visitor->func (&link, visitor->user_data);
}

void
weir_host_visit_connections (WeirHost        *self,
                             WeirLiveLinkFunc func,
                             gpointer         user_data)
{
  Visitor visitor = { func, user_data };

  weir_ws_roster_visit (weir_host_get_server (self), visit_cb, &visitor);
}

gboolean
weir_host_send (WeirHost   *self,
                const char *connection_id,
                gboolean    text,
                GBytes     *data,
                GError    **error)
{
  return weir_ws_roster_send (weir_host_get_server (self),
                              connection_id,
                              text ? WEIR_WS_TEXT : WEIR_WS_BINARY,
                              data,
                              error);
}

gboolean
weir_host_disconnect (WeirHost *self, const char *connection_id, GError **error)
{
  return weir_ws_roster_close (weir_host_get_server (self),
                               connection_id,
                               CLOSE_NORMAL,
                               error);
}

gboolean
weir_host_try_now (WeirHost *self, const char *connection_id, GError **error)
{
  return weir_ws_roster_try_now (weir_host_get_server (self), connection_id, error);
}

static void
set_retries (WeirWsServer *server, GHashTable *nodes, gboolean forget)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       value;

  if (nodes == NULL)
    return;
  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const WeirNodeSettings *node = value;
      const WeirWsRetry retry = { node->reconnect_ms, node->reconnect_max_ms };

      if (node->reconnect_ms > 0)
        weir_ws_server_set_retry (server, id, forget ? NULL : &retry);
    }
}

void
weir_host_apply_reconnect (WeirWsServer          *server,
                           const WeirRunSettings *before,
                           const WeirRunSettings *settings)
{
  const WeirWsRetry all = { settings->reconnect_ms, settings->reconnect_max_ms };

  if (before != NULL)
    set_retries (server, before->nodes, TRUE);
  weir_ws_server_set_retry (server, NULL, &all);
  set_retries (server, settings->nodes, FALSE);
}
