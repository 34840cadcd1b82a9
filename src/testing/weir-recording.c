/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-recording.h"

#include "flow/weir-flow-error.h"
#include "host/weir-recorder.h"
#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* The reader of what the recorder of a host writes. A recording is a file of
 * other people: each line is bounded, and each thing wrong with it has its
 * place. */

#define READ_BYTES (64 * 1024)

/* Times and counts above this are no integers any more (2^53). */
#define MAX_INTEGER 9007199254740992.0

/* As nested as a message of the recorder can be, and the event around it. */
static const WeirJsonLimits limits = {
  .max_bytes = WEIR_RECORDING_MAX_LINE_BYTES,
  .max_depth = WEIR_JSON_MAX_DEPTH + 2,
};

static const char *const operations[] = {
  [WEIR_RECORDING_OPEN] = "open",     [WEIR_RECORDING_TEXT] = "text",
  [WEIR_RECORDING_BINARY] = "binary", [WEIR_RECORDING_CLOSE] = "close",
  [WEIR_RECORDING_INJECT] = "inject", [WEIR_RECORDING_DEBUG] = "debug",
  [WEIR_RECORDING_STATUS] = "status", [WEIR_RECORDING_LOST] = "lost",
  [WEIR_RECORDING_FULL] = "full",     [WEIR_RECORDING_END] = "end",
};

struct _WeirRecording
{
  char               *name;
  GInputStream       *stream;
  WeirRecordingHeader header;
  GPtrArray          *notes;
  GHashTable         *unknown; /* operations noted already */

  GByteArray *buffer;
  gsize       at;     /* the next line in it */
  guint       line;   /* of the present one */
  gboolean    at_end; /* of the stream */
  gboolean    ended;  /* the recording says so */
};

void
weir_recording_event_free (WeirRecordingEvent *event)
{
  g_free (event->peer);
  g_free (event->place);
  g_free (event->node);
  g_free (event->name);
  g_free (event->property);
  g_free (event->address);
  g_free (event->local);
  g_free (event->protocol);
  g_clear_pointer (&event->data, g_bytes_unref);
  g_clear_pointer (&event->value, weir_value_unref);
  g_clear_pointer (&event->topic, weir_value_unref);
  g_clear_pointer (&event->props, weir_value_unref);
  g_free (event);
}

/* Messages --------------------------------------------------------------- */

static void
set_wrong (WeirRecording *self, guint column, const char *text, GError **error)
{
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_DATA,
               "%s:%u:%u: %s",
               self->name,
               self->line,
               column,
               text);
}

static void
note (WeirRecording *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
note (WeirRecording *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->notes,
                   g_strdup_printf ("%s:%u: %s", self->name, self->line, text));
}

/* Lines ------------------------------------------------------------------ */

static gboolean
fill (WeirRecording *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (self->at > 0)
    g_byte_array_remove_range (self->buffer, 0, (guint)self->at);
  self->at = 0;
  bytes = g_input_stream_read_bytes (self->stream, READ_BYTES, NULL, error);
  if (bytes == NULL)
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  self->at_end = g_bytes_get_size (bytes) == 0;
  g_byte_array_append (self->buffer,
                       g_bytes_get_data (bytes, NULL),
                       (guint)g_bytes_get_size (bytes));
  return TRUE;
}

/* @cut: (out): whether the line has no end
 *
 * Returns: (nullable): the next line; %NULL at the end, and on an error */
static const char *
next_line (WeirRecording *self, gsize *length, gboolean *cut, GError **error)
{
  gsize looked = self->at; /* up to here there is no end of the line */

  for (;;)
    {
      const char *line = (const char *)self->buffer->data + self->at;
      gsize       there = self->buffer->len - self->at;
      const char *end =
        there > 0
          ? memchr (line + (looked - self->at), '\n', self->buffer->len - looked)
          : NULL;

      *cut = end == NULL;
      if (end != NULL || (self->at_end && there > 0))
        {
          self->line++;
          *length = end != NULL ? (gsize)(end - line) : there;
          self->at += *length + (end != NULL ? 1 : 0);
          return line;
        }
      if (self->at_end)
        return NULL;
      if (there > WEIR_RECORDING_MAX_LINE_BYTES)
        {
          self->line++;
          set_wrong (self,
                     1,
                     _ ("This line is longer than any of a recording."),
                     error);
          return NULL;
        }
      looked = there;
      if (!fill (self, error))
        return NULL;
    }
}

/* Members ---------------------------------------------------------------- */

static gboolean
is_kind (const WeirValue *value, WeirValueKind kind)
{
  return value != NULL && weir_value_get_kind (value) == kind;
}

/* Returns: whether the member is a whole number from 0 on */
static gboolean
get_integer (const WeirValue *line, const char *key, double max, guint64 *integer)
{
  const WeirValue *member = weir_value_lookup (line, key);
  double           number;

  if (!is_kind (member, WEIR_VALUE_KIND_NUMBER))
    return FALSE;
  number = weir_value_get_number (member);
  if (!(number >= 0 && number <= max) || floor (number) != number)
    return FALSE;
  *integer = (guint64)number;
  return TRUE;
}

static char *
dup_text (const WeirValue *line, const char *key)
{
  return g_strdup (weir_value_lookup_string (line, key));
}

static WeirValue *
dup_value (const WeirValue *line, const char *key)
{
  WeirValue *member = weir_value_lookup (line, key);

  return member != NULL ? weir_value_ref (member) : NULL;
}

/* Returns: (transfer full) (nullable) */
static GBytes *
dup_base64 (const WeirValue *line)
{
  const char      *text = weir_value_lookup_string (line, "base64");
  g_autofree char *again = NULL;
  guchar          *data;
  gsize            length;

  if (text == NULL)
    return NULL;
  if (*text == '\0')
    return g_bytes_new (NULL, 0);
  data = g_base64_decode (text, &length);
  again = g_base64_encode (data, length);
  if (!g_str_equal (again, text))
    g_clear_pointer (&data, g_free);
  return data != NULL ? g_bytes_new_take (data, length) : NULL;
}

static GBytes *
dup_data (const WeirValue *line)
{
  const WeirValue *member = weir_value_lookup (line, "data");
  const char      *text;
  gsize            length;

  if (!is_kind (member, WEIR_VALUE_KIND_STRING))
    return NULL;
  text = weir_value_get_string (member, &length);
  return g_bytes_new (text, length);
}

/* Events ----------------------------------------------------------------- */

static gboolean
read_peer (WeirRecordingEvent *event, const WeirValue *line)
{
  const char *direction = weir_value_lookup_string (line, "dir");

  event->peer = dup_text (line, "peer");
  event->out = g_strcmp0 (direction, "out") == 0;
  return event->peer != NULL && *event->peer != '\0' &&
         (event->out || g_strcmp0 (direction, "in") == 0);
}

/* Returns: (nullable): what is wrong with it, not translated yet */
static const char *
read_open (WeirRecordingEvent *event, const WeirValue *line)
{
  event->place = dup_text (line, event->out ? "url" : "path");
  event->node = dup_text (line, "node");
  event->address = dup_text (line, "address");
  event->local = dup_text (line, "local");
  event->protocol = dup_text (line, "protocol");
  if (event->place == NULL)
    return event->out ? N_ ("“url” is missing.") : N_ ("“path” is missing.");
  return event->out && event->node == NULL ? N_ ("“node” is missing.") : NULL;
}

static const char *
read_node (WeirRecordingEvent *event, const WeirValue *line)
{
  event->node = dup_text (line, "node");
  event->name = dup_text (line, "name");
  event->property = dup_text (line, "property");
  event->topic = dup_value (line, "topic");
  event->props = dup_value (line, "props");
  event->value =
    dup_value (line, event->op == WEIR_RECORDING_INJECT ? "msg" : "value");
  if (event->node == NULL)
    return N_ ("“node” is missing.");
  if (event->op == WEIR_RECORDING_INJECT && event->value != NULL &&
      !is_kind (event->value, WEIR_VALUE_KIND_OBJECT))
    return N_ ("“msg” isn’t an object.");
  return NULL;
}

static const char *
read_members (WeirRecordingEvent *event, const WeirValue *line)
{
  guint64 code = 0;

  if (event->op <= WEIR_RECORDING_CLOSE && !read_peer (event, line))
    return N_ ("“peer” or “dir” is missing or wrong.");

  switch (event->op)
    {
    case WEIR_RECORDING_OPEN:
      return read_open (event, line);
    case WEIR_RECORDING_TEXT:
      event->data = dup_data (line);
      return event->data == NULL ? N_ ("“data” isn’t a text.") : NULL;
    case WEIR_RECORDING_BINARY:
      event->data = dup_base64 (line);
      return event->data == NULL ? N_ ("“base64” isn’t in Base64.") : NULL;
    case WEIR_RECORDING_CLOSE:
      if (!get_integer (line, "code", G_MAXUINT16, &code))
        return N_ ("“code” isn’t a close code.");
      event->code = (guint)code;
      return NULL;
    case WEIR_RECORDING_INJECT:
    case WEIR_RECORDING_DEBUG:
    case WEIR_RECORDING_STATUS:
      return read_node (event, line);
    case WEIR_RECORDING_LOST:
      return get_integer (line, "count", MAX_INTEGER, &event->count)
               ? NULL
               : N_ ("“count” isn’t a number.");
    case WEIR_RECORDING_FULL:
    case WEIR_RECORDING_END:
      break;
    }
  return NULL;
}

/* Returns: whether the operation is one of ours */
static gboolean
find_operation (const char *text, WeirRecordingOp *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      if (g_str_equal (operations[i], text))
        {
          *op = (WeirRecordingOp)i;
          return TRUE;
        }
    }
  return FALSE;
}

static void
note_unknown (WeirRecording *self, const char *op)
{
  if (!g_hash_table_add (self->unknown, g_strdup (op)))
    return;
  note (self, _ ("Events “%.40s” are of a newer Weir; they are skipped."), op);
}

/* Returns: (transfer full) (nullable): the event; %NULL without an error for one
 *   to be skipped */
static WeirRecordingEvent *
read_event (WeirRecording *self, const WeirValue *line, GError **error)
{
  g_autoptr (WeirRecordingEvent) event = g_new0 (WeirRecordingEvent, 1);
  const char                    *op = weir_value_lookup_string (line, "op");
  const char                    *wrong = NULL;
  guint64                        time_us;

  event->line = self->line;
  if (op == NULL)
    wrong = N_ ("“op” is missing: this is no event.");
  else if (!get_integer (line, "t", MAX_INTEGER, &time_us))
    wrong = N_ ("“t” isn’t a number of microseconds.");
  else if (!find_operation (op, &event->op))
    {
      note_unknown (self, op);
      return NULL;
    }
  else
    {
      event->time_us = (gint64)time_us;
      wrong = read_members (event, line);
    }
  if (wrong == NULL)
    return g_steal_pointer (&event);
  set_wrong (self, 1, _ (wrong), error);
  return NULL;
}

/* @line: is no JSON; says where */
static void
set_no_json (WeirRecording *self, const char *line, gsize length, GError **error)
{
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (line, length, &limits);
  g_autofree char *text = NULL;
  WeirJsonToken    token;
  WeirJsonPlace    place;

  do
    token.kind = WEIR_JSON_TOKEN_END;
  while (weir_json_scanner_next (scanner, &token, NULL) &&
         token.kind != WEIR_JSON_TOKEN_END);
  weir_json_locate (line, length, weir_json_scanner_get_offset (scanner), &place);
  text = g_strdup_printf (_ ("This line isn’t JSON near “%s”."), place.excerpt);
  set_wrong (self, place.column, text, error);
}

static WeirValue *
parse (WeirRecording *self, const char *line, gsize length, GError **error)
{
  WeirValue *value = weir_json_read (line, length, &limits, NULL);

  if (value == NULL)
    set_no_json (self, line, length, error);
  return value;
}

static void
note_end (WeirRecording *self)
{
  if (!self->ended)
    note (self,
          _ ("The recording has no end: the program that wrote it was "
             "killed."));
  self->ended = TRUE;
}

static void
look (WeirRecording *self, const WeirRecordingEvent *event)
{
  switch (event->op)
    {
    case WEIR_RECORDING_LOST:
      note (self,
            g_dngettext (GETTEXT_PACKAGE,
                         "%" PRIu64 " event was lost here.",
                         "%" PRIu64 " events were lost here.",
                         (gulong)event->count),
            event->count);
      break;
    case WEIR_RECORDING_FULL:
      note (self, _ ("The recording became as large as it was let."));
      self->ended = TRUE;
      break;
    case WEIR_RECORDING_END:
      self->ended = TRUE;
      break;
    case WEIR_RECORDING_OPEN:
    case WEIR_RECORDING_TEXT:
    case WEIR_RECORDING_BINARY:
    case WEIR_RECORDING_CLOSE:
    case WEIR_RECORDING_INJECT:
    case WEIR_RECORDING_DEBUG:
    case WEIR_RECORDING_STATUS:
      break;
    }
}

WeirRecordingEvent *
weir_recording_next (WeirRecording *self, GError **error)
{
  for (;;)
    {
      g_autoptr (WeirValue) value = NULL;
      g_autoptr (GError)    cause = NULL;
      WeirRecordingEvent   *event;
      gsize                 length;
      gboolean              cut;
      const char           *line = next_line (self, &length, &cut, &cause);

      if (line == NULL && cause == NULL)
        {
          note_end (self);
          return NULL;
        }
      if (line != NULL)
        value = parse (self, line, length, &cause);
      if (value == NULL && line != NULL && cut)
        {
          note (self, _ ("The last line was cut off."));
          self->ended = TRUE;
          return NULL;
        }
      event = value != NULL ? read_event (self, value, &cause) : NULL;
      if (event != NULL)
        {
          look (self, event);
          return event;
        }
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
    }
}

/* The head --------------------------------------------------------------- */

static gboolean
read_header (WeirRecording *self, GError **error)
{
  WeirRecordingHeader  *header = &self->header;
  g_autoptr (WeirValue) value = NULL;
  guint64               version;
  guint64               port = 0;
  gsize                 length;
  gboolean              cut;
  g_autoptr (GError)    cause = NULL;
  const char           *line = next_line (self, &length, &cut, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (line != NULL)
    value = weir_json_read (line, length, &limits, NULL);
  self->line = 1;
  if (!get_integer (value, "weir-recording", MAX_INTEGER, &version))
    {
      set_wrong (self, 1, _ ("This is no recording of Weir’s."), error);
      return FALSE;
    }
  if (version != WEIR_RECORDING_VERSION)
    {
      set_wrong (self,
                 1,
                 _ ("This recording is of another version of Weir, which this "
                    "one can’t read."),
                 error);
      return FALSE;
    }
  get_integer (value, "port", G_MAXUINT16, &port);
  header->port = (guint)port;
  header->flow = dup_text (value, "flow");
  header->rev = dup_text (value, "rev");
  header->started = dup_text (value, "started");
  header->host = dup_text (value, "host");
  header->base = dup_text (value, "base");
  return TRUE;
}

WeirRecording *
weir_recording_new (const char *name, GInputStream *stream, GError **error)
{
  g_autoptr (WeirRecording) self = g_new0 (WeirRecording, 1);

  self->name = g_strdup (name);
  self->stream = g_object_ref (stream);
  self->buffer = g_byte_array_new ();
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_header (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

WeirRecording *
weir_recording_open (const char *path, GError **error)
{
  g_autofree char             *name = g_filename_display_name (path);
  g_autoptr (GFile)            file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  if (stream != NULL)
    return weir_recording_new (name, G_INPUT_STREAM (stream), error);
  if (error != NULL)
    weir_flow_error_shorten (*error);
  g_prefix_error (error, "%s: ", name);
  return NULL;
}

void
weir_recording_free (WeirRecording *self)
{
  g_free (self->header.flow);
  g_free (self->header.rev);
  g_free (self->header.started);
  g_free (self->header.host);
  g_free (self->header.base);
  g_hash_table_unref (self->unknown);
  g_ptr_array_unref (self->notes);
  g_byte_array_unref (self->buffer);
  g_object_unref (self->stream);
  g_free (self->name);
  g_free (self);
}

const WeirRecordingHeader *
weir_recording_get_header (WeirRecording *self)
{
  return &self->header;
}

GPtrArray *
weir_recording_get_notes (WeirRecording *self)
{
  return self->notes;
}
