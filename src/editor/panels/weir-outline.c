/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-outline.h"

#include "editor/panels/weir-entry-actions.h"
#include "editor/panels/weir-entry-row.h"
#include "editor/panels/weir-outline-model.h"
#include "editor/panels/weir-outline-selection.h"
#include "editor/panels/weir-session-facts.h"
#include "editor/weir-list-factory.h"
#include "editor/weir-widget.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* The document as a tree. The model follows the document, the selection that of
 * the session, both in files of their own; here are the widgets, the search and
 * the actions. While something is searched for, the tree is replaced by a flat
 * list of what was found. */
struct _WeirOutline
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession          *session;
  WeirOutlineModel     *model;
  GtkTreeListModel     *tree;
  GtkTreeListModel     *results;
  GListStore           *found;
  WeirEntryFeed        *feed;
  WeirOutlineSelection *selection;

  /* template */
  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *menu; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirOutline, weir_outline, GTK_TYPE_WIDGET)

static void
weir_outline_dispose (GObject *object)
{
  WeirOutline *self = WEIR_OUTLINE (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  weir_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->feed);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_outline_parent_class)->dispose (object);
}

static void
weir_outline_finalize (GObject *object)
{
  WeirOutline *self = WEIR_OUTLINE (object);

  g_clear_object (&self->results);
  g_clear_object (&self->found);
  g_clear_object (&self->tree);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (weir_outline_parent_class)->finalize (object);
}

static gboolean
weir_outline_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_OUTLINE (widget)->list);
}

/* Actions */

static WeirElement *
get_element (WeirOutline *self, WeirEntryItem *item)
{
  return weir_document_get_element (weir_session_get_document (self->session),
                                    weir_entry_item_get_id (item));
}

/* Returns: (transfer full): the ids of the selected rows that are entries */
static GPtrArray *
list_selected (WeirOutline *self)
{
  g_autoptr (GPtrArray) items =
    weir_outline_selection_list_items (self->selection);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < items->len; i++)
    {
      if (weir_entry_item_get_kind (items->pdata[i]) == WEIR_ENTRY_ITEM_ELEMENT)
        g_ptr_array_add (ids,
                         g_strdup (weir_entry_item_get_id (items->pdata[i])));
    }
  return ids;
}

/* The one the actions for one entry are about; NULL when there are several. */
static char *
dup_single (WeirOutline *self)
{
  g_autoptr (GPtrArray) ids = list_selected (self);

  return ids->len == 1 ? g_strdup (ids->pdata[0]) : NULL;
}

static void
go_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirOutline     *self = WEIR_OUTLINE (widget);
  g_autofree char *id = dup_single (self);

  if (id != NULL)
    weir_session_reveal (self->session, id);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirOutline     *self = WEIR_OUTLINE (widget);
  g_autofree char *id = dup_single (self);

  if (id != NULL)
    weir_session_edit (self->session, id);
}

static void
connect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirOutline     *self = WEIR_OUTLINE (widget);
  g_autofree char *id = dup_single (self);

  if (id == NULL)
    return;
  weir_session_reveal (self->session, id);
  gtk_widget_activate_action (widget, "canvas.connect", NULL);
}

static void
enable_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirOutline          *self = WEIR_OUTLINE (widget);
  g_autoptr (GPtrArray) ids = list_selected (self);

  weir_entries_set_enabled (self->session,
                            ids,
                            !weir_entries_any_enabled (self->session, ids));
}

/* Wires, and entries, but not both at once: what is selected above counts. */
static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirOutline          *self = WEIR_OUTLINE (widget);
  g_autoptr (GPtrArray) ids = list_selected (self);

  if (ids->len > 0)
    weir_entries_delete (self->session, ids);
  else
    weir_outline_selection_delete_wires (self->selection);
}

static void
update_actions (WeirOutline *self)
{
  GtkWidget            *widget = GTK_WIDGET (self);
  g_autoptr (GPtrArray) ids = list_selected (self);
  gboolean              is_single = ids->len == 1;
  gboolean              is_node = FALSE;

  if (is_single)
    {
      WeirElement *element =
        weir_document_get_element (weir_session_get_document (self->session),
                                   ids->pdata[0]);
      WeirElementKind kind = element != NULL ? weir_element_get_kind (element)
                                             : WEIR_ELEMENT_KIND_INVALID;

      is_node =
        kind == WEIR_ELEMENT_KIND_NODE || kind == WEIR_ELEMENT_KIND_JUNCTION;
    }
  gtk_widget_action_set_enabled (widget, "outline.go-to", is_single);
  gtk_widget_action_set_enabled (widget, "outline.edit", is_single);
  gtk_widget_action_set_enabled (widget, "outline.connect", is_node);
  gtk_widget_action_set_enabled (widget, "outline.toggle-enabled", ids->len > 0);
}

static void
weir_outline_class_init (WeirOutlineClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_outline_dispose;
  object_class->finalize = weir_outline_finalize;
  widget_class->grab_focus = weir_outline_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class,
                                   "outline.go-to",
                                   NULL,
                                   go_to_action);
  gtk_widget_class_install_action (widget_class, "outline.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class,
                                   "outline.connect",
                                   NULL,
                                   connect_action);
  gtk_widget_class_install_action (widget_class,
                                   "outline.toggle-enabled",
                                   NULL,
                                   enable_action);
  gtk_widget_class_install_action (widget_class,
                                   "outline.delete",
                                   NULL,
                                   delete_action);
}

/* The menu */

static GMenu *
make_menu (WeirOutline *self)
{
  g_autoptr (GPtrArray) ids = list_selected (self);
  GMenu                *menu = g_menu_new ();
  g_autoptr (GMenu)     change = g_menu_new ();
  WeirElement          *element = NULL;

  if (ids->len == 1)
    element =
      weir_document_get_element (weir_session_get_document (self->session),
                                 ids->pdata[0]);
  g_menu_append (menu, _ ("_Go To"), "outline.go-to");
  if (element != NULL && weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB)
    g_menu_append (menu, _ ("_Rename…"), "outline.edit");
  else
    g_menu_append (menu, _ ("_Edit…"), "outline.edit");
  g_menu_append (menu, _ ("_Connect To…"), "outline.connect");
  g_menu_append (change,
                 weir_entries_any_enabled (self->session, ids) ? _ ("_Disable")
                                                               : _ ("E_nable"),
                 "outline.toggle-enabled");
  g_menu_append (change, _ ("_Delete"), "outline.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  return menu;
}

static void
show_menu (WeirOutline *self, const GdkRectangle *at)
{
  g_autoptr (GMenu) model = NULL;

  update_actions (self);
  model = make_menu (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
row_pressed_cb (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                GtkListItem     *list_item)
{
  GtkWidget   *row = gtk_list_item_get_child (list_item);
  WeirOutline *self =
    WEIR_OUTLINE (gtk_widget_get_ancestor (row, WEIR_TYPE_OUTLINE));
  double place_x;
  double place_y;

  if (self == NULL || !gtk_widget_translate_coordinates (row,
                                                         GTK_WIDGET (self),
                                                         x,
                                                         y,
                                                         &place_x,
                                                         &place_y))
    return;
  if (!gtk_list_item_get_selected (list_item))
    weir_outline_selection_select_only (self->selection,
                                        gtk_list_item_get_position (list_item));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, &(GdkRectangle){ (int)place_x, (int)place_y, 1, 1 });
}

static gboolean
show_menu_at_focus (WeirOutline *self)
{
  GtkWidget      *focus = gtk_widget_get_focus_child (self->list);
  graphene_rect_t box;

  if (focus == NULL ||
      !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &box))
    return FALSE;
  show_menu (self,
             &(GdkRectangle){ (int)box.origin.x + 24,
                              (int)(box.origin.y + box.size.height),
                              1,
                              1 });
  return TRUE;
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return show_menu_at_focus (user_data);
}

static void
add_key (WeirOutline *self, guint key, GdkModifierType state, const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (key, state),
                      action != NULL
                        ? gtk_named_action_new (action)
                        : gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (self->list, controller);
}

static void
add_keys (WeirOutline *self)
{
  add_key (self, GDK_KEY_Delete, 0, "outline.delete");
  add_key (self, GDK_KEY_BackSpace, 0, "outline.delete");
  add_key (self, GDK_KEY_F2, 0, "outline.edit");
  add_key (self, GDK_KEY_Menu, 0, NULL);
  add_key (self, GDK_KEY_F10, GDK_SHIFT_MASK, NULL);
}

/* Rows */

static void
setup_cb (WeirOutline *self, GtkListItem *list_item)
{
  GtkWidget  *expander = gtk_tree_expander_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander),
                               weir_entry_row_new (self->feed));
  gtk_list_item_set_child (list_item, expander);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click),
                                 GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click,
                           "pressed",
                           G_CALLBACK (row_pressed_cb),
                           list_item,
                           0);
  gtk_widget_add_controller (expander, GTK_EVENT_CONTROLLER (click));
}

static void
bind_cb (WeirOutline *self, GtkListItem *list_item)
{
  GtkTreeExpander *expander =
    GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  WeirEntryRow *entry = WEIR_ENTRY_ROW (gtk_tree_expander_get_child (expander));
  g_autoptr (WeirEntryItem) item = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_list_row (expander, row);
  weir_entry_row_set_level (entry, gtk_tree_list_row_get_depth (row) + 1);
  weir_entry_row_set_item (entry, item);
  gtk_list_item_set_selectable (list_item,
                                weir_entry_item_get_kind (item) !=
                                  WEIR_ENTRY_ITEM_SECTION);
}

static void
unbind_cb (WeirOutline *self, GtkListItem *list_item)
{
  GtkTreeExpander *expander =
    GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));

  weir_entry_row_set_item (WEIR_ENTRY_ROW (gtk_tree_expander_get_child (expander)),
                           NULL);
  gtk_tree_expander_set_list_row (expander, NULL);
}

static void
activate_cb (WeirOutline *self, guint position)
{
  g_autoptr (WeirEntryItem) item =
    weir_outline_selection_get_item (self->selection, position);

  if (item == NULL)
    return;
  switch (weir_entry_item_get_kind (item))
    {
    case WEIR_ENTRY_ITEM_SECTION:
      break;
    case WEIR_ENTRY_ITEM_ELEMENT:
      if (get_element (self, item) != NULL)
        weir_session_edit (self->session, weir_entry_item_get_id (item));
      break;
    case WEIR_ENTRY_ITEM_WIRE:
      weir_session_reveal (self->session, weir_entry_item_get_id (item));
      break;
    }
}

/* Search */

static GPtrArray *
find (WeirOutline *self, const WeirSearchQuery *query)
{
  g_autoptr (WeirSessionFacts) facts = weir_session_facts_new (self->session);
  g_autoptr (GPtrArray)        found = weir_session_facts_find (facts, query);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (items,
                     weir_entry_item_new (weir_element_get_id (found->pdata[i])));
  return items;
}

static void
search_changed_cb (WeirOutline *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (WeirSearchQuery) query = weir_search_query_new (text);
  g_autoptr (GPtrArray)       items = NULL;

  if (weir_search_query_is_empty (query))
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
      weir_outline_selection_set_tree (self->selection, self->tree);
      return;
    }
  items = find (self, query);
  g_list_store_splice (self->found,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->found)),
                       items->pdata,
                       items->len);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    items->len > 0 ? "list" : "nothing");
  weir_outline_selection_set_tree (self->selection, self->results);
}

static void
entry_activated_cb (WeirOutline *self)
{
  gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

/* Making */

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  if (weir_entry_item_get_n_children (item) == 0)
    return NULL;
  return G_LIST_MODEL (g_object_ref (weir_entry_item_get_children (item)));
}

static void
add_entry (WeirOutline *self)
{
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Search"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search flows and nodes"),
                                  -1);
  gtk_widget_set_margin_start (self->entry, 6);
  gtk_widget_set_margin_end (self->entry, 6);
  gtk_widget_set_margin_top (self->entry, 6);
  gtk_widget_set_margin_bottom (self->entry, 6);
  g_signal_connect_object (self->entry,
                           "search-changed",
                           G_CALLBACK (search_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry,
                           "activate",
                           G_CALLBACK (entry_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

static GtkWidget *
new_list (WeirOutline *self)
{
  GtkListItemFactory *factory = weir_list_factory_new (self,
                                                       (WeirListFunc)setup_cb,
                                                       (WeirListFunc)bind_cb,
                                                       (WeirListFunc)unbind_cb);
  GtkWidget          *scroller;

  self->list = weir_widget_new_list (factory,
                                     _ ("Outline"),
                                     G_CALLBACK (activate_cb),
                                     self,
                                     &scroller);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  return scroller;
}

static GtkWidget *
new_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Results"));
  adw_status_page_set_description (
    ADW_STATUS_PAGE (page),
    _ ("Try fewer words, or type:debug, is:unused, is:invalid."));
  return page;
}

static void
weir_outline_init (WeirOutline *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outline"),
                                  -1);
  add_entry (self);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), new_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), new_nothing (), "nothing");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  add_keys (self);
}

static GtkTreeListModel *
new_tree (GListModel *roots)
{
  return gtk_tree_list_model_new (g_object_ref (roots),
                                  FALSE,
                                  FALSE,
                                  create_children,
                                  NULL,
                                  NULL);
}

GtkWidget *
weir_outline_new (WeirSession *session)
{
  WeirOutline *self = g_object_new (WEIR_TYPE_OUTLINE, NULL);

  self->session = g_object_ref (session);
  self->feed = weir_entry_feed_new (session);
  self->model = weir_outline_model_new (session);
  self->tree = new_tree (weir_outline_model_get_roots (self->model));
  self->found = g_list_store_new (WEIR_TYPE_ENTRY_ITEM);
  self->results = new_tree (G_LIST_MODEL (self->found));
  self->selection =
    weir_outline_selection_new (session, self->model, self->tree, self->list);
  g_signal_connect_object (self->selection,
                           "changed",
                           G_CALLBACK (update_actions),
                           self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  return GTK_WIDGET (self);
}
