/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"
#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/**
 * WeirTypeTile:
 *
 * The picture of a node type: its icon on its colour. Says nothing to a screen
 * reader; what it stands beside does.
 */
#define WEIR_TYPE_TYPE_TILE (weir_type_tile_get_type ())
G_DECLARE_FINAL_TYPE (WeirTypeTile, weir_type_tile, WEIR, TYPE_TILE, GtkWidget)

GtkWidget *weir_type_tile_new (void);

/**
 * weir_type_tile_set_type:
 * @type: (nullable): %NULL for one Weir does not know
 */
void weir_type_tile_set_type (WeirTypeTile *self, const WeirNodeType *type);

/**
 * weir_type_tile_set_entry:
 * @element: an entry of any kind: instances of subflows have the colour of these
 */
void weir_type_tile_set_entry (WeirTypeTile *self,
                               WeirSession  *session,
                               WeirElement  *element);

/**
 * weir_type_tile_set_icon:
 * @icon: an icon's name, drawn in the colour of the text without a ground
 */
void weir_type_tile_set_icon (WeirTypeTile *self, const char *icon);

G_END_DECLS
