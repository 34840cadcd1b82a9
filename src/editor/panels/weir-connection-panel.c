/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-connection-panel.h"

#include "editor/panels/weir-connection-list.h"
#include "editor/panels/weir-connection-messages.h"
#include "editor/panels/weir-connection-row.h"
#include "editor/panels/weir-send-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* WeirConnectionPanel: the connections of the session's run under the entries
 * they belong to. Heads come from what runs, not from what is edited: a new
 * listener is there once it is deployed. */

/* What may wait for a client when the settings don't say. */
#define DEFAULT_MAX_QUEUED ((guint64)16 * 1024 * 1024)

struct _WeirConnectionPanel
{
  GtkWidget parent_instance;

  /* owned */
  WeirConnectionList *rows;
  GSimpleActionGroup *actions;

  /* borrowed */
  WeirSession *session; /* weak */

  /* children */
  GtkWidget   *box;
  GtkWidget   *reach; /* the badge */
  GtkImage    *reach_icon;
  GtkLabel    *reach_label;
  GtkStack    *stack;
  GtkWidget   *no_clients;
  GtkListView *list;
  GtkWidget   *messages;

  /* derived */
  WeirSnapshot *snapshot;    /* (nullable): owned, whose heads are shown */
  gboolean      has_servers; /* it connects to some */
  gboolean      is_watching;
  guint         badge;
  guint         tick_id;
  guint         update_id;
};

G_DEFINE_FINAL_TYPE (WeirConnectionPanel, weir_connection_panel, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BADGE = 1,
} WeirConnectionPanelProperty;

static GParamSpec *properties[PROP_BADGE + 1];

static WeirLive *
get_live (WeirConnectionPanel *self)
{
  return weir_session_get_live (self->session);
}

static GListModel *
get_connections (WeirConnectionPanel *self)
{
  return weir_live_get_connections (get_live (self));
}

/* Looking at connections costs the run something, so it is done while the panel
 * is seen, or while the badge may have to tell of a server that is lost. */
static void
update_watching (WeirConnectionPanel *self)
{
  gboolean watching =
    gtk_widget_get_mapped (GTK_WIDGET (self)) || self->has_servers;

  if (self->session == NULL || self->is_watching == watching)
    return;
  self->is_watching = watching;
  weir_live_set_watching_connections (get_live (self), watching);
}

/* Heads */

/* Returns: (transfer full) (nullable): where clients find a listener */
static char *
dup_address (WeirConnectionPanel *self, const char *path)
{
  const char      *url = weir_live_get_url (get_live (self));
  g_autofree char *base = NULL;

  if (url == NULL)
    return NULL;
  base = g_strdup (url);
  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  return g_strconcat (base, g_str_has_prefix (path, "/") ? "" : "/", path, NULL);
}

static void
add_head (WeirConnectionPanel *self, const WeirEntry *entry)
{
  gboolean         outgoing = g_str_equal (entry->type, "websocket-client");
  const char      *path = weir_value_lookup_string (entry->value, "path");
  g_autofree char *address = NULL;

  if (path == NULL)
    path = "";
  if (outgoing)
    self->has_servers = TRUE;
  else
    address = dup_address (self, path);
  weir_connection_list_add (self->rows, entry->id, path, address, outgoing);
}

static void
update_heads (WeirConnectionPanel *self)
{
  guint n =
    self->snapshot != NULL ? weir_snapshot_get_n_entries (self->snapshot) : 0;

  self->has_servers = FALSE;
  weir_connection_list_begin (self->rows);
  for (guint i = 0; i < n; i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (self->snapshot, i);

      if ((g_str_equal (entry->type, "websocket-listener") ||
           g_str_equal (entry->type, "websocket-client")) &&
          weir_snapshot_runs (self->snapshot, entry))
        add_head (self, entry);
    }
  weir_connection_list_end (self->rows);
  update_watching (self);
}

/* What is seen */

static void
set_badge (WeirConnectionPanel *self, guint badge)
{
  if (self->badge == badge)
    return;
  self->badge = badge;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

/* Connections in trouble are those to servers; clients that are gone are no
 * rows. There are few of them, and they stand under their own heads. */
static void
update_badge (WeirConnectionPanel *self)
{
  GListModel *rows = G_LIST_MODEL (self->rows);
  guint       trouble = 0;
  guint       position = 0;

  while (position < g_list_model_get_n_items (rows))
    {
      g_autoptr (WeirConnectionItem) head =
        g_list_model_get_item (rows, position);
      WeirLiveConnection *first = weir_connection_item_get_first (head);

      if (first != NULL && weir_connection_item_is_outgoing (head) &&
          weir_live_connection_get_state (first) == WEIR_LIVE_CONNECTION_RETRYING)
        trouble++;
      position += 1;
      if (weir_connection_item_is_expanded (head))
        position += weir_connection_item_get_n_connections (head);
    }
  set_badge (self, trouble);
}

/* Returns: (nullable): the first listener */
static WeirConnectionItem *
dup_first_listener (WeirConnectionPanel *self)
{
  GListModel *rows = G_LIST_MODEL (self->rows);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (WeirConnectionItem) item = g_list_model_get_item (rows, i);

      if (weir_connection_item_get_connection (item) == NULL &&
          weir_connection_item_get_address (item) != NULL)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
update_no_clients (WeirConnectionPanel *self)
{
  g_autoptr (WeirConnectionItem) listener = dup_first_listener (self);
  g_autofree char               *text = NULL;
  g_autofree char               *markup = NULL;

  if (listener == NULL)
    return;
  text = g_strdup_printf (_ ("Connect to %s"),
                          weir_connection_item_get_address (listener));
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->no_clients), markup);
}

static const char *
find_page (WeirConnectionPanel *self)
{
  g_autoptr (WeirConnectionItem) listener = NULL;

  if (self->snapshot == NULL)
    return "stopped";
  if (weir_connection_list_get_n_heads (self->rows) == 0)
    return "none";
  if (g_list_model_get_n_items (get_connections (self)) > 0 ||
      weir_connection_list_get_n_heads (self->rows) > 1)
    return "list";
  listener = dup_first_listener (self);
  return listener != NULL ? "no-clients" : "list";
}

static void
update_reach (WeirConnectionPanel *self)
{
  const WeirRunSettings *settings = weir_session_get_run_settings (self->session);
  gboolean               is_local = weir_host_is_loopback (settings->host);

  gtk_image_set_from_icon_name (self->reach_icon,
                                is_local ? "computer-symbolic"
                                         : "network-workgroup-symbolic");
  gtk_label_set_text (self->reach_label,
                      is_local ? _ ("This computer only")
                               : _ ("Reachable from the network"));
  if (is_local)
    gtk_widget_remove_css_class (self->reach, "warning");
  else
    gtk_widget_add_css_class (self->reach, "warning");
}

static void
set_enabled (WeirConnectionPanel *self, const char *name, gboolean enabled)
{
  GAction *action =
    g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update (WeirConnectionPanel *self)
{
  const char *page = find_page (self);

  if (g_str_equal (page, "no-clients"))
    update_no_clients (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  set_enabled (self,
               "disconnect-all",
               g_list_model_get_n_items (get_connections (self)) > 0);
  update_badge (self);
}

static gboolean
update_cb (gpointer data)
{
  WeirConnectionPanel *self = data;
  WeirSnapshot        *snapshot;

  self->update_id = 0;
  if (self->session == NULL)
    return G_SOURCE_REMOVE;
  snapshot = weir_live_get_snapshot (get_live (self));
  g_clear_pointer (&self->snapshot, weir_snapshot_unref);
  if (snapshot != NULL)
    self->snapshot = weir_snapshot_ref (snapshot);
  update_heads (self);
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (WeirConnectionPanel *self)
{
  if (self->update_id == 0 && self->session != NULL)
    self->update_id = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, self, NULL);
}

/* Actions */

/* Returns: (transfer full) (nullable) */
static WeirLiveConnection *
dup_connection (WeirConnectionPanel *self, GVariant *id)
{
  GListModel *connections = get_connections (self);
  const char *text = g_variant_get_string (id, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr (WeirLiveConnection) connection =
        g_list_model_get_item (connections, i);

      if (g_strcmp0 (weir_live_connection_get_id (connection), text) == 0)
        return g_steal_pointer (&connection);
    }
  return NULL;
}

static void
send_action (GSimpleAction *action, GVariant *id, gpointer data)
{
  WeirConnectionPanel           *self = data;
  g_autoptr (WeirLiveConnection) connection = dup_connection (self, id);
  GtkWidget                     *window =
    gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  if (connection != NULL)
    weir_send_dialog_present (GTK_WINDOW (window), self->session, connection);
}

static void
disconnect_action (GSimpleAction *action, GVariant *id, gpointer data)
{
  WeirConnectionPanel           *self = data;
  g_autoptr (WeirLiveConnection) connection = dup_connection (self, id);

  if (connection == NULL)
    return;
  weir_live_disconnect (get_live (self), g_variant_get_string (id, NULL));
  weir_session_tell (self->session,
                     _ ("Disconnected %s"),
                     weir_live_connection_get_peer (connection) != NULL
                       ? weir_live_connection_get_peer (connection)
                       : weir_live_connection_get_url (connection));
}

static void
try_now_action (GSimpleAction *action, GVariant *id, gpointer data)
{
  WeirConnectionPanel *self = data;

  weir_live_try_now (get_live (self), g_variant_get_string (id, NULL));
}

static void
disconnect_all_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirConnectionPanel *self = data;
  GListModel          *connections = get_connections (self);
  guint                n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr (WeirLiveConnection) connection =
        g_list_model_get_item (connections, i);

      if (weir_live_connection_get_state (connection) != WEIR_LIVE_CONNECTION_OPEN)
        continue;
      weir_live_disconnect (get_live (self),
                            weir_live_connection_get_id (connection));
      n++;
    }
  weir_session_tell (self->session,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "Disconnected %u client",
                                  "Disconnected %u clients",
                                  n),
                     n);
}

static void
copy_session_action (GSimpleAction *action, GVariant *id, gpointer data)
{
  WeirConnectionPanel           *self = data;
  g_autoptr (WeirLiveConnection) connection = dup_connection (self, id);
  const char                    *session = NULL;

  if (connection != NULL)
    session = weir_live_connection_get_session (connection);
  if (session != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                            session);
}

static void
filter_action (GSimpleAction *action, GVariant *id, gpointer data)
{
  WeirConnectionPanel           *self = data;
  g_autoptr (WeirLiveConnection) connection = dup_connection (self, id);
  const char                    *session = NULL;

  if (connection != NULL)
    session = weir_live_connection_get_session (connection);
  if (session == NULL)
    return;
  weir_session_show_client (self->session, session);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "debug");
}

static void
messages_action (GSimpleAction *action, GVariant *id, gpointer data)
{
  WeirConnectionPanel           *self = data;
  g_autoptr (WeirLiveConnection) connection = dup_connection (self, id);

  if (connection != NULL)
    weir_connection_messages_show (WEIR_CONNECTION_MESSAGES (self->messages),
                                   connection);
}

static void
copy_address_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirConnectionPanel           *self = data;
  g_autoptr (WeirConnectionItem) listener = dup_first_listener (self);

  if (listener != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                            weir_connection_item_get_address (listener));
}

static void
run_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirConnectionPanel *self = data;

  if (self->session != NULL)
    weir_session_run (self->session);
}

static void
add_actions (WeirConnectionPanel *self)
{
  static const GActionEntry entries[] = {
    { .name = "send", .parameter_type = "s", .activate = send_action },
    { .name = "disconnect", .parameter_type = "s", .activate = disconnect_action },
    { .name = "try-now", .parameter_type = "s", .activate = try_now_action },
    { .name = "copy-session",
      .parameter_type = "s",
      .activate = copy_session_action },
    { .name = "messages", .parameter_type = "s", .activate = messages_action },
    { .name = "filter", .parameter_type = "s", .activate = filter_action },
    { .name = "disconnect-all", .activate = disconnect_all_action },
    { .name = "copy-address", .activate = copy_address_action },
    { .name = "run", .activate = run_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self),
                                  "connections",
                                  G_ACTION_GROUP (self->actions));
}

/* The list */

static void
setup_cb (WeirConnectionPanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, weir_connection_row_new (self->rows));
}

static void
bind_cb (WeirConnectionPanel *self, GtkListItem *item)
{
  guint64 max_queued = 0;

  if (self->session != NULL)
    max_queued = weir_session_get_run_settings (self->session)->max_queued_bytes;
  weir_connection_row_set_item (WEIR_CONNECTION_ROW (
                                  gtk_list_item_get_child (item)),
                                gtk_list_item_get_item (item),
                                max_queued > 0 ? max_queued : DEFAULT_MAX_QUEUED);
}

static void
unbind_cb (WeirConnectionPanel *self, GtkListItem *item)
{
  weir_connection_row_set_item (WEIR_CONNECTION_ROW (
                                  gtk_list_item_get_child (item)),
                                NULL,
                                0);
}

/* A head opens and closes; to a connection something can be sent. */
static void
activate_cb (WeirConnectionPanel *self, guint position)
{
  g_autoptr (WeirConnectionItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  WeirLiveConnection *connection = weir_connection_item_get_connection (item);

  if (connection == NULL)
    weir_connection_list_set_expanded (self->rows,
                                       item,
                                       !weir_connection_item_is_expanded (item));
  else if (weir_live_connection_get_state (connection) ==
           WEIR_LIVE_CONNECTION_OPEN)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "connections.send",
                                "s",
                                weir_live_connection_get_id (connection));
}

static GtkWidget *
make_list (WeirConnectionPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkNoSelection     *selection =
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  static const struct
  {
    const char *signal;
    GCallback   func;
  } handlers[] = {
    { "setup", G_CALLBACK (setup_cb) },
    { "bind", G_CALLBACK (bind_cb) },
    { "unbind", G_CALLBACK (unbind_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (factory,
                             handlers[i].signal,
                             handlers[i].func,
                             self,
                             G_CONNECT_SWAPPED);
  self->list =
    GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "weir-connections");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Connections"),
                                  -1);
  g_signal_connect_object (self->list,
                           "activate",
                           G_CALLBACK (activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 GTK_WIDGET (self->list));
  return scroller;
}

/* Making */

static GtkWidget *
make_page (const char *icon,
           const char *title,
           const char *text,
           const char *label,
           const char *action)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button;

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_widget_add_css_class (page, "compact");
  if (label == NULL)
    return page;
  button = gtk_button_new_with_mnemonic (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static GtkWidget *
make_reach (WeirConnectionPanel *self)
{
  self->reach = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->reach_icon = GTK_IMAGE (gtk_image_new ());
  self->reach_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->reach_label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->reach_label, 0);
  gtk_widget_set_hexpand (self->reach, TRUE);
  gtk_widget_add_css_class (self->reach, "weir-reach");
  gtk_box_append (GTK_BOX (self->reach), GTK_WIDGET (self->reach_icon));
  gtk_box_append (GTK_BOX (self->reach), GTK_WIDGET (self->reach_label));
  return self->reach;
}

static GtkWidget *
make_bar (WeirConnectionPanel *self)
{
  GtkWidget        *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget        *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Run Settings…"), "win.run-settings");
  g_menu_append (menu, _ ("R_ecord Traffic…"), "win.record");
  g_menu_append (menu, _ ("_Disconnect All"), "connections.disconnect-all");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Connections Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Connections Menu"),
                                  -1);
  gtk_widget_add_css_class (bar, "weir-panel-bar");
  gtk_box_append (GTK_BOX (bar), make_reach (self));
  gtk_box_append (GTK_BOX (bar), button);
  return bar;
}

static void
build (WeirConnectionPanel *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->no_clients = make_page ("weir-websocket-symbolic",
                                _ ("No Clients"),
                                NULL,
                                _ ("_Copy Address"),
                                "connections.copy-address");
  gtk_stack_add_named (self->stack,
                       make_page ("weir-websocket-symbolic",
                                  _ ("Not Running"),
                                  _ ("Run the flow to accept connections."),
                                  _ ("_Run"),
                                  "connections.run"),
                       "stopped");
  gtk_stack_add_named (
    self->stack,
    make_page ("weir-websocket-symbolic",
               _ ("No Connections"),
               _ ("This flow has no WebSocket listener and no "
                  "client."),
               NULL,
               NULL),
    "none");
  gtk_stack_add_named (self->stack, self->no_clients, "no-clients");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  self->messages = weir_connection_messages_new (self->session);
  gtk_box_append (GTK_BOX (self->box), self->messages);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* The object */

static gboolean
tick_cb (gpointer data)
{
  WeirConnectionPanel *self = data;

  weir_connection_list_tick (self->rows);
  return G_SOURCE_CONTINUE;
}

static void
weir_connection_panel_map (GtkWidget *widget)
{
  WeirConnectionPanel *self = WEIR_CONNECTION_PANEL (widget);

  GTK_WIDGET_CLASS (weir_connection_panel_parent_class)->map (widget);
  update_watching (self);
  weir_connection_list_tick (self->rows);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static void
weir_connection_panel_unmap (GtkWidget *widget)
{
  WeirConnectionPanel *self = WEIR_CONNECTION_PANEL (widget);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (weir_connection_panel_parent_class)->unmap (widget);
  update_watching (self);
}

static void
weir_connection_panel_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch ((WeirConnectionPanelProperty)id)
    {
    case PROP_BADGE:
      g_value_set_uint (value, WEIR_CONNECTION_PANEL (object)->badge);
      break;
    }
}

static void
weir_connection_panel_dispose (GObject *object)
{
  WeirConnectionPanel *self = WEIR_CONNECTION_PANEL (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->has_servers = FALSE;
  update_watching (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_weak_pointer (&self->session);

  /* After what empties the list, which asks for an update. */
  g_clear_handle_id (&self->update_id, g_source_remove);
  G_OBJECT_CLASS (weir_connection_panel_parent_class)->dispose (object);
}

static void
weir_connection_panel_finalize (GObject *object)
{
  WeirConnectionPanel *self = WEIR_CONNECTION_PANEL (object);

  g_clear_pointer (&self->snapshot, weir_snapshot_unref);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (weir_connection_panel_parent_class)->finalize (object);
}

static void
weir_connection_panel_class_init (WeirConnectionPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_connection_panel_get_property;
  object_class->dispose = weir_connection_panel_dispose;
  object_class->finalize = weir_connection_panel_finalize;
  widget_class->map = weir_connection_panel_map;
  widget_class->unmap = weir_connection_panel_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  properties[PROP_BADGE] =
    g_param_spec_uint ("badge",
                       NULL,
                       NULL,
                       0,
                       G_MAXUINT,
                       0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_connection_panel_init (WeirConnectionPanel *self)
{
}

static void
connect (WeirConnectionPanel *self,
         gpointer             object,
         const char          *signal,
         GCallback            func)
{
  g_signal_connect_object (object, signal, func, self, G_CONNECT_SWAPPED);
}

GtkWidget *
weir_connection_panel_new (WeirSession *session)
{
  WeirConnectionPanel *self;
  WeirLive            *live;

  g_return_val_if_fail (WEIR_IS_SESSION (session), NULL);

  self = g_object_new (WEIR_TYPE_CONNECTION_PANEL, NULL);
  live = weir_session_get_live (session);
  g_set_weak_pointer (&self->session, session);
  self->rows = weir_connection_list_new (weir_live_get_connections (live));
  add_actions (self);
  build (self);
  connect (self, live, "notify::state", G_CALLBACK (queue_update));
  connect (self, live, "notify::url", G_CALLBACK (queue_update));
  connect (self,
           weir_live_get_connections (live),
           "items-changed",
           G_CALLBACK (queue_update));
  connect (self, self->rows, "state-changed", G_CALLBACK (update_badge));
  connect (self, session, "deployed-changed", G_CALLBACK (queue_update));
  connect (self, session, "run-settings-changed", G_CALLBACK (update_reach));
  update_reach (self);
  update_cb (self);
  return GTK_WIDGET (self);
}
