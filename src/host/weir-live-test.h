/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "flow/weir-snapshot.h"
#include "host/weir-tls-config.h"
#include "schema/weir-problem.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/**
 * WeirLiveTest:
 *
 * What came of one try to connect with a `websocket-client` entry.
 */
typedef struct
{
  char            *text; /* for people: how it went, or what the problem says */
  WeirProblem     *problem;     /* (nullable): why it did not connect (R5xx) */
  guint            ms;          /* until the handshake was done */
  char            *protocol;    /* (nullable): the subprotocol chosen */
  char            *tls;         /* (nullable): "TLS 1.3" */
  WeirCertificate *certificate; /* (nullable): the server's */
} WeirLiveTest;

void weir_live_test_free (WeirLiveTest *test);

/**
 * weir_live_test_async:
 * @snapshot: the flow it belongs to; its tls-config, tabs and variables count
 * @entry: the `websocket-client` entry as it is edited, with an id
 * @variables: (nullable) (element-type utf8 utf8): of the run settings
 *
 * Connects once, in the very way a running flow would, hangs up, and tells of
 * it in the caller's thread-default context; within ten seconds.
 */
void weir_live_test_async (WeirRegistry       *registry,
                           WeirSnapshot       *snapshot,
                           WeirValue          *entry,
                           GHashTable         *variables,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);

/**
 * weir_live_test_finish:
 * @error: %G_IO_ERROR_CANCELLED only; that it can't connect is a result
 *
 * Returns: (transfer full) (nullable)
 */
WeirLiveTest *weir_live_test_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLiveTest, weir_live_test_free)

G_END_DECLS
