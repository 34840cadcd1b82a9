/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirPalette:
 *
 * The node types that can be put into a flow, by category, with a search entry.
 * Rows are drag sources of WEIR_TYPE_PALETTE_TYPE.
 */
#define WEIR_TYPE_PALETTE (weir_palette_get_type ())
G_DECLARE_FINAL_TYPE (WeirPalette, weir_palette, WEIR, PALETTE, GtkWidget)

GtkWidget *weir_palette_new (WeirSession *session);

G_END_DECLS
