/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-canvas-private.h"

#include <math.h>

/* The widget: it holds the scene and the view, hears what changes, and puts the
 * layers of a frame on each other. One widget draws all; its children are the
 * scrollbars, the probes of its colours, and proxies for assistive
 * technologies. */

G_DEFINE_FINAL_TYPE (WeirCanvas, weir_canvas, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ZOOM = 1,
  PROP_HINT,
} WeirCanvasProperty;

static GParamSpec *properties[PROP_HINT + 1];

/* Lines of the grid nearer than this are not drawn; every fifth then. */
#define MIN_GRID_PX 8.0

/* Painting */

static void
snapshot_grid (WeirCanvas *self, GtkSnapshot *snapshot, int width, int height)
{
  const GdkRGBA *color = &self->theme.colors[WEIR_COLOR_GRID];
  double         step = self->options.grid_size;
  WeirPoint      from;

  if (step * self->view.zoom < MIN_GRID_PX)
    step *= 5;
  if (!self->options.show_grid || step * self->view.zoom < MIN_GRID_PX)
    return;

  from = (WeirPoint){ floor (self->view.ox / step) * step,
                      floor (self->view.oy / step) * step };
  from = weir_canvas_from_flow (self, from);
  step *= self->view.zoom;
  for (int i = 0; from.x + i * step < width; i++)
    gtk_snapshot_append_color (snapshot,
                               color,
                               &WEIR_AREA (round (from.x + i * step), 0, 1, height));
  for (int i = 0; from.y + i * step < height; i++)
    gtk_snapshot_append_color (snapshot,
                               color,
                               &WEIR_AREA (0, round (from.y + i * step), width, 1));
}

/* Items of one kind, in flow units. */
static void
snapshot_items (WeirCanvas  *self,
                GtkSnapshot *snapshot,
                GPtrArray   *items,
                gboolean     groups)
{
  WeirLod lod = weir_canvas_choose_lod (self->view.zoom, items->len);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &WEIR_AT (-self->view.ox * self->view.zoom,
                                    -self->view.oy * self->view.zoom));
  gtk_snapshot_scale (snapshot, (float)self->view.zoom, (float)self->view.zoom);
  for (guint i = 0; i < items->len; i++)
    {
      WeirSceneItem *item = items->pdata[i];

      if ((item->kind == WEIR_SCENE_ITEM_GROUP) == groups)
        weir_canvas_snapshot_item (self, snapshot, item, lod);
    }
  gtk_snapshot_restore (snapshot);
}

static void
weir_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirCanvas           *self = WEIR_CANVAS (widget);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  GtkRoot              *root = gtk_widget_get_root (widget);
  int                   width = gtk_widget_get_width (widget);
  int                   height = gtk_widget_get_height (widget);
  GtkWidget            *child;

  self->focus_visible =
    GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root)) &&
    (gtk_widget_get_state_flags (widget) &
     (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_WITHIN)) != 0;
  weir_scene_query_items (self->scene, weir_canvas_get_visible (self), items);

  gtk_snapshot_push_clip (snapshot, &WEIR_AREA (0, 0, width, height));
  snapshot_grid (self, snapshot, width, height);
  snapshot_items (self, snapshot, items, TRUE);
  weir_canvas_snapshot_tiles (self, snapshot);
  weir_canvas_snapshot_single_wires (self, snapshot);
  weir_canvas_snapshot_live (self, snapshot);
  snapshot_items (self, snapshot, items, FALSE);
  weir_canvas_snapshot_overlay (self, snapshot);
  gtk_snapshot_pop (snapshot);

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}

/* What changes */

/* Everything that was recorded is of another time. */
static void
forget_pictures (WeirCanvas *self)
{
  self->generation++;
  weir_tiles_clear (self->tiles);
  weir_canvas_text_clear (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
theme_changed_cb (WeirCanvas *self)
{
  if (weir_canvas_theme_update (&self->theme))
    forget_pictures (self);
}

static void
drop_pictures (WeirSceneItem *item, WeirSceneChange changes)
{
  WeirFace *face = item->face;

  if (face == NULL)
    return;
  if (changes & (WEIR_SCENE_CHANGE_FACE | WEIR_SCENE_CHANGE_ITEMS))
    face->generation = 0;
  if (changes & WEIR_SCENE_CHANGE_STATUS)
    g_clear_pointer (&face->status, gsk_render_node_unref);
}

static void
scene_changed_cb (WeirCanvas *self, WeirSceneChange changes, GPtrArray *ids)
{
  const WeirSceneChange places =
    WEIR_SCENE_CHANGE_ITEMS | WEIR_SCENE_CHANGE_GEOMETRY;

  if (ids == NULL)
    weir_tiles_clear (self->tiles);
  else
    weir_canvas_damage_wires (self, weir_scene_get_damage (self->scene));
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      WeirSceneItem *item = weir_scene_lookup (self->scene, ids->pdata[i]);

      if (item != NULL)
        drop_pictures (item, changes);
    }
  if (changes & places)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  weir_canvas_a11y_queue (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A selected wire looks different in its tiles. */
static void
damage_selected_wires (WeirCanvas *self)
{
  for (guint i = 0; i < self->selected_wires->len; i++)
    {
      const WeirSceneWire *wire =
        weir_scene_lookup_wire (self->scene, self->selected_wires->pdata[i]);

      if (wire != NULL)
        weir_tiles_damage (self->tiles, &self->view, wire->path.bounds);
    }
}

static void
selection_changed_cb (WeirCanvas *self)
{
  WeirSelection        *selection = weir_session_get_selection (self->session);
  g_autoptr (GPtrArray) wires = weir_selection_list_wires (selection);

  damage_selected_wires (self);
  g_ptr_array_set_size (self->selected_wires, 0);
  for (guint i = 0; i < wires->len; i++)
    {
      const WeirWireId *wire = wires->pdata[i];

      g_ptr_array_add (self->selected_wires,
                       weir_wire_id_new (wire->source, wire->port, wire->target));
    }
  damage_selected_wires (self);
  weir_canvas_a11y_queue (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
flow_changed_cb (WeirCanvas *self)
{
  weir_overlay_clear (&self->overlay);
  weir_canvas_view_show_flow (self, weir_session_get_flow (self->session));
}

/* The widget */

static void
weir_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirCanvas *self = WEIR_CANVAS (widget);

  weir_canvas_view_allocate (self, width, height);
  weir_canvas_a11y_allocate (self);
  weir_canvas_input_allocate (self->input, width, height);
}

static void
weir_canvas_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  *minimum = 80;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
}

static void
weir_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  WeirCanvas *self = WEIR_CANVAS (widget);

  GTK_WIDGET_CLASS (weir_canvas_parent_class)->css_changed (widget, change);
  if (self->scene == NULL)
    return;

  /* Fonts and colours come together; labels are measured again only when the
   * font is another. */
  theme_changed_cb (self);
  weir_canvas_font_changed (self);
}

static void
weir_canvas_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  gtk_widget_queue_draw (widget);
  GTK_WIDGET_CLASS (weir_canvas_parent_class)->state_flags_changed (widget, before);
}

/* The canvas is one stop of the Tab key: from the focused item it leaves. */
static gboolean
weir_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    return FALSE;
  return weir_canvas_a11y_focus (WEIR_CANVAS (widget));
}

static void
weir_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirCanvas *self = WEIR_CANVAS (object);

  switch ((WeirCanvasProperty)id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->view.zoom);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    }
}

static void
weir_canvas_dispose (GObject *object)
{
  WeirCanvas *self = WEIR_CANVAS (object);

  g_clear_object (&self->input);
  weir_canvas_live_dispose (self);
  weir_canvas_a11y_dispose (self);
  weir_canvas_view_dispose (self);
  weir_canvas_theme_clear (&self->theme);
  g_clear_object (&self->settings);
  g_clear_object (&self->scene);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_canvas_parent_class)->dispose (object);
}

static void
weir_canvas_finalize (GObject *object)
{
  WeirCanvas *self = WEIR_CANVAS (object);

  weir_overlay_clear (&self->overlay);
  g_clear_pointer (&self->hint, g_free);
  g_hash_table_unref (self->views);
  weir_canvas_text_clear (self);
  g_hash_table_unref (self->icons);
  weir_tiles_free (self->tiles);
  g_ptr_array_unref (self->selected_wires);
  g_free (self->font);
  G_OBJECT_CLASS (weir_canvas_parent_class)->finalize (object);
}

static void
weir_canvas_class_init (WeirCanvasClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = weir_canvas_get_property;
  object_class->dispose = weir_canvas_dispose;
  object_class->finalize = weir_canvas_finalize;
  widget_class->snapshot = weir_canvas_snapshot;
  widget_class->size_allocate = weir_canvas_size_allocate;
  widget_class->measure = weir_canvas_measure;
  widget_class->css_changed = weir_canvas_css_changed;
  widget_class->state_flags_changed = weir_canvas_state_flags_changed;
  widget_class->focus = weir_canvas_focus;

  properties[PROP_ZOOM] = g_param_spec_double ("zoom",
                                               NULL,
                                               NULL,
                                               WEIR_VIEW_MIN_ZOOM,
                                               WEIR_VIEW_MAX_ZOOM,
                                               1,
                                               flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (properties),
                                     properties);
  gtk_widget_class_set_css_name (widget_class, "weircanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
weir_canvas_init (WeirCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->scale = 1;
  self->options = (WeirCanvasOptions){ .show_grid = TRUE,
                                       .grid_size = WEIR_GRID,
                                       .show_status = TRUE,
                                       .show_rates = TRUE };
  self->tiles = weir_tiles_new ();
  self->icons =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->selected_wires =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_wire_id_free);
  weir_canvas_theme_init (&self->theme, widget);
  weir_canvas_theme_update (&self->theme);
  self->generation = 1;
  weir_canvas_view_init (self);
  weir_canvas_live_init (self);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);

  /* Places are data: a flow runs from left to right in every language. */
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
}

static void
listen (WeirCanvas *self, gpointer object, const char *signal, GCallback heard)
{
  g_signal_connect_object (object, signal, heard, self, G_CONNECT_SWAPPED);
}

GSettings *
weir_canvas_open_settings (void)
{
  GSettingsSchemaSource      *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema =
      g_settings_schema_source_lookup (source, WEIR_APP_ID ".canvas", TRUE);
  return schema != NULL ? g_settings_new (WEIR_APP_ID ".canvas") : NULL;
}

static void
settings_changed_cb (WeirCanvas *self)
{
  GSettings *settings = self->settings;

  self->options = (WeirCanvasOptions){
    .show_grid = g_settings_get_boolean (settings, "show-grid"),
    .grid_size = g_settings_get_int (settings, "grid-size"),
    .show_status = g_settings_get_boolean (settings, "show-status"),
    .show_rates = g_settings_get_boolean (settings, "show-rates"),
  };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
weir_canvas_new (WeirSession *session)
{
  WeirCanvas      *self;
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_return_val_if_fail (WEIR_IS_SESSION (session), NULL);

  self = g_object_new (WEIR_TYPE_CANVAS, NULL);
  self->session = g_object_ref (session);
  self->scene =
    weir_scene_new (session, gtk_widget_get_pango_context (GTK_WIDGET (self)));
  weir_scene_set_free_face (self->scene, weir_face_free);
  weir_canvas_a11y_init (self);
  listen (self, self->scene, "changed", G_CALLBACK (scene_changed_cb));
  listen (self, session, "notify::flow", G_CALLBACK (flow_changed_cb));
  listen (self, session, "notify::hovered", G_CALLBACK (gtk_widget_queue_draw));
  listen (self,
          weir_session_get_selection (session),
          "changed",
          G_CALLBACK (selection_changed_cb));
  listen (self, manager, "notify::dark", G_CALLBACK (theme_changed_cb));
  listen (self, manager, "notify::high-contrast", G_CALLBACK (theme_changed_cb));
  weir_canvas_view_show_flow (self, weir_session_get_flow (session));
  self->input = weir_canvas_input_new (self);
  self->settings = weir_canvas_open_settings ();
  if (self->settings != NULL)
    {
      listen (self, self->settings, "changed", G_CALLBACK (settings_changed_cb));
      settings_changed_cb (self);
    }
  return GTK_WIDGET (self);
}

void
weir_canvas_font_changed (WeirCanvas *self)
{
  PangoContext    *pango = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autofree char *font =
    pango_font_description_to_string (pango_context_get_font_description (pango));

  if (g_strcmp0 (font, self->font) == 0)
    return;
  g_free (self->font);
  self->font = g_steal_pointer (&font);
  weir_scene_set_pango (self->scene, pango);
  forget_pictures (self);
}

void
weir_canvas_queue_overlay (WeirCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
weir_canvas_set_hint (WeirCanvas *self, const char *hint)
{
  char *copy;

  if (g_strcmp0 (hint, self->hint) == 0)
    return;
  copy = g_strdup (hint);
  g_free (self->hint);
  self->hint = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

void
weir_canvas_reveal (WeirCanvas *self, const char *id)
{
  const WeirSceneItem *item;

  g_return_if_fail (WEIR_IS_CANVAS (self));
  g_return_if_fail (id != NULL);

  weir_scene_flush (self->scene);
  item = weir_scene_lookup (self->scene, id);
  if (item == NULL)
    return;
  weir_canvas_scroll_to (self, weir_scene_item_get_extents (item));
  weir_canvas_flash (self, id);
}

void
weir_canvas_get_insertion_point (WeirCanvas *self, double *x, double *y)
{
  WeirRect             visible = weir_canvas_get_visible (self);
  const char          *focus;
  const WeirSceneItem *item;

  g_return_if_fail (WEIR_IS_CANVAS (self));

  weir_scene_flush (self->scene);
  focus = weir_selection_get_focus (weir_session_get_selection (self->session));
  item = weir_scene_lookup (self->scene, focus);
  *x = visible.x + visible.width / 2;
  *y = visible.y + visible.height / 2;
  if (item != NULL)
    {
      *x = item->box.x + item->box.width + 2 * self->options.grid_size +
           WEIR_NODE_MIN_WIDTH / 2;
      *y = item->box.y + item->box.height / 2;
    }
}
