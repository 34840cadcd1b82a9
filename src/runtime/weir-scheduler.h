/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-message.h"

G_BEGIN_DECLS

/**
 * WeirScheduler:
 *
 * The queue of messages on their way: first in, first out, for all nodes of an
 * engine. A source of the engine's context that takes turns with all others;
 * never delivers from inside a delivery.
 */
typedef struct _WeirScheduler WeirScheduler;

/**
 * WeirSchedulerDropFunc:
 * @dropped: how many messages did not fit since the last call
 */
typedef void (*WeirSchedulerDropFunc) (guint64 dropped, gpointer user_data);

typedef struct
{
  guint64 delivered;
  guint64 dropped;
  guint   queued;
  gsize   queued_bytes;
} WeirSchedulerStats;

/**
 * weir_scheduler_new:
 * @drop_func: told at most once a second what did not fit
 */
WeirScheduler *weir_scheduler_new (GMainContext         *context,
                                   WeirSchedulerDropFunc drop_func,
                                   gpointer              user_data);
void           weir_scheduler_free (WeirScheduler *scheduler);

/**
 * weir_scheduler_set_limits:
 *
 * Changes how much may wait; the constants of weir-engine.h hold without.
 */
void weir_scheduler_set_limits (WeirScheduler *scheduler,
                                guint          max_messages,
                                gsize          max_bytes);

/**
 * weir_scheduler_post:
 * @node: (transfer none): who gets it; weir_scheduler_purge() comes before it
 *   is freed
 * @message: (transfer full): delivered in a later turn, or dropped and counted
 *   when the queue is full
 */
void weir_scheduler_post (WeirScheduler *scheduler,
                          WeirNode      *node,
                          WeirMessage   *message);

/**
 * weir_scheduler_run:
 *
 * Delivers up to the budget of a turn. Does nothing when called from inside a
 * delivery.
 */
void weir_scheduler_run (WeirScheduler *scheduler);

/**
 * weir_scheduler_purge:
 *
 * Forgets the messages of nodes that don't run any more.
 */
void weir_scheduler_purge (WeirScheduler *scheduler);

/**
 * weir_scheduler_report_drops:
 *
 * Tells now what was dropped and not told yet.
 */
void weir_scheduler_report_drops (WeirScheduler *scheduler);

void weir_scheduler_get_stats (const WeirScheduler *scheduler,
                               WeirSchedulerStats  *stats);

G_END_DECLS
