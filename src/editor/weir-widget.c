/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-widget.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
weir_widget_unparent_children (GtkWidget *widget)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

GtkWidget *
weir_widget_new_list (GtkListItemFactory *factory,
                      const char         *name,
                      GCallback           activated,
                      gpointer            owner,
                      GtkWidget         **scroller)
{
  GtkWidget *list = gtk_list_view_new (NULL, factory);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  if (activated != NULL)
    g_signal_connect_object (list, "activate", activated, owner, G_CONNECT_SWAPPED);
  *scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (*scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (*scroller), list);
  return list;
}

void
weir_widget_class_add_dialog_keys (GtkWidgetClass *klass,
                                   const char     *cancel,
                                   const char     *done)
{
  if (cancel != NULL)
    gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, cancel, NULL);
  if (done != NULL)
    gtk_widget_class_add_binding_action (klass,
                                         GDK_KEY_Return,
                                         GDK_CONTROL_MASK,
                                         done,
                                         NULL);
}

static GtkWidget *
new_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
weir_widget_new_dialog_header (GtkWidget  *title,
                               const char *cancel,
                               const char *done_label,
                               const char *done)
{
  GtkWidget    *header = adw_header_bar_new ();
  AdwHeaderBar *bar = ADW_HEADER_BAR (header);
  GtkWidget    *done_button = new_button (done_label, done);

  gtk_widget_add_css_class (done_button, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (bar, FALSE);
  adw_header_bar_set_show_end_title_buttons (bar, FALSE);
  adw_header_bar_set_title_widget (bar, title);
  adw_header_bar_pack_start (bar, new_button (_ ("_Cancel"), cancel));
  adw_header_bar_pack_end (bar, done_button);
  return header;
}
