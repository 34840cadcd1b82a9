/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-comparison.h"

#include "json/weir-json.h"

#include <string.h>

/* Values of two flows as people read them. */

/* Returns: (nullable): the text, when it is one without NUL bytes */
static const char *
get_text (const WeirValue *value)
{
  gsize       length;
  const char *text;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return NULL;
  text = weir_value_get_string (value, &length);
  return strlen (text) == length ? text : NULL;
}

char *
weir_difference_dup_text (const WeirValue *value)
{
  const char *text;

  if (value == NULL)
    return NULL;
  text = get_text (value);
  return text != NULL ? g_utf8_make_valid (text, -1)
                      : weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
}

static void
append_name (GString *out, const WeirSnapshot *snapshot, const char *text)
{
  const WeirEntry *entry =
    *text != '\0' ? weir_snapshot_lookup (snapshot, text) : NULL;

  if (entry != NULL)
    text = *entry->name != '\0' ? entry->name : entry->type;
  g_string_append (out, text);
}

/* Returns: whether @array is a list of texts, which then is in @out */
static gboolean
append_names (GString *out, const WeirSnapshot *snapshot, const WeirValue *array)
{
  if (weir_value_get_kind (array) != WEIR_VALUE_KIND_ARRAY)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (array); i++)
    {
      const char *text = get_text (weir_value_get_item (array, i));

      if (text == NULL)
        return FALSE;
      if (i > 0)
        g_string_append (out, ", ");
      append_name (out, snapshot, text);
    }
  return TRUE;
}

/* Wires: what each output leads to. */
static gboolean
append_wires (GString *out, const WeirSnapshot *snapshot, const WeirValue *array)
{
  if (weir_value_get_kind (array) != WEIR_VALUE_KIND_ARRAY)
    return FALSE;
  for (gsize i = 0; i < weir_value_get_length (array); i++)
    {
      g_string_append (out, i > 0 ? ", [" : "[");
      if (!append_names (out, snapshot, weir_value_get_item (array, i)))
        return FALSE;
      g_string_append_c (out, ']');
    }
  return TRUE;
}

char *
weir_difference_dup_named_text (const WeirSnapshot *snapshot,
                                const WeirValue    *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char         *text;
  g_autofree char    *named = NULL;

  if (value == NULL)
    return NULL;
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY &&
      weir_value_get_length (value) == 0)
    return weir_difference_dup_text (value);
  text = get_text (value);
  if (text != NULL)
    append_name (out, snapshot, text);
  else if (!append_names (out, snapshot, value))
    {
      g_string_truncate (out, 0);
      if (!append_wires (out, snapshot, value))
        return weir_difference_dup_text (value);
    }
  named = g_string_free (g_steal_pointer (&out), FALSE);
  return g_utf8_make_valid (named, -1);
}

/* Lines ------------------------------------------------------------------ */

#define CUT "…"

/* How many lines both have at their beginning, or with @from_end at their end,
 * of the first @max. */
static guint
count_common (char **a, char **b, gboolean from_end, guint max)
{
  guint n_a = g_strv_length (a);
  guint n_b = g_strv_length (b);
  guint n = 0;

  while (n < max && g_str_equal (a[from_end ? n_a - n - 1 : n],
                                 b[from_end ? n_b - n - 1 : n]))
    n++;
  return n;
}

/* Returns: (transfer full): the lines between, with one more at each end */
static char *
dup_between (char **lines, guint start, guint end)
{
  guint               n = g_strv_length (lines);
  g_autoptr (GString) out = g_string_new (start > 1 ? CUT "\n" : NULL);
  guint               first = start > 0 ? start - 1 : 0;
  guint               last = MIN (n - end + 1, n);

  for (guint i = first; i < last; i++)
    {
      if (i > first)
        g_string_append_c (out, '\n');
      g_string_append (out, lines[i]);
    }
  if (end > 1)
    g_string_append (out, "\n" CUT);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

void
weir_difference_cut_lines (char **before, char **after)
{
  g_auto (GStrv) a = NULL;
  g_auto (GStrv) b = NULL;
  guint          least;
  guint          start;
  guint          end;

  g_return_if_fail (before != NULL && after != NULL);

  if (*before == NULL || *after == NULL ||
      (strchr (*before, '\n') == NULL && strchr (*after, '\n') == NULL))
    return;
  a = g_strsplit (*before, "\n", -1);
  b = g_strsplit (*after, "\n", -1);
  least = MIN (g_strv_length (a), g_strv_length (b));
  start = count_common (a, b, FALSE, least);
  end = count_common (a, b, TRUE, least - start);
  g_free (*before);
  g_free (*after);
  *before = dup_between (a, start, end);
  *after = dup_between (b, start, end);
}
