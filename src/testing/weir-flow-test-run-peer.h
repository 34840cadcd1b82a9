/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "testing/weir-flow-test-run-journal.h"

#include "net/weir-ws-connection.h"

G_BEGIN_DECLS

/* What a peer may have waiting that no step asked for; more fails the test. */
#define WEIR_FLOW_TEST_MAX_UNREAD       10000
#define WEIR_FLOW_TEST_MAX_UNREAD_BYTES ((gsize)256 * 1024 * 1024)

/**
 * WeirFlowTestFrame:
 *
 * One message a peer got.
 */
typedef struct
{
  gboolean text;
  GBytes  *data;
} WeirFlowTestFrame;

void weir_flow_test_frame_free (WeirFlowTestFrame *frame);

/**
 * WeirFlowTestPeer:
 *
 * Who talks to the flow in the place of its users: a client of the test's own,
 * or all who connect to a path of a server of the test's own. What it gets
 * waits until a step takes it.
 */
typedef struct _WeirFlowTestPeer WeirFlowTestPeer;

typedef struct
{
  WeirFlowTestJournal *journal; /* borrowed */

  /* Something came, or ended. Never called from inside a function of the
   * peer. */
  void (*changed) (gpointer user_data);
  gpointer user_data;
} WeirFlowTestPeerOwner;

/* @owner: outlives the peer */
WeirFlowTestPeer *
weir_flow_test_peer_new (const char *name, const WeirFlowTestPeerOwner *owner);

/* Says goodbye without waiting for an answer. */
void weir_flow_test_peer_free (WeirFlowTestPeer *self);

const char *weir_flow_test_peer_get_name (WeirFlowTestPeer *self);
guint       weir_flow_test_peer_get_n_open (WeirFlowTestPeer *self);

/* Returns: (nullable): why a client did not get a connection */
const GError *weir_flow_test_peer_get_failure (WeirFlowTestPeer *self);

/* Returns: whether nothing more can come: a client that is not connected */
gboolean weir_flow_test_peer_is_over (WeirFlowTestPeer *self);

/* Returns: whether more came than fits, so that some of it is lost */
gboolean weir_flow_test_peer_is_full (const WeirFlowTestPeer *self);

/* Sends to its connections.
 *
 * @error: none is open, or one reads too slowly */
gboolean weir_flow_test_peer_send (WeirFlowTestPeer *self,
                                   gboolean          text,
                                   GBytes           *data,
                                   GError          **error);

/* Begins to close its connections. */
void weir_flow_test_peer_close (WeirFlowTestPeer *self, guint code);

/* Returns: (transfer none) (nullable): the next message no step has taken */
const WeirFlowTestFrame *weir_flow_test_peer_peek (WeirFlowTestPeer *self);

/* Returns: (transfer full) (nullable): it; now a step has */
WeirFlowTestFrame *weir_flow_test_peer_take (WeirFlowTestPeer *self);

/* Returns: whether a connection has ended that no step has asked about; then
 *   @code is how, and no step can ask again */
gboolean weir_flow_test_peer_take_close (WeirFlowTestPeer *self, guint *code);

/* What makes and ends connections tells it so. */
extern const WeirWsHandler weir_flow_test_peer_handler;
void weir_flow_test_peer_expect_connection (WeirFlowTestPeer *self);
void weir_flow_test_peer_fail (WeirFlowTestPeer *self, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFlowTestPeer, weir_flow_test_peer_free)

G_END_DECLS
