/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-geometry.h"

G_BEGIN_DECLS

/* The side of a cell, in flow units. */
#define WEIR_INDEX_CELL 512.0

/* What would fill more cells is kept apart and looked at in every query. */
#define WEIR_INDEX_MAX_CELLS 256

/**
 * WeirIndex:
 *
 * Answers what is near a rectangle: a uniform grid of cells, each with the
 * things that touch it. Things are pointers that the index never looks into.
 */
typedef struct _WeirIndex WeirIndex;

WeirIndex *weir_index_new (void);
void       weir_index_free (WeirIndex *self);

/**
 * weir_index_insert:
 *
 * Puts @thing at @box; a thing that is there already moves.
 */
void weir_index_insert (WeirIndex *self, gpointer thing, WeirRect box);

/* As weir_index_insert(), into the cells that the curve itself crosses. */
void
weir_index_insert_path (WeirIndex *self, gpointer thing, const WeirLinkPath *path);

/* Does nothing when @thing isn't there. */
void  weir_index_remove (WeirIndex *self, gpointer thing);
guint weir_index_get_n_things (WeirIndex *self);

/**
 * weir_index_query:
 * @things: what is found is appended, each once, in no order
 *
 * Things whose box touches @rect.
 */
void weir_index_query (WeirIndex *self, WeirRect rect, GPtrArray *things);

/* Returns: the smallest rectangle around all; empty when there is nothing */
WeirRect weir_index_get_bounds (WeirIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirIndex, weir_index_free)

G_END_DECLS
