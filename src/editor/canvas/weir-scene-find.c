/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-find.h"

#include <math.h>

/* How much a step aside counts beside one along. */
#define ASIDE 3.0

/* Columns this wide are read from top to bottom. */
#define COLUMN 100.0

GPtrArray *
weir_scene_list_members (WeirScene *scene, const char *group)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  guint      n_items = weir_scene_get_n_items (scene);

  for (guint i = 0; i < n_items; i++)
    {
      WeirSceneItem *item = weir_scene_get_item (scene, i);

      for (WeirSceneItem *at = item->group; at; at = at->group)
        if (g_str_equal (at->id, group))
          {
            g_ptr_array_add (ids, g_strdup (item->id));
            break;
          }
    }
  return ids;
}

WeirPoint
weir_scene_item_get_centre (const WeirSceneItem *item)
{
  return (WeirPoint){ item->box.x + item->box.width / 2,
                      item->box.y + item->box.height / 2 };
}

/* How far a point is along a direction, and aside of it. */
static double
measure (WeirPoint from, WeirPoint to, WeirDirection direction)
{
  double along = 0;
  double aside = 0;

  switch (direction)
    {
    case WEIR_DIRECTION_LEFT:
      along = from.x - to.x;
      aside = to.y - from.y;
      break;
    case WEIR_DIRECTION_RIGHT:
      along = to.x - from.x;
      aside = to.y - from.y;
      break;
    case WEIR_DIRECTION_UP:
      along = from.y - to.y;
      aside = to.x - from.x;
      break;
    case WEIR_DIRECTION_DOWN:
      along = to.y - from.y;
      aside = to.x - from.x;
      break;
    }
  return along > 0 ? along + ASIDE * fabs (aside) : INFINITY;
}

WeirSceneItem *
weir_scene_find_nearest (WeirScene           *scene,
                         WeirPoint            from,
                         const WeirSceneItem *except,
                         WeirDirection        direction)
{
  WeirSceneItem *best = NULL;
  double         least = INFINITY;
  guint          n_items = weir_scene_get_n_items (scene);

  for (guint i = 0; i < n_items; i++)
    {
      WeirSceneItem *item = weir_scene_get_item (scene, i);
      double         way;

      if (item == except || item->kind == WEIR_SCENE_ITEM_GROUP)
        continue;
      way = measure (from, weir_scene_item_get_centre (item), direction);
      if (way < least)
        {
          least = way;
          best = item;
        }
    }
  return best;
}

static int
compare_reading (gconstpointer a, gconstpointer b)
{
  const WeirSceneItem *left = *(WeirSceneItem *const *)a;
  const WeirSceneItem *right = *(WeirSceneItem *const *)b;
  double               left_column = floor (left->box.x / COLUMN);
  double               right_column = floor (right->box.x / COLUMN);

  if (left_column != right_column)
    return left_column < right_column ? -1 : 1;
  if (left->box.y != right->box.y)
    return left->box.y < right->box.y ? -1 : 1;
  if (left->box.x != right->box.x)
    return left->box.x < right->box.x ? -1 : 1;
  return g_strcmp0 (left->id, right->id);
}

GPtrArray *
weir_scene_list_reading (WeirScene *scene)
{
  GPtrArray *items = g_ptr_array_new ();
  guint      n_items = weir_scene_get_n_items (scene);

  for (guint i = 0; i < n_items; i++)
    {
      WeirSceneItem *item = weir_scene_get_item (scene, i);

      if (item->kind != WEIR_SCENE_ITEM_GROUP)
        g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_reading);
  return items;
}

static void
add_box (GArray *boxes, const WeirSceneItem *item)
{
  WeirPoint     centre = weir_scene_item_get_centre (item);
  const WeirBox box = { item->id,
                        centre.x,
                        centre.y,
                        item->box.width,
                        item->box.height };

  g_array_append_val (boxes, box);
}

GArray *
weir_scene_list_boxes (WeirScene *scene, GPtrArray *ids)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (WeirBox));
  guint   n = ids ? ids->len : weir_scene_get_n_items (scene);

  for (guint i = 0; i < n; i++)
    {
      WeirSceneItem *item = ids ? weir_scene_lookup (scene, ids->pdata[i])
                                : weir_scene_get_item (scene, i);

      if (item)
        add_box (boxes, item);
    }
  return boxes;
}
