/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"

/* Texts and icons for pictures that are recorded once and kept. One layout a
 * size does for all of them: what is kept is what was recorded. */

#define ICON_SIZE 16

void
weir_canvas_text_clear (WeirCanvas *self)
{
  g_clear_object (&self->label_layout);
  g_clear_object (&self->small_layout);
  g_hash_table_remove_all (self->icons);
}

static PangoLayout *
make_layout (WeirCanvas *self, double size)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoContext         *pango = pango_layout_get_context (layout);
  PangoFontDescription *font =
    pango_font_description_copy (pango_context_get_font_description (pango));

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);
  return layout;
}

PangoLayout *
weir_canvas_get_layout (WeirCanvas *self, gboolean is_small)
{
  PangoLayout **layout = is_small ? &self->small_layout : &self->label_layout;

  if (*layout == NULL)
    *layout =
      make_layout (self, is_small ? WEIR_STATUS_FONT_SIZE : WEIR_FONT_SIZE);
  pango_layout_set_width (*layout, -1);
  pango_layout_set_ellipsize (*layout, PANGO_ELLIPSIZE_NONE);
  return *layout;
}

void
weir_canvas_draw_text (WeirCanvas    *self,
                       GtkSnapshot   *snapshot,
                       PangoLayout   *layout,
                       const GdkRGBA *color,
                       WeirRect       room,
                       gboolean       from_right)
{
  PangoRectangle logical;
  double         x = room.x;

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  if (from_right)
    x += room.width - logical.width;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &WEIR_AT (x, (int)(room.y + (room.height - logical.height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

guint
weir_canvas_get_icon_scale (WeirCanvas *self)
{
  double pixels = self->view.zoom * self->scale;

  return pixels <= 1 ? 1 : pixels <= 2 ? 2 : 4;
}

static GtkIconPaintable *
get_icon (WeirCanvas *self, const char *name)
{
  guint             scale = weir_canvas_get_icon_scale (self);
  g_autofree char  *key = g_strdup_printf ("%s@%u", name, scale);
  GtkIconPaintable *icon = g_hash_table_lookup (self->icons, key);

  if (icon == NULL)
    {
      GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

      icon = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (display),
                                         name,
                                         NULL,
                                         ICON_SIZE,
                                         scale,
                                         GTK_TEXT_DIR_LTR,
                                         GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
      g_hash_table_insert (self->icons, g_steal_pointer (&key), icon);
    }
  return icon;
}

void
weir_canvas_draw_icon (WeirCanvas    *self,
                       GtkSnapshot   *snapshot,
                       const char    *name,
                       double         x,
                       double         y,
                       const GdkRGBA *color)
{
  const GdkRGBA colors[] = { *color, *color, *color, *color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &WEIR_AT (x - ICON_SIZE / 2.0, y - ICON_SIZE / 2.0));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (
                                              get_icon (self, name)),
                                            snapshot,
                                            ICON_SIZE,
                                            ICON_SIZE,
                                            colors,
                                            G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}
