/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include "runtime/weir-debug-encode.h"

#include <math.h>
#include <string.h>

/* @json: with single quotes; %NULL is undefined */
static const struct
{
  const char *json;
  const char *format;
  const char *text;
} cases[] = {
  { NULL, "undefined", "(undefined)" },
  { "null", "null", "(undefined)" },
  { "true", "boolean", "true" },
  { "1.5", "number", "1.5" },
  { "-0", "number", "0" },
  { "1e21", "number", "1e+21" },
  { "'abc'", "string[3]", "abc" },
  { "''", "string[0]", "" },
  { "'\\ud83d\\ude00'", "string[2]", "😀" },
  { "'a\\u0000b'", "string[3]", "a␀b" },
  { "'\\ud800'", "string[1]", "\uFFFD" },
  { "[]", "array[0]", "[]" },
  { "[1,'x',null,true]", "array[4]", "[1,\"x\",null,true]" },
  { "{'a':{'b':1}}", "Object", "{\"a\":{\"b\":1}}" },
  { "{'a':'\\ud800'}", "Object", "{\"a\":\"\\ud800\"}" },
  { "{'_req':{'a':1},'_res':2,'req':3}",
    "Object",
    "{\"_req\":{\"__enc__\":true,\"type\":\"internal\"},"
    "\"_res\":{\"__enc__\":true,\"type\":\"internal\"},\"req\":3}" },
};

static void
assert_encoded (const WeirValue *value, const char *format, const char *text)
{
  g_autofree char *actual_format = weir_debug_format (value);
  g_autofree char *actual_text = weir_debug_encode (value);

  g_assert_cmpstr (actual_format, ==, format);
  g_assert_cmpstr (actual_text, ==, text);
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) value =
        cases[i].json != NULL ? fixture_read (cases[i].json) : NULL;

      assert_encoded (value, cases[i].format, cases[i].text);
    }
}

static void
test_undefined (void)
{
  g_autoptr (WeirValue) value = weir_value_new_undefined ();

  assert_encoded (value, "undefined", "(undefined)");
}

static void
test_numbers (void)
{
  static const struct
  {
    double      number;
    const char *text;
  } numbers[] = { { NAN, "NaN" },
                  { INFINITY, "Infinity" },
                  { -INFINITY, "-Infinity" } };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (WeirValue) value = weir_value_new_number (numbers[i].number);
      g_autoptr (WeirValue) object =
        weir_value_with_member (weir_value_new_object (),
                                "n",
                                weir_value_ref (value));
      g_autofree char *nested = g_strdup_printf (
        "{\"n\":{\"__enc__\":true,\"type\":\"number\",\"data\":\"%s\"}}",
        numbers[i].text);

      assert_encoded (value, "number", numbers[i].text);
      assert_encoded (object, "Object", nested);
    }
}

static void
test_nested (void)
{
  g_autoptr (WeirValue) object = weir_value_new_object ();

  object = weir_value_with_member (g_steal_pointer (&object),
                                   "u",
                                   weir_value_new_undefined ());
  object =
    weir_value_with_member (g_steal_pointer (&object),
                            "b",
                            weir_value_new_bytes ((const guint8 *)"\x01\xff", 2));
  object = weir_value_with_member (g_steal_pointer (&object),
                                   "d",
                                   weir_value_new_date (0));
  assert_encoded (object,
                  "Object",
                  "{\"u\":{\"__enc__\":true,\"type\":\"undefined\"},"
                  "\"b\":{\"type\":\"Buffer\",\"data\":[1,255],"
                  "\"__enc__\":true,\"length\":2},"
                  "\"d\":\"1970-01-01T00:00:00.000Z\"}");
}

static void
test_date (void)
{
  g_autoptr (WeirValue) date = weir_value_new_date (0);

  assert_encoded (
    date,
    "Date",
    "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)");
}

/* The limit counts UTF-16 units, and cuts no character in two. */
static void
test_long_string (void)
{
  g_autofree char      *exact = g_strnfill (WEIR_DEBUG_MAX_LENGTH, 'x');
  g_autofree char      *longer = g_strconcat (exact, "y", NULL);
  g_autofree char      *cut = g_strconcat (exact, "...", NULL);
  g_autoptr (GString)   wide = g_string_new ("x");
  g_autoptr (WeirValue) value = weir_value_new_string (exact);
  g_autoptr (WeirValue) long_value = weir_value_new_string (longer);
  g_autoptr (WeirValue) object =
    weir_value_with_member (weir_value_new_object (),
                            "s",
                            weir_value_ref (long_value));
  g_autofree char      *nested = g_strdup_printf ("{\"s\":\"%s\"}", cut);
  g_autoptr (WeirValue) wide_value = NULL;
  g_autofree char      *wide_text = NULL;

  assert_encoded (value, "string[1000]", exact);
  assert_encoded (long_value, "string[1001]", cut);
  assert_encoded (object, "Object", nested);

  for (guint i = 0; i < WEIR_DEBUG_MAX_LENGTH / 2; i++)
    g_string_append (wide, "😀");

  wide_value = weir_value_new_string (wide->str);
  wide_text = weir_debug_encode (wide_value);
  g_assert_true (g_utf8_validate (wide_text, -1, NULL));
  g_assert_true (g_str_has_suffix (wide_text, "😀..."));
  g_assert_cmpint (g_utf8_strlen (wide_text, -1),
                   ==,
                   WEIR_DEBUG_MAX_LENGTH / 2 + 3);
}

static WeirValue *
new_list (guint length)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < length; i++)
    g_ptr_array_add (items, weir_value_new_number (1));

  return weir_value_new_array ((WeirValue **)items->pdata, items->len);
}

static void
test_long_array (void)
{
  g_autoptr (WeirValue) array = new_list (WEIR_DEBUG_MAX_LENGTH + 1);
  g_autoptr (WeirValue) exact = new_list (WEIR_DEBUG_MAX_LENGTH);
  g_autofree char      *text = weir_debug_encode (array);
  g_autofree char      *exact_text = weir_debug_encode (exact);
  g_autofree char      *format = weir_debug_format (array);

  g_assert_cmpstr (format, ==, "array[1001]");
  g_assert_true (
    g_str_has_prefix (text,
                      "{\"__enc__\":true,\"type\":\"array\",\"data\":[1,1,"));
  g_assert_true (g_str_has_suffix (text, ",1],\"length\":1001}"));
  g_assert_true (g_str_has_prefix (exact_text, "[1,1"));
}

static void
test_long_buffer (void)
{
  guint8                bytes[WEIR_DEBUG_MAX_LENGTH + 1] = { 0xab };
  g_autoptr (WeirValue) value = weir_value_new_bytes (bytes, sizeof bytes);
  g_autoptr (WeirValue) object =
    weir_value_with_member (weir_value_new_object (), "b", weir_value_ref (value));
  g_autofree char *text = weir_debug_encode (value);
  g_autofree char *nested = weir_debug_encode (object);
  g_autofree char *format = weir_debug_format (value);

  g_assert_cmpstr (format, ==, "buffer[1001]");
  g_assert_cmpuint (strlen (text), ==, WEIR_DEBUG_MAX_LENGTH);
  g_assert_true (g_str_has_prefix (text, "ab00"));
  g_assert_true (
    g_str_has_suffix (nested, ",0,0],\"__enc__\":true,\"length\":1001}}"));
}

/* A flow may wrap a value without end. */
static void
test_deep (void)
{
  g_autoptr (WeirValue) value = weir_value_new_number (1);
  g_autofree char      *text = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      WeirValue *items[] = { g_steal_pointer (&value) };

      value = weir_value_new_array (items, 1);
    }

  text = weir_debug_encode (value);
  g_assert_nonnull (strstr (text, "[\"[Array]\"]"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/runtime/debug-encode/table", test_table);
  g_test_add_func ("/runtime/debug-encode/undefined", test_undefined);
  g_test_add_func ("/runtime/debug-encode/numbers", test_numbers);
  g_test_add_func ("/runtime/debug-encode/nested", test_nested);
  g_test_add_func ("/runtime/debug-encode/date", test_date);
  g_test_add_func ("/runtime/debug-encode/long-string", test_long_string);
  g_test_add_func ("/runtime/debug-encode/long-array", test_long_array);
  g_test_add_func ("/runtime/debug-encode/long-buffer", test_long_buffer);
  g_test_add_func ("/runtime/debug-encode/deep", test_deep);

  return g_test_run ();
}
