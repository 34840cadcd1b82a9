/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/panels/weir-connection-list.h"

G_BEGIN_DECLS

/* What the rows of the connections say, without a toolkit. */

/* Waiting bytes that are worth a warning. */
#define WEIR_QUEUE_WARNING_BYTES ((guint64)1024 * 1024)

/* Returns: (transfer full): “3 s”, “2 min”, “5 h”, “3 days” */
char *weir_duration_dup_text (gint64 duration_us);

/* Returns: (transfer full): “3 clients”; of a connection to a server
 *   “connected 2 min”, “trying again in 3 s — refused”, without the reason while
 *   the rows below show it */
char *weir_connection_dup_head (WeirConnectionItem *head, gint64 now_us);

/* Returns: (transfer full): “connected 2 min” and the like */
char *weir_connection_dup_state (WeirLiveConnection *connection, gint64 now_us);

/* Returns: (transfer full): “↓ 12 (3.2 kB)  ↑ 8 (1 kB)”, with what waits and
 *   what was dropped */
char *weir_connection_dup_counts (WeirLiveConnection *connection);

/* Returns: (transfer full) (nullable): subprotocol and origin, if any */
char *weir_connection_dup_more (WeirLiveConnection *connection);

typedef enum
{
  WEIR_QUEUE_EMPTY,
  WEIR_QUEUE_SOME,
  WEIR_QUEUE_LONG, /* more than %WEIR_QUEUE_WARNING_BYTES */
  WEIR_QUEUE_FULL, /* at the limit, or beyond */
} WeirQueueState;

/**
 * weir_connection_get_queue:
 * @max_bytes: the limit
 * @fraction: (out): of the limit, at most 1
 */
WeirQueueState weir_connection_get_queue (WeirLiveConnection *connection,
                                          guint64             max_bytes,
                                          double             *fraction);

G_END_DECLS
