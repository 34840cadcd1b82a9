/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-check-private.h"

/* What a node type may see of a flow while its entry is checked. */

const WeirValue *
weir_check_scope_get_config (const WeirCheckScope *scope)
{
  g_return_val_if_fail (scope != NULL, NULL);
  return scope->entry->value;
}

const WeirValue *
weir_check_scope_lookup (const WeirCheckScope *scope, const char *id)
{
  const WeirEntry *entry;

  g_return_val_if_fail (scope != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  entry = weir_snapshot_lookup (scope->snapshot, id);
  return entry != NULL ? entry->value : NULL;
}

const WeirValue *
weir_check_scope_get_nth_of_type (const WeirCheckScope *scope,
                                  const char           *type,
                                  guint                 n)
{
  GPtrArray       *entries;
  const WeirEntry *entry;

  g_return_val_if_fail (scope != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);

  entries = g_hash_table_lookup (scope->by_type, type);
  if (entries == NULL || n >= entries->len)
    return NULL;
  entry = g_ptr_array_index (entries, n);
  return entry->value;
}

const char *
weir_check_scope_get_credential (const WeirCheckScope *scope, const char *key)
{
  g_return_val_if_fail (scope != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return weir_value_lookup_string (
    weir_snapshot_get_credentials (scope->snapshot, scope->entry->id),
    key);
}

/* In a subflow definition any variable may come from an instance. */
static gboolean
is_in_subflow (const WeirCheckScope *scope)
{
  const WeirEntry *container;

  container = weir_snapshot_get_container (scope->snapshot, scope->entry);
  return container != NULL && container->kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

gboolean
weir_check_scope_has_variable (const WeirCheckScope *scope, const char *name)
{
  g_autoptr (WeirValue) value = NULL;

  g_return_val_if_fail (scope != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (is_in_subflow (scope))
    return TRUE;
  value = weir_environment_lookup (scope->environment, scope->entry, name);
  return value != NULL;
}

void
weir_check_scope_report (const WeirCheckScope *scope, WeirProblem *problem)
{
  g_return_if_fail (scope != NULL);
  g_return_if_fail (problem != NULL);

  if (scope->problems->len >= WEIR_CHECK_MAX_PROBLEMS)
    {
      (*scope->n_unlisted)++;
      weir_problem_free (problem);
      return;
    }
  if (problem->element_id == NULL && scope->entry != NULL &&
      scope->entry->id[0] != '\0')
    problem->element_id = g_strdup (scope->entry->id);
  g_ptr_array_add (scope->problems, problem);
}

char *
weir_check_scope_dup_name (const WeirCheckScope *scope, const WeirEntry *entry)
{
  const WeirNodeType *type;
  char               *name = NULL;

  if (entry->name[0] != '\0')
    return g_strdup (entry->name);
  type = weir_registry_lookup (scope->registry, entry->type);
  if (type != NULL && type->describe != NULL)
    name = type->describe (entry->value);
  return name != NULL ? name : g_strdup (entry->id);
}
