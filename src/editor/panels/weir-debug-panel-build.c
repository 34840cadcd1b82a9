/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-panel-private.h"

#include "editor/panels/weir-debug-row-view.h"
#include "editor/weir-list-factory.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* The children of the debug panel, and what they say to it directly. */

static void
name_button (gpointer button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

/* The bar */

static const char search_help[] = N_ ("A text, or an /expression/");

static void
search_changed_cb (WeirDebugPanel *self)
{
  g_autoptr (GError) error = NULL;
  const char        *text = gtk_editable_get_text (self->search);

  if (weir_debug_filter_set_text (self->filter, text, &error))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->search), "error");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->search), _ (search_help));
      weir_debug_panel_filter_changed (self);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->search), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->search), error->message);
}

static void
stop_search_cb (WeirDebugPanel *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static GtkWidget *
make_search (WeirDebugPanel *self)
{
  GtkWidget *search = gtk_search_entry_new ();

  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", _ ("Search"), NULL);
  gtk_widget_set_tooltip_text (search, _ (search_help));
  gtk_editable_set_width_chars (self->search, 6);
  gtk_editable_set_max_width_chars (self->search, 40);
  gtk_widget_set_hexpand (search, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search Messages"),
                                  -1);
  g_signal_connect_object (search,
                           "search-changed",
                           G_CALLBACK (search_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (search,
                           "stop-search",
                           G_CALLBACK (stop_search_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return search;
}

static GtkWidget *
make_menu_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  name_button (button, name);
  return button;
}

static GtkWidget *
make_bar (WeirDebugPanel *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *pause = gtk_toggle_button_new ();
  GtkWidget *clear = gtk_button_new_from_icon_name ("edit-clear-all-symbolic");
  GtkWidget *menu = make_menu_button ("view-more-symbolic", _ ("Debug Menu"));
  g_autoptr (GMenuModel) model = weir_debug_panel_new_menu ();

  self->filter_button =
    GTK_MENU_BUTTON (make_menu_button ("weir-filter-symbolic", _ ("Filter")));
  self->pause_button = GTK_TOGGLE_BUTTON (pause);
  gtk_button_set_icon_name (GTK_BUTTON (pause), "media-playback-pause-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (pause), "debug.pause");
  gtk_widget_add_css_class (pause, "flat");
  name_button (pause, _ ("Pause"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear), "debug.clear");
  gtk_widget_add_css_class (clear, "flat");
  name_button (clear, _ ("Clear"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_widget_add_css_class (bar, "weir-panel-bar");
  gtk_box_append (GTK_BOX (bar), make_search (self));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->filter_button));
  gtk_box_append (GTK_BOX (bar), pause);
  gtk_box_append (GTK_BOX (bar), clear);
  gtk_box_append (GTK_BOX (bar), menu);
  return bar;
}

/* “Only from client …”, with a button that ends it. */
static GtkWidget *
make_client_bar (WeirDebugPanel *self)
{
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->client_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->client_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->client_label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->client_label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->client_label), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "debug.all-clients");
  gtk_widget_add_css_class (close, "flat");
  name_button (close, _ ("Show All Clients"));
  gtk_widget_add_css_class (self->client_bar, "weir-panel-strip");
  gtk_box_append (GTK_BOX (self->client_bar), GTK_WIDGET (self->client_label));
  gtk_box_append (GTK_BOX (self->client_bar), close);
  gtk_widget_set_visible (self->client_bar, FALSE);
  return self->client_bar;
}

/* The list */

static void
menu_requested_cb (WeirDebugPanel *self, double x, double y, WeirDebugRowView *view)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float)x, (float)y);

  g_set_object (&self->menu_row, weir_debug_row_view_get_row (view));
  if (gtk_widget_compute_point (GTK_WIDGET (view), GTK_WIDGET (self), &point, &point))
    weir_debug_panel_show_row_menu (self, point.x, point.y);
}

static void
setup_cb (WeirDebugPanel *self, GtkListItem *item)
{
  GtkWidget *view = weir_debug_row_view_new (self->style);

  g_signal_connect_object (view,
                           "menu-requested",
                           G_CALLBACK (menu_requested_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, view);
}

static void
bind_cb (WeirDebugPanel *self, GtkListItem *item)
{
  weir_debug_row_view_set_row (WEIR_DEBUG_ROW_VIEW (
                                 gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static gboolean
list_key_cb (WeirDebugPanel *self, guint key, guint code, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), "pause", NULL);
  else if (key == GDK_KEY_Escape && self->shown != NULL)
    gtk_single_selection_set_selected (self->selection,
                                       GTK_INVALID_LIST_POSITION);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_list (WeirDebugPanel *self)
{
  GtkListItemFactory *factory = weir_list_factory_new (self,
                                                       (WeirListFunc)setup_cb,
                                                       (WeirListFunc)bind_cb,
                                                       NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_VIEW (
    gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                       factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "weir-debug-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Messages"),
                                  -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys,
                           "key-pressed",
                           G_CALLBACK (list_key_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 GTK_WIDGET (self->list));
  self->adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  return scroller;
}

/* Empty states */

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_page (const char *icon, const char *title, const char *text)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
add_pages (WeirDebugPanel *self)
{
  GtkWidget *empty =
    make_page ("weir-debug-symbolic",
               _ ("Nothing Yet"),
               _ ("Messages that reach a debug node appear here."));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->run_button = make_button (_ ("_Run"), "debug.run");
  gtk_widget_add_css_class (self->run_button, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), self->run_button);
  gtk_box_append (GTK_BOX (buttons),
                  make_button (_ ("_Add Debug Node"), "debug.add-node"));
  adw_status_page_set_child (ADW_STATUS_PAGE (empty), buttons);
  self->no_match = make_page ("edit-find-symbolic", _ ("No Matches"), NULL);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->no_match),
                             make_button (_ ("_Clear Filter"),
                                          "debug.clear-filter"));
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_stack_add_named (self->stack, self->no_match, "no-match");
}

static void
pill_cb (WeirDebugPanel *self)
{
  weir_debug_list_set_paused (self->rows, FALSE);
  weir_debug_panel_follow (self);
}

static GtkWidget *
make_rows (WeirDebugPanel *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *pill = gtk_button_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  add_pages (self);
  self->pill = GTK_BUTTON (pill);
  gtk_widget_set_halign (pill, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (pill, GTK_ALIGN_END);
  gtk_widget_add_css_class (pill, "weir-pill");
  gtk_widget_add_css_class (pill, "osd");
  gtk_widget_set_visible (pill, FALSE);
  g_signal_connect_object (pill,
                           "clicked",
                           G_CALLBACK (pill_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->stack));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), pill);
  gtk_widget_set_size_request (overlay, -1, 120);
  return overlay;
}

static GtkWidget *
make_panes (WeirDebugPanel *self)
{
  GtkWidget *panes = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->detail = WEIR_VALUE_VIEW (weir_value_view_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->detail), FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self->detail), -1, 140);
  gtk_paned_set_start_child (GTK_PANED (panes), make_rows (self));
  gtk_paned_set_end_child (GTK_PANED (panes), GTK_WIDGET (self->detail));
  gtk_paned_set_shrink_start_child (GTK_PANED (panes), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (panes), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (panes), TRUE);
  return panes;
}

void
weir_debug_panel_build (WeirDebugPanel *self)
{
  g_autoptr (GMenuModel) row_menu = weir_debug_panel_new_row_menu ();

  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "weir-panel-strip");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_box_append (GTK_BOX (self->box), make_client_bar (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self->box), make_panes (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->row_menu = gtk_popover_menu_new_from_model (row_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->row_menu), FALSE);
  gtk_widget_set_halign (self->row_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->row_menu, GTK_WIDGET (self));
}
