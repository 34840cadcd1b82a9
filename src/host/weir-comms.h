/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-run-settings.h"
#include "net/weir-ws-server.h"
#include "runtime/weir-engine.h"

G_BEGIN_DECLS

#define WEIR_COMMS_PATH "/comms"

/* Limits of what a client of /comms may ask for. */
#define WEIR_COMMS_MAX_REQUEST_BYTES (64u * 1024)
#define WEIR_COMMS_MAX_TOPICS        100
#define WEIR_COMMS_HEARTBEAT_MS      15000

/* More events than fit go in several frames: libsoup's clients, for one, refuse
 * frames above 128 KiB. */
#define WEIR_COMMS_FRAME_BYTES (64u * 1024)

/**
 * WeirComms:
 *
 * The WebSocket `/comms` of the admin API: debug messages, statuses and the
 * warnings of nodes, as they come, to those who subscribed. How much may wait
 * for a client, and what happens beyond, is the server's policy.
 */
typedef struct _WeirComms WeirComms;

WeirComms *weir_comms_new (WeirEngine            *engine,
                           WeirWsServer          *server,
                           const WeirRunSettings *settings,
                           GMainContext          *context);
void       weir_comms_free (WeirComms *comms);

/**
 * weir_comms_topic_matches:
 * @pattern: what a client subscribed to: `debug`, `status/+`, `status/#`
 * @topic: what is published
 *
 * A `+` stands for one level, a `#` at the end for any number of them.
 */
gboolean weir_comms_topic_matches (const char *pattern, const char *topic);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirComms, weir_comms_free)

G_END_DECLS
