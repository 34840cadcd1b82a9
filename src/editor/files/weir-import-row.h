/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/files/weir-import-entry.h"

G_BEGIN_DECLS

/**
 * WeirImportRow:
 *
 * Shows an entry of an import plan in a list: name, type, state, and what shall
 * become of it.
 */
#define WEIR_TYPE_IMPORT_ROW (weir_import_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirImportRow, weir_import_row, WEIR, IMPORT_ROW, GtkWidget)

GtkWidget *weir_import_row_new (void);

/* @row: (nullable): the row of a tree of WeirImportEntry */
void weir_import_row_set_row (WeirImportRow *self, GtkTreeListRow *row);

G_END_DECLS
