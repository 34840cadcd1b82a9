/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "compat/weir-compat.h"
#include "editor/canvas/weir-canvas-theme.h"
#include "editor/weir-resources.h"

#include <math.h>

/* The names under which the style sheet knows the colours. */
static const char *const names[WEIR_N_COLORS] = {
  "background",  "text",       "dim",          "grid",          "wire",
  "wire-link",   "wire-live",  "accent",       "accent-text",   "port",
  "port-edge",   "unknown",    "group",        "changed",       "warning",
  "error",       "status-red", "status-green", "status-yellow", "status-blue",
  "status-grey",
};

static void
load_style (void)
{
  static gsize loaded = 0;

  if (g_once_init_enter (&loaded))
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
      GdkDisplay                *display = gdk_display_get_default ();

      weir_resources_register ();
      gtk_css_provider_load_from_resource (
        provider,
        "/io/github/weirflow/Weir/weir-canvas.css");
      gtk_style_context_add_provider_for_display (
        display,
        GTK_STYLE_PROVIDER (provider),
        GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                        "/io/github/weirflow/Weir/icons");
      g_once_init_leave (&loaded, 1);
    }
}

void
weir_canvas_theme_init (WeirCanvasTheme *self, GtkWidget *canvas)
{
  load_style ();
  for (guint i = 0; i < WEIR_N_COLORS; i++)
    {
      self->probes[i] = g_object_new (ADW_TYPE_BIN,
                                      "css-name",
                                      "probe",
                                      "name",
                                      names[i],
                                      "can-target",
                                      FALSE,
                                      "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                      NULL);
      gtk_widget_add_css_class (self->probes[i], names[i]);
      gtk_widget_set_parent (self->probes[i], canvas);
      gtk_widget_set_child_visible (self->probes[i], FALSE);
    }
}

void
weir_canvas_theme_clear (WeirCanvasTheme *self)
{
  for (guint i = 0; i < WEIR_N_COLORS; i++)
    g_clear_pointer (&self->probes[i], gtk_widget_unparent);
}

gboolean
weir_canvas_theme_update (WeirCanvasTheme *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean high_contrast = adw_style_manager_get_high_contrast (manager);
  gboolean differs = high_contrast != self->high_contrast;

  self->high_contrast = high_contrast;
  self->dark = adw_style_manager_get_dark (manager);
  for (guint i = 0; i < WEIR_N_COLORS; i++)
    {
      GdkRGBA color;

      weir_compat_get_color (self->probes[i], &color);
      differs |= !gdk_rgba_equal (&color, &self->colors[i]);
      self->colors[i] = color;
    }
  return differs;
}

static double
linear (double value)
{
  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) +
         0.0722 * linear (color->blue);
}

double
weir_canvas_theme_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double light = luminance (a);
  double dark = luminance (b);

  return (MAX (light, dark) + 0.05) / (MIN (light, dark) + 0.05);
}

GdkRGBA
weir_canvas_theme_text_on (const GdkRGBA *fill)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA black = { 0, 0, 0, 1 };
  const GdkRGBA soft = { 0.18f, 0.18f, 0.18f, 1 };

  if (weir_canvas_theme_contrast (fill, &soft) >= 4.5)
    return soft;
  return weir_canvas_theme_contrast (fill, &black) >=
             weir_canvas_theme_contrast (fill, &white)
           ? black
           : white;
}

GdkRGBA
weir_canvas_theme_mix (const GdkRGBA *a, const GdkRGBA *b, double part)
{
  const float t = (float)part;

  return (GdkRGBA){ a->red + (b->red - a->red) * t,
                    a->green + (b->green - a->green) * t,
                    a->blue + (b->blue - a->blue) * t,
                    a->alpha + (b->alpha - a->alpha) * t };
}
