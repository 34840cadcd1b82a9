/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-json-document.h"

#include <string.h>

/* json-glib's trees behind the guard. */

static JsonNode *
parse (const char *text, GError **error)
{
  return weir_json_document_parse (text, strlen (text), NULL, error);
}

static void
test_round_trip (void)
{
  const char *text = "{\"a\":[1,-2,0.1,1e+21,true,false,null,\"\303\251\\n\"],"
                     "\"b\":{\"z\":1,\"y\":{},\"x\":[]}}";
  g_autoptr (GError)   error = NULL;
  g_autoptr (JsonNode) node = parse (text, &error);
  g_autofree char     *written = NULL;

  g_assert_no_error (error);
  written = weir_json_document_write (node, WEIR_JSON_STYLE_COMPACT);
  g_assert_cmpstr (written, ==, text);
}

static void
test_members (void)
{
  g_autoptr (JsonNode) node =
    parse ("{\"n\":9007199254740991,\"d\":1.5,\"s\":\"x\"}", NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpint (json_object_get_int_member (object, "n"),
                   ==,
                   G_GINT64_CONSTANT (9007199254740991));
  g_assert_cmpfloat (json_object_get_double_member (object, "d"), ==, 1.5);
  g_assert_cmpstr (json_object_get_string_member (object, "s"), ==, "x");
}

/* json-glib's own parser makes this negative. */
static void
test_large_number (void)
{
  g_autoptr (JsonNode) node = parse ("12345678901234567890", NULL);

  g_assert_cmpfloat (json_node_get_double (node), ==, 12345678901234567890.0);
}

static void
test_written_integer (void)
{
  g_autoptr (JsonNode) node = json_node_init_int (json_node_alloc (), G_MAXINT64);
  g_autofree char     *text =
    weir_json_document_write (node, WEIR_JSON_STYLE_COMPACT);

  g_assert_cmpstr (text, ==, "9223372036854775807");
}

typedef struct
{
  const char   *text;
  WeirJsonError code;
  const char   *message;
} Rejected;

static void
test_reject (void)
{
  static const Rejected rows[] = {
    { "[1,]", WEIR_JSON_ERROR_SYNTAX, "line 1, column 4, near “" },
    { "/**/[]", WEIR_JSON_ERROR_SYNTAX, "line 1, column 1, near “" },
    { "[\"\\ud800\"]",
      WEIR_JSON_ERROR_ENCODING,
      "line 1, column 2, near “[\"\\ud800\"]”: half of a surrogate pair "
      "stands alone" },
    { "{\"a\\u0000\":1}",
      WEIR_JSON_ERROR_ENCODING,
      "line 1, column 2, near “{\"a\\u0000\":1}”: the character U+0000" },
    { "\"\377\"", WEIR_JSON_ERROR_ENCODING, "line 1, column 2, near “" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (rows[i].text, &error));
      g_assert_error (error, WEIR_JSON_ERROR, (int)rows[i].code);
      if (!g_str_has_prefix (error->message, rows[i].message))
        g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_depth (void)
{
  g_autofree char   *deep = g_strnfill (80000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (deep, &error));
  g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_DEPTH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/document/round-trip", test_round_trip);
  g_test_add_func ("/json/document/members", test_members);
  g_test_add_func ("/json/document/large-number", test_large_number);
  g_test_add_func ("/json/document/written-integer", test_written_integer);
  g_test_add_func ("/json/document/reject", test_reject);
  g_test_add_func ("/json/document/depth", test_depth);

  return g_test_run ();
}
