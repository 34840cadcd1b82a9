/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-replay-channel.h"

#include "json/weir-json.h"
#include "testing/weir-flow-test-expand.h"
#include "testing/weir-flow-test-generalize-private.h"
#include "testing/weir-flow-test-match.h"
#include "testing/weir-flow-test-run-journal.h"

#include <glib/gi18n-lib.h>

/* Owned by a replay. At most one of its two queues holds something. */
struct _WeirReplayChannel
{
  char             *name;
  WeirReplayReport *report;     /* borrowed */
  guint            *n_expected; /* borrowed */
  GQueue            expected;   /* WeirRecordingEvent */
  GQueue            got;        /* WeirReplayGot */
  gsize             bytes;      /* in the latter */
};

void
weir_replay_got_free (WeirReplayGot *got)
{
  g_clear_pointer (&got->data, g_bytes_unref);
  g_free (got->property);
  g_clear_pointer (&got->topic, weir_value_unref);
  g_clear_pointer (&got->value, weir_value_unref);
  g_free (got);
}

WeirReplayChannel *
weir_replay_channel_new (const char       *name,
                         WeirReplayReport *report,
                         guint            *n_expected)
{
  WeirReplayChannel *self = g_new0 (WeirReplayChannel, 1);

  self->name = g_strdup (name);
  self->report = report;
  self->n_expected = n_expected;
  g_queue_init (&self->expected);
  g_queue_init (&self->got);
  return self;
}

void
weir_replay_channel_free (WeirReplayChannel *self)
{
  g_queue_clear_full (&self->expected, (GDestroyNotify)weir_recording_event_free);
  g_queue_clear_full (&self->got, (GDestroyNotify)weir_replay_got_free);
  g_free (self->name);
  g_free (self);
}

/* Describing ------------------------------------------------------------- */

static char *
describe (WeirRecordingOp op, GBytes *data, guint code, const WeirValue *value)
{
  switch (op)
    {
    case WEIR_RECORDING_TEXT:
    case WEIR_RECORDING_BINARY:
      return weir_flow_test_describe_frame (op == WEIR_RECORDING_TEXT, data);
    case WEIR_RECORDING_CLOSE:
      /* Translators: what came, or should have: the end of a connection */
      return g_strdup_printf (_ ("the end with code %u"), code);
    case WEIR_RECORDING_OPEN:
      /* Translators: what should have come */
      return g_strdup (_ ("a connection"));
    case WEIR_RECORDING_DEBUG:
      return weir_flow_test_describe_value (value);
    case WEIR_RECORDING_INJECT:
    case WEIR_RECORDING_STATUS:
    case WEIR_RECORDING_LOST:
    case WEIR_RECORDING_FULL:
    case WEIR_RECORDING_END:
      break;
    }
  g_assert_not_reached ();
}

static char *
describe_expected (const WeirRecordingEvent *event)
{
  return describe (event->op, event->data, event->code, event->value);
}

static char *
describe_got (const WeirReplayGot *got)
{
  return describe (got->op, got->data, got->code, got->value);
}

/* Comparing -------------------------------------------------------------- */

/* Texts that differ in what is different in every run. */
static gboolean
match_text (GBytes *expected, GBytes *got, char **difference)
{
  gsize                  length;
  gsize                  got_length;
  const char            *text = g_bytes_get_data (expected, &length);
  const char            *got_text = g_bytes_get_data (got, &got_length);
  g_autoptr (GHashTable) nothing = NULL;
  g_autoptr (WeirValue)  escaped = NULL;
  g_autoptr (WeirValue)  pattern = NULL;

  if (g_bytes_equal (expected, got))
    return TRUE;
  nothing = g_hash_table_new (g_str_hash, g_str_equal);
  escaped = weir_flow_test_generalize_text (text != NULL ? text : "", length);
  pattern = weir_flow_test_expand_value (escaped, nothing);
  return weir_flow_test_match_text (pattern,
                                    got_text != NULL ? got_text : "",
                                    got_length,
                                    difference);
}

/* What was recorded has been through JSON, which can't say all; so what came
 * goes the same way. */
static WeirValue *
through_json (const WeirValue *value)
{
  g_autofree char *json = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);

  return weir_json_read (json, strlen (json), NULL, NULL);
}

static gboolean
match_value (WeirValue *expected, WeirValue *got, char **difference)
{
  g_autoptr (GHashTable) nothing = NULL;
  g_autoptr (WeirValue)  escaped = NULL;
  g_autoptr (WeirValue)  pattern = NULL;
  g_autoptr (WeirValue)  shown = NULL;

  if (expected == NULL || got == NULL)
    return expected == got;
  shown = through_json (got);
  if (shown == NULL || weir_value_equal (expected, shown))
    return shown != NULL;
  nothing = g_hash_table_new (g_str_hash, g_str_equal);
  escaped = weir_flow_test_generalize (expected);
  pattern = weir_flow_test_expand_value (escaped, nothing);
  return weir_flow_test_match (pattern, shown, difference);
}

static gboolean
match_debug (const WeirRecordingEvent *event,
             const WeirReplayGot      *got,
             char                    **difference)
{
  return g_strcmp0 (event->property, got->property) == 0 &&
         match_value (event->topic, got->topic, difference) &&
         match_value (event->value, got->value, difference);
}

/* How the flow ended a connection without a code, as its peer sees it. */
static guint
seen_code (guint code)
{
  return code != 0 ? code : 1005;
}

static gboolean
match (const WeirRecordingEvent *event, const WeirReplayGot *got, char **difference)
{
  if (event->op != got->op)
    return FALSE;
  switch (event->op)
    {
    case WEIR_RECORDING_TEXT:
      return match_text (event->data, got->data, difference);
    case WEIR_RECORDING_BINARY:
      return g_bytes_equal (event->data, got->data);
    case WEIR_RECORDING_OPEN:
      return TRUE;
    case WEIR_RECORDING_CLOSE:
      return seen_code (event->code) == got->code;
    case WEIR_RECORDING_DEBUG:
      return match_debug (event, got, difference);
    case WEIR_RECORDING_INJECT:
    case WEIR_RECORDING_STATUS:
    case WEIR_RECORDING_LOST:
    case WEIR_RECORDING_FULL:
    case WEIR_RECORDING_END:
      break;
    }
  return FALSE;
}

/* Whether there are places in it that can differ. */
static gboolean
has_places (const WeirRecordingEvent *event)
{
  gsize       length = 0;
  const char *text;

  if (event->op == WEIR_RECORDING_DEBUG)
    return event->value != NULL &&
           weir_value_get_kind (event->value) >= WEIR_VALUE_KIND_ARRAY;
  if (event->op != WEIR_RECORDING_TEXT)
    return FALSE;
  text = g_bytes_get_data (event->data, &length);
  return length > 0 && (*text == '{' || *text == '[');
}

static void
compare (WeirReplayChannel        *self,
         const WeirRecordingEvent *event,
         const WeirReplayGot      *got)
{
  g_autofree char *difference = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *came = NULL;

  self->report->n_compared++;
  if (match (event, got, &difference))
    return;
  if (!has_places (event))
    g_clear_pointer (&difference, g_free);
  expected = describe_expected (event);
  came = describe_got (got);
  weir_replay_report_take_difference (
    self->report,
    event->line,
    self->name,
    /* Translators: two messages, and where they differ */
    g_strdup_printf (_ ("expected %s, got %s%s%s"),
                     expected,
                     came,
                     difference != NULL ? "\n" : "",
                     difference != NULL ? difference : ""));
}

static gsize
weigh (const WeirReplayGot *got)
{
  return (got->data != NULL ? g_bytes_get_size (got->data) : 0) +
         (got->value != NULL ? weir_value_get_size (got->value) : 0);
}

static void
compare_pairs (WeirReplayChannel *self)
{
  while (self->expected.length > 0 && self->got.length > 0)
    {
      g_autoptr (WeirRecordingEvent) event = g_queue_pop_head (&self->expected);
      g_autoptr (WeirReplayGot)      got = g_queue_pop_head (&self->got);

      self->bytes -= weigh (got);
      (*self->n_expected)--;
      compare (self, event, got);
    }
}

void
weir_replay_channel_expect (WeirReplayChannel *self, WeirRecordingEvent *event)
{
  g_queue_push_tail (&self->expected, event);
  (*self->n_expected)++;
  compare_pairs (self);
}

gboolean
weir_replay_channel_add (WeirReplayChannel *self, WeirReplayGot *got)
{
  self->bytes += weigh (got);
  g_queue_push_tail (&self->got, got);
  compare_pairs (self);
  return self->got.length <= WEIR_REPLAY_MAX_EXTRA &&
         self->bytes <= WEIR_REPLAY_MAX_EXTRA_BYTES;
}

void
weir_replay_channel_fail (WeirReplayChannel *self, const GError *error)
{
  weir_replay_report_take_difference (self->report,
                                      0,
                                      self->name,
                                      g_strdup_printf (_ ("can’t connect: %s"),
                                                       error->message));
}

void
weir_replay_channel_give_up (WeirReplayChannel *self)
{
  while (self->expected.length > 0)
    {
      g_autoptr (WeirRecordingEvent) event = g_queue_pop_head (&self->expected);
      g_autofree char               *expected = describe_expected (event);

      (*self->n_expected)--;
      weir_replay_report_take_difference (
        self->report,
        event->line,
        self->name,
        g_strdup_printf (_ ("expected %s, got nothing"), expected));
    }
}

void
weir_replay_channel_end (WeirReplayChannel *self)
{
  while (self->got.length > 0)
    {
      g_autoptr (WeirReplayGot) got = g_queue_pop_head (&self->got);
      g_autofree char          *came = describe_got (got);

      self->bytes -= weigh (got);
      weir_replay_report_take_difference (
        self->report,
        0,
        self->name,
        g_strdup_printf (_ ("got %s, which was not recorded"), came));
    }
}
