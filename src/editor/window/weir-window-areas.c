/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include <glib/gi18n-lib.h>

/* Ways around the window without a pointer: F6 from area to area, and Ctrl+G
 * with a letter to a page, as in Node-RED. GTK knows no key sequences, so the
 * window waits for the second key itself. */

#define CHORD_TIMEOUT_MS 1500

static const struct
{
  guint       key;
  const char *page;
} chords[] = {
  { GDK_KEY_d, "debug" },       { GDK_KEY_c, "config" },
  { GDK_KEY_i, "inspector" },   { GDK_KEY_h, "inspector" },
  { GDK_KEY_l, "connections" }, { GDK_KEY_p, "problems" },
  { GDK_KEY_e, "outline" },     { GDK_KEY_o, "outline" },
  { GDK_KEY_a, "palette" },     { GDK_KEY_t, "tests" },
};

static gboolean
chord_timeout_cb (gpointer data)
{
  WeirWindow *self = data;

  self->chord_id = 0;
  weir_window_show_hint (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
begin_chord (WeirWindow *self)
{
  g_clear_handle_id (&self->chord_id, g_source_remove);
  self->chord_id = g_timeout_add (CHORD_TIMEOUT_MS, chord_timeout_cb, self);
  weir_window_show_hint (
    self,
    /* Translators: letters of keys, which are the same in every language */
    _ ("Go to: D debug, C configurations, I inspector, L connections, "
       "P problems, T tests, O outline, A palette"));
}

static gboolean
is_modifier (guint key)
{
  return (key >= GDK_KEY_Shift_L && key <= GDK_KEY_Hyper_R) ||
         key == GDK_KEY_ISO_Level3_Shift;
}

static gboolean
key_pressed_cb (WeirWindow *self, guint key, guint code, GdkModifierType modifiers)
{
  GdkModifierType held = modifiers & gtk_accelerator_get_default_mod_mask ();

  if (self->session == NULL || is_modifier (key))
    return GDK_EVENT_PROPAGATE;
  if (self->chord_id == 0)
    {
      if (held != GDK_CONTROL_MASK || gdk_keyval_to_lower (key) != GDK_KEY_g)
        return GDK_EVENT_PROPAGATE;
      begin_chord (self);
      return GDK_EVENT_STOP;
    }
  g_clear_handle_id (&self->chord_id, g_source_remove);
  weir_window_show_hint (self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (chords); i++)
    {
      if (gdk_keyval_to_lower (key) == chords[i].key)
        weir_window_show_page (self, chords[i].page);
    }
  return GDK_EVENT_STOP;
}

void
weir_window_areas_init (WeirWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys,
                           "key-pressed",
                           G_CALLBACK (key_pressed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
weir_window_areas_clear (WeirWindow *self)
{
  g_clear_handle_id (&self->chord_id, g_source_remove);
}

static gboolean
has_focus (WeirWindow *self, GtkWidget *area)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (focus == area || gtk_widget_is_ancestor (focus, area));
}

/* The areas that can take the focus now, in the order of reading. */
static guint
list_areas (WeirWindow *self, GtkWidget *areas[5])
{
  GtkWidget *const all[] = {
    GTK_WIDGET (self->header),      GTK_WIDGET (self->tabs_slot),
    GTK_WIDGET (self->left_panel),  self->canvas,
    GTK_WIDGET (self->right_panel),
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (all[i] != NULL && gtk_widget_get_mapped (all[i]))
        areas[n++] = all[i];
    }
  return n;
}

static gboolean
focus_area (WeirWindow *self, GtkWidget *area)
{
  if (area == self->canvas)
    return gtk_widget_grab_focus (area);
  return gtk_widget_child_focus (area, GTK_DIR_TAB_FORWARD);
}

void
weir_window_move_area (WeirWindow *self, int by)
{
  GtkWidget *areas[5];
  guint      n = list_areas (self, areas);
  guint      now = 0;

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      if (has_focus (self, areas[i]))
        now = i;
    }

  /* An area may have nothing to focus; then the one behind it is next. */
  for (guint tries = 0; tries < n; tries++)
    {
      now = (guint)((int)(now + n) + by) % n;
      if (focus_area (self, areas[now]))
        return;
    }
}
