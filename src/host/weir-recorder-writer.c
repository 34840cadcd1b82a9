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

/* Owned by a recorder. Events wait side by side in arrays of bytes, each a head
 * and, unless it is a reference, its data. One array is filled without a lock; it
 * is swapped for the empty one that waits for the writer, which swaps it for its
 * own. So the lock is taken for many events at once, and the writer woken for
 * many: both cost more than an event. */

/* So much is handed over at once; little enough to stay in a processor's cache. */
#define BATCH_BYTES (256 * 1024)

/* Lines are written as soon as there are as many bytes of them. */
#define WRITE_BYTES (64 * 1024)

/* From here on data is not copied but referred to. */
#define REFERENCE_BYTES 4096

/* Room for the last line of a file. */
#define LAST_BYTES 128

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

/* Whoever is at the other end of a connection. */
typedef struct
{
  char *in, *out; /* what its lines have behind the time */
  gsize in_length, out_length;
} Peer;

struct _WeirRecorderWriter
{
  GThread *thread;

  /* of the engine's side */
  Buffer   filling;
  gsize    filling_weight;
  gsize    ahead;    /* what waited when some was handed over last */
  gboolean at_end;   /* nothing more is written, it was told then */
  guint64  lost;     /* since the last event that fitted */
  guint64  all_lost; /* that didn't fit */

  /* under the lock */
  GMutex            lock;
  GCond             cond;
  Buffer            waiting;
  gsize             weight;
  gboolean          finishing;
  gboolean          idle;  /* the writer waits */
  WeirRecorderStats stats; /* `lost`: those of lines that would be too long */

  /* of the writer */
  int           fd;
  gsize         max_bytes;
  gsize         written;   /* whole lines in the file */
  gsize         unwritten; /* lines in `out` */
  guint64       too_long;  /* lost, and not in a line yet */
  gint64        last_us;
  gboolean      ended;
  Buffer        taken;
  GString      *out;
  GHashTable   *peers;           /* connection → Peer */
  gconstpointer last_connection; /* (nullable) */
  const Peer   *last_peer;       /* its */
  guint         n_clients, n_servers;
  GError       *error; /* (nullable) */

  /* How a line of `head_us` begins; many in a row have one time. */
  gint64 head_us;
  gsize  head_length;
  char   head[32];
};

/* Lines ------------------------------------------------------------------ */

/* As g_string_append_len(), within the function that calls it: these few bytes
 * are copied some million times a second. */
static inline void
put (GString *out, const char *text, gsize length)
{
  gsize used = out->len;

  if (G_UNLIKELY (out->allocated_len - used <= length))
    {
      g_string_append_len (out, text, (gssize)length);
      return;
    }
  memcpy (out->str + used, text, length);
  out->str[used + length] = '\0';
  out->len = used + length;
}

#define APPEND(out, literal) put ((out), (literal), sizeof (literal) - 1)

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
  put (out, digits + at, sizeof digits - at);
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

static void
free_peer (gpointer data)
{
  Peer *peer = data;

  g_free (peer->in);
  g_free (peer->out);
  g_free (peer);
}

static void
name_peer (WeirRecorderWriter *self, const Entry *entry)
{
  Peer       *peer = g_new0 (Peer, 1);
  const char *kind = entry->outgoing ? "server" : "client";
  guint       n = entry->outgoing ? ++self->n_servers : ++self->n_clients;

  peer->in = g_strdup_printf (",\"peer\":\"%s%u\",\"dir\":\"in\"", kind, n);
  peer->out = g_strdup_printf (",\"peer\":\"%s%u\",\"dir\":\"out\"", kind, n);
  peer->in_length = strlen (peer->in);
  peer->out_length = strlen (peer->out);
  self->last_connection = NULL;
  g_hash_table_replace (self->peers, (gpointer)entry->connection, peer);
}

static void
forget_peer (WeirRecorderWriter *self, const Entry *entry)
{
  self->last_connection = NULL;
  g_hash_table_remove (self->peers, entry->connection);
}

static void
append_peer (WeirRecorderWriter *self, const Entry *entry)
{
  const Peer *peer = self->last_peer;

  if (entry->connection != self->last_connection)
    {
      peer = g_hash_table_lookup (self->peers, entry->connection);
      self->last_connection = entry->connection;
      self->last_peer = peer;
    }
  if (peer == NULL)
    APPEND (self->out, ",\"peer\":\"\"");
  else if (entry->out)
    put (self->out, peer->out, peer->out_length);
  else
    put (self->out, peer->in, peer->in_length);
}

static void
append_head (WeirRecorderWriter *self, gint64 time_us)
{
  gsize start = self->out->len;

  if (time_us == self->head_us)
    {
      put (self->out, self->head, self->head_length);
      return;
    }
  APPEND (self->out, "{\"t\":");
  append_integer (self->out, time_us);
  self->head_us = time_us;
  self->head_length = self->out->len - start;
  memcpy (self->head, self->out->str + start, self->head_length);
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
  gsize    length = entry->length;

  switch ((WeirRecorderKind)entry->kind)
    {
    case WEIR_RECORDER_OPENED:
      name_peer (self, entry);
      append_peer (self, entry);
      APPEND (out, ",\"op\":\"open\"");
      put (out, data, length);
      break;
    case WEIR_RECORDER_TEXT:
      append_peer (self, entry);
      APPEND (out, ",\"op\":\"text\",\"data\":");
      weir_json_append_string (out, data, length);
      break;
    case WEIR_RECORDER_BINARY:
      append_peer (self, entry);
      APPEND (out, ",\"op\":\"binary\",\"base64\":\"");
      append_base64 (out, data, length);
      g_string_append_c (out, '"');
      break;
    case WEIR_RECORDER_CLOSED:
      append_peer (self, entry);
      append_closed (out, entry->code, data, length);
      forget_peer (self, entry);
      break;
    case WEIR_RECORDER_RECORD:
      append_record (out, entry->object);
      break;
    case WEIR_RECORDER_LINE:
      put (out, data, length);
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
  append_head (self, time_us);
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
      g_mutex_unlock (&self->lock);
      self->too_long++;
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
  lost += self->too_long;
  self->too_long = 0;
  if (lost == 0)
    return;
  append_head (self, time_us);
  APPEND (self->out, ",\"op\":\"lost\",\"count\":");
  append_integer (self->out, (gint64)lost);
  APPEND (self->out, "}\n");
}

static void
write_event (WeirRecorderWriter *self, const Entry *entry, const void *data)
{
  gsize start;

  self->last_us = entry->time_us;
  append_lost (self, 0, entry->time_us);
  start = self->out->len;
  append_head (self, entry->time_us);
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
  gboolean more;

  self->taken.used = 0;
  g_mutex_lock (&self->lock);
  self->idle = TRUE;
  while (self->waiting.used == 0 && !self->finishing)
    g_cond_wait (&self->cond, &self->lock);
  self->idle = FALSE;
  waiting = self->waiting;
  self->waiting = self->taken;
  self->taken = waiting;
  self->weight = 0;
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
  self->peers = g_hash_table_new_full (NULL, NULL, NULL, free_peer);
  self->head_us = -1;
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
move_filling (WeirRecorderWriter *self)
{
  Buffer filling = self->filling;

  if (self->waiting.used == 0)
    {
      self->filling = self->waiting;
      self->waiting = filling;
      return;
    }
  memcpy (reserve (&self->waiting, filling.used), filling.bytes, filling.used);
  self->filling.used = 0;
}

void
weir_recorder_writer_hand_over (WeirRecorderWriter *self)
{
  g_mutex_lock (&self->lock);
  if (self->filling.used > 0)
    {
      move_filling (self);
      self->weight += self->filling_weight;
      self->filling_weight = 0;

      /* A signal is a call of the system. */
      if (self->idle)
        g_cond_signal (&self->cond);
      self->idle = FALSE;
    }
  self->ahead = self->weight;
  self->at_end = self->stats.ended;
  g_mutex_unlock (&self->lock);
}

/* The opening and closing of connections may always wait: a recording without
 * them is none. Their number is bounded by that of the connections. */
static gboolean
fits (WeirRecorderWriter *self, const WeirRecorderItem *item, gsize weight)
{
  gsize waiting = self->ahead + self->filling_weight;

  return waiting + weight <= WEIR_RECORDER_MAX_WAITING_BYTES || waiting == 0 ||
         item->kind == WEIR_RECORDER_OPENED ||
         item->kind == WEIR_RECORDER_CLOSED;
}

static void
append_lost_entry (WeirRecorderWriter *self, gint64 time_us)
{
  Entry *entry = reserve (&self->filling, sizeof (Entry));

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

static void
append_entry (WeirRecorderWriter *self, const WeirRecorderItem *item)
{
  gpointer object = refer (item);
  gsize    inside = object == NULL ? item->length : 0;
  Entry   *entry = reserve (&self->filling, sizeof (Entry) + ALIGN (inside));

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
  gsize weight = weigh (item);

  /* The writer may have taken what waited. */
  if (!fits (self, item, weight))
    weir_recorder_writer_hand_over (self);
  if (self->at_end)
    return FALSE;
  if (!fits (self, item, weight))
    {
      self->lost++;
      self->all_lost++;
      return FALSE;
    }
  if (self->lost > 0)
    append_lost_entry (self, item->time_us);
  append_entry (self, item);
  self->filling_weight += weight;
  if (self->filling_weight >= BATCH_BYTES)
    weir_recorder_writer_hand_over (self);
  return TRUE;
}

void
weir_recorder_writer_get_stats (WeirRecorderWriter *self, WeirRecorderStats *stats)
{
  weir_recorder_writer_hand_over (self);
  g_mutex_lock (&self->lock);
  *stats = self->stats;
  g_mutex_unlock (&self->lock);
  self->at_end = stats->ended;
  stats->lost += self->all_lost;
}

gboolean
weir_recorder_writer_finish (WeirRecorderWriter *self,
                             gint64              time_us,
                             GError            **error)
{
  if (self->thread == NULL)
    return TRUE;
  weir_recorder_writer_hand_over (self);
  g_mutex_lock (&self->lock);
  self->finishing = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->thread));

  if (!self->ended)
    {
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
  g_free (self->filling.bytes);
  g_free (self->waiting.bytes);
  g_free (self->taken.bytes);
  g_string_free (self->out, TRUE);
  g_hash_table_unref (self->peers);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}
