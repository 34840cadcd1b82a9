/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-private.h"

/* What is being dragged stands beside its place in the document. It is placed
 * at once, so that what is asked in the same turn is right; only that the
 * picture is different is told with everything else. */

static void
set_offset (WeirScene *self, WeirSceneEntry *entry, double dx, double dy)
{
  entry->dx = dx;
  entry->dy = dy;
  weir_scene_place (self, entry);
}

void
weir_scene_forget_preview (WeirScene *self, WeirSceneEntry *entry)
{
  if (!entry->previewed)
    return;

  entry->previewed = FALSE;
  entry->dx = 0;
  entry->dy = 0;
  g_ptr_array_remove (self->previewed, entry);
  weir_scene_note (self, entry, WEIR_SCENE_CHANGE_GEOMETRY);
}

static gboolean
is_same_preview (WeirScene *self, GPtrArray *ids)
{
  if (self->preview->len != ids->len || ids->len == 0)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!g_str_equal (self->preview->pdata[i], ids->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
add (WeirScene *self, WeirSceneEntry *entry)
{
  if (entry->previewed)
    return;
  entry->previewed = TRUE;
  g_ptr_array_add (self->previewed, entry);
}

static gboolean
is_in_preview (const WeirSceneEntry *entry)
{
  for (const WeirSceneItem *at = entry->item.group; at != NULL; at = at->group)
    if (((const WeirSceneEntry *)at)->previewed)
      return TRUE;
  return FALSE;
}

static void
start (WeirScene *self, GPtrArray *ids)
{
  gboolean any_group = FALSE;

  weir_scene_preview_end (self);
  for (guint i = 0; i < ids->len; i++)
    {
      WeirSceneEntry *entry = g_hash_table_lookup (self->by_id, ids->pdata[i]);

      g_ptr_array_add (self->preview, g_strdup (ids->pdata[i]));
      if (entry == NULL)
        continue;
      add (self, entry);
      any_group |= entry->item.kind == WEIR_SCENE_ITEM_GROUP;
    }

  for (guint i = 0; any_group && i < self->items->len; i++)
    if (is_in_preview (self->items->pdata[i]))
      add (self, self->items->pdata[i]);
}

void
weir_scene_preview_move (WeirScene *self, GPtrArray *ids, double dx, double dy)
{
  g_return_if_fail (WEIR_IS_SCENE (self));

  if (!is_same_preview (self, ids))
    start (self, ids);
  for (guint i = 0; i < self->previewed->len; i++)
    set_offset (self, self->previewed->pdata[i], dx, dy);
}

void
weir_scene_preview_end (WeirScene *self)
{
  g_autoptr (GPtrArray) previewed = NULL;

  g_return_if_fail (WEIR_IS_SCENE (self));

  previewed = g_steal_pointer (&self->previewed);
  self->previewed = g_ptr_array_new ();
  g_ptr_array_set_size (self->preview, 0);
  for (guint i = 0; i < previewed->len; i++)
    ((WeirSceneEntry *)previewed->pdata[i])->previewed = FALSE;
  for (guint i = 0; i < previewed->len; i++)
    set_offset (self, previewed->pdata[i], 0, 0);
}

gboolean
weir_scene_is_previewing (WeirScene *self)
{
  g_return_val_if_fail (WEIR_IS_SCENE (self), FALSE);

  return self->previewed->len > 0;
}
