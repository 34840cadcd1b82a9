/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-clipboard.h"

#include <string.h>

/* Copy and paste. */

static const struct
{
  const char *name;
  const char *text;
  const char *expected; /* the list that was read, or an error with a '!' */
} texts[] = {
  { "list", "[{'id':'a','type':'b'}]", "[{'id':'a','type':'b'}]" },
  { "around",
    "Look:\n[{'id':'a','type':'b'}] thanks",
    "     \n[{'id':'a','type':'b'}]" },
  { "object", " {'id':'a','type':'b'} ", "[ {'id':'a','type':'b'} ]" },
  { "api",
    "{'flows':[{'id':'a','type':'b'}],'rev':'x'}",
    "{'flows':[{'id':'a','type':'b'}],'rev':'x'}" },
  { "empty-list", "[]", "[]" },
  { "nothing", "", "!" },
  { "words", "hello", "!This isn’t valid JSON: line 1, column 1, near “hello”." },
  { "broken",
    "see\n [{'id':,}] or",
    "!This isn’t valid JSON: line 2, column 9, near " },
  { "no-node", "[7]", "!Entry 1 isn’t a node." },
  { "no-id",
    "[{'id':'a','type':'b'},{'type':'b'}]",
    "!Entry 2 isn’t a node: it has no id." },
  { "no-type", "[{'id':'a'}]", "!Entry 1 isn’t a node: it has no type." },
  { "number", "7", "!This isn’t a Node-RED flow" },
};

static void
assert_refused (WeirDocument *document, const GError *error, const char *text)
{
  g_assert_null (document);
  g_assert_nonnull (error);
  g_assert_true (error->domain == WEIR_FLOW_ERROR);
  if (!g_str_has_prefix (error->message, text))
    g_assert_cmpstr (error->message, ==, text);
}

static void
test_parse (gconstpointer data)
{
  gsize              i = GPOINTER_TO_SIZE (data);
  g_autofree char   *text = g_strdelimit (g_strdup (texts[i].text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDocument) document = weir_clipboard_parse (text, -1, &error);
  g_autofree char         *read = NULL;

  if (*texts[i].expected == '!')
    {
      assert_refused (document, error, texts[i].expected + 1);
      return;
    }
  g_assert_no_error (error);
  read = test_operation_save (document);
  g_assert_cmpstr (read, ==, texts[i].expected);
}

static void
test_looks_like_flow (void)
{
  g_assert_true (
    weir_clipboard_looks_like_flow ("x [ {\"id\":\"a\", \"type\":\"b\"}]"));
  g_assert_false (weir_clipboard_looks_like_flow ("x [1, 2]"));
  g_assert_false (weir_clipboard_looks_like_flow ("\"id\" \"type\""));
  g_assert_false (weir_clipboard_looks_like_flow (""));
}

static void
test_bounds (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':-9,'y':-9},"
    "{'id':'b','z':'gone','x':10,'y':20},{'id':'c','x':30,'y':5},"
    "{'id':'k','type':'config'}]");
  g_autoptr (WeirDocument) empty =
    test_operation_open ("[{'id':'k','type':'config'}]");
  double bounds[4] = { 0 };

  g_assert_true (weir_clipboard_get_bounds (document,
                                            bounds,
                                            bounds + 1,
                                            bounds + 2,
                                            bounds + 3));
  g_assert_cmpfloat (bounds[0], ==, 10);
  g_assert_cmpfloat (bounds[1], ==, 5);
  g_assert_cmpfloat (bounds[2], ==, 30);
  g_assert_cmpfloat (bounds[3], ==, 20);
  g_assert_false (
    weir_clipboard_get_bounds (empty, bounds, bounds + 1, bounds + 2, bounds + 3));
}

/* What is pasted, with the new ids as `1`, `2`, … */
static char *
paste (WeirDocument *document, const char *incoming, const char *flow, gboolean cut)
{
  g_autoptr (WeirDocument) other = test_operation_open (incoming);
  g_autoptr (GPtrArray)    ids = NULL;
  g_autoptr (GString)      text = NULL;
  g_autofree char         *saved = NULL;
  WeirEdit                *edit =
    weir_clipboard_paste (document, other, flow, 20, 0.25, cut, &ids);

  if (edit == NULL)
    {
      g_assert_cmpuint (ids->len, ==, 0);
      return NULL;
    }
  test_operation_apply (document, edit);
  saved = test_operation_save (document);
  text = g_string_new (saved);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (strlen (ids->pdata[i]) == 16)
        g_string_replace (text, ids->pdata[i], number, 0);
    }
  return g_strdup (text->str);
}

static const struct
{
  const char *name;
  const char *document;
  const char *incoming;
  const char *flow;
  gboolean    cut;
  const char *expected;
} pastes[] = {
  { "new-ids",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1}]",
    "[{'id':'a','z':'t','g':'gone','x':1.0,'y':1,'wires':[['b','gone']]},"
    "{'id':'b','z':'t','x':5,'y':1,'credentials':{'p':'w'},'wires':[]}]",
    "t",
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1},{'id':'1','z':'t',"
    "'x':21,'y':1.3,'wires':[['2']]},{'id':'2','z':'t','x':25,'y':1.3,'wires':["
    "]}"
    "]" },
  { "cut-keeps-free-ids",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1}]",
    "[{'id':'a','z':'q','x':1,'y':1,'wires':[['b']]},{'id':'b','z':'q','x':5,"
    "'y':1}]",
    "t",
    TRUE,
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1},{'id':'1','z':'t',"
    "'x':21,'y':1.3,'wires':[['b']]},{'id':'b','z':'t','x':25,'y':1.3}]" },
  { "names",
    "[{'id':'t','type':'tab'},{'id':'a','type':'debug','name':'debug 2'}]",
    "[{'id':'a','z':'t','type':'debug','name':'debug 2','x':0,'y':0},"
    "{'id':'b','z':'t','type':'debug','name':'debug 7','x':0,'y':0},"
    "{'id':'c','z':'t','type':'debug','name':'mine 2','x':0,'y':0}]",
    "t",
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'a','type':'debug','name':'debug 2'},"
    "{'id':'1','z':'t','type':'debug','name':'debug "
    "1','x':20,'y':0.3},{'id':'2',"
    "'z':'t','type':'debug','name':'debug 7','x':20,'y':0.3},{'id':'3','z':'t',"
    "'type':'debug','name':'mine 2','x':20,'y':0.3}]" },
  { "configuration-is-shared",
    "[{'id':'t','type':'tab'},{'id':'c','type':'config'}]",
    "[{'id':'a','z':'q','x':0,'y':0,'server':'c','tls':'k'},"
    "{'id':'c','type':'config'},{'id':'k','type':'config','z':'q'}]",
    "t",
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'c','type':'config'},{'id':'2','type':"
    "'config'},{'id':'1','z':'t','x':20,'y':0.3,'server':'c','tls':'2'}]" },
  { "configuration-of-another-type",
    "[{'id':'t','type':'tab'},{'id':'c','type':'config'}]",
    "[{'id':'a','z':'q','x':0,'y':0,'server':'c'},{'id':'c','type':'other'}]",
    "t",
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'c','type':'config'},{'id':'2','type':"
    "'other'},{'id':'1','z':'t','x':20,'y':0.3,'server':'2'}]" },
  { "groups",
    "[{'id':'t','type':'tab'}]",
    "[{'id':'g','type':'group','z':'q','nodes':['a','gone'],'x':0,'y':0,'w':9},"
    "{'id':'a','z':'q','g':'g','x':0,'y':0}]",
    "t",
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'1','type':'group','z':'t','nodes':['2'],'"
    "x':"
    "20,'y':0.3,'w':9},{'id':'2','z':'t','g':'1','x':20,'y':0.3}]" },
  { "links",
    "[{'id':'t','type':'tab'},{'id':'i','type':'link in'}]",
    "[{'id':'o','type':'link "
    "out','z':'t','x':0,'y':0,'links':['i','gone','p']},"
    "{'id':'p','type':'link in','z':'t','x':0,'y':0,'links':['o']}]",
    "t",
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'i','type':'link in'},{'id':'1','type':"
    "'link "
    "out','z':'t','x':20,'y':0.3,'links':['i','2']},{'id':'2','type':'link "
    "in','z':'t','x':20,'y':0.3,'links':['1']}]" },
  { "subflow-comes-along",
    "[{'id':'t','type':'tab'},{'id':'s','type':'subflow','name':'S'}]",
    "[{'id':'s','type':'subflow','name':'S','in':[{'wires':[{'id':'b'}]}]},"
    "{'id':'b','z':'s','x':0,'y':0},{'id':'i','z':'t','type':'subflow:s','x':0,"
    "'y':0}]",
    "t",
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'s','type':'subflow','name':'S'},{'id':'1',"
    "'type':'subflow','name':'S "
    "(1)','in':[{'wires':[{'id':'2'}]}]},{'id':'2','z'"
    ":'1','x':0,'y':0},{'id':'3','z':'t','type':'subflow:1','x':20,'y':0.3}]" },
  { "subflow-is-shared",
    "[{'id':'t','type':'tab'},{'id':'s','type':'subflow'},"
    "{'id':'b','z':'s','x':0,'y':0}]",
    "[{'id':'s','type':'subflow'},{'id':'b','x':0,'z':'s','y':0},"
    "{'id':'i','z':'t','type':'subflow:s','x':0,'y':0}]",
    "t",
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'s','type':'subflow'},{'id':'b','z':'s','x'"
    ":"
    "0,'y':0},{'id':'1','z':'t','type':'subflow:s','x':20,'y':0.3}]" },
  { "subflow-in-itself",
    "[{'id':'s','type':'subflow'}]",
    "[{'id':'s','type':'subflow'},{'id':'i','z':'t','type':'subflow:s','x':0,'"
    "y':"
    "0}]",
    "s",
    FALSE,
    NULL },
  { "tab",
    "[{'id':'t','type':'tab'}]",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':7,'y':8}]",
    NULL,
    FALSE,
    "[{'id':'t','type':'tab'},{'id':'1','type':'tab'},{'id':'2','z':'1','x':7,'"
    "y'"
    ":8}]" },
  { "twins",
    "[{'id':'t','type':'tab'}]",
    "[{'id':'a','z':'t','x':0,'y':0,'wires':[['a']]},{'id':'a','z':'t','x':0,'"
    "y':"
    "0,'wires':[['a']]}]",
    "t",
    TRUE,
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':20,'y':0.3,'wires':[['a']]}"
    ","
    "{'id':'2','z':'t','x':20,'y':0.3,'wires':[['a']]}]" },
  { "locked",
    "[{'id':'t','type':'tab','locked':true}]",
    "[{'id':'a','z':'t','x':0,'y':0}]",
    "t",
    FALSE,
    NULL },
  { "layout",
    "[\n  {\n    'id': 't',\n    'type': 'tab'\n  }\n]\n",
    "[{'id':'a',  'z':'q','x':0,'y':0,'k':[1.50]}]",
    "t",
    FALSE,
    "[\n  {\n    'id': 't',\n    'type': 'tab'\n  },\n  {\n    'id': '1',\n    "
    "'z': 't',\n    'x': 20,\n    'y': 0.3,\n    'k': [\n      1.50\n    ]\n  "
    "}\n]\n" },
};

static void
test_paste (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (pastes[i].document);
  g_autofree char         *text =
    paste (document, pastes[i].incoming, pastes[i].flow, pastes[i].cut);

  g_assert_cmpstr (text, ==, pastes[i].expected);
}

static void
test_paste_without_flow (void)
{
  g_autoptr (WeirDocument) document = test_operation_open ("[]");
  g_autofree char         *text =
    paste (document, "[{'id':'a','z':'t','x':0,'y':0}]", NULL, FALSE);

  g_assert_nonnull (strstr (text, "'type':'tab','label':'Flow 1'"));
  g_assert_cmpuint (weir_document_get_n_elements (document), ==, 2);
  g_assert_cmpstr (
    weir_element_get_container (weir_document_get_nth_element (document, 1)),
    ==,
    weir_element_get_id (weir_document_get_nth_element (document, 0)));
}

/* What was cut comes back as it was. */
static void
test_copy (void)
{
  const char *flow = "[{'id':'t','type':'tab'},{'id':'c','type':'config'},"
                     "{'id':'a','type':'user','z':'t','x':1,'y':1,'config':'c',"
                     "'wires':[['b']]}]";
  g_autoptr (WeirDocument) document = test_operation_open (flow);
  g_autoptr (GPtrArray)    ids = test_operation_ids ("a");
  g_autofree char         *text = weir_clipboard_copy (document, ids);

  g_strdelimit (text, "\"", '\'');
  g_assert_cmpstr (
    text,
    ==,
    "[{'id':'c','type':'config'},{'id':'a','type':'user','z':'t',"
    "'x':1,'y':1,'config':'c','wires':[[]]}]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST_OPERATION_ADD ("/flow/clipboard/parse", texts, test_parse)
  g_test_add_func ("/flow/clipboard/looks-like-flow", test_looks_like_flow);
  g_test_add_func ("/flow/clipboard/bounds", test_bounds);
  TEST_OPERATION_ADD ("/flow/clipboard/paste", pastes, test_paste)
  g_test_add_func ("/flow/clipboard/paste-without-flow", test_paste_without_flow);
  g_test_add_func ("/flow/clipboard/copy", test_copy);

  return g_test_run ();
}
