/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-test-gtk.h"

#include <gdk/x11/gdkx.h>
#include <gsk/gsk.h>

/* How long the focus is waited for before it is taken. */
#define FOCUS_PATIENCE_US (300 * G_TIME_SPAN_MILLISECOND)

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
weir_test_gtk_init (int *argc, char ***argv)
{
  /* Not gtk_test_init(): newer versions want a locale of their own. */
  (g_test_init) (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

void
weir_test_load_style (const char *resource)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, resource);
  gtk_style_context_add_provider_for_display (
    gdk_display_get_default (),
    GTK_STYLE_PROVIDER (provider),
    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
weir_test_turn (gint64 start, const char *place, const char *condition)
{
  guint tick;

  if (g_get_monotonic_time () - start > WEIR_TEST_LIMIT_US)
    g_error ("%s: waited in vain for: %s", place, condition);
  tick = g_timeout_add (20, tick_cb, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

void
weir_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void       run_tool (GPtrArray *words);
static GPtrArray *new_words (const char *verb);

static void
take_focus (GtkWindow *window)
{
  g_autoptr (GPtrArray) words = new_words ("windowfocus");
  GdkSurface           *surface = gtk_native_get_surface (GTK_NATIVE (window));

  g_ptr_array_add (words,
                   g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface)));
  run_tool (words);
}

static gboolean
is_drawn (GtkWindow *window)
{
  GtkWidget *widget = GTK_WIDGET (window);

  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

void
weir_test_present (GtkWindow *window)
{
  gint64 start = g_get_monotonic_time ();

  gtk_window_present (window);
  weir_test_wait_for (is_drawn (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  /* GTK asks with the time of the last key or button, which the server ignores
   * when the focus went elsewhere since. */
  while (!gtk_window_is_active (window))
    {
      weir_test_turn (start, G_STRLOC, "gtk_window_is_active (window)");
      if (g_get_monotonic_time () - start > FOCUS_PATIENCE_US)
        take_focus (window);
    }
}

GtkWindow *
weir_test_show (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  weir_test_present (window);
  return window;
}

/* --- Finding ---------------------------------------------------------------- */

static gboolean
has_text (GtkWidget *widget, const char *property, const char *text)
{
  GObjectClass    *klass = G_OBJECT_GET_CLASS (widget);
  GParamSpec      *pspec = g_object_class_find_property (klass, property);
  g_autofree char *value = NULL;
  g_autofree char *plain = NULL;
  g_auto (GStrv)   parts = NULL;

  if (!pspec || G_PARAM_SPEC_VALUE_TYPE (pspec) != G_TYPE_STRING ||
      !(pspec->flags & G_PARAM_READABLE))
    return FALSE;
  g_object_get (widget, property, &value, NULL);
  if (!value)
    return FALSE;
  if (g_str_equal (value, text))
    return TRUE;
  /* “_Save” is “Save”. */
  parts = g_strsplit (value, "_", -1);
  plain = g_strjoinv ("", parts);
  return g_str_equal (plain, text);
}

static gboolean
is_called (GtkWidget *widget, const char *name)
{
  static const char *const properties[] = { "label",
                                            "title",
                                            "tooltip-text",
                                            "text" };

  if (g_strcmp0 (gtk_widget_get_name (widget), name) == 0 ||
      g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)),
                 name) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (has_text (widget, properties[i], name))
      return TRUE;
  return FALSE;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

GPtrArray *
weir_test_find_all (GtkWidget *root, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (root, type, found);
  return found;
}

GtkWidget *
weir_test_find (GtkWidget *root, GType type, const char *name)
{
  g_autoptr (GPtrArray) found = weir_test_find_all (root, type);

  for (guint i = 0; i < found->len; i++)
    if (!name || is_called (found->pdata[i], name))
      return found->pdata[i];
  return NULL;
}

GtkWidget *
weir_test_get (GtkWidget *root, GType type, const char *name)
{
  GtkWidget *found = weir_test_find (root, type, name);

  if (!found)
    g_error ("no %s called “%s”", g_type_name (type), name ? name : "");
  return found;
}

GtkWidget *
weir_test_find_button (const char *label)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget  *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found = weir_test_find (window, GTK_TYPE_BUTTON, label);
    }
  return found;
}

GtkWindow *
weir_test_find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      /* The list has it for as long as it is shown. */
      if (g_type_is_a (G_OBJECT_TYPE (window), type) &&
          gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* --- Pictures --------------------------------------------------------------- */

GdkTexture *
weir_test_picture (GtkWidget *widget)
{
  g_autoptr (GdkPaintable)  paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GskRenderer)   renderer = gsk_cairo_renderer_new ();
  GtkNative                *native = gtk_widget_get_native (widget);
  GtkSnapshot              *snapshot = gtk_snapshot_new ();
  graphene_rect_t           area;
  GdkTexture               *texture;
  GError                   *error = NULL;

  /* A paintable has the last frame drawn, and none while the next is due. */
  gtk_widget_queue_draw (widget);
  gtk_test_widget_wait_for_draw (widget);
  paintable = gtk_widget_paintable_new (widget);
  graphene_rect_init (&area,
                      0,
                      0,
                      (float)gtk_widget_get_width (widget),
                      (float)gtk_widget_get_height (widget));
  gdk_paintable_snapshot (paintable,
                          snapshot,
                          (double)area.size.width,
                          (double)area.size.height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_renderer_realize (renderer, gtk_native_get_surface (native), &error);
  g_assert_no_error (error);
  texture = gsk_renderer_render_texture (renderer, node, &area);
  gsk_renderer_unrealize (renderer);
  g_assert_nonnull (texture);
  return texture;
}

void
weir_test_save_picture (GtkWidget *widget, const char *name)
{
  const char            *folder = g_getenv ("WEIR_TEST_PICTURES");
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char       *path = NULL;
  g_autofree char       *file = NULL;

  if (!folder)
    return;
  texture = weir_test_picture (widget);
  file = g_strconcat (name, ".png", NULL);
  path = g_build_filename (folder, file, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* --- Input ------------------------------------------------------------------ */

static gboolean
give_key (GtkWidget          *widget,
          GtkPropagationPhase phase,
          guint               keyval,
          GdkModifierType     state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean               taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller =
        g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == phase)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &taken);
    }
  return taken;
}

static gboolean
capture_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return (parent && capture_key (parent, keyval, state)) ||
         give_key (widget, GTK_PHASE_CAPTURE, keyval, state);
}

gboolean
weir_test_press_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  if (capture_key (widget, keyval, state) ||
      give_key (widget, GTK_PHASE_TARGET, keyval, state))
    return TRUE;
  for (; widget; widget = gtk_widget_get_parent (widget))
    if (give_key (widget, GTK_PHASE_BUBBLE, keyval, state))
      return TRUE;
  return FALSE;
}

void
weir_test_activate (GtkWidget *widget)
{
  g_assert_true (gtk_widget_is_sensitive (widget));
  if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else
    g_assert_true (gtk_widget_activate (widget));
}

static void
run_tool (GPtrArray *words)
{
  g_autoptr (GError) error = NULL;
  int                status = 0;

  g_ptr_array_add (words, NULL);
  g_spawn_sync (NULL,
                (char **)words->pdata,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

gboolean
weir_test_has_input (void)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");

  if (!tool)
    g_test_skip ("no xdotool");
  return tool != NULL;
}

static GPtrArray *
new_words (const char *verb)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup ("xdotool"));
  g_ptr_array_add (words, g_strdup (verb));
  return words;
}

void
weir_test_type_keys (const char *keys, ...)
{
  g_autoptr (GPtrArray) words = new_words ("key");
  va_list               more;

  g_ptr_array_add (words, g_strdup ("--delay"));
  g_ptr_array_add (words, g_strdup ("1"));
  va_start (more, keys);
  for (; keys; keys = va_arg (more, const char *))
    g_ptr_array_add (words, g_strdup (keys));
  va_end (more);
  run_tool (words);
}

/* Without a window manager windows stand in the corner of the screen; what pops
 * up stands somewhere in one. */
static void
find_origin (GtkWidget *widget, double *x, double *y)
{
  GtkNative  *native = gtk_widget_get_native (widget);
  GdkSurface *surface = gtk_native_get_surface (native);

  gtk_native_get_surface_transform (native, x, y);
  while (GDK_IS_POPUP (surface))
    {
      *x += gdk_popup_get_position_x (GDK_POPUP (surface));
      *y += gdk_popup_get_position_y (GDK_POPUP (surface));
      surface = gdk_popup_get_parent (GDK_POPUP (surface));
    }
}

void
weir_test_pointer_move (GtkWidget *widget, double x, double y)
{
  g_autoptr (GPtrArray) words = new_words ("mousemove");
  GtkNative            *native = gtk_widget_get_native (widget);
  graphene_point_t      inside = GRAPHENE_POINT_INIT ((float)x, (float)y);
  graphene_point_t      place;
  double                left;
  double                top;

  g_assert_true (
    gtk_widget_compute_point (widget, GTK_WIDGET (native), &inside, &place));
  find_origin (widget, &left, &top);
  g_ptr_array_add (words,
                   g_strdup_printf ("%d", (int)((double)place.x + left + 0.5)));
  g_ptr_array_add (words,
                   g_strdup_printf ("%d", (int)((double)place.y + top + 0.5)));
  run_tool (words);
}

static void
use_button (const char *verb, guint button)
{
  g_autoptr (GPtrArray) words = new_words (verb);

  g_ptr_array_add (words, g_strdup_printf ("%u", button));
  run_tool (words);
}

void
weir_test_pointer_press (guint button)
{
  use_button ("mousedown", button);
}

void
weir_test_pointer_release (guint button)
{
  use_button ("mouseup", button);
}
