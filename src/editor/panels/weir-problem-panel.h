/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirProblemPanel:
 *
 * What is wrong with the flow and how to mend it.
 * Property: `badge` (guint, notify): errors and warnings.
 */
#define WEIR_TYPE_PROBLEM_PANEL (weir_problem_panel_get_type ())
G_DECLARE_FINAL_TYPE (WeirProblemPanel,
                      weir_problem_panel,
                      WEIR,
                      PROBLEM_PANEL,
                      GtkWidget)

GtkWidget *weir_problem_panel_new (WeirSession *session);

/* Returns: (nullable): the code of the selected problem */
const char *weir_problem_panel_get_code (WeirProblemPanel *self);

G_END_DECLS
