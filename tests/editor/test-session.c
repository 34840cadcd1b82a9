/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/weir-session.h"
#include "host/weir-node-settings.h"
#include "nodes/weir-node-table.h"

#include <string.h>

/* A session over a small flow: what is shown, what is wrong, what differs from
 * the run. Needs no display. */

#define TIMEOUT_S 15

static const char text[] =
  "[{\"id\":\"t1\",\"type\":\"tab\",\"label\":\"One\"},"
  "{\"id\":\"t2\",\"type\":\"tab\",\"label\":\"Two\"},"
  "{\"id\":\"in\",\"type\":\"inject\",\"z\":\"t1\",\"name\":\"go\","
  "\"props\":[{\"p\":\"payload\"}],\"payload\":\"hi\",\"payloadType\":\"str\","
  "\"x\":100,\"y\":100,\"wires\":[[\"out\"]]},"
  "{\"id\":\"out\",\"type\":\"debug\",\"z\":\"t1\",\"active\":true,"
  "\"tosidebar\":true,\"complete\":\"payload\",\"x\":300,\"y\":100,\"wires\":[]"
  "},"
  "{\"id\":\"bad\",\"type\":\"websocket in\",\"z\":\"t2\",\"server\":\"\","
  "\"client\":\"\",\"x\":100,\"y\":100,\"wires\":[[]]},"
  "{\"id\":\"who\",\"type\":\"mystery\",\"z\":\"t2\",\"x\":1,\"y\":1,"
  "\"wires\":[]}]";

typedef struct
{
  WeirRegistry *registry;
  WeirSession  *session;
  GString      *heard;
} Fixture;

static void
hear (Fixture *fixture, const char *what, const char *id)
{
  g_string_append_printf (fixture->heard, "%s:%s ", what, id);
}

static void
reveal_cb (WeirSession *session, const char *id, Fixture *fixture)
{
  hear (fixture, "reveal", id);
}

static void
edit_cb (WeirSession *session, const char *id, Fixture *fixture)
{
  hear (fixture, "edit", id);
}

static void
ask_cb (WeirSession *session, const char *id, Fixture *fixture)
{
  hear (fixture, "ask", id);
}

static void
message_cb (WeirSession *session, const char *message, Fixture *fixture)
{
  hear (fixture, "message", message);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);
  WeirRunSettings         *settings = weir_run_settings_new ();

  fixture->registry = weir_registry_new (weir_node_table ());
  fixture->session = weir_session_new (fixture->registry, document);
  fixture->heard = g_string_new (NULL);
  settings->port = 0;
  weir_session_set_run_settings (fixture->session, settings);
  g_signal_connect (fixture->session, "reveal", G_CALLBACK (reveal_cb), fixture);
  g_signal_connect (fixture->session, "edit", G_CALLBACK (edit_cb), fixture);
  g_signal_connect (fixture->session, "ask", G_CALLBACK (ask_cb), fixture);
  g_signal_connect (fixture->session, "message", G_CALLBACK (message_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->session);
  weir_registry_unref (fixture->registry);
  g_string_free (fixture->heard, TRUE);
}

static void
assert_heard (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->heard->str, ==, expected);
  g_string_truncate (fixture->heard, 0);
}

static void
wait_for (gboolean (*condition) (Fixture *fixture), Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + TIMEOUT_S * G_TIME_SPAN_SECOND;

  while (!condition (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static gboolean
is_running (Fixture *fixture)
{
  return weir_live_get_state (weir_session_get_live (fixture->session)) ==
         WEIR_LIVE_RUNNING;
}

static gboolean
is_stopped (Fixture *fixture)
{
  return weir_live_get_state (weir_session_get_live (fixture->session)) ==
         WEIR_LIVE_STOPPED;
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (
    weir_live_get_debug_log (weir_session_get_live (fixture->session))));
}

static gboolean
has_rows (Fixture *fixture)
{
  return count_rows (fixture) > 0;
}

static void
rename_element (Fixture *fixture, const char *id, const char *name)
{
  g_autoptr (WeirValue) value = weir_value_new_string (name);

  g_assert_true (weir_session_apply (fixture->session,
                                     "Rename",
                                     weir_edit_new_set (id, "name", value)));
}

static void
test_flow (Fixture *fixture, gconstpointer data)
{
  WeirSelection *selection = weir_session_get_selection (fixture->session);

  g_assert_cmpstr (weir_session_get_flow (fixture->session), ==, "t1");
  weir_selection_set (selection, "in");
  weir_session_set_flow (fixture->session, "t2");
  g_assert_true (weir_selection_is_empty (selection));
  weir_session_reveal (fixture->session, "out");
  g_assert_cmpstr (weir_session_get_flow (fixture->session), ==, "t1");
  g_assert_true (weir_selection_contains (selection, "out"));
  assert_heard (fixture, "reveal:out ");
  weir_session_reveal (fixture->session, "t2");
  g_assert_cmpstr (weir_session_get_flow (fixture->session), ==, "t2");
  weir_session_edit (fixture->session, "nobody");
  weir_session_edit (fixture->session, "in");
  assert_heard (fixture, "edit:in ");
}

/* What a run says about a copy is shown where it is drawn. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  static const char *const entries[] = {
    "{\"id\":\"sf\",\"type\":\"subflow\"}",
    "{\"id\":\"sf2\",\"type\":\"subflow\"}",
    "{\"id\":\"outer\",\"type\":\"subflow:sf2\",\"z\":\"t2\",\"x\":1,\"y\":9}",
    "{\"id\":\"in-ner\",\"type\":\"subflow:sf\",\"z\":\"sf2\",\"x\":1,\"y\":9}",
    "{\"id\":\"say\",\"type\":\"debug\",\"z\":\"sf\",\"x\":1,\"y\":9}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_assert_true (weir_session_apply (fixture->session,
                                       "Add",
                                       weir_edit_new_add (-1, entries[i])));
  weir_session_reveal (fixture->session, "outer-in-ner-say");
  g_assert_cmpstr (weir_session_get_flow (fixture->session), ==, "sf");
  g_assert_true (
    weir_selection_contains (weir_session_get_selection (fixture->session),
                             "say"));
  assert_heard (fixture, "reveal:say ");
  weir_session_reveal (fixture->session, "in-say");
  weir_session_reveal (fixture->session, "outer-");
  weir_session_reveal (fixture->session, "outer-nobody");
  assert_heard (fixture, "");
}

/* The flow shown goes; another is shown, and it comes back with undo. */
static void
test_flow_removed (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
    weir_session_apply (fixture->session, "Delete", weir_edit_new_remove ("t1")));
  g_assert_cmpstr (weir_session_get_flow (fixture->session), ==, "t2");
  weir_session_apply (fixture->session, "Delete", weir_edit_new_remove ("t2"));
  g_assert_null (weir_session_get_flow (fixture->session));
  weir_history_undo (weir_session_get_history (fixture->session));
  g_assert_cmpstr (weir_session_get_flow (fixture->session), ==, "t2");
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id;
    const char *label;
  } cases[] = {
    { "t1", "One" },         { "in", "go" },       { "out", "msg.payload" },
    { "bad", "[ws] /echo" }, { "who", "mystery" },
  };
  WeirDocument         *document = weir_session_get_document (fixture->session);
  g_autoptr (WeirValue) listener = weir_value_new_string ("l");

  weir_session_apply (fixture->session,
                      "Add",
                      weir_edit_new_add (-1,
                                         "{\"id\":\"l\",\"type\":\"websocket-"
                                         "listener\",\"path\":\"/echo\"}"));
  weir_session_apply (fixture->session,
                      "Set",
                      weir_edit_new_set ("bad", "server", listener));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label =
        weir_session_dup_label (fixture->session,
                                weir_document_get_element (document, cases[i].id));

      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  GListModel           *problems;
  WeirSeverity          severity;
  g_autoptr (GPtrArray) of_bad = NULL;
  g_autoptr (WeirValue) listener = weir_value_new_string ("gone");

  weir_session_check (fixture->session);
  problems = weir_session_get_problems (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (problems), >=, 2);
  g_assert_true (weir_session_get_severity (fixture->session, "bad", &severity));
  g_assert_cmpint (severity, ==, WEIR_SEVERITY_ERROR);
  g_assert_false (weir_session_get_severity (fixture->session, "in", &severity));
  of_bad = weir_session_list_problems (fixture->session, "bad");
  g_assert_cmpuint (of_bad->len, ==, 1);
  g_assert_cmpstr (((WeirProblem *)of_bad->pdata[0])->code, ==, "W201");

  weir_session_apply (fixture->session,
                      "Set",
                      weir_edit_new_set ("bad", "server", listener));
  weir_session_check (fixture->session);
  g_clear_pointer (&of_bad, g_ptr_array_unref);
  of_bad = weir_session_list_problems (fixture->session, "bad");
  g_assert_cmpstr (((WeirProblem *)of_bad->pdata[0])->code, ==, "W202");
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  WeirHistory *history = weir_session_get_history (fixture->session);

  g_assert_cmpuint (weir_session_get_n_undeployed (fixture->session), ==, 0);
  rename_element (fixture, "in", "start");
  g_assert_true (weir_session_is_changed (fixture->session, "in"));
  g_assert_cmpuint (weir_session_get_n_undeployed (fixture->session), ==, 1);
  weir_history_undo (history);
  g_assert_false (weir_session_is_changed (fixture->session, "in"));
  weir_session_apply (fixture->session, "Delete", weir_edit_new_remove ("in"));
  g_assert_cmpuint (weir_session_get_n_undeployed (fixture->session), ==, 1);
}

static void
test_bad_edit (Fixture *fixture, gconstpointer data)
{
  g_assert_false (
    weir_session_apply (fixture->session, "Bad", weir_edit_new_remove ("nobody")));
  g_assert_true (g_str_has_prefix (fixture->heard->str, "message:"));
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  weir_session_press_button (fixture->session, "in");
  g_assert_true (g_str_has_prefix (fixture->heard->str, "message:"));
  g_string_truncate (fixture->heard, 0);

  weir_session_run (fixture->session);
  wait_for (is_running, fixture);
  weir_session_press_button (fixture->session, "in");
  wait_for (has_rows, fixture);
  assert_heard (fixture, "");

  /* An edit waits for the deploy, and what ran goes on until then. */
  rename_element (fixture, "in", "start");
  g_assert_cmpuint (weir_session_get_n_undeployed (fixture->session), ==, 1);
  weir_session_deploy (fixture->session, WEIR_DEPLOY_NODES);
  g_assert_cmpuint (weir_session_get_n_undeployed (fixture->session), ==, 0);
  weir_session_stop (fixture->session);
  wait_for (is_stopped, fixture);
}

static guint64
count_sent (Fixture *fixture)
{
  const WeirLiveNode *node =
    weir_live_get_node (weir_session_get_live (fixture->session), "in");

  return node != NULL && node->n_outputs > 0 ? node->sent[0] : 0;
}

static gboolean
has_sent (Fixture *fixture)
{
  return count_sent (fixture) > 0;
}

/* A node that asks sends nothing by its button; nobody asks for what can't be
 * sent. */
static void
test_ask (Fixture *fixture, gconstpointer data)
{
  WeirRunSettings *settings =
    weir_run_settings_copy (weir_session_get_run_settings (fixture->session));

  weir_run_settings_set_node (settings, "in", &(WeirNodeSettings){ .ask = TRUE });
  weir_session_set_run_settings (fixture->session, settings);
  weir_session_press_button (fixture->session, "in");
  assert_heard (fixture, "message:Run the flow first. ");
  weir_session_run (fixture->session);
  wait_for (is_running, fixture);
  weir_session_press_button (fixture->session, "in");
  assert_heard (fixture, "ask:in ");
  weir_session_press_now (fixture->session, "in");
  wait_for (has_sent, fixture);
  g_assert_cmpuint (count_sent (fixture), ==, 1);
  assert_heard (fixture, "");
}

/* The button of a debug node acts at once, can be undone, and is no difference
 * that waits for a deploy. */
static void
test_toggle (Fixture *fixture, gconstpointer data)
{
  WeirElement *out =
    weir_document_get_element (weir_session_get_document (fixture->session),
                               "out");

  weir_session_run (fixture->session);
  wait_for (is_running, fixture);
  weir_session_press_button (fixture->session, "out");
  g_assert_false (
    weir_value_get_boolean (weir_element_get_member (out, "active")));
  g_assert_false (weir_session_is_changed (fixture->session, "out"));
  weir_history_undo (weir_session_get_history (fixture->session));
  g_assert_true (weir_value_get_boolean (weir_element_get_member (out, "active")));
  g_assert_false (weir_session_is_changed (fixture->session, "out"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/editor/session/flow", test_flow },
    { "/editor/session/copy", test_copy },
    { "/editor/session/flow-removed", test_flow_removed },
    { "/editor/session/labels", test_labels },
    { "/editor/session/problems", test_problems },
    { "/editor/session/changed", test_changed },
    { "/editor/session/bad-edit", test_bad_edit },
    { "/editor/session/run", test_run },
    { "/editor/session/ask", test_ask },
    { "/editor/session/toggle", test_toggle },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].run, tear_down);
  return g_test_run ();
}
