/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-operation.h"

#include "flow/weir-import.h"

#include <string.h>

/* Imports: what is compared with what, the choices, and what becomes of them. */

typedef struct
{
  WeirDocument   *document;
  WeirDocument   *incoming;
  WeirRegistry   *registry;
  WeirImportPlan *plan;
} Fixture;

static void
fixture_init (Fixture    *self,
              const char *document,
              const char *incoming,
              gboolean    replace)
{
  self->document = test_operation_open (document);
  self->incoming = test_operation_open (incoming);
  self->registry = test_operation_registry ();
  self->plan =
    weir_import_plan_new (self->document, self->registry, self->incoming, replace);
}

static void
fixture_clear (Fixture *self)
{
  weir_import_plan_free (self->plan);
  weir_registry_unref (self->registry);
  g_object_unref (self->incoming);
  g_object_unref (self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* The plan as text: `=` same, `*` different, `+` new; `!` doesn't run here; then
 * s, a or r for the choice; children in parentheses. */
static void
describe_item (GString *out, const WeirImportItem *item, gboolean with_choice)
{
  if (item->incoming != NULL)
    g_string_append (out, weir_element_get_id (item->incoming));
  g_string_append_c (out, "+=*"[item->state]);
  if (!item->runs)
    g_string_append_c (out, '!');
  if (with_choice)
    g_string_append_c (out, "sar"[item->choice]);
  if (item->children == NULL)
    return;
  g_string_append_c (out, '(');
  for (guint i = 0; i < item->children->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      describe_item (out, item->children->pdata[i], FALSE);
    }
  g_string_append_c (out, ')');
}

static char *
describe (WeirImportPlan *plan)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < weir_import_plan_get_n_items (plan); i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      describe_item (out, weir_import_plan_get_item (plan, i), TRUE);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *name;
  const char *document;
  const char *incoming;
  const char *expected;
  gboolean    replace;
  guint       count;
} plans[] = {
  { "new",
    "[]",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','type':'sink','x':1,'y':1},"
    "{'id':'c','type':'config'},{'id':'own','z':'t','type':'alien'}]",
    "t+a(a+ own+!) c+a",
    FALSE,
    4 },
  { "same",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','type':'sink','x':1.0,'y':1},"
    "{'id':'c','type':'config'}]",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','y':1,'type':'sink','x':1},"
    "{'id':'c','type':'config','credentials':{'p':'x'}}]",
    "t=s(a=) c=s",
    TRUE,
    0 },
  { "different",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','type':'sink','x':1,'y':1},"
    "{'id':'c','type':'config'}]",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','type':'sink','x':2,'y':1},"
    "{'id':'c','type':'config','k':1}]",
    "t*a(a*) c*s",
    FALSE,
    2 },
  { "different-replaced",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','type':'sink','x':1,'y':1},"
    "{'id':'c','type':'config'}]",
    "[{'id':'t','type':'tab'},{'id':'c','type':'config','k':1}]",
    "t*r() c*r",
    TRUE,
    2 },
  { "locked",
    "[{'id':'t','type':'tab','locked':true}]",
    "[{'id':'t','type':'tab'}]",
    "t*a()",
    TRUE,
    1 },
  { "loose",
    "[{'id':'a','type':'sink','x':1,'y':1}]",
    "[{'id':'a','z':'q','type':'sink','x':1,'y':1},{'id':'s','type':'subflow'},"
    "{'id':'i','z':'s','type':'subflow:s','x':1,'y':1}]",
    "s+!a(i+!) +a(a*)",
    FALSE,
    3 },
  { "other-kind",
    "[{'id':'c','type':'tab'}]",
    "[{'id':'c','type':'config'}]",
    "c+a",
    TRUE,
    1 },
  { "twins",
    "[{'id':'c','type':'config'}]",
    "[{'id':'c','type':'config'},{'id':'c','type':'config'}]",
    "c=s c+a",
    FALSE,
    1 },
  { "nothing", "[]", "[]", "", FALSE, 0 },
};

static void
test_plan (gconstpointer data)
{
  gsize            i = GPOINTER_TO_SIZE (data);
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *text = NULL;

  fixture_init (&fixture, plans[i].document, plans[i].incoming, plans[i].replace);
  text = describe (fixture.plan);
  g_assert_cmpstr (text, ==, plans[i].expected);
  g_assert_cmpuint (weir_import_plan_count (fixture.plan), ==, plans[i].count);
}

static void
test_choices (void)
{
  g_auto (Fixture) fixture = { NULL };

  fixture_init (&fixture,
                "[{'id':'t','type':'tab'},{'id':'e','type':'global-config'}]",
                "[{'id':'t','type':'tab','k':1},{'id':'u','type':'tab'},"
                "{'id':'f','type':'global-config'}]",
                FALSE);
  g_assert_true (
    weir_import_plan_allows (fixture.plan, 0, WEIR_IMPORT_CHOICE_REPLACE));
  g_assert_false (
    weir_import_plan_allows (fixture.plan, 1, WEIR_IMPORT_CHOICE_REPLACE));
  g_assert_false (
    weir_import_plan_allows (fixture.plan, 2, WEIR_IMPORT_CHOICE_REPLACE));
  g_assert_true (
    weir_import_plan_allows (fixture.plan, 1, WEIR_IMPORT_CHOICE_SKIP));
  weir_import_plan_set_choice (fixture.plan, 1, WEIR_IMPORT_CHOICE_SKIP);
  g_assert_cmpuint (weir_import_plan_count (fixture.plan), ==, 2);
}

static const struct
{
  const char *name;
  const char *document;
  const char *incoming;
  const char *choices; /* s, a, r for each item; NULL: as they are */
  const char *flow;
  const char *expected; /* new ids that aren't the incoming ones as `1`, … */
} builds[] = {
  { "new",
    "[{'id':'c','type':'config'}]",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1.0,'y':1,'server':'d','"
    "wires'"
    ":[['a','gone']]},{'id':'d','type':'config'}]",
    NULL,
    NULL,
    "[{'id':'t','type':'tab'},{'id':'c','type':'config'},{'id':'d','type':"
    "'config'},{'id':'a','z':'t','x':1.0,'y':1,'server':'d','wires':[['a']]}"
    "]" },
  { "copy",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':1,'y':1},{'id':'c','type':"
    "'config'}]",
    "[{'id':'t','type':'tab','k':1},{'id':'a','z':'t','x':2,'y':1,'server':'c'}"
    ","
    "{'id':'c','type':'config','k':2}]",
    "aa",
    NULL,
    "[{'id':'t','type':'tab'},{'id':'1','type':'tab','k':1},{'id':'a','z':'t','"
    "x'"
    ":1,'y':1},{'id':'c','type':'config'},{'id':'3','type':'config','k':2},{'"
    "id':"
    "'2','z':'1','x':2,'y':1,'server':'3'}]" },
  { "use-existing",
    "[{'id':'c','type':'config'}]",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':2,'y':1,'server':'c'},"
    "{'id':'c','type':'config','k':2}]",
    "as",
    NULL,
    "[{'id':'t','type':'tab'},{'id':'c','type':'config'},{'id':'a','z':'t','x':"
    "2,"
    "'y':1,'server':'c'}]" },
  { "skip",
    "[]",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':2,'y':1}]",
    "s",
    NULL,
    NULL },
  { "replace-flow",
    "[ {'id':'t', 'type':'tab','label':'T','old':1},\n"
    " {'id':'a','z':'t','x':1.0,'y':1, 'wires':[['b'],[]]},\n"
    " {'id':'b','z':'t','x':1,'y':1},\n"
    " {'id':'far','z':'u','links':['b','a'],'x':1,'y':1} ]",
    "[{'id':'t','type':'tab','label':'T2'},"
    "{'id':'a','z':'t','x':1,'y':7,'wires':[['n']]},{'id':'n','z':'t','x':3,'y'"
    ":"
    "3}]",
    "r",
    NULL,
    "[ {'id':'t', 'type':'tab','label':'T2'},\n"
    " {'id':'a','z':'t','x':1.0,'y':7, 'wires':[['n']]},\n"
    " {'id':'far','z':'u','links':['a'],'x':1,'y':1},\n"
    " {'id':'n','z':'t','x':3,'y':3} ]" },
  { "replace-configuration",
    "[{'id':'c', 'type':'config','gone':1,'k':1.0,'credentials':{'p':'x'}}]",
    "[{'id':'c','type':'config','k':1,'new':2}]",
    "r",
    NULL,
    "[{'id':'c', 'type':'config','k':1.0,'credentials':{'p':'x'},'new':2}]" },
  { "replace-group",
    "[{'id':'t','type':'tab'},{'id':'g','type':'group','z':'t','nodes':['a'],'"
    "x':"
    "0,'y':0},{'id':'a','z':'t','g':'g','x':0,'y':0}]",
    "[{'id':'t','type':'tab'},{'id':'g','type':'group','z':'t','nodes':['b'],'"
    "x':"
    "0,'y':0},{'id':'b','z':'t','g':'g','x':0,'y':0}]",
    "r",
    NULL,
    "[{'id':'t','type':'tab'},{'id':'g','type':'group','z':'t','nodes':['b'],'"
    "x':"
    "0,'y':0},{'id':'b','z':'t','g':'g','x':0,'y':0}]" },
  { "moved-to-the-flow",
    "[{'id':'t','type':'tab'},{'id':'a','z':'u','x':1,'y':1}]",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':2,'y':2}]",
    "r",
    NULL,
    "[{'id':'t','type':'tab'},{'id':'a','z':'u','x':1,'y':1},{'id':'1','z':'t',"
    "'x':2,'y':2}]" },
  { "loose-to-flow",
    "[{'id':'t','type':'tab'}]",
    "[{'id':'a','z':'q','x':1,'y':1,'wires':[['a']]}]",
    NULL,
    "t",
    "[{'id':'t','type':'tab'},{'id':'a','z':'t','x':11,'y':21,'wires':[['a']]}"
    "]" },
  { "global-variables",
    "[{'id':'e','type':'global-config','env':[{'name':'A','value':'1'},{'name':"
    "'B','value':'2'}],'modules':{'m':'1'}}]",
    "[{'id':'f','type':'global-config','env':[{'name':'C','value':'4'},{'name':"
    "'B','value':'3'}],'modules':{'n':'2'}}]",
    NULL,
    NULL,
    "[{'id':'e','type':'global-config','env':[{'name':'A','value':'1'},{'name':"
    "'B','value':'3'},{'name':'C','value':'4'}],'modules':{'m':'1','n':'2'}}"
    "]" },
  { "twins",
    "[{'id':'t','type':'tab'}]",
    "[{'id':'a','x':0,'y':0,'wires':[['a']]},{'id':'a','x':5,'y':5}]",
    NULL,
    "t",
    "[{'id':'t','type':'tab'},{'id':'a','x':10,'y':20,'wires':[['a']],'z':'t'},"
    "{'id':'2','x':15,'y':25,'z':'t'}]" },
  { "subflow-copy",
    "[{'id':'s','type':'subflow','name':'S'},{'id':'b','z':'s','x':1,'y':1}]",
    "[{'id':'s','type':'subflow','name':'S','out':[{'wires':[{'id':'b','port':"
    "0}]"
    "}]},{'id':'b','z':'s','x':1,'y':1},{'id':'t','type':'tab'},{'id':'i','z':'"
    "t'"
    ",'type':'subflow:s','x':1,'y':1}]",
    "aa",
    NULL,
    "[{'id':'t','type':'tab'},{'id':'s','type':'subflow','name':'S'},{'id':'1',"
    "'type':'subflow','name':'S (1)','out':[{'wires':[{'id':'2','port':0}]}]},"
    "{'id':'b','z':'s','x':1,'y':1},{'id':'2','z':'1','x':1,'y':1},{'id':'i','"
    "z'"
    ":'t','type':'subflow:1','x':1,'y':1}]" },
};

static WeirImportChoice
read_choice (char letter)
{
  return letter == 's'   ? WEIR_IMPORT_CHOICE_SKIP
         : letter == 'a' ? WEIR_IMPORT_CHOICE_ADD
                         : WEIR_IMPORT_CHOICE_REPLACE;
}

static void
test_build (gconstpointer data)
{
  gsize                 i = GPOINTER_TO_SIZE (data);
  g_auto (Fixture)      fixture = { NULL };
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GString)   text = NULL;
  g_autofree char      *saved = NULL;
  WeirEdit             *edit;

  fixture_init (&fixture, builds[i].document, builds[i].incoming, FALSE);
  for (guint k = 0; builds[i].choices != NULL && builds[i].choices[k] != '\0'; k++)
    weir_import_plan_set_choice (fixture.plan,
                                 k,
                                 read_choice (builds[i].choices[k]));
  edit = weir_import_plan_build (fixture.plan, builds[i].flow, 10, 20, &ids);
  if (builds[i].expected == NULL)
    {
      g_assert_null (edit);
      return;
    }
  test_operation_apply (fixture.document, edit);
  saved = test_operation_save (fixture.document);
  text = g_string_new (saved);
  for (guint k = 0; k < ids->len; k++)
    {
      g_autofree char *number = g_strdup_printf ("%u", k + 1);

      if (strlen (ids->pdata[k]) == 16)
        g_string_replace (text, ids->pdata[k], number, 0);
    }
  g_assert_cmpstr (text->str, ==, builds[i].expected);
}

static void
test_recovered (void)
{
  g_auto (Fixture)      fixture = { NULL };
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  WeirElement          *tab;
  WeirElement          *node;

  fixture_init (
    &fixture,
    "[{'id':'t','type':'tab'}]",
    "[{'id':'u','type':'tab'},{'id':'a','z':'gone','type':'sink','x':1,"
    "'y':1}]",
    FALSE);
  problems = weir_import_plan_list_problems (fixture.plan);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((WeirProblem *)problems->pdata[0])->code, ==, "F817");
  test_operation_apply (fixture.document,
                        weir_import_plan_build (fixture.plan, "t", 9, 9, &ids));
  node = weir_document_get_element (fixture.document, "a");
  tab = weir_document_get_element (fixture.document,
                                   weir_element_get_container (node));
  g_assert_cmpstr (weir_value_lookup_string (weir_element_get_value (tab),
                                             "label"),
                   ==,
                   "Recovered Nodes");
  g_assert_cmpfloat (weir_element_get_x (node), ==, 1);
}

static void
test_problems (void)
{
  g_auto (Fixture)      fixture = { NULL };
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GString)   codes = g_string_new (NULL);

  fixture_init (
    &fixture,
    "[]",
    "{'flows':[{'id':'u','type':'tab'},{'id':'a','z':'u','type':"
    "'alien','x':1,'y':1,'wires':[['gone']]},{'id':'a','z':'u','type':"
    "'sink','x':1,'y':1}]}",
    FALSE);
  problems = weir_import_plan_list_problems (fixture.plan);
  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (codes,
                            "%s ",
                            ((WeirProblem *)problems->pdata[i])->code);
  g_assert_cmpstr (codes->str, ==, "F808 F804 F807 F816 ");
}

static void
test_differences (void)
{
  g_autoptr (WeirDocument) document = test_operation_open (
    "[{'id':'a','same':1,'text':'x','gone':[1],'credentials':{}},"
    "{'id':'b','same':1.0,'text':'y','new':true}]");
  WeirElement          *a = weir_document_get_element (document, "a");
  WeirElement          *b = weir_document_get_element (document, "b");
  g_autoptr (GPtrArray) changed = weir_import_list_differences (a, b);
  g_autoptr (GPtrArray) new = weir_import_list_differences (NULL, a);
  g_autoptr (GPtrArray) none = weir_import_list_differences (a, a);
  g_autoptr (GString)   text = g_string_new (NULL);

  for (guint i = 0; i < changed->len; i++)
    {
      const WeirImportDifference *difference = changed->pdata[i];

      g_string_append_printf (text,
                              "%s:%s>%s ",
                              difference->key,
                              difference->before != NULL ? difference->before
                                                         : "-",
                              difference->after != NULL ? difference->after
                                                        : "-");
    }
  g_assert_cmpstr (text->str, ==, "id:a>b text:x>y gone:[1]>- new:->true ");
  g_assert_cmpuint (new->len, ==, 4);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What it takes people to say. */
static void
test_conflicts (void)
{
#define TAB      "{'id':'t','type':'tab','label':'T'}"
#define NODE     "{'id':'n','type':'a','z':'t','x':1,'y':1}"
#define LISTENER "{'id':'c','type':'cfg','path':'/a'}"
#define SUBFLOW  "{'id':'s','type':'subflow','name':'S'}"
#define GLOBAL   "{'id':'g','type':'global-config','env':[]}"
  static const struct
  {
    const char *incoming;
    gboolean    conflict;
  } rows[] = {
    { "[]", FALSE },
    { "[" LISTENER "," SUBFLOW "," GLOBAL "]", FALSE },
    { "[{'id':'n','type':'a','z':'x','x':5,'y':1}]", FALSE },
    { "[{'id':'new','type':'cfg','path':'/b'}]", FALSE },
    { "[{'id':'c','type':'cfg','path':'/b'}]", TRUE },
    { "[{'id':'s','type':'subflow','name':'Other'}]", TRUE },
    { "[" TAB "," NODE "]", TRUE },
    { "[{'id':'u','type':'tab','label':'T'}]", FALSE },
    { "[{'id':'h','type':'global-config','env':[{'name':'A'}]}]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fixture) self = { 0 };

      fixture_init (&self,
                    "[" TAB "," NODE "," LISTENER "," SUBFLOW "," GLOBAL "]",
                    rows[i].incoming,
                    FALSE);
      g_test_message ("%s", rows[i].incoming);
      g_assert_cmpint (weir_import_plan_has_conflict (self.plan),
                       ==,
                       rows[i].conflict);
    }
#undef TAB
#undef NODE
#undef LISTENER
#undef SUBFLOW
#undef GLOBAL
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST_OPERATION_ADD ("/flow/import/plan", plans, test_plan)
  g_test_add_func ("/flow/import/choices", test_choices);
  TEST_OPERATION_ADD ("/flow/import/build", builds, test_build)
  g_test_add_func ("/flow/import/recovered", test_recovered);
  g_test_add_func ("/flow/import/problems", test_problems);
  g_test_add_func ("/flow/import/differences", test_differences);

  g_test_add_func ("/flow/import/conflicts", test_conflicts);
  return g_test_run ();
}
