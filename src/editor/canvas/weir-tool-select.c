/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* PRESSED: what a press selects, what a click does, and which drag it becomes
 * once the pointer has moved far enough. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-find.h"
#include "editor/canvas/weir-tool-private.h"
#include "flow/weir-reach.h"

#include <math.h>

void
weir_tool_keep_selection (WeirTool *self)
{
  WeirSelection        *selection = weir_session_get_selection (self->session);
  g_autoptr (GPtrArray) wires = weir_selection_list_wires (selection);

  g_clear_pointer (&self->kept_ids, g_ptr_array_unref);
  g_clear_pointer (&self->kept_wires, g_ptr_array_unref);
  self->kept_ids = weir_selection_list_ids (selection);
  self->kept_wires =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_wire_id_free);
  for (guint i = 0; i < wires->len; i++)
    {
      const WeirWireId *wire = wires->pdata[i];

      g_ptr_array_add (self->kept_wires,
                       weir_wire_id_new (wire->source, wire->port, wire->target));
    }
}

void
weir_tool_restore_selection (WeirTool *self)
{
  WeirSelection *selection = weir_session_get_selection (self->session);

  if (!self->kept_ids)
    return;
  weir_selection_begin (selection);
  weir_selection_set_ids (selection, self->kept_ids);
  for (guint i = 0; i < self->kept_wires->len; i++)
    weir_selection_add_wire (selection, self->kept_wires->pdata[i]);
  weir_selection_end (selection);
}

static WeirSelection *
get_selection (WeirTool *self)
{
  return weir_session_get_selection (self->session);
}

static gboolean
is_part_of_wire (WeirPickPart part)
{
  return part == WEIR_PICK_WIRE;
}

static gboolean
is_part_of_item (WeirPickPart part)
{
  return part == WEIR_PICK_NODE || part == WEIR_PICK_JUNCTION ||
         part == WEIR_PICK_GROUP;
}

static void
hold (WeirTool *self, const WeirPick *pick)
{
  self->part = pick->part;
  self->port = pick->port;
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->wire, weir_wire_id_free);
  self->id = pick->item ? g_strdup (pick->item->id) : NULL;
  if (pick->wire)
    self->wire = weir_wire_id_new (pick->wire->source->id,
                                   pick->wire->port,
                                   pick->wire->target->id);
}

/* A plain press on something that is not selected selects it at once; with
 * Control it joins. The rest waits for the release: it may become a drag. */
static void
select_item_now (WeirTool *self)
{
  WeirSelection *selection = get_selection (self);

  self->was_selected = weir_selection_contains (selection, self->id);
  if (self->was_selected)
    {
      weir_selection_set_focus (selection, self->id);
      return;
    }
  if (self->press.modifiers & WEIR_TOOL_CONTROL)
    {
      weir_selection_begin (selection);
      weir_selection_add (selection, self->id);
      weir_selection_set_focus (selection, self->id);
      weir_selection_end (selection);
    }
  else if (!(self->press.modifiers & WEIR_TOOL_SHIFT))
    weir_selection_set (selection, self->id);
}

static void
select_wire_now (WeirTool *self)
{
  WeirSelection *selection = get_selection (self);

  self->was_selected = weir_selection_contains_wire (selection, self->wire);
  if (self->was_selected)
    return;
  weir_selection_begin (selection);
  if (!(self->press.modifiers & WEIR_TOOL_CONTROL))
    weir_selection_clear (selection);
  weir_selection_add_wire (selection, self->wire);
  weir_selection_end (selection);
}

void
weir_tool_quick_add (WeirTool           *self,
                     const WeirToolPort *port,
                     const WeirWireId   *wire)
{
  const WeirAddPlace where = {
    .at = self->point,
    .id = port ? port->id : NULL,
    .is_input = port && port->is_input,
    .port = port ? port->port : 0,
    .wire = wire,
  };

  if (weir_tool_is_editable (self))
    self->host->quick_add (self->data, &where);
}

/* Edits what was pressed twice; Ctrl shows the flow of a subflow instead. */
static void
open_item (WeirTool *self)
{
  WeirSceneItem *item = weir_scene_lookup (self->scene, self->id);
  const char    *type = weir_element_get_type_name (item->element);
  const char    *subflow = NULL;

  if ((self->press.modifiers & WEIR_TOOL_CONTROL) &&
      g_str_has_prefix (type, "subflow:"))
    subflow = type + strlen ("subflow:");
  if (subflow)
    weir_session_set_flow (self->session, subflow);
  else
    weir_session_edit (self->session, self->id);
}

/* Returns: whether the second press of two did something by itself */
static gboolean
press_twice (WeirTool *self)
{
  if (self->press.modifiers & (WEIR_TOOL_SHIFT | WEIR_TOOL_ALT))
    return FALSE;
  if (is_part_of_item (self->part) && self->part != WEIR_PICK_JUNCTION)
    {
      open_item (self);
      return TRUE;
    }
  if (is_part_of_wire (self->part) && !(self->press.modifiers & WEIR_TOOL_CONTROL))
    {
      select_wire_now (self);
      self->host->tap (self->data);
      return TRUE;
    }
  if (self->part == WEIR_PICK_NOTHING || self->part == WEIR_PICK_GROUP_INSIDE)
    {
      weir_tool_quick_add (self, NULL, NULL);
      return TRUE;
    }
  return FALSE;
}

void
weir_tool_select_press (WeirTool *self)
{
  WeirPick pick;

  weir_tool_pick (self, &self->last, &pick);
  if (pick.wire && pick.wire->virtual)
    pick = (WeirPick){ WEIR_PICK_NOTHING };
  weir_tool_keep_selection (self);
  self->press = self->last;
  self->from = self->point;
  hold (self, &pick);
  self->corner = weir_tool_find_corner (self, &pick, self->point);
  self->was_selected = FALSE;
  if (self->press.n_press == 2 && press_twice (self))
    {
      weir_tool_finish (self);
      return;
    }
  weir_tool_enter (self, WEIR_TOOL_PRESSED);
  if (is_part_of_item (self->part))
    select_item_now (self);
  else if (is_part_of_wire (self->part))
    select_wire_now (self);
}

/* Shift at the left side: what comes before; at the right: what comes after;
 * between: all that is connected. */
static void
select_reach (WeirTool *self)
{
  WeirSceneItem        *item = weir_scene_lookup (self->scene, self->id);
  WeirReach             reach = WEIR_REACH_BOTH;
  g_autoptr (GPtrArray) start = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;

  if (self->from.x - item->box.x < WEIR_TOOL_SIDE)
    reach = WEIR_REACH_UPSTREAM;
  else if (item->box.x + item->box.width - self->from.x < WEIR_TOOL_SIDE)
    reach = WEIR_REACH_DOWNSTREAM;
  g_ptr_array_add (start, self->id);
  found =
    weir_document_reach (weir_session_get_document (self->session), start, reach);
  weir_selection_begin (get_selection (self));
  if (!(self->press.modifiers & WEIR_TOOL_CONTROL))
    weir_selection_clear (get_selection (self));
  for (guint i = 0; i < found->len; i++)
    weir_selection_add (get_selection (self), found->pdata[i]);
  weir_selection_set_focus (get_selection (self), self->id);
  weir_selection_end (get_selection (self));
}

/* The second click on a group that alone is selected takes its members too. */
static void
click_group (WeirTool *self)
{
  WeirSelection *selection = get_selection (self);

  if (self->press.modifiers & WEIR_TOOL_CONTROL)
    weir_selection_toggle (selection, self->id);
  else if (weir_selection_contains (selection, self->id) &&
           weir_selection_get_n_ids (selection) == 1)
    {
      g_autoptr (GPtrArray) members =
        weir_scene_list_members (self->scene, self->id);

      weir_selection_begin (selection);
      for (guint i = 0; i < members->len; i++)
        weir_selection_add (selection, members->pdata[i]);
      weir_selection_end (selection);
    }
  else
    weir_selection_set (selection, self->id);
}

static void
click_item (WeirTool *self)
{
  WeirSelection *selection = get_selection (self);

  if (self->press.modifiers & WEIR_TOOL_SHIFT)
    {
      if (self->part != WEIR_PICK_GROUP)
        select_reach (self);
      return;
    }
  if (!self->was_selected)
    return;
  if (self->part == WEIR_PICK_GROUP)
    click_group (self);
  else if (self->press.modifiers & WEIR_TOOL_CONTROL)
    weir_selection_toggle (selection, self->id);
  else
    weir_selection_set (selection, self->id);
}

static void
click_wire (WeirTool *self)
{
  WeirSelection        *selection = get_selection (self);
  g_autoptr (GPtrArray) wires = weir_selection_list_wires (selection);
  gboolean alone = wires->len == 1 && weir_selection_get_n_ids (selection) == 0;

  if (!self->was_selected)
    return;
  if (!(self->press.modifiers & WEIR_TOOL_CONTROL))
    {
      weir_selection_begin (selection);
      weir_selection_clear (selection);
      weir_selection_add_wire (selection, self->wire);
      weir_selection_end (selection);
    }
  else if (alone)
    weir_tool_quick_add (self, NULL, self->wire);
  else
    weir_selection_toggle_wire (selection, self->wire);
}

static void
click_nothing (WeirTool *self)
{
  if (self->press.modifiers & WEIR_TOOL_CONTROL)
    weir_tool_quick_add (self, NULL, NULL);
  else if (!(self->press.modifiers & WEIR_TOOL_SHIFT))
    weir_selection_clear (get_selection (self));
}

/* Pressed and let go in one place. Returns whether a gesture goes on. */
static gboolean
click (WeirTool *self)
{
  switch (self->part)
    {
    case WEIR_PICK_INPUT:
    case WEIR_PICK_OUTPUT:
      if (!weir_tool_is_editable (self) ||
          (self->press.modifiers & WEIR_TOOL_SHIFT))
        return FALSE;
      weir_tool_begin_wire (self,
                            TRUE,
                            (self->press.modifiers & WEIR_TOOL_CONTROL) != 0);
      return TRUE;
    case WEIR_PICK_BUTTON:
      weir_session_press_button (self->session, self->id);
      break;
    case WEIR_PICK_NODE:
    case WEIR_PICK_JUNCTION:
    case WEIR_PICK_GROUP:
      click_item (self);
      break;
    case WEIR_PICK_WIRE:
      click_wire (self);
      break;
    case WEIR_PICK_GROUP_INSIDE:
      if (self->press.modifiers & WEIR_TOOL_CONTROL)
        weir_tool_quick_add (self, NULL, NULL);
      else
        click_group (self);
      break;
    case WEIR_PICK_NOTHING:
      click_nothing (self);
      break;
    }
  return FALSE;
}

static void
release_press (WeirTool *self, const WeirToolEvent *event)
{
  if (!click (self))
    weir_tool_finish (self);
}

static void
begin_item_drag (WeirTool *self)
{
  WeirSelection *selection = get_selection (self);

  if (self->part == WEIR_PICK_GROUP && self->corner != WEIR_TOOL_CORNER_NONE)
    {
      weir_tool_enter (self, WEIR_TOOL_RESIZE_GROUP);
      return;
    }
  if (!weir_selection_contains (selection, self->id))
    weir_selection_set (selection, self->id);
  weir_tool_begin_move (self);
}

/* A drag over nothing: a finger moves the view, a pointer selects or cuts. */
static void
begin_free_drag (WeirTool *self)
{
  if (self->press.device == WEIR_TOOL_TOUCH)
    {
      WeirToolEvent at = self->press;

      weir_tool_finish (self);
      weir_tool_begin_pan (self, &at);
    }
  else if (!(self->press.modifiers & WEIR_TOOL_ALT))
    weir_tool_enter (self, WEIR_TOOL_LASSO);
  else if (weir_tool_is_editable (self))
    weir_tool_enter (self, WEIR_TOOL_SLICE);
}

static void
begin_drag (WeirTool *self)
{
  gboolean editable = weir_tool_is_editable (self);

  switch (self->part)
    {
    case WEIR_PICK_INPUT:
    case WEIR_PICK_OUTPUT:
      if (!editable)
        break;
      if (self->press.modifiers & WEIR_TOOL_SHIFT)
        weir_tool_begin_replug_port (self);
      else
        weir_tool_begin_wire (self, FALSE, FALSE);
      break;
    case WEIR_PICK_NODE:
    case WEIR_PICK_JUNCTION:
    case WEIR_PICK_GROUP:
      if (editable)
        begin_item_drag (self);
      break;
    case WEIR_PICK_WIRE:
      if (self->press.modifiers & WEIR_TOOL_ALT)
        begin_free_drag (self);
      else if (editable)
        weir_tool_begin_replug_wire (self);
      break;
    case WEIR_PICK_NOTHING:
    case WEIR_PICK_GROUP_INSIDE:
      begin_free_drag (self);
      break;
    case WEIR_PICK_BUTTON:
      break;
    }
}

static void
move_press (WeirTool *self, const WeirToolEvent *event)
{
  double threshold = event->device == WEIR_TOOL_TOUCH ? WEIR_TOOL_TOUCH_THRESHOLD
                                                      : WEIR_TOOL_THRESHOLD;

  if (hypot (event->x - self->press.x, event->y - self->press.y) < threshold)
    return;
  begin_drag (self);
  /* A press that became no drag, in a locked flow or on a button, is over. */
  if (self->state == WEIR_TOOL_PRESSED)
    weir_tool_finish (self);
  else if (self->state != WEIR_TOOL_IDLE)
    weir_tool_handle (self, event);
  else if (self->panning)
    weir_tool_handle_view (self, event);
}

const WeirToolGesture weir_tool_gesture_press = {
  .motion = move_press,
  .release = release_press,
};
