/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "editor/properties/weir-property-dialog.h"
#include "editor/weir-session-secrets.h"
#include "editor/window/weir-start-page.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (WeirWindow, weir_window, ADW_TYPE_APPLICATION_WINDOW)

static void
weir_window_dispose (GObject *object)
{
  WeirWindow *self = WEIR_WINDOW (object);

  g_clear_handle_id (&self->width_id, g_source_remove);
  weir_window_areas_clear (self);
  weir_window_panels_clear (self);
  g_clear_object (&self->session);
  g_clear_object (&self->session_file);
  g_clear_object (&self->recent);
  G_OBJECT_CLASS (weir_window_parent_class)->dispose (object);
}

static void
weir_window_finalize (GObject *object)
{
  WeirWindow *self = WEIR_WINDOW (object);

  g_free (self->save_error);
  g_clear_object (&self->settings);
  g_clear_object (&self->window_settings);
  G_OBJECT_CLASS (weir_window_parent_class)->finalize (object);
}

/* Panels that no longer fit make place only once the window is narrower than
 * they are wide; so what they need is no limit for it. */
static void
weir_window_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  GtkWidgetClass *parent_class = GTK_WIDGET_CLASS (weir_window_parent_class);
  int             needed;
  int             unused;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      parent_class->measure (widget,
                             GTK_ORIENTATION_HORIZONTAL,
                             -1,
                             &needed,
                             &unused,
                             &unused,
                             &unused);
      for_size = MAX (for_size, needed);
    }
  parent_class->measure (widget,
                         orientation,
                         for_size,
                         minimum,
                         natural,
                         minimum_baseline,
                         natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, WEIR_WINDOW_MIN_WIDTH_PX);
}

static void
weir_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (weir_window_parent_class)
    ->size_allocate (widget, width, height, baseline);
  weir_window_size_allocated (WEIR_WINDOW (widget), width);
}

static gboolean
weir_window_close_request (GtkWindow *window)
{
  WeirWindow *self = WEIR_WINDOW (window);

  if (weir_window_asks_to_close (self))
    return GDK_EVENT_STOP;
  if (!self->in_background)
    weir_window_size_save (self);
  weir_window_background_end (self);
  weir_application_window_closes (WEIR_APPLICATION (
                                    gtk_window_get_application (window)),
                                  window);
  if (self->session != NULL)
    weir_session_stop (self->session);
  weir_window_keep_views (self);
  if (self->session_file != NULL)
    weir_session_file_close (self->session_file);
  return GTK_WINDOW_CLASS (weir_window_parent_class)->close_request (window);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, WeirWindow, toasts);
  gtk_widget_class_bind_template_child (klass, WeirWindow, header);
  gtk_widget_class_bind_template_child (klass, WeirWindow, title);
  gtk_widget_class_bind_template_child (klass, WeirWindow, main_stack);
  gtk_widget_class_bind_template_child (klass, WeirWindow, left_toggle);
  gtk_widget_class_bind_template_child (klass, WeirWindow, right_toggle);
  gtk_widget_class_bind_template_child (klass, WeirWindow, search_toggle);
  gtk_widget_class_bind_template_child (klass, WeirWindow, open_button);
  gtk_widget_class_bind_template_child (klass, WeirWindow, add_button);
  gtk_widget_class_bind_template_child (klass, WeirWindow, run_button);
  gtk_widget_class_bind_template_child (klass, WeirWindow, search_slot);
  gtk_widget_class_bind_template_child (klass, WeirWindow, banner_slot);
  gtk_widget_class_bind_template_child (klass, WeirWindow, tabs_slot);
  gtk_widget_class_bind_template_child (klass, WeirWindow, left_paned);
  gtk_widget_class_bind_template_child (klass, WeirWindow, right_paned);
  gtk_widget_class_bind_template_child (klass, WeirWindow, left_panel);
  gtk_widget_class_bind_template_child (klass, WeirWindow, right_panel);
  gtk_widget_class_bind_template_child (klass, WeirWindow, dock_paned);
  gtk_widget_class_bind_template_child (klass, WeirWindow, canvas_overlay);
  gtk_widget_class_bind_template_child (klass, WeirWindow, zoom_box);
  gtk_widget_class_bind_template_child (klass, WeirWindow, zoom_button);
  gtk_widget_class_bind_template_child (klass, WeirWindow, hint_label);
  gtk_widget_class_bind_template_child (klass, WeirWindow, recent_section);
  gtk_widget_class_bind_template_child (klass, WeirWindow, tab_menu);
}

/* Not accelerators of the application: those come before the entry that has the
 * focus, which undoes for itself. */
static void
bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "win.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "win.redo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);
}

static void
weir_window_class_init (WeirWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_window_finalize;
  widget_class->measure = weir_window_measure;
  widget_class->size_allocate = weir_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = weir_window_close_request;
  g_type_ensure (WEIR_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/weirflow/Weir/weir-window.ui");
  bind_children (widget_class);
  bind_keys (widget_class);
}

static void
weir_window_init (WeirWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_window_transfer_init (self);
  weir_window_actions_init (self);
  weir_window_areas_init (self);
  weir_window_background_init (self);
}

/* What the menu of the run button chooses is a setting. */
static void
add_settings_action (WeirWindow *self, const char *key)
{
  g_autoptr (GAction) action = g_settings_create_action (self->settings, key);

  g_action_map_add_action (G_ACTION_MAP (self), action);
}

WeirWindow *
weir_window_new (WeirApplication *application)
{
  WeirWindow *self =
    g_object_new (WEIR_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (weir_application_get_settings (application));
  self->window_settings = g_settings_get_child (self->settings, "window");
  add_settings_action (self, "deploy-mode");
  self->recent = weir_recent_menu_new (self->recent_section, "win.open-uri");
  weir_window_size_init (self);
  weir_window_set_session (self, NULL);
  return self;
}

WeirSession *
weir_window_get_session (WeirWindow *self)
{
  return self->session;
}

static void
edit_cb (WeirWindow *self, const char *id)
{
  weir_property_dialog_present (GTK_WINDOW (self), self->session, id);
}

static void
undoable_cb (WeirWindow *self, const char *text)
{
  weir_window_tell_with_action (self, text, _ ("_Undo"), "win.undo");
}

static void
session_connect (WeirWindow *self)
{
  WeirHistory *history = weir_session_get_history (self->session);

  g_signal_connect_object (self->session,
                           "message",
                           G_CALLBACK (weir_window_tell),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "undoable",
                           G_CALLBACK (undoable_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "edit",
                           G_CALLBACK (edit_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::title",
                           G_CALLBACK (weir_window_update_title),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::flow",
                           G_CALLBACK (weir_window_update_actions),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history,
                           "stepped",
                           G_CALLBACK (weir_window_update_actions),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history,
                           "notify::modified",
                           G_CALLBACK (weir_window_update_title),
                           self,
                           G_CONNECT_SWAPPED);
  weir_window_run_connect (self);
  weir_window_record_connect (self);
}

/* Returns: (nullable): a window on its way out has no application */
static WeirKeyring *
get_keyring (WeirWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return application != NULL
           ? weir_application_get_keyring (WEIR_APPLICATION (application))
           : NULL;
}

static gboolean
check_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (widget);

  /* This comes before the frame it is about, so the first one is out by now. */
  if (self->n_frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->check_id = 0;
  weir_session_check (self->session);
  return G_SOURCE_REMOVE;
}

/* A large flow is shown before it is checked. */
static void
queue_check (WeirWindow *self)
{
  if (self->check_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->check_id);
  self->check_id = 0;
  self->n_frames = 0;
  if (self->session != NULL)
    self->check_id =
      gtk_widget_add_tick_callback (GTK_WIDGET (self), check_cb, NULL, NULL);
}

void
weir_window_set_session (WeirWindow *self, WeirSession *session)
{
  if (self->session != NULL)
    {
      weir_session_stop (self->session);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  weir_window_panels_clear (self);
  weir_window_compare_clear (self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      weir_session_set_keyring (session, get_keyring (self));
      session_connect (self);
      weir_window_panels_build (self);
    }
  queue_check (self);
  gtk_stack_set_visible_child_name (self->main_stack,
                                    session != NULL ? "editor" : "start");
  weir_window_update_panels (self);
  weir_window_update_run (self);
  weir_window_update_title (self);
  weir_window_update_actions (self);
  if (self->canvas != NULL)
    gtk_widget_grab_focus (self->canvas);
}

void
weir_window_tell (WeirWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
weir_window_tell_with_action (WeirWindow *self,
                              const char *text,
                              const char *button,
                              const char *action)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_detailed_action_name (toast, action);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
