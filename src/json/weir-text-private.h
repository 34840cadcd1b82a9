/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Bytes of text, eight at a time where all are plain. */

#define WEIR_WORD_ONES  G_GUINT64_CONSTANT (0x0101010101010101)
#define WEIR_WORD_HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

static inline guint64
weir_word_load (const char *text)
{
  guint64 word;

  memcpy (&word, text, sizeof (word));
  return word;
}

/* The high bit of every byte that is @byte; bytes above a hit may be marked
 * wrongly, the lowest one never. */
static inline guint64
weir_word_has (guint64 word, guint8 byte)
{
  guint64 zero = word ^ (WEIR_WORD_ONES * byte);

  return (zero - WEIR_WORD_ONES) & ~zero & WEIR_WORD_HIGHS;
}

/* The high bit of every byte that ends a run of plain characters in a JSON
 * string: a control character, quote, backslash or anything not ASCII. */
static inline guint64
weir_word_find_stop (guint64 word)
{
  guint64 control = (word - WEIR_WORD_ONES * 0x20) & ~word;

  return ((control | word) & WEIR_WORD_HIGHS) | weir_word_has (word, '"') |
         weir_word_has (word, '\\');
}

/* How many bytes come before the lowest mark. */
static inline guint
weir_word_count_before (guint64 marks)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN && defined(__GNUC__)
  return (guint)__builtin_ctzll (marks) / 8;
#else
  return 0;
#endif
}

static inline gboolean
weir_byte_is_continuation (guint8 byte)
{
  return (byte & 0xc0) == 0x80;
}

/**
 * weir_utf8_sequence_length:
 * @text: @length bytes, at least one
 *
 * Returns: the length of the UTF-8 sequence (RFC 3629) at the start of @text,
 *   0 when there is none
 */
static inline guint
weir_utf8_sequence_length (const char *text, gsize length)
{
  const guint8 *byte = (const guint8 *)text;

  if (byte[0] < 0x80)
    return 1;
  if (byte[0] < 0xc2 || byte[0] > 0xf4 || length < 2 ||
      !weir_byte_is_continuation (byte[1]))
    return 0;
  if (byte[0] < 0xe0)
    return 2;
  if (length < 3 || !weir_byte_is_continuation (byte[2]))
    return 0;
  if (byte[0] < 0xf0)
    {
      if ((byte[0] == 0xe0 && byte[1] < 0xa0) ||
          (byte[0] == 0xed && byte[1] > 0x9f))
        return 0;
      return 3;
    }
  if (length < 4 || !weir_byte_is_continuation (byte[3]) ||
      (byte[0] == 0xf0 && byte[1] < 0x90) || (byte[0] == 0xf4 && byte[1] > 0x8f))
    return 0;
  return 4;
}

/**
 * weir_text_is_surrogate:
 *
 * Returns: whether @text starts with a lone surrogate in its three-byte form
 */
static inline gboolean
weir_text_is_surrogate (const char *text, gsize length)
{
  const guint8 *byte = (const guint8 *)text;

  return length >= 3 && byte[0] == 0xed && byte[1] >= 0xa0 && byte[1] <= 0xbf &&
         weir_byte_is_continuation (byte[2]);
}

/**
 * weir_text_find_special:
 *
 * Returns: how many bytes of @text may stand in a JSON string as they are:
 *   up to the first control character, quote, backslash or what may be a lone
 *   surrogate
 */
gsize weir_text_find_special (const char *text, gsize length);

/**
 * weir_text_append_unit:
 * @unit: a UTF-16 unit, or any code point
 *
 * Appends it as UTF-8; a lone surrogate takes its three-byte form.
 */
void weir_text_append_unit (GString *out, guint32 unit);

G_END_DECLS
