/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-debug-row-view.h"

#include "compat/weir-compat.h"
#include "editor/panels/weir-debug-filter.h"

#include <glib/gi18n-lib.h>

/* WeirDebugRowView: draws its texts itself. A list view holds some 200 rows
 * bound, of which a dozen are seen; while messages rush by all of them get
 * another row every frame. So binding only notes which one, and texts are laid
 * out when, and if, they are drawn. All rows are equally high unless lines are
 * wrapped, so nothing has to be measured either. */

#define EDGE_WIDTH     3
#define MARGIN_X       12
#define MARGIN_Y       5
#define GAP            8
#define ICON_SIZE      16
#define NAME_MIN       60
#define WRAPPED_LINES  12
#define SELECTED_ALPHA 0.12F
#define DIM_ALPHA      0.55F

/* Narrower rows leave out the time since the row before. */
#define DELTA_MIN_WIDTH 380

typedef enum
{
  TEXT_TIME,
  TEXT_DELTA,
  TEXT_NAME,
  TEXT_HEAD,
  TEXT_VALUE,
  N_TEXTS,
} Text;

struct _WeirDebugRowView
{
  GtkWidget parent_instance;

  /* owned */
  WeirDebugRow   *row; /* (nullable) */
  WeirDebugStyle *style;
  PangoLayout    *texts[N_TEXTS]; /* (nullable): made when drawn */

  /* derived */
  graphene_rect_t name; /* where it was drawn */
  gboolean        over_name;
};

G_DEFINE_FINAL_TYPE (WeirDebugRowView, weir_debug_row_view, GTK_TYPE_WIDGET)

enum
{
  MENU_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const WeirRecord *
get_record (WeirDebugRowView *self)
{
  return weir_debug_row_get_record (self->row);
}

/* Texts */

static void
clear_texts (WeirDebugRowView *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_object (&self->texts[i]);
}

static char *
dup_text (WeirDebugRowView *self, Text text)
{
  const WeirRecord *record = get_record (self);

  switch (text)
    {
    case TEXT_TIME:
      return weir_debug_style_dup_time (self->style, record);
    case TEXT_DELTA:
      return weir_debug_dup_delta (weir_debug_row_get_delta_us (self->row));
    case TEXT_NAME:
      return weir_debug_style_dup_name (self->style, record);
    case TEXT_HEAD:
      return weir_debug_dup_head (record);
    case TEXT_VALUE:
      return weir_debug_dup_preview (record);
    case N_TEXTS:
      break;
    }
  g_return_val_if_reached (NULL);
}

static PangoLayout *
new_layout (WeirDebugRowView *self, Text text)
{
  g_autofree char *string = dup_text (self, text);
  PangoLayout     *layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (self), string);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (text == TEXT_VALUE)
    {
      pango_attr_list_insert (attributes, pango_attr_family_new ("monospace"));
      pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
    }
  else
    pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  if (text == TEXT_TIME || text == TEXT_DELTA)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (text == TEXT_NAME)
    pango_attr_list_insert (attributes,
                            pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (text != TEXT_VALUE || !weir_debug_style_get_wrap (self->style))
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static PangoLayout *
get_layout (WeirDebugRowView *self, Text text)
{
  if (self->texts[text] == NULL)
    self->texts[text] = new_layout (self, text);
  return self->texts[text];
}

/* Returns: the layout's width, at most @max_width */
static int
fit (PangoLayout *layout, int max_width)
{
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > max_width)
    {
      pango_layout_set_width (layout, MAX (max_width, 1) * PANGO_SCALE);
      width = max_width;
    }
  return width;
}

/* Measuring */

static int
get_line_height (WeirDebugRowView *self)
{
  PangoContext     *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               height = pango_font_metrics_get_height (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (height);
}

static int
measure_wrapped (WeirDebugRowView *self, int width)
{
  PangoLayout *layout = get_layout (self, TEXT_VALUE);
  int          height;

  pango_layout_set_width (layout, MAX (width - 2 * MARGIN_X, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, -WRAPPED_LINES);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static GtkSizeRequestMode
weir_debug_row_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
weir_debug_row_view_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  WeirDebugRowView *self = WEIR_DEBUG_ROW_VIEW (widget);
  int               line = get_line_height (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 2 * MARGIN_X + NAME_MIN;
      return;
    }
  *minimum = *natural = 2 * line + 2 * MARGIN_Y + 2;
  if (for_size > 0 && self->row != NULL && weir_debug_style_get_wrap (self->style))
    *minimum = *natural =
      MAX (*natural, line + 2 * MARGIN_Y + 2 + measure_wrapped (self, for_size));
}

/* Drawing */

static gboolean
is_rtl (WeirDebugRowView *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Draws a text that starts at @x, as read; returns where the next one may. */
static int
draw (WeirDebugRowView *self,
      GtkSnapshot      *snapshot,
      PangoLayout      *layout,
      const GdkRGBA    *color,
      int               x,
      int               y,
      int               max_width)
{
  int width = fit (layout, max_width);
  int left =
    is_rtl (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)left, (float)y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
  return x + width + GAP;
}

static gboolean
lookup_color (WeirDebugRowView *self, const char *name, GdkRGBA *color)
{
  return gtk_style_context_lookup_color (gtk_widget_get_style_context (
                                           GTK_WIDGET (self)),
                                         name,
                                         color);
}

static const char *
get_level_color (WeirDebugRowView *self)
{
  switch (weir_debug_level_of (get_record (self)))
    {
    case WEIR_DEBUG_LEVEL_ERROR:
      return "error_color";
    case WEIR_DEBUG_LEVEL_WARN:
      return "warning_color";
    case WEIR_DEBUG_LEVEL_INFO:
    case WEIR_DEBUG_LEVEL_VALUE:
    case WEIR_DEBUG_LEVEL_ALL:
      break;
    }
  return NULL;
}

static const char *
get_level_icon (WeirDebugRowView *self)
{
  switch (weir_debug_level_of (get_record (self)))
    {
    case WEIR_DEBUG_LEVEL_ERROR:
      return "dialog-error-symbolic";
    case WEIR_DEBUG_LEVEL_WARN:
      return "dialog-warning-symbolic";
    case WEIR_DEBUG_LEVEL_INFO:
      return "dialog-information-symbolic";
    case WEIR_DEBUG_LEVEL_VALUE:
    case WEIR_DEBUG_LEVEL_ALL:
      break;
    }
  return NULL;
}

static void
draw_icon (WeirDebugRowView *self,
           GtkSnapshot      *snapshot,
           const char       *name,
           const GdkRGBA    *color,
           int               x,
           int               y)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme =
    gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon =
    gtk_icon_theme_lookup_icon (theme,
                                name,
                                NULL,
                                ICON_SIZE,
                                gtk_widget_get_scale_factor (widget),
                                gtk_widget_get_direction (widget),
                                GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  int left = is_rtl (self) ? gtk_widget_get_width (widget) - x - ICON_SIZE : x;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)left, (float)y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon),
                                            snapshot,
                                            ICON_SIZE,
                                            ICON_SIZE,
                                            color,
                                            1);
  gtk_snapshot_restore (snapshot);
}

/* The coloured edge of what went wrong, and the ground of what is selected. */
static void
draw_ground (WeirDebugRowView *self, GtkSnapshot *snapshot, const GdkRGBA *edge)
{
  int     width = gtk_widget_get_width (GTK_WIDGET (self));
  int     height = gtk_widget_get_height (GTK_WIDGET (self));
  int     left = is_rtl (self) ? width - EDGE_WIDTH : 0;
  GdkRGBA accent;

  if (weir_debug_style_is_selected (self->style, get_record (self)) &&
      lookup_color (self, "accent_bg_color", &accent))
    {
      accent.alpha *= SELECTED_ALPHA;
      gtk_snapshot_append_color (
        snapshot,
        &accent,
        &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
    }
  if (edge != NULL)
    gtk_snapshot_append_color (
      snapshot,
      edge,
      &GRAPHENE_RECT_INIT ((float)left, 0, EDGE_WIDTH, (float)height));
}

static void
draw_name (WeirDebugRowView *self, GtkSnapshot *snapshot, int *x, int max_width)
{
  PangoLayout *layout = get_layout (self, TEXT_NAME);
  int          line = get_line_height (self);
  int          start = *x;
  int          width;
  GdkRGBA      color;

  weir_compat_get_color (GTK_WIDGET (self), &color);
  if (get_record (self)->id != NULL)
    lookup_color (self, "accent_color", &color);
  *x = draw (self, snapshot, layout, &color, start, MARGIN_Y, max_width);
  width = *x - GAP - start;
  if (is_rtl (self))
    start = gtk_widget_get_width (GTK_WIDGET (self)) - start - width;
  graphene_rect_init (&self->name, (float)start, MARGIN_Y, (float)width, (float)line);
  if (self->over_name)
    gtk_snapshot_append_color (snapshot,
                               &color,
                               &GRAPHENE_RECT_INIT ((float)start,
                                                    (float)(MARGIN_Y + line - 2),
                                                    (float)width,
                                                    1));
}

static void
draw_head (WeirDebugRowView *self, GtkSnapshot *snapshot, const GdkRGBA *level)
{
  int         end = gtk_widget_get_width (GTK_WIDGET (self)) - MARGIN_X;
  int         x = MARGIN_X;
  const char *icon = get_level_icon (self);
  GdkRGBA     color;

  weir_compat_get_color (GTK_WIDGET (self), &color);
  if (icon != NULL)
    {
      draw_icon (self, snapshot, icon, level != NULL ? level : &color, x, MARGIN_Y);
      x += ICON_SIZE + GAP;
    }
  color.alpha *= DIM_ALPHA;
  x =
    draw (self, snapshot, get_layout (self, TEXT_TIME), &color, x, MARGIN_Y, end - x);
  if (end >= DELTA_MIN_WIDTH && weir_debug_row_get_delta_us (self->row) > 0)
    x = draw (self,
              snapshot,
              get_layout (self, TEXT_DELTA),
              &color,
              x,
              MARGIN_Y,
              end - x);
  draw_name (self, snapshot, &x, MAX ((end - x) * 3 / 5, NAME_MIN));
  if (x < end)
    draw (self, snapshot, get_layout (self, TEXT_HEAD), &color, x, MARGIN_Y, end - x);
}

static void
draw_value (WeirDebugRowView *self, GtkSnapshot *snapshot)
{
  int          width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN_X;
  int          y = MARGIN_Y + get_line_height (self) + 2;
  PangoLayout *layout = get_layout (self, TEXT_VALUE);
  GdkRGBA      color;

  weir_compat_get_color (GTK_WIDGET (self), &color);
  if (!weir_debug_style_get_wrap (self->style))
    {
      draw (self, snapshot, layout, &color, MARGIN_X, y, width);
      return;
    }
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MARGIN_X, (float)y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* All of it, for those who hear it. Told when it is seen, as texts are. */
static void
update_accessible (WeirDebugRowView *self)
{
  g_autofree char *label = NULL;
  const char      *texts[N_TEXTS];

  for (guint i = 0; i < N_TEXTS; i++)
    texts[i] = pango_layout_get_text (get_layout (self, i));
  label = g_strdup_printf ("%s, %s, %s, %s",
                           texts[TEXT_NAME],
                           texts[TEXT_HEAD],
                           texts[TEXT_VALUE],
                           texts[TEXT_TIME]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
weir_debug_row_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirDebugRowView *self = WEIR_DEBUG_ROW_VIEW (widget);
  const char       *level;
  GdkRGBA           color;
  gboolean          has_color;

  if (self->row == NULL)
    return;
  level = get_level_color (self);
  has_color = level != NULL && lookup_color (self, level, &color);
  if (self->texts[TEXT_NAME] == NULL)
    update_accessible (self);
  gtk_snapshot_push_clip (
    snapshot,
    &GRAPHENE_RECT_INIT (0,
                         0,
                         (float)gtk_widget_get_width (widget),
                         (float)gtk_widget_get_height (widget)));
  draw_ground (self, snapshot, has_color ? &color : NULL);
  draw_head (self, snapshot, has_color ? &color : NULL);
  draw_value (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

/* Input */

static gboolean
is_on_name (WeirDebugRowView *self, double x, double y)
{
  return self->row != NULL && get_record (self)->id != NULL &&
         graphene_rect_contains_point (&self->name,
                                       &GRAPHENE_POINT_INIT ((float)x, (float)y));
}

static void
set_over_name (WeirDebugRowView *self, gboolean over_name)
{
  if (self->over_name == over_name)
    return;
  self->over_name = over_name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   over_name ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_hovered (WeirDebugRowView *self, const char *id)
{
  WeirSession *session = weir_debug_style_get_session (self->style);

  if (session != NULL)
    weir_session_set_hovered (session, id);
}

static void
motion_cb (WeirDebugRowView *self, double x, double y)
{
  set_over_name (self, is_on_name (self, x, y));
}

static void
enter_cb (WeirDebugRowView *self, double x, double y)
{
  if (self->row != NULL)
    set_hovered (self, get_record (self)->id);
  motion_cb (self, x, y);
}

static void
leave_cb (WeirDebugRowView *self)
{
  set_over_name (self, FALSE);
  set_hovered (self, NULL);
}

static void
released_cb (WeirDebugRowView *self,
             int               n_press,
             double            x,
             double            y,
             GtkGestureClick  *gesture)
{
  WeirSession *session = weir_debug_style_get_session (self->style);

  if (session == NULL || !is_on_name (self, x, y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  weir_session_reveal (session, get_record (self)->id);
}

static void
menu_cb (WeirDebugRowView *self, int n_press, double x, double y)
{
  if (self->row != NULL)
    g_signal_emit (self, signals[MENU_REQUESTED], 0, x, y);
}

static gboolean
weir_debug_row_view_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard,
                                   GtkTooltip *tooltip)
{
  WeirDebugRowView *self = WEIR_DEBUG_ROW_VIEW (widget);
  g_autofree char  *name = NULL;
  g_autofree char  *head = NULL;
  g_autofree char  *text = NULL;

  if (self->row == NULL || y > MARGIN_Y + get_line_height (self))
    return FALSE;
  name = dup_text (self, TEXT_NAME);
  head = dup_text (self, TEXT_HEAD);
  text = g_strdup_printf ("%s\n%s", name, head);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
style_changed_cb (WeirDebugRowView *self)
{
  clear_texts (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
weir_debug_row_view_system_setting_changed (GtkWidget       *widget,
                                            GtkSystemSetting setting)
{
  clear_texts (WEIR_DEBUG_ROW_VIEW (widget));
  GTK_WIDGET_CLASS (weir_debug_row_view_parent_class)
    ->system_setting_changed (widget, setting);
}

static void
weir_debug_row_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  clear_texts (WEIR_DEBUG_ROW_VIEW (widget));
  GTK_WIDGET_CLASS (weir_debug_row_view_parent_class)->css_changed (widget, change);
}

/* The object */

static void
weir_debug_row_view_dispose (GObject *object)
{
  WeirDebugRowView *self = WEIR_DEBUG_ROW_VIEW (object);

  clear_texts (self);
  g_clear_object (&self->row);
  g_clear_object (&self->style);
  G_OBJECT_CLASS (weir_debug_row_view_parent_class)->dispose (object);
}

static void
weir_debug_row_view_class_init (WeirDebugRowViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_debug_row_view_dispose;
  widget_class->get_request_mode = weir_debug_row_view_get_request_mode;
  widget_class->measure = weir_debug_row_view_measure;
  widget_class->snapshot = weir_debug_row_view_snapshot;
  widget_class->query_tooltip = weir_debug_row_view_query_tooltip;
  widget_class->css_changed = weir_debug_row_view_css_changed;
  widget_class->system_setting_changed =
    weir_debug_row_view_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "debugrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  signals[MENU_REQUESTED] = g_signal_new ("menu-requested",
                                          WEIR_TYPE_DEBUG_ROW_VIEW,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_DOUBLE,
                                          G_TYPE_DOUBLE);
}

static void
add_click (WeirDebugRowView *self, guint button, const char *signal, GCallback func)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect_object (click, signal, func, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
weir_debug_row_view_init (WeirDebugRowView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (motion,
                           "enter",
                           G_CALLBACK (enter_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion,
                           "motion",
                           G_CALLBACK (motion_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion,
                           "leave",
                           G_CALLBACK (leave_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  add_click (self, GDK_BUTTON_PRIMARY, "released", G_CALLBACK (released_cb));
  add_click (self, GDK_BUTTON_SECONDARY, "pressed", G_CALLBACK (menu_cb));
}

GtkWidget *
weir_debug_row_view_new (WeirDebugStyle *style)
{
  WeirDebugRowView *self = g_object_new (WEIR_TYPE_DEBUG_ROW_VIEW, NULL);

  self->style = g_object_ref (style);
  g_signal_connect_object (style,
                           "changed",
                           G_CALLBACK (style_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
weir_debug_row_view_set_row (WeirDebugRowView *self, WeirDebugRow *row)
{
  if (!g_set_object (&self->row, row))
    return;
  clear_texts (self);
  if (weir_debug_style_get_wrap (self->style))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

WeirDebugRow *
weir_debug_row_view_get_row (WeirDebugRowView *self)
{
  return self->row;
}
