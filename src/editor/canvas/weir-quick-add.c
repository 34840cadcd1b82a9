/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of node types at the pointer or the focus. What is chosen is wired
 * at once; Ctrl+Enter goes on behind it. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-quick-add.h"

#include "editor/canvas/weir-canvas-input.h"
#include "editor/canvas/weir-canvas-private.h"
#include "editor/canvas/weir-chooser.h"
#include "editor/canvas/weir-placement.h"
#include "editor/canvas/weir-scene-find.h"
#include "editor/weir-palette-type.h"

#include <glib/gi18n-lib.h>

/* Steps of the grid between a node and the next one. */
#define GAP 2

GPtrArray *
weir_quick_add_list (const WeirRegistry *registry,
                     gboolean            needs_input,
                     gboolean            needs_output)
{
  GPtrArray *types = g_ptr_array_new ();

  for (guint i = 0; i < weir_registry_get_n_types (registry); i++)
    {
      const WeirNodeType *type = weir_registry_get_type (registry, i);

      if (type->category == WEIR_NODE_CATEGORY_CONFIG ||
          (needs_input && type->inputs == 0) ||
          (needs_output && type->outputs == 0))
        continue;
      g_ptr_array_add (types, (gpointer)type);
    }
  return types;
}

/* The place is kept while the list is open; so are its texts. */

void
weir_canvas_forget_place (WeirCanvasInput *self)
{
  g_free ((char *)self->place.id);
  if (self->place.wire != NULL)
    weir_wire_id_free ((WeirWireId *)self->place.wire);
  self->place = (WeirAddPlace){ { 0, 0 }, NULL, FALSE, 0, NULL };
}

static void
keep_place (WeirCanvasInput *self, const WeirAddPlace *place)
{
  WeirAddPlace kept = *place;

  kept.id = g_strdup (place->id);
  if (place->wire != NULL)
    kept.wire = weir_wire_id_new (place->wire->source,
                                  place->wire->port,
                                  place->wire->target);
  weir_canvas_forget_place (self);
  self->place = kept;
}

/* Behind what was just added, and wired to it if it can be. */
static void
go_on (WeirCanvasInput *self, const char *id)
{
  WeirSceneItem *item = weir_scene_lookup (self->canvas->scene, id);
  WeirAddPlace   next = { .id = id };

  if (item == NULL)
    return;
  next.at.x = item->box.x + item->box.width + GAP * weir_canvas_get_step (self);
  next.at.y = item->box.y + item->box.height / 2;
  if (item->outputs == 0)
    {
      next.id = NULL;
      next.at.x += WEIR_NODE_MIN_WIDTH / 2;
    }
  weir_canvas_scroll_to (self->canvas, weir_scene_item_get_extents (item));
  weir_canvas_show_quick_add (self, &next);
}

static void
chosen_cb (WeirCanvasInput *self, const char *type, gboolean more)
{
  WeirSession     *session = self->canvas->session;
  g_autofree char *id = NULL;
  WeirPlacement    placement = {
       .type = type,
       .at = self->place.at,
       .grid = weir_canvas_get_snap (self),
       .from = self->place.id,
       .from_input = self->place.is_input,
       .from_port = self->place.port,
       .wire = self->place.wire,
  };

  weir_scene_flush (self->canvas->scene);
  id = weir_placement_add (session, self->canvas->scene, &placement);
  weir_canvas_forget_place (self);
  if (id == NULL)
    return;
  weir_canvas_focus_item (self, weir_scene_lookup (self->canvas->scene, id));
  if (more)
    go_on (self, id);
}

void
weir_canvas_show_quick_add (WeirCanvasInput *self, const WeirAddPlace *place)
{
  WeirRegistry *registry = weir_session_get_registry (self->canvas->session);
  gboolean      needs_input = place->wire != NULL;
  gboolean      needs_output = place->wire != NULL;
  WeirChooser  *chooser;
  g_autoptr (GPtrArray) types = NULL;

  if (place->id != NULL)
    {
      needs_input |= !place->is_input;
      needs_output |= place->is_input;
    }
  types = weir_quick_add_list (registry, needs_input, needs_output);
  chooser = weir_chooser_new (_ ("Add a Node"), _ ("No node is called that."));
  for (guint i = 0; i < types->len; i++)
    {
      const WeirNodeType *type = types->pdata[i];
      g_autofree char    *title = weir_palette_type_dup_title (type);

      weir_chooser_add (chooser, type->type, title, _ (type->summary), type->icon);
    }
  keep_place (self, place);
  g_signal_connect_object (chooser,
                           "chosen",
                           G_CALLBACK (chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  weir_canvas_input_popup (self,
                           GTK_POPOVER (chooser),
                           (WeirRect){ place->at.x, place->at.y, 1, 1 });
}

/* The wire that alone is selected: the new node goes into it. */
static const WeirWireId *
get_only_wire (WeirCanvasInput *self)
{
  WeirSelection *selection = weir_session_get_selection (self->canvas->session);
  g_autoptr (GPtrArray) wires = weir_selection_list_wires (selection);

  if (wires->len != 1 || weir_selection_get_n_ids (selection) > 0)
    return NULL;
  return wires->pdata[0];
}

/* The first output without a wire, else the first. */
static guint
find_free_output (const WeirSceneItem *item)
{
  for (guint port = 0; port < item->outputs; port++)
    {
      gboolean used = FALSE;

      for (guint i = 0; i < item->wires_out->len; i++)
        used |= ((WeirSceneWire *)item->wires_out->pdata[i])->port == port;
      if (!used)
        return port;
    }
  return 0;
}

void
weir_canvas_quick_add (WeirCanvas *canvas)
{
  WeirCanvasInput  *self = canvas->input;
  WeirSceneItem    *focus;
  const WeirWireId *wire;
  WeirAddPlace      place = { .id = NULL };

  g_return_if_fail (WEIR_IS_CANVAS (canvas));

  weir_scene_flush (canvas->scene);
  focus = weir_canvas_get_focused (self);
  wire = get_only_wire (self);
  if (wire != NULL && weir_scene_lookup_wire (canvas->scene, wire) != NULL)
    {
      place.wire = wire;
      place.at = weir_link_path_get_point (
        &weir_scene_lookup_wire (canvas->scene, wire)->path,
        0.5);
    }
  else if (focus != NULL && focus->outputs > 0)
    {
      place.id = focus->id;
      place.port = find_free_output (focus);
      place.at = weir_scene_item_get_output (focus, place.port);
      place.at.x += GAP * weir_canvas_get_step (self);
    }
  else
    weir_canvas_get_insertion_point (canvas, &place.at.x, &place.at.y);
  weir_canvas_show_quick_add (self, &place);
}
