/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-json.h"
#include "json/weir-value.h"

#include <math.h>
#include <string.h>

/* Values, arrays, objects and equality: the laws of copy on write. */

static WeirValue *
read_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return value;
}

/* Takes nothing. */
static void
assert_json (const WeirValue *value, const char *text)
{
  g_autofree char *written = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);

  g_assert_cmpstr (written, ==, text);
}

/* What weir_value_get_size() must say: counted anew from a fresh copy. */
static void
assert_size_kept (const WeirValue *value)
{
  g_autofree char      *text = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  g_autoptr (WeirValue) fresh = read_json (text);

  g_assert_cmpuint (weir_value_get_size (value), ==, weir_value_get_size (fresh));
}

static void
test_scalars (void)
{
  g_autoptr (WeirValue) number = weir_value_new_number (1.5);
  g_autoptr (WeirValue) string = weir_value_new_string_len ("a\0b", 3);
  g_autoptr (WeirValue) bytes =
    weir_value_new_bytes ((const guint8 *)"\0\377", 2);
  g_autoptr (WeirValue) date = weir_value_new_date (12);
  g_autoptr (WeirValue) printed = weir_value_new_string_printf ("%s-%d", "x", 5);
  gsize                 length;
  const guint8         *data;

  g_assert_cmpfloat (weir_value_get_number (number), ==, 1.5);
  g_assert_cmpmem (weir_value_get_string (string, &length), 3, "a\0b", 3);
  g_assert_cmpuint (length, ==, 3);
  g_assert_cmpint (weir_value_get_string (string, NULL)[3], ==, '\0');
  data = weir_value_get_bytes (bytes, &length);
  g_assert_cmpmem (data, length, "\0\377", 2);
  g_assert_cmpfloat (weir_value_get_date_ms (date), ==, 12);
  g_assert_cmpstr (weir_value_get_string (printed, NULL), ==, "x-5");
  g_assert_true (weir_value_get_boolean (weir_value_new_boolean (5)));
  g_assert_false (weir_value_get_boolean (weir_value_new_boolean (FALSE)));
  g_assert_cmpint (weir_value_get_kind (weir_value_new_null ()),
                   ==,
                   WEIR_VALUE_KIND_NULL);
}

static void
test_small_numbers (void)
{
  for (int i = -2; i < 300; i++)
    {
      g_autoptr (WeirValue) value = weir_value_new_number (i);

      g_assert_cmpfloat (weir_value_get_number (value), ==, i);
    }
  {
    g_autoptr (WeirValue) zero = weir_value_new_number (-0.0);

    g_assert_true (signbit (weir_value_get_number (zero)));
  }
}

/* A number that is only passed on leaves as it came. */
static void
test_lexemes (void)
{
  static const char *const texts[] = {
    "0",
    "-0",
    "1",
    "-1",
    "1.0",
    "1.50",
    "1e3",
    "1E3",
    "1e+3",
    "0.1",
    "0.10",
    "12345678901234567890",
    "9007199254740993",
    "9007199254740992",
    "1e21",
    "1e400",
    "-1e-400",
    "0.1000000000000000055511151231257827",
    "1e-7",
    "0.0000001",
    "0.000001",
    "0.00000123",
    "123456789012345.6",
    "1234567890123456.7",
    "0.8444218515250481",
    "100",
    "1000000000000000000000",
    "-12.5",
    "0.0",
    "5e-324",
    "3.14159265358979",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (WeirValue) value = read_json (texts[i]);

      assert_json (value, texts[i]);
    }
}

static void
test_with_member (void)
{
  g_autoptr (WeirValue) first = read_json ("{\"a\":1,\"b\":{\"c\":2}}");
  g_autoptr (WeirValue) second =
    weir_value_with_member (weir_value_ref (first),
                            "a",
                            weir_value_new_string ("x"));
  WeirValue *same;

  assert_json (first, "{\"a\":1,\"b\":{\"c\":2}}");
  assert_json (second, "{\"a\":\"x\",\"b\":{\"c\":2}}");
  g_assert_true (weir_value_lookup (first, "b") ==
                 weir_value_lookup (second, "b"));

  same = second;
  second = weir_value_with_member (g_steal_pointer (&second),
                                   "b",
                                   weir_value_new_null ());
  g_assert_true (same == second); /* nobody else held it */
  assert_json (second, "{\"a\":\"x\",\"b\":null}");
  assert_json (first, "{\"a\":1,\"b\":{\"c\":2}}");

  second = weir_value_without_member (g_steal_pointer (&second), "a");
  second = weir_value_without_member (g_steal_pointer (&second), "none");
  assert_json (second, "{\"b\":null}");
  assert_size_kept (second);
  assert_size_kept (first);
}

static void
test_lookup (void)
{
  g_autoptr (WeirValue) value =
    read_json ("{\"a\":\"x\",\"\":1,\"n\\u0000n\":2,\"payload\":[]}");

  g_assert_cmpstr (weir_value_lookup_string (value, "a"), ==, "x");
  g_assert_null (weir_value_lookup_string (value, "payload"));
  g_assert_null (weir_value_lookup_string (value, "none"));
  g_assert_null (weir_value_lookup (NULL, "a"));
  g_assert_null (weir_value_lookup (weir_value_lookup (value, "a"), "a"));
  g_assert_nonnull (weir_value_lookup (value, ""));
  g_assert_nonnull (weir_value_lookup_len (value, "n\0n", 3));
  g_assert_null (weir_value_lookup (value, "n"));
}

/* Enough members for an index; random changes against a hash table. */
static void
test_large_object (void)
{
  g_autoptr (WeirValue)  object = weir_value_new_object ();
  g_autoptr (GHashTable) model =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       key;
  gpointer       number;

  for (guint i = 0; i < 20000; i++)
    {
      int              n = g_test_rand_int_range (0, 300);
      g_autofree char *name = g_strdup_printf ("key %d", n);

      if (g_test_rand_int_range (0, 5) == 0)
        {
          object = weir_value_without_member (object, name);
          g_hash_table_remove (model, name);
          continue;
        }
      object = weir_value_with_member (object, name, weir_value_new_number (i));
      g_hash_table_replace (model, g_steal_pointer (&name), GUINT_TO_POINTER (i));
    }
  g_assert_cmpuint (weir_value_get_length (object), ==, g_hash_table_size (model));
  g_hash_table_iter_init (&iter, model);
  while (g_hash_table_iter_next (&iter, &key, &number))
    {
      WeirValue *member = weir_value_lookup (object, key);

      g_assert_nonnull (member);
      g_assert_cmpfloat (weir_value_get_number (member),
                         ==,
                         GPOINTER_TO_UINT (number));
    }
  assert_size_kept (object);
}

static void
test_array (void)
{
  g_autoptr (WeirValue) array = weir_value_new_array (NULL, 0);
  g_autoptr (WeirValue) before = NULL;

  for (guint i = 0; i < 5; i++)
    array = weir_value_with_appended (array, weir_value_new_number (i));
  before = weir_value_ref (array);
  array = weir_value_with_item (array, 7, weir_value_new_string ("x"));
  assert_json (before, "[0,1,2,3,4]");
  assert_json (array, "[0,1,2,3,4,null,null,\"x\"]");
  array = weir_value_without_item (array, 0);
  array = weir_value_without_item (array, 100);
  array = weir_value_with_item (array, 0, weir_value_new_boolean (TRUE));
  assert_json (array, "[true,2,3,4,null,null,\"x\"]");
  g_assert_cmpint (weir_value_get_kind (weir_value_get_item (array, 4)),
                   ==,
                   WEIR_VALUE_KIND_UNDEFINED);
  assert_size_kept (array);
}

/* A level for each of a million: neither freeing, comparing nor writing may
 * use the stack for it. */
static void
test_deep (void)
{
  g_autoptr (WeirValue) a = weir_value_new_null ();
  g_autoptr (WeirValue) b = weir_value_new_null ();
  g_autofree char      *text = NULL;

  for (guint i = 0; i < 500000; i++)
    {
      WeirValue *items[] = { a };

      a = weir_value_new_array (items, 1);
      a = weir_value_with_member (weir_value_new_object (), "k", a);
      items[0] = b;
      b = weir_value_new_array (items, 1);
      b = weir_value_with_member (weir_value_new_object (), "k", b);
    }
  g_assert_true (weir_value_equal (a, b));
  text = weir_json_write (a, WEIR_JSON_STYLE_COMPACT);
  g_assert_cmpuint (strlen (text), ==, 500000 * 8 + 4);
}

/* Shared halves: more inside than can be counted. */
static void
test_size_saturates (void)
{
  g_autoptr (WeirValue) value = weir_value_new_string ("text");

  for (guint i = 0; i < 70; i++)
    {
      WeirValue *items[] = { weir_value_ref (value), value };

      value = weir_value_new_array (items, 2);
    }
  g_assert_cmpuint (weir_value_get_size (value), ==, G_MAXSIZE);
  value = weir_value_with_item (value, 0, weir_value_new_null ());
  value = weir_value_with_item (value, 1, weir_value_new_null ());
  assert_size_kept (value);
}

typedef struct
{
  const char *a;
  const char *b;
  gboolean    equal;
} Equality;

static void
test_equal (void)
{
  static const Equality rows[] = {
    { "1", "1.0", TRUE },
    { "0", "-0", TRUE },
    { "1e400", "1e500", TRUE },
    { "1", "\"1\"", FALSE },
    { "null", "false", FALSE },
    { "true", "true", TRUE },
    { "true", "false", FALSE },
    { "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", TRUE },
    { "{\"a\":1}", "{\"b\":1}", FALSE },
    { "{\"a\":1}", "{\"a\":1,\"b\":1}", FALSE },
    { "[1,2]", "[2,1]", FALSE },
    { "[[{\"a\":[1]}]]", "[[{\"a\":[1]}]]", TRUE },
    { "[[{\"a\":[1]}]]", "[[{\"a\":[2]}]]", FALSE },
    { "\"a\\u0000b\"", "\"a\\u0000c\"", FALSE },
    { "{}", "[]", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirValue) a = read_json (rows[i].a);
      g_autoptr (WeirValue) b = read_json (rows[i].b);

      g_test_message ("%s and %s", rows[i].a, rows[i].b);
      g_assert_cmpint (weir_value_equal (a, b), ==, rows[i].equal);
      g_assert_cmpint (weir_value_equal (b, a), ==, rows[i].equal);
    }
}

static void
test_equal_without_json (void)
{
  g_autoptr (WeirValue) nan_1 = weir_value_new_number (NAN);
  g_autoptr (WeirValue) nan_2 = weir_value_new_number (NAN);
  g_autoptr (WeirValue) bytes = weir_value_new_bytes ((guint8 *)"ab", 2);
  g_autoptr (WeirValue) same = weir_value_new_bytes ((guint8 *)"ab", 2);
  g_autoptr (WeirValue) string = weir_value_new_string ("ab");
  g_autoptr (WeirValue) date = weir_value_new_date (1);
  g_autoptr (WeirValue) number = weir_value_new_number (1);

  g_assert_true (weir_value_equal (nan_1, nan_2));
  g_assert_true (weir_value_equal (bytes, same));
  g_assert_false (weir_value_equal (bytes, string));
  g_assert_false (weir_value_equal (date, number));
  g_assert_false (
    weir_value_equal (weir_value_new_undefined (), weir_value_new_null ()));
}

static gpointer
read_in_thread (gpointer data)
{
  WeirValue *value = data;

  for (guint i = 0; i < 20000; i++)
    {
      WeirValue *copy = weir_value_with_member (weir_value_ref (value),
                                                "a",
                                                weir_value_new_number (i));

      weir_value_unref (copy);
    }
  weir_value_unref (value);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (WeirValue) value = read_json ("{\"a\":1000,\"own key\":[1,2]}");
  GThread              *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_in_thread, weir_value_ref (value));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  assert_json (value, "{\"a\":1000,\"own key\":[1,2]}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/value/scalars", test_scalars);
  g_test_add_func ("/json/value/small-numbers", test_small_numbers);
  g_test_add_func ("/json/value/lexemes", test_lexemes);
  g_test_add_func ("/json/value/with-member", test_with_member);
  g_test_add_func ("/json/value/lookup", test_lookup);
  g_test_add_func ("/json/value/large-object", test_large_object);
  g_test_add_func ("/json/value/array", test_array);
  g_test_add_func ("/json/value/deep", test_deep);
  g_test_add_func ("/json/value/size-saturates", test_size_saturates);
  g_test_add_func ("/json/value/equal", test_equal);
  g_test_add_func ("/json/value/equal-without-json", test_equal_without_json);
  g_test_add_func ("/json/value/threads", test_threads);

  return g_test_run ();
}
