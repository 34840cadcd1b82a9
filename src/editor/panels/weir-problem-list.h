/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-session.h"

G_BEGIN_DECLS

#define WEIR_N_SEVERITIES (WEIR_SEVERITY_NOTE + 1)

/**
 * WeirProblemList:
 *
 * The problems of a session as rows: headings (WeirEntryItem) and below each its
 * problems (WeirProblemItem); first what keeps the run from listening, then what
 * concerns the whole file, then flow by flow. Only rows that differ change.
 *
 * Signal: `changed ()`: the counts may be different.
 */
#define WEIR_TYPE_PROBLEM_LIST (weir_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirProblemList, weir_problem_list, WEIR, PROBLEM_LIST, GObject)

WeirProblemList *weir_problem_list_new (WeirSession *session);
GListModel      *weir_problem_list_get_rows (WeirProblemList *self);
guint weir_problem_list_count (WeirProblemList *self, WeirSeverity severity);

/* Leaves problems of a severity out, or takes them in again; counts stay. */
void weir_problem_list_set_shown (WeirProblemList *self,
                                  WeirSeverity     severity,
                                  gboolean         shown);

/* Returns: (transfer full): the rows as text, one problem a line */
char *weir_problem_list_to_text (WeirProblemList *self);

/* Returns: (transfer full): one problem, as a line of the above without its end */
char *weir_problem_to_text (WeirSession *session, const WeirProblem *problem);

G_END_DECLS
