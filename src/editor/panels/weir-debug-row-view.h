/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/panels/weir-debug-style.h"

G_BEGIN_DECLS

/**
 * WeirDebugRowView:
 *
 * One row of the debug panel. Signal: `menu-requested (double x, double y)`.
 */
#define WEIR_TYPE_DEBUG_ROW_VIEW (weir_debug_row_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirDebugRowView,
                      weir_debug_row_view,
                      WEIR,
                      DEBUG_ROW_VIEW,
                      GtkWidget)

GtkWidget *weir_debug_row_view_new (WeirDebugStyle *style);

/* @row: (nullable) */
void weir_debug_row_view_set_row (WeirDebugRowView *self, WeirDebugRow *row);

/* Returns: (transfer none) (nullable) */
WeirDebugRow *weir_debug_row_view_get_row (WeirDebugRowView *self);

G_END_DECLS
