/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

/* Which panels stand beside the canvas. The user's wish is kept apart from what
 * there is room for: a window made narrow and wide again looks as before. */

void
weir_window_size_init (WeirWindow *self)
{
  GSettings *settings = self->window_settings;

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (settings, "width"),
                               g_settings_get_int (settings, "height"));
  if (g_settings_get_boolean (settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  self->left_wanted = g_settings_get_boolean (settings, "left-visible");
  self->right_wanted = g_settings_get_boolean (settings, "right-visible");
  gtk_paned_set_position (self->left_paned,
                          g_settings_get_int (settings, "left-width"));
}

void
weir_window_size_save (WeirWindow *self)
{
  weir_window_dock_save (self);
  GSettings *settings = self->window_settings;
  int        width;
  int        height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "width", width);
  g_settings_set_int (settings, "height", height);
  g_settings_set_boolean (settings,
                          "maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_boolean (settings, "left-visible", self->left_wanted);
  g_settings_set_boolean (settings, "right-visible", self->right_wanted);
  if (self->session == NULL || self->width != WEIR_WINDOW_WIDE)
    return;
  if (gtk_widget_get_visible (GTK_WIDGET (self->left_panel)))
    g_settings_set_int (settings,
                        "left-width",
                        CLAMP (gtk_paned_get_position (self->left_paned),
                               160,
                               480));
  if (gtk_widget_get_visible (GTK_WIDGET (self->right_panel)))
    g_settings_set_int (
      settings,
      "right-width",
      CLAMP (gtk_widget_get_width (GTK_WIDGET (self->right_panel)), 280, 1200));
}

/* A paned counts from its start; the right panel's width is what people set. */
static void
place_right_panel (WeirWindow *self)
{
  int total = gtk_widget_get_width (GTK_WIDGET (self->right_paned));
  int wanted = g_settings_get_int (self->window_settings, "right-width");

  if (total > 0)
    gtk_paned_set_position (self->right_paned, MAX (total - wanted, 0));
}

void
weir_window_update_panels (WeirWindow *self)
{
  gboolean          shown = self->session != NULL;
  gboolean          left = shown && self->left_wanted;
  gboolean          right = shown && self->right_wanted;
  gboolean          wide = self->width == WEIR_WINDOW_WIDE;
  gboolean          phone = self->width == WEIR_WINDOW_PHONE;
  WeirBanner *const banners[] = {
    self->file_banner,
    self->run_banner,
    self->record_banner,
  };

  if (!wide && left)
    right = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->left_panel), left);
  gtk_widget_set_visible (GTK_WIDGET (self->right_panel), right);
  gtk_widget_set_visible (GTK_WIDGET (self->canvas_overlay),
                          !phone || (!left && !right));
  gtk_widget_set_visible (GTK_WIDGET (self->right_paned), !(phone && left));
  gtk_widget_set_hexpand (GTK_WIDGET (self->left_panel), phone);
  gtk_widget_set_visible (self->open_button, !phone);
  gtk_widget_set_visible (self->add_button, shown && !phone);
  gtk_widget_set_visible (GTK_WIDGET (self->search_toggle), shown && !phone);
  gtk_widget_set_visible (GTK_WIDGET (self->left_toggle), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->right_toggle), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), shown);
  gtk_widget_set_visible (self->zoom_box, !phone);
  for (gsize i = 0; i < G_N_ELEMENTS (banners); i++)
    if (banners[i] != NULL)
      weir_banner_set_stacked (banners[i], phone);
  weir_window_set_state (self, "left-panel", left);
  weir_window_set_state (self, "right-panel", right);
  if (right && wide)
    place_right_panel (self);
}

static gboolean
width_cb (gpointer data)
{
  WeirWindow *self = data;

  self->width_id = 0;
  weir_window_update_panels (self);
  weir_window_update_run (self);
  return G_SOURCE_REMOVE;
}

/* A narrow window opens with the canvas alone. */
void
weir_window_size_allocated (WeirWindow *self, int width)
{
  WeirWindowWidth now = width < WEIR_WINDOW_PHONE_PX    ? WEIR_WINDOW_PHONE
                        : width < WEIR_WINDOW_NARROW_PX ? WEIR_WINDOW_NARROW
                                                        : WEIR_WINDOW_WIDE;

  if (now == self->width)
    return;
  if (now == WEIR_WINDOW_WIDE)
    {
      self->left_wanted =
        g_settings_get_boolean (self->window_settings, "left-visible");
      self->right_wanted =
        g_settings_get_boolean (self->window_settings, "right-visible");
    }
  else if (self->width == WEIR_WINDOW_WIDE)
    self->left_wanted = self->right_wanted = FALSE;
  self->width = now;
  if (self->width_id == 0)
    self->width_id = g_idle_add (width_cb, self);
}

static void
remember (WeirWindow *self, const char *key, gboolean shown)
{
  if (self->width == WEIR_WINDOW_WIDE)
    g_settings_set_boolean (self->window_settings, key, shown);
}

void
weir_window_show_left (WeirWindow *self, gboolean shown)
{
  self->left_wanted = shown;
  if (shown && self->width != WEIR_WINDOW_WIDE)
    self->right_wanted = FALSE;
  remember (self, "left-visible", shown);
  weir_window_update_panels (self);
}

void
weir_window_show_right (WeirWindow *self, gboolean shown)
{
  self->right_wanted = shown;
  if (shown && self->width != WEIR_WINDOW_WIDE)
    self->left_wanted = FALSE;
  remember (self, "right-visible", shown);
  weir_window_update_panels (self);
}
