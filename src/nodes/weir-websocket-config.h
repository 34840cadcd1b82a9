/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "nodes/weir-websocket-endpoint.h"

G_BEGIN_DECLS

/* What websocket-listener and websocket-client have in common: they provide an
 * endpoint while they run. */

/* The choices of `wholemsg`, which is a text in flow files. */
extern const WeirChoice weir_websocket_whole_choices[];

#define WEIR_WEBSOCKET_PROPERTY_WHOLE                                      \
  {                                                                        \
    .key = "wholemsg", .kind = WEIR_PROPERTY_KIND_CHOICE,                  \
    .label = N_ ("Send and receive"),                                      \
    .help = N_ ("Whether a frame holds the payload or all of a message."), \
    .def = "\"false\"", .choices = weir_websocket_whole_choices,           \
  }

/* The state of both types. */
typedef struct
{
  WeirWebsocketEndpoint *endpoint; /* owned by the engine */
} WeirWebsocketConfig;

/**
 * weir_websocket_config_provide:
 * @endpoint: (transfer full): what the node provides
 */
void
weir_websocket_config_provide (WeirNode *node, WeirWebsocketEndpoint *endpoint);
void weir_websocket_config_stop (WeirNode *node, gboolean removed);

/**
 * weir_websocket_config_describe:
 *
 * Returns: (transfer full) (nullable): the path or address
 */
char *weir_websocket_config_describe (const WeirValue *config);

G_END_DECLS
