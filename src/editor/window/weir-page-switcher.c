/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-page-switcher.h"

/* The buttons follow the pages of the stack; each is bound to its page, so
 * titles, icons and badges change by themselves. */
struct _WeirPageSwitcher
{
  GtkWidget parent_instance;

  /* owned */
  GtkSelectionModel *pages; /* (nullable): of the stack */

  /* children */
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (WeirPageSwitcher, weir_page_switcher, GTK_TYPE_WIDGET)

static void
toggled_cb (WeirPageSwitcher *self, GtkToggleButton *button)
{
  guint position = 0;

  if (!gtk_toggle_button_get_active (button))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (self->box);
       child != NULL && child != GTK_WIDGET (button);
       child = gtk_widget_get_next_sibling (child))
    position++;
  gtk_selection_model_select_item (self->pages, position, TRUE);
}

static gboolean
badge_to_label (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  guint number = g_value_get_uint (from);

  if (number > 99)
    g_value_set_static_string (to, "99+");
  else
    g_value_take_string (to, g_strdup_printf ("%u", number));
  return TRUE;
}

static gboolean
badge_to_visible (GBinding     *binding,
                  const GValue *from,
                  GValue       *to,
                  gpointer      user_data)
{
  g_value_set_boolean (to, g_value_get_uint (from) > 0);
  return TRUE;
}

static void
name_button (AdwViewStackPage *page, GParamSpec *pspec, GtkWidget *button)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_view_stack_page_get_title (page),
                                  -1);
}

static GtkWidget *
make_button (WeirPageSwitcher *self, AdwViewStackPage *page)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);
  gtk_widget_set_size_request (icon, 30, 20);
  gtk_widget_set_halign (badge, GTK_ALIGN_END);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_add_css_class (badge, "weir-badge");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_button_set_child (GTK_BUTTON (button), overlay);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);

  g_object_bind_property (page,
                          "icon-name",
                          icon,
                          "icon-name",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (page,
                          "title",
                          button,
                          "tooltip-text",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (page, "visible", button, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property_full (page,
                               "badge-number",
                               badge,
                               "label",
                               G_BINDING_SYNC_CREATE,
                               badge_to_label,
                               NULL,
                               NULL,
                               NULL);
  g_object_bind_property_full (page,
                               "badge-number",
                               badge,
                               "visible",
                               G_BINDING_SYNC_CREATE,
                               badge_to_visible,
                               NULL,
                               NULL,
                               NULL);
  name_button (page, NULL, button);
  g_signal_connect_object (page,
                           "notify::title",
                           G_CALLBACK (name_button),
                           button,
                           0);
  g_signal_connect_object (button,
                           "toggled",
                           G_CALLBACK (toggled_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
selection_changed_cb (WeirPageSwitcher *self)
{
  guint position = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child),
                                  gtk_selection_model_is_selected (self->pages,
                                                                   position++));
}

static void
rebuild (WeirPageSwitcher *self)
{
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));
  GtkToggleButton *first = NULL;
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AdwViewStackPage) page =
        g_list_model_get_item (G_LIST_MODEL (self->pages), i);
      GtkWidget *button = make_button (self, page);

      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      gtk_box_append (GTK_BOX (self->box), button);
    }
  selection_changed_cb (self);
}

static void
weir_page_switcher_dispose (GObject *object)
{
  WeirPageSwitcher *self = WEIR_PAGE_SWITCHER (object);

  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_data (self->pages, self);
  g_clear_object (&self->pages);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_page_switcher_parent_class)->dispose (object);
}

static void
weir_page_switcher_class_init (WeirPageSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_page_switcher_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_TAB_LIST);
}

static void
weir_page_switcher_init (WeirPageSwitcher *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_widget_add_css_class (self->box, "weir-page-switcher");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
weir_page_switcher_new (void)
{
  return g_object_new (WEIR_TYPE_PAGE_SWITCHER, NULL);
}

void
weir_page_switcher_set_stack (WeirPageSwitcher *self, AdwViewStack *stack)
{
  g_return_if_fail (self->pages == NULL);

  self->pages = adw_view_stack_get_pages (stack);
  g_signal_connect_object (self->pages,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages,
                           "items-changed",
                           G_CALLBACK (rebuild),
                           self,
                           G_CONNECT_SWAPPED);
  rebuild (self);
}
