/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/**
 * weir_node_table:
 *
 * All node types of Weir, as `src/nodes/meson.build` lists them: what
 * weir_registry_new() takes.
 *
 * Returns: (transfer none): the types, in the order of the palette, ended by
 *   %NULL
 */
const WeirNodeType *const *weir_node_table (void);

G_END_DECLS
