/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "weir-test-debug.h"

#include "editor/panels/weir-debug-text.h"

#include <string.h>

static void
assert_time (gint64 time_us, WeirDebugTime format, const char *expected)
{
  g_autofree char *text = weir_debug_dup_time (time_us, format);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_time (void)
{
  const gint64 time_us = G_GINT64_CONSTANT (1777636800007999);

  assert_time (time_us, WEIR_DEBUG_TIME_CLOCK, "12:00:00.007");
  assert_time (time_us, WEIR_DEBUG_TIME_DATE, "2026-05-01 12:00:00.007");
  assert_time (G_GINT64_CONSTANT (3661002000),
               WEIR_DEBUG_TIME_RELATIVE,
               "1:01:01.002");
  assert_time (time_us, WEIR_DEBUG_TIME_UTC, "2026-05-01T12:00:00.007Z");
}

static void
test_delta (void)
{
  static const struct
  {
    gint64      delta_us;
    const char *text;
  } cases[] = {
    { 0, "" },
    { 999, "+<1 ms" },
    { 3000, "+3 ms" },
    { 999999, "+999 ms" },
    { 1250000, "+1.2 s" },
    { G_GINT64_CONSTANT (61000000), "+1 min" },
    { G_GINT64_CONSTANT (7300000000), "+2 h" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = weir_debug_dup_delta (cases[i].delta_us);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
assert_head (const WeirRecord *record, const char *expected)
{
  g_autofree char *head = weir_debug_dup_head (record);

  g_assert_cmpstr (head, ==, expected);
}

static void
test_head (void)
{
  g_autoptr (WeirRecord) string = test_new_debug ("n", 0, "payload", "\"abc\"");
  g_autoptr (WeirRecord) object = test_new_debug ("n", 0, "msg.a.b", "{\"a\":1}");
  g_autoptr (WeirRecord) whole = test_new_debug ("n", 0, "", "{}");
  g_autoptr (WeirRecord) line =
    test_new_log ("n", 0, WEIR_LOG_LEVEL_WARN, "low\non paper");
  g_autofree char *preview = weir_debug_dup_preview (line);

  assert_head (string, "msg.payload : string[3]");
  string->topic = weir_value_new_string ("sensors/1");
  assert_head (string, "sensors/1 · msg.payload : string[3]");
  string->session = g_strdup ("0123456789abcdef");
  assert_head (string, "sensors/1 · msg.payload : string[3] ⟶ 012345");
  assert_head (object, "msg.a.b : object (7 bytes)");
  assert_head (whole, "msg : object (2 bytes)");
  assert_head (line, "warning");
  g_assert_cmpstr (preview, ==, "low on paper");
}

/* A line is never cut inside a character. */
static void
test_long_line (void)
{
  g_autoptr (GString)    text = g_string_new ("x");
  g_autoptr (WeirRecord) line = NULL;
  g_autofree char       *preview = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "ü");
  line = test_new_log ("n", 0, WEIR_LOG_LEVEL_INFO, text->str);
  preview = weir_debug_dup_preview (line);
  g_assert_true (g_utf8_validate (preview, -1, NULL));
  g_assert_cmpuint (strlen (preview), <=, 800);
}

static WeirDebugLog *
new_log (void)
{
  WeirDebugLog *log = weir_debug_log_new ();
  WeirRecord   *named = test_new_debug ("n", 1, "payload", "{\"a\":\"x,y\"}");
  WeirRecord *quoted = test_new_debug ("n", 2, "", "\"say \\\"hi\\\",\\nyou\"");

  named->name = g_strdup ("one, two");
  named->topic = weir_value_new_number (5);
  named->session = g_strdup ("c1");
  test_append (log, named);
  test_append (log, quoted);
  test_append (log, test_new_log (NULL, 3, WEIR_LOG_LEVEL_ERROR, "no"));
  return log;
}

static void
assert_bytes (GBytes *bytes, const char *expected)
{
  gsize            length;
  const char      *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_json (void)
{
  g_autoptr (WeirDebugLog) log = new_log ();
  g_autoptr (GBytes)       bytes = weir_debug_export_json (G_LIST_MODEL (log));

  assert_bytes (
    bytes,
    "{\"event\":\"debug\",\"time\":\"2026-05-01T12:00:00.001Z\",\"id\":\"n\","
    "\"z\":\"flow\",\"name\":\"one, "
    "two\",\"type\":\"debug\",\"session\":\"c1\","
    "\"topic\":5,\"property\":\"payload\",\"format\":\"object\","
    "\"value\":{\"a\":\"x,y\"}}\n"
    "{\"event\":\"debug\",\"time\":\"2026-05-01T12:00:00.002Z\",\"id\":\"n\","
    "\"z\":\"flow\",\"type\":\"debug\",\"format\":\"string[13]\","
    "\"value\":\"say \\\"hi\\\",\\nyou\"}\n"
    "{\"event\":\"log\",\"time\":\"2026-05-01T12:00:00.003Z\","
    "\"level\":\"error\",\"z\":\"flow\",\"type\":\"debug\","
    "\"message\":\"no\"}\n");
}

static void
test_csv (void)
{
  g_autoptr (WeirDebugLog) log = new_log ();
  g_autoptr (GBytes)       bytes = weir_debug_export_csv (G_LIST_MODEL (log));

  assert_bytes (
    bytes,
    "time,level,node,name,session,topic,property,format,value\r\n"
    "2026-05-01T12:00:00.001Z,debug,n,\"one, two\",c1,5,payload,object,"
    "\"{\"\"a\"\":\"\"x,y\"\"}\"\r\n"
    "2026-05-01T12:00:00.002Z,debug,n,,,,,string[13],"
    "\"say \"\"hi\"\",\nyou\"\r\n"
    "2026-05-01T12:00:00.003Z,error,,,,,,,no\r\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/debug-text/time", test_time);
  g_test_add_func ("/editor/debug-text/delta", test_delta);
  g_test_add_func ("/editor/debug-text/head", test_head);
  g_test_add_func ("/editor/debug-text/long-line", test_long_line);
  g_test_add_func ("/editor/debug-text/json", test_json);
  g_test_add_func ("/editor/debug-text/csv", test_csv);
  return g_test_run ();
}
