/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-http-head.h"

#include <string.h>

/* Looks a request over before libsoup parses it. Only what libsoup 3.2 gets
 * wrong is judged here; everything else stays its business. */

typedef struct
{
  const char *text;
  gsize       length;
} Line;

/* Takes the next line off the front of @rest, its end removed. */
static gboolean
next_line (Line *rest, Line *line)
{
  const char *end = memchr (rest->text, '\n', rest->length);

  if (end == NULL)
    return FALSE;
  line->text = rest->text;
  line->length = (gsize)(end - rest->text);
  rest->length -= line->length + 1;
  rest->text = end + 1;
  if (line->length > 0 && line->text[line->length - 1] == '\r')
    line->length--;
  return TRUE;
}

/* Returns: (nullable): the value of the header @name, when the line is one */
static char *
dup_value (const Line *line, const char *name)
{
  gsize length = strlen (name);

  if (line->length <= length || line->text[length] != ':' ||
      g_ascii_strncasecmp (line->text, name, length) != 0)
    return NULL;
  return g_strstrip (
    g_strndup (line->text + length + 1, line->length - length - 1));
}

static gboolean
is_decimal (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* Whether libsoup can tell where the body of this request ends. */
static guint
judge_header (const Line *line)
{
  g_autofree char *encoding = dup_value (line, "Transfer-Encoding");
  g_autofree char *length = dup_value (line, "Content-Length");

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "chunked") != 0)
    return 501;
  if (length != NULL && !is_decimal (length))
    return 400;
  return 200;
}

guint
weir_http_head_judge (const guint8 *data, gsize length)
{
  Line  rest = { (const char *)data, MIN (length, WEIR_HTTP_HEAD_MAX_BYTES) };
  Line  line;
  guint verdict = 200;

  if (!next_line (&rest, &line))
    return length > WEIR_HTTP_HEAD_MAX_LINE_BYTES ? 414 : WEIR_HTTP_HEAD_PARTIAL;
  if (line.length > WEIR_HTTP_HEAD_MAX_LINE_BYTES)
    return 414;
  while (next_line (&rest, &line))
    {
      if (line.length == 0)
        return verdict;
      if (verdict == 200)
        verdict = judge_header (&line);
    }
  return length >= WEIR_HTTP_HEAD_MAX_BYTES ? 431 : WEIR_HTTP_HEAD_PARTIAL;
}
