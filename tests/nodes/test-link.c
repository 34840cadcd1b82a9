/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "weir-test-flow.h"

#include "nodes/weir-node-limits.h"

#include <string.h>

/* The tables write ' for ". "s" is a source wired to "c", a link call node;
 * what comes out of it reaches "out", its errors "caught". */
#define CALLER(members)                                                  \
  "{'id':'t','type':'tab'},{'id':'u','type':'tab'},"                     \
  "{'id':'s','type':'test source','z':'t','x':1,'y':1,'wires':[['c']]}," \
  "{'id':'c','type':'link call','z':'t','x':1,'y':1," members            \
  ",'wires':[['out']]},"                                                 \
  "{'id':'out','type':'test sink','z':'t','x':1,'y':1},"                 \
  "{'id':'k','type':'catch','z':'t','x':1,'y':1,'scope':null,"           \
  "'wires':[['caught']]},"                                               \
  "{'id':'caught','type':'test sink','z':'t','x':1,'y':1}"

#define LINK_IN(id, name, z, wires)                            \
  ",{'id':'" id "','type':'link in','z':'" z "','name':'" name \
  "','x':1,'y':1,'links':[],'wires':[[" wires "]]}"

#define RETURN(id, z)                         \
  ",{'id':'" id "','type':'link out','z':'" z \
  "','mode':'return','x':1,'y':1,'links':[],'wires':[]}"

#define SINK(id, z) \
  ",{'id':'" id "','type':'test sink','z':'" z "','x':1,'y':1}"

static WeirTestFlow *
new_flow (const char *entries)
{
  g_autofree char *json = g_strconcat ("[", entries, "]", NULL);

  return weir_test_flow_new (g_strdelimit (json, "'", '"'));
}

static void
send_json (WeirTestFlow *flow, const char *message)
{
  g_autofree char *json = g_strdelimit (g_strdup (message), "'", '"');

  weir_test_flow_inject (flow, "s", json);
}

static void
expect_error (WeirTestFlow *flow, const char *text)
{
  g_autoptr (WeirMessage) message = weir_test_flow_pop (flow, "caught");
  WeirValue              *error = weir_message_get (message, "error");

  g_assert_cmpstr (weir_value_lookup_string (error, "message"), ==, text);
}

/* Across tabs, and whichever end names the other. */
static void
test_out_to_in (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    "{'id':'t','type':'tab'},{'id':'u','type':'tab'},"
    "{'id':'s','type':'test source','z':'t','x':1,'y':1,'wires':[['o']]},"
    "{'id':'o','type':'link out','z':'t','x':1,'y':1,'mode':'link',"
    "'links':['i'],'wires':[]},"
    "{'id':'i','type':'link in','z':'u','x':1,'y':1,'links':[],"
    "'wires':[['a']]},"
    "{'id':'j','type':'link in','z':'t','x':1,'y':1,'links':['o'],"
    "'wires':[['b']]}" SINK ("a", "u") SINK ("b", "t"));

  send_json (flow, "{'payload':1}");
  weir_test_flow_expect (flow, "a", "{\"payload\":1,\"_event\":\"node:o\"}");
  weir_test_flow_expect (flow, "b", "{\"payload\":1,\"_event\":\"node:o\"}");
}

static void
test_call_and_return (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow (CALLER ("'links':['i']") LINK_IN ("i", "", "u", "'seen','r'")
                RETURN ("r", "u") SINK ("seen", "u"));
  g_autoptr (WeirMessage) inside = NULL;
  g_autoptr (WeirMessage) answer = NULL;
  WeirValue              *stack;
  WeirValue              *call;

  send_json (flow, "{'payload':1}");
  inside = weir_test_flow_pop (flow, "seen");
  stack = weir_message_get (inside, "_linkSource");
  g_assert_cmpuint (weir_value_get_length (stack), ==, 1);
  call = weir_value_get_item (stack, 0);
  g_assert_cmpstr (weir_value_lookup_string (call, "node"), ==, "c");
  g_assert_cmpuint (strlen (weir_value_lookup_string (call, "id")), ==, 28);

  answer = weir_test_flow_pop (flow, "out");
  g_assert_null (weir_message_get (answer, "_linkSource"));
  g_assert_cmpfloat (weir_value_get_number (weir_message_get (answer, "payload")),
                     ==,
                     1);
}

/* One call inside another: the inner is answered first. */
static void
test_nested (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    CALLER ("'links':['i']") LINK_IN ("i", "", "u", "'d'")
      LINK_IN ("j", "", "u", "'seen','r2'") RETURN ("r", "u") RETURN ("r2", "u")
        SINK ("seen", "u") ",{'id':'d','type':'link call','z':'u','x':1,'y':1,"
                           "'links':'j','wires':[['r']]}");
  g_autoptr (WeirMessage) inside = NULL;

  send_json (flow, "{'payload':1}");
  inside = weir_test_flow_pop (flow, "seen");
  g_assert_cmpuint (weir_value_get_length (
                      weir_message_get (inside, "_linkSource")),
                    ==,
                    2);
  weir_test_flow_expect (flow, "out", "{\"payload\":1}");
}

/* Several returns of one call all come out. */
static void
test_several_returns (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow (CALLER ("'links':['i']") LINK_IN ("i", "", "t", "'r','r2'")
                RETURN ("r", "t") RETURN ("r2", "t"));

  send_json (flow, "{'payload':1}");
  weir_test_flow_expect (flow, "out", "{\"payload\":1}");
  weir_test_flow_expect (flow, "out", "{\"payload\":1}");
}

/* However many answers come, a call is done once: with what it was asked. */
static void
test_done_once (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    CALLER ("'links':['i']") LINK_IN ("i", "", "t", "'r','r2'") RETURN ("r", "t")
      RETURN ("r2", "t") SINK ("done", "t") ",{'id':'f','type':'complete',"
                                            "'z':'t','x':1,'y':1,"
                                            "'scope':['c'],"
                                            "'wires':[['done']]}");

  send_json (flow, "{'payload':1}");
  weir_test_flow_expect (
    flow,
    "done",
    "{\"payload\":1,\"complete\":{\"source\":{\"id\":\"c\",\"type\":\"link "
    "call\"}}}");
  g_assert_cmpuint (weir_test_flow_count (flow, "out"), ==, 2);
  g_assert_cmpuint (weir_test_flow_count (flow, "done"), ==, 0);
}

/* The message goes to the catch node as it came in; an answer that comes after
 * that is passed on still. */
static void
test_timeout (void)
{
  g_autoptr (WeirTestFlow) flow = new_flow (
    CALLER ("'links':['i'],'timeout':'0.01'") LINK_IN ("i", "", "t", "'seen'")
      SINK ("seen", "t")
        RETURN ("r",
                "t") ",{'id':'late','type':'test source','z':'t','x':1,'y':1,"
                     "'wires':[['r']]}");
  g_autoptr (WeirMessage) inside = NULL;

  send_json (flow, "{'payload':1,'_linkSource':[]}");
  inside = weir_test_flow_pop (flow, "seen");
  weir_test_flow_expect (
    flow,
    "caught",
    "{\"payload\":1,\"_linkSource\":[],\"error\":{\"message\":\"timeout\","
    "\"source\":{\"id\":\"c\",\"type\":\"link call\",\"count\":1}}}");

  weir_test_flow_send (flow, "late", g_steal_pointer (&inside));
  weir_test_flow_expect (flow, "out", "{\"payload\":1}");
}

/* Time-outs nobody can mean are the default, or do not overflow. */
static void
test_odd_timeouts (void)
{
  static const char *const odd[] = {
    "'links':['i'],'timeout':''",    "'links':['i'],'timeout':'soon'",
    "'links':['i'],'timeout':0",     "'links':['i'],'timeout':1e300",
    "'links':['i'],'timeout':null",  "'links':['i'],'timeout':[]",
    "'links':['i'],'timeout':'30s'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *entries =
        g_strdup_printf (CALLER ("%s") LINK_IN ("i", "", "t", "'seen'")
                           SINK ("seen", "t"),
                         odd[i]);
      g_autoptr (WeirTestFlow) flow = new_flow (entries);

      send_json (flow, "{'payload':1}");
      g_assert_cmpuint (weir_test_flow_count (flow, "seen"), ==, 1);
      g_assert_cmpuint (weir_test_flow_count (flow, "caught"), ==, 0);
    }
}

typedef struct
{
  const char *name;
  const char *members;
  const char *target;
  const char *error; /* NULL: it is found */
} TargetCase;

/* clang-format off */
static const TargetCase targets[] = {
  { "id", "'linkType':'dynamic','links':[]", "'i'", NULL },
  { "name-here", "'linkType':'dynamic','links':[]", "'here'", NULL },
  { "name-elsewhere", "'linkType':'dynamic','links':[]", "'there'", NULL },
  { "unknown", "'linkType':'dynamic','links':[]", "'nobody'",
    "Error: target link-in node 'nobody' not found" },
  { "ambiguous", "'linkType':'dynamic','links':[]", "'twice'",
    "Error: Multiple link-in nodes named 'twice' found" },
  { "static-by-name", "'linkType':'static','links':['here']", "'i'",
    "Error: target link-in node 'here' not found" },
  { "static-none", "'links':[]", "'i'",
    "Error: target link-in node '' not found" },
  { "no-links", "'name':'x'", "'i'",
    "Error: target link-in node '' not found" },
  { "dynamic-none", "'linkType':'dynamic'", "null",
    "Error: target link-in node '' not found" },
  { "dynamic-odd", "'linkType':'dynamic'", "{'a':1}",
    "Error: target link-in node '[object Object]' not found" },
};
/* clang-format on */

static void
test_target (gconstpointer data)
{
  const TargetCase *test = data;
  g_autofree char  *entries =
    g_strdup_printf (CALLER ("%s") LINK_IN ("i", "here", "t", "'r'")
                       LINK_IN ("j", "there", "u", "'r3'")
                         LINK_IN ("m", "twice", "u", "")
                           LINK_IN ("n", "twice", "u", "") RETURN ("r", "t")
                             RETURN ("r3", "u"),
                     test->members);
  g_autoptr (WeirTestFlow) flow = new_flow (entries);
  g_autofree char *message = g_strdup_printf ("{'target':%s}", test->target);

  send_json (flow, message);
  if (test->error != NULL)
    expect_error (flow, test->error);
  else
    {
      g_autoptr (WeirMessage) answer = weir_test_flow_pop (flow, "out");

      g_assert_null (weir_message_get (answer, "_linkSource"));
    }
}

/* Whatever a message says of its calls: a warning, and nothing comes out. */
static void
test_return_without_source (void)
{
  static const char *const messages[] = {
    "{'payload':1}",
    "{'_linkSource':[]}",
    "{'_linkSource':5}",
    "{'_linkSource':[5]}",
    "{'_linkSource':[{'id':'x'}]}",
    "{'_linkSource':[{'id':'x','node':7}]}",
    "{'_linkSource':[{'id':'x','node':'gone'}]}",
    "{'_linkSource':[{'id':'x','node':'s'}]}",
  };
  g_autoptr (WeirTestFlow) flow =
    new_flow ("{'id':'t','type':'tab'},"
              "{'id':'s','type':'test "
              "source','z':'t','x':1,'y':1,'wires':[['r']]}" RETURN ("r", "t"));

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      send_json (flow, messages[i]);
      weir_test_flow_expect_log (flow,
                                 "r",
                                 WEIR_LOG_LEVEL_WARN,
                                 "Missing return node*");
    }
}

/* An answer to a call nobody made: passed on, since it may be a late one. */
static void
test_unknown_call (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow (CALLER ("'links':[]") RETURN ("r", "t") ",{'id':'f','type':"
                                                      "'test source','z':'t',"
                                                      "'x':1,'y':1,"
                                                      "'wires':[['r']]}");

  weir_test_flow_inject (flow,
                         "f",
                         "{\"payload\":1,\"_linkSource\":[{\"node\":\"c\"}]}");
  weir_test_flow_expect (flow, "out", "{\"payload\":1}");
}

static void
test_too_many_calls (void)
{
  g_autoptr (WeirTestFlow) flow =
    new_flow (CALLER ("'links':['i']") LINK_IN ("i", "", "t", ""));

  for (guint i = 0; i < WEIR_LINK_CALL_MAX_PENDING; i++)
    weir_test_flow_inject (flow, "s", NULL);
  g_assert_cmpuint (weir_test_flow_count (flow, "caught"), ==, 0);
  weir_test_flow_inject (flow, "s", NULL);
  expect_error (flow, "too many calls wait for an answer");
}

/* A few large messages are too much as well, and room is there again once one
 * was answered. */
static void
test_too_many_bytes (void)
{
  g_autofree char *text = g_strnfill (WEIR_LINK_CALL_MAX_PENDING_BYTES / 4, 'x');
  g_autoptr (WeirTestFlow) flow = new_flow (
    CALLER ("'links':['i']") LINK_IN ("i", "", "t", "'seen'") SINK ("seen", "t")
      RETURN ("r", "t") ",{'id':'b','type':'test source','z':'t','x':1,'y':1,"
                        "'wires':[['r']]}");
  g_autoptr (WeirMessage) message =
    weir_message_new (weir_value_with_member (weir_value_new_object (),
                                              "payload",
                                              weir_value_new_string (text)));

  for (guint i = 0; i < 4; i++)
    weir_test_flow_send (flow, "s", weir_message_ref (message));
  expect_error (flow, "too many calls wait for an answer");
  weir_test_flow_send (flow, "b", weir_test_flow_pop (flow, "seen"));
  weir_message_unref (weir_test_flow_pop (flow, "out"));
  weir_test_flow_send (flow, "s", weir_message_ref (message));
  g_assert_cmpuint (weir_test_flow_count (flow, "caught"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *path =
        g_strconcat ("/nodes/link/target/", targets[i].name, NULL);

      g_test_add_data_func (path, &targets[i], test_target);
    }
  g_test_add_func ("/nodes/link/out-to-in", test_out_to_in);
  g_test_add_func ("/nodes/link/call-and-return", test_call_and_return);
  g_test_add_func ("/nodes/link/nested", test_nested);
  g_test_add_func ("/nodes/link/several-returns", test_several_returns);
  g_test_add_func ("/nodes/link/done-once", test_done_once);
  g_test_add_func ("/nodes/link/timeout", test_timeout);
  g_test_add_func ("/nodes/link/odd-timeouts", test_odd_timeouts);
  g_test_add_func ("/nodes/link/return-without-source",
                   test_return_without_source);
  g_test_add_func ("/nodes/link/unknown-call", test_unknown_call);
  g_test_add_func ("/nodes/link/too-many-calls", test_too_many_calls);
  g_test_add_func ("/nodes/link/too-many-bytes", test_too_many_bytes);
  return g_test_run ();
}
