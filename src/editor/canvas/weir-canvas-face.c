/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"

/* Which picture an item has now, and keeping it. A picture is recorded at the
 * origin and put in its place by a translation, so moving, panning and zooming
 * record nothing. */

static void
drop_picture (WeirFace *face)
{
  g_clear_pointer (&face->node, gsk_render_node_unref);
  g_clear_pointer (&face->status, gsk_render_node_unref);
}

void
weir_face_free (gpointer data)
{
  WeirFace *face = data;

  drop_picture (face);
  g_free (face);
}

WeirLod
weir_canvas_choose_lod (double zoom, guint n_items)
{
  if (zoom >= WEIR_LOD_FULL_ZOOM && n_items <= WEIR_LOD_FULL_NODES)
    return WEIR_LOD_FULL;
  if (zoom >= WEIR_LOD_SIMPLE_ZOOM && n_items <= WEIR_LOD_SIMPLE_NODES)
    return WEIR_LOD_SIMPLE;
  return WEIR_LOD_BLOCK;
}

static gboolean
is_id (const char *a, const char *b)
{
  return a != NULL && b != NULL && g_str_equal (a, b);
}

static WeirFaceState
get_state (WeirCanvas *self, const WeirSceneItem *item)
{
  WeirSelection     *selection = weir_session_get_selection (self->session);
  const WeirOverlay *overlay = &self->overlay;
  WeirFaceState      state = 0;

  if (weir_selection_contains (selection, item->id))
    state |= WEIR_FACE_SELECTED;
  if (self->focus_visible &&
      is_id (weir_selection_get_focus (selection), item->id))
    state |= WEIR_FACE_FOCUSED;
  if (is_id (overlay->hover, item->id) ||
      is_id (weir_session_get_hovered (self->session), item->id))
    state |= WEIR_FACE_HOVER;
  if (overlay->has_port && is_id (overlay->port_id, item->id))
    state |= overlay->port_is_input ? WEIR_FACE_PORT_IN : WEIR_FACE_PORT_OUT;
  if (is_id (overlay->group, item->id))
    state |= WEIR_FACE_GROUP_HOT;
  if (is_id (self->flash, item->id))
    state |= WEIR_FACE_FLASH;
  return state;
}

static GdkRGBA
get_fill (WeirCanvas *self, const WeirSceneItem *item)
{
  GdkRGBA fill = self->theme.colors[WEIR_COLOR_UNKNOWN];

  if (item->color == NULL || *item->color == '\0' ||
      !gdk_rgba_parse (&fill, item->color))
    fill = self->theme.colors[WEIR_COLOR_UNKNOWN];
  fill.alpha = 1;
  return fill;
}

/* Returns: (transfer none): the item's face, empty when what it was recorded for
 * is not what is wanted now */
static WeirFace *
get_face (WeirCanvas *self, WeirSceneItem *item, WeirLod lod)
{
  WeirFace     *face = item->face;
  WeirFaceState state = get_state (self, item);
  guint         icon_scale = weir_canvas_get_icon_scale (self);
  guint         port = self->overlay.port;

  if (face == NULL)
    item->face = face = g_new0 (WeirFace, 1);
  if (!(state & WEIR_FACE_PORT_OUT))
    port = 0;
  if (face->lod == lod && face->state == state && face->port == port &&
      face->generation == self->generation && face->icon_scale == icon_scale)
    return face;

  if (face->generation != self->generation)
    face->fill = get_fill (self, item);
  face->lod = lod;
  face->state = state;
  face->port = port;
  face->icon_scale = icon_scale;
  face->generation = self->generation;
  drop_picture (face);
  return face;
}

static GskRenderNode *
record_face (WeirCanvas *self, const WeirSceneItem *item, const WeirFace *face)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  if (item->kind == WEIR_SCENE_ITEM_GROUP)
    weir_canvas_draw_group (self, snapshot, item, face);
  else
    weir_canvas_draw_node (self, snapshot, item, face);
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
record_status (WeirCanvas *self, const WeirSceneItem *item, WeirLod lod)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  weir_canvas_draw_status (self, snapshot, item, lod);
  return gtk_snapshot_free_to_node (snapshot);
}

/* Far away a node is a patch of its colour; what is wrong or chosen is seen. */
static void
snapshot_block (WeirCanvas          *self,
                GtkSnapshot         *snapshot,
                const WeirSceneItem *item,
                const WeirFace      *face)
{
  GdkRGBA  color = face->fill;
  WeirRect box = item->box;

  if (face->state & (WEIR_FACE_SELECTED | WEIR_FACE_FLASH))
    color = self->theme.colors[WEIR_COLOR_ACCENT];
  else if (item->flags & WEIR_SCENE_ITEM_ERROR)
    color = self->theme.colors[WEIR_COLOR_ERROR];
  else
    {
      /* Pale ones must not vanish in the background. */
      color =
        weir_canvas_theme_mix (&color, &self->theme.colors[WEIR_COLOR_TEXT], 0.18);
      color.alpha = item->flags & WEIR_SCENE_ITEM_DISABLED ? 0.5f : 1;
    }
  gtk_snapshot_append_color (snapshot,
                             &color,
                             &WEIR_AREA (box.x, box.y, box.width, box.height));
}

void
weir_canvas_snapshot_item (WeirCanvas    *self,
                           GtkSnapshot   *snapshot,
                           WeirSceneItem *item,
                           WeirLod        lod)
{
  WeirFace *face = get_face (self, item, lod);
  gboolean  has_status = self->options.show_status &&
                        (item->flags & WEIR_SCENE_ITEM_HAS_STATUS) != 0;

  if (lod == WEIR_LOD_BLOCK && item->kind != WEIR_SCENE_ITEM_GROUP)
    {
      snapshot_block (self, snapshot, item, face);
      return;
    }

  if (face->node == NULL)
    face->node = record_face (self, item, face);
  if (face->status == NULL && has_status)
    face->status = record_status (self, item, lod);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &WEIR_AT (item->box.x, item->box.y));
  if (face->node != NULL)
    gtk_snapshot_append_node (snapshot, face->node);
  if (face->status != NULL && has_status)
    gtk_snapshot_append_node (snapshot, face->status);
  gtk_snapshot_restore (snapshot);
}
