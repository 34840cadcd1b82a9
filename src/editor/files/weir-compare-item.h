/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "flow/weir-comparison.h"
#include "flow/weir-document.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* What is compared with what. */
typedef struct
{
  WeirDocument *before;
  WeirDocument *after;
  WeirRegistry *registry; /* for the names of nodes */
  gboolean      moves;    /* whether what only moved is told */
} WeirCompareSides;

/**
 * WeirCompareItem:
 *
 * A line of a list that tells how two flows differ: a flow, a node in it, or a
 * member of that node. Keeps what it is about alive.
 */
#define WEIR_TYPE_COMPARE_ITEM (weir_compare_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirCompareItem, weir_compare_item, WEIR, COMPARE_ITEM, GObject)

/**
 * weir_compare_item_list:
 *
 * @reordered: (out): whether the flows stand in another order
 *
 * Compares the flows as they are now.
 *
 * Returns: (transfer full): the flows in which something differs
 */
GListModel *
weir_compare_item_list (const WeirCompareSides *sides, gboolean *reordered);

/**
 * weir_compare_item_list_children:
 *
 * Returns: (transfer full) (nullable): what is in a flow, or the members of a
 *   node; %NULL for a member
 */
GListModel *weir_compare_item_list_children (WeirCompareItem *self);

/* Returns: (nullable): what happened to the node; %NULL for a flow and for a
 * member, which has its own */
const WeirDifference *weir_compare_item_get_difference (WeirCompareItem *self);

/* Returns: (nullable): the member; %NULL for a flow and for a node */
const WeirDifferenceMember *weir_compare_item_get_member (WeirCompareItem *self);

/* Returns: (transfer full): what it is called */
char *weir_compare_item_dup_title (WeirCompareItem *self);

/* Returns: (transfer full): what else is to be said of it in one line, "" for
 * nothing: of a flow how much differs in it, of a node its type and which members
 * do */
char *weir_compare_item_dup_detail (WeirCompareItem *self);

/**
 * weir_compare_item_dup_values:
 * @before: (out) (transfer full) (nullable): of a member: its value, what has a
 *   name called by it; of two long texts only the lines that differ
 */
void
weir_compare_item_dup_values (WeirCompareItem *self, char **before, char **after);

/* Returns: (nullable): the id of the node or flow it is about */
const char *weir_compare_item_get_id (WeirCompareItem *self);

G_END_DECLS
