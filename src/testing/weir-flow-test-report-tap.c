/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-report-tap.h"

#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* YAML is written in the part of it that is JSON, and in literal blocks: every
 * reader of TAP understands that. */

/* A description is one line of text in which `#` begins a directive. */
static void
append_description (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (g_ascii_iscntrl (*text))
        {
          g_string_append_c (out, ' ');
          continue;
        }
      if (*text == '#' || *text == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
}

static void
append_quoted (GString *out, const char *text)
{
  weir_json_append_string (out, text, strlen (text));
}

/* @text: (nullable) */
static void
append_text (GString *out, const char *key, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, "  %s: ", key);
  append_quoted (out, text);
  g_string_append_c (out, '\n');
}

/* @text: (nullable): shown as it is */
static void
append_block (GString *out, const char *key, const char *text)
{
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    return;
  g_string_append_printf (out, "  %s: |\n", key);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i + 1] == NULL && *lines[i] == '\0' && i > 0)
        break;
      g_string_append_printf (out, "    %s\n", g_strdelimit (lines[i], "\r", ' '));
    }
}

static void
append_place (GString *out, const char *file, guint line, guint column)
{
  g_string_append (out, "  at:\n    file: ");
  append_quoted (out, file);
  if (line > 0)
    g_string_append_printf (out, "\n    line: %u\n    column: %u", line, column);
  g_string_append_c (out, '\n');
}

static void
append_seen (GString *out, GPtrArray *seen)
{
  if (seen == NULL || seen->len == 0)
    return;
  g_string_append (out, "  seen:\n");
  for (guint i = 0; i < seen->len; i++)
    {
      g_string_append (out, "    - ");
      append_quoted (out, seen->pdata[i]);
      g_string_append_c (out, '\n');
    }
}

static void
append_failure (GString *out, const char *file, const WeirFlowTestResult *result)
{
  g_string_append (out, "  ---\n");
  append_text (out, "message", result->message);
  append_text (out, "severity", "fail");
  append_place (out, file, result->line, result->column);
  append_text (out, "node", result->node_id);
  append_block (out, "expected", result->expected);
  append_block (out, "got", result->got);
  append_block (out, "difference", result->difference);
  append_seen (out, result->seen);
  g_string_append (out, "  ...\n");
}

void
weir_flow_test_tap_append_step (GString                  *out,
                                const char               *file,
                                const WeirFlowTestResult *result,
                                guint                     number)
{
  g_string_append_printf (out,
                          "%s %u - ",
                          result->outcome == WEIR_FLOW_TEST_FAILED ? "not ok"
                                                                   : "ok",
                          number);
  append_description (out, result->text);
  switch (result->outcome)
    {
    case WEIR_FLOW_TEST_PASSED:
      g_string_append_c (out, '\n');
      break;
    case WEIR_FLOW_TEST_FAILED:
      g_string_append_c (out, '\n');
      append_failure (out, file, result);
      break;
    case WEIR_FLOW_TEST_SKIPPED:
      g_string_append_printf (out, " # SKIP %s\n", _ ("an earlier step failed"));
      break;
    }
}

static void
append_error (GString *out, const WeirFlowTestReport *report, guint number)
{
  g_string_append_printf (out, "not ok %u - ", number);
  append_description (out, report->file);
  g_string_append (out, "\n  ---\n");
  append_block (out, "message", report->error);
  append_text (out, "severity", "fail");
  append_place (out, report->file, report->error_line, report->error_column);
  g_string_append (out, "  ...\n");
}

void
weir_flow_test_tap_append_head (GString *out, const char *file)
{
  g_autofree char *line = g_strdup (file);

  g_string_append_printf (out, "# %s\n", g_strdelimit (line, "\r\n", ' '));
}

guint
weir_flow_test_tap_append (GString                  *out,
                           const WeirFlowTestReport *report,
                           guint                     n_told,
                           guint                     number)
{
  guint first = number;

  if (n_told == 0)
    weir_flow_test_tap_append_head (out, report->file);
  for (guint i = n_told; i < report->results->len; i++)
    weir_flow_test_tap_append_step (out,
                                    report->file,
                                    report->results->pdata[i],
                                    number++);
  if (report->error != NULL)
    append_error (out, report, number++);
  return number - first;
}

void
weir_flow_test_tap_append_plan (GString *out, guint n_lines)
{
  g_string_append_printf (out, "1..%u\n", n_lines);
}
