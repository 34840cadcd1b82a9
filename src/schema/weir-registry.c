/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-schema"

#include "config.h"

#include "schema/weir-registry.h"

/* The node types of a program. The table is borrowed and constant; the look-up
 * by name is made once. Immutable, so any thread may hold and read it. */
struct _WeirRegistry
{
  gatomicrefcount            ref_count;
  const WeirNodeType *const *table; /* borrowed */
  guint                      n_types;
  GHashTable                *types; /* owned: name → type, both borrowed */
};

WeirRegistry *
weir_registry_new (const WeirNodeType *const *table)
{
  WeirRegistry *self;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_new0 (WeirRegistry, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->table = table;
  self->types = g_hash_table_new (g_str_hash, g_str_equal);
  for (; table[self->n_types] != NULL; self->n_types++)
    {
      const WeirNodeType *type = table[self->n_types];

      g_hash_table_insert (self->types, (gpointer)type->type, (gpointer)type);
    }
  return self;
}

WeirRegistry *
weir_registry_ref (WeirRegistry *registry)
{
  g_return_val_if_fail (registry != NULL, NULL);

  g_atomic_ref_count_inc (&registry->ref_count);
  return registry;
}

void
weir_registry_unref (WeirRegistry *registry)
{
  g_return_if_fail (registry != NULL);

  if (!g_atomic_ref_count_dec (&registry->ref_count))
    return;
  g_hash_table_unref (registry->types);
  g_free (registry);
}

const WeirNodeType *
weir_registry_lookup (const WeirRegistry *registry, const char *type)
{
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);

  return g_hash_table_lookup (registry->types, type);
}

guint
weir_registry_get_n_types (const WeirRegistry *registry)
{
  g_return_val_if_fail (registry != NULL, 0);

  return registry->n_types;
}

const WeirNodeType *
weir_registry_get_type (const WeirRegistry *registry, guint index)
{
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (index < registry->n_types, NULL);

  return registry->table[index];
}
