/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-operation-flow.h"

#include <string.h>

/* Tabs. */

static char *
save_with (WeirDocument *document, const char *id, const char *name)
{
  g_autofree char    *text = test_operation_save (document);
  g_autoptr (GString) named = g_string_new (text);

  g_string_replace (named, id, name, 0);
  return g_strdup (named->str);
}

static void
test_add (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab','label':'Flow 1'},{'id':'u','type':'tab','label':"
    "'Flow 3'},{'id':'a','z':'t'}]");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;
  g_autofree char *end = NULL;

  test_operation_apply (document,
                        weir_operation_add_flow (document, NULL, "t", &first));
  text = save_with (document, first, "ID");
  g_assert_cmpstr (
    text,
    ==,
    "[{'id':'t','type':'tab','label':'Flow 1'},{'id':'ID','type':"
    "'tab','label':'Flow 2','disabled':false,'info':'','env':[]},"
    "{'id':'u','type':'tab','label':'Flow 3'},{'id':'a','z':'t'}]");
  test_operation_apply (document,
                        weir_operation_add_flow (document, "Mine", NULL, &second));
  end = save_with (document, second, "ID");
  g_assert_nonnull (strstr (end,
                            "'Flow 3'},{'id':'ID','type':'tab','label':'Mine',"
                            "'disabled':false,'info':'','env':[]},{'id':'a'"));
}

/* What was copied from Node-RED's editor has no tab. */
static void
test_recover (void)
{
  g_autoptr (WeirDocument) document =
    test_operation_open ("[{'id':'a','type':'x','z':'t','x':1,'y':1},{'id':'c',"
                         "'type':'cfg','z':'u'},"
                         "{'id':'b','type':'x','z':'t','x':2,'y':1},{'id':'d','"
                         "type':'x','z':'v','x':"
                         "2,'y':1}]");
  g_autofree char *text = NULL;

  test_operation_apply (document,
                        weir_operation_recover_flows (document, "Recovered"));
  text = test_operation_save (document);
  g_assert_cmpstr (
    text,
    ==,
    "[{'id':'t','type':'tab','label':'Recovered','disabled':false,'info':'',"
    "'env':[]},{'id':'v','type':'tab','label':'Recovered','disabled':false,"
    "'info':'','env':[]},{'id':'a','type':'x','z':'t','x':1,'y':1},{'id':'c',"
    "'type':'cfg','z':'u'},{'id':'b','type':'x','z':'t','x':2,'y':1},{'id':'d',"
    "'type':'x','z':'v','x':2,'y':1}]");
  g_assert_null (weir_operation_recover_flows (document, "Recovered"));
}

static void
test_add_first (void)
{
  g_autoptr (WeirDocument) document =
    test_operation_open ("[{'id':'c','type':'config'}]");
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;

  test_operation_apply (document,
                        weir_operation_add_flow (document, NULL, "gone", &id));
  text = save_with (document, id, "ID");
  g_assert_cmpstr (text,
                   ==,
                   "[{'id':'ID','type':'tab','label':'Flow 1','disabled':false,"
                   "'info':'','env':[]},{'id':'c','type':'config'}]");
}

static const struct
{
  const char *name;
  const char *id;
  const char *expected; /* the order of the tabs; NULL: nothing to do */
  int         position;
} moves[] = {
  { "to-first", "c", "cab", 0 },     { "to-second", "a", "bac", 1 },
  { "to-third", "a", "bca", 2 },     { "to-end", "a", "bca", -1 },
  { "beyond-end", "b", "acb", 9 },   { "back", "b", "bac", 0 },
  { "there-already", "b", NULL, 1 }, { "no-tab", "n", NULL, 0 },
  { "nobody", "x", NULL, 0 },
};

static char *
dup_order (WeirDocument *document)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_TAB)
        g_string_append (order, weir_element_get_id (element));
    }
  return g_string_free (order, FALSE);
}

static void
test_move (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'a','type':'tab'},{'id':'n'},{'id':'b','type':'tab'},{'id':'m'},"
    "{'id':'c','type':'tab'}]");
  g_autofree char *order = NULL;
  WeirEdit        *edit =
    weir_operation_move_flow (document, moves[i].id, moves[i].position);

  if (moves[i].expected == NULL)
    {
      g_assert_null (edit);
      return;
    }
  test_operation_apply (document, edit);
  order = dup_order (document);
  g_assert_cmpstr (order, ==, moves[i].expected);
}

/* Calls the copies by a letter of their type. */
static void
name_copies (WeirDocument *document, const char *flow, GString *text)
{
  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *type = weir_element_get_type_name (element);
      const char  *letter = g_str_equal (type, "group")   ? "G"
                            : g_str_equal (type, "debug") ? "D"
                            : g_str_equal (type, "catch") ? "K"
                                                          : "C";

      if (g_str_equal (weir_element_get_container (element), flow))
        g_string_replace (text, weir_element_get_id (element), letter, 0);
    }
}

/* Wires, groups, links and scopes name the copies; configuration of all flows is
 * shared, that of the flow copied. */
static void
test_duplicate (void)
{
  static const char *const expected[] = {
    "'locked':true},{'id':'T','type':'tab','label':'Lamps 2'},{'id':'g'",
    "{'id':'G','type':'group','z':'T','nodes':['D'],'x':1,'y':1},"
    "{'id':'D','type':'debug','name':'debug 2','z':'T','g':'G','x':1,'y':2,"
    "'server':'c','own':'C','wires':[['K']]},"
    "{'id':'K','type':'catch','z':'T','x':3,'y':4,'scope':['D'],'wires':[]}",
    "{'id':'C','type':'config','z':'T'}",
    "'wires':[['b','far']]",
  };
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab','label':'Lamps','locked':true},"
    "{'id':'g','type':'group','z':'t','nodes':['a'],'x':1,'y':1},"
    "{'id':'a','type':'debug','name':'debug 1','z':'t','g':'g','x':1,'y':2,"
    "'server':'c','own':'d','wires':[['b','far']]},"
    "{'id':'b','type':'catch','z':'t','x':3,'y':4,'scope':['a'],'wires':[]},"
    "{'id':'d','type':'config','z':'t'},{'id':'c','type':'config'},"
    "{'id':'far','z':'u','x':1,'y':1}]");
  g_autoptr (WeirRegistry) registry = test_operation_registry ();
  g_autoptr (GString)      named = NULL;
  g_autofree char         *copy = NULL;
  g_autofree char         *text = NULL;

  test_operation_apply (
    document,
    weir_operation_duplicate_flow (document, registry, "t", &copy));
  text = test_operation_save (document);
  named = g_string_new (text);
  g_string_replace (named, copy, "T", 0);
  name_copies (document, copy, named);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (named->str, expected[i]));
}

static void
test_duplicate_names (void)
{
  static const struct
  {
    const char *label;
    const char *expected;
  } rows[] = {
    { "Flow 1", "Flow 2" },
    { "Lamps", "Lamps 2" },
    { "", "Flow 2" },
    { "A 0x", "A 0x 2" },
  };
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *flow = g_strdup_printf (
        "[{'id':'t','type':'tab','label':'%s'},{'id':'u','type':'tab','label':"
        "'Flow 1'}]",
        rows[i].label);
      g_autoptr (WeirDocument) document = test_operation_open (flow);
      g_autofree char         *copy = NULL;

      test_operation_apply (
        document,
        weir_operation_duplicate_flow (document, registry, "t", &copy));
      g_assert_cmpstr (
        weir_value_lookup_string (weir_element_get_value (
                                    weir_document_get_element (document, copy)),
                                  "label"),
        ==,
        rows[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/operation-flow/add", test_add);
  g_test_add_func ("/flow/operation-flow/add-first", test_add_first);
  g_test_add_func ("/flow/operation-flow/recover", test_recover);
  TEST_OPERATION_ADD ("/flow/operation-flow/move", moves, test_move)
  g_test_add_func ("/flow/operation-flow/duplicate", test_duplicate);
  g_test_add_func ("/flow/operation-flow/duplicate-names", test_duplicate_names);

  return g_test_run ();
}
