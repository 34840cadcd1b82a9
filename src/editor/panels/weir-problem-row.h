/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirProblemRow:
 *
 * One problem: how bad it is, what it says, its code, the entry it is about and
 * the buttons that mend it.
 */
#define WEIR_TYPE_PROBLEM_ROW (weir_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirProblemRow, weir_problem_row, WEIR, PROBLEM_ROW, GtkWidget)

/* @shows_entry: whether it names the entry: not where that is plain */
GtkWidget *weir_problem_row_new (WeirSession *session, gboolean shows_entry);

/* @item: (nullable): %NULL when the row is not used for the moment */
void weir_problem_row_set_item (WeirProblemRow *self, WeirProblemItem *item);

/* Returns: what a screen reader says of it */
const char *weir_problem_row_get_description (WeirProblemRow *self);

/* Icon names and words of a severity. */
const char *weir_severity_get_icon (WeirSeverity severity);
const char *weir_severity_get_class (WeirSeverity severity); /* CSS */
const char *weir_severity_get_title (WeirSeverity severity); /* translated */

G_END_DECLS
