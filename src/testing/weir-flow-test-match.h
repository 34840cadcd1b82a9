/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * weir_flow_test_match:
 * @pattern: a value in which objects such as `{"$type": "number"}` are matchers
 * @got: what came
 * @difference: (out) (optional) (transfer full): when it does not match, a diff
 *   of the two for people: the path of each place, what was expected there and
 *   what came
 *
 * Returns: whether @got is what @pattern says
 */
gboolean weir_flow_test_match (const WeirValue *pattern,
                               const WeirValue *got,
                               char           **difference);

/**
 * weir_flow_test_check_pattern:
 * @path: (out) (optional) (transfer full): where in @pattern the fault is
 * @error: an unknown matcher, a regular expression that does not compile, …
 */
gboolean weir_flow_test_check_pattern (const WeirValue *pattern,
                                       char           **path,
                                       GError         **error);

G_END_DECLS
