/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/files/weir-compare-window.h"

#include "editor/files/weir-compare-item.h"
#include "editor/files/weir-compare-row.h"
#include "editor/help/weir-help-context.h"
#include "editor/weir-list-factory.h"

#include <glib/gi18n-lib.h>

/* The window that compares. It owns the other document, and compares anew a
 * moment after the session's was edited. */

#define COMPARE_AGAIN_MS 300

/* Of so few nodes that changed the members are shown at once. */
#define MAX_OPENED 50

struct _WeirCompareWindow
{
  AdwWindow parent_instance;

  /* owned */
  WeirSession        *session;
  WeirDocument       *other;
  char               *name;
  GtkSingleSelection *selection;
  guint               compare_id;

  gboolean moves;
  gboolean other_is_newer;

  /* template */
  AdwWindowTitle *title;
  GtkStack       *stack;
  GtkListView    *list;
  AdwStatusPage  *same_page;
  GtkWidget      *order_note;
  GtkWidget      *conflict_bar;
};

G_DEFINE_FINAL_TYPE (WeirCompareWindow, weir_compare_window, ADW_TYPE_WINDOW)

/* Comparing -------------------------------------------------------------- */

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  return weir_compare_item_list_children (item);
}

/* Opens flows, and the nodes that changed while they are few. */
static void
open_rows (GtkTreeListModel *tree)
{
  guint n_opened = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row =
        g_list_model_get_item (G_LIST_MODEL (tree), i);
      g_autoptr (WeirCompareItem) item = gtk_tree_list_row_get_item (row);
      const WeirDifference *difference = weir_compare_item_get_difference (item);

      if (gtk_tree_list_row_get_depth (row) == 0)
        gtk_tree_list_row_set_expanded (row, TRUE);
      else if (difference != NULL && difference->kind == WEIR_DIFFERENCE_CHANGED &&
               n_opened++ < MAX_OPENED)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
show_title (WeirCompareWindow *self)
{
  g_autofree char *text = NULL;
  const char      *here = weir_session_get_title (self->session);

  /* Translators: two names of flows, the older and the newer one */
  if (self->other_is_newer)
    text = g_strdup_printf (_ ("%s (this window) → %s"), here, self->name);
  else
    text = g_strdup_printf (_ ("%s → %s (this window)"), self->name, here);
  adw_window_title_set_subtitle (self->title, text);
}

/* Nothing else may differ, or something that is told below. */
static void
show_order (WeirCompareWindow *self, gboolean reordered)
{
  gboolean is_list =
    g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;

  gtk_widget_set_visible (self->order_note, reordered && is_list);
  adw_status_page_set_title (self->same_page,
                             reordered ? _ ("Another Order")
                                       : _ ("No Differences"));
  adw_status_page_set_description (
    self->same_page,
    reordered ? _ ("The flows stand in another order. Nothing else differs.")
              : _ ("Both have the same nodes with the same properties."));
}

static void
compare (WeirCompareWindow *self)
{
  WeirDocument          *here = weir_session_get_document (self->session);
  const WeirCompareSides sides = {
    .before = self->other_is_newer ? here : self->other,
    .after = self->other_is_newer ? self->other : here,
    .registry = weir_session_get_registry (self->session),
    .moves = self->moves,
  };
  g_autoptr (GtkTreeListModel) tree = NULL;
  gboolean                     reordered;

  g_clear_handle_id (&self->compare_id, g_source_remove);
  tree = gtk_tree_list_model_new (weir_compare_item_list (&sides, &reordered),
                                  FALSE,
                                  FALSE,
                                  create_children,
                                  NULL,
                                  NULL);
  open_rows (tree);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
  gtk_stack_set_visible_child_name (
    self->stack,
    g_list_model_get_n_items (G_LIST_MODEL (tree)) > 0 ? "list" : "same");
  show_order (self, reordered);
  show_title (self);
}

static gboolean
compare_cb (gpointer data)
{
  WeirCompareWindow *self = data;

  self->compare_id = 0;
  compare (self);
  return G_SOURCE_REMOVE;
}

static void
queue_compare (WeirCompareWindow *self)
{
  if (self->compare_id == 0)
    self->compare_id = g_timeout_add (COMPARE_AGAIN_MS, compare_cb, self);
}

/* Actions ---------------------------------------------------------------- */

static void
show_node (WeirCompareWindow *self, const char *id)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  weir_session_reveal (self->session, id);
  if (parent != NULL)
    gtk_window_present (parent);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_node (WEIR_COMPARE_WINDOW (widget),
             g_variant_get_string (parameter, NULL));
}

static void
swap_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirCompareWindow *self = WEIR_COMPARE_WINDOW (widget);

  self->other_is_newer = !self->other_is_newer;
  compare (self);
}

/* What the window of the document offers; this one has no more to say then. */
static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent),
                                g_str_equal (name, "compare.reload")
                                  ? "win.reload"
                                  : "win.keep-mine",
                                NULL);
  gtk_window_close (GTK_WINDOW (widget));
}

/* Enter on a node goes to it; on what isn't here it opens or closes. */
static void
activate_cb (WeirCompareWindow *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (WeirCompareItem) item = gtk_tree_list_row_get_item (row);
  const char                 *id = weir_compare_item_get_id (item);
  WeirDocument               *here = weir_session_get_document (self->session);

  if (id != NULL && *id != '\0' && gtk_tree_list_row_get_depth (row) > 0 &&
      weir_document_get_element (here, id) != NULL)
    show_node (self, id);
  else
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

/* Rows ------------------------------------------------------------------- */

static void
setup_cb (WeirCompareWindow *self, GtkListItem *item)
{
  gtk_list_item_set_child (item,
                           weir_compare_row_new (
                             weir_session_get_document (self->session)));
}

static void
bind_cb (WeirCompareWindow *self, GtkListItem *item)
{
  weir_compare_row_set_row (WEIR_COMPARE_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

static void
unbind_cb (WeirCompareWindow *self, GtkListItem *item)
{
  weir_compare_row_set_row (WEIR_COMPARE_ROW (gtk_list_item_get_child (item)),
                            NULL);
}

/* The window ------------------------------------------------------------- */

typedef enum
{
  PROP_MOVES = 1,
} WeirCompareWindowProperty;

static GParamSpec *properties[PROP_MOVES + 1];

static void
weir_compare_window_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch ((WeirCompareWindowProperty)id)
    {
    case PROP_MOVES:
      g_value_set_boolean (value, WEIR_COMPARE_WINDOW (object)->moves);
      break;
    }
}

static void
weir_compare_window_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  WeirCompareWindow *self = WEIR_COMPARE_WINDOW (object);
  gboolean           moves = g_value_get_boolean (value);

  switch ((WeirCompareWindowProperty)id)
    {
    case PROP_MOVES:
      if (self->moves == moves)
        return;
      self->moves = moves;
      if (self->session != NULL)
        compare (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
weir_compare_window_dispose (GObject *object)
{
  WeirCompareWindow *self = WEIR_COMPARE_WINDOW (object);

  g_clear_handle_id (&self->compare_id, g_source_remove);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  G_OBJECT_CLASS (weir_compare_window_parent_class)->dispose (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  g_clear_object (&self->other);
}

static void
weir_compare_window_finalize (GObject *object)
{
  g_free (WEIR_COMPARE_WINDOW (object)->name);
  G_OBJECT_CLASS (weir_compare_window_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compare.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "compare.swap", NULL, swap_action);
  gtk_widget_class_install_action (widget_class,
                                   "compare.reload",
                                   NULL,
                                   choose_action);
  gtk_widget_class_install_action (widget_class,
                                   "compare.keep-mine",
                                   NULL,
                                   choose_action);
  gtk_widget_class_install_property_action (widget_class, "compare.moves", "moves");
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Escape,
                                       0,
                                       "window.close",
                                       NULL);
}

static void
weir_compare_window_class_init (WeirCompareWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_compare_window_get_property;
  object_class->set_property = weir_compare_window_set_property;
  object_class->dispose = weir_compare_window_dispose;
  object_class->finalize = weir_compare_window_finalize;
  properties[PROP_MOVES] =
    g_param_spec_boolean ("moves",
                          NULL,
                          NULL,
                          TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/weirflow/Weir/weir-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, list);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, same_page);
  gtk_widget_class_bind_template_child (widget_class,
                                        WeirCompareWindow,
                                        order_note);
  gtk_widget_class_bind_template_child (widget_class,
                                        WeirCompareWindow,
                                        conflict_bar);
  install_actions (widget_class);
}

static void
weir_compare_window_init (WeirCompareWindow *self)
{
  g_autoptr (GtkListItemFactory) factory =
    weir_list_factory_new (self,
                           (WeirListFunc)setup_cb,
                           (WeirListFunc)bind_cb,
                           (WeirListFunc)unbind_cb);

  self->moves = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list,
                           "activate",
                           G_CALLBACK (activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  weir_help_context_add_key (GTK_WINDOW (self));
}

static void
follow (WeirCompareWindow *self)
{
  WeirDocument            *document = weir_session_get_document (self->session);
  static const char *const names[] = { "element-added",
                                       "element-removed",
                                       "element-changed" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_object (document,
                             names[i],
                             G_CALLBACK (queue_compare),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::title",
                           G_CALLBACK (show_title),
                           self,
                           G_CONNECT_SWAPPED);
}

GtkWindow *
weir_compare_window_present (GtkWindow    *parent,
                             WeirSession  *session,
                             WeirDocument *other,
                             const char   *name,
                             gboolean      is_conflict)
{
  WeirCompareWindow *self;

  g_return_val_if_fail (WEIR_IS_SESSION (session), NULL);
  g_return_val_if_fail (WEIR_IS_DOCUMENT (other), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (WEIR_TYPE_COMPARE_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->other = g_object_ref (other);
  self->name = g_strdup (name);
  self->other_is_newer = is_conflict;
  gtk_widget_set_visible (self->conflict_bar, is_conflict);
  follow (self);
  compare (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
