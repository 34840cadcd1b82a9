/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the widgets of the editor would each do for themselves. */

/* For dispose: lets go of all children, also those of a template. */
void weir_widget_unparent_children (GtkWidget *widget);

/**
 * weir_widget_new_list:
 * @factory: (transfer full): of its rows
 * @name: what a screen reader calls it
 * @activated: (nullable): called as (@owner, position) for a row
 * @owner: (transfer none): a GObject; nothing is called once it is gone
 * @scroller: (out) (transfer floating): what it stands in, which scrolls down
 *   only
 *
 * Returns: (transfer none): a #GtkListView without a model yet
 */
GtkWidget *weir_widget_new_list (GtkListItemFactory *factory,
                                 const char         *name,
                                 GCallback           activated,
                                 gpointer            owner,
                                 GtkWidget         **scroller);

/**
 * weir_widget_class_add_dialog_keys:
 * @cancel: (nullable): the action of Escape
 * @done: (nullable): the action of Ctrl+Enter
 */
void weir_widget_class_add_dialog_keys (GtkWidgetClass *klass,
                                        const char     *cancel,
                                        const char     *done);

/**
 * weir_widget_new_dialog_header:
 * @title: (transfer floating)
 * @cancel: the action of the button at its start
 * @done_label: with its mnemonic
 * @done: the action of the suggested button at its end
 *
 * Returns: (transfer floating): the header of a dialog that is ended by one of
 *   the two
 */
GtkWidget *weir_widget_new_dialog_header (GtkWidget  *title,
                                          const char *cancel,
                                          const char *done_label,
                                          const char *done);

G_END_DECLS
