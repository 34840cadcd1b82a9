/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-check.h"
#include "weir-test-snapshot.h"

/* Node types made for the checks: `in` refers to a `listener` or a `client`, a
 * client has a list and a conditional reference to a `tls` with a credential,
 * `inject` has typed values and numbers, `probe` asks what a type may ask. */

static const WeirRef in_refs[] = {
  { "listener", "server", NULL },
  { "client", "client", NULL },
  { NULL },
};
static const WeirProperty in_properties[] = {
  { .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"\"" },
  { .key = "server",
    .kind = WEIR_PROPERTY_KIND_NODE_REF,
    .def = "\"\"",
    .flags = WEIR_PROPERTY_REQUIRED,
    .required_code = "W201",
    .refs = in_refs },
  { NULL },
};
static const WeirNodeType in_type = {
  .type = "in",
  .properties = in_properties,
};

static char *
describe_listener (const WeirValue *config)
{
  return g_strdup (weir_value_lookup_string (config, "path"));
}

static const WeirProperty listener_properties[] = {
  { .key = "path",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .def = "\"\"",
    .flags = WEIR_PROPERTY_REQUIRED,
    .required_code = "W210" },
  { NULL },
};
static const WeirNodeType listener_type = {
  .type = "listener",
  .category = WEIR_NODE_CATEGORY_CONFIG,
  .properties = listener_properties,
  .describe = describe_listener,
};

static const WeirRef tls_refs[] = {
  { "tls", "tls", NULL },
  { NULL },
};
static const WeirProperty header_columns[] = {
  { .key = "name",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .flags = WEIR_PROPERTY_REQUIRED,
    .required_code = "W228" },
  { .key = "value", .kind = WEIR_PROPERTY_KIND_TYPED, .pair_key = "type" },
  { .key = "size",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .range_code = "N308",
    .min = 1,
    .max = 9 },
  { NULL },
};
static const WeirProperty client_properties[] = {
  { .key = "path", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"wss://localhost\"" },
  { .key = "tls",
    .kind = WEIR_PROPERTY_KIND_NODE_REF,
    .def = "\"\"",
    .refs = tls_refs,
    .shown_if = { "path", "wss:*" } },
  { .key = "headers", .kind = WEIR_PROPERTY_KIND_LIST, .columns = header_columns },
  { NULL },
};
static const WeirNodeType client_type = {
  .type = "client",
  .category = WEIR_NODE_CATEGORY_CONFIG,
  .properties = client_properties,
};

static const WeirProperty tls_properties[] = {
  { .key = "p12data",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .flags = WEIR_PROPERTY_CREDENTIAL | WEIR_PROPERTY_REQUIRED,
    .required_code = "T407" },
  { NULL },
};
static const WeirNodeType tls_type = {
  .type = "tls",
  .category = WEIR_NODE_CATEGORY_CONFIG,
  .properties = tls_properties,
};

static const char *const payload_types[] = { "str", "num", NULL };
static const WeirChoice  mode_choices[] = {
   { "\"true\"", "yes" },
   { "false", "no" },
   { NULL },
};
static const WeirProperty inject_properties[] = {
  { .key = "payload",
    .kind = WEIR_PROPERTY_KIND_TYPED,
    .pair_key = "payloadType",
    .types = payload_types },
  { .key = "payloadType", .kind = WEIR_PROPERTY_KIND_STRING, .def = "\"num\"" },
  { .key = "repeat",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .def = "\"\"",
    .flags = WEIR_PROPERTY_INTEGER,
    .range_code = "I610",
    .min = 1,
    .max = 2147483 },
  { .key = "delay",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .range_code = "I609",
    .min = 0 },
  { .key = "free", .kind = WEIR_PROPERTY_KIND_NUMBER },
  { .key = "mode",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .range_code = "N308",
    .choices = mode_choices },
  { .key = "label",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .def = "\"set\"",
    .flags = WEIR_PROPERTY_REQUIRED,
    .required_code = "W220" },
  { NULL },
};
static const WeirNodeType inject_type = {
  .type = "inject",
  .properties = inject_properties,
};

static const WeirProperty link_properties[] = {
  { .key = "links", .kind = WEIR_PROPERTY_KIND_NODE_REFS, .def = "[]" },
  { NULL },
};
static const WeirNodeType link_type = {
  .type = "link out",
  .properties = link_properties,
};
static const WeirProperty catch_properties[] = {
  { .key = "scope", .kind = WEIR_PROPERTY_KIND_NODE_REFS, .def = "null" },
  { NULL },
};
static const WeirNodeType catch_type = {
  .type = "catch",
  .properties = catch_properties,
};

/* Says what it sees, so that the look-ups of a scope can be tested. */
static void
check_probe (const WeirCheckScope *scope)
{
  const WeirValue *config = weir_check_scope_get_config (scope);
  const WeirValue *other =
    weir_check_scope_lookup (scope, weir_value_lookup_string (config, "other"));
  const WeirValue *second =
    weir_check_scope_get_nth_of_type (scope, "listener", 1);
  const char *password = weir_check_scope_get_credential (scope, "password");
  g_autofree char *text = NULL;

  text = g_strdup_printf (
    "%s %s %s %d %d %d",
    other != NULL ? weir_value_lookup_string (other, "type") : "-",
    second != NULL ? weir_value_lookup_string (second, "id") : "-",
    password != NULL ? password : "-",
    weir_check_scope_get_nth_of_type (scope, "listener", 2) != NULL,
    weir_check_scope_has_variable (scope, "MYENV"),
    weir_check_scope_has_variable (scope, "NOPE"));
  weir_check_scope_report (
    scope,
    weir_problem_new ("D701", NULL, "probe", "text", text, NULL));
}

static const WeirNodeType probe_type = {
  .type = "probe",
  .check = check_probe,
};

static const WeirNodeType *const types[] = {
  &in_type,   &listener_type, &client_type, &tls_type, &inject_type,
  &link_type, &catch_type,    &probe_type,  NULL,
};

static GPtrArray *
check (const char *flow, const char *credentials)
{
  g_autoptr (WeirSnapshot) snapshot = weir_test_snapshot (flow, credentials);
  g_autoptr (WeirRegistry) registry = weir_registry_new (types);
  g_autoptr (GHashTable) overrides = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (WeirEnvironment) environment = NULL;

  g_hash_table_insert (overrides, (gpointer) "MYENV", (gpointer) "hello");
  environment = weir_environment_new (snapshot, overrides);
  return weir_check_snapshot (snapshot, registry, environment);
}

/* "CODE id.key" of each problem, "-" for a part that is not there. */
static char *
list (GPtrArray *problems)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (out,
                              "%s%s %s",
                              i > 0 ? ", " : "",
                              problem->code,
                              problem->element_id != NULL ? problem->element_id
                                                          : "-");
      if (problem->key != NULL)
        g_string_append_printf (out, ".%s", problem->key);
    }
  return g_string_free (out, FALSE);
}

/* The entries of a case stand on the tab `t`, beside enabled and disabled
 * configuration that something uses. */
#define FRAME                                              \
  "[{'id':'t','type':'tab'},"                              \
  " {'id':'L','type':'listener','path':'/a'},"             \
  " {'id':'LD','type':'listener','path':'/off','d':true}," \
  " {'id':'C','type':'client'},"                           \
  " {'id':'uses','type':'catch','z':'t','x':1,'y':1,"      \
  "  'scope':['L','LD','C']},"                             \
  " %s]"

typedef struct
{
  const char *entries;
  const char *problems;
} Case;

static void
run_cases (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char      *flow = g_strdup_printf (FRAME, cases[i].entries);
      g_autoptr (GPtrArray) problems = check (flow, NULL);
      g_autofree char      *found = list (problems);

      g_test_message ("%s", cases[i].entries);
      g_assert_cmpstr (found, ==, cases[i].problems);
    }
}

#define NODE(type, members) \
  "{'id':'n','type':'" type "','z':'t','x':1,'y':1," members "}"

static void
test_references (void)
{
  static const Case cases[] = {
    { NODE ("in", "'server':'L'"), "" },
    { NODE ("in", "'client':'C'"), "" },
    { NODE ("in", "'server':''"), "W201 n.server" },
    { NODE ("in", "'name':'x'"), "W201 n.server" },
    { NODE ("in", "'server':null"), "W201 n.server" },
    { NODE ("in", "'server':'gone'"), "W202 n.server" },
    { NODE ("in", "'server':'C'"), "W202 n.server" },
    { NODE ("in", "'server':7"), "W202 n.server" },
    { NODE ("in", "'server':'LD'"), "W203 n.server" },
    { NODE ("in", "'server':'L','client':'gone'"), "W202 n.client" },
    { NODE ("in", "'server':'gone','client':'C'"), "" },
    { NODE ("in", "'server':'${MYENV}'"), "" },
    { NODE ("in", "'server':'${NOPE}'"), "I605 n.server" },
    { "{'id':'c','type':'client','tls':'gone'}," NODE ("in", "'client':'c'"),
      "W202 c.tls" },
    { "{'id':'c','type':'client','path':'ws://a','tls':'gone'}," NODE (
        "in",
        "'client':'c'"),
      "" },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_values (void)
{
  static const Case cases[] = {
    { NODE ("inject", "'repeat':''"), "" },
    { NODE ("inject", "'repeat':'5'"), "" },
    { NODE ("inject", "'repeat':5"), "" },
    { NODE ("inject", "'repeat':0"), "I610 n.repeat" },
    { NODE ("inject", "'repeat':'2147484'"), "I610 n.repeat" },
    { NODE ("inject", "'repeat':1.5"), "I610 n.repeat" },
    { NODE ("inject", "'repeat':'x'"), "I610 n.repeat" },
    { NODE ("inject", "'repeat':true"), "I610 n.repeat" },
    { NODE ("inject", "'repeat':'${MYENV}'"), "" },
    { NODE ("inject", "'repeat':'$(NOPE)'"), "I605 n.repeat" },
    { NODE ("inject", "'delay':0"), "" },
    { NODE ("inject", "'delay':1e300"), "" },
    { NODE ("inject", "'delay':-0.1"), "I609 n.delay" },
    { NODE ("inject", "'free':'-1e9'"), "" },
    { NODE ("inject", "'free':'a'"), "I602 n.free" },
    { NODE ("inject", "'mode':'true'"), "" },
    { NODE ("inject", "'mode':false"), "" },
    { NODE ("inject", "'mode':true"), "N308 n.mode" },
    { NODE ("inject", "'label':''"), "W220 n.label" },
    { NODE ("inject", "'label':' '"), "W220 n.label" },
    { NODE ("inject", "'label':'x'"), "" },
    { "{'id':'c','type':'client','headers':"
      "[{'name':'a'},7,{'name':''},{'name':'b','size':10}]}," NODE ("in", "'client':'c'"),
      "W228 c.headers[2].name, N308 c.headers[3].size" },
    { "{'id':'c','type':'client','headers':{}}," NODE ("in", "'client':'c'"), "" },
    { "{'id':'c','type':'client','headers':"
      "[{'name':'a','type':'json','value':'{'}]}," NODE ("in", "'client':'c'"),
      "I603 c.headers[0].value" },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

#define TYPED(type, value) \
  NODE ("inject", "'payloadType':'" type "','payload':" value)

static void
test_typed (void)
{
  static const Case cases[] = {
    { TYPED ("str", "'x'"), "" },
    { TYPED ("num", "'0x1F'"), "" },
    { TYPED ("num", "''"), "" },
    { TYPED ("num", "'NaN'"), "" },
    { TYPED ("num", "5"), "" },
    { TYPED ("num", "'five'"), "I602 n.payload" },
    { TYPED ("num", "'${MYENV}'"), "" },
    { TYPED ("num", "'${NOPE}'"), "I605 n.payload" },
    { TYPED ("json", "'[1]'"), "" },
    { TYPED ("json", "'[1'"), "I603 n.payload" },
    { TYPED ("json", "''"), "I603 n.payload" },
    { TYPED ("json", "'1 2'"), "I603 n.payload" },
    { TYPED ("bin", "'[0,255]'"), "" },
    { TYPED ("bin", "'[256]'"), "I604 n.payload" },
    { TYPED ("bin", "'[null]'"), "I604 n.payload" },
    { TYPED ("bin", "'\\'text\\''"), "" },
    { TYPED ("bin", "'text'"), "I604 n.payload" },
    { TYPED ("bin", "'{}'"), "I604 n.payload" },
    { TYPED ("env", "'MYENV'"), "" },
    { TYPED ("env", "''"), "" },
    { TYPED ("env", "'NOPE'"), "I605 n.payload" },
    { TYPED ("env", "'a${NOPE}b'"), "I605 n.payload" },
    { TYPED ("jsonata", "'$now()'"), "I606 n.payload" },
    { TYPED ("jsonata", "''"), "" },
    { TYPED ("flow", "'a'"), "" },
    { TYPED ("date", "''"), "" },
    { TYPED ("odd", "'x'"), "" },
    { NODE ("inject", "'payload':'x'"), "I602 n.payload" },
    { NODE ("inject", "'payloadType':'','payload':'x'"), "" },
    { NODE ("inject", "'payloadType':7,'payload':'x'"), "" },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_structure (void)
{
  static const Case cases[] = {
    { NODE ("probe2", "'wires':[]"), "F804 -" },
    { "null", "F803 -" },
    { "7", "F803 -" },
    { "{'type':'inject','z':'t','x':1,'y':1}", "F803 -" },
    { "{'id':'n','z':'t','x':1,'y':1}", "F803 n" },
    { NODE ("inject", "'wires':[]") "," NODE ("inject", "'label':''"), "F805 n" },
    { "{'id':'n','type':'inject','z':'gone','x':1,'y':1}", "F806 -" },
    { "{'id':'n','type':'inject','x':1,'y':1}", "F814 -" },
    { NODE ("inject", "'wires':[['t','L'],['gone','','gone2']]"),
      "F807 n, F807 n" },
    { NODE ("inject", "'wires':['gone']"), "" },
    { NODE ("inject", "'wires':[null,[null,7]]"), "" },
    { NODE ("inject", "'wires':'gone'"), "" },
    { NODE ("link out", "'links':['uses','gone',7]"), "F807 n" },
    { NODE ("catch", "'scope':['gone']"), "" },
    { "{'id':'a','type':'group','z':'t','g':'b'},"
      "{'id':'b','type':'group','z':'t','g':'a'}",
      "F813 a.g, F813 b.g" },
    { "{'id':'a','type':'group','z':'t','g':'a'}", "F813 a.g" },
    { "{'id':'a','type':'group','z':'t','g':'b'},"
      "{'id':'b','type':'group','z':'t','g':'gone'}",
      "" },
    { "{'id':'k','type':'listener','path':'/k'}", "W290 k" },
    { "{'id':'k','type':'listener','path':'k'}", "W290 k" },
    { "{'id':'k','type':'mqtt-broker'}", "F804 -" },
    { "{'id':'k','type':'inject'}", "" },
    { "{'id':'k','type':'listener','path':'/k','d':true}", "" },
    { "{'id':'g','type':'group','z':'t','env':["
      " {'name':'A','type':'jsonata','value':'1'},"
      " {'name':'B','type':'json','value':'{'},"
      " {'name':'C','type':'env','value':'NOPE'},"
      " {'name':'D','type':'num','value':'1'},7]}",
      "I606 g.env[0].value, I603 g.env[1].value, I605 g.env[2].value" },
    { "{'id':'n','type':'junction','z':'t','x':1,'y':1,'wires':[['gone']]}",
      "F807 n" },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

/* What is disabled is nobody's problem. */
static void
test_disabled (void)
{
  static const Case cases[] = {
    { NODE ("in", "'d':true"), "" },
    { NODE ("nobody", "'d':true,'wires':[['gone']]"), "" },
    { NODE ("in", "'d':'true'"), "W201 n.server" },
    { "{'id':'off','type':'tab','disabled':true},"
      "{'id':'n','type':'in','z':'off','x':1,'y':1},"
      "{'id':'m','type':'nobody','z':'off','x':1,'y':1}",
      "" },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_subflows (void)
{
  static const Case cases[] = {
    { "{'id':'s','type':'subflow'},"
      "{'id':'n','type':'inject','z':'s','x':1,'y':1,'label':'${NOPE}'},"
      "{'id':'m','type':'inject','z':'s','x':1,'y':1,'label':''}",
      "W220 m.label" },
    { "{'id':'s','type':'subflow'},"
      "{'id':'i','type':'subflow:s','z':'t','x':1,'y':1},"
      "{'id':'j','type':'subflow:gone','z':'t','x':1,'y':1}",
      "F804 -" },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_scope (void)
{
  g_autofree char *flow = g_strdup_printf (
    FRAME,
    "{'id':'M','type':'listener','path':'/m'},"
    "{'id':'s','type':'subflow'},"
    "{'id':'n','type':'probe','z':'t','x':1,'y':1,'other':'M'},"
    "{'id':'o','type':'probe','z':'s','x':1,'y':1,'other':'gone'}");
  g_autoptr (GPtrArray) problems = check (flow, "{'n':{'password':'pw'}}");
  g_autofree char      *found = list (problems);

  g_assert_cmpstr (found, ==, "D701 n.probe, D701 o.probe");
  g_assert_cmpstr (((WeirProblem *)problems->pdata[0])->text,
                   ==,
                   "“listener M pw 0 1 0” isn’t a valid message property.");
  g_assert_cmpstr (((WeirProblem *)problems->pdata[1])->text,
                   ==,
                   "“- M - 0 1 1” isn’t a valid message property.");
}

static void
test_credentials (void)
{
  static const struct
  {
    const char *credentials;
    const char *problems;
  } cases[] = {
    { NULL, "T407 k.p12data" },
    { "{'k':{'p12data':''}}", "T407 k.p12data" },
    { "{'k':{'p12data':'x'}}", "" },
    { "{'k':{'p12data':'${NOPE}'}}", "I605 k.p12data" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems =
        check ("[{'id':'t','type':'tab'},"
               " {'id':'k','type':'tls','p12data':'in the flow'},"
               " {'id':'c','type':'client','tls':'k'},"
               " {'id':'n','type':'in','z':'t','x':1,'y':1,'client':'c'}]",
               cases[i].credentials);
      g_autofree char *found = list (problems);

      g_assert_cmpstr (found, ==, cases[i].problems);
    }
}

static void
test_texts (void)
{
  static const Case cases[] = {
    { "{'id':'n','z':'t'}", "Entry 6 isn’t a node: it has no type." },
    { "[]", "Entry 6 isn’t a node: it isn’t an object." },
    { NODE ("inject", "'wires':[]") "," NODE ("inject", "'wires':[]"),
      "Two nodes share the id n. Only the first one runs." },
    { "{'id':'n','type':'inject','z':'gone','x':1,'y':1},"
      "{'id':'m','type':'inject','z':'gone','x':1,'y':1}",
      "2 nodes belong to a flow that isn’t in the file. They run in a flow of "
      "their own." },
    { NODE ("inject", "'name':'Tick','wires':[['gone']]"),
      "A wire from Tick leads to gone, which isn’t in the file." },
    { NODE ("in", "'server':'LD'"),
      "“/off” is disabled, so this node stays disconnected." },
    { NODE ("in", "'server':'gone'"),
      "The configuration this node used (“gone”) isn’t in this file." },
    { TYPED ("json", "'{\\n x}'"),
      "This isn’t valid JSON: line 2, column 2, near “ x}”." },
    { TYPED ("env", "'${NOPE}${MYENV}'"), "The variable NOPE isn’t set." },
    { "{'id':'a','type':'http in','z':'t','x':1,'y':1},"
      "{'id':'b','type':'mqtt out','z':'t','x':1,'y':1},"
      "{'id':'c','type':'http in','z':'t','x':1,'y':1},"
      "{'id':'d','type':'subflow:s','z':'t','x':1,'y':1}",
      "4 nodes of types this app doesn’t run: http in (2), mqtt out, subflow. "
      "They’re kept and exported unchanged." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char      *flow = g_strdup_printf (FRAME, cases[i].entries);
      g_autoptr (GPtrArray) problems = check (flow, NULL);

      g_assert_cmpuint (problems->len, >, 0);
      g_assert_cmpstr (((WeirProblem *)problems->pdata[0])->text,
                       ==,
                       cases[i].problems);
    }
}

/* However many problems a file has, the list ends. */
static void
test_limit (void)
{
  g_autoptr (GString)   flow = g_string_new ("[{'id':'t','type':'tab'}");
  g_autoptr (GPtrArray) problems = NULL;
  const WeirProblem    *last;

  for (int i = 0; i < WEIR_CHECK_MAX_PROBLEMS + 5; i++)
    g_string_append (flow, ",null");
  g_string_append (flow, "]");
  problems = check (flow->str, NULL);
  g_assert_cmpuint (problems->len, ==, WEIR_CHECK_MAX_PROBLEMS + 1);
  last = g_ptr_array_index (problems, WEIR_CHECK_MAX_PROBLEMS);
  g_assert_cmpstr (last->text, ==, "5 more problems aren’t listed.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/check/references", test_references);
  g_test_add_func ("/flow/check/values", test_values);
  g_test_add_func ("/flow/check/typed", test_typed);
  g_test_add_func ("/flow/check/structure", test_structure);
  g_test_add_func ("/flow/check/disabled", test_disabled);
  g_test_add_func ("/flow/check/subflows", test_subflows);
  g_test_add_func ("/flow/check/scope", test_scope);
  g_test_add_func ("/flow/check/credentials", test_credentials);
  g_test_add_func ("/flow/check/texts", test_texts);
  g_test_add_func ("/flow/check/limit", test_limit);
  return g_test_run ();
}
