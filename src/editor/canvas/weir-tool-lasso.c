/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* LASSO: a rectangle selects what is in it while it is drawn. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-find.h"
#include "editor/canvas/weir-tool-private.h"

#include <glib/gi18n-lib.h>

static void
add_kept (WeirTool *self, WeirSelection *selection)
{
  for (guint i = 0; i < self->kept_ids->len; i++)
    weir_selection_add (selection, self->kept_ids->pdata[i]);
  for (guint i = 0; i < self->kept_wires->len; i++)
    weir_selection_add_wire (selection, self->kept_wires->pdata[i]);
}

/* Nodes when their centre is inside, groups only as a whole. */
static void
add_items (WeirTool *self, WeirRect rect, WeirSelection *selection)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  weir_scene_query_items (self->scene, rect, items);
  for (guint i = 0; i < items->len; i++)
    {
      const WeirSceneItem *item = items->pdata[i];
      gboolean             inside;

      if (item->kind == WEIR_SCENE_ITEM_GROUP)
        inside = weir_rect_contains_rect (rect, item->box);
      else
        inside =
          weir_rect_contains_point (rect, weir_scene_item_get_centre (item));
      if (inside)
        weir_selection_add (selection, item->id);
    }
}

/* Wires when both ends are inside. */
static void
add_wires (WeirTool *self, WeirRect rect, WeirSelection *selection)
{
  g_autoptr (GPtrArray) wires = g_ptr_array_new ();

  weir_scene_query_wires (self->scene, rect, wires);
  for (guint i = 0; i < wires->len; i++)
    {
      const WeirSceneWire *wire = wires->pdata[i];
      WeirPoint from = weir_scene_item_get_output (wire->source, wire->port);
      WeirPoint to = weir_scene_item_get_input (wire->target);
      const WeirWireId id = { (char *)wire->source->id,
                              wire->port,
                              (char *)wire->target->id };

      if (!wire->virtual && weir_rect_contains_point (rect, from) &&
          weir_rect_contains_point (rect, to))
        weir_selection_add_wire (selection, &id);
    }
}

static void
move_lasso (WeirTool *self, const WeirToolEvent *event)
{
  WeirSelection *selection = weir_session_get_selection (self->session);
  WeirRect       rect = weir_rect_from_points (self->from, self->point);

  weir_tool_clear_overlay (self);
  self->overlay->has_lasso = TRUE;
  self->overlay->lasso = rect;
  weir_selection_begin (selection);
  weir_selection_clear (selection);
  if (event->modifiers & (WEIR_TOOL_SHIFT | WEIR_TOOL_CONTROL))
    add_kept (self, selection);
  add_items (self, rect, selection);
  add_wires (self, rect, selection);
  weir_selection_end (selection);
}

static void
release_lasso (WeirTool *self, const WeirToolEvent *event)
{
  move_lasso (self, event);
  weir_tool_finish (self);
}

const WeirToolGesture weir_tool_gesture_lasso = {
  .cursor = "crosshair",
  .hint = N_ ("Shift: add to the selection · Esc: cancel"),
  .scrolls = TRUE,
  .motion = move_lasso,
  .release = release_lasso,
};
