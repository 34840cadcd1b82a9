/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-recorder-writer.h"

#include "json/weir-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* Owned by a recorder. Events wait side by side in one array of bytes, each a
 * head and, unless it is a reference, its data. The writer swaps that array for
 * its own empty one, so the lock is held for a copy at the most; it lets them
 * gather for a while, since waking a thread costs more than an event. */

#define GATHER_US (20 * G_TIME_SPAN_MILLISECOND)

/* Lines are written as soon as there are as many bytes of them. */
#define WRITE_BYTES (64 * 1024)

/* From here on data is not copied but referred to. */
#define REFERENCE_BYTES 4096

/* Room for the last line of a file. */
#define LAST_BYTES 128

/* The writer is not left to its rest when so much waits. */
#define HURRY_BYTES (WEIR_RECORDER_MAX_WAITING_BYTES / 4)

#define ALIGN(n) (((n) + 7u) & ~(gsize)7u)

/* An event in the buffer; its data follows it, unless it is an object. */
typedef struct
{
  gint64        time_us;
  gconstpointer connection;
  gpointer object; /* (nullable): GBytes or, of RECORD, WeirRecord; owned */
  guint32  length; /* of the data */
  guint16  code;
  guint8   kind;
  guint8   out : 1;
  guint8   outgoing : 1;
  guint8   lost : 1; /* of no kind: `connection` is how many */
} Entry;

/* Entries side by side. */
typedef struct
{
  guint8 *bytes;
  gsize   used, size;
} Buffer;

struct _WeirRecorderWriter
{
  GThread *thread;

  /* under the lock */
  GMutex            lock;
  GCond             cond;
  Buffer            waiting;
  gsize             weight;
  gboolean          finishing;
  gboolean          idle;    /* the writer waits for a first event */
  gboolean          hurried; /* it was told that much waits */
  guint64           lost;    /* since the last event that fitted */
  WeirRecorderStats stats;

  /* of the writer */
  int         fd;
  gsize       max_bytes;
  gsize       written;   /* whole lines in the file */
  gsize       unwritten; /* lines in `out` */
  gint64      last_us;
  gboolean    ended;
  Buffer      taken;
  GString    *out;
  GHashTable *peers; /* connection → name */
  guint       n_clients, n_servers;
  GError     *error; /* (nullable) */
};

/* Lines ------------------------------------------------------------------ */

#define APPEND(out, literal) \
  g_string_append_len ((out), (literal), sizeof (literal) - 1)

static void
append_integer (GString *out, gint64 number)
{
  char    digits[24];
  guint   at = sizeof digits;
  guint64 left = number < 0 ? -(guint64)number : (guint64)number;

  do
    digits[--at] = (char)('0' + left % 10);
  while ((left /= 10) > 0);
  if (number < 0)
    digits[--at] = '-';
  g_string_append_len (out, digits + at, (gssize)(sizeof digits - at));
}

static void
append_text (GString *out, const char *key, const char *text)
{
  if (text == NULL)
    return;
  g_string_append (out, key);
  weir_json_append_string (out, text, strlen (text));
}

static void
append_value (GString *out, const char *key, const WeirValue *value)
{
  if (value == NULL)
    return;
  g_string_append (out, key);
  weir_json_append (out, value, WEIR_JSON_STYLE_COMPACT);
}

static void
append_base64 (GString *out, const guint8 *data, gsize length)
{
  gsize start = out->len;
  int   state = 0;
  int   save = 0;
  gsize used;

  g_string_set_size (out, start + (length / 3 + 1) * 4 + 4);
  used =
    g_base64_encode_step (data, length, FALSE, out->str + start, &state, &save);
  used += g_base64_encode_close (FALSE, out->str + start + used, &state, &save);
  g_string_set_size (out, start + used);
}

static const char *
name_peer (WeirRecorderWriter *self, const Entry *entry)
{
  char *name = entry->outgoing ? g_strdup_printf ("server%u", ++self->n_servers)
                               : g_strdup_printf ("client%u", ++self->n_clients);

  g_hash_table_replace (self->peers, (gpointer)entry->connection, name);
  return name;
}

static void
append_peer (WeirRecorderWriter *self, const Entry *entry)
{
  const char *name = entry->kind == WEIR_RECORDER_OPENED
                       ? name_peer (self, entry)
                       : g_hash_table_lookup (self->peers, entry->connection);

  APPEND (self->out, ",\"peer\":\"");
  g_string_append (self->out, name != NULL ? name : "");
  if (entry->out)
    APPEND (self->out, "\",\"dir\":\"out\"");
  else
    APPEND (self->out, "\",\"dir\":\"in\"");
}

static void
append_record (GString *out, const WeirRecord *record)
{
  gboolean debug = record->kind == WEIR_RECORD_KIND_DEBUG;

  g_string_append (out, debug ? ",\"op\":\"debug\"" : ",\"op\":\"status\"");
  append_text (out, ",\"node\":", record->id);
  append_text (out, ",\"name\":", record->name);
  append_text (out, ",\"property\":", record->property);
  append_value (out, ",\"topic\":", record->topic);
  append_value (out, ",\"value\":", record->value);
}

static void
append_closed (GString *out, guint code, const char *reason, gsize length)
{
  APPEND (out, ",\"op\":\"close\",\"code\":");
  append_integer (out, code);
  if (length == 0)
    return;
  APPEND (out, ",\"reason\":");
  weir_json_append_string (out, reason, length);
}

static void
append_event (WeirRecorderWriter *self, const Entry *entry, const void *data)
{
  GString *out = self->out;
  gssize   length = entry->length;

  switch ((WeirRecorderKind)entry->kind)
    {
    case WEIR_RECORDER_OPENED:
      append_peer (self, entry);
      APPEND (out, ",\"op\":\"open\"");
      g_string_append_len (out, data, length);
      break;
    case WEIR_RECORDER_TEXT:
      append_peer (self, entry);
      APPEND (out, ",\"op\":\"text\",\"data\":");
      weir_json_append_string (out, data, entry->length);
      break;
    case WEIR_RECORDER_BINARY:
      append_peer (self, entry);
      APPEND (out, ",\"op\":\"binary\",\"base64\":\"");
      append_base64 (out, data, entry->length);
      g_string_append_c (out, '"');
      break;
    case WEIR_RECORDER_CLOSED:
      append_peer (self, entry);
      append_closed (out, entry->code, data, entry->length);
      g_hash_table_remove (self->peers, entry->connection);
      break;
    case WEIR_RECORDER_RECORD:
      append_record (out, entry->object);
      break;
    case WEIR_RECORDER_LINE:
      g_string_append_len (out, data, length);
      break;
    }
}

/* The file --------------------------------------------------------------- */

/* All that is in `out`. A file that can't take it keeps the lines it has. */
static void
write_out (WeirRecorderWriter *self)
{
  gsize done = 0;

  while (done < self->out->len)
    {
      gssize n = write (self->fd, self->out->str + done, self->out->len - done);

      if (n >= 0)
        done += (gsize)n;
      else if (errno != EINTR)
        {
          g_set_error_literal (&self->error,
                               G_IO_ERROR,
                               g_io_error_from_errno (errno),
                               g_strerror (errno));
          self->ended = TRUE;
          if (ftruncate (self->fd, (off_t)self->written) != 0)
            g_debug ("can't cut the last line off: %s", g_strerror (errno));
          break;
        }
    }
  if (self->error == NULL)
    self->written += self->out->len;
  g_string_truncate (self->out, 0);

  g_mutex_lock (&self->lock);
  self->stats.bytes = self->written;
  if (self->error == NULL)
    self->stats.events += self->unwritten;
  self->stats.ended = self->ended;
  g_mutex_unlock (&self->lock);
  self->unwritten = 0;
}

static void
append_simple (WeirRecorderWriter *self, const char *op, gint64 time_us)
{
  APPEND (self->out, "{\"t\":");
  append_integer (self->out, time_us);
  g_string_append_printf (self->out, ",\"op\":\"%s\"}\n", op);
}

/* A line that would be too long, or too much for the file, is taken back.
 * Returns: whether the file has room for more */
static gboolean
keep_line (WeirRecorderWriter *self, gsize start)
{
  if (self->out->len - start > WEIR_RECORDING_MAX_LINE_BYTES)
    {
      g_string_truncate (self->out, start);
      g_mutex_lock (&self->lock);
      self->stats.lost++;
      self->lost++;
      g_mutex_unlock (&self->lock);
      return TRUE;
    }
  if (self->written + self->out->len + LAST_BYTES <= self->max_bytes)
    {
      self->unwritten++;
      return TRUE;
    }
  g_string_truncate (self->out, start);
  append_simple (self, "full", self->last_us);
  self->ended = TRUE;
  write_out (self);
  return FALSE;
}

static void
append_lost (WeirRecorderWriter *self, guint64 lost, gint64 time_us)
{
  APPEND (self->out, "{\"t\":");
  append_integer (self->out, time_us);
  APPEND (self->out, ",\"op\":\"lost\",\"count\":");
  append_integer (self->out, (gint64)lost);
  APPEND (self->out, "}\n");
}

static void
write_event (WeirRecorderWriter *self, const Entry *entry, const void *data)
{
  gsize start = self->out->len;

  self->last_us = entry->time_us;
  APPEND (self->out, "{\"t\":");
  append_integer (self->out, entry->time_us);
  append_event (self, entry, data);
  APPEND (self->out, "}\n");
  if (keep_line (self, start) && self->out->len >= WRITE_BYTES)
    write_out (self);
}

/* The thread ------------------------------------------------------------- */

static void
release (Entry *entry)
{
  if (entry->object == NULL)
    return;
  if (entry->kind == WEIR_RECORDER_RECORD)
    weir_record_unref (entry->object);
  else
    g_bytes_unref (entry->object);
}

/* Returns: where the next entry is */
static gsize
write_entry (WeirRecorderWriter *self, gsize at)
{
  Entry      *entry = (Entry *)(gpointer)(self->taken.bytes + at);
  const void *data = entry + 1;
  gsize       next = at + sizeof (Entry);

  if (entry->lost)
    {
      if (!self->ended)
        append_lost (self, GPOINTER_TO_SIZE (entry->connection), entry->time_us);
      return next;
    }
  if (entry->object == NULL)
    next += ALIGN (entry->length);
  else if (entry->kind != WEIR_RECORDER_RECORD)
    data = g_bytes_get_data (entry->object, NULL);
  if (!self->ended)
    write_event (self, entry, data);
  release (entry);
  return next;
}

static void
write_taken (WeirRecorderWriter *self)
{
  for (gsize at = 0; at < self->taken.used;)
    at = write_entry (self, at);
  if (self->out->len > 0)
    write_out (self);
}

/* Returns: whether there may be more */
static gboolean
take (WeirRecorderWriter *self)
{
  Buffer   waiting;
  gint64   until;
  gboolean more;

  self->taken.used = 0;
  g_mutex_lock (&self->lock);
  self->idle = TRUE;
  while (self->waiting.used == 0 && !self->finishing)
    g_cond_wait (&self->cond, &self->lock);
  self->idle = FALSE;

  until = g_get_monotonic_time () + GATHER_US;
  while (!self->finishing && self->weight < HURRY_BYTES &&
         g_cond_wait_until (&self->cond, &self->lock, until))
    ;
  waiting = self->waiting;
  self->waiting = self->taken;
  self->taken = waiting;
  self->weight = 0;
  self->hurried = FALSE;
  more = !self->finishing || self->taken.used > 0;
  g_mutex_unlock (&self->lock);
  return more;
}

static gpointer
thread_func (gpointer data)
{
  WeirRecorderWriter *self = data;

  write_out (self);
  while (take (self))
    write_taken (self);
  return NULL;
}

/* The engine's side ------------------------------------------------------ */

WeirRecorderWriter *
weir_recorder_writer_new (int fd, gsize max_bytes, const char *header)
{
  WeirRecorderWriter *self = g_new0 (WeirRecorderWriter, 1);

  self->fd = fd;
  self->max_bytes = max_bytes;
  self->out = g_string_new (header);
  g_string_append_c (self->out, '\n');
  self->peers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("weir-recorder", thread_func, self);
  return self;
}

static gsize
weigh (const WeirRecorderItem *item)
{
  gsize weight = sizeof (Entry) + item->length;

  if (item->record != NULL && item->record->value != NULL)
    weight += weir_value_get_size (item->record->value);
  return weight;
}

/* The opening and closing of connections may always wait: a recording without
 * them is none. Their number is bounded by that of the connections. */
static gboolean
fits (WeirRecorderWriter *self, const WeirRecorderItem *item, gsize weight)
{
  return self->weight + weight <= WEIR_RECORDER_MAX_WAITING_BYTES ||
         self->weight == 0 || item->kind == WEIR_RECORDER_OPENED ||
         item->kind == WEIR_RECORDER_CLOSED;
}

static gpointer
reserve (Buffer *buffer, gsize bytes)
{
  gpointer room;

  if (buffer->size - buffer->used < bytes)
    {
      buffer->size = MAX (buffer->size * 2, buffer->used + bytes);
      buffer->bytes = g_realloc (buffer->bytes, buffer->size);
    }
  room = buffer->bytes + buffer->used;
  buffer->used += bytes;
  return room;
}

/* Under the lock. */
static void
append_lost_entry (WeirRecorderWriter *self, gint64 time_us)
{
  Entry *entry = reserve (&self->waiting, sizeof (Entry));

  *entry = (Entry){
    .time_us = time_us,
    .connection = GSIZE_TO_POINTER ((gsize)self->lost),
    .lost = TRUE,
  };
  self->lost = 0;
}

/* Returns: (transfer full) (nullable): the event's data, when that is cheaper
 *   than to copy it */
static gpointer
refer (const WeirRecorderItem *item)
{
  if (item->record != NULL)
    return weir_record_ref (item->record);
  if (item->length < REFERENCE_BYTES)
    return NULL;
  return item->shared != NULL ? g_bytes_ref (item->shared)
                              : g_bytes_new (item->data, item->length);
}

/* Under the lock. */
static void
append_entry (WeirRecorderWriter *self, const WeirRecorderItem *item)
{
  gpointer object = refer (item);
  gsize    inside = object == NULL ? item->length : 0;
  Entry   *entry = reserve (&self->waiting, sizeof (Entry) + ALIGN (inside));

  entry->time_us = item->time_us;
  entry->connection = item->connection;
  entry->object = object;
  entry->length = (guint32)item->length;
  entry->code = (guint16)item->code;
  entry->kind = (guint8)item->kind;
  entry->out = item->out != 0;
  entry->outgoing = item->outgoing != 0;
  entry->lost = FALSE;
  if (inside > 0)
    memcpy (entry + 1, item->data, inside);
}

gboolean
weir_recorder_writer_add (WeirRecorderWriter *self, const WeirRecorderItem *item)
{
  gsize    weight = weigh (item);
  gboolean room;

  g_mutex_lock (&self->lock);
  room = !self->stats.ended && fits (self, item, weight);
  if (room)
    {
      if (self->lost > 0)
        append_lost_entry (self, item->time_us);
      append_entry (self, item);
      self->weight += weight;
    }
  else if (!self->stats.ended)
    {
      self->lost++;
      self->stats.lost++;
    }

  /* Each signal is a call of the system. */
  if (room && (self->idle || (self->weight >= HURRY_BYTES && !self->hurried)))
    {
      self->hurried = !self->idle;
      self->idle = FALSE;
      g_cond_signal (&self->cond);
    }
  g_mutex_unlock (&self->lock);
  return room;
}

void
weir_recorder_writer_get_stats (WeirRecorderWriter *self, WeirRecorderStats *stats)
{
  g_mutex_lock (&self->lock);
  *stats = self->stats;
  g_mutex_unlock (&self->lock);
}

gboolean
weir_recorder_writer_finish (WeirRecorderWriter *self,
                             gint64              time_us,
                             GError            **error)
{
  if (self->thread == NULL)
    return TRUE;
  g_mutex_lock (&self->lock);
  self->finishing = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->thread));

  if (!self->ended)
    {
      if (self->lost > 0)
        append_lost (self, self->lost, time_us);
      append_simple (self, "end", time_us);
      write_out (self);
    }
  close (self->fd);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

void
weir_recorder_writer_free (WeirRecorderWriter *self)
{
  g_assert (self->thread == NULL);
  g_free (self->waiting.bytes);
  g_free (self->taken.bytes);
  g_string_free (self->out, TRUE);
  g_hash_table_unref (self->peers);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}
