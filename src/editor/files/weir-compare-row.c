/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-compare-row.h"

#include <glib/gi18n-lib.h>

/* One widget for the three kinds of lines; each shows of it what it needs. */

#define KEY_WIDTH_CHARS 12
#define MAX_LINES       20
#define BUTTON_WIDTH    34

struct _WeirCompareRow
{
  GtkWidget parent_instance;

  WeirDocument *here; /* owned */

  GtkWidget *expander;
  GtkWidget *texts;
  GtkLabel  *title;
  GtkLabel  *detail;
  GtkWidget *values;
  GtkLabel  *before;
  GtkLabel  *after;
  GtkLabel  *kind; /* chip */
  GtkWidget *slot; /* of the button: as wide without it */
  GtkWidget *show;
};

G_DEFINE_FINAL_TYPE (WeirCompareRow, weir_compare_row, GTK_TYPE_WIDGET)

static const struct
{
  const char *text;
  const char *style;
} kinds[WEIR_N_DIFFERENCES] = {
  [WEIR_DIFFERENCE_ADDED] = { N_ ("Added"), "success" },
  [WEIR_DIFFERENCE_REMOVED] = { N_ ("Removed"), "error" },
  [WEIR_DIFFERENCE_CHANGED] = { N_ ("Changed"), "warning" },
  [WEIR_DIFFERENCE_MOVED] = { N_ ("Moved"), "dim-label" },
};

/* Showing ---------------------------------------------------------------- */

static void
show_kind (WeirCompareRow *self, const WeirDifference *difference)
{
  gtk_widget_set_visible (GTK_WIDGET (self->kind), difference != NULL);
  if (difference == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->kind), kinds[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->kind),
                            kinds[difference->kind].style);
  gtk_label_set_label (self->kind, _ (kinds[difference->kind].text));
}

/* @text: (nullable)
 * @name: what a screen reader says in front of it */
static void
show_value (GtkLabel *label, const char *text, const char *name)
{
  g_autofree char *said = g_strdup_printf ("%s: %s", name, text);

  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  gtk_label_set_text (label, text != NULL && *text != '\0' ? text : " ");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said,
                                  -1);
}

static void
show_values (WeirCompareRow *self, WeirCompareItem *item)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gtk_widget_set_visible (self->values,
                          weir_compare_item_get_member (item) != NULL);
  if (weir_compare_item_get_member (item) == NULL)
    return;
  weir_compare_item_dup_values (item, &before, &after);
  show_value (self->before, before, _ ("Before"));
  show_value (self->after, after, _ ("After"));
}

static void
show_button (WeirCompareRow *self, WeirCompareItem *item)
{
  const char *id = weir_compare_item_get_id (item);
  gboolean    is_line =
    weir_compare_item_get_member (item) == NULL && id != NULL && *id != '\0';

  gtk_widget_set_visible (self->slot,
                          weir_compare_item_get_member (item) == NULL);
  gtk_widget_set_visible (self->show,
                          is_line &&
                            weir_document_get_element (self->here, id) != NULL);
  if (is_line)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show), "s", id);
}

static void
show_item (WeirCompareRow *self, WeirCompareItem *item)
{
  const WeirDifference *difference = weir_compare_item_get_difference (item);
  gboolean              is_member = weir_compare_item_get_member (item) != NULL;
  g_autofree char      *title = weir_compare_item_dup_title (item);
  g_autofree char      *detail = weir_compare_item_dup_detail (item);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_remove_css_class (GTK_WIDGET (self->title), "dim-label");
  if (is_member)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  else if (difference == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_label_set_width_chars (self->title, is_member ? KEY_WIDTH_CHARS : -1);
  gtk_label_set_max_width_chars (self->title, is_member ? KEY_WIDTH_CHARS : -1);
  gtk_widget_set_hexpand (self->texts, !is_member);
  gtk_widget_set_valign (self->texts,
                         is_member ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  show_kind (self, difference);
  show_values (self, item);
  show_button (self, item);
}

void
weir_compare_row_set_row (WeirCompareRow *self, GtkTreeListRow *row)
{
  g_autoptr (WeirCompareItem) item =
    row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (self->expander), row);
  if (item != NULL)
    show_item (self, item);
}

/* Making ----------------------------------------------------------------- */

static void
weir_compare_row_dispose (GObject *object)
{
  WeirCompareRow *self = WEIR_COMPARE_ROW (object);

  g_clear_pointer (&self->expander, gtk_widget_unparent);
  g_clear_object (&self->here);
  G_OBJECT_CLASS (weir_compare_row_parent_class)->dispose (object);
}

static void
weir_compare_row_class_init (WeirCompareRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_compare_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkLabel *
add_value (GtkWidget *box, const char *style)
{
  GtkLabel *label = add_label (box, style);

  gtk_widget_add_css_class (GTK_WIDGET (label), "weir-value-change");
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, MAX_LINES);
  return label;
}

static void
add_texts (WeirCompareRow *self, GtkWidget *box)
{
  self->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), self->texts);
  self->title = add_label (self->texts, NULL);
  self->detail = add_label (self->texts, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  self->values = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (self->values, TRUE);
  gtk_box_append (GTK_BOX (box), self->values);
  self->before = add_value (self->values, "removed");
  self->after = add_value (self->values, "added");
}

static void
weir_compare_row_init (WeirCompareRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->expander = gtk_tree_expander_new ();
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (self->expander), box);
  add_texts (self, box);
  self->kind = add_label (box, "weir-chip");
  gtk_widget_set_valign (GTK_WIDGET (self->kind), GTK_ALIGN_CENTER);
  self->show = gtk_button_new_from_icon_name ("go-jump-symbolic");
  gtk_widget_set_tooltip_text (self->show, _ ("Show in the Flow"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->show),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show in the Flow"),
                                  -1);
  gtk_widget_add_css_class (self->show, "flat");
  gtk_widget_set_valign (self->show, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show), "compare.show");
  self->slot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (self->slot, BUTTON_WIDTH, -1);
  gtk_box_append (GTK_BOX (self->slot), self->show);
  gtk_box_append (GTK_BOX (box), self->slot);
}

GtkWidget *
weir_compare_row_new (WeirDocument *here)
{
  WeirCompareRow *self = g_object_new (WEIR_TYPE_COMPARE_ROW, NULL);

  self->here = g_object_ref (here);
  return GTK_WIDGET (self);
}
