/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirConnectionMessages:
 *
 * The last messages of one connection, newest last; hidden while it has none to
 * show. What the flow sent to a client can be made a step of a test, and all of
 * it a test.
 */
#define WEIR_TYPE_CONNECTION_MESSAGES (weir_connection_messages_get_type ())
G_DECLARE_FINAL_TYPE (WeirConnectionMessages,
                      weir_connection_messages,
                      WEIR,
                      CONNECTION_MESSAGES,
                      GtkWidget)

GtkWidget *weir_connection_messages_new (WeirSession *session);

/**
 * weir_connection_messages_show:
 * @connection: (nullable): open; %NULL to hide them
 */
void weir_connection_messages_show (WeirConnectionMessages *self,
                                    WeirLiveConnection     *connection);

G_END_DECLS
