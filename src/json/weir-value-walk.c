/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-value-walk.h"

#include "json/weir-value-private.h"

/* The walk over a value. Its frames start in the struct itself, so a message
 * of usual depth is walked without an allocation. */

void
weir_walk_start (WeirWalk *walk, const WeirValue *root)
{
  walk->root = root;
  walk->frames = walk->first_frames;
  walk->n_frames = 0;
  walk->capacity = G_N_ELEMENTS (walk->first_frames);
}

void
weir_walk_clear (WeirWalk *walk)
{
  if (walk->frames != walk->first_frames)
    g_free (walk->frames);
  walk->frames = NULL;
}

static void
grow (WeirWalk *walk)
{
  gsize capacity = walk->capacity * 2;

  if (walk->frames == walk->first_frames)
    {
      walk->frames = g_new (WeirWalkFrame, capacity);
      memcpy (walk->frames, walk->first_frames, sizeof (walk->first_frames));
    }
  else
    walk->frames = g_renew (WeirWalkFrame, walk->frames, capacity);
  walk->capacity = capacity;
}

static void
visit (WeirWalk *walk, WeirWalkStep *step)
{
  if (!weir_value_is_container (step->value))
    {
      step->event = WEIR_WALK_LEAF;
      return;
    }
  step->event = WEIR_WALK_ENTER;
  if (walk->n_frames == walk->capacity)
    grow (walk);
  walk->frames[walk->n_frames++] = (WeirWalkFrame){
    .container = step->value,
    .length = weir_value_get_length (step->value),
  };
}

static const WeirValue *
get_child (const WeirValue *container, gsize index)
{
  if (container->kind == WEIR_VALUE_KIND_ARRAY)
    return ((const WeirArray *)container)->items[index];
  return ((const WeirObject *)container)->members[index].value;
}

/* What the innermost open container stands in. */
static void
locate_frame (const WeirWalk *walk, WeirWalkStep *step)
{
  const WeirWalkFrame *outer;

  step->parent = NULL;
  step->index = 0;
  if (walk->n_frames == 0)
    return;
  outer = &walk->frames[walk->n_frames - 1];
  step->parent = outer->container;
  step->index = outer->next - 1;
}

gboolean
weir_walk_next (WeirWalk *walk, WeirWalkStep *step)
{
  WeirWalkFrame *frame;

  if (walk->root != NULL)
    {
      *step = (WeirWalkStep){ .value = g_steal_pointer (&walk->root) };
      visit (walk, step);
      return TRUE;
    }
  if (walk->n_frames == 0)
    return FALSE;

  frame = &walk->frames[walk->n_frames - 1];
  if (frame->next < frame->length)
    {
      step->parent = frame->container;
      step->index = frame->next++;
      step->value = get_child (frame->container, step->index);
      visit (walk, step);
      return TRUE;
    }
  step->event = WEIR_WALK_LEAVE;
  step->value = frame->container;
  walk->n_frames--;
  locate_frame (walk, step);
  return TRUE;
}

void
weir_walk_skip (WeirWalk *walk, const WeirWalkStep *step)
{
  g_return_if_fail (step->event == WEIR_WALK_ENTER);
  g_return_if_fail (walk->n_frames > 0);

  walk->n_frames--;
}
