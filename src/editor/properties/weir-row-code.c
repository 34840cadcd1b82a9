/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-row.h"

#include "json/weir-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* Texts of several lines, and members edited as JSON. */

#define MAX_HEIGHT_PX 240

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, WeirField *field)
{
  g_autofree char *text = dup_text (buffer);

  weir_field_set_text (field, text);
}

static void
show (GtkTextBuffer *buffer, WeirField *field)
{
  g_autofree char *text = weir_field_dup_text (field);
  g_autofree char *old = dup_text (buffer);

  if (!g_str_equal (text, old))
    gtk_text_buffer_set_text (buffer, text, -1);
}

static GtkWidget *
new_view (const char *label, gboolean is_code)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), is_code);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "weir-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  return view;
}

static GtkWidget *
new_row (const char *title, GtkWidget *view)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller),
                                                    TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              MAX_HEIGHT_PX);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 54);
  gtk_widget_add_css_class (box, "weir-text-row");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

GtkWidget *
weir_row_new_text (WeirField *field, const char *title, gboolean is_code)
{
  GtkWidget     *view = new_view (title, is_code);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWidget     *row = new_row (title, view);

  show (buffer, field);
  g_signal_connect_object (buffer,
                           "changed",
                           G_CALLBACK (buffer_changed_cb),
                           field,
                           0);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (show),
                           buffer,
                           G_CONNECT_SWAPPED);
  weir_row_follow (row, field);
  return row;
}

/* JSON: text that isn't is marked, and the value stays what it was. */

static void
json_changed_cb (GtkTextBuffer *buffer, WeirField *field)
{
  g_autofree char *text = dup_text (buffer);

  weir_field_set_json (field, text, NULL);
}

static void
mark_json (GtkLabel *label, GtkTextBuffer *buffer)
{
  g_autofree char      *text = dup_text (buffer);
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) value = NULL;

  value = weir_json_read (text, strlen (text), NULL, &error);
  gtk_widget_set_visible (GTK_WIDGET (label), value == NULL);
  if (value == NULL)
    {
      g_autofree char *message =
        g_strdup_printf (_ ("This isn’t JSON, so the old value stays: %s"),
                         error->message);

      gtk_label_set_text (label, message);
    }
}

void
weir_row_json_add (WeirPropertyContext *context,
                   AdwPreferencesGroup *group,
                   WeirField           *field)
{
  const WeirProperty *property = weir_field_get_property (field);
  const char         *title =
    property->label != NULL ? _ (property->label) : property->key;
  GtkWidget       *view = new_view (title, TRUE);
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWidget       *row = new_row (title, view);
  GtkWidget       *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_ALERT,
                                   "wrap",
                                   TRUE,
                                   "xalign",
                                   0.0,
                                   "visible",
                                   FALSE,
                                   NULL);
  g_autofree char *json = weir_field_dup_json (field);

  gtk_text_buffer_set_text (buffer, json, -1);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "error");
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))),
                  label);
  g_signal_connect_object (buffer,
                           "changed",
                           G_CALLBACK (json_changed_cb),
                           field,
                           0);
  g_signal_connect_object (buffer,
                           "changed",
                           G_CALLBACK (mark_json),
                           label,
                           G_CONNECT_SWAPPED);
  weir_row_follow (row, field);
  adw_preferences_group_add (group, row);
}
