/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * weir_markdown_view_new:
 *
 * Returns: (transfer floating): a GtkBox for weir_markdown_view_set_text()
 */
GtkWidget *weir_markdown_view_new (void);

/* Shows Markdown in the box: one label a block, to be selected and copied. */
void weir_markdown_view_set_text (GtkWidget *view, const char *text);

G_END_DECLS
