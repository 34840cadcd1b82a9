/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-inspect.h"
#include "json/weir-json.h"

#include <math.h>
#include <string.h>

/* Inspection against what Node.js printed for the same values. */

typedef struct
{
  guint       depth;
  const char *json;
  const char *text;
} Row;

static const Row rows[] = {
  { 2, "null", "null" },
  { 2, "true", "true" },
  { 2, "42", "42" },
  { 2, "-0", "-0" },
  { 2, "12345678901234567890", "12345678901234567000" },
  { 2, "\"abc\"", "'abc'" },
  { 2, "\"it's\"", "\"it's\"" },
  { 2, "\"it's \\\"x\\\"\"", "`it's \"x\"`" },
  { 2, "\"it's \\\"x\\\" `\"", "'it\\'s \"x\" `'" },
  { 2, "\"it's \\\"x\\\" ${y}\"", "'it\\'s \"x\" ${y}'" },
  { 2,
    "\"a\\\\\\n\\t\\u0000\\u001b\\u007f\\u0085\"",
    "'a\\\\\\n\\t\\x00\\x1B\\x7F\\x85'" },
  { 2, "\"\\ud800 \303\251\"", "'\\ud800 \303\251'" },
  { 2, "{}", "{}" },
  { 2, "[]", "[]" },
  { 2, "[1,\"x\",null,[1]]", "[ 1, 'x', null, [ 1 ] ]" },
  { 2,
    "{\"a\":1,\"b c\":2,\"$x\":3,\"1\":4,\"__proto__\":5}",
    "{ a: 1, 'b c': 2, '$x': 3, '1': 4, ['__proto__']: 5 }" },
  { 2, "{\"a\":{\"b\":{\"c\":{\"d\":1}}}}", "{ a: { b: { c: [Object] } } }" },
  { 2, "{\"a\":{\"b\":{\"c\":{}}}}", "{ a: { b: { c: {} } } }" },
  { 2, "[[[[1]]]]", "[ [ [ [Array] ] ] ]" },
  { 0, "{\"a\":[1],\"b\":{\"c\":1}}", "{ a: [Array], b: [Object] }" },
  { 9, "{\"a\":{\"b\":{\"c\":{\"d\":1}}}}", "{\n  a: { b: { c: { d: 1 } } }\n}" },
  { 2, "[1,2,3,4,5,6]", "[ 1, 2, 3, 4, 5, 6 ]" },
  { 2, "[1,20,3,4,5,6,700]", "[\n  1, 20,   3, 4,\n  5,  6, 700\n]" },
  { 2,
    "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"gg\"]",
    "[\n  'a',  'b', 'c',\n  'd',  'e', 'f',\n  'gg'\n]" },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirValue) value =
        weir_json_read (rows[i].json, strlen (rows[i].json), NULL, NULL);
      g_autofree char *text = weir_inspect (value, rows[i].depth);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static char *
inspect_members (guint first, guint second)
{
  g_autofree char      *a = g_strnfill (first, 'x');
  g_autofree char      *b = g_strnfill (second, 'y');
  g_autoptr (WeirValue) value = weir_value_new_object ();

  value = weir_value_with_member (value, "a", weir_value_new_string (a));
  value = weir_value_with_member (value, "b", weir_value_new_string (b));
  return weir_inspect (value, 2);
}

/* 76 characters is where Node.js breaks two members. */
static void
test_line_length (void)
{
  g_autofree char *fits = inspect_members (30, 25);
  g_autofree char *breaks = inspect_members (30, 26);

  g_assert_null (strchr (fits, '\n'));
  g_assert_true (g_str_has_prefix (breaks, "{\n  a: 'xxx"));
  g_assert_true (g_str_has_suffix (breaks, "yyy'\n}"));
}

static void
test_bytes (void)
{
  guint8                data[60] = { 1, 2, 255 };
  g_autoptr (WeirValue) none = weir_value_new_bytes (data, 0);
  g_autoptr (WeirValue) three = weir_value_new_bytes (data, 3);
  g_autoptr (WeirValue) many = weir_value_new_bytes (data, 51);
  g_autofree char      *none_text = weir_inspect (none, 2);
  g_autofree char      *three_text = weir_inspect (three, 2);
  g_autofree char      *many_text = weir_inspect (many, 2);

  g_assert_cmpstr (none_text, ==, "<Buffer >");
  g_assert_cmpstr (three_text, ==, "<Buffer 01 02 ff>");
  g_assert_true (g_str_has_suffix (many_text, " 00 ... 1 more byte>"));
}

static void
test_other_kinds (void)
{
  WeirValue            *items[] = { weir_value_new_undefined (),
                                    weir_value_new_date (0),
                                    weir_value_new_number (NAN) };
  g_autoptr (WeirValue) array = weir_value_new_array (items, 3);
  g_autofree char      *text = weir_inspect (array, 2);
  g_autofree char      *missing = weir_inspect (NULL, 2);

  g_assert_cmpstr (text, ==, "[ undefined, 1970-01-01T00:00:00.000Z, NaN ]");
  g_assert_cmpstr (missing, ==, "undefined");
}

static void
test_limits (void)
{
  g_autoptr (WeirValue) array = weir_value_new_array (NULL, 0);
  g_autofree char      *long_text = g_strnfill (10002, 'x');
  g_autoptr (WeirValue) string = weir_value_new_string (long_text);
  g_autofree char      *items = NULL;
  g_autofree char      *cut = weir_inspect (string, 2);

  for (guint i = 0; i < 103; i++)
    array = weir_value_with_appended (array, weir_value_new_number (i));
  items = weir_inspect (array, 2);
  g_assert_true (
    g_str_has_suffix (items, "  96, 97, 98, 99,\n  ... 3 more items\n]"));
  g_assert_true (g_str_has_suffix (cut, "xxx'... 2 more characters"));
}

/* However deep the value and the wish. */
static void
test_deep (void)
{
  g_autoptr (WeirValue) value = weir_value_new_null ();
  g_autofree char      *text = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      WeirValue *items[] = { value };

      value = weir_value_new_array (items, 1);
    }
  text = weir_inspect (value, G_MAXUINT);
  g_assert_nonnull (strstr (text, "[Array]"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/inspect/table", test_table);
  g_test_add_func ("/json/inspect/line-length", test_line_length);
  g_test_add_func ("/json/inspect/bytes", test_bytes);
  g_test_add_func ("/json/inspect/other-kinds", test_other_kinds);
  g_test_add_func ("/json/inspect/limits", test_limits);
  g_test_add_func ("/json/inspect/deep", test_deep);

  return g_test_run ();
}
