/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* How many UTF-16 units of a string, items of an array or hex digits of a
 * buffer a debug record shows (Node-RED's debugMaxLength). */
#define WEIR_DEBUG_MAX_LENGTH 1000

/**
 * weir_debug_format:
 * @value: (nullable): a value, %NULL for undefined
 *
 * Returns: (transfer full): Node-RED's `format` of it: `string[5]`, `Object`,
 *   `array[3]`, `buffer[10]`, `number`, …
 */
char *weir_debug_format (const WeirValue *value);

/**
 * weir_debug_encode:
 *
 * Returns: (transfer full): Node-RED's `msg` of a debug event: a text, JSON for
 *   objects and arrays, cut as Node-RED cuts it
 */
char *weir_debug_encode (const WeirValue *value);

G_END_DECLS
