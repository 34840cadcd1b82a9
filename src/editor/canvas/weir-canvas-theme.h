/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_COLOR_BACKGROUND,
  WEIR_COLOR_TEXT,
  WEIR_COLOR_DIM,
  WEIR_COLOR_GRID,
  WEIR_COLOR_WIRE,
  WEIR_COLOR_WIRE_LINK, /* between link nodes */
  WEIR_COLOR_WIRE_LIVE, /* messages pass */
  WEIR_COLOR_ACCENT,
  WEIR_COLOR_ACCENT_TEXT,
  WEIR_COLOR_PORT,
  WEIR_COLOR_PORT_EDGE,
  WEIR_COLOR_UNKNOWN, /* fill of a node Weir doesn't run */
  WEIR_COLOR_GROUP,
  WEIR_COLOR_CHANGED,
  WEIR_COLOR_WARNING,
  WEIR_COLOR_ERROR,
  WEIR_COLOR_STATUS_RED,
  WEIR_COLOR_STATUS_GREEN,
  WEIR_COLOR_STATUS_YELLOW,
  WEIR_COLOR_STATUS_BLUE,
  WEIR_COLOR_STATUS_GREY,
  WEIR_N_COLORS,
} WeirColor;

/* Places are doubles, and those of the toolkit floats. */
#define WEIR_AREA(x, y, width, height) \
  GRAPHENE_RECT_INIT ((float)(x), (float)(y), (float)(width), (float)(height))
#define WEIR_AT(x, y) GRAPHENE_POINT_INIT ((float)(x), (float)(y))

/**
 * WeirCanvasTheme:
 *
 * The colours of a canvas, read from invisible children of it that the style
 * sheet colours; so they follow light, dark, contrast and people's own CSS.
 */
typedef struct
{
  GtkWidget *probes[WEIR_N_COLORS]; /* owned by the canvas as children */
  GdkRGBA    colors[WEIR_N_COLORS];
  gboolean   high_contrast;
  gboolean   dark;
} WeirCanvasTheme;

/* Adds the probes to @canvas. */
void weir_canvas_theme_init (WeirCanvasTheme *self, GtkWidget *canvas);
void weir_canvas_theme_clear (WeirCanvasTheme *self);

/* Returns: whether any colour is another than before */
gboolean weir_canvas_theme_update (WeirCanvasTheme *self);

/* Returns: black or white, whichever can be read better on @fill; one of them
 *   always has a contrast of 4.5 */
GdkRGBA weir_canvas_theme_text_on (const GdkRGBA *fill);

/* The contrast of two opaque colours, 1 to 21 (WCAG 2.1). */
double weir_canvas_theme_contrast (const GdkRGBA *a, const GdkRGBA *b);

/* @part: 0 is @a, 1 is @b */
GdkRGBA weir_canvas_theme_mix (const GdkRGBA *a, const GdkRGBA *b, double part);

G_END_DECLS
