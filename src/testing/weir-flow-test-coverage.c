/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "testing/weir-flow-test-coverage.h"

struct _WeirFlowTestCoverage
{
  gatomicrefcount ref_count;
  char           *flow;
  GStringChunk   *texts; /* of the items, each once */
  GArray         *items; /* (element-type WeirFlowTestCovered) */
};

WeirFlowTestCoverage *
weir_flow_test_coverage_new (const char *flow)
{
  WeirFlowTestCoverage *self = g_new0 (WeirFlowTestCoverage, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->flow = g_strdup (flow);
  self->texts = g_string_chunk_new (1024);
  self->items = g_array_new (FALSE, FALSE, sizeof (WeirFlowTestCovered));
  return self;
}

WeirFlowTestCoverage *
weir_flow_test_coverage_ref (WeirFlowTestCoverage *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
weir_flow_test_coverage_unref (WeirFlowTestCoverage *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->flow);
  g_string_chunk_free (self->texts);
  g_array_unref (self->items);
  g_free (self);
}

static const char *
keep (WeirFlowTestCoverage *self, const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const (self->texts, text);
}

void
weir_flow_test_coverage_add (WeirFlowTestCoverage      *self,
                             const WeirFlowTestCovered *item)
{
  WeirFlowTestCovered kept = *item;

  kept.flow = keep (self, item->flow);
  kept.source = keep (self, item->source);
  kept.target = keep (self, item->target);
  kept.name = keep (self, item->name);
  kept.target_name = keep (self, item->target_name);
  g_array_append_val (self->items, kept);
}

static char *
key_of (const WeirFlowTestCovered *item)
{
  return g_strdup_printf ("%s\n%u\n%s",
                          item->source,
                          item->output,
                          item->target != NULL ? item->target : "");
}

WeirFlowTestCoverage *
weir_flow_test_coverage_merge (WeirFlowTestCoverage *a, WeirFlowTestCoverage *b)
{
  WeirFlowTestCoverage  *both = weir_flow_test_coverage_new (a->flow);
  g_autoptr (GHashTable) places =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WeirFlowTestCoverage *const parts[] = { a, b };

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      for (guint i = 0; i < parts[p]->items->len; i++)
        {
          const WeirFlowTestCovered *item =
            &g_array_index (parts[p]->items, WeirFlowTestCovered, i);
          g_autofree char *key = key_of (item);
          gpointer         place;

          if (g_hash_table_lookup_extended (places, key, NULL, &place))
            {
              g_array_index (both->items,
                             WeirFlowTestCovered,
                             GPOINTER_TO_UINT (place))
                .count += item->count;
              continue;
            }
          g_hash_table_insert (places,
                               g_steal_pointer (&key),
                               GUINT_TO_POINTER (both->items->len));
          weir_flow_test_coverage_add (both, item);
        }
    }
  return both;
}

const char *
weir_flow_test_coverage_get_flow (WeirFlowTestCoverage *self)
{
  return self->flow;
}

guint
weir_flow_test_coverage_get_n (WeirFlowTestCoverage *self)
{
  return self->items->len;
}

const WeirFlowTestCovered *
weir_flow_test_coverage_get_nth (WeirFlowTestCoverage *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);
  return &g_array_index (self->items, WeirFlowTestCovered, index);
}
