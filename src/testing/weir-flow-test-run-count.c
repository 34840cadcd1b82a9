/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-private.h"

#include "flow/weir-subflow.h"

/* Coverage: every node and wire of the flow file, with what the engine counted.
 * An output sends the same to all its wires, so each carried what it sent. */

typedef struct
{
  guint64 total; /* received and sent */
  GArray *sent;  /* (element-type guint64): by output */
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_array_unref (count->sent);
  g_free (count);
}

/* By the ids of the file: what the copies of a subflow's node carried, it
 * did. */
typedef struct
{
  WeirSnapshot *running;
  GHashTable   *counts; /* id → Count */
} Table;

static Count *
get_count (GHashTable *counts, const char *id, guint n_outputs)
{
  Count *count = g_hash_table_lookup (counts, id);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      count->sent = g_array_new (FALSE, TRUE, sizeof (guint64));
      g_hash_table_insert (counts, g_strdup (id), count);
    }
  if (count->sent->len < n_outputs)
    g_array_set_size (count->sent, n_outputs);
  return count;
}

static void
visit_cb (const WeirNodeCounts *counts, gpointer user_data)
{
  Table           *table = user_data;
  const WeirEntry *entry = weir_snapshot_lookup (table->running, counts->id);
  const char      *id =
    entry != NULL ? weir_subflow_get_alias (table->running, entry) : counts->id;
  Count *count = get_count (table->counts, id, counts->n_outputs);

  count->total += counts->received;
  for (guint i = 0; i < counts->n_outputs; i++)
    {
      count->total += counts->sent[i];
      g_array_index (count->sent, guint64, i) += counts->sent[i];
    }
}

static const char *
name_of (const WeirEntry *entry)
{
  return *entry->name != '\0' ? entry->name : entry->type;
}

/* Whether the entry is there to carry messages: a comment is not. */
static gboolean
carries (WeirRegistry *registry, const WeirEntry *entry)
{
  const WeirNodeType *type = weir_registry_lookup (registry, entry->type);

  if (entry->kind == WEIR_ELEMENT_KIND_JUNCTION)
    return TRUE;
  if (entry->kind != WEIR_ELEMENT_KIND_NODE)
    return FALSE;
  return type == NULL || type->inputs > 0 || type->outputs > 0 ||
         type->outputs_from != NULL;
}

/* What stands in the definition of a subflow runs in its instances. */
static gboolean
may_run (WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *container = weir_snapshot_get_container (snapshot, entry);

  return weir_snapshot_runs (snapshot, entry) ||
         (container != NULL && container->kind == WEIR_ELEMENT_KIND_SUBFLOW &&
          weir_snapshot_is_enabled (snapshot, entry));
}

static void
add_wire (WeirFlowTestCoverage *coverage,
          WeirSnapshot         *snapshot,
          WeirFlowTestCovered   wire,
          const WeirValue      *target)
{
  const WeirEntry *entry = NULL;

  if (weir_value_get_kind (target) == WEIR_VALUE_KIND_STRING)
    entry = weir_snapshot_lookup (snapshot, weir_value_get_string (target, NULL));
  if (entry == NULL)
    return;
  if (!may_run (snapshot, entry))
    wire.count = 0;
  wire.target = entry->id;
  wire.target_name = name_of (entry);
  weir_flow_test_coverage_add (coverage, &wire);
}

/* The label of the flow an entry is in. */
static const char *
flow_of (WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *container = weir_snapshot_get_container (snapshot, entry);

  return container != NULL ? container->name : "";
}

static void
add_wires (WeirFlowTestCoverage *coverage,
           WeirSnapshot         *snapshot,
           const WeirEntry      *entry,
           const Count          *count)
{
  WeirValue          *wires = weir_value_lookup (entry->value, "wires");
  WeirFlowTestCovered wire = {
    .flow = flow_of (snapshot, entry),
    .source = entry->id,
    .name = name_of (entry),
  };

  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    {
      WeirValue *targets = weir_value_get_item (wires, i);

      if (weir_value_get_kind (targets) != WEIR_VALUE_KIND_ARRAY)
        continue;
      wire.output = (guint)i;
      wire.count = count != NULL && i < count->sent->len
                     ? g_array_index (count->sent, guint64, i)
                     : 0;
      for (gsize k = 0; k < weir_value_get_length (targets); k++)
        add_wire (coverage, snapshot, wire, weir_value_get_item (targets, k));
    }
}

WeirFlowTestCoverage *
weir_flow_test_count (WeirFlowTestRun *run)
{
  WeirFlowTestCoverage    *coverage = weir_flow_test_coverage_new (run->flow);
  WeirEngine              *engine = weir_host_get_engine (run->host);
  g_autoptr (WeirSnapshot) snapshot =
    weir_document_snapshot (run->document, NULL);
  g_autoptr (GHashTable) counts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, count_free);
  Table table = { weir_engine_get_snapshot (engine), counts };

  weir_engine_visit_counts (engine, visit_cb, &table);
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);
      const Count     *count = g_hash_table_lookup (counts, entry->id);

      if (!may_run (snapshot, entry) || !carries (run->registry, entry))
        continue;
      weir_flow_test_coverage_add (coverage,
                                   &(WeirFlowTestCovered){
                                     .flow = flow_of (snapshot, entry),
                                     .source = entry->id,
                                     .name = name_of (entry),
                                     .count = count != NULL ? count->total : 0,
                                   });
      add_wires (coverage, snapshot, entry, count);
    }
  return coverage;
}
