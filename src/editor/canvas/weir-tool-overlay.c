/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What gestures show above the flow. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-tool-private.h"

void
weir_tool_clear_overlay (WeirTool *self)
{
  weir_overlay_clear (self->overlay);
  self->redraw |= WEIR_TOOL_REDRAW_OVERLAY;
}

void
weir_tool_show_port (WeirTool *self, const WeirToolPort *port)
{
  g_clear_pointer (&self->overlay->port_id, g_free);
  self->overlay->has_port = port != NULL;
  if (!port)
    return;
  self->overlay->port_id = g_strdup (port->id);
  self->overlay->port_is_input = port->is_input;
  self->overlay->port = port->port;
}

static WeirWireId *
name_wire (const WeirSceneWire *wire)
{
  if (!wire)
    return NULL;
  return weir_wire_id_new (wire->source->id, wire->port, wire->target->id);
}

void
weir_tool_show_splice (WeirTool *self, const WeirSceneWire *wire)
{
  g_clear_pointer (&self->overlay->splice, weir_wire_id_free);
  self->overlay->splice = name_wire (wire);
}

void
weir_tool_show_group (WeirTool *self, const WeirSceneItem *group)
{
  g_clear_pointer (&self->overlay->group, g_free);
  self->overlay->group = group ? g_strdup (group->id) : NULL;
}

static gboolean
is_same_wire (const WeirWireId *shown, const WeirSceneWire *wire)
{
  if (!shown || !wire)
    return !shown && !wire;
  return shown->port == wire->port &&
         g_str_equal (shown->source, wire->source->id) &&
         g_str_equal (shown->target, wire->target->id);
}

/* Pointer moves are many and mostly change nothing. */
static gboolean
is_shown (const WeirOverlay *overlay, const WeirPick *pick, gboolean is_port)
{
  const char *id = pick->item ? pick->item->id : NULL;

  if (g_strcmp0 (overlay->hover, id) != 0 || overlay->has_port != is_port ||
      !is_same_wire (overlay->hover_wire, pick->wire))
    return FALSE;
  return !is_port || (overlay->port == pick->port &&
                      overlay->port_is_input == (pick->part == WEIR_PICK_INPUT));
}

void
weir_tool_hover (WeirTool *self)
{
  WeirPick     pick;
  gboolean     is_port;
  WeirToolPort port;

  weir_tool_pick (self, &self->last, &pick);
  if (pick.part == WEIR_PICK_GROUP_INSIDE || (pick.wire && pick.wire->virtual))
    pick = (WeirPick){ WEIR_PICK_NOTHING };
  is_port = pick.part == WEIR_PICK_INPUT || pick.part == WEIR_PICK_OUTPUT;
  if (is_shown (self->overlay, &pick, is_port))
    return;
  weir_tool_clear_overlay (self);
  self->overlay->hover = pick.item ? g_strdup (pick.item->id) : NULL;
  self->overlay->hover_wire = name_wire (pick.wire);
  if (!is_port)
    return;
  port = (WeirToolPort){ (char *)pick.item->id,
                         pick.part == WEIR_PICK_INPUT,
                         pick.port };
  weir_tool_show_port (self, &port);
}
