/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WeirChooser:
 *
 * A popover with a list to choose one thing from: type to filter, arrows to
 * move, Enter to choose, Ctrl+Enter to choose and go on, Esc to leave it.
 *
 * Signal: `chosen (const char *id, gboolean more)`: @more when the user wants
 * to choose again. The popover is closed then.
 */
#define WEIR_TYPE_CHOOSER (weir_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WeirChooser, weir_chooser, WEIR, CHOOSER, GtkPopover)

/**
 * weir_chooser_new:
 * @title: names the list, for its entry and for screen readers
 * @empty: what stands there when there is nothing to choose
 */
WeirChooser *weir_chooser_new (const char *title, const char *empty);

/**
 * weir_chooser_add:
 * @subtitle: (nullable): a second line
 * @icon: (nullable): an icon's name
 */
void weir_chooser_add (WeirChooser *self,
                       const char  *id,
                       const char  *title,
                       const char  *subtitle,
                       const char  *icon);

/* Shows only what has all words of @text. */
void weir_chooser_set_filter (WeirChooser *self, const char *text);

guint weir_chooser_get_n_shown (WeirChooser *self);

/* Chooses what is marked, or the first; nothing when nothing is shown. */
void weir_chooser_choose (WeirChooser *self, gboolean more);

G_END_DECLS
