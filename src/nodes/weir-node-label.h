/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* What the `describe` functions of several node types share. */

/**
 * weir_node_label_dup_name:
 * @config: an entry
 *
 * Returns: (transfer full) (nullable): the name its author gave it, made UTF-8;
 *   %NULL for none or an empty one
 */
char *weir_node_label_dup_name (const WeirValue *config);

/**
 * weir_node_label_for_scope:
 * @config: the entry of a catch, status or complete node
 * @word: what it listens to, for example "catch"
 *
 * Returns: (transfer full): its name, else what it listens to: "catch: all",
 *   "catch: group", "catch: 3"
 */
char *weir_node_label_for_scope (const WeirValue *config, const char *word);

G_END_DECLS
