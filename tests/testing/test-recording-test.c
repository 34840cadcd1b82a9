/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "recording-fixture.h"

#include "net/weir-ws-server.h"
#include "testing/weir-flow-test-run.h"
#include "testing/weir-recording-test.h"

#include <string.h>

static char *
make (RecordingFixture *self, GPtrArray *notes)
{
  g_autoptr (GError) error = NULL;
  char              *text = weir_recording_make_test (self->path,
                                         "flow.json",
                                         self->document,
                                         notes,
                                         &error);

  g_assert_no_error (error);
  g_test_message ("%s", text);
  for (guint i = 0; i < notes->len; i++)
    g_test_message ("note: %s", (const char *)notes->pdata[i]);
  return text;
}

/* Runs a test beside its flow; it must pass. */
static void
assert_passes (RecordingFixture *self, const char *text)
{
  g_autoptr (GBytes) flow = weir_document_to_bytes (self->document);
  g_autofree char   *json =
    g_strndup (g_bytes_get_data (flow, NULL), g_bytes_get_size (flow));
  g_autoptr (GFile)              file = NULL;
  g_autoptr (GFile)              test = NULL;
  g_autoptr (WeirFlowTestReport) report = NULL;

  file = weir_test_folder_write (self->folder, "flow.json", json);
  test = weir_test_folder_write (self->folder, "x.test.json", text);
  report = weir_flow_test_run_sync (self->registry, g_file_peek_path (test));
  if (report->error != NULL)
    g_test_message ("%u:%u: %s",
                    report->error_line,
                    report->error_column,
                    report->error);
  for (guint i = 0; i < report->results->len; i++)
    {
      const WeirFlowTestResult *result = report->results->pdata[i];

      if (result->outcome != WEIR_FLOW_TEST_PASSED)
        g_test_message ("%s: %s, expected %s, got %s",
                        result->text,
                        result->message,
                        result->expected,
                        result->got);
    }
  g_assert_true (weir_flow_test_report_passed (report));
}

/* The session of three clients: its test passes, with times and ids that are
 * others by then. */
static void
test_session (RecordingFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char      *text = NULL;

  recording_fixture_record_session (self);
  text = make (self, notes);
  g_assert_cmpuint (notes->len, ==, 0);
  g_assert_nonnull (
    strstr (text, "{ \"connect\": \"client1\", \"path\": \"/ws\" }"));
  g_assert_nonnull (
    strstr (text, "{ \"sendBinary\": \"AAEC/w==\", \"from\": \"client2\" }"));
  g_assert_nonnull (strstr (text, "{ \"close\": \"client3\", \"code\": 1000 }"));
  g_assert_nonnull (strstr (text, "{ \"$type\": \"number\" }"));
  g_assert_nonnull (strstr (text, "h\303\251llo $${X}"));
  assert_passes (self, text);
}

static void
server_message_cb (WeirWsConnection *connection,
                   WeirWsKind        kind,
                   const guint8     *data,
                   gsize             length,
                   gpointer          user_data)
{
  weir_ws_connection_send (connection, WEIR_WS_TEXT, (const guint8 *)"one", 3, NULL);
}

/* A client whose URL is a variable finds the test's server; one whose URL is
 * fixed can't, which is said. */
static void
test_server (RecordingFixture *self, gconstpointer data)
{
  static const WeirWsHandler handler = { .message = server_message_cb };
  WeirWsServerOptions        options = { 0 };
  g_autoptr (WeirWsServer)   server = weir_ws_server_new (self->loop, &options);
  g_autoptr (GPtrArray)      notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)      more = g_ptr_array_new_with_free_func (g_free);
  g_autofree char           *url = NULL;
  g_autofree char           *text = NULL;
  g_autofree char           *fixed = NULL;
  g_autoptr (GError)         error = NULL;
  g_autoptr (WeirValue)      value = NULL;
  g_autoptr (WeirEdit)       edit = NULL;
  WeirRecorderStats          stats;

  weir_ws_server_start (server, &error);
  g_assert_no_error (error);
  weir_ws_server_add_path (server, "/up", &handler, NULL, &error);
  g_assert_no_error (error);
  url =
    g_strdup_printf ("ws://127.0.0.1:%u/up", weir_ws_server_get_port (server));
  recording_fixture_start (self, url);
  WAIT (weir_engine_is_settled (weir_host_get_engine (self->host)));
  recording_fixture_press (self, "ci");
  do
    {
      g_main_context_iteration (NULL, TRUE);
      weir_recorder_get_stats (self->recorder, &stats);
    }
  while (stats.events < 7);
  recording_fixture_stop (self);
  weir_ws_server_stop (server);

  text = make (self, notes);
  g_assert_cmpuint (notes->len, ==, 0);
  g_assert_nonnull (strstr (text, "\"UP\": \"ws://127.0.0.1:${UP_PORT}/up\""));
  g_assert_nonnull (strstr (text, "\"serve\": \"server1\""));
  g_assert_nonnull (strstr (text, "{ \"expect\": \"up\", \"to\": \"server1\" }"));
  g_assert_nonnull (strstr (text, "{ \"send\": \"one\", \"from\": \"server1\" }"));
  assert_passes (self, text);

  value = weir_value_new_string (url);
  edit = weir_edit_new_set ("c", "path", value);
  weir_edit_unref (weir_document_apply (self->document, edit, NULL));
  fixed = make (self, more);
  g_assert_cmpuint (more->len, ==, 1);
  g_assert_nonnull (strstr (more->pdata[0], "left out"));
  g_assert_null (strstr (fixed, "server1"));
}

static char *
make_of (RecordingFixture *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  return weir_recording_make_test (self->path, "flow.json", NULL, notes, error);
}

#define HEAD "{\"weir-recording\":1,\"base\":\"/\"}\n"

/* A flow that talks to itself does so in the test too. */
static void
test_own_connection (RecordingFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *text = make_of (
    self,
    HEAD
    "{\"t\":1,\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"open\",\"path\":\"/"
      "a\",\"address\":\"1:2\"}\n"
      "{\"t\":2,\"peer\":\"server1\",\"dir\":\"out\",\"op\":\"open\",\"url\":"
      "\"ws://h/a\",\"node\":\"c\",\"local\":\"1:2\"}\n"
      "{\"t\":3,\"op\":\"inject\",\"node\":\"i\",\"msg\":{\"payload\":[1]}}\n"
      "{\"t\":4,\"peer\":\"client1\",\"dir\":\"out\",\"op\":\"text\",\"data\":"
      "\"x\"}\n"
      "{\"t\":5,\"peer\":\"server1\",\"dir\":\"in\",\"op\":\"text\",\"data\":"
      "\"x\"}\n"
      "{\"t\":4000000,\"op\":\"debug\",\"node\":\"d\",\"property\":\"payload\","
      "\"value\":\"x\"}\n"
      "{\"t\":4000001,\"op\":\"end\"}\n",
    &error);

  g_assert_no_error (error);
  g_assert_cmpstr (
    text,
    ==,
    "{\n  \"flow\": \"flow.json\",\n  \"timeout\": 6,\n  \"steps\": [\n"
    "    { \"inject\": \"i\", \"msg\": { \"payload\": [1] } },\n"
    "    { \"expectDebug\": { \"node\": \"d\", \"payload\": \"x\" } }\n"
    "  ]\n}\n");
}

static void
test_nothing (RecordingFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
    make_of (self, HEAD "{\"t\":1,\"op\":\"inject\",\"node\":\"i\"}\n", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_null (make_of (self, HEAD "x\n{}\n", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_null (make_of (self, "[]\n", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, flow, func)                  \
  g_test_add ("/testing/recording-test/" name, \
              RecordingFixture,                \
              flow,                            \
              recording_fixture_set_up,        \
              func,                            \
              recording_fixture_tear_down)

  ADD ("session", ECHO_FLOW, test_session);
  ADD ("server", ECHO_FLOW "," BRIDGE_FLOW, test_server);
  ADD ("own-connection", ECHO_FLOW, test_own_connection);
  ADD ("nothing", ECHO_FLOW, test_nothing);

  return g_test_run ();
}
