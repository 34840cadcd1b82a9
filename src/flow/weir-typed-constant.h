/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* The typed values that need neither a message nor a context to be evaluated:
 * `str`, `num`, `bool`, `json` and `bin`. */

/**
 * weir_typed_constant_knows:
 * @type: the type of a typed value
 *
 * Returns: whether weir_typed_constant_evaluate() takes it
 */
gboolean weir_typed_constant_knows (const char *type);

/**
 * weir_typed_constant_evaluate:
 * @type: one of the types above
 * @value: the stored value, a text or a real number or boolean
 * @error: %WEIR_JSON_ERROR when the text of `json` or `bin` is not JSON, or that
 *   of `bin` is neither a list nor a string: "Not string or array"
 *
 * Bad numbers are NaN and no error; numbers of a buffer are taken modulo 256, as
 * Node-RED does.
 *
 * Returns: (transfer full) (nullable): the value, %NULL with @error set
 */
WeirValue *
weir_typed_constant_evaluate (const char *type, WeirValue *value, GError **error);

G_END_DECLS
