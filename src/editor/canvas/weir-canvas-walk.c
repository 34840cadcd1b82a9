/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Actions that move the keyboard's focus and the view. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-actions-private.h"
#include "editor/canvas/weir-scene-find.h"

/* How many steps of the grid Shift scrolls. */
#define FAR 5

WeirSceneItem *
weir_canvas_get_focused (WeirCanvasInput *self)
{
  const char *id =
    weir_selection_get_focus (weir_session_get_selection (self->canvas->session));

  return id != NULL ? weir_scene_lookup (self->canvas->scene, id) : NULL;
}

/* Walking selects, as arrows do in any list: what is focused is what commands
 * are about. */
void
weir_canvas_focus_item (WeirCanvasInput *self, WeirSceneItem *item)
{
  if (item == NULL)
    return;
  weir_selection_set (weir_session_get_selection (self->canvas->session),
                      item->id);
  weir_canvas_scroll_to (self->canvas, weir_scene_item_get_extents (item));
}

/* The first arrow goes to what is nearest to the middle of the view. */
static WeirSceneItem *
find_middle (WeirCanvasInput *self)
{
  WeirRect       visible = weir_canvas_get_visible (self->canvas);
  WeirPoint      middle = { visible.x + visible.width / 2,
                            visible.y + visible.height / 2 };
  WeirSceneItem *best = NULL;
  double         least = G_MAXDOUBLE;

  for (guint i = 0; i < weir_scene_get_n_items (self->canvas->scene); i++)
    {
      WeirSceneItem *item = weir_scene_get_item (self->canvas->scene, i);
      WeirPoint      at = weir_scene_item_get_centre (item);
      double         way = (at.x - middle.x) * (at.x - middle.x) +
                   (at.y - middle.y) * (at.y - middle.y);

      if (item->kind == WEIR_SCENE_ITEM_GROUP || way >= least)
        continue;
      least = way;
      best = item;
    }
  return best;
}

static void
focus_direction (WeirCanvasInput *self, int direction)
{
  WeirSceneItem *from = weir_canvas_get_focused (self);

  if (from == NULL)
    weir_canvas_focus_item (self, find_middle (self));
  else
    weir_canvas_focus_item (self,
                            weir_scene_find_nearest (self->canvas->scene,
                                                     weir_scene_item_get_centre (
                                                       from),
                                                     from,
                                                     direction));
}

/* By reading order, round and round. */
static void
focus_order (WeirCanvasInput *self, int by)
{
  WeirSceneItem        *focus = weir_canvas_get_focused (self);
  g_autoptr (GPtrArray) items = weir_scene_list_reading (self->canvas->scene);
  guint                 at;

  if (items->len == 0)
    return;
  if (focus == NULL || !g_ptr_array_find (items, focus, &at))
    at = by > 0 ? items->len - 1 : 0;
  at = (at + items->len + (guint)(by + (int)items->len)) % items->len;
  weir_canvas_focus_item (self, items->pdata[at]);
}

static void
focus_end (WeirCanvasInput *self, int last)
{
  g_autoptr (GPtrArray) items = weir_scene_list_reading (self->canvas->scene);

  if (items->len > 0)
    weir_canvas_focus_item (self, items->pdata[last ? items->len - 1 : 0]);
}

/* Along a wire; again from where it began, along the next one. Where a wire
 * leads to has the focus then, so the beginning is remembered while nothing else
 * moved the focus. */
static void
follow (WeirCanvasInput *self, int back)
{
  WeirSceneItem *focus = weir_canvas_get_focused (self);
  GPtrArray     *wires = back ? focus->wires_in : focus->wires_out;
  WeirSceneWire *wire;

  if (wires->len > 0)
    {
      g_clear_pointer (&self->follow, g_free);
      self->follow = g_strdup (focus->id);
      self->follow_back = back;
      self->follow_n = 0;
    }
  else if (self->follow == NULL || self->follow_back != back)
    return;
  else
    {
      /* The end of a wire: on to the next one of where it came from. */
      focus = weir_scene_lookup (self->canvas->scene, self->follow);
      if (focus == NULL)
        return;
      wires = back ? focus->wires_in : focus->wires_out;
      self->follow_n++;
    }
  if (wires->len == 0)
    return;
  wire = wires->pdata[self->follow_n % wires->len];
  weir_canvas_focus_item (self, back ? wire->source : wire->target);
}

/* The view */

static void
scroll (WeirCanvasInput *self, WeirDirection direction, double steps)
{
  double by = steps * weir_canvas_get_step (self) * self->canvas->view.zoom;

  switch (direction)
    {
    case WEIR_DIRECTION_LEFT:
      weir_canvas_pan (self->canvas, -by, 0);
      break;
    case WEIR_DIRECTION_RIGHT:
      weir_canvas_pan (self->canvas, by, 0);
      break;
    case WEIR_DIRECTION_UP:
      weir_canvas_pan (self->canvas, 0, -by);
      break;
    case WEIR_DIRECTION_DOWN:
      weir_canvas_pan (self->canvas, 0, by);
      break;
    }
}

static void
scroll_near (WeirCanvasInput *self, int direction)
{
  scroll (self, direction, 1);
}

static void
scroll_far (WeirCanvasInput *self, int direction)
{
  scroll (self, direction, FAR);
}

typedef enum
{
  ZOOM_IN,
  ZOOM_OUT,
  ZOOM_RESET,
  ZOOM_FIT,
  ZOOM_SELECTION,
} ZoomAction;

static void
zoom (WeirCanvasInput *self, int argument)
{
  switch ((ZoomAction)argument)
    {
    case ZOOM_IN:
      weir_canvas_zoom_in (self->canvas);
      break;
    case ZOOM_OUT:
      weir_canvas_zoom_out (self->canvas);
      break;
    case ZOOM_RESET:
      weir_canvas_zoom_reset (self->canvas);
      break;
    case ZOOM_FIT:
      weir_canvas_zoom_to_fit (self->canvas);
      break;
    case ZOOM_SELECTION:
      weir_canvas_zoom_to_selection (self->canvas);
      break;
    }
}

/* The window searches; the canvas has only the keys. */
static void
find (WeirCanvasInput *self, int next)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas),
                              next ? "win.find-next" : "win.find-previous",
                              NULL);
}

#define FLOW  WEIR_NEEDS_FLOW
#define ITEMS WEIR_NEEDS_ITEMS
#define FOCUS WEIR_NEEDS_FOCUS

const WeirCanvasActionRow weir_canvas_walk_actions[] = {
  { "focus-left", focus_direction, WEIR_DIRECTION_LEFT, ITEMS },
  { "focus-right", focus_direction, WEIR_DIRECTION_RIGHT, ITEMS },
  { "focus-up", focus_direction, WEIR_DIRECTION_UP, ITEMS },
  { "focus-down", focus_direction, WEIR_DIRECTION_DOWN, ITEMS },
  { "focus-next", focus_order, 1, ITEMS },
  { "focus-previous", focus_order, -1, ITEMS },
  { "focus-first", focus_end, FALSE, ITEMS },
  { "focus-last", focus_end, TRUE, ITEMS },
  { "follow", follow, FALSE, FOCUS },
  { "follow-back", follow, TRUE, FOCUS },
  { "scroll-left", scroll_near, WEIR_DIRECTION_LEFT, FLOW },
  { "scroll-right", scroll_near, WEIR_DIRECTION_RIGHT, FLOW },
  { "scroll-up", scroll_near, WEIR_DIRECTION_UP, FLOW },
  { "scroll-down", scroll_near, WEIR_DIRECTION_DOWN, FLOW },
  { "scroll-left-far", scroll_far, WEIR_DIRECTION_LEFT, FLOW },
  { "scroll-right-far", scroll_far, WEIR_DIRECTION_RIGHT, FLOW },
  { "scroll-up-far", scroll_far, WEIR_DIRECTION_UP, FLOW },
  { "scroll-down-far", scroll_far, WEIR_DIRECTION_DOWN, FLOW },
  { "zoom-in", zoom, ZOOM_IN, FLOW },
  { "zoom-out", zoom, ZOOM_OUT, FLOW },
  { "zoom-reset", zoom, ZOOM_RESET, FLOW },
  { "fit", zoom, ZOOM_FIT, ITEMS },
  { "zoom-to-selection", zoom, ZOOM_SELECTION, WEIR_NEEDS_IDS },
  { "find-next", find, TRUE, 0 },
  { "find-previous", find, FALSE, 0 },
  { NULL, NULL, 0, 0 },
};
