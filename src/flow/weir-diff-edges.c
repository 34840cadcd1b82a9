/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-diff-private.h"

#include "json/weir-value-walk.h"

#include <string.h>

/* The reasons to restart one item because of another: uses of configuration
 * nodes, containers, wires and links. Each becomes an edge, which
 * weir-diff.c follows. */

static void
add_edge (WeirDiffItem *from, WeirDiffEdge edge, WeirDiffItem *to)
{
  if (from->edges[edge] == NULL)
    from->edges[edge] = g_ptr_array_new ();
  g_ptr_array_add (from->edges[edge], to);
}

/* A node uses the configuration nodes its properties name, however deep
 * inside. */
static void
add_uses (WeirDiffer *self, WeirDiffItem *user, const WeirValue *value)
{
  g_auto (WeirWalk) walk = WEIR_WALK_INIT;
  WeirWalkStep      step;

  weir_walk_start (&walk, value);
  while (weir_walk_next (&walk, &step))
    {
      WeirDiffItem *used = weir_differ_find (self, step.value);

      if (used != NULL && weir_diff_item_is (used, WEIR_ELEMENT_KIND_CONFIG))
        add_edge (used, WEIR_DIFF_EDGE_USE, user);
    }
}

static void
add_property_edges (WeirDiffer *self, WeirDiffItem *item, const WeirEntry *entry)
{
  if (entry->kind != WEIR_ELEMENT_KIND_NODE &&
      entry->kind != WEIR_ELEMENT_KIND_CONFIG)
    return;
  for (gsize i = 0; i < weir_value_get_length (entry->value); i++)
    {
      const char *key = weir_value_get_key (entry->value, i, NULL);

      if (!g_str_equal (key, "id") && !g_str_equal (key, "z") &&
          !g_str_equal (key, "wires"))
        add_uses (self, item, weir_value_get_member (entry->value, i));
    }
}

/* Containers pass their variables on; what stands in a subflow is part of its
 * definition, and a definition of its instances. */
static void
add_container_edges (WeirDiffer *self, WeirDiffItem *item, const WeirEntry *entry)
{
  WeirDiffItem *group = g_hash_table_lookup (self->by_id, entry->g);
  WeirDiffItem *container = g_hash_table_lookup (self->by_id, entry->z);
  WeirDiffItem *definition = NULL;

  if (g_str_has_prefix (entry->type, "subflow:"))
    definition =
      g_hash_table_lookup (self->by_id, entry->type + strlen ("subflow:"));
  if (definition != NULL &&
      weir_diff_item_is (definition, WEIR_ELEMENT_KIND_SUBFLOW))
    add_edge (definition, WEIR_DIFF_EDGE_USE, item);
  if (group != NULL && weir_diff_item_is (group, WEIR_ELEMENT_KIND_GROUP))
    add_edge (group, WEIR_DIFF_EDGE_USE, item);
  if (container != NULL && weir_diff_item_is (container, WEIR_ELEMENT_KIND_TAB))
    add_edge (container, WEIR_DIFF_EDGE_USE, item);
  if (container != NULL &&
      weir_diff_item_is (container, WEIR_ELEMENT_KIND_SUBFLOW))
    add_edge (item, WEIR_DIFF_EDGE_USE, container);
}

static void
add_neighbours (WeirDiffer *self, WeirDiffItem *item, const WeirValue *ids)
{
  if (ids == NULL || weir_value_get_kind (ids) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (ids); i++)
    {
      WeirDiffItem *other = weir_differ_find (self, weir_value_get_item (ids, i));

      if (other == NULL)
        continue;
      add_edge (item, WEIR_DIFF_EDGE_WIRE, other);
      add_edge (other, WEIR_DIFF_EDGE_WIRE, item);
    }
}

static void
add_wire_edges (WeirDiffer *self, WeirDiffItem *item, const WeirEntry *entry)
{
  WeirValue *wires = weir_value_lookup (entry->value, "wires");

  if (weir_diff_is_link (entry))
    add_neighbours (self, item, weir_value_lookup (entry->value, "links"));
  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    add_neighbours (self, item, weir_value_get_item (wires, i));
}

void
weir_differ_add_edges (WeirDiffer *self, WeirSnapshot *snapshot)
{
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);
      WeirDiffItem    *item;

      if (!weir_diff_is_item (entry))
        continue;
      item = g_hash_table_lookup (self->by_id, entry->id);
      add_property_edges (self, item, entry);
      add_container_edges (self, item, entry);
      add_wire_edges (self, item, entry);
    }
}
