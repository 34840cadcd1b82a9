/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-canvas-a11y.h"
#include "editor/canvas/weir-canvas-face.h"
#include "editor/canvas/weir-canvas-input.h"
#include "editor/canvas/weir-canvas-theme.h"
#include "editor/canvas/weir-canvas-tile.h"
#include "editor/canvas/weir-canvas.h"
#include "editor/canvas/weir-overlay.h"
#include "editor/canvas/weir-scene.h"
#include "editor/canvas/weir-view.h"

G_BEGIN_DECLS

/* What the files of the canvas share. Layers, from below: background and grid,
 * groups, wires in tiles, what moves or shines of wires, nodes, what a gesture
 * shows, children. */

/* Wires that are drawn one by one, and dots that move, at most. */
#define WEIR_CANVAS_MAX_SINGLE_WIRES 64
#define WEIR_CANVAS_MAX_DOTS         8

/* What people prefer to see, as it is now. */
typedef struct
{
  gboolean show_grid;
  int      grid_size; /* flow units */
  gboolean show_status;
  gboolean show_rates;
} WeirCanvasOptions;

struct _WeirCanvas
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession      *session;
  WeirScene        *scene;
  WeirOverlay       overlay; /* filled in by the tool */
  WeirView          view;
  char             *hint;     /* (nullable) */
  GSettings        *settings; /* (nullable) */
  WeirCanvasOptions options;
  GHashTable       *views; /* flow id → WeirView, of the flows not shown */

  WeirCanvasTheme    theme;
  guint              generation; /* counts themes, fonts and scales */
  PangoLayout       *label_layout;
  PangoLayout       *small_layout;
  GHashTable        *icons; /* name → GtkIconPaintable */
  char              *font;  /* that labels are measured with */
  WeirTiles         *tiles;
  GPtrArray         *selected_wires; /* WeirWireId, as drawn in the tiles */
  WeirCanvasProxies *proxies;
  WeirCanvasInput   *input;

  /* children */
  GtkAdjustment *adjustments[2]; /* horizontal, vertical */
  GtkWidget     *scrollbars[2];

  gboolean fit_pending; /* the view is chosen when the size is known */
  gboolean adjusting;
  gboolean focus_visible;
  gboolean untiled; /* for the test that compares both */
  double   scale;   /* device pixels per view pixel */

  /* what is alive */
  GHashTable *glows; /* WeirWireId → the light on it */
  char       *flash; /* (nullable): the id of what was revealed */
  guint       flash_id;
  guint       tick_id;
  gint64      tick_start;
  gint64      now; /* of the frame */
};

/* weir-canvas-view.c: the view. Zooms and pans go through these; they keep to
 * device pixels, tell `zoom`, and bring the scrollbars along. */
WeirPoint weir_canvas_to_flow (WeirCanvas *self, double vx, double vy);
WeirPoint weir_canvas_from_flow (WeirCanvas *self, WeirPoint point);
WeirRect  weir_canvas_get_visible (WeirCanvas *self);
void      weir_canvas_set_view (WeirCanvas *self, const WeirView *view);

/* @dx, @dy: view pixels by which the flow moves to the left and up */
void weir_canvas_pan (WeirCanvas *self, double dx, double dy);
void weir_canvas_zoom_at (WeirCanvas *self, double zoom, double vx, double vy);

/* At the end of a pinch: to the next step, so that glyphs and tiles are those
 * of few sizes. */
void weir_canvas_settle_zoom (WeirCanvas *self, double vx, double vy);

/* Scrolls as little as needed to show all of @rect, with a margin. */
void weir_canvas_scroll_to (WeirCanvas *self, WeirRect rect);
void weir_canvas_view_init (WeirCanvas *self);
void weir_canvas_view_dispose (WeirCanvas *self);
void weir_canvas_view_allocate (WeirCanvas *self, int width, int height);
void weir_canvas_view_show_flow (WeirCanvas *self, const char *flow);
void weir_canvas_update_adjustments (WeirCanvas *self);

/* weir-canvas.c */

/* Returns: (transfer full) (nullable): the preferences; %NULL where no schema is
 *   installed, then their defaults count */
GSettings *weir_canvas_open_settings (void);

/* Measures anew when the widget's font is another. */
void weir_canvas_font_changed (WeirCanvas *self);

/* The overlay is different: draw it. */
void weir_canvas_queue_overlay (WeirCanvas *self);

/* @hint: (nullable) */
void weir_canvas_set_hint (WeirCanvas *self, const char *hint);

/* weir-canvas-text.c */
void weir_canvas_text_clear (WeirCanvas *self);

/* Returns: (transfer none): a layout to record with, of the canvas's font */
PangoLayout *weir_canvas_get_layout (WeirCanvas *self, gboolean is_small);

/* Draws one line, its left edge at @x, or its right edge with @from_right, in
 * the middle of @height from @y. */
void weir_canvas_draw_text (WeirCanvas    *self,
                            GtkSnapshot   *snapshot,
                            PangoLayout   *layout,
                            const GdkRGBA *color,
                            WeirRect       room,
                            gboolean       from_right);

/* As many device pixels an icon has a unit at this zoom: 1, 2 or 4. */
guint weir_canvas_get_icon_scale (WeirCanvas *self);
void  weir_canvas_draw_icon (WeirCanvas    *self,
                             GtkSnapshot   *snapshot,
                             const char    *name,
                             double         x,
                             double         y,
                             const GdkRGBA *color);

/* weir-canvas-status.c */
void weir_canvas_draw_status (WeirCanvas          *self,
                              GtkSnapshot         *snapshot,
                              const WeirSceneItem *item,
                              WeirLod              lod);

/* weir-canvas-wire.c */
void weir_canvas_stroke_wire (WeirCanvas          *self,
                              cairo_t             *cr,
                              const WeirSceneWire *wire,
                              gboolean             selected);
void weir_canvas_add_path (cairo_t *cr, const WeirLinkPath *path);
void weir_canvas_snapshot_single_wires (WeirCanvas *self, GtkSnapshot *snapshot);

/* weir-canvas-overlay.c */
void weir_canvas_snapshot_overlay (WeirCanvas *self, GtkSnapshot *snapshot);

/* weir-canvas-live.c */
void weir_canvas_live_init (WeirCanvas *self);
void weir_canvas_live_dispose (WeirCanvas *self);
void weir_canvas_snapshot_live (WeirCanvas *self, GtkSnapshot *snapshot);
void weir_canvas_flash (WeirCanvas *self, const char *id);

G_END_DECLS
