/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/**
 * WeirPaletteType:
 *
 * What is dragged from the palette to the canvas: the name of a node type. A
 * boxed type of its own, so that the canvas can tell it from text that happens
 * to be dragged over it.
 */
typedef struct _WeirPaletteType WeirPaletteType;

#define WEIR_TYPE_PALETTE_TYPE (weir_palette_type_get_type ())
GType weir_palette_type_get_type (void) G_GNUC_CONST;

/**
 * weir_palette_type_new:
 * @name: a node type's name, as in flow files: "websocket in"
 */
WeirPaletteType *weir_palette_type_new (const char *name);
WeirPaletteType *weir_palette_type_copy (const WeirPaletteType *self);
void             weir_palette_type_free (WeirPaletteType *self);
const char      *weir_palette_type_get_name (const WeirPaletteType *self);

/**
 * weir_palette_type_new_provider:
 *
 * Returns: (transfer full): what a GtkDragSource of a palette row offers
 */
GdkContentProvider *weir_palette_type_new_provider (const char *name);

/**
 * weir_palette_type_dup_title:
 *
 * What a node type is called where people choose one. Node-RED calls both
 * WebSocket nodes “websocket”; here the type says which.
 *
 * Returns: (transfer full): the title
 */
char *weir_palette_type_dup_title (const WeirNodeType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPaletteType, weir_palette_type_free)

G_END_DECLS
