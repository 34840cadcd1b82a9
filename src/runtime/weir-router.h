/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-node-private.h"

G_BEGIN_DECLS

/* How deep catch, status and complete nodes may call one another before the
 * event that would go deeper is dropped. */
#define WEIR_ROUTER_MAX_DEPTH 16

/* How often an error of one node may come round by its own catch node. */
#define WEIR_ROUTER_MAX_CATCHES 10

/**
 * WeirRouter:
 *
 * Knows where things go: wires and links, resolved to pointers at deploy, and
 * which catch, status and complete nodes hear of what.
 */
typedef struct _WeirRouter WeirRouter;

WeirRouter *weir_router_new (void);
void        weir_router_free (WeirRouter *router);

/**
 * weir_router_resolve:
 * @snapshot: what runs now
 * @nodes: (element-type WeirNode): all nodes that run
 * @nodes_by_id: the same by their ids
 *
 * Works out all wires, links and scopes anew.
 */
void weir_router_resolve (WeirRouter   *router,
                          WeirSnapshot *snapshot,
                          GPtrArray    *nodes,
                          GHashTable   *nodes_by_id);

/**
 * weir_router_route_error:
 * @message: (transfer none): the message that failed
 *
 * Hands an error to the catch nodes that want it.
 *
 * Returns: whether one took it
 */
gboolean weir_router_route_error (WeirRouter  *router,
                                  WeirNode    *node,
                                  WeirMessage *message,
                                  const char  *text);

/**
 * weir_router_route_status:
 * @status: (transfer none): the status object
 */
void
weir_router_route_status (WeirRouter *router, WeirNode *node, WeirValue *status);

/**
 * weir_router_route_complete:
 *
 * Only called for nodes that a complete node watches.
 */
void weir_router_route_complete (WeirRouter  *router,
                                 WeirNode    *node,
                                 WeirMessage *message);

/**
 * weir_router_find_link_in:
 * @caller: who asks
 * @target: an id, or with @dynamic the id or name, of a link in node
 *
 * Returns: (transfer none) (nullable): the node; %NULL with @error set
 */
WeirNode *weir_router_find_link_in (WeirRouter *router,
                                    WeirNode   *caller,
                                    const char *target,
                                    gboolean    dynamic,
                                    GError    **error);

G_END_DECLS
