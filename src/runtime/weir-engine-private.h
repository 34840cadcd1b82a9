/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-context.h"
#include "runtime/weir-engine.h"
#include "runtime/weir-node-private.h"
#include "runtime/weir-router.h"
#include "runtime/weir-scheduler.h"

G_BEGIN_DECLS

typedef struct _WeirEngineTap WeirEngineTap;

struct _WeirEngine
{
  GObject parent_instance;

  /* owned */
  WeirRegistry    *registry;
  GMainContext    *context;
  GPtrArray       *facilities;
  GHashTable      *variables; /* (nullable) */
  WeirScheduler   *scheduler;
  WeirRouter      *router;
  WeirContext     *store;
  WeirMonitor     *monitor;
  WeirSnapshot    *snapshot;    /* (nullable): what runs */
  WeirEnvironment *environment; /* (nullable): of it */
  GPtrArray       *nodes;       /* WeirNode, in order of creation */
  GHashTable      *nodes_by_id; /* id → borrowed WeirNode */
  WeirEngineTap   *tap;         /* (nullable) */

  /* borrowed */
  WeirEnginePressFunc press_func; /* (nullable) */
  gpointer            press_data;

  /* derived */
  guint    last_serial;
  guint    n_unsettled;
  gboolean is_starting; /* inside the `start` of nodes */
};

/**
 * weir_engine_lookup:
 *
 * Returns: (transfer none) (nullable): the running node of that id
 */
WeirNode *weir_engine_lookup (WeirEngine *self, const char *id);

/**
 * weir_engine_mark_tap:
 *
 * Tells the nodes which of them is tapped, after a change of either.
 */
void weir_engine_mark_tap (WeirEngine *self);

/**
 * weir_engine_tell_tap:
 * @message: (transfer full): sent by the tapped node
 *
 * Returns: (transfer full): it, with an id
 */
WeirMessage *weir_engine_tell_tap (WeirEngine  *self,
                                   WeirNode    *node,
                                   guint        output,
                                   WeirMessage *message);

/**
 * weir_engine_stop_nodes:
 * @stopped: (nullable): ids to stop, %NULL for all
 * @removed: (nullable): those of them that do not come back
 *
 * Returns: (transfer full): the nodes stopped; to be released once the router
 *   has forgotten them
 */
GPtrArray *weir_engine_stop_nodes (WeirEngine *self,
                                   GHashTable *stopped,
                                   GHashTable *removed);

G_END_DECLS
