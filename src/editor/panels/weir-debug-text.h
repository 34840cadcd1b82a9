/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-debug-log.h"

G_BEGIN_DECLS

/* What the rows of the debug panel say, without a toolkit. */

typedef enum
{
  WEIR_DEBUG_TIME_CLOCK,    /* 12:03:44.512 */
  WEIR_DEBUG_TIME_DATE,     /* 2026-05-01 12:03:44.512 */
  WEIR_DEBUG_TIME_RELATIVE, /* 0:03:44.512 since the start */
  WEIR_DEBUG_TIME_UTC,      /* 2026-05-01T10:03:44.512Z, in files */
} WeirDebugTime;

/* @time_us: real time; in the relative format what has passed */
char *weir_debug_dup_time (gint64 time_us, WeirDebugTime format);

/* Returns: (transfer full): “+3 ms”, “+1.2 s”, “+5 min”; "" for nothing */
char *weir_debug_dup_delta (gint64 delta_us);

/* Returns: (transfer full): “topic · msg.payload : object (312 B)” with the
 *   client it came from; of a line of the log its level */
char *weir_debug_dup_head (const WeirRecord *record);

/* Returns: (transfer full): what was shown or said, on one line */
char *weir_debug_dup_preview (const WeirRecord *record);

/* Returns: (transfer full): where a record's value stands in its message,
 *   without `msg.`; "" for the whole message */
char *weir_debug_dup_path (const WeirRecord *record);

/* Returns: the level's name in files: "debug", "info", "warn", "error" */
const char *weir_debug_level_name (const WeirRecord *record);

/**
 * weir_debug_export_json:
 * @rows: a GListModel of WeirDebugRow
 *
 * Returns: (transfer full): one JSON object a line, with the whole values
 */
GBytes *weir_debug_export_json (GListModel *rows);

/**
 * weir_debug_export_csv:
 *
 * As RFC 4180: a head line, CRLF, quotes doubled. Values are JSON, strings
 * stand as they are.
 */
GBytes *weir_debug_export_csv (GListModel *rows);

G_END_DECLS
