/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-private.h"

#include <math.h>

/* What is under the pointer. Sizes on the screen stay the same at any zoom,
 * within bounds: far away a port must not swallow its node. */

/* View pixels around a port's centre, outside and inside the node's box. */
#define PORT_OUTSIDE 12.0
#define PORT_INSIDE  7.0

/* The most that these may be in flow units. */
#define PORT_OUTSIDE_MAX 20.0
#define PORT_INSIDE_MAX  8.0

/* Below this zoom ports are not drawn. */
#define PORT_MIN_ZOOM 0.3

#define WIRE_NEAR     6.0 /* view pixels */
#define WIRE_NEAR_MIN 3.0 /* flow units */
#define GROUP_EDGE    5.0 /* view pixels, to either side */

/* The room of a group's label, in flow units. */
#define GROUP_LABEL_HEIGHT 24.0

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const WeirSceneItem *left = *(WeirSceneItem *const *)a;
  const WeirSceneItem *right = *(WeirSceneItem *const *)b;

  return left->order < right->order ? 1 : left->order > right->order ? -1 : 0;
}

/* The distance of a point from a port, or a negative number where it is not in
 * its reach. @outwards: 1 for an output, -1 for an input. */
static double
reach_port (WeirPoint port, int outwards, WeirPoint point, double zoom, double half)
{
  double dx = (point.x - port.x) * outwards;
  double dy = fabs (point.y - port.y);
  double outside =
    MIN (MAX (PORT_OUTSIDE / zoom, WEIR_PORT_SIZE / 2), PORT_OUTSIDE_MAX);
  double inside =
    MIN (MAX (PORT_INSIDE / zoom, WEIR_PORT_SIZE / 2), PORT_INSIDE_MAX);

  if (dx > outside || dx < -inside || dy > MAX (half, WEIR_PORT_SIZE / 2))
    return -1;
  return hypot (dx, dy);
}

static void
consider (WeirPick      *pick,
          double        *nearest,
          double         distance,
          WeirPickPart   part,
          WeirSceneItem *item,
          guint          port)
{
  if (distance < 0 || distance >= *nearest)
    return;
  *nearest = distance;
  pick->part = part;
  pick->item = item;
  pick->port = port;
}

/* Returns: (nullable): the topmost node whose body is there */
static WeirSceneItem *
get_body (GPtrArray *items, WeirPoint point)
{
  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];

      if (item->kind == WEIR_SCENE_ITEM_NODE &&
          weir_rect_contains_point (item->box, point))
        return item;
    }
  return NULL;
}

static gboolean
pick_port (GPtrArray *items, WeirPoint point, double zoom, WeirPick *pick)
{
  const WeirSceneItem *body = get_body (items, point);
  double               nearest = G_MAXDOUBLE;
  double               half = MIN (PORT_OUTSIDE / zoom, PORT_OUTSIDE_MAX);

  if (zoom < PORT_MIN_ZOOM)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];

      /* A junction is all port; its middle is to take it by. A node covers the
       * ports behind it. */
      if (item->kind == WEIR_SCENE_ITEM_GROUP || (body != NULL && body != item) ||
          (item->kind == WEIR_SCENE_ITEM_JUNCTION &&
           weir_rect_contains_point (item->box, point)))
        continue;
      if (item->inputs > 0)
        consider (
          pick,
          &nearest,
          reach_port (weir_scene_item_get_input (item), -1, point, zoom, half),
          WEIR_PICK_INPUT,
          item,
          0);
      for (guint port = 0; port < item->outputs; port++)
        consider (pick,
                  &nearest,
                  reach_port (weir_scene_item_get_output (item, port),
                              1,
                              point,
                              zoom,
                              item->outputs > 1 ? WEIR_PORT_PITCH / 2 : half),
                  WEIR_PICK_OUTPUT,
                  item,
                  port);
    }
  return nearest < G_MAXDOUBLE;
}

static gboolean
pick_body (GPtrArray *items, WeirPoint point, double zoom, WeirPick *pick)
{
  double margin = MIN (3 / zoom, 10);

  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];
      gboolean       junction = item->kind == WEIR_SCENE_ITEM_JUNCTION;
      WeirRect       box = weir_rect_grow (item->box, junction ? margin : 0);

      if (item->kind == WEIR_SCENE_ITEM_GROUP)
        continue;
      if ((item->flags & WEIR_SCENE_ITEM_BUTTON) &&
          weir_rect_contains_point (weir_scene_item_get_button (item), point) &&
          !weir_rect_contains_point (item->box, point))
        pick->part = WEIR_PICK_BUTTON;
      else if (weir_rect_contains_point (box, point))
        pick->part = junction ? WEIR_PICK_JUNCTION : WEIR_PICK_NODE;
      else
        continue;
      pick->item = item;
      return TRUE;
    }
  return FALSE;
}

static gboolean
pick_wire (WeirScene *self, WeirPoint point, double zoom, WeirPick *pick)
{
  g_autoptr (GPtrArray) wires = g_ptr_array_new ();
  double                nearest = MAX (WIRE_NEAR / zoom, WIRE_NEAR_MIN);
  WeirRect rect = weir_rect_grow ((WeirRect){ point.x, point.y, 0, 0 }, nearest);

  weir_index_query (self->wire_index, rect, wires);
  for (guint i = 0; i < wires->len; i++)
    {
      WeirSceneWire *wire = wires->pdata[i];
      double         distance = weir_link_path_distance (&wire->path, point);

      if (wire->virtual || distance > nearest)
        continue;
      nearest = distance;
      pick->part = WEIR_PICK_WIRE;
      pick->wire = wire;
    }
  return pick->wire != NULL;
}

static gboolean
has_label_at (const WeirSceneItem *group, WeirPoint point)
{
  const WeirValue *style = weir_element_get_member (group->element, "style");
  const char      *position = NULL;
  WeirRect         label = group->box;

  if (*group->label == '\0')
    return FALSE;
  if (style != NULL && weir_value_get_kind (style) == WEIR_VALUE_KIND_OBJECT)
    position = weir_value_lookup_string (style, "label-position");
  label.height = MIN (GROUP_LABEL_HEIGHT, group->box.height);
  if (position != NULL && *position == 's')
    label.y = group->box.y + group->box.height - label.height;
  return weir_rect_contains_point (label, point);
}

static void
pick_group (GPtrArray *items, WeirPoint point, double zoom, WeirPick *pick)
{
  double edge = GROUP_EDGE / zoom;

  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];

      if (item->kind != WEIR_SCENE_ITEM_GROUP ||
          !weir_rect_contains_point (weir_rect_grow (item->box, edge), point))
        continue;
      pick->item = item;
      if (has_label_at (item, point) ||
          !weir_rect_contains_point (weir_rect_grow (item->box, -edge), point))
        pick->part = WEIR_PICK_GROUP;
      else
        pick->part = WEIR_PICK_GROUP_INSIDE;
      return;
    }
}

void
weir_scene_pick (WeirScene *self, WeirPoint point, double zoom, WeirPick *pick)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  WeirRect              rect = { point.x, point.y, 0, 0 };

  g_return_if_fail (WEIR_IS_SCENE (self));
  g_return_if_fail (pick != NULL && zoom > 0);

  *pick = (WeirPick){ 0 };
  weir_index_query (self->item_index,
                    weir_rect_grow (rect, PORT_OUTSIDE_MAX),
                    items);
  g_ptr_array_sort (items, compare_order);

  if (!pick_port (items, point, zoom, pick) &&
      !pick_body (items, point, zoom, pick) &&
      !pick_wire (self, point, zoom, pick))
    pick_group (items, point, zoom, pick);
}
