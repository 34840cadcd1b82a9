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
#include "flow/weir-clipboard.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Boxes that follow the pointer, at most. */
#define MAX_GHOSTS 200

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

/* How far what was copied moves: its frame's centre to the pointer, and its top
 * left node into the grid. */
static WeirPoint
get_clip_offset (WeirTool *self, const WeirToolEvent *event)
{
  WeirRect  box = self->frame;
  double    grid = get_grid (self, event);
  WeirPoint by = { self->point.x - box.x - box.width / 2,
                   self->point.y - box.y - box.height / 2 };

  if (grid > 0)
    {
      by.x = round (by.x / grid) * grid;
      by.y = round (by.y / grid) * grid;
    }
  return by;
}

static gboolean
has_place (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_NODE || kind == WEIR_ELEMENT_KIND_JUNCTION;
}

static void
move_clip (WeirTool *self, const WeirToolEvent *event)
{
  WeirPoint by = get_clip_offset (self, event);
  guint     n_nodes = 0;

  self->overlay->has_ghost = TRUE;
  self->overlay->ghost = self->frame;
  self->overlay->ghost.x += by.x;
  self->overlay->ghost.y += by.y;
  self->overlay->ghosts = g_array_new (FALSE, FALSE, sizeof (WeirRect));
  for (guint i = 0; i < weir_document_get_n_elements (self->clip); i++)
    {
      WeirElement   *element = weir_document_get_nth_element (self->clip, i);
      const WeirRect box = {
        weir_element_get_x (element) + by.x - WEIR_NODE_MIN_WIDTH / 2,
        weir_element_get_y (element) + by.y - WEIR_NODE_MIN_HEIGHT / 2,
        WEIR_NODE_MIN_WIDTH,
        WEIR_NODE_MIN_HEIGHT,
      };

      if (!has_place (element))
        continue;
      n_nodes++;
      if (n_nodes <= MAX_GHOSTS)
        g_array_append_val (self->overlay->ghosts, box);
    }
  self->overlay->ghost_label =
    g_strdup_printf (ngettext ("%u node", "%u nodes", n_nodes), n_nodes);
}

static void
move_placed (WeirTool *self, const WeirToolEvent *event)
{
  weir_tool_clear_overlay (self);
  if (self->clip)
    move_clip (self, event);
  else
    move_type (self, event);
}

static void
drop_clip (WeirTool *self)
{
  WeirPoint             by = get_clip_offset (self, &self->last);
  g_autoptr (GPtrArray) ids = NULL;
  WeirEdit             *edit;

  edit = weir_clipboard_paste (weir_session_get_document (self->session),
                               self->clip,
                               weir_session_get_flow (self->session),
                               by.x,
                               by.y,
                               self->keep_ids,
                               &ids);
  if (weir_tool_apply (self, _ ("Paste"), edit) && ids)
    weir_selection_set_ids (weir_session_get_selection (self->session), ids);
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
weir_tool_place_clip (WeirTool *self, WeirDocument *incoming, gboolean keep_ids)
{
  const WeirToolEvent cancel = { .type = WEIR_TOOL_CANCEL };
  double              left;
  double              top;
  double              right;
  double              bottom;

  if (!weir_tool_is_editable (self) ||
      !weir_clipboard_get_bounds (incoming, &left, &top, &right, &bottom))
    return;
  weir_tool_begin (self);
  weir_tool_handle (self, &cancel);
  weir_tool_keep_selection (self);
  self->clip = g_object_ref (incoming);
  self->keep_ids = keep_ids;
  self->frame = (WeirRect){ left - WEIR_NODE_MIN_WIDTH / 2,
                            top - WEIR_NODE_MIN_HEIGHT / 2,
                            right - left + WEIR_NODE_MIN_WIDTH,
                            bottom - top + WEIR_NODE_MIN_HEIGHT };
  weir_tool_enter (self, WEIR_TOOL_PLACE);
  if (self->inside)
    move_placed (self, &self->last);
  weir_tool_end (self);
}

void
weir_tool_drop (WeirTool *self)
{
  if (self->state != WEIR_TOOL_PLACE)
    return;
  weir_tool_begin (self);
  move_placed (self, &self->last);
  if (self->clip)
    drop_clip (self);
  else
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
