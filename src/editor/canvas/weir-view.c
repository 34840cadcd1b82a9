/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-view.h"

#include <math.h>

WeirPoint
weir_view_to_flow (const WeirView *view, double vx, double vy)
{
  return (WeirPoint){ vx / view->zoom + view->ox, vy / view->zoom + view->oy };
}

WeirPoint
weir_view_from_flow (const WeirView *view, WeirPoint point)
{
  return (WeirPoint){ (point.x - view->ox) * view->zoom,
                      (point.y - view->oy) * view->zoom };
}

void
weir_view_zoom_at (WeirView *view, double zoom, double vx, double vy)
{
  WeirPoint kept = weir_view_to_flow (view, vx, vy);

  view->zoom = CLAMP (zoom, WEIR_VIEW_MIN_ZOOM, WEIR_VIEW_MAX_ZOOM);
  view->ox = kept.x - vx / view->zoom;
  view->oy = kept.y - vy / view->zoom;
}

void
weir_view_snap (WeirView *view, double scale)
{
  double device = view->zoom * scale;

  view->ox = round (view->ox * device) / device;
  view->oy = round (view->oy * device) / device;
}
