/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* What panels write of values, without a toolkit. */

/* A preview is cut after about so many bytes: more than any row is wide. */
#define WEIR_VALUE_PREVIEW_BYTES 400

/**
 * weir_value_dup_preview:
 * @value: (nullable): %NULL for undefined
 *
 * Costs no more for a large value than for a small one.
 *
 * Returns: (transfer full): the value on one line, UTF-8, strings in quotes,
 *   cut with “…” after @max_bytes
 */
char *weir_value_dup_preview (const WeirValue *value, gsize max_bytes);

/**
 * weir_value_dup_kind:
 * @value: (nullable): %NULL for undefined
 *
 * Returns: (transfer full): “object”, “array[3]”, “string[5]”, “buffer[10]”,
 *   as Node-RED's debug sidebar names them
 */
char *weir_value_dup_kind (const WeirValue *value);

/**
 * weir_value_dup_text:
 * @value: (nullable): %NULL for undefined
 *
 * Returns: (transfer full): all of it as text: strings as they stand, bytes as
 *   UTF-8 with U+FFFD for what is none, the rest as indented JSON
 */
GString *weir_value_dup_text (const WeirValue *value);

/**
 * weir_value_dup_bytes:
 *
 * Returns: (transfer full): what a hex view shows: bytes as they are, of the
 *   rest its text
 */
GBytes *weir_value_dup_bytes (const WeirValue *value);

/**
 * weir_value_dup_copy:
 *
 * Returns: (transfer full): what “Copy Value” puts on the clipboard: strings as
 *   they stand, bytes as a list of numbers, the rest as indented JSON
 */
char *weir_value_dup_copy (const WeirValue *value);

/* The forms a number is shown in, one after the other. */
typedef enum
{
  WEIR_NUMBER_FORM_DECIMAL,
  WEIR_NUMBER_FORM_DATE,       /* milliseconds since 1970 as an ISO date */
  WEIR_NUMBER_FORM_LOCAL_DATE, /* the same in the local time zone */
  WEIR_NUMBER_FORM_HEX,
} WeirNumberForm;

/**
 * weir_number_next_form:
 *
 * Returns: the form after @form; only integers have more than one
 */
WeirNumberForm weir_number_next_form (double number, WeirNumberForm form);
char          *weir_number_dup_form (double number, WeirNumberForm form);

/* The bytes on one line of a hex dump. */
#define WEIR_HEX_LINE_BYTES 16

/**
 * weir_hex_dup_line:
 * @offset: of its first byte, at most @length
 *
 * Returns: (transfer full): `00000010  68 65 6c 6c 6f …  |hello…|`
 */
char *weir_hex_dup_line (const guint8 *data, gsize length, gsize offset);

/**
 * weir_path_dup_member:
 * @path: where the member's parent stands, "" for the message
 *
 * Returns: (transfer full): `path.key`, or `path["key"]` where that is no name
 */
char *weir_path_dup_member (const char *path, const char *key, gsize length);

G_END_DECLS
