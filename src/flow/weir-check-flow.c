/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-check-private.h"

#include "flow/weir-subflow.h"

#include "json/weir-value-walk.h"

/* What concerns the flow as a whole: types that are not run here, nodes whose
 * flow is missing, configuration nobody uses. Summaries name no entry. */

/* How many types a summary names before it only counts. */
#define MAX_NAMED_TYPES 20

static gboolean
is_checked (const WeirCheckScope *scope, const WeirEntry *entry)
{
  return entry->id[0] != '\0' && entry->type[0] != '\0' && !entry->shadowed &&
         entry->kind != WEIR_ELEMENT_KIND_INVALID &&
         weir_snapshot_is_enabled (scope->snapshot, entry);
}

/* Types that are not run */

typedef struct
{
  GPtrArray  *names;  /* borrowed, in file order */
  GHashTable *counts; /* name → count */
  guint       n_nodes;
} TypeCount;

/* Instances of subflows that are missing count as one type, whatever their
 * definition was called. */
static const char *
get_type_name (const WeirEntry *entry)
{
  return g_str_has_prefix (entry->type, "subflow:") ? "subflow" : entry->type;
}

static gboolean
has_unknown_type (const WeirCheckScope *scope, const WeirEntry *entry)
{
  return (entry->kind == WEIR_ELEMENT_KIND_NODE ||
          entry->kind == WEIR_ELEMENT_KIND_CONFIG) &&
         weir_registry_lookup (scope->registry, entry->type) == NULL &&
         weir_subflow_get_definition (scope->snapshot, entry) == NULL;
}

static void
count_type (TypeCount *count, const WeirEntry *entry)
{
  const char *name = get_type_name (entry);
  guint       n;

  n = GPOINTER_TO_UINT (g_hash_table_lookup (count->counts, name));
  if (n == 0)
    g_ptr_array_add (count->names, (gpointer)name);
  g_hash_table_insert (count->counts, (gpointer)name, GUINT_TO_POINTER (n + 1));
  count->n_nodes++;
}

static char *
join_types (const TypeCount *count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (count->names->len, MAX_NAMED_TYPES); i++)
    {
      const char *name = g_ptr_array_index (count->names, i);
      guint       n;

      n = GPOINTER_TO_UINT (g_hash_table_lookup (count->counts, name));
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
      if (n > 1)
        g_string_append_printf (text, " (%u)", n);
    }
  if (count->names->len > MAX_NAMED_TYPES)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

static void
check_types (const WeirCheckScope *scope)
{
  g_autoptr (GPtrArray)  names = g_ptr_array_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  TypeCount              count = { names, counts, 0 };
  g_autofree char       *types = NULL;
  g_autofree char       *n = NULL;

  for (guint i = 0; i < weir_snapshot_get_n_entries (scope->snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (scope->snapshot, i);

      if (is_checked (scope, entry) && has_unknown_type (scope, entry))
        count_type (&count, entry);
    }
  if (count.n_nodes == 0)
    return;
  n = g_strdup_printf ("%u", count.n_nodes);
  types = join_types (&count);
  weir_check_scope_report (
    scope,
    weir_problem_new ("F804", NULL, NULL, "n", n, "types", types, NULL));
}

/* Nodes whose flow is missing */

static gboolean
is_lost (const WeirCheckScope *scope, const WeirEntry *entry)
{
  return is_checked (scope, entry) && entry->z[0] != '\0' &&
         weir_snapshot_get_container (scope->snapshot, entry) == NULL;
}

/* Only configuration may stand outside a flow. */
static gboolean
is_stray (const WeirCheckScope *scope, const WeirEntry *entry)
{
  return is_checked (scope, entry) && entry->z[0] == '\0' &&
         (entry->kind == WEIR_ELEMENT_KIND_NODE ||
          entry->kind == WEIR_ELEMENT_KIND_JUNCTION);
}

static void
report_count (const WeirCheckScope *scope,
              const char           *code,
              gboolean (*counts) (const WeirCheckScope *, const WeirEntry *))
{
  g_autofree char *text = NULL;
  guint            n = 0;

  for (guint i = 0; i < weir_snapshot_get_n_entries (scope->snapshot); i++)
    n += counts (scope, weir_snapshot_get_entry (scope->snapshot, i));
  if (n == 0)
    return;
  text = g_strdup_printf ("%u", n);
  weir_check_scope_report (scope,
                           weir_problem_new (code, NULL, NULL, "n", text, NULL));
}

/* Configuration nobody uses. Of types that are unknown here nobody can say what
 * they are for. */

static gboolean
is_configuration (const WeirCheckScope *scope, const WeirEntry *entry)
{
  const WeirNodeType *type;

  if (entry->kind != WEIR_ELEMENT_KIND_CONFIG || !is_checked (scope, entry))
    return FALSE;
  type = weir_registry_lookup (scope->registry, entry->type);
  return type != NULL && type->category == WEIR_NODE_CATEGORY_CONFIG;
}

/* Takes every id out of @unused that an entry names, but for its own. */
static void
remove_used (GHashTable *unused, const WeirEntry *user)
{
  g_auto (WeirWalk) walk = WEIR_WALK_INIT;
  WeirWalkStep      step;

  weir_walk_start (&walk, user->value);
  while (weir_walk_next (&walk, &step))
    {
      const char *text;

      if (weir_value_get_kind (step.value) != WEIR_VALUE_KIND_STRING)
        continue;
      text = weir_value_get_string (step.value, NULL);
      if (!g_str_equal (text, user->id))
        g_hash_table_remove (unused, text);
    }
}

static void
check_use (const WeirCheckScope *scope)
{
  g_autoptr (GHashTable) unused = g_hash_table_new (g_str_hash, g_str_equal);
  guint                  n = weir_snapshot_get_n_entries (scope->snapshot);

  for (guint i = 0; i < n; i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (scope->snapshot, i);

      if (is_configuration (scope, entry))
        g_hash_table_add (unused, (gpointer)entry->id);
    }
  for (guint i = 0; i < n; i++)
    remove_used (unused, weir_snapshot_get_entry (scope->snapshot, i));
  for (guint i = 0; i < n; i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (scope->snapshot, i);

      if (!entry->shadowed && g_hash_table_contains (unused, entry->id))
        weir_check_scope_report (scope,
                                 weir_problem_new ("W290", entry->id, NULL, NULL));
    }
}

void
weir_check_flow_entry (const WeirCheckScope *scope)
{
  g_autoptr (GHashTable) unused = g_hash_table_new (g_str_hash, g_str_equal);
  guint                  n = weir_snapshot_get_n_entries (scope->snapshot);

  if (!is_configuration (scope, scope->entry))
    return;
  g_hash_table_add (unused, (gpointer)scope->entry->id);
  for (guint i = 0; i < n && g_hash_table_size (unused) > 0; i++)
    remove_used (unused, weir_snapshot_get_entry (scope->snapshot, i));
  if (g_hash_table_size (unused) > 0)
    weir_check_scope_report (
      scope,
      weir_problem_new ("W290", scope->entry->id, NULL, NULL));
}

void
weir_check_flow (const WeirCheckScope *scope)
{
  check_types (scope);
  report_count (scope, "F806", is_lost);
  report_count (scope, "F814", is_stray);
  check_use (scope);
}
