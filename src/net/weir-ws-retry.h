/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirWsRetry:
 *
 * How long a client waits before it tries again. Without a @max_ms above
 * @first_ms it is always @first_ms, as Node-RED does. With one it backs off as
 * RFC 6455 §7.2.3 recommends: each wait is up to twice as long as the one
 * before, and no two clients that lost the same server come back together.
 */
typedef struct
{
  guint first_ms; /* 0: WEIR_NET_RECONNECT_MS */
  guint max_ms;
} WeirWsRetry;

/**
 * weir_ws_retry_get_wait:
 * @losses: how often it failed or was lost before this time, in a row
 * @roll: a random number, from 0 up to but not including 1
 *
 * When it backs off, the wait lies in the upper half of
 * `first_ms * 2 ^ (losses + 1)`, never below @first_ms nor above @max_ms.
 *
 * Returns: milliseconds to wait
 */
guint weir_ws_retry_get_wait (const WeirWsRetry *self, guint losses, double roll);

G_END_DECLS
