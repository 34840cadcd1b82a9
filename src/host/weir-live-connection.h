/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirLiveConnection:
 *
 * What is known of one WebSocket connection of a running flow: a client of a
 * listener, or what a client configuration keeps to its server, open or being
 * tried. Belongs to the thread of its WeirLive, which keeps it up to date;
 * every property notifies.
 *
 * Properties: `id` (of outgoing ones that of their entry, so that they stay the
 * same row when they are opened again), `node-id` (the listener or client
 * entry), `outgoing` (boolean), `state` (int, WeirLiveConnectionState),
 * `session` (what `msg._session.id` is; %NULL when not open), `peer`, `url` (of
 * incoming ones the path), `protocol`, `origin`, `error` (strings, nullable),
 * `since-us` (real time it was opened, or lost), `retry-us` (real time of the
 * next try; 0 while one is made), `messages-in`, `messages-out`, `bytes-in`, `bytes-out`, `queued-bytes`,
 * `dropped` (uint64).
 */
#define WEIR_TYPE_LIVE_CONNECTION (weir_live_connection_get_type ())
G_DECLARE_FINAL_TYPE (WeirLiveConnection,
                      weir_live_connection,
                      WEIR,
                      LIVE_CONNECTION,
                      GObject)

typedef enum
{
  WEIR_LIVE_CONNECTION_OPEN,
  WEIR_LIVE_CONNECTION_CONNECTING, /* the first try */
  WEIR_LIVE_CONNECTION_RETRYING,   /* lost or refused; `error` says why */
} WeirLiveConnectionState;

typedef struct
{
  guint64 messages_in, messages_out;
  guint64 bytes_in, bytes_out;
  guint64 queued_bytes;
  guint64 dropped;
} WeirLiveCounts;

const char *weir_live_connection_get_id (WeirLiveConnection *self);
const char *weir_live_connection_get_node_id (WeirLiveConnection *self);
gboolean    weir_live_connection_is_outgoing (WeirLiveConnection *self);
WeirLiveConnectionState weir_live_connection_get_state (WeirLiveConnection *self);
const char *weir_live_connection_get_session (WeirLiveConnection *self);
const char *weir_live_connection_get_peer (WeirLiveConnection *self);
const char *weir_live_connection_get_url (WeirLiveConnection *self);
const char *weir_live_connection_get_protocol (WeirLiveConnection *self);
const char *weir_live_connection_get_origin (WeirLiveConnection *self);
const char *weir_live_connection_get_error (WeirLiveConnection *self);
gint64      weir_live_connection_get_since_us (WeirLiveConnection *self);
gint64      weir_live_connection_get_retry_us (WeirLiveConnection *self);
const WeirLiveCounts *weir_live_connection_get_counts (WeirLiveConnection *self);

G_END_DECLS
