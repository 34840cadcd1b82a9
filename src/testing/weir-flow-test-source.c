/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-source-private.h"

#include <string.h>

/* A test file is read level by level: each container is split into its parts
 * where it stands, and only what is a value of the test's becomes one. So every
 * step, member and fault has a place, and a large file no tree beside it. */

#define BYTE_ORDER_MARK "\357\273\277"

void
weir_flow_test_source_init (WeirFlowTestSource *source, GBytes *bytes)
{
  gsize       length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  *source = (WeirFlowTestSource){
    .text = length > 0 ? text : "",
    .length = length,
    .mark_line = 1,
    .mark_column = 1,
  };
}

gboolean
weir_flow_test_source_check (const WeirFlowTestSource *source,
                             gsize                     max_bytes,
                             gsize                    *offset,
                             GError                  **error)
{
  WeirJsonLimits limits = {
    .max_bytes = max_bytes,
    .max_depth = WEIR_JSON_MAX_DEPTH,
  };
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (source->text, source->length, &limits);
  WeirJsonToken token;

  do
    {
      if (!weir_json_scanner_next (scanner, &token, error))
        {
          *offset = weir_json_scanner_get_offset (scanner);
          return FALSE;
        }
    }
  while (token.kind != WEIR_JSON_TOKEN_END);
  return TRUE;
}

WeirFlowTestPart
weir_flow_test_source_get_root (const WeirFlowTestSource *source)
{
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (source->text, source->length, NULL);
  WeirFlowTestPart root = { .end = source->length };
  WeirJsonToken    token;

  if (weir_json_scanner_next (scanner, &token, NULL))
    {
      root.start = token.start;
      root.kind = token.kind;
    }
  return root;
}

static void
clear_part (gpointer data)
{
  WeirFlowTestPart *part = data;

  g_free (part->key);
}

static gboolean
is_start (WeirJsonTokenKind kind)
{
  return kind == WEIR_JSON_TOKEN_OBJECT_START ||
         kind == WEIR_JSON_TOKEN_ARRAY_START;
}

static gboolean
is_end (WeirJsonTokenKind kind)
{
  return kind == WEIR_JSON_TOKEN_OBJECT_END || kind == WEIR_JSON_TOKEN_ARRAY_END;
}

static char *
read_key (const char *text, const WeirJsonToken *token)
{
  g_autoptr (GString) key =
    weir_json_unescape (text + token->start + 1, token->end - token->start - 2);

  return g_string_free (g_steal_pointer (&key), FALSE);
}

GArray *
weir_flow_test_source_split (const WeirFlowTestSource *source,
                             const WeirFlowTestPart   *container)
{
  const char                 *text = source->text + container->start;
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (text, container->end - container->start, NULL);
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (WeirFlowTestPart));
  WeirFlowTestPart part = { NULL };
  WeirJsonToken    token;
  guint            depth = 0;

  g_array_set_clear_func (parts, clear_part);
  while (weir_json_scanner_next (scanner, &token, NULL))
    {
      if (is_end (token.kind))
        depth--;
      if (depth == 0 && (is_end (token.kind) || !is_start (token.kind)))
        break;
      if (depth == 1 && token.kind == WEIR_JSON_TOKEN_KEY)
        {
          part.key = read_key (text, &token);
          part.key_start = container->start + token.start;
        }
      else if (depth == 1)
        {
          if (!is_end (token.kind))
            {
              part.start = container->start + token.start;
              part.kind = token.kind;
            }
          part.end = container->start + token.end;
          if (!is_start (token.kind))
            {
              g_array_append_val (parts, part);
              part = (WeirFlowTestPart){ NULL };
            }
        }
      if (is_start (token.kind))
        depth++;
    }
  g_free (part.key);
  return parts;
}

WeirValue *
weir_flow_test_source_read (const WeirFlowTestSource *source,
                            const WeirFlowTestPart   *part)
{
  return weir_json_read (source->text + part->start,
                         part->end - part->start,
                         NULL,
                         NULL);
}

void
weir_flow_test_source_locate (const WeirFlowTestSource *source,
                              gsize                     offset,
                              guint                    *line,
                              guint                    *column)
{
  gsize at = 0;

  *line = 1;
  *column = 1;
  if (offset >= source->mark)
    {
      at = source->mark;
      *line = source->mark_line;
      *column = source->mark_column;
    }
  for (; at < offset && at < source->length; at++)
    {
      char byte = source->text[at];

      /* Line ends as weir_json_locate() knows them. */
      if (byte == '\n' || (byte == '\r' && (at + 1 == source->length ||
                                            source->text[at + 1] != '\n')))
        {
          ++*line;
          *column = 1;
        }
      else
        *column += ((guint8)byte & 0xc0) != 0x80;
    }
}

void
weir_flow_test_source_mark (WeirFlowTestSource *source, gsize offset)
{
  guint line;
  guint column;

  weir_flow_test_source_locate (source, offset, &line, &column);
  source->mark = offset;
  source->mark_line = line;
  source->mark_column = column;
}
