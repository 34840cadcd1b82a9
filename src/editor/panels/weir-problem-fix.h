/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/* What the buttons beside a problem do. What can be mended in the document, or in
 * the run settings, is mended at once; the rest opens what it can be mended in. */

/**
 * weir_problem_fix_get_n:
 *
 * Returns: how many buttons the problem has: 0, 1 or 2
 */
guint weir_problem_fix_get_n (const WeirProblem *problem);

/* Returns: (transfer full): what the button says */
char *weir_problem_fix_dup_label (const WeirProblem *problem, guint index);

/**
 * weir_problem_fix_run:
 * @widget: what the button is in: says which window dialogs belong to
 *
 * Mending is one undo step of the session.
 */
void weir_problem_fix_run (WeirSession       *session,
                           const WeirProblem *problem,
                           guint              index,
                           GtkWidget         *widget);

/* Shows what the problem is about: reveals an entry, opens the run settings. */
void weir_problem_show (WeirSession       *session,
                        const WeirProblem *problem,
                        GtkWidget         *widget);

G_END_DECLS
