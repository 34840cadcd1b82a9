/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/files/weir-compare-item.h"

G_BEGIN_DECLS

/**
 * WeirCompareRow:
 *
 * A line of the list of differences, recycled by its list view. Its button
 * activates `compare.show` with the id of its node, and is there while the item
 * says which and @here has it.
 */
#define WEIR_TYPE_COMPARE_ROW (weir_compare_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirCompareRow, weir_compare_row, WEIR, COMPARE_ROW, GtkWidget)

/* @here: the document whose nodes can be shown; outlives the row */
GtkWidget *weir_compare_row_new (WeirDocument *here);

/* @row: (nullable): of a tree of #WeirCompareItem */
void weir_compare_row_set_row (WeirCompareRow *self, GtkTreeListRow *row);

G_END_DECLS
