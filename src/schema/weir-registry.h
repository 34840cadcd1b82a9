/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-node-type.h"

G_BEGIN_DECLS

/**
 * WeirRegistry:
 *
 * The node types of this program: a list and a look-up by name. Made once by
 * `main` and passed on; immutable, so any thread may read it.
 */
typedef struct _WeirRegistry WeirRegistry;

/**
 * weir_registry_new:
 * @table: types, ended by %NULL; they outlive the registry
 */
WeirRegistry *weir_registry_new (const WeirNodeType *const *table);
WeirRegistry *weir_registry_ref (WeirRegistry *registry);
void          weir_registry_unref (WeirRegistry *registry);

/**
 * weir_registry_lookup:
 *
 * Returns: (nullable): the type, %NULL when it is unknown here
 */
const WeirNodeType       *
weir_registry_lookup (const WeirRegistry *registry, const char *type);
guint weir_registry_get_n_types (const WeirRegistry *registry);
const WeirNodeType *
weir_registry_get_type (const WeirRegistry *registry, guint index);

/**
 * weir_node_type_get_property:
 *
 * Returns: (nullable): the property of that key
 */
const WeirProperty *
weir_node_type_get_property (const WeirNodeType *type, const char *key);

/**
 * weir_node_type_validate:
 * @registry: all types, this one among them
 * @error: %WEIR_SCHEMA_ERROR: which property contradicts what; not translated,
 *   since it is for those who write node types
 *
 * Whether a descriptor holds together: texts present, defaults and choices
 * JSON, keys unique, types and keys it names there, codes in the table.
 */
gboolean weir_node_type_validate (const WeirNodeType *type,
                                  const WeirRegistry *registry,
                                  GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRegistry, weir_registry_unref)

G_END_DECLS
