/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_CHANGE_KIND_INSERT,
  WEIR_CHANGE_KIND_REMOVE,
  WEIR_CHANGE_KIND_TEXT,
} WeirChangeKind;

/**
 * WeirChange:
 *
 * The smallest step a document takes. Carrying one out turns it into the step
 * back: an insert becomes a remove, and texts change places with those they
 * replace.
 */
typedef struct
{
  WeirChangeKind kind;
  WeirElement   *element; /* owned */
  guint          index;   /* INSERT */
  GBytes        *text;    /* TEXT: owned */
  char          *key;     /* TEXT: the member, "" for several */

  /* White space that changes with an INSERT or REMOVE, owned; NULL keeps what
   * is there. */
  char *before;         /* of the element */
  char *after;          /* of the element */
  char *previous_after; /* of the element before it */
  char *next_before;    /* of the element behind it */
} WeirChange;

WeirChange *weir_change_new (WeirChangeKind kind, WeirElement *element);

/**
 * weir_change_copy:
 *
 * Returns: (transfer full): a change that can be carried out while this one is
 *   kept
 */
WeirChange *weir_change_copy (const WeirChange *change);
void        weir_change_free (WeirChange *change);

/**
 * weir_change_new_insert:
 * @index: a place in the document
 *
 * Returns: (transfer full): an insert, spaced as the neighbours are
 */
WeirChange *
weir_change_new_insert (WeirDocument *document, WeirElement *element, guint index);

/**
 * weir_change_new_remove:
 *
 * Returns: (transfer full): a removal that leaves the space inside the brackets
 */
WeirChange *weir_change_new_remove (WeirDocument *document, WeirElement *element);

/**
 * weir_change_fits:
 *
 * Returns: whether the document is in a state the change can be carried out
 *   in
 */
gboolean weir_change_fits (const WeirChange *change, WeirDocument *document);

/**
 * weir_change_carry_out:
 * @change: a change that fits; afterwards the change that undoes it
 */
void weir_change_carry_out (WeirChange *change, WeirDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirChange, weir_change_free)

G_END_DECLS
