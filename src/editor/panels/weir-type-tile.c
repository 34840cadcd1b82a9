/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-type-tile.h"

#include "compat/weir-compat.h"
#include "flow/weir-label.h"

#define SUBFLOW_ICON "weir-subflow-symbolic"

/* As in Node-RED, where the file doesn't say. */
#define SUBFLOW_COLOR "#ddaa99"

#define TILE_SIZE   22
#define ICON_SIZE   16
#define TILE_RADIUS 5

/* All types have light colours, as in Node-RED, so the icon is dark in both
 * colour schemes. */
#define INK ((GdkRGBA){ 0, 0, 0, 0.75F })

/* The picture of a node type in lists. The icon is looked up when it is drawn, as
 * the theme and the scale may change. */
struct _WeirTypeTile
{
  GtkWidget parent_instance;

  char    *icon; /* owned */
  GdkRGBA  color;
  gboolean has_color;

  GtkIconPaintable *paintable; /* (nullable): owned */
};

G_DEFINE_FINAL_TYPE (WeirTypeTile, weir_type_tile, GTK_TYPE_WIDGET)

static void
weir_type_tile_dispose (GObject *object)
{
  WeirTypeTile *self = WEIR_TYPE_TILE (object);

  g_clear_object (&self->paintable);
  G_OBJECT_CLASS (weir_type_tile_parent_class)->dispose (object);
}

static void
weir_type_tile_finalize (GObject *object)
{
  WeirTypeTile *self = WEIR_TYPE_TILE (object);

  g_clear_pointer (&self->icon, g_free);
  G_OBJECT_CLASS (weir_type_tile_parent_class)->finalize (object);
}

static void
weir_type_tile_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = TILE_SIZE;
  *natural = TILE_SIZE;
}

static void
ensure_paintable (WeirTypeTile *self)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme =
    gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  if (self->paintable != NULL || self->icon == NULL)
    return;
  self->paintable =
    gtk_icon_theme_lookup_icon (theme,
                                self->icon,
                                NULL,
                                ICON_SIZE,
                                gtk_widget_get_scale_factor (widget),
                                gtk_widget_get_direction (widget),
                                0);
}

static void
snapshot_ground (WeirTypeTile *self, GtkSnapshot *snapshot, graphene_rect_t *box)
{
  GskRoundedRect rounded;
  const GdkRGBA  edge = { 0, 0, 0, 0.2F };
  const float    widths[] = { 1, 1, 1, 1 };
  const GdkRGBA  edges[] = { edge, edge, edge, edge };

  gsk_rounded_rect_init_from_rect (&rounded, box, TILE_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &self->color, box);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rounded, widths, edges);
}

static void
weir_type_tile_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirTypeTile   *self = WEIR_TYPE_TILE (widget);
  float           x = (float)(gtk_widget_get_width (widget) - TILE_SIZE) / 2;
  float           y = (float)(gtk_widget_get_height (widget) - TILE_SIZE) / 2;
  graphene_rect_t box = GRAPHENE_RECT_INIT (x, y, TILE_SIZE, TILE_SIZE);
  GdkRGBA         ink = INK;

  ensure_paintable (self);
  if (self->has_color)
    snapshot_ground (self, snapshot, &box);
  else
    weir_compat_get_color (widget, &ink);
  if (self->paintable == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (x + (TILE_SIZE - ICON_SIZE) / 2.0F,
                                                y + (TILE_SIZE - ICON_SIZE) /
                                                      2.0F));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (
                                              self->paintable),
                                            snapshot,
                                            ICON_SIZE,
                                            ICON_SIZE,
                                            &ink,
                                            1);
  gtk_snapshot_restore (snapshot);
}

static void
weir_type_tile_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  WeirTypeTile *self = WEIR_TYPE_TILE (widget);

  GTK_WIDGET_CLASS (weir_type_tile_parent_class)
    ->system_setting_changed (widget, setting);
  if (setting != GTK_SYSTEM_SETTING_ICON_THEME)
    return;
  g_clear_object (&self->paintable);
  gtk_widget_queue_draw (widget);
}

static void
weir_type_tile_class_init (WeirTypeTileClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_type_tile_dispose;
  object_class->finalize = weir_type_tile_finalize;
  widget_class->measure = weir_type_tile_measure;
  widget_class->snapshot = weir_type_tile_snapshot;
  widget_class->system_setting_changed = weir_type_tile_system_setting_changed;
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
weir_type_tile_init (WeirTypeTile *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
weir_type_tile_new (void)
{
  return g_object_new (WEIR_TYPE_TYPE_TILE, NULL);
}

static void
set_icon (WeirTypeTile *self, const char *icon, const char *color)
{
  gboolean has_color = color != NULL;
  GdkRGBA  rgba = { 0, 0, 0, 1 };

  if (has_color && !gdk_rgba_parse (&rgba, color))
    has_color = FALSE;
  if (g_strcmp0 (self->icon, icon) == 0 && self->has_color == has_color &&
      gdk_rgba_equal (&self->color, &rgba))
    return;
  g_free (self->icon);
  self->icon = g_strdup (icon);
  self->has_color = has_color;
  self->color = rgba;
  g_clear_object (&self->paintable);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
weir_type_tile_set_type (WeirTypeTile *self, const WeirNodeType *type)
{
  if (type != NULL)
    set_icon (self, type->icon, type->color);
  else
    set_icon (self, "weir-unknown-symbolic", "#d0d0d0");
}

void
weir_type_tile_set_icon (WeirTypeTile *self, const char *icon)
{
  set_icon (self, icon, NULL);
}

void
weir_type_tile_set_entry (WeirTypeTile *self,
                          WeirSession  *session,
                          WeirElement  *element)
{
  WeirElement *subflow;
  const char  *color;

  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_TAB:
      weir_type_tile_set_icon (self, "view-paged-symbolic");
      return;
    case WEIR_ELEMENT_KIND_SUBFLOW:
      weir_type_tile_set_icon (self, SUBFLOW_ICON);
      return;
    case WEIR_ELEMENT_KIND_GROUP:
      weir_type_tile_set_icon (self, "view-grid-symbolic");
      return;
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
  subflow = weir_label_get_subflow (weir_session_get_document (session),
                                    weir_element_get_value (element));
  if (subflow == NULL)
    {
      weir_type_tile_set_type (self,
                               weir_session_get_node_type (session, element));
      return;
    }
  color = weir_value_lookup_string (weir_element_get_value (subflow), "color");
  set_icon (self, SUBFLOW_ICON, color != NULL ? color : SUBFLOW_COLOR);
}
