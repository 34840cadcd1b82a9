/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/* What the `check` functions of several node types share. */

/**
 * weir_node_check_report:
 * @placeholder: (nullable): a name the text of the problem has
 * @text: (nullable): what stands there
 *
 * Reports a problem of the property @key.
 */
void weir_node_check_report (const WeirCheckScope *scope,
                             const char           *code,
                             const char           *key,
                             const char           *placeholder,
                             const char           *text);

/**
 * weir_node_check_get_text:
 *
 * Returns: (transfer none): the text of a property, "" when it is missing, blank,
 *   no text, or a variable that only the run knows
 */
const char *
weir_node_check_get_text (const WeirCheckScope *scope, const char *key);

/**
 * weir_node_check_path:
 * @code: what to report of @key unless @text is the path of a message property
 *
 * Returns: whether it is one; a variable that only the run knows is none, and
 *   no problem
 */
gboolean weir_node_check_path (const WeirCheckScope *scope,
                               const char           *code,
                               const char           *key,
                               const char           *text);

G_END_DECLS
