/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-monitor.h"

G_BEGIN_DECLS

/* What of the monitor is the engine's own business. */

WeirMonitor *weir_monitor_new (void);

/**
 * weir_monitor_free:
 *
 * Ends all watches without a last batch.
 */
void weir_monitor_free (WeirMonitor *monitor);

/**
 * weir_monitor_is_watched:
 *
 * Returns: whether a record would reach anybody; what costs more than asking
 *   is not worked out otherwise
 */
gboolean weir_monitor_is_watched (WeirMonitor *monitor);

/**
 * weir_monitor_forget_statuses:
 *
 * Forgets the statuses kept, when nothing runs any more.
 */
void weir_monitor_forget_statuses (WeirMonitor *monitor);

/**
 * weir_record_new:
 *
 * Returns: (transfer full): a record of now with nothing else in it
 */
WeirRecord *weir_record_new (WeirRecordKind kind);

/**
 * weir_record_take_text:
 * @text: (transfer full): what a line of the log says
 *
 * Sets the text, with U+FFFD for what is not UTF-8: names and values of a flow
 * end up in it, cut anywhere.
 */
void weir_record_take_text (WeirRecord *record, char *text);

/**
 * weir_record_get_size:
 *
 * Returns: about how many bytes it holds; what the limits of a queue count
 */
gsize weir_record_get_size (const WeirRecord *record);

/**
 * weir_status_is_clear:
 * @status: (nullable): a status object
 *
 * Returns: whether it shows nothing: no `text`, no `fill`, no `shape`
 */
gboolean weir_status_is_clear (const WeirValue *status);

G_END_DECLS
