/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "json/weir-convert.h"

/* The picture of a group, as its `style` says: fill, stroke, label, each with a
 * default where it says nothing. Colours were chosen on a white page; a label
 * that could not be read on ours gets one that can. */

#define RADIUS       6
#define LABEL_INSET  8.0
#define LABEL_HEIGHT 24.0
#define READABLE     4.5

static const WeirValue *
get_style (const WeirSceneItem *item, const char *key)
{
  const WeirValue *style = weir_element_get_member (item->element, "style");

  if (style == NULL || weir_value_get_kind (style) != WEIR_VALUE_KIND_OBJECT)
    return NULL;
  return weir_value_lookup (style, key);
}

static const char *
get_text (const WeirSceneItem *item, const char *key)
{
  const WeirValue *value = get_style (item, key);

  if (value == NULL || weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return NULL;
  return weir_value_get_string (value, NULL);
}

/* Numbers stand in files as texts too. */
static double
get_opacity (const WeirSceneItem *item, const char *key)
{
  const WeirValue *value = get_style (item, key);
  double           number = value != NULL ? weir_value_to_number (value) : 1;

  return number >= 0 && number <= 1 ? number : 1;
}

/* Returns: whether there is such a colour */
static gboolean
get_color (const WeirSceneItem *item,
           const char          *key,
           const char          *opacity,
           GdkRGBA             *color)
{
  const char *text = get_text (item, key);

  if (text == NULL || g_str_equal (text, "none") || !gdk_rgba_parse (color, text))
    return FALSE;
  if (opacity != NULL)
    color->alpha *= (float)get_opacity (item, opacity);
  return TRUE;
}

static void
draw_label (WeirCanvas          *self,
            GtkSnapshot         *snapshot,
            const WeirSceneItem *item,
            const GdkRGBA       *ground)
{
  const char      *position = get_text (item, "label-position");
  const WeirValue *shown = get_style (item, "label");
  PangoLayout     *layout;
  WeirRect         room = { LABEL_INSET,
                            2,
                            item->box.width - 2 * LABEL_INSET,
                            LABEL_HEIGHT };
  GdkRGBA          color;
  PangoRectangle   extents;

  if (*item->label == '\0' || weir_value_is_boolean (shown, FALSE))
    return;

  if (position == NULL || *position == '\0')
    position = "nw";
  if (*position == 's')
    room.y = item->box.height - LABEL_HEIGHT - 2;
  if (!get_color (item, "color", NULL, &color))
    color = self->theme.colors[WEIR_COLOR_DIM];
  if (weir_canvas_theme_contrast (&color, ground) < READABLE)
    color = weir_canvas_theme_text_on (ground);

  layout = weir_canvas_get_layout (self, FALSE);
  pango_layout_set_text (layout, item->label, -1);
  pango_layout_set_width (layout, MAX (room.width, 20) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  if (g_str_has_suffix (position, "e"))
    room.x += room.width - extents.width;
  else if (!g_str_has_suffix (position, "w"))
    room.x += (room.width - extents.width) / 2;
  weir_canvas_draw_text (self, snapshot, layout, &color, room, FALSE);
}

static void
outline (GtkSnapshot   *snapshot,
         WeirRect       box,
         double         by,
         float          width,
         const GdkRGBA *color)
{
  const float    widths[] = { width, width, width, width };
  const GdkRGBA  colors[] = { *color, *color, *color, *color };
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (
    &rect,
    &WEIR_AREA (-by, -by, box.width + 2 * by, box.height + 2 * by),
    (float)(RADIUS + by));
  gtk_snapshot_append_border (snapshot, &rect, widths, colors);
}

void
weir_canvas_draw_group (WeirCanvas          *self,
                        GtkSnapshot         *snapshot,
                        const WeirSceneItem *item,
                        const WeirFace      *face)
{
  const GdkRGBA *colors = self->theme.colors;
  GdkRGBA        ground = colors[WEIR_COLOR_BACKGROUND];
  GdkRGBA        fill;
  GdkRGBA        stroke;
  GskRoundedRect body;

  gsk_rounded_rect_init_from_rect (
    &body,
    &WEIR_AREA (0, 0, item->box.width, item->box.height),
    RADIUS);
  if (get_color (item, "fill", "fill-opacity", &fill))
    {
      gtk_snapshot_push_rounded_clip (snapshot, &body);
      gtk_snapshot_append_color (snapshot, &fill, &body.bounds);
      gtk_snapshot_pop (snapshot);
      ground = weir_canvas_theme_mix (&ground, &fill, fill.alpha);
      ground.alpha = 1;
    }
  if (face->state & WEIR_FACE_GROUP_HOT)
    {
      fill = colors[WEIR_COLOR_ACCENT];
      fill.alpha = 0.15f;
      gtk_snapshot_push_rounded_clip (snapshot, &body);
      gtk_snapshot_append_color (snapshot, &fill, &body.bounds);
      gtk_snapshot_pop (snapshot);
    }

  if (!get_color (item, "stroke", "stroke-opacity", &stroke))
    stroke = colors[WEIR_COLOR_GROUP];
  if (face->state & (WEIR_FACE_SELECTED | WEIR_FACE_GROUP_HOT))
    stroke = colors[WEIR_COLOR_ACCENT];
  outline (snapshot, item->box, 0, face->state & WEIR_FACE_SELECTED ? 3 : 2, &stroke);
  if (face->state & WEIR_FACE_FOCUSED)
    outline (snapshot, item->box, 4, 2, &colors[WEIR_COLOR_ACCENT]);
  if (face->state & WEIR_FACE_FLASH)
    outline (snapshot, item->box, 6, 6, &colors[WEIR_COLOR_ACCENT]);
  if (face->lod == WEIR_LOD_FULL)
    draw_label (self, snapshot, item, &ground);
}
