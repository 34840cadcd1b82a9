/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-host.h"
#include "host/weir-live-news.h"

G_BEGIN_DECLS

/**
 * WeirLiveEar:
 *
 * Listens to the connections of a host and posts what passes as news `TRAFFIC`,
 * some times a second; of a flood the last. Lives on the engine's thread.
 */
typedef struct _WeirLiveEar WeirLiveEar;

WeirLiveEar *weir_live_ear_new (WeirHost        *host,
                                GMainContext    *context,
                                WeirLiveMailbox *mailbox);
void         weir_live_ear_free (WeirLiveEar *self);

G_END_DECLS
