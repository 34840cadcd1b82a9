/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-json-scanner-private.h"

#include "json/weir-text-private.h"

#include <glib/gi18n-lib.h>

/* The one place that knows JSON's grammar (RFC 8259): a state, a bit for each
 * open container, an offset. Its user owns it and the text. What is wrong is
 * said with the place where it is; after an error the scanner stays there. */

G_DEFINE_QUARK (weir_json_error, weir_json_error)

static const WeirJsonLimits document_limits = {
  .max_bytes = WEIR_JSON_MAX_DOCUMENT_BYTES,
  .max_depth = WEIR_JSON_MAX_DEPTH,
};

void
weir_json_scanner_init (WeirJsonScanner      *scanner,
                        const char           *text,
                        gsize                 length,
                        const WeirJsonLimits *limits)
{
  if (limits == NULL)
    limits = &document_limits;

  scanner->text = text;
  scanner->length = length;
  scanner->at = 0;
  scanner->max_bytes = limits->max_bytes;
  scanner->max_depth = MIN (limits->max_depth, WEIR_JSON_MAX_DEPTH);
  scanner->depth = 0;
  scanner->expect = WEIR_JSON_EXPECT_VALUE;
}

WeirJsonScanner *
weir_json_scanner_new (const char *text, gsize length, const WeirJsonLimits *limits)
{
  WeirJsonScanner *scanner;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  scanner = g_new (WeirJsonScanner, 1);
  weir_json_scanner_init (scanner, text, length, limits);
  return scanner;
}

void
weir_json_scanner_free (WeirJsonScanner *scanner)
{
  g_free (scanner);
}

gsize
weir_json_scanner_get_offset (const WeirJsonScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, 0);

  return scanner->at;
}

/* @what: marked N_() */
static gboolean
fail (WeirJsonScanner *scanner,
      gsize            at,
      WeirJsonError    code,
      const char      *what,
      GError         **error)
{
  WeirJsonPlace place;

  scanner->at = at;
  weir_json_locate (scanner->text, scanner->length, at, &place);
  if (scanner->length == 0)
    g_set_error_literal (error, WEIR_JSON_ERROR, code, _ ("the text is empty"));
  else
    /* Translators: at the end what is wrong there, e.g. "a comma is missing" */
    g_set_error (error,
                 WEIR_JSON_ERROR,
                 code,
                 /* Translators: a place in a text, a few characters of it, and what
                  * is wrong there */
                 _ ("line %u, column %u, near “%s”: %s"),
                 place.line,
                 place.column,
                 place.excerpt,
                 _ (what));
  return FALSE;
}

static gboolean
fail_syntax (WeirJsonScanner *scanner, gsize at, const char *what, GError **error)
{
  if (at >= scanner->length)
    what = N_ ("the text ends too early");
  return fail (scanner, at, WEIR_JSON_ERROR_SYNTAX, what, error);
}

static inline gboolean
is_blank (char character)
{
  /* Nearly every character is above the four. */
  return (guint8)character <= ' ' && (character == ' ' || character == '\n' ||
                                      character == '\r' || character == '\t');
}

static inline void
skip_blanks (WeirJsonScanner *scanner)
{
  while (scanner->at < scanner->length && is_blank (scanner->text[scanner->at]))
    scanner->at++;
}

/* Over plain characters, up to the first that needs a look. */
static inline gsize
skip_plain (const char *text, gsize length, gsize at)
{
  while (length - at >= sizeof (guint64))
    {
      guint64 stops = weir_word_find_stop (weir_word_load (text + at));

      if (stops != 0)
        {
          at += weir_word_count_before (stops);
          break;
        }
      at += sizeof (guint64);
    }
  while (at < length && (guint8)text[at] >= 0x20 && (guint8)text[at] < 0x80 &&
         text[at] != '"' && text[at] != '\\')
    at++;
  return at;
}

/* Returns the length of the escape at @at, 0 when it is none. */
static guint
measure_escape (const WeirJsonScanner *scanner, gsize at)
{
  const char *text = scanner->text + at;
  gsize       left = scanner->length - at;

  if (left < 2)
    return 0;
  if (text[1] != 'u')
    return text[1] != '\0' && strchr ("\"\\/bfnrt", text[1]) != NULL ? 2 : 0;
  if (left < 6)
    return 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return 0;
    }
  return 6;
}

static gboolean
fail_in_string (WeirJsonScanner *scanner, gsize at, GError **error)
{
  const char *what;

  if (at < scanner->length && (guint8)scanner->text[at] >= 0x80)
    return fail (scanner,
                 at,
                 WEIR_JSON_ERROR_ENCODING,
                 N_ ("the text is not UTF-8"),
                 error);
  if (at >= scanner->length)
    what = "";
  else if (scanner->text[at] == '\\')
    what = N_ ("a backslash begins no escape that JSON knows");
  else
    what = N_ ("a line end or control character stands in a string");
  return fail_syntax (scanner, at, what, error);
}

/* From the opening quote to behind the closing one. */
static gboolean
scan_string (WeirJsonScanner *scanner, WeirJsonToken *token, GError **error)
{
  const char *text = scanner->text;
  gsize       length = scanner->length;
  gsize       at = scanner->at + 1;

  token->start = scanner->at;
  token->plain = TRUE;
  while (TRUE)
    {
      guint step = 0;

      at = skip_plain (text, length, at);
      if (at >= length)
        return fail_in_string (scanner, length, error);
      if (text[at] == '"')
        break;
      if (text[at] == '\\')
        {
          token->plain = FALSE;
          step = measure_escape (scanner, at);
        }
      else if ((guint8)text[at] >= 0x80)
        step = weir_utf8_sequence_length (text + at, length - at);
      if (step == 0)
        return fail_in_string (scanner, at, error);
      at += step;
    }
  scanner->at = token->end = at + 1;
  return TRUE;
}

static inline gsize
skip_digits (const WeirJsonScanner *scanner, gsize at)
{
  while (at < scanner->length && g_ascii_isdigit (scanner->text[at]))
    at++;
  return at;
}

static inline gboolean
has_digit (const WeirJsonScanner *scanner, gsize at)
{
  return at < scanner->length && g_ascii_isdigit (scanner->text[at]);
}

static gboolean
scan_number (WeirJsonScanner *scanner, WeirJsonToken *token, GError **error)
{
  const char *text = scanner->text;
  gsize       length = scanner->length;
  gsize       at = scanner->at;

  token->kind = WEIR_JSON_TOKEN_NUMBER;
  token->start = at;
  at += text[at] == '-';
  if (!has_digit (scanner, at))
    return fail_syntax (scanner, at, N_ ("a digit is missing"), error);
  if (text[at] == '0' && has_digit (scanner, at + 1))
    return fail_syntax (scanner,
                        at,
                        N_ ("a number must not begin with a zero"),
                        error);
  at = skip_digits (scanner, at);
  if (at < length && text[at] == '.')
    {
      if (!has_digit (scanner, ++at))
        return fail_syntax (scanner, at, N_ ("a digit is missing"), error);
      at = skip_digits (scanner, at);
    }
  if (at < length && (text[at] == 'e' || text[at] == 'E'))
    {
      at++;
      if (at < length && (text[at] == '+' || text[at] == '-'))
        at++;
      if (!has_digit (scanner, at))
        return fail_syntax (scanner, at, N_ ("a digit is missing"), error);
      at = skip_digits (scanner, at);
    }
  scanner->at = token->end = at;
  return TRUE;
}

static gboolean
scan_word (WeirJsonScanner  *scanner,
           WeirJsonToken    *token,
           WeirJsonTokenKind kind,
           const char       *word,
           GError          **error)
{
  gsize length = strlen (word);

  if (scanner->length - scanner->at < length ||
      memcmp (scanner->text + scanner->at, word, length) != 0)
    return fail_syntax (scanner, scanner->at, N_ ("a value is missing here"), error);
  token->kind = kind;
  token->start = scanner->at;
  token->end = scanner->at += length;
  return TRUE;
}

static inline gboolean
is_in_object (const WeirJsonScanner *scanner)
{
  guint level = scanner->depth - 1;

  return scanner->in_object[level / 8] >> level % 8 & 1;
}

static void
end_value (WeirJsonScanner *scanner)
{
  scanner->expect = scanner->depth > 0 ? WEIR_JSON_EXPECT_COMMA_OR_END
                                       : WEIR_JSON_EXPECT_NOTHING;
}

static gboolean
open_container (WeirJsonScanner *scanner,
                WeirJsonToken   *token,
                gboolean         object,
                GError         **error)
{
  guint  level = scanner->depth;
  guint8 bit = (guint8)(1u << level % 8);

  if (level >= scanner->max_depth)
    return fail (scanner,
                 scanner->at,
                 WEIR_JSON_ERROR_DEPTH,
                 N_ ("lists and objects are nested too deeply"),
                 error);
  if (object)
    scanner->in_object[level / 8] |= bit;
  else
    scanner->in_object[level / 8] &= (guint8)~bit;
  scanner->depth++;
  scanner->expect =
    object ? WEIR_JSON_EXPECT_KEY_OR_END : WEIR_JSON_EXPECT_VALUE_OR_END;
  token->kind =
    object ? WEIR_JSON_TOKEN_OBJECT_START : WEIR_JSON_TOKEN_ARRAY_START;
  token->start = scanner->at++;
  token->end = scanner->at;
  return TRUE;
}

static gboolean
close_container (WeirJsonScanner *scanner, WeirJsonToken *token)
{
  token->kind = is_in_object (scanner) ? WEIR_JSON_TOKEN_OBJECT_END
                                       : WEIR_JSON_TOKEN_ARRAY_END;
  token->start = scanner->at++;
  token->end = scanner->at;
  scanner->depth--;
  end_value (scanner);
  return TRUE;
}

static gboolean
scan_value (WeirJsonScanner *scanner, WeirJsonToken *token, GError **error)
{
  gboolean scanned;

  switch (scanner->text[scanner->at])
    {
    case '{':
      return open_container (scanner, token, TRUE, error);
    case '[':
      return open_container (scanner, token, FALSE, error);
    case '"':
      token->kind = WEIR_JSON_TOKEN_STRING;
      scanned = scan_string (scanner, token, error);
      break;
    case 't':
      scanned = scan_word (scanner, token, WEIR_JSON_TOKEN_TRUE, "true", error);
      break;
    case 'f':
      scanned = scan_word (scanner, token, WEIR_JSON_TOKEN_FALSE, "false", error);
      break;
    case 'n':
      scanned = scan_word (scanner, token, WEIR_JSON_TOKEN_NULL, "null", error);
      break;
    default:
      if (scanner->text[scanner->at] != '-' &&
          !g_ascii_isdigit (scanner->text[scanner->at]))
        return fail_syntax (scanner,
                            scanner->at,
                            N_ ("a value is missing here"),
                            error);
      scanned = scan_number (scanner, token, error);
      break;
    }
  if (scanned)
    end_value (scanner);
  return scanned;
}

/* A key and the colon behind it. */
static gboolean
scan_key (WeirJsonScanner *scanner, WeirJsonToken *token, GError **error)
{
  if (scanner->at >= scanner->length || scanner->text[scanner->at] != '"')
    return fail_syntax (scanner,
                        scanner->at,
                        N_ ("a name in double quotes is missing here"),
                        error);
  token->kind = WEIR_JSON_TOKEN_KEY;
  if (!scan_string (scanner, token, error))
    return FALSE;
  skip_blanks (scanner);
  if (scanner->at >= scanner->length || scanner->text[scanner->at] != ':')
    return fail_syntax (scanner, scanner->at, N_ ("a colon is missing here"), error);
  scanner->at++;
  scanner->expect = WEIR_JSON_EXPECT_VALUE;
  return TRUE;
}

/* Inside a container, behind a value. */
static gboolean
scan_comma_or_end (WeirJsonScanner *scanner, WeirJsonToken *token, GError **error)
{
  gboolean object = is_in_object (scanner);
  char     character = scanner->text[scanner->at];

  if (character == (object ? '}' : ']'))
    return close_container (scanner, token);
  if (character != ',')
    return fail_syntax (scanner,
                        scanner->at,
                        N_ ("a comma or closing bracket is missing here"),
                        error);
  scanner->at++;
  skip_blanks (scanner);
  if (object)
    return scan_key (scanner, token, error);
  if (scanner->at >= scanner->length)
    return fail_syntax (scanner, scanner->at, "", error);
  return scan_value (scanner, token, error);
}

static gboolean
scan_end (WeirJsonScanner *scanner, WeirJsonToken *token, GError **error)
{
  if (scanner->at < scanner->length)
    return fail_syntax (scanner,
                        scanner->at,
                        N_ ("there is more behind the end of the value"),
                        error);
  token->kind = WEIR_JSON_TOKEN_END;
  token->start = token->end = scanner->at;
  return TRUE;
}

gboolean
weir_json_scanner_next (WeirJsonScanner *scanner,
                        WeirJsonToken   *token,
                        GError         **error)
{
  if (scanner->length > scanner->max_bytes)
    {
      g_set_error (error,
                   WEIR_JSON_ERROR,
                   WEIR_JSON_ERROR_SIZE,
                   _ ("the text has %zu bytes, more than the limit of %zu"),
                   scanner->length,
                   scanner->max_bytes);
      return FALSE;
    }
  token->plain = FALSE;
  skip_blanks (scanner);
  if (scanner->expect == WEIR_JSON_EXPECT_NOTHING)
    return scan_end (scanner, token, error);
  if (scanner->at >= scanner->length)
    return fail_syntax (scanner, scanner->at, "", error);

  switch (scanner->expect)
    {
    case WEIR_JSON_EXPECT_VALUE_OR_END:
      if (scanner->text[scanner->at] == ']')
        return close_container (scanner, token);
      return scan_value (scanner, token, error);
    case WEIR_JSON_EXPECT_KEY_OR_END:
      if (scanner->text[scanner->at] == '}')
        return close_container (scanner, token);
      return scan_key (scanner, token, error);
    case WEIR_JSON_EXPECT_COMMA_OR_END:
      return scan_comma_or_end (scanner, token, error);
    case WEIR_JSON_EXPECT_VALUE:
    case WEIR_JSON_EXPECT_NOTHING:
      break;
    }
  return scan_value (scanner, token, error);
}
