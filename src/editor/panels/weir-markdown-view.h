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

/**
 * weir_markdown_view_set_page:
 * @view: a box
 * @text: a page of our own help
 * @folder: the resource path of the folder that has its pictures
 *
 * Shows a page: with large headings and pictures. A link to another page
 * activates the action `help.follow` of whatever the box is in.
 */
void weir_markdown_view_set_page (GtkWidget  *view,
                                  const char *text,
                                  const char *folder);

/**
 * weir_markdown_view_find:
 * @view: a box that shows a page
 * @anchor: what links call a heading, see weir_markdown_dup_anchor()
 *
 * Returns: (transfer none) (nullable): the heading
 */
GtkWidget *weir_markdown_view_find (GtkWidget *view, const char *anchor);

G_END_DECLS
