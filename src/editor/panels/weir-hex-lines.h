/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * weir_hex_lines_new:
 *
 * Returns: (transfer full): a GListModel of GtkStringObject, the lines of a hex
 *   dump, each written when it is looked at
 */
GListModel *weir_hex_lines_new (GBytes *bytes);

G_END_DECLS
