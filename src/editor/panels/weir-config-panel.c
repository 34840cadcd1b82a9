/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-config-panel.h"

#include "compat/weir-compat.h"
#include "editor/panels/weir-config-list.h"
#include "editor/panels/weir-entry-actions.h"
#include "editor/panels/weir-entry-row.h"
#include "editor/properties/weir-property-dialog.h"
#include "editor/weir-list-factory.h"
#include "editor/weir-widget.h"

#include <glib/gi18n-lib.h>

/* The page of configuration. Owned by the window; the rows are made by
 * weir-config-list.c. Selecting a row selects the entry in the session, so that
 * the inspector shows who uses it; pointing at one marks it. */
struct _WeirConfigPanel
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession       *session;
  WeirConfigList    *configs;
  WeirEntryFeed     *feed;
  GtkMultiSelection *selection;
  gboolean           syncing;

  /* template */
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *bar;
};

G_DEFINE_FINAL_TYPE (WeirConfigPanel, weir_config_panel, GTK_TYPE_WIDGET)

static void
weir_config_panel_dispose (GObject *object)
{
  WeirConfigPanel *self = WEIR_CONFIG_PANEL (object);

  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->feed);
  g_clear_object (&self->configs);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_config_panel_parent_class)->dispose (object);
}

static gboolean
weir_config_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_CONFIG_PANEL (widget)->list);
}

static GtkWindow *
get_window (WeirConfigPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Deleting */

static GPtrArray *
list_selected (WeirConfigPanel *self)
{
  GListModel           *rows = weir_config_list_get_rows (self->configs);
  GPtrArray            *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint         position;

  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return ids;
  do
    {
      g_autoptr (WeirEntryItem) item = g_list_model_get_item (rows, position);

      if (weir_entry_item_get_kind (item) == WEIR_ENTRY_ITEM_ELEMENT)
        g_ptr_array_add (ids, g_strdup (weir_entry_item_get_id (item)));
    }
  while (gtk_bitset_iter_next (&iter, &position));
  return ids;
}

static guint
count_users (WeirConfigPanel *self, GPtrArray *ids)
{
  WeirUsers             *users = weir_config_list_get_users (self->configs);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      GPtrArray *list = weir_users_list (users, ids->pdata[i]);

      for (guint k = 0; list != NULL && k < list->len; k++)
        g_hash_table_add (seen, list->pdata[k]);
    }
  return g_hash_table_size (seen);
}

typedef struct
{
  WeirSession *session;
  GPtrArray   *ids;
} Deletion;

static void
deletion_answered_cb (const char *response, gpointer user_data)
{
  Deletion *deletion = user_data;

  if (g_str_equal (response, "action"))
    weir_entries_delete (deletion->session, deletion->ids);
  g_object_unref (deletion->session);
  g_ptr_array_unref (deletion->ids);
  g_free (deletion);
}

static char *
dup_question (WeirConfigPanel *self, GPtrArray *ids, guint n_users)
{
  WeirElement *element =
    weir_document_get_element (weir_session_get_document (self->session),
                               ids->pdata[0]);
  const char *type = weir_element_get_type_name (element);

  if (ids->len > 1)
    return g_strdup_printf (
      ngettext ("%u node uses these configurations. Delete them anyway?",
                "%u nodes use these configurations. Delete them anyway?",
                n_users),
      n_users);
  if (g_str_equal (type, "websocket-listener"))
    return g_strdup_printf (
      ngettext ("%u node uses this listener. Delete it anyway?",
                "%u nodes use this listener. Delete it anyway?",
                n_users),
      n_users);
  if (g_str_equal (type, "websocket-client"))
    return g_strdup_printf (
      ngettext ("%u node uses this server. Delete it anyway?",
                "%u nodes use this server. Delete it anyway?",
                n_users),
      n_users);
  return g_strdup_printf (
    ngettext ("%u node uses this configuration. Delete it anyway?",
              "%u nodes use this configuration. Delete it anyway?",
              n_users),
    n_users);
}

static void
ask (WeirConfigPanel *self, GPtrArray *ids, guint n_users)
{
  g_autofree char *question = dup_question (self, ids, n_users);
  g_autofree char *body =
    g_strconcat (question,
                 " ",
                 _ ("The nodes stay, and are left without a configuration."),
                 NULL);
  Deletion             *deletion = g_new0 (Deletion, 1);
  const WeirCompatAlert alert = {
    .heading = ngettext ("Delete the Configuration?",
                         "Delete the Configurations?",
                         ids->len),
    .body = body,
    .cancel = _ ("_Cancel"),
    .action = _ ("_Delete"),
    .destructive = TRUE,
  };

  deletion->session = g_object_ref (self->session);
  deletion->ids = g_ptr_array_ref (ids);
  weir_compat_alert (get_window (self), &alert, deletion_answered_cb, deletion);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirConfigPanel      *self = WEIR_CONFIG_PANEL (widget);
  g_autoptr (GPtrArray) ids = list_selected (self);
  guint                 n_users = count_users (self, ids);

  if (ids->len == 0)
    return;
  if (n_users > 0)
    ask (self, ids, n_users);
  else
    weir_entries_delete (self->session, ids);
}

static void
delete_unused_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirConfigPanel      *self = WEIR_CONFIG_PANEL (widget);
  g_autoptr (GPtrArray) ids = weir_config_list_list_unused (self->configs);

  weir_entries_delete (self->session, ids);
}

/* Other actions */

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirConfigPanel      *self = WEIR_CONFIG_PANEL (widget);
  g_autoptr (GPtrArray) ids = list_selected (self);

  if (ids->len == 1)
    weir_session_edit (self->session, ids->pdata[0]);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirConfigPanel *self = WEIR_CONFIG_PANEL (widget);

  weir_property_dialog_present_new_config (get_window (self),
                                           self->session,
                                           g_variant_get_string (parameter, NULL),
                                           NULL,
                                           NULL,
                                           NULL);
}

static void
update (WeirConfigPanel *self)
{
  g_autoptr (GPtrArray) unused = weir_config_list_list_unused (self->configs);
  GListModel           *rows = weir_config_list_get_rows (self->configs);
  const char           *page = "list";

  if (weir_config_list_get_n_entries (self->configs) == 0)
    page = "none";
  else if (g_list_model_get_n_items (rows) == 0)
    page = "all-used";
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  gtk_widget_set_visible (self->bar, !g_str_equal (page, "none"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "config.delete-unused",
                                 unused->len > 0);
}

static void
unused_only_cb (WeirConfigPanel *self, GParamSpec *pspec, GtkToggleButton *button)
{
  weir_config_list_set_unused_only (self->configs,
                                    gtk_toggle_button_get_active (button));
}

static void
weir_config_panel_class_init (WeirConfigPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_config_panel_dispose;
  widget_class->grab_focus = weir_config_panel_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "config.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class,
                                   "config.delete",
                                   NULL,
                                   delete_action);
  gtk_widget_class_install_action (widget_class,
                                   "config.delete-unused",
                                   NULL,
                                   delete_unused_action);
  gtk_widget_class_install_action (widget_class, "config.new", "s", new_action);
}

/* Selection */

static void
rows_selected_cb (WeirConfigPanel *self)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (self->syncing)
    return;
  ids = list_selected (self);
  self->syncing = TRUE;
  if (ids->len > 0)
    weir_selection_set_ids (weir_session_get_selection (self->session), ids);
  self->syncing = FALSE;
}

static void
selection_changed_cb (WeirConfigPanel *self)
{
  WeirSelection        *selection = weir_session_get_selection (self->session);
  GListModel           *rows = weir_config_list_get_rows (self->configs);
  guint                 n = g_list_model_get_n_items (rows);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, n);

  if (self->syncing)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirEntryItem) item = g_list_model_get_item (rows, i);

      if (weir_entry_item_get_kind (item) == WEIR_ENTRY_ITEM_ELEMENT &&
          weir_selection_contains (selection, weir_entry_item_get_id (item)))
        gtk_bitset_add (selected, i);
    }
  self->syncing = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection),
                                     selected,
                                     all);
  if (gtk_bitset_get_size (selected) == 1 && gtk_widget_get_mapped (self->list))
    gtk_widget_activate_action (self->list,
                                "list.scroll-to-item",
                                "u",
                                gtk_bitset_get_nth (selected, 0));
  self->syncing = FALSE;
}

static void
activate_cb (WeirConfigPanel *self, guint position)
{
  g_autoptr (WeirEntryItem) item =
    g_list_model_get_item (weir_config_list_get_rows (self->configs), position);

  if (weir_entry_item_get_kind (item) == WEIR_ENTRY_ITEM_ELEMENT)
    weir_session_edit (self->session, weir_entry_item_get_id (item));
}

/* Rows */

static void
enter_cb (GtkListItem *list_item)
{
  GtkWidget       *row = gtk_list_item_get_child (list_item);
  WeirConfigPanel *self =
    WEIR_CONFIG_PANEL (gtk_widget_get_ancestor (row, WEIR_TYPE_CONFIG_PANEL));
  WeirEntryItem *item = gtk_list_item_get_item (list_item);

  if (self != NULL && item != NULL &&
      weir_entry_item_get_kind (item) == WEIR_ENTRY_ITEM_ELEMENT)
    weir_session_set_hovered (self->session, weir_entry_item_get_id (item));
}

static void
leave_cb (GtkListItem *list_item)
{
  GtkWidget       *row = gtk_list_item_get_child (list_item);
  WeirConfigPanel *self =
    WEIR_CONFIG_PANEL (gtk_widget_get_ancestor (row, WEIR_TYPE_CONFIG_PANEL));

  if (self != NULL)
    weir_session_set_hovered (self->session, NULL);
}

static void
setup_cb (WeirConfigPanel *self, GtkListItem *list_item)
{
  GtkWidget          *row = weir_entry_row_new (self->feed);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (motion,
                           "enter",
                           G_CALLBACK (enter_cb),
                           list_item,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion,
                           "leave",
                           G_CALLBACK (leave_cb),
                           list_item,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, motion);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (WeirConfigPanel *self, GtkListItem *list_item)
{
  WeirEntryItem *item = gtk_list_item_get_item (list_item);
  gboolean is_entry = weir_entry_item_get_kind (item) == WEIR_ENTRY_ITEM_ELEMENT;

  weir_entry_row_set_item (WEIR_ENTRY_ROW (gtk_list_item_get_child (list_item)),
                           item);
  gtk_list_item_set_selectable (list_item, is_entry);
  gtk_list_item_set_activatable (list_item, is_entry);
}

static void
unbind_cb (WeirConfigPanel *self, GtkListItem *list_item)
{
  weir_entry_row_set_item (WEIR_ENTRY_ROW (gtk_list_item_get_child (list_item)),
                           NULL);
}

/* Making */

static GMenu *
new_type_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("_Listener…"), "config.new::websocket-listener");
  g_menu_append (menu, _ ("_Server…"), "config.new::websocket-client");
  g_menu_append (menu, _ ("_TLS Configuration…"), "config.new::tls-config");
  return menu;
}

static GtkWidget *
new_menu_button (const char *icon, const char *name, GMenu *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  return button;
}

static void
add_bar (WeirConfigPanel *self)
{
  g_autoptr (GMenu) types = new_type_menu ();
  g_autoptr (GMenu) more = g_menu_new ();
  GtkWidget *unused = gtk_toggle_button_new_with_label (_ ("Unused Only"));
  GtkWidget *menu;

  g_menu_append (more, _ ("_Edit…"), "config.edit");
  g_menu_append (more, _ ("_Delete"), "config.delete");
  g_menu_append (more, _ ("Delete All _Unused"), "config.delete-unused");
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->bar, "toolbar");
  gtk_box_append (GTK_BOX (self->bar),
                  new_menu_button ("list-add-symbolic",
                                   _ ("New Configuration"),
                                   types));
  gtk_box_append (GTK_BOX (self->bar), unused);
  g_signal_connect_object (unused,
                           "notify::active",
                           G_CALLBACK (unused_only_cb),
                           self,
                           G_CONNECT_SWAPPED);
  menu = new_menu_button ("view-more-symbolic", _ ("More"), more);
  gtk_widget_set_hexpand (menu, TRUE);
  gtk_widget_set_halign (menu, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->bar), menu);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

static void
add_key (GtkEventController *keys, guint key, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (key, 0),
                      gtk_named_action_new (action)));
}

static GtkWidget *
new_list (WeirConfigPanel *self)
{
  GtkListItemFactory *factory = weir_list_factory_new (self,
                                                       (WeirListFunc)setup_cb,
                                                       (WeirListFunc)bind_cb,
                                                       (WeirListFunc)unbind_cb);
  GtkWidget          *scroller;
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->list = weir_widget_new_list (factory,
                                     _ ("Configuration"),
                                     G_CALLBACK (activate_cb),
                                     self,
                                     &scroller);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  add_key (keys, GDK_KEY_Delete, "config.delete");
  add_key (keys, GDK_KEY_BackSpace, "config.delete");
  gtk_widget_add_controller (self->list, keys);
  return scroller;
}

static GtkWidget *
new_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_empty_page (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "weir-config-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Configurations"));
  adw_status_page_set_description (
    ADW_STATUS_PAGE (page),
    _ ("Listeners, servers and certificates you create appear here."));
  gtk_box_append (GTK_BOX (buttons),
                  new_button (_ ("New Listener"),
                              "config.new::websocket-listener"));
  gtk_box_append (GTK_BOX (buttons),
                  new_button (_ ("New Server"), "config.new::websocket-client"));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), buttons);
  return page;
}

static GtkWidget *
new_all_used_page (void)
{
  GtkWidget *page = adw_status_page_new ();

  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing Unused"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Every configuration has a user."));
  return page;
}

static void
weir_config_panel_init (WeirConfigPanel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Configuration"),
                                  -1);
  add_bar (self);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), new_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), new_empty_page (), "none");
  gtk_stack_add_named (GTK_STACK (self->stack), new_all_used_page (), "all-used");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
weir_config_panel_new (WeirSession *session)
{
  WeirConfigPanel *self = g_object_new (WEIR_TYPE_CONFIG_PANEL, NULL);

  self->session = g_object_ref (session);
  self->feed = weir_entry_feed_new (session);
  self->configs = weir_config_list_new (session);
  self->selection = gtk_multi_selection_new (
    g_object_ref (weir_config_list_get_rows (self->configs)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list),
                           GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->configs,
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (rows_selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (weir_session_get_selection (session),
                           "changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
