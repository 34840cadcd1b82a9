/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-private.h"

/* Who stands in which group. A member names its group in `g` and a group its
 * members in `nodes`; files in which only one of them is right are read too. */

/* Groups inside groups; what is deeper, or goes in circles, stands free. */
#define MAX_DEPTH 64

/* What a group leaves around its members where the file doesn't say its size. */
#define MARGIN 25.0

static WeirSceneItem *
get_named_group (WeirScene *self, WeirSceneEntry *entry)
{
  const char *id =
    weir_value_lookup_string (weir_element_get_value (entry->item.element), "g");
  WeirSceneItem *group = id != NULL ? weir_scene_lookup (self, id) : NULL;

  if (group == NULL || group == &entry->item ||
      group->kind != WEIR_SCENE_ITEM_GROUP)
    return NULL;
  return group;
}

gboolean
weir_scene_knows_group (WeirScene *self, WeirSceneEntry *entry)
{
  return entry->item.kind != WEIR_SCENE_ITEM_GROUP &&
         entry->item.group == get_named_group (self, entry);
}

static void
adopt_members (WeirScene *self, WeirSceneItem *group)
{
  const WeirValue *nodes = weir_element_get_member (group->element, "nodes");
  gsize            n = 0;

  if (nodes != NULL && weir_value_get_kind (nodes) == WEIR_VALUE_KIND_ARRAY)
    n = weir_value_get_length (nodes);
  for (gsize i = 0; i < n; i++)
    {
      const WeirValue *id = weir_value_get_item (nodes, i);
      WeirSceneItem   *member = NULL;

      if (weir_value_get_kind (id) == WEIR_VALUE_KIND_STRING)
        member = weir_scene_lookup (self, weir_value_get_string (id, NULL));
      if (member != NULL && member != group && member->group == NULL)
        member->group = group;
    }
}

static guint
get_depth (const WeirSceneItem *item)
{
  guint depth = 0;

  for (item = item->group; item != NULL && depth <= MAX_DEPTH; item = item->group)
    depth++;
  return depth;
}

/* Returns: (transfer container): all items in the order of the file: of two
 * groups that name a member the first has it */
static GPtrArray *
list_in_file_order (WeirScene *self)
{
  WeirDocument *document = weir_session_get_document (self->session);
  GPtrArray    *items = g_ptr_array_new ();

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement   *element = weir_document_get_nth_element (document, i);
      WeirSceneItem *item =
        weir_scene_lookup (self, weir_element_get_id (element));

      if (item != NULL && item->element == element)
        g_ptr_array_add (items, item);
    }
  return items;
}

void
weir_scene_resolve_groups (WeirScene *self)
{
  g_autoptr (GPtrArray) items = list_in_file_order (self);

  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneEntry *entry = items->pdata[i];

      entry->item.group = get_named_group (self, entry);
    }
  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];

      if (item->kind == WEIR_SCENE_ITEM_GROUP)
        adopt_members (self, item);
    }
  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];

      if (get_depth (item) > MAX_DEPTH)
        item->group = NULL;
    }
  self->groups_dirty = FALSE;
}

static void
fit (WeirScene *self, WeirSceneEntry *group)
{
  WeirRect box = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      WeirSceneItem *item = self->items->pdata[i];

      if (item->group != &group->item)
        continue;
      box = any ? weir_rect_union (box, item->box) : item->box;
      any = TRUE;
    }
  if (any)
    box = weir_rect_grow (box, MARGIN);
  else
    box = (WeirRect){ weir_element_get_x (group->item.element) + group->dx,
                      weir_element_get_y (group->item.element) + group->dy,
                      0,
                      0 };
  if (weir_rect_contains_rect (group->item.box, box) &&
      weir_rect_contains_rect (box, group->item.box))
    return;

  group->item.box = box;
  group->x = box.x - group->dx;
  group->y = box.y - group->dy;
  weir_scene_place (self, group);
}

void
weir_scene_fit_groups (WeirScene *self)
{
  /* Those inside others first. */
  for (guint i = self->items->len; i > 0; i--)
    {
      WeirSceneEntry *entry = self->items->pdata[i - 1];

      if (entry->item.kind == WEIR_SCENE_ITEM_GROUP && !entry->has_size)
        fit (self, entry);
    }
}
