/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-path.h"
#include "runtime/weir-node-api.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_DEBUG_STATUS_OFF,
  WEIR_DEBUG_STATUS_AUTO,    /* what the node shows */
  WEIR_DEBUG_STATUS_MESSAGE, /* a path of its own */
  WEIR_DEBUG_STATUS_COUNTER, /* how many messages came */
} WeirDebugStatusKind;

/**
 * WeirDebugStatus:
 *
 * What a debug node shows under itself. Zero-filled to begin with.
 */
typedef struct
{
  WeirDebugStatusKind kind;
  WeirPath           *path;  /* MESSAGE: (nullable), of what is shown */
  WeirValue          *shown; /* (nullable): the status now */
  guint64             count; /* COUNTER */
  gint64              last_us;
  guint               timer;
} WeirDebugStatus;

/**
 * weir_debug_status_is_on:
 * @tostatus: (nullable): that property
 *
 * Returns: whether the node has a status at all: only for a real true, as in
 *   Node-RED
 */
gboolean weir_debug_status_is_on (const WeirValue *tostatus);

void weir_debug_status_start (WeirDebugStatus *status, WeirNode *node);

/**
 * weir_debug_status_update:
 * @value: (nullable): what the node shows of @message; %NULL for undefined
 * @whole: whether that is all of the message
 */
void weir_debug_status_update (WeirDebugStatus *status,
                               WeirNode        *node,
                               WeirMessage     *message,
                               WeirValue       *value,
                               gboolean         whole);

/**
 * weir_debug_status_stop:
 *
 * Clears the status.
 */
void weir_debug_status_stop (WeirDebugStatus *status, WeirNode *node);

G_END_DECLS
