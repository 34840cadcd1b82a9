/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Plane geometry of flows, in flow units. Plain functions, no display. */

typedef struct
{
  double x, y;
} WeirPoint;

typedef struct
{
  double x, y, width, height;
} WeirRect;

typedef struct
{
  WeirPoint p0, p1, p2, p3;
} WeirCubic;

#define WEIR_LINK_MAX_CUBICS 6

/**
 * WeirLinkPath:
 *
 * The curve of a wire: up to six cubics, each starting where the one before
 * ends.
 */
typedef struct
{
  guint     n_cubics;
  WeirCubic cubics[WEIR_LINK_MAX_CUBICS];
  WeirRect  bounds;
} WeirLinkPath;

/* How far a wire that runs back at one level loops below its nodes. */
#define WEIR_LINK_LOOP        25.0
#define WEIR_LINK_LOOP_STATUS 35.0

/**
 * weir_link_path_init:
 * @from: the output port's centre
 * @to: the input port's centre
 * @has_status: whether a status line stands below a node at either end
 *
 * Node-RED's generateLinkPath(): one cubic forwards; backwards an S around; a
 * loop below where both ends are nearly level (also to itself).
 */
void weir_link_path_init (WeirLinkPath *path,
                          WeirPoint     from,
                          WeirPoint     to,
                          gboolean      has_status);

/* Returns: the distance from @point to the curve, in flow units */
double weir_link_path_distance (const WeirLinkPath *path, WeirPoint point);

/* Returns: whether the line from @a to @b crosses the curve; @where: (out)
 *   (optional): at which point */
gboolean weir_link_path_crosses (const WeirLinkPath *path,
                                 WeirPoint           a,
                                 WeirPoint           b,
                                 WeirPoint          *where);

/* Returns: the point at @t, 0 to 1 over all cubics */
WeirPoint weir_link_path_get_point (const WeirLinkPath *path, double t);

WeirRect weir_rect_from_points (WeirPoint a, WeirPoint b);
WeirRect weir_rect_union (WeirRect a, WeirRect b);
WeirRect weir_rect_grow (WeirRect rect, double by);
gboolean weir_rect_contains_point (WeirRect rect, WeirPoint point);
gboolean weir_rect_contains_rect (WeirRect rect, WeirRect inner);
gboolean weir_rect_intersects (WeirRect a, WeirRect b);

G_END_DECLS
