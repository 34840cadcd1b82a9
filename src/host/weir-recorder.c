/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-recorder-writer.h"

#include "host/weir-host-private.h"
#include "host/weir-loss-count.h"
#include "json/weir-json.h"
#include "net/weir-ws-tap.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long events may gather before they are handed to the writer. */
#define GATHER_US (20 * G_TIME_SPAN_MILLISECOND)

/* Owned by whoever runs the host. It sits at three taps: the messages of the
 * loop, the records of the monitor and the presses of the engine, all on one
 * thread and each in its place between the others; and hands what comes by to
 * its writer. */
struct _WeirRecorder
{
  WeirHost           *host;      /* borrowed */
  WeirRecorderWriter *writer;    /* owned */
  GSource            *handover;  /* owned */
  gboolean            gathering; /* `handover` has its time */
  gint64              start_us;  /* monotonic */
  gint64              last_us;   /* of the last event, since then */
  WeirLossCount       loss;
  guint64             lost; /* told of, or counted in `loss` */
  gboolean            stopped;
  gboolean            told_end;
};

/* How every recording begins. */
static const char signature[] = "{\"weir-recording\":";

/* Saying what is lost ---------------------------------------------------- */

static void
log_lost (WeirRecorder *self, guint64 lost)
{
  if (lost > 0)
    weir_engine_log (weir_host_get_engine (self->host),
                     WEIR_LOG_LEVEL_WARN,
                     "%" G_GUINT64_FORMAT
                     " events came too fast to be recorded",
                     lost);
}

static void
count_lost (WeirRecorder *self)
{
  WeirRecorderStats stats;

  weir_recorder_writer_get_stats (self->writer, &stats);
  if (stats.ended && !self->told_end)
    {
      self->told_end = TRUE;
      weir_engine_log (weir_host_get_engine (self->host),
                       WEIR_LOG_LEVEL_WARN,
                       "Nothing more is recorded: the recording is full or "
                       "can't be written");
    }
  log_lost (self,
            weir_loss_count_add (&self->loss,
                                 stats.lost - self->lost,
                                 g_get_monotonic_time ()));
  self->lost = stats.lost;
}

static gboolean
handover_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs handover_funcs = { .dispatch = handover_dispatch };

static gboolean
handover_cb (gpointer user_data)
{
  WeirRecorder *self = user_data;

  self->gathering = FALSE;
  g_source_set_ready_time (self->handover, -1);
  weir_recorder_writer_hand_over (self->writer);
  return G_SOURCE_CONTINUE;
}

/* @time_us: monotonic. Those of the network may be a little old. */
static void
add (WeirRecorder *self, WeirRecorderItem *item, gint64 time_us)
{
  self->last_us = MAX (self->last_us, time_us - self->start_us);
  item->time_us = self->last_us;
  if (!weir_recorder_writer_add (self->writer, item))
    count_lost (self);
  else if (!self->gathering)
    {
      self->gathering = TRUE;
      g_source_set_ready_time (self->handover, time_us + GATHER_US);
    }
}

/* Connections ------------------------------------------------------------ */

static void
append_text (GString *line, const char *key, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (line, ",\"%s\":", key);
  weir_json_append_string (line, text, strlen (text));
}

static void
add_opened (WeirRecorder *self, const WeirWsTapEvent *event)
{
  WeirWsConnection   *connection = event->connection;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char    *local =
    event->outgoing ? weir_ws_connection_dup_local (connection) : NULL;

  append_text (line, event->outgoing ? "url" : "path", event->place);
  append_text (line, "node", event->owner);
  append_text (line, "session", weir_ws_connection_get_id (connection));
  append_text (line, "address", weir_ws_connection_get_peer (connection));
  append_text (line, "local", local);
  append_text (line, "protocol", weir_ws_connection_get_protocol (connection));
  append_text (line, "origin", weir_ws_connection_get_origin (connection));
  add (self,
       &(WeirRecorderItem){
         .kind = WEIR_RECORDER_OPENED,
         .connection = connection,
         .out = event->outgoing,
         .outgoing = event->outgoing,
         .data = line->str,
         .length = line->len,
       },
       event->time_us);
}

static void
socket_cb (const WeirWsTapEvent *event, gpointer user_data)
{
  WeirRecorder    *self = user_data;
  WeirRecorderItem item = {
    .connection = event->connection,
    .data = event->data,
    .length = event->length,
    .shared = event->shared,
  };

  switch (event->kind)
    {
    case WEIR_WS_TAP_OPENED:
      add_opened (self, event);
      return;
    case WEIR_WS_TAP_RECEIVED:
    case WEIR_WS_TAP_SENT:
      item.kind = event->message == WEIR_WS_TEXT ? WEIR_RECORDER_TEXT
                                                 : WEIR_RECORDER_BINARY;
      item.out = event->kind == WEIR_WS_TAP_SENT;
      break;
    case WEIR_WS_TAP_CLOSED:
      item.kind = WEIR_RECORDER_CLOSED;
      item.out = event->ours;
      item.code = event->code;
      item.data = event->reason;
      item.length = event->reason != NULL ? strlen (event->reason) : 0;
      break;
    }
  add (self, &item, event->time_us);
}

/* Records and presses ---------------------------------------------------- */

static void
record_cb (WeirRecord *record, gpointer user_data)
{
  WeirRecorder *self = user_data;

  switch (record->kind)
    {
    case WEIR_RECORD_KIND_DEBUG:
    case WEIR_RECORD_KIND_STATUS:
      add (self,
           &(WeirRecorderItem){
             .kind = WEIR_RECORDER_RECORD,
             .record = record,
           },
           g_get_monotonic_time ());
      break;
    case WEIR_RECORD_KIND_LOG:
      break;
    }
}

static void
press_cb (const char *id, WeirMessage *message, WeirValue *props, gpointer user_data)
{
  g_autoptr (GString) line = g_string_new (",\"op\":\"inject\"");

  append_text (line, "node", id);
  if (message != NULL)
    {
      g_string_append (line, ",\"msg\":");
      weir_json_append (line,
                        weir_message_get_object (message),
                        WEIR_JSON_STYLE_COMPACT);
    }
  if (props != NULL)
    {
      g_string_append (line, ",\"props\":");
      weir_json_append (line, props, WEIR_JSON_STYLE_COMPACT);
    }
  add (user_data,
       &(WeirRecorderItem){
         .kind = WEIR_RECORDER_LINE,
         .data = line->str,
         .length = line->len,
       },
       g_get_monotonic_time ());
}

/* The file --------------------------------------------------------------- */

static gboolean
refuse (const char *path, int code, const char *text, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, code, "%s: %s", name, text);
  return FALSE;
}

static gboolean
is_recording (int fd)
{
  char start[sizeof signature - 1];

  return pread (fd, start, sizeof start, 0) == sizeof start &&
         memcmp (start, signature, sizeof start) == 0;
}

static gboolean
prepare (int fd, const char *path, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return refuse (path,
                   G_IO_ERROR_NOT_REGULAR_FILE,
                   _ ("a recording needs a regular file"),
                   error);
  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return refuse (path,
                   G_IO_ERROR_BUSY,
                   _ ("somebody is recording into this file"),
                   error);
  if (status.st_size > 0 && !is_recording (fd))
    return refuse (path,
                   G_IO_ERROR_EXISTS,
                   _ ("the file is there and no recording; it was left as it "
                      "is"),
                   error);
  if (ftruncate (fd, 0) != 0)
    return refuse (path,
                   (int)g_io_error_from_errno (errno),
                   g_strerror (errno),
                   error);
  return TRUE;
}

/* Returns: a descriptor of an empty file, or -1 */
static int
open_file (const char *path, GError **error)
{
  int fd = open (path,
                 O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
                 S_IRUSR | S_IWUSR);

  if (fd < 0)
    {
      refuse (path, (int)g_io_error_from_errno (errno), g_strerror (errno), error);
      return -1;
    }
  if (!prepare (fd, path, error))
    {
      close (fd);
      return -1;
    }
  return fd;
}

static GString *
make_header (WeirHost *host, const WeirRecorderOptions *options)
{
  const WeirRunSettings *settings = weir_host_get_settings (host);
  g_autoptr (GDateTime)  now = g_date_time_new_now_utc ();
  g_autofree char       *started = g_date_time_format_iso8601 (now);
  g_autofree char       *rev = NULL;
  GString               *line = g_string_new (signature);

  g_string_append_printf (line, "%d", WEIR_RECORDING_VERSION);
  append_text (line, "flow", options->flow);
  if (options->document != NULL)
    rev = weir_document_dup_rev (options->document);
  append_text (line, "rev", rev);
  append_text (line, "started", started);
  append_text (line, "host", settings->host);
  g_string_append_printf (line, ",\"port\":%u", weir_host_get_port (host));
  append_text (line, "base", settings->base_path);
  g_string_append_c (line, '}');
  return line;
}

/* Life ------------------------------------------------------------------- */

WeirRecorder *
weir_recorder_new (WeirHost                  *host,
                   const WeirRecorderOptions *options,
                   GError                   **error)
{
  g_autoptr (GString) header = NULL;
  WeirEngine         *engine;
  WeirRecorder       *self;
  int                 fd;

  g_return_val_if_fail (WEIR_IS_HOST (host), NULL);

  fd = open_file (options->path, error);
  if (fd < 0)
    return NULL;
  header = make_header (host, options);
  engine = weir_host_get_engine (host);
  self = g_new0 (WeirRecorder, 1);
  self->host = host;
  self->start_us = g_get_monotonic_time ();
  self->writer = weir_recorder_writer_new (fd,
                                           options->max_bytes > 0
                                             ? options->max_bytes
                                             : WEIR_RECORDER_MAX_FILE_BYTES,
                                           header->str);
  self->handover = g_source_new (&handover_funcs, sizeof (GSource));
  g_source_set_static_name (self->handover, "weir-recorder");
  g_source_set_callback (self->handover, handover_cb, self, NULL);
  g_source_attach (self->handover, weir_host_get_context (host));
  weir_monitor_set_tap (weir_engine_get_monitor (engine), record_cb, self);
  weir_engine_set_press_func (engine, press_cb, self);
  weir_ws_tap_start (weir_host_get_server (host), socket_cb, self);
  return self;
}

void
weir_recorder_get_stats (WeirRecorder *self, WeirRecorderStats *stats)
{
  weir_recorder_writer_get_stats (self->writer, stats);
}

gboolean
weir_recorder_stop (WeirRecorder *self, GError **error)
{
  WeirEngine *engine = weir_host_get_engine (self->host);

  if (self->stopped)
    return TRUE;
  self->stopped = TRUE;
  self->last_us = g_get_monotonic_time () - self->start_us;
  weir_ws_tap_stop (weir_host_get_server (self->host), socket_cb, self);
  weir_engine_set_press_func (engine, NULL, NULL);
  weir_monitor_set_tap (weir_engine_get_monitor (engine), NULL, NULL);
  g_source_destroy (self->handover);
  count_lost (self);
  log_lost (self, weir_loss_count_take (&self->loss));
  return weir_recorder_writer_finish (self->writer, self->last_us, error);
}

void
weir_recorder_free (WeirRecorder *self)
{
  weir_recorder_stop (self, NULL);
  weir_recorder_writer_free (self->writer);
  g_source_unref (self->handover);
  g_free (self);
}
