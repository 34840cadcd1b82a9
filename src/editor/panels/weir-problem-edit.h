/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * weir_problem_make_edit:
 *
 * How a problem is mended in the document, where that needs no question: pure,
 * changes nothing.
 *
 * Returns: (transfer full) (nullable): the edit; %NULL when the problem can't be
 *   mended like that, or is gone
 */
WeirEdit *
weir_problem_make_edit (WeirSession *session, const WeirProblem *problem);

/* Returns: whether problems with this code can be mended by an edit */
gboolean weir_problem_has_edit (const char *code);

/**
 * weir_problem_make_reference_edit:
 * @element: a node
 * @id: a configuration it shall use from now on
 *
 * Returns: (transfer full) (nullable): an edit that clears the other references
 *   of the same property; %NULL when the node can't use that type
 */
WeirEdit *weir_problem_make_reference_edit (WeirSession *session,
                                            WeirElement *element,
                                            const char  *id);

G_END_DECLS
