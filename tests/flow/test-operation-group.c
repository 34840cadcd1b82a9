/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-operation-group.h"

/* Groups, the lists on both sides of them, and their size. */

static void
test_group (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'a','z':'t','x':100,'y':100},{'id':'b','z':'t','x':300,'y':200}]");
  g_autoptr (GPtrArray) ids = test_operation_ids ("a b");
  g_autofree char      *id = NULL;
  g_autofree char      *text = NULL;
  g_autofree char      *expected = NULL;
  const WeirBox         boxes[] = {
            { "a", 100, 100, 100, 30 },
            { "b", 300, 200, 100, 30 },
  };

  test_operation_apply (document,
                        weir_operation_group (document, ids, boxes, 2, &id));
  text = test_operation_save (document);
  expected = g_strdup_printf (
    "[{'id':'a','z':'t','x':100,'y':100,'g':'%s'},"
    "{'id':'b','z':'t','x':300,'y':200,'g':'%s'},"
    "{'id':'%s','type':'group','z':'t','name':'','style':{'label':true},"
    "'nodes':['a','b'],'x':25,'y':60,'w':350,'h':180}]",
    id,
    id,
    id);
  g_assert_cmpstr (text, ==, expected);
}

/* An inner group: the outer one names it instead of the members, and grows. */
static void
test_group_inside (void)
{
  g_autoptr (WeirDocument) document =
    test_operation_open ("[{'id':'g','type':'group','z':'t','nodes':['a','b'],'"
                         "x':0,'y':0,'w':9,'h':9},"
                         "{'id':'a','z':'t','g':'g','x':100,'y':100},"
                         "{'id':'b','z':'t','g':'g','x':100,'y':100}]");
  g_autoptr (GPtrArray) ids = test_operation_ids ("a");
  g_autofree char      *id = NULL;
  g_autofree char      *text = NULL;
  g_autofree char      *expected = NULL;

  test_operation_apply (document,
                        weir_operation_group (document, ids, NULL, 0, &id));
  text = test_operation_save (document);
  expected = g_strdup_printf (
    "[{'id':'g','type':'group','z':'t','nodes':['b','%s'],'x':50,'y':50,"
    "'w':100,'h':100},{'id':'a','z':'t','g':'%s','x':100,'y':100},"
    "{'id':'b','z':'t','g':'g','x':100,'y':100},"
    "{'id':'%s','type':'group','z':'t','g':'g','name':'','style':{'label':true}"
    ","
    "'nodes':['a'],'x':75,'y':75,'w':50,'h':50}]",
    id,
    id,
    id);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_group_refused (void)
{
  static const char *const refused[] = { "", "a b", "a c", "t", "l" };
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1},"
    "{'id':'b','z':'u','x':1,'y':1},{'id':'c','z':'t','g':'g','x':1,'y':1},"
    "{'id':'g','z':'t','type':'group','nodes':['c']},"
    "{'id':'lt','type':'tab','locked':true},{'id':'l','z':'lt','x':1,'y':1}]");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GPtrArray) ids = test_operation_ids (refused[i]);
      g_autofree char      *id = NULL;

      g_assert_null (weir_operation_group (document, ids, NULL, 0, &id));
      g_assert_null (id);
    }
}

/* Two groups and a node in a third: m in g, n in h. */
#define NESTED                                                                \
  "[{'id':'o','type':'group','nodes':['g','h','p'],'x':0,'y':0,'w':1,'h':1}," \
  "{'id':'g','type':'group','g':'o','nodes':['m'],'x':0,'y':0,'w':1,'h':1},"  \
  "{'id':'h','type':'group','g':'o','nodes':['n'],'x':0,'y':0,'w':1,'h':1},"  \
  "{'id':'m','g':'g','x':100,'y':100},{'id':'n','g':'h','x':200,'y':100},"    \
  "{'id':'p','g':'o','x':100,'y':200},{'id':'q','x':300,'y':300}]"

static void
test_ungroup (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (NESTED);
  g_autoptr (GPtrArray)    ids = test_operation_ids ("h q");

  test_operation_assert (
    document,
    weir_operation_ungroup (document, ids),
    "[{'id':'o','type':'group','nodes':['g','p','n'],'x':0,'y':0,'w':1,'h':1},"
    "{'id':'g','type':'group','g':'o','nodes':['m'],'x':0,'y':0,'w':1,'h':1},"
    "{'id':'m','g':'g','x':100,'y':100},{'id':'n','g':'o','x':200,'y':100},"
    "{'id':'p','g':'o','x':100,'y':200},{'id':'q','x':300,'y':300}]");
}

static void
test_merge (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (NESTED);
  g_autoptr (GPtrArray)    ids = test_operation_ids ("p g h");

  test_operation_assert (
    document,
    weir_operation_merge_groups (document, ids, NULL, 0),
    "[{'id':'o','type':'group','nodes':['g'],'x':50,'y':50,'w':200,'h':200},"
    "{'id':'g','type':'group','g':'o','nodes':['m','p','n'],'x':75,'y':75,'w':"
    "150,'h':150},{'id':'m','g':'g','x':100,'y':100},{'id':'n','g':'g','x':200,"
    "'y':100},{'id':'p','g':'g','x':100,'y':200},{'id':'q','x':300,'y':300}]");
}

static const struct
{
  const char *name;
  const char *ids;
  const char *group;
  const char *expected;
} moves[] = {
  { "into-inner",
    "p",
    "h",
    "[{'id':'o','type':'group','nodes':['g','h'],'x':50,'y':50,'w':200,'h':200}"
    ","
    "{'id':'g','type':'group','g':'o','nodes':['m'],'x':75,'y':75,'w':50,'h':"
    "50},"
    "{'id':'h','type':'group','g':'o','nodes':['n','p'],'x':75,'y':75,'w':150,'"
    "h'"
    ":150},{'id':'m','g':'g','x':100,'y':100},{'id':'n','g':'h','x':200,'y':"
    "100},"
    "{'id':'p','g':'h','x':100,'y':200},{'id':'q','x':300,'y':300}]" },
  { "out-of-all",
    "p",
    NULL,
    "[{'id':'o','type':'group','nodes':['g','h'],'x':50,'y':50,'w':200,'h':100}"
    ","
    "{'id':'g','type':'group','g':'o','nodes':['m'],'x':75,'y':75,'w':50,'h':"
    "50},"
    "{'id':'h','type':'group','g':'o','nodes':['n'],'x':175,'y':75,'w':50,'h':"
    "50}"
    ",{'id':'m','g':'g','x':100,'y':100},{'id':'n','g':'h','x':200,'y':100},"
    "{'id':'p','x':100,'y':200},{'id':'q','x':300,'y':300}]" },
  { "last-to-the-one-around",
    "m",
    "o",
    "[{'id':'o','type':'group','nodes':['h','p','m'],'x':75,'y':50,'w':175,'h':"
    "175},{'id':'h','type':'group','g':'o','nodes':['n'],'x':175,'y':75,'w':50,"
    "'h':50},{'id':'m','g':'o','x':100,'y':100},{'id':'n','g':'h','x':200,'y':"
    "100},{'id':'p','g':'o','x':100,'y':200},{'id':'q','x':300,'y':300}]" },
  { "there-already", "m", "g", NULL },
  { "ring", "o", "g", NULL },
  { "itself", "g", "g", NULL },
  { "no-group", "m", "p", NULL },
  { "nobody", "x", "g", NULL },
};

static void
test_set_group (gconstpointer data)
{
  gsize                    i = GPOINTER_TO_SIZE (data);
  g_autoptr (WeirDocument) document = test_operation_open (NESTED);
  g_autoptr (GPtrArray)    ids = test_operation_ids (moves[i].ids);

  test_operation_assert (
    document,
    weir_operation_set_group (document, ids, moves[i].group, NULL, 0),
    moves[i].expected);
}

/* The boxes of groups nobody touches count as they are drawn. */
static void
test_fit (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (NESTED);
  g_autoptr (GPtrArray)    ids = test_operation_ids ("p x q");
  const WeirBox            boxes[] = {
               { "g", 100, 100, 100, 100 },
               { "h", 200, 100, 100, 100 },
               { "p", 100, 200, 100, 30 },
  };

  test_operation_assert (
    document,
    weir_operation_fit_groups (document, ids, boxes, G_N_ELEMENTS (boxes)),
    "[{'id':'o','type':'group','nodes':['g','h','p'],'x':25,'y':25,'w':250,'h':"
    "215},{'id':'g','type':'group','g':'o','nodes':['m'],'x':0,'y':0,'w':1,'h':"
    "1}"
    ",{'id':'h','type':'group','g':'o','nodes':['n'],'x':0,'y':0,'w':1,'h':1},"
    "{'id':'m','g':'g','x':100,'y':100},{'id':'n','g':'h','x':200,'y':100},"
    "{'id':'p','g':'o','x':100,'y':200},{'id':'q','x':300,'y':300}]");
}

static void
test_ring (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'g','type':'group','g':'h','nodes':['h'],'x':0,'y':0},"
    "{'id':'h','type':'group','g':'g','nodes':['g'],'x':1,'y':1}]");
  g_autoptr (GPtrArray) ids = test_operation_ids ("g h");
  g_autofree char      *id = NULL;
  g_autoptr (WeirEdit)  fit = NULL;
  g_autoptr (WeirEdit)  group = NULL;

  fit = weir_operation_fit_groups (document, ids, NULL, 0);
  group = weir_operation_group (document, ids, NULL, 0, &id);
  g_assert_null (fit);
}

static void
test_style (void)
{
  g_autoptr (WeirDocument) document =
    test_operation_open ("[{'id':'g','type':'group','style':{'label':true}},{'"
                         "id':'h','type':'group'},"
                         "{'id':'a','x':1,'y':1}]");
  g_autoptr (GPtrArray) ids = test_operation_ids ("h a");
  WeirElement          *group = weir_document_get_element (document, "g");

  test_operation_assert (
    document,
    weir_operation_set_group_style (document,
                                    ids,
                                    weir_element_get_member (group, "style")),
    "[{'id':'g','type':'group','style':{'label':true}},{'id':'h','type':'group'"
    ","
    "'style':{'label':true}},{'id':'a','x':1,'y':1}]");
  test_operation_assert (document,
                         weir_operation_set_group_style (document, ids, NULL),
                         "[{'id':'g','type':'group','style':{'label':true}},{'"
                         "id':'h','type':'group'},"
                         "{'id':'a','x':1,'y':1}]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/operation-group/group", test_group);
  g_test_add_func ("/flow/operation-group/group-inside", test_group_inside);
  g_test_add_func ("/flow/operation-group/group-refused", test_group_refused);
  g_test_add_func ("/flow/operation-group/ungroup", test_ungroup);
  g_test_add_func ("/flow/operation-group/merge", test_merge);
  TEST_OPERATION_ADD ("/flow/operation-group/set", moves, test_set_group)
  g_test_add_func ("/flow/operation-group/fit", test_fit);
  g_test_add_func ("/flow/operation-group/ring", test_ring);
  g_test_add_func ("/flow/operation-group/style", test_style);

  return g_test_run ();
}
