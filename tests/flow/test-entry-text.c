/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-entry-text-private.h"
#include "flow/weir-flow-error.h"
#include "json/weir-json.h"

#include <string.h>

static void
assert_text (GBytes *got, const char *expected)
{
  gsize            length;
  const char      *text = g_bytes_get_data (got, &length);
  g_autofree char *copy = g_strndup (text, length);

  g_assert_cmpstr (copy, ==, expected);
}

static void
test_set (void)
{
  static const struct
  {
    const char *entry;
    const char *key;
    const char *value; /* NULL: remove */
    const char *expected;
  } cases[] = {
    /* A value is replaced and nothing else. */
    { "{\"a\":1,\"b\":2}", "a", "\"x\"", "{\"a\":\"x\",\"b\":2}" },
    { "{ \"a\" :\t1 , \"b\":2 }", "b", "3", "{ \"a\" :\t1 , \"b\":3 }" },
    { "{\"a\":[1,[2]],\"b\":2}", "a", "null", "{\"a\":null,\"b\":2}" },
    { "{\"\\u0061\":1}", "a", "2", "{\"\\u0061\":2}" },
    { "{\"a\":1,\"a\":2,\"b\":3}", "a", "4", "{\"a\":1,\"a\":4,\"b\":3}" },

    /* What says the same already is left alone. */
    { "{\"a\":\"\\u0062\"}", "a", "\"b\"", "{\"a\":\"\\u0062\"}" },
    { "{\"a\":[ 1,2 ]}", "a", "[1,2]", "{\"a\":[ 1,2 ]}" },
    { "{\"a\":1.0}", "a", "1", "{\"a\":1}" },
    { "{\"a\":{\"x\":1,\"y\":2}}",
      "a",
      "{\"y\":2,\"x\":1}",
      "{\"a\":{\"y\":2,\"x\":1}}" },

    /* New members are laid out as their siblings. */
    { "{\"a\":1}", "b", "[1,{\"c\":2}]", "{\"a\":1,\"b\":[1,{\"c\":2}]}" },
    { "{\"a\": 1, \"b\": 2}",
      "c",
      "[1,{\"d\":2}]",
      "{\"a\": 1, \"b\": 2, \"c\": [1, {\"d\": 2}]}" },
    { "{ \"a\": 1 }", "c", "[1,2]", "{ \"a\": 1, \"c\": [1, 2] }" },
    { "{\n    \"a\": 1\n}",
      "c",
      "[1,[]]",
      "{\n    \"a\": 1,\n    \"c\": [\n        1,\n        []\n    ]\n}" },
    { "{\r\n\t\"a\":1\r\n}",
      "c",
      "{\"d\":1}",
      "{\r\n\t\"a\":1,\r\n\t\"c\":{\r\n\t\t\"d\":1\r\n\t}\r\n}" },
    { "{\n      \"a\": 1\n    }",
      "c",
      "[1]",
      "{\n      \"a\": 1,\n      \"c\": [\n        1\n      ]\n    }" },
    { "{ \"a\": 1\n, \"b\": 2\n}", "c", "3", "{ \"a\": 1\n, \"b\": 2\n, \"c\": 3\n}" },
    { "{ \"a\": 1\n, \"b\": 2\n}",
      "c",
      "[1,2]",
      "{ \"a\": 1\n, \"b\": 2\n, \"c\": [1, 2]\n}" },
    { "{}", "a", "1", "{\"a\":1}" },
    { "{\"a\":1}", "q\"\n", "1", "{\"a\":1,\"q\\\"\\n\":1}" },

    /* So are new values of members that are there. */
    { "{\n    \"a\": 1,\n    \"b\": 2\n}",
      "a",
      "[1]",
      "{\n    \"a\": [\n        1\n    ],\n    \"b\": 2\n}" },
    { "{\n  \"a\": [[1], [2]],\n  \"b\": 2\n}",
      "a",
      "[[1],[3]]",
      "{\n  \"a\": [[1], [3]],\n  \"b\": 2\n}" },
    { "{\n  \"a\": [],\n  \"b\": 2\n}",
      "a",
      "[1]",
      "{\n  \"a\": [\n    1\n  ],\n  \"b\": 2\n}" },

    /* A removed member takes its separator along. */
    { "{\"a\":1,\"b\":2,\"c\":3}", "a", NULL, "{\"b\":2,\"c\":3}" },
    { "{\"a\":1,\"b\":2,\"c\":3}", "b", NULL, "{\"a\":1,\"c\":3}" },
    { "{\"a\":1,\"b\":2,\"c\":3}", "c", NULL, "{\"a\":1,\"b\":2}" },
    { "{\n  \"a\": 1,\n  \"b\": 2\n}", "a", NULL, "{\n  \"b\": 2\n}" },
    { "{\n  \"a\": 1,\n  \"b\": 2\n}", "b", NULL, "{\n  \"a\": 1\n}" },
    { "{\n  \"a\": 1\n}", "a", NULL, "{}" },
    { "{\"a\":1,\"b\":2,\"a\":3}", "a", NULL, "{\"b\":2}" },
    { "{\"a\":1}", "b", NULL, "{\"a\":1}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) entry =
        g_bytes_new_static (cases[i].entry, strlen (cases[i].entry));
      g_autoptr (WeirValue) value = NULL;
      g_autoptr (GBytes)    got = NULL;

      g_test_message ("%s: %s", cases[i].entry, cases[i].key);
      if (cases[i].value != NULL)
        value =
          weir_json_read (cases[i].value, strlen (cases[i].value), NULL, NULL);
      got = weir_entry_text_set (entry, cases[i].key, value);
      assert_text (got, cases[i].expected);
      g_assert_cmpint (got == entry,
                       ==,
                       g_str_equal (cases[i].entry, cases[i].expected));
    }
}

static void
test_wires (void)
{
  static const struct
  {
    const char *entry;
    char        what; /* '+' connect, '-' disconnect */
    guint       port;
    const char *target;
    const char *expected; /* NULL: an error */
  } cases[] = {
    { "{\"wires\":[[]]}", '+', 0, "a", "{\"wires\":[[\"a\"]]}" },
    { "{\"wires\":[[\"b\"]]}", '+', 0, "a", "{\"wires\":[[\"b\",\"a\"]]}" },
    { "{\"wires\":[ [ \"b\" , \"c\" ] ]}",
      '+',
      0,
      "a",
      "{\"wires\":[ [ \"b\" , \"c\" , \"a\" ] ]}" },
    { "{\"wires\":[[],[\"c\"]]}", '+', 0, "a", "{\"wires\":[[\"a\"],[\"c\"]]}" },
    { "{\"wires\":[[\"c\"]]}", '+', 2, "a", "{\"wires\":[[\"c\"],[],[\"a\"]]}" },
    { "{\"wires\":[]}", '+', 1, "a", "{\"wires\":[[],[\"a\"]]}" },
    { "{\"id\":1}", '+', 1, "a", "{\"id\":1,\"wires\":[[],[\"a\"]]}" },
    { "{\n  \"wires\": [\n    []\n  ]\n}",
      '+',
      0,
      "a",
      "{\n  \"wires\": [\n    [\n      \"a\"\n    ]\n  ]\n}" },
    { "{\n  \"wires\": [\n    [\n      \"b\"\n    ]\n  ]\n}",
      '+',
      0,
      "a",
      "{\n  \"wires\": [\n    [\n      \"b\",\n      \"a\"\n    ]\n  ]\n}" },
    { "{\n  \"wires\": [\n    []\n  ]\n}",
      '+',
      1,
      "a",
      "{\n  \"wires\": [\n    [],\n    [\n      \"a\"\n    ]\n  ]\n}" },
    { "{\n  \"wires\": []\n}",
      '+',
      0,
      "a",
      "{\n  \"wires\": [\n    [\n      \"a\"\n    ]\n  ]\n}" },
    { "{\n  \"wires\": [[\"b\"], []]\n}",
      '+',
      1,
      "a",
      "{\n  \"wires\": [[\"b\"], [\"a\"]]\n}" },
    { "{\"wires\":[[\"\\u0061\"]]}", '+', 0, "a", NULL },
    { "{\"wires\":[\"a\"]}", '+', 0, "b", NULL },
    { "{\"wires\":\"a\"}", '+', 0, "b", NULL },
    { "{\"wires\":{}}", '+', 0, "b", NULL },
    { "{\"wires\":[null]}", '+', 0, "b", NULL },

    { "{\"wires\":[[\"a\"]]}", '-', 0, "a", "{\"wires\":[[]]}" },
    { "{\"wires\":[[\"a\", \"b\"]]}", '-', 0, "a", "{\"wires\":[[\"b\"]]}" },
    { "{\"wires\":[[\"b\", \"a\"]]}", '-', 0, "a", "{\"wires\":[[\"b\"]]}" },
    { "{\"wires\":[[\"a\",\"b\",\"a\",7]]}", '-', 0, "a", "{\"wires\":[[\"b\",7]]}" },
    { "{\n  \"wires\": [\n    [\n      \"b\",\n      \"a\"\n    ]\n  ]\n}",
      '-',
      0,
      "a",
      "{\n  \"wires\": [\n    [\n      \"b\"\n    ]\n  ]\n}" },
    { "{\n  \"wires\": [\n    [\n      \"a\"\n    ]\n  ]\n}",
      '-',
      0,
      "a",
      "{\n  \"wires\": [\n    []\n  ]\n}" },
    { "{\"wires\":[[\"a\"]]}", '-', 0, "b", NULL },
    { "{\"wires\":[[\"a\"]]}", '-', 1, "a", NULL },
    { "{\"wires\":[\"a\"]}", '-', 0, "a", NULL },
    { "{\"wires\":7}", '-', 0, "a", NULL },
    { "{}", '-', 0, "a", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) entry =
        g_bytes_new_static (cases[i].entry, strlen (cases[i].entry));
      g_autoptr (GBytes) got = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: %c%s", cases[i].entry, cases[i].what, cases[i].target);
      if (cases[i].what == '+')
        got =
          weir_entry_text_connect (entry, cases[i].port, cases[i].target, &error);
      else
        got = weir_entry_text_disconnect (entry,
                                          cases[i].port,
                                          cases[i].target,
                                          &error);

      if (cases[i].expected != NULL)
        {
          g_assert_no_error (error);
          assert_text (got, cases[i].expected);
        }
      else
        {
          g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_EDIT);
          g_assert_null (got);
        }
    }
}

static void
test_adapt (void)
{
  static const struct
  {
    const char *entry;
    const char *neighbour;
    const char *expected;
  } cases[] = {
    { "{\"a\":1,\"b\":[]}", NULL, "{\"a\":1,\"b\":[]}" },
    { "{\"a\":1,\"b\":[]}", "7", "{\"a\":1,\"b\":[]}" },
    { "{\"a\":1,\"b\":[]}", "[1]", "{\"a\":1,\"b\":[]}" },
    { "{\"a\":1,\"b\":[]}", "{}", "{\"a\":1,\"b\":[]}" },
    { "{\"a\":1,\"b\":[]}", "{\"x\":1}", "{\"a\":1,\"b\":[]}" },
    { "{\"a\":1,\"b\":[]}", "{\"x\": 1, \"y\": 2}", "{\"a\": 1, \"b\": []}" },
    { "{\"a\":1.0,\"b\":[\"\\u0061\"]}",
      "{\n      \"x\": 1\n    }",
      "{\n      \"a\": 1.0,\n      \"b\": [\n        \"\\u0061\"\n      ]\n"
      "    }" },
    { "{\n\"a\":1}", "{\"x\":1}", "{\n\"a\":1}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char        *beside = cases[i].neighbour;
      g_autoptr (GBytes) entry =
        g_bytes_new_static (cases[i].entry, strlen (cases[i].entry));
      g_autoptr (GBytes) neighbour =
        beside != NULL ? g_bytes_new_static (beside, strlen (beside)) : NULL;
      g_autoptr (GBytes) got = weir_entry_text_adapt (entry, neighbour);

      assert_text (got, cases[i].expected);
    }
}

/* Odd white space, longer than any layout remembers. */
static void
test_long_space (void)
{
  g_autofree char *space = g_strnfill (500, ' ');
  g_autofree char *text =
    g_strdup_printf ("{\n%s\"a\"%s:%s1\n}", space, space, space);
  g_autoptr (GBytes)    entry = g_bytes_new_static (text, strlen (text));
  g_autoptr (WeirValue) value = weir_json_read ("[1]", 3, NULL, NULL);
  g_autoptr (GBytes)    got = weir_entry_text_set (entry, "b", value);
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) read = NULL;

  read = weir_json_read (g_bytes_get_data (got, NULL),
                         g_bytes_get_size (got),
                         NULL,
                         &error);
  g_assert_no_error (error);
  g_assert_true (weir_value_equal (weir_value_lookup (read, "b"), value));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/entry-text/set", test_set);
  g_test_add_func ("/flow/entry-text/wires", test_wires);
  g_test_add_func ("/flow/entry-text/adapt", test_adapt);
  g_test_add_func ("/flow/entry-text/long-space", test_long_space);

  return g_test_run ();
}
