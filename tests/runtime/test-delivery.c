/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runtime-fixture.h"

#include <string.h>

/* Node-RED goes through a flow level by level. */
static void
test_breadth_first (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (
    fixture,
    "[{'id':'t','type':'tab'},"
    "{'id':'s','type':'source','z':'t','x':1,'y':1,'wires':[['f1']]},"
    "{'id':'f1','type':'trace','z':'t','x':1,'y':1,'wires':[['f2','f3']]},"
    "{'id':'f2','type':'trace','z':'t','x':1,'y':1,'wires':[['f4']]},"
    "{'id':'f3','type':'trace','z':'t','x':1,'y':1,'wires':[['f5']]},"
    "{'id':'f4','type':'trace','z':'t','x':1,'y':1,'wires':[[]]},"
    "{'id':'f5','type':'trace','z':'t','x':1,'y':1}]",
    WEIR_DEPLOY_FULL);
  fixture_assert_text (fixture->trace, "f1+ f2+ f3+ f4+ f5+");

  fixture_press (fixture, "s", "{'payload':1}");
  fixture_assert_text (fixture->trace, "");
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "f1:1 f2:1 f3:1 f4:1 f5:1");
}

/* Odd wires: missing, flat, to nothing, to what can't receive, across tabs. */
static void
test_odd_wires (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (
    fixture,
    "[{'id':'t','type':'tab'},{'id':'u','type':'tab'},"
    "{'id':'s','type':'source','z':'t','x':1,'y':1,"
    " 'wires':[['no','off','s',7,null,'far','far'],['far']]},"
    "{'id':'flat','type':'source','z':'t','x':1,'y':1,'wires':['far']},"
    "{'id':'odd','type':'source','z':'t','x':1,'y':1,'wires':{'0':'far'}},"
    "{'id':'holes','type':'source','z':'t','x':1,'y':1,'wires':[null]},"
    "{'id':'off','type':'trace','z':'t','x':1,'y':1,'d':true},"
    "{'id':'far','type':'trace','z':'u','x':1,'y':1}]",
    WEIR_DEPLOY_FULL);

  fixture_press (fixture, "s", "{'payload':1}");
  fixture_press (fixture, "flat", "{'payload':2}");
  fixture_press (fixture, "odd", "{'payload':3}");
  fixture_press (fixture, "holes", "{'payload':4}");
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "far+ far:1 far:1");
}

static void
test_isolation (Fixture *fixture, gconstpointer data)
{
  fixture_deploy (
    fixture,
    "[{'id':'t','type':'tab'},"
    "{'id':'s','type':'source','z':'t','x':1,'y':1,'wires':[['a','b','x']]},"
    "{'id':'a','type':'change','z':'t','x':1,'y':1,'wires':[['x']]},"
    "{'id':'b','type':'change','z':'t','x':1,'y':1,'wires':[['c']]},"
    "{'id':'c','type':'change','z':'t','x':1,'y':1,'wires':[['x']]},"
    "{'id':'x','type':'trace','z':'t','x':1,'y':1}]",
    WEIR_DEPLOY_FULL);

  fixture_press (fixture, "s", "{'payload':'-'}");
  fixture_settle (fixture);
  fixture_assert_text (fixture->trace, "x+ x:- x:-a x:-bc");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                  \
  g_test_add ("/runtime/delivery/" name, \
              Fixture,                   \
              NULL,                      \
              fixture_set_up,            \
              func,                      \
              fixture_tear_down)

  ADD ("breadth-first", test_breadth_first);
  ADD ("odd-wires", test_odd_wires);
  ADD ("isolation", test_isolation);

  return g_test_run ();
}
