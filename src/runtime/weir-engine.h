/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-diff.h"
#include "flow/weir-environment.h"
#include "runtime/weir-monitor.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* Limits of what waits to be delivered. What does not fit is dropped, counted
 * and logged once a second. */
#define WEIR_ENGINE_MAX_QUEUED_MESSAGES 100000
#define WEIR_ENGINE_MAX_QUEUED_BYTES    ((gsize)256 * 1024 * 1024)

/* A turn of the main loop delivers at most this much before sockets, timers
 * and signals get theirs. */
#define WEIR_ENGINE_TURN_DELIVERIES 1024
#define WEIR_ENGINE_TURN_US         4000

typedef struct
{
  guint64 delivered; /* messages handed to a node */
  guint64 dropped;   /* messages that did not fit */
  guint   queued;    /* messages waiting now */
  gsize   queued_bytes;
  guint   nodes; /* running */
} WeirEngineStats;

/**
 * WeirEngine:
 *
 * Runs a flow on one main context: builds nodes from a snapshot, delivers
 * messages between them breadth first, routes errors, statuses and
 * completions, and takes all down again without a trace.
 *
 * Belongs to the thread that runs the context; another thread reaches it by
 * g_main_context_invoke() and hears from it through the monitor.
 */
#define WEIR_TYPE_ENGINE (weir_engine_get_type ())
G_DECLARE_FINAL_TYPE (WeirEngine, weir_engine, WEIR, ENGINE, GObject)

WeirEngine *weir_engine_new (WeirRegistry *registry, GMainContext *context);

/**
 * weir_engine_add_facility:
 * @facility: (transfer none): what nodes get by weir_node_get_facility();
 *   held until the engine is finalized
 */
void weir_engine_add_facility (WeirEngine *self, GObject *facility);

/**
 * weir_engine_set_variables:
 * @variables: (nullable) (element-type utf8 utf8): overrides of the process
 *   environment, for the next deploy
 */
void weir_engine_set_variables (WeirEngine *self, GHashTable *variables);

/**
 * weir_engine_deploy:
 * @snapshot: what shall run from now on
 * @mode: what may be restarted for it
 *
 * Nodes that can't start are logged and left out, all others run.
 */
void
weir_engine_deploy (WeirEngine *self, WeirSnapshot *snapshot, WeirDeployMode mode);

/**
 * weir_engine_stop:
 *
 * Stops every node. Afterwards no timer, handler or message is left.
 */
void weir_engine_stop (WeirEngine *self);

/**
 * weir_engine_get_snapshot:
 *
 * Returns: (transfer none) (nullable): what runs now
 */
WeirSnapshot *weir_engine_get_snapshot (WeirEngine *self);

/**
 * weir_engine_press:
 * @id: a node with a button
 * @message: (transfer none) (nullable): what to start from
 * @props: (transfer none) (nullable): entries to use instead of its own
 * @error: %WEIR_RUNTIME_ERROR_NOT_FOUND when no such node runs
 */
gboolean weir_engine_press (WeirEngine  *self,
                            const char  *id,
                            WeirMessage *message,
                            WeirValue   *props,
                            GError     **error);

/**
 * weir_engine_set_press_func:
 * @func: (nullable): hears of every weir_engine_press() of a node that runs,
 *   before the node does; all is borrowed
 */
typedef void (*WeirEnginePressFunc) (const char  *id,
                                     WeirMessage *message,
                                     WeirValue   *props,
                                     gpointer     user_data);
void weir_engine_set_press_func (WeirEngine         *self,
                                 WeirEnginePressFunc func,
                                 gpointer            user_data);

/**
 * weir_engine_set_active:
 *
 * Switches a debug node on or off without a deploy.
 *
 * Returns: %FALSE when no such node runs
 */
gboolean
weir_engine_set_active (WeirEngine *self, const char *id, gboolean active);

/**
 * weir_engine_is_settled:
 *
 * Returns: whether no node is still opening its first connection
 */
gboolean     weir_engine_is_settled (WeirEngine *self);
WeirMonitor *weir_engine_get_monitor (WeirEngine *self);
void         weir_engine_get_stats (WeirEngine *self, WeirEngineStats *stats);

/**
 * WeirNodeCounts:
 *
 * How many messages a node has received, and sent by each output the flow gives
 * it, since it was started.
 */
typedef struct
{
  const char    *id;
  guint64        received;
  guint          n_outputs;
  const guint64 *sent;
} WeirNodeCounts;

/* @counts: borrowed for the call */
typedef void (*WeirEngineCountsFunc) (const WeirNodeCounts *counts,
                                      gpointer              user_data);

/**
 * weir_engine_visit_counts:
 *
 * Tells the counts of every node that has received or sent something since the
 * last call. There is one reader.
 */
void weir_engine_visit_counts (WeirEngine          *self,
                               WeirEngineCountsFunc func,
                               gpointer             user_data);

/* Messages of the tap that wait to be taken: the newest so many, in so many
 * bytes. */
#define WEIR_ENGINE_TAP_MESSAGES 50
#define WEIR_ENGINE_TAP_BYTES    ((gsize)16 * 1024 * 1024)

/**
 * weir_engine_set_tap:
 * @id: (nullable): a node, that may not run yet; %NULL takes the tap away
 * @ready: called when the first message waits to be taken
 *
 * Keeps what the node sends by @output, with wires or without. There is one tap;
 * it follows its node through deploys.
 */
void weir_engine_set_tap (WeirEngine *self,
                          const char *id,
                          guint       output,
                          void (*ready) (gpointer user_data),
                          gpointer user_data);

/**
 * weir_engine_take_tapped:
 * @skipped: (out): how many messages passed before these and were not kept
 *
 * Returns: (transfer full) (element-type WeirRecord): what passed the tap since
 *   the last call, whole messages as debug records
 */
GPtrArray *weir_engine_take_tapped (WeirEngine *self, guint64 *skipped);

/**
 * weir_engine_run_pending:
 *
 * Delivers what waits, up to the budget of a turn. The engine's own source
 * calls it; a socket loop calls it too at the end of its turn, so that an
 * answer leaves in the same turn.
 */
void weir_engine_run_pending (WeirEngine *self);

/**
 * weir_engine_log:
 *
 * Publishes a line of the engine itself.
 */
void
weir_engine_log (WeirEngine *self, WeirLogLevel level, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

G_END_DECLS
