/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

#define WEIR_JSON_ERROR (weir_json_error_quark ())
GQuark weir_json_error_quark (void);

typedef enum
{
  WEIR_JSON_ERROR_SYNTAX,   /* not JSON (RFC 8259) */
  WEIR_JSON_ERROR_ENCODING, /* not UTF-8 */
  WEIR_JSON_ERROR_DEPTH,    /* nested deeper than the limit */
  WEIR_JSON_ERROR_SIZE,     /* larger than the limit */
} WeirJsonError;

/* Limits of documents (flow files, credentials, admin bodies) and of messages
 * from the network. A depth counts open arrays and objects. */
#define WEIR_JSON_MAX_DEPTH          512
#define WEIR_JSON_MAX_DOCUMENT_BYTES (256u * 1024 * 1024)

typedef struct
{
  gsize max_bytes;
  guint max_depth;
} WeirJsonLimits;

/* A place in a text, fit to be shown. */
typedef struct
{
  guint line;         /* from 1 */
  guint column;       /* from 1, in characters */
  char  excerpt[128]; /* up to 20 characters around it, always UTF-8 */
} WeirJsonPlace;

/**
 * weir_json_locate:
 * @text: any bytes
 * @offset: of the byte to be named
 * @place: (out): where that is; control characters in its excerpt are shown
 *   as their pictures (␊), what is not UTF-8 as U+FFFD
 */
void weir_json_locate (const char    *text,
                       gsize          length,
                       gsize          offset,
                       WeirJsonPlace *place);

/**
 * weir_json_unescape:
 * @text: the inside of a string token, without its quotes
 *
 * Returns: (transfer full): the text; lone surrogates become WTF-8
 */
GString *weir_json_unescape (const char *text, gsize length);

/**
 * weir_json_read:
 * @text: a JSON text of @length bytes, UTF-8, not NUL-terminated
 * @limits: (nullable): %NULL for the limits of documents
 *
 * Iterative; of duplicate keys the last wins at the first one's place, as
 * in JavaScript.
 *
 * Returns: (transfer full) (nullable): the value
 */
WeirValue *weir_json_read (const char           *text,
                           gsize                 length,
                           const WeirJsonLimits *limits,
                           GError              **error);

typedef enum
{
  WEIR_JSON_STYLE_COMPACT,
  WEIR_JSON_STYLE_PRETTY, /* four spaces, as Node-RED's flowFilePretty */
} WeirJsonStyle;

/**
 * weir_json_write:
 *
 * As JSON.stringify: undefined alone is null, undefined members are left out (in arrays: null), NaN and
 * infinities are null, dates are ISO strings, bytes are
 * `{"type":"Buffer","data":[…]}`, lone surrogates are escaped.
 */
void weir_json_append (GString *out, const WeirValue *value, WeirJsonStyle style);
char *weir_json_write (const WeirValue *value, WeirJsonStyle style);

/**
 * weir_json_append_string:
 *
 * Appends @text as a JSON string, quotes included.
 */
void weir_json_append_string (GString *out, const char *text, gsize length);

/**
 * weir_json_relayout:
 *
 * Lays a JSON text out anew; only the white space between tokens changes, no
 * lexeme does.
 *
 * Returns: (transfer full) (nullable): the text
 */
GString *weir_json_relayout (const char   *text,
                             gsize         length,
                             WeirJsonStyle style,
                             GError      **error);

G_END_DECLS

/* Token by token. */
#include "json/weir-json-scanner.h"
