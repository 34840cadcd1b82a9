/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-operation.h"

/* Entries that go, and what others say of them. */

static const struct
{
  const char *name;
  const char *flow;
  const char *ids;
  const char *expected;
} deletions[] = {
  { "wires",
    "[{'id':'a','x':1,'y':1,'wires':[['b', 'c'],['b']]},"
    "{'id':'b','x':1,'y':1,'wires':[['c']]},{'id':'c','x':1,'y':1}]",
    "b",
    "[{'id':'a','x':1,'y':1,'wires':[['c'],[]]},{'id':'c','x':1,'y':1}]" },
  { "links",
    "[{'id':'a','type':'link out','x':1,'y':1,'links':['b','c']},"
    "{'id':'b','type':'link in','x':1,'y':1,'links':['a']}]",
    "b",
    "[{'id':'a','type':'link out','x':1,'y':1,'links':['c']}]" },
  { "scope",
    "[{'id':'a','type':'catch','x':1,'y':1,'scope':['b']},"
    "{'id':'b','x':1,'y':1},{'id':'c','type':'catch','x':1,'y':1,'scope':null}"
    "]",
    "b",
    "[{'id':'a','type':'catch','x':1,'y':1,'scope':[]},"
    "{'id':'c','type':'catch','x':1,'y':1,'scope':null}]" },
  { "subflow-ports",
    "[{'id':'f','type':'subflow','in':[{'x':1,'wires':[{'id':'b'},{'id':'c'}]}]"
    ","
    "'out':[{'wires':[{'id':'c','port':0}]},{'wires':[{'id':'b','port':1}]}],"
    "'status':{'wires':[{'id':'b','port':0}]}},"
    "{'id':'b','z':'f','x':1,'y':1},{'id':'c','z':'f','x':1,'y':1}]",
    "b",
    "[{'id':'f','type':'subflow','in':[{'x':1,'wires':[{'id':'c'}]}],"
    "'out':[{'wires':[{'id':'c','port':0}]},{'wires':[]}],"
    "'status':{'wires':[]}},{'id':'c','z':'f','x':1,'y':1}]" },
  { "group-member",
    "[{'id':'g','type':'group','nodes':['a','b']},"
    "{'id':'a','g':'g','x':1,'y':1},{'id':'b','g':'g','x':1,'y':1}]",
    "a",
    "[{'id':'g','type':'group','nodes':['b']},{'id':'b','g':'g','x':1,'y':1}"
    "]" },
  { "last-member",
    "[{'id':'g','type':'group','nodes':['h']},"
    "{'id':'h','type':'group','g':'g','nodes':['a']},"
    "{'id':'a','g':'h','x':1,'y':1}]",
    "a",
    "[]" },
  { "group-alone",
    "[{'id':'g','type':'group','nodes':['h']},"
    "{'id':'h','type':'group','g':'g','nodes':['a']},"
    "{'id':'a','g':'h','x':1,'y':1}]",
    "h",
    "[{'id':'g','type':'group','nodes':['a']},{'id':'a','g':'g','x':1,'y':1}"
    "]" },
  { "outer-groups-alone",
    "[{'id':'g','type':'group','nodes':['h']},"
    "{'id':'h','type':'group','g':'g','nodes':['a']},"
    "{'id':'a','g':'h','x':1,'y':1}]",
    "g h",
    "[{'id':'a','x':1,'y':1}]" },
  { "group-with-members",
    "[{'id':'g','type':'group','nodes':['a']},{'id':'a','g':'g','x':1,'y':1}]",
    "g a",
    "[]" },
  { "configuration",
    "[{'id':'a','name':'c','x':1,'y':1,'server':'c','other':'cc'},"
    "{'id':'c','type':'listener'}]",
    "c",
    "[{'id':'a','name':'c','x':1,'y':1,'server':'','other':'cc'}]" },
  { "tab",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1},"
    "{'id':'c','z':'t','type':'listener'},{'id':'b','x':1,'y':1,'z':'u',"
    "'wires':[['a']]}]",
    "t",
    "[{'id':'b','x':1,'y':1,'z':'u','wires':[[]]}]" },
  { "subflow",
    "[{'id':'f','type':'subflow'},{'id':'a','z':'f','x':1,'y':1},"
    "{'id':'i','type':'subflow:f','x':1,'y':1},"
    "{'id':'b','x':1,'y':1,'wires':[['i']]}]",
    "f",
    "[{'id':'b','x':1,'y':1,'wires':[[]]}]" },
  { "locked",
    "[{'id':'t','type':'tab','locked':true},{'id':'a','z':'t','x':1,'y':1}]",
    "t a",
    NULL },
  { "nobody", "[{'id':'a','x':1,'y':1}]", "b", NULL },
  { "keeps-layout",
    "[\n  {'id':'a', 'x':1,'y':1, 'wires':[ ['b'] ] },\n  {'id':'b'}\n]\n",
    "b",
    "[\n  {'id':'a', 'x':1,'y':1, 'wires':[ [] ] }\n]\n" },
  { "twin-keeps-its-wires",
    "[{'id':'a','x':1,'y':1,'wires':[['b']]},"
    "{'id':'a','x':2,'y':2,'links':['b'],'wires':[['b']]},{'id':'b'}]",
    "b",
    "[{'id':'a','x':1,'y':1,'wires':[[]]},"
    "{'id':'a','x':2,'y':2,'links':['b'],'wires':[['b']]}]" },
};

static void
test_delete (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (deletions[i].flow);
  g_autoptr (GPtrArray)    ids = test_operation_ids (deletions[i].ids);

  test_operation_assert (document,
                         weir_operation_delete (document, ids, NULL, 0),
                         deletions[i].expected);
}

static void
test_delete_wires_besides (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'a','x':1,'y':1,'wires':[['b','c']]},{'id':'b'},{'id':'c'}]");
  g_autoptr (GPtrArray) none = test_operation_ids ("");
  g_autoptr (GPtrArray) ids = test_operation_ids ("b");
  const WeirWire        wires[] = { { "a", 0, "b" }, { "a", 0, "c" } };

  test_operation_assert (document,
                         weir_operation_delete (document, none, wires + 1, 1),
                         "[{'id':'a','x':1,'y':1,'wires':[['b']]},{'id':'b'},"
                         "{'id':'c'}]");
  test_operation_assert (document,
                         weir_operation_delete (document, ids, wires, 2),
                         "[{'id':'a','x':1,'y':1,'wires':[[]]},{'id':'c'}]");
}

static const struct
{
  const char *name;
  const char *flow;
  const char *ids;
  const char *expected;
} reconnections[] = {
  { "one",
    "[{'id':'a','x':1,'y':1,'wires':[['b']]},"
    "{'id':'b','x':1,'y':1,'wires':[['c']]},{'id':'c','x':1,'y':1}]",
    "b",
    "[{'id':'a','x':1,'y':1,'wires':[['c']]},{'id':'c','x':1,'y':1}]" },
  { "chain-and-branch",
    "[{'id':'a','x':1,'y':1,'wires':[['e'],['b']]},"
    "{'id':'b','x':1,'y':1,'wires':[['c','e']]},"
    "{'id':'c','x':1,'y':1,'wires':[['d'],['b']]},"
    "{'id':'d','x':1,'y':1},{'id':'e','x':1,'y':1}]",
    "b c",
    "[{'id':'a','x':1,'y':1,'wires':[['e'],['e','d']]},"
    "{'id':'d','x':1,'y':1},{'id':'e','x':1,'y':1}]" },
  { "no-wire-to-itself",
    "[{'id':'a','x':1,'y':1,'wires':[['b']]},"
    "{'id':'b','x':1,'y':1,'wires':[['a']]}]",
    "b",
    "[{'id':'a','x':1,'y':1,'wires':[[]]}]" },
  { "exists",
    "[{'id':'a','x':1,'y':1,'wires':[['b','c']]},"
    "{'id':'b','x':1,'y':1,'wires':[['c','gone']]},{'id':'c','x':1,'y':1}]",
    "b",
    "[{'id':'a','x':1,'y':1,'wires':[['c']]},{'id':'c','x':1,'y':1}]" },
};

static void
test_reconnect (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirRegistry) registry = test_operation_registry ();
  g_autoptr (WeirDocument) document = test_operation_open (reconnections[i].flow);
  g_autoptr (GPtrArray)    ids = test_operation_ids (reconnections[i].ids);

  test_operation_assert (document,
                         weir_operation_delete_and_reconnect (document,
                                                              registry,
                                                              ids),
                         reconnections[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST_OPERATION_ADD ("/flow/operation-delete", deletions, test_delete)
  TEST_OPERATION_ADD ("/flow/operation-delete/reconnect",
                      reconnections,
                      test_reconnect)
  g_test_add_func ("/flow/operation-delete/wires-besides",
                   test_delete_wires_besides);

  return g_test_run ();
}
