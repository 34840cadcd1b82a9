/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/* How long lines get before they are broken (Node.js' breakLength). */
#define WEIR_INSPECT_LINE 80

/**
 * weir_inspect_group:
 * @entries: (inout) (element-type utf8): the texts of the items, one more for
 *   "… more items"; replaced by the lines they were grouped into
 * @array: the items themselves: a table of numbers is aligned to the right
 * @max_items: how many items were printed at most
 * @indentation: of the array
 *
 * Lays more than six short items out in columns, as Node.js does.
 *
 * Returns: whether @entries are lines now
 */
gboolean weir_inspect_group (GPtrArray      **entries,
                             const WeirValue *array,
                             gsize            max_items,
                             guint            indentation);

G_END_DECLS
