/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include "editor/weir-choice-row.h"

#include <glib/gi18n.h>

/* One of some values. A value that is none of them is offered too, as it
 * stands in the file, while it is there. */

static guint
count_choices (WeirField *field)
{
  guint n = 0;

  while (weir_field_get_property (field)->choices[n].value != NULL)
    n++;
  return n;
}

static void
selected_cb (AdwComboRow *row, GParamSpec *pspec, WeirField *field)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected < count_choices (field) &&
      (int)selected != weir_field_get_choice (field))
    weir_field_set_choice (field, selected);
}

static void
show (AdwComboRow *row, WeirField *field)
{
  guint          n = count_choices (field);
  GtkStringList *model = GTK_STRING_LIST (adw_combo_row_get_model (row));
  int            choice = weir_field_get_choice (field);

  if (choice < 0 && g_list_model_get_n_items (G_LIST_MODEL (model)) == n)
    {
      g_autofree char *text = weir_field_dup_text (field);
      g_autofree char *label = g_strdup_printf (_ ("“%s” (kept)"), text);

      gtk_string_list_append (model, label);
    }
  adw_combo_row_set_selected (row, choice < 0 ? n : (guint)choice);
}

GtkWidget *
weir_row_new_choice (WeirField *field)
{
  const WeirProperty       *property = weir_field_get_property (field);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GtkWidget                *row = adw_combo_row_new ();

  for (const WeirChoice *c = property->choices; c->value != NULL; c++)
    gtk_string_list_append (model, _ (c->label));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (property->label));
  if (property->help != NULL)
    gtk_widget_set_tooltip_text (row, _ (property->help));
  weir_choice_row_show_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  show (ADW_COMBO_ROW (row), field);
  g_signal_connect_object (row,
                           "notify::selected",
                           G_CALLBACK (selected_cb),
                           field,
                           0);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (show),
                           row,
                           G_CONNECT_SWAPPED);
  weir_row_follow (row, field);
  return row;
}
