/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirSearch:
 *
 * The content of the search bar: an entry that takes Node-RED's search language,
 * how many were found, previous and next, and below it the results. Shows the
 * one that is current on the canvas.
 *
 * Property: `n-results` (guint, notify).
 */
#define WEIR_TYPE_SEARCH (weir_search_get_type ())
G_DECLARE_FINAL_TYPE (WeirSearch, weir_search, WEIR, SEARCH, GtkWidget)

GtkWidget *weir_search_new (WeirSession *session);

/* Returns: (transfer none): for gtk_search_bar_connect_entry() */
GtkEditable *weir_search_get_entry (WeirSearch *self);

/* Looks for this, as if it had been typed. */
void weir_search_set_text (WeirSearch *self, const char *text);

/* Shows the result after, or before, the current one; goes round at the ends. */
void weir_search_next (WeirSearch *self);
void weir_search_previous (WeirSearch *self);

G_END_DECLS
