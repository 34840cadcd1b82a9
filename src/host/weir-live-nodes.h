/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-live-news.h"
#include "host/weir-live.h"

G_BEGIN_DECLS

/**
 * WeirLiveNodes:
 *
 * What is known of the nodes of a running flow, and of which of them something
 * is new.
 */
typedef struct _WeirLiveNodes WeirLiveNodes;

WeirLiveNodes      *weir_live_nodes_new (void);
void                weir_live_nodes_free (WeirLiveNodes *self);
const WeirLiveNode *weir_live_nodes_lookup (WeirLiveNodes *self, const char *id);

/**
 * weir_live_nodes_take_record:
 *
 * Remembers what a status or an error says of its node.
 */
void weir_live_nodes_take_record (WeirLiveNodes *self, const WeirRecord *record);

/**
 * weir_live_nodes_set_statuses:
 * @statuses: (element-type WeirRecord): all there are
 *
 * For when records were lost.
 */
void weir_live_nodes_set_statuses (WeirLiveNodes *self, GPtrArray *statuses);

/**
 * weir_live_nodes_take_counts:
 * @counts: (element-type WeirLiveCount): of the nodes that did something
 * @from_us: monotonic time of the reading before
 * @to_us: monotonic time of this one
 *
 * Remembers them, and works out the rates of the last second.
 */
void weir_live_nodes_take_counts (WeirLiveNodes *self,
                                  GPtrArray     *counts,
                                  gint64         from_us,
                                  gint64         to_us);

/**
 * weir_live_nodes_forget:
 * @ids: (nullable): a set; %NULL for all
 *
 * For nodes that were stopped.
 */
void weir_live_nodes_forget (WeirLiveNodes *self, GHashTable *ids);

/**
 * weir_live_nodes_take_changed:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the ids of those of
 *   which something is new since the last call; %NULL for none
 */
GPtrArray *weir_live_nodes_take_changed (WeirLiveNodes *self);

G_END_DECLS
