/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include <glib/gi18n.h>

/* Texts of one line: what is typed is what the field gets. */

static void
entry_changed_cb (GtkEditable *entry, WeirField *field)
{
  weir_field_set_text (field, gtk_editable_get_text (entry));
}

static void
field_changed_cb (GtkEditable *entry, WeirField *field)
{
  g_autofree char *text = weir_field_dup_text (field);

  if (!g_str_equal (text, gtk_editable_get_text (entry)))
    gtk_editable_set_text (entry, text);
}

static void
bind (GtkEditable *entry, WeirField *field)
{
  field_changed_cb (entry, field);
  g_signal_connect_object (entry,
                           "changed",
                           G_CALLBACK (entry_changed_cb),
                           field,
                           0);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (field_changed_cb),
                           entry,
                           G_CONNECT_SWAPPED);
}

static void
describe (GtkWidget *row, const WeirProperty *property)
{
  if (property->help == NULL)
    return;
  gtk_widget_set_tooltip_text (row, _ (property->help));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (property->help),
                                  -1);
}

GtkWidget *
weir_row_new_entry (WeirField *field, const char *title)
{
  const WeirProperty *property = weir_field_get_property (field);
  gboolean            is_secret = (property->flags & WEIR_PROPERTY_SECRET) != 0;
  GtkWidget          *row =
    is_secret ? adw_password_entry_row_new () : adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (property->kind == WEIR_PROPERTY_KIND_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row),
                                     GTK_INPUT_PURPOSE_NUMBER);
  if (property->unit != NULL)
    {
      GtkWidget *unit = gtk_label_new (_ (property->unit));

      gtk_widget_add_css_class (unit, "dim-label");
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), unit);
    }
  describe (row, property);
  bind (GTK_EDITABLE (row), field);
  weir_row_follow (row, field);
  return row;
}

GtkWidget *
weir_row_new_bare_entry (WeirField  *field,
                         const char *label,
                         const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_widget_set_tooltip_text (entry, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_hexpand (entry, TRUE);
  bind (GTK_EDITABLE (entry), field);
  weir_row_follow (entry, field);
  return entry;
}
