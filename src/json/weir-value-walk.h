/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_WALK_LEAF,  /* neither array nor object */
  WEIR_WALK_ENTER, /* an array or object begins */
  WEIR_WALK_LEAVE, /* it is over */
} WeirWalkEvent;

typedef struct
{
  WeirWalkEvent    event;
  const WeirValue *value;
  const WeirValue *parent; /* (nullable): what @value is in */
  gsize            index;  /* where in @parent it stands */
} WeirWalkStep;

typedef struct
{
  const WeirValue *container;
  gsize            length;
  gsize            next;
} WeirWalkFrame;

/**
 * WeirWalk:
 *
 * Visits a value and everything in it, depth first and in order, without
 * recursion, so that no depth of nesting can exhaust the stack. Lives on the
 * stack of the one who walks; the value is borrowed.
 */
typedef struct
{
  const WeirValue *root; /* not visited yet */
  WeirWalkFrame   *frames;
  gsize            n_frames;
  gsize            capacity;
  WeirWalkFrame    first_frames[16];
} WeirWalk;

#define WEIR_WALK_INIT           \
  {                              \
    .root = NULL, .frames = NULL \
  }

void weir_walk_start (WeirWalk *walk, const WeirValue *root);

/**
 * weir_walk_next:
 *
 * Returns: %FALSE when everything was visited
 */
gboolean weir_walk_next (WeirWalk *walk, WeirWalkStep *step);

/**
 * weir_walk_skip:
 *
 * Right after an ENTER: its contents and its LEAVE are not visited.
 */
void weir_walk_skip (WeirWalk *walk, const WeirWalkStep *step);
void weir_walk_clear (WeirWalk *walk);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirWalk, weir_walk_clear)

G_END_DECLS
