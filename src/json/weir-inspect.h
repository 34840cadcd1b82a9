/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * weir_inspect:
 * @value: (nullable): a value, %NULL for undefined
 * @depth: how many levels are opened; deeper ones show as `[Object]`
 *
 * What Node.js' util.inspect prints, which Node-RED shows on the console and
 * in a debug node's status.
 *
 * Returns: (transfer full): the text, UTF-8
 */
char *weir_inspect (const WeirValue *value, guint depth);

G_END_DECLS
