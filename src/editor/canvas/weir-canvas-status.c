/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"

/* What is said of a node beside what it is: the status line below it, a picture
 * of its own since it changes often, and the badges on its edge. */

#define DOT       9.0
#define DOT_X     3.0
#define LINE_TOP  3.0
#define BADGE     11.0
#define BADGE_GAP 4.0

static WeirColor
get_status_color (const char *fill)
{
  if (g_str_equal (fill, "red"))
    return WEIR_COLOR_STATUS_RED;
  if (g_str_equal (fill, "green"))
    return WEIR_COLOR_STATUS_GREEN;
  if (g_str_equal (fill, "yellow"))
    return WEIR_COLOR_STATUS_YELLOW;
  if (g_str_equal (fill, "blue"))
    return WEIR_COLOR_STATUS_BLUE;
  return WEIR_COLOR_STATUS_GREY;
}

static void
draw_dot (WeirCanvas         *self,
          GtkSnapshot        *snapshot,
          const WeirLiveNode *live,
          double              y)
{
  const GdkRGBA *color = &self->theme.colors[get_status_color (live->fill)];
  const GdkRGBA  colors[] = { *color, *color, *color, *color };
  const float    widths[] = { 2.5f, 2.5f, 2.5f, 2.5f };
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (
    &rect,
    &WEIR_AREA (DOT_X, y + (WEIR_STATUS_HEIGHT - DOT) / 2, DOT, DOT),
    g_str_equal (live->shape, "ring") ? DOT / 2 : 2.5);
  if (g_str_equal (live->shape, "ring"))
    {
      gtk_snapshot_append_border (snapshot, &rect, widths, colors);
      return;
    }
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, color, &rect.bounds);
  gtk_snapshot_pop (snapshot);
}

void
weir_canvas_draw_status (WeirCanvas          *self,
                         GtkSnapshot         *snapshot,
                         const WeirSceneItem *item,
                         WeirLod              lod)
{
  const WeirLiveNode *live =
    weir_live_get_node (weir_session_get_live (self->session), item->id);
  double   y = item->box.height + LINE_TOP;
  WeirRect room = { DOT_X, y, WEIR_STATUS_WIDTH, WEIR_STATUS_HEIGHT };

  if (live == NULL)
    return;
  if (*live->fill != '\0' || *live->shape != '\0')
    {
      draw_dot (self, snapshot, live, y);
      room.x += DOT + 4;
    }
  if (*live->text != '\0' && lod == WEIR_LOD_FULL)
    {
      PangoLayout *layout = weir_canvas_get_layout (self, TRUE);

      pango_layout_set_text (layout, live->text, -1);
      pango_layout_set_width (layout,
                              (int)(WEIR_STATUS_WIDTH - room.x) * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      weir_canvas_draw_text (self,
                             snapshot,
                             layout,
                             &self->theme.colors[WEIR_COLOR_DIM],
                             room,
                             FALSE);
    }
}

static void
draw_changed (WeirCanvas *self, GtkSnapshot *snapshot, double x)
{
  const GdkRGBA *color = &self->theme.colors[WEIR_COLOR_CHANGED];
  const GdkRGBA *edge = &self->theme.colors[WEIR_COLOR_BACKGROUND];
  const GdkRGBA  colors[] = { *edge, *edge, *edge, *edge };
  const float    widths[] = { 1, 1, 1, 1 };
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect,
                                   &WEIR_AREA (x, -BADGE / 2, BADGE, BADGE),
                                   BADGE / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, color, &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rect, widths, colors);
}

static void
draw_triangle (WeirCanvas *self, GtkSnapshot *snapshot, double x, WeirColor which)
{
  const double w = BADGE + 3;
  const double h = BADGE + 1;
  cairo_t     *cr =
    gtk_snapshot_append_cairo (snapshot,
                               &WEIR_AREA (x - 1, -h / 2 - 2, w + 2, h + 3));

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, x + w / 2, -h / 2);
  cairo_line_to (cr, x + w - 1, h / 2 - 1);
  cairo_line_to (cr, x + 1, h / 2 - 1);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &self->theme.colors[WEIR_COLOR_BACKGROUND]);
  cairo_set_line_width (cr, 3.5);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &self->theme.colors[which]);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke_preserve (cr);
  cairo_fill (cr);

  /* The mark inside: a triangle is a warning to everybody. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  if (which == WEIR_COLOR_WARNING)
    cairo_set_source_rgb (cr, 0.15, 0.1, 0);
  cairo_rectangle (cr, x + w / 2 - 0.75, -h / 2 + 3.5, 1.5, 3.5);
  cairo_rectangle (cr, x + w / 2 - 0.75, -h / 2 + 8, 1.5, 1.5);
  cairo_fill (cr);
  cairo_destroy (cr);
}

void
weir_canvas_draw_badges (WeirCanvas          *self,
                         GtkSnapshot         *snapshot,
                         const WeirSceneItem *item)
{
  double x = item->box.width - BADGE - 2;

  if (item->flags & WEIR_SCENE_ITEM_CHANGED)
    {
      draw_changed (self, snapshot, x);
      x -= BADGE + BADGE_GAP;
    }
  if (item->flags & WEIR_SCENE_ITEM_ERROR)
    draw_triangle (self, snapshot, x - 2, WEIR_COLOR_ERROR);
  else if (item->flags & WEIR_SCENE_ITEM_WARNING)
    draw_triangle (self, snapshot, x - 2, WEIR_COLOR_WARNING);
}
