/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-node-list.h"

#include <glib/gi18n.h>

/* A list view over the candidates of a form. The field is the truth: a check
 * changes it, and its changes are shown. */

/* With fewer nodes nobody searches. */
#define MIN_FOR_SEARCH 8

/* A list view does not know its height; with more rows it scrolls. */
#define MAX_ROWS 6
#define ROW_PX   40

#define WEIR_TYPE_NODE_CHOICE (weir_node_choice_get_type ())
G_DECLARE_FINAL_TYPE (WeirNodeChoice, weir_node_choice, WEIR, NODE_CHOICE, GObject)

struct _WeirNodeChoice
{
  GObject parent_instance;

  char    *id;
  char    *title;
  gboolean checked;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_CHECKED,
} WeirNodeChoiceProperty;

static GParamSpec *properties[PROP_CHECKED + 1];

G_DEFINE_FINAL_TYPE (WeirNodeChoice, weir_node_choice, G_TYPE_OBJECT)

static void
weir_node_choice_finalize (GObject *object)
{
  WeirNodeChoice *self = WEIR_NODE_CHOICE (object);

  g_free (self->id);
  g_free (self->title);

  G_OBJECT_CLASS (weir_node_choice_parent_class)->finalize (object);
}

static void
weir_node_choice_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  WeirNodeChoice *self = WEIR_NODE_CHOICE (object);

  switch ((WeirNodeChoiceProperty)id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      return;
    case PROP_CHECKED:
      g_value_set_boolean (value, self->checked);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_checked (WeirNodeChoice *self, gboolean checked)
{
  if (self->checked == checked)
    return;
  self->checked = checked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKED]);
}

static void
weir_node_choice_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  WeirNodeChoice *self = WEIR_NODE_CHOICE (object);

  switch ((WeirNodeChoiceProperty)id)
    {
    case PROP_CHECKED:
      set_checked (self, g_value_get_boolean (value));
      return;
    case PROP_TITLE:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_node_choice_class_init (WeirNodeChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = weir_node_choice_finalize;
  object_class->get_property = weir_node_choice_get_property;
  object_class->set_property = weir_node_choice_set_property;
  properties[PROP_TITLE] =
    g_param_spec_string ("title",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHECKED] =
    g_param_spec_boolean ("checked",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
}

static void
weir_node_choice_init (WeirNodeChoice *self)
{
}

/* The list */

struct _WeirNodeList
{
  AdwPreferencesRow parent_instance;

  /* borrowed */
  WeirPropertyContext *context;

  /* owned */
  WeirField  *field;
  GListStore *choices; /* WeirNodeChoice */

  gboolean single;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (WeirNodeList, weir_node_list, ADW_TYPE_PREFERENCES_ROW)

static void
weir_node_list_dispose (GObject *object)
{
  WeirNodeList *self = WEIR_NODE_LIST (object);

  g_clear_object (&self->field);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (weir_node_list_parent_class)->dispose (object);
}

static void
weir_node_list_class_init (WeirNodeListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_node_list_dispose;
}

static void
weir_node_list_init (WeirNodeList *self)
{
  self->choices = g_list_store_new (WEIR_TYPE_NODE_CHOICE);
}

static gboolean
is_named (WeirField *field, const char *id)
{
  WeirValue *ids = weir_field_get_value (field);

  if (ids == NULL || weir_value_get_kind (ids) != WEIR_VALUE_KIND_ARRAY)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (ids); i++)
    {
      WeirValue *item = weir_value_get_item (ids, i);

      if (weir_value_get_kind (item) == WEIR_VALUE_KIND_STRING &&
          g_str_equal (weir_value_get_string (item, NULL), id))
        return TRUE;
    }
  return FALSE;
}

/* Keeps the order of what was named already; new ones follow. */
static void
write_ids (WeirNodeList *self)
{
  WeirValue             *old = weir_field_get_value (self->field);
  g_autoptr (WeirValue)  ids = weir_value_new_array (NULL, 0);
  g_autoptr (GHashTable) checked = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirNodeChoice) choice =
        g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (choice->checked)
        g_hash_table_add (checked, choice->id);
    }
  for (gsize i = 0;
       old != NULL && weir_value_get_kind (old) == WEIR_VALUE_KIND_ARRAY &&
       i < weir_value_get_length (old);
       i++)
    {
      WeirValue *item = weir_value_get_item (old, i);

      if (weir_value_get_kind (item) != WEIR_VALUE_KIND_STRING ||
          g_hash_table_remove (checked, weir_value_get_string (item, NULL)))
        ids = weir_value_with_appended (ids, weir_value_ref (item));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirNodeChoice) choice =
        g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (g_hash_table_contains (checked, choice->id))
        ids = weir_value_with_appended (ids, weir_value_new_string (choice->id));
    }
  weir_field_set_value (self->field, ids);
}

static void
checked_cb (WeirNodeList *self, GParamSpec *pspec, WeirNodeChoice *changed)
{
  guint n;

  if (self->writing || self->choices == NULL)
    return;
  self->writing = TRUE;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));
  for (guint i = 0; self->single && changed->checked && i < n; i++)
    {
      g_autoptr (WeirNodeChoice) other =
        g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (other != changed)
        set_checked (other, FALSE);
    }
  write_ids (self);
  self->writing = FALSE;
}

static void
show (WeirNodeList *self)
{
  if (self->writing || self->choices == NULL)
    return;
  self->writing = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->choices));
       i++)
    {
      g_autoptr (WeirNodeChoice) choice =
        g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      set_checked (choice, is_named (self->field, choice->id));
    }
  self->writing = FALSE;
}

static void
add_choice (WeirNodeList *self, const char *id, const char *title)
{
  g_autoptr (WeirNodeChoice) choice = g_object_new (WEIR_TYPE_NODE_CHOICE, NULL);

  choice->id = g_strdup (id);
  choice->title = g_strdup (title);
  choice->checked = is_named (self->field, id);
  g_signal_connect_object (choice,
                           "notify::checked",
                           G_CALLBACK (checked_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (self->choices, choice);
}

static void
fill (WeirNodeList *self)
{
  g_autoptr (GPtrArray) candidates = weir_form_list_nodes (self->context->form);
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  WeirValue             *ids = weir_field_get_value (self->field);

  for (guint i = 0; i < candidates->len; i++)
    {
      const WeirCandidate *candidate = g_ptr_array_index (candidates, i);
      g_autofree char     *title =
        *candidate->where != '\0'
              ? g_strdup_printf ("%s — %s", candidate->label, candidate->where)
              : g_strdup (candidate->label);

      g_hash_table_add (listed, candidate->id);
      add_choice (self, candidate->id, title);
    }
  for (gsize i = 0;
       ids != NULL && weir_value_get_kind (ids) == WEIR_VALUE_KIND_ARRAY &&
       i < weir_value_get_length (ids);
       i++)
    {
      WeirValue       *item = weir_value_get_item (ids, i);
      const char      *id = weir_value_get_kind (item) == WEIR_VALUE_KIND_STRING
                              ? weir_value_get_string (item, NULL)
                              : "";
      g_autofree char *title = NULL;

      if (*id == '\0' || g_hash_table_contains (listed, id))
        continue;
      title = g_strdup_printf (_ ("%s (missing)"), id);
      g_hash_table_add (listed, (gpointer)id);
      add_choice (self, id, title);
    }
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_list_item_set_child (item, check);
  gtk_list_item_set_activatable (item, FALSE);
}

/* Bindings are dropped with the item they are of: a row is only used again for
 * another after unbind. */
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GPtrArray *bindings)
{
  GObject   *choice = gtk_list_item_get_item (item);
  GtkWidget *check = gtk_list_item_get_child (item);

  g_object_bind_property (choice, "title", check, "label", G_BINDING_SYNC_CREATE);
  g_ptr_array_add (bindings,
                   g_object_ref (
                     g_object_bind_property (choice,
                                             "checked",
                                             check,
                                             "active",
                                             G_BINDING_SYNC_CREATE |
                                               G_BINDING_BIDIRECTIONAL)));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GPtrArray *bindings)
{
  GtkWidget *check = gtk_list_item_get_child (item);

  for (guint i = bindings->len; i > 0; i--)
    {
      GBinding           *binding = g_ptr_array_index (bindings, i - 1);
      g_autoptr (GObject) target = g_binding_dup_target (binding);

      if (target != (GObject *)check)
        continue;
      g_binding_unbind (binding);
      g_ptr_array_remove_index_fast (bindings, i - 1);
    }
}

static GtkListItemFactory *
new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GPtrArray *bindings = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), NULL, NULL, 0);
  g_signal_connect_data (factory,
                         "bind",
                         G_CALLBACK (bind_cb),
                         g_ptr_array_ref (bindings),
                         (GClosureNotify)(void (*) (void))g_ptr_array_unref,
                         0);
  g_signal_connect_data (factory,
                         "unbind",
                         G_CALLBACK (unbind_cb),
                         bindings,
                         (GClosureNotify)(void (*) (void))g_ptr_array_unref,
                         0);
  return factory;
}

static GtkFilter *
new_filter (GtkWidget *search)
{
  GtkExpression *title =
    gtk_property_expression_new (WEIR_TYPE_NODE_CHOICE, NULL, "title");
  GtkStringFilter *filter = gtk_string_filter_new (title);

  g_object_bind_property (search, "text", filter, "search", G_BINDING_DEFAULT);
  return GTK_FILTER (filter);
}

static GtkWidget *
new_empty (WeirNodeList *self)
{
  GtkWidget *label = gtk_label_new (_ ("There is no node to choose."));

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "weir-text-row");
  return label;
}

static GtkWidget *
new_content (WeirNodeList *self)
{
  guint      n = g_list_model_get_n_items (G_LIST_MODEL (self->choices));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkFilterListModel *shown =
    gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->choices)),
                               new_filter (search));
  GtkWidget *view =
    gtk_list_view_new (GTK_SELECTION_MODEL (
                         gtk_no_selection_new (G_LIST_MODEL (shown))),
                       new_factory ());

  gtk_accessible_update_property (GTK_ACCESSIBLE (search),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search nodes"),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Nodes"),
                                  -1);
  gtk_widget_set_visible (search, n >= MIN_FOR_SEARCH);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              (int)MIN (n, MAX_ROWS) * ROW_PX);
  gtk_widget_add_css_class (view, "weir-text");
  gtk_widget_add_css_class (box, "weir-text-row");
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

GtkWidget *
weir_node_list_new (WeirPropertyContext *context, WeirField *field, gboolean single)
{
  WeirNodeList *self = g_object_new (WEIR_TYPE_NODE_LIST, NULL);

  self->context = context;
  self->field = g_object_ref (field);
  self->single = single;
  fill (self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self),
                              g_list_model_get_n_items (
                                G_LIST_MODEL (self->choices)) > 0
                                ? new_content (self)
                                : new_empty (self));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (show),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
