/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-convert.h"

#include "json/weir-text-private.h"

/* UTF-8, WTF-8 and the UTF-16 units in which JavaScript counts. Plain
 * functions over bytes; nothing here allocates but what it returns. */

static inline gboolean
is_special (guint8 byte)
{
  /* 0xed may begin a surrogate. */
  return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0xed;
}

gsize
weir_text_find_special (const char *text, gsize length)
{
  gsize at = 0;

  while (length - at >= sizeof (guint64))
    {
      guint64 word = weir_word_load (text + at);
      guint64 control = (word - WEIR_WORD_ONES * 0x20) & ~word & WEIR_WORD_HIGHS;
      guint64 marks = control | weir_word_has (word, '"') |
                      weir_word_has (word, '\\') | weir_word_has (word, 0xed);

      if (marks != 0)
        {
          at += weir_word_count_before (marks);
          break;
        }
      at += sizeof (word);
    }
  while (at < length && !is_special ((guint8)text[at]))
    at++;
  return at;
}

static gsize
skip_ascii (const char *text, gsize length, gsize at)
{
  while (length - at >= sizeof (guint64) &&
         (weir_word_load (text + at) & WEIR_WORD_HIGHS) == 0)
    at += sizeof (guint64);
  while (at < length && (guint8)text[at] < 0x80)
    at++;
  return at;
}

gboolean
weir_text_is_utf8 (const char *text, gsize length)
{
  gsize at = skip_ascii (text, length, 0);

  while (at < length)
    {
      guint step = weir_utf8_sequence_length (text + at, length - at);

      if (step == 0)
        return FALSE;
      at += step;
      if (at < length && (guint8)text[at] < 0x80)
        at = skip_ascii (text, length, at);
    }
  return TRUE;
}

/* How many bytes one U+FFFD stands for: the longest start of a sequence that
 * could have become one (as browsers and Node.js do), a surrogate whole. */
static gsize
get_broken_length (const char *text, gsize length)
{
  const guint8 *byte = (const guint8 *)text;
  guint8        low = 0x80;
  guint8        high = 0xbf;
  gsize         wanted;
  gsize         got = 1;

  if (weir_text_is_surrogate (text, length))
    return 3;
  if (byte[0] < 0xc2 || byte[0] > 0xf4)
    return 1;
  wanted = byte[0] < 0xe0 ? 2 : byte[0] < 0xf0 ? 3 : 4;
  if (byte[0] == 0xe0)
    low = 0xa0;
  else if (byte[0] == 0xf0)
    low = 0x90;
  if (byte[0] == 0xed)
    high = 0x9f;
  else if (byte[0] == 0xf4)
    high = 0x8f;

  while (got < wanted && got < length && byte[got] >= low && byte[got] <= high)
    {
      low = 0x80;
      high = 0xbf;
      got++;
    }
  return got;
}

GString *
weir_text_make_utf8 (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);
  gsize    start = 0;
  gsize    at = 0;

  while (at < length)
    {
      guint step = weir_utf8_sequence_length (text + at, length - at);

      if (step == 0)
        {
          g_string_append_len (out, text + start, (gssize)(at - start));
          g_string_append (out, "\357\277\275");
          at += get_broken_length (text + at, length - at);
          start = at;
        }
      at += step;
    }
  g_string_append_len (out, text + start, (gssize)(length - start));
  return out;
}

void
weir_text_append_unit (GString *out, guint32 unit)
{
  char  bytes[6];
  guint length = (guint)g_unichar_to_utf8 (unit, bytes);

  g_string_append_len (out, bytes, length);
}

/* The width of the character at @text in UTF-8, and in UTF-16 units. Not
 * checked: what stands in a value is WTF-8. */
static gsize
get_width (const char *text, gsize length, gsize *units)
{
  guint8 byte = (guint8)text[0];
  gsize  width = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;

  *units = width == 4 ? 2 : 1;
  return MIN (width, length);
}

gsize
weir_text_utf16_length (const char *text, gsize length)
{
  gsize n_units = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8)text[i];

      n_units += !weir_byte_is_continuation (byte);
      n_units += byte >= 0xf0;
    }
  return n_units;
}

gsize
weir_text_utf16_offset (const char *text, gsize length, gsize units)
{
  gsize at = 0;

  while (at < length)
    {
      gsize step;
      gsize width = get_width (text + at, length - at, &step);

      if (step > units)
        break;
      units -= step;
      at += width;
    }
  return at;
}
