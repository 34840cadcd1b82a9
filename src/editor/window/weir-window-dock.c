/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

/* The debug panel below the canvas, where its rows are wide, instead of among
 * the pages. Its page stays, hidden, to come back to. */

#define KEY_DOCKED "debug-docked"
#define KEY_HEIGHT "dock-height"

/* A few rows with the bar above them. */
#define MIN_HEIGHT_PX 140

static AdwViewStackPage *
get_page (WeirWindow *self)
{
  GtkWidget *slot = adw_view_stack_get_child_by_name (self->right_stack, "debug");

  return adw_view_stack_get_page (self->right_stack, slot);
}

/* The panel is as high as it was, once there is a height to divide. */
static void
divide (WeirWindow *self)
{
  int height = g_settings_get_int (self->window_settings, KEY_HEIGHT);
  int all = gtk_widget_get_height (GTK_WIDGET (self->dock_paned));

  if (all <= 0)
    return;
  g_signal_handlers_disconnect_by_func (self->dock_paned, divide, self);
  gtk_paned_set_position (self->dock_paned, MAX (all - height, 0));
}

static void
dock (WeirWindow *self)
{
  AdwViewStackPage     *page = get_page (self);
  GtkBox               *slot = GTK_BOX (adw_view_stack_page_get_child (page));
  g_autoptr (GtkWidget) panel = g_object_ref (self->debug_panel);

  if (gtk_widget_get_parent (panel) != GTK_WIDGET (slot))
    return;
  if (adw_view_stack_get_visible_child (self->right_stack) == GTK_WIDGET (slot))
    adw_view_stack_set_visible_child_name (self->right_stack, "inspector");
  gtk_box_remove (slot, panel);
  adw_view_stack_page_set_visible (page, FALSE);
  gtk_widget_set_size_request (panel, -1, MIN_HEIGHT_PX);
  gtk_paned_set_end_child (self->dock_paned, panel);
  g_signal_connect_object (self->dock_paned,
                           "notify::max-position",
                           G_CALLBACK (divide),
                           self,
                           G_CONNECT_SWAPPED);
  divide (self);
}

void
weir_window_dock_save (WeirWindow *self)
{
  GtkWidget *panel = gtk_paned_get_end_child (self->dock_paned);

  if (panel != NULL && gtk_widget_get_height (panel) >= MIN_HEIGHT_PX)
    g_settings_set_int (self->window_settings,
                        KEY_HEIGHT,
                        gtk_widget_get_height (panel));
}

static void
undock (WeirWindow *self)
{
  AdwViewStackPage     *page = get_page (self);
  GtkBox               *slot = GTK_BOX (adw_view_stack_page_get_child (page));
  g_autoptr (GtkWidget) panel = g_object_ref (self->debug_panel);

  if (gtk_widget_get_parent (panel) == GTK_WIDGET (slot))
    return;
  weir_window_dock_save (self);
  gtk_paned_set_end_child (self->dock_paned, NULL);
  gtk_widget_set_size_request (panel, -1, -1);
  gtk_box_append (slot, panel);
  adw_view_stack_page_set_visible (page, TRUE);
}

static void
place (WeirWindow *self)
{
  gboolean docked = g_settings_get_boolean (self->window_settings, KEY_DOCKED);

  weir_window_set_state (self, "dock-debug", docked);
  if (self->right_stack == NULL)
    return;
  if (docked)
    dock (self);
  else
    undock (self);
}

static void
dock_debug_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  WeirWindow *self = user_data;

  g_settings_set_boolean (self->window_settings,
                          KEY_DOCKED,
                          g_variant_get_boolean (state));
  place (self);
}

void
weir_window_dock_init (WeirWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "dock-debug", .state = "false", .change_state = dock_debug_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

void
weir_window_dock_build (WeirWindow *self)
{
  place (self);
}

void
weir_window_dock_clear (WeirWindow *self)
{
  weir_window_dock_save (self);
  gtk_paned_set_end_child (self->dock_paned, NULL);
}

gboolean
weir_window_is_docked (WeirWindow *self)
{
  return gtk_paned_get_end_child (self->dock_paned) != NULL;
}
