/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-flow-encoding-private.h"

#include "flow/weir-flow-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a file a guess looks at, from its first odd byte on. */
#define SAMPLE_BYTES (256 * 1024)

/* What a sample consists of: its bytes above ASCII, and the characters above
 * ASCII they decode to. */
typedef struct
{
  guint n_high;     /* bytes */
  guint n_isolated; /* bytes between two of ASCII: no pairs of bytes here */
  guint n_chars;
  guint n_hangul;
  guint n_kana;
  guint n_half_kana;
  guint n_han;
  guint n_latin; /* letters and signs of western European typing */
} Census;

typedef struct
{
  const char *encoding; /* what to call it */
  const char *trial;    /* what to decode with: stricter, where there is one */
  const char *language; /* N_() */
  gboolean (*plausible) (const Census *census);
} Candidate;

static gboolean
is_mostly (guint part, guint whole)
{
  return (guint64)part * 10 >= (guint64)whole * 8;
}

static gboolean
looks_latin (const Census *census)
{
  return is_mostly (census->n_isolated, census->n_high) &&
         is_mostly (census->n_latin, census->n_chars);
}

static gboolean
looks_korean (const Census *census)
{
  return is_mostly (census->n_hangul, census->n_chars);
}

/* Korean read as Japanese comes out as half-width kana. */
static gboolean
looks_japanese (const Census *census)
{
  return census->n_kana * 5 >= census->n_chars &&
         census->n_half_kana * 10 <= census->n_chars;
}

static gboolean
looks_chinese (const Census *census)
{
  return is_mostly (census->n_han, census->n_chars);
}

static gboolean
looks_like_anything (const Census *census)
{
  return TRUE;
}

/* CP949 takes pairs that Japanese and Chinese use too, so Korean is first
 * looked for among the letters of everyday use, which are EUC-KR. */
static const Candidate candidates[] = {
  { "WINDOWS-1252", "WINDOWS-1252", N_ ("Western European"), looks_latin },
  { "CP949", "EUC-KR", N_ ("Korean"), looks_korean },
  { "CP932", "CP932", N_ ("Japanese, Shift_JIS"), looks_japanese },
  { "CP949", "CP949", N_ ("Korean"), looks_korean },
  { "GB18030", "GB18030", N_ ("Chinese"), looks_chinese },
  { "WINDOWS-1252", "WINDOWS-1252", N_ ("Western European"), looks_like_anything },
  { "ISO-8859-1", "ISO-8859-1", N_ ("Western European"), looks_like_anything },
};

static gboolean
is_high (const char *text, gsize length, gsize at)
{
  return at < length && (guint8)text[at] >= 0x80;
}

static void
count_bytes (Census *census, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (is_high (text, length, i))
      {
        census->n_high++;
        if ((i == 0 || !is_high (text, length, i - 1)) &&
            !is_high (text, length, i + 1))
          census->n_isolated++;
      }
}

static gboolean
is_latin (gunichar character)
{
  static const char signs[] = "€‘’“”–—…™•";

  return (character >= 0xa0 && character <= 0xff) ||
         g_utf8_strchr (signs, -1, character) != NULL;
}

static void
count_characters (Census *census, const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character < 0x80)
        continue;
      census->n_chars++;
      census->n_hangul += character >= 0xac00 && character <= 0xd7a3;
      census->n_kana += character >= 0x3040 && character <= 0x30ff;
      census->n_half_kana += character >= 0xff61 && character <= 0xff9f;
      census->n_han += (character >= 0x4e00 && character <= 0x9fff) ||
                       (character >= 0x3000 && character <= 0x303f) ||
                       (character >= 0xff01 && character <= 0xff5e);
      census->n_latin += is_latin (character);
    }
}

/* Half a character at the end of the sample does not count against it. */
static gboolean
fits (const Candidate *candidate, const char *sample, gsize length)
{
  g_autofree char *text = NULL;
  Census           census = { 0 };
  gsize            read;
  gsize            written;

  text =
    g_convert (sample, length, "UTF-8", candidate->trial, &read, &written, NULL);
  if (text == NULL)
    return FALSE;

  count_bytes (&census, sample, length);
  count_characters (&census, text, written);
  return candidate->plausible (&census);
}

/* Flows begin with a bracket, or white space: of UTF-16 the other byte of the
 * first two is zero, or they are the byte order mark. */
static const char *
guess_utf16 (const char *text, gsize length)
{
  if (length < 2)
    return NULL;
  if (memcmp (text, "\xff\xfe", 2) == 0 || (text[0] != '\0' && text[1] == '\0'))
    return "UTF-16LE";
  if (memcmp (text, "\xfe\xff", 2) == 0 || (text[0] == '\0' && text[1] != '\0'))
    return "UTF-16BE";
  return NULL;
}

const char *
weir_flow_encoding_guess (GBytes *file, const char **language)
{
  gsize       length;
  const char *text = g_bytes_get_data (file, &length);
  const char *utf16 = guess_utf16 (text, length);
  gsize       start = 0;

  *language = "Unicode";
  if (utf16 != NULL)
    return utf16;

  while (start < length && !is_high (text, length, start))
    start++;
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (fits (&candidates[i], text + start, MIN (length - start, SAMPLE_BYTES)))
      {
        *language = _ (candidates[i].language);
        return candidates[i].encoding;
      }

  /* Every byte is a character of ISO 8859-1, the last candidate. */
  g_assert_not_reached ();
}

gboolean
weir_flow_encoding_is_utf8 (const char *encoding)
{
  return encoding == NULL || g_ascii_strcasecmp (encoding, "UTF-8") == 0 ||
         g_ascii_strcasecmp (encoding, "UTF8") == 0;
}

/* Two names mean something else to iconv than to those who write flows: its
 * Shift_JIS has a yen sign for the backslash, and its UTF-16 loses the byte
 * order mark that must be written back. */
static const char *
resolve (const char *encoding, GBytes *file)
{
  static const char *const shift_jis[] = { "SHIFT_JIS", "SHIFT-JIS", "SJIS", NULL };
  const char              *found = NULL;

  for (guint i = 0; shift_jis[i] != NULL; i++)
    if (g_ascii_strcasecmp (encoding, shift_jis[i]) == 0)
      return "CP932";

  if (file != NULL && (g_ascii_strcasecmp (encoding, "UTF-16") == 0 ||
                       g_ascii_strcasecmp (encoding, "UTF16") == 0))
    found = guess_utf16 (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  return found != NULL ? found : encoding;
}

/* iconv's suffixes would quietly write something else. */
static gboolean
check_name (const char *encoding, GError **error)
{
  GIConv converter = (GIConv)-1;

  if (*encoding != '\0' && strchr (encoding, '/') == NULL)
    converter = g_iconv_open ("UTF-8", encoding);
  if (converter != (GIConv)-1)
    {
      g_iconv_close (converter);
      return TRUE;
    }

  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_ENCODING,
               _ ("“%s” is no encoding known here; “iconv --list” names them."),
               encoding);
  return FALSE;
}

GBytes *
weir_flow_encoding_decode (GBytes *file, const char *encoding, GError **error)
{
  gsize       length;
  const char *bytes = g_bytes_get_data (file, &length);
  char       *text;
  gsize       read = 0;
  gsize       written;

  if (!check_name (encoding, error))
    return NULL;

  text =
    g_convert (bytes, length, "UTF-8", resolve (encoding, file), &read, &written, NULL);
  if (text != NULL && read == length)
    return g_bytes_new_take (text, written);

  g_free (text);
  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_ENCODING,
               _ ("This isn’t %s: byte %zu doesn’t belong to a character."),
               encoding,
               read + 1);
  return NULL;
}

GBytes *
weir_flow_encoding_encode (GBytes     *text,
                           const char *encoding,
                           GBytes     *original,
                           GError    **error)
{
  gsize       length;
  const char *data = g_bytes_get_data (text, &length);
  char       *bytes;
  gsize       read = 0;
  gsize       written;
  gunichar    character;
  char        shown[7] = { 0 };

  if (!check_name (encoding, error))
    return NULL;

  bytes = g_convert (data,
                     length,
                     resolve (encoding, original),
                     "UTF-8",
                     &read,
                     &written,
                     NULL);
  if (bytes != NULL)
    return g_bytes_new_take (bytes, written);

  character = g_utf8_get_char_validated (data + read, length - read);
  g_unichar_to_utf8 (character, shown);
  g_set_error (error,
               WEIR_FLOW_ERROR,
               WEIR_FLOW_ERROR_ENCODING,
               /* Translators: a character, its code, and the name of a character
                * encoding */
               _ ("“%s” (U+%04X) can’t be written in %s."),
               shown,
               character,
               encoding);
  return NULL;
}
