/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-net"

#include "config.h"

#include "net/weir-ws-retry.h"

#include "net/weir-io-loop.h"

guint
weir_ws_retry_get_wait (const WeirWsRetry *self, guint losses, double roll)
{
  guint first_ms = self->first_ms > 0 ? self->first_ms : WEIR_NET_RECONNECT_MS;
  guint from_ms;
  guint to_ms = first_ms;

  if (self->max_ms <= first_ms)
    return first_ms;

  for (guint i = 0; i <= losses && to_ms < self->max_ms; i++)
    to_ms = to_ms > self->max_ms / 2 ? self->max_ms : to_ms * 2;
  from_ms = MAX (first_ms, to_ms / 2);
  return from_ms + (guint)(roll * (to_ms - from_ms + 1));
}
