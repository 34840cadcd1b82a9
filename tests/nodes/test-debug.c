/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-flow.h"

#include "json/weir-json.h"
#include "nodes/weir-node-table.h"

#include <math.h>
#include <string.h>

/* A source "s", wired to a debug node "d" with @members. The tables write '
 * for ". */
static WeirTestFlow *
new_flow (const char *members)
{
  g_autofree char *json = g_strdup_printf (
    "[{'id':'t','type':'tab'},"
    "{'id':'s','type':'test source','z':'t','x':1,'y':1,'wires':[['d']]},"
    "{'id':'d','type':'debug','z':'t','x':1,'y':1%s%s},"
    "{'id':'k','type':'complete','z':'t','x':1,'y':1,'scope':['d'],"
    "'wires':[['done']]},"
    "{'id':'done','type':'test sink','z':'t','x':1,'y':1}]",
    *members != '\0' ? "," : "",
    members);

  return weir_test_flow_new (g_strdelimit (json, "'", '"'));
}

static void
send_json (WeirTestFlow *flow, const char *message)
{
  g_autofree char *json = g_strdelimit (g_strdup (message), "'", '"');

  weir_test_flow_inject (flow, "s", json);
}

/* What reaches the panel. */
typedef struct
{
  const char *name;
  const char *members;
  const char *message;
  const char *property; /* NULL: the whole message */
  const char *value;    /* NULL: nothing is shown */
} PanelCase;

/* clang-format off */
static const PanelCase panel_cases[] = {
  { "fresh", "'active':true,'tosidebar':true,'complete':'false'",
    "{'payload':'x'}", "payload", "'x'" },
  { "nothing-said", "", "{'payload':[1]}", "payload", "[1]" },
  { "complete-false", "'complete':false", "{'payload':1}", "payload", "1" },
  { "complete-empty", "'complete':''", "{'payload':1}", "payload", "1" },
  { "complete-true", "'complete':true", "{'payload':1,'a':2}", NULL,
    "{'payload':1,'a':2}" },
  { "complete-true-text", "'complete':'true','targetType':'full'",
    "{'payload':1}", NULL, "{'payload':1}" },
  { "target-type-alone", "'complete':'false','targetType':'full'",
    "{'payload':1}", "payload", "1" },
  { "path", "'complete':'a.b[1]','targetType':'msg'", "{'a':{'b':[0,7]}}",
    "a.b[1]", "7" },
  { "path-as-written", "'complete':'msg.topic'", "{'topic':'T'}", "msg.topic",
    "'T'" },
  { "active-null", "'active':null", "{'payload':1}", "payload", "1" },
  { "inactive", "'active':false", "{'payload':1}", NULL, NULL },
  { "sidebar-off", "'tosidebar':false", "{'payload':1}", NULL, NULL },
  { "sidebar-off-text", "'tosidebar':'false'", "{'payload':1}", NULL, NULL },
  { "sidebar-on-text", "'tosidebar':'true'", "{'payload':1}", "payload", "1" },
  { "own-status", "", "{'payload':1,'status':{'source':{'id':'d'}}}", NULL,
    NULL },
  { "other-status", "", "{'payload':1,'status':{'source':{'id':'e'}}}",
    "payload", "1" },
};
/* clang-format on */

static void
test_panel (gconstpointer data)
{
  const PanelCase         *test = data;
  g_autoptr (WeirTestFlow) flow = new_flow (test->members);
  g_autofree char         *value = g_strdup (test->value);

  send_json (flow, test->message);
  if (value == NULL)
    g_assert_cmpuint (weir_test_flow_count_records (flow,
                                                    WEIR_RECORD_KIND_DEBUG,
                                                    "d"),
                      ==,
                      0);
  else
    weir_test_flow_expect_debug (flow,
                                 "d",
                                 test->property,
                                 g_strdelimit (value, "'", '"'));

  /* Handled, whatever is shown. */
  g_assert_cmpuint (weir_test_flow_count (flow, "done"), ==, 1);
}

/* A path that leads nowhere, or is none, shows as undefined. */
static void
test_undefined (void)
{
  static const char *const paths[] = { "b", "a.b.c.d", "a..b", "[" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *members = g_strdup_printf ("'complete':'%s'", paths[i]);
      g_autoptr (WeirTestFlow) flow = new_flow (members);
      g_autoptr (WeirRecord)   record = NULL;

      send_json (flow, "{'a':1}");
      record = weir_test_flow_pop_record (flow, WEIR_RECORD_KIND_DEBUG, "d");
      g_assert_cmpstr (record->property, ==, paths[i]);
      g_assert_true (record->value == NULL || weir_value_get_kind (record->value) ==
                                                WEIR_VALUE_KIND_UNDEFINED);
    }
}

static void
test_toggle (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow ("'console':true");
  WeirEngine              *engine = weir_test_flow_get_engine (flow);

  g_assert_true (weir_engine_set_active (engine, "d", FALSE));
  send_json (flow, "{'payload':1}");
  weir_test_flow_expect_log (flow, "d", WEIR_LOG_LEVEL_INFO, "1");
  g_assert_cmpuint (weir_test_flow_count_records (flow, WEIR_RECORD_KIND_DEBUG, "d"),
                    ==,
                    0);
  g_assert_true (weir_engine_set_active (engine, "d", TRUE));
  send_json (flow, "{'payload':2}");
  weir_test_flow_expect_debug (flow, "d", "payload", "2");
}

/* What reaches the console. */
typedef struct
{
  const char *name;
  const char *members;
  const char *message;
  const char *text;
} ConsoleCase;

/* clang-format off */
static const ConsoleCase console_cases[] = {
  { "text", "'console':true", "{'payload':'abc'}", "abc" },
  { "text-lines", "'console':'true'", "{'payload':'a\\nb'}", "\na\nb" },
  { "number", "'console':true", "{'payload':42}", "42" },
  { "boolean", "'console':true", "{'payload':true}", "true" },
  { "undefined", "'console':true", "{}", "undefined" },
  { "null", "'console':true", "{'payload':null}", "\nnull" },
  { "object", "'console':true", "{'payload':{'a':1}}", "\n{ a: 1 }" },
  { "array", "'console':true", "{'payload':[1,'x']}", "\n[ 1, 'x' ]" },
  { "deep", "'console':true", "{'payload':{'a':{'b':{'c':{'d':{}}}}}}",
    "\n{\n  a: { b: { c: { d: {} } } }\n}" },
  { "whole", "'console':true,'complete':'true'", "{'_msgid':'m'}",
    "\n{ _msgid: 'm' }" },
  { "inactive", "'console':true,'active':false", "{'payload':1}", "1" },
  { "nul", "'console':true", "{'payload':'a\\u0000b'}", "a\xef\xbf\xbd" "b" },
};
/* clang-format on */

static void
test_console (gconstpointer data)
{
  const ConsoleCase       *test = data;
  g_autoptr (WeirTestFlow) flow = new_flow (test->members);
  g_autoptr (WeirRecord)   record = NULL;

  send_json (flow, test->message);
  record = weir_test_flow_pop_record (flow, WEIR_RECORD_KIND_LOG, "d");
  g_assert_cmpint (record->level, ==, WEIR_LOG_LEVEL_INFO);
  g_assert_cmpstr (record->text, ==, test->text);
}

static void
test_console_off (void)
{
  static const char *const off[] = { "", "'console':false", "'console':'false'" };

  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    {
      g_autoptr (WeirTestFlow) flow = new_flow (off[i]);

      send_json (flow, "{'payload':1}");
      g_assert_cmpuint (weir_test_flow_count_records (flow,
                                                      WEIR_RECORD_KIND_LOG,
                                                      "d"),
                        ==,
                        0);
    }
}

/* What is shown under the node. */
typedef struct
{
  const char *name;
  const char *members;
  const char *message;
  const char *status;
} StatusCase;

/* clang-format off */
static const StatusCase status_cases[] = {
  { "text", "", "{'payload':'hi'}",
    "{'fill':'grey','shape':'dot','text':'hi'}" },
  { "object", "", "{'payload':{'a':{'b':{'c':{}}}}}",
    "{'fill':'grey','shape':'dot','text':'{ a: { b: { c: {} } } }'}" },
  { "undefined", "", "{}",
    "{'fill':'grey','shape':'dot','text':'undefined'}" },
  { "whole-shows-payload", "'complete':'true'", "{'payload':7}",
    "{'fill':'grey','shape':'dot','text':'7'}" },
  { "property", "'complete':'a'", "{'a':7,'payload':8}",
    "{'fill':'grey','shape':'dot','text':'7'}" },
  { "32-units", "", "{'payload':'12345678901234567890123456789012'}",
    "{'fill':'grey','shape':'dot','text':'12345678901234567890123456789012'}" },
  { "33-units", "", "{'payload':'123456789012345678901234567890123'}",
    "{'fill':'grey','shape':'dot',"
    "'text':'12345678901234567890123456789012...'}" },
  { "emoji", "", "{'payload':'1234567890123456789012345678901😀'}",
    "{'fill':'grey','shape':'dot','text':'1234567890123456789012345678901...'}" },
  { "is-a-status", "",
    "{'payload':{'fill':'red','shape':'ring','text':'down'}}",
    "{'fill':'red','shape':'ring','text':'down'}" },
  { "is-no-status", "", "{'payload':{'fill':'red','text':'down'}}",
    "{'fill':'grey','shape':'dot','text':'{ fill: \\u0027red\\u0027, text: "
    "\\u0027down\\u0027 }'}" },
  { "error", "", "{'payload':1,'error':{'message':'boom'}}",
    "{'fill':'red','shape':'dot','text':'boom'}" },
  { "error-text", "", "{'payload':1,'error':'boom'}",
    "{'fill':'red','shape':'dot','text':'boom'}" },
  { "error-null", "", "{'payload':1,'error':null}",
    "{'fill':'grey','shape':'dot','text':'1'}" },
  { "status", "", "{'payload':1,'error':{'message':'boom'},"
    "'status':{'text':'up','fill':'green','shape':'dot'}}",
    "{'fill':'green','shape':'dot','text':'up'}" },
  { "status-empty", "", "{'payload':1,'status':{}}",
    "{'fill':'grey','shape':'ring','text':''}" },
  { "msg", "'statusType':'msg','statusVal':'a.b'",
    "{'a':{'b':'x'},'payload':1,'error':'ignored'}",
    "{'fill':'grey','shape':'dot','text':'x'}" },
  { "msg-bad-path", "'statusType':'msg','statusVal':'a..b'", "{'payload':1}",
    "{'fill':'grey','shape':'dot','text':'undefined'}" },
  { "msg-empty", "'statusType':'msg','statusVal':'','complete':'a'", "{'a':1}",
    "{'fill':'grey','shape':'dot','text':'1'}" },
  { "inactive", "'active':false", "{'payload':'x'}",
    "{'fill':'grey','shape':'dot','text':'x'}" },
};
/* clang-format on */

static void
test_status (gconstpointer data)
{
  const StatusCase        *test = data;
  g_autofree char         *members = g_strconcat ("'tostatus':true",
                                          *test->members != '\0' ? "," : "",
                                          test->members,
                                          NULL);
  g_autoptr (WeirTestFlow) flow = new_flow (members);
  g_autofree char *status = g_strdelimit (g_strdup (test->status), "'", '"');

  weir_test_flow_expect_status (flow, "d", "{}");
  send_json (flow, test->message);
  weir_test_flow_expect_status (flow, "d", status);
}

static void
test_status_off (void)
{
  static const char *const off[] = {
    "",
    "'tostatus':false",
    "'tostatus':'true'",
    "'tostatus':1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    {
      g_autoptr (WeirTestFlow) flow = new_flow (off[i]);

      send_json (flow, "{'payload':1}");
      g_assert_cmpuint (weir_test_flow_count_records (flow,
                                                      WEIR_RECORD_KIND_STATUS,
                                                      "d"),
                        ==,
                        0);
    }
}

static void
test_status_unchanged (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow ("'tostatus':true");

  weir_test_flow_forget_records (flow);
  send_json (flow, "{'payload':1}");
  send_json (flow, "{'payload':1}");
  send_json (flow, "{'payload':'1'}");
  g_assert_cmpuint (weir_test_flow_count_records (flow,
                                                  WEIR_RECORD_KIND_STATUS,
                                                  "d"),
                    ==,
                    1);
  send_json (flow, "{'payload':2}");
  g_assert_cmpuint (weir_test_flow_count_records (flow,
                                                  WEIR_RECORD_KIND_STATUS,
                                                  "d"),
                    ==,
                    2);
}

/* The first of a burst is shown at once, the last a little later, and those in
 * between not each. */
static void
test_counter (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow ("'tostatus':true,'statusType':'counter'");

  weir_test_flow_expect_status (
    flow,
    "d",
    "{\"fill\":\"blue\",\"shape\":\"ring\",\"text\":\"0\"}");
  for (guint i = 0; i < 50; i++)
    send_json (flow, "{'payload':1}");
  weir_test_flow_expect_status (
    flow,
    "d",
    "{\"fill\":\"blue\",\"shape\":\"ring\",\"text\":\"1\"}");
  weir_test_flow_expect_status (
    flow,
    "d",
    "{\"fill\":\"blue\",\"shape\":\"ring\",\"text\":\"50\"}");
}

static void
test_status_cleared_at_stop (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow ("'tostatus':true");

  send_json (flow, "{'payload':1}");
  weir_test_flow_forget_records (flow);
  weir_engine_stop (weir_test_flow_get_engine (flow));
  weir_test_flow_expect_status (flow, "d", "{}");
}

/* Said, not done, and counted instead of repeated. */
static void
test_jsonata (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow ("'targetType':'jsonata','complete':'$sum(payload)'");

  send_json (flow, "{'payload':1}");
  send_json (flow, "{'payload':1}");
  weir_test_flow_expect_log (flow,
                             "d",
                             WEIR_LOG_LEVEL_ERROR,
                             "JSONata can't be evaluated here*");
  g_assert_cmpuint (weir_test_flow_count_records (flow, WEIR_RECORD_KIND_LOG, "d"),
                    ==,
                    0);
  g_assert_cmpuint (weir_test_flow_count_records (flow, WEIR_RECORD_KIND_DEBUG, "d"),
                    ==,
                    0);
  g_assert_cmpuint (weir_test_flow_count (flow, "done"), ==, 0);
}

/* Nor is there a status of what can't be worked out. */
static void
test_jsonata_status (void)
{
  static const char *const nodes[] = {
    "'tostatus':true,'targetType':'jsonata','complete':'$x'",
    "'tostatus':true,'targetType':'jsonata','complete':'$x',"
    "'statusType':'auto'",
    "'tostatus':true,'statusType':'jsonata','statusVal':'$x'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autoptr (WeirTestFlow) flow = new_flow (nodes[i]);

      weir_test_flow_expect_log (flow,
                                 "d",
                                 WEIR_LOG_LEVEL_WARN,
                                 "JSONata can't be evaluated here*");
      send_json (flow, "{'payload':1}");
      g_assert_cmpuint (weir_test_flow_count_records (flow,
                                                      WEIR_RECORD_KIND_STATUS,
                                                      "d"),
                        ==,
                        0);
    }
}

static const struct
{
  const char *config;
  const char *label;
} labels[] = {
  { "{'name':'debug 5'}", "debug 5" },
  { "{'name':'debug 5','console':true}", "debug 5\t⇲" },
  { "{}", "msg.payload" },
  { "{'complete':'false','console':'true'}", "msg.payload\t⇲" },
  { "{'complete':'true'}", "msg" },
  { "{'complete':'a.b'}", "msg.a.b" },
  { "{'complete':'msg.a'}", "msg.a" },
  { "{'complete':'x','targetType':'jsonata'}", "JSONata" },
};

static void
test_labels (void)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  const WeirNodeType      *type = weir_registry_lookup (registry, "debug");

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *json =
        g_strdelimit (g_strdup (labels[i].config), "'", '"');
      g_autoptr (WeirValue) config =
        weir_json_read (json, strlen (json), NULL, NULL);
      g_autofree char *label = type->describe (config);

      g_assert_cmpstr (label, ==, labels[i].label);
    }
}

#define ADD_TABLE(prefix, table, func)                                   \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)                       \
    {                                                                    \
      g_autofree char *path = g_strconcat (prefix, table[i].name, NULL); \
                                                                         \
      g_test_add_data_func (path, &table[i], func);                      \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TABLE ("/nodes/debug/panel/", panel_cases, test_panel);
  ADD_TABLE ("/nodes/debug/console/", console_cases, test_console);
  ADD_TABLE ("/nodes/debug/status/", status_cases, test_status);
  g_test_add_func ("/nodes/debug/undefined", test_undefined);
  g_test_add_func ("/nodes/debug/toggle", test_toggle);
  g_test_add_func ("/nodes/debug/console-off", test_console_off);
  g_test_add_func ("/nodes/debug/status-off", test_status_off);
  g_test_add_func ("/nodes/debug/status-unchanged", test_status_unchanged);
  g_test_add_func ("/nodes/debug/counter", test_counter);
  g_test_add_func ("/nodes/debug/status-cleared-at-stop",
                   test_status_cleared_at_stop);
  g_test_add_func ("/nodes/debug/jsonata", test_jsonata);
  g_test_add_func ("/nodes/debug/jsonata-status", test_jsonata_status);
  g_test_add_func ("/nodes/debug/labels", test_labels);
  return g_test_run ();
}
