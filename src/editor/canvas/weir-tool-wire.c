/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* WIRE and REPLUG: lines from ends that stay to the pointer. A fresh wire has
 * one; wires taken off a port have as many as that port had. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-tool-private.h"
#include "flow/weir-operation-wire.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static WeirPoint
locate_port (const WeirSceneItem *item, gboolean is_input, guint port)
{
  return is_input ? weir_scene_item_get_input (item)
                  : weir_scene_item_get_output (item, port);
}

static void
add_end (WeirTool *self, const char *id, gboolean is_input, guint port)
{
  WeirToolPort end = { g_strdup (id), is_input, port };

  if (!self->ends)
    {
      self->ends = g_array_new (FALSE, FALSE, sizeof (WeirToolPort));
      g_array_set_clear_func (self->ends, (GDestroyNotify)weir_tool_port_clear);
    }
  g_array_append_val (self->ends, end);
}

static WeirToolPort *
get_end (WeirTool *self, guint index)
{
  return &g_array_index (self->ends, WeirToolPort, index);
}

/* The wire there would be between an end and a port. */
static WeirWire
make_wire (const WeirToolPort *end, const WeirToolPort *to)
{
  if (end->is_input)
    return (WeirWire){ to->id, to->port, end->id };
  return (WeirWire){ end->id, end->port, to->id };
}

static gboolean
is_wire_taken (WeirTool *self, const WeirWire *wire)
{
  for (guint i = 0; self->taken && i < self->taken->len; i++)
    {
      const WeirWireId *taken = self->taken->pdata[i];

      if (taken->port == wire->port && g_str_equal (taken->source, wire->source) &&
          g_str_equal (taken->target, wire->target))
        return TRUE;
    }
  return FALSE;
}

/* Whether at least one of the lines may end there; back where it came from is
 * fine as well. */
static gboolean
fits (WeirTool *self, const WeirToolPort *to)
{
  for (guint i = 0; i < self->ends->len; i++)
    {
      WeirWire wire = make_wire (get_end (self, i), to);

      if (is_wire_taken (self, &wire) ||
          weir_operation_can_connect (weir_session_get_document (self->session),
                                      weir_session_get_registry (self->session),
                                      &wire))
        return TRUE;
    }
  return FALSE;
}

/* The port an event is over, if a line may end there: itself, or of a node's
 * body the first one that fits. @port borrows from the scene. */
static gboolean
find_target (WeirTool *self, const WeirToolEvent *event, WeirToolPort *port)
{
  gboolean wants_input = !get_end (self, 0)->is_input;
  guint    n_ports;
  WeirPick pick;

  weir_tool_pick (self, event, &pick);
  if (!pick.item || pick.item->kind == WEIR_SCENE_ITEM_GROUP)
    return FALSE;
  *port = (WeirToolPort){ (char *)pick.item->id, wants_input, 0 };
  if (pick.part == (wants_input ? WEIR_PICK_INPUT : WEIR_PICK_OUTPUT))
    {
      port->port = pick.port;
      return fits (self, port);
    }
  n_ports = wants_input ? pick.item->inputs : pick.item->outputs;
  for (; port->port < n_ports; port->port++)
    if (fits (self, port))
      return TRUE;
  return FALSE;
}

static void
draw_lines (WeirTool *self, WeirPoint to)
{
  WeirOverlay *overlay = self->overlay;

  overlay->n_lines = self->ends->len;
  overlay->lines = g_new0 (WeirLinkPath, overlay->n_lines);
  for (guint i = 0; i < overlay->n_lines; i++)
    {
      const WeirToolPort  *end = get_end (self, i);
      const WeirSceneItem *item = weir_scene_lookup (self->scene, end->id);
      WeirPoint            from;

      if (!item)
        continue;
      from = locate_port (item, end->is_input, end->port);
      if (end->is_input)
        weir_link_path_init (&overlay->lines[i], to, from, FALSE);
      else
        weir_link_path_init (&overlay->lines[i], from, to, FALSE);
    }
}

static void
move_line (WeirTool *self, const WeirToolEvent *event)
{
  WeirToolPort port;
  WeirPoint    to = self->point;

  weir_tool_clear_overlay (self);
  if (find_target (self, event, &port))
    {
      to = locate_port (weir_scene_lookup (self->scene, port.id),
                        port.is_input,
                        port.port);
      weir_tool_show_port (self, &port);
    }
  draw_lines (self, to);
}

void
weir_tool_begin_wire (WeirTool *self, gboolean loose, gboolean chain)
{
  add_end (self, self->id, self->part == WEIR_PICK_INPUT, self->port);
  self->loose = loose;
  self->chain = chain;
  weir_tool_enter (self, WEIR_TOOL_WIRE);
}

/* Ctrl held: the node just reached is where the next wire begins. */
static gboolean
continue_chain (WeirTool *self, const WeirToolPort *at)
{
  gboolean       is_input = !at->is_input;
  WeirSceneItem *item;

  weir_tool_flush (self);
  item = weir_scene_lookup (self->scene, at->id);
  if (!item || (is_input ? item->inputs : item->outputs) == 0)
    return FALSE;
  g_clear_pointer (&self->id, g_free);
  self->id = g_strdup (item->id);
  g_array_set_size (self->ends, 0);
  add_end (self, self->id, !is_input ? FALSE : TRUE, 0);
  return TRUE;
}

static void
connect_to (WeirTool *self, const WeirToolPort *to)
{
  WeirToolPort at = { g_strdup (to->id), to->is_input, to->port };
  WeirWire     wire = make_wire (get_end (self, 0), &at);

  weir_tool_apply (
    self,
    _ ("Connect"),
    weir_operation_connect (weir_session_get_document (self->session),
                            weir_session_get_registry (self->session),
                            &wire));
  if (!self->chain || !continue_chain (self, &at))
    weir_tool_finish (self);
  else
    move_line (self, &self->last);
  weir_tool_port_clear (&at);
}

/* Let go over something that is no target, nothing happens; over nothing, the
 * list of what could be there opens. */
static void
end_line (WeirTool *self, const WeirToolEvent *event)
{
  WeirToolPort to;
  WeirToolPort end;
  WeirPick     pick;

  if (find_target (self, event, &to))
    {
      connect_to (self, &to);
      return;
    }
  weir_tool_pick (self, event, &pick);
  end = *get_end (self, 0);
  end.id = g_strdup (end.id);
  weir_tool_finish (self);
  if (pick.part == WEIR_PICK_NOTHING || pick.part == WEIR_PICK_GROUP_INSIDE)
    weir_tool_quick_add (self, &end, NULL);
  weir_tool_port_clear (&end);
}

static void
release_line (WeirTool *self, const WeirToolEvent *event)
{
  if (!self->loose)
    end_line (self, event);
}

static void
press_line (WeirTool *self, const WeirToolEvent *event)
{
  if (self->loose)
    end_line (self, event);
}

/* Whether any of a port's wires is selected; then only these are taken. */
static gboolean
has_selected (WeirTool *self, GPtrArray *wires, guint port, gboolean is_input)
{
  WeirSelection *selection = weir_session_get_selection (self->session);

  for (guint i = 0; i < wires->len; i++)
    {
      const WeirSceneWire *wire = wires->pdata[i];
      const WeirWireId     id = { (char *)wire->source->id,
                                  wire->port,
                                  (char *)wire->target->id };

      if ((is_input || wire->port == port) &&
          weir_selection_contains_wire (selection, &id))
        return TRUE;
    }
  return FALSE;
}

static void
take_wire (WeirTool *self, const WeirSceneWire *wire, gboolean at_target)
{
  if (!self->taken)
    self->taken =
      g_ptr_array_new_with_free_func ((GDestroyNotify)weir_wire_id_free);
  g_ptr_array_add (self->taken,
                   weir_wire_id_new (wire->source->id,
                                     wire->port,
                                     wire->target->id));
  if (at_target)
    add_end (self, wire->source->id, FALSE, wire->port);
  else
    add_end (self, wire->target->id, TRUE, 0);
}

void
weir_tool_begin_replug_port (WeirTool *self)
{
  WeirSelection *selection = weir_session_get_selection (self->session);
  WeirSceneItem *item = weir_scene_lookup (self->scene, self->id);
  gboolean       is_input = self->part == WEIR_PICK_INPUT;
  GPtrArray     *wires = is_input ? item->wires_in : item->wires_out;
  gboolean       some = has_selected (self, wires, self->port, is_input);

  for (guint i = 0; i < wires->len; i++)
    {
      const WeirSceneWire *wire = wires->pdata[i];
      const WeirWireId     id = { (char *)wire->source->id,
                                  wire->port,
                                  (char *)wire->target->id };

      if (wire->virtual || (!is_input && wire->port != self->port) ||
          (some && !weir_selection_contains_wire (selection, &id)))
        continue;
      take_wire (self, wire, is_input);
    }
  self->drops = TRUE;
  if (self->taken)
    weir_tool_enter (self, WEIR_TOOL_REPLUG);
}

/* A wire pulled by its body loses the end that is nearer. */
void
weir_tool_begin_replug_wire (WeirTool *self)
{
  WeirSceneWire *wire = weir_scene_lookup_wire (self->scene, self->wire);
  WeirPoint      out = weir_scene_item_get_output (wire->source, wire->port);
  WeirPoint      in = weir_scene_item_get_input (wire->target);
  double         to_out = hypot (self->from.x - out.x, self->from.y - out.y);
  double         to_in = hypot (self->from.x - in.x, self->from.y - in.y);

  take_wire (self, wire, to_in <= to_out);
  self->drops = FALSE;
  weir_tool_enter (self, WEIR_TOOL_REPLUG);
}

static void
replug (WeirTool *self, const WeirToolPort *port)
{
  WeirDocument  *document = weir_session_get_document (self->session);
  WeirRegistry  *registry = weir_session_get_registry (self->session);
  const WeirPort to = { port->id, port->port, port->is_input };
  const char    *label = _ ("Rewire");

  weir_tool_begin_step (self, label);
  for (guint i = 0; i < self->taken->len; i++)
    {
      const WeirWireId *taken = self->taken->pdata[i];
      const WeirWire    wire = { taken->source, taken->port, taken->target };

      weir_tool_apply (self,
                       label,
                       weir_operation_replug (document, registry, &wire, &to));
    }
  weir_tool_end_step (self);
}

static void
drop_wires (WeirTool *self)
{
  g_autoptr (GArray) wires = g_array_new (FALSE, FALSE, sizeof (WeirWire));

  for (guint i = 0; i < self->taken->len; i++)
    {
      const WeirWireId *taken = self->taken->pdata[i];
      const WeirWire    wire = { taken->source, taken->port, taken->target };

      g_array_append_val (wires, wire);
    }
  weir_tool_apply (self,
                   _ ("Disconnect"),
                   weir_operation_disconnect (weir_session_get_document (
                                                self->session),
                                              (WeirWire *)wires->data,
                                              wires->len));
}

static void
release_replug (WeirTool *self, const WeirToolEvent *event)
{
  WeirToolPort port;
  WeirPick     pick;

  if (find_target (self, event, &port))
    replug (self, &port);
  else if (self->drops)
    {
      weir_tool_pick (self, event, &pick);
      if (!pick.item || pick.part == WEIR_PICK_GROUP_INSIDE)
        drop_wires (self);
    }
  weir_tool_finish (self);
}

static void
move_replug (WeirTool *self, const WeirToolEvent *event)
{
  move_line (self, event);
  self->overlay->taken = self->taken ? g_ptr_array_ref (self->taken) : NULL;
}

const WeirToolGesture weir_tool_gesture_wire = {
  .cursor = "crosshair",
  .hint = N_ ("Choose where the wire goes; on empty space, what is there · "
              "Esc: cancel"),
  .scrolls = TRUE,
  .motion = move_line,
  .press = press_line,
  .release = release_line,
};

const WeirToolGesture weir_tool_gesture_replug = {
  .cursor = "crosshair",
  .hint = N_ ("Choose where the wires go · Esc: leave them"),
  .scrolls = TRUE,
  .motion = move_replug,
  .release = release_replug,
};
