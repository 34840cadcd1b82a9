/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-coverage-format.h"

#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  guint nodes, nodes_covered;
  guint wires, wires_covered;
} Totals;

static Totals
count (WeirFlowTestCoverage *coverage)
{
  Totals totals = { 0 };

  for (guint i = 0; i < weir_flow_test_coverage_get_n (coverage); i++)
    {
      const WeirFlowTestCovered *item =
        weir_flow_test_coverage_get_nth (coverage, i);

      if (item->target == NULL)
        {
          totals.nodes++;
          totals.nodes_covered += item->count > 0;
        }
      else
        {
          totals.wires++;
          totals.wires_covered += item->count > 0;
        }
    }
  return totals;
}

/* Returns: (transfer full): a sentence */
static char *
describe (const WeirFlowTestCovered *item)
{
  if (item->target == NULL)
    /* Translators: name and id of a node */
    return g_strdup_printf (_ ("%s (%s) carried nothing"),
                            item->name,
                            item->source);
  if (item->output == 0)
    /* Translators: names and ids of two nodes */
    return g_strdup_printf (
      _ ("the wire from %s (%s) to %s (%s) carried nothing"),
      item->name,
      item->source,
      item->target_name,
      item->target);
  /* Translators: a number, names and ids of two nodes */
  return g_strdup_printf (
    _ ("the wire from output %u of %s (%s) to %s (%s) carried nothing"),
    item->output + 1,
    item->name,
    item->source,
    item->target_name,
    item->target);
}

/* Text ------------------------------------------------------------------- */

/* @line: (transfer full): what it holds of line breaks goes */
static void
append_comment (GString *out, const char *indent, char *line)
{
  g_string_append_printf (out, "#%s%s\n", indent, g_strdelimit (line, "\r\n", ' '));
  g_free (line);
}

void
weir_flow_test_coverage_append_text (GString *out, WeirFlowTestCoverage *coverage)
{
  Totals totals = count (coverage);

  append_comment (
    out,
    " ",
    /* Translators: a file, and how many of how many there are in it */
    g_strdup_printf (
      _ ("%s: %u of %u nodes and %u of %u wires carried messages"),
      weir_flow_test_coverage_get_flow (coverage),
      totals.nodes_covered,
      totals.nodes,
      totals.wires_covered,
      totals.wires));
  for (guint i = 0; i < weir_flow_test_coverage_get_n (coverage); i++)
    {
      const WeirFlowTestCovered *item =
        weir_flow_test_coverage_get_nth (coverage, i);
      g_autofree char *what = NULL;

      if (item->count > 0)
        continue;
      what = describe (item);
      append_comment (out,
                      "   ",
                      *item->flow != '\0'
                        ? g_strdup_printf ("%s: %s", item->flow, what)
                        : g_strdup (what));
    }
}

/* JSON ------------------------------------------------------------------- */

static WeirValue *
with_text (WeirValue *object, const char *key, const char *text)
{
  return weir_value_with_member (object, key, weir_value_new_string (text));
}

static WeirValue *
with_number (WeirValue *object, const char *key, guint number)
{
  return weir_value_with_member (object, key, weir_value_new_number (number));
}

static WeirValue *
item_to_value (const WeirFlowTestCovered *item)
{
  WeirValue *object = weir_value_new_object ();

  if (item->target == NULL)
    {
      object = with_text (object, "id", item->source);
      object = with_text (object, "name", item->name);
    }
  else
    {
      object = with_text (object, "source", item->source);
      object = with_number (object, "output", item->output);
      object = with_text (object, "target", item->target);
    }
  return with_text (object, "tab", item->flow);
}

static WeirValue *
coverage_to_value (WeirFlowTestCoverage *coverage)
{
  WeirValue *object = weir_value_new_object ();
  WeirValue *uncovered = weir_value_new_array (NULL, 0);
  Totals     totals = count (coverage);

  for (guint i = 0; i < weir_flow_test_coverage_get_n (coverage); i++)
    {
      const WeirFlowTestCovered *item =
        weir_flow_test_coverage_get_nth (coverage, i);

      if (item->count == 0)
        uncovered = weir_value_with_appended (uncovered, item_to_value (item));
    }
  object =
    with_text (object, "flow", weir_flow_test_coverage_get_flow (coverage));
  object = with_number (object, "nodes", totals.nodes);
  object = with_number (object, "nodesCovered", totals.nodes_covered);
  object = with_number (object, "wires", totals.wires);
  object = with_number (object, "wiresCovered", totals.wires_covered);
  return weir_value_with_member (object, "uncovered", uncovered);
}

void
weir_flow_test_coverage_append_json (GString *out, GPtrArray *coverages)
{
  WeirValue            *list = weir_value_new_array (NULL, 0);
  g_autoptr (WeirValue) object = NULL;

  for (guint i = 0; i < coverages->len; i++)
    list =
      weir_value_with_appended (list, coverage_to_value (coverages->pdata[i]));
  object = weir_value_with_member (weir_value_new_object (), "coverage", list);
  weir_json_append (out, object, WEIR_JSON_STYLE_COMPACT);
  g_string_append_c (out, '\n');
}

/* GitHub ----------------------------------------------------------------- */

/* Its workflow commands escape line ends and their own separators. */
static void
append_escaped (GString *out, const char *text, gboolean is_property)
{
  for (; *text != '\0'; text++)
    {
      if (strchr ("%\r\n", *text) != NULL ||
          (is_property && strchr (":,", *text) != NULL))
        g_string_append_printf (out, "%%%02X", (guint)(guchar)*text);
      else
        g_string_append_c (out, *text);
    }
}

/* @line: 0 when it isn't known, like @column */
static void
append_annotation (GString    *out,
                   const char *level,
                   const char *file,
                   guint       line,
                   guint       column,
                   const char *message)
{
  g_string_append_printf (out, "::%s file=", level);
  append_escaped (out, file, TRUE);
  if (line > 0)
    g_string_append_printf (out, ",line=%u", line);
  if (column > 0)
    g_string_append_printf (out, ",col=%u", column);
  g_string_append (out, "::");
  append_escaped (out, message, FALSE);
  g_string_append_c (out, '\n');
}

/* Where in a flow file the `id` of each entry stands.
 *
 * Returns: (transfer full): id → line */
static GHashTable *
find_lines (const char *text)
{
  GHashTable *lines =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint       line = 1;
  const char *p = text;
  const char *found;

  while ((found = strstr (p, "\"id\"")) != NULL)
    {
      for (; p < found; p++)
        line += *p == '\n';
      p += strlen ("\"id\"");
      found = p + strspn (p, " \t\r\n");
      if (*found != ':')
        continue;
      found++;
      found += strspn (found, " \t\r\n");
      if (*found == '"')
        g_hash_table_insert (lines,
                             g_strndup (found + 1, strcspn (found + 1, "\"")),
                             GUINT_TO_POINTER (line));
    }
  return lines;
}

void
weir_flow_test_coverage_append_github (GString              *out,
                                       WeirFlowTestCoverage *coverage,
                                       const char           *text)
{
  g_autoptr (GHashTable) lines = find_lines (text != NULL ? text : "");

  for (guint i = 0; i < weir_flow_test_coverage_get_n (coverage); i++)
    {
      const WeirFlowTestCovered *item =
        weir_flow_test_coverage_get_nth (coverage, i);
      g_autofree char *what = NULL;

      if (item->count > 0)
        continue;
      what = describe (item);
      append_annotation (out,
                         "warning",
                         weir_flow_test_coverage_get_flow (coverage),
                         GPOINTER_TO_UINT (
                           g_hash_table_lookup (lines, item->source)),
                         0,
                         what);
    }
}

void
weir_flow_test_report_append_github (GString                  *out,
                                     const WeirFlowTestReport *report)
{
  if (report->error != NULL)
    append_annotation (out,
                       "error",
                       report->file,
                       report->error_line,
                       report->error_column,
                       report->error);
  for (guint i = 0; i < report->results->len; i++)
    {
      const WeirFlowTestResult *result = report->results->pdata[i];
      g_autoptr (GString)       text = NULL;

      if (result->outcome != WEIR_FLOW_TEST_FAILED)
        continue;
      text = g_string_new (result->message);
      if (result->difference != NULL)
        g_string_append_printf (text, "\n%s", result->difference);
      append_annotation (out,
                         "error",
                         report->file,
                         result->line,
                         result->column,
                         text->str);
    }
}
