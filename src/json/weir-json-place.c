/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-json.h"

#include "json/weir-text-private.h"

#include <string.h>

/* Where in a text something is, in the words of people: line, column, and a
 * few characters around it that are fit to be shown. Only made for errors. */

/* Characters shown before the place, and in all. */
#define EXCERPT_BEFORE 10
#define EXCERPT_MAX    20

static gboolean
is_line_end (char character)
{
  return character == '\n' || character == '\r';
}

/* A control character shows as its picture, U+2400 + code. */
static void
append_visible (GString *out, const char *text, gsize width)
{
  guint8 byte = (guint8)text[0];

  if (width == 0)
    g_string_append (out, "\357\277\275");
  else if (byte < 0x20)
    weir_text_append_unit (out, 0x2400u + byte);
  else if (byte == 0x7f)
    weir_text_append_unit (out, 0x2421);
  else
    g_string_append_len (out, text, (gssize)width);
}

/* Back over a few characters of the same line. */
static gsize
find_excerpt_start (const char *text, gsize offset)
{
  gsize start = offset;

  for (guint n = 0; n < EXCERPT_BEFORE && start > 0; n++)
    {
      if (is_line_end (text[start - 1]))
        break;
      start--;
      while (start > 0 && offset - start < EXCERPT_BEFORE * 4 &&
             weir_byte_is_continuation ((guint8)text[start]))
        start--;
    }
  return start;
}

static void
write_excerpt (const char *text, gsize length, gsize offset, WeirJsonPlace *place)
{
  g_autoptr (GString) excerpt = g_string_new (NULL);
  gsize               at = find_excerpt_start (text, offset);

  for (guint n = 0; n < EXCERPT_MAX && at < length; n++)
    {
      guint width = weir_utf8_sequence_length (text + at, length - at);

      append_visible (excerpt, text + at, width);
      at += MAX (width, 1);
    }
  g_strlcpy (place->excerpt, excerpt->str, sizeof (place->excerpt));
}

void
weir_json_locate (const char *text, gsize length, gsize offset, WeirJsonPlace *place)
{
  gsize line_start = 0;

  g_return_if_fail (text != NULL || length == 0);
  g_return_if_fail (place != NULL);

  offset = MIN (offset, length);
  place->line = 1;
  place->column = 1;
  for (gsize i = 0; i < offset; i++)
    {
      /* "\r\n" is one line end, a lone "\r" another. */
      if (text[i] == '\n' ||
          (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n')))
        {
          place->line++;
          line_start = i + 1;
        }
    }
  for (gsize i = line_start; i < offset; i++)
    place->column += !weir_byte_is_continuation ((guint8)text[i]);
  write_excerpt (text, length, offset, place);
}
