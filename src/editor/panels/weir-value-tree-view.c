/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-value-tree-view.h"

#include "editor/panels/weir-value-row.h"
#include "editor/panels/weir-value-text.h"

#include <glib/gi18n-lib.h>

/* WeirValueTreeView: the rows of a value that are open. Pins are the paths that
 * are opened by themselves in every new value of the same source. */

/* How many rows are looked at to open pinned ones. */
#define MAX_PINNED_ROWS 2000

struct _WeirValueTreeView
{
  GtkWidget parent_instance;

  /* owned */
  char       *source; /* (nullable) */
  GHashTable *pins;   /* source, line break, path */
  GMenuModel *menu;

  /* children */
  GtkWidget          *scroller;
  GtkListView        *list;
  GtkSingleSelection *selection; /* owned */
  GtkWidget          *popover;
};

G_DEFINE_FINAL_TYPE (WeirValueTreeView, weir_value_tree_view, GTK_TYPE_WIDGET)

enum
{
  PINS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Rows */

static GtkTreeListRow *
get_selected_row (WeirValueTreeView *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* Returns: (transfer full) (nullable) */
static WeirValueNode *
dup_selected (WeirValueTreeView *self)
{
  GtkTreeListRow *row = get_selected_row (self);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

static char *
dup_pin (WeirValueTreeView *self, WeirValueNode *node)
{
  g_autofree char *path = weir_value_node_dup_pin (node);

  return g_strdup_printf ("%s\n%s", self->source != NULL ? self->source : "", path);
}

static gboolean
is_pinned (WeirValueTreeView *self, WeirValueNode *node)
{
  g_autofree char *pin = dup_pin (self, node);

  return g_hash_table_contains (self->pins, pin);
}

static void
open_pinned (WeirValueTreeView *self)
{
  GListModel *rows = gtk_single_selection_get_model (self->selection);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (rows), MAX_PINNED_ROWS);
       i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr (WeirValueNode)  node = gtk_tree_list_row_get_item (row);

      if (gtk_tree_list_row_get_depth (row) == 0 || is_pinned (self, node))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
show_pin (WeirValueTreeView *self, WeirValueRow *view)
{
  WeirValueNode *node = weir_value_row_get_node (view);

  weir_value_row_set_pinned (view, node != NULL && is_pinned (self, node));
}

/* Actions */

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirValueTreeView        *self = WEIR_VALUE_TREE_VIEW (widget);
  g_autoptr (WeirValueNode) node = dup_selected (self);
  g_autofree char          *text = NULL;

  if (node == NULL)
    return;
  text = weir_value_dup_copy (weir_value_node_get_value (node));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
copy_path_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirValueTreeView        *self = WEIR_VALUE_TREE_VIEW (widget);
  g_autoptr (WeirValueNode) node = dup_selected (self);

  if (node != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                            weir_value_node_get_path (node));
}

/* A pinned row is open, and so is every row above it. */
static void
pin_above (WeirValueTreeView *self, GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) above = g_object_ref (row);

  while (above != NULL)
    {
      g_autoptr (WeirValueNode) node = gtk_tree_list_row_get_item (above);
      GtkTreeListRow           *parent = gtk_tree_list_row_get_parent (above);

      g_hash_table_add (self->pins, dup_pin (self, node));
      g_object_unref (above);
      above = parent;
    }
}

static void
pins_changed (WeirValueTreeView *self)
{
  g_signal_emit (self, signals[PINS_CHANGED], 0);
}

static void
pin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirValueTreeView        *self = WEIR_VALUE_TREE_VIEW (widget);
  GtkTreeListRow           *row = get_selected_row (self);
  g_autoptr (WeirValueNode) node = dup_selected (self);
  g_autofree char          *pin = NULL;

  if (node == NULL)
    return;
  pin = dup_pin (self, node);
  if (!g_hash_table_remove (self->pins, pin))
    {
      pin_above (self, row);
      gtk_tree_list_row_set_expanded (row, TRUE);
    }
  pins_changed (self);
}

static void
unpin_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirValueTreeView *self = WEIR_VALUE_TREE_VIEW (widget);

  g_hash_table_remove_all (self->pins);
  pins_changed (self);
}

static void
collapse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirValueTreeView *self = WEIR_VALUE_TREE_VIEW (widget);
  GListModel        *rows = gtk_single_selection_get_model (self->selection);

  for (guint i = g_list_model_get_n_items (rows); i-- > 1;)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);

      if (row != NULL && gtk_tree_list_row_get_depth (row) == 1)
        gtk_tree_list_row_set_expanded (row, FALSE);
    }
}

static void
activate_cb (WeirValueTreeView *self, guint position)
{
  GListModel *rows = gtk_single_selection_get_model (self->selection);
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, position);
  g_autoptr (WeirValueNode)  node = gtk_tree_list_row_get_item (row);

  if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
  else
    weir_value_node_cycle_form (node);
}

/* The menu */

static void
popup_at (WeirValueTreeView *self, double x, double y)
{
  if (get_selected_row (self) == NULL)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
menu_requested_cb (WeirValueTreeView *self, double x, double y, WeirValueRow *view)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float)x, (float)y);

  gtk_single_selection_set_selected (self->selection,
                                     weir_value_row_get_position (view));
  if (gtk_widget_compute_point (GTK_WIDGET (view), GTK_WIDGET (self), &point, &point))
    popup_at (self, point.x, point.y);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  popup_at (WEIR_VALUE_TREE_VIEW (widget), 24, 24);
}

static GMenuModel *
make_menu (void)
{
  GMenu            *menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) pins = g_menu_new ();

  g_menu_append (copy, _ ("Copy _Value"), "value.copy");
  g_menu_append (copy, _ ("Copy _Path"), "value.copy-path");
  g_menu_append (pins, _ ("_Keep Open in New Messages"), "value.pin");
  g_menu_append (pins, _ ("_Collapse All"), "value.collapse");
  g_menu_append (pins, _ ("_Forget What Is Kept Open"), "value.unpin-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (pins));
  return G_MENU_MODEL (menu);
}

/* The list */

static void
setup_cb (WeirValueTreeView *self, GtkListItem *item)
{
  GtkWidget *view = weir_value_row_new ();

  g_signal_connect_object (view,
                           "menu-requested",
                           G_CALLBACK (menu_requested_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view,
                           "shown",
                           G_CALLBACK (show_pin),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self,
                           "pins-changed",
                           G_CALLBACK (weir_value_row_refresh),
                           view,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, view);
}

static void
bind_cb (WeirValueTreeView *self, GtkListItem *item)
{
  weir_value_row_set_row (WEIR_VALUE_ROW (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item),
                          gtk_list_item_get_position (item));
}

static void
unbind_cb (WeirValueTreeView *self, GtkListItem *item)
{
  weir_value_row_set_row (WEIR_VALUE_ROW (gtk_list_item_get_child (item)), NULL, 0);
}

static GtkListItemFactory *
make_factory (WeirValueTreeView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  static const struct
  {
    const char *signal;
    GCallback   func;
  } handlers[] = {
    { "setup", G_CALLBACK (setup_cb) },
    { "bind", G_CALLBACK (bind_cb) },
    { "unbind", G_CALLBACK (unbind_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (factory,
                             handlers[i].signal,
                             handlers[i].func,
                             self,
                             G_CONNECT_SWAPPED);
  return factory;
}

static void
weir_value_tree_view_dispose (GObject *object)
{
  WeirValueTreeView *self = WEIR_VALUE_TREE_VIEW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->menu);
  G_OBJECT_CLASS (weir_value_tree_view_parent_class)->dispose (object);
}

static void
weir_value_tree_view_finalize (GObject *object)
{
  WeirValueTreeView *self = WEIR_VALUE_TREE_VIEW (object);

  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->pins, g_hash_table_unref);
  G_OBJECT_CLASS (weir_value_tree_view_parent_class)->finalize (object);
}

static void
weir_value_tree_view_class_init (WeirValueTreeViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc func;
    guint                       key;
    GdkModifierType             modifiers;
  } actions[] = {
    { "value.copy", copy_action, GDK_KEY_c, GDK_CONTROL_MASK },
    { "value.copy-path",
      copy_path_action,
      GDK_KEY_c,
      GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "value.pin", pin_action, GDK_KEY_p, GDK_CONTROL_MASK },
    { "value.unpin-all", unpin_all_action, 0, 0 },
    { "value.collapse", collapse_action, 0, 0 },
    { "value.menu", menu_action, GDK_KEY_F10, GDK_SHIFT_MASK },
  };

  object_class->dispose = weir_value_tree_view_dispose;
  object_class->finalize = weir_value_tree_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[PINS_CHANGED] = g_signal_new ("pins-changed",
                                        WEIR_TYPE_VALUE_TREE_VIEW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class,
                                       actions[i].name,
                                       NULL,
                                       actions[i].func);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class,
                                             actions[i].key,
                                             actions[i].modifiers,
                                             actions[i].name,
                                             NULL);
    }
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Menu,
                                       0,
                                       "value.menu",
                                       NULL);
}

static void
weir_value_tree_view_init (WeirValueTreeView *self)
{
  self->pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->menu = make_menu ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = GTK_LIST_VIEW (
    gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                       make_factory (self)));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "weir-value-tree");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Value"),
                                  -1);
  g_signal_connect_object (self->list,
                           "activate",
                           G_CALLBACK (activate_cb),
                           self,
                           G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->popover = gtk_popover_menu_new_from_model (self->menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

GtkWidget *
weir_value_tree_view_new (void)
{
  return g_object_new (WEIR_TYPE_VALUE_TREE_VIEW, NULL);
}

static GListModel *
list_children (gpointer item, gpointer data)
{
  return weir_value_node_list_children (item);
}

void
weir_value_tree_view_set_root (WeirValueTreeView *self,
                               WeirValueNode     *root,
                               const char        *source)
{
  g_autoptr (GListStore)       roots = NULL;
  g_autoptr (GtkTreeListModel) rows = NULL;

  g_return_if_fail (WEIR_IS_VALUE_TREE_VIEW (self));

  g_free (self->source);
  self->source = g_strdup (source);
  if (root == NULL)
    {
      gtk_single_selection_set_model (self->selection, NULL);
      return;
    }
  roots = g_list_store_new (WEIR_TYPE_VALUE_NODE);
  g_list_store_append (roots, root);
  rows = gtk_tree_list_model_new (G_LIST_MODEL (g_steal_pointer (&roots)),
                                  FALSE,
                                  FALSE,
                                  list_children,
                                  NULL,
                                  NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (rows));
  open_pinned (self);
  gtk_single_selection_set_selected (self->selection, 0);
}

GListModel *
weir_value_tree_view_get_rows (WeirValueTreeView *self)
{
  return gtk_single_selection_get_model (self->selection);
}

GMenuModel *
weir_value_tree_view_get_menu (WeirValueTreeView *self)
{
  return self->menu;
}

void
weir_value_tree_view_select (WeirValueTreeView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
}
