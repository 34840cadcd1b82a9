/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-live-news.h"
#include "host/weir-recorder.h"

G_BEGIN_DECLS

/* How often a recording says how far it is. */
#define WEIR_LIVE_RECORDER_MS 250

/**
 * WeirLiveRecorder:
 *
 * A recorder on the thread of a running flow, which says how far it is as news
 * `RECORDING`: `items` is %NULL, `number` how many events were written, `lost`
 * how many were lost, `text` (nullable) why it ended, `ended` whether it did.
 */
typedef struct _WeirLiveRecorder WeirLiveRecorder;

/**
 * weir_live_recorder_new:
 * @flow: (nullable): what the flow file is called
 * @serial: what its news carries
 *
 * Returns: (nullable): %NULL when there can be none, which was said
 */
WeirLiveRecorder *weir_live_recorder_new (WeirHost        *host,
                                          GMainContext    *context,
                                          WeirLiveMailbox *mailbox,
                                          const char      *path,
                                          const char      *flow,
                                          guint            serial);

/* Says the last of it. */
void weir_live_recorder_free (WeirLiveRecorder *self);

G_END_DECLS
