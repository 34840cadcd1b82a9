/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-check.h"

#include "flow/weir-check-private.h"

/* Walks a flow and collects what is wrong with it. What one entry can be wrong
 * about is looked at by weir-check-entry.c, its properties by
 * weir-check-property.c and its type's own `check`, the flow as a whole by
 * weir-check-flow.c. */

static GHashTable *
list_by_type (WeirSnapshot *snapshot)
{
  GHashTable *by_type;

  by_type = g_hash_table_new_full (g_str_hash,
                                   g_str_equal,
                                   NULL,
                                   (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);
      GPtrArray       *entries = g_hash_table_lookup (by_type, entry->type);

      if (entry->shadowed || !weir_snapshot_is_enabled (snapshot, entry))
        continue;
      if (entries == NULL)
        {
          entries = g_ptr_array_new ();
          g_hash_table_insert (by_type, (gpointer)entry->type, entries);
        }
      g_ptr_array_add (entries, (gpointer)entry);
    }
  return by_type;
}

static const WeirNodeType *
find_type (const WeirCheckScope *scope)
{
  switch (scope->entry->kind)
    {
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      return weir_registry_lookup (scope->registry, scope->entry->type);
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_GROUP:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
  return NULL;
}

static void
check_entry (const WeirCheckScope *scope)
{
  const WeirNodeType *type;

  if (!weir_check_envelope (scope) ||
      !weir_snapshot_is_enabled (scope->snapshot, scope->entry))
    return;
  weir_check_structure (scope);
  type = find_type (scope);
  if (type == NULL)
    return;
  weir_check_properties (scope, type);
  if (type->check != NULL)
    type->check (scope);
}

static void
report_unlisted (const WeirCheckScope *scope)
{
  g_autofree char *n = NULL;

  if (*scope->n_unlisted == 0)
    return;
  n = g_strdup_printf ("%u", *scope->n_unlisted);
  g_ptr_array_add (scope->problems,
                   weir_problem_new ("F815", NULL, NULL, "n", n, NULL));
}

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)weir_problem_free);
}

GPtrArray *
weir_check_snapshot (WeirSnapshot       *snapshot,
                     const WeirRegistry *registry,
                     WeirEnvironment    *environment)
{
  g_autoptr (GHashTable) by_type = NULL;
  WeirCheckScope         scope;
  guint                  n_unlisted = 0;

  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (environment != NULL, NULL);

  by_type = list_by_type (snapshot);
  scope = (WeirCheckScope){
    .snapshot = snapshot,
    .registry = registry,
    .environment = environment,
    .by_type = by_type,
    .problems = new_problems (),
    .n_unlisted = &n_unlisted,
  };
  weir_check_flow (&scope);
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      scope.entry = weir_snapshot_get_entry (snapshot, i);
      check_entry (&scope);
    }
  report_unlisted (&scope);
  return scope.problems;
}

GPtrArray *
weir_check_entry (WeirSnapshot       *snapshot,
                  const WeirRegistry *registry,
                  WeirEnvironment    *environment,
                  const char         *id)
{
  g_autoptr (GHashTable) by_type = NULL;
  WeirCheckScope         scope;
  guint                  n_unlisted = 0;

  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (registry != NULL, NULL);
  g_return_val_if_fail (environment != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  by_type = list_by_type (snapshot);
  scope = (WeirCheckScope){
    .snapshot = snapshot,
    .registry = registry,
    .environment = environment,
    .by_type = by_type,
    .problems = new_problems (),
    .n_unlisted = &n_unlisted,
    .entry = weir_snapshot_lookup (snapshot, id),
  };
  if (scope.entry != NULL)
    {
      weir_check_flow_entry (&scope);
      check_entry (&scope);
    }
  return scope.problems;
}
