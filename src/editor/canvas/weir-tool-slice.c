/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SLICE: a line cuts every wire it crosses; with Shift it puts junctions there
 * instead. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-tool-private.h"
#include "flow/weir-operation-wire.h"

#include <glib/gi18n-lib.h>

static void
move_slice (WeirTool *self, const WeirToolEvent *event)
{
  weir_tool_clear_overlay (self);
  self->overlay->has_slice = TRUE;
  self->overlay->slice_from = self->from;
  self->overlay->slice_to = self->point;
}

/* A wire and where it is cut. The names are owned: wires of the scene go when
 * they are cut. */
typedef struct
{
  WeirWireId *id;
  WeirPoint   at;
} Cut;

static void
clear_cut (gpointer data)
{
  Cut *cut = data;

  g_clear_pointer (&cut->id, weir_wire_id_free);
}

static GArray *
list_cuts (WeirTool *self)
{
  g_autoptr (GPtrArray) wires = g_ptr_array_new ();
  GArray               *cuts = g_array_new (FALSE, FALSE, sizeof (Cut));

  g_array_set_clear_func (cuts, clear_cut);
  weir_scene_query_wires (self->scene,
                          weir_rect_from_points (self->from, self->point),
                          wires);
  for (guint i = 0; i < wires->len; i++)
    {
      const WeirSceneWire *wire = wires->pdata[i];
      Cut                  cut;

      if (wire->virtual ||
          !weir_link_path_crosses (&wire->path, self->from, self->point, &cut.at))
        continue;
      cut.id = weir_wire_id_new (wire->source->id, wire->port, wire->target->id);
      g_array_append_val (cuts, cut);
    }
  return cuts;
}

static void
cut_wires (WeirTool *self, GArray *cuts)
{
  g_autoptr (GArray) wires = g_array_new (FALSE, FALSE, sizeof (WeirWire));

  for (guint i = 0; i < cuts->len; i++)
    {
      const Cut *cut = &g_array_index (cuts, Cut, i);
      WeirWire   wire = { cut->id->source, cut->id->port, cut->id->target };

      g_array_append_val (wires, wire);
    }
  weir_tool_apply (self,
                   _ ("Cut Wires"),
                   weir_operation_disconnect (weir_session_get_document (
                                                self->session),
                                              (WeirWire *)wires->data,
                                              wires->len));
}

static void
put_junctions (WeirTool *self, GArray *cuts)
{
  g_autoptr (GArray)    places = g_array_new (FALSE, FALSE, sizeof (WeirCut));
  g_autoptr (GPtrArray) ids = NULL;
  WeirEdit             *edit;

  for (guint i = 0; i < cuts->len; i++)
    {
      const Cut    *cut = &g_array_index (cuts, Cut, i);
      const WeirCut place = {
        { cut->id->source, cut->id->port, cut->id->target },
        cut->at.x,
        cut->at.y,
      };

      g_array_append_val (places, place);
    }
  edit = weir_operation_add_junctions (weir_session_get_document (self->session),
                                       weir_session_get_registry (self->session),
                                       (WeirCut *)places->data,
                                       places->len,
                                       &ids);
  if (weir_tool_apply (self, _ ("Add Junctions"), edit) && ids)
    weir_selection_set_ids (weir_session_get_selection (self->session), ids);
}

static void
release_slice (WeirTool *self, const WeirToolEvent *event)
{
  g_autoptr (GArray) cuts = list_cuts (self);

  if (cuts->len > 0 && (event->modifiers & WEIR_TOOL_SHIFT))
    put_junctions (self, cuts);
  else if (cuts->len > 0)
    cut_wires (self, cuts);
  weir_tool_finish (self);
}

const WeirToolGesture weir_tool_gesture_slice = {
  .cursor = "crosshair",
  .hint = N_ ("Cut the wires crossed · Shift: put junctions there"),
  .scrolls = TRUE,
  .motion = move_slice,
  .release = release_slice,
};
