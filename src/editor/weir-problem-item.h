/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "schema/weir-problem.h"

G_BEGIN_DECLS

/**
 * WeirProblemItem:
 *
 * A WeirProblem as a list row.
 */
#define WEIR_TYPE_PROBLEM_ITEM (weir_problem_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirProblemItem, weir_problem_item, WEIR, PROBLEM_ITEM, GObject)

/* @problem: (transfer full) */
WeirProblemItem   *weir_problem_item_new (WeirProblem *problem);
const WeirProblem *weir_problem_item_get_problem (WeirProblemItem *self);

G_END_DECLS
