/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-diff.h"

#include "flow/weir-diff-private.h"

/* What a deploy has to restart. All ids of both snapshots become items, and
 * every reason to restart one because of another becomes an edge between two;
 * following the edges once from what has changed gives the answer in time
 * linear in the size of the flows. The engine asks before each deploy. */

static void
item_free (WeirDiffItem *item)
{
  for (gsize i = 0; i < WEIR_DIFF_N_EDGES; i++)
    g_clear_pointer (&item->edges[i], g_ptr_array_unref);
  g_free (item);
}

gboolean
weir_diff_item_is (const WeirDiffItem *item, WeirElementKind kind)
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

static WeirDiffItem *
ensure_item (WeirDiffer *self, const WeirEntry *entry)
{
  WeirDiffItem *item = g_hash_table_lookup (self->by_id, entry->id);

  if (item != NULL)
    return item;
  item = g_new0 (WeirDiffItem, 1);
  item->id = entry->id;
  g_hash_table_insert (self->by_id, (gpointer)item->id, item);
  return item;
}

gboolean
weir_diff_is_item (const WeirEntry *entry)
{
  return entry->kind != WEIR_ELEMENT_KIND_INVALID && entry->id[0] != '\0' &&
         !entry->shadowed;
}

static void
add_items (WeirDiffer *self, WeirSnapshot *snapshot)
{
  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);
      WeirDiffItem    *item;

      if (!weir_diff_is_item (entry))
        continue;
      item = ensure_item (self, entry);
      if (snapshot == self->after)
        item->after = entry;
      if (snapshot == self->before)
        item->before = entry;
    }
}

WeirDiffItem *
weir_differ_find (WeirDiffer *self, const WeirValue *text)
{
  if (weir_value_get_kind (text) != WEIR_VALUE_KIND_STRING)
    return NULL;
  return g_hash_table_lookup (self->by_id, weir_value_get_string (text, NULL));
}

gboolean
weir_diff_is_link (const WeirEntry *entry)
{
  return entry != NULL && g_str_has_prefix (entry->type, "link ");
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
have_same_wires (const WeirDiffItem *item)
{
  return is_same (weir_value_lookup (item->before->value, "wires"),
                  weir_value_lookup (item->after->value, "wires"));
}

static gboolean
have_same_credentials (WeirDiffer *self, const char *id)
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
stands_in_subflow (WeirDiffer *self, const WeirDiffItem *item)
{
  const WeirEntry *container;

  container = weir_snapshot_get_container (self->after, item->after);
  return container != NULL && container->kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

static gboolean
ran (WeirDiffer *self, const WeirDiffItem *item)
{
  return item->before != NULL && weir_snapshot_runs (self->before, item->before);
}

static gboolean
will_run (WeirDiffer *self, const WeirDiffItem *item)
{
  return item->after != NULL && weir_snapshot_runs (self->after, item->after);
}

static void
compare_item (WeirDiffer *self, WeirDiffItem *item)
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
                  (weir_diff_item_is (item, WEIR_ELEMENT_KIND_CONFIG) &&
                   ran (self, item) != will_run (self, item));
}

/* Node-RED restarts everything when global variables change, but not when the
 * entry that holds them is added or taken away. */
static gboolean
changes_everything (const WeirDiffItem *item)
{
  return item->changed && item->before != NULL && item->after != NULL &&
         weir_diff_item_is (item, WEIR_ELEMENT_KIND_GLOBAL_CONFIG);
}

/* Following the edges */

/* Takes what @mark says of the items of @queue to all that the edges lead to,
 * which join the queue. */
static void
spread (GPtrArray *queue, WeirDiffEdge edge, gboolean *(*mark) (WeirDiffItem *item))
{
  for (guint i = 0; i < queue->len; i++)
    {
      const WeirDiffItem *item = g_ptr_array_index (queue, i);
      const GPtrArray    *edges = item->edges[edge];

      for (guint k = 0; edges != NULL && k < edges->len; k++)
        {
          WeirDiffItem *target = g_ptr_array_index (edges, k);

          if (*mark (target))
            continue;
          *mark (target) = TRUE;
          g_ptr_array_add (queue, target);
        }
    }
}

static gboolean *
get_changed (WeirDiffItem *item)
{
  return &item->changed;
}

static gboolean *
get_connected (WeirDiffItem *item)
{
  return &item->connected;
}

/* The wires of a link out are made of both ends' lists. */
static void
rewire_link_peers (WeirDiffer *self, const WeirEntry *entry)
{
  WeirValue *links;

  if (!weir_diff_is_link (entry))
    return;
  links = weir_value_lookup (entry->value, "links");
  if (links == NULL || weir_value_get_kind (links) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (links); i++)
    {
      WeirDiffItem *peer =
        weir_differ_find (self, weir_value_get_item (links, i));

      if (peer != NULL && weir_diff_is_link (peer->after))
        peer->rewired = TRUE;
    }
}

/* Returns whether everything is to be restarted. */
static gboolean
compare_all (WeirDiffer *self)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  GHashTableIter        iter;
  gpointer              value;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      WeirDiffItem *item = value;

      compare_item (self, item);
      if (changes_everything (item))
        return TRUE;
      if (item->changed)
        g_ptr_array_add (queue, item);
    }
  spread (queue, WEIR_DIFF_EDGE_USE, get_changed);
  for (guint i = 0; i < queue->len; i++)
    {
      const WeirDiffItem *item = g_ptr_array_index (queue, i);

      rewire_link_peers (self, item->before);
      rewire_link_peers (self, item->after);
    }
  return FALSE;
}

static void
connect_all (WeirDiffer *self)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  GHashTableIter        iter;
  gpointer              value;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      WeirDiffItem *item = value;

      item->connected = item->changed || item->rewired ||
                        ran (self, item) != will_run (self, item);
      if (item->connected)
        g_ptr_array_add (queue, item);
    }
  spread (queue, WEIR_DIFF_EDGE_WIRE, get_connected);
}

/* The result */

static void
add_id (GHashTable *ids, const WeirDiffItem *item)
{
  g_hash_table_add (ids, g_strdup (item->id));
}

static void
sort_item (WeirDiffer         *self,
           WeirDiff           *diff,
           const WeirDiffItem *item,
           gboolean            restart)
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
  WeirDiffer     self = { before, after, NULL };
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
      weir_differ_add_edges (&self, before);
      weir_differ_add_edges (&self, after);
      everything = compare_all (&self);
    }
  if (!everything && mode == WEIR_DEPLOY_FLOWS)
    connect_all (&self);

  g_hash_table_iter_init (&iter, self.by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const WeirDiffItem *item = value;

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
