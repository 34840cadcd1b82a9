/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-subflow.h"
#include "json/weir-json.h"
#include "weir-test-snapshot.h"

/* What instances are expanded to. */

#define TAB "{'id':'t','type':'tab'}"

static char *
dup_entry (WeirSnapshot *snapshot, const char *id)
{
  const WeirEntry *entry = weir_snapshot_lookup (snapshot, id);
  char            *json;

  g_assert_nonnull (entry);
  json = weir_json_write (entry->value, WEIR_JSON_STYLE_COMPACT);
  return g_strdelimit (json, "\"", '\'');
}

static void
assert_entry (WeirSnapshot *snapshot, const char *id, const char *expected)
{
  g_autofree char *found = dup_entry (snapshot, id);

  g_assert_cmpstr (found, ==, expected);
}

/* Without instances there is nothing to do, not even a copy. */
static void
test_none (void)
{
  static const char *const flows[] = {
    "[" TAB ",{'id':'n','type':'debug','z':'t','x':1,'y':1}]",
    "[" TAB ",{'id':'S','type':'subflow'},"
    "{'id':'i','type':'subflow:S','z':'t','x':1,'y':1,'d':true}]",
    "[" TAB ",{'id':'i','type':'subflow:gone','z':'t','x':1,'y':1}]",
    "[{'id':'t','type':'tab','disabled':true},{'id':'S','type':'subflow'},"
    "{'id':'i','type':'subflow:S','z':'t','x':1,'y':1}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (flows); i++)
    {
      g_autoptr (WeirSnapshot) snapshot = weir_test_snapshot (flows[i], NULL);
      g_autoptr (WeirSnapshot) expanded = weir_subflow_expand (snapshot);

      g_assert_true (expanded == snapshot);
    }
}

/* Every id of the definition becomes one of the copy, wherever it stands; wires
 * and scopes that lead outside do not. */
static void
test_ids (void)
{
  g_autoptr (WeirSnapshot) snapshot = weir_test_snapshot (
    "[" TAB ",{'id':'S','type':'subflow','in':[{'wires':[{'id':'a'}]}],"
    "'out':[{'wires':[{'id':'a','port':1}]}]},"
    "{'id':'g','type':'group','z':'S','nodes':['a']},"
    "{'id':'L','type':'websocket-listener','z':'S','path':'/a'},"
    "{'id':'a','type':'websocket in','z':'S','g':'g','server':'L','client':'',"
    "'x':1,'y':1,'wires':[['c','out']]},"
    "{'id':'c','type':'catch','z':'S','scope':['a','out'],'x':1,'y':1,"
    "'wires':[[]]},"
    "{'id':'i','type':'subflow:S','z':'t','x':1,'y':1,'wires':[['d']]},"
    "{'id':'d','type':'debug','z':'t','x':1,'y':1}]",
    NULL);
  g_autoptr (WeirSnapshot) expanded = weir_subflow_expand (snapshot);

  assert_entry (expanded,
                "i-a",
                "{'id':'i-a','type':'websocket in','z':'i','g':'i-g',"
                "'server':'i-L','client':'','x':1,'y':1,"
                "'wires':[['i-c'],['i:out:0']],'_alias':'a'}");
  assert_entry (expanded,
                "i-c",
                "{'id':'i-c','type':'catch','z':'i','scope':['i-a',''],'x':1,"
                "'y':1,'wires':[[]],'_alias':'c'}");
  assert_entry (expanded,
                "i",
                "{'id':'i','type':'subflow:S','z':'t','x':1,'y':1,"
                "'wires':[['i-a']],'env':[]}");
  assert_entry (expanded,
                "i:out:0",
                "{'id':'i:out:0','type':'subflow-output','z':'i','x':0,'y':0,"
                "'wires':[['d']]}");
  g_assert_true (
    weir_snapshot_runs (expanded, weir_snapshot_lookup (expanded, "i-a")));
  g_assert_cmpstr (
    weir_snapshot_get_group (expanded, weir_snapshot_lookup (expanded, "i-a"))->id,
    ==,
    "i-g");
}

/* Secrets of a copy are those of the original; of an instance its own first. */
static void
test_credentials (void)
{
  g_autoptr (WeirSnapshot) snapshot = weir_test_snapshot (
    "[" TAB ",{'id':'S','type':'subflow','env':[]},"
    "{'id':'T','type':'tls-config','z':'S'},"
    "{'id':'i','type':'subflow:S','z':'t','x':1,'y':1}]",
    "{'T':{'keydata':'k'},'S':{'A':'1','B':'2'},'i':{'B':'3'}}");
  g_autoptr (WeirSnapshot) expanded = weir_subflow_expand (snapshot);
  WeirValue *of_copy = weir_snapshot_get_credentials (expanded, "i-T");
  WeirValue *of_instance = weir_snapshot_get_credentials (expanded, "i");

  g_assert_cmpstr (weir_value_lookup_string (of_copy, "keydata"), ==, "k");
  g_assert_cmpstr (weir_value_lookup_string (of_instance, "A"), ==, "1");
  g_assert_cmpstr (weir_value_lookup_string (of_instance, "B"), ==, "3");
}

/* Thirty levels of two instances each would be a thousand million entries. */
static void
test_limit (void)
{
  g_autoptr (GString)      flow = g_string_new ("[" TAB);
  g_autoptr (WeirSnapshot) snapshot = NULL;
  g_autoptr (WeirSnapshot) expanded = NULL;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (flow,
                            ",{'id':'S%u','type':'subflow'},"
                            "{'id':'a%u','type':'subflow:S%u','z':'S%u','x':1,"
                            "'y':1},"
                            "{'id':'b%u','type':'subflow:S%u','z':'S%u','x':1,"
                            "'y':1}",
                            i,
                            i,
                            i + 1,
                            i,
                            i,
                            i + 1,
                            i);
  g_string_append (flow,
                   ",{'id':'S30','type':'subflow'},"
                   "{'id':'i','type':'subflow:S0','z':'t','x':1,'y':1}]");
  snapshot = weir_test_snapshot (flow->str, NULL);
  expanded = weir_subflow_expand (snapshot);

  g_assert_cmpuint (weir_snapshot_get_n_entries (expanded), >, 1000);
  g_assert_cmpuint (weir_snapshot_get_n_entries (expanded),
                    <=,
                    WEIR_SUBFLOW_MAX_ENTRIES + 100);
}

/* Definitions that are nonsense are no reason to fall. */
static void
test_nonsense (void)
{
  static const char *const definitions[] = {
    "'in':7,'out':'x','status':[],'env':{}",
    "'in':[null],'out':[null,7,{}],'status':{'wires':[null,{'id':7}]}",
    "'out':[{'wires':[{'id':'n','port':-1},{'id':'n','port':1e9},"
    "{'id':'gone','port':0},{'id':'n','port':'x'}]}]",
    "'env':[null,{},{'name':7}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autofree char *flow = g_strdup_printf (
        "[" TAB ",{'id':'S','type':'subflow',%s},"
        "{'id':'n','type':'debug','z':'S','x':1,'y':1,'wires':'no'},"
        "{'id':'i','type':'subflow:S','z':'t','x':1,'y':1,'wires':[7,null]}]",
        definitions[i]);
      g_autoptr (WeirSnapshot) snapshot = weir_test_snapshot (flow, NULL);
      g_autoptr (WeirSnapshot) expanded = weir_subflow_expand (snapshot);

      g_assert_nonnull (weir_snapshot_lookup (expanded, "i-n"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/subflow/none", test_none);
  g_test_add_func ("/flow/subflow/ids", test_ids);
  g_test_add_func ("/flow/subflow/credentials", test_credentials);
  g_test_add_func ("/flow/subflow/limit", test_limit);
  g_test_add_func ("/flow/subflow/nonsense", test_nonsense);
  return g_test_run ();
}
