/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_DIFFERENCE_ADDED,
  WEIR_DIFFERENCE_REMOVED,
  WEIR_DIFFERENCE_CHANGED,
  WEIR_DIFFERENCE_MOVED, /* only its place on the canvas */
  WEIR_N_DIFFERENCES,
} WeirDifferenceKind;

/* One member that differs. All is borrowed from the entries. */
typedef struct
{
  const char *key;
  WeirValue  *before;   /* (nullable): there was none */
  WeirValue  *after;    /* (nullable): there is none */
  gboolean    is_place; /* of x, y and the size of a group */
} WeirDifferenceMember;

/**
 * WeirDifference:
 *
 * What happened to one entry. An entry that was added or removed has all of its
 * members but the id.
 */
typedef struct
{
  WeirDifferenceKind kind;
  const WeirEntry   *before;  /* (nullable): it is new */
  const WeirEntry   *after;   /* (nullable): it is gone */
  GArray            *members; /* WeirDifferenceMember, in the file's order */
} WeirDifference;

/* What differs in one flow, the flow itself first. */
typedef struct
{
  const WeirEntry *flow; /* (nullable): the tab or subflow; %NULL for what
                          * belongs to all of them */
  char            *label;
  GPtrArray       *differences; /* WeirDifference */
} WeirDifferenceGroup;

/**
 * WeirComparison:
 *
 * Two flows, entry by entry, as people look at them: what is the same under
 * another layout or order of members is the same. What a deploy has to do is
 * another question, see weir_diff_snapshots().
 */
typedef struct
{
  WeirSnapshot *before;
  WeirSnapshot *after;
  GPtrArray    *groups; /* WeirDifferenceGroup, in the order of the flows */
  guint         counts[WEIR_N_DIFFERENCES];
  gboolean      reordered; /* flows that both have stand in another order */
} WeirComparison;

/**
 * weir_comparison_new:
 *
 * Entries are the same one when they have one id; those that share theirs, or
 * have none, when all of them is the same. Takes time linear in the size of the
 * flows.
 */
WeirComparison *weir_comparison_new (WeirSnapshot *before, WeirSnapshot *after);
void            weir_comparison_free (WeirComparison *comparison);

/* Returns: whether nothing differs */
gboolean weir_comparison_is_same (const WeirComparison *comparison);

/**
 * weir_difference_kind_get_name:
 *
 * Returns: "added", "removed", "changed" or "moved"; stable, for files and
 *   protocols
 */
const char *weir_difference_kind_get_name (WeirDifferenceKind kind);

/* Returns: (transfer none): the entry as it is now, or was last */
const WeirEntry *weir_difference_get_entry (const WeirDifference *difference);

/**
 * weir_difference_dup_text:
 * @value: (nullable)
 *
 * A text as it is, anything else as JSON.
 *
 * Returns: (transfer full) (nullable): %NULL for no value
 */
char *weir_difference_dup_text (const WeirValue *value);

/**
 * weir_difference_dup_named_text:
 *
 * The same, with what is known by an id called by its name, else by its type.
 */
char *weir_difference_dup_named_text (const WeirSnapshot *snapshot,
                                      const WeirValue    *value);

/**
 * weir_difference_cut_lines:
 * @before: (inout) (nullable): a text, replaced
 * @after: (inout) (nullable): the other one
 *
 * Of two texts of several lines only those that differ are left, with one above
 * and one below; “…” stands for the others.
 */
void weir_difference_cut_lines (char **before, char **after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirComparison, weir_comparison_free)

G_END_DECLS
