/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What makes, fills and empties a row: its owner and the GtkListItem. */
typedef void (*WeirListFunc) (gpointer owner, GtkListItem *list_item);

/**
 * weir_list_factory_new:
 * @unbind: (nullable)
 * @owner: (transfer none): a GObject; nothing is called once it is gone
 *
 * Returns: (transfer full): the factory of a list's rows
 */
GtkListItemFactory *weir_list_factory_new (gpointer     owner,
                                           WeirListFunc setup,
                                           WeirListFunc bind,
                                           WeirListFunc unbind);

G_END_DECLS
