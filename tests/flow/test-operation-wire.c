/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-operation-wire.h"

/* Wires that change places, junctions in them, and links. In these flows: a and
 * d send, b and c pass on, s and u only receive; only the wires are written. */

#define ROW(id, type, wires) \
  "{'id':'" id "','type':'" type "','z':'t','x':1,'y':1,'wires':" wires "}"
#define FLOW(a, b, c, d)                                        \
  "[" ROW ("a", "source", a) "," ROW ("b", "pass", b) "," ROW ( \
    "c",                                                        \
    "pass",                                                     \
    c) "," ROW ("d",                                            \
                "split",                                        \
                d) "," ROW ("s", "sink", "[]") "," ROW ("u", "sink", "[]") "]"

#define WIRED FLOW ("[['b','c']]", "[['s']]", "[[]]", "[['b'],['b']]")

static const struct
{
  const char *name;
  WeirWire    wire;
  WeirPort    to;
  const char *expected;
} replugs[] = {
  { "far-end",
    { "a", 0, "b" },
    { "s", 0, TRUE },
    FLOW ("[['c','s']]", "[['s']]", "[[]]", "[['b'],['b']]") },
  { "near-end",
    { "a", 0, "b" },
    { "c", 0, FALSE },
    FLOW ("[['c']]", "[['s']]", "[['b']]", "[['b'],['b']]") },
  { "other-output",
    { "b", 0, "s" },
    { "d", 1, FALSE },
    FLOW ("[['b','c']]", "[[]]", "[[]]", "[['b'],['b','s']]") },
  { "meets-another",
    { "a", 0, "b" },
    { "c", 0, TRUE },
    FLOW ("[['c']]", "[['s']]", "[[]]", "[['b'],['b']]") },
  { "same", { "a", 0, "b" }, { "b", 0, TRUE }, NULL },
  { "no-input", { "a", 0, "b" }, { "a", 0, TRUE }, NULL },
  { "no-output", { "a", 0, "b" }, { "s", 0, FALSE }, NULL },
  { "no-wire", { "a", 0, "s" }, { "u", 0, TRUE }, NULL },
  { "itself", { "b", 0, "s" }, { "b", 0, TRUE }, NULL },
};

static void
test_replug (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (WIRED);
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  test_operation_assert (
    document,
    weir_operation_replug (document, registry, &replugs[i].wire, &replugs[i].to),
    replugs[i].expected);
}

static const struct
{
  const char *name;
  WeirPort    from;
  WeirPort    to; /* id NULL: nowhere */
  const char *expected;
} replugs_all[] = {
  { "inputs",
    { "b", 0, TRUE },
    { "s", 0, TRUE },
    FLOW ("[['c','s']]", "[['s']]", "[[]]", "[['s'],['s']]") },
  { "outputs",
    { "a", 0, FALSE },
    { "d", 1, FALSE },
    FLOW ("[[]]", "[['s']]", "[[]]", "[['b'],['b','c']]") },
  { "nowhere",
    { "b", 0, TRUE },
    { NULL },
    FLOW ("[['c']]", "[['s']]", "[[]]", "[[],[]]") },
  { "outputs-nowhere",
    { "d", 1, FALSE },
    { NULL },
    FLOW ("[['b','c']]", "[['s']]", "[[]]", "[['b'],[]]") },
  { "nothing", { "c", 0, FALSE }, { "b", 0, FALSE }, NULL },
  { "nobody", { "x", 0, FALSE }, { "b", 0, FALSE }, NULL },
  { "same", { "b", 0, TRUE }, { "b", 0, TRUE }, NULL },
};

static void
test_replug_all (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (WIRED);
  g_autoptr (WeirRegistry) registry = test_operation_registry ();

  test_operation_assert (document,
                         weir_operation_replug_all (document,
                                                    registry,
                                                    &replugs_all[i].from,
                                                    replugs_all[i].to.id != NULL
                                                      ? &replugs_all[i].to
                                                      : NULL),
                         replugs_all[i].expected);
}

static void
test_many (void)
{
  const char              *none = FLOW ("[]", "[[]]", "[]", "[]");
  g_autoptr (WeirRegistry) registry = test_operation_registry ();
  g_autoptr (WeirDocument) series = test_operation_open (none);
  g_autoptr (WeirDocument) to_many = test_operation_open (none);
  g_autoptr (WeirDocument) to_one = test_operation_open (none);
  g_autoptr (GPtrArray)    ids = test_operation_ids ("a b x c s");
  g_autoptr (GPtrArray)    back = test_operation_ids ("b c a s");

  test_operation_assert (series,
                         weir_operation_wire_series (series, registry, ids),
                         FLOW ("[['b']]", "[[]]", "[['s']]", "[]"));
  test_operation_assert (to_many,
                         weir_operation_wire_one_to_many (to_many, registry, ids),
                         FLOW ("[['b','c','s']]", "[[]]", "[]", "[]"));
  test_operation_assert (to_one,
                         weir_operation_wire_many_to_one (to_one, registry, back),
                         FLOW ("[['s']]", "[['s']]", "[['s']]", "[]"));
}

static void
test_detach (void)
{
  g_autoptr (WeirDocument) document =
    test_operation_open (FLOW ("[['b']]", "[['c']]", "[['s','u']]", "[['c']]"));
  g_autoptr (WeirRegistry) registry = test_operation_registry ();
  g_autoptr (GPtrArray)    ids = test_operation_ids ("b c");

  test_operation_assert (document,
                         weir_operation_detach (document, registry, ids),
                         FLOW ("[['s','u']]", "[['c']]", "[[]]", "[['s','u']]"));
}

static void
test_junctions (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    FLOW ("[['b','c']]", "[['s']]", "[['s']]", "[[],['u']]"));
  g_autoptr (WeirRegistry) registry = test_operation_registry ();
  g_autoptr (GPtrArray)    ids = NULL;
  g_autoptr (GString)      expected = g_string_new (NULL);
  g_autofree char         *text = NULL;
  const WeirCut            cuts[] = {
               { { "a", 0, "b" }, 10, 10 }, { { "a", 0, "c" }, 20, 30 },
               { { "b", 0, "s" }, 50, 10 }, { { "c", 0, "s" }, 50, 20 },
               { { "d", 1, "u" }, 70, 70 }, { { "d", 0, "u" }, 70, 70 },
  };

  test_operation_apply (document,
                        weir_operation_add_junctions (document,
                                                      registry,
                                                      cuts,
                                                      G_N_ELEMENTS (cuts),
                                                      &ids));
  g_assert_cmpuint (ids->len, ==, 3);
  g_string_append (expected,
                   FLOW ("[['J1']]", "[['J2']]", "[['J2']]", "[[],['J3']]"));
  g_string_truncate (expected, expected->len - 1);
  g_string_append (
    expected,
    ",{'id':'J1','type':'junction','z':'t','x':15,'y':20,'wires':[['b','c']]},"
    "{'id':'J2','type':'junction','z':'t','x':50,'y':15,'wires':[['s']]},"
    "{'id':'J3','type':'junction','z':'t','x':70,'y':70,'wires':[['u']]}]");
  g_string_replace (expected, "J1", ids->pdata[0], 0);
  g_string_replace (expected, "J2", ids->pdata[1], 0);
  g_string_replace (expected, "J3", ids->pdata[2], 0);
  text = test_operation_save (document);
  g_assert_cmpstr (text, ==, expected->str);
}

static const struct
{
  const char *name;
  const char *source;
  const char *target;
  gboolean    linked;
  const char *expected;
} links[] = {
  { "link",
    "o",
    "i",
    TRUE,
    "[{'id':'o','type':'link out','links':['p','i']},{'id':'i','type':'link "
    "in',"
    "'links':['o']},{'id':'p','type':'link in','links':['o']},{'id':'c','type':"
    "'link call','links':['p']},{'id':'f','type':'subflow'},{'id':'fi','z':'f',"
    "'type':'link in'}]" },
  { "unlink",
    "o",
    "p",
    FALSE,
    "[{'id':'o','type':'link out','links':[]},{'id':'i','type':'link "
    "in','links'"
    ":[]},{'id':'p','type':'link in','links':[]},{'id':'c','type':'link call',"
    "'links':['p']},{'id':'f','type':'subflow'},{'id':'fi','z':'f','type':'"
    "link "
    "in'}]" },
  { "call",
    "c",
    "i",
    TRUE,
    "[{'id':'o','type':'link out','links':['p']},{'id':'i','type':'link "
    "in','links'"
    ":[]},{'id':'p','type':'link in','links':['o']},{'id':'c','type':'link "
    "call',"
    "'links':['i']},{'id':'f','type':'subflow'},{'id':'fi','z':'f','type':'"
    "link "
    "in'}]" },
  { "wrong-way", "i", "o", TRUE, NULL },
  { "into-subflow", "o", "fi", TRUE, NULL },
  { "nobody", "o", "x", TRUE, NULL },
};

static void
test_link (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'o','type':'link out','links':['p']},{'id':'i','type':'link in',"
    "'links':[]},{'id':'p','type':'link in','links':['o']},{'id':'c','type':"
    "'link call','links':['p']},{'id':'f','type':'subflow'},{'id':'fi','z':'f',"
    "'type':'link in'}]");

  test_operation_assert (document,
                         weir_operation_link (document,
                                              links[i].source,
                                              links[i].target,
                                              links[i].linked),
                         links[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST_OPERATION_ADD ("/flow/operation-wire/replug", replugs, test_replug)
  TEST_OPERATION_ADD ("/flow/operation-wire/replug-all",
                      replugs_all,
                      test_replug_all)
  g_test_add_func ("/flow/operation-wire/many", test_many);
  g_test_add_func ("/flow/operation-wire/detach", test_detach);
  g_test_add_func ("/flow/operation-wire/junctions", test_junctions);
  TEST_OPERATION_ADD ("/flow/operation-wire/link", links, test_link)

  return g_test_run ();
}
