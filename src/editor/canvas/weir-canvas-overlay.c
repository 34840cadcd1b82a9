/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"

#include <math.h>

/* What a gesture shows while it lasts. Painted anew in each of its frames, but
 * no larger than it is, so that the rest of the window stays as it was. */

#define LINE_WIDTH  3.0
#define GHOST_ALPHA 0.65f
#define TAKEN_ALPHA 0.8f

/* Returns: (transfer full): a context in flow units over the area of @rect */
static cairo_t *
begin (WeirCanvas *self, GtkSnapshot *snapshot, WeirRect rect)
{
  WeirPoint from = weir_canvas_from_flow (self, (WeirPoint){ rect.x, rect.y });
  graphene_rect_t area = WEIR_AREA (from.x - 8,
                                    from.y - 8,
                                    rect.width * self->view.zoom + 16,
                                    rect.height * self->view.zoom + 16);
  graphene_rect_t all = WEIR_AREA (0,
                                   0,
                                   gtk_widget_get_width (GTK_WIDGET (self)),
                                   gtk_widget_get_height (GTK_WIDGET (self)));
  cairo_t        *cr;

  if (!graphene_rect_intersection (&area, &all, &area))
    return NULL;
  graphene_rect_round_extents (&area, &area);
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_translate (cr,
                   -self->view.ox * self->view.zoom,
                   -self->view.oy * self->view.zoom);
  cairo_scale (cr, self->view.zoom, self->view.zoom);
  return cr;
}

static void
snapshot_lines (WeirCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA *accent = &self->theme.colors[WEIR_COLOR_ACCENT];

  for (guint i = 0; i < self->overlay.n_lines; i++)
    {
      const WeirLinkPath *path = &self->overlay.lines[i];
      cairo_t            *cr = begin (self, snapshot, path->bounds);

      if (cr == NULL)
        continue;
      weir_canvas_add_path (cr, path);
      gdk_cairo_set_source_rgba (cr, accent);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (cr, MAX (LINE_WIDTH, 1.5 / self->view.zoom));
      cairo_stroke (cr);
      cairo_destroy (cr);
    }
}

/* Wires taken off fade where they were. */
static void
snapshot_taken (WeirCanvas *self, GtkSnapshot *snapshot)
{
  GdkRGBA color = self->theme.colors[WEIR_COLOR_BACKGROUND];

  color.alpha = TAKEN_ALPHA;
  for (guint i = 0; i < self->overlay.taken->len; i++)
    {
      const WeirSceneWire *wire =
        weir_scene_lookup_wire (self->scene, self->overlay.taken->pdata[i]);
      cairo_t *cr =
        wire != NULL ? begin (self, snapshot, wire->path.bounds) : NULL;

      if (cr == NULL)
        continue;
      weir_canvas_add_path (cr, &wire->path);
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_set_line_width (cr, LINE_WIDTH + 3 / self->view.zoom);
      cairo_stroke (cr);
      cairo_destroy (cr);
    }
}

static void
snapshot_lasso (WeirCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA *accent = &self->theme.colors[WEIR_COLOR_ACCENT];
  const GdkRGBA  colors[] = { *accent, *accent, *accent, *accent };
  const float    widths[] = { 1, 1, 1, 1 };
  WeirRect       lasso = self->overlay.lasso;
  WeirPoint from = weir_canvas_from_flow (self, (WeirPoint){ lasso.x, lasso.y });
  GdkRGBA   fill = *accent;
  GskRoundedRect rect;

  fill.alpha = 0.12f;
  gsk_rounded_rect_init_from_rect (
    &rect,
    &WEIR_AREA (floor (from.x),
                floor (from.y),
                ceil (lasso.width * self->view.zoom),
                ceil (lasso.height * self->view.zoom)),
    3);
  gtk_snapshot_append_color (snapshot, &fill, &rect.bounds);
  gtk_snapshot_append_border (snapshot, &rect, widths, colors);
}

static void
snapshot_slice (WeirCanvas *self, GtkSnapshot *snapshot)
{
  const double dashes[] = { 6 / self->view.zoom, 4 / self->view.zoom };
  WeirPoint    from = self->overlay.slice_from;
  WeirPoint    to = self->overlay.slice_to;
  cairo_t     *cr = begin (self, snapshot, weir_rect_from_points (from, to));

  if (cr == NULL)
    return;
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 2 / self->view.zoom);
  gdk_cairo_set_source_rgba (cr, &self->theme.colors[WEIR_COLOR_ERROR]);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
snapshot_guides (WeirCanvas *self, GtkSnapshot *snapshot)
{
  GdkRGBA color = self->theme.colors[WEIR_COLOR_ACCENT];

  color.alpha = 0.8f;
  for (guint i = 0; i < self->overlay.n_guides; i++)
    {
      const WeirGuide *guide = &self->overlay.guides[i];
      WeirPoint        from = { guide->vertical ? guide->at : guide->from,
                         guide->vertical ? guide->from : guide->at };
      double length = (guide->to - guide->from) * self->view.zoom;

      from = weir_canvas_from_flow (self, from);
      gtk_snapshot_append_color (snapshot,
                                 &color,
                                 &WEIR_AREA (round (from.x),
                                             round (from.y),
                                             guide->vertical ? 1 : length,
                                             guide->vertical ? length : 1));
    }
}

/* A node that is not there yet: its outline, and what it will be called. */
static void
snapshot_ghost (WeirCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA *accent = &self->theme.colors[WEIR_COLOR_ACCENT];
  const GdkRGBA  colors[] = { *accent, *accent, *accent, *accent };
  const float    widths[] = { 2, 2, 2, 2 };
  WeirRect       ghost = self->overlay.ghost;
  WeirPoint from = weir_canvas_from_flow (self, (WeirPoint){ ghost.x, ghost.y });
  GdkRGBA   fill = self->theme.colors[WEIR_COLOR_BACKGROUND];
  GskRoundedRect rect;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &WEIR_AT (from.x, from.y));
  gtk_snapshot_scale (snapshot, (float)self->view.zoom, (float)self->view.zoom);
  gsk_rounded_rect_init_from_rect (&rect,
                                   &WEIR_AREA (0, 0, ghost.width, ghost.height),
                                   6);
  fill.alpha = GHOST_ALPHA;
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &fill, &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rect, widths, colors);
  if (self->overlay.ghost_label != NULL)
    {
      PangoLayout *layout = weir_canvas_get_layout (self, FALSE);
      WeirRect     room = { 10, 0, ghost.width - 20, ghost.height };

      pango_layout_set_text (layout, self->overlay.ghost_label, -1);
      pango_layout_set_width (layout, MAX (room.width, 20) * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      weir_canvas_draw_text (self,
                             snapshot,
                             layout,
                             &self->theme.colors[WEIR_COLOR_TEXT],
                             room,
                             FALSE);
    }
  gtk_snapshot_restore (snapshot);
}

/* Each thing of several that are placed together. */
static void
snapshot_ghosts (WeirCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA *accent = &self->theme.colors[WEIR_COLOR_ACCENT];
  const GdkRGBA  colors[] = { *accent, *accent, *accent, *accent };
  const float    widths[] = { 1, 1, 1, 1 };
  GdkRGBA        fill = *accent;

  fill.alpha = 0.2f;
  for (guint i = 0; i < self->overlay.ghosts->len; i++)
    {
      WeirRect  box = g_array_index (self->overlay.ghosts, WeirRect, i);
      WeirPoint from = weir_canvas_from_flow (self, (WeirPoint){ box.x, box.y });
      GskRoundedRect rect;

      gsk_rounded_rect_init_from_rect (&rect,
                                       &WEIR_AREA (from.x,
                                                   from.y,
                                                   box.width * self->view.zoom,
                                                   box.height * self->view.zoom),
                                       5);
      gtk_snapshot_push_rounded_clip (snapshot, &rect);
      gtk_snapshot_append_color (snapshot, &fill, &rect.bounds);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_border (snapshot, &rect, widths, colors);
    }
}

void
weir_canvas_snapshot_overlay (WeirCanvas *self, GtkSnapshot *snapshot)
{
  if (self->overlay.taken != NULL)
    snapshot_taken (self, snapshot);
  snapshot_lines (self, snapshot);
  snapshot_guides (self, snapshot);
  if (self->overlay.ghosts != NULL && self->overlay.ghosts->len > 1)
    snapshot_ghosts (self, snapshot);
  else if (self->overlay.has_ghost)
    snapshot_ghost (self, snapshot);
  if (self->overlay.has_lasso)
    snapshot_lasso (self, snapshot);
  if (self->overlay.has_slice)
    snapshot_slice (self, snapshot);
}
