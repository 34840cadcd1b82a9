/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-replay-flow.h"

#include "host/weir-host-private.h"
#include "net/weir-ws-tap.h"

#include <string.h>

/* Owned by a replay. All clients of the flow are led to a server of the
 * replay's: what was recorded of others must not be said to them again. */

#define CLIENT_TYPE "websocket-client"

struct _WeirReplayFlow
{
  WeirReplayFlowOwner owner;
  WeirDocument       *document; /* of our own: its clients are led elsewhere */
  WeirCredentials    *credentials; /* (nullable): until it is started */
  WeirHost           *host;
  guint               watch_id;
};

/* What it says ----------------------------------------------------------- */

static void
records_cb (GPtrArray *records, guint64 dropped, gpointer user_data)
{
  WeirReplayFlow *self = user_data;

  if (dropped > 0)
    self->owner.flooded (self->owner.user_data);
  for (guint i = 0; i < records->len; i++)
    {
      const WeirRecord *record = records->pdata[i];

      if (record->kind == WEIR_RECORD_KIND_DEBUG)
        self->owner.shown (record, self->owner.user_data);
    }
}

static void
socket_cb (const WeirWsTapEvent *event, gpointer user_data)
{
  WeirReplayFlow *self = user_data;
  gboolean        heard = FALSE;

  switch (event->kind)
    {
    case WEIR_WS_TAP_OPENED:
      heard = !event->outgoing;
      break;
    case WEIR_WS_TAP_RECEIVED:
      heard = TRUE;
      break;
    case WEIR_WS_TAP_CLOSED:
      heard = !event->ours;
      break;
    case WEIR_WS_TAP_SENT:
      break;
    }
  if (heard)
    self->owner.heard (self->owner.user_data);
}

/* Leading its clients elsewhere ------------------------------------------ */

static gboolean
set_member (WeirDocument *document,
            const char   *id,
            const char   *key,
            const char   *text,
            GError      **error)
{
  g_autoptr (WeirValue) value = weir_value_new_string (text);
  g_autoptr (WeirEdit)  edit = weir_edit_new_set (id, key, value);
  g_autoptr (WeirEdit)  undo = weir_document_apply (document, edit, error);

  return undo != NULL;
}

/* Whether the recording has a connection of this client, in a subflow or not. */
static gboolean
was_connected (GHashTable *connected, const char *id)
{
  GHashTableIter iter;
  gpointer       recorded;

  g_hash_table_iter_init (&iter, connected);
  while (g_hash_table_iter_next (&iter, &recorded, NULL))
    {
      const char *inside = strrchr (recorded, '-');

      if (g_str_equal (recorded, id) ||
          (inside != NULL && g_str_equal (inside + 1, id)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
lead (WeirReplayFlow  *self,
      WeirReplayPeers *peers,
      const char      *id,
      gboolean         served,
      GError         **error)
{
  g_autofree char *url = weir_replay_peers_serve (peers, id, served, error);

  return url != NULL && set_member (self->document, id, "path", url, error) &&
         set_member (self->document, id, "tls", "", error);
}

static gboolean
lead_clients (WeirReplayFlow  *self,
              WeirReplayPeers *peers,
              GHashTable      *connected,
              GError         **error)
{
  guint n = weir_document_get_n_elements (self->document);

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      g_autofree char *id = g_strdup (weir_element_get_id (element));

      if (id != NULL &&
          g_strcmp0 (weir_element_get_type_name (element), CLIENT_TYPE) == 0 &&
          !lead (self, peers, id, was_connected (connected, id), error))
        return FALSE;
    }
  return TRUE;
}

/* Life ------------------------------------------------------------------- */

static gboolean
copy_flow (WeirReplayFlow *self, const WeirReplayOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = weir_document_to_bytes (options->document);
  WeirValue         *all = options->credentials != NULL
                             ? weir_credentials_get_all (options->credentials)
                             : NULL;
  gsize              n = all != NULL ? weir_value_get_length (all) : 0;

  self->document = weir_document_new_from_bytes (bytes, error);
  self->credentials = weir_credentials_new ();
  for (gsize i = 0; i < n; i++)
    weir_credentials_set (self->credentials,
                          weir_value_get_key (all, i, NULL),
                          weir_value_get_member (all, i));
  return self->document != NULL;
}

WeirReplayFlow *
weir_replay_flow_new (const WeirReplayOptions   *options,
                      const char                *base,
                      GMainContext              *context,
                      const WeirReplayFlowOwner *owner,
                      GError                   **error)
{
  g_autoptr (WeirReplayFlow)  self = g_new0 (WeirReplayFlow, 1);
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();

  self->owner = *owner;
  settings->port = 0;
  if (base != NULL && *base == '/')
    {
      g_free (settings->base_path);
      settings->base_path = g_strdup (base);
    }
  if (options->variables != NULL)
    settings->variables = g_hash_table_ref (options->variables);
  if (!copy_flow (self, options, error))
    return NULL;
  self->host = weir_host_new (options->registry, settings, context, error);
  if (self->host == NULL || !weir_host_listen (self->host, error))
    return NULL;
  self->watch_id = weir_monitor_watch (weir_engine_get_monitor (
                                         weir_host_get_engine (self->host)),
                                       context,
                                       0,
                                       records_cb,
                                       self);
  weir_ws_tap_start (weir_host_get_server (self->host), socket_cb, self);
  return g_steal_pointer (&self);
}

gboolean
weir_replay_flow_start (WeirReplayFlow  *self,
                        WeirReplayPeers *peers,
                        GHashTable      *connected,
                        GError         **error)
{
  if (!lead_clients (self, peers, connected, error))
    return FALSE;
  weir_host_deploy (self->host,
                    self->document,
                    g_steal_pointer (&self->credentials),
                    WEIR_DEPLOY_FULL);
  return TRUE;
}

void
weir_replay_flow_free (WeirReplayFlow *self)
{
  if (self->watch_id != 0)
    {
      weir_ws_tap_stop (weir_host_get_server (self->host), socket_cb, self);
      weir_monitor_unwatch (weir_engine_get_monitor (
                              weir_host_get_engine (self->host)),
                            self->watch_id);
    }
  g_clear_object (&self->host);
  g_clear_object (&self->document);
  g_clear_pointer (&self->credentials, weir_credentials_free);
  g_free (self);
}

char *
weir_replay_flow_dup_url (WeirReplayFlow *self)
{
  return weir_host_dup_url (self->host);
}

gboolean
weir_replay_flow_press (WeirReplayFlow           *self,
                        const WeirRecordingEvent *event,
                        GError                  **error)
{
  g_autoptr (WeirMessage) message =
    event->value != NULL ? weir_message_new (weir_value_ref (event->value))
                         : NULL;

  return weir_engine_press (weir_host_get_engine (self->host),
                            event->node,
                            message,
                            event->props,
                            error);
}
