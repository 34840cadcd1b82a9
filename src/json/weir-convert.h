/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* What JavaScript makes of a value where Node-RED relies on it
 * (ECMA-262 §7.1; the cases Node-RED shows are those of its documentation). */

/**
 * weir_value_is_truthy:
 * @value: (nullable): a value, %NULL for a missing one
 *
 * Returns: %FALSE for missing, undefined, null, false, 0, NaN and ""
 */
gboolean weir_value_is_truthy (const WeirValue *value);

/**
 * weir_value_is_boolean:
 * @value: (nullable): a value, %NULL for a missing one
 *
 * `value === boolean`, which Node-RED asks of its switches: a text, a number or
 * nothing is neither true nor false.
 *
 * Returns: whether the value is that very boolean
 */
gboolean weir_value_is_boolean (const WeirValue *value, gboolean boolean);

/**
 * weir_value_to_text:
 * @value: (nullable): a value, %NULL counts as undefined
 *
 * `String (value)`: arrays joined by commas, objects `[object Object]`, bytes
 * as UTF-8 with U+FFFD for what is not.
 *
 * Returns: (transfer full): the text, as a string value
 */
WeirValue *weir_value_to_text (const WeirValue *value);

/**
 * weir_value_to_number:
 * @value: (nullable): a value, %NULL counts as undefined
 *
 * Returns: `Number (value)`, NaN where there is none
 */
double weir_value_to_number (const WeirValue *value);

/**
 * weir_number_from_text:
 * @text: any text, @length bytes
 *
 * `Number (text)`: white space trimmed, "" is 0, decimal, 0x, 0b, 0o,
 * Infinity; NaN for the rest. Independent of the locale.
 */
double weir_number_from_text (const char *text, gsize length);

/**
 * weir_number_parse_float:
 *
 * `parseFloat (text)`: the longest numeric prefix, NaN without one.
 */
double weir_number_parse_float (const char *text);

/* Room for any number, sign and NUL included. */
#define WEIR_NUMBER_TEXT_MAX 32

/**
 * weir_number_to_text:
 * @number: a number
 * @buffer: where the text goes, NUL-terminated
 *
 * `String (number)`: the shortest text that reads back as the same number
 * (ECMA-262 Number::toString). Independent of the locale.
 *
 * Returns: the length of the text
 */
gsize weir_number_to_text (double number, char buffer[WEIR_NUMBER_TEXT_MAX]);

/**
 * weir_text_utf16_length:
 *
 * Returns: what JavaScript calls the length of the text: UTF-16 units
 */
gsize weir_text_utf16_length (const char *text, gsize length);

/**
 * weir_text_utf16_offset:
 * @units: UTF-16 units from the start
 *
 * Returns: how many bytes of @text hold at most @units units, never cutting a
 *   character in two
 */
gsize weir_text_utf16_offset (const char *text, gsize length, gsize units);

/**
 * weir_text_is_utf8:
 *
 * Checks as RFC 3629 says (no surrogates, no overlong forms); U+0000 is fine.
 */
gboolean weir_text_is_utf8 (const char *text, gsize length);

/**
 * weir_text_make_utf8:
 *
 * Returns: (transfer full): the text with U+FFFD for everything that is not
 *   UTF-8, lone surrogates included
 */
GString *weir_text_make_utf8 (const char *text, gsize length);

/**
 * weir_date_to_iso:
 * @ms: milliseconds since 1970
 *
 * Returns: (transfer full): `YYYY-MM-DDTHH:MM:SS.sssZ`, "Invalid Date" when
 *   @ms is none
 */
char *weir_date_to_iso (double ms);

/**
 * weir_date_to_text:
 * @ms: milliseconds since 1970
 *
 * Returns: (transfer full): `String (date)`: "Thu Jan 01 1970 00:00:00
 *   GMT+0000 (Coordinated Universal Time)", in the local time zone
 */
char *weir_date_to_text (double ms);

G_END_DECLS
