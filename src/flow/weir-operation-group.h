/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "flow/weir-operation-arrange.h"

G_BEGIN_DECLS

/* Groups: one edit each, %NULL when there is nothing to do. @boxes: (array
 * length=n_boxes): of whatever the scene shows in the flow; the groups an edit
 * changes, and those around them, are made to fit. What has no box counts with
 * its position alone. */

/**
 * weir_operation_group:
 * @ids: (element-type utf8): nodes, junctions and groups of one flow, all in
 *   the same group or in none; members of groups that are named too go with
 *   these
 * @id: (out) (transfer full): the new group's id
 */
WeirEdit *weir_operation_group (WeirDocument  *document,
                                GPtrArray     *ids,
                                const WeirBox *boxes,
                                guint          n_boxes,
                                char         **id);

/* Members come to the group around. */
WeirEdit *weir_operation_ungroup (WeirDocument *document, GPtrArray *ids);

/* The first group of @ids takes in the members of the others, which go, and
 * whatever else is named. */
WeirEdit *weir_operation_merge_groups (WeirDocument  *document,
                                       GPtrArray     *ids,
                                       const WeirBox *boxes,
                                       guint          n_boxes);

/**
 * weir_operation_set_group:
 * @group: (nullable): where @ids go; %NULL takes them out of all groups
 *
 * A group that loses its last member goes.
 */
WeirEdit *weir_operation_set_group (WeirDocument  *document,
                                    GPtrArray     *ids,
                                    const char    *group,
                                    const WeirBox *boxes,
                                    guint          n_boxes);

/**
 * weir_operation_fit_groups:
 * @ids: (element-type utf8): what moved or changed its size
 *
 * The groups around these get the size of their members.
 */
WeirEdit *weir_operation_fit_groups (WeirDocument  *document,
                                     GPtrArray     *ids,
                                     const WeirBox *boxes,
                                     guint          n_boxes);

/* Copy and paste of style. @style: as weir_element_get_member (group, "style");
 * %NULL for none. */
WeirEdit *weir_operation_set_group_style (WeirDocument *document,
                                          GPtrArray    *ids,
                                          WeirValue    *style);

G_END_DECLS
