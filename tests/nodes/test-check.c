/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "flow/weir-check.h"
#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

#include <string.h>

/* What is said of inject and debug nodes before a run: the codes, in order,
 * and what they are about. The tables write ' for ". */
typedef struct
{
  const char *name;
  const char *config;
  const char *problems; /* "code key", one a line; "" for none */
} Case;

/* clang-format off */
static const Case cases[] = {
  { "inject-fresh",
    "'type':'inject','name':'','props':[{'p':'payload'},{'p':'topic',"
    "'vt':'str'}],'repeat':'','crontab':'','once':false,'onceDelay':0.1,"
    "'topic':'','payload':'','payloadType':'date'", "" },
  { "inject-legacy", "'type':'inject','payload':'x','payloadType':'str'", "" },
  { "inject-context",
    "'type':'inject','props':[{'p':'a','v':'k','vt':'flow'},"
    "{'p':'b','v':'k','vt':'global'}]", "" },
  { "inject-paths",
    "'type':'inject','props':[{'p':''},{'p':'a..b'},{'v':'1'},{'p':'a.b[0]'},"
    "{'p':'${P}'}]",
    "I601 props[0].p\nI601 props[1].p\nI601 props[2].p\n"
    "I605 props[4].p\n" },
  { "inject-twice",
    "'type':'inject','props':[{'p':'a','v':'1'},{'p':'b','v':'2'},"
    "{'p':'a','v':'3'}]",
    "I608 props[2].p\n" },
  { "inject-values",
    "'type':'inject','props':[{'p':'a','v':'x','vt':'num'},"
    "{'p':'b','v':'{','vt':'json'},{'p':'c','v':'[300]','vt':'bin'},"
    "{'p':'d','v':'WEIR_NOT_SET','vt':'env'},{'p':'e','v':'1','vt':'jsonata'}]",
    "I602 props[0].v\nI603 props[1].v\nI604 props[2].v\nI605 props[3].v\n"
    "I606 props[4].v\n" },
  { "inject-payload",
    "'type':'inject','props':[{'p':'payload'}],'payload':'x',"
    "'payloadType':'num'",
    "I602 payload\n" },
  { "inject-payload-without-row",
    "'type':'inject','props':[{'p':'topic','vt':'str'}],'payload':'{',"
    "'payloadType':'json','topic':'${P}'",
    "I605 topic\n" },
  { "inject-payload-of-row",
    "'type':'inject','props':[{'p':'payload','v':'1','vt':'num'}],"
    "'payload':'{','payloadType':'json','topic':'${P}'",
    "" },
  { "inject-payload-no-rows",
    "'type':'inject','payload':'{','payloadType':'json','topic':'${P}'",
    "I603 payload\nI605 topic\n" },
  { "inject-delay", "'type':'inject','once':true,'onceDelay':-1",
    "I609 onceDelay\n" },
  { "inject-delay-text", "'type':'inject','once':true,'onceDelay':'soon'",
    "I609 onceDelay\n" },
  { "inject-repeat-long", "'type':'inject','repeat':2147484",
    "I610 repeat\n" },
  { "inject-repeat-text", "'type':'inject','repeat':'often'",
    "I610 repeat\n" },
  { "inject-repeat-zero", "'type':'inject','repeat':'0'", "" },
  { "inject-repeat-env", "'type':'inject','repeat':'${P}'", "I605 repeat\n" },
  { "inject-no-weekday", "'type':'inject','crontab':'30 12 * * '",
    "I611 crontab\n" },
  { "inject-cron", "'type':'inject','crontab':'61 12 * * *'",
    "I612 crontab\n" },
  { "inject-cron-unused", "'type':'inject','repeat':'5','crontab':'x'", "" },
  { "inject-cron-good", "'type':'inject','crontab':'*/5 8-17 * * 1-5'", "" },

  { "debug-fresh",
    "'type':'debug','name':'debug 1','active':true,'tosidebar':true,"
    "'console':false,'tostatus':false,'complete':'false','statusVal':'',"
    "'statusType':'auto'", "" },
  { "debug-old", "'type':'debug','console':'false','complete':'false'", "" },
  { "debug-path", "'type':'debug','complete':'a b'", "D701 complete\n" },
  { "debug-path-env", "'type':'debug','complete':'${P}'", "I605 complete\n" },
  { "debug-jsonata", "'type':'debug','complete':'$x','targetType':'jsonata'",
    "D702 complete\n" },
  { "debug-status-path",
    "'type':'debug','tostatus':true,'statusType':'msg','statusVal':'a.'",
    "D701 statusVal\n" },
  { "debug-status-jsonata",
    "'type':'debug','tostatus':true,'statusType':'jsonata','statusVal':'$x'",
    "D702 statusVal\n" },
  { "debug-status-off",
    "'type':'debug','tostatus':false,'statusType':'msg','statusVal':'a.'",
    "" },
  { "debug-nothing", "'type':'debug','tosidebar':false",
    "D703 tosidebar\n" },
  { "debug-status-text",
    "'type':'debug','tosidebar':false,'tostatus':'true'",
    "D703 tosidebar\n" },
  { "debug-console-only", "'type':'debug','tosidebar':false,'console':true",
    "" },
};
/* clang-format on */

static WeirSnapshot *
make_snapshot (const char *config)
{
  g_autofree char *json =
    g_strdup_printf ("[{'id':'t','type':'tab'},{'id':'n','z':'t','x':1,'y':1,"
                     "'wires':[[]],%s}]",
                     config);
  g_autoptr (WeirValue) list = NULL;
  WeirValue            *entries[2];

  g_strdelimit (json, "'", '"');
  list = weir_json_read (json, strlen (json), NULL, NULL);
  g_assert_nonnull (list);
  entries[0] = weir_value_get_item (list, 0);
  entries[1] = weir_value_get_item (list, 1);
  return weir_snapshot_new (entries, 2, NULL);
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const WeirProblem *left = *(WeirProblem *const *)a;
  const WeirProblem *right = *(WeirProblem *const *)b;

  return g_strcmp0 (left->key, right->key);
}

static void
test_check (gconstpointer data)
{
  const Case                 *test = data;
  g_autoptr (WeirSnapshot)    snapshot = make_snapshot (test->config);
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirEnvironment) environment = weir_environment_new (snapshot, NULL);
  g_autoptr (GPtrArray)       problems =
    weir_check_snapshot (snapshot, registry, environment);
  g_autoptr (GString) seen = g_string_new (NULL);

  g_ptr_array_sort (problems, compare_problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpstr (problem->element_id, ==, "n");
      g_assert_false (g_pattern_match_simple ("*{*}*", problem->text));
      g_string_append_printf (seen, "%s %s\n", problem->code, problem->key);
    }
  g_assert_cmpstr (seen->str, ==, test->problems);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/nodes/check/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_check);
    }
  return g_test_run ();
}
