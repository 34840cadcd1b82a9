/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-canvas.h"
#include "editor/canvas/weir-scene.h"

G_BEGIN_DECLS

/* How much of a node is drawn. */
typedef enum
{
  WEIR_LOD_FULL,
  WEIR_LOD_SIMPLE, /* no texts, no icons */
  WEIR_LOD_BLOCK,  /* a rectangle */
} WeirLod;

/* Below these zooms, or with more nodes than these in view, less is drawn. The
 * last is a promise to GTK 4.8's GL renderer, which aborts above 32,767 batches
 * a frame, of which a whole node may take thirteen. */
#define WEIR_LOD_FULL_ZOOM    0.45
#define WEIR_LOD_SIMPLE_ZOOM  0.4
#define WEIR_LOD_FULL_NODES   1000
#define WEIR_LOD_SIMPLE_NODES 2000

/* What decides how an item looks besides itself. */
typedef enum
{
  WEIR_FACE_SELECTED = 1 << 0,
  WEIR_FACE_FOCUSED = 1 << 1,
  WEIR_FACE_HOVER = 1 << 2,
  WEIR_FACE_PORT_IN = 1 << 3,   /* the pointer is on its input */
  WEIR_FACE_PORT_OUT = 1 << 4,  /* on the output WeirFace.port */
  WEIR_FACE_GROUP_HOT = 1 << 5, /* what is dragged would join it */
  WEIR_FACE_FLASH = 1 << 6,
} WeirFaceState;

/* The picture of an item, kept by the scene. */
typedef struct
{
  GskRenderNode *node;   /* (nullable): at (0, 0), in flow units */
  GskRenderNode *status; /* (nullable): the same, from the box's lower edge */
  WeirLod        lod;
  WeirFaceState  state;
  guint          port;
  guint          generation; /* of the theme */
  guint          icon_scale;
  GdkRGBA        fill;
} WeirFace;

void    weir_face_free (gpointer face);
WeirLod weir_canvas_choose_lod (double zoom, guint n_items);
void    weir_canvas_snapshot_item (WeirCanvas    *self,
                                   GtkSnapshot   *snapshot,
                                   WeirSceneItem *item,
                                   WeirLod        lod);

/* Records the picture of one at (0, 0). */
void weir_canvas_draw_node (WeirCanvas          *self,
                            GtkSnapshot         *snapshot,
                            const WeirSceneItem *item,
                            const WeirFace      *face);
void weir_canvas_draw_group (WeirCanvas          *self,
                             GtkSnapshot         *snapshot,
                             const WeirSceneItem *item,
                             const WeirFace      *face);
void weir_canvas_draw_ports (WeirCanvas          *self,
                             GtkSnapshot         *snapshot,
                             const WeirSceneItem *item,
                             const WeirFace      *face);
void weir_canvas_draw_badges (WeirCanvas          *self,
                              GtkSnapshot         *snapshot,
                              const WeirSceneItem *item);

G_END_DECLS
