/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include <string.h>

#define TAB "[{'id':'t','type':'tab'},{'id':'u','type':'tab'},"
#define AT  ",'z':'t','x':1,'y':1"
#define SOURCE(target) \
  "{'id':'s','type':'source'" AT ",'wires':[['" target "']]}"

typedef struct
{
  const char *catches; /* entries named c1, c2, … wired to themselves as x1… */
  const char *expected;
} CatchCase;

/* The failing node F is in group g2, which is in g1; g3 is beside them. */
static const CatchCase catch_cases[] = {
  { "{'id':'c1','type':'catch'" AT ",'scope':null,'wires':[['x1']]}", "x1" },
  { "{'id':'c1','type':'catch'" AT ",'wires':[['x1']]}", "x1" },
  { "{'id':'c1','type':'catch'" AT ",'scope':[],'wires':[['x1']]}", "" },
  { "{'id':'c1','type':'catch'" AT ",'scope':['F'],'wires':[['x1']]}", "x1" },
  { "{'id':'c1','type':'catch'" AT ",'scope':['s'],'wires':[['x1']]}", "" },
  { "{'id':'c1','type':'catch','z':'u','x':1,'y':1,'wires':[['x1']]}", "" },
  { "{'id':'c1','type':'catch'" AT ",'scope':'group','wires':[['x1']]}", "x1" },
  { "{'id':'c1','type':'catch'" AT
    ",'scope':'group','g':'g1','wires':[['x1']]}",
    "x1" },
  { "{'id':'c1','type':'catch'" AT
    ",'scope':'group','g':'g3','wires':[['x1']]}",
    "" },
  /* Both without scope: in order. */
  { "{'id':'c1','type':'catch'" AT ",'wires':[['x1']]},"
    "{'id':'c2','type':'catch'" AT ",'wires':[['x2']]}",
    "x1 x2" },
  /* The nearer comes first. */
  { "{'id':'c1','type':'catch'" AT ",'g':'g1','wires':[['x1']]},"
    "{'id':'c2','type':'catch'" AT ",'g':'g2','wires':[['x2']]}",
    "x2 x1" },
  /* With scope before without. */
  { "{'id':'c1','type':'catch'" AT ",'wires':[['x1']]},"
    "{'id':'c2','type':'catch'" AT ",'scope':['F'],'wires':[['x2']]}",
    "x2 x1" },
  /* Uncaught only when nobody else took it, and then all of them. */
  { "{'id':'c1','type':'catch'" AT ",'uncaught':true,'wires':[['x1']]},"
    "{'id':'c2','type':'catch'" AT ",'wires':[['x2']]}",
    "x2" },
  { "{'id':'c1','type':'catch'" AT ",'uncaught':true,'wires':[['x1']]},"
    "{'id':'c2','type':'catch'" AT ",'uncaught':true,'wires':[['x2']]}",
    "x1 x2" },
};

static void
check_catch (Fixture *fixture, const CatchCase *test)
{
  g_autofree char *flow =
    g_strconcat (TAB SOURCE ("F"),
                 ",{'id':'g1','type':'group','z':'t'},"
                 "{'id':'g2','type':'group','z':'t','g':'g1'},"
                 "{'id':'g3','type':'group','z':'t'},"
                 "{'id':'F','type':'fail'" AT ",'g':'g2','text':'Error: boom'},"
                 "{'id':'x1','type':'trace'" AT "},{'id':'x2','type':'trace'" AT
                 "},",
                 test->catches,
                 "]",
                 NULL);
  g_autoptr (GString) expected = g_string_new ("F:fail");
  g_auto (GStrv)      names = g_strsplit (test->expected, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (expected, " %s:p", names[i]);

  fixture_deploy (fixture, flow, WEIR_DEPLOY_FULL);
  g_string_truncate (fixture->trace, 0);
  fixture_press (fixture, "s", "{'payload':'p'}");
  fixture_settle (fixture);
  g_test_message ("%s", test->catches);
  fixture_assert_text (fixture->trace, expected->str);
  fixture_assert_text (fixture->log,
                       *test->expected != '\0' ? "" : "F Error: boom\n");
  weir_engine_stop (fixture->engine);
  g_string_truncate (fixture->trace, 0);
}

static void
test_catch_table (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (catch_cases); i++)
    check_catch (fixture, &catch_cases[i]);
}

/* A catch node that hands what it gets to a debug-like node. */
static void
assert_debugged (Fixture *fixture, const char *json)
{
  g_autoptr (WeirValue) expected = fixture_read (json);
  WeirRecord           *record;

  g_assert_cmpuint (fixture->debug->len, ==, 1);
  record = fixture->debug->pdata[0];
  g_assert_true (weir_value_equal (record->value, expected));
  g_ptr_array_set_size (fixture->debug, 0);
}

static void
test_catch_message (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  TAB SOURCE ("F") ",{'id':'F','type':'fail'" AT
                                   ",'text':'Error: boom','name':'Bad'},"
                                   "{'id':'c','type':'catch'" AT
                                   ",'wires':[['show']]},"
                                   "{'id':'show','type':'show'" AT "}]",
                  WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'_msgid':'1','payload':1,'error':'old'}");
  fixture_settle (fixture);
  assert_debugged (fixture,
                   "{'_msgid':'1','payload':1,'_error':'old','error':"
                   "{'message':'Error: boom','source':"
                   "{'id':'F','type':'fail','name':'Bad','count':1}}}");
}

/* A catch node that leads back to the node that fails. */
static void
test_catch_loop (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  TAB SOURCE ("F") ",{'id':'F','type':'fail'" AT
                                   ",'text':'boom'},"
                                   "{'id':'c','type':'catch'" AT
                                   ",'wires':[['F']]}]",
                  WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{}");
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace,
                       "F:fail F:fail F:fail F:fail F:fail F:fail F:fail "
                       "F:fail F:fail F:fail");
  fixture_assert_text (fixture->log,
                       "F Message exceeded maximum number of catches\n"
                       "F boom\n");
}

/* Catch nodes that fail themselves, each caught by the other. */
static void
test_catch_recursion (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  TAB SOURCE ("F") ",{'id':'F','type':'fail'" AT
                                   ",'text':'boom'},"
                                   "{'id':'c1','type':'bad-catch'" AT
                                   ",'scope':['F','c2'],'text':'one'},"
                                   "{'id':'c2','type':'bad-catch'" AT
                                   ",'scope':['c1'],'text':'two'}]",
                  WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{}");
  fixture_settle (fixture);
  g_assert_nonnull (strstr (fixture->log->str, "call one another"));
}

/* Without a message nobody but the log hears of it. */
static void
test_fail_without_message (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error =
    g_error_new_literal (WEIR_RUNTIME_ERROR, WEIR_RUNTIME_ERROR_FAILED, "alone");

  fixture_deploy (fixture,
                  TAB "{'id':'F','type':'fail'" AT "},"
                      "{'id':'c','type':'catch'" AT ",'wires':[['x']]},"
                      "{'id':'x','type':'trace'" AT "}]",
                  WEIR_DEPLOY_FULL);
  weir_node_fail (fixture_get_node (fixture, "F"), NULL, error);
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "x+");
  fixture_assert_text (fixture->log, "F alone\n");
}

static const struct
{
  const char *payload;
  const char *published;
  const char *routed;
} status_cases[] = {
  { "{'fill':'red','shape':'dot','text':'x','event':'connect','reason':'r'}",
    "{'fill':'red','shape':'dot','text':'x','event':'connect','reason':'r'}",
    "{'fill':'red','shape':'dot','text':'x','event':'connect','reason':'r',"
    "'source':{'id':'S','type':'status'}}" },
  { "{}", "{}", "{'source':{'id':'S','type':'status'}}" },
  { "'up'", "{'text':'up'}", "{'text':'up','source':{'id':'S','type':'status'}}" },
  { "7", "{'text':'7'}", "{'text':'7','source':{'id':'S','type':'status'}}" },
  { "{'text':[1,2]}",
    "{'text':'1,2'}",
    "{'text':'1,2','source':{'id':'S','type':'status'}}" },
  { "null", "{}", "{'source':{'id':'S','type':'status'}}" },
};

static void
test_status_table (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  TAB SOURCE ("S") ",{'id':'S','type':'status'" AT "},"
                                   "{'id':'i','type':'status-in'" AT
                                   ",'wires':[['show']]},"
                                   "{'id':'show','type':'show'" AT "}]",
                  WEIR_DEPLOY_FULL);

  for (guint i = 0; i < G_N_ELEMENTS (status_cases); i++)
    {
      g_autofree char *message =
        g_strdup_printf ("{'_msgid':'1','payload':%s}", status_cases[i].payload);
      g_autofree char *published =
        g_strdup_printf ("S %s\n", status_cases[i].published);
      WeirRecord           *record;
      g_autoptr (WeirValue) routed = fixture_read (status_cases[i].routed);

      fixture_press (fixture, "s", message);
      fixture_settle (fixture);
      g_strdelimit (published, "'", '"');
      fixture_assert_text (fixture->statuses, published);
      g_assert_cmpuint (fixture->debug->len, ==, 1);
      record = fixture->debug->pdata[0];
      g_assert_true (
        weir_value_equal (weir_value_lookup (record->value, "status"), routed));
      g_assert_nonnull (weir_value_lookup_string (record->value, "_msgid"));
      g_ptr_array_set_size (fixture->debug, 0);
    }
}

/* Every status node in scope hears, the nearest first; one wired to what it
 * watches does not loop. */
static void
test_status_scope (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  TAB SOURCE ("S") ",{'id':'g','type':'group','z':'t'},"
                                   "{'id':'S','type':'status'" AT ",'g':'g'},"
                                   "{'id':'all','type':'status-in'" AT
                                   ",'wires':[['x1']]},"
                                   "{'id':'near','type':'status-in'" AT
                                   ",'g':'g','scope':'group','wires':[['x2']]},"
                                   "{'id':'loop','type':'status-in'" AT
                                   ",'scope':['S'],'wires':[['S']]},"
                                   "{'id':'other','type':'status-in'" AT
                                   ",'scope':['s'],'wires':[['x2']]},"
                                   "{'id':'x1','type':'trace'" AT "},"
                                   "{'id':'x2','type':'trace'" AT "}]",
                  WEIR_DEPLOY_FULL);
  g_string_truncate (fixture->trace, 0);
  fixture_press (fixture, "s", "{'payload':'up'}");
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "x2:undefined x1:undefined");
}

static void
test_complete (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (fixture,
                  TAB SOURCE (
                    "P") ",{'id':'P','type':'pass'" AT ",'name':'Pass'},"
                         "{'id':'c','type':'complete'" AT
                         ",'scope':['P','s'],'wires':[['show']]},"
                         "{'id':'none','type':'complete'" AT
                         ",'wires':[['x']]},"
                         "{'id':'far','type':'complete','z':'u','x':1,'y':1,"
                         " 'scope':['P'],'wires':[['x']]},"
                         "{'id':'loop','type':'complete'" AT
                         ",'scope':['P'],'wires':[['P']]},"
                         "{'id':'x','type':'trace'" AT "},"
                         "{'id':'show','type':'show'" AT "}]",
                  WEIR_DEPLOY_FULL);
  fixture_press (fixture, "s", "{'_msgid':'1','payload':1}");
  fixture_settle (fixture);
  assert_debugged (fixture,
                   "{'_msgid':'1','payload':1,'complete':"
                   "{'source':{'id':'P','type':'pass','name':'Pass'}}}");
  fixture_assert_text (fixture->trace, "x+");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                \
  g_test_add ("/runtime/router/" name, \
              Fixture,                 \
              NULL,                    \
              fixture_set_up,          \
              func,                    \
              fixture_tear_down)

  ADD ("catch-table", test_catch_table);
  ADD ("catch-message", test_catch_message);
  ADD ("catch-loop", test_catch_loop);
  ADD ("catch-recursion", test_catch_recursion);
  ADD ("fail-without-message", test_fail_without_message);
  ADD ("status-table", test_status_table);
  ADD ("status-scope", test_status_scope);
  ADD ("complete", test_complete);

  return g_test_run ();
}
