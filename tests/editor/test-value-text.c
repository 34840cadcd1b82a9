/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "editor/panels/weir-value-text.h"
#include "json/weir-json.h"

#include <math.h>
#include <string.h>

static WeirValue *
read_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return value;
}

static void
test_preview (void)
{
  static const struct
  {
    const char *json;
    gsize       max_bytes;
    const char *preview;
  } cases[] = {
    { "{\"a\":1,\"b\":[true,null,{}]}", 100, "{\"a\":1,\"b\":[true,null,{}]}" },
    { "\"two\\nlines\"", 100, "\"two\\nlines\"" },
    { "12345678901234567890", 100, "12345678901234567890" },
    { "[]", 100, "[]" },
    { "[1,2,3,4,5,6,7,8,9]", 6, "[1,2,3…" },
    { "\"abcdefghijklmnop\"", 10, "\"abcdefghij…" },
    { "\"ääääääääääää\"", 9, "\"äääää…" },
    { "[[[[[[[[[[[[]]]]]]]]]]]]", 3, "[[[…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) value = read_json (cases[i].json);
      g_autofree char      *preview =
        weir_value_dup_preview (value, cases[i].max_bytes);

      g_assert_cmpstr (preview, ==, cases[i].preview);
    }
}

static void
assert_preview (WeirValue *value, const char *expected)
{
  g_autoptr (WeirValue) owned = value;
  g_autofree char      *preview = weir_value_dup_preview (owned, 100);

  g_assert_cmpstr (preview, ==, expected);
}

static void
test_preview_kinds (void)
{
  guint8 data[20] = { 0xde, 0xad, 0 };

  assert_preview (weir_value_new_bytes (data, 3), "<de ad 00>");
  assert_preview (weir_value_new_bytes (data, 20),
                  "<de ad 00 00 00 00 00 00 00 00 00 00 00 00 00 00 …>");
  assert_preview (weir_value_new_date (0), "1970-01-01T00:00:00.000Z");
  assert_preview (weir_value_new_undefined (), "undefined");
  assert_preview (weir_value_new_number (NAN), "NaN");
  assert_preview (weir_value_new_number (-HUGE_VAL), "-Infinity");
  assert_preview (weir_value_new_number (1.5), "1.5");
  assert_preview (weir_value_new_string ("\355\240\200"), "\"\\ud800\"");
}

/* A preview costs what it shows: this value would take minutes to write. */
static void
test_preview_of_large (void)
{
  g_autoptr (WeirValue) value = weir_value_new_array (NULL, 0);
  g_autofree char      *preview = NULL;

  for (guint i = 0; i < 24; i++)
    {
      WeirValue *items[] = { weir_value_ref (value), weir_value_ref (value) };

      weir_value_unref (value);
      value = weir_value_new_array (items, 2);
    }
  for (guint i = 0; i < 100000; i++)
    {
      g_clear_pointer (&preview, g_free);
      preview = weir_value_dup_preview (value, 40);
    }
  g_assert_true (g_str_has_prefix (preview, "[[[[[[[["));
  g_assert_cmpuint (strlen (preview), <, 60);
}

static void
test_kind (void)
{
  static const struct
  {
    const char *json;
    const char *kind;
  } cases[] = {
    { "{\"a\":1}", "object" },  { "[1,2]", "array[2]" },
    { "\"häl\"", "string[3]" }, { "\"😀\"", "string[2]" },
    { "1", "number" },          { "true", "boolean" },
    { "null", "null" },
  };
  g_autofree char *none = weir_value_dup_kind (NULL);

  g_assert_cmpstr (none, ==, "undefined");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) value = read_json (cases[i].json);
      g_autofree char      *kind = weir_value_dup_kind (value);

      g_assert_cmpstr (kind, ==, cases[i].kind);
    }
}

static void
test_copy (void)
{
  g_autoptr (WeirValue) object = read_json ("{\"a\":[1]}");
  g_autoptr (WeirValue) string = weir_value_new_string ("as is\n");
  g_autoptr (WeirValue) bytes =
    weir_value_new_bytes ((const guint8 *)"\1\377", 2);
  g_autofree char    *object_text = weir_value_dup_copy (object);
  g_autofree char    *string_text = weir_value_dup_copy (string);
  g_autofree char    *bytes_text = weir_value_dup_copy (bytes);
  g_autoptr (GString) raw = weir_value_dup_text (bytes);

  g_assert_cmpstr (object_text, ==, "{\n    \"a\": [\n        1\n    ]\n}");
  g_assert_cmpstr (string_text, ==, "as is\n");
  g_assert_cmpstr (bytes_text, ==, "[1,255]");
  g_assert_cmpstr (raw->str, ==, "\1\357\277\275");
}

static void
test_number_forms (void)
{
  static const struct
  {
    double      number;
    const char *forms[4];
  } cases[] = {
    { 1700000000000,
      { "1700000000000",
        "2023-11-14T22:13:20.000Z",
        "Tue Nov 14 2023 22:13:20 GMT+0000 (Coordinated Universal Time)",
        "0x18bcfe56800" } },
    { -255,
      { "-255",
        "1969-12-31T23:59:59.745Z",
        "Wed Dec 31 1969 23:59:59 GMT+0000 (Coordinated Universal Time)",
        "-0xff" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WeirNumberForm form = WEIR_NUMBER_FORM_DECIMAL;

      for (guint j = 0; j < 4; j++)
        {
          g_autofree char *text = weir_number_dup_form (cases[i].number, form);

          g_assert_cmpstr (text, ==, cases[i].forms[j]);
          form = weir_number_next_form (cases[i].number, form);
        }
      g_assert_cmpint (form, ==, WEIR_NUMBER_FORM_DECIMAL);
    }
  g_assert_cmpint (weir_number_next_form (1.5, WEIR_NUMBER_FORM_DECIMAL),
                   ==,
                   WEIR_NUMBER_FORM_DECIMAL);
  g_assert_cmpint (weir_number_next_form (1e300, WEIR_NUMBER_FORM_DECIMAL),
                   ==,
                   WEIR_NUMBER_FORM_DECIMAL);
}

static void
test_hex (void)
{
  const guint8     data[] = "Hello, world\n\0\377~tail";
  g_autofree char *first = weir_hex_dup_line (data, 20, 0);
  g_autofree char *last = weir_hex_dup_line (data, 20, 16);
  g_autofree char *none = weir_hex_dup_line (data, 0, 0);

  g_assert_cmpstr (first,
                   ==,
                   "00000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 0a 00 ff 7e "
                   " |Hello, world...~|");
  g_assert_cmpstr (last,
                   ==,
                   "00000010  74 61 69 6c                                      "
                   " |tail|");
  g_assert_true (g_str_has_suffix (none, "||"));
}

static void
test_paths (void)
{
  static const struct
  {
    const char *path;
    const char *key;
    const char *member;
  } cases[] = {
    { "", "payload", "payload" },
    { "payload", "a_1", "payload.a_1" },
    { "payload", "1a", "payload[\"1a\"]" },
    { "payload", "two words", "payload[\"two words\"]" },
    { "payload", "", "payload[\"\"]" },
    { "a", "q\"q", "a[\"q\\\"q\"]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *member =
        weir_path_dup_member (cases[i].path, cases[i].key, strlen (cases[i].key));

      g_assert_cmpstr (member, ==, cases[i].member);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/value-text/preview", test_preview);
  g_test_add_func ("/editor/value-text/preview-kinds", test_preview_kinds);
  g_test_add_func ("/editor/value-text/preview-of-large", test_preview_of_large);
  g_test_add_func ("/editor/value-text/kind", test_kind);
  g_test_add_func ("/editor/value-text/copy", test_copy);
  g_test_add_func ("/editor/value-text/number-forms", test_number_forms);
  g_test_add_func ("/editor/value-text/hex", test_hex);
  g_test_add_func ("/editor/value-text/paths", test_paths);
  return g_test_run ();
}
