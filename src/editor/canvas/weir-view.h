/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-geometry.h"

G_BEGIN_DECLS

#define WEIR_VIEW_MIN_ZOOM 0.05
#define WEIR_VIEW_MAX_ZOOM 4.0

/* Per notch of the wheel, as per key press. */
#define WEIR_VIEW_ZOOM_STEP 1.189207115002721 /* 2^(1/4) */

/**
 * WeirView:
 *
 * The one transform between a flow and its picture: a point (x, y) of the flow
 * is seen at ((x − ox) · zoom, (y − oy) · zoom), in view pixels.
 */
typedef struct
{
  double ox, oy; /* flow units at the top left */
  double zoom;
} WeirView;

WeirPoint weir_view_to_flow (const WeirView *view, double vx, double vy);
WeirPoint weir_view_from_flow (const WeirView *view, WeirPoint point);

/* Changes the zoom with the view pixel (vx, vy) staying where it is. */
void weir_view_zoom_at (WeirView *view, double zoom, double vx, double vy);

/* Moves by whole device pixels, so that text stays sharp and tiles have no
 * seams. @scale: device pixels per view pixel. */
void weir_view_snap (WeirView *view, double scale);

G_END_DECLS
