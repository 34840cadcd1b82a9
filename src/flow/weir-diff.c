/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-diff.h"

#include <string.h>

/* What a deploy has to restart. All ids of both snapshots become items, and
 * every reason to restart one because of another becomes an edge between two;
 * following the edges once from what has changed gives the answer in time
 * linear in the size of the flows. The engine asks before each deploy. */

typedef struct
{
  const char      *id;
  const WeirEntry *before; /* (nullable), as the next one */
  const WeirEntry *after;
  GPtrArray       *dependents; /* Item: restarted when this one is */
  GPtrArray       *neighbours; /* Item: at the other end of a wire */
  gboolean         changed;    /* it, or what it depends on */
  gboolean         rewired;
  gboolean         connected; /* by wires to something of the above */
} Item;

typedef struct
{
  WeirSnapshot *before; /* (nullable) */
  WeirSnapshot *after;
  GHashTable   *by_id; /* id → Item, owned */
} Differ;

static void
item_free (Item *item)
{
  g_clear_pointer (&item->dependents, g_ptr_array_unref);
  g_clear_pointer (&item->neighbours, g_ptr_array_unref);
  g_free (item);
}

static void
add_edge (GPtrArray **edges, Item *target)
{
  if (*edges == NULL)
    *edges = g_ptr_array_new ();
  g_ptr_array_add (*edges, target);
}

static gboolean
item_is (const Item *item, WeirElementKind kind)
{
  return (item->before != NULL && item->before->kind == kind) ||
         (item->after != NULL && item->after->kind == kind);
}

static GHashTable *
new_items (void)
{
  return g_hash_table_new_full (g_str_hash,
                                g_str_equal,
                                NULL,
                                (GDestroyNotify)item_free);
}

static Item *
ensure_item (Differ *self, const WeirEntry *entry)
{
  Item *item = g_hash_table_lookup (self->by_id, entry->id);

  if (item != NULL)
    return item;
  item = g_new0 (Item, 1);
  item->id = entry->id;
  g_hash_table_insert (self->by_id, (gpointer)item->id, item);
  return item;
}

/* Entries without an id or with one used before never run. */
static gboolean
is_item (const WeirEntry *entry)
{
  return entry->kind != WEIR_ELEMENT_KIND_INVALID && entry->id[0] != '\0' &&
         !entry->shadowed;
}

static void
add_items (Differ *self, WeirSnapshot *snapshot)
{
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);
      Item            *item;

      if (!is_item (entry))
        continue;
      item = ensure_item (self, entry);
      if (snapshot == self->after)
        item->after = entry;
      if (snapshot == self->before)
        item->before = entry;
    }
}

/* Edges */

static gboolean
is_text (const WeirValue *value)
{
  return weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING;
}

/* The item a text names, if any. */
static Item *
find_item (Differ *self, const WeirValue *text)
{
  if (!is_text (text))
    return NULL;
  return g_hash_table_lookup (self->by_id, weir_value_get_string (text, NULL));
}

/* A node uses the configuration nodes its properties name, however deep inside.
 * The recursion is as deep as the value, which WeirJsonLimits bounds. */
static void
add_uses (Differ *self, Item *user, const WeirValue *value)
{
  Item *used;

  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_STRING:
      used = find_item (self, value);
      if (used != NULL && item_is (used, WEIR_ELEMENT_KIND_CONFIG))
        add_edge (&used->dependents, user);
      return;
    case WEIR_VALUE_KIND_ARRAY:
      for (gsize i = 0; i < weir_value_get_length (value); i++)
        add_uses (self, user, weir_value_get_item (value, i));
      return;
    case WEIR_VALUE_KIND_OBJECT:
      for (gsize i = 0; i < weir_value_get_length (value); i++)
        add_uses (self, user, weir_value_get_member (value, i));
      return;
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_DATE:
      return;
    }
}

static void
add_property_edges (Differ *self, Item *item, const WeirEntry *entry)
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
add_container_edges (Differ *self, Item *item, const WeirEntry *entry)
{
  Item *group = g_hash_table_lookup (self->by_id, entry->g);
  Item *container = g_hash_table_lookup (self->by_id, entry->z);
  Item *definition = NULL;

  if (g_str_has_prefix (entry->type, "subflow:"))
    definition =
      g_hash_table_lookup (self->by_id, entry->type + strlen ("subflow:"));
  if (definition != NULL && item_is (definition, WEIR_ELEMENT_KIND_SUBFLOW))
    add_edge (&definition->dependents, item);
  if (group != NULL && item_is (group, WEIR_ELEMENT_KIND_GROUP))
    add_edge (&group->dependents, item);
  if (container != NULL && item_is (container, WEIR_ELEMENT_KIND_TAB))
    add_edge (&container->dependents, item);
  if (container != NULL && item_is (container, WEIR_ELEMENT_KIND_SUBFLOW))
    add_edge (&item->dependents, container);
}

static void
add_neighbours (Differ *self, Item *item, const WeirValue *ids)
{
  if (ids == NULL || weir_value_get_kind (ids) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (ids); i++)
    {
      Item *other = find_item (self, weir_value_get_item (ids, i));

      if (other == NULL)
        continue;
      add_edge (&item->neighbours, other);
      add_edge (&other->neighbours, item);
    }
}

static gboolean
is_link (const WeirEntry *entry)
{
  return entry != NULL && g_str_has_prefix (entry->type, "link ");
}

static void
add_wire_edges (Differ *self, Item *item, const WeirEntry *entry)
{
  WeirValue *wires = weir_value_lookup (entry->value, "wires");

  if (is_link (entry))
    add_neighbours (self, item, weir_value_lookup (entry->value, "links"));
  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    add_neighbours (self, item, weir_value_get_item (wires, i));
}

static void
add_edges (Differ *self, WeirSnapshot *snapshot)
{
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);
      Item            *item;

      if (!is_item (entry))
        continue;
      item = g_hash_table_lookup (self->by_id, entry->id);
      add_property_edges (self, item, entry);
      add_container_edges (self, item, entry);
      add_wire_edges (self, item, entry);
    }
}

/* Comparing */

static gboolean
is_compared (WeirElementKind kind, const char *key)
{
  static const char *const never[] = { "x", "y", "wires", NULL };
  static const char *const not_in_groups[] = { "nodes", "style", "w", "h", NULL };

  if (kind == WEIR_ELEMENT_KIND_TAB)
    return g_str_equal (key, "env");
  if (g_strv_contains (never, key))
    return FALSE;
  return kind != WEIR_ELEMENT_KIND_GROUP || !g_strv_contains (not_in_groups, key);
}

static gsize
count_compared (const WeirEntry *entry)
{
  gsize n = 0;

  for (gsize i = 0; i < weir_value_get_length (entry->value); i++)
    n += is_compared (entry->kind, weir_value_get_key (entry->value, i, NULL));
  return n;
}

static gboolean
have_same_properties (const WeirEntry *a, const WeirEntry *b)
{
  if (a->kind != b->kind)
    return FALSE;
  if (a->value == b->value)
    return TRUE;
  for (gsize i = 0; i < weir_value_get_length (a->value); i++)
    {
      gsize       length;
      const char *key = weir_value_get_key (a->value, i, &length);
      WeirValue  *other;

      if (!is_compared (a->kind, key))
        continue;
      other = weir_value_lookup_len (b->value, key, length);
      if (other == NULL ||
          !weir_value_equal (weir_value_get_member (a->value, i), other))
        return FALSE;
    }
  return count_compared (a) == count_compared (b);
}

static gboolean
is_same (const WeirValue *a, const WeirValue *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return weir_value_equal (a, b);
}

static gboolean
have_same_wires (const Item *item)
{
  return is_same (weir_value_lookup (item->before->value, "wires"),
                  weir_value_lookup (item->after->value, "wires"));
}

static gboolean
have_same_credentials (Differ *self, const char *id)
{
  return is_same (weir_snapshot_get_credentials (self->before, id),
                  weir_snapshot_get_credentials (self->after, id));
}

/* A tab that comes or goes changes its nodes only by its variables. */
static gboolean
matters_when_new (const WeirEntry *entry)
{
  WeirValue *env;

  if (entry->kind != WEIR_ELEMENT_KIND_TAB)
    return TRUE;
  env = weir_value_lookup (entry->value, "env");
  return env != NULL && weir_value_get_kind (env) == WEIR_VALUE_KIND_ARRAY &&
         weir_value_get_length (env) > 0;
}

static gboolean
stands_in_subflow (Differ *self, const Item *item)
{
  const WeirEntry *container;

  container = weir_snapshot_get_container (self->after, item->after);
  return container != NULL && container->kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

static gboolean
ran (Differ *self, const Item *item)
{
  return item->before != NULL && weir_snapshot_runs (self->before, item->before);
}

static gboolean
will_run (Differ *self, const Item *item)
{
  return item->after != NULL && weir_snapshot_runs (self->after, item->after);
}

static void
compare_item (Differ *self, Item *item)
{
  if (item->before == NULL || item->after == NULL)
    {
      item->changed =
        matters_when_new (item->before != NULL ? item->before : item->after);
      return;
    }
  item->rewired = !have_same_wires (item);
  item->changed = !have_same_properties (item->before, item->after) ||
                  !have_same_credentials (self, item->id) ||
                  (item->rewired && stands_in_subflow (self, item)) ||
                  (item_is (item, WEIR_ELEMENT_KIND_CONFIG) &&
                   ran (self, item) != will_run (self, item));
}

/* Node-RED restarts everything when global variables change, but not when the
 * entry that holds them is added or taken away. */
static gboolean
changes_everything (const Item *item)
{
  return item->changed && item->before != NULL && item->after != NULL &&
         item_is (item, WEIR_ELEMENT_KIND_GLOBAL_CONFIG);
}

/* Following the edges */

static void
spread_changes (GPtrArray *queue)
{
  for (guint i = 0; i < queue->len; i++)
    {
      Item *item = g_ptr_array_index (queue, i);

      for (guint k = 0; item->dependents != NULL && k < item->dependents->len; k++)
        {
          Item *dependent = g_ptr_array_index (item->dependents, k);

          if (dependent->changed)
            continue;
          dependent->changed = TRUE;
          g_ptr_array_add (queue, dependent);
        }
    }
}

static void
spread_connections (GPtrArray *queue)
{
  for (guint i = 0; i < queue->len; i++)
    {
      Item *item = g_ptr_array_index (queue, i);

      for (guint k = 0; item->neighbours != NULL && k < item->neighbours->len; k++)
        {
          Item *neighbour = g_ptr_array_index (item->neighbours, k);

          if (neighbour->connected)
            continue;
          neighbour->connected = TRUE;
          g_ptr_array_add (queue, neighbour);
        }
    }
}

/* The wires of a link out are made of both ends' lists. */
static void
rewire_link_peers (Differ *self, const WeirEntry *entry)
{
  WeirValue *links;

  if (!is_link (entry))
    return;
  links = weir_value_lookup (entry->value, "links");
  if (links == NULL || weir_value_get_kind (links) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (links); i++)
    {
      Item *peer = find_item (self, weir_value_get_item (links, i));

      if (peer != NULL && is_link (peer->after))
        peer->rewired = TRUE;
    }
}

/* Returns whether everything is to be restarted. */
static gboolean
compare_all (Differ *self)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  GHashTableIter        iter;
  gpointer              value;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Item *item = value;

      compare_item (self, item);
      if (changes_everything (item))
        return TRUE;
      if (item->changed)
        g_ptr_array_add (queue, item);
    }
  spread_changes (queue);
  for (guint i = 0; i < queue->len; i++)
    {
      const Item *item = g_ptr_array_index (queue, i);

      rewire_link_peers (self, item->before);
      rewire_link_peers (self, item->after);
    }
  return FALSE;
}

static void
connect_all (Differ *self)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  GHashTableIter        iter;
  gpointer              value;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Item *item = value;

      item->connected = item->changed || item->rewired ||
                        ran (self, item) != will_run (self, item);
      if (item->connected)
        g_ptr_array_add (queue, item);
    }
  spread_connections (queue);
}

/* The result */

static void
add_id (GHashTable *ids, const Item *item)
{
  g_hash_table_add (ids, g_strdup (item->id));
}

static void
sort_item (Differ *self, WeirDiff *diff, const Item *item, gboolean restart)
{
  gboolean before = ran (self, item);
  gboolean after = will_run (self, item);

  if (before && (restart || !after))
    add_id (diff->stopped, item);
  if (after && (restart || !before))
    add_id (diff->started, item);
  if (before && !after)
    add_id (diff->removed, item);
  if (before && after && !restart && item->rewired)
    add_id (diff->rewired, item);
}

static GHashTable *
new_ids (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static WeirDiff *
weir_diff_new (void)
{
  WeirDiff *diff = g_new0 (WeirDiff, 1);

  diff->stopped = new_ids ();
  diff->started = new_ids ();
  diff->removed = new_ids ();
  diff->rewired = new_ids ();
  return diff;
}

WeirDiff *
weir_diff_snapshots (WeirSnapshot *before, WeirSnapshot *after, WeirDeployMode mode)
{
  Differ         self = { before, after, NULL };
  WeirDiff      *diff;
  gboolean       everything = mode == WEIR_DEPLOY_FULL || before == NULL;
  GHashTableIter iter;
  gpointer       value;

  g_return_val_if_fail (after != NULL, NULL);

  self.by_id = new_items ();
  diff = weir_diff_new ();
  if (before != NULL)
    add_items (&self, before);
  add_items (&self, after);
  if (!everything)
    {
      add_edges (&self, before);
      add_edges (&self, after);
      everything = compare_all (&self);
    }
  if (!everything && mode == WEIR_DEPLOY_FLOWS)
    connect_all (&self);

  g_hash_table_iter_init (&iter, self.by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Item *item = value;

      sort_item (&self, diff, item, everything || item->changed || item->connected);
    }
  g_hash_table_unref (self.by_id);
  return diff;
}

void
weir_diff_free (WeirDiff *diff)
{
  g_return_if_fail (diff != NULL);
  g_hash_table_unref (diff->stopped);
  g_hash_table_unref (diff->started);
  g_hash_table_unref (diff->removed);
  g_hash_table_unref (diff->rewired);
  g_free (diff);
}
