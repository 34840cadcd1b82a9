/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-outline-selection.h"

#include "flow/weir-operation.h"

#include <glib/gi18n-lib.h>

/* Between the rows that are selected and what the session has selected. Owned by
 * the outline. A change of the session is taken over once a turn, and finds the
 * rows by way of the model, so that ten thousand others cost nothing. */
struct _WeirOutlineSelection
{
  GObject parent_instance;

  /* owned */
  WeirSession       *session;
  WeirOutlineModel  *model;
  GtkTreeListModel  *tree; /* what is shown */
  GtkMultiSelection *rows;

  GtkWidget *list; /* (nullable): weak */
  gboolean   syncing;
  gboolean   reveal; /* the next sync opens and scrolls to what is selected */
  guint      sync_id;
};

G_DEFINE_FINAL_TYPE (WeirOutlineSelection, weir_outline_selection, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weir_outline_selection_dispose (GObject *object)
{
  WeirOutlineSelection *self = WEIR_OUTLINE_SELECTION (object);

  g_clear_handle_id (&self->sync_id, g_source_remove);
  g_clear_weak_pointer (&self->list);
  g_clear_object (&self->rows);
  g_clear_object (&self->tree);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_outline_selection_parent_class)->dispose (object);
}

static void
weir_outline_selection_class_init (WeirOutlineSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_outline_selection_dispose;
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
weir_outline_selection_init (WeirOutlineSelection *self)
{
}

WeirEntryItem *
weir_outline_selection_get_item (WeirOutlineSelection *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
    g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

GPtrArray *
weir_outline_selection_list_items (WeirOutlineSelection *self)
{
  GPtrArray            *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->rows));
  GtkBitsetIter iter;
  guint         position;

  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return items;
  do
    g_ptr_array_add (items, weir_outline_selection_get_item (self, position));
  while (gtk_bitset_iter_next (&iter, &position));
  return items;
}

void
weir_outline_selection_select_only (WeirOutlineSelection *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->rows),
                                   position,
                                   TRUE);
}

/* From the session to the rows */

/* Returns: (transfer full) (nullable): the row of an item; rows above it are
 *   opened when @expand, else one that is not open hides it */
static GtkTreeListRow *
find_row (WeirOutlineSelection *self, WeirEntryItem *item, gboolean expand)
{
  WeirEntryItem             *parent = weir_entry_item_get_parent (item);
  g_autoptr (GtkTreeListRow) above = NULL;
  GListStore                *siblings =
    G_LIST_STORE (weir_outline_model_get_roots (self->model));
  guint index;

  if (parent != NULL)
    {
      above = find_row (self, parent, expand);
      if (above == NULL)
        return NULL;
      if (expand)
        gtk_tree_list_row_set_expanded (above, TRUE);
      siblings = weir_entry_item_get_children (parent);
    }
  if (!g_list_store_find (siblings, item, &index))
    return NULL;
  if (above != NULL)
    return gtk_tree_list_row_get_child_row (above, index);
  return gtk_tree_list_model_get_child_row (self->tree, index);
}

static void
scroll_to (WeirOutlineSelection *self, guint position)
{
  if (self->list != NULL && gtk_widget_get_mapped (self->list))
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

/* Among the results of a search an entry has one row at the most. */
static gboolean
find_result (WeirOutlineSelection *self, const char *id, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirEntryItem) item = weir_outline_selection_get_item (self, i);

      if (!g_str_equal (weir_entry_item_get_id (item), id))
        continue;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_searching (WeirOutlineSelection *self)
{
  return gtk_tree_list_model_get_model (self->tree) !=
         weir_outline_model_get_roots (self->model);
}

static gboolean
find_position (WeirOutlineSelection *self,
               const char           *id,
               gboolean              expand,
               guint                *position)
{
  WeirEntryItem             *item = weir_outline_model_lookup (self->model, id);
  g_autoptr (GtkTreeListRow) row = NULL;

  if (item == NULL)
    return FALSE;
  if (is_searching (self))
    return find_result (self, id, position);
  row = find_row (self, item, expand);
  if (row == NULL)
    return FALSE;
  *position = gtk_tree_list_row_get_position (row);
  return *position != GTK_INVALID_LIST_POSITION;
}

static gboolean
sync_cb (gpointer data)
{
  WeirOutlineSelection *self = data;
  WeirSelection        *selection = weir_session_get_selection (self->session);
  gboolean              reveal = self->reveal;
  g_autoptr (GPtrArray) ids = weir_selection_list_ids (selection);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_empty ();
  guint                 position = 0;

  self->syncing = TRUE;
  weir_outline_model_flush (self->model);
  self->sync_id = 0;
  for (guint i = 0; i < ids->len; i++)
    {
      if (find_position (self, ids->pdata[i], reveal && ids->len == 1, &position))
        gtk_bitset_add (selected, position);
    }
  gtk_bitset_add_range (all,
                        0,
                        g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->rows),
                                     selected,
                                     all);
  if (reveal && ids->len == 1 && !gtk_bitset_is_empty (selected))
    scroll_to (self, position);
  self->syncing = FALSE;
  self->reveal = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_sync (WeirOutlineSelection *self)
{
  if (!self->syncing && self->sync_id == 0)
    self->sync_id =
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, sync_cb, self, NULL);
}

static void
selection_changed_cb (WeirOutlineSelection *self)
{
  if (self->syncing)
    return;
  self->reveal = TRUE;
  queue_sync (self);
}

/* The flow shown is open, so that its nodes are there. */
static void
open_flow (WeirOutlineSelection *self)
{
  const char                *flow = weir_session_get_flow (self->session);
  WeirEntryItem             *item = NULL;
  g_autoptr (GtkTreeListRow) row = NULL;

  if (flow == NULL || is_searching (self))
    return;
  item = weir_outline_model_lookup (self->model, flow);
  if (item != NULL)
    row = find_row (self, item, TRUE);
  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, TRUE);
}

/* From the rows to the session */

/* The flow that has to be shown for an entry to be selected in it. */
static const char *
get_flow (WeirOutlineSelection *self, const char *id)
{
  WeirDocument *document = weir_session_get_document (self->session);
  WeirElement  *element = weir_document_get_element (document, id);
  WeirElement  *container;
  const char   *z;

  if (element == NULL)
    return NULL;
  z = weir_element_get_container (element);
  container = weir_document_get_element (document, z);
  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB ||
      weir_element_get_kind (element) == WEIR_ELEMENT_KIND_SUBFLOW)
    return id;
  return container != NULL &&
             weir_element_get_kind (element) != WEIR_ELEMENT_KIND_CONFIG
           ? weir_element_get_id (container)
           : NULL;
}

static void
select_wire (WeirOutlineSelection *self, WeirEntryItem *item)
{
  WeirSelection *selection = weir_session_get_selection (self->session);
  const char    *source = weir_entry_item_get_source (item);
  WeirWireId     wire = { (char *)source,
                          weir_entry_item_get_port (item),
                          (char *)weir_entry_item_get_id (item) };

  weir_session_set_flow (self->session, get_flow (self, source));
  weir_selection_begin (selection);
  weir_selection_clear (selection);
  weir_selection_add_wire (selection, &wire);
  weir_selection_end (selection);
}

static void
select_one (WeirOutlineSelection *self, WeirEntryItem *item)
{
  const char *id = weir_entry_item_get_id (item);
  const char *flow = get_flow (self, id);

  switch (weir_entry_item_get_kind (item))
    {
    case WEIR_ENTRY_ITEM_SECTION:
      break;
    case WEIR_ENTRY_ITEM_WIRE:
      select_wire (self, item);
      break;
    case WEIR_ENTRY_ITEM_ELEMENT:
      if (g_strcmp0 (flow, id) == 0)
        {
          weir_session_set_flow (self->session, id);
          weir_selection_clear (weir_session_get_selection (self->session));
        }
      else
        weir_session_reveal (self->session, id);
      break;
    }
}

/* Only what stands in one flow can be selected together: that of the first. */
static void
select_many (WeirOutlineSelection *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char           *shown = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const char *id = weir_entry_item_get_id (items->pdata[i]);
      const char *flow = get_flow (self, id);

      if (weir_entry_item_get_kind (items->pdata[i]) != WEIR_ENTRY_ITEM_ELEMENT ||
          flow == NULL || g_str_equal (flow, id))
        continue;
      if (shown == NULL)
        shown = flow;
      if (g_str_equal (flow, shown))
        g_ptr_array_add (ids, (gpointer)id);
    }
  if (shown == NULL)
    return;
  weir_session_set_flow (self->session, shown);
  weir_selection_set_ids (weir_session_get_selection (self->session), ids);
}

static void
rows_changed_cb (WeirOutlineSelection *self)
{
  g_autoptr (GPtrArray) items = NULL;

  if (self->syncing)
    return;
  items = weir_outline_selection_list_items (self);
  self->syncing = TRUE;
  if (items->len == 1)
    select_one (self, items->pdata[0]);
  else if (items->len > 1)
    select_many (self, items);
  self->syncing = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
weir_outline_selection_delete_wires (WeirOutlineSelection *self)
{
  g_autoptr (GPtrArray) items = weir_outline_selection_list_items (self);
  g_autoptr (GArray)    wires = g_array_new (FALSE, FALSE, sizeof (WeirWire));
  WeirEdit             *edit;

  for (guint i = 0; i < items->len; i++)
    {
      WeirWire wire = { weir_entry_item_get_source (items->pdata[i]),
                        weir_entry_item_get_port (items->pdata[i]),
                        weir_entry_item_get_id (items->pdata[i]) };

      if (weir_entry_item_get_kind (items->pdata[i]) == WEIR_ENTRY_ITEM_WIRE)
        g_array_append_val (wires, wire);
    }
  if (wires->len == 0)
    return;
  edit = weir_operation_disconnect (weir_session_get_document (self->session),
                                    (const WeirWire *)(gpointer)wires->data,
                                    wires->len);
  if (edit != NULL)
    weir_session_apply (self->session, _ ("Delete Wires"), edit);
}

/* Making */

void
weir_outline_selection_set_tree (WeirOutlineSelection *self,
                                 GtkTreeListModel     *tree)
{
  if (self->tree == tree)
    return;
  g_set_object (&self->tree, tree);
  self->syncing = TRUE;
  gtk_multi_selection_set_model (self->rows, G_LIST_MODEL (tree));
  self->syncing = FALSE;
  open_flow (self);
  queue_sync (self);
}

WeirOutlineSelection *
weir_outline_selection_new (WeirSession      *session,
                            WeirOutlineModel *model,
                            GtkTreeListModel *tree,
                            GtkWidget        *list)
{
  WeirOutlineSelection *self = g_object_new (WEIR_TYPE_OUTLINE_SELECTION, NULL);

  self->session = g_object_ref (session);
  self->model = g_object_ref (model);
  self->tree = g_object_ref (tree);
  self->rows = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (tree)));
  g_set_weak_pointer (&self->list, list);
  gtk_list_view_set_model (GTK_LIST_VIEW (list),
                           GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_object (weir_session_get_selection (session),
                           "changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows,
                           "items-changed",
                           G_CALLBACK (queue_sync),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "notify::flow",
                           G_CALLBACK (open_flow),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows,
                           "selection-changed",
                           G_CALLBACK (rows_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  open_flow (self);
  queue_sync (self);
  return self;
}
