/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/canvas/weir-canvas.h"
#include "editor/canvas/weir-view.h"

G_BEGIN_DECLS

/* Side of a tile, in view pixels. */
#define WEIR_TILE_SIZE 512

/**
 * WeirTiles:
 *
 * The pictures of all wires that stay where they are.
 */
typedef struct _WeirTiles WeirTiles;

WeirTiles *weir_tiles_new (void);
void       weir_tiles_free (WeirTiles *self);
void       weir_tiles_clear (WeirTiles *self);
guint      weir_tiles_get_n_recorded (WeirTiles *self);

/* @rect: flow units */
void weir_tiles_damage (WeirTiles *self, const WeirView *view, WeirRect rect);
void weir_canvas_snapshot_tiles (WeirCanvas *self, GtkSnapshot *snapshot);
void weir_canvas_damage_wires (WeirCanvas *self, const GArray *rects);

G_END_DECLS
