/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-element.h"

G_BEGIN_DECLS

/* What people type is cut to this many bytes. */
#define WEIR_SEARCH_MAX_BYTES 1024

/* What can be asked of an entry with `is:`, beside what its own text tells. */
typedef enum
{
  WEIR_SEARCH_FLAG_CONFIG,
  WEIR_SEARCH_FLAG_DISABLED,
  WEIR_SEARCH_FLAG_HIDDEN,
  WEIR_SEARCH_FLAG_INVALID,
  WEIR_SEARCH_FLAG_MODIFIED,
  WEIR_SEARCH_FLAG_SUBFLOW,
  WEIR_SEARCH_FLAG_UNUSED,
} WeirSearchFlag;

/**
 * WeirSearchFacts:
 *
 * What the one who searches knows of entries and their texts do not say.
 */
typedef struct
{
  /* Returns: whether a flag that the entry's text doesn't tell (hidden, invalid,
   * modified, unused) is set. */
  gboolean (*has_flag) (WeirElement   *element,
                        WeirSearchFlag flag,
                        gpointer       user_data);

  /* Returns: (transfer full) (nullable): what people call the entry */
  char *(*dup_label) (WeirElement *element, gpointer user_data);
  const char *current_flow; /* (nullable): what `flow:current` is */
  gpointer    user_data;
} WeirSearchFacts;

/**
 * WeirSearchQuery:
 *
 * What people look for, in the language of Node-RED's search dialog: words that
 * must all stand somewhere in an entry (`"two words"` together), and
 * `is:config is:disabled is:hidden is:invalid is:modified is:subflow is:unused
 * type:inject type:"websocket in" uses:ID flow:current flow:ID`; `!` before
 * one of these turns it round. Immutable.
 */
typedef struct _WeirSearchQuery WeirSearchQuery;

/**
 * weir_search_query_new:
 * @text: any text; what is not understood is looked for as it is
 */
WeirSearchQuery *weir_search_query_new (const char *text);
void             weir_search_query_free (WeirSearchQuery *query);

/* Returns: whether it asks for nothing; then everything matches */
gboolean weir_search_query_is_empty (const WeirSearchQuery *query);

/**
 * weir_search_query_matches:
 * @facts: (nullable): %NULL when nothing more is known
 * @key: (out) (optional) (nullable): the property the first word stands in, a
 *   member of the entry, borrowed from it; %NULL when that is the label or no
 *   word was asked for
 */
gboolean weir_search_query_matches (const WeirSearchQuery *query,
                                    WeirElement           *element,
                                    const WeirSearchFacts *facts,
                                    const char           **key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSearchQuery, weir_search_query_free)

G_END_DECLS
