/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"

#include "flow/weir-subflow.h"
#include "runtime/weir-monitor-private.h"

/* One output that somebody listens to; all others only look at a flag. What
 * passes is a reference in a ring until it is taken: a flood costs a reference
 * and the time of day for each message, no record. */

typedef struct
{
  WeirMessage *message;
  gint64       time_us; /* real time */
} Tapped;

struct _WeirEngineTap
{
  char *id;
  guint output;
  char *output_id; /* what stands for that output, if it is an instance's */
  void (*ready) (gpointer user_data);
  gpointer user_data;
  Tapped   ring[WEIR_ENGINE_TAP_MESSAGES];
  guint    head;
  guint    length;
  gsize    bytes;
  guint64  skipped;
};

static Tapped
pop (WeirEngineTap *tap)
{
  Tapped tapped = tap->ring[tap->head];

  tap->head = (tap->head + 1) % WEIR_ENGINE_TAP_MESSAGES;
  tap->length--;
  tap->bytes -= weir_message_get_size (tapped.message);

  return tapped;
}

static void
skip (WeirEngineTap *tap)
{
  weir_message_unref (pop (tap).message);
  tap->skipped++;
}

static void
tap_free (WeirEngineTap *tap)
{
  while (tap->length > 0)
    skip (tap);

  g_free (tap->output_id);
  g_free (tap->id);
  g_free (tap);
}

void
weir_engine_mark_tap (WeirEngine *self)
{
  const char *id = self->tap != NULL ? self->tap->id : NULL;

  if (self->tap != NULL && weir_engine_lookup (self, self->tap->output_id) != NULL)
    id = self->tap->output_id;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      WeirNode *node = self->nodes->pdata[i];

      node->is_tapped = g_strcmp0 (node->id, id) == 0;
    }
}

void
weir_engine_set_tap (WeirEngine *self,
                     const char *id,
                     guint       output,
                     void (*ready) (gpointer user_data),
                     gpointer user_data)
{
  g_return_if_fail (WEIR_IS_ENGINE (self));
  g_return_if_fail (id == NULL || ready != NULL);

  g_clear_pointer (&self->tap, tap_free);

  if (id != NULL)
    {
      self->tap = g_new0 (WeirEngineTap, 1);
      self->tap->id = g_strdup (id);
      self->tap->output = output;
      self->tap->output_id = weir_subflow_dup_output_id (id, output);
      self->tap->ready = ready;
      self->tap->user_data = user_data;
    }

  weir_engine_mark_tap (self);
}

/* The newest message always stays, whatever its size: it is alive anyhow. */
WeirMessage *
weir_engine_tell_tap (WeirEngine  *self,
                      WeirNode    *node,
                      guint        output,
                      WeirMessage *message)
{
  WeirEngineTap *tap = self->tap;
  Tapped        *tapped;

  /* What stands for an output has one of its own. */
  if (output != tap->output && !g_str_equal (node->id, tap->output_id))
    return message;

  message = weir_message_ensure_id (message);

  if (tap->length == WEIR_ENGINE_TAP_MESSAGES)
    skip (tap);

  tapped = &tap->ring[(tap->head + tap->length) % WEIR_ENGINE_TAP_MESSAGES];
  tapped->message = weir_message_ref (message);
  tapped->time_us = g_get_real_time ();
  tap->bytes += weir_message_get_size (message);

  if (++tap->length == 1)
    tap->ready (tap->user_data);

  while (tap->length > 1 && tap->bytes > WEIR_ENGINE_TAP_BYTES)
    skip (tap);

  return message;
}

static WeirRecord *
new_record (WeirEngine *self, const Tapped *tapped)
{
  WeirNode   *node = weir_engine_lookup (self, self->tap->id);
  WeirValue  *topic = weir_message_get (tapped->message, "topic");
  WeirRecord *record = node != NULL
                         ? weir_node_new_record (node, WEIR_RECORD_KIND_DEBUG)
                         : weir_record_new (WEIR_RECORD_KIND_DEBUG);

  if (node == NULL)
    record->id = g_strdup (self->tap->id);

  record->time_us = tapped->time_us;
  record->value = weir_value_ref (weir_message_get_object (tapped->message));

  if (topic != NULL)
    record->topic = weir_value_ref (topic);

  return record;
}

GPtrArray *
weir_engine_take_tapped (WeirEngine *self, guint64 *skipped)
{
  GPtrArray *records =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_record_unref);
  WeirEngineTap *tap;

  *skipped = 0;
  g_return_val_if_fail (WEIR_IS_ENGINE (self), records);

  tap = self->tap;

  if (tap == NULL)
    return records;

  while (tap->length > 0)
    {
      Tapped tapped = pop (tap);

      g_ptr_array_add (records, new_record (self, &tapped));
      weir_message_unref (tapped.message);
    }

  *skipped = tap->skipped;
  tap->skipped = 0;

  return records;
}
