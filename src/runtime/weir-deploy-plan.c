/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-deploy-plan.h"

#include "runtime/weir-subflow-node.h"

/* WeirDeployPlan: works out which entries run and in which order: global
 * configuration nodes first, then flow by flow its configuration nodes, each
 * after those it refers to, and its nodes in the order of the file. Made for
 * one deploy and freed with it. */

/* What is to be started of one flow. */
typedef struct
{
  guint       index;
  GPtrArray  *configs; /* WeirEntry */
  GPtrArray  *nodes;   /* WeirEntry */
  GHashTable *by_id;   /* id → WeirEntry, of the configs */
} Flow;

typedef struct
{
  WeirSnapshot   *snapshot;
  WeirRegistry   *registry;
  GHashTable     *started;
  WeirDeployPlan *plan;
  GPtrArray      *flows; /* Flow, in order of start */
  GHashTable     *by_z;  /* z → Flow */
} Planner;

/* A step on the way down a chain of references. */
typedef struct
{
  const WeirEntry *entry;
  gsize            next_member;
} Step;

static void
flow_free (gpointer data)
{
  Flow *flow = data;

  g_ptr_array_unref (flow->configs);
  g_ptr_array_unref (flow->nodes);
  g_hash_table_unref (flow->by_id);
  g_free (flow);
}

static Flow *
ensure_flow (Planner *planner, const char *z)
{
  Flow *flow = g_hash_table_lookup (planner->by_z, z);

  if (flow == NULL)
    {
      flow = g_new (Flow, 1);
      flow->index = planner->flows->len;
      flow->configs = g_ptr_array_new ();
      flow->nodes = g_ptr_array_new ();
      flow->by_id = g_hash_table_new (g_str_hash, g_str_equal);
      g_ptr_array_add (planner->flows, flow);
      g_hash_table_insert (planner->by_z, (gpointer)z, flow);
    }

  return flow;
}

static const WeirNodeType *
lookup_type (Planner *planner, const WeirEntry *entry)
{
  return weir_subflow_node_lookup_type (planner->registry,
                                        planner->snapshot,
                                        entry);
}

static void
count_unknown (Planner *planner, const char *type)
{
  GHashTable *unknown = planner->plan->unknown;
  guint       count = GPOINTER_TO_UINT (g_hash_table_lookup (unknown, type));

  g_hash_table_insert (unknown, (gpointer)type, GUINT_TO_POINTER (count + 1));
}

/* A configuration node whose `z` names no tab is a global one: Node-RED starts
 * it twice, once in a tab it makes up. */
static Flow *
find_flow (Planner *planner, const WeirEntry *entry)
{
  if (entry->kind == WEIR_ELEMENT_KIND_CONFIG &&
      weir_snapshot_get_container (planner->snapshot, entry) == NULL)
    return ensure_flow (planner, "");

  return ensure_flow (planner, entry->z);
}

static void
sort_entry (Planner *planner, const WeirEntry *entry)
{
  Flow *flow;

  if (!weir_snapshot_is_runnable (planner->snapshot, entry))
    return;

  if (*entry->id == '\0')
    {
      planner->plan->nameless++;
      return;
    }

  if (!g_hash_table_contains (planner->started, entry->id))
    return;

  if (lookup_type (planner, entry) == NULL)
    {
      count_unknown (planner, entry->type);
      return;
    }

  flow = find_flow (planner, entry);

  if (entry->kind == WEIR_ELEMENT_KIND_CONFIG)
    {
      g_ptr_array_add (flow->configs, (gpointer)entry);
      g_hash_table_insert (flow->by_id, (gpointer)entry->id, (gpointer)entry);
    }
  else
    {
      g_ptr_array_add (flow->nodes, (gpointer)entry);
    }
}

static void
plan_entry (Planner *planner, Flow *flow, const WeirEntry *entry)
{
  WeirPlannedNode planned = {
    .entry = entry,
    .type = lookup_type (planner, entry),
    .flow = flow->index,
    .is_config = entry->kind == WEIR_ELEMENT_KIND_CONFIG,
  };

  g_array_append_val (planner->plan->nodes, planned);
}

/* Returns: (nullable): the next entry of the flow that a step's entry names by
 *   any of its members */
static const WeirEntry *
next_reference (Flow *flow, Step *step)
{
  const WeirValue *value = step->entry->value;

  while (step->next_member < weir_value_get_length (value))
    {
      const WeirValue *member =
        weir_value_get_member (value, step->next_member++);
      const WeirEntry *found;

      if (weir_value_get_kind (member) != WEIR_VALUE_KIND_STRING)
        continue;

      found =
        g_hash_table_lookup (flow->by_id, weir_value_get_string (member, NULL));

      if (found != NULL && found != step->entry)
        return found;
    }

  return NULL;
}

/* Plans a configuration node behind all it refers to, however long the chain.
 * @planned holds the ids that are planned, @open those on the way down.
 *
 * Returns: %FALSE when it refers to itself in the end */
static gboolean
plan_config (Planner         *planner,
             Flow            *flow,
             const WeirEntry *entry,
             GHashTable      *planned,
             GHashTable      *open)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  Step               step = { entry, 0 };

  if (g_hash_table_contains (planned, entry))
    return TRUE;

  g_array_append_val (steps, step);
  g_hash_table_add (open, (gpointer)entry);

  while (steps->len > 0)
    {
      Step            *last = &g_array_index (steps, Step, steps->len - 1);
      const WeirEntry *next = next_reference (flow, last);

      if (next == NULL)
        {
          plan_entry (planner, flow, last->entry);
          g_hash_table_add (planned, (gpointer)last->entry);
          g_hash_table_remove (open, last->entry);
          g_array_set_size (steps, steps->len - 1);
        }
      else if (g_hash_table_contains (open, next))
        {
          g_ptr_array_add (planner->plan->circular, (gpointer)next->id);
          return FALSE;
        }
      else if (!g_hash_table_contains (planned, next))
        {
          step = (Step){ next, 0 };
          g_array_append_val (steps, step);
          g_hash_table_add (open, (gpointer)next);
        }
    }

  return TRUE;
}

/* A flow whose configuration nodes wait for each other starts no further. */
static void
plan_flow (Planner *planner, Flow *flow)
{
  g_autoptr (GHashTable) planned = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < flow->configs->len; i++)
    if (!plan_config (planner, flow, flow->configs->pdata[i], planned, open))
      return;

  for (guint i = 0; i < flow->nodes->len; i++)
    plan_entry (planner, flow, flow->nodes->pdata[i]);
}

WeirDeployPlan *
weir_deploy_plan_new (WeirSnapshot *snapshot,
                      WeirRegistry *registry,
                      GHashTable   *started)
{
  WeirDeployPlan *plan = g_new0 (WeirDeployPlan, 1);
  Planner         planner = { snapshot, registry, started, plan, NULL, NULL };
  guint           n_entries = weir_snapshot_get_n_entries (snapshot);

  plan->nodes = g_array_new (FALSE, FALSE, sizeof (WeirPlannedNode));
  plan->unknown = g_hash_table_new (g_str_hash, g_str_equal);
  plan->circular = g_ptr_array_new ();
  planner.flows = g_ptr_array_new_with_free_func (flow_free);
  planner.by_z = g_hash_table_new (g_str_hash, g_str_equal);

  /* Global first, then the tabs as they stand, then every other `z`. */
  ensure_flow (&planner, "");

  for (guint i = 0; i < n_entries; i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);

      if (entry->kind == WEIR_ELEMENT_KIND_TAB && !entry->shadowed)
        ensure_flow (&planner, entry->id);
    }

  for (guint i = 0; i < n_entries; i++)
    sort_entry (&planner, weir_snapshot_get_entry (snapshot, i));

  for (guint i = 0; i < planner.flows->len; i++)
    plan_flow (&planner, planner.flows->pdata[i]);

  g_hash_table_unref (planner.by_z);
  g_ptr_array_unref (planner.flows);

  return plan;
}

void
weir_deploy_plan_free (WeirDeployPlan *plan)
{
  g_array_unref (plan->nodes);
  g_hash_table_unref (plan->unknown);
  g_ptr_array_unref (plan->circular);
  g_free (plan);
}
