/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-host.h"
#include "host/weir-live-news.h"

G_BEGIN_DECLS

/* Rates are those of the last second: of so many readings. */
#define WEIR_LIVE_RATE_TICKS 4

/**
 * WeirLiveMeter:
 *
 * Reads the counts of a host now and then and posts them as news `COUNTS`, those
 * of nodes that changed; also while there are none, for as long as a rate
 * may still be falling. Lives on the engine's thread.
 */
typedef struct _WeirLiveMeter WeirLiveMeter;

WeirLiveMeter *weir_live_meter_new (WeirHost        *host,
                                    GMainContext    *context,
                                    WeirLiveMailbox *mailbox);
void           weir_live_meter_free (WeirLiveMeter *self);

/**
 * WeirLiveTap:
 *
 * Takes what passes the tap of an engine and posts it as news `TAP`, at most
 * once an interval. Lives on the engine's thread.
 */
typedef struct _WeirLiveTap WeirLiveTap;

/* @serial: what its news carries, to tell it from that of the tap before */
WeirLiveTap *weir_live_tap_new (WeirEngine      *engine,
                                GMainContext    *context,
                                WeirLiveMailbox *mailbox,
                                const char      *node_id,
                                guint            output,
                                guint            serial);
void         weir_live_tap_free (WeirLiveTap *self);

G_END_DECLS
