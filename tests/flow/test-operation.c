/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-operation.h"

#include <string.h>

/* Moving, wiring and adding. */

/* Moving */

static const struct
{
  const char *name;
  const char *flow;
  const char *ids;
  double      dx;
  double      dy;
  const char *expected;
} moves[] = {
  { "keeps-other-bytes",
    "[ {'id':'a', 'x':1.0, 'y' : 2e1,'k':1.50} ]",
    "a",
    20,
    0,
    "[ {'id':'a', 'x':21, 'y' : 2e1,'k':1.50} ]" },
  { "halves", "[{'id':'a','x':1,'y':2}]", "a", .5, -2.5, "[{'id':'a','x':1.5,'y':-0.5}]" },
  { "rounds", "[{'id':'a','x':0.1,'y':2}]", "a", .2, .333, "[{'id':'a','x':0.3,'y':2.3}]" },
  { "nothing", "[{'id':'a','x':1,'y':2}]", "a", 0, 0, NULL },
  { "unknown", "[{'id':'a','x':1,'y':2}]", "b", 1, 1, NULL },
  { "configuration", "[{'id':'a','type':'c'}]", "a", 1, 1, NULL },
  { "locked",
    "[{'id':'t','type':'tab','locked':true},{'id':'a','z':'t','x':1,'y':2}]",
    "a",
    1,
    1,
    NULL },
  { "old-texts", "[{'id':'a','x':'7','y':'8'}]", "a", 1, 1, "[{'id':'a','x':8,'y':9}]" },
  { "group",
    "[{'id':'g','type':'group','nodes':['h','a'],'x':0,'y':0},"
    "{'id':'h','type':'group','g':'g','nodes':['b'],'x':1,'y':1},"
    "{'id':'a','g':'g','x':2,'y':2},{'id':'b','g':'h','x':3,'y':3},"
    "{'id':'c','x':4,'y':4}]",
    "g a",
    10,
    0,
    "[{'id':'g','type':'group','nodes':['h','a'],'x':10,'y':0},"
    "{'id':'h','type':'group','g':'g','nodes':['b'],'x':11,'y':1},"
    "{'id':'a','g':'g','x':12,'y':2},{'id':'b','g':'h','x':13,'y':3},"
    "{'id':'c','x':4,'y':4}]" },
  { "group-loop",
    "[{'id':'g','type':'group','g':'h','x':0,'y':0},"
    "{'id':'h','type':'group','g':'g','x':1,'y':1}]",
    "g",
    1,
    0,
    "[{'id':'g','type':'group','g':'h','x':1,'y':0},"
    "{'id':'h','type':'group','g':'g','x':2,'y':1}]" },
  { "member-elsewhere",
    "[{'id':'g','type':'group','z':'s','nodes':['a'],'x':0,'y':0},"
    "{'id':'a','z':'t','x':2,'y':2}]",
    "g",
    1,
    0,
    "[{'id':'g','type':'group','z':'s','nodes':['a'],'x':1,'y':0},"
    "{'id':'a','z':'t','x':2,'y':2}]" },
};

static void
test_move (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (moves[i].flow);
  g_autoptr (GPtrArray)    ids = test_operation_ids (moves[i].ids);

  test_operation_assert (
    document,
    weir_operation_move (document, ids, moves[i].dx, moves[i].dy),
    moves[i].expected);
}

/* Wires. The flow: a source, nodes in the middle, a sink; another tab; two
 * junctions in a row; an instance of a subflow with one input and no output. */

static const char wired[] =
  "[{'id':'a','type':'source','z':'t','x':1,'y':1,'wires':[['b','s']]},"
  "{'id':'b','type':'pass','z':'t','x':1,'y':1,'wires':[[]]},"
  "{'id':'s','type':'sink','z':'t','x':1,'y':1},"
  "{'id':'u','type':'unheard','z':'t','x':1,'y':1,'wires':[[],[]]},"
  "{'id':'o','type':'sink','z':'t2','x':1,'y':1},"
  "{'id':'j','type':'junction','z':'t','x':1,'y':1,'wires':[['k']]},"
  "{'id':'k','type':'junction','z':'t','x':1,'y':1},"
  "{'id':'p','type':'split','z':'t','x':1,'y':1,'outputs':'3','wires':[]},"
  "{'id':'i','type':'subflow:f','z':'t','x':1,'y':1,'wires':[]},"
  "{'id':'f','type':'subflow','in':[{}],'out':[]},"
  "{'id':'c','type':'config','wires':[]}]";

static const struct
{
  const char *source;
  const char *target;
  guint       port;
  gboolean    possible;
} pairs[] = {
  { "a", "u", 0, TRUE },  { "a", "b", 0, FALSE }, /* exists */
  { "a", "u", 1, FALSE },                         /* no such output */
  { "b", "a", 0, FALSE },                         /* no input */
  { "b", "b", 0, FALSE },                         /* itself */
  { "b", "o", 0, FALSE },                         /* another flow */
  { "b", "s", 0, TRUE },  { "s", "b", 0, FALSE }, { "u", "b", 1, TRUE },
  { "u", "b", 2, FALSE }, { "k", "j", 0, FALSE }, /* junctions in a ring */
  { "b", "j", 0, TRUE },  { "k", "b", 0, TRUE },  { "p", "s", 2, TRUE },
  { "p", "s", 3, FALSE }, { "a", "i", 0, TRUE },  { "i", "s", 0, FALSE },
  { "a", "x", 0, FALSE }, { "x", "s", 0, FALSE }, { "f", "s", 0, FALSE },
};

static void
test_can_connect (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (wired);
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const WeirWire wire = { pairs[i].source, pairs[i].port, pairs[i].target };
      gboolean possible = weir_operation_can_connect (document, registry, &wire);
      g_autoptr (WeirEdit) edit =
        weir_operation_connect (document, registry, &wire);

      g_test_message ("%s.%u to %s", wire.source, wire.port, wire.target);
      g_assert_cmpint (possible, ==, pairs[i].possible);
      g_assert_cmpint (edit != NULL, ==, possible);
    }
}

static void
test_connect_locked (void)
{
  g_autoptr (WeirDocument) document =
    test_operation_open ("[{'id':'t','type':'tab','locked':true},"
                         "{'id':'a','type':'source','z':'t','x':1,'y':1},"
                         "{'id':'s','type':'sink','z':'t','x':1,'y':1}]");
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  g_assert_false (
    weir_operation_can_connect (document, registry, &(WeirWire){ "a", 0, "s" }));
}

static const struct
{
  const char *name;
  const char *before;
  const char *after;
} connects[] = {
  { "compact", "'wires':[['b']]", "'wires':[['b','s']]" },
  { "spaced", "'wires' : [ [ 'b' ] ]", "'wires' : [ [ 'b', 's' ] ]" },
  { "missing", "'k':1", "'k':1,'wires':[['s']]" },
  { "flat", "'wires':['b']", "'wires':[['b','s']]" },
  { "null", "'wires':[null]", "'wires':[['s']]" },
  { "text", "'wires':'b'", "'wires':[['s']]" },
};

static void
test_connect (gconstpointer data)
{
  gsize            i = GPOINTER_TO_SIZE (data);
  g_autofree char *before =
    g_strdup_printf ("[{'id':'a','type':'source','x':1,'y':1,%s},"
                     "{'id':'s','type':'sink','x':1,'y':1}]",
                     connects[i].before);
  g_autofree char *after =
    g_strdup_printf ("[{'id':'a','type':'source','x':1,'y':1,%s},"
                     "{'id':'s','type':'sink','x':1,'y':1}]",
                     connects[i].after);
  g_autoptr (WeirDocument) document = test_operation_open (before);
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  test_operation_assert (document,
                         weir_operation_connect (document,
                                                 registry,
                                                 &(WeirWire){ "a", 0, "s" }),
                         after);
}

static void
test_disconnect (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'a','x':1,'y':1,'wires':[['b', 'c'],['b']]},{'id':'b'}]");
  const WeirWire wires[] = {
    { "a", 0, "c" }, { "a", 1, "b" }, { "a", 1, "b" },
    { "a", 7, "b" }, { "x", 0, "b" },
  };

  test_operation_assert (
    document,
    weir_operation_disconnect (document, wires, G_N_ELEMENTS (wires)),
    "[{'id':'a','x':1,'y':1,'wires':[['b'],[]]},{'id':'b'}]");
  test_operation_assert (document,
                         weir_operation_disconnect (document, wires, 1),
                         NULL);
}

#define SPLICED(a, b)                                              \
  "[{'id':'a','type':'source','z':'t','x':1,'y':1,'wires':" a "}," \
  "{'id':'b','type':'pass','z':'t','x':1,'y':1,'wires':" b "},"    \
  "{'id':'s','type':'sink','z':'t','x':1,'y':1},"                  \
  "{'id':'e','type':'pass','z':'q','x':1,'y':1}]"

static const struct
{
  const char *name;
  const char *id;
  WeirWire    wire;
  const char *expected;
} splices[] = {
  { "between", "b", { "a", 0, "s" }, SPLICED ("[['e','b']]", "[['s']]") },
  { "no-wire", "b", { "a", 0, "b" }, NULL },
  { "own-end", "a", { "a", 0, "s" }, NULL },
  { "no-output", "s", { "a", 0, "s" }, NULL },
  { "elsewhere", "e", { "a", 0, "s" }, NULL },
  { "nobody", "n", { "a", 0, "s" }, NULL },
};

static void
test_splice (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirRegistry) registry = test_operation_registry ();
  g_autoptr (WeirDocument) document =
    test_operation_open (SPLICED ("[['s','e']]", "[[]]"));

  test_operation_assert (
    document,
    weir_operation_splice (document, registry, splices[i].id, &splices[i].wire),
    splices[i].expected);
}

static void
test_ports (void)
{
  static const struct
  {
    const char *id;
    guint       n_inputs;
    guint       n_outputs;
  } counts[] = {
    { "a", 0, 1 }, { "b", 1, 1 }, { "s", 1, 0 }, { "u", 1, 2 },
    { "j", 1, 1 }, { "p", 1, 3 }, { "f", 0, 0 },
  };
  g_autoptr (WeirDocument) document = test_operation_open (wired);
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      WeirElement *element = weir_document_get_element (document, counts[i].id);

      g_test_message ("%s", counts[i].id);
      g_assert_cmpuint (weir_operation_get_n_inputs (registry, element),
                        ==,
                        counts[i].n_inputs);
      g_assert_cmpuint (weir_operation_get_n_outputs (registry, element),
                        ==,
                        counts[i].n_outputs);
    }
}

/* Messages enter the flow at those. */
static void
test_inputs_of_unknown_types (void)
{
  static const struct
  {
    const char *type;
    guint       n_inputs;
  } rows[] = {
    { "http in", 0 },
    { "mqtt in", 0 },
    { "file in", 1 },
    { "function", 1 },
  };
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *flow =
        g_strdup_printf ("[{'id':'a','type':'%s','x':1,'y':1,'wires':[[]]}]",
                         rows[i].type);
      g_autoptr (WeirDocument) document = test_operation_open (flow);

      g_assert_cmpuint (
        weir_operation_get_n_inputs (registry,
                                     weir_document_get_element (document, "a")),
        ==,
        rows[i].n_inputs);
    }
}

static void
test_ports_of_unknown_types (void)
{
  static const struct
  {
    const char *members;
    guint       n_outputs;
  } rows[] = {
    { "'wires':[[],[],[]]", 3 }, { "'outputs':2,'wires':[[]]", 2 },
    { "'outputs':'4'", 4 },      { "'outputs':0,'wires':[[]]", 0 },
    { "'outputs':''", 0 },       { "'outputs':-1,'wires':[[]]", 1 },
    { "'outputs':1e9", 1024 },   { "'outputs':null,'wires':[[]]", 1 },
  };
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *flow =
        g_strdup_printf ("[{'id':'a','type':'new','x':1,'y':1,%s}]",
                         rows[i].members);
      g_autoptr (WeirDocument) document = test_operation_open (flow);
      WeirElement *element = weir_document_get_element (document, "a");

      g_test_message ("%s", rows[i].members);
      g_assert_cmpuint (weir_operation_get_n_outputs (registry, element),
                        ==,
                        rows[i].n_outputs);
    }
}

/* Adding */

#define TAB    "{'id':'t','type':'tab'}"
#define CONFIG "{'id':'c','type':'config'}"
#define DEBUG  "{'id':'n','type':'debug','name':'debug 2','x':1,'y':1}"

static const struct
{
  const char *name;
  const char *type;
  const char *flow;
  const char *expected; /* with ID for the new id */
} adds[] = {
  { "known",
    "split",
    "t",
    "[" TAB "," CONFIG "," DEBUG ",{'id':'ID','type':'split','z':'t',"
    "'outputs':2,'x':10,'y':20.5,'wires':[[],[]]}]" },
  { "debug",
    "debug",
    "t",
    "[" TAB "," CONFIG "," DEBUG ",{'id':'ID','type':'debug','z':'t',"
    "'name':'debug 1','active':true,'x':10,'y':20.5,'wires':[]}]" },
  { "credentials",
    "user",
    "t",
    "[" TAB "," CONFIG "," DEBUG ",{'id':'ID','type':'user','z':'t',"
    "'name':'','config':'','x':10,'y':20.5,'wires':[[]]}]" },
  { "unknown",
    "unheard",
    "t",
    "[" TAB "," CONFIG "," DEBUG ",{'id':'ID','type':'unheard','z':'t',"
    "'name':'','x':10,'y':20.5,'wires':[]}]" },
  { "junction",
    "junction",
    "t",
    "[" TAB "," CONFIG "," DEBUG ",{'id':'ID','type':'junction','z':'t',"
    "'x':10,'y':20.5,'wires':[[]]}]" },
  { "group",
    "group",
    "t",
    "[" TAB "," CONFIG "," DEBUG ",{'id':'ID','type':'group','z':'t',"
    "'name':'','style':{'label':true},'nodes':[],'x':10,'y':20.5,'w':40,"
    "'h':40}]" },
  { "configuration",
    "config",
    NULL,
    "[" TAB "," CONFIG ",{'id':'ID','type':'config','name':''}," DEBUG "]" },
  { "configuration-of-flow",
    "config",
    "t",
    "[" TAB "," CONFIG ",{'id':'ID','type':'config','z':'t','name':''}," DEBUG
    "]" },
  { "no-flow", "debug", "nowhere", NULL },
};

static void
test_add (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirRegistry) registry = test_operation_registry ();
  g_autoptr (GString)      expected = g_string_new (adds[i].expected);
  g_autofree char         *id = NULL;
  g_autofree char         *text = NULL;
  WeirEdit                *edit;
  g_autoptr (WeirDocument) document =
    test_operation_open ("[" TAB "," CONFIG "," DEBUG "]");

  edit = weir_operation_add_node (document,
                                  registry,
                                  adds[i].type,
                                  adds[i].flow,
                                  10,
                                  20.49,
                                  &id);
  if (adds[i].expected == NULL)
    {
      g_assert_null (edit);
      g_assert_null (id);
      return;
    }
  test_operation_apply (document, edit);
  g_assert_cmpuint (strlen (id), ==, 16);
  g_string_replace (expected, "ID", id, 1);
  text = test_operation_save (document);
  g_assert_cmpstr (text, ==, expected->str);
}

/* A subflow stands neither in itself nor in one that stands in it. */
static void
test_add_recursion (void)
{
  g_autoptr (WeirRegistry) registry = test_operation_registry ();
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab'},{'id':'s','type':'subflow'},{'id':'u','type':"
    "'subflow'},{'id':'i','z':'s','type':'subflow:u','x':1,'y':1}]");
  static const struct
  {
    const char *type;
    const char *flow;
    gboolean    possible;
  } rows[] = {
    { "subflow:s", "s", FALSE }, { "subflow:s", "u", FALSE },
    { "subflow:u", "s", TRUE },  { "subflow:s", "t", TRUE },
    { "pass", "s", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char     *id = NULL;
      g_autoptr (WeirEdit) edit = weir_operation_add_node (document,
                                                           registry,
                                                           rows[i].type,
                                                           rows[i].flow,
                                                           0,
                                                           0,
                                                           &id);

      g_test_message ("%s in %s", rows[i].type, rows[i].flow);
      g_assert_cmpint (edit != NULL, ==, rows[i].possible);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST_OPERATION_ADD ("/flow/operation/move", moves, test_move)
  g_test_add_func ("/flow/operation/can-connect", test_can_connect);
  g_test_add_func ("/flow/operation/connect-locked", test_connect_locked);
  TEST_OPERATION_ADD ("/flow/operation/connect", connects, test_connect)
  g_test_add_func ("/flow/operation/disconnect", test_disconnect);
  TEST_OPERATION_ADD ("/flow/operation/splice", splices, test_splice)
  g_test_add_func ("/flow/operation/ports", test_ports);
  g_test_add_func ("/flow/operation/ports-of-unknown-types",
                   test_ports_of_unknown_types);
  g_test_add_func ("/flow/operation/inputs-of-unknown-types",
                   test_inputs_of_unknown_types);
  TEST_OPERATION_ADD ("/flow/operation/add", adds, test_add)
  g_test_add_func ("/flow/operation/add-recursion", test_add_recursion);

  return g_test_run ();
}
