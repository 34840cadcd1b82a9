/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-json.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_JSON_TOKEN_OBJECT_START,
  WEIR_JSON_TOKEN_OBJECT_END,
  WEIR_JSON_TOKEN_ARRAY_START,
  WEIR_JSON_TOKEN_ARRAY_END,
  WEIR_JSON_TOKEN_KEY,
  WEIR_JSON_TOKEN_STRING,
  WEIR_JSON_TOKEN_NUMBER,
  WEIR_JSON_TOKEN_TRUE,
  WEIR_JSON_TOKEN_FALSE,
  WEIR_JSON_TOKEN_NULL,
  WEIR_JSON_TOKEN_END, /* the end of the document */
} WeirJsonTokenKind;

typedef struct
{
  WeirJsonTokenKind kind;
  gsize             start; /* offset of the first byte, quotes included */
  gsize             end;   /* offset behind the last byte */
  gboolean          plain; /* a string or key without escapes */
} WeirJsonToken;

/**
 * WeirJsonScanner:
 *
 * Walks a JSON text token by token, without recursion and without allocating
 * per token; checks all of RFC 8259, UTF-8 and the limits. The one place that
 * knows the grammar: values, documents and the layouter stand on it, and no
 * other JSON parser sees a byte it has not passed. The text is borrowed.
 */
typedef struct _WeirJsonScanner WeirJsonScanner;

WeirJsonScanner *weir_json_scanner_new (const char           *text,
                                        gsize                 length,
                                        const WeirJsonLimits *limits);
void             weir_json_scanner_free (WeirJsonScanner *scanner);

/**
 * weir_json_scanner_next:
 * @token: (out): the next token
 * @error: what is wrong, worded "line 3, column 7, near “…”: a comma is missing"
 *
 * Returns: %FALSE with @error set when the text is not JSON or over a limit
 */
gboolean weir_json_scanner_next (WeirJsonScanner *scanner,
                                 WeirJsonToken   *token,
                                 GError         **error);

/**
 * weir_json_scanner_get_offset:
 *
 * Returns: how far the text was scanned; after an error where that is
 */
gsize weir_json_scanner_get_offset (const WeirJsonScanner *scanner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJsonScanner, weir_json_scanner_free)

G_END_DECLS
