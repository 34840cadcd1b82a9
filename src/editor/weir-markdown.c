/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-markdown.h"

#include <string.h>

/* Reads Markdown line by line into blocks. The text may come from a file of
 * somebody else's: everything is escaped, links lead only to the web, and
 * emphasis is nested no deeper than it makes sense. */

#define MAX_NESTING 4

/* What stands between two marks is no longer than this, so that marks which never
 * close cost no more than their number. */
#define MAX_SPAN 1024

typedef struct
{
  GPtrArray *blocks;
  GString   *open; /* the text of the block that is being read, no markup */
  gboolean   is_open;

  WeirMarkdownKind kind;
  guint            level;
  char            *bullet;
} Reader;

static void
free_block (gpointer data)
{
  WeirMarkdownBlock *block = data;

  g_free (block->bullet);
  g_free (block->markup);
  g_free (block);
}

/* Inside a line */

static void
append_inline (GString *out, const char *text, gsize length, guint depth);

static void
append_escaped (GString *out, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize)length);

  g_string_append (out, escaped);
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || (c & 0x80) != 0;
}

/* Where the mark that opens at @text closes; NULL when it does not. A mark is
 * before and behind no blank; an underscore also in no word. */
static const char *
find_close (const char *text, const char *end, const char *mark)
{
  gsize       length = strlen (mark);
  const char *at = text + length;

  end = MIN (end, text + MAX_SPAN);
  if (at >= end || g_ascii_isspace (*at))
    return NULL;
  for (; at + length <= end; at++)
    {
      if (*at == '\\' && at + 1 < end)
        at++;
      else if (memcmp (at, mark, length) == 0 && at > text + length &&
               (mark[0] == '`' || !g_ascii_isspace (at[-1])) &&
               (mark[0] != '_' || at + length == end || !is_word (at[length])))
        return at;
    }
  return NULL;
}

static const struct
{
  const char *mark;
  const char *tag;
} marks[] = {
  { "``", "tt" }, { "`", "tt" }, { "**", "b" },
  { "__", "b" },  { "*", "i" },  { "_", "i" },
};

/* Returns: behind what was read, NULL when no mark opens here */
static const char *
read_mark (GString *out, const char *text, const char *at, const char *end, guint depth)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *mark = marks[i].mark;
      gsize       length = strlen (mark);
      const char *close;

      if ((gsize)(end - at) <= length || memcmp (at, mark, length) != 0 ||
          (mark[0] == '_' && at > text && is_word (at[-1])))
        continue;
      close = find_close (at, end, mark);
      if (close == NULL)
        continue;
      g_string_append_printf (out, "<%s>", marks[i].tag);
      if (mark[0] == '`')
        append_escaped (out, at + length, (gsize)(close - at) - length);
      else
        append_inline (out, at + length, (gsize)(close - at) - length, depth + 1);
      g_string_append_printf (out, "</%s>", marks[i].tag);
      return close + length;
    }
  return NULL;
}

static gboolean
is_web (const char *url, gsize length)
{
  return (length > 8 && g_ascii_strncasecmp (url, "https://", 8) == 0) ||
         (length > 7 && g_ascii_strncasecmp (url, "http://", 7) == 0);
}

/* [text](url) */
static const char *
read_link (GString *out, const char *at, const char *end, guint depth)
{
  const char *middle;
  const char *close;

  if (*at != '[')
    return NULL;
  end = MIN (end, at + MAX_SPAN);
  middle = memchr (at, ']', (gsize)(end - at));
  if (middle == NULL || middle + 1 >= end || middle[1] != '(')
    return NULL;
  close = memchr (middle, ')', (gsize)(end - middle));
  if (close == NULL || !is_web (middle + 2, (gsize)(close - middle) - 2))
    return NULL;
  g_string_append (out, "<a href=\"");
  append_escaped (out, middle + 2, (gsize)(close - middle) - 2);
  g_string_append (out, "\">");
  /* A link in a link is none. */
  append_inline (out, at + 1, (gsize)(middle - at) - 1, depth + MAX_NESTING);
  g_string_append (out, "</a>");
  return close + 1;
}

static void
append_inline (GString *out, const char *text, gsize length, guint depth)
{
  const char *end = text + length;
  const char *plain = text; /* from here on nothing is written yet */
  const char *at = text;

  while (at < end)
    {
      const char *next = NULL;

      if (*at == '\\' && at + 1 < end && g_ascii_ispunct (at[1]))
        {
          append_escaped (out, plain, (gsize)(at - plain));
          plain = at + 1;
          at += 2;
          continue;
        }
      if (depth < MAX_NESTING && strchr ("`*_[", *at) != NULL)
        {
          append_escaped (out, plain, (gsize)(at - plain));
          plain = at;
          next = read_mark (out, text, at, end, depth);
          if (next == NULL)
            next = read_link (out, at, end, depth);
        }
      if (next != NULL)
        plain = next;
      at = next != NULL ? next : at + 1;
    }
  append_escaped (out, plain, (gsize)(end - plain));
}

/* Blocks */

static void
close_block (Reader *reader)
{
  WeirMarkdownBlock *block;
  GString           *markup;

  if (!reader->is_open)
    return;
  markup = g_string_new (NULL);
  if (reader->kind == WEIR_MARKDOWN_CODE)
    append_escaped (markup, reader->open->str, reader->open->len);
  else
    append_inline (markup, reader->open->str, reader->open->len, 0);
  block = g_new0 (WeirMarkdownBlock, 1);
  block->kind = reader->kind;
  block->level = reader->level;
  block->bullet = g_steal_pointer (&reader->bullet);
  block->markup = g_string_free (markup, FALSE);
  g_ptr_array_add (reader->blocks, block);
  g_string_truncate (reader->open, 0);
  reader->is_open = FALSE;
}

static void
open_block (Reader *reader, WeirMarkdownKind kind, guint level)
{
  close_block (reader);
  reader->is_open = TRUE;
  reader->kind = kind;
  reader->level = level;
}

static void
append_text (Reader *reader, const char *text)
{
  if (reader->open->len > 0)
    g_string_append_c (reader->open,
                       reader->kind == WEIR_MARKDOWN_CODE ? '\n' : ' ');
  g_string_append (reader->open, text);
}

static gboolean
read_heading (Reader *reader, const char *line)
{
  gsize level = strspn (line, "#");

  if (level == 0 || level > 6 || line[level] != ' ')
    return FALSE;
  open_block (reader, WEIR_MARKDOWN_HEADING, (guint)level);
  append_text (reader, line + level + 1);
  close_block (reader);
  return TRUE;
}

static gboolean
read_item (Reader *reader, const char *line, gsize indent)
{
  gsize digits = strspn (line, "0123456789");

  if (strchr ("-*+", line[0]) != NULL && line[0] != '\0' && line[1] == ' ')
    {
      open_block (reader, WEIR_MARKDOWN_ITEM, (guint)indent / 2);
      reader->bullet = g_strdup ("•");
      append_text (reader, line + 2);
      return TRUE;
    }
  if (digits > 0 && digits < 10 && line[digits] == '.' && line[digits + 1] == ' ')
    {
      open_block (reader, WEIR_MARKDOWN_ITEM, (guint)indent / 2);
      reader->bullet = g_strndup (line, digits + 1);
      append_text (reader, line + digits + 2);
      return TRUE;
    }
  return FALSE;
}

static void
read_line (Reader *reader, const char *line)
{
  gsize       indent = strspn (line, " ");
  const char *text = line + indent;

  if (reader->is_open && reader->kind == WEIR_MARKDOWN_CODE)
    {
      if (g_str_has_prefix (text, "```"))
        close_block (reader);
      else
        append_text (reader, line);
    }
  else if (g_str_has_prefix (text, "```"))
    open_block (reader, WEIR_MARKDOWN_CODE, 0);
  else if (text[0] == '\0')
    close_block (reader);
  else if (!read_heading (reader, text) && !read_item (reader, text, indent))
    {
      if (!reader->is_open)
        open_block (reader, WEIR_MARKDOWN_PARAGRAPH, 0);
      append_text (reader, text);
    }
}

GPtrArray *
weir_markdown_parse (const char *text)
{
  g_autofree char *cut =
    g_strndup (text, MIN (strlen (text), WEIR_MARKDOWN_MAX_BYTES));
  g_autofree char *valid = g_utf8_make_valid (cut, -1);
  g_auto (GStrv)   lines = g_strsplit (valid, "\n", -1);
  Reader           reader = { .open = g_string_new (NULL) };

  reader.blocks = g_ptr_array_new_with_free_func (free_block);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      read_line (&reader, lines[i]);
    }
  close_block (&reader);
  g_string_free (reader.open, TRUE);
  return reader.blocks;
}
