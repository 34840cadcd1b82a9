/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-document.h"

G_BEGIN_DECLS

/* Edits by chance, for the laws of the document. The chance is the caller's: a
 * seeded generator in tests, the input in a fuzzer. */

typedef guint32 (*RandomNextFunc) (gpointer user_data);

typedef struct
{
  RandomNextFunc next;
  gpointer       user_data;
} RandomSource;

static inline guint32
random_below (const RandomSource *source, guint32 limit)
{
  return limit > 0 ? source->next (source->user_data) % limit : 0;
}

/* Shows where two texts part. */
void assert_same_bytes (GBytes *a, GBytes *b);

/* What a document saves it must be able to load, and it must mean what the
 * document holds. */
void assert_loads_again (WeirDocument *document);

/* Law 2: @n_edits edits, all undone, leave the very bytes; all redone, the
 * edited ones. Edits that do not fit must leave no trace. */
void assert_edits_undo (const RandomSource *source,
                        WeirDocument       *document,
                        guint               n_edits);

G_END_DECLS
