/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-edit-builder-private.h"
#include "flow/weir-operation-arrange.h"

G_BEGIN_DECLS

/**
 * weir_group_fit:
 * @groups: (element-type utf8): groups of the document as it will be
 * @boxes: (array length=n_boxes): of nodes; what has none is a point
 *
 * Makes these groups, and those around them, as large as their members ask for.
 */
void weir_group_fit (WeirEditBuilder *builder,
                     GPtrArray       *groups,
                     const WeirBox   *boxes,
                     guint            n_boxes);

G_END_DECLS
