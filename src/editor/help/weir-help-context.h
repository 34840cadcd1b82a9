/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * weir_help_context_dup_target:
 * @window: (nullable): the window people are in
 *
 * What F1 shows: the page about what has the focus.
 *
 * Returns: (transfer full): a target, see weir-help-pages.h
 */
char *weir_help_context_dup_target (GtkWindow *window);

/* Shows what a problem's code means and what helps, from any window. */
void weir_help_context_show_code (const char *code);

/**
 * weir_help_context_add_key:
 * @dialog: a window that is not the application's own
 *
 * Lets F1 show the help there, too.
 */
void weir_help_context_add_key (GtkWindow *dialog);

G_END_DECLS
