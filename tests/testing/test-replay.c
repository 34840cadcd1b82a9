/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "recording-fixture.h"

#include "net/weir-ws-server.h"
#include "testing/weir-replay.h"

#include <string.h>

static WeirReplayReport *
replay (RecordingFixture *self, double speed)
{
  WeirReplayOptions options = {
    .speed = speed,
    .registry = self->registry,
    .document = self->document,
    .timeout = 10,
  };

  return weir_replay_run (self->path, &options);
}

static void
show (const WeirReplayReport *report)
{
  if (report->error != NULL)
    g_test_message ("error: %s", report->error);
  for (guint i = 0; i < report->notes->len; i++)
    g_test_message ("note: %s", (const char *)report->notes->pdata[i]);
  for (guint i = 0; i < report->differences->len; i++)
    {
      const WeirReplayDifference *difference = report->differences->pdata[i];

      g_test_message ("%u: %s: %s",
                      difference->line,
                      difference->who,
                      difference->text);
    }
}

static void
assert_clean (RecordingFixture *self, double speed, guint64 played, guint64 compared)
{
  g_autoptr (WeirReplayReport) report = replay (self, speed);

  show (report);
  g_assert_true (weir_replay_report_passed (report));
  g_assert_cmpuint (report->notes->len, ==, 0);
  g_assert_cmpuint (report->n_played, ==, played);
  g_assert_cmpuint (report->n_compared, ==, compared);
}

/* Twenty times out of twenty, as fast as it goes and as it was. */
static void
test_session (RecordingFixture *self, gconstpointer data)
{
  recording_fixture_record_session (self);
  for (guint i = 0; i < 20; i++)
    {
      assert_clean (self, 0, 3 + 60 + 1 + 5, 60 + 60 + 12 + 2);
      assert_clean (self, 1, 3 + 60 + 1 + 5, 60 + 60 + 12 + 2);
    }
}

/* Puts something else in the place of the first @old in the recording. */
static void
change (RecordingFixture *self, const char *old, const char *new)
{
  g_autofree char   *text = NULL;
  g_autoptr (GError) error = NULL;
  char              *place;
  g_autofree char   *changed = NULL;

  g_file_get_contents (self->path, &text, NULL, &error);
  g_assert_no_error (error);
  place = strstr (text, old);
  g_assert_nonnull (place);
  *place = '\0';
  changed = g_strconcat (text, new, place + strlen (old), NULL);
  g_file_set_contents (self->path, changed, -1, &error);
  g_assert_no_error (error);
}

static void
assert_difference (RecordingFixture *self,
                   const char       *who,
                   const char       *text,
                   guint             line)
{
  g_autoptr (WeirReplayReport) report = NULL;
  WeirReplayOptions            options = {
               .registry = self->registry,
               .document = self->document,
               .timeout = 0.2,
  };
  const WeirReplayDifference *difference;

  report = weir_replay_run (self->path, &options);
  show (report);
  g_assert_null (report->error);
  g_assert_cmpuint (report->n_differences, ==, 1);
  difference = report->differences->pdata[0];
  g_assert_cmpstr (difference->who, ==, who);
  g_assert_nonnull (strstr (difference->text, text));
  g_assert_cmpuint (difference->line, ==, line);
}

static void
record_short (RecordingFixture *self)
{
  recording_fixture_start (self, NULL);
  recording_fixture_connect (self, 0);
  recording_fixture_say (self, 0, TRUE, "{\"a\":1}", 7);
  WAIT (self->clients[0].n_got == 1);
  recording_fixture_stop (self);
}

/* Lines: head, open, two statuses, in, out, debug, end. */
static void
test_differs (RecordingFixture *self, gconstpointer data)
{
  record_short (self);
  change (self,
          "\"dir\":\"out\",\"op\":\"text\",\"data\":\"{\\\"a\\\":1}\"",
          "\"dir\":\"out\",\"op\":\"text\",\"data\":\"{\\\"a\\\":2}\"");
  assert_difference (self, "client1", "a: expected 2, got 1", 6);
}

static void
test_missing (RecordingFixture *self, gconstpointer data)
{
  record_short (self);
  change (self,
          "{\"t\"",
          "{\"t\":0,\"op\":\"debug\",\"node\":\"x\",\"value\":5}\n{\"t\"");
  assert_difference (self, "x", "expected 5, got nothing", 2);
}

static void
test_extra (RecordingFixture *self, gconstpointer data)
{
  record_short (self);
  change (self, "\"op\":\"debug\"", "\"op\":\"status\"");
  assert_difference (self, "show", "which was not recorded", 0);
}

static void
test_kind (RecordingFixture *self, gconstpointer data)
{
  record_short (self);
  change (self,
          "\"dir\":\"out\",\"op\":\"text\",\"data\":\"{\\\"a\\\":1}\"",
          "\"dir\":\"out\",\"op\":\"binary\",\"base64\":\"AAE=\"");
  assert_difference (self, "client1", "expected 2 bytes", 6);
}

static void
test_unplayable (RecordingFixture *self, gconstpointer data)
{
  record_short (self);
  change (self,
          "{\"t\"",
          "{\"t\":0,\"op\":\"inject\",\"node\":\"nobody\"}\n{\"t\"");
  assert_difference (self, "nobody", "can’t be played", 2);
}

/* A broken line further down: nothing is played at all. */
static void
test_broken (RecordingFixture *self, gconstpointer data)
{
  g_autoptr (WeirReplayReport) report = NULL;

  record_short (self);
  change (self, "\"op\":\"end\"", "\"op\":5");
  report = replay (self, 0);
  g_assert_nonnull (strstr (report->error, "r.ndjson:8:1: "));
  g_assert_cmpuint (report->n_played, ==, 0);
}

/* Other flow, other answers; and it is said that it is another. */
static void
test_changed_flow (RecordingFixture *self, gconstpointer data)
{
  g_autoptr (GBytes)           bytes = g_bytes_new_static ("[]", 2);
  g_autoptr (WeirReplayReport) report = NULL;

  record_short (self);
  g_object_unref (self->document);
  self->document = weir_document_new_from_bytes (bytes, NULL);
  report = replay (self, 0);
  show (report);
  g_assert_cmpuint (report->n_differences, >=, 3);
  g_assert_cmpuint (report->notes->len, ==, 1);
}

/* The other way round: a client of the flow, and the server it found. */
static void
server_message_cb (WeirWsConnection *connection,
                   WeirWsKind        kind,
                   const guint8     *data,
                   gsize             length,
                   gpointer          user_data)
{
  weir_ws_connection_send (connection, WEIR_WS_TEXT, (const guint8 *)"one", 3, NULL);
  weir_ws_connection_send (connection,
                           WEIR_WS_BINARY,
                           (const guint8 *)"two",
                           3,
                           NULL);
  weir_ws_connection_close (connection, 1000, NULL);
  (*(guint *)user_data)++;
}

static void
test_servers (RecordingFixture *self, gconstpointer data)
{
  static const WeirWsHandler server_handler = { .message = server_message_cb };
  WeirWsServerOptions        options = { 0 };
  g_autoptr (WeirWsServer)   server = weir_ws_server_new (self->loop, &options);
  g_autofree char           *url = NULL;
  g_autoptr (GError)         error = NULL;
  WeirRecorderStats          stats;
  guint                      n = 0;

  weir_ws_server_start (server, &error);
  g_assert_no_error (error);
  weir_ws_server_add_path (server, "/up", &server_handler, &n, &error);
  g_assert_no_error (error);
  url =
    g_strdup_printf ("ws://127.0.0.1:%u/up", weir_ws_server_get_port (server));
  recording_fixture_start (self, url);
  WAIT (weir_engine_is_settled (weir_host_get_engine (self->host)));
  recording_fixture_press (self, "ci");

  /* It says two things, ends, and the flow connects anew. */
  WAIT (n == 1);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      weir_recorder_get_stats (self->recorder, &stats);
    }
  while (stats.events < 8);
  recording_fixture_stop (self);
  weir_ws_server_stop (server);

  assert_clean (self, 0, 4, 4);
}

static WeirReplayReport *
replay_at (RecordingFixture *self, const char *url)
{
  WeirReplayOptions options = { .url = url, .timeout = 5 };

  return weir_replay_run (self->path, &options);
}

static gpointer
replay_thread (gpointer data)
{
  RecordingFixture *self = data;
  g_autofree char  *url = weir_host_dup_url (self->host);

  return replay_at (self, url);
}

/* Against an instance that runs elsewhere. */
static void
test_url (RecordingFixture *self, gconstpointer data)
{
  g_autoptr (WeirReplayReport) report = NULL;
  g_autofree char             *other =
    g_build_filename (g_file_peek_path (self->folder), "other.ndjson", NULL);
  g_autofree char  *first = NULL;
  GThread          *thread;
  WeirRecorderStats stats;

  record_short (self);
  first = g_steal_pointer (&self->path);
  self->path = g_strdup (other);
  recording_fixture_start (self, NULL);
  g_free (self->path);
  self->path = g_steal_pointer (&first);

  thread = g_thread_new ("replay", replay_thread, self);
  do
    {
      g_main_context_iteration (NULL, FALSE);
      weir_recorder_get_stats (self->recorder, &stats);
    }
  while (stats.events < 8);
  report = g_thread_join (thread);
  recording_fixture_stop (self);
  show (report);
  g_assert_true (weir_replay_report_passed (report));
  g_assert_cmpuint (report->n_played, ==, 2);
  g_assert_cmpuint (report->n_compared, ==, 1);
  g_assert_cmpuint (report->notes->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, flow, func)           \
  g_test_add ("/testing/replay/" name,  \
              RecordingFixture,         \
              flow,                     \
              recording_fixture_set_up, \
              func,                     \
              recording_fixture_tear_down)

  ADD ("session", ECHO_FLOW, test_session);
  ADD ("differs", ECHO_FLOW, test_differs);
  ADD ("missing", ECHO_FLOW, test_missing);
  ADD ("extra", ECHO_FLOW, test_extra);
  ADD ("kind", ECHO_FLOW, test_kind);
  ADD ("unplayable", ECHO_FLOW, test_unplayable);
  ADD ("broken", ECHO_FLOW, test_broken);
  ADD ("changed-flow", ECHO_FLOW, test_changed_flow);
  ADD ("servers", ECHO_FLOW "," BRIDGE_FLOW, test_servers);
  ADD ("url", ECHO_FLOW, test_url);

  return g_test_run ();
}
