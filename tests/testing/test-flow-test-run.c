/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "flow-run.h"

#include <gio/gio.h>
#include <string.h>

/* Runs of tests: every kind of step as it passes and as it fails, and what is
 * said then. */

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
      report = flow_run_test (passing[i].test, NULL);
      flow_run_describe (report);
      g_assert_true (weir_flow_test_report_passed (report));
      g_assert_null (flow_run_get_failed (report));
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
      report = flow_run_test (failing[i].test, NULL);
      flow_run_describe (report);
      failed = flow_run_get_failed (report);
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
      g_autoptr (WeirFlowTestReport) report =
        flow_run_test (refused[i].test, NULL);

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
  report =
    flow_run_test (HEAD "\n{'serve':'up','port':'${PORT_UP}','path':'/up'},"
                        "{'expectNothing':'up'}]}",
                   variables);
  g_assert_nonnull (strstr (report->error, "PORT_UP"));
  g_assert_nonnull (strstr (report->error, "already in use"));
  g_assert_cmpuint (report->error_line, ==, 2);
  g_clear_pointer (&report, weir_flow_test_report_unref);

  g_hash_table_remove_all (variables);
  g_hash_table_insert (variables, (gpointer) "PORT", text);
  report = flow_run_test (HEAD OPEN "{'expectNothing':'a'}]}", variables);
  g_assert_nonnull (strstr (report->error, "already in use"));
  g_assert_true (report->port_in_use);
  g_clear_pointer (&report, weir_flow_test_report_unref);

  /* Free again, it is the one that is used; that may be waited for. */
  thread = g_thread_new ("port", free_soon, socket);
  report =
    flow_run_test (HEAD OPEN "{'send':'${PORT}','from':'a'},"
                             "{'expect':{'$regex':'^[0-9]+$'},'to':'a'}]}",
                   variables);
  flow_run_describe (report);
  g_thread_join (thread);
  g_assert_true (weir_flow_test_report_passed (report));
  g_clear_pointer (&report, weir_flow_test_report_unref);

  g_hash_table_remove_all (variables);
  g_hash_table_insert (variables, (gpointer) "PORT_UP", text);
  report = flow_run_test (
    HEAD "{'serve':'up','port':'${PORT_UP}','path':'/up'},"
         "{'send':'x','from':'up'},{'inject':'press'},{'expect':1,'to':'up'}]}",
    variables);
  flow_run_describe (report);
  g_assert_true (weir_flow_test_report_passed (report));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/testing/flow-test-run/pass", test_pass);
  g_test_add_func ("/testing/flow-test-run/fail", test_fail);
  g_test_add_func ("/testing/flow-test-run/refuse", test_refuse);
  g_test_add_func ("/testing/flow-test-run/ports", test_ports);
  return g_test_run ();
}
