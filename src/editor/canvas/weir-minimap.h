/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-canvas.h"

G_BEGIN_DECLS

/**
 * WeirMinimap:
 *
 * The whole flow of a canvas in a small square, with what is in view marked;
 * pressing or dragging in it moves the view. It hides itself while all of the
 * flow is in view anyway.
 */
#define WEIR_TYPE_MINIMAP (weir_minimap_get_type ())
G_DECLARE_FINAL_TYPE (WeirMinimap, weir_minimap, WEIR, MINIMAP, GtkWidget)

GtkWidget *weir_minimap_new (WeirCanvas *canvas);

/* In the order of the setting `minimap`. */
typedef enum
{
  WEIR_MINIMAP_AUTO, /* while one moves around, and a moment longer */
  WEIR_MINIMAP_ALWAYS,
  WEIR_MINIMAP_NEVER,
} WeirMinimapMode;

void weir_minimap_set_mode (WeirMinimap *self, WeirMinimapMode mode);

G_END_DECLS
