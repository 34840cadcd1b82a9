/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-environment.h"
#include "weir-test-snapshot.h"

/* A node in a group in a group on a tab, beside global-config; every level
 * defines the variable named after itself and all inside it. */
#define CHAIN                                                         \
  "[{'id':'t','type':'tab','label':'Tab','env':["                     \
  "  {'name':'TAB','value':'tab','type':'str'},"                      \
  "  {'name':'OUTER','value':'tab','type':'str'},"                    \
  "  {'name':'INNER','value':'tab','type':'str'}]},"                  \
  " {'id':'o','type':'group','z':'t','name':'Outer','env':["          \
  "  {'name':'OUTER','value':'outer','type':'str'},"                  \
  "  {'name':'INNER','value':'outer','type':'str'}]},"                \
  " {'id':'i','type':'group','z':'t','g':'o','name':'Inner','env':["  \
  "  {'name':'INNER','value':'inner','type':'str'}]},"                \
  " {'id':'gc','type':'global-config','env':["                        \
  "  {'name':'GLOBAL','value':'global','type':'str'},"                \
  "  {'name':'TAB','value':'global','type':'str'},"                   \
  "  {'name':'WEIR_TEST_SET','value':'global','type':'str'},"         \
  "  {'name':'SECRET','type':'cred'}]},"                              \
  " {'id':'n','type':'x','z':'t','g':'i','name':'Node','x':1,'y':1}," \
  " {'id':'p','type':'x','z':'t','x':1,'y':1},"                       \
  " {'id':'c','type':'x','name':'Config'},"                           \
  " {'id':'l','type':'x','z':'gone','x':1,'y':1},"                    \
  " {'id':'s','type':'subflow','name':'Sub','env':["                  \
  "  {'name':'TAB','value':'template','type':'str'}]},"               \
  " {'id':'si','type':'x','z':'s','x':1,'y':1}]"

static GHashTable *
new_overrides (void)
{
  GHashTable *overrides = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (overrides, (gpointer) "MYENV", (gpointer) "hello");
  g_hash_table_insert (overrides,
                       (gpointer) "WEIR_TEST_BOTH",
                       (gpointer) "override");
  g_hash_table_insert (overrides,
                       (gpointer) "WEIR_TEST_SET",
                       (gpointer) "override");
  return overrides;
}

static WeirEnvironment *
new_environment (WeirSnapshot *snapshot)
{
  g_autoptr (GHashTable) overrides = new_overrides ();

  return weir_environment_new (snapshot, overrides);
}

static char *
dup_lookup (const char *flow,
            const char *credentials,
            const char *id,
            const char *name)
{
  g_autoptr (WeirSnapshot)    snapshot = weir_test_snapshot (flow, credentials);
  g_autoptr (WeirEnvironment) environment = new_environment (snapshot);
  const WeirEntry            *entry = NULL;

  if (id != NULL)
    {
      entry = weir_snapshot_lookup (snapshot, id);
      g_assert_nonnull (entry);
    }
  return weir_test_take_json (weir_environment_lookup (environment, entry, name));
}

static void
test_order (void)
{
  static const struct
  {
    const char *id;
    const char *name;
    const char *value;
  } cases[] = {
    { "n", "INNER", "'inner'" },
    { "n", "OUTER", "'outer'" },
    { "n", "TAB", "'tab'" },
    { "n", "GLOBAL", "'global'" },
    { "n", "MYENV", "'hello'" },
    { "n", "WEIR_TEST_ONLY", "'process'" },
    { "n", "WEIR_TEST_BOTH", "'override'" },
    { "n", "WEIR_TEST_SET", "'global'" },
    { "n", "WEIR_TEST_NOT_SET", "(unset)" },
    { "n", "SECRET", "'s3cret'" },
    { "p", "INNER", "'tab'" },
    { "c", "TAB", "'global'" },
    { "c", "INNER", "(unset)" },
    { "l", "TAB", "'global'" },
    { "si", "TAB", "'template'" },
    { "si", "INNER", "(unset)" },
    { "si", "GLOBAL", "'global'" },
    { NULL, "TAB", "'global'" },
    { NULL, "MYENV", "'hello'" },
    { "t", "TAB", "'tab'" },
    { "o", "INNER", "'outer'" },
    { "gc", "TAB", "'global'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = dup_lookup (CHAIN,
                                           "{'gc':{'map':{'SECRET':'s3cret'}}}",
                                           cases[i].id,
                                           cases[i].name);

      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_parent (void)
{
  static const struct
  {
    const char *id;
    const char *name;
    const char *value;
  } cases[] = {
    { "n", "$parent.INNER", "'outer'" },
    { "n", "$parent.$parent.INNER", "'tab'" },
    { "n", "$parent.$parent.$parent.TAB", "'global'" },
    { "n", "$parent.$parent.$parent.$parent.MYENV", "'hello'" },
    { "n", "$parent.$parent.$parent.$parent.$parent.MYENV", "(unset)" },
    { "n", "$parent.NR_GROUP_NAME", "'Outer'" },
    { "n", "$parent.$parent.NR_GROUP_NAME", "(unset)" },
    { "p", "$parent.TAB", "'global'" },
    { "c", "$parent.WEIR_TEST_SET", "'override'" },
    { "n", "$parent.", "(unset)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value =
        dup_lookup (CHAIN, NULL, cases[i].id, cases[i].name);

      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_builtins (void)
{
  static const struct
  {
    const char *id;
    const char *name;
    const char *value;
  } cases[] = {
    { "n", "NR_NODE_ID", "'n'" },        { "n", "NR_NODE_NAME", "'Node'" },
    { "n", "NR_NODE_PATH", "'t/n'" },    { "n", "NR_GROUP_ID", "'i'" },
    { "n", "NR_GROUP_NAME", "'Inner'" }, { "n", "NR_FLOW_ID", "'t'" },
    { "n", "NR_FLOW_NAME", "'Tab'" },    { "p", "NR_GROUP_ID", "(unset)" },
    { "p", "NR_NODE_NAME", "''" },       { "c", "NR_NODE_PATH", "'global/c'" },
    { "c", "NR_FLOW_NAME", "(unset)" },  { "l", "NR_FLOW_ID", "'gone'" },
    { "l", "NR_NODE_PATH", "'gone/l'" }, { "si", "NR_SUBFLOW_NAME", "'Sub'" },
    { "si", "NR_FLOW_NAME", "(unset)" }, { "t", "NR_NODE_ID", "(unset)" },
    { NULL, "NR_NODE_ID", "(unset)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value =
        dup_lookup (CHAIN, NULL, cases[i].id, cases[i].name);

      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

/* One tab with the definitions of a case, and `V` asked from a node on it. */
static char *
dup_defined (const char *definitions)
{
  g_autofree char *flow =
    g_strdup_printf ("[{'id':'t','type':'tab','env':[%s]},"
                     " {'id':'gc','type':'global-config','env':["
                     "  {'name':'G','value':'7','type':'num'},"
                     "  {'name':'V','value':'outer','type':'str'}]},"
                     " {'id':'n','type':'x','z':'t','x':1,'y':1}]",
                     definitions);

  return dup_lookup (flow, "{'t':{'V':'secret','W':'other'}}", "n", "V");
}

static void
test_definitions (void)
{
  static const struct
  {
    const char *definitions;
    const char *value;
  } cases[] = {
    { "{'name':'V','value':'a','type':'str'}", "'a'" },
    { "{'name':'V','value':5,'type':'str'}", "'5'" },
    { "{'name':'V','value':'a'}", "'a'" },
    { "{'name':'V','value':' 0x1F ','type':'num'}", "31" },
    { "{'name':'V','value':2.5,'type':'num'}", "2.5" },
    { "{'name':'V','value':'TRUE','type':'bool'}", "true" },
    { "{'name':'V','value':true,'type':'bool'}", "true" },
    { "{'name':'V','value':'yes','type':'bool'}", "false" },
    { "{'name':'V','value':'[1, null]','type':'json'}", "[1,null]" },
    { "{'name':'V','value':'[1','type':'json'}", "(unset)" },
    { "{'name':'V','value':'[1,300,-1]','type':'bin'}",
      "{'type':'Buffer','data':[1,44,255]}" },
    { "{'name':'V','value':'5','type':'bin'}", "(unset)" },
    { "{'name':'V','value':'$now()','type':'jsonata'}", "(unset)" },
    { "{'name':'V','type':'cred'}", "'secret'" },
    { "{'name':'V','value':'id1','type':'conf-type'}", "'id1'" },
    { "{'name':'V','type':'str'}", "(unset)" },
    /* env: seen from the container, after its other definitions. */
    { "{'name':'V','value':'W','type':'env'},"
      "{'name':'W','value':'1','type':'num'}",
      "1" },
    { "{'name':'V','value':'${W}','type':'env'},{'name':'W','type':'cred'}",
      "'other'" },
    { "{'name':'V','value':'a${G}b','type':'env'}", "'a7b'" },
    { "{'name':'V','value':'NR_FLOW_ID','type':'env'}", "'t'" },
    { "{'name':'V','value':'WEIR_TEST_NOT_SET','type':'env'}", "''" },
    { "{'name':'V','value':'$parent.V','type':'env'}", "'outer'" },
    /* Its own name is that of the level outside. */
    { "{'name':'V','value':'V','type':'env'}", "'outer'" },
    { "{'name':'V','value':'${V}:in','type':'env'}", "'outer:in'" },
    /* Circles end. */
    { "{'name':'V','value':'W','type':'env'},"
      "{'name':'W','value':'V','type':'env'}",
      "(unset)" },
    { "{'name':'V','value':'A','type':'env'},"
      "{'name':'A','value':'B','type':'env'},"
      "{'name':'B','value':'A','type':'env'}",
      "(unset)" },
    /* The last of a name wins. */
    { "{'name':'V','value':'1','type':'num'},"
      "{'name':'V','value':'2','type':'num'}",
      "2" },
    { "{'name':'W','value':'2','type':'num'}", "'outer'" },
    { "7,null,{},{'name':5,'value':'a'},{'name':'V','value':'a','type':3}",
      "'a'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = dup_defined (cases[i].definitions);

      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

/* A chain of definitions as long as a file can make it must not exhaust the
 * stack. */
static void
test_long_chain (void)
{
  g_autoptr (GString) definitions = g_string_new (NULL);
  g_autofree char    *value = NULL;

  g_string_append (definitions, "{'name':'V','value':'V0','type':'env'}");
  for (int i = 0; i < 20000; i++)
    g_string_append_printf (definitions,
                            ",{'name':'V%d','value':'V%d','type':'env'}",
                            i,
                            i + 1);
  g_string_append (definitions, ",{'name':'V20000','value':'1','type':'num'}");
  value = dup_defined (definitions->str);
  g_assert_true (g_str_equal (value, "(unset)") || g_str_equal (value, "1"));
}

static void
test_short_chain (void)
{
  g_autofree char *value =
    dup_defined ("{'name':'V','value':'A','type':'env'},"
                 "{'name':'A','value':'B','type':'env'},"
                 "{'name':'B','value':'C','type':'env'},"
                 "{'name':'C','value':'end','type':'str'}");

  g_assert_cmpstr (value, ==, "'end'");
}

static void
test_bad_containers (void)
{
  static const char *const flows[] = {
    "[{'id':'t','type':'tab','env':null}]",
    "[{'id':'t','type':'tab','env':{'V':1}}]",
    "[{'id':'t','type':'tab','env':'V'}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flows); i++)
    {
      g_autofree char *value = dup_lookup (flows[i], NULL, "t", "V");

      g_assert_cmpstr (value, ==, "(unset)");
    }
}

static void
test_evaluate (void)
{
  static const struct
  {
    const char *text;
    const char *value;
  } cases[] = {
    { "MYENV", "'hello'" },
    { "${MYENV}", "'hello'" },
    { "a${MYENV}b${MYENV}", "'ahellobhello'" },
    { "a${WEIR_TEST_NOT_SET}b", "'ab'" },
    { "WEIR_TEST_NOT_SET", "''" },
    { "${WEIR_TEST_NOT_SET}", "''" },
    { "", "''" },
    { "${}", "''" },
    { "${MYENV", "''" },
    { "$(MYENV)", "''" },
    { "x${ONE TWO}", "''" },
    { "${ONE TWO}", "''" },
    { "${NUM}", "5" },
    { "NUM", "5" },
    { "n=${NUM}", "'n=5'" },
    { "${OBJ}", "{'a':1}" },
    { "o=${OBJ}", "'o=[object Object]'" },
    { "${NR_NODE_ID}/${NR_FLOW_NAME}", "'n/Tab'" },
  };
  g_autoptr (WeirSnapshot) snapshot = weir_test_snapshot (
    "[{'id':'t','type':'tab','label':'Tab','env':["
    "  {'name':'NUM','value':'5','type':'num'},"
    "  {'name':'OBJ','value':'{\\'a\\':1}','type':'json'}]},"
    " {'id':'n','type':'x','z':'t','x':1,'y':1}]",
    NULL);
  g_autoptr (WeirEnvironment) environment = new_environment (snapshot);
  const WeirEntry            *entry = weir_snapshot_lookup (snapshot, "n");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = weir_test_take_json (
        weir_environment_evaluate (environment, entry, cases[i].text));

      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_unset (void)
{
  static const struct
  {
    const char *text;
    const char *name;
  } cases[] = {
    { "MYENV", NULL },
    { "${MYENV}", NULL },
    { "NOPE", "NOPE" },
    { "${NOPE}", "NOPE" },
    { "${MYENV}${NOPE}${NADA}", "NOPE" },
    { "a${MYENV}", NULL },
  };
  g_autoptr (WeirSnapshot)    snapshot = weir_test_snapshot ("[]", NULL);
  g_autoptr (WeirEnvironment) environment = new_environment (snapshot);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name =
        weir_environment_dup_unset (environment, NULL, cases[i].text);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_substitute (void)
{
  static const struct
  {
    const char *value;
    const char *result;
  } cases[] = {
    { "'${MYENV}'", "'hello'" },
    { "'$(MYENV)'", "'hello'" },
    { "'a${MYENV}'", "'a${MYENV}'" },
    { "'${MYENV}a'", "'${MYENV}a'" },
    { "'${NOPE}'", "'${NOPE}'" },
    { "'$(NOPE)'", "'$(NOPE)'" },
    { "'${MY ENV}'", "'${MY ENV}'" },
    { "'${}'", "'${}'" },
    { "'MYENV'", "'MYENV'" },
    { "5", "5" },
    { "null", "null" },
    { "[1,'${MYENV}',['$(MYENV)']]", "[1,'hello',['hello']]" },
    { "{'a':'${MYENV}','${MYENV}':{'b':['${MYENV}']},'c':'${NOPE}'}",
      "{'a':'hello','${MYENV}':{'b':['hello']},'c':'${NOPE}'}" },
    { "'${NUM}'", "5" },
    { "{'n':'${FLAG}','o':'${OBJ}'}", "{'n':true,'o':{'a':1}}" },
  };
  g_autoptr (WeirSnapshot) snapshot = weir_test_snapshot (
    "[{'id':'t','type':'tab','env':["
    "  {'name':'NUM','value':'5','type':'num'},"
    "  {'name':'FLAG','value':'true','type':'bool'},"
    "  {'name':'OBJ','value':'{\\'a\\':1}','type':'json'}]},"
    " {'id':'n','type':'x','z':'t','x':1,'y':1}]",
    NULL);
  g_autoptr (WeirEnvironment) environment = new_environment (snapshot);
  const WeirEntry            *entry = weir_snapshot_lookup (snapshot, "n");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirValue) value = weir_test_value (cases[i].value);
      g_autofree char *before = weir_test_take_json (weir_value_ref (value));
      g_autofree char *after = NULL;
      g_autofree char *result = weir_test_take_json (
        weir_environment_substitute (environment, entry, value));

      g_assert_cmpstr (result, ==, cases[i].result);
      after = weir_test_take_json (weir_value_ref (value));
      g_assert_cmpstr (after, ==, before);
    }
}

/* A string may hold U+0000, which no name has. */
static void
test_substitute_nul (void)
{
  g_autoptr (WeirSnapshot)    snapshot = weir_test_snapshot ("[]", NULL);
  g_autoptr (WeirEnvironment) environment = new_environment (snapshot);
  g_autoptr (WeirValue) value = weir_value_new_string_len ("${MYENV}\0x", 10);
  g_autoptr (WeirValue) result =
    weir_environment_substitute (environment, NULL, value);

  g_assert_true (result == value);
}

int
main (int argc, char **argv)
{
  g_setenv ("WEIR_TEST_ONLY", "process", TRUE);
  g_setenv ("WEIR_TEST_BOTH", "process", TRUE);
  g_unsetenv ("WEIR_TEST_NOT_SET");
  g_unsetenv ("NOPE");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/environment/order", test_order);
  g_test_add_func ("/flow/environment/parent", test_parent);
  g_test_add_func ("/flow/environment/builtins", test_builtins);
  g_test_add_func ("/flow/environment/definitions", test_definitions);
  g_test_add_func ("/flow/environment/long-chain", test_long_chain);
  g_test_add_func ("/flow/environment/short-chain", test_short_chain);
  g_test_add_func ("/flow/environment/bad-containers", test_bad_containers);
  g_test_add_func ("/flow/environment/evaluate", test_evaluate);
  g_test_add_func ("/flow/environment/unset", test_unset);
  g_test_add_func ("/flow/environment/substitute", test_substitute);
  g_test_add_func ("/flow/environment/substitute-nul", test_substitute_nul);
  return g_test_run ();
}
