/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* PLACE: a fresh node from the palette, or what the clipboard held, follows the
 * pointer until it is let go. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-placement.h"
#include "editor/canvas/weir-scene-find.h"
#include "editor/canvas/weir-snap.h"
#include "editor/canvas/weir-tool-private.h"

#include <glib/gi18n-lib.h>

static const WeirNodeType *
get_type (WeirTool *self)
{
  return weir_registry_lookup (weir_session_get_registry (self->session),
                               self->type);
}

static double
get_grid (WeirTool *self, const WeirToolEvent *event)
{
  gboolean inverted = (event->modifiers & WEIR_TOOL_SHIFT) != 0;

  return self->snap != inverted ? self->grid : 0;
}

static WeirRect
get_ghost (WeirTool *self, const WeirToolEvent *event)
{
  WeirRect box = weir_placement_guess_box (get_type (self));
  double   grid = get_grid (self, event);

  box.x = self->point.x - box.width / 2;
  box.y = self->point.y - box.height / 2;
  if (grid > 0)
    {
      WeirPoint by = weir_snap_to_grid (box, WEIR_SNAP_NODE, grid);

      box.x += by.x;
      box.y += by.y;
    }
  return box;
}

static gboolean
goes_into_wires (WeirTool *self)
{
  const WeirNodeType *type = get_type (self);

  return type && type->inputs > 0 && type->outputs > 0;
}

static void
move_type (WeirTool *self, const WeirToolEvent *event)
{
  const WeirNodeType *type = get_type (self);
  WeirRect            box = get_ghost (self, event);
  const WeirPoint centre = { box.x + box.width / 2, box.y + box.height / 2 };

  self->overlay->has_ghost = TRUE;
  self->overlay->ghost = box;
  self->overlay->ghost_label = g_strdup (type ? _ (type->label) : self->type);
  if (goes_into_wires (self))
    weir_tool_show_splice (self, weir_tool_find_splice (self, centre));
  weir_tool_show_group (self, weir_tool_find_group (self, self->point));
}

static void
move_placed (WeirTool *self, const WeirToolEvent *event)
{
  weir_tool_clear_overlay (self);
  move_type (self, event);
}

static void
drop_type (WeirTool *self)
{
  const WeirPlacement placement = {
    .type = self->type,
    .at = self->point,
    .grid = get_grid (self, &self->last),
    .wire = self->overlay->splice,
    .group = self->overlay->group,
  };
  g_autofree char *id = NULL;

  id = weir_placement_add (self->session, self->scene, &placement);
}

void
weir_tool_place_type (WeirTool *self, const char *type)
{
  const WeirToolEvent cancel = { .type = WEIR_TOOL_CANCEL };

  weir_tool_begin (self);
  weir_tool_handle (self, &cancel);
  if (weir_tool_is_editable (self))
    {
      weir_tool_keep_selection (self);
      self->type = g_strdup (type);
      weir_tool_enter (self, WEIR_TOOL_PLACE);
    }
  weir_tool_end (self);
}

void
weir_tool_drop (WeirTool *self)
{
  if (self->state != WEIR_TOOL_PLACE)
    return;
  weir_tool_begin (self);
  move_placed (self, &self->last);
  drop_type (self);
  weir_tool_finish (self);
  weir_tool_end (self);
}

static void
press_placed (WeirTool *self, const WeirToolEvent *event)
{
  weir_tool_drop (self);
}

const WeirToolGesture weir_tool_gesture_place = {
  .cursor = "copy",
  .hint = N_ ("Click to place · Shift: grid on or off · Esc: cancel"),
  .scrolls = TRUE,
  .motion = move_placed,
  .press = press_placed,
};
