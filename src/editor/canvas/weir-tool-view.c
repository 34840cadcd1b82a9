/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Panning, scrolling and zooming: what moves the view, whatever gesture is
 * under way. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-tool-private.h"

#include <math.h>

static void
move_view (WeirTool *self, double dx, double dy)
{
  self->view->ox += dx / self->view->zoom;
  self->view->oy += dy / self->view->zoom;
  self->redraw |= WEIR_TOOL_REDRAW_VIEW;
}

static void
zoom_view (WeirTool *self, double scale, double x, double y)
{
  if (!(scale > 0) || !isfinite (scale))
    return;
  weir_view_zoom_at (self->view, self->view->zoom * scale, x, y);
  self->redraw |= WEIR_TOOL_REDRAW_VIEW;
}

/* The middle button, or the first with Space, or a finger on nothing. */
static gboolean
begins_pan (const WeirToolEvent *event)
{
  return event->type == WEIR_TOOL_PRESS &&
         (event->button == WEIR_TOOL_BUTTON_MIDDLE ||
          (event->button == WEIR_TOOL_BUTTON_PRIMARY &&
           (event->modifiers & WEIR_TOOL_SPACE)));
}

static gboolean
handle_pan (WeirTool *self, const WeirToolEvent *event)
{
  switch (event->type)
    {
    case WEIR_TOOL_MOTION:
      move_view (self, self->pan_x - event->x, self->pan_y - event->y);
      self->pan_x = event->x;
      self->pan_y = event->y;
      return TRUE;
    case WEIR_TOOL_RELEASE:
      if (event->button == self->pan_button)
        self->panning = FALSE;
      return TRUE;
    case WEIR_TOOL_PRESS:
      return TRUE;
    case WEIR_TOOL_LEAVE:
    case WEIR_TOOL_SCROLL:
    case WEIR_TOOL_PINCH:
    case WEIR_TOOL_LONG_PRESS:
    case WEIR_TOOL_MODIFIERS:
    case WEIR_TOOL_TICK:
    case WEIR_TOOL_CANCEL:
      break;
    }
  return FALSE;
}

gboolean
weir_tool_handle_view (WeirTool *self, const WeirToolEvent *event)
{
  if (event->type == WEIR_TOOL_PINCH)
    {
      zoom_view (self, event->scale, event->x, event->y);
      move_view (self, event->dx, event->dy);
      return TRUE;
    }
  if (event->type == WEIR_TOOL_SCROLL)
    {
      if (event->modifiers & (WEIR_TOOL_CONTROL | WEIR_TOOL_ALT | WEIR_TOOL_SPACE))
        zoom_view (self, event->scale, event->x, event->y);
      else
        move_view (self, event->dx, event->dy);
      return TRUE;
    }
  if (self->panning)
    return handle_pan (self, event);
  if (!begins_pan (event))
    return FALSE;
  weir_tool_begin_pan (self, event);
  return TRUE;
}

void
weir_tool_begin_pan (WeirTool *self, const WeirToolEvent *event)
{
  self->panning = TRUE;
  self->pan_button = event->button;
  self->pan_x = event->x;
  self->pan_y = event->y;
}

/* How fast one direction scrolls: from nothing where the margin begins to all
 * at the edge and beyond. */
static double
speed_at (double at, double length)
{
  double depth = 0;

  if (at < WEIR_TOOL_EDGE)
    depth = -MIN ((WEIR_TOOL_EDGE - at) / WEIR_TOOL_EDGE, 1);
  else if (at > length - WEIR_TOOL_EDGE)
    depth = MIN ((at - length + WEIR_TOOL_EDGE) / WEIR_TOOL_EDGE, 1);
  return depth * WEIR_TOOL_SPEED;
}

gboolean
weir_tool_is_near_edge (WeirTool *self)
{
  return self->width > 0 && (speed_at (self->last.x, self->width) != 0 ||
                             speed_at (self->last.y, self->height) != 0);
}

void
weir_tool_tick (WeirTool *self, double dt)
{
  move_view (self,
             speed_at (self->last.x, self->width) * dt,
             speed_at (self->last.y, self->height) * dt);
}
