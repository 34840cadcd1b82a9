/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a running flow does: wires shine as messages pass, a few dots travel
 * along them, and the one under the pointer says how many. All of it stands
 * still where people want no animations, and nothing is drawn of what doesn't
 * run. */

/* Flow units a dot travels in a second. */
#define DOT_SPEED 160.0
#define DOT_SIZE  7.0

/* Rates from this on shine the brightest. */
#define BRIGHT_RATE 1000.0
#define N_LEVELS    8

/* Wider ones would be large textures for a GPU. */
#define MAX_GLOW_PX 4096

#define FLASH_MS 900

/* The light on a wire, kept while it would be the same. */
typedef struct
{
  WeirWireId    *id;
  guint          level;
  double         zoom;
  guint          generation;
  WeirRect       bounds;
  WeirPoint      start;
  GskRenderNode *node;
  gboolean       used;
} Glow;

static void
free_glow (gpointer data)
{
  Glow *glow = data;

  weir_wire_id_free (glow->id);
  g_clear_pointer (&glow->node, gsk_render_node_unref);
  g_free (glow);
}

static double
get_rate (WeirCanvas *self, const WeirSceneWire *wire)
{
  const WeirLiveNode *live =
    weir_live_get_node (weir_session_get_live (self->session), wire->source->id);

  return live != NULL && wire->port < live->n_outputs && live->rate != NULL
           ? live->rate[wire->port]
           : 0;
}

static guint
get_level (double rate)
{
  double part = log1p (rate) / log1p (BRIGHT_RATE);

  return CLAMP ((guint)ceil (part * N_LEVELS), 1, N_LEVELS);
}

static GskRenderNode *
record_glow (WeirCanvas *self, const WeirSceneWire *wire, guint level)
{
  double          zoom = self->view.zoom;
  WeirRect        rect = weir_rect_grow (wire->path.bounds, 4 + 2 / zoom);
  graphene_rect_t area = WEIR_AREA (floor (rect.x * zoom),
                                    floor (rect.y * zoom),
                                    ceil (rect.width * zoom) + 1,
                                    ceil (rect.height * zoom) + 1);
  GdkRGBA         color = self->theme.colors[WEIR_COLOR_WIRE_LIVE];
  GskRenderNode  *node;
  cairo_t        *cr;

  if (area.size.width > MAX_GLOW_PX || area.size.height > MAX_GLOW_PX)
    return NULL;
  color.alpha = 0.35f + 0.65f * (float)level / N_LEVELS;
  node = gsk_cairo_node_new (&area);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_scale (cr, zoom, zoom);
  weir_canvas_add_path (cr, &wire->path);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, MAX (3, 1.5 / zoom));
  cairo_stroke (cr);
  cairo_destroy (cr);
  return node;
}

static gboolean
is_current (WeirCanvas *self, const Glow *glow, const WeirSceneWire *wire, guint level)
{
  return glow->level == level && glow->zoom == self->view.zoom &&
         glow->generation == self->generation &&
         glow->start.x == wire->path.cubics[0].p0.x &&
         glow->start.y == wire->path.cubics[0].p0.y &&
         weir_rect_contains_rect (glow->bounds, wire->path.bounds) &&
         weir_rect_contains_rect (wire->path.bounds, glow->bounds);
}

static void
snapshot_glow (WeirCanvas          *self,
               GtkSnapshot         *snapshot,
               const WeirSceneWire *wire,
               double               rate)
{
  WeirWireId key = { (char *)wire->source->id,
                     wire->port,
                     (char *)wire->target->id };
  Glow      *glow = g_hash_table_lookup (self->glows, &key);
  guint      level = get_level (rate);

  if (glow == NULL)
    {
      glow = g_new0 (Glow, 1);
      glow->id = weir_wire_id_new (key.source, key.port, key.target);
      g_hash_table_insert (self->glows, glow->id, glow);
    }
  glow->used = TRUE;
  if (glow->node == NULL || !is_current (self, glow, wire, level))
    {
      g_clear_pointer (&glow->node, gsk_render_node_unref);
      glow->level = level;
      glow->zoom = self->view.zoom;
      glow->generation = self->generation;
      glow->bounds = wire->path.bounds;
      glow->start = wire->path.cubics[0].p0;
      glow->node = record_glow (self, wire, level);
    }
  if (glow->node != NULL)
    gtk_snapshot_append_node (snapshot, glow->node);
}

static void
forget_unused (WeirCanvas *self)
{
  GHashTableIter iter;
  gpointer       data;

  g_hash_table_iter_init (&iter, self->glows);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      Glow *glow = data;

      if (!glow->used)
        g_hash_table_iter_remove (&iter);
      else
        glow->used = FALSE;
    }
}

static double
get_length (const WeirSceneWire *wire)
{
  const WeirRect *bounds = &wire->path.bounds;

  return MAX (bounds->width + bounds->height, 20);
}

static void
snapshot_dot (WeirCanvas *self, GtkSnapshot *snapshot, const WeirSceneWire *wire)
{
  double         part = (double)(self->now - self->tick_start) / G_USEC_PER_SEC;
  double         size = DOT_SIZE * MAX (self->view.zoom, 0.6);
  GskRoundedRect rect;
  WeirPoint      at;

  part = fmod (part * DOT_SPEED / get_length (wire), 1);
  at = weir_link_path_get_point (&wire->path, part);
  at = weir_canvas_from_flow (self, at);
  gsk_rounded_rect_init_from_rect (
    &rect,
    &WEIR_AREA (at.x - size / 2, at.y - size / 2, size, size),
    (float)size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot,
                             &self->theme.colors[WEIR_COLOR_WIRE_LIVE],
                             &rect.bounds);
  gtk_snapshot_pop (snapshot);
}

/* What the wire under the pointer carries. */
static void
snapshot_rate (WeirCanvas *self, GtkSnapshot *snapshot)
{
  const WeirSceneWire *wire =
    self->overlay.hover_wire != NULL
      ? weir_scene_lookup_wire (self->scene, self->overlay.hover_wire)
      : NULL;
  PangoLayout     *layout;
  PangoRectangle   extents;
  GskRoundedRect   rect;
  WeirPoint        at;
  WeirRect         room;
  char             number[WEIR_NUMBER_TEXT_MAX];
  g_autofree char *text = NULL;

  if (wire == NULL)
    return;

  weir_number_to_text (round (get_rate (self, wire) * 10) / 10, number);
  /* Translators: how many messages a second pass a wire */
  text = g_strdup_printf (_ ("%s msg/s"), number);
  layout = weir_canvas_get_layout (self, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  at = weir_canvas_from_flow (self, weir_link_path_get_point (&wire->path, 0.5));
  room = (WeirRect){ round (at.x - extents.width / 2.0),
                     round (at.y - 22),
                     extents.width,
                     16 };
  gsk_rounded_rect_init_from_rect (
    &rect,
    &WEIR_AREA (room.x - 7, room.y, room.width + 14, room.height),
    8);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot,
                             &self->theme.colors[WEIR_COLOR_TEXT],
                             &rect.bounds);
  gtk_snapshot_pop (snapshot);
  weir_canvas_draw_text (self,
                         snapshot,
                         layout,
                         &self->theme.colors[WEIR_COLOR_BACKGROUND],
                         room,
                         FALSE);
}

static gboolean
may_animate (WeirCanvas *self)
{
  return adw_get_enable_animations (GTK_WIDGET (self)) &&
         self->view.zoom >= WEIR_LOD_SIMPLE_ZOOM;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  WeirCanvas *self = WEIR_CANVAS (widget);

  self->now = gdk_frame_clock_get_frame_time (clock);
  if (self->tick_start == 0)
    self->tick_start = self->now;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
set_ticking (WeirCanvas *self, gboolean ticking)
{
  if (ticking && self->tick_id == 0)
    {
      self->tick_start = 0;
      self->tick_id =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
  else if (!ticking && self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
      self->tick_id = 0;
    }
}

static gboolean
is_running (WeirCanvas *self)
{
  return weir_live_get_state (weir_session_get_live (self->session)) ==
         WEIR_LIVE_RUNNING;
}

void
weir_canvas_snapshot_live (WeirCanvas *self, GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) wires = g_ptr_array_new ();
  g_autoptr (GPtrArray) active = g_ptr_array_new ();
  gboolean              animate = may_animate (self);

  if (!self->options.show_rates || !is_running (self))
    {
      g_hash_table_remove_all (self->glows);
      set_ticking (self, FALSE);
      return;
    }

  weir_scene_query_wires (self->scene, weir_canvas_get_visible (self), wires);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &WEIR_AT (-self->view.ox * self->view.zoom,
                                    -self->view.oy * self->view.zoom));
  for (guint i = 0; i < wires->len && active->len < WEIR_CANVAS_MAX_SINGLE_WIRES;
       i++)
    {
      const WeirSceneWire *wire = wires->pdata[i];
      double               rate = get_rate (self, wire);

      if (rate <= 0 || wire->moving || wire->path.n_cubics == 0)
        continue;
      g_ptr_array_add (active, wires->pdata[i]);
      snapshot_glow (self, snapshot, wire, rate);
    }
  gtk_snapshot_restore (snapshot);
  forget_unused (self);

  for (guint i = 0; animate && i < MIN (active->len, WEIR_CANVAS_MAX_DOTS); i++)
    snapshot_dot (self, snapshot, active->pdata[i]);
  set_ticking (self, animate && active->len > 0);
  snapshot_rate (self, snapshot);
}

static gboolean
flash_over_cb (gpointer data)
{
  WeirCanvas *self = data;

  self->flash_id = 0;
  g_clear_pointer (&self->flash, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
weir_canvas_flash (WeirCanvas *self, const char *id)
{
  g_clear_handle_id (&self->flash_id, g_source_remove);
  g_free (self->flash);
  self->flash = g_strdup (id);
  self->flash_id = g_timeout_add (FLASH_MS, flash_over_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
weir_canvas_live_init (WeirCanvas *self)
{
  self->glows =
    g_hash_table_new_full (weir_wire_id_hash, weir_wire_id_equal, NULL, free_glow);
}

void
weir_canvas_live_dispose (WeirCanvas *self)
{
  set_ticking (self, FALSE);
  g_clear_handle_id (&self->flash_id, g_source_remove);
  g_clear_pointer (&self->flash, g_free);
  g_clear_pointer (&self->glows, g_hash_table_unref);
}
