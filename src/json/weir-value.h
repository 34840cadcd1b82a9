/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirValue:
 *
 * One value of a message: immutable, reference-counted, shared freely between
 * branches and threads. What looks like a change makes a new value, or reuses
 * the memory when the caller holds the only reference (copy on write).
 *
 * The kinds are those a JavaScript message can hold and JSON cannot all say:
 * undefined is not null, bytes are not an array, a date is not a string.
 * Strings have a length, may hold U+0000, and are UTF-8 in which lone
 * surrogates (legal in JSON, `"\ud800"`) stand in their three-byte form
 * (WTF-8), so that nothing is lost between reading and writing.
 *
 * Reference counts are atomic: a value may be read from any thread.
 */
typedef struct _WeirValue WeirValue;

typedef enum
{
  WEIR_VALUE_KIND_UNDEFINED,
  WEIR_VALUE_KIND_NULL,
  WEIR_VALUE_KIND_BOOLEAN,
  WEIR_VALUE_KIND_NUMBER,
  WEIR_VALUE_KIND_STRING,
  WEIR_VALUE_KIND_BYTES,
  WEIR_VALUE_KIND_DATE,
  WEIR_VALUE_KIND_ARRAY,
  WEIR_VALUE_KIND_OBJECT,
} WeirValueKind;

/* Making. Every constructor returns (transfer full). */

WeirValue *weir_value_new_undefined (void);
WeirValue *weir_value_new_null (void);
WeirValue *weir_value_new_boolean (gboolean boolean);
WeirValue *weir_value_new_number (double number);

/**
 * weir_value_new_number_from_text:
 * @text: a number as RFC 8259 writes it; not checked again
 * @length: its length in bytes
 *
 * Keeps the source text where printing the number anew would change it
 * (`1.0`, `1e3`, `12345678901234567890`), so that a value that is only passed
 * on leaves as it came.
 *
 * Returns: (transfer full): the value
 */
WeirValue *weir_value_new_number_from_text (const char *text, gsize length);

WeirValue *weir_value_new_string (const char *text);
WeirValue *weir_value_new_string_len (const char *text, gsize length);
WeirValue *
weir_value_new_string_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);
WeirValue *weir_value_new_bytes (const guint8 *data, gsize length);

/* @ms: milliseconds since 1970-01-01T00:00:00Z, NaN for an invalid date */
WeirValue *weir_value_new_date (double ms);
WeirValue *weir_value_new_object (void);

/**
 * weir_value_new_array:
 * @items: (array length=n_items) (transfer full) (nullable): the items; the
 *   references are taken, the array itself is copied
 */
WeirValue *weir_value_new_array (WeirValue **items, gsize n_items);

WeirValue *weir_value_ref (WeirValue *value);
void       weir_value_unref (WeirValue *value);

/* Reading. Getters are only called on a value of their kind (a bug
 * otherwise); everything returned is borrowed from the value. */

WeirValueKind weir_value_get_kind (const WeirValue *value);
gboolean      weir_value_get_boolean (const WeirValue *value);
double        weir_value_get_number (const WeirValue *value);
double        weir_value_get_date_ms (const WeirValue *value);

/**
 * weir_value_get_string:
 * @value: a string
 * @length: (out) (optional): its length in bytes
 *
 * Returns: (transfer none): the text, always followed by a NUL byte
 */
const char   *weir_value_get_string (const WeirValue *value, gsize *length);
const guint8 *weir_value_get_bytes (const WeirValue *value, gsize *length);

/**
 * weir_value_get_length:
 * @value: an array, object, string (bytes of UTF-8) or bytes value
 *
 * Returns: the number of items, members or bytes
 */
gsize      weir_value_get_length (const WeirValue *value);
WeirValue *weir_value_get_item (const WeirValue *array, gsize index);
const char *
weir_value_get_key (const WeirValue *object, gsize index, gsize *length);
WeirValue *weir_value_get_member (const WeirValue *object, gsize index);

/**
 * weir_value_lookup:
 * @key: a member name
 *
 * Returns: (transfer none) (nullable): the member, %NULL when @value is not
 *   an object or has no such member
 */
WeirValue *weir_value_lookup (const WeirValue *value, const char *key);
WeirValue *
weir_value_lookup_len (const WeirValue *value, const char *key, gsize length);

/**
 * weir_value_lookup_string:
 *
 * Returns: (transfer none) (nullable): the text of the member when it is a
 *   string, else %NULL
 */
const char *weir_value_lookup_string (const WeirValue *value, const char *key);

/**
 * weir_value_equal:
 *
 * Deep equality; the order of members does not count, numbers compare by
 * value and NaN equals NaN.
 */
gboolean weir_value_equal (const WeirValue *a, const WeirValue *b);

/**
 * weir_value_get_size:
 *
 * Returns: about how many bytes the value holds, itself and all inside it, in
 *   constant time; what queue limits count
 */
gsize weir_value_get_size (const WeirValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirValue, weir_value_unref)

G_END_DECLS

/* Changing: weir_value_with_member() and its like. */
#include "json/weir-value-change.h"
