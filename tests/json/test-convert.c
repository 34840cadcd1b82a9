/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <math.h>
#include <string.h>

/* What JavaScript makes of values, texts in UTF-8 and UTF-16, dates. */

static WeirValue *
read_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return value;
}

typedef struct
{
  const char *json;
  gboolean    truthy;
  const char *text;
  double      number;
} Row;

static const Row rows[] = {
  { "null", FALSE, "null", 0 },
  { "true", TRUE, "true", 1 },
  { "false", FALSE, "false", 0 },
  { "0", FALSE, "0", 0 },
  { "-0", FALSE, "0", 0 },
  { "1.50", TRUE, "1.5", 1.5 },
  { "\"\"", FALSE, "", 0 },
  { "\"0\"", TRUE, "0", 0 },
  { "\" 0x1f \"", TRUE, " 0x1f ", 31 },
  { "\"abc\"", TRUE, "abc", NAN },
  { "[]", TRUE, "", 0 },
  { "[5]", TRUE, "5", 5 },
  { "[null]", TRUE, "", 0 },
  { "[[[7]]]", TRUE, "7", 7 },
  { "[1,[2,[3,null]],{\"a\":[1,2]},\"x\"]", TRUE, "1,2,3,,[object Object],x", NAN },
  { "[[],[]]", TRUE, ",", NAN },
  { "{}", TRUE, "[object Object]", NAN },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirValue) value = read_json (rows[i].json);
      g_autoptr (WeirValue) text = weir_value_to_text (value);
      double                number = weir_value_to_number (value);

      g_test_message ("%s", rows[i].json);
      g_assert_cmpint (weir_value_is_truthy (value), ==, rows[i].truthy);
      g_assert_cmpstr (weir_value_get_string (text, NULL), ==, rows[i].text);
      g_assert_true (number == rows[i].number ||
                     (isnan (number) && isnan (rows[i].number)));
    }
}

static void
test_other_kinds (void)
{
  g_autoptr (WeirValue) bytes = weir_value_new_bytes ((guint8 *)"1\377", 2);
  g_autoptr (WeirValue) date = weir_value_new_date (86400000);
  g_autoptr (WeirValue) nan = weir_value_new_number (NAN);
  g_autoptr (WeirValue) bytes_text = weir_value_to_text (bytes);
  g_autoptr (WeirValue) date_text = weir_value_to_text (date);
  g_autoptr (WeirValue) missing = weir_value_to_text (NULL);

  g_assert_cmpstr (weir_value_get_string (bytes_text, NULL), ==, "1\357\277\275");
  g_assert_cmpstr (weir_value_get_string (date_text, NULL),
                   ==,
                   "Fri Jan 02 1970 00:00:00 GMT+0000 "
                   "(Coordinated Universal Time)");
  g_assert_cmpstr (weir_value_get_string (missing, NULL), ==, "undefined");
  g_assert_cmpfloat (weir_value_to_number (date), ==, 86400000);
  g_assert_true (isnan (weir_value_to_number (NULL)));
  g_assert_true (isnan (weir_value_to_number (weir_value_new_undefined ())));
  g_assert_false (weir_value_is_truthy (NULL));
  g_assert_false (weir_value_is_truthy (nan));
  g_assert_true (weir_value_is_truthy (date));
}

typedef struct
{
  double      ms;
  const char *iso;
} DateRow;

static void
test_dates (void)
{
  static const DateRow dates[] = {
    { 0, "1970-01-01T00:00:00.000Z" },
    { 951782400000, "2000-02-29T00:00:00.000Z" },
    { 1709251199999, "2024-02-29T23:59:59.999Z" },
    { -1, "1969-12-31T23:59:59.999Z" },
    { -62167219200000, "0000-01-01T00:00:00.000Z" },
    { -62167219200001, "-000001-12-31T23:59:59.999Z" },
    { 253402300800000, "+010000-01-01T00:00:00.000Z" },
    { 8.64e15, "+275760-09-13T00:00:00.000Z" },
    { -8.64e15, "-271821-04-20T00:00:00.000Z" },
    { 8.64e15 + 1, "Invalid Date" },
    { NAN, "Invalid Date" },
    { -INFINITY, "Invalid Date" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *iso = weir_date_to_iso (dates[i].ms);

      g_assert_cmpstr (iso, ==, dates[i].iso);
    }
}

static void
test_dates_like_glib (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      gint64 seconds =
        (gint64)g_test_rand_double_range (-62135596800.0, 253402300799.0);
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);
      g_autofree char      *wanted =
        g_date_time_format (date, "%Y-%m-%dT%H:%M:%S.000Z");
      g_autofree char *iso = weir_date_to_iso ((double)seconds * 1000);
      g_autofree char *text = weir_date_to_text ((double)seconds * 1000);
      g_autofree char *weekday = g_date_time_format (date, "%a");

      /* %Y has no leading zeros everywhere. */
      if (g_date_time_get_year (date) >= 1000)
        g_assert_cmpstr (iso, ==, wanted);
      g_assert_true (g_str_has_prefix (text, weekday));
    }
}

static void
test_utf16 (void)
{
  const char *text = "a\303\251\342\202\254\360\237\230\200z";
  gsize       length = strlen (text);
  gsize       offsets[] = { 0, 1, 3, 6, 6, 10, 11, 11 };

  g_assert_cmpuint (weir_text_utf16_length (text, length), ==, 6);
  g_assert_cmpuint (weir_text_utf16_length ("\355\240\200", 3), ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    g_assert_cmpuint (weir_text_utf16_offset (text, length, i), ==, offsets[i]);
}

static void
test_utf8 (void)
{
  static const char *const valid[] = {
    "",
    "a",
    "longer than eight bytes",
    "\303\251",
    "\340\240\200",
    "\355\237\277",
    "\356\200\200",
    "\360\220\200\200",
    "\364\217\277\277",
  };
  static const char *const broken[] = {
    "\200",
    "\300\257",
    "\301\277",
    "\302",
    "\340\237\277",
    "\355\240\200",
    "\355\277\277",
    "\360\217\277\277",
    "\364\220\200\200",
    "\365\200\200\200",
    "12345678\377",
    "\342\202",
    "\360\237\230",
    "\303(",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (weir_text_is_utf8 (valid[i], strlen (valid[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    g_assert_false (weir_text_is_utf8 (broken[i], strlen (broken[i])));
  g_assert_true (weir_text_is_utf8 ("a\0b", 3));
}

static void
test_utf8_like_glib (void)
{
  for (guint i = 0; i < 50000; i++)
    {
      char  text[12];
      gsize length = (gsize)g_test_rand_int_range (0, sizeof (text));

      for (gsize j = 0; j < length; j++)
        text[j] = (char)(g_test_rand_bit () ? g_test_rand_int_range (1, 128)
                                            : g_test_rand_int_range (128, 256));
      g_assert_cmpint (weir_text_is_utf8 (text, length),
                       ==,
                       g_utf8_validate_len (text, length, NULL));
      {
        g_autoptr (GString) mended = weir_text_make_utf8 (text, length);

        g_assert_true (g_utf8_validate_len (mended->str, mended->len, NULL));
      }
    }
}

static void
test_make_utf8 (void)
{
  static const char *const pairs[][2] = {
    { "ok", "ok" },
    { "a\377b", "a\357\277\275b" },
    { "\355\240\275", "\357\277\275" },
    { "\342\202", "\357\277\275" },
    { "\342\202x", "\357\277\275x" },
    { "\300\257", "\357\277\275\357\277\275" },
    { "\360\237\230\200\360\237\230", "\360\237\230\200\357\277\275" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GString) mended =
        weir_text_make_utf8 (pairs[i][0], strlen (pairs[i][0]));

      g_assert_cmpstr (mended->str, ==, pairs[i][1]);
    }
}

/* Only a boolean is one. */
static void
test_boolean (void)
{
  static const char *const others[] = { "null",     "0",  "1",  "\"\"",
                                        "\"true\"", "[]", "{}", NULL };
  g_autoptr (WeirValue)    yes = weir_value_new_boolean (TRUE);
  g_autoptr (WeirValue)    no = weir_value_new_boolean (FALSE);

  g_assert_true (weir_value_is_boolean (yes, TRUE));
  g_assert_false (weir_value_is_boolean (yes, FALSE));
  g_assert_true (weir_value_is_boolean (no, FALSE));
  g_assert_false (weir_value_is_boolean (no, TRUE));
  g_assert_false (weir_value_is_boolean (NULL, TRUE));
  g_assert_false (weir_value_is_boolean (NULL, FALSE));
  for (guint i = 0; others[i] != NULL; i++)
    {
      g_autoptr (WeirValue) value =
        weir_json_read (others[i], strlen (others[i]), NULL, NULL);

      g_assert_false (weir_value_is_boolean (value, TRUE));
      g_assert_false (weir_value_is_boolean (value, FALSE));
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/convert/boolean", test_boolean);
  g_test_add_func ("/json/convert/table", test_table);
  g_test_add_func ("/json/convert/other-kinds", test_other_kinds);
  g_test_add_func ("/json/convert/dates", test_dates);
  g_test_add_func ("/json/convert/dates-like-glib", test_dates_like_glib);
  g_test_add_func ("/json/convert/utf16", test_utf16);
  g_test_add_func ("/json/convert/utf8", test_utf8);
  g_test_add_func ("/json/convert/utf8-like-glib", test_utf8_like_glib);
  g_test_add_func ("/json/convert/make-utf8", test_make_utf8);

  return g_test_run ();
}
