/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "json/weir-json.h"
#include "testing/weir-flow-test-expand.h"
#include "testing/weir-flow-test-match.h"
#include "testing/weir-flow-test.h"

#include <math.h>
#include <string.h>

/* What patterns fit, and what is said when they don't. */

typedef struct
{
  const char *pattern;
  const char *got;        /* JSON */
  const char *difference; /* NULL: it fits */
} Row;

static const Row rows[] = {
  { "1", "1.0", NULL },
  { "1", "2", "expected 1, got 2" },
  { "1", "\"1\"", "expected 1, got \"1\"" },
  { "1", "null", "expected 1, got null" },
  { "\"a\"", "\"b\"", "expected \"a\", got \"b\"" },
  { "\"a\"", "5", "expected \"a\", got 5" },
  { "true", "false", "expected true, got false" },
  { "null", "false", "expected null, got false" },
  { "12345678901234567890", "12345678901234567891", NULL },
  { "{}", "{}", NULL },
  { "{}", "[]", "expected {}, got []" },
  { "[]", "{}", "expected [], got {}" },
  { "[]", "null", "expected [], got null" },
  { "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", NULL },
  { "{\"a\":1}", "{\"a\":1,\"b\":2}", "b: not expected, got 2" },
  { "{\"a\":1,\"b\":2}", "{\"a\":1}", "b: missing, expected 2" },
  { "{\"a\":1}",
    "{\"a\":2,\"b\":{\"c\":[1]}}",
    "a: expected 1, got 2\n"
    "b: not expected, got {\"c\":[1]}" },
  { "{\"payload\":{\"items\":[0,1,{\"name\":\"a\"}]}}",
    "{\"payload\":{\"items\":[0,1,{\"name\":\"b\"}]}}",
    "payload.items[2].name: expected \"a\", got \"b\"" },
  { "{\"a b\":{\"\":{\"0\":1}}}",
    "{\"a b\":{\"\":{\"0\":2}}}",
    "[\"a b\"][\"\"][\"0\"]: expected 1, got 2" },
  { "{\"\\u0000\":1}", "{\"\\u0000\":2}", "[\"\"]: expected 1, got 2" },
  { "[1,2,3]", "[1,2,3]", NULL },
  { "[1,2,3]", "[1,5,3]", "[1]: expected 2, got 5" },
  { "[1,2,3]", "[1,3]", "[1]: missing, expected 2" },
  { "[1,2,3]", "[0,1,2,3]", "[0]: not expected, got 0" },
  { "[1,2,3]",
    "[1,2,3,4,5]",
    "[3]: not expected, got 4\n"
    "[4]: not expected, got 5" },
  { "[1,2,3,4]",
    "[1,7,8,9,4]",
    "[1]: expected 2, got 7\n"
    "[2]: expected 3, got 8\n"
    "[3]: not expected, got 9" },
  { "[]", "[1]", "[0]: not expected, got 1" },
  { "[1]", "[]", "[0]: missing, expected 1" },
  { "{\"$type\":\"string\"}", "\"\"", NULL },
  { "{\"$type\":\"string\"}", "1", "expected a text, got 1" },
  { "{\"$type\":\"number\"}", "1e9", NULL },
  { "{\"$type\":\"number\"}", "\"1\"", "expected a number, got \"1\"" },
  { "{\"$type\":\"boolean\"}", "false", NULL },
  { "{\"$type\":\"boolean\"}", "0", "expected true or false, got 0" },
  { "{\"$type\":\"object\"}", "{\"a\":1}", NULL },
  { "{\"$type\":\"object\"}", "[]", "expected an object, got []" },
  { "{\"$type\":\"object\"}", "null", "expected an object, got null" },
  { "{\"$type\":\"array\"}", "[1]", NULL },
  { "{\"$type\":\"array\"}",
    "{\"length\":0}",
    "expected an array, got {\"length\":0}" },
  { "{\"$type\":\"null\"}", "null", NULL },
  { "{\"$type\":\"null\"}", "0", "expected null, got 0" },
  { "{\"$type\":\"buffer\"}", "{\"type\":\"Buffer\",\"data\":[0,255]}", NULL },
  { "{\"$type\":\"buffer\"}",
    "{\"type\":\"Buffer\",\"data\":[256]}",
    "expected bytes, got {\"type\":\"Buffer\",\"data\":[256]}" },
  { "{\"$type\":\"buffer\"}",
    "{\"type\":\"Buffer\",\"data\":[0.5]}",
    "expected bytes, got {\"type\":\"Buffer\",\"data\":[0.5]}" },
  { "{\"$type\":\"buffer\"}",
    "{\"type\":\"Buffer\",\"data\":[\"1\"]}",
    "expected bytes, got {\"type\":\"Buffer\",\"data\":[\"1\"]}" },
  { "{\"$type\":\"buffer\"}",
    "{\"type\":\"Buffer\",\"data\":[],\"more\":1}",
    "expected bytes, got {\"type\":\"Buffer\",\"data\":[],\"more\":1}" },
  { "{\"$type\":\"buffer\"}", "\"text\"", "expected bytes, got \"text\"" },
  { "{\"$type\":\"date\"}", "\"2024-05-01T12:00:00.000Z\"", NULL },
  { "{\"$type\":\"date\"}", "\"2024-05-01T12:00:00+02:00\"", NULL },
  { "{\"$type\":\"date\"}",
    "\"2024-05-01\"",
    "expected a date, got \"2024-05-01\"" },
  { "{\"$type\":\"date\"}",
    "\"2024-13-01T12:00:00Z\"",
    "expected a date, got \"2024-13-01T12:00:00Z\"" },
  { "{\"$type\":\"date\"}",
    "\"2024-05-01T12:00:00Z\\n\"",
    "expected a date, got \"2024-05-01T12:00:00Z\\n\"" },
  { "{\"$type\":\"date\"}", "1714564800000", "expected a date, got 1714564800000" },
  { "{\"a\":{\"$type\":\"undefined\"}}", "{}", NULL },
  { "{\"a\":{\"$type\":\"undefined\"}}",
    "{\"a\":null}",
    "a: expected nothing, got null" },
  { "{\"a\":{\"$any\":true}}", "{\"a\":null}", NULL },
  { "{\"a\":{\"$any\":true}}", "{}", "a: missing, expected anything" },
  { "{\"a\":{\"$type\":\"number\"}}", "{}", "a: missing, expected a number" },
  { "{\"$regex\":\"^a+$\"}", "\"aaa\"", NULL },
  { "{\"$regex\":\"a\"}", "\"bab\"", NULL },
  { "{\"$regex\":\"^a+$\"}",
    "\"aab\"",
    "expected a text that fits \"^a+$\", got \"aab\"" },
  { "{\"$regex\":\"(?i)^A\"}", "\"a\"", NULL },
  { "{\"$regex\":\"^.$\"}", "\"\303\251\"", NULL },
  { "{\"$regex\":\"a.c\"}", "\"a\\u0000c\"", NULL },
  { "{\"$regex\":\"1\"}", "1", "expected a text that fits \"1\", got 1" },
  { "{\"$regex\":\"(x+x+)+y\"}",
    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
    "expected a text that fits \"(x+x+)+y\", got "
    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"" },
  { "{\"$near\":[20,0.5]}", "20.5", NULL },
  { "{\"$near\":[20,0.5]}", "19.5", NULL },
  { "{\"$near\":[20,0.5]}", "20.51", "expected 20 ± 0.5, got 20.51" },
  { "{\"$near\":[20,0.5]}", "\"20\"", "expected 20 ± 0.5, got \"20\"" },
  { "{\"$near\":[1,0]}", "1", NULL },
  { "{\"$contains\":{\"a\":1}}", "{\"a\":1,\"b\":2}", NULL },
  { "{\"$contains\":{\"a\":1}}", "{\"a\":2,\"b\":2}", "a: expected 1, got 2" },
  { "{\"$contains\":{\"a\":1}}", "{\"b\":2}", "a: missing, expected 1" },
  { "{\"$contains\":{\"a\":{\"b\":1}}}",
    "{\"a\":{\"b\":1,\"c\":1}}",
    "a.c: not expected, got 1" },
  { "{\"$contains\":{\"a\":{\"$contains\":{\"b\":1}}}}",
    "{\"a\":{\"b\":1,\"c\":1},\"d\":1}",
    NULL },
  { "{\"$contains\":{\"a\":1}}",
    "[1]",
    "expected what contains {\"a\":1}, got [1]" },
  { "{\"$contains\":{}}", "{\"a\":1}", NULL },
  { "{\"$contains\":[1,2]}", "[3,2,1]", NULL },
  { "{\"$contains\":[1,2]}",
    "[3]",
    "none of the items is 1, got [3]\n"
    "none of the items is 2, got [3]" },
  { "{\"$contains\":[{\"$type\":\"string\"},{\"id\":1}]}",
    "[{\"id\":1},\"x\"]",
    NULL },
  { "{\"$contains\":[{\"$type\":\"string\"},{\"id\":1}]}",
    "[{\"id\":2},3]",
    "none of the items is a text, got [{\"id\":2},3]\n"
    "none of the items is {\"id\":1}, got [{\"id\":2},3]" },
  { "{\"$contains\":[]}", "[]", NULL },
  { "{\"$contains\":\"ell\"}", "\"hello\"", NULL },
  { "{\"$contains\":\"elo\"}",
    "\"hello\"",
    "expected what contains \"elo\", got \"hello\"" },
  { "{\"$contains\":\"\"}", "\"\"", NULL },
  { "{\"$contains\":\"1\"}", "1", "expected what contains \"1\", got 1" },
  { "{\"a\":{\"$contains\":\"x\"}}",
    "{}",
    "a: missing, expected what contains \"x\"" },
  { "{\"$literal\":{\"$type\":\"number\"}}", "{\"$type\":\"number\"}", NULL },
  { "{\"$literal\":{\"$type\":\"number\"}}",
    "5",
    "expected {\"$type\":\"number\"}, got 5" },
  { "{\"$literal\":{\"a\":[{\"$any\":true}]}}", "{\"a\":[{\"$any\":true}]}", NULL },
  { "{\"$literal\":{\"a\":[{\"$any\":true}]}}",
    "{\"a\":[1]}",
    "a[0]: expected {\"$any\":true}, got 1" },
  { "[{\"$literal\":{\"$any\":1}},{\"$any\":true}]", "[{\"$any\":1},2]", NULL },
  { "{\"$literal\":{\"$literal\":1}}", "{\"$literal\":1}", NULL },
  { "{\"$literal\":{\"$literal\":1}}", "1", "expected {\"$literal\":1}, got 1" },
  { "[{\"$any\":true},{\"$type\":\"number\"}]",
    "[1]",
    "[1]: missing, expected a number" },
  { "\"2024-05-01T12:00:00.000Z\"", "\"2024-05-01T12:00:00.000Z\"", NULL },
  { "\"one\\ntwo\\nthree\"",
    "\"one\\n2\\nthree\"",
    "differs from line 2 on (- expected, + got)\n"
    "    \"one\"\n"
    "  - \"two\"\n"
    "  + \"2\"\n"
    "    \"three\"" },
  { "\"a\\nb\\nc\\nd\\ne\\nf\"",
    "\"a\\nb\\nX\\nd\\ne\\nf\\ng\"",
    "differs from line 3 on (- expected, + got)\n"
    "    \"b\"\n"
    "  - \"c\"\n"
    "  + \"X\"\n"
    "    \"d\"\n"
    "    \"e\"\n"
    "    \"f\"\n"
    "  + \"g\"" },
  { "\"one\\n\"",
    "\"one\"",
    "differs from line 2 on (- expected, + got)\n"
    "    \"one\"\n"
    "  - \"\"" },
  { "\"one\\ntwo\"",
    "\"\"",
    "differs from line 1 on (- expected, + got)\n"
    "  - \"one\"\n"
    "  - \"two\"" },
  { "{\"t\":\"a \\u001b[31m\\n\"}",
    "{\"t\":\"b\\n\"}",
    "t: differs from line 1 on (- expected, + got)\n"
    "  - \"a \\u001b[31m\"\n"
    "  + \"b\"\n"
    "    \"\"" },
  { "\"The quick brown fox jumps over the lazy dog and runs into the deep dark "
    "wood\"",
    "\"The quick brown fox jumps over the lazy cat and runs into the deep dark "
    "wood\"",
    "differs from character 41 on: expected \"…jumps over the lazy dog and "
    "runs into the deep dark wood\", got \"…jumps over the lazy cat and runs "
    "into the deep dark wood\"" },
  { "\"short\"",
    "\"The quick brown fox jumps over the lazy cat and runs into the deep dark "
    "wood\"",
    "differs from character 1 on: expected \"short\", got \"The quick brown "
    "fox jumps over the lazy …\"" },
  { "\"\303\251\303\251\"", "\"\303\251\303\250\"", "expected \"éé\", got \"éè\"" },
  { "{\"a\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,"
    "26,27,28,29,30]}",
    "5",
    "expected {\"a\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,…, "
    "got 5" },
  { "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22]",
    "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]",
    "[0]: expected 1, got 0\n"
    "[1]: expected 2, got 0\n"
    "[2]: expected 3, got 0\n"
    "[3]: expected 4, got 0\n"
    "[4]: expected 5, got 0\n"
    "[5]: expected 6, got 0\n"
    "[6]: expected 7, got 0\n"
    "[7]: expected 8, got 0\n"
    "[8]: expected 9, got 0\n"
    "[9]: expected 10, got 0\n"
    "[10]: expected 11, got 0\n"
    "[11]: expected 12, got 0\n"
    "[12]: expected 13, got 0\n"
    "[13]: expected 14, got 0\n"
    "[14]: expected 15, got 0\n"
    "[15]: expected 16, got 0\n"
    "[16]: expected 17, got 0\n"
    "[17]: expected 18, got 0\n"
    "[18]: expected 19, got 0\n"
    "[19]: expected 20, got 0\n"
    "… and 2 more lines" },
};

static WeirValue *
read_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return value;
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirValue) pattern = read_json (rows[i].pattern);
      g_autoptr (WeirValue) got = read_json (rows[i].got);
      g_autofree char      *difference = NULL;
      gboolean              matches;

      matches = weir_flow_test_match (pattern, got, &difference);
      g_test_message ("%s and %s", rows[i].pattern, rows[i].got);
      g_assert_cmpstr (difference, ==, rows[i].difference);
      g_assert_cmpint (matches, ==, rows[i].difference == NULL);
      g_assert_cmpint (weir_flow_test_match (pattern, got, NULL), ==, matches);
    }
}

/* Values JSON has no word for. */

typedef struct
{
  const char *pattern;
  WeirValue *(*make) (void);
  const char *difference;
} Special;

static WeirValue *
make_bytes (void)
{
  return weir_value_new_bytes ((const guint8 *)"\0\1\2", 3);
}

static WeirValue *
make_no_bytes (void)
{
  return weir_value_new_bytes (NULL, 0);
}

static WeirValue *
make_date (void)
{
  return weir_value_new_date (1714564800000);
}

static WeirValue *
make_no_date (void)
{
  return weir_value_new_date (NAN);
}

static WeirValue *
make_nan (void)
{
  return weir_value_new_number (NAN);
}

static WeirValue *
make_infinity (void)
{
  return weir_value_new_number (-INFINITY);
}

static WeirValue *
make_holes (void)
{
  WeirValue *items[] = { weir_value_new_undefined (), weir_value_new_number (1) };
  WeirValue *object = weir_value_new_object ();

  object = weir_value_with_member (object, "none", weir_value_new_undefined ());
  return weir_value_with_member (object, "a", weir_value_new_array (items, 2));
}

static const Special specials[] = {
  { "{\"type\":\"Buffer\",\"data\":[0,1,2]}", make_bytes, NULL },
  { "{\"data\":[0,1,2],\"type\":\"Buffer\"}", make_bytes, NULL },
  { "{\"type\":\"Buffer\",\"data\":[0,1,3]}",
    make_bytes,
    "expected 3 bytes: 00 01 03, got 3 bytes: 00 01 02" },
  { "{\"type\":\"Buffer\",\"data\":[256]}",
    make_bytes,
    "expected {\"type\":\"Buffer\",\"data\":[256]}, got 3 bytes: 00 01 02" },
  { "{\"type\":\"Buffer\",\"data\":[]}", make_no_bytes, NULL },
  { "{\"type\":\"Buffer\",\"data\":[]}",
    make_bytes,
    "expected 0 bytes, got 3 bytes: 00 01 02" },
  { "{\"$type\":\"buffer\"}", make_bytes, NULL },
  { "{\"$type\":\"array\"}",
    make_bytes,
    "expected an array, got 3 bytes: 00 01 02" },
  { "[0,1,2]", make_bytes, "expected [0,1,2], got 3 bytes: 00 01 02" },
  { "\"2024-05-01T12:00:00.000Z\"", make_date, NULL },
  { "{\"$type\":\"date\"}", make_date, NULL },
  { "{\"$regex\":\"^2024-05\"}", make_date, NULL },
  { "{\"$regex\":\"^2023\"}",
    make_date,
    "expected a text that fits \"^2023\", got the date "
    "2024-05-01T12:00:00.000Z" },
  { "\"2024-05-01T12:00:00Z\"",
    make_date,
    "expected \"2024-05-01T12:00:00Z\", got the date "
    "2024-05-01T12:00:00.000Z" },
  { "{\"$type\":\"string\"}",
    make_date,
    "expected a text, got the date 2024-05-01T12:00:00.000Z" },
  { "1714564800000",
    make_date,
    "expected 1714564800000, got the date 2024-05-01T12:00:00.000Z" },
  { "{\"$type\":\"date\"}", make_no_date, NULL },
  { "\"Invalid Date\"", make_no_date, NULL },
  { "\"NaN\"", make_nan, NULL },
  { "null", make_nan, "expected null, got NaN" },
  { "{\"$type\":\"number\"}", make_nan, NULL },
  { "{\"$near\":[0,1e300]}", make_nan, "expected 0 ± 1e+300, got NaN" },
  { "\"-Infinity\"", make_infinity, NULL },
  { "\"Infinity\"", make_infinity, "expected \"Infinity\", got -Infinity" },
  { "{\"a\":[{\"$type\":\"undefined\"},1]}", make_holes, NULL },
  { "{\"none\":{\"$type\":\"undefined\"},\"a\":{\"$any\":true}}", make_holes, NULL },
  { "{\"a\":[null,1]}", make_holes, "a[0]: expected null, got undefined" },
  { "{\"a\":[{\"$any\":true},1]}",
    make_holes,
    "a[0]: expected anything, got undefined" },
  { "{\"a\":[1]}", make_holes, "a[0]: not expected, got undefined" },
};

static void
test_specials (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    {
      g_autoptr (WeirValue) pattern = read_json (specials[i].pattern);
      g_autoptr (WeirValue) got = specials[i].make ();
      g_autofree char      *difference = NULL;

      g_test_message ("%s", specials[i].pattern);
      g_assert_cmpint (weir_flow_test_match (pattern, got, &difference),
                       ==,
                       specials[i].difference == NULL);
      g_assert_cmpstr (difference, ==, specials[i].difference);
    }
}

static void
test_missing (void)
{
  g_autoptr (WeirValue) number = read_json ("5");
  g_autoptr (WeirValue) none = read_json ("{\"$type\":\"undefined\"}");
  g_autofree char      *difference = NULL;

  g_assert_true (weir_flow_test_match (none, NULL, NULL));
  g_assert_false (weir_flow_test_match (number, NULL, &difference));
  g_assert_cmpstr (difference, ==, "expected 5, got nothing");
}

/* Frames ----------------------------------------------------------------- */

static const Row texts[] = {
  { "\"hello\"", "hello", NULL },
  { "\"hello\"", "\"hello\"", "expected \"hello\", got \"\\\"hello\\\"\"" },
  { "\"5\"", "5", NULL },
  { "\"\"", "", NULL },
  { "5", " 5.0 ", NULL },
  { "5", "6", "expected 5, got 6" },
  { "5", "five", "expected 5 as JSON, got the text \"five\"" },
  { "5", "", "expected 5 as JSON, got the text \"\"" },
  { "null", "null", NULL },
  { "true", "true", NULL },
  { "{\"a\":{\"$type\":\"number\"}}", "{ \"a\" : 1 }", NULL },
  { "{\"a\":1}",
    "{\"a\":1",
    "expected {\"a\":1} as JSON, got the text \"{\\\"a\\\":1\"" },
  { "[1]", "[2]", "[0]: expected 1, got 2" },
  { "{\"$any\":true}", "not JSON", NULL },
  { "{\"$regex\":\"^h\"}", "hello", NULL },
  { "{\"$regex\":\"^h\"}",
    "\"h\"",
    "expected a text that fits \"^h\", got \"\\\"h\\\"\"" },
  { "{\"$type\":\"string\"}", "5", NULL },
  { "{\"$type\":\"number\"}", "5", NULL },
  { "{\"$type\":\"number\"}", "x", "expected a number as JSON, got the text \"x\"" },
  { "{\"$type\":\"object\"}", "{}", NULL },
  { "{\"$type\":\"date\"}", "2024-05-01T12:00:00Z", NULL },
  { "{\"$near\":[5,1]}", "5.5", NULL },
  { "{\"$contains\":\"ell\"}", "hello", NULL },
  { "{\"$contains\":{\"a\":1}}", "{\"a\":1,\"b\":2}", NULL },
  { "{\"$contains\":[1]}", "[1,2]", NULL },
  { "{\"$literal\":\"x\"}", "x", NULL },
  { "{\"$literal\":{\"$any\":true}}", "{\"$any\":true}", NULL },
  { "{\"$literal\":{\"$any\":true}}", "1", "expected {\"$any\":true}, got 1" },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (WeirValue) pattern = read_json (texts[i].pattern);
      g_autofree char      *difference = NULL;
      gboolean              matches;

      g_test_message ("%s and %s", texts[i].pattern, texts[i].got);
      matches = weir_flow_test_match_text (pattern,
                                           texts[i].got,
                                           strlen (texts[i].got),
                                           &difference);
      g_assert_cmpstr (difference, ==, texts[i].difference);
      g_assert_cmpint (matches, ==, texts[i].difference == NULL);
    }
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) few = g_bytes_new ("\0\1\2", 3);
  g_autoptr (GBytes) many =
    g_bytes_new ("0123456789abcdefghijklmnopqrstuvwxyz", 36);
  g_autoptr (GBytes) other =
    g_bytes_new ("0123456789abcdefghijklmnopqrstuvwxyZ!", 37);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (weir_flow_test_match_bytes (few, few, &first));
  g_assert_null (first);
  g_assert_true (weir_flow_test_match_bytes (none, none, NULL));
  g_assert_false (weir_flow_test_match_bytes (none, few, &first));
  g_assert_cmpstr (first, ==, "expected 0 bytes, got 3 bytes: 00 01 02");
  g_assert_false (weir_flow_test_match_bytes (many, other, &second));
  g_assert_cmpstr (second,
                   ==,
                   "differs behind 35 bytes: expected 1 byte: 7a, got 2 bytes: "
                   "5a 21");
}

/* What nodes show -------------------------------------------------------- */

typedef struct
{
  const char *pattern;
  const char *property; /* NULL: the whole message */
  const char *topic;    /* NULL: none */
  const char *value;
  const char *difference;
} Debug;

static const Debug debugs[] = {
  { "{}", "payload", NULL, "1", NULL },
  { "{\"payload\":1}", "payload", NULL, "1", NULL },
  { "{\"msg.payload\":1}", "payload", NULL, "1", NULL },
  { "{\"payload\":1}", "payload", NULL, "2", "payload: expected 1, got 2" },
  { "{\"payload\":1,\"topic\":\"t\"}", "payload", "\"t\"", "1", NULL },
  { "{\"payload\":1,\"topic\":\"t\"}",
    "payload",
    "\"u\"",
    "2",
    "payload: expected 1, got 2\ntopic: expected \"t\", got \"u\"" },
  { "{\"topic\":\"t\"}", "payload", NULL, "1", "topic: missing, expected \"t\"" },
  { "{\"payload.a[1]\":3}", "payload", NULL, "{\"a\":[2,3]}", NULL },
  { "{\"payload.a[1]\":3}",
    "payload",
    NULL,
    "{\"a\":[2,4]}",
    "payload.a[1]: expected 3, got 4" },
  { "{\"payload.a.b\":3}", "payload", NULL, "5", "payload.a.b: missing, expected 3" },
  { "{\"payload.a\":3}", "payload.a", NULL, "3", NULL },
  { "{\"payload\":{\"a\":3}}", "payload.a", NULL, "3", NULL },
  { "{\"payload\":1,\"topic\":\"t\",\"msg.node\":2}",
    NULL,
    NULL,
    "{\"payload\":1,\"topic\":\"t\",\"node\":2,\"_msgid\":\"x\"}",
    NULL },
  { "{\"payload\":1}", NULL, NULL, "{}", "payload: missing, expected 1" },
  { "{\"payload\":1}", NULL, NULL, "5", "payload: missing, expected 1" },
  { "{\"payload\":{\"$type\":\"undefined\"}}", "topic", NULL, "\"t\"", NULL },
};

static void
test_debugs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (debugs); i++)
    {
      g_autoptr (WeirValue) pattern = read_json (debugs[i].pattern);
      g_autoptr (WeirValue) value = read_json (debugs[i].value);
      g_autoptr (WeirValue) topic =
        debugs[i].topic != NULL ? read_json (debugs[i].topic) : NULL;
      g_autofree char *difference = NULL;
      gboolean         matches;

      g_test_message ("%s and %s", debugs[i].pattern, debugs[i].value);
      matches = weir_flow_test_match_debug (pattern,
                                            debugs[i].property,
                                            topic,
                                            value,
                                            &difference);
      g_assert_cmpstr (difference, ==, debugs[i].difference);
      g_assert_cmpint (matches, ==, debugs[i].difference == NULL);
    }
}

static void
test_statuses (void)
{
  static const Row rows_of_status[] = {
    { "{\"text\":\"on\"}", "{\"fill\":\"red\",\"text\":\"on\"}", NULL },
    { "{\"fill\":\"green\",\"text\":{\"$regex\":\"^o\"}}",
      "{\"fill\":\"red\",\"text\":\"on\"}",
      "fill: expected \"green\", got \"red\"" },
    { "{\"text\":\"\"}", "{}", NULL },
    { "{\"text\":\"x\"}", "{}", "text: expected \"x\", got \"\"" },
    { "{\"shape\":{\"$any\":true}}", "{\"shape\":\"ring\"}", NULL },
  };
  g_autoptr (WeirValue) cleared = read_json ("{\"text\":\"\"}");

  for (guint i = 0; i < G_N_ELEMENTS (rows_of_status); i++)
    {
      g_autoptr (WeirValue) pattern = read_json (rows_of_status[i].pattern);
      g_autoptr (WeirValue) got = read_json (rows_of_status[i].got);
      g_autofree char      *difference = NULL;
      gboolean              matches;

      matches = weir_flow_test_match_status (pattern, got, &difference);
      g_assert_cmpstr (difference, ==, rows_of_status[i].difference);
      g_assert_cmpint (matches, ==, difference == NULL);
    }
  g_assert_true (weir_flow_test_match_status (cleared, NULL, NULL));
}

/* Patterns --------------------------------------------------------------- */

static void
test_check_pattern (void)
{
  g_autoptr (WeirValue) good = read_json ("{\"a\":[{\"$type\":\"date\"}]}");
  g_autoptr (WeirValue) bad =
    read_json ("{\"a b\":[0,{\"$contains\":{\"c\":{\"$typ\":1}}}],\"$any\":1}");
  g_autoptr (WeirValue) worse =
    read_json ("{\"a b\":[0,{\"$contains\":{\"c\":{\"$typ\":1}}}]}");
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = NULL;
  g_autofree char   *deeper = NULL;

  g_assert_true (weir_flow_test_check_pattern (good, &path, &error));
  g_assert_no_error (error);
  g_assert_null (path);
  g_assert_false (weir_flow_test_check_pattern (bad, &path, &error));
  g_assert_error (error, WEIR_FLOW_TEST_ERROR, WEIR_FLOW_TEST_ERROR_PATTERN);
  g_assert_cmpstr (path, ==, "$any");
  g_assert_false (weir_flow_test_check_pattern (worse, &deeper, NULL));
  g_assert_cmpstr (deeper, ==, "[\"a b\"][1].$contains.c.$typ");
}

/* A pattern nobody checked still does no harm. */
static void
test_unchecked (void)
{
  static const char *const patterns[] = {
    "{\"$type\":1}",
    "{\"$regex\":[]}",
    "{\"$near\":[1]}",
    "{\"$near\":\"x\"}",
    "{\"$any\":0}",
    "{\"$contains\":1}",
    "{\"$contains\":{\"$any\":true}}",
  };
  g_autoptr (WeirValue) got = read_json ("{\"a\":[1]}");

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (WeirValue) pattern = read_json (patterns[i]);
      g_autofree char      *difference = NULL;

      g_assert_false (weir_flow_test_match (pattern, got, &difference));
      g_assert_nonnull (difference);
      g_assert_true (weir_flow_test_match (pattern, pattern, NULL));
    }
}

/* Recursion stops where the pattern does. */
static void
test_deep (void)
{
  WeirValue            *deep = weir_value_new_number (1);
  g_autoptr (WeirValue) got = NULL;
  g_autoptr (WeirValue) pattern = read_json ("{\"a\":[[]]}");
  g_autofree char      *difference = NULL;

  for (guint i = 0; i < 100000; i++)
    deep = weir_value_new_array (&deep, 1);
  got = weir_value_with_member (weir_value_new_object (), "a", deep);
  g_assert_false (weir_flow_test_match (pattern, got, &difference));
  g_assert_nonnull (strstr (difference, "a[0][0]: not expected, got [[["));
}

/* Variables -------------------------------------------------------------- */

static void
test_expand (void)
{
  static const Row rows_of_text[] = {
    { "", "", NULL },
    { "${PORT}", "1880", NULL },
    { "a${PORT}b${X}c", "a1880b$c", NULL },
    { "${NOBODY}", "${NOBODY}", NULL },
    { "$${PORT}", "${PORT}", NULL },
    { "$$${PORT}", "$${PORT}", NULL },
    { "${${PORT}}", "${1880}", NULL },
    { "${PORT", "${PORT", NULL },
    { "$PORT $", "$PORT $", NULL },
  };
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (WeirValue)  value =
    read_json ("{\"${X}\":[\"${PORT}\\u0000\",{\"a\":\"${X}\"},1]}");
  g_autoptr (WeirValue) wanted =
    read_json ("{\"${X}\":[\"1880\\u0000\",{\"a\":\"$\"},1]}");
  g_autoptr (WeirValue) plain = read_json ("{\"a\":[\"b\",1]}");
  g_autoptr (WeirValue) expanded = NULL;
  g_autoptr (WeirValue) same = NULL;

  g_hash_table_insert (variables, (gpointer) "PORT", (gpointer) "1880");
  g_hash_table_insert (variables, (gpointer) "X", (gpointer) "$");
  for (guint i = 0; i < G_N_ELEMENTS (rows_of_text); i++)
    {
      g_autofree char *text =
        weir_flow_test_expand (rows_of_text[i].pattern, variables);

      g_assert_cmpstr (text, ==, rows_of_text[i].got);
    }
  expanded = weir_flow_test_expand_value (value, variables);
  same = weir_flow_test_expand_value (plain, variables);
  g_assert_true (weir_value_equal (expanded, wanted));
  g_assert_true (same == plain);
}
int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/match/rows", test_rows);
  g_test_add_func ("/testing/match/specials", test_specials);
  g_test_add_func ("/testing/match/missing", test_missing);
  g_test_add_func ("/testing/match/texts", test_texts);
  g_test_add_func ("/testing/match/bytes", test_bytes);
  g_test_add_func ("/testing/match/debugs", test_debugs);
  g_test_add_func ("/testing/match/statuses", test_statuses);
  g_test_add_func ("/testing/match/check-pattern", test_check_pattern);
  g_test_add_func ("/testing/match/unchecked", test_unchecked);
  g_test_add_func ("/testing/match/deep", test_deep);
  g_test_add_func ("/testing/match/expand", test_expand);
  return g_test_run ();
}
