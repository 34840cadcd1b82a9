/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-document.h"

#include <string.h>

static WeirDocument *
load (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_round_trip (void)
{
  static const struct
  {
    const char *text;
    guint       n_elements;
    gboolean    is_v2;
  } cases[] = {
    { "[]", 0, FALSE },
    { " [ \n ] \n", 0, FALSE },
    { "\xef\xbb\xbf[{\"id\":\"a\"}]", 1, FALSE },
    { "[\r\n\t{\"id\" : \"a\"} ,\r\n\t{}\r\n]\r\n", 2, FALSE },
    { "[1,null,\"a\",[{}],{\"a\":1,\"a\":2}]", 5, FALSE },
    { "[{\"n\":1.0,\"m\":1e400,\"s\":\"\\ud800\\u0000\"}]", 1, FALSE },
    { "{\"rev\":\"1\",\"flows\":[{\"id\":\"a\"}],\"credentials\":{}}", 1, TRUE },
    { "{\"flows\":[1],\"flows\":[2,3]}", 2, TRUE },
    { "{\"flows\":7,\"fl\\u006fws\":[]}", 0, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirDocument) document = load (cases[i].text);
      g_autoptr (GBytes)       saved = weir_document_to_bytes (document);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (weir_document_get_n_elements (document),
                        ==,
                        cases[i].n_elements);
      g_assert_cmpint (weir_document_is_v2 (document), ==, cases[i].is_v2);
      g_assert_cmpmem (g_bytes_get_data (saved, NULL),
                       g_bytes_get_size (saved),
                       cases[i].text,
                       strlen (cases[i].text));
    }
}

static void
assert_fails (GBytes *bytes, int code, const char *message)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) document =
    weir_document_new_from_bytes (bytes, &error);

  g_assert_null (document);
  g_assert_error (error, WEIR_FLOW_ERROR, code);
  if (!g_pattern_match_simple (message, error->message))
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_errors (void)
{
  static const struct
  {
    const char   *text;
    WeirFlowError code;
    const char   *message; /* a pattern */
  } cases[] = {
    { "", WEIR_FLOW_ERROR_NOT_JSON, "This is empty*" },
    { " \n\t ", WEIR_FLOW_ERROR_NOT_JSON, "*white space*" },
    { "\xef\xbb\xbf", WEIR_FLOW_ERROR_NOT_JSON, "This is empty*" },
    { "[{\"id\":\"a\"",
      WEIR_FLOW_ERROR_NOT_JSON,
      "This isn’t valid JSON: line 1, column 11, near “*”." },
    { "[\n{\"id\": 'a'}]",
      WEIR_FLOW_ERROR_NOT_JSON,
      "This isn’t valid JSON: line 2, column 8, near “*'a'*”." },
    { "[\n", WEIR_FLOW_ERROR_NOT_JSON, "This isn’t valid JSON: line 2, column 1." },
    { "[1,]", WEIR_FLOW_ERROR_NOT_JSON, "This isn’t valid JSON: line 1*" },
    { "[] []", WEIR_FLOW_ERROR_NOT_JSON, "This isn’t valid JSON: line 1*" },
    { "{\"flows\":[]} x", WEIR_FLOW_ERROR_NOT_JSON, "*valid JSON*" },
    { "hello", WEIR_FLOW_ERROR_NOT_JSON, "This isn’t valid JSON: line 1*" },
    { "<html>", WEIR_FLOW_ERROR_NOT_JSON, "This isn’t valid JSON: line 1*" },
    { "null", WEIR_FLOW_ERROR_NOT_A_FLOW, "*Node-RED flow*" },
    { "7", WEIR_FLOW_ERROR_NOT_A_FLOW, "*Node-RED flow*" },
    { "\"[]\"", WEIR_FLOW_ERROR_NOT_A_FLOW, "*Node-RED flow*" },
    { "{}", WEIR_FLOW_ERROR_NOT_A_FLOW, "*Node-RED flow*" },
    { "{\"flows\":{}}", WEIR_FLOW_ERROR_NOT_A_FLOW, "*Node-RED flow*" },
    { "{\"flows\":[],\"flows\":0}", WEIR_FLOW_ERROR_NOT_A_FLOW, "*flow*" },
    { "[\"\xff\"]", WEIR_FLOW_ERROR_ENCODING, "*UTF-8*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes =
        g_bytes_new (cases[i].text, strlen (cases[i].text));

      assert_fails (bytes, cases[i].code, cases[i].message);
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes)  bytes = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  bytes = g_bytes_new_static (text->str, text->len);
  assert_fails (bytes, WEIR_FLOW_ERROR_TOO_LARGE, "*nested deeper than 512*");
}

static void
test_too_many_entries (void)
{
  g_autoptr (GString) text = g_string_new ("[0");
  g_autoptr (GBytes)  bytes = NULL;

  for (guint i = 0; i < WEIR_FLOW_MAX_ENTRIES; i++)
    g_string_append (text, ",0");
  g_string_append_c (text, ']');
  bytes = g_bytes_new_static (text->str, text->len);
  assert_fails (bytes, WEIR_FLOW_ERROR_TOO_LARGE, "*more than 1000000 entries*");
}

static void
test_elements (void)
{
  g_autoptr (WeirDocument) document = load (
    "[ {\"id\":\"t\",\"type\":\"tab\"},"
    "{ \"id\":\"n\",\"type\":\"inject\",\"z\":\"t\",\"x\":240,\"y\":\"1.5\"},"
    "{\"id\":\"n\",\"type\":\"second\"},"
    "{\"id\":\"c\",\"type\":\"tls-config\",\"x\":null}, 7 ]");
  WeirElement     *node = weir_document_get_element (document, "n");
  WeirElement     *config = weir_document_get_element (document, "c");
  WeirElement     *odd = weir_document_get_nth_element (document, 4);
  g_autofree char *text = weir_element_dup_text (node);

  g_assert_cmpint (weir_element_get_kind (node), ==, WEIR_ELEMENT_KIND_NODE);
  g_assert_cmpstr (weir_element_get_id (node), ==, "n");
  g_assert_cmpstr (weir_element_get_type_name (node), ==, "inject");
  g_assert_cmpstr (weir_element_get_container (node), ==, "t");
  g_assert_cmpfloat (weir_element_get_x (node), ==, 240);
  g_assert_cmpfloat (weir_element_get_y (node), ==, 1.5);
  g_assert_nonnull (weir_element_get_member (node, "z"));
  g_assert_null (weir_element_get_member (node, "missing"));
  g_assert_true (g_str_has_prefix (text, "{ \"id\""));
  g_assert_true (g_str_has_suffix (text, "\"1.5\"}"));

  g_assert_cmpint (weir_element_get_kind (config), ==, WEIR_ELEMENT_KIND_CONFIG);
  g_assert_cmpfloat (weir_element_get_x (config), ==, 0);
  g_assert_cmpfloat (weir_element_get_y (config), ==, 0);
  g_assert_cmpint (weir_element_get_kind (odd), ==, WEIR_ELEMENT_KIND_INVALID);
  g_assert_cmpstr (weir_element_get_id (odd), ==, "");

  g_assert_null (weir_document_get_element (document, "x"));
  g_assert_null (weir_document_get_element (document, ""));
  g_assert_null (weir_document_get_element (document, "zzz"));
}

/* Elements that views still hold know nothing of a document that is gone. */
static void
test_element_outlives (void)
{
  WeirDocument           *document = load ("[{\"id\":\"a\"}]");
  g_autoptr (WeirElement) element =
    g_object_ref (weir_document_get_element (document, "a"));

  g_assert_finalize_object (document);
  g_assert_cmpstr (weir_element_get_id (element), ==, "a");
}

/* The expected ones are `sha256 (JSON.stringify (JSON.parse (text)))`. */
static void
test_rev (void)
{
  static const struct
  {
    const char *text;
    const char *canonical;
  } cases[] = {
    { "[]", "[]" },
    { " [\n ] ", "[]" },
    { "{\"rev\":\"x\",\"flows\":[ 1 ]}", "[1]" },
    { "[ { \"b\" : 1.0, \"a\":[1e3,-0,1e400,0.1] }, null ]",
      "[{\"b\":1,\"a\":[1000,0,null,0.1]},null]" },
    { "[{\"a\":12345678901234567890,\"b\":1e21,\"c\":1E-7}]",
      "[{\"a\":12345678901234567000,\"b\":1e+21,\"c\":1e-7}]" },
    { "[{\"a\":1,\"b\":2,\"a\":3}]", "[{\"a\":3,\"b\":2}]" },
    { "[\"\\u00e4\\/\\u0001\\ud800 1.0\"]", "[\"ä/\\u0001\\ud800 1.0\"]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirDocument) document = load (cases[i].text);
      g_autofree char         *rev = weir_document_dup_rev (document);
      g_autofree char         *expected =
        g_compute_checksum_for_string (G_CHECKSUM_SHA256, cases[i].canonical, -1);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (rev, ==, expected);
    }
}

static void
test_empty_rev (void)
{
  g_autoptr (WeirDocument) document = weir_document_new ();
  g_autofree char         *rev = weir_document_dup_rev (document);

  g_assert_cmpstr (
    rev,
    ==,
    "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
}

static void
test_snapshot (void)
{
  g_autoptr (WeirDocument) document =
    load ("[{\"id\":\"a\",\"name\":\"one\"},7]");
  g_autoptr (WeirValue)    name = weir_value_new_string ("two");
  g_autoptr (WeirEdit)     edit = weir_edit_new_set ("a", "name", name);
  g_autoptr (WeirSnapshot) before = weir_document_snapshot (document, NULL);
  g_autoptr (WeirEdit)     inverse = weir_document_apply (document, edit, NULL);
  g_autoptr (WeirSnapshot) after = weir_document_snapshot (document, NULL);

  g_assert_cmpuint (weir_snapshot_get_n_entries (before), ==, 2);
  g_assert_cmpstr (weir_snapshot_lookup (before, "a")->name, ==, "one");
  g_assert_cmpstr (weir_snapshot_lookup (after, "a")->name, ==, "two");
}

/* A flow of many entries, all with the same few ids, in linear time. */
static void
test_many (void)
{
  g_autoptr (GString)      text = g_string_new ("[");
  g_autoptr (WeirDocument) document = NULL;
  g_autoptr (GPtrArray)    edits =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);
  g_autoptr (WeirEdit) list = NULL;
  g_autoptr (WeirEdit) inverse = NULL;
  g_autoptr (WeirEdit) again = NULL;
  g_autoptr (GBytes)   bytes = NULL;

  for (guint i = 0; i < 50000; i++)
    {
      g_string_append_printf (text,
                              "%s{\"id\":\"n%u\",\"type\":\"debug\",\"x\":1,"
                              "\"y\":1,\"wires\":[]}",
                              i > 0 ? ",\n" : "",
                              i % 3);
      g_ptr_array_add (edits, weir_edit_new_remove (i % 2 ? "n0" : "n1"));
      if (i % 3 == 2)
        g_ptr_array_set_size (edits, (int)edits->len - 1);
    }
  g_string_append_c (text, ']');
  g_ptr_array_set_size (edits, 30000);
  list = weir_edit_new_list (edits);

  document = load (text->str);
  inverse = weir_document_apply (document, list, NULL);
  g_assert_nonnull (inverse);
  g_assert_cmpuint (weir_document_get_n_elements (document), ==, 20000);
  again = weir_document_apply (document, inverse, NULL);
  g_assert_nonnull (again);
  bytes = weir_document_to_bytes (document);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   text->str,
                   text->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/document/round-trip", test_round_trip);
  g_test_add_func ("/flow/document/errors", test_errors);
  g_test_add_func ("/flow/document/depth", test_depth);
  g_test_add_func ("/flow/document/too-many-entries", test_too_many_entries);
  g_test_add_func ("/flow/document/elements", test_elements);
  g_test_add_func ("/flow/document/element-outlives", test_element_outlives);
  g_test_add_func ("/flow/document/rev", test_rev);
  g_test_add_func ("/flow/document/empty-rev", test_empty_rev);
  g_test_add_func ("/flow/document/snapshot", test_snapshot);
  g_test_add_func ("/flow/document/many", test_many);

  return g_test_run ();
}
