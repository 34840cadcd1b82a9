/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_SEVERITY_ERROR,   /* the node will not run */
  WEIR_SEVERITY_WARNING, /* it runs, but not as it may seem */
  WEIR_SEVERITY_NOTE,    /* worth knowing */
} WeirSeverity;

/**
 * WeirProblem:
 *
 * Something wrong with a flow, said the same way in dialogs, captions, the
 * problem list and `weir-cli check`. The codes, severities and texts stand in
 * one table, `weir-problem.c`.
 */
typedef struct
{
  const char  *code; /* "W210"; static */
  WeirSeverity severity;
  char        *element_id; /* (nullable): the entry it is about */
  char        *key;        /* (nullable): its property */
  char        *text;       /* translated, filled in */
} WeirProblem;

/**
 * weir_problem_new:
 * @code: a code of the table
 * @element_id: (nullable): the entry it is about
 * @key: (nullable): the property it is about
 * @...: pairs of a placeholder's name and its text (`"path", "/ws/echo"`),
 *   ended by %NULL; the text of the table has them as `{path}`. A text of
 *   %NULL counts as not given, which leaves an optional part out
 *
 * Returns: (transfer full): a problem
 */
WeirProblem *weir_problem_new (const char *code,
                               const char *element_id,
                               const char *key,
                               ...) G_GNUC_NULL_TERMINATED;
WeirProblem *weir_problem_copy (const WeirProblem *problem);
void         weir_problem_free (WeirProblem *problem);

/**
 * weir_problem_is_known:
 *
 * Returns: whether the table has @code
 */
gboolean weir_problem_is_known (const char *code);

/* All codes, in the order of the table. */
guint       weir_problem_get_n_codes (void);
const char *weir_problem_get_nth_code (guint index);

/**
 * weir_problem_get_fix:
 *
 * Returns: (nullable): what a button that mends it says, translated
 */
const char *weir_problem_get_fix (const char *code);

/**
 * weir_severity_get_name:
 *
 * Returns: "error", "warning" or "note"; stable, for files and protocols
 */
const char *weir_severity_get_name (WeirSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirProblem, weir_problem_free)

G_END_DECLS
