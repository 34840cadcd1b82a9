/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-import-row.h"

#include <glib/gi18n-lib.h>

/* Recycled by its list. Owned by it; changes the plan through the entry. */
struct _WeirImportRow
{
  GtkWidget parent_instance;

  GtkWidget       *expander;
  GtkLabel        *name;
  GtkLabel        *type;
  GtkWidget       *foreign; /* chip: not run here */
  GtkLabel        *state;   /* chip */
  GtkDropDown     *choices;
  WeirImportEntry *entry; /* (nullable) */

  /* The choice that each line of the drop-down stands for. */
  WeirImportChoice lines[WEIR_IMPORT_CHOICE_REPLACE + 1];
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (WeirImportRow, weir_import_row, GTK_TYPE_WIDGET)

static const char *const state_classes[] = {
  [WEIR_IMPORT_STATE_NEW] = "success",
  [WEIR_IMPORT_STATE_SAME] = "dim-label",
  [WEIR_IMPORT_STATE_DIFFERENT] = "warning",
};

static void
show_state (WeirImportRow *self)
{
  WeirImportState state = weir_import_entry_get_item (self->entry)->state;

  for (guint i = 0; i < G_N_ELEMENTS (state_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), state_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), state_classes[state]);
  gtk_label_set_label (self->state,
                       weir_import_entry_get_state_text (self->entry));
}

static void
fill_choices (WeirImportRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  WeirImportChoice now = weir_import_entry_get_item (self->entry)->choice;
  guint            n = 0;
  guint            selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    if (weir_import_entry_allows (self->entry, i))
      {
        if (now == (WeirImportChoice)i)
          selected = n;
        self->lines[n++] = i;
        gtk_string_list_append (names,
                                weir_import_entry_get_choice_text (self->entry,
                                                                   i));
      }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->choices, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choices, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->choices),
                          weir_import_entry_is_item (self->entry));
}

static void
selected_cb (WeirImportRow *self)
{
  guint line = gtk_drop_down_get_selected (self->choices);

  if (!self->filling && self->entry != NULL && line < G_N_ELEMENTS (self->lines))
    weir_import_entry_choose (self->entry, self->lines[line]);
}

static void
show_entry (WeirImportRow *self)
{
  const WeirImportItem *item = weir_import_entry_get_item (self->entry);
  g_autofree char      *name = weir_import_entry_dup_label (self->entry);
  g_autofree char      *type = weir_import_entry_dup_type (self->entry);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->type, type);
  gtk_widget_set_visible (GTK_WIDGET (self->type),
                          *type != '\0' && g_strcmp0 (name, type) != 0);
  gtk_widget_set_visible (self->foreign, item->incoming != NULL && !item->runs);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  show_state (self);
  fill_choices (self);
}

void
weir_import_row_set_row (WeirImportRow *self, GtkTreeListRow *row)
{
  g_autoptr (WeirImportEntry) entry =
    row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (self->expander), row);
  g_set_object (&self->entry, entry);
  if (entry != NULL)
    show_entry (self);
}

static void
weir_import_row_dispose (GObject *object)
{
  WeirImportRow *self = WEIR_IMPORT_ROW (object);

  g_clear_object (&self->entry);
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_import_row_parent_class)->dispose (object);
}

static void
weir_import_row_class_init (WeirImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_import_row_dispose;
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

static GtkWidget *
add_chip (GtkWidget *box, const char *text)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "weir-chip");
  gtk_box_append (GTK_BOX (box), chip);
  return chip;
}

static void
add_choices (WeirImportRow *self, GtkWidget *box)
{
  GtkWidget *choices = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_valign (choices, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (choices, "flat");
  gtk_box_append (GTK_BOX (box), choices);
  self->choices = GTK_DROP_DOWN (choices);
  g_signal_connect_object (choices,
                           "notify::selected",
                           G_CALLBACK (selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
weir_import_row_init (WeirImportRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->expander = gtk_tree_expander_new ();
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (self->expander), box);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  self->name = add_label (texts, NULL);
  self->type = add_label (texts, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->type), "dim-label");
  self->foreign = add_chip (box, _ ("Not Run Here"));
  self->state = GTK_LABEL (add_chip (box, NULL));
  add_choices (self, box);
}

GtkWidget *
weir_import_row_new (void)
{
  return g_object_new (WEIR_TYPE_IMPORT_ROW, NULL);
}
