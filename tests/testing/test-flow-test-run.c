/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "testing/weir-flow-test-run.h"

#include "nodes/weir-node-table.h"
#include "testing/weir-flow-test-run-journal.h"
#include "testing/weir-flow-test-run-peer.h"

#include <dirent.h>
#include <string.h>

/* Runs of tests: every kind of step as it passes and as it fails, and what is
 * said then. Texts are JSON with ' in the place of ". */

/* A listener that echoes, shows and hands on to a client; buttons; names that
 * fit two nodes, and none. */
static const char flow_text[] =
  "[{'id':'tab','type':'tab','label':'Everything'},"
  "{'id':'in','type':'websocket in','z':'tab','name':'in','server':'listener',"
  "'client':'','x':1,'y':1,'wires':[['out','show','whole']]},"
  "{'id':'out','type':'websocket out','z':'tab','name':'','server':'listener',"
  "'client':'','x':2,'y':1,'wires':[]},"
  "{'id':'show','type':'debug','z':'tab','name':'show','active':true,"
  "'tosidebar':true,'complete':'payload','x':2,'y':2,'wires':[]},"
  "{'id':'whole','type':'debug','z':'tab','name':'whole','active':true,"
  "'tosidebar':true,'complete':'true','targetType':'full','x':2,'y':3,"
  "'wires':[]},"
  "{'id':'press','type':'inject','z':'tab','name':'press','props':[{'p':"
  "'payload','v':'1','vt':'num'},{'p':'topic','v':'t','vt':'str'}],"
  "'x':1,'y':2,'wires':[['show','twice','reply']]},"
  "{'id':'twice','type':'function','z':'tab','name':'never','func':'',"
  "'x':5,'y':5,'wires':[['twin-1']]},"
  "{'id':'twin-1','type':'debug','z':'tab','name':'twin','active':true,"
  "'tosidebar':true,'complete':'payload','x':3,'y':1,'wires':[]},"
  "{'id':'twin-2','type':'debug','z':'tab','name':'twin','active':true,"
  "'tosidebar':true,'complete':'payload','x':3,'y':2,'wires':[]},"
  "{'id':'off','type':'debug','z':'tab','name':'off','d':true,'active':true,"
  "'tosidebar':true,'complete':'payload','x':3,'y':3,'wires':[]},"
  "{'id':'up-in','type':'websocket in','z':'tab','name':'up in','server':'',"
  "'client':'client','x':1,'y':4,'wires':[['from-up']]},"
  "{'id':'from-up','type':'debug','z':'tab','name':'from up','active':true,"
  "'tosidebar':true,'complete':'payload','x':2,'y':4,'wires':[]},"
  "{'id':'reply','type':'websocket out','z':'tab','name':'','server':'',"
  "'client':'client','x':2,'y':5,'wires':[]},"
  "{'id':'sub','type':'subflow','name':'Sub','in':[{'x':1,'y':1,'wires':"
  "[{'id':'inner'}]}],'out':[]},"
  "{'id':'inner','type':'debug','z':'sub','name':'inside','active':true,"
  "'tosidebar':true,'complete':'payload','x':1,'y':1,'wires':[]},"
  "{'id':'press-sub','type':'inject','z':'tab','name':'press sub','props':["
  "{'p':'payload','v':'5','vt':'num'}],'x':1,'y':9,'wires':[['instance']]},"
  "{'id':'instance','type':'subflow:sub','z':'tab','name':'','x':2,'y':9,"
  "'wires':[]},"
  "{'id':'listener','type':'websocket-listener','path':'/ws','wholemsg':"
  "'false'},"
  "{'id':'client','type':'websocket-client','path':'${UP_URL}','tls':'',"
  "'wholemsg':'false','hb':'0','subprotocol':'${UP_PROTOCOL}'}]";

/* The client of the flow finds nobody unless a test serves. What shall come has
 * all the time it needs, what shall not come is not waited for long. */
#define HEAD_WITHIN(seconds)                                           \
  "{'flow':'flow.json','timeout':" seconds                             \
  ",'env':{'UP_PROTOCOL':'','UP_URL':'ws://127.0.0.1:${PORT_UP}/up'}," \
  "'steps':["
#define HEAD  HEAD_WITHIN ("20")
#define SHORT HEAD_WITHIN ("0.2")
#define OPEN  "{'connect':'a','path':'/ws'},"

static char *
unquote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

/* Running ---------------------------------------------------------------- */

typedef struct
{
  WeirFlowTestReport *report;
  guint               n_steps;
} Heard;

static void
step_cb (WeirFlowTestResult *result, gpointer user_data)
{
  ((Heard *)user_data)->n_steps++;
}

static void
done_cb (WeirFlowTestReport *report, gpointer user_data)
{
  Heard *heard = user_data;

  g_assert_null (heard->report);
  heard->report = weir_flow_test_report_ref (report);
}

static const WeirFlowTestHandler handler = { .step = step_cb, .done = done_cb };

static WeirFlowTest *
parse_test (const char *text)
{
  g_autofree char      *json = unquote (text);
  g_autoptr (GBytes)    bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GPtrArray) problems = NULL;
  WeirFlowTest         *test =
    weir_flow_test_new_from_bytes ("x.test.json", bytes, &problems);

  if (test == NULL)
    g_test_message ("%s", ((WeirFlowTestProblem *)problems->pdata[0])->text);
  g_assert_nonnull (test);
  return test;
}

static WeirDocument *
parse_flow (const char *text)
{
  g_autofree char   *json = unquote (text);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

/* Nothing of a run is left in its context: no descriptor is polled but the
 * context's own, and no timer waits. */
static void
assert_empty (GMainContext *context)
{
  GPollFD fds[8];
  int     priority;
  int     timeout;

  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_assert_cmpint (
    g_main_context_query (context, G_MAXINT, &timeout, fds, G_N_ELEMENTS (fds)),
    ==,
    1);
  g_assert_cmpint (timeout, ==, -1);
  g_main_context_release (context);
}

static WeirFlowTestReport *
run_with (const char *test_text, GHashTable *variables)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (WeirFlowTest) test = parse_test (test_text);
  g_autoptr (WeirDocument) document = parse_flow (flow_text);
  Heard                    heard = { NULL };
  WeirFlowTestRun         *run;

  g_main_context_push_thread_default (context);
  run = weir_flow_test_run_new (registry,
                                "x.test.json",
                                test,
                                document,
                                NULL,
                                &handler,
                                &heard);
  weir_flow_test_run_set_variables (run, variables);
  weir_flow_test_run_start (run);
  while (heard.report == NULL)
    g_main_context_iteration (context, TRUE);
  weir_flow_test_run_free (run);
  assert_empty (context);
  g_main_context_pop_thread_default (context);
  g_assert_cmpuint (heard.n_steps, ==, heard.report->results->len);
  return heard.report;
}

/* The one step that failed; all before it passed, all behind it are skipped. */
static const WeirFlowTestResult *
get_failed (const WeirFlowTestReport *report)
{
  const WeirFlowTestResult *failed = NULL;

  g_assert_null (report->error);
  for (guint i = 0; i < report->results->len; i++)
    {
      const WeirFlowTestResult *result = report->results->pdata[i];

      if (failed != NULL)
        g_assert_cmpint (result->outcome, ==, WEIR_FLOW_TEST_SKIPPED);
      else if (result->outcome == WEIR_FLOW_TEST_FAILED)
        failed = result;
      else
        g_assert_cmpint (result->outcome, ==, WEIR_FLOW_TEST_PASSED);
    }
  return failed;
}

static void
describe (const WeirFlowTestReport *report)
{
  if (report->error != NULL)
    g_test_message ("error: %s", report->error);
  for (guint i = 0; i < report->results->len; i++)
    {
      const WeirFlowTestResult *result = report->results->pdata[i];

      if (result->outcome != WEIR_FLOW_TEST_FAILED)
        continue;
      g_test_message ("%s: %s", result->text, result->message);
      g_test_message ("expected %s got %s", result->expected, result->got);
      for (guint k = 0; k < result->seen->len; k++)
        g_test_message ("%s", (char *)result->seen->pdata[k]);
    }
}

/* What passes ------------------------------------------------------------ */

static const struct
{
  const char *name;
  const char *test;
} passing[] = {
  { "text",
    HEAD OPEN "{'send':'hello','from':'a'},{'expect':'hello','to':'a'}]}" },
  { "json",
    HEAD OPEN "{'send':{'a':[1,2]},'from':'a'},"
              "{'expect':{'a':[1,{'$type':'number'}]},'to':'a'}]}" },
  { "binary",
    HEAD OPEN "{'sendBinary':'AAEC','from':'a'},"
              "{'expectBinary':'AAEC','to':'a'}]}" },
  { "two clients",
    HEAD OPEN "{'connect':'b','path':'/ws'},{'send':'x','from':'b'},"
              "{'expect':'x','to':'b'},{'expectNothing':'a'}]}" },
  { "debug",
    HEAD OPEN "{'send':'hello','from':'a'},"
              "{'expectDebug':{'node':'show','payload':'hello'}},"
              "{'expectDebug':{'node':'whole','payload':{'$regex':'^h'}}}]}" },
  { "any debug",
    HEAD OPEN "{'send':'hello','from':'a'},{'expectDebug':{'node':'show'}}]}" },
  { "inject",
    HEAD "{'inject':'press'},"
         "{'expectDebug':{'node':'show','payload':1,'topic':'t'}},"
         "{'inject':'press','msg':{'payload':{'a':'${PORT}'}}},"
         "{'expectDebug':{'node':'show','payload':{'a':{'$regex':"
         "'^[0-9]+$'}}}}]}" },
  { "in a subflow",
    HEAD
    "{'inject':'press sub'},{'expectDebug':{'node':'inside','payload':5}},"
    "{'inject':'press sub'},{'expectDebug':{'node':'inner','payload':5}}]}" },
  { "status",
    HEAD OPEN "{'expectStatus':{'node':'in','text':{'$regex':'1$'}}},"
              "{'connect':'b','path':'/ws'},"
              "{'expectStatus':{'node':'in','text':{'$regex':'2$'}}},"
              "{'expectStatus':{'node':'in','text':{'$regex':'2$'}}}]}" },
  { "no status", HEAD "{'expectStatus':{'node':'show','text':''}}]}" },
  { "nothing", HEAD OPEN "{'expectNothing':'a','within':0.05}]}" },
  { "close",
    HEAD OPEN "{'close':'a','code':1000},{'expectClose':'a','code':1000}]}" },
  { "unordered",
    HEAD OPEN "{'send':'1','from':'a'},{'send':'2','from':'a'},"
              "{'send':'3','from':'a'},{'unordered':["
              "{'expect':{'$any':true},'to':'a'},{'expect':'2','to':'a'},"
              "{'expect':'1','to':'a'},"
              "{'expectDebug':{'node':'show','payload':{'$any':true}}},"
              "{'expectDebug':{'node':'show','payload':'1'}},"
              "{'expectStatus':{'node':'in','fill':'green'}}]}]}" },
  { "serve",
    HEAD
    "{'serve':'up','port':'${PORT_UP}','path':'/up'},"
    "{'send':'hello','from':'up'},{'inject':'press'},{'expect':1,'to':'up'},"
    "{'expectDebug':{'node':'from up','payload':'hello'}}]}" },
  { "serve close",
    HEAD "{'serve':'up','port':'${PORT_UP}','path':'/up'},"
         "{'close':'up','code':1001},{'expectClose':'up','code':1001}]}" },
  { "serve later",
    HEAD OPEN "{'expectStatus':{'node':'up in','fill':'red'}},"
              "{'serve':'up','port':'${PORT_UP}','path':'/up'},"
              "{'send':'late','from':'up','within':8},{'inject':'press'},"
              "{'expect':1,'to':'up'}]}" },
  { "serve protocol",
    "{'flow':'flow.json','timeout':20,'env':{'UP_PROTOCOL':'v1','UP_URL':"
    "'ws://127.0.0.1:${PORT_UP}/up'},'steps':["
    "{'serve':'up','port':'${PORT_UP}','path':'/up','protocols':['v2','v1']},"
    "{'inject':'press'},{'expect':1,'to':'up'}]}" },
};

static void
test_pass (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      g_autoptr (WeirFlowTestReport) report = NULL;

      g_test_message ("%s", passing[i].name);
      report = run_with (passing[i].test, NULL);
      describe (report);
      g_assert_true (weir_flow_test_report_passed (report));
      g_assert_null (get_failed (report));
      g_assert_cmpuint (weir_flow_test_coverage_get_n (report->coverage), >, 0);
    }
}

/* What fails ------------------------------------------------------------- */

static const struct
{
  const char *test;
  guint       number;  /* of the step */
  const char *message; /* a part of it */
  const char *got;     /* (nullable) */
  const char *seen;    /* (nullable): a part of one line */
} failing[] = {
  { SHORT OPEN "{'send':'hello','from':'a'},{'expect':'hallo','to':'a'},"
               "{'close':'a'}]}",
    3,
    "next message to a is another",
    "\"hello\"",
    "a got \"hello\"" },
  { SHORT OPEN "{'expect':'hallo','to':'a'}]}",
    2,
    "No message came to a in time",
    NULL,
    "a is connected" },
  { SHORT OPEN "{'sendBinary':'AAEC','from':'a'},{'expect':'x','to':'a'}]}",
    3,
    "next message to a is another",
    "\"AAEC\"",
    "a got 3 bytes, AAEC" },
  { SHORT OPEN "{'send':'x','from':'a'},{'expectBinary':'AAEC','to':'a'}]}",
    3,
    "next message to a is another",
    "\"x\"",
    NULL },
  { SHORT OPEN "{'sendBinary':'AAEC','from':'a'},"
               "{'expectBinary':'AAED','to':'a'}]}",
    3,
    "next message to a is another",
    "\"AAEC\"",
    NULL },
  { SHORT OPEN "{'send':'x','from':'a'},{'expectNothing':'a'}]}",
    3,
    "A message came to a",
    "\"x\"",
    NULL },
  { SHORT OPEN "{'expectClose':'a'}]}", 2, "did not end in time", NULL, NULL },
  { SHORT OPEN "{'close':'a','code':1000},{'expectClose':'a','code':1001}]}",
    3,
    "closed with another code",
    "1000",
    "a was closed with code 1000" },
  { SHORT OPEN "{'close':'a'},{'expect':'x','to':'a'}]}",
    3,
    "ended before the message came",
    NULL,
    NULL },
  { SHORT "{'connect':'a','path':'/nowhere'},{'expectNothing':'a'}]}",
    1,
    "could not connect to /nowhere: ",
    NULL,
    "404" },
  { SHORT "{'inject':'press'},{'expectDebug':{'node':'show','payload':2}}]}",
    2,
    "next message of show is another",
    "1",
    "show showed payload = 1" },
  { SHORT "{'expectDebug':{'node':'show','payload':2}}]}",
    1,
    "show showed no message in time",
    NULL,
    NULL },
  { SHORT OPEN "{'expectStatus':{'node':'in','text':'no such'}}]}",
    2,
    "in did not get this status",
    "green",
    "in has the status" },
  { SHORT OPEN "{'send':'1','from':'a'},{'send':'3','from':'a'},{'unordered':["
               "{'expect':'1','to':'a'},{'expect':'2','to':'a'}]}]}",
    4,
    "A message of a fits none of these steps",
    "3",
    NULL },
  { SHORT OPEN "{'send':'1','from':'a'},{'unordered':["
               "{'expect':'1','to':'a'},{'expect':'2','to':'a'}]}]}",
    3,
    "expect \"2\" to a: No message came to a in time",
    NULL,
    NULL },
  { SHORT OPEN "{'unordered':[{'expectStatus':{'node':'in','text':'x'}},"
               "{'expectClose':'a'}]}]}",
    2,
    "did not get this status",
    NULL,
    NULL },
  { SHORT "{'serve':'up','port':'${PORT_UP}','path':'/other'},"
          "{'send':'hello','from':'up'},{'expect':'hello','to':'up'}]}",
    2,
    "Nobody connected to up in time",
    NULL,
    "404" },
  { "{'flow':'flow.json','timeout':0.2,'env':{'UP_PROTOCOL':'v1','UP_URL':"
    "'ws://127.0.0.1:${PORT_UP}/up'},'steps':["
    "{'serve':'up','port':'${PORT_UP}','path':'/up','protocols':['v2']},"
    "{'close':'up','code':1000},{'expectClose':'up','code':1000}]}",
    2,
    "Nobody connected to up in time",
    NULL,
    "chose no subprotocol" },
};

static gboolean
has_seen (const WeirFlowTestResult *result, const char *part)
{
  for (guint i = 0; i < result->seen->len; i++)
    if (strstr (result->seen->pdata[i], part) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_fail (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failing); i++)
    {
      g_autoptr (WeirFlowTestReport) report = NULL;
      const WeirFlowTestResult      *failed;

      g_test_message ("case %u", i);
      report = run_with (failing[i].test, NULL);
      describe (report);
      failed = get_failed (report);
      g_assert_nonnull (failed);
      g_assert_false (weir_flow_test_report_passed (report));
      g_assert_cmpuint (failed->number, ==, failing[i].number);
      g_assert_cmpuint (failed->line, ==, 1);
      g_assert_nonnull (strstr (failed->message, failing[i].message));
      if (failing[i].got != NULL)
        g_assert_nonnull (strstr (failed->got, failing[i].got));
      if (failing[i].seen != NULL)
        g_assert_true (has_seen (failed, failing[i].seen));
    }
}

/* What can't run --------------------------------------------------------- */

static const struct
{
  const char *test;
  guint       column;
  const char *error;
} refused[] = {
  { HEAD OPEN "\n{'expectDebug':{'node':'twin','payload':1}}]}",
    1,
    "Several nodes are named “twin”; use the id of one: twin-1, twin-2" },
  { HEAD OPEN "\n  {'expectDebug':{'node':'nobody'}}]}",
    3,
    "No debug node has the id or name “nobody”" },
  { HEAD OPEN "\n  {'inject':'show'},{'expectNothing':'a'}]}",
    3,
    "“show” has no button: it is a node of type “debug”" },
  { HEAD OPEN "\n  {'expectStatus':{'node':'nobody','text':''}}]}",
    3,
    "No node has the id or name “nobody”" },
  { HEAD OPEN "\n{'expectDebug':{'node':'off'}}]}", 1, "“off” is disabled" },
  { HEAD OPEN "\n{'unordered':[{'expectDebug':{'node':'nobody'}}]}]}",
    15,
    "No debug node has the id or name “nobody”" },
};

static void
test_refuse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (WeirFlowTestReport) report = run_with (refused[i].test, NULL);

      g_assert_nonnull (report->error);
      g_test_message ("%s", report->error);
      g_assert_nonnull (strstr (report->error, refused[i].error));
      g_assert_cmpuint (report->error_line, ==, 2);
      g_assert_cmpuint (report->error_column, ==, refused[i].column);
      g_assert_cmpuint (report->results->len, ==, 0);
      g_assert_false (weir_flow_test_report_passed (report));
    }
}

/* A socket that holds a port others want. */
static GSocket *
take_port (guint16 *port)
{
  g_autoptr (GSocketAddress) any =
    g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError)         error = NULL;
  GSocket                   *socket = g_socket_new (G_SOCKET_FAMILY_IPV4,
                                  G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP,
                                  &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, any, TRUE, &error));
  g_assert_true (g_socket_listen (socket, &error));
  bound = g_socket_get_local_address (socket, &error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return socket;
}

static gpointer
free_soon (gpointer socket)
{
  g_usleep (200000);
  g_socket_close (socket, NULL);
  return NULL;
}

/* Ports may be given, and may then be taken. */
static void
test_ports (void)
{
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  guint16                port;
  g_autoptr (GSocket)    socket = take_port (&port);
  g_autofree char       *text = g_strdup_printf ("%u", port);
  g_autoptr (WeirFlowTestReport) report = NULL;
  GThread                       *thread;

  g_hash_table_insert (variables, (gpointer) "PORT_UP", text);
  report = run_with (HEAD "\n{'serve':'up','port':'${PORT_UP}','path':'/up'},"
                          "{'expectNothing':'up'}]}",
                     variables);
  g_assert_nonnull (strstr (report->error, "PORT_UP"));
  g_assert_nonnull (strstr (report->error, "already in use"));
  g_assert_cmpuint (report->error_line, ==, 2);
  g_clear_pointer (&report, weir_flow_test_report_unref);

  g_hash_table_remove_all (variables);
  g_hash_table_insert (variables, (gpointer) "PORT", text);
  report = run_with (HEAD OPEN "{'expectNothing':'a'}]}", variables);
  g_assert_nonnull (strstr (report->error, "already in use"));
  g_clear_pointer (&report, weir_flow_test_report_unref);

  /* Free again, it is the one that is used; that may be waited for. */
  thread = g_thread_new ("port", free_soon, socket);
  report = run_with (HEAD OPEN "{'send':'${PORT}','from':'a'},"
                               "{'expect':{'$regex':'^[0-9]+$'},'to':'a'}]}",
                     variables);
  describe (report);
  g_thread_join (thread);
  g_assert_true (weir_flow_test_report_passed (report));
  g_clear_pointer (&report, weir_flow_test_report_unref);

  g_hash_table_remove_all (variables);
  g_hash_table_insert (variables, (gpointer) "PORT_UP", text);
  report = run_with (
    HEAD "{'serve':'up','port':'${PORT_UP}','path':'/up'},"
         "{'send':'x','from':'up'},{'inject':'press'},{'expect':1,'to':'up'}]}",
    variables);
  describe (report);
  g_assert_true (weir_flow_test_report_passed (report));
}

/* Limits ----------------------------------------------------------------- */

/* A failure shows the newest of what was seen, cut, and says that there was
 * more; what came before the step before is forgotten. */
static void
test_seen (void)
{
  g_autoptr (WeirFlowTestJournal) journal = weir_flow_test_journal_new ();
  g_autofree char                *long_text = g_strnfill (10000, 'x');
  g_autoptr (GBytes)    data = g_bytes_new (long_text, strlen (long_text));
  g_autoptr (GPtrArray) seen = NULL;
  const char           *last;

  for (guint i = 0; i < 99; i++)
    weir_flow_test_journal_take_event (journal, "a", g_strdup ("is here"));
  weir_flow_test_journal_add_frame (journal, "a", FALSE, TRUE, data);
  seen = weir_flow_test_journal_dup_seen (journal);
  g_assert_cmpuint (seen->len, ==, WEIR_FLOW_TEST_MAX_SEEN + 1);
  g_assert_cmpstr (seen->pdata[0], ==, "50 more before these");
  last = seen->pdata[seen->len - 1];
  g_assert_nonnull (strstr (last, "a got \"xxx"));
  g_assert_cmpuint (strlen (last), <, WEIR_FLOW_TEST_MAX_SEEN_CHARS + 50);

  weir_flow_test_journal_mark (journal);
  weir_flow_test_journal_mark (journal);
  g_clear_pointer (&seen, g_ptr_array_unref);
  seen = weir_flow_test_journal_dup_seen (journal);
  g_assert_cmpuint (seen->len, ==, 0);
}

/* Everything up to the limit is there in its order; then it is said that more
 * is lost. */
static void
test_flood (void)
{
  static const char *const wanted[] = {
    "{'expect':'x','to':'a'}",
    "{'expectDebug':{'node':'show','payload':'x'}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (GString)            text = g_string_new (HEAD OPEN);
      g_autoptr (WeirFlowTestReport) report = NULL;
      const WeirFlowTestResult      *failed;

      for (guint k = 0; k <= WEIR_FLOW_TEST_MAX_UNREAD; k++)
        g_string_append (text, "{'send':'x','from':'a'},");

      /* All of them have come when the last one has. */
      g_string_append (text, "{'connect':'b','path':'/ws'},");
      g_string_append (text,
                       "{'send':'end','from':'b'},{'expect':'end','to':'b'}");
      for (guint k = 0; k <= WEIR_FLOW_TEST_MAX_UNREAD; k++)
        g_string_append_printf (text, ",%s", wanted[i]);
      g_string_append (text, "]}");
      report = run_with (text->str, NULL);
      failed = get_failed (report);
      g_assert_nonnull (failed);
      g_assert_cmpuint (failed->number, ==, 2 * WEIR_FLOW_TEST_MAX_UNREAD + 6);
      g_assert_nonnull (strstr (failed->message, "than can be kept"));
    }
}

static double
get_limit (const char *text)
{
  g_autoptr (WeirFlowTest) test = parse_test (text);

  return weir_flow_test_get_limit (test);
}

static void
test_limit (void)
{
  double one = get_limit (HEAD OPEN "{'expectNothing':'a','within':1}]}");
  double two = get_limit (HEAD OPEN "{'expectNothing':'a','within':1},"
                                    "{'expectNothing':'a','within':7}]}");
  double group = get_limit (HEAD OPEN "{'unordered':["
                                      "{'expect':1,'to':'a','within':9}]}]}");

  g_assert_cmpfloat (two - one, ==, 7);
  g_assert_cmpfloat (group - one, ==, 8);
}

/* Coverage --------------------------------------------------------------- */

static guint64
count_of (WeirFlowTestCoverage *coverage, const char *source, const char *target)
{
  for (guint i = 0; i < weir_flow_test_coverage_get_n (coverage); i++)
    {
      const WeirFlowTestCovered *item =
        weir_flow_test_coverage_get_nth (coverage, i);

      g_assert_cmpstr (item->flow,
                       ==,
                       g_str_equal (item->source, "inner") ? "Sub"
                                                           : "Everything");
      if (g_str_equal (item->source, source) &&
          g_strcmp0 (item->target, target) == 0)
        return item->count;
    }
  g_assert_not_reached ();
}

static void
test_count (void)
{
  g_autoptr (WeirFlowTestReport) report =
    run_with (HEAD OPEN "{'send':'a','from':'a'},{'expect':'a','to':'a'},"
                        "{'send':'b','from':'a'},{'expect':'b','to':'a'}]}",
              NULL);
  g_autoptr (WeirFlowTestReport) subflow =
    run_with (HEAD "{'inject':'press sub'},{'expectDebug':{'node':'inside'}}]}",
              NULL);
  WeirFlowTestCoverage *coverage = report->coverage;

  g_assert_cmpstr (weir_flow_test_coverage_get_flow (coverage), ==, "flow.json");
  g_assert_cmpuint (count_of (coverage, "in", NULL), ==, 2);
  g_assert_cmpuint (count_of (coverage, "in", "out"), ==, 2);
  g_assert_cmpuint (count_of (coverage, "out", NULL), ==, 2);
  g_assert_cmpuint (count_of (coverage, "press", NULL), ==, 0);
  g_assert_cmpuint (count_of (coverage, "press", "show"), ==, 0);
  g_assert_cmpuint (count_of (coverage, "twice", "twin-1"), ==, 0);
  g_assert_cmpuint (count_of (coverage, "inner", NULL), ==, 0);

  /* What its copy carried, the node of the definition did. */
  coverage = subflow->coverage;
  g_assert_cmpuint (count_of (coverage, "inner", NULL), ==, 1);
  g_assert_cmpuint (count_of (coverage, "press-sub", "instance"), ==, 1);
  g_assert_cmpuint (count_of (coverage, "instance", NULL), >, 0);
}

/* Leftovers -------------------------------------------------------------- */

static guint
count_entries (const char *folder)
{
  DIR  *dir = opendir (folder);
  guint n = 0;

  g_assert_nonnull (dir);
  while (readdir (dir) != NULL)
    n++;
  closedir (dir);
  return n;
}

static void
test_leftovers (void)
{
  guint fds;
  guint threads;

  /* The first runs start what GLib keeps for good. */
  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      g_autoptr (WeirFlowTestReport) report = run_with (passing[i].test, NULL);
    }
  fds = count_entries ("/proc/self/fd");
  threads = count_entries ("/proc/self/task");
  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      g_autoptr (WeirFlowTestReport) report = NULL;

      /* It waits for the next try of a client. */
      if (!g_str_equal (passing[i].name, "serve later"))
        report = run_with (passing[i].test, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (failing); i++)
    {
      g_autoptr (WeirFlowTestReport) report = run_with (failing[i].test, NULL);
    }
  g_assert_cmpuint (count_entries ("/proc/self/fd"), ==, fds);
  g_assert_cmpuint (count_entries ("/proc/self/task"), <=, threads + 1);
}

/* Freed in the middle: nobody hears anything more, nothing is left. */
static void
test_free (void)
{
  for (guint turns = 0; turns < 40; turns += 3)
    {
      g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
      g_autoptr (GMainContext) context = g_main_context_new ();
      g_autoptr (WeirFlowTest) test = parse_test (passing[0].test);
      g_autoptr (WeirDocument) document = parse_flow (flow_text);
      Heard                    heard = { NULL };
      WeirFlowTestRun         *run;

      g_main_context_push_thread_default (context);
      run =
        weir_flow_test_run_new (registry, "x", test, document, NULL, &handler, &heard);
      weir_flow_test_run_start (run);
      for (guint i = 0; i < turns && heard.report == NULL; i++)
        g_main_context_iteration (context, FALSE);
      weir_flow_test_run_free (run);
      assert_empty (context);
      g_main_context_pop_thread_default (context);
      g_clear_pointer (&heard.report, weir_flow_test_report_unref);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/flow-test-run/pass", test_pass);
  g_test_add_func ("/testing/flow-test-run/fail", test_fail);
  g_test_add_func ("/testing/flow-test-run/refuse", test_refuse);
  g_test_add_func ("/testing/flow-test-run/ports", test_ports);
  g_test_add_func ("/testing/flow-test-run/seen", test_seen);
  g_test_add_func ("/testing/flow-test-run/flood", test_flood);
  g_test_add_func ("/testing/flow-test-run/limit", test_limit);
  g_test_add_func ("/testing/flow-test-run/count", test_count);
  g_test_add_func ("/testing/flow-test-run/leftovers", test_leftovers);
  g_test_add_func ("/testing/flow-test-run/free", test_free);
  return g_test_run ();
}
