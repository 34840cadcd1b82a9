/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "nodes/weir-notice.h"
#include "nodes/weir-websocket-message.h"

G_BEGIN_DECLS

/* What became of a message that was to be sent. */
typedef enum
{
  WEIR_WEBSOCKET_SENT,
  WEIR_WEBSOCKET_NO_PAYLOAD,    /* there was nothing to send */
  WEIR_WEBSOCKET_EMPTY,         /* R514 */
  WEIR_WEBSOCKET_GONE,          /* R511: the one it answers is no more */
  WEIR_WEBSOCKET_FOREIGN,       /* a `_session` means nothing to a client */
  WEIR_WEBSOCKET_NOT_CONNECTED, /* a client that waits for its server */
  WEIR_WEBSOCKET_TOO_SLOW,      /* R510: someone reads too slowly */
} WeirWebsocketOutcome;

/**
 * WeirWebsocketEndpoint:
 *
 * What a websocket-listener or websocket-client provides to the nodes that
 * name it, its users: messages come in to those that receive, go out from
 * all, and all show its status. Its subclasses are the two ways to have
 * connections.
 */
#define WEIR_TYPE_WEBSOCKET_ENDPOINT (weir_websocket_endpoint_get_type ())
G_DECLARE_DERIVABLE_TYPE (WeirWebsocketEndpoint,
                          weir_websocket_endpoint,
                          WEIR,
                          WEBSOCKET_ENDPOINT,
                          GObject)

struct _WeirWebsocketEndpointClass
{
  GObjectClass parent_class;

  /* The first user came; (nullable). */
  void (*open) (WeirWebsocketEndpoint *self);

  /* There is no user any more, or the configuration node stops. */
  void (*close) (WeirWebsocketEndpoint *self);

  /* @session: (nullable): one connection, %NULL for all. */
  WeirWebsocketOutcome (*send) (WeirWebsocketEndpoint    *self,
                                const char               *session,
                                const WeirWebsocketFrame *frame);
};

/* For its users. */

/**
 * weir_websocket_endpoint_attach:
 * @node: a node that was started
 * @receives: whether it sends on what comes in
 */
void weir_websocket_endpoint_attach (WeirWebsocketEndpoint *self,
                                     WeirNode              *node,
                                     gboolean               receives);

/**
 * weir_websocket_endpoint_detach:
 *
 * Takes the status off the node, too. Without users the connection is closed
 * when the turn is over: a deploy that restarts the users keeps it.
 */
void weir_websocket_endpoint_detach (WeirWebsocketEndpoint *self, WeirNode *node);

/**
 * weir_websocket_endpoint_send:
 * @message: (transfer none): answers the connection its `_session` names, or
 *   goes to all
 */
WeirWebsocketOutcome
weir_websocket_endpoint_send (WeirWebsocketEndpoint *self, WeirMessage *message);

/* For the configuration node. */

/**
 * weir_websocket_endpoint_set_node:
 * @node: the node that provides it, until weir_websocket_endpoint_shut()
 */
void
weir_websocket_endpoint_set_node (WeirWebsocketEndpoint *self, WeirNode *node);

/**
 * weir_websocket_endpoint_shut:
 *
 * Closes for good; whoever still holds it can neither send nor receive.
 */
void weir_websocket_endpoint_shut (WeirWebsocketEndpoint *self);

/**
 * weir_websocket_endpoint_get_node:
 *
 * Returns: (transfer none) (nullable): the configuration node; %NULL once shut
 */
WeirNode *weir_websocket_endpoint_get_node (WeirWebsocketEndpoint *self);

G_END_DECLS
