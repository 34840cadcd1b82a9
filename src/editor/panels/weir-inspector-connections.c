/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-inspector-private.h"

#include <glib/gi18n-lib.h>

/* WeirInspectorConnections: how many connections a listener or client has, and
 * of a client that waits for its next try why, with a button that ends the wait.
 * Looking at connections costs the run something, so it is done while the row is
 * on the screen. The inspector's page owns it. */

struct _WeirInspectorConnections
{
  AdwActionRow parent_instance;

  /* owned */
  WeirSession        *session;
  char               *id;     /* (nullable): of the listener or client */
  WeirLiveConnection *client; /* (nullable): the one that is followed */

  /* children */
  GtkWidget *value;
  GtkWidget *try_now;

  gboolean only_trouble; /* shown only while it waits */
  gboolean watching;
};

G_DEFINE_FINAL_TYPE (WeirInspectorConnections,
                     weir_inspector_connections,
                     ADW_TYPE_ACTION_ROW)

static GListModel *
get_connections (WeirInspectorConnections *self)
{
  return weir_live_get_connections (weir_session_get_live (self->session));
}

static void update (WeirInspectorConnections *self);

static void
follow (WeirInspectorConnections *self, WeirLiveConnection *client)
{
  if (self->client == client)
    return;
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_set_object (&self->client, client);
  if (client != NULL)
    g_signal_connect_object (client,
                             "notify",
                             G_CALLBACK (update),
                             self,
                             G_CONNECT_SWAPPED);
}

/* Returns: how many are open; follows the one to a server */
static guint
look (WeirInspectorConnections *self)
{
  GListModel                    *model = get_connections (self);
  g_autoptr (WeirLiveConnection) client = NULL;
  guint                          n = 0;

  for (guint i = 0; self->id != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (WeirLiveConnection) connection =
        g_list_model_get_item (model, i);

      if (g_strcmp0 (weir_live_connection_get_node_id (connection), self->id) != 0)
        continue;
      n += weir_live_connection_get_state (connection) ==
           WEIR_LIVE_CONNECTION_OPEN;
      if (weir_live_connection_is_outgoing (connection))
        g_set_object (&client, connection);
    }
  follow (self, client);
  return n;
}

static gboolean
is_retrying (WeirInspectorConnections *self)
{
  return self->client != NULL && weir_live_connection_get_state (self->client) ==
                                   WEIR_LIVE_CONNECTION_RETRYING;
}

static void
update (WeirInspectorConnections *self)
{
  g_autofree char *count = g_strdup_printf ("%u", look (self));
  const char      *error = NULL;
  gboolean         waits;

  if (is_retrying (self))
    error = weir_live_connection_get_error (self->client);
  waits = error != NULL && weir_live_connection_get_retry_us (self->client) > 0;
  weir_inspector_set_text (self->value, count);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), error != NULL ? error : "");
  gtk_widget_set_visible (self->try_now, waits);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->id != NULL &&
                            (!self->only_trouble || error != NULL));
}

static void
watch (WeirInspectorConnections *self, gboolean watching)
{
  if (self->session == NULL || self->watching == watching)
    return;
  self->watching = watching;
  weir_live_set_watching_connections (weir_session_get_live (self->session),
                                      watching);
}

void
weir_inspector_connections_set_id (WeirInspectorConnections *self,
                                   const char               *id,
                                   gboolean                  only_trouble)
{
  if (g_strcmp0 (self->id, id) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (id);
    }
  self->only_trouble = only_trouble;
  update (self);
}

void
weir_inspector_connections_set_watching (WeirInspectorConnections *self,
                                         gboolean                  watching)
{
  watch (self, watching && self->id != NULL);
}

static void
try_now_cb (WeirInspectorConnections *self)
{
  if (self->client != NULL)
    weir_live_try_now (weir_session_get_live (self->session),
                       weir_live_connection_get_id (self->client));
}

static void
weir_inspector_connections_dispose (GObject *object)
{
  WeirInspectorConnections *self = WEIR_INSPECTOR_CONNECTIONS (object);

  watch (self, FALSE);
  follow (self, NULL);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (weir_inspector_connections_parent_class)->dispose (object);
}

static void
weir_inspector_connections_class_init (WeirInspectorConnectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_inspector_connections_dispose;
}

static void
weir_inspector_connections_init (WeirInspectorConnections *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Connections"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);
  self->value = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->value, "dim-label");
  gtk_widget_add_css_class (self->value, "numeric");
  self->try_now = gtk_button_new_with_mnemonic (_ ("_Try Now"));
  gtk_widget_set_valign (self->try_now, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->try_now);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->value);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->value,
                                  NULL,
                                  -1);
  g_signal_connect_object (self->try_now,
                           "clicked",
                           G_CALLBACK (try_now_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
weir_inspector_connections_new (WeirSession *session)
{
  WeirInspectorConnections *self =
    g_object_new (WEIR_TYPE_INSPECTOR_CONNECTIONS, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (get_connections (self),
                           "items-changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
