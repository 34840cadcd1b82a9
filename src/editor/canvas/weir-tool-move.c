/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* DRAG_NODES: what is selected follows the pointer, snaps, shows which wire it
 * would be put into and which group it would join; all of it is one step when
 * it is let go. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-find.h"
#include "editor/canvas/weir-snap.h"
#include "editor/canvas/weir-tool-private.h"
#include "flow/weir-operation-group.h"

#include <glib/gi18n-lib.h>

/* Neighbours looked at for guides, at most. */
#define MAX_NEIGHBOURS 1000

WeirSceneWire *
weir_tool_find_splice (WeirTool *self, WeirPoint centre)
{
  g_autoptr (GPtrArray) wires = g_ptr_array_new ();
  WeirRect              rect =
    weir_rect_grow ((WeirRect){ centre.x, centre.y, 0, 0 }, WEIR_TOOL_SPLICE);
  WeirSceneWire *best = NULL;
  double         nearest = WEIR_TOOL_SPLICE;

  weir_scene_query_wires (self->scene, rect, wires);
  for (guint i = 0; i < wires->len; i++)
    {
      WeirSceneWire *wire = wires->pdata[i];
      double         distance;

      if (wire->virtual)
        continue;
      distance = weir_link_path_distance (&wire->path, centre);
      if (distance >= nearest)
        continue;
      nearest = distance;
      best = wire;
    }
  return best;
}

static gboolean
is_dragged (WeirTool *self, const WeirSceneItem *item)
{
  for (; item; item = item->group)
    for (guint i = 0; self->dragged && i < self->dragged->len; i++)
      if (g_str_equal (item->id, self->dragged->pdata[i]))
        return TRUE;
  return FALSE;
}

WeirSceneItem *
weir_tool_find_group (WeirTool *self, WeirPoint point)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  WeirRect              rect = { point.x, point.y, 0, 0 };
  WeirSceneItem        *best = NULL;
  double                least = G_MAXDOUBLE;

  weir_scene_query_items (self->scene, rect, items);
  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];
      double         area = item->box.width * item->box.height;

      if (item->kind != WEIR_SCENE_ITEM_GROUP || area >= least ||
          !weir_rect_contains_point (item->box, point) || is_dragged (self, item))
        continue;
      least = area;
      best = item;
    }
  return best;
}

void
weir_tool_begin_move (WeirTool *self)
{
  WeirSelection        *selection = weir_session_get_selection (self->session);
  g_autoptr (GPtrArray) ids = weir_selection_list_ids (selection);
  WeirSceneItem        *held = weir_scene_lookup (self->scene, self->id);

  if (!held)
    return;
  self->dragged = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < ids->len; i++)
    if (weir_scene_lookup (self->scene, ids->pdata[i]))
      g_ptr_array_add (self->dragged, g_strdup (ids->pdata[i]));
  self->box = held->box;
  self->offset = (WeirPoint){ 0, 0 };
  weir_tool_enter (self, WEIR_TOOL_DRAG_NODES);
}

static WeirSnapAlign
get_align (const WeirSceneItem *item)
{
  switch (item->kind)
    {
    case WEIR_SCENE_ITEM_NODE:
      return WEIR_SNAP_NODE;
    case WEIR_SCENE_ITEM_JUNCTION:
      return WEIR_SNAP_CENTRE;
    case WEIR_SCENE_ITEM_GROUP:
      return WEIR_SNAP_TOP_LEFT;
    }
  return WEIR_SNAP_NODE;
}

/* The boxes in view that stay where they are. */
static GArray *
list_neighbours (WeirTool *self)
{
  WeirPoint             corner = weir_tool_locate (self, 0, 0);
  WeirRect              rect = { corner.x,
                                 corner.y,
                                 self->width / self->view->zoom,
                                 self->height / self->view->zoom };
  GArray               *boxes = g_array_new (FALSE, FALSE, sizeof (WeirRect));
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  weir_scene_query_items (self->scene, rect, items);
  if (items->len > MAX_NEIGHBOURS)
    return boxes;
  for (guint i = 0; i < items->len; i++)
    {
      const WeirSceneItem *item = items->pdata[i];

      if (item->kind != WEIR_SCENE_ITEM_GROUP && !is_dragged (self, item))
        g_array_append_val (boxes, item->box);
    }
  return boxes;
}

/* In the grid, guides only tell what aligns; without it they draw. */
static void
snap (WeirTool *self, const WeirSceneItem *held, gboolean to_grid)
{
  g_autoptr (GArray) boxes = list_neighbours (self);
  WeirRect           box = self->box;
  WeirPoint          more;
  double             reach = to_grid ? 0 : WEIR_SNAP_REACH / self->view->zoom;

  box.x += self->offset.x;
  box.y += self->offset.y;
  if (to_grid)
    {
      more = weir_snap_to_grid (box, get_align (held), self->grid);
      self->offset.x += more.x;
      self->offset.y += more.y;
      box.x += more.x;
      box.y += more.y;
    }
  self->overlay->n_guides = weir_snap_to_guides (box,
                                                 (WeirRect *)boxes->data,
                                                 boxes->len,
                                                 reach,
                                                 &more,
                                                 self->overlay->guides);
  self->offset.x += more.x;
  self->offset.y += more.y;
}

/* Node-RED puts one node into a wire, when it has an input and an output and no
 * wires yet. */
static WeirSceneWire *
find_splice (WeirTool *self)
{
  WeirSceneItem *item;

  if (self->dragged->len != 1)
    return NULL;
  item = weir_scene_lookup (self->scene, self->dragged->pdata[0]);
  if (!item || item->inputs == 0 || item->outputs == 0 ||
      item->wires_in->len > 0 || item->wires_out->len > 0)
    return NULL;
  return weir_tool_find_splice (self, weir_scene_item_get_centre (item));
}

/* Whether anything dragged stands in a group that is not dragged itself. */
static gboolean
is_in_group (WeirTool *self)
{
  for (guint i = 0; i < self->dragged->len; i++)
    {
      WeirSceneItem *item =
        weir_scene_lookup (self->scene, self->dragged->pdata[i]);

      if (item && item->group && !is_dragged (self, item->group))
        return TRUE;
    }
  return FALSE;
}

/* What stands in a group stays there, unless Alt pulls it out. */
static WeirSceneItem *
find_group (WeirTool *self, WeirToolModifiers modifiers)
{
  if (!(modifiers & WEIR_TOOL_ALT) && is_in_group (self))
    return NULL;
  return weir_tool_find_group (self, self->point);
}

static void
move_nodes (WeirTool *self, const WeirToolEvent *event)
{
  WeirSceneItem *held = weir_scene_lookup (self->scene, self->id);
  gboolean       inverted = (event->modifiers & WEIR_TOOL_SHIFT) != 0;

  weir_tool_clear_overlay (self);
  self->offset.x = self->point.x - self->from.x;
  self->offset.y = self->point.y - self->from.y;
  snap (self, held, self->snap != inverted);
  weir_scene_preview_move (self->scene,
                           self->dragged,
                           self->offset.x,
                           self->offset.y);
  weir_tool_show_splice (self, find_splice (self));
  weir_tool_show_group (self, find_group (self, event->modifiers));
}

void
weir_tool_regroup (WeirTool *self, const char *label, const char *group)
{
  g_autoptr (GArray) boxes = NULL;

  weir_tool_flush (self);
  boxes = weir_scene_list_boxes (self->scene, NULL);
  weir_tool_apply (self,
                   label,
                   weir_operation_set_group (weir_session_get_document (
                                               self->session),
                                             self->dragged,
                                             group,
                                             (WeirBox *)boxes->data,
                                             boxes->len));
}

void
weir_tool_fit_groups (WeirTool *self, const char *label)
{
  g_autoptr (GArray) boxes = NULL;

  weir_tool_flush (self);
  boxes = weir_scene_list_boxes (self->scene, NULL);
  weir_tool_apply (self,
                   label,
                   weir_operation_fit_groups (weir_session_get_document (
                                                self->session),
                                              self->dragged,
                                              (WeirBox *)boxes->data,
                                              boxes->len));
}

static gboolean
leaves_group (WeirTool *self, const WeirToolEvent *event, const char *joined)
{
  return (event->modifiers & WEIR_TOOL_ALT) && is_in_group (self) && !joined;
}

static void
release_nodes (WeirTool *self, const WeirToolEvent *event)
{
  WeirDocument    *document = weir_session_get_document (self->session);
  WeirRegistry    *registry = weir_session_get_registry (self->session);
  g_autofree char *joined = NULL;
  WeirWireId      *splice = NULL;
  const char      *label;
  gboolean         leaves;

  move_nodes (self, event);
  joined = g_steal_pointer (&self->overlay->group);
  splice = g_steal_pointer (&self->overlay->splice);
  leaves = leaves_group (self, event, joined);
  label = splice ? _ ("Put into Wire") : _ ("Move");
  weir_tool_begin_step (self, label);
  weir_tool_apply (self,
                   label,
                   weir_operation_move (document,
                                        self->dragged,
                                        self->offset.x,
                                        self->offset.y));
  if (splice)
    {
      const WeirWire wire = { splice->source, splice->port, splice->target };

      weir_tool_apply (self,
                       label,
                       weir_operation_splice (document,
                                              registry,
                                              self->dragged->pdata[0],
                                              &wire));
    }
  if (joined || leaves)
    weir_tool_regroup (self, label, joined);
  else if (is_in_group (self))
    weir_tool_fit_groups (self, label);
  weir_tool_end_step (self);
  weir_scene_preview_end (self->scene);
  g_clear_pointer (&splice, weir_wire_id_free);
  weir_tool_finish (self);
}

static void
cancel_nodes (WeirTool *self)
{
  weir_scene_preview_end (self->scene);
}

const WeirToolGesture weir_tool_gesture_move = {
  .cursor = "grabbing",
  .hint = N_ ("Shift: grid on or off · Alt: out of the group · Esc: cancel"),
  .scrolls = TRUE,
  .motion = move_nodes,
  .release = release_nodes,
  .cancel = cancel_nodes,
};
