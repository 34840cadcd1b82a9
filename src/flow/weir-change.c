/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-change-private.h"

#include "flow/weir-document-private.h"

#include <string.h>

/* The smallest step a document takes, and the only code that steps. Owned by
 * the journal of an edit being applied, and then by the edit that undoes it. */

WeirChange *
weir_change_new (WeirChangeKind kind, WeirElement *element)
{
  WeirChange *change = g_new0 (WeirChange, 1);

  change->kind = kind;
  change->element = g_object_ref (element);
  return change;
}

static char *
copy_space (char *space)
{
  return space != NULL ? g_ref_string_acquire (space) : NULL;
}

WeirChange *
weir_change_copy (const WeirChange *change)
{
  WeirChange *copy = weir_change_new (change->kind, change->element);

  copy->index = change->index;
  if (change->text != NULL)
    copy->text = g_bytes_ref (change->text);
  copy->key = g_strdup (change->key);
  copy->before = copy_space (change->before);
  copy->after = copy_space (change->after);
  copy->previous_after = copy_space (change->previous_after);
  copy->next_before = copy_space (change->next_before);
  return copy;
}

void
weir_change_free (WeirChange *change)
{
  g_clear_object (&change->element);
  g_clear_pointer (&change->text, g_bytes_unref);
  g_clear_pointer (&change->before, g_ref_string_release);
  g_clear_pointer (&change->after, g_ref_string_release);
  g_clear_pointer (&change->previous_after, g_ref_string_release);
  g_clear_pointer (&change->next_before, g_ref_string_release);
  g_free (change->key);
  g_free (change);
}

static WeirElement *
get_previous (GSequenceIter *position)
{
  if (g_sequence_iter_is_begin (position))
    return NULL;
  return g_sequence_get (g_sequence_iter_prev (position));
}

static WeirElement *
get_at (GSequenceIter *position)
{
  if (g_sequence_iter_is_end (position))
    return NULL;
  return g_sequence_get (position);
}

/* The first entry of a list. A bracket with a line to itself asks for entries
 * with lines to themselves. */
static void
space_first (WeirChange *change, WeirDocument *document)
{
  gsize       length;
  const char *blank = g_bytes_get_data (document->blank, &length);
  gboolean    lines = length > 0 && memchr (blank, '\n', length) != NULL;

  change->before = g_ref_string_new_intern (lines ? "\n    " : "");
  change->after = g_ref_string_new_intern (lines ? "\n" : "");
}

/* Puts the separator of the nearest pair of neighbours beside the new entry;
 * the space inside the brackets stays where it is. */
static void
space_between (WeirChange *change, WeirElement *previous, WeirElement *next)
{
  WeirElement *left = previous != NULL ? previous : next;
  WeirElement *right = next != NULL ? next : previous;
  char        *space_after = NULL;
  char        *space_before = NULL;

  if (previous == NULL)
    right = get_at (g_sequence_iter_next (next->key.position));
  else if (next == NULL)
    left = get_previous (previous->key.position);

  /* A list of one has no separator; the space behind its bracket serves. */
  space_after = left != NULL && right != NULL
                  ? g_ref_string_acquire (left->after)
                  : g_ref_string_new_intern ("");
  space_before =
    g_ref_string_acquire (right != NULL ? right->before : left->before);

  if (previous == NULL)
    {
      change->before = g_ref_string_acquire (next->before);
      change->after = space_after;
      change->next_before = space_before;
    }
  else if (next == NULL)
    {
      change->before = space_before;
      change->after = g_ref_string_acquire (previous->after);
      change->previous_after = space_after;
    }
  else
    {
      change->before = space_before;
      change->after = space_after;
    }
}

WeirChange *
weir_change_new_insert (WeirDocument *document, WeirElement *element, guint index)
{
  WeirChange    *change = weir_change_new (WEIR_CHANGE_KIND_INSERT, element);
  GSequenceIter *position =
    g_sequence_get_iter_at_pos (document->elements, index);
  WeirElement *previous = get_previous (position);
  WeirElement *next = get_at (position);

  change->index = index;
  if (previous == NULL && next == NULL)
    space_first (change, document);
  else
    space_between (change, previous, next);
  return change;
}

WeirChange *
weir_change_new_remove (WeirDocument *document, WeirElement *element)
{
  WeirChange    *change = weir_change_new (WEIR_CHANGE_KIND_REMOVE, element);
  GSequenceIter *position = element->key.position;
  WeirElement   *previous = get_previous (position);
  WeirElement   *next = get_at (g_sequence_iter_next (position));

  if (previous == NULL && next != NULL)
    change->next_before = g_ref_string_acquire (element->before);
  if (next == NULL && previous != NULL)
    change->previous_after = g_ref_string_acquire (element->after);
  return change;
}

gboolean
weir_change_fits (const WeirChange *change, WeirDocument *document)
{
  switch (change->kind)
    {
    case WEIR_CHANGE_KIND_INSERT:
      return change->element->key.position == NULL &&
             change->index <= weir_document_get_n_elements (document);
    case WEIR_CHANGE_KIND_REMOVE:
    case WEIR_CHANGE_KIND_TEXT:
      return weir_document_contains (document, change->element);
    }
  g_assert_not_reached ();
}

static void
swap_space (char **a, char **b)
{
  char *space = *a;

  if (*b == NULL)
    return;
  *a = *b;
  *b = space;
}

/* @next is what stands behind the element, or where it will be. */
static void
swap_spaces (WeirChange *change, GSequenceIter *next)
{
  WeirElement *previous = get_previous (next);
  WeirElement *following = get_at (next);

  swap_space (&change->element->before, &change->before);
  swap_space (&change->element->after, &change->after);
  if (previous != NULL)
    swap_space (&previous->after, &change->previous_after);
  if (following != NULL)
    swap_space (&following->before, &change->next_before);
}

static void
carry_out_insert (WeirChange *change, WeirDocument *document)
{
  GSequenceIter *next =
    g_sequence_get_iter_at_pos (document->elements, change->index);

  swap_spaces (change, next);
  weir_document_insert (document, change->element, next);
  change->kind = WEIR_CHANGE_KIND_REMOVE;
}

static void
carry_out_remove (WeirChange *change, WeirDocument *document)
{
  GSequenceIter *position = change->element->key.position;
  GSequenceIter *next = g_sequence_iter_next (position);

  change->index = g_sequence_iter_get_position (position);
  weir_document_take_out (document, change->element);
  swap_spaces (change, next);
  change->kind = WEIR_CHANGE_KIND_INSERT;
}

void
weir_change_carry_out (WeirChange *change, WeirDocument *document)
{
  document->edited = TRUE;
  switch (change->kind)
    {
    case WEIR_CHANGE_KIND_INSERT:
      carry_out_insert (change, document);
      return;
    case WEIR_CHANGE_KIND_REMOVE:
      carry_out_remove (change, document);
      return;
    case WEIR_CHANGE_KIND_TEXT:
      weir_document_replace_text (document, change->element, &change->text);
      return;
    }
  g_assert_not_reached ();
}
