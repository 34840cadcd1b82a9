/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/weir-flow-api.h"

#include "json/weir-json.h"

#include <string.h>

static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\",\"env\":[]},"
  "{\"id\":\"a\",\"type\":\"debug\",\"z\":\"t\",\"x\":1,\"y\":1,"
  "\"credentials\":{\"k\":\"v\"}},"
  "{\"id\":\"g\",\"type\":\"group\",\"z\":\"t\",\"nodes\":[\"a\"],\"x\":0,"
  "\"y\":0,\"w\":9,\"h\":9},"
  "{\"id\":\"s\",\"type\":\"subflow\",\"name\":\"S\"},"
  "{\"id\":\"b\",\"type\":\"debug\",\"z\":\"s\",\"x\":1,\"y\":1},"
  "{\"id\":\"c\",\"type\":\"websocket-listener\",\"path\":\"/x\",\"n\":1.0}]";

static WeirDocument *
parse_document (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

static WeirValue *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirValue         *value = weir_json_read (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return value;
}

static void
test_get (void)
{
  g_autoptr (WeirDocument) document = parse_document (flow);
  g_autoptr (WeirValue)    tab = weir_flow_api_get (document, "t");
  g_autoptr (WeirValue)    global = weir_flow_api_get (document, "global");
  g_autofree char *tab_text = weir_json_write (tab, WEIR_JSON_STYLE_COMPACT);
  g_autofree char *global_text =
    weir_json_write (global, WEIR_JSON_STYLE_COMPACT);

  g_assert_cmpstr (
    tab_text,
    ==,
    "{\"id\":\"t\",\"label\":\"T\",\"env\":[],\"nodes\":[{"
    "\"id\":\"a\",\"type\":\"debug\",\"z\":\"t\",\"x\":1,\"y\":"
    "1}],\"groups\":[{\"id\":\"g\",\"type\":\"group\",\"z\":"
    "\"t\",\"nodes\":[\"a\"],\"x\":0,\"y\":0,\"w\":9,\"h\":9}]}");
  g_assert_cmpstr (global_text,
                   ==,
                   "{\"id\":\"global\",\"configs\":[{\"id\":\"c\",\"type\":"
                   "\"websocket-listener\",\"path\":\"/x\",\"n\":1.0}],"
                   "\"subflows\":[{\"id\":\"s\",\"type\":\"subflow\",\"name\":"
                   "\"S\",\"nodes\":[{\"id\":\"b\",\"type\":\"debug\",\"z\":"
                   "\"s\",\"x\":1,\"y\":1}]}]}");
  g_assert_null (weir_flow_api_get (document, "a"));
  g_assert_null (weir_flow_api_get (document, "nothing"));
}

/* A flow that is put back as it was got leaves every entry as it was, though
 * their order may be another. */
static void
test_put_back (void)
{
  static const char *const ids[] = { "t", "global" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (WeirDocument) document = parse_document (flow);
      g_autoptr (WeirValue)    got = weir_flow_api_get (document, ids[i]);
      g_autoptr (GError)       error = NULL;
      g_autoptr (WeirDocument) after =
        weir_flow_api_replace (document, ids[i], got, &error);
      guint n = weir_document_get_n_elements (document);

      g_assert_no_error (error);
      g_assert_cmpuint (weir_document_get_n_elements (after), ==, n);
      for (guint j = 0; j < n; j++)
        {
          WeirElement *before = weir_document_get_nth_element (document, j);
          WeirElement *now =
            weir_document_get_element (after, weir_element_get_id (before));
          g_autoptr (WeirValue) wanted =
            weir_value_without_member (weir_value_ref (
                                         weir_element_get_value (before)),
                                       i == 0 ? "credentials" : "");

          g_assert_nonnull (now);
          g_assert_true (weir_value_equal (wanted, weir_element_get_value (now)));
        }
    }
}

static void
test_add_and_remove (void)
{
  g_autoptr (WeirDocument) document = parse_document (flow);
  g_autoptr (WeirValue)    posted =
    parse ("{\"label\":\"N\",\"nodes\":[{\"id\":\"n\",\"type\":\"debug\"}]}");
  g_autofree char         *id = NULL;
  g_autoptr (GError)       error = NULL;
  g_autoptr (WeirDocument) added =
    weir_flow_api_add (document, posted, &id, &error);
  g_autoptr (WeirDocument) removed = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (id), ==, 16);
  g_assert_cmpuint (weir_document_get_n_elements (added), ==, 8);
  g_assert_cmpstr (weir_element_get_container (
                     weir_document_get_element (added, "n")),
                   ==,
                   id);
  removed = weir_flow_api_remove (added, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (weir_document_get_n_elements (removed), ==, 6);
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "{}",
    "{\"nodes\":1}",
    "{\"nodes\":[1]}",
    "{\"nodes\":[{\"id\":\"a\"}]}",
    "{\"nodes\":[{\"type\":\"tab\"}]}",
    "{\"nodes\":[],\"configs\":[{\"type\":\"subflow\"}]}",
  };
  g_autoptr (WeirDocument) document = parse_document (flow);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) posted = parse (cases[i]);
      g_autofree char      *id = NULL;
      g_autoptr (GError)    error = NULL;

      g_assert_null (weir_flow_api_add (document, posted, &id, &error));
      g_assert_error (error, WEIR_FLOW_ERROR, WEIR_FLOW_ERROR_BAD_ENTRY);
    }
}

/* What travels with an entry does not reach a file; all else keeps its text and
 * the file its layout. */
static void
test_clean (void)
{
  static const char *const likes[] = { "[]", "[\n    {}\n]\n" };
  static const char *const wanted[] = {
    "[{\"id\":\"a\"},{\"n\":1.0}]",
    "[\n    {\n        \"id\": \"a\"\n    },\n    {\n        \"n\": 1.0\n"
    "    }\n]\n",
  };
  g_autoptr (WeirDocument) document =
    parse_document ("{\"flows\":[{\"id\":\"a\",\"credentials\":{\"k\":1}}, "
                    "{\"n\":1.0}],\"rev\":\"x\"}");

  for (guint i = 0; i < G_N_ELEMENTS (likes); i++)
    {
      g_autoptr (WeirDocument) like = parse_document (likes[i]);
      g_autoptr (GError)       error = NULL;
      g_autoptr (WeirDocument) clean =
        weir_flow_api_clean (document, like, &error);
      g_autoptr (GBytes) bytes = NULL;

      g_assert_no_error (error);
      bytes = weir_document_to_bytes (clean);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                       g_bytes_get_size (bytes),
                       wanted[i],
                       strlen (wanted[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/flow-api/get", test_get);
  g_test_add_func ("/host/flow-api/put-back", test_put_back);
  g_test_add_func ("/host/flow-api/add-and-remove", test_add_and_remove);
  g_test_add_func ("/host/flow-api/refused", test_refused);
  g_test_add_func ("/host/flow-api/clean", test_clean);
  return g_test_run ();
}
