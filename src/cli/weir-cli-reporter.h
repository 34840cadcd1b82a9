/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"
#include "runtime/weir-monitor.h"

G_BEGIN_DECLS

/**
 * WeirCliReporter:
 *
 * What `weir-cli run` writes: debug messages, or all events as JSON, to
 * standard output; the log to standard error. Never waits for a reader.
 */
typedef struct _WeirCliReporter WeirCliReporter;

/**
 * weir_cli_reporter_new:
 * @json: whether standard output carries events as JSON
 * @level: log lines above it are left out; at %WEIR_LOG_LEVEL_DEBUG statuses
 *   are in the log too
 */
WeirCliReporter      *
weir_cli_reporter_new (GMainContext *context, gboolean json, WeirLogLevel level);
void weir_cli_reporter_free (WeirCliReporter *reporter);

/* Leaves standard output to somebody else: only the log is written. */
void weir_cli_reporter_mute (WeirCliReporter *reporter);

/**
 * weir_cli_reporter_add:
 *
 * Writes a record of the flow.
 */
void weir_cli_reporter_add (WeirCliReporter *reporter, const WeirRecord *record);

/**
 * weir_cli_reporter_log:
 *
 * Writes a line of the program's own.
 */
void weir_cli_reporter_log (WeirCliReporter *reporter,
                            WeirLogLevel     level,
                            const char      *format,
                            ...) G_GNUC_PRINTF (3, 4);

/**
 * weir_cli_reporter_ready:
 * @url: where the flow listens
 */
void weir_cli_reporter_ready (WeirCliReporter *reporter,
                              const char      *url,
                              const char      *host,
                              guint            port);
void weir_cli_reporter_stopped (WeirCliReporter *reporter, const char *reason);

/**
 * weir_cli_reporter_flush:
 *
 * Hands on what was written; called once a batch.
 */
void weir_cli_reporter_flush (WeirCliReporter *reporter);

/**
 * weir_cli_reporter_finish:
 * @timeout_ms: how long slow readers may take
 *
 * Returns: %FALSE when output was lost, other than to a reader that went away
 */
gboolean weir_cli_reporter_finish (WeirCliReporter *reporter, guint timeout_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCliReporter, weir_cli_reporter_free)

G_END_DECLS
