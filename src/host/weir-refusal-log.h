/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/weir-ws-server.h"
#include "runtime/weir-engine.h"

G_BEGIN_DECLS

/**
 * WeirRefusalLog:
 *
 * Tells people, in the engine's log, whom a server turned away and why: one
 * line a reason and second.
 */
typedef struct _WeirRefusalLog WeirRefusalLog;

/**
 * weir_refusal_log_new:
 * @engine: borrowed, like @server; both outlive the log
 * @context: the server's
 */
WeirRefusalLog *weir_refusal_log_new (WeirEngine   *engine,
                                      WeirWsServer *server,
                                      GMainContext *context);

/**
 * weir_refusal_log_free:
 *
 * Says what has not been said yet, and a summary at the level of notes. The
 * server still listens.
 */
void weir_refusal_log_free (WeirRefusalLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRefusalLog, weir_refusal_log_free)

G_END_DECLS
