/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-flow.h"

#include "json/weir-json.h"
#include "nodes/weir-inject-check.h"

#include <string.h>

/* An inject node "n" with @members, wired to a sink "s", and a catch node
 * wired to a sink "c". */
static char *
make_flow (const char *members)
{
  return g_strdup_printf (
    "[{\"id\":\"t\",\"type\":\"tab\"},"
    "{\"id\":\"n\",\"type\":\"inject\",\"z\":\"t\",\"x\":1,\"y\":1%s%s,"
    "\"wires\":[[\"s\"]]},"
    "{\"id\":\"s\",\"type\":\"test sink\",\"z\":\"t\",\"x\":1,\"y\":1},"
    "{\"id\":\"k\",\"type\":\"catch\",\"z\":\"t\",\"x\":1,\"y\":1,"
    "\"scope\":null,\"wires\":[[\"c\"]]},"
    "{\"id\":\"c\",\"type\":\"test sink\",\"z\":\"t\",\"x\":1,\"y\":1}]",
    *members != '\0' ? "," : "",
    members);
}

static WeirTestFlow *
new_flow (const char *members)
{
  g_autofree char *json = make_flow (members);

  return weir_test_flow_new (json);
}

/* What a press sends. */
typedef struct
{
  const char *name;
  const char *members; /* of the node */
  const char *start;   /* (nullable): what is pressed with */
  const char *message;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "legacy",
    "'topic':'T','payload':'5','payloadType':'num'", NULL,
    "{'payload':5,'topic':'T'}" },
  { "legacy-nothing", "", NULL, "{'payload':'','topic':''}" },
  { "legacy-unknown-type",
    "'payload':'x','payloadType':'none'", NULL,
    "{'payload':'x','topic':''}" },
  { "props-not-a-list",
    "'props':{},'payload':'x','payloadType':'str'", NULL,
    "{'payload':'x','topic':''}" },
  { "props-from-legacy",
    "'props':[{'p':'payload'},{'p':'topic','vt':'str'}],'topic':'T',"
    "'payload':'true','payloadType':'bool'", NULL,
    "{'payload':true,'topic':'T'}" },
  { "topic-number-not-from-legacy",
    "'props':[{'p':'topic','vt':'num'}],'topic':'7'", NULL,
    "{'topic':0}" },
  { "own-values-win",
    "'props':[{'p':'payload','v':'a','vt':'str'},"
    "{'p':'topic','v':'b','vt':'str'}],'topic':'T','payload':'P',"
    "'payloadType':'str'", NULL,
    "{'payload':'a','topic':'b'}" },
  { "own-value-no-type",
    "'props':[{'p':'payload','v':'a'}],'payloadType':'num'", NULL,
    "{'payload':'a'}" },
  { "no-props", "'props':[]", NULL, "{}" },
  { "missing-value", "'props':[{'p':'a'},{'p':'b','vt':'num'}]", NULL,
    "{'a':'','b':0}" },
  { "skipped",
    "'props':[{'p':'','v':'1'},{'v':'2'},null,3,{'p':5,'v':'x'},"
    "{'p':'a','v':'1'}]", NULL,
    "{'a':'1'}" },
  { "types",
    "'props':[{'p':'n','v':'0x1F','vt':'num'},{'p':'b','v':'TRUE','vt':'bool'},"
    "{'p':'j','v':'{\\\"a\\\":[1]}','vt':'json'},{'p':'s','v':5,'vt':'num'}]",
    NULL,
    "{'n':31,'b':true,'j':{'a':[1]},'s':5}" },
  { "paths",
    "'props':[{'p':'msg.a.b[0]','v':'x'},{'p':'a.c','v':'y'}]", NULL,
    "{'a':{'b':['x'],'c':'y'}}" },
  { "later-sees-earlier",
    "'props':[{'p':'a','v':'3','vt':'num'},{'p':'b','v':'a','vt':'msg'},"
    "{'p':'c','v':'d','vt':'msg'},{'p':'d','v':'1'}]", NULL,
    "{'a':3,'b':3,'d':'1'}" },
  { "undefined-deletes",
    "'props':[{'p':'a','v':'zz','vt':'msg'}]", "{'a':1,'b':2}",
    "{'b':2}" },
  { "below-a-scalar",
    "'props':[{'p':'payload','v':'x'},{'p':'payload.y','v':'1'}]", NULL,
    "{'payload':'x'}" },
  { "jsonata-left-out",
    "'props':[{'p':'a','v':'1+1','vt':'jsonata'},{'p':'b','v':'1'}]", NULL,
    "{'b':'1'}" },
  { "overwrites-id",
    "'props':[{'p':'_msgid','v':'mine'}]", NULL,
    "{'_msgid':'mine'}" },
  { "from-message",
    "'props':[{'p':'payload','v':'x'}]", "{'payload':1,'k':2,'_msgid':'m'}",
    "{'payload':'x','k':2,'_msgid':'m'}" },
  { "env",
    "'props':[{'p':'a','v':'WEIR_X','vt':'env'},{'p':'b','v':'${WEIR_X}'}]",
    NULL,
    "{'a':'hello','b':'hello'}" },
  { "flow-context",
    "'props':[{'p':'a','v':'unset','vt':'flow'},{'p':'b','v':'1'}]", NULL,
    "{'b':'1'}" },
};
/* clang-format on */

/* The tables write ' for ". */
static char *
unquote (const char *text)
{
  return text != NULL ? g_strdelimit (g_strdup (text), "'", '"') : NULL;
}

static void
test_press (gconstpointer data)
{
  const Case              *test = data;
  g_autofree char         *members = unquote (test->members);
  g_autofree char         *start = unquote (test->start);
  g_autofree char         *message = unquote (test->message);
  g_autofree char         *json = make_flow (members);
  g_autoptr (WeirTestFlow) flow = weir_test_flow_new_idle ();

  weir_test_flow_set_variable (flow, "WEIR_X", "hello");
  weir_test_flow_deploy (flow, json, WEIR_DEPLOY_FULL);
  weir_test_flow_inject (flow, "n", start);
  weir_test_flow_expect (flow, "s", message);
  g_assert_cmpuint (weir_test_flow_count (flow, "s"), ==, 0);
  g_assert_cmpuint (weir_test_flow_count (flow, "c"), ==, 0);
}

static void
test_fresh_ids (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow ("\"props\":[]");
  g_autoptr (WeirMessage)  first = NULL;
  g_autoptr (WeirMessage)  second = NULL;
  WeirValue               *a;
  WeirValue               *b;

  weir_test_flow_inject (flow, "n", NULL);
  weir_test_flow_inject (flow, "n", NULL);
  first = weir_test_flow_pop (flow, "s");
  second = weir_test_flow_pop (flow, "s");
  a = weir_message_get (first, "_msgid");
  b = weir_message_get (second, "_msgid");
  g_assert_cmpuint (weir_value_get_length (a), ==, 16);
  g_assert_false (weir_value_equal (a, b));
}

static void
test_date (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow ("\"props\":[{\"p\":\"payload\"},"
              "{\"p\":\"iso\",\"v\":\"iso\",\"vt\":\"date\"},"
              "{\"p\":\"object\",\"v\":\"object\",\"vt\":\"date\"}],"
              "\"payload\":\"\",\"payloadType\":\"date\"");
  g_autoptr (WeirMessage) message = NULL;
  double                  before = (double)(g_get_real_time () / 1000);
  double                  payload;

  weir_test_flow_inject (flow, "n", NULL);
  message = weir_test_flow_pop (flow, "s");
  payload = weir_value_get_number (weir_message_get (message, "payload"));
  g_assert_cmpfloat (payload, >=, before);
  g_assert_cmpint (weir_value_get_kind (weir_message_get (message, "iso")),
                   ==,
                   WEIR_VALUE_KIND_STRING);
  g_assert_cmpint (weir_value_get_kind (weir_message_get (message, "object")),
                   ==,
                   WEIR_VALUE_KIND_DATE);
}

/* All entries are tried, nothing is sent, and the catch node hears all. */
static void
test_failures (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow ("\"props\":[{\"p\":\"a\",\"v\":\"{\",\"vt\":\"json\"},"
              "{\"p\":\"ok\",\"v\":\"1\"},"
              "{\"p\":\"a..b\",\"v\":\"1\"},"
              "{\"p\":\"c\",\"v\":\"5\",\"vt\":\"bin\"},"
              "{\"p\":\"d\",\"v\":\"x.y.z\",\"vt\":\"msg\"}]");
  g_autoptr (WeirMessage) message = NULL;
  WeirValue              *ok;
  const char             *text;

  weir_test_flow_inject (flow, "n", NULL);
  message = weir_test_flow_pop (flow, "c");
  g_assert_cmpuint (weir_test_flow_count (flow, "s"), ==, 0);
  ok = weir_message_get (message, "ok");
  g_assert_cmpstr (weir_value_get_string (ok, NULL), ==, "1");
  text =
    weir_value_lookup_string (weir_message_get (message, "error"), "message");
  g_test_message ("%s", text);
  g_assert_true (
    g_pattern_match_simple ("SyntaxError: *; "
                            "Error: Invalid property expression: *; "
                            "Error: Not string or array; "
                            "TypeError: Cannot read properties of undefined *",
                            text));
}

/* Entries given with the press are used as they stand. */
static void
test_given_props (void)
{
  static const char given[] =
    "[{\"p\":\"payload\"},{\"p\":\"a\",\"v\":\"2\",\"vt\":\"num\"}]";
  g_autoptr (WeirTestFlow) flow =
    new_flow ("\"props\":[{\"p\":\"payload\"}],\"payload\":\"stored\","
              "\"payloadType\":\"str\"");
  g_autoptr (WeirValue) props =
    weir_json_read (given, strlen (given), NULL, NULL);
  g_autoptr (GError) error = NULL;

  weir_engine_press (weir_test_flow_get_engine (flow), "n", NULL, props, &error);
  g_assert_no_error (error);
  weir_test_flow_expect (flow, "s", "{\"payload\":\"\",\"a\":2}");

  /* What is no list is ignored. */
  weir_engine_press (weir_test_flow_get_engine (flow),
                     "n",
                     NULL,
                     weir_value_get_item (props, 0),
                     &error);
  g_assert_no_error (error);
  weir_test_flow_expect (flow, "s", "{\"payload\":\"stored\"}");
}

/* Timers: each of these nodes sends so many messages by itself. */
typedef struct
{
  const char *name;
  const char *members;
  guint       n_messages; /* at least, or exactly 0 */
} TimerCase;

/* clang-format off */
static const TimerCase timer_cases[] = {
  { "once", "'once':true,'onceDelay':0.01", 1 },
  { "once-text", "'once':'false','onceDelay':'0.01'", 1 },
  { "once-zero-delay", "'once':true,'onceDelay':0", 1 },
  { "once-empty-delay", "'once':true,'onceDelay':''", 1 },
  { "once-negative-delay", "'once':true,'onceDelay':-5", 1 },
  { "once-odd-delay", "'once':true,'onceDelay':'soon'", 1 },
  { "once-then-repeat", "'once':true,'onceDelay':0.01,'repeat':0.01", 3 },
  { "repeat", "'repeat':'0.01'", 3 },
  { "repeat-tiny", "'repeat':1e-12", 3 },
  { "repeat-wins", "'repeat':0.01,'crontab':'not cron'", 2 },
  { "cron-seconds", "'repeat':'','crontab':'* * * * * *'", 1 },
  { "cron-when-repeat-is-none", "'repeat':'0','crontab':'* * * * * *'", 1 },
  { "not-once", "'once':false,'onceDelay':0", 0 },
  { "repeat-zero", "'repeat':0", 0 },
  { "repeat-negative", "'repeat':-1", 0 },
  { "repeat-odd", "'repeat':'often'", 0 },
  { "once-huge-delay", "'once':true,'onceDelay':1e300", 0 },
};
/* clang-format on */

static void
test_timer (gconstpointer data)
{
  const TimerCase         *test = data;
  g_autofree char         *members = unquote (test->members);
  g_autoptr (WeirTestFlow) flow = new_flow (members);

  for (guint i = 0; i < test->n_messages; i++)
    weir_test_flow_expect (flow, "s", "{\"payload\":\"\",\"topic\":\"\"}");
  if (test->n_messages == 0)
    g_assert_cmpuint (weir_test_flow_count (flow, "s"), ==, 0);
}

static void
test_too_long (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow ("\"repeat\":2147484");

  weir_test_flow_expect_log (flow, "n", WEIR_LOG_LEVEL_ERROR, "Interval too large");
  weir_test_flow_inject (flow, "n", NULL);
  weir_test_flow_expect (flow, "s", "{\"payload\":\"\",\"topic\":\"\"}");
}

/* A bad expression: the node is not there, the others are. */
static void
test_bad_cron (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow ("\"crontab\":\"0 12 * *\"");
  g_autoptr (GError)       error = NULL;

  weir_test_flow_expect_log (flow,
                             "n",
                             WEIR_LOG_LEVEL_ERROR,
                             "*Error: Expression must have at least 5 fields, "
                             "and no more than 7 fields*");
  g_assert_false (
    weir_engine_press (weir_test_flow_get_engine (flow), "n", NULL, NULL, &error));
  g_assert_error (error, WEIR_RUNTIME_ERROR, WEIR_RUNTIME_ERROR_NOT_FOUND);
}

static void
test_cron_without_end (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow ("\"crontab\":\"0 0 31 2 *\"");

  weir_test_flow_expect_log (flow,
                             "n",
                             WEIR_LOG_LEVEL_WARN,
                             "The crontab has no date left");
}

static void
test_jsonata_is_said (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow ("\"props\":[{\"p\":\"a.b\",\"v\":\"1\",\"vt\":\"jsonata\"}]");

  weir_test_flow_expect_log (flow,
                             "n",
                             WEIR_LOG_LEVEL_WARN,
                             "JSONata can't be evaluated here: msg.a.b is left "
                             "out");
}

/* Labels */

static const struct
{
  const char *members;
  const char *label;
} labels[] = {
  { "'name':'N','once':true", "N ¹" },
  { "'props':[{'p':'payload'}],'payloadType':'date'", "timestamp" },
  { "'props':[{'p':'payload'},{'p':'topic','vt':'str'}],'topic':'T',"
    "'payloadType':'date'",
    "T:timestamp" },
  { "'props':[{'p':'payload'},{'p':'topic','vt':'str'}],"
    "'topic':'seventeen letters','payloadType':'date'",
    "timestamp" },
  { "'payload':'hi','payloadType':'str'", "hi" },
  { "'topic':'T','payload':'hi','payloadType':'str'", "T:hi" },
  { "'payload':'123456789012345678901234','payloadType':'str'", "inject" },
  { "'payload':'12345678901234567890123','payloadType':'str'",
    "12345678901234567890123" },
  { "'payload':'','payloadType':'str'", "inject" },
  { "'payload':'a.b','payloadType':'flow'", "flow.a.b" },
  { "'payload':'a','payloadType':'global'", "global.a" },
  { "'payload':'[1]','payloadType':'bin'", "buffer" },
  { "'payload':'X','payloadType':'env'", "env variable" },
  { "'payload':'x','payloadType':'jsonata'", "inject" },
  { "'payload':'hi','once':true,'repeat':'5'", "hi\t↻" },
  { "'payload':'hi','crontab':'@daily'", "hi\t↻" },
  { "'payload':'hi','repeat':'0'", "hi" },
};

static void
test_labels (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char      *members = unquote (labels[i].members);
      g_autofree char      *json = g_strconcat ("{", members, "}", NULL);
      g_autoptr (WeirValue) config =
        weir_json_read (json, strlen (json), NULL, NULL);
      g_autofree char *label = weir_inject_describe (config);

      g_assert_cmpstr (label, ==, labels[i].label);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_strconcat ("/nodes/inject/press/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_press);
    }
  for (guint i = 0; i < G_N_ELEMENTS (timer_cases); i++)
    {
      g_autofree char *path =
        g_strconcat ("/nodes/inject/timer/", timer_cases[i].name, NULL);

      g_test_add_data_func (path, &timer_cases[i], test_timer);
    }
  g_test_add_func ("/nodes/inject/fresh-ids", test_fresh_ids);
  g_test_add_func ("/nodes/inject/date", test_date);
  g_test_add_func ("/nodes/inject/failures", test_failures);
  g_test_add_func ("/nodes/inject/given-props", test_given_props);
  g_test_add_func ("/nodes/inject/too-long", test_too_long);
  g_test_add_func ("/nodes/inject/bad-cron", test_bad_cron);
  g_test_add_func ("/nodes/inject/cron-without-end", test_cron_without_end);
  g_test_add_func ("/nodes/inject/jsonata-is-said", test_jsonata_is_said);
  g_test_add_func ("/nodes/inject/labels", test_labels);
  return g_test_run ();
}
