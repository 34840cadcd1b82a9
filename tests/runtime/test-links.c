/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#define AT(tab) ",'z':'" tab "','x':1,'y':1"
#define TABS    "[{'id':'t','type':'tab'},{'id':'u','type':'tab'},"

static void
deploy_and_press (Fixture *fixture, const char *flow, const char *message)
{
  fixture_deploy (fixture, flow, WEIR_DEPLOY_FULL);
  g_string_truncate (fixture->trace, 0);
  fixture_press (fixture, "s", message);
  fixture_settle (fixture);
}

/* Either end may name the other; stored wires say nothing. */
static void
test_union (Fixture *fixture, gconstpointer data)
{
  deploy_and_press (
    fixture,
    TABS "{'id':'s','type':'source'" AT (
      "t") ",'wires':[['out']]},"
           "{'id':'out','type':'link out'" AT (
             "t") ",'links':['in2','no','x1'],'wires':[['x3']]},"
                  "{'id':'in1','type':'link in'" AT (
                    "u") ",'links':['out'],'wires':[['x1']]},"
                         "{'id':'in2','type':'link in'" AT (
                           "u") ",'links':['out',7],'wires':[['x2']]},"
                                "{'id':'in3','type':'link in'" AT (
                                  "u") ",'links':[],'wires':[['x3']]},"
                                       "{'id':'x1','type':'trace'" AT (
                                         "u") "},"
                                              "{'id':'x2','type':'trace'" AT (
                                                "u") "},"
                                                     "{'id':'x3','type':'"
                                                     "trace'" AT ("u") "}]",
    "{'payload':1}");
  fixture_assert_text (fixture->trace, "x2:1 x1:1");
}

#define CALLS(call, more)                                    \
  TABS "{'id':'s','type':'source'" AT (                      \
    "t") ",'wires':[['call']]},"                             \
         "{'id':'call','type':'link call'" AT ("t") call     \
    ",'wires':[['x']]},"                                     \
    "{'id':'x','type':'trace'" AT (                          \
      "t") "},"                                              \
           "{'id':'back','type':'link out'" AT (             \
             "u") ",'mode':'return'},"                       \
                  "{'id':'in','type':'link in'" AT (         \
                    "u") ",'name':'work','wires':[['do']]}," \
                         "{'id':'do','type':'change'" AT (   \
                           "u") ",'wires':[['back']]}" more "]"

static void
test_static_call (Fixture *fixture, gconstpointer data)
{
  deploy_and_press (fixture, CALLS (",'link':'in'", ""), "{'payload':1}");
  fixture_assert_text (fixture->trace, "call<call back=1 x:1do");
}

static void
test_dynamic_call (Fixture *fixture, gconstpointer data)
{
  const char *flow = CALLS (",'linkType':'dynamic'", "");

  deploy_and_press (fixture, flow, "{'payload':1,'target':'work'}");
  fixture_assert_text (fixture->trace, "call<call back=1 x:1do");
  deploy_and_press (fixture, flow, "{'payload':1,'target':'in'}");
  fixture_assert_text (fixture->trace, "call<call back=1 x:1do");
}

static const struct
{
  const char *name;
  const char *call;
  const char *more;
  const char *target;
  const char *error;
} failures[] = {
  { "missing",
    ",'linkType':'dynamic'",
    "",
    "no",
    "call Error: target link-in node 'no' not found\n" },
  { "empty",
    ",'linkType':'dynamic'",
    "",
    "",
    "call Error: target link-in node '' not found\n" },
  { "no link in",
    ",'linkType':'dynamic'",
    "",
    "x",
    "call Error: target link-in node 'x' not found\n" },
  { "static by name",
    ",'link':'work'",
    "",
    "",
    "call Error: target link-in node 'work' not found\n" },
  { "two elsewhere",
    ",'linkType':'dynamic'",
    ",{'id':'in2','type':'link in'" AT ("u") ",'name':'work'}",
    "work",
    "call Error: Multiple link-in nodes named 'work' found\n" },
  { "two here",
    ",'linkType':'dynamic'",
    ",{'id':'in2','type':'link in'" AT (
      "t") ",'name':'work'}"
           ",{'id':'in3','type':'link in'" AT ("t") ",'name':'work'}",
    "work",
    "call Error: Multiple link-in nodes named 'work' found\n" },
};

static void
test_failures (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *head =
        g_strconcat (TABS "{'id':'s','type':'source'" AT (
                       "t") ",'wires':[['call']]},"
                            "{'id':'x','type':'trace'" AT (
                              "t") "},"
                                   "{'id':'in','type':'link in'" AT (
                                     "u") ",'name':'work'},"
                                          "{'id':'call','type':'link call'" AT (
                                            "t"),
                     failures[i].call,
                     ",'wires':[['x']]}",
                     failures[i].more,
                     "]",
                     NULL);
      g_autofree char *message =
        g_strdup_printf ("{'target':'%s'}", failures[i].target);

      g_test_message ("%s", failures[i].name);
      deploy_and_press (fixture, head, message);
      fixture_assert_text (fixture->log, failures[i].error);
    }
}

/* One of that name in the flow of the call wins over those elsewhere. */
static void
test_own_flow_first (Fixture *fixture, gconstpointer data)
{
  deploy_and_press (fixture,
                    CALLS (",'linkType':'dynamic'",
                           ",{'id':'in2','type':'link in'" AT (
                             "t") ",'name':'work','wires':[['x']]}"),
                    "{'payload':1,'target':'work'}");
  fixture_assert_text (fixture->trace, "x:1");
}

/* A call from inside a call. */
static void
test_nested (Fixture *fixture, gconstpointer data)
{
  deploy_and_press (
    fixture,
    TABS "{'id':'s','type':'source'" AT (
      "t") ",'wires':[['c1']]},"
           "{'id':'c1','type':'link call'" AT (
             "t") ",'link':'i1','wires':[['x']]},"
                  "{'id':'i1','type':'link in'" AT (
                    "t") ",'wires':[['c2']]},"
                         "{'id':'c2','type':'link call'" AT (
                           "t") ",'link':'i2','wires':[['x']]},"
                                "{'id':'i2','type':'link in'" AT (
                                  "t") ",'wires':[['r']]},"
                                       "{'id':'r','type':'link out'" AT (
                                         "t") ",'mode':'return'},"
                                              "{'id':'x','type':'trace'" AT (
                                                "t") "}]",
    "{'payload':1}");
  fixture_assert_text (fixture->trace, "c2<call r=1 x:1");
}

static void
test_return_to_nobody (Fixture *fixture, gconstpointer data)
{
  deploy_and_press (fixture,
                    TABS "{'id':'s','type':'source'" AT (
                      "t") ",'wires':[['r']]},"
                           "{'id':'r','type':'link out'" AT (
                             "t") ",'mode':'return'}]",
                    "{'caller':'gone'}");
  fixture_assert_text (fixture->trace, "r=0");
  fixture_press (fixture, "s", "{'caller':'s'}");
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "r=0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)               \
  g_test_add ("/runtime/links/" name, \
              Fixture,                \
              NULL,                   \
              fixture_set_up,         \
              func,                   \
              fixture_tear_down)

  ADD ("union", test_union);
  ADD ("static-call", test_static_call);
  ADD ("dynamic-call", test_dynamic_call);
  ADD ("failures", test_failures);
  ADD ("own-flow-first", test_own_flow_first);
  ADD ("nested", test_nested);
  ADD ("return-to-nobody", test_return_to_nobody);

  return g_test_run ();
}
