/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-import-preview.h"

#include "editor/files/weir-import-row.h"
#include "editor/weir-list-factory.h"
#include "editor/weir-widget.h"

#include <glib/gi18n-lib.h>

/* Owns the plan while it is shown; rows borrow from it, so they go first. */
struct _WeirImportPreview
{
  GtkWidget parent_instance;

  /* owned */
  WeirImportPlan     *plan; /* (nullable) */
  GtkSingleSelection *selection;

  /* template */
  GtkPaned    *paned;
  GtkListView *list;
  GtkListBox  *differences;
  GtkLabel    *side_title;
  GtkLabel    *problems;
  AdwComboRow *place_row;
  GtkWidget   *place_group;
};

G_DEFINE_FINAL_TYPE (WeirImportPreview, weir_import_preview, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of the row. */
typedef enum
{
  PLACE_THIS_FLOW,
  PLACE_NEW_FLOW,
} Place;

/* --- The list --------------------------------------------------------------- */

static void
chosen_cb (WeirImportPreview *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  return weir_import_entry_list_children (item);
}

static void
setup_cb (WeirImportPreview *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, weir_import_row_new ());
}

static void
bind_cb (WeirImportPreview *self, GtkListItem *item)
{
  weir_import_row_set_row (WEIR_IMPORT_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_cb (WeirImportPreview *self, GtkListItem *item)
{
  weir_import_row_set_row (WEIR_IMPORT_ROW (gtk_list_item_get_child (item)),
                           NULL);
}

static GtkListItemFactory *
make_factory (WeirImportPreview *self)
{
  GtkListItemFactory *factory = weir_list_factory_new (self,
                                                       (WeirListFunc)setup_cb,
                                                       (WeirListFunc)bind_cb,
                                                       (WeirListFunc)unbind_cb);

  return factory;
}

/* --- What differs ----------------------------------------------------------- */

static WeirImportEntry *
dup_selected (WeirImportPreview *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

static void
empty (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* @value: (nullable) */
static char *
dup_shown (const char *value)
{
  if (value == NULL)
    return g_strdup (_ ("(not there)"));
  return g_utf8_make_valid (value, -1);
}

static GtkWidget *
make_difference (const WeirImportDifference *difference)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *key = g_utf8_make_valid (difference->key, -1);
  g_autofree char *before = dup_shown (difference->before);
  g_autofree char *after = dup_shown (difference->after);
  g_autofree char *text = g_strdup_printf ("%s → %s", before, after);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), key);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static const char *
get_side_title (const WeirImportItem *item, guint n)
{
  switch (item->state)
    {
    case WEIR_IMPORT_STATE_NEW:
      return _ ("This isn’t in your flows yet.");
    case WEIR_IMPORT_STATE_SAME:
      return _ ("This is in your flows already.");
    case WEIR_IMPORT_STATE_DIFFERENT:
      break;
    }
  return n > 0 ? _ ("Properties that differ, before and after:")
               : _ ("Only what is in this flow differs.");
}

static void
show_differences (WeirImportPreview *self)
{
  g_autoptr (WeirImportEntry) entry = dup_selected (self);
  g_autoptr (GPtrArray)       list = NULL;
  const WeirImportItem       *item;

  empty (self->differences);
  gtk_widget_set_visible (GTK_WIDGET (self->differences), FALSE);
  gtk_label_set_label (self->side_title, "");
  item = entry != NULL ? weir_import_entry_get_item (entry) : NULL;
  if (item == NULL || item->incoming == NULL)
    return;
  if (item->existing != NULL)
    list = weir_import_list_differences (item->existing, item->incoming);
  for (guint i = 0; list != NULL && i < list->len; i++)
    gtk_list_box_append (self->differences, make_difference (list->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->differences),
                          list != NULL && list->len > 0);
  gtk_label_set_label (self->side_title,
                       get_side_title (item, list != NULL ? list->len : 0));
}

/* --- The plan --------------------------------------------------------------- */

static void
show_problems (WeirImportPreview *self)
{
  g_autoptr (GPtrArray) list = weir_import_plan_list_problems (self->plan);
  g_autoptr (GString)   text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const WeirProblem *problem = list->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", problem->text);
    }
  gtk_label_set_label (self->problems, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), text->len > 0);
}

static void
listen (WeirImportPreview *self, GListModel *entries)
{
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (WeirImportEntry) entry = g_list_model_get_item (entries, i);

      g_signal_connect_object (entry,
                               "chosen",
                               G_CALLBACK (chosen_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
}

static void
clear_plan (WeirImportPreview *self)
{
  gtk_single_selection_set_model (self->selection, NULL);
  empty (self->differences);
  g_clear_pointer (&self->plan, weir_import_plan_free);
}

void
weir_import_preview_take_plan (WeirImportPreview  *self,
                               WeirImportPlan     *plan,
                               const WeirRegistry *registry)
{
  g_autoptr (GtkTreeListModel) tree = NULL;
  GListModel                  *entries;

  clear_plan (self);
  if (plan == NULL)
    return;
  self->plan = plan;
  entries = weir_import_entry_list (plan, registry);
  listen (self, entries);
  /* What is all there is to see need not be opened first. */
  tree = gtk_tree_list_model_new (entries,
                                  FALSE,
                                  g_list_model_get_n_items (entries) == 1,
                                  create_children,
                                  NULL,
                                  NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
  gtk_widget_set_visible (self->place_group, weir_import_plan_has_loose (plan));
  show_problems (self);
  show_differences (self);
}

WeirImportPlan *
weir_import_preview_get_plan (WeirImportPreview *self)
{
  return self->plan;
}

gboolean
weir_import_preview_wants_new_flow (WeirImportPreview *self)
{
  return adw_combo_row_get_selected (self->place_row) == PLACE_NEW_FLOW;
}

void
weir_import_preview_set_new_flow (WeirImportPreview *self, gboolean new_flow)
{
  adw_combo_row_set_selected (self->place_row,
                              new_flow ? PLACE_NEW_FLOW : PLACE_THIS_FLOW);
}

void
weir_import_preview_set_wide (WeirImportPreview *self, gboolean wide)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned),
                                  wide ? GTK_ORIENTATION_HORIZONTAL
                                       : GTK_ORIENTATION_VERTICAL);
}

/* --- The widget ------------------------------------------------------------- */

static void
weir_import_preview_dispose (GObject *object)
{
  WeirImportPreview *self = WEIR_IMPORT_PREVIEW (object);

  if (self->selection != NULL)
    clear_plan (self);
  g_clear_object (&self->selection);
  weir_widget_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (weir_import_preview_parent_class)->dispose (object);
}

static void
weir_import_preview_class_init (WeirImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_import_preview_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/weirflow/Weir/weir-import-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirImportPreview, paned);
  gtk_widget_class_bind_template_child (widget_class, WeirImportPreview, list);
  gtk_widget_class_bind_template_child (widget_class,
                                        WeirImportPreview,
                                        differences);
  gtk_widget_class_bind_template_child (widget_class,
                                        WeirImportPreview,
                                        side_title);
  gtk_widget_class_bind_template_child (widget_class, WeirImportPreview, problems);
  gtk_widget_class_bind_template_child (widget_class, WeirImportPreview, place_row);
  gtk_widget_class_bind_template_child (widget_class,
                                        WeirImportPreview,
                                        place_group);
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
weir_import_preview_init (WeirImportPreview *self)
{
  g_autoptr (GtkListItemFactory) factory = make_factory (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (show_differences),
                           self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
weir_import_preview_new (void)
{
  return g_object_new (WEIR_TYPE_IMPORT_PREVIEW, NULL);
}
