/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"

#include "flow/weir-subflow.h"
#include "runtime/weir-deploy-plan.h"
#include "runtime/weir-subflow-node.h"

#include <string.h>

/* A deploy: stop what changed, take the new snapshot, build and wire what is
 * new, then start it. Nodes are all built and wired before the first starts,
 * so that what one sends from its start reaches the others. */

static const char subflow_prefix[] = "subflow:";

/* Node-RED's words, which people look for in logs. */
static const struct
{
  const char *starting;
  const char *started;
} texts[] = {
  [WEIR_DEPLOY_FULL] = { "Starting flows", "Started flows" },
  [WEIR_DEPLOY_FLOWS] = { "Starting modified flows", "Started modified flows" },
  [WEIR_DEPLOY_NODES] = { "Starting modified nodes", "Started modified nodes" },
};

static void
report_unknown (WeirEngine *self, const char *type, guint count)
{
  if (g_str_has_prefix (type, subflow_prefix))
    weir_engine_log (self,
                     WEIR_LOG_LEVEL_WARN,
                     count == 1 ? "%u instance of subflow \"%s\" is kept and "
                                  "not run"
                                : "%u instances of subflow \"%s\" are kept and "
                                  "not run",
                     count,
                     type + strlen (subflow_prefix));
  else
    weir_engine_log (self,
                     WEIR_LOG_LEVEL_WARN,
                     count == 1
                       ? "%u node of unknown type \"%s\" is kept and "
                         "not run"
                       : "%u nodes of unknown type \"%s\" are kept and "
                         "not run",
                     count,
                     type);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
report_plan (WeirEngine *self, const WeirDeployPlan *plan)
{
  g_autoptr (GList) types =
    g_list_sort (g_hash_table_get_keys (plan->unknown), compare_texts);

  for (GList *link = types; link != NULL; link = link->next)
    report_unknown (self,
                    link->data,
                    GPOINTER_TO_UINT (
                      g_hash_table_lookup (plan->unknown, link->data)));

  if (plan->nameless > 0)
    weir_engine_log (self,
                     WEIR_LOG_LEVEL_WARN,
                     plan->nameless == 1
                       ? "%u entry without an id is kept and not run"
                       : "%u entries without an id are kept and not "
                         "run",
                     plan->nameless);

  for (guint i = 0; i < plan->circular->len; i++)
    weir_engine_log (self,
                     WEIR_LOG_LEVEL_ERROR,
                     "Circular config node dependency detected: %s",
                     (const char *)plan->circular->pdata[i]);
}

/* Returns: (transfer full): the nodes of the plan, built but not started */
static GPtrArray *
build_nodes (WeirEngine *self, const WeirDeployPlan *plan)
{
  GPtrArray *built =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_node_unref);

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const WeirPlannedNode *planned =
        &g_array_index (plan->nodes, WeirPlannedNode, i);
      WeirNode *node = weir_node_new (self,
                                      self->snapshot,
                                      self->environment,
                                      planned->entry,
                                      planned->type);

      node->flow = planned->flow;
      node->is_config = planned->is_config;
      node->serial = ++self->last_serial;
      node->is_running = TRUE;
      g_ptr_array_add (self->nodes, node);
      g_hash_table_insert (self->nodes_by_id, node->id, node);
      g_ptr_array_add (built, weir_node_ref (node));
    }

  return built;
}

/* Returns: whether the node runs */
static gboolean
start_node (WeirNode *node)
{
  g_autoptr (GError) error = NULL;

  if (node->type->start == NULL || node->type->start (node, &error))
    return TRUE;

  weir_node_log (node,
                 WEIR_LOG_LEVEL_ERROR,
                 "%s",
                 error != NULL ? error->message : "it can't start");

  return FALSE;
}

static void
resolve (WeirEngine *self)
{
  weir_router_resolve (self->router, self->snapshot, self->nodes, self->nodes_by_id);
}

/* Takes a node away that could not start. Its type undoes itself what a failed
 * start began: `stop` is for nodes that ran. */
static void
discard_node (WeirEngine *self, WeirNode *node)
{
  weir_node_release (node);
  weir_node_clear_wires (node);
  g_hash_table_remove (self->nodes_by_id, node->id);
  g_ptr_array_remove (self->nodes, node);
}

static void
start_nodes (WeirEngine *self, GPtrArray *built)
{
  guint n_failed = 0;

  self->is_starting = TRUE;

  for (guint i = 0; i < built->len; i++)
    {
      WeirNode *node = built->pdata[i];

      if (!node->is_running || start_node (node))
        continue;

      discard_node (self, node);
      n_failed++;
    }

  self->is_starting = FALSE;

  if (n_failed > 0)
    {
      resolve (self);
      weir_scheduler_purge (self->scheduler);
    }
}

/* Nodes that keep running look into the new snapshot from now on. */
static void
rebind_nodes (WeirEngine *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      WeirNode        *node = self->nodes->pdata[i];
      const WeirEntry *entry = weir_snapshot_lookup (self->snapshot, node->id);

      g_assert (entry != NULL);
      node->entry = entry;
    }
}

static gboolean
is_scope_alive (const char *scope, gpointer user_data)
{
  return g_hash_table_contains (user_data, scope);
}

/* Flow context lives as long as its tab, node context as long as its node. */
static void
retain_contexts (WeirEngine *self)
{
  g_autoptr (GHashTable) scopes = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_entries = weir_snapshot_get_n_entries (self->snapshot);

  for (guint i = 0; i < n_entries; i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (self->snapshot, i);

      if (entry->kind == WEIR_ELEMENT_KIND_TAB)
        g_hash_table_add (scopes, (gpointer)entry->id);
      else if (*entry->z != '\0')
        g_hash_table_add (scopes, (gpointer)entry->z);
    }

  for (guint i = 0; i < self->nodes->len; i++)
    g_hash_table_add (scopes, ((WeirNode *)self->nodes->pdata[i])->path);

  weir_context_retain (self->store, is_scope_alive, scopes);
}

static void
take_snapshot (WeirEngine *self, WeirSnapshot *snapshot)
{
  /* The old one goes last: entries of nodes point into it. */
  g_autoptr (WeirSnapshot) before = self->snapshot;

  self->snapshot = weir_snapshot_ref (snapshot);
  g_clear_pointer (&self->environment, weir_environment_unref);
  self->environment = weir_environment_new (snapshot, self->variables);
  rebind_nodes (self);
  retain_contexts (self);
}

/* What could not start with an earlier deploy, its own or its flow's
 * configuration being at fault, did not change and is tried again all the
 * same. */
static void
add_missing (WeirEngine *self, WeirSnapshot *snapshot, GHashTable *started)
{
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);

      if (weir_snapshot_runs (snapshot, entry) &&
          weir_subflow_node_lookup_type (self->registry, snapshot, entry) != NULL &&
          !g_hash_table_contains (self->nodes_by_id, entry->id))
        g_hash_table_add (started, g_strdup (entry->id));
    }
}

static GHashTable *
list_entries (WeirSnapshot *snapshot)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    g_hash_table_add (ids, (gpointer)weir_snapshot_get_entry (snapshot, i)->id);

  return ids;
}

/* A flow whose configuration nodes came to wait for each other starts no
 * further, and then what ran of it before must not go on: what runs does not
 * depend on what ran.
 *
 * Returns: (transfer full): the nodes that went */
static GPtrArray *
stop_stalled (WeirEngine *self, const WeirDeployPlan *plan)
{
  g_autoptr (GHashTable)     all = NULL;
  g_autoptr (GHashTable)     stalled = NULL;
  g_autoptr (WeirDeployPlan) whole = NULL;

  if (plan->circular->len == 0)
    return g_ptr_array_new ();

  all = list_entries (self->snapshot);
  stalled = g_hash_table_new (g_str_hash, g_str_equal);
  whole = weir_deploy_plan_new (self->snapshot, self->registry, all);

  for (guint i = 0; i < self->nodes->len; i++)
    g_hash_table_add (stalled, ((WeirNode *)self->nodes->pdata[i])->id);
  for (guint i = 0; i < whole->nodes->len; i++)
    g_hash_table_remove (stalled,
                         g_array_index (whole->nodes, WeirPlannedNode, i).entry->id);

  return weir_engine_stop_nodes (self, stalled, stalled);
}

/* Starts what @diff names.
 *
 * @stopped: (transfer full): the nodes that went */
static void
start_snapshot (WeirEngine *self, const WeirDiff *diff, GPtrArray *stopped)
{
  g_autoptr (WeirDeployPlan) plan =
    weir_deploy_plan_new (self->snapshot, self->registry, diff->started);
  g_autoptr (GPtrArray) stalled = stop_stalled (self, plan);
  g_autoptr (GPtrArray) built = build_nodes (self, plan);

  report_plan (self, plan);
  resolve (self);
  weir_engine_mark_tap (self);

  /* Nothing points to the old nodes any more. */
  g_ptr_array_unref (stopped);
  g_clear_pointer (&stalled, g_ptr_array_unref);
  start_nodes (self, built);
}

void
weir_engine_deploy (WeirEngine *self, WeirSnapshot *snapshot, WeirDeployMode mode)
{
  g_autoptr (WeirDiff)     diff = NULL;
  g_autoptr (WeirSnapshot) expanded = NULL;
  GPtrArray               *stopped;

  g_return_if_fail (WEIR_IS_ENGINE (self));
  g_return_if_fail (snapshot != NULL);
  g_return_if_fail (!self->is_starting);

  if (self->snapshot == NULL)
    mode = WEIR_DEPLOY_FULL;

  weir_engine_log (self, WEIR_LOG_LEVEL_INFO, "%s", texts[mode].starting);
  expanded = weir_subflow_expand (snapshot);
  diff = weir_diff_snapshots (self->snapshot, expanded, mode);
  stopped = weir_engine_stop_nodes (self, diff->stopped, diff->removed);
  add_missing (self, expanded, diff->started);
  take_snapshot (self, expanded);
  start_snapshot (self, diff, stopped);
  weir_engine_log (self, WEIR_LOG_LEVEL_INFO, "%s", texts[mode].started);
}
