/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-overlay.h"

G_BEGIN_DECLS

/* How near an edge comes to another's line to be drawn to it, in view pixels. */
#define WEIR_SNAP_REACH 5.0

typedef enum
{
  WEIR_SNAP_NODE,     /* left or right edge, whichever is nearer; middle */
  WEIR_SNAP_CENTRE,   /* junctions */
  WEIR_SNAP_TOP_LEFT, /* groups */
} WeirSnapAlign;

/**
 * weir_snap_to_grid:
 * @box: where something stands
 *
 * Returns: how far it is moved to stand in the grid, as Node-RED's editor does
 */
WeirPoint weir_snap_to_grid (WeirRect box, WeirSnapAlign align, double grid);

/**
 * weir_snap_to_guides:
 * @box: where something stands
 * @others: (array length=n_others): the boxes around it
 * @reach: how far it may be moved, in flow units; 0 only tells what aligns
 * @offset: (out): how far it is moved so that edges or centres align
 * @guides: (out caller-allocates): the lines they share, at most
 *   %WEIR_OVERLAY_MAX_GUIDES; of several the nearest
 *
 * Returns: the number of guides
 */
guint weir_snap_to_guides (WeirRect        box,
                           const WeirRect *others,
                           guint           n_others,
                           double          reach,
                           WeirPoint      *offset,
                           WeirGuide      *guides);

G_END_DECLS
