/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-text-layout-private.h"

#include "flow/weir-text-token-private.h"

#include <string.h>

#define NODE_RED_UNIT "    "

typedef struct
{
  const char *text;
  gsize       length;
} Span;

static Span
span (const char *text, gsize from, gsize to)
{
  return (Span){ text + from, to - from };
}

/* The white space that begins the last line of a gap between two lexemes;
 * some put the comma first, and it is not part of that. */
static gboolean
find_indent (Span gap, Span *indent)
{
  const char *newline = memrchr (gap.text, '\n', gap.length);
  const char *end = gap.text + gap.length;

  if (newline == NULL)
    return FALSE;

  indent->text = newline + 1;
  indent->length = 0;
  while (indent->text + indent->length < end &&
         indent->text[indent->length] != ',')
    indent->length++;
  return TRUE;
}

/* Odd white space that would not fit is replaced by the usual one. */
static void
copy_span (char *to, gsize size, Span from, const char *otherwise)
{
  if (from.length < size && memchr (from.text, '\n', from.length) == NULL)
    {
      memcpy (to, from.text, from.length);
      to[from.length] = '\0';
    }
  else
    g_strlcpy (to, otherwise, size);
}

/* The gap before the last item: that is where new items go. */
static Span
last_gap (const WeirTextContainer *container)
{
  guint               n_items = container->items->len;
  const WeirTextItem *last = weir_text_container_get (container, n_items - 1);

  if (n_items == 1)
    return span (container->text, container->open + 1, last->start);
  return span (container->text,
               weir_text_container_get (container, n_items - 2)->end,
               last->start);
}

static void
detect_lines (WeirTextLayout          *layout,
              const WeirTextContainer *container,
              Span                     gap,
              Span                     indent)
{
  const WeirTextItem *last =
    weir_text_container_get (container, container->items->len - 1);
  Span outer = { "", 0 };

  layout->multiline = TRUE;
  layout->crlf = memchr (gap.text, '\r', gap.length) != NULL;
  find_indent (span (container->text, last->end, container->close), &outer);
  copy_span (layout->indent, sizeof layout->indent, outer, "");

  if (indent.length > outer.length &&
      memcmp (indent.text, outer.text, outer.length) == 0)
    {
      indent.text += outer.length;
      indent.length -= outer.length;
    }
  if (indent.length > 0)
    copy_span (layout->unit, sizeof layout->unit, indent, NODE_RED_UNIT);
}

WeirTextLayout
weir_text_layout_detect (const WeirTextContainer *container)
{
  WeirTextLayout      layout = { .unit = NODE_RED_UNIT, .colon = ":" };
  const WeirTextItem *last;
  Span                gap;
  Span                indent;

  g_strlcpy (layout.comma, ",", sizeof layout.comma);
  if (container->items->len == 0)
    return layout;

  last = weir_text_container_get (container, container->items->len - 1);
  gap = last_gap (container);
  copy_span (layout.colon,
             sizeof layout.colon,
             span (container->text, last->label_end, last->value),
             ": ");
  if (find_indent (gap, &indent))
    detect_lines (&layout, container, gap, indent);
  else if (container->items->len > 1)
    {
      copy_span (layout.comma, sizeof layout.comma, gap, ",");
      return layout;
    }
  if (g_str_has_suffix (layout.colon, " "))
    g_strlcpy (layout.comma, ", ", sizeof layout.comma);
  return layout;
}

WeirTextLayout
weir_text_layout_at (const WeirTextLayout *layout, const char *text, gsize offset)
{
  WeirTextLayout result = *layout;
  gsize          start = offset;

  while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
    start--;

  result.multiline = start > 0 && text[start - 1] == '\n';
  if (result.multiline)
    copy_span (result.indent,
               sizeof result.indent,
               span (text, start, offset),
               layout->indent);
  return result;
}

static void
append_break (const WeirTextLayout *layout, GString *out, guint depth)
{
  if (!layout->multiline)
    return;

  g_string_append (out, layout->crlf ? "\r\n" : "\n");
  g_string_append (out, layout->indent);
  for (guint i = 0; i < depth; i++)
    g_string_append (out, layout->unit);
}

/* What goes between two lexemes, given how deep the second one stands. */
static void
append_gap (const WeirTextLayout *layout,
            GString              *out,
            WeirJsonTokenKind     before,
            WeirJsonTokenKind     after,
            guint                 depth)
{
  gboolean opened = before == WEIR_JSON_TOKEN_OBJECT_START ||
                    before == WEIR_JSON_TOKEN_ARRAY_START;
  gboolean closing =
    after == WEIR_JSON_TOKEN_OBJECT_END || after == WEIR_JSON_TOKEN_ARRAY_END;

  if (before == WEIR_JSON_TOKEN_KEY)
    {
      g_string_append (out, layout->colon);
      return;
    }
  if (opened && closing)
    return;
  if (!opened && !closing)
    g_string_append (out, layout->multiline ? "," : layout->comma);
  append_break (layout, out, depth);
}

void
weir_text_layout_append (const WeirTextLayout *layout,
                         GString              *out,
                         const char           *json,
                         gsize                 length)
{
  g_autoptr (WeirJsonScanner) scanner = NULL;
  WeirJsonTokenKind           before = WEIR_JSON_TOKEN_END;
  WeirJsonToken               token;
  guint                       depth = 0;

  scanner = weir_json_scanner_new (json, length, NULL);
  while (weir_json_scanner_next (scanner, &token, NULL) &&
         token.kind != WEIR_JSON_TOKEN_END)
    {
      if (token.kind == WEIR_JSON_TOKEN_OBJECT_END ||
          token.kind == WEIR_JSON_TOKEN_ARRAY_END)
        depth--;
      if (before != WEIR_JSON_TOKEN_END)
        append_gap (layout, out, before, token.kind, depth);
      g_string_append_len (out, json + token.start, token.end - token.start);
      if (token.kind == WEIR_JSON_TOKEN_OBJECT_START ||
          token.kind == WEIR_JSON_TOKEN_ARRAY_START)
        depth++;
      before = token.kind;
    }
}
