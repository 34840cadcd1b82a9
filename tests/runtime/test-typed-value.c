/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include "runtime/weir-date-format.h"

#include <math.h>

#define AT ",'z':'t','x':1,'y':1"

/* @value, @message and @expected are JSON with single quotes; @expected NULL
 * is undefined, one that starts with "!" the text of the error. */
static const struct
{
  const char *type;
  const char *value;
  const char *message;
  const char *expected;
} cases[] = {
  { "str", "'abc'", NULL, "'abc'" },
  { "str", "5", NULL, "'5'" },
  { "str", "true", NULL, "'true'" },
  { "str", NULL, NULL, "''" },
  { "num", "'5'", NULL, "5" },
  { "num", "' 5.5 '", NULL, "5.5" },
  { "num", "''", NULL, "0" },
  { "num", "'0x1F'", NULL, "31" },
  { "num", "7", NULL, "7" },
  { "bool", "'true'", NULL, "true" },
  { "bool", "'TRUE'", NULL, "true" },
  { "bool", "'yes'", NULL, "false" },
  { "bool", "true", NULL, "true" },
  { "bool", "false", NULL, "false" },
  { "bool", NULL, NULL, "false" },
  { "json", "'{}'", NULL, "{}" },
  { "json", "'[1,2]'", NULL, "[1,2]" },
  { "json", "12", NULL, "12" },
  { "json", "{'a':1}", NULL, "!SyntaxError: *" },
  { "json", "'{'", NULL, "!SyntaxError: *" },
  { "json", "''", NULL, "!SyntaxError: *" },
  { "bin", "'5'", NULL, "!Error: Not string or array" },
  { "bin", "'{}'", NULL, "!Error: Not string or array" },
  { "bin", "'['", NULL, "!SyntaxError: *" },
  { "msg", "'payload'", "{'payload':1}", "1" },
  { "msg", "'msg.payload.a[0]'", "{'payload':{'a':[7]}}", "7" },
  { "msg", "'none'", "{}", NULL },
  { "msg",
    "'none.a'",
    "{}",
    "!TypeError: Cannot read properties of undefined (reading 'a')" },
  { "msg", "'a..b'", "{}", "!Error: Invalid property expression: *" },
  { "msg", "'payload'", NULL, "'payload'" },
  { "flow", "'k'", NULL, "1" },
  { "flow", "'o.p'", NULL, "2" },
  { "flow", "'o[msg.key]'", "{'key':'p'}", "2" },
  { "flow", "'o[msg.none]'", "{}", "!*" },
  { "flow", "'none'", NULL, NULL },
  { "flow", "'none.below'", NULL, NULL },
  { "flow", "''", NULL, "!Error: *" },
  { "flow", "'#:(memory)::k'", NULL, "1" },
  { "flow", "'#:(file)::k'", NULL, "1" },
  { "global", "'k'", NULL, "3" },
  { "env", "'ANSWER'", NULL, "'42'" },
  { "env", "'${ANSWER}!'", NULL, "'42!'" },
  { "env", "'WEIR_NOT_SET'", NULL, "''" },
  { "env", "'NR_NODE_ID'", NULL, "'n'" },
  { "jsonata", "'payload'", "{}", "!JSONata can't be evaluated here" },
  { "re", "'a+'", NULL, "'a+'" },
  { "node", "'n1'", NULL, "'n1'" },
  { "cred", "'x'", NULL, "'x'" },
  { "none", "5", NULL, "5" },
  { NULL, "'raw'", NULL, "'raw'" },
  { NULL, NULL, NULL, NULL },
};

static void
set_context (Fixture *fixture, const char *scope, const char *key, double number)
{
  g_assert_true (weir_context_set (fixture->engine->store,
                                   scope,
                                   key,
                                   weir_value_new_number (number),
                                   NULL,
                                   NULL));
}

static void
deploy_one (Fixture *fixture)
{
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (variables, (char *)"ANSWER", (char *)"42");
  weir_engine_set_variables (fixture->engine, variables);
  fixture_deploy (fixture,
                  "[{'id':'t','type':'tab'},{'id':'n','type':'pass'" AT "}]",
                  WEIR_DEPLOY_FULL);
  set_context (fixture, "t", "k", 1);
  set_context (fixture, "t", "o.p", 2);
  set_context (fixture, "", "k", 3);
}

static void
check_case (WeirNode *node, guint i)
{
  g_autoptr (WeirValue) value =
    cases[i].value != NULL ? fixture_read (cases[i].value) : NULL;
  g_autoptr (WeirMessage) message =
    cases[i].message != NULL ? weir_message_new (fixture_read (cases[i].message))
                             : NULL;
  const char           *expected = cases[i].expected;
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) result =
    weir_node_evaluate (node, value, cases[i].type, message, &error);

  g_test_message ("%s %s", cases[i].type, cases[i].value);

  if (expected != NULL && *expected == '!')
    {
      g_assert_null (result);
      g_assert_error (error, WEIR_RUNTIME_ERROR, WEIR_RUNTIME_ERROR_VALUE);
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (expected + 1, error->message));
      return;
    }

  g_assert_no_error (error);
  g_assert_nonnull (result);

  if (expected == NULL)
    {
      g_assert_cmpint (weir_value_get_kind (result), ==, WEIR_VALUE_KIND_UNDEFINED);
    }
  else
    {
      g_autoptr (WeirValue) wanted = fixture_read (expected);

      g_assert_true (weir_value_equal (result, wanted));
    }
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  deploy_one (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (fixture_get_node (fixture, "n"), i);

  fixture_settle (fixture);
  fixture_assert_text (fixture->log,
                       "n Unknown context store 'file' specified. "
                       "Using default store.\n");
}

static WeirValue *
evaluate (Fixture *fixture, const char *type, const char *text)
{
  g_autoptr (WeirValue) value = weir_value_new_string (text);
  g_autoptr (GError)    error = NULL;
  WeirValue            *result =
    weir_node_evaluate (fixture_get_node (fixture, "n"), value, type, NULL, &error);

  g_assert_no_error (error);

  return result;
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) bad = NULL;
  g_autoptr (WeirValue) infinite = NULL;

  deploy_one (fixture);
  bad = evaluate (fixture, "num", "5 apples");
  infinite = evaluate (fixture, "num", "-Infinity");
  g_assert_true (isnan (weir_value_get_number (bad)));
  g_assert_true (isinf (weir_value_get_number (infinite)));
}

static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) list = NULL;
  g_autoptr (WeirValue) text = NULL;
  const guint8         *bytes;
  gsize                 length;

  deploy_one (fixture);
  list = evaluate (fixture, "bin", "[1,300,-1]");
  bytes = weir_value_get_bytes (list, &length);
  g_assert_cmpmem (bytes, length, "\x01\x2c\xff", 3);
  text = evaluate (fixture, "bin", "\"hé\"");
  bytes = weir_value_get_bytes (text, &length);
  g_assert_cmpmem (bytes, length, "h\xc3\xa9", 3);
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  gint64                before_ms = g_get_real_time () / 1000;
  g_autoptr (WeirValue) number = NULL;
  g_autoptr (WeirValue) iso = NULL;
  g_autoptr (WeirValue) object = NULL;
  g_autoptr (WeirValue) formatted = NULL;
  g_autoptr (GDateTime) parsed = NULL;

  deploy_one (fixture);
  number = evaluate (fixture, "date", "");
  iso = evaluate (fixture, "date", "iso");
  object = evaluate (fixture, "date", "object");
  formatted = evaluate (fixture, "date", "[x] YYYY");

  g_assert_cmpfloat (weir_value_get_number (number), >=, before_ms);
  g_assert_cmpfloat (weir_value_get_number (number), <=, g_get_real_time () / 1000);
  g_assert_cmpfloat (weir_value_get_date_ms (object), >=, before_ms);
  parsed = g_date_time_new_from_iso8601 (weir_value_get_string (iso, NULL), NULL);
  g_assert_nonnull (parsed);
  g_assert_cmpint (g_date_time_to_unix (parsed), >=, before_ms / 1000);
  g_assert_true (
    g_pattern_match_simple ("x 2*", weir_value_get_string (formatted, NULL)));
}

static const struct
{
  const char *format;
  const char *expected;
} formats[] = {
  { "YYYY-MM-DD HH:mm:ss.SSS", "2024-03-01 13:04:05.678" },
  { "YY Y Q", "24 2024 1" },
  { "MMMM MMM MM M Mo", "March Mar 03 3 3rd" },
  { "DDDD DDD DD Do D", "061 61 01 1st 1" },
  { "dddd ddd dd d e E", "Friday Fri Fr 5 5 5" },
  { "HH H hh h", "13 13 01 1" },
  { "mm m ss s SS S", "04 4 05 5 67 6" },
  { "A a", "PM pm" },
  { "Z ZZ", "+02:00 +0200" },
  { "X x", "1709291045 1709291045678" },
  { "[at] H [o'clock]", "at 13 o'clock" },
  { "[open H", "[op5n 13" },
  { "epoch", "5poc1" },
  { "WW W", "09 9" },
  { "é?", "é?" },
};

static void
test_formats (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7200);
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2024, 3, 1, 13, 4, 5.6785);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = weir_date_format (time, formats[i].format);

      g_assert_cmpstr (text, ==, formats[i].expected);
    }
}

static void
test_ordinals (void)
{
  g_autoptr (GTimeZone)    zone = g_time_zone_new_offset (-12600);
  static const char *const expected[] = {
    [2] = "2nd -0330 am",   [3] = "3rd -0330 am",   [4] = "4th -0330 am",
    [11] = "11th -0330 am", [12] = "12th -0330 am", [13] = "13th -0330 am",
    [21] = "21st -0330 am", [22] = "22nd -0330 am", [23] = "23rd -0330 am",
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GDateTime) time = NULL;
      g_autofree char      *text = NULL;

      if (expected[i] == NULL)
        continue;

      time = g_date_time_new (zone, 2024, 1, (int)i, 0, 0, 0);
      text = weir_date_format (time, "Do ZZ a");
      g_assert_cmpstr (text, ==, expected[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                     \
  g_test_add ("/runtime/typed-value/" name, \
              Fixture,                      \
              NULL,                         \
              fixture_set_up,               \
              func,                         \
              fixture_tear_down)

  ADD ("table", test_table);
  ADD ("numbers", test_numbers);
  ADD ("bytes", test_bytes);
  ADD ("dates", test_dates);
  g_test_add_func ("/runtime/date-format/table", test_formats);
  g_test_add_func ("/runtime/date-format/ordinals", test_ordinals);

  return g_test_run ();
}
