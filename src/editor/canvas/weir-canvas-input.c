/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GTK's controllers turned into what the tool understands, and what the tool
 * wants turned into cursor, hint and frames. Owned by the canvas. */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-input.h"

#include "editor/canvas/weir-canvas-private.h"

#include <math.h>

/* View pixels a notch of the wheel scrolls. */
#define NOTCH 60.0

/* How fast a flick runs out, a second, and when it has. */
#define FRICTION     4.0
#define MIN_VELOCITY 20.0

/* A frame that took longer was no frame: the window was hidden. */
#define MAX_FRAME_S 0.1

G_DEFINE_FINAL_TYPE (WeirCanvasInput, weir_canvas_input, G_TYPE_OBJECT)

static WeirToolModifiers
read_modifiers (WeirCanvasInput *self, GdkModifierType state)
{
  WeirToolModifiers modifiers = 0;

  if (state & GDK_SHIFT_MASK)
    modifiers |= WEIR_TOOL_SHIFT;
  if (state & GDK_CONTROL_MASK)
    modifiers |= WEIR_TOOL_CONTROL;
  if (state & GDK_ALT_MASK)
    modifiers |= WEIR_TOOL_ALT;
  if (self->space)
    modifiers |= WEIR_TOOL_SPACE;
  return modifiers;
}

static WeirToolDevice
read_device (gpointer controller)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);

  if (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN)
    return WEIR_TOOL_TOUCH;
  return WEIR_TOOL_MOUSE;
}

static WeirToolEvent
make_event (WeirCanvasInput *self, gpointer controller, WeirToolEventType type)
{
  return (WeirToolEvent){
    .type = type,
    .x = self->pointer.x,
    .y = self->pointer.y,
    .modifiers =
      read_modifiers (self,
                      gtk_event_controller_get_current_event_state (controller)),
    .device = read_device (controller),
    .scale = 1,
  };
}

void
weir_canvas_input_feed (WeirCanvasInput *self, WeirToolEvent *event)
{
  self->view = self->canvas->view;
  weir_tool_handle (self->tool, event);
  weir_canvas_input_update (self);
}

gboolean
weir_canvas_input_cancel (WeirCanvasInput *self)
{
  WeirToolEvent event = { .type = WEIR_TOOL_CANCEL };
  gboolean      active = weir_tool_is_active (self->tool);

  weir_canvas_input_stop (self);
  weir_canvas_input_feed (self, &event);
  return active;
}

/* Frames: scrolling at the edges, and flicks that run out. */

static void
run_velocity (WeirCanvasInput *self, double dt)
{
  if (self->velocity_x == 0 && self->velocity_y == 0)
    return;
  weir_canvas_pan (self->canvas, self->velocity_x * dt, self->velocity_y * dt);
  self->velocity_x *= exp (-FRICTION * dt);
  self->velocity_y *= exp (-FRICTION * dt);
  if (hypot (self->velocity_x, self->velocity_y) < MIN_VELOCITY)
    weir_canvas_input_stop (self);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  WeirCanvasInput *self = user_data;
  gint64           now = gdk_frame_clock_get_frame_time (clock);
  WeirToolEvent    event = { .type = WEIR_TOOL_TICK };

  event.dt = MIN ((double)(now - self->tick_us) / G_USEC_PER_SEC, MAX_FRAME_S);
  self->tick_us = now;
  run_velocity (self, event.dt);
  weir_canvas_input_feed (self, &event);
  if (weir_tool_wants_ticks (self->tool) || self->velocity_x != 0 ||
      self->velocity_y != 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
start_ticks (WeirCanvasInput *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->canvas));

  if (self->tick_id != 0 || clock == NULL)
    return;
  self->tick_us = gdk_frame_clock_get_frame_time (clock);
  self->tick_id =
    gtk_widget_add_tick_callback (GTK_WIDGET (self->canvas), tick_cb, self, NULL);
}

void
weir_canvas_input_stop (WeirCanvasInput *self)
{
  self->velocity_x = 0;
  self->velocity_y = 0;
}

void
weir_canvas_input_update (WeirCanvasInput *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->canvas),
                                   weir_tool_get_cursor (self->tool));
  if (self->chord == 0)
    weir_canvas_set_hint (self->canvas, weir_tool_get_hint (self->tool));
  if (weir_tool_wants_ticks (self->tool))
    start_ticks (self);
}

/* The tool's host */

static void
host_redraw (gpointer host, WeirToolRedraw what)
{
  WeirCanvasInput *self = host;

  if (what & WEIR_TOOL_REDRAW_VIEW)
    {
      weir_canvas_set_view (self->canvas, &self->view);
      self->view = self->canvas->view;
    }
  if (what & WEIR_TOOL_REDRAW_OVERLAY)
    weir_canvas_queue_overlay (self->canvas);
}

static void
host_menu (gpointer host, const WeirPick *pick, double x, double y)
{
  WeirCanvasInput *self = host;
  WeirPoint        at = weir_canvas_to_flow (self->canvas, x, y);

  weir_canvas_show_menu (self, pick->part, (WeirRect){ at.x, at.y, 1, 1 });
}

static void
host_quick_add (gpointer host, const WeirAddPlace *place)
{
  weir_canvas_show_quick_add (host, place);
}

static void
host_tap (gpointer data)
{
  weir_canvas_activate (data, "open-tap");
}

static const WeirToolHost host = {
  .redraw = host_redraw,
  .menu = host_menu,
  .quick_add = host_quick_add,
  .tap = host_tap,
};

/* Buttons */

/* When the event at hand happened, not when it is handled. */
static gint64
get_event_time (gpointer controller)
{
  guint32 time_ms = gtk_event_controller_get_current_event_time (controller);

  if (time_ms == GDK_CURRENT_TIME)
    return g_get_monotonic_time ();
  return time_ms * G_TIME_SPAN_MILLISECOND;
}

/* Presses in one place, soon after each other, are counted. */
static guint
count_press (WeirCanvasInput *self, guint button, gint64 now)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self->canvas));
  double       x = self->pointer.x;
  double       y = self->pointer.y;
  int          time_ms;
  int          distance;

  g_object_get (settings,
                "gtk-double-click-time",
                &time_ms,
                "gtk-double-click-distance",
                &distance,
                NULL);
  if (button == self->press_button &&
      now - self->press_us <= time_ms * G_TIME_SPAN_MILLISECOND &&
      fabs (x - self->press_x) <= distance &&
      fabs (y - self->press_y) <= distance)
    self->n_press++;
  else
    self->n_press = 1;
  self->press_button = button;
  self->press_us = now;
  self->press_x = x;
  self->press_y = y;
  return self->n_press;
}

static void
drag_begin_cb (WeirCanvasInput *self, double x, double y, GtkGestureDrag *drag)
{
  WeirToolEvent event;
  guint         button =
    gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (drag));

  self->pointer = (WeirPoint){ x, y };
  self->space_used |= self->space;
  weir_canvas_input_stop (self);
  weir_canvas_a11y_focus (self->canvas);
  event = make_event (self, drag, WEIR_TOOL_PRESS);
  event.button = button == 0 ? GDK_BUTTON_PRIMARY : button;
  event.n_press = count_press (self, event.button, get_event_time (drag));
  weir_canvas_input_feed (self, &event);
}

static void
move_pointer (WeirCanvasInput *self, GtkGestureDrag *drag, double dx, double dy)
{
  double x;
  double y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    self->pointer = (WeirPoint){ x + dx, y + dy };
  else
    self->pointer = (WeirPoint){ self->press_x + dx, self->press_y + dy };
}

static void
drag_update_cb (WeirCanvasInput *self, double dx, double dy, GtkGestureDrag *drag)
{
  WeirToolEvent event;

  move_pointer (self, drag, dx, dy);
  event = make_event (self, drag, WEIR_TOOL_MOTION);
  weir_canvas_input_feed (self, &event);
}

static void
drag_end_cb (WeirCanvasInput *self, double dx, double dy, GtkGestureDrag *drag)
{
  WeirToolEvent event;

  move_pointer (self, drag, dx, dy);
  event = make_event (self, drag, WEIR_TOOL_RELEASE);
  event.button = self->press_button;
  weir_canvas_input_feed (self, &event);
}

static void
cancel_cb (WeirCanvasInput *self)
{
  weir_canvas_input_cancel (self);
}

static void
long_press_cb (WeirCanvasInput *self, double x, double y, GtkGesture *gesture)
{
  WeirToolEvent event;

  self->pointer = (WeirPoint){ x, y };
  event = make_event (self, gesture, WEIR_TOOL_LONG_PRESS);
  weir_canvas_input_feed (self, &event);
}

/* The pointer */

static void
motion_cb (WeirCanvasInput *self, double x, double y, GtkEventController *motion)
{
  WeirToolEvent event;

  /* While a button is held, the drag tells. */
  if (self->inside && self->pointer.x == x && self->pointer.y == y)
    return;
  self->inside = TRUE;
  self->pointer = (WeirPoint){ x, y };
  event = make_event (self, motion, WEIR_TOOL_MOTION);
  weir_canvas_input_feed (self, &event);
}

static void
leave_cb (WeirCanvasInput *self, GtkEventController *motion)
{
  WeirToolEvent event = make_event (self, motion, WEIR_TOOL_LEAVE);

  self->inside = FALSE;
  weir_canvas_tooltip_end (self);
  weir_canvas_input_feed (self, &event);
}

/* Wheel and touchpad */

static double
get_zoom_factor (WeirCanvasInput *self, double notches)
{
  if (self->settings != NULL &&
      g_settings_get_boolean (self->settings, "invert-zoom"))
    notches = -notches;
  return pow (WEIR_VIEW_ZOOM_STEP, -notches);
}

static gboolean
scroll_cb (WeirCanvasInput          *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *scroll)
{
  WeirToolEvent event = make_event (self, scroll, WEIR_TOOL_SCROLL);
  gboolean      pixels =
    gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_SURFACE;

  weir_canvas_input_stop (self);
  self->space_used |= self->space;
  event.scale = get_zoom_factor (self, pixels ? dy / NOTCH : dy);
  event.dx = pixels ? dx : dx * NOTCH;
  event.dy = pixels ? dy : dy * NOTCH;
  if ((event.modifiers & WEIR_TOOL_SHIFT) && dx == 0)
    {
      event.dx = event.dy;
      event.dy = 0;
    }
  weir_canvas_input_feed (self, &event);
  return GDK_EVENT_STOP;
}

static void
decelerate_cb (WeirCanvasInput *self, double x, double y)
{
  gboolean animations;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self->canvas)),
                "gtk-enable-animations",
                &animations,
                NULL);
  if (!animations || self->space)
    return;
  self->velocity_x = x;
  self->velocity_y = y;
  start_ticks (self);
}

/* Two fingers: around their middle, wherever it goes. */

static WeirPoint
get_pinch_centre (WeirCanvasInput *self, GtkGesture *zoom)
{
  WeirPoint at = self->pinch_at;

  gtk_gesture_get_bounding_box_center (zoom, &at.x, &at.y);
  return at;
}

static void
pinch_begin_cb (WeirCanvasInput *self, GdkEventSequence *sequence, GtkGesture *zoom)
{
  weir_canvas_input_cancel (self);
  self->pinch = 1;
  self->pinch_at = self->pointer;
  self->pinch_at = get_pinch_centre (self, zoom);
}

static void
pinch_cb (WeirCanvasInput *self, double scale, GtkGesture *zoom)
{
  WeirToolEvent event = make_event (self, zoom, WEIR_TOOL_PINCH);
  WeirPoint     at = get_pinch_centre (self, zoom);

  if (!(scale > 0))
    return;
  event.x = at.x;
  event.y = at.y;
  event.scale = scale / self->pinch;
  event.dx = self->pinch_at.x - at.x;
  event.dy = self->pinch_at.y - at.y;
  self->pinch = scale;
  self->pinch_at = at;
  weir_canvas_input_feed (self, &event);
}

static void
pinch_end_cb (WeirCanvasInput *self)
{
  weir_canvas_settle_zoom (self->canvas, self->pinch_at.x, self->pinch_at.y);
}

/* Keys */

/* The lists and menus of the canvas are its children; their keys are theirs. */
static gboolean
is_popover_focused (WeirCanvasInput *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self->canvas));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && self->popover != NULL &&
         gtk_widget_is_visible (self->popover) &&
         gtk_widget_is_ancestor (focus, self->popover);
}

static gboolean
key_pressed_cb (WeirCanvasInput       *self,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  if (is_popover_focused (self))
    return GDK_EVENT_PROPAGATE;
  weir_canvas_input_stop (self);
  return weir_canvas_keys_press (self, key, state);
}

static void
key_released_cb (WeirCanvasInput       *self,
                 guint                  key,
                 guint                  code,
                 GdkModifierType        state,
                 GtkEventControllerKey *controller)
{
  weir_canvas_keys_release (self, key);
}

static gboolean
modifiers_cb (WeirCanvasInput       *self,
              GdkModifierType        state,
              GtkEventControllerKey *controller)
{
  WeirToolEvent event = make_event (self, controller, WEIR_TOOL_MODIFIERS);

  event.modifiers = read_modifiers (self, state);
  weir_canvas_input_feed (self, &event);
  return GDK_EVENT_PROPAGATE;
}

/* Without the keyboard nobody tells when a modifier is let go. */
static void
focus_leave_cb (WeirCanvasInput *self)
{
  self->space = FALSE;
  weir_canvas_keys_end_chord (self);
  weir_canvas_input_cancel (self);
}

static void
listen (gpointer controller, const char *signal, GCallback callback, gpointer self)
{
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
add_gestures (WeirCanvasInput *self, GtkWidget *widget)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *zoom = gtk_gesture_zoom_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  listen (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  listen (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  listen (drag, "cancel", G_CALLBACK (cancel_cb), self);
  listen (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  listen (hold, "pressed", G_CALLBACK (long_press_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (hold));

  listen (zoom, "begin", G_CALLBACK (pinch_begin_cb), self);
  listen (zoom, "scale-changed", G_CALLBACK (pinch_cb), self);
  listen (zoom, "end", G_CALLBACK (pinch_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (zoom));
}

static void
add_controllers (WeirCanvasInput *self, GtkWidget *widget)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
    GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  listen (motion, "enter", G_CALLBACK (motion_cb), self);
  listen (motion, "motion", G_CALLBACK (motion_cb), self);
  listen (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  listen (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  listen (scroll, "decelerate", G_CALLBACK (decelerate_cb), self);
  gtk_widget_add_controller (widget, scroll);

  /* Before the focused proxy's own keys. */
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  listen (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  listen (key, "key-released", G_CALLBACK (key_released_cb), self);
  listen (key, "modifiers", G_CALLBACK (modifiers_cb), self);
  gtk_widget_add_controller (widget, key);

  listen (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (widget, focus);
}

/* Settings */

double
weir_canvas_get_step (WeirCanvasInput *self)
{
  return self->settings != NULL
           ? g_settings_get_int (self->settings, "grid-size")
           : WEIR_GRID;
}

double
weir_canvas_get_snap (WeirCanvasInput *self)
{
  return self->settings == NULL ||
             g_settings_get_boolean (self->settings, "snap-to-grid")
           ? weir_canvas_get_step (self)
           : 0;
}

static void
settings_changed_cb (WeirCanvasInput *self)
{
  weir_tool_set_grid (self->tool,
                      g_settings_get_boolean (self->settings, "snap-to-grid"),
                      g_settings_get_int (self->settings, "grid-size"));
}

/* Popovers */

static gboolean
drop_popover_cb (gpointer user_data)
{
  g_autoptr (GtkWidget) popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not at once: what was chosen in it is still being done. */
static void
drop_popover (WeirCanvasInput *self)
{
  GtkWidget *popover = g_steal_pointer (&self->popover);

  if (popover != NULL)
    g_idle_add (drop_popover_cb, g_object_ref (popover));
}

static void
popover_closed_cb (WeirCanvasInput *self, GtkWidget *popover)
{
  if (self->popover != popover)
    return;
  drop_popover (self);
  weir_canvas_a11y_focus (self->canvas);
}

/* One dimension of a place to point to, which must be on the canvas: where it is
 * out of sight, its edge. */
static void
keep_inside (int *start, int *length, int available)
{
  int end = MIN (*start + *length, available);

  *start = CLAMP (*start, 0, MAX (available - 1, 0));
  *length = MAX (end - *start, 1);
}

void
weir_canvas_input_popup (WeirCanvasInput *self, GtkPopover *popover, WeirRect at)
{
  WeirPoint from =
    weir_canvas_from_flow (self->canvas, (WeirPoint){ at.x, at.y });
  double       zoom = self->canvas->view.zoom;
  GdkRectangle place = { (int)from.x,
                         (int)from.y,
                         (int)(at.width * zoom),
                         (int)(at.height * zoom) };

  keep_inside (&place.x,
               &place.width,
               gtk_widget_get_width (GTK_WIDGET (self->canvas)));
  keep_inside (&place.y,
               &place.height,
               gtk_widget_get_height (GTK_WIDGET (self->canvas)));
  drop_popover (self);
  weir_canvas_input_stop (self);
  self->popover = GTK_WIDGET (popover);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->canvas));
  gtk_widget_set_direction (self->popover, gtk_widget_get_default_direction ());
  gtk_popover_set_pointing_to (popover, &place);
  g_signal_connect_object (popover,
                           "closed",
                           G_CALLBACK (popover_closed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (popover);
}

void
weir_canvas_input_allocate (WeirCanvasInput *self, int width, int height)
{
  weir_tool_set_size (self->tool, width, height);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

/* The object */

/* Also those that are closed already and wait to be dropped. */
static void
unparent_popovers (WeirCanvasInput *self)
{
  GtkWidget *child;
  GtkWidget *next;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->canvas));
       child != NULL;
       child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
    }
  self->popover = NULL;
}

static void
weir_canvas_input_dispose (GObject *object)
{
  WeirCanvasInput *self = WEIR_CANVAS_INPUT (object);

  weir_canvas_keys_end_chord (self);
  weir_canvas_tooltip_end (self);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->canvas), self->tick_id);
  self->tick_id = 0;
  unparent_popovers (self);
  g_clear_object (&self->tool);
  g_clear_object (&self->settings);
  g_clear_object (&self->dragged);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->style, weir_value_unref);
  G_OBJECT_CLASS (weir_canvas_input_parent_class)->dispose (object);
}

static void
weir_canvas_input_finalize (GObject *object)
{
  WeirCanvasInput *self = WEIR_CANVAS_INPUT (object);

  weir_canvas_forget_place (self);
  g_free (self->copied);
  g_free (self->cut);
  g_free (self->pasted);
  g_free (self->follow);
  G_OBJECT_CLASS (weir_canvas_input_parent_class)->finalize (object);
}

static void
weir_canvas_input_class_init (WeirCanvasInputClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_canvas_input_dispose;
  object_class->finalize = weir_canvas_input_finalize;
}

static void
weir_canvas_input_init (WeirCanvasInput *self)
{
  self->settings = weir_canvas_open_settings ();
}

WeirCanvasInput *
weir_canvas_input_new (WeirCanvas *canvas)
{
  WeirCanvasInput *self = g_object_new (WEIR_TYPE_CANVAS_INPUT, NULL);

  self->canvas = canvas;
  self->tool = weir_tool_new (canvas->session,
                              canvas->scene,
                              &self->view,
                              &canvas->overlay,
                              &host,
                              self);
  self->view = canvas->view;
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings,
                               "changed",
                               G_CALLBACK (settings_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
      settings_changed_cb (self);
    }
  add_gestures (self, GTK_WIDGET (canvas));
  add_controllers (self, GTK_WIDGET (canvas));
  weir_canvas_actions_init (self);
  weir_canvas_dnd_init (self);
  weir_canvas_tooltip_init (self);
  return self;
}
