/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-operation-entry.h"
#include "json/weir-json.h"

#include <string.h>

/* Members of entries, and what is drawn over what. */

static void
test_enabled (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab','disabled':false},{'id':'a','x':1,'y':1},"
    "{'id':'g','type':'group','nodes':['b']},{'id':'b','g':'g','x':1,'y':1,"
    "'d':true},{'id':'c','type':'config'},{'id':'j','type':'junction'}]");
  g_autoptr (GPtrArray) ids = test_operation_ids ("t a g c j x");

  test_operation_assert (
    document,
    weir_operation_set_enabled (document, ids, FALSE),
    "[{'id':'t','type':'tab','disabled':true},{'id':'a','x':1,'y':1,'d':true},"
    "{'id':'g','type':'group','nodes':['b']},{'id':'b','g':'g','x':1,'y':1,"
    "'d':true},{'id':'c','type':'config','d':true},{'id':'j','type':'junction'}"
    "]");
  test_operation_assert (document,
                         weir_operation_set_enabled (document, ids, FALSE),
                         NULL);
  test_operation_assert (
    document,
    weir_operation_set_enabled (document, ids, TRUE),
    "[{'id':'t','type':'tab','disabled':false},{'id':'a','x':1,'y':1},"
    "{'id':'g','type':'group','nodes':['b']},{'id':'b','g':'g','x':1,'y':1},"
    "{'id':'c','type':'config'},{'id':'j','type':'junction'}]");
}

static void
test_labels (void)
{
  g_autoptr (WeirDocument) document =
    test_operation_open ("[{'id':'a','type':'debug','x':1,'y':1},{'id':'b','"
                         "type':'link in','x':1,'y':1"
                         "},{'id':'c','type':'config'}]");
  g_autoptr (GPtrArray) ids = test_operation_ids ("a b c");

  test_operation_assert (document,
                         weir_operation_set_label_shown (document, ids, FALSE),
                         "[{'id':'a','type':'debug','x':1,'y':1,'l':false},{'"
                         "id':'b','type':'link in',"
                         "'x':1,'y':1},{'id':'c','type':'config'}]");
  test_operation_assert (document,
                         weir_operation_set_label_shown (document, ids, TRUE),
                         "[{'id':'a','type':'debug','x':1,'y':1},{'id':'b','"
                         "type':'link in','x':1,'y'"
                         ":1,'l':true},{'id':'c','type':'config'}]");
}

static void
test_rename (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab','label':'x'},{'id':'a','name':'y'}]");

  test_operation_assert (document,
                         weir_operation_rename (document, "t", "new"),
                         "[{'id':'t','type':'tab','label':'new'},{'id':'a',"
                         "'name':'y'}]");
  test_operation_assert (document,
                         weir_operation_rename (document, "a", "new"),
                         "[{'id':'t','type':'tab','label':'new'},{'id':'a',"
                         "'name':'new'}]");
  test_operation_assert (document,
                         weir_operation_rename (document, "a", "new"),
                         NULL);
  test_operation_assert (document,
                         weir_operation_rename (document, "b", "new"),
                         NULL);
}

static void
test_set_members (void)
{
  static const char json[] = "{\"info\":\"i\",\"env\":[],\"label\":\"l\"}";
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab','label':'l','x':1.0,'info':''}]");
  g_autoptr (WeirValue) values = weir_json_read (json, strlen (json), NULL, NULL);

  values = weir_value_with_member (values, "x", weir_value_new_undefined ());
  test_operation_assert (
    document,
    weir_operation_set_members (document, "t", values),
    "[{'id':'t','type':'tab','label':'l','info':'i','env':[]}]");
  test_operation_assert (document,
                         weir_operation_set_members (document, "t", values),
                         NULL);
}

static void
test_locked (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1}]");
  g_autoptr (GPtrArray) ids = test_operation_ids ("t a");

  test_operation_assert (
    document,
    weir_operation_set_locked (document, ids, TRUE),
    "[{'id':'t','type':'tab','locked':true},{'id':'a','z':'t','x':1,'y':1}]");
  g_assert_true (weir_operation_is_locked (document, "a"));
  test_operation_assert (document,
                         weir_operation_set_enabled (document, ids, FALSE),
                         NULL);
  test_operation_assert (document,
                         weir_operation_rename (document, "t", "x"),
                         NULL);
  test_operation_assert (
    document,
    weir_operation_set_locked (document, ids, FALSE),
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1}]");
}

static void
test_delete_configuration (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'a','x':1,'y':1,'server':'c'},{'id':'c','type':'config'},"
    "{'id':'d','type':'config'}]");

  test_operation_assert (document,
                         weir_operation_delete_configuration (document, "a", TRUE),
                         NULL);
  test_operation_assert (
    document,
    weir_operation_delete_configuration (document, "d", FALSE),
    "[{'id':'a','x':1,'y':1,'server':'c'},{'id':'c','type':"
    "'config'}]");
  test_operation_assert (document,
                         weir_operation_delete_configuration (document, "c", TRUE),
                         "[{'id':'a','x':1,'y':1,'server':'c'}]");
}

/* Entries are named by letters; upper case ones stand in another flow. */

static const struct
{
  const char  *name;
  const char  *before;
  const char  *ids;
  WeirStacking stacking;
  const char  *after;
} stackings[] = {
  { "front", "aXbcY", "a", WEIR_STACKING_FRONT, "XbcaY" },
  { "front-several", "abXcdY", "a c", WEIR_STACKING_FRONT, "bXdacY" },
  { "front-already", "aXb", "b", WEIR_STACKING_FRONT, NULL },
  { "front-all", "aXb", "a b", WEIR_STACKING_FRONT, NULL },
  { "back", "XaYbc", "c", WEIR_STACKING_BACK, "XcaYb" },
  { "back-several", "XaYbcd", "d b", WEIR_STACKING_BACK, "XbdaYc" },
  { "back-already", "XaYb", "a", WEIR_STACKING_BACK, NULL },
  { "forward", "aXbc", "a", WEIR_STACKING_FORWARD, "Xbac" },
  { "forward-several", "abXcd", "a b", WEIR_STACKING_FORWARD, "Xcabd" },
  { "forward-apart", "abcd", "a c", WEIR_STACKING_FORWARD, "badc" },
  { "forward-already", "abX", "b", WEIR_STACKING_FORWARD, NULL },
  { "backward", "abXc", "c", WEIR_STACKING_BACKWARD, "acbX" },
  { "backward-several", "aXbcd", "b c", WEIR_STACKING_BACKWARD, "bcaXd" },
  { "backward-apart", "abcd", "b d", WEIR_STACKING_BACKWARD, "badc" },
  { "backward-already", "ab", "a", WEIR_STACKING_BACKWARD, NULL },
  { "nobody", "ab", "z", WEIR_STACKING_BACKWARD, NULL },
};

static char *
make_stack (const char *letters)
{
  GString *flow = g_string_new ("[");

  for (gsize i = 0; letters[i] != '\0'; i++)
    g_string_append_printf (flow,
                            "%s{'id':'%c','z':'%s','x':1,'y':1}",
                            i > 0 ? "," : "",
                            letters[i],
                            g_ascii_isupper (letters[i]) ? "u" : "t");
  g_string_append_c (flow, ']');
  return g_string_free (flow, FALSE);
}

static void
test_restack (gconstpointer data)
{
  gsize            i = GPOINTER_TO_SIZE (data);
  g_autofree char *before = make_stack (stackings[i].before);
  g_autofree char *after =
    stackings[i].after != NULL ? make_stack (stackings[i].after) : NULL;
  g_autoptr (WeirDocument) document = test_operation_open (before);
  g_autoptr (GPtrArray)    ids = test_operation_ids (stackings[i].ids);

  test_operation_assert (document,
                         weir_operation_restack (document,
                                                 ids,
                                                 stackings[i].stacking),
                         after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/operation-entry/enabled", test_enabled);
  g_test_add_func ("/flow/operation-entry/labels", test_labels);
  g_test_add_func ("/flow/operation-entry/rename", test_rename);
  g_test_add_func ("/flow/operation-entry/set-members", test_set_members);
  g_test_add_func ("/flow/operation-entry/locked", test_locked);
  g_test_add_func ("/flow/operation-entry/delete-configuration",
                   test_delete_configuration);
  TEST_OPERATION_ADD ("/flow/operation-entry/restack", stackings, test_restack)

  return g_test_run ();
}
