/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lines for a terminal. What may stand at the end of a line and what at the
 * beginning is that of Unicode's Standard Annex 14, as far as texts of a
 * translation need it. */

#include "config.h"

#include "cli/weir-cli-wrap.h"

#include <string.h>

#define LINE_COLUMNS 79

guint
weir_cli_get_width (const char *text, gsize length)
{
  const char *end = text + length;
  guint       width = 0;

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (g_unichar_iswide (character))
        width += 2;
      else if (!g_unichar_iszerowidth (character))
        width++;
    }
  return width;
}

static gboolean
may_end_line (gunichar character)
{
  switch ((int)g_unichar_break_type (character))
    {
    case G_UNICODE_BREAK_OPEN_PUNCTUATION:
    case G_UNICODE_BREAK_PREFIX:
    case G_UNICODE_BREAK_NON_BREAKING_GLUE:
    case G_UNICODE_BREAK_WORD_JOINER:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
may_begin_line (gunichar character)
{
  switch ((int)g_unichar_break_type (character))
    {
    case G_UNICODE_BREAK_CLOSE_PUNCTUATION:
    case G_UNICODE_BREAK_CLOSE_PARENTHESIS:
    case G_UNICODE_BREAK_EXCLAMATION:
    case G_UNICODE_BREAK_INFIX_SEPARATOR:
    case G_UNICODE_BREAK_SYMBOL:
    case G_UNICODE_BREAK_POSTFIX:
    case G_UNICODE_BREAK_NON_STARTER:
    case G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER:
    case G_UNICODE_BREAK_INSEPARABLE:
    case G_UNICODE_BREAK_COMBINING_MARK:
    case G_UNICODE_BREAK_NON_BREAKING_GLUE:
    case G_UNICODE_BREAK_WORD_JOINER:
      return FALSE;
    default:
      return TRUE;
    }
}

/* Behind the characters from @text on that stay on one line. */
static const char *
find_end (const char *text)
{
  gunichar before = g_utf8_get_char (text);

  for (text = g_utf8_next_char (text); *text != '\0' && *text != ' ';
       text = g_utf8_next_char (text))
    {
      gunichar after = g_utf8_get_char (text);

      if ((g_unichar_iswide (before) || g_unichar_iswide (after)) &&
          may_end_line (before) && may_begin_line (after))
        break;
      before = after;
    }
  return text;
}

void
weir_cli_wrap (GString *out, const char *text, guint column, guint indent)
{
  gboolean first = TRUE;

  while (TRUE)
    {
      gsize       blanks = strspn (text, " ");
      const char *begin = text + blanks;
      guint       width;

      if (*begin == '\0')
        break;
      text = find_end (begin);
      width = weir_cli_get_width (begin, (gsize)(text - begin));
      if (!first && column + blanks + width > LINE_COLUMNS)
        {
          g_string_append_printf (out, "\n%*s", (int)indent, "");
          column = indent;
          blanks = 0;
        }
      g_string_append_printf (out, "%*s", (int)blanks, "");
      g_string_append_len (out, begin, text - begin);
      column += (guint)blanks + width;
      first = FALSE;
    }
  g_string_append_c (out, '\n');
}
