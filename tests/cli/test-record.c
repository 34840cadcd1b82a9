/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/weir-cli-record.h"

#include "json/weir-json.h"

#include <string.h>

/* 2026-01-02T12:03:44.512Z; the tests run in UTC. */
#define TIME_US (G_GINT64_CONSTANT (1767355424512) * 1000)

static WeirValue *
parse (const char *json)
{
  WeirValue *value = weir_json_read (json, strlen (json), NULL, NULL);

  g_assert_nonnull (value);
  return value;
}

static WeirRecord
debug_record (WeirValue *value)
{
  return (WeirRecord){
    .kind = WEIR_RECORD_KIND_DEBUG,
    .time_us = TIME_US,
    .id = (char *)"d1",
    .type = (char *)"debug",
    .z = (char *)"t1",
    .path = (char *)"t1/d1",
    .name = (char *)"debug 5",
    .property = (char *)"payload",
    .value = value,
  };
}

static void
test_debug_text (void)
{
  static const struct
  {
    const char *json;
    const char *text;
  } cases[] = {
    { "\"hello\"", "msg.payload : string[5]\n\"hello\"\n" },
    { "42", "msg.payload : number\n42\n" },
    { "true", "msg.payload : boolean\ntrue\n" },
    { "null", "msg.payload : null\nnull\n" },
    { "{\"a\":1}", "msg.payload : Object\n{ a: 1 }\n" },
    { "[1,\"x\"]", "msg.payload : array[2]\n[ 1, 'x' ]\n" },
    { "\"a\\nb\\tc\"", "msg.payload : string[5]\n\"a↵b→c\"\n" },
    { "\"\\u001b[31mred\\u0007\"",
      "msg.payload : string[9]\n\"\\u001b[31mred\\u0007\"\n" },
    { "\"a\\u0000b\"", "msg.payload : string[3]\n\"a\\u0000b\"\n" },
    { "\"\\u009b2J\"", "msg.payload : string[3]\n\"\\u009b2J\"\n" },
    { "\"\\ud800\"", "msg.payload : string[1]\n\"�\"\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) value = parse (cases[i].json);
      g_autoptr (GString)   out = g_string_new (NULL);
      g_autofree char      *expected =
        g_strconcat ("12:03:44.512 [debug 5] ", cases[i].text, NULL);
      WeirRecord record = debug_record (value);

      weir_cli_record_append_text (out, &record);
      g_assert_cmpstr (out->str, ==, expected);
    }
}

/* Without a name the id stands for the node; a topic comes first; what steers a
 * terminal is written out wherever it stands. */
static void
test_debug_head (void)
{
  g_autoptr (WeirValue) value = parse ("1");
  g_autoptr (WeirValue) topic = parse ("\"\\u001bt\"");
  g_autoptr (GString)   out = g_string_new (NULL);
  WeirRecord            record = debug_record (value);

  record.name = NULL;
  record.topic = topic;
  record.property = NULL;
  weir_cli_record_append_text (out, &record);
  g_assert_cmpstr (out->str, ==, "12:03:44.512 [d1] \\u001bt : msg : number\n1\n");
  g_string_truncate (out, 0);
  record.name = (char *)"";
  record.topic = NULL;
  record.property = (char *)"msg.topic";
  weir_cli_record_append_text (out, &record);
  g_assert_cmpstr (out->str, ==, "12:03:44.512 [d1] msg.topic : number\n1\n");
}

static void
test_debug_json (void)
{
  g_autoptr (WeirValue) value = parse ("{\"a\":\"\\ud800\"}");
  g_autoptr (WeirValue) topic = parse ("7");
  g_autoptr (GString)   out = g_string_new (NULL);
  WeirRecord            record = debug_record (value);

  record.topic = topic;
  weir_cli_record_append_json (out, &record);
  g_assert_cmpstr (out->str,
                   ==,
                   "{\"event\":\"debug\",\"id\":\"d1\",\"z\":\"t1\",\"path\":"
                   "\"t1/d1\",\"name\":\"debug 5\",\"topic\":7,\"property\":"
                   "\"payload\",\"msg\":\"{\\\"a\\\":\\\"\\\\ud800\\\"}\","
                   "\"format\":\"Object\"}\n");
}

static void
test_status (void)
{
  g_autoptr (WeirValue) value =
    parse ("{\"fill\":\"red\",\"shape\":\"ring\",\"text\":\"error\","
           "\"reason\":\"refused, retry in 3 s\",\"event\":\"x\"}");
  g_autoptr (GString) out = g_string_new (NULL);
  WeirRecord          record = debug_record (value);

  record.kind = WEIR_RECORD_KIND_STATUS;
  record.type = (char *)"websocket in";
  weir_cli_record_append_json (out, &record);
  g_assert_cmpstr (out->str,
                   ==,
                   "{\"event\":\"status\",\"id\":\"d1\",\"fill\":\"red\","
                   "\"shape\":\"ring\",\"text\":\"error\",\"reason\":\"refused,"
                   " retry in 3 s\"}\n");
  g_string_truncate (out, 0);
  weir_cli_record_append_log (out, &record);
  g_assert_cmpstr (out->str,
                   ==,
                   "2 Jan 12:03:44 - [status] [websocket in:debug 5] error "
                   "(red): refused, retry in 3 s\n");
}

static void
test_log (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  WeirRecord          record = debug_record (NULL);

  record.kind = WEIR_RECORD_KIND_LOG;
  record.level = WEIR_LOG_LEVEL_WARN;
  record.text = (char *)"careful\r\nnow";
  weir_cli_record_append_json (out, &record);
  g_assert_cmpstr (out->str,
                   ==,
                   "{\"event\":\"log\",\"level\":\"warn\",\"id\":\"d1\","
                   "\"type\":\"debug\",\"message\":\"careful\\r\\nnow\"}\n");
  g_string_truncate (out, 0);
  weir_cli_record_append_log (out, &record);
  g_assert_cmpstr (out->str,
                   ==,
                   "2 Jan 12:03:44 - [warn] [debug:debug 5] careful\\u000d\n"
                   "now\n");
}

static void
test_event (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  weir_cli_event_append (out,
                         "ready",
                         "host",
                         weir_value_new_string ("::1"),
                         "port",
                         weir_value_new_number (1880),
                         NULL);
  g_assert_cmpstr (out->str,
                   ==,
                   "{\"event\":\"ready\",\"host\":\"::1\",\"port\":1880}\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/record/debug-text", test_debug_text);
  g_test_add_func ("/cli/record/debug-head", test_debug_head);
  g_test_add_func ("/cli/record/debug-json", test_debug_json);
  g_test_add_func ("/cli/record/status", test_status);
  g_test_add_func ("/cli/record/log", test_log);
  g_test_add_func ("/cli/record/event", test_event);
  return g_test_run ();
}
