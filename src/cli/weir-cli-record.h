/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-monitor.h"

G_BEGIN_DECLS

/* How `weir-cli run` shows what a flow tells: for people as Node-RED's debug
 * sidebar and log do, for programs as one JSON object a line. No text of a peer
 * can steer a terminal: control characters are written as \\u00xx. */

/**
 * weir_cli_record_append_text:
 *
 * Appends a debug record: `12:03:44.512 [debug 5] msg.payload : string[5]`, and
 * the value on the next line.
 */
void weir_cli_record_append_text (GString *out, const WeirRecord *record);

/**
 * weir_cli_record_append_json:
 *
 * Appends any record as an event.
 */
void weir_cli_record_append_json (GString *out, const WeirRecord *record);

/**
 * weir_cli_record_append_log:
 *
 * Appends a log or status record as Node-RED's console does:
 * `1 Jan 12:03:44 - [warn] [debug:debug 5] text`.
 */
void weir_cli_record_append_log (GString *out, const WeirRecord *record);

/**
 * weir_cli_event_append:
 * @event: `ready`, `stopped`, …
 * @...: pairs of a member's name and its #WeirValue (transfer full), ended by
 *   %NULL
 *
 * Appends a line of JSON.
 */
void weir_cli_event_append (GString    *out,
                            const char *event,
                            ...) G_GNUC_NULL_TERMINATED;

/**
 * weir_cli_append_clean:
 *
 * Appends a text without its control characters, but for new lines and tabs.
 */
void weir_cli_append_clean (GString *out, const char *text);

G_END_DECLS
