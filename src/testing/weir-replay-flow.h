/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-monitor.h"
#include "testing/weir-replay-peers.h"
#include "testing/weir-replay.h"

G_BEGIN_DECLS

/**
 * WeirReplayFlow:
 *
 * The flow of a replay's own, on a fresh engine and a free port.
 */
typedef struct _WeirReplayFlow WeirReplayFlow;

typedef struct
{
  /* A debug node showed something. */
  void (*shown) (const WeirRecord *record, gpointer user_data);

  /* The flow has taken what a peer did: a connection, a message or an end. */
  void (*heard) (gpointer user_data);

  /* Debug messages were lost. */
  void (*flooded) (gpointer user_data);
  gpointer user_data;
} WeirReplayFlowOwner;

/**
 * weir_replay_flow_new:
 * @base: (nullable): path in front of those of listeners
 * @owner: copied
 * @error: the port can't be had, …
 *
 * Listens; nothing runs yet.
 */
WeirReplayFlow *weir_replay_flow_new (const WeirReplayOptions   *options,
                                      const char                *base,
                                      GMainContext              *context,
                                      const WeirReplayFlowOwner *owner,
                                      GError                   **error);

/**
 * weir_replay_flow_start:
 * @connected: (element-type utf8): the ids of its clients that have to find a
 *   server; the others find none
 */
gboolean weir_replay_flow_start (WeirReplayFlow  *self,
                                 WeirReplayPeers *peers,
                                 GHashTable      *connected,
                                 GError         **error);
void     weir_replay_flow_free (WeirReplayFlow *self);

/* Returns: (transfer full): where its clients find it */
char *weir_replay_flow_dup_url (WeirReplayFlow *self);

/* @event: an inject; its button is pressed
 *
 * @error: no such node runs */
gboolean weir_replay_flow_press (WeirReplayFlow           *self,
                                 const WeirRecordingEvent *event,
                                 GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReplayFlow, weir_replay_flow_free)

G_END_DECLS
