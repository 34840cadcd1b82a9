/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-connection-row.h"

#include "editor/panels/weir-connection-text.h"

#include <glib/gi18n-lib.h>

/* WeirConnectionRow: one widget for heads and connections, as a list view uses
 * a row for either. A connection notifies each of its counters, so a row only
 * notes that it has to look again, once a frame. */

/* What a button takes with the gap before it: states end below each other. */
#define BUTTON_ROOM_PX (34 + 4)

struct _WeirConnectionRow
{
  GtkWidget parent_instance;

  /* owned */
  WeirConnectionItem *item; /* (nullable) */

  /* borrowed */
  WeirConnectionList *list; /* weak */

  /* children */
  GtkWidget     *box;
  GtkButton     *expander;
  GtkLabel      *title;
  GtkLabel      *state;
  GtkButton     *copy;
  GtkMenuButton *menu;
  GtkLabel      *counts;
  GtkWidget     *queue; /* GtkProgressBar */
  GtkLabel      *more;
  GtkLabel      *error;
  GtkButton     *try_now;

  /* derived */
  guint64 max_queued;
  guint   refresh_id; /* tick callback */
};

G_DEFINE_FINAL_TYPE (WeirConnectionRow, weir_connection_row, GTK_TYPE_WIDGET)

static void
show_label (GtkLabel *label, const char *text)
{
  gboolean shown = text != NULL && *text != '\0';

  if (shown)
    gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), shown);
}

static void
name_widget (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

/* A head */

static void
show_head (WeirConnectionRow *self)
{
  const char      *address = weir_connection_item_get_address (self->item);
  gboolean         expanded = weir_connection_item_is_expanded (self->item);
  g_autofree char *state =
    weir_connection_dup_head (self->item, g_get_real_time ());
  const char *name = expanded ? _ ("Collapse") : _ ("Expand");

  show_label (self->title, weir_connection_item_get_title (self->item));
  show_label (self->state, state);
  show_label (self->more, address);
  gtk_button_set_icon_name (self->expander,
                            expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->expander), name);
  name_widget (self->expander, name);
  gtk_widget_set_visible (GTK_WIDGET (self->copy), address != NULL);
  if (address == NULL)
    gtk_widget_set_margin_end (self->box, BUTTON_ROOM_PX);
}

/* A connection */

static void
show_queue (WeirConnectionRow *self, WeirLiveConnection *connection)
{
  double         fraction;
  WeirQueueState state =
    weir_connection_get_queue (connection, self->max_queued, &fraction);

  gtk_widget_set_visible (self->queue, state != WEIR_QUEUE_EMPTY);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->queue), fraction);
  gtk_widget_remove_css_class (self->queue, "warning");
  gtk_widget_remove_css_class (self->queue, "error");
  if (state == WEIR_QUEUE_LONG)
    gtk_widget_add_css_class (self->queue, "warning");
  else if (state == WEIR_QUEUE_FULL)
    gtk_widget_add_css_class (self->queue, "error");
}

/* While it waits for its next try. */
static void
show_try_now (WeirConnectionRow *self, WeirLiveConnection *connection)
{
  gboolean waits = weir_live_connection_get_state (connection) ==
                     WEIR_LIVE_CONNECTION_RETRYING &&
                   weir_live_connection_get_retry_us (connection) > 0;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->try_now),
                                    "s",
                                    weir_live_connection_get_id (connection));
  gtk_widget_set_visible (GTK_WIDGET (self->try_now), waits);
}

static void
show_connection (WeirConnectionRow *self, WeirLiveConnection *connection)
{
  const char *peer = weir_live_connection_get_peer (connection);
  const char *error = weir_live_connection_get_error (connection);
  gboolean    is_open =
    weir_live_connection_get_state (connection) == WEIR_LIVE_CONNECTION_OPEN;
  g_autofree char *state =
    weir_connection_dup_state (connection, g_get_real_time ());
  g_autofree char *counts = weir_connection_dup_counts (connection);
  g_autofree char *more = weir_connection_dup_more (connection);

  if (peer == NULL || *peer == '\0')
    peer = weir_live_connection_get_url (connection);
  show_label (self->title, peer);
  show_label (self->state, is_open ? state : NULL);
  show_label (self->counts, counts);
  show_label (self->more, more);
  show_label (self->error, error);
  show_queue (self, connection);
  show_try_now (self, connection);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu), is_open);
}

static void
refresh (WeirConnectionRow *self)
{
  WeirLiveConnection *connection;

  if (self->item == NULL)
    return;
  connection = weir_connection_item_get_connection (self->item);
  if (connection != NULL)
    show_connection (self, connection);
  else
    show_head (self);
}

static gboolean
refresh_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WeirConnectionRow *self = WEIR_CONNECTION_ROW (widget);

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (WeirConnectionRow *self)
{
  if (self->refresh_id == 0)
    self->refresh_id =
      gtk_widget_add_tick_callback (GTK_WIDGET (self), refresh_cb, NULL, NULL);
}

static void
clear_item (WeirConnectionRow *self)
{
  WeirLiveConnection *connection;

  if (self->item == NULL)
    return;
  connection = weir_connection_item_get_connection (self->item);
  g_signal_handlers_disconnect_by_data (self->item, self);
  if (connection != NULL)
    g_signal_handlers_disconnect_by_data (connection, self);
  g_clear_object (&self->item);
}

static void
show_kind (WeirConnectionRow *self, gboolean is_head)
{
  gtk_widget_set_margin_end (self->box, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->expander), is_head);
  gtk_widget_set_visible (GTK_WIDGET (self->copy), is_head);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), !is_head);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), !is_head);
  gtk_widget_set_visible (self->queue, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->try_now), FALSE);
  if (is_head)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
      gtk_widget_remove_css_class (GTK_WIDGET (self), "weir-connection");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
      gtk_widget_add_css_class (GTK_WIDGET (self), "weir-connection");
    }
}

void
weir_connection_row_set_item (WeirConnectionRow  *self,
                              WeirConnectionItem *item,
                              guint64             max_queued)
{
  WeirLiveConnection *connection;

  clear_item (self);
  self->max_queued = max_queued;
  if (item == NULL)
    return;
  self->item = g_object_ref (item);
  connection = weir_connection_item_get_connection (item);
  show_kind (self, connection == NULL);
  if (connection != NULL)
    g_signal_connect_object (connection,
                             "notify",
                             G_CALLBACK (queue_refresh),
                             self,
                             G_CONNECT_SWAPPED);
  else
    g_signal_connect_object (item,
                             "changed",
                             G_CALLBACK (queue_refresh),
                             self,
                             G_CONNECT_SWAPPED);
  refresh (self);
}

/* Buttons */

static void
expander_cb (WeirConnectionRow *self)
{
  if (self->list != NULL && self->item != NULL)
    weir_connection_list_set_expanded (self->list,
                                       self->item,
                                       !weir_connection_item_is_expanded (
                                         self->item));
}

static void
copy_cb (WeirConnectionRow *self)
{
  const char *address = weir_connection_item_get_address (self->item);

  if (address != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                            address);
}

static void
append (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

/* Made when it is opened: it names the connection. */
static void
create_menu (GtkMenuButton *button, gpointer data)
{
  WeirConnectionRow  *self = data;
  WeirLiveConnection *connection =
    self->item != NULL ? weir_connection_item_get_connection (self->item) : NULL;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  const char       *id;

  if (connection == NULL)
    return;
  id = weir_live_connection_get_id (connection);
  append (first, _ ("_Send…"), "connections.send", id);
  append (first, _ ("Show _Messages"), "connections.messages", id);
  append (first, _ ("_Copy Session Id"), "connections.copy-session", id);
  append (first, _ ("_Filter Debug"), "connections.filter", id);
  append (last, _ ("_Disconnect"), "connections.disconnect", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* Making */

static GtkLabel *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "caption");
    }
  return GTK_LABEL (label);
}

static GtkWidget *
make_try_now (WeirConnectionRow *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Now"));

  self->try_now = GTK_BUTTON (button);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "connections.try-now");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 4);
  return button;
}

static GtkWidget *
make_texts (WeirConnectionRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = make_label (NULL);
  self->state = make_label ("dim-label");
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "numeric");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->state));
  self->counts = make_label ("dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->counts), "numeric");
  self->queue = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->queue, "weir-queue");
  name_widget (self->queue, _ ("Waiting to be sent"));
  self->more = make_label ("dim-label");
  gtk_label_set_selectable (self->more, FALSE);
  self->error = make_label ("error");
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_single_line_mode (self->error, FALSE);
  gtk_label_set_ellipsize (self->error, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap_mode (self->error, PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (texts), line);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->counts));
  gtk_box_append (GTK_BOX (texts), self->queue);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->more));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->error));
  gtk_box_append (GTK_BOX (texts), make_try_now (self));
  gtk_widget_set_hexpand (texts, TRUE);
  return texts;
}

static void
flatten (GtkWidget *button, const char *name)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  name_widget (button, name);
}

static void
weir_connection_row_dispose (GObject *object)
{
  WeirConnectionRow *self = WEIR_CONNECTION_ROW (object);

  clear_item (self);
  if (self->refresh_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->refresh_id);
  self->refresh_id = 0;
  g_clear_weak_pointer (&self->list);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_connection_row_parent_class)->dispose (object);
}

static void
weir_connection_row_class_init (WeirConnectionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_connection_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static void
weir_connection_row_init (WeirConnectionRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->expander =
    GTK_BUTTON (gtk_button_new_from_icon_name ("pan-down-symbolic"));
  flatten (GTK_WIDGET (self->expander), _ ("Collapse"));
  gtk_widget_add_css_class (GTK_WIDGET (self->expander), "weir-expander");
  self->copy =
    GTK_BUTTON (gtk_button_new_from_icon_name ("edit-copy-symbolic"));
  flatten (GTK_WIDGET (self->copy), _ ("Copy Address"));
  self->menu = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->menu, "view-more-symbolic");
  flatten (GTK_WIDGET (self->menu), _ ("Connection Menu"));
  gtk_menu_button_set_create_popup_func (self->menu, create_menu, self, NULL);
  g_signal_connect_object (self->expander,
                           "clicked",
                           G_CALLBACK (expander_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->copy,
                           "clicked",
                           G_CALLBACK (copy_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->expander));
  gtk_box_append (GTK_BOX (self->box), make_texts (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->copy));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->menu));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
weir_connection_row_new (WeirConnectionList *list)
{
  WeirConnectionRow *self = g_object_new (WEIR_TYPE_CONNECTION_ROW, NULL);

  g_set_weak_pointer (&self->list, list);
  g_signal_connect_object (list,
                           "tick",
                           G_CALLBACK (queue_refresh),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
