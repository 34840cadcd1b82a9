/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-text-container-private.h"

G_BEGIN_DECLS

/**
 * WeirTextLayout:
 *
 * How a JSON text is laid out: read off a text that is there, and applied to
 * one that joins it. Plain data, copied freely.
 */
typedef struct
{
  gboolean multiline;  /* every item on a line of its own */
  gboolean crlf;       /* lines end in CR LF */
  char     indent[64]; /* of the line the container begins on */
  char     unit[32];   /* one level of indentation */
  char     colon[8];   /* ":" with the space around it */
  char     comma[8];   /* the separator where all is on one line */
} WeirTextLayout;

/**
 * weir_text_layout_detect:
 * @container: an entry
 *
 * Returns: its layout
 */
WeirTextLayout weir_text_layout_detect (const WeirTextContainer *container);

/**
 * weir_text_layout_at:
 * @layout: the layout of an entry in @text
 * @offset: of a member's key or an array's item in that entry
 *
 * Returns: the layout of a value that stands there: on several lines only
 *   where the member or item begins a line itself
 */
WeirTextLayout
weir_text_layout_at (const WeirTextLayout *layout, const char *text, gsize offset);

/**
 * weir_text_layout_append:
 * @json: valid JSON of @length bytes
 *
 * Appends the text laid out; the lexemes are kept.
 */
void weir_text_layout_append (const WeirTextLayout *layout,
                              GString              *out,
                              const char           *json,
                              gsize                 length);

G_END_DECLS
