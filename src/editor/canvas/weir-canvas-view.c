/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "compat/weir-compat.h"
#include "editor/canvas/weir-canvas-private.h"

#include <math.h>

/* Where one looks: the one transform, remembered for each flow, the scrollbars
 * that show and move it, and the ways to change it. No GtkScrolledWindow, which
 * would take Ctrl with the wheel, and knows no zoom. */

/* Free room around what is shown, in view pixels. */
#define MARGIN 40.0

/* What can be scrolled to beyond the entries, in parts of the view. */
#define OVERSCROLL 0.5

WeirPoint
weir_canvas_to_flow (WeirCanvas *self, double vx, double vy)
{
  return weir_view_to_flow (&self->view, vx, vy);
}

WeirPoint
weir_canvas_from_flow (WeirCanvas *self, WeirPoint point)
{
  return weir_view_from_flow (&self->view, point);
}

WeirRect
weir_canvas_get_visible (WeirCanvas *self)
{
  return (WeirRect){ self->view.ox,
                     self->view.oy,
                     gtk_widget_get_width (GTK_WIDGET (self)) / self->view.zoom,
                     gtk_widget_get_height (GTK_WIDGET (self)) / self->view.zoom };
}

/* The bars show where the view is between the ends of what there is; a view
 * that is elsewhere is an end too. */
static void
update_adjustment (WeirCanvas *self,
                   guint       which,
                   double      value,
                   double      page,
                   double      low,
                   double      high)
{
  low = MIN (low - page * OVERSCROLL, value);
  high = MAX (high + page * OVERSCROLL, value + page);
  gtk_adjustment_configure (self->adjustments[which],
                            value,
                            low,
                            high,
                            self->options.grid_size * self->view.zoom,
                            page * 0.9,
                            page);
}

void
weir_canvas_update_adjustments (WeirCanvas *self)
{
  WeirRect bounds = weir_scene_get_bounds (self->scene);
  double   zoom = self->view.zoom;
  double   width = gtk_widget_get_width (GTK_WIDGET (self));
  double   height = gtk_widget_get_height (GTK_WIDGET (self));
  WeirRect visible = weir_canvas_get_visible (self);

  self->adjusting = TRUE;
  update_adjustment (self,
                     0,
                     self->view.ox * zoom,
                     width,
                     bounds.x * zoom,
                     (bounds.x + bounds.width) * zoom);
  update_adjustment (self,
                     1,
                     self->view.oy * zoom,
                     height,
                     bounds.y * zoom,
                     (bounds.y + bounds.height) * zoom);
  self->adjusting = FALSE;

  /* A bar where all is in view only says that there is nothing to scroll. */
  gtk_widget_set_visible (self->scrollbars[0],
                          bounds.x < visible.x || bounds.x + bounds.width >
                                                    visible.x + visible.width);
  gtk_widget_set_visible (self->scrollbars[1],
                          bounds.y < visible.y || bounds.y + bounds.height >
                                                    visible.y + visible.height);
}

static void
scrolled_cb (WeirCanvas *self)
{
  WeirView view = self->view;

  if (self->adjusting)
    return;
  view.ox = gtk_adjustment_get_value (self->adjustments[0]) / view.zoom;
  view.oy = gtk_adjustment_get_value (self->adjustments[1]) / view.zoom;
  weir_canvas_set_view (self, &view);
}

static void
entered_cb (GtkWidget *scrollbar)
{
  gtk_widget_add_css_class (scrollbar, "hovering");
}

static void
left_cb (GtkWidget *scrollbar)
{
  gtk_widget_remove_css_class (scrollbar, "hovering");
}

static GtkWidget *
add_scrollbar (WeirCanvas    *self,
               GtkOrientation orientation,
               GtkAdjustment *adjustment)
{
  GtkWidget          *scrollbar = gtk_scrollbar_new (orientation, adjustment);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (motion,
                           "enter",
                           G_CALLBACK (entered_cb),
                           scrollbar,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion,
                           "leave",
                           G_CALLBACK (left_cb),
                           scrollbar,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (scrollbar, motion);
  gtk_widget_add_css_class (scrollbar, "overlay-indicator");
  gtk_widget_set_cursor_from_name (scrollbar, "default");
  gtk_widget_set_parent (scrollbar, GTK_WIDGET (self));
  return scrollbar;
}

void
weir_canvas_view_init (WeirCanvas *self)
{
  self->view = (WeirView){ 0, 0, 1 };
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      self->adjustments[i] =
        g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
      self->scrollbars[i] = add_scrollbar (self,
                                           i == 0 ? GTK_ORIENTATION_HORIZONTAL
                                                  : GTK_ORIENTATION_VERTICAL,
                                           self->adjustments[i]);
      g_signal_connect_object (self->adjustments[i],
                               "value-changed",
                               G_CALLBACK (scrolled_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
}

void
weir_canvas_view_dispose (WeirCanvas *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      g_clear_pointer (&self->scrollbars[i], gtk_widget_unparent);
      g_clear_object (&self->adjustments[i]);
    }
}

void
weir_canvas_set_view (WeirCanvas *self, const WeirView *view)
{
  WeirView next = *view;
  gboolean zoomed;

  next.zoom = CLAMP (next.zoom, WEIR_VIEW_MIN_ZOOM, WEIR_VIEW_MAX_ZOOM);
  weir_view_snap (&next, self->scale);
  if (!isfinite (next.ox) || !isfinite (next.oy))
    return;
  zoomed = next.zoom != self->view.zoom;
  if (!zoomed && next.ox == self->view.ox && next.oy == self->view.oy)
    return;

  self->view = next;
  self->fit_pending = FALSE;
  weir_canvas_update_adjustments (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  weir_canvas_a11y_queue (self);
  if (zoomed)
    g_object_notify (G_OBJECT (self), "zoom");
}

void
weir_canvas_pan (WeirCanvas *self, double dx, double dy)
{
  WeirView view = self->view;

  view.ox += dx / view.zoom;
  view.oy += dy / view.zoom;
  weir_canvas_set_view (self, &view);
}

void
weir_canvas_zoom_at (WeirCanvas *self, double zoom, double vx, double vy)
{
  WeirView view = self->view;

  weir_view_zoom_at (&view, zoom, vx, vy);
  weir_canvas_set_view (self, &view);
}

/* The zoom of @steps notches from here, on the ladder that 100 % is on. */
static double
step_zoom (double zoom, int steps)
{
  double at = log2 (zoom) / log2 (WEIR_VIEW_ZOOM_STEP);
  double next = steps > 0 ? floor (at + 0.01) + steps : ceil (at - 0.01) + steps;

  return pow (WEIR_VIEW_ZOOM_STEP, next);
}

void
weir_canvas_settle_zoom (WeirCanvas *self, double vx, double vy)
{
  double eighth = round (log2 (self->view.zoom) * 8) / 8;

  weir_canvas_zoom_at (self, exp2 (eighth), vx, vy);
}

static void
zoom_in_middle (WeirCanvas *self, double zoom)
{
  weir_canvas_zoom_at (self,
                       zoom,
                       gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                       gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

double
weir_canvas_get_zoom (WeirCanvas *self)
{
  g_return_val_if_fail (WEIR_IS_CANVAS (self), 1);

  return self->view.zoom;
}

void
weir_canvas_zoom_in (WeirCanvas *self)
{
  g_return_if_fail (WEIR_IS_CANVAS (self));

  zoom_in_middle (self, step_zoom (self->view.zoom, 1));
}

void
weir_canvas_zoom_out (WeirCanvas *self)
{
  g_return_if_fail (WEIR_IS_CANVAS (self));

  zoom_in_middle (self, step_zoom (self->view.zoom, -1));
}

void
weir_canvas_zoom_reset (WeirCanvas *self)
{
  g_return_if_fail (WEIR_IS_CANVAS (self));

  zoom_in_middle (self, 1);
}

/* Shows @rect in the middle, as large as it can be, up to 100 %. */
static void
show_rect (WeirCanvas *self, WeirRect rect)
{
  double   width = gtk_widget_get_width (GTK_WIDGET (self));
  double   height = gtk_widget_get_height (GTK_WIDGET (self));
  double   fit = MIN ((width - 2 * MARGIN) / MAX (rect.width, 1),
                    (height - 2 * MARGIN) / MAX (rect.height, 1));
  WeirView view = { 0, 0, CLAMP (fit, WEIR_VIEW_MIN_ZOOM, 1) };

  view.ox = rect.x + rect.width / 2 - width / 2 / view.zoom;
  view.oy = rect.y + rect.height / 2 - height / 2 / view.zoom;
  weir_canvas_set_view (self, &view);
}

void
weir_canvas_zoom_to_fit (WeirCanvas *self)
{
  g_return_if_fail (WEIR_IS_CANVAS (self));

  weir_scene_flush (self->scene);
  if (weir_scene_get_n_items (self->scene) > 0)
    show_rect (self, weir_scene_get_bounds (self->scene));
}

void
weir_canvas_zoom_to_selection (WeirCanvas *self)
{
  g_autoptr (GPtrArray) ids = NULL;
  WeirRect              rect = { 0 };
  gboolean              any = FALSE;

  g_return_if_fail (WEIR_IS_CANVAS (self));

  weir_scene_flush (self->scene);
  ids = weir_selection_list_ids (weir_session_get_selection (self->session));
  for (guint i = 0; i < ids->len; i++)
    {
      const WeirSceneItem *item = weir_scene_lookup (self->scene, ids->pdata[i]);

      if (item == NULL)
        continue;
      rect = any ? weir_rect_union (rect, item->box) : item->box;
      any = TRUE;
    }
  if (any)
    show_rect (self, rect);
}

/* How far to go so that low…high lies in from…to; the nearer end wins when there
 * is not room for both. */
static double
get_shift (double low, double high, double from, double to)
{
  if (low < from || high - low > to - from)
    return low - from;
  return high > to ? high - to : 0;
}

void
weir_canvas_scroll_to (WeirCanvas *self, WeirRect rect)
{
  WeirRect visible = weir_canvas_get_visible (self);
  WeirView view = self->view;
  double margin = MIN (MARGIN, gtk_widget_get_width (GTK_WIDGET (self)) / 8.0);

  margin /= view.zoom;
  if (weir_rect_contains_rect (visible, rect))
    return;
  rect = weir_rect_grow (rect, margin);
  view.ox +=
    get_shift (rect.x, rect.x + rect.width, visible.x, visible.x + visible.width);
  view.oy +=
    get_shift (rect.y, rect.y + rect.height, visible.y, visible.y + visible.height);
  weir_canvas_set_view (self, &view);
}

/* A flow seen for the first time: at 100 %, all of it in the middle when it has
 * room, else from its top left. */
static void
place (WeirCanvas *self)
{
  double   width = gtk_widget_get_width (GTK_WIDGET (self));
  double   height = gtk_widget_get_height (GTK_WIDGET (self));
  WeirRect bounds = weir_scene_get_bounds (self->scene);
  WeirView view = { 0, 0, 1 };

  if (weir_scene_get_n_items (self->scene) == 0)
    bounds = (WeirRect){ 0, 0, width, height };
  view.ox = bounds.width + 2 * MARGIN <= width
              ? bounds.x + (bounds.width - width) / 2
              : bounds.x - MARGIN;
  view.oy = bounds.height + 2 * MARGIN <= height
              ? bounds.y + (bounds.height - height) / 2
              : bounds.y - MARGIN;
  weir_canvas_set_view (self, &view);
}

static void
place_when_sized (WeirCanvas *self)
{
  if (!self->fit_pending || gtk_widget_get_width (GTK_WIDGET (self)) <= 1 ||
      gtk_widget_get_height (GTK_WIDGET (self)) <= 1)
    return;
  weir_scene_flush (self->scene);
  place (self);
  self->fit_pending = FALSE;
}

void
weir_canvas_view_show_flow (WeirCanvas *self, const char *flow)
{
  const char     *shown = weir_scene_get_flow (self->scene);
  const WeirView *known = NULL;

  if (g_strcmp0 (shown, flow) == 0)
    return;
  if (shown != NULL && !self->fit_pending)
    g_hash_table_insert (self->views,
                         g_strdup (shown),
                         g_memdup2 (&self->view, sizeof self->view));
  weir_scene_set_flow (self->scene, flow);
  weir_scene_flush (self->scene);
  if (flow != NULL)
    known = g_hash_table_lookup (self->views, flow);
  self->fit_pending = known == NULL;
  if (known != NULL)
    weir_canvas_set_view (self, known);
  else
    place_when_sized (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
weir_canvas_view_allocate (WeirCanvas *self, int width, int height)
{
  self->scale = weir_compat_get_scale (GTK_WIDGET (self));
  place_when_sized (self);
  weir_canvas_update_adjustments (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->scrollbars); i++)
    {
      GtkOrientation orientation =
        i == 0 ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
      GtkAllocation room = { 0, 0, width, height };
      int           thick = 0;

      if (!gtk_widget_get_visible (self->scrollbars[i]))
        continue;
      gtk_widget_measure (self->scrollbars[i],
                          orientation == GTK_ORIENTATION_HORIZONTAL
                            ? GTK_ORIENTATION_VERTICAL
                            : GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          NULL,
                          &thick,
                          NULL,
                          NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          room.y = MAX (height - thick, 0);
          room.height = thick;
        }
      else
        {
          room.x = MAX (width - thick, 0);
          room.width = thick;
        }
      gtk_widget_size_allocate (self->scrollbars[i], &room, -1);
    }
}

gboolean
weir_canvas_get_flow_view (WeirCanvas *self, const char *flow, WeirView *view)
{
  const WeirView *known = g_hash_table_lookup (self->views, flow);

  if (g_strcmp0 (weir_scene_get_flow (self->scene), flow) == 0)
    known = self->fit_pending ? NULL : &self->view;
  if (known == NULL)
    return FALSE;
  *view = *known;
  return TRUE;
}

void
weir_canvas_set_flow_view (WeirCanvas *self, const char *flow, const WeirView *view)
{
  g_hash_table_insert (self->views,
                       g_strdup (flow),
                       g_memdup2 (view, sizeof *view));
  if (g_strcmp0 (weir_scene_get_flow (self->scene), flow) != 0)
    return;
  self->fit_pending = FALSE;
  weir_canvas_set_view (self, view);
}
