/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"
#include "editor/canvas/weir-minimap.h"

#include <glib/gi18n-lib.h>

/* One kept render node of rectangles, made anew a moment after something moved,
 * and the view's rectangle drawn on top of it. */

#define SIDE       140
#define PADDING    6.0
#define REBUILD_MS 200

/* How long the map stays after the last move, where it comes by itself. */
#define REST_MS 2000

/* Above this a texture is cheaper to draw again than so many rectangles. */
#define MAX_RECTS 5000

struct _WeirMinimap
{
  GtkWidget parent_instance;

  WeirCanvas    *canvas; /* (nullable): weak */
  GskRenderNode *node;   /* (nullable) */
  WeirRect       area;   /* what is shown, in flow units */
  double         scale;  /* pixels per flow unit */
  guint          rebuild_id;

  WeirMinimapMode mode;
  gboolean        moving; /* the view does, or did a moment ago */
  gboolean        inside; /* the pointer is on the map */
  guint           rest_id;
  WeirPoint       seen; /* the view's place, when it was last looked at */
  double          seen_zoom;
};

G_DEFINE_FINAL_TYPE (WeirMinimap, weir_minimap, GTK_TYPE_WIDGET)

/* What is shown: all entries, and where one looks. */
static void
choose_area (WeirMinimap *self)
{
  WeirRect visible = weir_canvas_get_visible (self->canvas);
  WeirRect bounds = weir_scene_get_bounds (self->canvas->scene);
  double   room = SIDE - 2 * PADDING;

  if (weir_scene_get_n_items (self->canvas->scene) == 0)
    bounds = visible;
  self->area = bounds;
  self->scale = room / MAX (MAX (bounds.width, bounds.height), 1);
}

static WeirPoint
to_map (WeirMinimap *self, WeirPoint point)
{
  double left = (SIDE - self->area.width * self->scale) / 2;
  double top = (SIDE - self->area.height * self->scale) / 2;

  return (WeirPoint){ left + (point.x - self->area.x) * self->scale,
                      top + (point.y - self->area.y) * self->scale };
}

static WeirPoint
from_map (WeirMinimap *self, WeirPoint point)
{
  WeirPoint origin = to_map (self, (WeirPoint){ self->area.x, self->area.y });

  return (WeirPoint){ self->area.x + (point.x - origin.x) / self->scale,
                      self->area.y + (point.y - origin.y) / self->scale };
}

static GdkRGBA
get_color (WeirMinimap *self, const WeirSceneItem *item)
{
  const GdkRGBA *colors = self->canvas->theme.colors;
  GdkRGBA        color = colors[WEIR_COLOR_WIRE];

  if (item->flags & WEIR_SCENE_ITEM_ERROR)
    return colors[WEIR_COLOR_ERROR];
  if (item->color != NULL && *item->color != '\0' &&
      gdk_rgba_parse (&color, item->color))
    color = weir_canvas_theme_mix (&color, &colors[WEIR_COLOR_TEXT], 0.25);
  if (item->kind == WEIR_SCENE_ITEM_GROUP)
    color.alpha = 0.2f;
  return color;
}

static GskRenderNode *
rasterize (WeirMinimap *self, GskRenderNode *node)
{
  GtkNative            *native = gtk_widget_get_native (GTK_WIDGET (self));
  const graphene_rect_t area = WEIR_AREA (0, 0, SIDE, SIDE);
  GskRenderer          *renderer =
    native != NULL ? gtk_native_get_renderer (native) : NULL;
  GdkTexture    *texture;
  GskRenderNode *flat;

  if (renderer == NULL)
    return node;
  texture = gsk_renderer_render_texture (renderer, node, &area);
  flat = gsk_texture_node_new (texture, &area);
  g_object_unref (texture);
  gsk_render_node_unref (node);
  return flat;
}

static void
rebuild (WeirMinimap *self)
{
  WeirScene   *scene = self->canvas->scene;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  guint        n = weir_scene_get_n_items (scene);

  choose_area (self);
  for (guint i = 0; i < n; i++)
    {
      const WeirSceneItem *item = weir_scene_get_item (scene, i);
      WeirPoint at = to_map (self, (WeirPoint){ item->box.x, item->box.y });
      GdkRGBA   color = get_color (self, item);

      gtk_snapshot_append_color (
        snapshot,
        &color,
        &WEIR_AREA (at.x,
                    at.y,
                    MAX (item->box.width * self->scale, 1),
                    MAX (item->box.height * self->scale, 1)));
    }
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->node = gtk_snapshot_free_to_node (snapshot);
  if (self->node != NULL && n > MAX_RECTS)
    self->node = rasterize (self, self->node);
}

static void
update_visibility (WeirMinimap *self)
{
  WeirRect visible = weir_canvas_get_visible (self->canvas);
  WeirRect bounds = weir_scene_get_bounds (self->canvas->scene);

  gboolean wanted = FALSE;

  switch (self->mode)
    {
    case WEIR_MINIMAP_AUTO:
      wanted = self->moving || self->inside;
      break;
    case WEIR_MINIMAP_ALWAYS:
      wanted = TRUE;
      break;
    case WEIR_MINIMAP_NEVER:
      break;
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          wanted &&
                            weir_scene_get_n_items (self->canvas->scene) > 0 &&
                            !weir_rect_contains_rect (visible, bounds));
}

static gboolean
rest_cb (gpointer data)
{
  WeirMinimap *self = data;

  self->rest_id = 0;
  self->moving = FALSE;
  if (self->canvas != NULL)
    update_visibility (self);
  return G_SOURCE_REMOVE;
}

static gboolean
rebuild_cb (gpointer data)
{
  WeirMinimap *self = data;

  self->rebuild_id = 0;
  if (self->canvas == NULL)
    return G_SOURCE_REMOVE;
  update_visibility (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    rebuild (self);
  else
    g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
queue_rebuild (WeirMinimap *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_timeout_add (REBUILD_MS, rebuild_cb, self);
}

static void
scene_changed_cb (WeirMinimap *self, WeirSceneChange changes)
{
  if (changes & ~WEIR_SCENE_CHANGE_STATUS)
    queue_rebuild (self);
}

/* The picture stays; only where one looks in it is another. */
static void
view_changed_cb (WeirMinimap *self)
{
  WeirRect visible;

  if (self->canvas == NULL)
    return;

  /* What is shown grows and shrinks without anybody having moved. */
  visible = weir_canvas_get_visible (self->canvas);
  if (visible.x != self->seen.x || visible.y != self->seen.y ||
      self->canvas->view.zoom != self->seen_zoom)
    {
      self->moving = TRUE;
      g_clear_handle_id (&self->rest_id, g_source_remove);
      self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
    }
  self->seen = (WeirPoint){ visible.x, visible.y };
  self->seen_zoom = self->canvas->view.zoom;
  update_visibility (self);

  /* It was hidden, and shows at once what there is. */
  if (self->node == NULL && gtk_widget_get_visible (GTK_WIDGET (self)))
    rebuild (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
weir_minimap_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirMinimap    *self = WEIR_MINIMAP (widget);
  WeirRect        visible;
  WeirPoint       from;
  GdkRGBA         accent;
  GdkRGBA         fill;
  graphene_rect_t rect;
  GskRoundedRect  frame;

  if (self->canvas == NULL || self->node == NULL)
    return;

  visible = weir_canvas_get_visible (self->canvas);
  from = to_map (self, (WeirPoint){ visible.x, visible.y });
  rect = WEIR_AREA (from.x,
                    from.y,
                    visible.width * self->scale,
                    visible.height * self->scale);
  accent = self->canvas->theme.colors[WEIR_COLOR_ACCENT];
  fill = accent;
  fill.alpha = 0.1f;
  gsk_rounded_rect_init_from_rect (&frame, &rect, 2);
  gtk_snapshot_push_clip (snapshot, &WEIR_AREA (0, 0, SIDE, SIDE));
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_append_color (snapshot, &fill, &rect);
  gtk_snapshot_append_border (snapshot,
                              &frame,
                              (float[4]){ 1.5f, 1.5f, 1.5f, 1.5f },
                              (GdkRGBA[4]){ accent, accent, accent, accent });
  gtk_snapshot_pop (snapshot);
}

static void
weir_minimap_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = SIDE;
  *natural = SIDE;
}

/* Moves the view so that its middle is what lies at that place of the map. */
static void
look_at (WeirMinimap *self, double x, double y)
{
  WeirRect  visible = weir_canvas_get_visible (self->canvas);
  WeirPoint at = from_map (self, (WeirPoint){ x, y });
  WeirView  view = self->canvas->view;

  view.ox = at.x - visible.width / 2;
  view.oy = at.y - visible.height / 2;
  weir_canvas_set_view (self->canvas, &view);
}

static void
drag_begin_cb (WeirMinimap *self, double x, double y)
{
  if (self->canvas != NULL && self->node != NULL)
    look_at (self, x, y);
}

static void
drag_update_cb (WeirMinimap *self, double dx, double dy, GtkGestureDrag *drag)
{
  double x, y;

  if (self->canvas != NULL && self->node != NULL &&
      gtk_gesture_drag_get_start_point (drag, &x, &y))
    look_at (self, x + dx, y + dy);
}

static void
enter_cb (WeirMinimap *self)
{
  self->inside = TRUE;
}

static void
leave_cb (WeirMinimap *self)
{
  self->inside = FALSE;
  if (self->canvas != NULL && self->rest_id == 0)
    self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
}

static void
weir_minimap_dispose (GObject *object)
{
  WeirMinimap *self = WEIR_MINIMAP (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_weak_pointer (&self->canvas);
  G_OBJECT_CLASS (weir_minimap_parent_class)->dispose (object);
}

static void
weir_minimap_class_init (WeirMinimapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_minimap_dispose;
  widget_class->snapshot = weir_minimap_snapshot;
  widget_class->measure = weir_minimap_measure;
  gtk_widget_class_set_css_name (widget_class, "weirminimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
weir_minimap_init (WeirMinimap *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (drag,
                           "drag-begin",
                           G_CALLBACK (drag_begin_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag,
                           "drag-update",
                           G_CALLBACK (drag_update_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (motion,
                           "enter",
                           G_CALLBACK (enter_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion,
                           "leave",
                           G_CALLBACK (leave_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Overview of the flow"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Overview of the flow"),
                                  -1);
}

GtkWidget *
weir_minimap_new (WeirCanvas *canvas)
{
  WeirMinimap *self;

  g_return_val_if_fail (WEIR_IS_CANVAS (canvas), NULL);

  self = g_object_new (WEIR_TYPE_MINIMAP, "visible", FALSE, NULL);
  g_set_weak_pointer (&self->canvas, canvas);
  g_signal_connect_object (canvas->scene,
                           "changed",
                           G_CALLBACK (scene_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (canvas->adjustments); i++)
    {
      g_signal_connect_object (canvas->adjustments[i],
                               "changed",
                               G_CALLBACK (view_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (canvas->adjustments[i],
                               "value-changed",
                               G_CALLBACK (view_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  queue_rebuild (self);
  return GTK_WIDGET (self);
}

void
weir_minimap_set_mode (WeirMinimap *self, WeirMinimapMode mode)
{
  g_return_if_fail (WEIR_IS_MINIMAP (self));

  self->mode = mode;
  if (self->canvas != NULL)
    view_changed_cb (self);
}
