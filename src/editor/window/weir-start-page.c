/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/window/weir-start-page.h"

/* All of it stands in the .ui file; the rows activate actions of the window. */
struct _WeirStartPage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (WeirStartPage, weir_start_page, ADW_TYPE_BIN)

static void
weir_start_page_class_init (WeirStartPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass),
    "/io/github/weirflow/Weir/weir-start-page.ui");
}

static void
weir_start_page_init (WeirStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
