/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* What a pattern fits.
 *
 * A pattern is a JSON value, and fits a value that is equal to it: every
 * member and item, no other members, numbers by their value, the order of
 * members not counting. What JSON can't say is written as JSON.stringify writes
 * it: bytes as `{"type":"Buffer","data":[1,2]}`, dates as the text
 * `"2024-05-01T12:00:00.000Z"`; and NaN and infinities as the texts `"NaN"`,
 * `"Infinity"`, `"-Infinity"`. A member that is undefined is missing.
 *
 * An object with one member that begins with `$` is a matcher:
 *
 * - `{"$type": "string"}`: that kind of value: string, number, boolean, object,
 *   array, null, buffer (bytes, or what JSON makes of them), date (or the ISO
 *   text of a point in time), undefined (a member that must not be there)
 * - `{"$regex": "^a+"}`: a text in which the expression is found (PCRE), or
 *   the ISO text of a date; `^` and `$` bind it to the ends
 * - `{"$any": true}`: anything that is there
 * - `{"$contains": …}`: of an object the members named, each fitting its
 *   pattern; of an array items, for each pattern at least one that fits; of a
 *   text a part
 * - `{"$near": [20, 0.5]}`: a number that is not further off than that
 * - `{"$literal": …}`: just this value, in which nothing is a matcher
 *
 * Matchers may stand anywhere in a pattern but within `$literal`. Any other
 * member that begins with `$` is an error, so that a slip never passes.
 *
 * All functions may be called from any thread. A difference is for people: a
 * line for each place (`payload.items[2].name: expected "a", got "b"`), at most
 * %WEIR_FLOW_TEST_MAX_DIFFERENCE of them, long texts cut around what differs.
 */

#define WEIR_FLOW_TEST_MAX_DIFFERENCE 20

/**
 * weir_flow_test_match:
 * @pattern: a value in which objects such as `{"$type": "number"}` are matchers
 * @got: (nullable): what came; %NULL when it is missing
 * @difference: (out) (optional) (transfer full): when it does not match, a diff
 *   of the two for people: the path of each place, what was expected there and
 *   what came; else %NULL
 *
 * Returns: whether @got is what @pattern says
 */
gboolean weir_flow_test_match (const WeirValue *pattern,
                               const WeirValue *got,
                               char           **difference);

/**
 * weir_flow_test_match_text:
 * @text: a text frame
 *
 * What `expect` does. A text, and `$any`, `$regex`, `$type` of string and date,
 * `$contains` and `$literal` of a text are about the frame's text as it is. Any
 * other pattern (an object, array, number, true, false, null, `$near`, …) is
 * about the value the text is as JSON.
 */
gboolean weir_flow_test_match_text (const WeirValue *pattern,
                                    const char      *text,
                                    gsize            length,
                                    char           **difference);

/* What `expectBinary` does. */
gboolean
weir_flow_test_match_bytes (GBytes *expected, GBytes *got, char **difference);

/**
 * weir_flow_test_match_debug:
 * @pattern: `value` of an `expectDebug` step: property → pattern
 * @property: (nullable): as of a WeirRecord: what the node shows, %NULL for the
 *   whole message
 * @topic: (nullable): `msg.topic`
 * @value: (nullable): what it showed
 *
 * What `expectDebug` does: each property is looked up in as much of the message
 * as the node showed. `payload` is found whether the node shows `msg.payload` or
 * the whole message; `payload.a` too, and when it shows just that.
 */
gboolean weir_flow_test_match_debug (const WeirValue *pattern,
                                     const char      *property,
                                     WeirValue       *topic,
                                     WeirValue       *value,
                                     char           **difference);

/**
 * weir_flow_test_match_status:
 * @pattern: `value` of an `expectStatus` step: `fill`, `shape`, `text`
 * @status: (nullable): the status object; %NULL when the node has none
 *
 * What `expectStatus` does. What a status does not have is "".
 */
gboolean weir_flow_test_match_status (const WeirValue *pattern,
                                      const WeirValue *status,
                                      char           **difference);

/**
 * weir_flow_test_check_pattern:
 * @path: (out) (optional) (transfer full): where in @pattern the fault is
 * @error: %WEIR_FLOW_TEST_ERROR_PATTERN: an unknown matcher, a regular
 *   expression that does not compile, …
 */
gboolean weir_flow_test_check_pattern (const WeirValue *pattern,
                                       char           **path,
                                       GError         **error);

G_END_DECLS
