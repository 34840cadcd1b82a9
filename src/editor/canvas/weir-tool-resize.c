/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RESIZE_GROUP: a selected group pulled by a corner. It always holds its
 * members. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-snap.h"
#include "editor/canvas/weir-tool-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How near to a corner the pointer takes it, in view pixels. */
#define CORNER 8.0

/* What stays between members and border. */
#define MARGIN 10.0

WeirToolCorner
weir_tool_find_corner (WeirTool *self, const WeirPick *pick, WeirPoint point)
{
  double   reach = CORNER / self->view->zoom;
  WeirRect box;
  gboolean left;
  gboolean top;

  if (!pick->item || pick->part != WEIR_PICK_GROUP ||
      !weir_selection_contains (weir_session_get_selection (self->session),
                                pick->item->id))
    return WEIR_TOOL_CORNER_NONE;
  box = pick->item->box;
  left = fabs (point.x - box.x) <= reach;
  top = fabs (point.y - box.y) <= reach;
  if (!left && fabs (point.x - box.x - box.width) > reach)
    return WEIR_TOOL_CORNER_NONE;
  if (!top && fabs (point.y - box.y - box.height) > reach)
    return WEIR_TOOL_CORNER_NONE;
  if (top)
    return left ? WEIR_TOOL_CORNER_TOP_LEFT : WEIR_TOOL_CORNER_TOP_RIGHT;
  return left ? WEIR_TOOL_CORNER_BOTTOM_LEFT : WEIR_TOOL_CORNER_BOTTOM_RIGHT;
}

const char *
weir_tool_corner_cursor (WeirToolCorner corner)
{
  switch (corner)
    {
    case WEIR_TOOL_CORNER_TOP_LEFT:
    case WEIR_TOOL_CORNER_BOTTOM_RIGHT:
      return "nwse-resize";
    case WEIR_TOOL_CORNER_TOP_RIGHT:
    case WEIR_TOOL_CORNER_BOTTOM_LEFT:
      return "nesw-resize";
    case WEIR_TOOL_CORNER_NONE:
      break;
    }
  return NULL;
}

/* What the group has to hold. */
static WeirRect
get_inner (WeirTool *self, const WeirSceneItem *group)
{
  WeirRect inner = { group->box.x + group->box.width / 2,
                     group->box.y + group->box.height / 2,
                     0,
                     0 };
  gboolean any = FALSE;
  guint    n_items = weir_scene_get_n_items (self->scene);

  for (guint i = 0; i < n_items; i++)
    {
      const WeirSceneItem *item = weir_scene_get_item (self->scene, i);

      if (item->group != group)
        continue;
      inner = any ? weir_rect_union (inner, item->box) : item->box;
      any = TRUE;
    }
  return weir_rect_grow (inner, MARGIN);
}

static WeirRect
get_box (WeirTool *self, gboolean inverted)
{
  WeirSceneItem *group = weir_scene_lookup (self->scene, self->id);
  WeirRect       inner = get_inner (self, group);
  double         left = group->box.x;
  double         top = group->box.y;
  double         right = left + group->box.width;
  double         bottom = top + group->box.height;
  WeirPoint      at = self->point;

  if (self->snap != inverted)
    {
      WeirPoint offset = weir_snap_to_grid ((WeirRect){ at.x, at.y, 0, 0 },
                                            WEIR_SNAP_TOP_LEFT,
                                            self->grid);

      at.x += offset.x;
      at.y += offset.y;
    }
  if (self->corner == WEIR_TOOL_CORNER_TOP_LEFT ||
      self->corner == WEIR_TOOL_CORNER_BOTTOM_LEFT)
    left = MIN (at.x, inner.x);
  else
    right = MAX (at.x, inner.x + inner.width);
  if (self->corner == WEIR_TOOL_CORNER_TOP_LEFT ||
      self->corner == WEIR_TOOL_CORNER_TOP_RIGHT)
    top = MIN (at.y, inner.y);
  else
    bottom = MAX (at.y, inner.y + inner.height);
  return weir_rect_from_points ((WeirPoint){ left, top },
                                (WeirPoint){ right, bottom });
}

static void
move_corner (WeirTool *self, const WeirToolEvent *event)
{
  weir_tool_clear_overlay (self);
  self->overlay->has_ghost = TRUE;
  self->overlay->ghost =
    get_box (self, (event->modifiers & WEIR_TOOL_SHIFT) != 0);
}

static WeirEdit *
make_edit (const char *id, WeirRect box)
{
  g_autoptr (GPtrArray) edits =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);
  g_autoptr (WeirValue) width = weir_value_new_number (box.width);
  g_autoptr (WeirValue) height = weir_value_new_number (box.height);

  g_ptr_array_add (edits, weir_edit_new_move (id, box.x, box.y));
  g_ptr_array_add (edits, weir_edit_new_set (id, "w", width));
  g_ptr_array_add (edits, weir_edit_new_set (id, "h", height));
  return weir_edit_new_list (edits);
}

static void
release_corner (WeirTool *self, const WeirToolEvent *event)
{
  WeirRect box = get_box (self, (event->modifiers & WEIR_TOOL_SHIFT) != 0);

  weir_tool_apply (self, _ ("Resize Group"), make_edit (self->id, box));
  weir_tool_finish (self);
}

const WeirToolGesture weir_tool_gesture_resize = {
  .hint = N_ ("Shift: grid on or off · Esc: cancel"),
  .scrolls = TRUE,
  .motion = move_corner,
  .release = release_corner,
};
