/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "host/weir-recorder.h"
#include "host/weir-recorder-writer.h"
#include "net/weir-ws-client.h"
#include "nodes/weir-node-table.h"
#include "weir-test-folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEADLINE_US (20 * G_USEC_PER_SEC)

/* A listener that echoes and is debugged, and a button. */
static const char flow[] =
  "[{\"id\":\"t\",\"type\":\"tab\",\"label\":\"T\"},"
  "{\"id\":\"l\",\"type\":\"websocket-listener\",\"path\":\"/ws\"},"
  "{\"id\":\"in\",\"type\":\"websocket in\",\"z\":\"t\",\"server\":\"l\","
  "\"x\":1,\"y\":1,\"wires\":[[\"out\",\"d\"]]},"
  "{\"id\":\"out\",\"type\":\"websocket out\",\"z\":\"t\",\"server\":\"l\","
  "\"x\":2,\"y\":1,\"wires\":[]},"
  "{\"id\":\"i\",\"type\":\"inject\",\"z\":\"t\",\"props\":[{\"p\":\"payload\"}"
  "],"
  "\"payload\":\"go\",\"payloadType\":\"str\",\"x\":1,\"y\":2,\"wires\":[["
  "\"d\"]]},"
  "{\"id\":\"d\",\"type\":\"debug\",\"z\":\"t\",\"name\":\"show\",\"active\":"
  "true,"
  "\"tosidebar\":true,\"complete\":\"payload\",\"x\":2,\"y\":2,\"wires\":[]}]";

/* A host that runs the flow, a client of it, and a folder. */
typedef struct
{
  GFile        *folder;
  char         *path; /* of the recording */
  WeirHost     *host;
  WeirIoLoop   *loop;
  WeirWsClient *client;
  guint         n_got;
  gboolean      closed;
} Fixture;

static void
message_cb (WeirWsConnection *connection,
            WeirWsKind        kind,
            const guint8     *data,
            gsize             length,
            gpointer          user_data)
{
  ((Fixture *)user_data)->n_got++;
}

static void
closed_cb (WeirWsConnection *connection,
           guint             code,
           const char       *reason,
           gpointer          user_data)
{
  ((Fixture *)user_data)->closed = TRUE;
}

static const WeirWsClientHandler handler = {
  .connection = { .message = message_cb, .closed = closed_cb },
};

#define WAIT(condition)                                         \
  G_STMT_START                                                  \
  {                                                             \
    gint64 give_up_ = g_get_monotonic_time () + DEADLINE_US;    \
    while (!(condition))                                        \
      {                                                         \
        g_assert_cmpint (g_get_monotonic_time (), <, give_up_); \
        if (!g_main_context_iteration (NULL, FALSE))            \
          g_usleep (200);                                       \
      }                                                         \
  }                                                             \
  G_STMT_END

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirRegistry)    registry = weir_registry_new (weir_node_table ());
  g_autoptr (WeirRunSettings) settings = weir_run_settings_new ();
  g_autoptr (GError)          error = NULL;

  settings->port = 0;
  self->folder = weir_test_folder_new ();
  self->path =
    g_build_filename (g_file_peek_path (self->folder), "r.ndjson", NULL);
  self->host =
    weir_host_new (registry, settings, g_main_context_default (), &error);
  g_assert_no_error (error);
  weir_host_listen (self->host, &error);
  g_assert_no_error (error);
  self->loop = weir_io_loop_new (NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->client);
  weir_io_loop_unref (self->loop);
  g_assert_finalize_object (self->host);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  weir_test_folder_remove (self->folder);
  g_free (self->path);
}

static void
deploy (Fixture *self)
{
  g_autoptr (GBytes)       bytes = g_bytes_new_static (flow, strlen (flow));
  g_autoptr (WeirDocument) document = weir_document_new_from_bytes (bytes, NULL);

  weir_host_deploy (self->host, document, NULL, WEIR_DEPLOY_FULL);
}

static WeirWsConnection *
connect (Fixture *self)
{
  g_autofree char    *base = weir_host_dup_url (self->host);
  g_autofree char    *url = g_strconcat (base, "/ws", NULL);
  WeirWsClientOptions options = { .url = url };

  self->client = weir_ws_client_new (self->loop, &options, &handler, self, NULL);
  weir_ws_client_start (self->client);
  WAIT (weir_ws_client_get_connection (self->client) != NULL &&
        weir_host_get_n_clients (self->host) == 1);
  return weir_ws_client_get_connection (self->client);
}

static WeirRecorder *
record (Fixture *self, gsize max_bytes)
{
  g_autoptr (GError)  error = NULL;
  WeirRecorderOptions options = {
    .path = self->path,
    .flow = "f.json",
    .max_bytes = max_bytes,
  };
  WeirRecorder *recorder = weir_recorder_new (self->host, &options, &error);

  g_assert_no_error (error);
  return recorder;
}

static void
stop (WeirRecorder *recorder)
{
  g_autoptr (GError) error = NULL;

  weir_recorder_stop (recorder, &error);
  g_assert_no_error (error);
}

/* Asserts that the lines of the recording match, one regular expression each. */
static void
assert_lines (const char *path, const char *const *expected)
{
  g_autofree char *text = NULL;
  g_auto (GStrv)   lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; expected[i] != NULL; i++)
    {
      g_test_message ("%s", lines[i]);
      if (!g_regex_match_simple (expected[i], lines[i], 0, 0))
        g_error ("line %u is not %s", i + 1, expected[i]);
    }
  g_assert_cmpuint (g_strv_length (lines),
                    ==,
                    g_strv_length ((char **)expected) + 1);
}

static void
test_session (Fixture *self, gconstpointer data)
{
  static const char *const expected[] = {
    "^\\{\"weir-recording\":1,\"flow\":\"f.json\",\"started\":\"\\d{4}-.*Z\","
    "\"host\":\"127.0.0.1\",\"port\":\\d+,\"base\":\"/\"\\}$",
    "^\\{\"t\":\\d+,\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"open\","
    "\"path\":\"/ws\",\"node\":\"l\",\"session\":\"[0-9a-f]{16}\","
    "\"address\":\"127.0.0.1:\\d+\"\\}$",
    "\"op\":\"status\",\"node\":\"in\".*connected 1",
    "\"op\":\"status\",\"node\":\"out\".*connected 1",
    "\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"text\",\"data\":"
    "\"a\\\\\"b\\\\u0000é\"\\}$",
    "\"peer\":\"client1\",\"dir\":\"out\",\"op\":\"text\",\"data\":\"a\\\\\"b",
    "\"op\":\"debug\",\"node\":\"d\",\"name\":\"show\",\"property\":"
    "\"payload\","
    "\"value\":\"a\\\\\"b",
    "\"dir\":\"in\",\"op\":\"binary\",\"base64\":\"AAEC\"\\}$",
    "\"dir\":\"out\",\"op\":\"binary\",\"base64\":\"AAEC\"\\}$",
    "\"op\":\"debug\",.*\"value\":\\{\"type\":\"Buffer\",\"data\":\\[0,1,2\\]"
    "\\}",
    "\"op\":\"inject\",\"node\":\"i\"\\}$",
    "\"op\":\"debug\",.*\"value\":\"go\"",
    "\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"close\",\"code\":1000,"
    "\"reason\":\"bye\"\\}$",
    "\"op\":\"status\",\"node\":\"in\"",
    "\"op\":\"status\",\"node\":\"out\"",
    "^\\{\"t\":\\d+,\"op\":\"end\"\\}$",
    NULL,
  };
  g_autoptr (WeirRecorder) recorder = record (self, 0);
  WeirWsConnection        *connection;
  WeirRecorderStats        stats;
  struct stat              file;

  deploy (self);
  connection = connect (self);
  weir_ws_connection_send (connection,
                           WEIR_WS_TEXT,
                           (const guint8 *)"a\"b\0\xc3\xa9",
                           6,
                           NULL);
  WAIT (self->n_got == 1);
  weir_ws_connection_send (connection,
                           WEIR_WS_BINARY,
                           (const guint8 *)"\0\1\2",
                           3,
                           NULL);
  WAIT (self->n_got == 2);
  g_assert_true (
    weir_engine_press (weir_host_get_engine (self->host), "i", NULL, NULL, NULL));
  weir_engine_run_pending (weir_host_get_engine (self->host));
  weir_ws_connection_close (connection, 1000, "bye");
  WAIT (self->closed && weir_host_get_n_clients (self->host) == 0);
  stop (recorder);
  assert_lines (self->path, expected);
  weir_recorder_get_stats (recorder, &stats);
  g_assert_cmpuint (stats.events, ==, G_N_ELEMENTS (expected) - 3);
  g_assert_cmpuint (stats.lost, ==, 0);
  g_assert_cmpint (g_stat (self->path, &file), ==, 0);
  g_assert_cmpuint (file.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (stats.bytes, <=, (guint64)file.st_size);
}

/* What is open already opens in the recording; a recording may be overwritten. */
static void
test_middle (Fixture *self, gconstpointer data)
{
  static const char *const expected[] = {
    "weir-recording",
    "\"peer\":\"client1\",\"dir\":\"in\",\"op\":\"open\"",
    "\"op\":\"end\"",
    NULL,
  };
  g_autoptr (WeirRecorder) first = record (self, 0);
  g_autoptr (WeirRecorder) second = NULL;

  deploy (self);
  connect (self);
  stop (first);
  second = record (self, 0);
  stop (second);
  assert_lines (self->path, expected);
}

static gboolean
file_has (const char *path, const char *text)
{
  g_autofree char *content = NULL;

  return g_file_get_contents (path, &content, NULL, NULL) &&
         strstr (content, text) != NULL;
}

/* What happened is in the file soon, also when nothing more happens; the second
 * time as well. */
static void
test_soon (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirRecorder) recorder = record (self, 0);
  WeirWsConnection        *connection;

  deploy (self);
  connection = connect (self);
  WAIT (file_has (self->path, "\"op\":\"open\""));
  weir_ws_connection_send (connection,
                           WEIR_WS_TEXT,
                           (const guint8 *)"hello",
                           5,
                           NULL);
  WAIT (file_has (self->path, "\"op\":\"debug\""));
  g_assert_true (file_has (self->path, "\"op\":\"text\",\"data\":\"hello\""));
  stop (recorder);
}

/* A file that becomes as large as it may be ends; the flow goes on. */
static void
test_full (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirRecorder) recorder = record (self, WEIR_RECORDER_MIN_FILE_BYTES);
  WeirWsConnection        *connection;
  WeirRecorderStats        stats;
  g_autofree char         *text = NULL;
  gsize                    length;

  deploy (self);
  connection = connect (self);
  for (guint i = 1; i <= 100; i++)
    {
      weir_ws_connection_send (connection,
                               WEIR_WS_TEXT,
                               (const guint8 *)"hello",
                               5,
                               NULL);
      WAIT (self->n_got == i);
    }
  stop (recorder);
  weir_recorder_get_stats (recorder, &stats);
  g_assert_true (stats.ended);
  g_assert_true (g_file_get_contents (self->path, &text, &length, NULL));
  g_assert_cmpuint (length, <=, WEIR_RECORDER_MIN_FILE_BYTES);
  g_assert_true (g_str_has_suffix (text, ",\"op\":\"full\"}\n"));
  g_assert_null (strstr (text, "\"op\":\"end\""));
}

/* Files that must not be written into. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) other =
    weir_test_folder_write (self->folder, "flow.json", "[]\n");
  WeirRecorderOptions      options = { .path = g_file_peek_path (other) };
  g_autoptr (WeirRecorder) busy = NULL;
  g_autoptr (GError)       error = NULL;

  g_assert_null (weir_recorder_new (self->host, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  weir_test_assert_file (other, "[]\n");
  g_clear_error (&error);

  options.path = g_file_peek_path (self->folder);
  g_assert_null (weir_recorder_new (self->host, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);

  options.path = "/dev/null";
  g_assert_null (weir_recorder_new (self->host, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);

  busy = record (self, 0);
  options.path = self->path;
  g_assert_null (weir_recorder_new (self->host, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static gpointer
read_all (gpointer data)
{
  GString *text = g_string_new (NULL);
  char     buffer[65536];
  ssize_t  n;

  while ((n = read (GPOINTER_TO_INT (data), buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  return text;
}

/* Returns: how many events a recording says were lost, in one place or more */
static guint64
sum_lost (const char *text)
{
  static const char lost[] = "\"op\":\"lost\",\"count\":";
  guint64           sum = 0;

  for (text = strstr (text, lost); text != NULL; text = strstr (text, lost))
    {
      text += strlen (lost);
      sum += g_ascii_strtoull (text, NULL, 10);
    }
  return sum;
}

/* A file that takes nothing: what doesn't fit is lost, counted and said; the
 * openings of connections are kept. */
static void
test_lost (void)
{
  static const char   payload[100 * 1024];
  g_autoptr (GBytes)  shared = g_bytes_new_static (payload, sizeof payload);
  int                 fds[2];
  WeirRecorderWriter *writer;
  WeirRecorderStats   stats;
  WeirRecorderItem    item = {
       .kind = WEIR_RECORDER_BINARY,
       .connection = &item,
       .data = payload,
       .length = sizeof payload,
       .shared = shared,
  };
  WeirRecorderItem opened = { .kind = WEIR_RECORDER_OPENED, .connection = &item };
  GThread         *reader;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError)  error = NULL;

  g_assert_cmpint (pipe (fds), ==, 0);
  writer = weir_recorder_writer_new (fds[1], G_MAXSIZE, "{}");
  weir_recorder_writer_add (writer, &opened);
  for (guint i = 0; i < 1000; i++)
    weir_recorder_writer_add (writer, &item);
  weir_recorder_writer_get_stats (writer, &stats);
  g_assert_cmpuint (stats.lost, >, 500);
  item.length = 0;
  g_assert_true (weir_recorder_writer_add (writer, &opened));

  reader = g_thread_new ("reader", read_all, GINT_TO_POINTER (fds[0]));
  weir_recorder_writer_finish (writer, 7, &error);
  g_assert_no_error (error);
  text = g_thread_join (reader);
  close (fds[0]);
  g_assert_cmpuint (sum_lost (text->str), ==, stats.lost);
  g_assert_true (g_str_has_suffix (text->str,
                                   "{\"t\":0,\"peer\":\"client2\",\"dir\":"
                                   "\"in\",\"op\":\"open\"}\n"
                                   "{\"t\":7,\"op\":\"end\"}\n"));
  weir_recorder_writer_free (writer);
}

/* A disk that is full. */
static void
test_broken (void)
{
  WeirRecorderItem    item = { .kind = WEIR_RECORDER_LINE };
  WeirRecorderWriter *writer =
    weir_recorder_writer_new (g_open ("/dev/full", O_WRONLY), G_MAXSIZE, "{}");
  WeirRecorderStats  stats;
  g_autoptr (GError) error = NULL;

  do
    {
      weir_recorder_writer_add (writer, &item);
      weir_recorder_writer_get_stats (writer, &stats);
    }
  while (!stats.ended);
  g_assert_false (weir_recorder_writer_add (writer, &item));
  g_assert_false (weir_recorder_writer_finish (writer, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  weir_recorder_writer_get_stats (writer, &stats);
  g_assert_cmpuint (stats.events, ==, 0);
  weir_recorder_writer_free (writer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/host/recorder/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("session", test_session);
  ADD ("middle", test_middle);
  ADD ("soon", test_soon);
  ADD ("full", test_full);
  ADD ("refused", test_refused);
  g_test_add_func ("/host/recorder/lost", test_lost);
  g_test_add_func ("/host/recorder/broken", test_broken);

  return g_test_run ();
}
