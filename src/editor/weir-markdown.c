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

/* Of a table; what stands further right is left out. */
#define MAX_COLUMNS 16

typedef struct
{
  GPtrArray *blocks;
  GString   *open; /* the text of the block that is being read, no markup */
  gboolean   is_open;

  WeirMarkdownKind kind;
  guint            level;
  char            *bullet;
  char            *target;
  GPtrArray       *rows;

  gboolean is_page; /* of ours */
  gboolean in_comment;
  gsize    fence; /* CODE: how far it is indented */
} Reader;

static void
free_block (gpointer data)
{
  WeirMarkdownBlock *block = data;

  g_free (block->bullet);
  g_free (block->markup);
  g_free (block->target);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block);
}

/* Inside a line */

/* What the text of one block is read into. */
typedef struct
{
  GString *out;
  gboolean is_page;
} Line;

static void
append_inline (const Line *line, const char *text, gsize length, guint depth);

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
read_mark (const Line *line,
           const char *text,
           const char *at,
           const char *end,
           guint       depth)
{
  GString *out = line->out;

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
        append_inline (line, at + length, (gsize)(close - at) - length, depth + 1);
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

/* page.md, page.md#heading or #heading */
static gboolean
is_page (const char *url, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (url[i]) && strchr ("-_.#", url[i]) == NULL)
        return FALSE;
    }
  return length > 0;
}

/* [text](url) */
static const char *
read_link (const Line *line, const char *at, const char *end, guint depth)
{
  GString    *out = line->out;
  const char *middle;
  const char *close;
  gsize       length;

  if (*at != '[')
    return NULL;
  end = MIN (end, at + MAX_SPAN);
  middle = memchr (at, ']', (gsize)(end - at));
  if (middle == NULL || middle + 1 >= end || middle[1] != '(')
    return NULL;
  close = memchr (middle, ')', (gsize)(end - middle));
  if (close == NULL)
    return NULL;
  length = (gsize)(close - middle) - 2;
  if (!is_web (middle + 2, length) &&
      !(line->is_page && is_page (middle + 2, length)))
    return NULL;
  g_string_append (out, "<a href=\"");
  append_escaped (out, middle + 2, length);
  g_string_append (out, "\">");
  /* A link in a link is none. */
  append_inline (line, at + 1, (gsize)(middle - at) - 1, depth + MAX_NESTING);
  g_string_append (out, "</a>");
  return close + 1;
}

static void
append_inline (const Line *line, const char *text, gsize length, guint depth)
{
  GString    *out = line->out;
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
          next = read_mark (line, text, at, end, depth);
          if (next == NULL)
            next = read_link (line, at, end, depth);
        }
      if (next != NULL)
        plain = next;
      at = next != NULL ? next : at + 1;
    }
  append_escaped (out, plain, (gsize)(end - plain));
}

/* Blocks */

static char *
dup_markup (Reader *reader, const char *text, gsize length)
{
  Line line = { .out = g_string_new (NULL), .is_page = reader->is_page };

  append_inline (&line, text, length, 0);
  return g_string_free (line.out, FALSE);
}

/* A paragraph of ours that is `![words](file)` is a picture. */
static void
look_for_image (Reader *reader)
{
  const char *text = reader->open->str;
  const char *middle = strstr (text, "](");

  if (!reader->is_page || reader->kind != WEIR_MARKDOWN_PARAGRAPH ||
      !g_str_has_prefix (text, "![") || middle == NULL ||
      !g_str_has_suffix (text, ")"))
    return;
  reader->kind = WEIR_MARKDOWN_IMAGE;
  reader->target = g_strndup (middle + 2, strlen (middle) - 3);
  g_string_truncate (reader->open, (gsize)(middle - text));
  g_string_erase (reader->open, 0, 2);
}

static void
close_block (Reader *reader)
{
  WeirMarkdownBlock *block;

  if (!reader->is_open)
    return;
  look_for_image (reader);
  block = g_new0 (WeirMarkdownBlock, 1);
  block->kind = reader->kind;
  block->level = reader->level;
  block->bullet = g_steal_pointer (&reader->bullet);
  block->target = g_steal_pointer (&reader->target);
  block->rows = g_steal_pointer (&reader->rows);
  if (reader->kind == WEIR_MARKDOWN_CODE || reader->kind == WEIR_MARKDOWN_IMAGE)
    block->markup = g_markup_escape_text (reader->open->str, -1);
  else
    block->markup = dup_markup (reader, reader->open->str, reader->open->len);
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

/* Tables */

/* The cells between the bars of a line; `\|` is a bar in a cell. */
static char **
split_cells (Reader *reader, const char *line)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autoptr (GString)      cell = g_string_new (NULL);

  for (const char *at = line + 1; *at != '\0'; at++)
    {
      if (at[0] == '\\' && at[1] == '|')
        g_string_append_c (cell, *++at);
      else if (*at != '|')
        g_string_append_c (cell, *at);
      else
        {
          g_autofree char *markup = NULL;

          g_strstrip (cell->str);
          markup = dup_markup (reader, cell->str, strlen (cell->str));
          g_strv_builder_add (cells, markup);
          g_string_truncate (cell, 0);
        }
    }
  return g_strv_builder_end (cells);
}

/* Every row is as long as the head. */
static void
add_row (Reader *reader, char **cells)
{
  guint have = g_strv_length (cells);
  guint want = MIN (have, MAX_COLUMNS);

  if (reader->rows->len > 0)
    want = g_strv_length (g_ptr_array_index (reader->rows, 0));
  if (have < want)
    cells = g_renew (char *, cells, want + 1);
  for (guint i = have; i < want; i++)
    cells[i] = g_strdup ("");
  for (guint i = want; i < have; i++)
    g_free (cells[i]);
  cells[want] = NULL;
  g_ptr_array_add (reader->rows, cells);
}

static gboolean
is_row (const char *text)
{
  return text[0] == '|' && text[1] != '\0' && g_str_has_suffix (text, "|");
}

static gboolean
is_rule (const char *text)
{
  return is_row (text) && strspn (text, "|-: ") == strlen (text);
}

/* @next: (nullable): the line below, which tells a head */
static gboolean
read_row (Reader *reader, const char *line, const char *next)
{
  gboolean is_open = reader->is_open && reader->kind == WEIR_MARKDOWN_TABLE;

  if (!is_row (line) || (!is_open && (next == NULL || !is_rule (next))))
    return FALSE;
  if (!is_open)
    {
      open_block (reader, WEIR_MARKDOWN_TABLE, 0);
      reader->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
    }
  if (!is_rule (line))
    add_row (reader, split_cells (reader, line));
  return TRUE;
}

/* Lines */

/* A comment of a page is on lines of its own. */
static gboolean
read_comment (Reader *reader, const char *text)
{
  if (!reader->is_page ||
      (!reader->in_comment && !g_str_has_prefix (text, "<!--")))
    return FALSE;
  close_block (reader);
  reader->in_comment = !g_str_has_suffix (text, "-->");
  return TRUE;
}

static void
read_code (Reader *reader, const char *line, gsize indent)
{
  if (g_str_has_prefix (line + indent, "```"))
    close_block (reader);
  else
    append_text (reader, line + MIN (indent, reader->fence));
}

static void
read_line (Reader *reader, const char *line, const char *next)
{
  gsize       indent = strspn (line, " ");
  const char *text = line + indent;

  if (reader->is_open && reader->kind == WEIR_MARKDOWN_CODE)
    read_code (reader, line, indent);
  else if (read_comment (reader, text))
    return;
  else if (g_str_has_prefix (text, "```"))
    {
      open_block (reader, WEIR_MARKDOWN_CODE, 0);
      reader->fence = indent;
    }
  else if (text[0] == '\0')
    close_block (reader);
  else if (!read_row (reader, text, next) && !read_heading (reader, text) &&
           !read_item (reader, text, indent))
    {
      if (!reader->is_open || reader->kind == WEIR_MARKDOWN_TABLE)
        open_block (reader, WEIR_MARKDOWN_PARAGRAPH, 0);
      append_text (reader, text);
    }
}

static GPtrArray *
parse (const char *text, gboolean is_page)
{
  g_autofree char *cut =
    g_strndup (text, MIN (strlen (text), WEIR_MARKDOWN_MAX_BYTES));
  g_autofree char *valid = g_utf8_make_valid (cut, -1);
  g_auto (GStrv)   lines = g_strsplit (valid, "\n", -1);
  Reader           reader = { .open = g_string_new (NULL), .is_page = is_page };

  reader.blocks = g_ptr_array_new_with_free_func (free_block);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (&reader, lines[i], lines[i + 1]);
  close_block (&reader);
  g_string_free (reader.open, TRUE);
  return reader.blocks;
}

GPtrArray *
weir_markdown_parse (const char *text)
{
  return parse (text, FALSE);
}

GPtrArray *
weir_markdown_parse_page (const char *text)
{
  return parse (text, TRUE);
}

char *
weir_markdown_dup_anchor (const char *markup)
{
  GString *out = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (const char *at = markup; *at != '\0'; at++)
    {
      if (*at == '<' || *at == '>')
        in_tag = *at == '<';
      else if (in_tag)
        continue;
      else if (is_word (*at))
        g_string_append_c (out, g_ascii_tolower (*at));
      else if (out->len > 0 && out->str[out->len - 1] != '-')
        g_string_append_c (out, '-');
    }
  if (out->len > 0 && out->str[out->len - 1] == '-')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
