/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-writer.h"

#include "testing/weir-flow-test-source-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Adding steps to a file somebody wrote: put in behind the last one, laid out as
 * that one is, with every other byte as it was. */

/* What the writer indents steps with. */
#define WRITER_INDENT "\n    "

/* The line end and white space in front of @offset; "" when something else is
 * in front of it on its line. */
static char *
dup_line_start (const char *text, gsize offset)
{
  gsize start = offset;

  while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
    start--;
  if (start == 0 || (text[start - 1] != '\n' && text[start - 1] != '\r'))
    return g_strdup ("");
  start--;
  if (start > 0 && text[start] == '\n' && text[start - 1] == '\r')
    start--;
  return g_strndup (text + start, offset - start);
}

/* Every byte of white space between tokens, since a JSON string has no line end
 * in it. */
static char *
indent_step (const char *step, const char *line_start)
{
  g_auto (GStrv) lines = g_strsplit (step, WRITER_INDENT, -1);

  return g_strjoinv (*line_start != '\0' ? line_start : " ", lines);
}

static gboolean
find_steps (const WeirFlowTestSource *source, WeirFlowTestPart *found)
{
  WeirFlowTestPart   root = weir_flow_test_source_get_root (source);
  g_autoptr (GArray) parts = NULL;

  if (root.kind != WEIR_JSON_TOKEN_OBJECT_START)
    return FALSE;
  parts = weir_flow_test_source_split (source, &root);
  for (guint i = 0; i < parts->len; i++)
    {
      *found = g_array_index (parts, WeirFlowTestPart, i);
      if (g_str_equal (found->key, "steps"))
        return found->kind == WEIR_JSON_TOKEN_ARRAY_START;
    }
  return FALSE;
}

static gboolean
check_step (const char *step, GError **error)
{
  g_autofree char      *text = g_strdup_printf ("[%s]", step);
  g_autoptr (WeirValue) value = weir_json_read (text, strlen (text), NULL, error);

  if (value == NULL)
    return FALSE;
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY &&
      weir_value_get_length (value) > 0)
    return TRUE;
  g_set_error_literal (error,
                       WEIR_FLOW_TEST_ERROR,
                       WEIR_FLOW_TEST_ERROR_NOT_A_TEST,
                       _ ("There is no step to add."));
  return FALSE;
}

/* Puts @step in, and returns the new text. */
static char *
insert (const WeirFlowTestSource *source,
        const WeirFlowTestPart   *steps,
        const char               *step)
{
  g_autoptr (GArray)  items = weir_flow_test_source_split (source, steps);
  g_autofree char    *line_start = NULL;
  g_autofree char    *indented = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gsize               at = steps->start + 1;

  if (items->len > 0)
    {
      const WeirFlowTestPart *last =
        &g_array_index (items, WeirFlowTestPart, items->len - 1);

      at = last->end;
      line_start = dup_line_start (source->text, last->start);
    }
  else
    {
      g_autofree char *key_line = dup_line_start (source->text, steps->key_start);

      line_start =
        *key_line != '\0' ? g_strconcat (key_line, "  ", NULL) : g_strdup ("");
    }
  indented = indent_step (step, line_start);
  g_string_append_len (out, source->text, (gssize)at);
  if (items->len > 0)
    g_string_append_c (out, ',');
  g_string_append (out, items->len > 0 && *line_start == '\0' ? " " : line_start);
  g_string_append (out, indented);
  if (items->len == 0 && *line_start != '\0' && source->text[at] == ']')
    g_string_append_len (out, line_start, (gssize)strlen (line_start) - 2);
  g_string_append_len (out, source->text + at, (gssize)(source->length - at));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
weir_flow_test_append_step (const char *text,
                            gsize       length,
                            const char *step,
                            GError    **error)
{
  g_autoptr (GBytes) bytes = NULL;
  WeirFlowTestSource source;
  WeirFlowTestPart   steps;
  g_autofree char   *out = NULL;
  gsize              offset;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (step != NULL, NULL);

  bytes = g_bytes_new_static (text, length);
  weir_flow_test_source_init (&source, bytes);
  if (!weir_flow_test_source_check (&source,
                                    WEIR_FLOW_TEST_MAX_BYTES,
                                    &offset,
                                    error) ||
      !check_step (step, error))
    return NULL;
  if (!find_steps (&source, &steps))
    {
      g_set_error_literal (error,
                           WEIR_FLOW_TEST_ERROR,
                           WEIR_FLOW_TEST_ERROR_NOT_A_TEST,
                           _ ("The file is no flow test: it has no “steps”."));
      return NULL;
    }
  out = insert (&source, &steps, step);
  if (source.length == length)
    return g_steal_pointer (&out);
  return g_strdup_printf ("%.*s%s", (int)(length - source.length), text, out);
}
