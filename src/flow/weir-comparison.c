/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-comparison.h"

#include "json/weir-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two flows as people compare them. The entries of both are paired first, then
 * each pair is looked at; what differs goes to the group of the flow it stands
 * in now. Used by the window that compares and by `weir-cli diff`. */

typedef struct
{
  WeirComparison *comparison;
  GHashTable     *groups; /* id of a flow, "" for none → its group */
} Comparer;

/* Members ---------------------------------------------------------------- */

static gboolean
is_place (WeirElementKind kind, const char *key)
{
  return g_str_equal (key, "x") || g_str_equal (key, "y") ||
         (kind == WEIR_ELEMENT_KIND_GROUP &&
          (g_str_equal (key, "w") || g_str_equal (key, "h")));
}

/* @entry: (nullable) */
static WeirValue *
lookup (const WeirEntry *entry, const char *key, gsize length)
{
  if (entry == NULL || entry->kind == WEIR_ELEMENT_KIND_INVALID)
    return NULL;
  return weir_value_lookup_len (entry->value, key, length);
}

/* Members of @entry that are others in @other, which stands after it when
 * @is_before. */
static void
add_members (GArray          *members,
             const WeirEntry *entry,
             const WeirEntry *other,
             gboolean         is_before)
{
  if (entry == NULL || entry->kind == WEIR_ELEMENT_KIND_INVALID)
    return;
  for (gsize i = 0; i < weir_value_get_length (entry->value); i++)
    {
      gsize       length;
      const char *key = weir_value_get_key (entry->value, i, &length);
      WeirValue  *own = weir_value_lookup_len (entry->value, key, length);
      WeirValue  *its = lookup (other, key, length);
      WeirDifferenceMember member = {
        .key = key,
        .before = is_before ? own : its,
        .after = is_before ? its : own,
        .is_place = is_place (entry->kind, key),
      };

      /* Those that both have are found from the later side. */
      if (g_str_equal (key, "id") || (is_before && its != NULL) ||
          (its != NULL && weir_value_equal (own, its)))
        continue;
      g_array_append_val (members, member);
    }
}

static GArray *
compare_members (const WeirEntry *before, const WeirEntry *after)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (WeirDifferenceMember));

  add_members (members, after, before, FALSE);
  add_members (members, before, after, TRUE);
  return members;
}

static WeirDifferenceKind
find_kind (const WeirEntry *before, const WeirEntry *after, const GArray *members)
{
  if (before == NULL)
    return WEIR_DIFFERENCE_ADDED;
  if (after == NULL)
    return WEIR_DIFFERENCE_REMOVED;
  for (guint i = 0; i < members->len; i++)
    {
      if (!g_array_index (members, WeirDifferenceMember, i).is_place)
        return WEIR_DIFFERENCE_CHANGED;
    }
  return WEIR_DIFFERENCE_MOVED;
}

/* Differences and groups ------------------------------------------------- */

static void
difference_free (gpointer data)
{
  WeirDifference *difference = data;

  g_array_unref (difference->members);
  g_free (difference);
}

static void
group_free (gpointer data)
{
  WeirDifferenceGroup *group = data;

  g_free (group->label);
  g_ptr_array_unref (group->differences);
  g_free (group);
}

static char *
dup_flow_label (const WeirEntry *flow)
{
  if (flow == NULL)
    return g_strdup (_ ("All Flows"));
  return *flow->name != '\0' ? g_utf8_make_valid (flow->name, -1)
                             : g_strdup (_ ("Unnamed flow"));
}

static WeirDifferenceGroup *
ensure_group (Comparer *self, const WeirEntry *flow)
{
  const char          *id = flow != NULL ? flow->id : "";
  WeirDifferenceGroup *group = g_hash_table_lookup (self->groups, id);

  if (group != NULL)
    return group;
  group = g_new0 (WeirDifferenceGroup, 1);
  group->flow = flow;
  group->label = dup_flow_label (flow);
  group->differences = g_ptr_array_new_with_free_func (difference_free);
  g_hash_table_insert (self->groups, (gpointer)id, group);
  g_ptr_array_add (self->comparison->groups, group);
  return group;
}

static gboolean
is_flow (const WeirEntry *entry)
{
  return entry->kind == WEIR_ELEMENT_KIND_TAB ||
         entry->kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

static WeirDifferenceGroup *
find_group (Comparer *self, const WeirEntry *before, const WeirEntry *after)
{
  const WeirEntry *entry = after != NULL ? after : before;
  WeirSnapshot    *snapshot =
    after != NULL ? self->comparison->after : self->comparison->before;

  return ensure_group (self,
                       is_flow (entry)
                         ? entry
                         : weir_snapshot_get_container (snapshot, entry));
}

/* Either may be %NULL. */
static void
compare_pair (Comparer *self, const WeirEntry *before, const WeirEntry *after)
{
  GArray         *members;
  WeirDifference *difference;

  if (before != NULL && after != NULL &&
      weir_value_equal (before->value, after->value))
    return;
  members = compare_members (before, after);
  if (before != NULL && after != NULL && members->len == 0)
    {
      g_array_unref (members);
      return;
    }
  difference = g_new0 (WeirDifference, 1);
  difference->before = before;
  difference->after = after;
  difference->members = members;
  difference->kind = find_kind (before, after, members);
  self->comparison->counts[difference->kind]++;
  g_ptr_array_add (find_group (self, before, after)->differences, difference);
}

/* Pairing ---------------------------------------------------------------- */

static gboolean
is_named (const WeirEntry *entry)
{
  return entry->kind != WEIR_ELEMENT_KIND_INVALID && *entry->id != '\0' &&
         !entry->shadowed;
}

/* Returns: (nullable): the other one of the same id */
static const WeirEntry *
find_twin (WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *twin = weir_snapshot_lookup (snapshot, entry->id);

  return twin != NULL && is_named (twin) ? twin : NULL;
}

static void
compare_named (Comparer *self)
{
  WeirSnapshot *before = self->comparison->before;
  WeirSnapshot *after = self->comparison->after;

  for (guint i = 0; i < weir_snapshot_get_n_entries (after); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (after, i);

      if (is_named (entry))
        compare_pair (self, find_twin (before, entry), entry);
    }
  for (guint i = 0; i < weir_snapshot_get_n_entries (before); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (before, i);

      if (is_named (entry) && find_twin (after, entry) == NULL)
        compare_pair (self, entry, NULL);
    }
}

/* Returns: (transfer full): text → GQueue of entries that nothing names */
static GHashTable *
list_nameless (WeirSnapshot *snapshot)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash,
                                             g_str_equal,
                                             g_free,
                                             (GDestroyNotify)g_queue_free);

  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);
      g_autofree char *text = NULL;
      GQueue          *queue;

      if (is_named (entry))
        continue;
      text = weir_json_write (entry->value, WEIR_JSON_STYLE_COMPACT);
      queue = g_hash_table_lookup (table, text);
      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (table, g_steal_pointer (&text), queue);
        }
      g_queue_push_tail (queue, (gpointer)entry);
    }
  return table;
}

/* Those of @snapshot that @others has not as often. */
static void
compare_nameless (Comparer     *self,
                  WeirSnapshot *snapshot,
                  WeirSnapshot *other,
                  gboolean      is_before)
{
  g_autoptr (GHashTable) others = list_nameless (other);

  for (guint i = 0; i < weir_snapshot_get_n_entries (snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, i);
      g_autofree char *text = NULL;
      GQueue          *queue;

      if (is_named (entry))
        continue;
      text = weir_json_write (entry->value, WEIR_JSON_STYLE_COMPACT);
      queue = g_hash_table_lookup (others, text);
      if (queue == NULL || g_queue_pop_head (queue) == NULL)
        compare_pair (self, is_before ? entry : NULL, is_before ? NULL : entry);
    }
}

/* The order of flows ----------------------------------------------------- */

static const WeirEntry *
next_common_tab (WeirSnapshot *snapshot, WeirSnapshot *other, guint *index)
{
  while (*index < weir_snapshot_get_n_entries (snapshot))
    {
      const WeirEntry *entry = weir_snapshot_get_entry (snapshot, (*index)++);

      if (entry->kind == WEIR_ELEMENT_KIND_TAB && is_named (entry) &&
          find_twin (other, entry) != NULL &&
          find_twin (other, entry)->kind == WEIR_ELEMENT_KIND_TAB)
        return entry;
    }
  return NULL;
}

static gboolean
are_reordered (WeirSnapshot *before, WeirSnapshot *after)
{
  guint            i = 0;
  guint            k = 0;
  const WeirEntry *a;
  const WeirEntry *b;

  while ((a = next_common_tab (before, after, &i)) != NULL &&
         (b = next_common_tab (after, before, &k)) != NULL)
    {
      if (!g_str_equal (a->id, b->id))
        return TRUE;
    }
  return FALSE;
}

/* Flows as they stand now, those that are gone, then what is of none. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  const WeirComparison      *self = data;
  const WeirDifferenceGroup *groups[] = { *(WeirDifferenceGroup **)a,
                                          *(WeirDifferenceGroup **)b };
  guint64                    places[2];

  for (guint i = 0; i < 2; i++)
    {
      const WeirEntry *flow = groups[i]->flow;

      if (flow == NULL)
        places[i] = G_MAXUINT64;
      else if (weir_snapshot_lookup (self->after, flow->id) == flow)
        places[i] = flow->index;
      else
        places[i] = (guint64)G_MAXUINT32 + flow->index;
    }
  return places[0] < places[1] ? -1 : places[0] > places[1];
}

/* A flow itself stands in front of what is in it. */
static int
compare_differences (gconstpointer a, gconstpointer b, gpointer data)
{
  const WeirEntry *first = weir_difference_get_entry (*(WeirDifference **)a);
  const WeirEntry *second = weir_difference_get_entry (*(WeirDifference **)b);

  return is_flow (second) - is_flow (first);
}

/* Public ----------------------------------------------------------------- */

WeirComparison *
weir_comparison_new (WeirSnapshot *before, WeirSnapshot *after)
{
  WeirComparison        *comparison;
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  Comparer               self;

  g_return_val_if_fail (before != NULL, NULL);
  g_return_val_if_fail (after != NULL, NULL);

  comparison = g_new0 (WeirComparison, 1);
  comparison->before = weir_snapshot_ref (before);
  comparison->after = weir_snapshot_ref (after);
  comparison->groups = g_ptr_array_new_with_free_func (group_free);
  self = (Comparer){ comparison, groups };
  compare_named (&self);
  compare_nameless (&self, after, before, FALSE);
  compare_nameless (&self, before, after, TRUE);
  comparison->reordered = are_reordered (before, after);
  g_ptr_array_sort_with_data (comparison->groups, compare_groups, comparison);
  for (guint i = 0; i < comparison->groups->len; i++)
    {
      WeirDifferenceGroup *group = g_ptr_array_index (comparison->groups, i);

      g_ptr_array_sort_with_data (group->differences, compare_differences, NULL);
    }
  return comparison;
}

void
weir_comparison_free (WeirComparison *comparison)
{
  g_return_if_fail (comparison != NULL);

  g_ptr_array_unref (comparison->groups);
  weir_snapshot_unref (comparison->before);
  weir_snapshot_unref (comparison->after);
  g_free (comparison);
}

gboolean
weir_comparison_is_same (const WeirComparison *comparison)
{
  return comparison->groups->len == 0 && !comparison->reordered;
}

const char *
weir_difference_kind_get_name (WeirDifferenceKind kind)
{
  static const char *const names[WEIR_N_DIFFERENCES] = {
    [WEIR_DIFFERENCE_ADDED] = "added",
    [WEIR_DIFFERENCE_REMOVED] = "removed",
    [WEIR_DIFFERENCE_CHANGED] = "changed",
    [WEIR_DIFFERENCE_MOVED] = "moved",
  };

  g_return_val_if_fail (kind < WEIR_N_DIFFERENCES, NULL);

  return names[kind];
}

const WeirEntry *
weir_difference_get_entry (const WeirDifference *difference)
{
  return difference->after != NULL ? difference->after : difference->before;
}
