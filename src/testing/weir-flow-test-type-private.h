/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* @got: (nullable): a value, %NULL for a missing one. Returns: whether it is
 * what `$type` calls @name */
gboolean weir_flow_test_has_type (const char *name, const WeirValue *got);

/* Returns: whether a text is a point in time as Date.toJSON writes it, perhaps
 * with other digits behind the second or an offset instead of Z */
gboolean weir_flow_test_is_iso_date (const char *text, gsize length);

/* Returns: whether @text is how a pattern says @got, which JSON has no other
 * word for: a date, NaN, an infinity */
gboolean weir_flow_test_is_said_by_text (const char *text, const WeirValue *got);

/* Of `{"type":"Buffer","data":[…]}`, as Buffer.toJSON of Node.js writes bytes.
 * Returns: (transfer none) (nullable): its items */
const WeirValue *weir_flow_test_get_buffer_data (const WeirValue *value);

/* Returns: (transfer full) (nullable): the bytes; %NULL when they are none */
GByteArray *weir_flow_test_read_buffer_data (const WeirValue *data);

G_END_DECLS
