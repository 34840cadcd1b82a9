/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * weir_flow_test_generalize:
 * @value: what came once
 *
 * Returns: (transfer full): a pattern it fits, and what comes another time too:
 *   points in time and ids the engine made are matchers, `${` is escaped
 */
WeirValue *weir_flow_test_generalize (const WeirValue *value);

/* The same of the text of a frame, for `expect`: of its JSON when it is an object
 * or array. */
WeirValue *weir_flow_test_generalize_text (const char *text, gsize length);

/* Returns: (transfer full): what `send` sends just this text for: JSON when that
 * comes out the same, else the text */
WeirValue *weir_flow_test_escape_text (const char *text, gsize length);

/* Returns: (transfer full): the value with every `${` in its texts escaped */
WeirValue *weir_flow_test_escape_value (const WeirValue *value);

G_END_DECLS
