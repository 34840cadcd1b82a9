/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "testing/weir-replay-channel.h"

G_BEGIN_DECLS

/**
 * WeirReplayPeers:
 *
 * Everybody at the other end of the connections of a recording: clients of the
 * flow, and a server its own clients find in the place of theirs. What they get
 * goes to the channel of their name.
 */
typedef struct _WeirReplayPeers WeirReplayPeers;

typedef struct
{
  WeirReplayReport *report;     /* gets the differences */
  guint            *n_expected; /* counts what was recorded and has not come */

  /* Something came. Never called from inside a function of the peers. */
  void (*changed) (gpointer user_data);

  /* More came than a replay takes. */
  void (*flooded) (gpointer user_data);
  gpointer user_data;
} WeirReplayPeersOwner;

/* @owner: copied; its report outlives the peers */
WeirReplayPeers *
weir_replay_peers_new (GMainContext *context, const WeirReplayPeersOwner *owner);

/* Says goodbye without waiting for an answer. */
void weir_replay_peers_free (WeirReplayPeers *self);

/**
 * weir_replay_peers_serve:
 * @node: a client of the flow
 * @accepts: whether it finds a server there, or is told that there is none
 *
 * Returns: (transfer full) (nullable): the URL where it is to look for it
 */
char *weir_replay_peers_serve (WeirReplayPeers *self,
                               const char      *node,
                               gboolean         accepts,
                               GError         **error);

/* Begins to connect a client that was recorded.
 *
 * @error: the URL is none */
gboolean weir_replay_peers_connect (WeirReplayPeers *self,
                                    const char      *peer,
                                    const char      *url,
                                    const char      *protocol,
                                    GError         **error);

/* @event: (transfer full): a connection of the flow to a server, a message or
 *   an end that was recorded and must come
 *
 * Returns: whether its peer is known */
gboolean
weir_replay_peers_expect (WeirReplayPeers *self, WeirRecordingEvent *event);

/* @error: it is not open, or reads too slowly */
gboolean weir_replay_peers_send (WeirReplayPeers *self,
                                 const char      *peer,
                                 gboolean         text,
                                 GBytes          *data,
                                 GError         **error);

/* @code: as it was recorded; what can't be sent (1005, 1006) ends without one
 * @error: it is not open */
gboolean weir_replay_peers_close (WeirReplayPeers *self,
                                  const char      *peer,
                                  guint            code,
                                  GError         **error);

/* Returns: how many clients are connecting */
guint weir_replay_peers_get_n_connecting (WeirReplayPeers *self);

/* What has not come by now is a difference. */
void weir_replay_peers_give_up (WeirReplayPeers *self);

/* The same of what came and was not recorded. */
void weir_replay_peers_end (WeirReplayPeers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReplayPeers, weir_replay_peers_free)

G_END_DECLS
