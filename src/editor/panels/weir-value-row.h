/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/panels/weir-value-tree.h"

G_BEGIN_DECLS

/**
 * WeirValueRow:
 *
 * A row of a value's tree. Signals: `menu-requested (double x, double y)`,
 * `shown`: another value, or the pins may have changed.
 */
#define WEIR_TYPE_VALUE_ROW (weir_value_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirValueRow, weir_value_row, WEIR, VALUE_ROW, GtkWidget)

GtkWidget *weir_value_row_new (void);

/* @row: (nullable) */
void
weir_value_row_set_row (WeirValueRow *self, GtkTreeListRow *row, guint position);

/* Returns: (transfer none) (nullable) */
WeirValueNode *weir_value_row_get_node (WeirValueRow *self);
guint          weir_value_row_get_position (WeirValueRow *self);

/* Emits `shown`. */
void weir_value_row_refresh (WeirValueRow *self);
void weir_value_row_set_pinned (WeirValueRow *self, gboolean pinned);

G_END_DECLS
