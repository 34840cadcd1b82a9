/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "host/weir-traffic.h"

G_BEGIN_DECLS

/**
 * WeirMessageItem:
 *
 * A WeirTrafficItem as a list row.
 */
#define WEIR_TYPE_MESSAGE_ITEM (weir_message_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirMessageItem, weir_message_item, WEIR, MESSAGE_ITEM, GObject)

WeirMessageItem *weir_message_item_new (WeirTrafficItem *traffic);
WeirTrafficItem *weir_message_item_get_traffic (WeirMessageItem *self);

/**
 * weir_message_item_dup_text:
 *
 * Returns: (transfer full): what it is on one line: the message, cut when it is
 *   long, or what happened
 */
char *weir_message_item_dup_text (WeirMessageItem *self);

/* Returns: (transfer full): when it was: “12:03:44.512” */
char *weir_message_item_dup_time (WeirMessageItem *self);

G_END_DECLS
