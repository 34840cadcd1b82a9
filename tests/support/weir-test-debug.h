/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-debug-log.h"

G_BEGIN_DECLS

/* Records as an engine would make them, for the tests of the debug panel. All
 * are of 2026-05-01 12:00:00 and the milliseconds given. */

/* @json: the value shown; @property: "" for the whole message */
WeirRecord *
test_new_debug (const char *id, gint64 ms, const char *property, const char *json);
WeirRecord *
test_new_log (const char *id, gint64 ms, WeirLogLevel level, const char *text);

/* Appends one batch. @record: (transfer full) */
void test_append (WeirDebugLog *log, WeirRecord *record);

/* Appends a batch of numbers from @first on, shown by “n”. */
void test_append_numbers (WeirDebugLog *log, guint first, guint count);

G_END_DECLS
