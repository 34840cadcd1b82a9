/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-start-page.h"

/* All of it stands in the .ui file; the rows activate actions of the window. It is
 * made behind the first frame: the window is there sooner, and one that opens a
 * file never makes it. */
struct _WeirStartPage
{
  AdwBin parent_instance;

  guint n_ticks; /* frames begun since it is shown */
};

G_DEFINE_FINAL_TYPE (WeirStartPage, weir_start_page, ADW_TYPE_BIN)

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WeirStartPage         *self = WEIR_START_PAGE (widget);
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->n_ticks++ == 0)
    return G_SOURCE_CONTINUE;
  if (adw_bin_get_child (ADW_BIN (self)) != NULL)
    return G_SOURCE_REMOVE;
  builder = gtk_builder_new_from_resource (
    "/io/github/weirflow/Weir/weir-start-page.ui");
  adw_bin_set_child (ADW_BIN (self),
                     GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  return G_SOURCE_REMOVE;
}

static void
weir_start_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_start_page_parent_class)->map (widget);
  if (adw_bin_get_child (ADW_BIN (widget)) == NULL)
    gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}

static void
weir_start_page_class_init (WeirStartPageClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = weir_start_page_map;
}

static void
weir_start_page_init (WeirStartPage *self)
{
}
