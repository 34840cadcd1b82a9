/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-message.h"

G_BEGIN_DECLS

/* A message may wait for many nodes at once, but is in memory once: its first
 * place in the queue costs its bytes, further ones nothing. */

/**
 * weir_message_enter_queue:
 *
 * Returns: how many more bytes the queue holds with it
 */
gsize weir_message_enter_queue (WeirMessage *message);

/**
 * weir_message_leave_queue:
 *
 * Returns: how many bytes fewer the queue holds without it
 */
gsize weir_message_leave_queue (WeirMessage *message);

G_END_DECLS
