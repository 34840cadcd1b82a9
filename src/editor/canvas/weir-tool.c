/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The gestures of the canvas: which state an event goes to. What the states do
 * is in weir-tool-*.c. Owned by the canvas, which feeds it and paints what it
 * leaves in the overlay. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-tool.h"
#include "editor/canvas/weir-tool-private.h"

#include <glib/gi18n-lib.h>

/* Fingers need areas of 44 pixels where a pointer has 24. */
#define TOUCH_AREA (44.0 / 24.0)

G_DEFINE_FINAL_TYPE (WeirTool, weir_tool, G_TYPE_OBJECT)

static const WeirToolGesture gesture_idle = { NULL };

static const WeirToolGesture *const gestures[WEIR_TOOL_N_STATES] = {
  [WEIR_TOOL_IDLE] = &gesture_idle,
  [WEIR_TOOL_PRESSED] = &weir_tool_gesture_press,
  [WEIR_TOOL_DRAG_NODES] = &weir_tool_gesture_move,
  [WEIR_TOOL_WIRE] = &weir_tool_gesture_wire,
  [WEIR_TOOL_REPLUG] = &weir_tool_gesture_replug,
  [WEIR_TOOL_LASSO] = &weir_tool_gesture_lasso,
  [WEIR_TOOL_SLICE] = &weir_tool_gesture_slice,
  [WEIR_TOOL_RESIZE_GROUP] = &weir_tool_gesture_resize,
  [WEIR_TOOL_PLACE] = &weir_tool_gesture_place,
};

void
weir_tool_port_clear (WeirToolPort *port)
{
  g_clear_pointer (&port->id, g_free);
}

static void
forget_pressed (WeirTool *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->wire, weir_wire_id_free);
  self->part = WEIR_PICK_NOTHING;
  self->corner = WEIR_TOOL_CORNER_NONE;
  self->offset = (WeirPoint){ 0, 0 };
  self->loose = FALSE;
  self->chain = FALSE;
}

static void
forget_carried (WeirTool *self)
{
  g_clear_pointer (&self->dragged, g_ptr_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_clear_pointer (&self->type, g_free);
  g_clear_object (&self->clip);
}

/* Frees what a gesture held. */
static void
forget (WeirTool *self)
{
  forget_pressed (self);
  forget_carried (self);
  g_clear_pointer (&self->kept_ids, g_ptr_array_unref);
  g_clear_pointer (&self->kept_wires, g_ptr_array_unref);
}

static void
weir_tool_dispose (GObject *object)
{
  WeirTool *self = WEIR_TOOL (object);

  forget (self);
  g_clear_object (&self->scene);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_tool_parent_class)->dispose (object);
}

static void
weir_tool_class_init (WeirToolClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_tool_dispose;
}

static void
weir_tool_init (WeirTool *self)
{
  self->snap = TRUE;
  self->grid = WEIR_GRID;
}

/* Whether what the gesture holds is still there. */
static gboolean
holds_together (WeirTool *self)
{
  if (self->id && !weir_scene_lookup (self->scene, self->id))
    return FALSE;
  if (self->wire && self->state != WEIR_TOOL_IDLE &&
      !weir_scene_lookup_wire (self->scene, self->wire))
    return FALSE;
  for (guint i = 0; self->dragged && i < self->dragged->len; i++)
    if (!weir_scene_lookup (self->scene, self->dragged->pdata[i]))
      return FALSE;
  for (guint i = 0; self->ends && i < self->ends->len; i++)
    {
      WeirToolPort *end = &g_array_index (self->ends, WeirToolPort, i);

      if (!weir_scene_lookup (self->scene, end->id))
        return FALSE;
    }
  for (guint i = 0; self->taken && i < self->taken->len; i++)
    if (!weir_scene_lookup_wire (self->scene, self->taken->pdata[i]))
      return FALSE;
  return TRUE;
}

/* The flow changed under a gesture: an undo, another window's hand, a deploy.
 * What it holds may be gone; what it shows may be. */
static void
scene_changed_cb (WeirTool       *self,
                  WeirSceneChange flags,
                  GPtrArray      *ids,
                  WeirScene      *scene)
{
  const WeirToolEvent cancel = { .type = WEIR_TOOL_CANCEL };

  if (!(flags & (WEIR_SCENE_CHANGE_ITEMS | WEIR_SCENE_CHANGE_GEOMETRY)))
    return;
  weir_tool_begin (self);
  if (self->state != WEIR_TOOL_IDLE && !holds_together (self))
    weir_tool_handle (self, &cancel);
  if (self->state == WEIR_TOOL_IDLE)
    weir_tool_clear_overlay (self);
  weir_tool_end (self);
}

static void
flow_changed_cb (WeirTool *self)
{
  const WeirToolEvent cancel = { .type = WEIR_TOOL_CANCEL };

  weir_tool_begin (self);
  weir_tool_handle (self, &cancel);
  weir_tool_clear_overlay (self);
  weir_tool_end (self);
}

WeirTool *
weir_tool_new (WeirSession        *session,
               WeirScene          *scene,
               WeirView           *view,
               WeirOverlay        *overlay,
               const WeirToolHost *host,
               gpointer            data)
{
  WeirTool *self = g_object_new (WEIR_TYPE_TOOL, NULL);

  self->session = g_object_ref (session);
  self->scene = g_object_ref (scene);
  self->view = view;
  self->overlay = overlay;
  self->host = host;
  self->data = data;
  g_signal_connect_object (scene,
                           "changed",
                           G_CALLBACK (scene_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "notify::flow",
                           G_CALLBACK (flow_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
weir_tool_set_size (WeirTool *self, double width, double height)
{
  self->width = width;
  self->height = height;
}

void
weir_tool_set_grid (WeirTool *self, gboolean snap, double grid)
{
  g_return_if_fail (grid > 0);

  self->snap = snap;
  self->grid = grid;
}

WeirPoint
weir_tool_locate (WeirTool *self, double x, double y)
{
  return weir_view_to_flow (self->view, x, y);
}

void
weir_tool_pick (WeirTool *self, const WeirToolEvent *event, WeirPick *pick)
{
  double zoom = self->view->zoom;

  if (event->device == WEIR_TOOL_TOUCH)
    zoom /= TOUCH_AREA;
  weir_scene_pick (self->scene,
                   weir_tool_locate (self, event->x, event->y),
                   zoom,
                   pick);
}

void
weir_tool_begin (WeirTool *self)
{
  self->depth++;
}

void
weir_tool_end (WeirTool *self)
{
  WeirToolRedraw what = self->redraw;

  self->depth--;
  if (self->depth > 0 || what == 0)
    return;
  self->redraw = 0;
  self->host->redraw (self->data, what);
}

void
weir_tool_flush (WeirTool *self)
{
  weir_scene_flush (self->scene);
}

gboolean
weir_tool_is_editable (WeirTool *self)
{
  const char *flow = weir_session_get_flow (self->session);

  return flow &&
         !weir_operation_is_locked (weir_session_get_document (self->session),
                                    flow);
}

gboolean
weir_tool_apply (WeirTool *self, const char *label, WeirEdit *edit)
{
  return edit && weir_session_apply (self->session, label, edit);
}

void
weir_tool_begin_step (WeirTool *self, const char *label)
{
  weir_history_begin (weir_session_get_history (self->session), label);
}

void
weir_tool_end_step (WeirTool *self)
{
  weir_history_end (weir_session_get_history (self->session));
}

void
weir_tool_enter (WeirTool *self, WeirToolState state)
{
  weir_tool_clear_overlay (self);
  self->state = state;
}

void
weir_tool_finish (WeirTool *self)
{
  weir_tool_enter (self, WEIR_TOOL_IDLE);
  forget (self);
}

static void
cancel (WeirTool *self)
{
  const WeirToolGesture *gesture = gestures[self->state];

  self->panning = FALSE;
  if (self->state == WEIR_TOOL_IDLE)
    return;
  if (gesture->cancel)
    gesture->cancel (self);
  weir_tool_restore_selection (self);
  weir_tool_finish (self);
}

static void
open_menu (WeirTool *self, const WeirToolEvent *event)
{
  WeirSelection *selection = weir_session_get_selection (self->session);
  WeirPick       pick;

  weir_tool_pick (self, event, &pick);
  if (pick.wire && !pick.wire->virtual)
    {
      WeirWireId id = { (char *)pick.wire->source->id,
                        pick.wire->port,
                        (char *)pick.wire->target->id };

      if (!weir_selection_contains_wire (selection, &id))
        {
          weir_selection_begin (selection);
          weir_selection_clear (selection);
          weir_selection_add_wire (selection, &id);
          weir_selection_end (selection);
        }
    }
  else if (pick.item && !weir_selection_contains (selection, pick.item->id))
    weir_selection_set (selection, pick.item->id);
  self->host->menu (self->data, &pick, event->x, event->y);
}

static void
press (WeirTool *self, const WeirToolEvent *event)
{
  const WeirToolGesture *gesture = gestures[self->state];

  if (self->state != WEIR_TOOL_IDLE)
    {
      if (event->button == WEIR_TOOL_BUTTON_SECONDARY)
        cancel (self);
      else if (gesture->press && event->button == WEIR_TOOL_BUTTON_PRIMARY)
        gesture->press (self, event);
      return;
    }
  if (event->button == WEIR_TOOL_BUTTON_SECONDARY)
    open_menu (self, event);
  else if (event->button == WEIR_TOOL_BUTTON_PRIMARY)
    weir_tool_select_press (self);
}

static void
release (WeirTool *self, const WeirToolEvent *event)
{
  const WeirToolGesture *gesture = gestures[self->state];

  if (event->button == WEIR_TOOL_BUTTON_PRIMARY && gesture->release)
    gesture->release (self, event);
}

/* Ctrl held keeps wiring going from node to node; let go, it ends. */
static void
motion (WeirTool *self, const WeirToolEvent *event)
{
  const WeirToolGesture *gesture = gestures[self->state];

  if (self->chain && !(event->modifiers & WEIR_TOOL_CONTROL))
    cancel (self);
  else if (gesture->motion)
    gesture->motion (self, event);
  else
    weir_tool_hover (self);
}

/* The last place again: the view moved under the pointer, or a modifier key
 * went down. */
static void
feed_again (WeirTool *self, WeirToolModifiers modifiers)
{
  WeirToolEvent again = self->last;

  if (!self->inside && self->state == WEIR_TOOL_IDLE)
    return;
  again.type = WEIR_TOOL_MOTION;
  again.modifiers = modifiers;
  self->last.modifiers = modifiers;
  self->point = weir_tool_locate (self, again.x, again.y);
  motion (self, &again);
}

static void
remember (WeirTool *self, const WeirToolEvent *event)
{
  switch (event->type)
    {
    case WEIR_TOOL_PRESS:
    case WEIR_TOOL_RELEASE:
    case WEIR_TOOL_MOTION:
    case WEIR_TOOL_SCROLL:
      self->last = *event;
      self->inside = TRUE;
      self->point = weir_tool_locate (self, event->x, event->y);
      break;
    case WEIR_TOOL_LEAVE:
      self->inside = FALSE;
      break;
    case WEIR_TOOL_PINCH:
    case WEIR_TOOL_LONG_PRESS:
    case WEIR_TOOL_MODIFIERS:
    case WEIR_TOOL_TICK:
    case WEIR_TOOL_CANCEL:
      break;
    }
}

static void
dispatch (WeirTool *self, const WeirToolEvent *event)
{
  switch (event->type)
    {
    case WEIR_TOOL_PRESS:
      press (self, event);
      break;
    case WEIR_TOOL_RELEASE:
      release (self, event);
      break;
    case WEIR_TOOL_MOTION:
      motion (self, event);
      break;
    case WEIR_TOOL_LEAVE:
      if (self->state == WEIR_TOOL_IDLE)
        weir_tool_clear_overlay (self);
      break;
    case WEIR_TOOL_LONG_PRESS:
      cancel (self);
      open_menu (self, event);
      break;
    case WEIR_TOOL_MODIFIERS:
      feed_again (self, event->modifiers);
      break;
    case WEIR_TOOL_TICK:
      if (!weir_tool_wants_ticks (self))
        break;
      weir_tool_tick (self, event->dt);
      feed_again (self, self->last.modifiers);
      break;
    case WEIR_TOOL_CANCEL:
      cancel (self);
      break;
    case WEIR_TOOL_SCROLL:
    case WEIR_TOOL_PINCH:
      break;
    }
}

void
weir_tool_handle (WeirTool *self, const WeirToolEvent *event)
{
  weir_tool_begin (self);
  remember (self, event);
  if (!weir_tool_handle_view (self, event))
    dispatch (self, event);
  else if (self->redraw & WEIR_TOOL_REDRAW_VIEW)
    feed_again (self, event->modifiers);
  weir_tool_end (self);
}

WeirToolState
weir_tool_get_state (WeirTool *self)
{
  return self->state;
}

gboolean
weir_tool_is_active (WeirTool *self)
{
  return self->panning || self->state != WEIR_TOOL_IDLE;
}

gboolean
weir_tool_wants_ticks (WeirTool *self)
{
  return gestures[self->state]->scrolls && !self->panning &&
         weir_tool_is_near_edge (self);
}

static const char *
get_idle_cursor (WeirTool *self)
{
  WeirPick       pick;
  WeirToolCorner corner;

  if (!self->inside)
    return NULL;
  weir_tool_pick (self, &self->last, &pick);
  corner = weir_tool_find_corner (self, &pick, self->point);
  if (corner != WEIR_TOOL_CORNER_NONE)
    return weir_tool_corner_cursor (corner);
  switch (pick.part)
    {
    case WEIR_PICK_INPUT:
    case WEIR_PICK_OUTPUT:
      return "crosshair";
    case WEIR_PICK_BUTTON:
      return "pointer";
    case WEIR_PICK_NODE:
    case WEIR_PICK_JUNCTION:
    case WEIR_PICK_GROUP:
      return "move";
    case WEIR_PICK_NOTHING:
    case WEIR_PICK_WIRE:
    case WEIR_PICK_GROUP_INSIDE:
      break;
    }
  return NULL;
}

const char *
weir_tool_get_cursor (WeirTool *self)
{
  if (self->panning)
    return "grabbing";
  if (self->last.modifiers & WEIR_TOOL_SPACE)
    return "grab";
  if (self->state == WEIR_TOOL_IDLE)
    return get_idle_cursor (self);
  if (self->state == WEIR_TOOL_RESIZE_GROUP)
    return weir_tool_corner_cursor (self->corner);
  return gestures[self->state]->cursor;
}

const char *
weir_tool_get_hint (WeirTool *self)
{
  const char *hint = gestures[self->state]->hint;

  return hint ? _ (hint) : NULL;
}
