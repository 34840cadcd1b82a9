/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-reach.h"

/* What is connected with what. */

static const char flow[] =
  "[{'id':'a','z':'t','wires':[['b']]},{'id':'b','z':'t','wires':[['c','gone']]"
  "},"
  "{'id':'c','z':'t'},{'id':'d','z':'t','wires':[['b']]},"
  "{'id':'e','z':'u','wires':[['c']]},"
  "{'id':'o','z':'t','type':'link out','links':['i']},"
  "{'id':'i','z':'t','type':'link in','wires':[['a']]},"
  "{'id':'r','z':'t','wires':[['q']]},{'id':'q','z':'t','wires':[['r']]}]";

static const struct
{
  const char *name;
  const char *ids;
  WeirReach   reach;
  const char *expected;
} reaches[] = {
  { "upstream", "b", WEIR_REACH_UPSTREAM, "b a d i o" },
  { "downstream", "b", WEIR_REACH_DOWNSTREAM, "b c" },
  { "both", "c", WEIR_REACH_BOTH, "c b a d i o" },
  { "ring", "r", WEIR_REACH_DOWNSTREAM, "r q" },
  { "several", "q c", WEIR_REACH_DOWNSTREAM, "q c r" },
  { "nobody", "x", WEIR_REACH_BOTH, "" },
};

static void
test_reach (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (flow);
  g_autoptr (GPtrArray)    ids = test_operation_ids (reaches[i].ids);
  g_autoptr (GPtrArray)    reached =
    weir_document_reach (document, ids, reaches[i].reach);
  g_autofree char *text = NULL;

  g_ptr_array_add (reached, NULL);
  text = g_strjoinv (" ", (char **)reached->pdata);
  g_assert_cmpstr (text, ==, reaches[i].expected);
}

static void
test_unused (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'a','x':1,'y':1,'server':'c'},{'id':'c','type':'l'},{'id':'e','"
    "type':"
    "'l'},{'id':'g','type':'global-config'},{'id':'t','type':'tab'}]");
  g_autoptr (GPtrArray) unused = weir_document_list_unused (document);

  g_assert_cmpuint (unused->len, ==, 1);
  g_assert_cmpstr (unused->pdata[0], ==, "e");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST_OPERATION_ADD ("/flow/reach", reaches, test_reach)
  g_test_add_func ("/flow/reach/unused", test_unused);

  return g_test_run ();
}
