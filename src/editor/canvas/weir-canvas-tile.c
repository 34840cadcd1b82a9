/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"

#include <math.h>

/* All wires that stay where they are, in squares of view pixels. GSK compares a
 * frame with the one before by the pointers of its nodes: a tile that is kept is
 * a part of the window nobody paints again. Tiles begin at whole device pixels,
 * which the view sees to, so no seam shows at any zoom. */

/* Tiles kept for each in view. */
#define KEEP 3

typedef struct
{
  int column, row;
} Key;

typedef struct
{
  Key            key;
  GskRenderNode *node; /* (nullable): no wire is there */
  guint64        used; /* the frame that drew it last */
} Tile;

struct _WeirTiles
{
  GHashTable *tiles; /* Key → Tile */
  double      zoom;
  guint64     frame;
  guint       n_recorded;
};

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return (guint)key->column * 31337u + (guint)key->row;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  return left->column == right->column && left->row == right->row;
}

static void
free_tile (gpointer data)
{
  Tile *tile = data;

  g_clear_pointer (&tile->node, gsk_render_node_unref);
  g_free (tile);
}

WeirTiles *
weir_tiles_new (void)
{
  WeirTiles *self = g_new0 (WeirTiles, 1);

  self->tiles = g_hash_table_new_full (hash_key, equal_keys, NULL, free_tile);
  return self;
}

void
weir_tiles_free (WeirTiles *self)
{
  g_hash_table_unref (self->tiles);
  g_free (self);
}

void
weir_tiles_clear (WeirTiles *self)
{
  g_hash_table_remove_all (self->tiles);
}

guint
weir_tiles_get_n_recorded (WeirTiles *self)
{
  return self->n_recorded;
}

/* Flow units that a wire's stroke reaches beside its curve. */
static double
get_reach (double zoom)
{
  return 3 + 2 / zoom;
}

void
weir_tiles_damage (WeirTiles *self, const WeirView *view, WeirRect rect)
{
  GHashTableIter iter;
  gpointer       data;
  double         size = WEIR_TILE_SIZE / view->zoom;

  rect = weir_rect_grow (rect, get_reach (view->zoom));
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const Tile *tile = data;
      WeirRect area = { tile->key.column * size, tile->key.row * size, size, size };

      if (weir_rect_intersects (area, rect))
        g_hash_table_iter_remove (&iter);
    }
}

void
weir_canvas_damage_wires (WeirCanvas *self, const GArray *rects)
{
  /* One by one is dearer than all again. */
  if (rects->len > 500)
    weir_tiles_clear (self->tiles);
  else
    for (guint i = 0; i < rects->len; i++)
      weir_tiles_damage (self->tiles,
                         &self->view,
                         g_array_index (rects, WeirRect, i));
}

static void
stroke_wires (WeirCanvas *self, cairo_t *cr, GPtrArray *wires)
{
  WeirSelection *selection = weir_session_get_selection (self->session);

  for (guint i = 0; i < wires->len; i++)
    {
      const WeirSceneWire *wire = wires->pdata[i];
      WeirWireId           id = { (char *)wire->source->id,
                                  wire->port,
                                  (char *)wire->target->id };

      if (!wire->moving)
        weir_canvas_stroke_wire (self,
                                 cr,
                                 wire,
                                 weir_selection_contains_wire (selection, &id));
    }
}

/* Records the wires in an area of the plane of view pixels, that is, of the
 * flow times the zoom. */
static GskRenderNode *
record (WeirCanvas *self, const graphene_rect_t *area)
{
  g_autoptr (GPtrArray) wires = g_ptr_array_new ();
  double                zoom = self->view.zoom;
  WeirRect              rect = { area->origin.x / zoom,
                                 area->origin.y / zoom,
                                 area->size.width / zoom,
                                 area->size.height / zoom };
  GskRenderNode        *node;
  cairo_t              *cr;

  weir_scene_query_wires (self->scene,
                          weir_rect_grow (rect, get_reach (zoom)),
                          wires);
  if (wires->len == 0)
    return NULL;

  node = gsk_cairo_node_new (area);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_scale (cr, zoom, zoom);
  stroke_wires (self, cr, wires);
  cairo_destroy (cr);
  return node;
}

static Tile *
get_tile (WeirCanvas *self, int column, int row)
{
  WeirTiles *tiles = self->tiles;
  Key        key = { column, row };
  Tile      *tile = g_hash_table_lookup (tiles->tiles, &key);

  if (tile == NULL)
    {
      graphene_rect_t area = WEIR_AREA (column * (float)WEIR_TILE_SIZE,
                                        row * (float)WEIR_TILE_SIZE,
                                        WEIR_TILE_SIZE,
                                        WEIR_TILE_SIZE);

      tile = g_new0 (Tile, 1);
      tile->key = key;
      tile->node = record (self, &area);
      tiles->n_recorded++;
      g_hash_table_insert (tiles->tiles, &tile->key, tile);
    }
  tile->used = tiles->frame;
  return tile;
}

/* Drops tiles that were not drawn for long, when there are many. */
static void
forget (WeirTiles *self, guint n_in_view)
{
  GHashTableIter iter;
  gpointer       data;

  if (g_hash_table_size (self->tiles) <= n_in_view * KEEP)
    return;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (((const Tile *)data)->used + KEEP * 20 < self->frame)
      g_hash_table_iter_remove (&iter);

  /* A fast pan sees more in a moment than is worth keeping. */
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_size (self->tiles) > n_in_view * KEEP * 2 &&
         g_hash_table_iter_next (&iter, NULL, &data))
    if (((const Tile *)data)->used != self->frame)
      g_hash_table_iter_remove (&iter);
}

static void
snapshot_untiled (WeirCanvas *self, GtkSnapshot *snapshot)
{
  graphene_rect_t area = WEIR_AREA (self->view.ox * self->view.zoom,
                                    self->view.oy * self->view.zoom,
                                    gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)));
  GskRenderNode  *node = record (self, &area);

  if (node == NULL)
    return;
  gtk_snapshot_append_node (snapshot, node);
  gsk_render_node_unref (node);
}

void
weir_canvas_snapshot_tiles (WeirCanvas *self, GtkSnapshot *snapshot)
{
  WeirTiles *tiles = self->tiles;
  double     left = self->view.ox * self->view.zoom;
  double     top = self->view.oy * self->view.zoom;
  int        first = floor (left / WEIR_TILE_SIZE);
  int        first_row = floor (top / WEIR_TILE_SIZE);
  int        last =
    floor ((left + gtk_widget_get_width (GTK_WIDGET (self))) / WEIR_TILE_SIZE);
  int last_row =
    floor ((top + gtk_widget_get_height (GTK_WIDGET (self))) / WEIR_TILE_SIZE);

  if (tiles->zoom != self->view.zoom)
    weir_tiles_clear (tiles);
  tiles->zoom = self->view.zoom;
  tiles->frame++;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &WEIR_AT (-left, -top));
  if (self->untiled)
    snapshot_untiled (self, snapshot);
  else
    for (int row = first_row; row <= last_row; row++)
      for (int column = first; column <= last; column++)
        {
          const Tile *tile = get_tile (self, column, row);

          if (tile->node != NULL)
            gtk_snapshot_append_node (snapshot, tile->node);
        }
  gtk_snapshot_restore (snapshot);
  forget (tiles, (last - first + 1) * (last_row - first_row + 1));
}
