/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-scene.h"
#include "flow/weir-operation-arrange.h"

G_BEGIN_DECLS

/* What is where in a scene. */

typedef enum
{
  WEIR_DIRECTION_LEFT,
  WEIR_DIRECTION_RIGHT,
  WEIR_DIRECTION_UP,
  WEIR_DIRECTION_DOWN,
} WeirDirection;

/**
 * weir_scene_list_members:
 *
 * Returns: (transfer full) (element-type utf8): what stands in a group, however
 *   deep
 */
GPtrArray *weir_scene_list_members (WeirScene *scene, const char *group);

/**
 * weir_scene_find_nearest:
 * @from: a point
 * @except: (nullable): an item not to find
 *
 * Returns: (nullable): the node or junction nearest in a direction, where a
 *   step aside counts three times: what is straight on wins over what is near
 */
WeirSceneItem *weir_scene_find_nearest (WeirScene           *scene,
                                        WeirPoint            from,
                                        const WeirSceneItem *except,
                                        WeirDirection        direction);

/**
 * weir_scene_list_reading:
 *
 * Returns: (transfer container) (element-type WeirSceneItem): nodes and
 *   junctions as they are read: by column, then by row
 */
GPtrArray *weir_scene_list_reading (WeirScene *scene);

/**
 * weir_scene_list_boxes:
 * @ids: (nullable) (element-type utf8): which; %NULL for all
 *
 * Returns: (transfer full): an array of WeirBox, in the order of @ids, as
 *   operations that arrange want it; its ids are borrowed
 */
GArray *weir_scene_list_boxes (WeirScene *scene, GPtrArray *ids);

/* Returns: the centre of an item's body */
WeirPoint weir_scene_item_get_centre (const WeirSceneItem *item);

G_END_DECLS
