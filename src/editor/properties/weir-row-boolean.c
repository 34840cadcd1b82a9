/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

/* Switches. */

GtkWidget *
weir_row_new_switch (const char *title, const char *subtitle, GtkSwitch **sw)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *widget = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  *sw = GTK_SWITCH (widget);
  return row;
}

static void
switched_cb (GtkSwitch *sw, GParamSpec *pspec, WeirField *field)
{
  weir_field_set_boolean (field, gtk_switch_get_active (sw));
}

static void
switched_inverted_cb (GtkSwitch *sw, GParamSpec *pspec, WeirField *field)
{
  weir_field_set_boolean (field, !gtk_switch_get_active (sw));
}

static void
show (GtkSwitch *sw, WeirField *field)
{
  gtk_switch_set_active (sw, weir_field_get_boolean (field));
}

static void
show_inverted (GtkSwitch *sw, WeirField *field)
{
  gtk_switch_set_active (sw, !weir_field_get_boolean (field));
}

GtkWidget *
weir_row_new_boolean (WeirField  *field,
                      const char *title,
                      const char *subtitle,
                      gboolean    inverted)
{
  GtkSwitch *sw;
  GtkWidget *row = weir_row_new_switch (title, subtitle, &sw);

  if (inverted)
    show_inverted (sw, field);
  else
    show (sw, field);
  g_signal_connect_object (sw,
                           "notify::active",
                           inverted ? G_CALLBACK (switched_inverted_cb)
                                    : G_CALLBACK (switched_cb),
                           field,
                           0);
  g_signal_connect_object (field,
                           "changed",
                           inverted ? G_CALLBACK (show_inverted)
                                    : G_CALLBACK (show),
                           sw,
                           G_CONNECT_SWAPPED);
  weir_row_follow (row, field);
  return row;
}
