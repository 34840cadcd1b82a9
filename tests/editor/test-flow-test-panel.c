/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/panels/weir-flow-test-draft.h"
#include "editor/panels/weir-flow-test-panel.h"
#include "editor/panels/weir-flow-test-row.h"
#include "panel-fixture.h"
#include "runtime/weir-monitor-private.h"
#include "weir-test-folder.h"

#include <string.h>

#define FLOW                                                               \
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"Flow\"},"                   \
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/ws\","        \
  "\"wholemsg\":\"false\"},"                                               \
  "{\"id\":\"i\",\"type\":\"websocket in\",\"z\":\"t\",\"name\":\"in\","   \
  "\"server\":\"l\",\"client\":\"\",\"x\":1,\"y\":1,\"wires\":[[\"o\","    \
  "\"d\"]]},"                                                              \
  "{\"id\":\"o\",\"type\":\"websocket out\",\"z\":\"t\",\"server\":\"l\"," \
  "\"client\":\"\",\"x\":1,\"y\":1,\"wires\":[]},"                         \
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"shown\","       \
  "\"active\":true,\"tosidebar\":true,\"complete\":\"payload\","           \
  "\"targetType\":\"msg\",\"x\":1,\"y\":1,\"wires\":[]}]"

#define TEST(expected)                          \
  "{\"flow\":\"echo.json\",\"steps\":["         \
  "{\"connect\":\"a\",\"path\":\"/ws\"},"       \
  "{\"send\":\"hello\",\"from\":\"a\"},"        \
  "{\"expect\":\"" expected "\",\"to\":\"a\"}," \
  "{\"expectDebug\":{\"node\":\"shown\",\"payload\":\"hello\"}}]}"

/* A document in a folder of its own, with tests beside it. */
typedef struct
{
  PanelFixture panel;
  GFile       *folder;
  GFile       *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  panel_fixture_set_up (&fixture->panel, FLOW);
  fixture->folder = weir_test_folder_new ();
  fixture->file = weir_test_folder_write (fixture->folder, "echo.json", FLOW);
  weir_session_set_file (fixture->panel.session, fixture->file, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  panel_fixture_tear_down (&fixture->panel);
  g_object_unref (fixture->file);
  weir_test_folder_remove (fixture->folder);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (GFile) file = weir_test_folder_write (fixture->folder, name, text);
}

static void
show (Fixture *fixture)
{
  panel_fixture_show (&fixture->panel, weir_flow_test_panel_new, 360, 640);
}

/* The row whose description begins so, when a screen reader says the same. */
static GtkWidget *
find_row (Fixture *fixture, const char *begin)
{
  g_autoptr (GPtrArray) rows =
    weir_test_find_all (fixture->panel.panel, WEIR_TYPE_FLOW_TEST_ROW);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *text = weir_flow_test_row_get_description (rows->pdata[i]);

      if (text != NULL && g_str_has_prefix (text, begin))
        return panel_fixture_find_row (&fixture->panel, text);
    }
  return NULL;
}

static GtkWidget *
get_panel (Fixture *fixture)
{
  return fixture->panel.panel;
}

static guint
get_badge (Fixture *fixture)
{
  guint badge;

  g_object_get (get_panel (fixture), "badge", &badge, NULL);
  return badge;
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (get_panel (fixture), action, NULL));
}

/* A test that passes is green, one that fails shows its step and why. */
static void
test_run (Fixture *fixture, gconstpointer data)
{
  put (fixture, "good.test.json", TEST ("hello"));
  put (fixture, "worse.test.json", TEST ("HELLO"));
  put (fixture, "other.test.json", "{\"flow\":\"another.json\",\"steps\":[]}");
  show (fixture);
  weir_test_wait_for (find_row (fixture, "worse.test.json") != NULL);
  g_assert_nonnull (find_row (fixture, "good.test.json, Not run"));
  g_assert_null (find_row (fixture, "other.test.json"));

  weir_flow_test_panel_run (WEIR_FLOW_TEST_PANEL (get_panel (fixture)));
  weir_test_wait_for (find_row (fixture, "good.test.json, Passed") != NULL);
  weir_test_wait_for (find_row (fixture, "worse.test.json, Failed") != NULL);
  weir_test_wait_for (find_row (fixture, "expect \"HELLO\" to a, Failed") != NULL);
  g_assert_nonnull (find_row (fixture, "send \"hello\" from a, Passed"));
  g_assert_nonnull (find_row (fixture, "expect debug of shown"));
  g_assert_cmpuint (get_badge (fixture), ==, 1);
  g_assert_nonnull (
    weir_test_find (get_panel (fixture), GTK_TYPE_LABEL, "1 of 2 failed"));
  panel_fixture_picture (&fixture->panel, "tests");
}

/* What runs is what is edited, saved or not. */
static void
test_unsaved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirValue) path = weir_value_new_string ("/elsewhere");

  put (fixture, "good.test.json", TEST ("hello"));
  show (fixture);
  weir_test_wait_for (find_row (fixture, "good.test.json") != NULL);
  g_assert_true (weir_session_apply (fixture->panel.session,
                                     "move",
                                     weir_edit_new_set ("l", "path", path)));
  activate (fixture, "tests.run");
  weir_test_wait_for (find_row (fixture, "connect a to /ws, Failed") != NULL);
}

/* A step shows its node. */
static void
test_reveal (Fixture *fixture, gconstpointer data)
{
  put (fixture, "worse.test.json", TEST ("HELLO"));
  show (fixture);
  weir_test_wait_for (find_row (fixture, "worse.test.json") != NULL);
  activate (fixture, "tests.run");
  weir_test_wait_for (find_row (fixture, "expect debug of shown") != NULL);
  weir_test_activate (find_row (fixture, "expect debug of shown"));
  weir_test_settle ();
  g_assert_cmpstr (fixture->panel.revealed, ==, "d");
}

/* A file that is no test says why, and is tried again when it changes. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  put (fixture, "echo.test.json", "{\"flow\":\"echo.json\",\"steps\":[{}]}");
  show (fixture);
  weir_test_wait_for (find_row (fixture, "echo.test.json, Can’t be run") != NULL);
  g_assert_cmpuint (get_badge (fixture), ==, 1);
  put (fixture, "echo.test.json", TEST ("hello"));
  weir_test_wait_for (find_row (fixture, "echo.test.json, Not run") != NULL);
  g_assert_cmpuint (get_badge (fixture), ==, 0);
}

static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_assert_cmpuint (port, !=, 0);
  g_socket_listener_close (listener);
  return port;
}

/* A test that wants the port of the flow that runs says what to do. */
static void
test_port_in_use (Fixture *fixture, gconstpointer data)
{
  WeirSession     *session = fixture->panel.session;
  WeirLive        *live = weir_session_get_live (session);
  WeirRunSettings *settings = weir_run_settings_new ();
  guint16          port = find_port ();
  g_autofree char *text =
    g_strdup_printf ("{\"env\":{\"PORT\":\"%u\"},%s", port, TEST ("hello") + 1);
  g_autofree char *wanted =
    g_strdup_printf ("echo.test.json, Can’t be run, Port %u of 127.0.0.1 is "
                     "already in use. The flow that is running may use it",
                     port);

  settings->port = port;
  weir_session_set_run_settings (session, settings);
  put (fixture, "echo.test.json", text);
  show (fixture);
  weir_test_wait_for (find_row (fixture, "echo.test.json, Not run") != NULL);
  weir_session_run (session);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_RUNNING);
  weir_flow_test_panel_run (WEIR_FLOW_TEST_PANEL (get_panel (fixture)));
  weir_test_wait_for (find_row (fixture, "echo.test.json, Can’t be run") != NULL);
  g_assert_nonnull (find_row (fixture, wanted));
  weir_session_stop (session);
  weir_test_wait_for (weir_live_get_state (live) == WEIR_LIVE_STOPPED);
}

static WeirRecord *
new_record (const char *id, const char *payload)
{
  WeirRecord *record = weir_record_new (WEIR_RECORD_KIND_DEBUG);

  record->id = g_strdup (id);
  record->property = g_strdup ("payload");
  record->value = weir_value_new_string (payload);
  return record;
}

/* A message that is expected is a step at the end of the test, and the test then
 * holds. */
static void
test_expect (Fixture *fixture, gconstpointer data)
{
  WeirDocument *document = weir_session_get_document (fixture->panel.session);
  g_autoptr (WeirRecord) record = new_record ("d", "hello");
  g_autofree char *steps = weir_flow_test_draft_expect_debug (document, record);

  put (fixture,
       "echo.test.json",
       "{\n    \"flow\": \"echo.json\",\n    \"steps\": [\n"
       "        { \"connect\": \"a\", \"path\": \"/ws\" },\n"
       "        { \"send\": \"hello\", \"from\": \"a\" },\n"
       "        { \"expect\": \"hello\", \"to\": \"a\" }\n    ]\n}\n");
  show (fixture);
  weir_test_wait_for (find_row (fixture, "echo.test.json") != NULL);
  weir_test_activate (find_row (fixture, "echo.test.json"));
  weir_test_wait_for (find_row (fixture, "expect \"hello\" to a") != NULL);
  weir_flow_test_panel_add_steps (WEIR_FLOW_TEST_PANEL (get_panel (fixture)),
                                  steps);
  g_assert_cmpstr (fixture->panel.message,
                   ==,
                   "Added to the test “echo.test.json”");
  weir_test_wait_for (find_row (fixture, "expect debug of shown") != NULL);
  activate (fixture, "tests.run");
  weir_test_wait_for (find_row (fixture,
                                "expect debug of shown: {\"payload\":"
                                "\"hello\"}, Passed") != NULL);
}

/* An exchange begins with a connection, unless the test has it already. */
static void
test_exchange (Fixture *fixture, gconstpointer data)
{
  WeirFlowTestPanel *panel;

  show (fixture);
  panel = WEIR_FLOW_TEST_PANEL (get_panel (fixture));
  for (guint i = 0; i < 2; i++)
    {
      weir_flow_test_panel_add_exchange (
        panel,
        "client1",
        "{ \"connect\": \"client1\", \"path\": \"/ws\" },\n"
        "        { \"send\": \"hello\", \"from\": \"client1\" },\n"
        "        { \"expect\": \"hello\", \"to\": \"client1\" }",
        "{ \"send\": \"again\", \"from\": \"client1\" },\n"
        "        { \"expect\": \"again\", \"to\": \"client1\" }");
      weir_test_wait_for (find_row (fixture, "echo.test.json") != NULL);
      if (i == 0)
        weir_test_activate (find_row (fixture, "echo.test.json"));
    }
  weir_test_wait_for (find_row (fixture, "expect \"again\" to client1") != NULL);
  activate (fixture, "tests.run");
  weir_test_wait_for (find_row (fixture, "echo.test.json, Passed") != NULL);
}

/* What led to a debug message: the client it came from. */
static void
test_from_debug (Fixture *fixture, gconstpointer data)
{
  WeirDocument *document = weir_session_get_document (fixture->panel.session);
  WeirLive     *live = weir_session_get_live (fixture->panel.session);
  g_autoptr (WeirRecord)      record = new_record ("d", "hello");
  g_autoptr (WeirTrafficItem) opened = weir_traffic_item_new ();
  g_autoptr (WeirTrafficItem) said = weir_traffic_item_new ();
  g_autoptr (GPtrArray)       items = g_ptr_array_new ();
  g_autofree char            *steps = NULL;

  opened->kind = WEIR_TRAFFIC_OPENED;
  opened->session = g_strdup ("abc");
  opened->place = g_strdup ("/ws");
  said->kind = WEIR_TRAFFIC_TEXT;
  said->session = g_strdup ("abc");
  said->data = g_bytes_new_static ("hello", 5);
  g_ptr_array_add (items, opened);
  g_ptr_array_add (items, said);
  weir_traffic_append (weir_live_get_traffic (live), items, 0);
  record->session = g_strdup ("abc");
  steps = weir_flow_test_draft_from_debug (document, live, record);
  show (fixture);
  weir_flow_test_panel_add_steps (WEIR_FLOW_TEST_PANEL (get_panel (fixture)),
                                  steps);
  weir_test_wait_for (find_row (fixture, "echo.test.json") != NULL);
  activate (fixture, "tests.run");
  weir_test_wait_for (find_row (fixture, "echo.test.json, Passed") != NULL);
}

/* Without a test yet the step begins one; a second one does not replace it. */
static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) first = g_file_get_child (fixture->folder, "echo.test.json");
  g_autoptr (GFile) second =
    g_file_get_child (fixture->folder, "echo-2.test.json");

  show (fixture);
  weir_test_settle ();
  activate (fixture, "tests.new");
  g_assert_true (g_file_query_exists (first, NULL));
  activate (fixture, "tests.new");
  g_assert_true (g_file_query_exists (second, NULL));
  weir_test_wait_for (find_row (fixture, "echo-2.test.json, Not run") != NULL);
  activate (fixture, "tests.run");
  weir_test_wait_for (find_row (fixture, "echo.test.json, Passed") != NULL);
  weir_test_wait_for (find_row (fixture, "echo-2.test.json, Passed") != NULL);
}

/* A draft has no folder for its tests: the page says so. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  weir_session_set_file (fixture->panel.session, NULL, NULL);
  show (fixture);
  g_assert_nonnull (
    weir_test_find (get_panel (fixture), GTK_TYPE_LABEL, "No Tests"));
  weir_flow_test_panel_create (WEIR_FLOW_TEST_PANEL (get_panel (fixture)));
  g_assert_cmpstr (fixture->panel.message,
                   ==,
                   "Save the flow first: its tests are kept beside it.");
  panel_fixture_picture (&fixture->panel, "tests-none");
}

/* A window that goes while tests run takes them along. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  put (fixture,
       "slow.test.json",
       "{\"flow\":\"echo.json\",\"timeout\":60,\"steps\":["
       "{\"expectDebug\":{\"node\":\"shown\",\"payload\":1}}]}");
  show (fixture);
  weir_test_wait_for (find_row (fixture, "slow.test.json") != NULL);
  activate (fixture, "tests.run");
  weir_test_wait_for (find_row (fixture, "slow.test.json, Running") != NULL);
  activate (fixture, "tests.stop");
  weir_test_wait_for (find_row (fixture, "slow.test.json, Not run") != NULL);
  activate (fixture, "tests.run");
  weir_test_wait_for (find_row (fixture, "slow.test.json, Running") != NULL);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/flow-test-panel/run", test_run },
    { "/flow-test-panel/port-in-use", test_port_in_use },
    { "/flow-test-panel/unsaved", test_unsaved },
    { "/flow-test-panel/reveal", test_reveal },
    { "/flow-test-panel/broken", test_broken },
    { "/flow-test-panel/expect", test_expect },
    { "/flow-test-panel/exchange", test_exchange },
    { "/flow-test-panel/from-debug", test_from_debug },
    { "/flow-test-panel/create", test_create },
    { "/flow-test-panel/no-file", test_no_file },
    { "/flow-test-panel/stop", test_stop },
  };

  weir_test_gtk_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
