/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-geometry.h"
#include "flow/weir-document.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/* Where nodes that come from elsewhere lie on nothing. No display. */

/**
 * weir_free_place_find:
 * @taken: (element-type WeirRect): what stands there
 * @boxes: (element-type WeirRect): what comes, where it is wanted
 * @step: above 0
 *
 * Returns: how far all of @boxes move, by whole steps, so that they keep half a
 *   step from everything: the least that will do; to below everything when there
 *   is no such place near
 */
WeirPoint
weir_free_place_find (const GArray *taken, const GArray *boxes, double step);

/**
 * weir_free_place_list_boxes:
 * @flow: (nullable): of which the entries are; %NULL: those that have no flow
 *   with them
 * @by: how far they are moved
 *
 * Returns: (transfer full) (element-type WeirRect): about where they stand, as
 *   large as the canvas is going to draw them
 */
GArray *weir_free_place_list_boxes (WeirDocument *document,
                                    WeirRegistry *registry,
                                    const char   *flow,
                                    WeirPoint     by);

G_END_DECLS
