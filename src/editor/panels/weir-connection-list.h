/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-live-connection.h"

G_BEGIN_DECLS

/**
 * WeirConnectionItem:
 *
 * A row of the connections: the head of a listener or client entry, or one
 * connection. `changed` tells that a head says something else.
 */
#define WEIR_TYPE_CONNECTION_ITEM (weir_connection_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirConnectionItem,
                      weir_connection_item,
                      WEIR,
                      CONNECTION_ITEM,
                      GObject)

/* Returns: (transfer none) (nullable): %NULL for a head */
WeirLiveConnection *
weir_connection_item_get_connection (WeirConnectionItem *self);

/* Of a head */
const char *weir_connection_item_get_node_id (WeirConnectionItem *self);
const char *weir_connection_item_get_title (WeirConnectionItem *self);

/* Returns: (nullable): where clients connect to; %NULL while nothing listens */
const char *weir_connection_item_get_address (WeirConnectionItem *self);
gboolean    weir_connection_item_is_outgoing (WeirConnectionItem *self);
gboolean    weir_connection_item_is_expanded (WeirConnectionItem *self);
guint       weir_connection_item_get_n_connections (WeirConnectionItem *self);

/* Returns: (transfer none) (nullable): the first below it */
WeirLiveConnection *weir_connection_item_get_first (WeirConnectionItem *self);

/**
 * WeirConnectionList:
 *
 * A GListModel of WeirConnectionItem: every listener and client entry that
 * runs, each followed by its connections while it is expanded. What a change
 * costs does not depend on how many connections there are.
 *
 * Signals: `tick ()`: times that are shown have moved on; `state-changed ()`: a
 * connection to a server was opened or lost.
 */
#define WEIR_TYPE_CONNECTION_LIST (weir_connection_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirConnectionList,
                      weir_connection_list,
                      WEIR,
                      CONNECTION_LIST,
                      GObject)

/* @connections: (transfer none): a GListModel of WeirLiveConnection */
WeirConnectionList *weir_connection_list_new (GListModel *connections);

/* Says which heads there are: begin, add each in order, end. Those that were
 * there keep their connections and whether they are expanded. */
void weir_connection_list_begin (WeirConnectionList *self);
void weir_connection_list_add (WeirConnectionList *self,
                               const char         *node_id,
                               const char         *title,
                               const char         *address,
                               gboolean            outgoing);
void weir_connection_list_end (WeirConnectionList *self);

guint weir_connection_list_get_n_heads (WeirConnectionList *self);

/* @item: a head */
void weir_connection_list_set_expanded (WeirConnectionList *self,
                                        WeirConnectionItem *item,
                                        gboolean            expanded);

/* Emits `tick`. */
void weir_connection_list_tick (WeirConnectionList *self);

G_END_DECLS
