/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/panels/weir-value-tree.h"

G_BEGIN_DECLS

/**
 * WeirValueTreeView:
 *
 * A value's tree as a list. Actions: `value.copy`, `value.copy-path`,
 * `value.pin` (of the selected row), `value.collapse`, `value.unpin-all`.
 */
#define WEIR_TYPE_VALUE_TREE_VIEW (weir_value_tree_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirValueTreeView,
                      weir_value_tree_view,
                      WEIR,
                      VALUE_TREE_VIEW,
                      GtkWidget)

GtkWidget *weir_value_tree_view_new (void);

/**
 * weir_value_tree_view_set_root:
 * @root: (nullable): the first row
 * @source: (nullable): whose pins count
 */
void weir_value_tree_view_set_root (WeirValueTreeView *self,
                                    WeirValueNode     *root,
                                    const char        *source);

/* Returns: (transfer none) (nullable): the rows as they are seen, a GListModel
 *   of GtkTreeListRow */
GListModel *weir_value_tree_view_get_rows (WeirValueTreeView *self);
GMenuModel *weir_value_tree_view_get_menu (WeirValueTreeView *self);
void weir_value_tree_view_select (WeirValueTreeView *self, guint position);

G_END_DECLS
