/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-message.h"

G_BEGIN_DECLS

/* `_linkSource`: the calls a message is inside of, the innermost last. Each is
 * an object with the `id` of the call and the `node` that made it. */

/**
 * weir_link_source_push:
 * @message: (transfer full): a message
 * @caller: the id of a link call node
 * @call_id: the id of this call
 *
 * Returns: (transfer full): the message inside one more call
 */
WeirMessage *weir_link_source_push (WeirMessage *message,
                                    const char  *caller,
                                    const char  *call_id);

/**
 * weir_link_source_pop:
 * @message: (transfer full): a message
 * @caller: (out) (transfer full) (nullable): who made the innermost call; %NULL
 *   when the message is in none
 * @call_id: (out) (transfer full) (nullable): the id of that call
 *
 * Returns: (transfer full): the message without it
 */
WeirMessage *
weir_link_source_pop (WeirMessage *message, char **caller, char **call_id);

G_END_DECLS
