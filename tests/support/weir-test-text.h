/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For tests of translations. They run in the pseudo-locale that make-locales.py
 * makes: every text that went through gettext stands in ‹ ›, is a third longer
 * and has accents. What a test names itself (nodes, files) is written in Greek
 * letters, so any ASCII word outside of brackets is one nobody can translate. */

/**
 * weir_test_text_init:
 *
 * Binds the text domain to the folder $WEIR_LOCALEDIR. To be called before GTK
 * is initialised.
 *
 * Returns: whether the C library has a locale to translate into; the test
 *   program then says SKIP
 */
gboolean weir_test_text_init (void);

/**
 * weir_test_text_is_translated:
 *
 * Returns: whether nothing but what stands in brackets are words of ours
 */
gboolean weir_test_text_is_translated (const char *text);

/**
 * weir_test_text_check:
 * @place: what is looked at, for messages
 *
 * Looks at @root and all that is visible below: labels, titles, tooltips,
 * placeholders, what screen readers say, and menus that are closed. Each must be
 * translated, and no text of ours may be cut or reach out of what shows it.
 *
 * Returns: the number of texts that are not so, each told to the log of the test
 */
guint weir_test_text_check (GtkWidget *root, const char *place);

G_END_DECLS
