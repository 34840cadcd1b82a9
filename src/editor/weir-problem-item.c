/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-problem-item.h"

/* Carries one problem through list models; owned by them, immutable. */
struct _WeirProblemItem
{
  GObject parent_instance;

  WeirProblem *problem; /* owned */
};

G_DEFINE_FINAL_TYPE (WeirProblemItem, weir_problem_item, G_TYPE_OBJECT)

static void
weir_problem_item_finalize (GObject *object)
{
  WeirProblemItem *self = WEIR_PROBLEM_ITEM (object);

  g_clear_pointer (&self->problem, weir_problem_free);
  G_OBJECT_CLASS (weir_problem_item_parent_class)->finalize (object);
}

static void
weir_problem_item_class_init (WeirProblemItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_problem_item_finalize;
}

static void
weir_problem_item_init (WeirProblemItem *self)
{
}

WeirProblemItem *
weir_problem_item_new (WeirProblem *problem)
{
  WeirProblemItem *self = g_object_new (WEIR_TYPE_PROBLEM_ITEM, NULL);

  self->problem = problem;
  return self;
}

const WeirProblem *
weir_problem_item_get_problem (WeirProblemItem *self)
{
  return self->problem;
}
