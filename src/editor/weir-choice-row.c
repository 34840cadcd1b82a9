/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-choice-row.h"

#include "editor/weir-list-factory.h"

/* The rows of a combo row's list and the one it shows itself: libadwaita's own
 * but for the width of the label. */

/* So much of a text is never cut, in widths of a digit: the row's subtitle has
 * several lines instead. */
#define MIN_CHARS 24

static void
setup (gpointer owner, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (list_item, box);
}

static int
count_columns (const char *text)
{
  int n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return n;
}

/* The chosen one has a mark, in the list only. */
static void
show_mark (GtkListItem *list_item, GParamSpec *pspec, AdwComboRow *row)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *mark = gtk_widget_get_last_child (box);
  gboolean   chosen =
    adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (list_item);

  gtk_widget_set_visible (mark,
                          gtk_widget_get_ancestor (box, GTK_TYPE_POPOVER) != NULL);
  gtk_widget_set_opacity (mark, chosen ? 1 : 0);
}

static void
bind (gpointer owner, GtkListItem *list_item)
{
  GtkWidget       *box = gtk_list_item_get_child (list_item);
  GtkWidget       *label = gtk_widget_get_first_child (box);
  GtkStringObject *item = GTK_STRING_OBJECT (gtk_list_item_get_item (list_item));
  const char      *text = gtk_string_object_get_string (item);

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_width_chars (GTK_LABEL (label),
                             MIN (count_columns (text), MIN_CHARS));
  g_signal_connect_object (owner,
                           "notify::selected-item",
                           G_CALLBACK (show_mark),
                           list_item,
                           G_CONNECT_SWAPPED);
  show_mark (list_item, NULL, ADW_COMBO_ROW (owner));
}

static void
unbind (gpointer owner, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (owner, show_mark, list_item);
}

void
weir_choice_row_show_whole (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  factory = weir_list_factory_new (row, setup, bind, unbind);
  adw_combo_row_set_factory (row, factory);
}
