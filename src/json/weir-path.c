/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-path.h"

#include "json/weir-path-private.h"
#include "json/weir-text-private.h"

#include <string.h>

/* The grammar of property paths, character for character as Node-RED's
 * normalisePropertyExpression decides (its texts of errors too, which are
 * part of what users and catch nodes see, and so are not translated). Names,
 * `[0]`, `["name"]` and `[msg.…]`; the latter nest up to a limit. */

G_DEFINE_QUARK (weir_path_error, weir_path_error)

typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;
  gsize       start;  /* of the part that is being read */
  gboolean    in_box; /* between `[` and `]` */
  guint       nesting;
  GArray     *parts;
  GError    **error;
} Parser;

static WeirPath *
parse (const char *text, gsize length, guint nesting, GError **error);

static void
clear_part (gpointer data)
{
  WeirPathPart *part = data;

  g_clear_pointer (&part->text, g_free);
  g_clear_pointer (&part->path, weir_path_unref);
}

static gboolean
fail (Parser *parser, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (Parser *parser, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list          arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (parser->error,
               WEIR_PATH_ERROR,
               WEIR_PATH_ERROR_SYNTAX,
               "Invalid property expression: %s",
               what);
  return FALSE;
}

static gboolean
fail_unexpected (Parser *parser, gsize at)
{
  guint width = 0;

  if (at < parser->length)
    width = weir_utf8_sequence_length (parser->text + at, parser->length - at);
  return fail (parser,
               "unexpected %.*s at position %" G_GSIZE_FORMAT,
               (int)width,
               parser->text + at,
               at);
}

static gboolean
fail_unterminated (Parser *parser)
{
  return fail (parser, "unterminated expression");
}

static void
push_key (Parser *parser, gsize start, gsize end)
{
  WeirPathPart part = {
    .kind = WEIR_PATH_PART_KEY,
    .text = g_strndup (parser->text + start, end - start),
    .length = end - start,
  };

  g_array_append_val (parser->parts, part);
}

static gboolean
parse_index (const char *text, gsize length, guint64 *index)
{
  guint64 number = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      if (number > G_MAXUINT32)
        continue; /* too large for any array, however it goes on */
      number = number * 10 + (guint64)(text[i] - '0');
    }
  *index = number;
  return length > 0;
}

/* What was read since `start`, if anything: digits are an index. */
static void
push_bare (Parser *parser)
{
  const char  *text = parser->text + parser->start;
  gsize        length = parser->at - parser->start;
  WeirPathPart part = { .kind = WEIR_PATH_PART_INDEX };

  if (length == 0)
    return;
  if (parse_index (text, length, &part.index))
    g_array_append_val (parser->parts, part);
  else
    push_key (parser, parser->start, parser->at);
}

static gboolean
parse_dot (Parser *parser)
{
  gsize next = parser->at + 1;

  if (parser->at == 0)
    return fail_unexpected (parser, 0);
  push_bare (parser);
  if (next == parser->length)
    return fail_unterminated (parser);
  if (!g_ascii_isalnum (parser->text[next]) && parser->text[next] != '$' &&
      parser->text[next] != '_')
    return fail_unexpected (parser, next);
  parser->start = next;
  return TRUE;
}

static gboolean
starts_nested (const Parser *parser, gsize at)
{
  return parser->length - at >= 4 && memcmp (parser->text + at, "msg", 3) == 0 &&
         (parser->text[at + 3] == '.' || parser->text[at + 3] == '[');
}

/* Returns the offset of the bracket that closes the one before @at, or the
 * length of the text. */
static gsize
find_closing (const Parser *parser, gsize at)
{
  guint depth = 1;

  for (; at < parser->length; at++)
    {
      if (parser->text[at] == '[')
        depth++;
      else if (parser->text[at] == ']' && --depth == 0)
        break;
    }
  return at;
}

/* `[msg.…]`, at its bracket. */
static gboolean
parse_nested (Parser *parser)
{
  gsize        start = parser->at + 1;
  gsize        end = find_closing (parser, start);
  WeirPathPart part = { .kind = WEIR_PATH_PART_PATH };

  if (end == parser->length)
    return fail (parser, "unmatched '[' at position %" G_GSIZE_FORMAT, parser->at);
  if (parser->nesting >= WEIR_PATH_MAX_NESTING)
    return fail (parser, "nested too deeply at position %" G_GSIZE_FORMAT, start);

  part.path =
    parse (parser->text + start, end - start, parser->nesting + 1, NULL);
  /* The first part is the `msg` itself. */
  if (part.path == NULL || weir_path_get_n_parts (part.path) < 2)
    {
      g_clear_pointer (&part.path, weir_path_unref);
      g_set_error (parser->error,
                   WEIR_PATH_ERROR,
                   WEIR_PATH_ERROR_SYNTAX,
                   "Invalid expression started at position %" G_GSIZE_FORMAT,
                   start);
      return FALSE;
    }
  g_array_remove_index (part.path->parts, 0);
  part.text = g_strndup (parser->text + start, end - start);
  part.index = start;
  g_array_append_val (parser->parts, part);
  parser->at = end;
  parser->start = end + 1;
  return TRUE;
}

static gboolean
parse_open (Parser *parser)
{
  gsize next = parser->at + 1;

  if (parser->at == 0)
    return fail_unexpected (parser, 0);
  push_bare (parser);
  if (next == parser->length)
    return fail_unterminated (parser);
  if (starts_nested (parser, next))
    return parse_nested (parser);
  if (parser->text[next] != '"' && parser->text[next] != '\'' &&
      !g_ascii_isdigit (parser->text[next]))
    return fail_unexpected (parser, next);
  parser->start = next;
  parser->in_box = TRUE;
  return TRUE;
}

static gboolean
parse_close (Parser *parser)
{
  guint64 index;

  if (!parser->in_box)
    return fail_unexpected (parser, parser->at);
  if (parser->at != parser->start && !parse_index (parser->text + parser->start,
                                                   parser->at - parser->start,
                                                   &index))
    return fail (parser,
                 "unexpected array expression at position %" G_GSIZE_FORMAT,
                 parser->start);
  push_bare (parser);
  parser->start = parser->at + 1;
  parser->in_box = FALSE;
  return TRUE;
}

/* From the opening to the closing quote. */
static gboolean
parse_quoted (Parser *parser)
{
  const char *open = parser->text + parser->at;
  gsize       start = parser->at + 1;
  const char *close = memchr (open + 1, *open, parser->length - start);
  gsize       next;

  if (parser->at != parser->start)
    return fail_unexpected (parser, parser->at);
  if (close == NULL)
    return fail_unterminated (parser);
  parser->at = (gsize)(close - parser->text);
  if (parser->at == start)
    return fail (parser, "zero-length string at position %" G_GSIZE_FORMAT, start);
  push_key (parser, start, parser->at);

  next = parser->at + 1;
  if (parser->in_box && (next == parser->length || parser->text[next] != ']'))
    return fail (parser,
                 "unexpected array expression at position %" G_GSIZE_FORMAT,
                 start);
  if (!parser->in_box && next < parser->length && parser->text[next] != '[' &&
      parser->text[next] != '.')
    return fail_unexpected (parser, next);
  parser->start = next;
  return TRUE;
}

static gboolean
parse_character (Parser *parser)
{
  switch (parser->text[parser->at])
    {
    case '\'':
    case '"':
      return parse_quoted (parser);
    case '.':
      return parse_dot (parser);
    case '[':
      return parse_open (parser);
    case ']':
      return parse_close (parser);
    case ' ':
      return fail (parser,
                   "unexpected ' ' at position %" G_GSIZE_FORMAT,
                   parser->at);
    default:
      return TRUE;
    }
}

static gboolean
parse_all (Parser *parser)
{
  if (parser->length == 0)
    return fail (parser, "zero-length");
  for (; parser->at < parser->length; parser->at++)
    {
      if (!parse_character (parser))
        return FALSE;
    }
  if (parser->in_box)
    return fail_unterminated (parser);
  /* The last part is a name, even of digits. */
  if (parser->start < parser->length)
    push_key (parser, parser->start, parser->length);
  return TRUE;
}

static WeirPath *
parse (const char *text, gsize length, guint nesting, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (WeirPathPart));
  Parser    parser = { .text = text, .length = length, .nesting = nesting };
  WeirPath *path;

  g_array_set_clear_func (parts, clear_part);
  parser.parts = parts;
  parser.error = error;
  if (!parse_all (&parser))
    return NULL;

  path = g_new (WeirPath, 1);
  g_atomic_ref_count_init (&path->ref_count);
  path->parts = g_steal_pointer (&parts);
  return path;
}

WeirPath *
weir_path_new (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return parse (text, strlen (text), 0, error);
}

WeirPath *
weir_path_new_message (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_has_prefix (text, "msg."))
    text += strlen ("msg.");
  return weir_path_new (text, error);
}

WeirPath *
weir_path_ref (WeirPath *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_atomic_ref_count_inc (&path->ref_count);
  return path;
}

void
weir_path_unref (WeirPath *path)
{
  g_return_if_fail (path != NULL);

  if (!g_atomic_ref_count_dec (&path->ref_count))
    return;
  g_array_unref (path->parts);
  g_free (path);
}
