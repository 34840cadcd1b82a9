/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/properties/weir-markup.h"

#include <string.h>

/* The little Markdown that the help of node types is written in. */

static const struct
{
  const char *mark;
  const char *open;
  const char *close;
  gboolean    is_code;
} spans[] = {
  { "`", "<tt>", "</tt>", TRUE },
  { "**", "<b>", "</b>", FALSE },
  { "*", "<i>", "</i>", FALSE },
};

static void
append_escaped (GString *out, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize)length);

  g_string_append (out, escaped);
}

static void append_spans (GString *out, const char *text, gsize length);

/* Where the span that starts at @text ends; NULL when none starts there. */
static const char *
find_end (const char *text, const char *end, const char *mark)
{
  gsize       length = strlen (mark);
  const char *found;

  if ((gsize)(end - text) < 2 * length + 1 || !g_str_has_prefix (text, mark) ||
      text[length] == ' ')
    return NULL;
  found = g_strstr_len (text + length, end - text - (gssize)length, mark);
  return found != NULL && found > text + length ? found : NULL;
}

static gboolean
append_span (GString *out, const char **text, const char *end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      const char *close = find_end (*text, end, spans[i].mark);
      const char *inner = *text + strlen (spans[i].mark);

      if (close == NULL)
        continue;
      g_string_append (out, spans[i].open);
      if (spans[i].is_code)
        append_escaped (out, inner, (gsize)(close - inner));
      else
        append_spans (out, inner, (gsize)(close - inner));
      g_string_append (out, spans[i].close);
      *text = close + strlen (spans[i].mark);
      return TRUE;
    }
  return FALSE;
}

static void
append_spans (GString *out, const char *text, gsize length)
{
  const char *end = text + length;
  const char *plain = text;

  while (text < end)
    {
      GString    *span = g_string_new (NULL);
      const char *start = text;

      if (append_span (span, &text, end))
        {
          append_escaped (out, plain, (gsize)(start - plain));
          g_string_append (out, span->str);
          plain = text;
        }
      else
        text = g_utf8_next_char (text);
      g_string_free (span, TRUE);
    }
  append_escaped (out, plain, (gsize)(end - plain));
}

char *
weir_markup_from_markdown (const char *text)
{
  GString       *out = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (i > 0)
        g_string_append_c (out, '\n');
      if (g_str_has_prefix (line, "- "))
        {
          g_string_append (out, " • ");
          line += 2;
        }
      append_spans (out, line, strlen (line));
    }
  return g_string_free (out, FALSE);
}
