/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "runtime/weir-monitor.h"

G_BEGIN_DECLS

/* The rows kept by default; whichever comes first removes the oldest. */
#define WEIR_DEBUG_LOG_MAX_ROWS  10000
#define WEIR_DEBUG_LOG_MAX_BYTES ((gsize)64 * 1024 * 1024)

/**
 * WeirDebugRow:
 *
 * One record of the log as a list row. Immutable.
 */
#define WEIR_TYPE_DEBUG_ROW (weir_debug_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirDebugRow, weir_debug_row, WEIR, DEBUG_ROW, GObject)

/* Returns: (transfer none): what was shown or said */
const WeirRecord *weir_debug_row_get_record (WeirDebugRow *self);

/* Returns: its number since the log was made, from 1; never used again */
guint64 weir_debug_row_get_serial (WeirDebugRow *self);

/* Returns: microseconds since the row before it, 0 for the first and when the
 *   clock was set back in between */
gint64 weir_debug_row_get_delta_us (WeirDebugRow *self);

/**
 * WeirDebugLog:
 *
 * A GListModel of WeirDebugRow: debug values and log lines of a running flow,
 * oldest first, bounded. One batch is one `items-changed` at its end, and one at
 * its start when rows had to go. Belongs to one thread.
 *
 * Properties: `evicted`, `dropped` (uint64, notify).
 */
#define WEIR_TYPE_DEBUG_LOG (weir_debug_log_get_type ())
G_DECLARE_FINAL_TYPE (WeirDebugLog, weir_debug_log, WEIR, DEBUG_LOG, GObject)

WeirDebugLog *weir_debug_log_new (void);

/**
 * weir_debug_log_append:
 * @records: (element-type WeirRecord): statuses among them are left out
 * @dropped: how many were lost on the way before these
 *
 * The newest row stays, however large it is. Rows of a batch that is larger than
 * the limits are numbered and count as evicted, though nobody ever saw them.
 */
void
weir_debug_log_append (WeirDebugLog *self, GPtrArray *records, guint64 dropped);

/**
 * weir_debug_log_clear:
 *
 * Empties the log and begins both counts anew; numbers go on.
 */
void weir_debug_log_clear (WeirDebugLog *self);

/**
 * weir_debug_log_set_limits:
 * @max_rows: at least 1
 *
 * What is over them goes at once.
 */
void
weir_debug_log_set_limits (WeirDebugLog *self, guint max_rows, gsize max_bytes);

/* Returns: how many rows made place for newer ones since the last clear */
guint64 weir_debug_log_get_evicted (WeirDebugLog *self);

/* Returns: how many records were lost before they became rows, likewise */
guint64 weir_debug_log_get_dropped (WeirDebugLog *self);

G_END_DECLS
