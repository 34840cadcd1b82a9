/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-element.h"

G_BEGIN_DECLS

/* What the document's index is ordered by: of equal ids the first in the file
 * comes first. */
typedef struct
{
  const char    *id;       /* borrowed from the value */
  GSequenceIter *position; /* borrowed; NULL while in no document */
} WeirElementKey;

struct _WeirElement
{
  GObject parent_instance;

  /* owned */
  GBytes    *text;   /* a slice of the file until it is edited */
  WeirValue *value;  /* what the text means */
  char      *before; /* GRefString: white space behind `[` or `,` */
  char      *after;  /* GRefString: white space before `,` or `]` */

  /* derived */
  WeirElementKey  key;
  WeirElementKind kind;
};

/**
 * weir_element_new:
 * @text: (transfer full): one JSON value
 * @value: (transfer full): what it means
 */
WeirElement *weir_element_new (GBytes *text, WeirValue *value);

/**
 * weir_element_swap_text:
 * @text: (inout) (transfer full): the new text; gets the old one
 *
 * The text passed the document's limits before.
 */
void weir_element_swap_text (WeirElement *self, GBytes **text);

/**
 * weir_element_set_space:
 * @before: @before_length bytes of white space
 * @after: @after_length bytes of white space
 */
void weir_element_set_space (WeirElement *self,
                             const char  *before,
                             gsize        before_length,
                             const char  *after,
                             gsize        after_length);

G_END_DECLS
