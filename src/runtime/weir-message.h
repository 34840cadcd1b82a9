/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"
#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/**
 * WeirMessage:
 *
 * A message on its way: an object value with an id. Shared between branches,
 * never changed under another's eyes: weir_message_with() copies on write.
 * Reference-counted (atomically).
 */

/**
 * weir_message_new:
 * @object: (transfer full): an object value
 */
WeirMessage *weir_message_new (WeirValue *object);
WeirMessage *weir_message_ref (WeirMessage *message);
void         weir_message_unref (WeirMessage *message);

/**
 * weir_message_get_object:
 *
 * Returns: (transfer none): all of the message as an object value
 */
WeirValue *weir_message_get_object (const WeirMessage *message);

/**
 * weir_message_get:
 *
 * Returns: (transfer none) (nullable): one member
 */
WeirValue *weir_message_get (const WeirMessage *message, const char *key);

/**
 * weir_message_with:
 * @message: (transfer full): a message
 * @key: a member
 * @value: (transfer full): its new value
 *
 * Returns: (transfer full): the message with that member; in place when nobody
 *   else holds @message
 */
WeirMessage *
weir_message_with (WeirMessage *message, const char *key, WeirValue *value);
WeirMessage *weir_message_without (WeirMessage *message, const char *key);

/**
 * weir_message_ensure_id:
 * @message: (transfer full): a message
 *
 * Returns: (transfer full): the message with a `_msgid`: 16 hex digits
 */
WeirMessage *weir_message_ensure_id (WeirMessage *message);

/**
 * weir_message_get_size:
 *
 * Returns: about how many bytes it holds; what queue limits count
 */
gsize weir_message_get_size (const WeirMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMessage, weir_message_unref)

G_END_DECLS
