/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-test"

#include "config.h"

#include "json/weir-json.h"
#include "json/weir-convert.h"

#include <math.h>
#include <string.h>

/* Texts in and out: scanner, reader, writer and layouter. */

typedef struct
{
  const char *text;
  const char *written; /* compact; NULL: as it was */
} Accepted;

static const Accepted accepted[] = {
  { "null", NULL },
  { " \t\r\n1 ", "1" },
  { "\"\"", NULL },
  { "[]", NULL },
  { "[ ]", "[]" },
  { "{ }", "{}" },
  { "[1 , 2]", "[1,2]" },
  { "{\"a\" : [ {} , [] ]}", "{\"a\":[{},[]]}" },
  { "12345678901234567890", NULL },
  { "1e21", NULL },
  { "0.1", NULL },
  { "-0", NULL },
  { "-0.0e-10", NULL },
  { "\"x\\u0000y\"", NULL },
  { "\"\\ud800\"", NULL },
  { "\"\\udc00\\ud800\"", NULL },
  { "\"\\uD83D\\uDE00\"", "\"\360\237\230\200\"" },
  { "\"\\ud83d\\ud83d\\ude00\"", "\"\\ud83d\360\237\230\200\"" },
  { "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "\"/\\b\\f\\n\\r\\t\\\"\\\\\"" },
  { "\"\\u0041\\u001f\\u007f\"", "\"A\\u001f\177\"" },
  { "\"\303\251\342\202\254\360\220\215\210\"", NULL },
  { "\"\355\237\277\356\200\200\357\277\277\"", NULL },
  { "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}" },
  { "{\"a\":1,\"\\u0061\":2}", "{\"a\":2}" },
  { "{\"__proto__\":1}", NULL },
  { "{\"\":1,\"\\u0000\":2,\"\\ud800\":3}", NULL },
  { "{\"b\":1,\"a\":2,\"1\":3}", NULL },
  { "\"a long text without anything special in it, over many words\"", NULL },
  { "\"1234567\\n12345678\\t123456789\"", NULL },
};

static void
test_accept (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      const char *text = accepted[i].text;
      const char *wanted =
        accepted[i].written != NULL ? accepted[i].written : text;
      g_autoptr (GError)    error = NULL;
      /* A block of just the length, so that no byte behind it may be read. */
      g_autofree char      *block = g_memdup2 (text, strlen (text));
      g_autoptr (WeirValue) value =
        weir_json_read (block, strlen (text), NULL, &error);
      g_autofree char *written = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      written = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
      g_assert_cmpstr (written, ==, wanted);
    }
}

typedef struct
{
  const char   *text;
  WeirJsonError code;
  guint         line;
  guint         column;
} Rejected;

#define S WEIR_JSON_ERROR_SYNTAX
#define E WEIR_JSON_ERROR_ENCODING

static const Rejected rejected[] = {
  { " ", S, 1, 2 },
  { "nul", S, 1, 1 },
  { "nulll", S, 1, 5 },
  { "True", S, 1, 1 },
  { "undefined", S, 1, 1 },
  { "NaN", S, 1, 1 },
  { "[1,]", S, 1, 4 },
  { "[,1]", S, 1, 2 },
  { "[1 2]", S, 1, 4 },
  { "[1", S, 1, 3 },
  { "[", S, 1, 2 },
  { "]", S, 1, 1 },
  { "[}", S, 1, 2 },
  { "{]", S, 1, 2 },
  { "{\"a\"}", S, 1, 5 },
  { "{\"a\":}", S, 1, 6 },
  { "{\"a\":1,}", S, 1, 8 },
  { "{\"a\":1 \"b\":2}", S, 1, 8 },
  { "{a:1}", S, 1, 2 },
  { "{'a':1}", S, 1, 2 },
  { "{1:1}", S, 1, 2 },
  { "{\"a\"", S, 1, 5 },
  { "{\"a\":1", S, 1, 7 },
  { "{\"a\":1]", S, 1, 7 },
  { "1 2", S, 1, 3 },
  { "{}{}", S, 1, 3 },
  { "01", S, 1, 1 },
  { "-01", S, 1, 2 },
  { "-", S, 1, 2 },
  { "+1", S, 1, 1 },
  { ".5", S, 1, 1 },
  { "5.", S, 1, 3 },
  { "1.e5", S, 1, 3 },
  { "1e", S, 1, 3 },
  { "1e+", S, 1, 4 },
  { "0x10", S, 1, 2 },
  { "\"", S, 1, 2 },
  { "\"abc", S, 1, 5 },
  { "\"\\", S, 1, 2 },
  { "\"\\x\"", S, 1, 2 },
  { "\"\\u12\"", S, 1, 2 },
  { "\"\\u12G4\"", S, 1, 2 },
  { "\"\\'\"", S, 1, 2 },
  { "\"a\nb\"", S, 1, 3 },
  { "\"a\tb\"", S, 1, 3 },
  { "'a'", S, 1, 1 },
  { "// c\n1", S, 1, 1 },
  { "/**/1", S, 1, 1 },
  { "[1]//", S, 1, 4 },
  { "\357\273\277[]", S, 1, 1 },
  { "\302\240[]", S, 1, 1 },
  { "[\n 1,\r\n \"\303\251\" x]", S, 3, 6 },
  { "\"\377\"", E, 1, 2 },
  { "\"\300\200\"", E, 1, 2 },
  { "\"\355\240\200\"", E, 1, 2 },
  { "\"\364\220\200\200\"", E, 1, 2 },
  { "\"\303\"", E, 1, 2 },
  { "\"abc\342\202\"", E, 1, 5 },
  { "[\"ok\",\n\"caf\351\"]", E, 2, 5 },
};

#undef S
#undef E

static void
test_reject (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rejected); i++)
    {
      const Rejected    *row = &rejected[i];
      gsize              length = strlen (row->text);
      g_autofree char   *block = g_memdup2 (row->text, length);
      g_autofree char   *prefix = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_null (weir_json_read (block, length, NULL, &error));
      g_assert_error (error, WEIR_JSON_ERROR, (int)row->code);
      prefix =
        g_strdup_printf ("line %u, column %u, near “", row->line, row->column);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      if (!g_str_has_prefix (error->message, prefix))
        g_assert_cmpstr (error->message, ==, prefix);
    }
}

static void
test_reject_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_json_read ("1\0", 2, NULL, &error));
  g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (weir_json_read ("\"\\\0\"", 4, NULL, &error));
  g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (weir_json_read (NULL, 0, NULL, &error));
  g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_SYNTAX);
}

static void
test_message (void)
{
  const char        *text = "{\n  \"name\": \"x\",\n  \"list\": [1, 2,, 3]\n}";
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_json_read (text, strlen (text), NULL, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "line 3, column 17, near “t\": [1, 2,, 3]␊}”: a value is "
                   "missing here");
}

static void
test_depth (void)
{
  g_autoptr (GString)   text = g_string_new (NULL);
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) value = NULL;
  WeirJsonLimits        limits = { .max_bytes = 1000, .max_depth = 3 };

  for (guint i = 0; i < 80000; i++)
    g_string_append_c (text, '[');
  g_assert_null (weir_json_read (text->str, text->len, NULL, &error));
  g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_DEPTH);
  g_clear_error (&error);

  g_string_truncate (text, WEIR_JSON_MAX_DEPTH);
  for (guint i = 0; i < WEIR_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, ']');
  value = weir_json_read (text->str, text->len, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&value, weir_value_unref);

  value = weir_json_read ("[[[]]]", 6, &limits, &error);
  g_assert_no_error (error);
  g_assert_null (weir_json_read ("[[{\"a\":[]}]]", 12, &limits, &error));
  g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_DEPTH);
}

static void
test_size (void)
{
  WeirJsonLimits        limits = { .max_bytes = 5, .max_depth = 3 };
  g_autoptr (GError)    error = NULL;
  g_autoptr (WeirValue) value = weir_json_read ("12345", 5, &limits, &error);

  g_assert_no_error (error);
  g_assert_null (weir_json_read ("123456", 6, &limits, &error));
  g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_SIZE);
}

/* What no JSON text says, written as JSON.stringify writes it. */
static void
test_write_other_kinds (void)
{
  g_autoptr (WeirValue) value = weir_value_new_object ();
  g_autofree char      *compact = NULL;
  g_autofree char      *pretty = NULL;
  WeirValue            *items[] = {
               weir_value_new_undefined (),       weir_value_new_number (NAN),
               weir_value_new_number (-INFINITY), weir_value_new_number (-0.0),
               weir_value_new_date (0),           weir_value_new_date (NAN)
  };

  value = weir_value_with_member (value, "u", weir_value_new_undefined ());
  value = weir_value_with_member (value, "a", weir_value_new_array (items, 6));
  value = weir_value_with_member (value,
                                  "b",
                                  weir_value_new_bytes ((guint8 *)"\0\n\377", 3));
  value =
    weir_value_with_member (value, "e", weir_value_new_bytes ((guint8 *)"", 0));
  value = weir_value_with_member (value, "v", weir_value_new_undefined ());
  compact = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  g_assert_cmpstr (compact,
                   ==,
                   "{\"a\":[null,null,null,0,\"1970-01-01T00:00:00.000Z\",null]"
                   ",\"b\":{\"type\":\"Buffer\",\"data\":[0,10,255]}"
                   ",\"e\":{\"type\":\"Buffer\",\"data\":[]}}");
  pretty =
    weir_json_write (weir_value_lookup (value, "b"), WEIR_JSON_STYLE_PRETTY);
  g_assert_cmpstr (pretty,
                   ==,
                   "{\n    \"type\": \"Buffer\",\n    \"data\": [\n        0,\n"
                   "        10,\n        255\n    ]\n}");
}

static void
test_only_undefined (void)
{
  g_autoptr (WeirValue) value =
    weir_value_with_member (weir_value_new_object (),
                            "u",
                            weir_value_new_undefined ());
  g_autofree char *alone =
    weir_json_write (weir_value_new_undefined (), WEIR_JSON_STYLE_COMPACT);
  g_autofree char *inside = weir_json_write (value, WEIR_JSON_STYLE_PRETTY);

  g_assert_cmpstr (alone, ==, "null");
  g_assert_cmpstr (inside, ==, "{}");
}

#define LOOSE                                                          \
  " { \"a\" :[ ] , \"b\":{ },\"c\": [1.0,{\"d\":\"\\u0041\"},[ 2 ]], " \
  "\"a\":1e3 } "

static void
test_relayout (void)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (GString) compact =
    weir_json_relayout (LOOSE, strlen (LOOSE), WEIR_JSON_STYLE_COMPACT, NULL);
  g_autoptr (GString) pretty =
    weir_json_relayout (LOOSE, strlen (LOOSE), WEIR_JSON_STYLE_PRETTY, NULL);

  g_assert_cmpstr (compact->str,
                   ==,
                   "{\"a\":[],\"b\":{},\"c\":[1.0,{\"d\":\"\\u0041\"},[2]],"
                   "\"a\":1e3}");
  g_assert_cmpstr (pretty->str,
                   ==,
                   "{\n"
                   "    \"a\": [],\n"
                   "    \"b\": {},\n"
                   "    \"c\": [\n"
                   "        1.0,\n"
                   "        {\n"
                   "            \"d\": \"\\u0041\"\n"
                   "        },\n"
                   "        [\n"
                   "            2\n"
                   "        ]\n"
                   "    ],\n"
                   "    \"a\": 1e3\n"
                   "}");
  g_assert_null (weir_json_relayout ("[", 1, WEIR_JSON_STYLE_PRETTY, &error));
  g_assert_error (error, WEIR_JSON_ERROR, WEIR_JSON_ERROR_SYNTAX);
}

static WeirValue *make_random_value (guint depth);

static WeirValue *
make_random_string (void)
{
  static const char *const pieces[] = {
    "a",
    "\"",
    "\\",
    "\n",
    "\303\251",
    "\355\240\200",
    "\360\237\230\200",
    "long enough for eight",
    "\177",
    "\001",
    "/",
    "\355\237\277",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint n = g_test_rand_int_range (0, 8); n > 0; n--)
    {
      if (g_test_rand_int_range (0, 10) == 0)
        g_string_append_c (text, '\0');
      g_string_append (text,
                       pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    }
  return weir_value_new_string_len (text->str, text->len);
}

static WeirValue *
make_random_container (guint depth)
{
  gboolean   array = g_test_rand_bit ();
  WeirValue *value =
    array ? weir_value_new_array (NULL, 0) : weir_value_new_object ();

  for (gint n = g_test_rand_int_range (0, 20); n > 0; n--)
    {
      g_autoptr (WeirValue) key = make_random_string ();
      WeirValue            *inner = make_random_value (depth + 1);
      gsize                 length;
      const char           *text = weir_value_get_string (key, &length);

      if (array)
        value = weir_value_with_appended (value, inner);
      else
        value = weir_value_with_member_len (value, text, length, inner);
    }
  return value;
}

static WeirValue *
make_random_value (guint depth)
{
  switch (g_test_rand_int_range (0, depth < 4 ? 8 : 5))
    {
    case 0:
      return weir_value_new_null ();
    case 1:
      return weir_value_new_boolean (g_test_rand_bit ());
    case 2:
      return weir_value_new_number (g_test_rand_int ());
    case 3:
      return weir_value_new_number (g_test_rand_double_range (-1e9, 1e9));
    case 4:
      return make_random_string ();
    default:
      return make_random_container (depth);
    }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 300; i++)
    {
      WeirJsonStyle style =
        g_test_rand_bit () ? WEIR_JSON_STYLE_PRETTY : WEIR_JSON_STYLE_COMPACT;
      g_autoptr (GError)    error = NULL;
      g_autoptr (WeirValue) value = make_random_value (0);
      g_autofree char      *text = weir_json_write (value, style);
      g_autoptr (WeirValue) again =
        weir_json_read (text, strlen (text), NULL, &error);
      g_autoptr (GString) relaid =
        weir_json_relayout (text, strlen (text), style, NULL);

      g_assert_no_error (error);
      g_assert_true (weir_value_equal (value, again));
      g_assert_cmpstr (relaid->str, ==, text);
    }
}

/* Any cut-off or changed byte: a value or an error, nothing else. */
static void
test_damaged (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (WeirValue) value = make_random_value (2);
      g_autofree char *text = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
      gsize            length = strlen (text);
      gsize            at = (gsize)g_test_rand_int_range (0, (gint32)length);
      g_autoptr (GError)    error = NULL;
      g_autofree char      *block = NULL;
      g_autoptr (WeirValue) again = NULL;

      text[at] = (char)g_test_rand_int_range (0, 256);
      length -= (gsize)g_test_rand_int_range (0, (gint32)MIN (length, 4));
      block = g_memdup2 (text, length);
      again = weir_json_read (block, length, NULL, &error);
      g_assert_true ((again == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_tokens (void)
{
  static const WeirJsonTokenKind kinds[] = {
    WEIR_JSON_TOKEN_OBJECT_START, WEIR_JSON_TOKEN_KEY,
    WEIR_JSON_TOKEN_ARRAY_START,  WEIR_JSON_TOKEN_NUMBER,
    WEIR_JSON_TOKEN_TRUE,         WEIR_JSON_TOKEN_FALSE,
    WEIR_JSON_TOKEN_NULL,         WEIR_JSON_TOKEN_STRING,
    WEIR_JSON_TOKEN_ARRAY_END,    WEIR_JSON_TOKEN_OBJECT_END,
    WEIR_JSON_TOKEN_END,          WEIR_JSON_TOKEN_END,
  };
  const char *text = "{\"k\\n\" : [ -1.5, true, false, null, \"x\" ] } ";
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (text, strlen (text), NULL);
  WeirJsonToken token;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_true (weir_json_scanner_next (scanner, &token, NULL));
      g_assert_cmpint (token.kind, ==, kinds[i]);
      if (token.kind == WEIR_JSON_TOKEN_KEY)
        {
          g_assert_cmpuint (token.start, ==, 1);
          g_assert_cmpuint (token.end, ==, 6);
          g_assert_false (token.plain);
        }
      if (token.kind == WEIR_JSON_TOKEN_STRING)
        g_assert_true (token.plain);
    }
  g_assert_cmpuint (weir_json_scanner_get_offset (scanner), ==, strlen (text));
}

static void
test_locate (void)
{
  const char   *text = "a\r\nb\rc\n\303\251\001\377z";
  WeirJsonPlace place;

  weir_json_locate (text, strlen (text), 10, &place);
  g_assert_cmpuint (place.line, ==, 4);
  g_assert_cmpuint (place.column, ==, 3);
  g_assert_cmpstr (place.excerpt, ==, "\303\251␁\357\277\275z");
  weir_json_locate (text, strlen (text), 1000, &place);
  g_assert_cmpuint (place.line, ==, 4);
  weir_json_locate (NULL, 0, 0, &place);
  g_assert_cmpuint (place.line, ==, 1);
  g_assert_cmpstr (place.excerpt, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/json/accept", test_accept);
  g_test_add_func ("/json/json/reject", test_reject);
  g_test_add_func ("/json/json/reject-nul", test_reject_nul);
  g_test_add_func ("/json/json/message", test_message);
  g_test_add_func ("/json/json/depth", test_depth);
  g_test_add_func ("/json/json/size", test_size);
  g_test_add_func ("/json/json/write-other-kinds", test_write_other_kinds);
  g_test_add_func ("/json/json/only-undefined", test_only_undefined);
  g_test_add_func ("/json/json/relayout", test_relayout);
  g_test_add_func ("/json/json/round-trip", test_round_trip);
  g_test_add_func ("/json/json/damaged", test_damaged);
  g_test_add_func ("/json/json/tokens", test_tokens);
  g_test_add_func ("/json/json/locate", test_locate);

  return g_test_run ();
}
