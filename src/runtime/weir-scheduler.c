/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-scheduler.h"

#include "runtime/weir-engine.h"
#include "runtime/weir-message-private.h"
#include "runtime/weir-node-private.h"

/* The first ring; it doubles when it is full and never shrinks, which costs
 * two megabytes at the most. */
#define FIRST_CAPACITY 256

/* How often a turn looks at the clock. */
#define DELIVERIES_PER_LOOK 8

#define DROP_REPORT_US G_USEC_PER_SEC

typedef struct
{
  WeirNode    *node;
  WeirMessage *message;
} Delivery;

typedef struct
{
  GSource        source;
  WeirScheduler *scheduler; /* borrowed */
} SchedulerSource;

/* WeirScheduler: a ring of deliveries and the source that empties it. Owned by
 * the engine. Drops are told through a second source that sleeps until a
 * message did not fit, so that a flood is one line a second. */
struct _WeirScheduler
{
  /* owned */
  Delivery *ring; /* capacity is a power of two */
  GSource  *source;
  GSource  *drop_source;

  /* template */
  WeirSchedulerDropFunc drop_func;
  gpointer              user_data;
  guint                 max_messages;
  gsize                 max_bytes;

  /* derived */
  guint              capacity;
  guint              head; /* index of the oldest, not wrapped */
  guint              tail;
  guint64            unreported;
  gboolean           running;
  WeirSchedulerStats stats;
};

static gboolean
scheduler_source_is_ready (GSource *source)
{
  WeirScheduler *self = ((SchedulerSource *)source)->scheduler;

  return self->head != self->tail;
}

/* No ready time and no eventfd: messages are posted on the thread of the
 * context, which asks here before it sleeps. A hop costs no system call. */
static gboolean
scheduler_source_prepare (GSource *source, int *timeout)
{
  *timeout = -1;

  return scheduler_source_is_ready (source);
}

static gboolean
scheduler_source_dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  weir_scheduler_run (((SchedulerSource *)source)->scheduler);

  return G_SOURCE_CONTINUE;
}

static gboolean
drop_source_dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  weir_scheduler_report_drops (((SchedulerSource *)source)->scheduler);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs scheduler_source_funcs = {
  .prepare = scheduler_source_prepare,
  .check = scheduler_source_is_ready,
  .dispatch = scheduler_source_dispatch,
};

static GSourceFuncs drop_source_funcs = {
  .dispatch = drop_source_dispatch,
};

static GSource *
attach_source (WeirScheduler *self, GMainContext *context, GSourceFuncs *funcs)
{
  GSource *source = g_source_new (funcs, sizeof (SchedulerSource));

  ((SchedulerSource *)source)->scheduler = self;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "Weir scheduler");
  g_source_attach (source, context);

  return source;
}

WeirScheduler *
weir_scheduler_new (GMainContext         *context,
                    WeirSchedulerDropFunc drop_func,
                    gpointer              user_data)
{
  WeirScheduler *self = g_new0 (WeirScheduler, 1);

  self->drop_func = drop_func;
  self->user_data = user_data;
  self->max_messages = WEIR_ENGINE_MAX_QUEUED_MESSAGES;
  self->max_bytes = WEIR_ENGINE_MAX_QUEUED_BYTES;
  self->capacity = FIRST_CAPACITY;
  self->ring = g_new (Delivery, self->capacity);
  self->source = attach_source (self, context, &scheduler_source_funcs);
  self->drop_source = attach_source (self, context, &drop_source_funcs);

  return self;
}

static Delivery *
slot (WeirScheduler *self, guint index)
{
  return &self->ring[index & (self->capacity - 1)];
}

static void
destroy_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

void
weir_scheduler_free (WeirScheduler *self)
{
  destroy_source (self->source);
  destroy_source (self->drop_source);

  for (guint i = self->head; i != self->tail; i++)
    weir_message_unref (slot (self, i)->message);

  g_free (self->ring);
  g_free (self);
}

void
weir_scheduler_set_limits (WeirScheduler *self, guint max_messages, gsize max_bytes)
{
  self->max_messages = max_messages;
  self->max_bytes = max_bytes;
}

static void
drop (WeirScheduler *self, WeirMessage *message)
{
  weir_message_unref (message);
  self->stats.dropped++;

  if (self->unreported++ == 0)
    g_source_set_ready_time (self->drop_source,
                             g_get_monotonic_time () + DROP_REPORT_US);
}

static void
grow (WeirScheduler *self)
{
  guint     length = self->tail - self->head;
  Delivery *ring = g_new (Delivery, self->capacity * 2);

  for (guint i = 0; i < length; i++)
    ring[i] = *slot (self, self->head + i);

  g_free (self->ring);
  self->ring = ring;
  self->capacity *= 2;
  self->head = 0;
  self->tail = length;
}

void
weir_scheduler_post (WeirScheduler *self, WeirNode *node, WeirMessage *message)
{
  guint length = self->tail - self->head;
  gsize free_bytes =
    self->max_bytes - MIN (self->stats.queued_bytes, self->max_bytes);
  gsize added_bytes = weir_message_enter_queue (message);

  if (length >= self->max_messages || added_bytes > free_bytes)
    {
      weir_message_leave_queue (message);
      drop (self, message);
      return;
    }

  if (length == self->capacity)
    grow (self);

  *slot (self, self->tail++) = (Delivery){ node, message };
  self->stats.queued_bytes += added_bytes;
}

static void
deliver_next (WeirScheduler *self)
{
  Delivery delivery = *slot (self, self->head++);

  self->stats.queued_bytes -= weir_message_leave_queue (delivery.message);
  self->stats.delivered++;
  weir_node_receive (delivery.node, delivery.message);
  weir_message_unref (delivery.message);
}

void
weir_scheduler_run (WeirScheduler *self)
{
  gint64 end_us;

  if (self->running || self->head == self->tail)
    return;

  self->running = TRUE;
  end_us = g_get_monotonic_time () + WEIR_ENGINE_TURN_US;

  for (guint i = 1; i <= WEIR_ENGINE_TURN_DELIVERIES; i++)
    {
      deliver_next (self);

      if (self->head == self->tail)
        break;

      if (i % DELIVERIES_PER_LOOK == 0 && g_get_monotonic_time () >= end_us)
        break;
    }

  self->running = FALSE;
}

void
weir_scheduler_purge (WeirScheduler *self)
{
  guint kept = self->head;

  for (guint i = self->head; i != self->tail; i++)
    {
      Delivery delivery = *slot (self, i);

      if (weir_node_is_running (delivery.node))
        {
          *slot (self, kept++) = delivery;
        }
      else
        {
          self->stats.queued_bytes -= weir_message_leave_queue (delivery.message);
          weir_message_unref (delivery.message);
        }
    }

  self->tail = kept;
}

void
weir_scheduler_report_drops (WeirScheduler *self)
{
  guint64 dropped = self->unreported;

  if (dropped == 0)
    return;

  self->unreported = 0;
  self->drop_func (dropped, self->user_data);
}

void
weir_scheduler_get_stats (const WeirScheduler *self, WeirSchedulerStats *stats)
{
  *stats = self->stats;
  stats->queued = self->tail - self->head;
}
