/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/panels/weir-outline-model.h"

G_BEGIN_DECLS

/**
 * WeirOutlineSelection:
 *
 * Keeps the selected rows of the outline and the selection of the session the
 * same, whichever changes.
 *
 * Signal: `changed ()`: other rows are selected.
 */
#define WEIR_TYPE_OUTLINE_SELECTION (weir_outline_selection_get_type ())
G_DECLARE_FINAL_TYPE (WeirOutlineSelection,
                      weir_outline_selection,
                      WEIR,
                      OUTLINE_SELECTION,
                      GObject)

/**
 * weir_outline_selection_new:
 * @list: a GtkListView; gets its model here
 */
WeirOutlineSelection *weir_outline_selection_new (WeirSession      *session,
                                                  WeirOutlineModel *model,
                                                  GtkTreeListModel *tree,
                                                  GtkWidget        *list);

/* Shows other rows: those of a search, or the tree again. */
void weir_outline_selection_set_tree (WeirOutlineSelection *self,
                                      GtkTreeListModel     *tree);

/* Returns: (transfer full) (nullable): the item of a row */
WeirEntryItem *
weir_outline_selection_get_item (WeirOutlineSelection *self, guint position);

/* Returns: (transfer full) (element-type WeirEntryItem): of the selected rows */
GPtrArray *weir_outline_selection_list_items (WeirOutlineSelection *self);
void
weir_outline_selection_select_only (WeirOutlineSelection *self, guint position);

/* Removes the wires whose rows are selected. */
void weir_outline_selection_delete_wires (WeirOutlineSelection *self);

G_END_DECLS
