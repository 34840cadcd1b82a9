/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "nodes/weir-cron.h"
#include "runtime/weir-node-api.h"

G_BEGIN_DECLS

/**
 * WeirInjectTimer:
 *
 * When an inject node fires by itself: once after the start, then in an
 * interval or by the clock. Zero-filled to begin with.
 */
typedef struct
{
  void (*fire) (WeirNode *node);
  gint64    interval_us; /* 0: none */
  WeirCron *cron;        /* (nullable) */
  gint64    next_us;     /* real time of the next match of @cron */
  gint64    seen_us;     /* real time when that was last looked at */
} WeirInjectTimer;

/**
 * weir_inject_timer_start:
 * @fire: called each time
 * @error: the cron expression is none
 */
gboolean weir_inject_timer_start (WeirInjectTimer *timer,
                                  WeirNode        *node,
                                  void (*fire) (WeirNode *node),
                                  GError **error);
void     weir_inject_timer_clear (WeirInjectTimer *timer);

G_END_DECLS
