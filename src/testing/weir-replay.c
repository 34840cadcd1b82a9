/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-replay.h"

#include "host/weir-host-private.h"
#include "testing/weir-replay-flow.h"
#include "testing/weir-replay-peers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A source of its own drives a replay: it is ready when something came and when
 * something is due; then it goes on in the recording as far as it can. Nothing
 * is ever done inside a callback of the engine or of a socket. */

/* So much is read ahead of what has come. */
#define MAX_EXPECTED 10000

typedef struct
{
  GSource     source;
  WeirReplay *replay;
} ReplaySource;

struct _WeirReplay
{
  /* owned */
  char             *path;
  char             *url;
  GMainContext     *context;
  GSource          *source;    /* (nullable): while it runs */
  WeirRecording    *recording; /* (nullable): while it runs */
  WeirReplayPeers  *peers;     /* (nullable): while it runs */
  WeirReplayFlow   *flow;      /* (nullable): a flow of our own */
  GHashTable       *shown;     /* id → WeirReplayChannel of a debug node */
  WeirReplayReport *report;

  /* borrowed */
  WeirReplayOptions options;
  WeirReplayFunc    done;
  gpointer          user_data;

  /* where it is */
  WeirRecordingEvent *next; /* (nullable): to be played, or read next */
  gint64              start_us;
  gint64              played_us;    /* when something was played last */
  gint64              played_at_us; /* that in the recording */
  gint64              recorded_us;  /* of the last event that must come */
  gint64              deadline_us;  /* of what is waited for; 0: nothing is */
  guint               n_expected;
  guint               n_unheard; /* played, and not taken by the flow yet */
  guint    n_skipped; /* that a running instance can't be asked for */
  gboolean at_end;
  gboolean is_silent; /* all has come; nothing more may */
  gboolean is_flooded;
};

static void advance (WeirReplay *self);

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  advance (((ReplaySource *)source)->replay);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

/* What comes ------------------------------------------------------------- */

static void
changed_cb (gpointer user_data)
{
  WeirReplay *self = user_data;

  if (self->source != NULL)
    g_source_set_ready_time (self->source, 0);
}

static void
flooded_cb (gpointer user_data)
{
  WeirReplay *self = user_data;

  self->is_flooded = TRUE;
  changed_cb (self);
}

static void
heard_cb (gpointer user_data)
{
  WeirReplay *self = user_data;

  if (self->n_unheard > 0)
    self->n_unheard--;
  changed_cb (self);
}

/* @name: (nullable): what people call the node */
static WeirReplayChannel *
get_shown (WeirReplay *self, const char *id, const char *name)
{
  WeirReplayChannel *channel = g_hash_table_lookup (self->shown, id);

  if (channel == NULL)
    {
      channel =
        weir_replay_channel_new (name != NULL && *name != '\0' ? name : id,
                                 self->report,
                                 &self->n_expected);
      g_hash_table_insert (self->shown, g_strdup (id), channel);
    }
  return channel;
}

static void
shown_cb (const WeirRecord *record, gpointer user_data)
{
  WeirReplay    *self = user_data;
  WeirReplayGot *got = g_new0 (WeirReplayGot, 1);

  got->op = WEIR_RECORDING_DEBUG;
  got->property = g_strdup (record->property);
  got->topic = record->topic != NULL ? weir_value_ref (record->topic) : NULL;
  got->value = record->value != NULL ? weir_value_ref (record->value) : NULL;
  if (!weir_replay_channel_add (get_shown (self, record->id, record->name), got))
    self->is_flooded = TRUE;
  changed_cb (self);
}

/* Ending ----------------------------------------------------------------- */

/* The peers first: a flow that is stopped closes their connections, which is
 * nothing that was recorded. */
static void
take_down (WeirReplay *self)
{
  g_clear_pointer (&self->peers, weir_replay_peers_free);
  g_clear_pointer (&self->flow, weir_replay_flow_free);
  g_clear_pointer (&self->next, weir_recording_event_free);
  g_clear_pointer (&self->recording, weir_recording_free);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static void
add_notes (WeirReplay *self)
{
  GPtrArray *notes = weir_recording_get_notes (self->recording);

  for (guint i = 0; i < notes->len; i++)
    g_ptr_array_add (self->report->notes, g_strdup (notes->pdata[i]));
  if (self->n_skipped > 0)
    g_ptr_array_add (
      self->report->notes,
      g_strdup_printf (
        g_dngettext (
          GETTEXT_PACKAGE,
          "%u event was left out: of an instance that runs elsewhere, only the "
          "clients of its listeners can be played.",
          "%u events were left out: of an instance that runs elsewhere, only "
          "the clients of its listeners can be played.",
          self->n_skipped),
        self->n_skipped));
}

/* Tells, last of all; afterwards the replay may be gone.
 *
 * @error: (nullable): why it can't go on */
static void
finish (WeirReplay *self, const GError *error)
{
  WeirReplayReport *report = self->report;

  if (error != NULL)
    report->error = g_strdup (error->message);
  if (self->recording != NULL)
    add_notes (self);
  take_down (self);
  self->done (report, self->user_data);
}

static void
finish_flooded (WeirReplay *self)
{
  g_autoptr (GError) error = g_error_new_literal (
    G_IO_ERROR,
    G_IO_ERROR_NO_SPACE,
    _ ("The flow says far more than was recorded; the replay gave up."));

  finish (self, error);
}

/* Playing ---------------------------------------------------------------- */

static void
tell_unplayed (WeirReplay *self, const GError *error)
{
  const WeirRecordingEvent *event = self->next;

  weir_replay_report_take_difference (
    self->report,
    event->line,
    event->peer != NULL ? event->peer : event->node,
    g_strdup_printf (_ ("can’t be played: %s"), error->message));
}

/* The path without what stood in front of all of them. */
static char *
dup_url (WeirReplay *self, const char *path)
{
  const char *base = weir_recording_get_header (self->recording)->base;
  gsize       length = base != NULL ? strlen (base) : 0;

  while (length > 0 && base[length - 1] == '/')
    length--;
  if (length > 0 && strncmp (path, base, length) == 0)
    path += length;
  return g_strconcat (self->url, path, NULL);
}

static gboolean
play (WeirReplay *self, GError **error)
{
  const WeirRecordingEvent *event = self->next;
  g_autofree char          *url = NULL;

  switch (event->op)
    {
    case WEIR_RECORDING_OPEN:
      url = dup_url (self, event->place);
      return weir_replay_peers_connect (self->peers,
                                        event->peer,
                                        url,
                                        event->protocol,
                                        error);
    case WEIR_RECORDING_TEXT:
    case WEIR_RECORDING_BINARY:
      return weir_replay_peers_send (self->peers,
                                     event->peer,
                                     event->op == WEIR_RECORDING_TEXT,
                                     event->data,
                                     error);
    case WEIR_RECORDING_CLOSE:
      return weir_replay_peers_close (self->peers, event->peer, event->code, error);
    case WEIR_RECORDING_INJECT:
      return weir_replay_flow_press (self->flow, event, error);
    case WEIR_RECORDING_DEBUG:
    case WEIR_RECORDING_STATUS:
    case WEIR_RECORDING_LOST:
    case WEIR_RECORDING_FULL:
    case WEIR_RECORDING_END:
      break;
    }
  return TRUE;
}

static void
play_next (WeirReplay *self)
{
  g_autoptr (GError) error = NULL;
  gboolean           inject = self->next->op == WEIR_RECORDING_INJECT;

  self->played_us = g_get_monotonic_time ();
  self->played_at_us = self->next->time_us;
  if (play (self, &error))
    {
      self->report->n_played++;
      if (self->flow != NULL && !inject)
        self->n_unheard++;
    }
  else
    tell_unplayed (self, error);
  g_clear_pointer (&self->next, weir_recording_event_free);
}

/* Reading ---------------------------------------------------------------- */

static gboolean
is_played (const WeirRecordingEvent *event)
{
  return event->op == WEIR_RECORDING_INJECT ||
         (event->op <= WEIR_RECORDING_CLOSE && !event->out);
}

/* Whether the event is about something a running instance can't be asked for,
 * or nothing at all. */
static gboolean
is_skipped (WeirReplay *self, const WeirRecordingEvent *event)
{
  switch (event->op)
    {
    case WEIR_RECORDING_OPEN:
      return self->flow == NULL && event->out;
    case WEIR_RECORDING_TEXT:
    case WEIR_RECORDING_BINARY:
    case WEIR_RECORDING_CLOSE:
      return self->flow == NULL && g_str_has_prefix (event->peer, "server");
    case WEIR_RECORDING_INJECT:
    case WEIR_RECORDING_DEBUG:
      return self->flow == NULL;
    case WEIR_RECORDING_STATUS:
    case WEIR_RECORDING_LOST:
    case WEIR_RECORDING_FULL:
    case WEIR_RECORDING_END:
      break;
    }
  return TRUE;
}

static void
expect_next (WeirReplay *self)
{
  WeirRecordingEvent *event = g_steal_pointer (&self->next);
  guint               line = event->line;
  g_autofree char    *who =
    g_strdup (event->peer != NULL ? event->peer : event->node);

  if (event->op == WEIR_RECORDING_DEBUG)
    weir_replay_channel_expect (get_shown (self, event->node, event->name),
                                event);
  else if (!weir_replay_peers_expect (self->peers, event))
    weir_replay_report_take_difference (
      self->report,
      line,
      who,
      g_strdup (_ ("is not of a connection that was played, or of a client of "
                   "this flow")));
}

/* Returns: whether there is a next event */
static gboolean
read_next (WeirReplay *self, GError **error)
{
  while (self->next == NULL && !self->at_end)
    {
      g_autoptr (GError) cause = NULL;

      self->next = weir_recording_next (self->recording, &cause);
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      self->at_end = self->next == NULL;
      if (self->next == NULL || !is_skipped (self, self->next))
        continue;
      if (self->next->op <= WEIR_RECORDING_DEBUG)
        self->n_skipped++;
      g_clear_pointer (&self->next, weir_recording_event_free);
    }
  return self->next != NULL;
}

/* Waiting ---------------------------------------------------------------- */

static gint64
get_timeout_us (WeirReplay *self)
{
  double seconds =
    self->options.timeout > 0 ? self->options.timeout : WEIR_REPLAY_TIMEOUT;

  return (gint64)(seconds * G_USEC_PER_SEC);
}

static void
wait_until (WeirReplay *self, gint64 time_us)
{
  g_source_set_ready_time (self->source, time_us);
}

/* All that was recorded before this point must have come. How long that may
 * take: as long as it did, and the time-out.
 *
 * Returns: whether there is nothing to wait for */
static gboolean
has_come (WeirReplay *self)
{
  gint64         now_us = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer       channel;

  if (self->n_expected == 0 && self->n_unheard == 0 &&
      weir_replay_peers_get_n_connecting (self->peers) == 0)
    {
      self->deadline_us = 0;
      return TRUE;
    }
  if (self->deadline_us == 0)
    self->deadline_us = MAX (self->played_us, self->start_us) +
                        MAX (self->recorded_us - self->played_at_us, 0) +
                        get_timeout_us (self);
  if (now_us < self->deadline_us)
    {
      wait_until (self, self->deadline_us);
      return FALSE;
    }
  self->deadline_us = 0;
  self->n_unheard = 0;
  weir_replay_peers_give_up (self->peers);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &channel))
    weir_replay_channel_give_up (channel);
  return TRUE;
}

/* Returns: whether the time of the next event has come */
static gboolean
is_due (WeirReplay *self)
{
  gint64 due_us;

  if (self->options.speed <= 0)
    return TRUE;
  due_us =
    self->start_us + (gint64)((double)self->next->time_us / self->options.speed);
  if (g_get_monotonic_time () >= due_us)
    return TRUE;
  wait_until (self, due_us);
  return FALSE;
}

static void
end (WeirReplay *self)
{
  GHashTableIter iter;
  gpointer       channel;

  weir_replay_peers_end (self->peers);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &channel))
    weir_replay_channel_end (channel);
  finish (self, NULL);
}

/* Nothing more may come for a while. */
static void
listen_to_silence (WeirReplay *self)
{
  if (!self->is_silent)
    {
      self->is_silent = TRUE;
      self->deadline_us = g_get_monotonic_time () +
                          WEIR_REPLAY_SILENCE_MS * G_TIME_SPAN_MILLISECOND;
    }
  if (g_get_monotonic_time () >= self->deadline_us)
    end (self);
  else
    wait_until (self, self->deadline_us);
}

/* Starting --------------------------------------------------------------- */

/* Reads all of it once: a file that is broken further down must not be played,
 * and servers have to be there before the flow is.
 *
 * Returns: (transfer full) (nullable): the ids of clients that were connected */
static GHashTable *
read_all (WeirReplay *self, GError **error)
{
  g_autoptr (WeirRecording) recording = weir_recording_open (self->path, error);
  g_autoptr (GHashTable)    connected =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) cause = NULL;

  if (recording == NULL)
    return NULL;
  for (;;)
    {
      g_autoptr (WeirRecordingEvent) event =
        weir_recording_next (recording, &cause);

      if (event == NULL)
        break;
      if (event->op == WEIR_RECORDING_OPEN && event->out)
        g_hash_table_add (connected, g_strdup (event->node));
    }
  if (cause == NULL)
    return g_steal_pointer (&connected);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

static void
compare_revs (WeirReplay *self)
{
  const char      *recorded = weir_recording_get_header (self->recording)->rev;
  g_autofree char *rev = weir_document_dup_rev (self->options.document);

  if (recorded != NULL && !g_str_equal (recorded, rev))
    g_ptr_array_add (self->report->notes,
                     g_strdup (
                       _ ("The flow is not the one that was recorded; it has "
                          "been changed since.")));
}

static gboolean
start_flow (WeirReplay *self, GHashTable *connected, GError **error)
{
  const WeirReplayFlowOwner owner = {
    .shown = shown_cb,
    .heard = heard_cb,
    .flooded = flooded_cb,
    .user_data = self,
  };

  compare_revs (self);
  self->flow =
    weir_replay_flow_new (&self->options,
                          weir_recording_get_header (self->recording)->base,
                          self->context,
                          &owner,
                          error);
  if (self->flow == NULL)
    return FALSE;
  self->url = weir_replay_flow_dup_url (self->flow);
  return weir_replay_flow_start (self->flow, self->peers, connected, error);
}

static gboolean
start (WeirReplay *self, GError **error)
{
  const WeirReplayPeersOwner owner = {
    .report = self->report,
    .n_expected = &self->n_expected,
    .changed = changed_cb,
    .flooded = flooded_cb,
    .user_data = self,
  };
  g_autoptr (GHashTable) connected = read_all (self, error);

  if (connected == NULL)
    return FALSE;
  self->recording = weir_recording_open (self->path, error);
  if (self->recording == NULL)
    return FALSE;
  self->peers = weir_replay_peers_new (self->context, &owner);
  self->start_us = g_get_monotonic_time ();
  return self->url != NULL || start_flow (self, connected, error);
}

/* All of it ---------------------------------------------------------------- */

static void
advance (WeirReplay *self)
{
  g_autoptr (GError) error = NULL;

  if (self->recording == NULL && !start (self, &error))
    {
      finish (self, error);
      return;
    }
  if (self->is_flooded)
    {
      finish_flooded (self);
      return;
    }
  while (!self->is_silent && read_next (self, &error))
    {
      if (!is_played (self->next))
        {
          self->recorded_us = self->next->time_us;
          if (self->n_expected >= MAX_EXPECTED && !has_come (self))
            return;
          expect_next (self);
          continue;
        }
      if (!has_come (self) || !is_due (self))
        return;
      play_next (self);
    }
  if (error != NULL)
    finish (self, error);
  else if (self->is_silent || has_come (self))
    listen_to_silence (self);
}

void
weir_replay_start (WeirReplay *self)
{
  g_return_if_fail (self->source == NULL);

  self->source = g_source_new (&source_funcs, sizeof (ReplaySource));
  ((ReplaySource *)self->source)->replay = self;
  g_source_set_static_name (self->source, "Weir replay");
  g_source_set_ready_time (self->source, 0);
  g_source_attach (self->source, self->context);
}

/* Life ------------------------------------------------------------------- */

static void
channel_free (gpointer channel)
{
  weir_replay_channel_free (channel);
}

WeirReplay *
weir_replay_new (const char              *path,
                 const WeirReplayOptions *options,
                 WeirReplayFunc           done,
                 gpointer                 user_data)
{
  WeirReplay *self = g_new0 (WeirReplay, 1);

  g_return_val_if_fail (options->url != NULL || options->document != NULL, NULL);

  self->path = g_strdup (path);
  self->options = *options;
  self->url = g_strdup (options->url);
  for (gsize n = self->url != NULL ? strlen (self->url) : 0;
       n > 0 && self->url[n - 1] == '/';
       n--)
    self->url[n - 1] = '\0';
  self->done = done;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->shown =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, channel_free);
  self->report = weir_replay_report_new ();
  return self;
}

void
weir_replay_free (WeirReplay *self)
{
  take_down (self);
  g_hash_table_unref (self->shown);
  weir_replay_report_free (self->report);
  g_main_context_unref (self->context);
  g_free (self->url);
  g_free (self->path);
  g_free (self);
}

static void
done_cb (WeirReplayReport *report, gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

WeirReplayReport *
weir_replay_run (const char *path, const WeirReplayOptions *options)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  WeirReplayReport        *report;
  WeirReplay              *replay;
  gboolean                 done = FALSE;

  g_main_context_push_thread_default (context);
  replay = weir_replay_new (path, options, done_cb, &done);
  weir_replay_start (replay);
  while (!done)
    g_main_context_iteration (context, TRUE);
  report = g_steal_pointer (&replay->report);
  replay->report = weir_replay_report_new ();
  weir_replay_free (replay);
  weir_host_drain (context);
  g_main_context_pop_thread_default (context);
  return report;
}
