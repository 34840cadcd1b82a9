/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"

/* The picture of a node: Node-RED's proportions, and the finish of the desktop.
 * Recorded at (0, 0) in flow units. */

#define RADIUS        6
#define PORT_RADIUS   3
#define BUTTON_RADIUS 6

/* Where a label begins beside the icon's column, and ends at the other side. */
#define LABEL_INSET 8.0

/* Width of the stripes of what doesn't run here. */
#define STRIPE 6.0

static GskRoundedRect
rounded (double x, double y, double width, double height, double radius)
{
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect,
                                   &WEIR_AREA (x, y, width, height),
                                   (float)radius);
  return rect;
}

static void
fill_rounded (GtkSnapshot          *snapshot,
              const GskRoundedRect *rect,
              const GdkRGBA        *color)
{
  gtk_snapshot_push_rounded_clip (snapshot, rect);
  gtk_snapshot_append_color (snapshot, color, &rect->bounds);
  gtk_snapshot_pop (snapshot);
}

static void
outline (GtkSnapshot          *snapshot,
         const GskRoundedRect *rect,
         float                 width,
         const GdkRGBA        *color)
{
  const float   widths[] = { width, width, width, width };
  const GdkRGBA colors[] = { *color, *color, *color, *color };

  gtk_snapshot_append_border (snapshot, rect, widths, colors);
}

static GdkRGBA
get_edge (WeirCanvas *self, const GdkRGBA *fill)
{
  const GdkRGBA black = { 0, 0, 0, 1 };

  if (self->theme.high_contrast)
    return self->theme.colors[WEIR_COLOR_TEXT];

  /* Dark on dark would be no edge. */
  if (self->theme.dark && weir_canvas_theme_contrast (fill, &black) < 3)
    return weir_canvas_theme_mix (fill, &self->theme.colors[WEIR_COLOR_TEXT], 0.35);
  return weir_canvas_theme_mix (fill, &black, self->theme.dark ? 0.5 : 0.35);
}

/* Dashes need a path, so this part is painted, once. */
static void
outline_dashed (GtkSnapshot         *snapshot,
                const WeirSceneItem *item,
                const GdkRGBA       *color)
{
  const double dashes[] = { 6, 4 };
  const double w = item->box.width;
  const double h = item->box.height;
  const double r = RADIUS - 0.5;
  cairo_t     *cr =
    gtk_snapshot_append_cairo (snapshot, &WEIR_AREA (-1, -1, w + 2, h + 2));

  cairo_arc (cr, 0.5 + r, 0.5 + r, r, G_PI, 1.5 * G_PI);
  cairo_arc (cr, w - 0.5 - r, 0.5 + r, r, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, w - 0.5 - r, h - 0.5 - r, r, 0, 0.5 * G_PI);
  cairo_arc (cr, 0.5 + r, h - 0.5 - r, r, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1.5);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* A selected node has a ring; the one with the focus another, farther out, so
 * that neither is told by its colour alone. */
static void
draw_rings (WeirCanvas          *self,
            GtkSnapshot         *snapshot,
            const WeirSceneItem *item,
            const WeirFace      *face)
{
  const GdkRGBA *accent = &self->theme.colors[WEIR_COLOR_ACCENT];
  double         w = item->box.width;
  double         h = item->box.height;
  gboolean       round = item->kind == WEIR_SCENE_ITEM_JUNCTION;
  GskRoundedRect rect;

  if (face->state & WEIR_FACE_FLASH)
    {
      GdkRGBA glow = *accent;

      glow.alpha = 0.35f;
      rect = rounded (-8, -8, w + 16, h + 16, round ? h / 2 + 8 : RADIUS + 8);
      outline (snapshot, &rect, 6, &glow);
    }
  if (face->state & WEIR_FACE_SELECTED)
    {
      rect = rounded (-2, -2, w + 4, h + 4, round ? h / 2 + 2 : RADIUS + 2);
      outline (snapshot, &rect, 3, accent);
    }
  if (face->state & WEIR_FACE_FOCUSED)
    {
      rect = rounded (-5, -5, w + 10, h + 10, round ? h / 2 + 5 : RADIUS + 5);
      outline (snapshot, &rect, 2, accent);
    }
}

static void
draw_stripes (WeirCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *area)
{
  GdkRGBA      dark = self->theme.colors[WEIR_COLOR_TEXT];
  GdkRGBA      clear = dark;
  GskColorStop stops[4];

  dark.alpha = self->theme.dark ? 0.08f : 0.07f;
  clear.alpha = 0;
  stops[0] = (GskColorStop){ 0, dark };
  stops[1] = (GskColorStop){ 0.5f, dark };
  stops[2] = (GskColorStop){ 0.5f, clear };
  stops[3] = (GskColorStop){ 1, clear };
  gtk_snapshot_append_repeating_linear_gradient (snapshot,
                                                 area,
                                                 &WEIR_AT (0, 0),
                                                 &WEIR_AT (STRIPE, STRIPE),
                                                 stops,
                                                 G_N_ELEMENTS (stops));
}

static void
draw_body (WeirCanvas          *self,
           GtkSnapshot         *snapshot,
           const WeirSceneItem *item,
           const WeirFace      *face)
{
  double         w = item->box.width;
  double         h = item->box.height;
  GskRoundedRect body = rounded (0, 0, w, h, RADIUS);
  GdkRGBA        edge = get_edge (self, &face->fill);
  GdkRGBA        light = { 1, 1, 1, 0.18f };
  GdkRGBA        shade = { 0, 0, 0, 0.06f };
  double         x =
    item->flags & WEIR_SCENE_ITEM_ALIGN_RIGHT ? w - WEIR_NODE_ICON_WIDTH : 0;

  gtk_snapshot_push_rounded_clip (snapshot, &body);
  gtk_snapshot_append_color (snapshot, &face->fill, &body.bounds);
  if (item->flags & WEIR_SCENE_ITEM_UNKNOWN)
    draw_stripes (self, snapshot, &body.bounds);
  if (face->state & WEIR_FACE_HOVER)
    gtk_snapshot_append_color (snapshot, &light, &body.bounds);
  if (face->lod == WEIR_LOD_FULL && w > WEIR_NODE_ICON_WIDTH)
    {
      gtk_snapshot_append_color (snapshot,
                                 &shade,
                                 &WEIR_AREA (x, 0, WEIR_NODE_ICON_WIDTH, h));
      x = item->flags & WEIR_SCENE_ITEM_ALIGN_RIGHT ? x
                                                    : WEIR_NODE_ICON_WIDTH - 1;
      shade.alpha = 0.1f;
      gtk_snapshot_append_color (snapshot, &shade, &WEIR_AREA (x, 0, 1, h));
    }
  gtk_snapshot_pop (snapshot);

  if (item->flags & WEIR_SCENE_ITEM_DISABLED)
    outline_dashed (snapshot, item, &edge);
  else
    outline (snapshot, &body, self->theme.high_contrast ? 2 : 1, &edge);
}

static void
draw_label (WeirCanvas          *self,
            GtkSnapshot         *snapshot,
            const WeirSceneItem *item,
            const GdkRGBA       *color)
{
  gboolean       right = (item->flags & WEIR_SCENE_ITEM_ALIGN_RIGHT) != 0;
  PangoLayout   *layout = weir_canvas_get_layout (self, FALSE);
  const double   inset = WEIR_NODE_ICON_WIDTH + LABEL_INSET;
  g_auto (GStrv) lines = g_strsplit (item->label, "\n", -1);
  double         top =
    (item->box.height - WEIR_NODE_LINE_HEIGHT * g_strv_length (lines)) / 2;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      WeirRect room = { right ? 0 : inset,
                        top + i * WEIR_NODE_LINE_HEIGHT,
                        item->box.width - inset,
                        WEIR_NODE_LINE_HEIGHT };

      pango_layout_set_text (layout, lines[i], -1);
      weir_canvas_draw_text (self, snapshot, layout, color, room, right);
    }
}

static void
draw_inside (WeirCanvas          *self,
             GtkSnapshot         *snapshot,
             const WeirSceneItem *item,
             const WeirFace      *face)
{
  GdkRGBA color = weir_canvas_theme_text_on (&face->fill);
  double  middle = WEIR_NODE_ICON_WIDTH / 2;

  if (item->icon != NULL)
    weir_canvas_draw_icon (self,
                           snapshot,
                           item->icon,
                           item->flags & WEIR_SCENE_ITEM_ALIGN_RIGHT
                             ? item->box.width - middle
                             : middle,
                           item->box.height / 2,
                           &color);
  if (!(item->flags & WEIR_SCENE_ITEM_LABEL_HIDDEN))
    draw_label (self, snapshot, item, &color);
}

static void
draw_port (WeirCanvas *self, GtkSnapshot *snapshot, WeirPoint at, gboolean hot)
{
  const GdkRGBA *colors = self->theme.colors;
  double         size = hot ? WEIR_PORT_SIZE + 4 : WEIR_PORT_SIZE;
  GskRoundedRect rect =
    rounded (at.x - size / 2, at.y - size / 2, size, size, PORT_RADIUS);

  fill_rounded (snapshot,
                &rect,
                &colors[hot ? WEIR_COLOR_ACCENT : WEIR_COLOR_PORT]);
  outline (snapshot,
           &rect,
           1,
           &colors[hot ? WEIR_COLOR_ACCENT : WEIR_COLOR_PORT_EDGE]);
}

void
weir_canvas_draw_ports (WeirCanvas          *self,
                        GtkSnapshot         *snapshot,
                        const WeirSceneItem *item,
                        const WeirFace      *face)
{
  WeirPoint at = weir_scene_item_get_input (item);

  if (item->inputs > 0)
    draw_port (self,
               snapshot,
               (WeirPoint){ at.x - item->box.x, at.y - item->box.y },
               (face->state & WEIR_FACE_PORT_IN) != 0);
  for (guint port = 0; port < item->outputs; port++)
    {
      at = weir_scene_item_get_output (item, port);
      draw_port (self,
                 snapshot,
                 (WeirPoint){ at.x - item->box.x, at.y - item->box.y },
                 (face->state & WEIR_FACE_PORT_OUT) && face->port == port);
    }
}

/* A button stands out from behind its node; a debug node that is off draws it
 * in, as Node-RED's does. */
static void
draw_button (WeirCanvas          *self,
             GtkSnapshot         *snapshot,
             const WeirSceneItem *item,
             const WeirFace      *face)
{
  WeirRect       box = weir_scene_item_get_button (item);
  gboolean       right = (item->flags & WEIR_SCENE_ITEM_ALIGN_RIGHT) != 0;
  gboolean       on = (item->flags & WEIR_SCENE_ITEM_BUTTON_ON) != 0;
  GdkRGBA        base = self->theme.colors[WEIR_COLOR_PORT];
  GdkRGBA        edge = get_edge (self, &base);
  GdkRGBA        inner = on ? face->fill : base;
  GdkRGBA        inner_edge = get_edge (self, &face->fill);
  double         x = box.x - item->box.x;
  double         y = box.y - item->box.y;
  double         draw_in = on ? 0 : 8;
  GskRoundedRect rect;

  rect =
    right
      ? rounded (x - 8, y, box.width + 8 - draw_in, box.height, BUTTON_RADIUS)
      : rounded (x + draw_in, y, box.width + 8 - draw_in, box.height, BUTTON_RADIUS);
  fill_rounded (snapshot, &rect, &base);
  outline (snapshot, &rect, 1, &edge);
  rect = rounded (x + (right ? 6 - draw_in : 4 + draw_in), y + 4, 16, 18, 4);
  fill_rounded (snapshot, &rect, &inner);
  outline (snapshot, &rect, 1, &inner_edge);
}

/* Where a link goes, or comes from, outside this flow. */
static void
draw_away (WeirCanvas *self, GtkSnapshot *snapshot, const WeirSceneItem *item)
{
  PangoLayout     *layout = weir_canvas_get_layout (self, TRUE);
  g_autofree char *text =
    g_strconcat (item->inputs > 0 ? "→ " : "← ", item->away, NULL);
  WeirRect room = { 0, item->box.height + 3, WEIR_STATUS_WIDTH, WEIR_STATUS_HEIGHT };

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, WEIR_STATUS_WIDTH * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  weir_canvas_draw_text (self,
                         snapshot,
                         layout,
                         &self->theme.colors[WEIR_COLOR_DIM],
                         room,
                         FALSE);
}

static void
draw_junction (WeirCanvas          *self,
               GtkSnapshot         *snapshot,
               const WeirSceneItem *item,
               const WeirFace      *face)
{
  const GdkRGBA *colors = self->theme.colors;
  double         size = item->box.width;
  gboolean       hot = (face->state & (WEIR_FACE_PORT_IN | WEIR_FACE_PORT_OUT |
                                 WEIR_FACE_HOVER)) != 0;
  GskRoundedRect rect = rounded (0, 0, size, size, size / 2);

  draw_rings (self, snapshot, item, face);
  fill_rounded (snapshot,
                &rect,
                &colors[hot ? WEIR_COLOR_ACCENT : WEIR_COLOR_PORT]);
  outline (snapshot, &rect, 1, &colors[WEIR_COLOR_PORT_EDGE]);
}

void
weir_canvas_draw_node (WeirCanvas          *self,
                       GtkSnapshot         *snapshot,
                       const WeirSceneItem *item,
                       const WeirFace      *face)
{
  gboolean pale =
    (item->flags & WEIR_SCENE_ITEM_DISABLED) != 0 && !self->theme.high_contrast;

  if (item->kind == WEIR_SCENE_ITEM_JUNCTION)
    {
      draw_junction (self, snapshot, item, face);
      return;
    }

  draw_rings (self, snapshot, item, face);
  if (pale)
    gtk_snapshot_push_opacity (snapshot, 0.5);
  if (item->flags & WEIR_SCENE_ITEM_BUTTON)
    draw_button (self, snapshot, item, face);
  draw_body (self, snapshot, item, face);
  if (face->lod == WEIR_LOD_FULL)
    {
      draw_inside (self, snapshot, item, face);
      weir_canvas_draw_ports (self, snapshot, item, face);
    }
  if (pale)
    gtk_snapshot_pop (snapshot);
  if (item->away != NULL && face->lod == WEIR_LOD_FULL)
    draw_away (self, snapshot, item);
  weir_canvas_draw_badges (self, snapshot, item);
}
