/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-report-junit.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint  tests;
  guint  failures;
  guint  errors;
  guint  skipped;
  double seconds;
} Totals;

/* XML 1.0 §2.2: some characters can't stand in a document, not even escaped. */
static gboolean
is_xml_character (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xfffe) ||
         c > 0xffff;
}

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_xml_character (c))
        g_string_append (out, "\xef\xbf\xbd");
      else if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c < 0x20)
        g_string_append_printf (out, "&#%u;", c);
      else
        g_string_append_unichar (out, c);
    }
}

static void
append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  append_escaped (out, value);
  g_string_append_c (out, '"');
}

static void
append_number (GString *out, const char *name, guint number)
{
  g_string_append_printf (out, " %s=\"%u\"", name, number);
}

static void
append_seconds (GString *out, double seconds)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.6f", seconds);
  g_string_append_printf (out, " time=\"%s\"", text);
}

static Totals
count (const WeirFlowTestReport *report)
{
  Totals totals = {
    .tests = report->results->len,
    .seconds = report->seconds,
  };

  for (guint i = 0; i < report->results->len; i++)
    {
      const WeirFlowTestResult *result = report->results->pdata[i];

      totals.failures += result->outcome == WEIR_FLOW_TEST_FAILED;
      totals.skipped += result->outcome == WEIR_FLOW_TEST_SKIPPED;
    }
  if (report->error != NULL)
    {
      totals.tests++;
      totals.errors++;
    }
  return totals;
}

static void
append_totals (GString *out, const Totals *totals)
{
  append_number (out, "tests", totals->tests);
  append_number (out, "failures", totals->failures);
  append_number (out, "errors", totals->errors);
  append_number (out, "skipped", totals->skipped);
  append_seconds (out, totals->seconds);
}

static void
append_part (GString *out, const char *label, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, "\n%s ", label);
  append_escaped (out, text);
}

static void
append_failure (GString *out, const char *file, const WeirFlowTestResult *result)
{
  g_string_append (out, "      <failure");
  append_attribute (out,
                    "message",
                    result->message != NULL ? result->message : result->text);
  append_attribute (out, "type", "failure");
  g_string_append_c (out, '>');
  append_escaped (out, file);
  g_string_append_printf (out, ":%u:%u", result->line, result->column);
  append_part (out, _ ("expected"), result->expected);
  append_part (out, _ ("got"), result->got);
  append_part (out, _ ("difference"), result->difference);
  for (guint i = 0; result->seen != NULL && i < result->seen->len; i++)
    {
      g_string_append_c (out, '\n');
      append_escaped (out, result->seen->pdata[i]);
    }
  g_string_append (out, "</failure>\n");
}

/* The class of a case is the file: what viewers group by. */
static void
begin_case (GString *out, const char *file, guint number, const char *text)
{
  g_autofree char *name = g_strdup_printf ("%u %s", number, text);

  g_string_append (out, "    <testcase");
  append_attribute (out, "name", name);
  append_attribute (out, "classname", file);
}

static void
append_case (GString *out, const char *file, const WeirFlowTestResult *result)
{
  begin_case (out, file, result->number, result->text);
  append_seconds (out, result->seconds);
  switch (result->outcome)
    {
    case WEIR_FLOW_TEST_PASSED:
      g_string_append (out, "/>\n");
      return;
    case WEIR_FLOW_TEST_FAILED:
      g_string_append (out, ">\n");
      append_failure (out, file, result);
      break;
    case WEIR_FLOW_TEST_SKIPPED:
      g_string_append (out, ">\n      <skipped/>\n");
      break;
    }
  g_string_append (out, "    </testcase>\n");
}

static void
append_error (GString *out, const WeirFlowTestReport *report)
{
  begin_case (out, report->file, 0, _ ("could not run"));
  append_seconds (out, report->seconds);
  g_string_append (out, ">\n      <error");
  append_attribute (out, "message", report->error);
  append_attribute (out, "type", "error");
  g_string_append_c (out, '>');
  append_escaped (out, report->file);
  if (report->error_line > 0)
    g_string_append_printf (out, ":%u:%u", report->error_line, report->error_column);
  append_part (out, "", report->error);
  g_string_append (out, "</error>\n    </testcase>\n");
}

static void
append_suite (GString *out, const WeirFlowTestReport *report, guint id)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char      *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  Totals                totals = count (report);

  g_string_append (out, "  <testsuite");
  append_number (out, "id", id);
  append_attribute (out, "name", report->file);
  append_attribute (out, "package", "weir");
  append_attribute (out, "timestamp", time);
  append_attribute (out, "hostname", "localhost");
  append_totals (out, &totals);
  g_string_append (out, ">\n    <properties/>\n");
  for (guint i = 0; i < report->results->len; i++)
    append_case (out, report->file, report->results->pdata[i]);
  if (report->error != NULL)
    append_error (out, report);
  g_string_append (out, "    <system-out/>\n    <system-err/>\n  </testsuite>\n");
}

void
weir_flow_test_junit_append (GString *out, GPtrArray *reports)
{
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
  for (guint i = 0; i < reports->len; i++)
    append_suite (out, reports->pdata[i], i);
  g_string_append (out, "</testsuites>\n");
}
