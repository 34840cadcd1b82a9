/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-window-private.h"

#include "editor/panels/weir-search.h"

/* The search bar below the header, made when it is opened for the first time. */

static void
open_changed_cb (WeirWindow *self)
{
  gboolean open = gtk_search_bar_get_search_mode (self->search_bar);

  weir_window_set_state (self, "search", open);
  if (!open && self->canvas != NULL)
    gtk_widget_grab_focus (self->canvas);
}

static void
build (WeirWindow *self)
{
  self->search = weir_search_new (self->session);
  self->search_bar = GTK_SEARCH_BAR (gtk_search_bar_new ());
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_search_bar_set_child (self->search_bar, self->search);
  gtk_search_bar_connect_entry (self->search_bar,
                                weir_search_get_entry (
                                  WEIR_SEARCH (self->search)));
  gtk_box_append (self->search_slot, GTK_WIDGET (self->search_bar));
  g_signal_connect_object (self->search_bar,
                           "notify::search-mode-enabled",
                           G_CALLBACK (open_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
weir_window_show_search (WeirWindow *self, gboolean shown)
{
  if (self->session == NULL || (!shown && self->search_bar == NULL))
    return;
  if (self->search_bar == NULL)
    build (self);
  gtk_search_bar_set_search_mode (self->search_bar, shown);
  weir_window_set_state (self, "search", shown);
  if (shown)
    gtk_widget_grab_focus (
      GTK_WIDGET (weir_search_get_entry (WEIR_SEARCH (self->search))));
}

void
weir_window_find (WeirWindow *self, gboolean forward)
{
  if (self->search_bar == NULL)
    weir_window_show_search (self, TRUE);
  else if (forward)
    weir_search_next (WEIR_SEARCH (self->search));
  else
    weir_search_previous (WEIR_SEARCH (self->search));
}

void
weir_window_search_clear (WeirWindow *self)
{
  self->search_bar = NULL;
  self->search = NULL;
}
