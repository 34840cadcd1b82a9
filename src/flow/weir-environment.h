/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-snapshot.h"

G_BEGIN_DECLS

/* Definitions may refer to each other. A chain longer than this counts as a
 * cycle: its variables are not set. */
#define WEIR_ENVIRONMENT_MAX_DEPTH 128

/**
 * WeirEnvironment:
 *
 * Finds the value of a variable as seen from an entry: its built-ins, its
 * groups, its tab or subflow, `global-config`, the overrides of the command
 * line and the process environment, in Node-RED's order. Immutable,
 * reference-counted.
 */
typedef struct _WeirEnvironment WeirEnvironment;

/**
 * weir_environment_new:
 * @snapshot: the flow
 * @overrides: (nullable) (element-type utf8 utf8): variables of `--env`, which
 *   win over the process environment
 */
WeirEnvironment *
weir_environment_new (WeirSnapshot *snapshot, GHashTable *overrides);
WeirEnvironment *weir_environment_ref (WeirEnvironment *environment);
void             weir_environment_unref (WeirEnvironment *environment);

/**
 * weir_environment_lookup:
 * @entry: (nullable): where it is asked from; %NULL for global
 * @name: a name, `$parent.` prefixes allowed
 *
 * Returns: (transfer full) (nullable): its value, %NULL when it is not set
 */
WeirValue *weir_environment_lookup (WeirEnvironment *environment,
                                    const WeirEntry *entry,
                                    const char      *name);

/**
 * weir_environment_evaluate:
 * @text: `NAME`, `${NAME}`, or text with `${…}` parts: the typed value `env`
 *
 * Returns: (transfer full): the value; "" when it is not set
 */
WeirValue *weir_environment_evaluate (WeirEnvironment *environment,
                                      const WeirEntry *entry,
                                      const char      *text);

/**
 * weir_environment_dup_unset:
 * @text: as of weir_environment_evaluate()
 *
 * Returns: (transfer full) (nullable): the first name in @text that is not set
 */
char *weir_environment_dup_unset (WeirEnvironment *environment,
                                  const WeirEntry *entry,
                                  const char      *text);

/**
 * weir_environment_substitute:
 * @value: any value of an entry
 *
 * Returns: (transfer full): the value with every string in it that is entirely
 *   `${NAME}` or `$(NAME)` replaced by the variable, where that is set
 */
WeirValue *weir_environment_substitute (WeirEnvironment *environment,
                                        const WeirEntry *entry,
                                        WeirValue       *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirEnvironment, weir_environment_unref)

G_END_DECLS
