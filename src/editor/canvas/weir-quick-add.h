/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-registry.h"

G_BEGIN_DECLS

/**
 * weir_quick_add_list:
 * @needs_input: only types with an input, since a wire will lead there
 *
 * Returns: (transfer container) (element-type WeirNodeType): what can be put
 *   into a flow, in the palette's order
 */
GPtrArray *weir_quick_add_list (const WeirRegistry *registry,
                                gboolean            needs_input,
                                gboolean            needs_output);

G_END_DECLS
