/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Limits of what node types take from flow files and messages. */

/* The longest interval of an inject node, in seconds: what fits the timers of
 * Node-RED. */
#define WEIR_INJECT_MAX_REPEAT_S 2147483

/* The shortest, in microseconds. */
#define WEIR_INJECT_MIN_REPEAT_US 1000

/* The longest wait before the first message and for an answer, in seconds:
 * about thirty years. */
#define WEIR_NODE_MAX_DELAY_S 1000000000

/* Calls of one link call node that wait for their answer, and what their
 * messages may hold. */
#define WEIR_LINK_CALL_MAX_PENDING       10000
#define WEIR_LINK_CALL_MAX_PENDING_BYTES ((gsize)64 * 1024 * 1024)

/* What a debug node shows under itself, in UTF-16 units, and how often it
 * renews a count. */
#define WEIR_DEBUG_STATUS_LENGTH  32
#define WEIR_DEBUG_COUNT_QUIET_US 100000
#define WEIR_DEBUG_COUNT_DELAY_US 200000
