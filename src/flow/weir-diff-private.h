/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"

G_BEGIN_DECLS

/* Why one item concerns another. */
typedef enum
{
  WEIR_DIFF_EDGE_USE,  /* from what is used to its user */
  WEIR_DIFF_EDGE_WIRE, /* to the other end of a wire, both ways */
  WEIR_DIFF_N_EDGES,
} WeirDiffEdge;

/* All that stands under one id, before and after. */
typedef struct
{
  const char      *id;
  const WeirEntry *before; /* (nullable), as the next one */
  const WeirEntry *after;
  GPtrArray       *edges[WEIR_DIFF_N_EDGES]; /* (nullable): WeirDiffItem */
  gboolean         rewired;
  gboolean         changed;   /* it, or what it depends on */
  gboolean         connected; /* by wires to something of the above */
} WeirDiffItem;

/**
 * WeirDiffer:
 *
 * Two snapshots while they are compared; lives on the stack of
 * weir_diff_snapshots().
 */
typedef struct
{
  WeirSnapshot *before; /* (nullable) */
  WeirSnapshot *after;
  GHashTable   *by_id; /* id → WeirDiffItem, owned */
} WeirDiffer;

/* Whether an entry is an item: those without an id, or with one used before,
 * never run. */
gboolean weir_diff_is_item (const WeirEntry *entry);
gboolean weir_diff_item_is (const WeirDiffItem *item, WeirElementKind kind);

/* Returns: (nullable): the item a text names, if @text is one */
WeirDiffItem *weir_differ_find (WeirDiffer *differ, const WeirValue *text);

/* Adds the edges between items that @snapshot gives reason for. */
void weir_differ_add_edges (WeirDiffer *differ, WeirSnapshot *snapshot);

gboolean weir_diff_is_link (const WeirEntry *entry);

G_END_DECLS
