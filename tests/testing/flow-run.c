/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "flow-run.h"

#include "nodes/weir-node-table.h"

#include <string.h>

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

WeirFlowTest *
flow_run_parse_test (const char *text)
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

WeirDocument *
flow_run_parse_flow (void)
{
  g_autofree char   *json = unquote (flow_text);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  WeirDocument      *document = weir_document_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return document;
}

void
flow_run_assert_empty (GMainContext *context)
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

WeirFlowTestReport *
flow_run_test (const char *test_text, GHashTable *variables)
{
  g_autoptr (WeirRegistry) registry = weir_registry_new (weir_node_table ());
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (WeirFlowTest) test = flow_run_parse_test (test_text);
  g_autoptr (WeirDocument) document = flow_run_parse_flow ();
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
  flow_run_assert_empty (context);
  g_main_context_pop_thread_default (context);
  g_assert_cmpuint (heard.n_steps, ==, heard.report->results->len);
  return heard.report;
}

const WeirFlowTestResult *
flow_run_get_failed (const WeirFlowTestReport *report)
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

void
flow_run_describe (const WeirFlowTestReport *report)
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
