/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "live-fixture.h"
#include "weir-test-folder.h"

#include <string.h>

#define FLOW                                                             \
  "[{'id':'t','type':'tab','label':'T'},"                                \
  "{'id':'l','type':'websocket-listener','path':'/ws'},"                 \
  "{'id':'in','type':'websocket in','z':'t','server':'l','x':1,'y':1,"   \
  "'wires':[['out']]},"                                                  \
  "{'id':'out','type':'websocket out','z':'t','server':'l','x':2,'y':1," \
  "'wires':[]}]"

/* What a recording said when it ended. */
typedef struct
{
  guint n;
  char *problem;
} Ended;

static void
ended_cb (WeirLiveRecording *recording,
          const char        *path,
          const char        *problem,
          Ended             *ended)
{
  ended->n++;
  g_free (ended->problem);
  ended->problem = g_strdup (problem);
  g_assert_null (weir_live_recording_get_path (recording));
}

static WeirLiveRecording *
watch (LiveFixture *self, Ended *ended)
{
  WeirLiveRecording *recording = weir_live_get_recording (self->live);

  g_signal_connect_data (recording, "ended", G_CALLBACK (ended_cb), ended, NULL, 0);
  return recording;
}

static gboolean
has_events (LiveFixture *self, gconstpointer data)
{
  return weir_live_recording_get_n_events (
           weir_live_get_recording (self->live)) >= GPOINTER_TO_UINT (data);
}

static gboolean
has_ended (LiveFixture *self, gconstpointer data)
{
  return ((const Ended *)data)->n > 0;
}

static void
assert_recorded (const char *path, const char *text)
{
  g_autofree char *all = NULL;

  g_assert_true (g_file_get_contents (path, &all, NULL, NULL));
  g_assert_nonnull (strstr (all, text));
  g_assert_true (g_str_has_suffix (all, "\"op\":\"end\"}\n"));
}

/* It counts while it goes, and ends when told to or with the run. */
static void
test_record (LiveFixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = weir_test_folder_new ();
  g_autofree char  *path =
    g_build_filename (g_file_peek_path (folder), "r.ndjson", NULL);
  Ended              ended = { 0 };
  WeirLiveRecording *recording = watch (self, &ended);
  LiveClient        *client;

  g_assert_false (weir_live_recording_start (recording, path, "f.json"));
  live_fixture_run (self, FLOW);
  g_assert_true (weir_live_recording_start (recording, path, "f.json"));
  g_assert_false (weir_live_recording_start (recording, path, "f.json"));
  g_assert_cmpstr (weir_live_recording_get_path (recording), ==, path);
  client = live_client_new (self, "/ws");
  live_client_send (client, "hello");
  live_client_wait (client, "hello");
  live_fixture_wait (self, has_events, GUINT_TO_POINTER (5));
  weir_live_recording_stop (recording);
  live_fixture_wait (self, has_ended, &ended);
  g_assert_cmpstr (ended.problem, ==, NULL);
  assert_recorded (path, "\"op\":\"text\",\"data\":\"hello\"");

  /* The second takes the place of the first; it ends with the run. */
  ended.n = 0;
  g_assert_true (weir_live_recording_start (recording, path, "f.json"));
  live_fixture_wait (self, has_events, GUINT_TO_POINTER (1));
  live_client_free (client);
  live_fixture_stop (self);
  g_assert_cmpuint (ended.n, ==, 1);
  g_assert_cmpstr (ended.problem, ==, NULL);
  assert_recorded (path, "\"op\":\"open\"");
  weir_test_folder_remove (g_steal_pointer (&folder));
}

static void
test_refused (LiveFixture *self, gconstpointer data)
{
  Ended              ended = { 0 };
  WeirLiveRecording *recording = watch (self, &ended);

  live_fixture_run (self, FLOW);
  g_assert_true (weir_live_recording_start (recording, "/dev/null", NULL));
  live_fixture_wait (self, has_ended, &ended);
  g_assert_nonnull (ended.problem);
  live_fixture_stop (self);
  g_assert_cmpuint (ended.n, ==, 1);
  g_free (ended.problem);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                     \
  g_test_add ("/host/live-recording/" name, \
              LiveFixture,                  \
              NULL,                         \
              live_fixture_set_up,          \
              func,                         \
              live_fixture_tear_down)

  ADD ("record", test_record);
  ADD ("refused", test_refused);

  return g_test_run ();
}
