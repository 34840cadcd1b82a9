/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "json/weir-value.h"

G_BEGIN_DECLS

/* How many items of an array stand side by side; more are grouped by tens, and
 * those again once there are more than %WEIR_VALUE_TREE_MAX_GROUPS groups. */
#define WEIR_VALUE_TREE_GROUP       10
#define WEIR_VALUE_TREE_MAX_GROUPS  100
#define WEIR_VALUE_TREE_MAX_MEMBERS 1000

/**
 * WeirValueNode:
 *
 * A row of a value's tree: a value with its key, or a range of an array's
 * items. Its rows below are made when they are asked for, so that a large value
 * costs what is looked at. `form-changed` tells that it is written in another
 * way.
 */
#define WEIR_TYPE_VALUE_NODE (weir_value_node_get_type ())
G_DECLARE_FINAL_TYPE (WeirValueNode, weir_value_node, WEIR, VALUE_NODE, GObject)

/**
 * weir_value_node_new:
 * @value: (nullable): the root; %NULL for undefined
 * @path: its place in the message, "" for the message itself
 */
WeirValueNode *weir_value_node_new (WeirValue *value, const char *path);

/* Returns: (transfer none): the member's name, `0` for an item, `[10 … 19]` for
 *   a range, "" for the root */
const char *weir_value_node_get_key (WeirValueNode *self);

/* Returns: (transfer none): where it stands in the message, without `msg.`, in
 *   a form that Node-RED's property fields read; of a range the array's */
const char *weir_value_node_get_path (WeirValueNode *self);

/* Returns: (transfer none): the value; of a range the array's */
WeirValue *weir_value_node_get_value (WeirValueNode *self);
gboolean   weir_value_node_is_range (WeirValueNode *self);

/* Returns: the name under which it is remembered as open */
char *weir_value_node_dup_pin (WeirValueNode *self);

/**
 * weir_value_node_dup_summary:
 *
 * Returns: (transfer full): what stands behind the key, in the form chosen
 */
char *weir_value_node_dup_summary (WeirValueNode *self);

/* Returns: whether weir_value_node_cycle_form() changes anything: integers
 *   (decimal, dates, hex) and buffers (hex, text) */
gboolean weir_value_node_has_forms (WeirValueNode *self);
void     weir_value_node_cycle_form (WeirValueNode *self);

/**
 * weir_value_node_list_children:
 *
 * Returns: (transfer full) (nullable): a GListModel of WeirValueNode; %NULL
 *   when there is nothing to open
 */
GListModel *weir_value_node_list_children (WeirValueNode *self);

G_END_DECLS
