/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* Variables in a test's texts, which are known only when it runs.
 *
 * In paths, subprotocols, headers' values, texts of `env`, and every text of
 * what is sent, injected and expected (within objects and arrays too, but not
 * in names of members), `${NAME}` stands for a variable: `${PORT}` for the port
 * the flow runs on, the name of a `serve` step's `port` for that port, any other
 * for what `env` says. Of a name nobody knows, the text stays as it is.
 * `$${NAME}` is the text `${NAME}`.
 */

/**
 * weir_flow_test_expand:
 * @variables: (element-type utf8 utf8): by name, without `${}`
 *
 * Returns: (transfer full): the text with the values of its variables
 */
char *weir_flow_test_expand (const char *text, GHashTable *variables);

/**
 * weir_flow_test_expand_value:
 * @value: (transfer none): of a step
 *
 * Returns: (transfer full): the same with all of its texts expanded
 */
WeirValue *weir_flow_test_expand_value (WeirValue *value, GHashTable *variables);

G_END_DECLS
