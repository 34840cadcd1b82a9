/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-banner.h"

#include <glib/gi18n-lib.h>

/* A revealer with a line of text and its buttons; owned by the window's column
 * of banners. */
struct _WeirBanner
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *revealer;
  GtkWidget *content; /* label and buttons */
  GtkWidget *label;
  GtkWidget *buttons;
  GtkWidget *close;
};

G_DEFINE_FINAL_TYPE (WeirBanner, weir_banner, GTK_TYPE_WIDGET)

static void
weir_banner_dispose (GObject *object)
{
  WeirBanner *self = WEIR_BANNER (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_banner_parent_class)->dispose (object);
}

static void
weir_banner_class_init (WeirBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_banner_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
weir_banner_init (WeirBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->label = g_object_new (GTK_TYPE_LABEL,
                              "xalign",
                              0.0,
                              "wrap",
                              TRUE,
                              "hexpand",
                              TRUE,
                              "selectable",
                              TRUE,
                              "can-focus",
                              FALSE,
                              NULL);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "circular");
  gtk_widget_set_tooltip_text (close, _ ("Dismiss"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Dismiss"),
                                  -1);
  g_signal_connect_object (close,
                           "clicked",
                           G_CALLBACK (weir_banner_hide),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "weir-banner");
  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->content), self->label);
  gtk_box_append (GTK_BOX (self->content), self->buttons);
  gtk_box_append (GTK_BOX (box), self->content);
  gtk_box_append (GTK_BOX (box), close);
  self->close = close;

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

GtkWidget *
weir_banner_new (const char *style)
{
  WeirBanner *self = g_object_new (WEIR_TYPE_BANNER, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (gtk_revealer_get_child (
                                GTK_REVEALER (self->revealer)),
                              style);
  return GTK_WIDGET (self);
}

void
weir_banner_show (WeirBanner             *self,
                  const char             *text,
                  const WeirBannerButton *buttons,
                  guint                   n_buttons)
{
  GtkWidget *child;

  gtk_label_set_text (GTK_LABEL (self->label), text);
  while ((child = gtk_widget_get_first_child (self->buttons)) != NULL)
    gtk_box_remove (GTK_BOX (self->buttons), child);
  for (guint i = 0; i < n_buttons; i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (buttons[i].label);

      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button),
                                               buttons[i].action);
      gtk_box_append (GTK_BOX (self->buttons), button);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  -1);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

void
weir_banner_hide (WeirBanner *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

void
weir_banner_set_text (WeirBanner *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->label), text);
}

void
weir_banner_keep (WeirBanner *self)
{
  gtk_widget_set_visible (self->close, FALSE);
}

void
weir_banner_set_stacked (WeirBanner *self, gboolean stacked)
{
  GtkOrientation orientation =
    stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  g_return_if_fail (WEIR_IS_BANNER (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons), orientation);
}

const char *
weir_banner_get_text (WeirBanner *self)
{
  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
    return NULL;
  return gtk_label_get_text (GTK_LABEL (self->label));
}
