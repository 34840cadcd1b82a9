/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/panels/weir-connection-list.h"

G_BEGIN_DECLS

/**
 * WeirConnectionRow:
 *
 * A row of the connections: a head, with its address, or a connection, with
 * what it has carried and what waits. Its buttons use the actions of the group
 * “connections”.
 */
#define WEIR_TYPE_CONNECTION_ROW (weir_connection_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirConnectionRow,
                      weir_connection_row,
                      WEIR,
                      CONNECTION_ROW,
                      GtkWidget)

/* @list: whose `tick` the row follows */
GtkWidget *weir_connection_row_new (WeirConnectionList *list);

/* @max_queued: the limit of what may wait, in bytes */
void weir_connection_row_set_item (WeirConnectionRow  *self,
                                   WeirConnectionItem *item,
                                   guint64             max_queued);

G_END_DECLS
