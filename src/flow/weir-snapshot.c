/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-snapshot-private.h"

#include "json/weir-convert.h"

/* A flow as it stood at one moment, with ids, containers and groups resolved
 * once, so that whoever reads it asks in constant time. Owned by everyone who
 * holds a reference; the engine, the checks and the differ read it, from any
 * thread, since nothing in it changes after weir_snapshot_new(). */

typedef struct
{
  WeirEntry        entry;
  const WeirEntry *container;   /* (nullable) */
  const WeirEntry *group;       /* (nullable) */
  gboolean         is_instance; /* of a subflow, and others stand in it */
  gboolean         visited;     /* while looking for loops of groups */
} Slot;

struct _WeirSnapshot
{
  gatomicrefcount ref_count;
  guint           n_slots;
  Slot           *slots;       /* owned; each holds a reference to its value */
  GHashTable     *by_id;       /* owned: id → WeirEntry, both borrowed */
  WeirValue      *credentials; /* owned, nullable */
};

static const char *
text_member (const WeirValue *value, const char *key)
{
  const char *text = weir_value_lookup_string (value, key);

  return text != NULL ? text : "";
}

static gboolean
is_disabled (const WeirValue *value, WeirElementKind kind)
{
  if (kind == WEIR_ELEMENT_KIND_TAB)
    return weir_value_is_truthy (weir_value_lookup (value, "disabled"));

  /* Only a literal true disables a node. */
  return weir_value_is_boolean (weir_value_lookup (value, "d"), TRUE);
}

static void
read_entry (WeirEntry *entry, WeirValue *value, guint index)
{
  entry->kind = weir_element_kind_for_value (value);
  entry->id = text_member (value, "id");
  entry->type = text_member (value, "type");
  entry->z = text_member (value, "z");
  entry->g = text_member (value, "g");
  entry->name =
    text_member (value, entry->kind == WEIR_ELEMENT_KIND_TAB ? "label" : "name");
  entry->disabled = is_disabled (value, entry->kind);
  entry->value = weir_value_ref (value);
  entry->index = index;
}

static void
index_entry (WeirSnapshot *self, WeirEntry *entry)
{
  if (*entry->id == '\0')
    return;

  entry->shadowed = g_hash_table_contains (self->by_id, entry->id);
  if (!entry->shadowed)
    g_hash_table_insert (self->by_id, (gpointer)entry->id, entry);
}

static const WeirEntry *
find_container (WeirSnapshot *self, const WeirEntry *entry)
{
  const WeirEntry *found = weir_snapshot_lookup (self, entry->z);

  if (found == NULL)
    return NULL;
  if (found->kind == WEIR_ELEMENT_KIND_TAB ||
      found->kind == WEIR_ELEMENT_KIND_SUBFLOW ||
      weir_snapshot_is_instance (self, found))
    return found;
  return NULL;
}

/* Containers are compared by `z`, not by what it resolves to: Node-RED makes
 * a tab of its own for every `z` that names none. */
static const WeirEntry *
find_group (WeirSnapshot *self, const WeirEntry *entry)
{
  const WeirEntry *found = weir_snapshot_lookup (self, entry->g);

  if (found != NULL && found->kind == WEIR_ELEMENT_KIND_GROUP &&
      g_str_equal (found->z, entry->z))
    return found;
  return NULL;
}

/* Takes the groups of a loop out of one another, so that walking up from any
 * entry ends. Each entry is visited once: a walk stops where an earlier one
 * passed, and it is a loop only when it meets its own beginning. */
static void
break_loop (WeirSnapshot *self, Slot *start)
{
  g_autoptr (GHashTable) walk = g_hash_table_new (NULL, NULL);
  Slot                  *slot = start;

  while (!slot->visited && slot->group != NULL)
    {
      slot->visited = TRUE;
      g_hash_table_add (walk, slot);
      slot = &self->slots[slot->group->index];
    }

  /* Empty unless the walk came back to itself; then once around. */
  while (g_hash_table_contains (walk, slot) && slot->group != NULL)
    {
      Slot *next = &self->slots[slot->group->index];

      slot->group = NULL;
      slot = next;
    }
}

/* There are no loops any more. */
static void
limit_depth (WeirSnapshot *self, Slot *start)
{
  const Slot *slot = start;
  guint       depth = 0;

  while (slot->group != NULL && depth <= WEIR_SNAPSHOT_MAX_GROUP_DEPTH)
    {
      slot = &self->slots[slot->group->index];
      depth++;
    }
  if (depth > WEIR_SNAPSHOT_MAX_GROUP_DEPTH)
    start->group = NULL;
}

static void
resolve_groups (WeirSnapshot *self)
{
  for (guint i = 0; i < self->n_slots; i++)
    self->slots[i].group = find_group (self, &self->slots[i].entry);

  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[i].entry.kind == WEIR_ELEMENT_KIND_GROUP)
      break_loop (self, &self->slots[i]);

  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[i].entry.kind == WEIR_ELEMENT_KIND_GROUP)
      limit_depth (self, &self->slots[i]);
}

WeirSnapshot *
weir_snapshot_new (WeirValue **entries, guint n_entries, WeirValue *credentials)
{
  return weir_snapshot_new_expanded (entries, NULL, n_entries, credentials);
}

WeirSnapshot *
weir_snapshot_new_expanded (WeirValue   **entries,
                            const guint8 *instances,
                            guint         n_entries,
                            WeirValue    *credentials)
{
  WeirSnapshot *self;

  g_return_val_if_fail (entries != NULL || n_entries == 0, NULL);

  self = g_new0 (WeirSnapshot, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->n_slots = n_entries;
  self->slots = g_new0 (Slot, n_entries);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  if (credentials != NULL)
    self->credentials = weir_value_ref (credentials);

  for (guint i = 0; i < n_entries; i++)
    {
      read_entry (&self->slots[i].entry, entries[i], i);
      self->slots[i].is_instance = instances != NULL && instances[i];
      index_entry (self, &self->slots[i].entry);
    }
  for (guint i = 0; i < n_entries; i++)
    self->slots[i].container = find_container (self, &self->slots[i].entry);
  resolve_groups (self);

  return self;
}

WeirSnapshot *
weir_snapshot_ref (WeirSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  g_atomic_ref_count_inc (&snapshot->ref_count);
  return snapshot;
}

void
weir_snapshot_unref (WeirSnapshot *snapshot)
{
  g_return_if_fail (snapshot != NULL);

  if (!g_atomic_ref_count_dec (&snapshot->ref_count))
    return;

  g_hash_table_unref (snapshot->by_id);
  for (guint i = 0; i < snapshot->n_slots; i++)
    weir_value_unref (snapshot->slots[i].entry.value);
  g_clear_pointer (&snapshot->credentials, weir_value_unref);
  g_free (snapshot->slots);
  g_free (snapshot);
}

guint
weir_snapshot_get_n_entries (const WeirSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, 0);

  return snapshot->n_slots;
}

const WeirEntry *
weir_snapshot_get_entry (const WeirSnapshot *snapshot, guint index)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (index < snapshot->n_slots, NULL);

  return &snapshot->slots[index].entry;
}

const WeirEntry *
weir_snapshot_lookup (const WeirSnapshot *snapshot, const char *id)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (snapshot->by_id, id);
}

const WeirEntry *
weir_snapshot_get_container (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (entry->index < snapshot->n_slots, NULL);

  return snapshot->slots[entry->index].container;
}

const WeirEntry *
weir_snapshot_get_group (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (entry->index < snapshot->n_slots, NULL);

  return snapshot->slots[entry->index].group;
}

gboolean
weir_snapshot_is_enabled (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *container = weir_snapshot_get_container (snapshot, entry);

  return !entry->disabled && (container == NULL || !container->disabled);
}

gboolean
weir_snapshot_runs (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  return *entry->id != '\0' && weir_snapshot_is_runnable (snapshot, entry);
}

gboolean
weir_snapshot_is_runnable (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *container = weir_snapshot_get_container (snapshot, entry);

  if (entry->shadowed || !weir_snapshot_is_enabled (snapshot, entry))
    return FALSE;
  if (container != NULL && container->kind == WEIR_ELEMENT_KIND_SUBFLOW)
    return FALSE;
  if (entry->kind == WEIR_ELEMENT_KIND_CONFIG)
    return TRUE;
  return (entry->kind == WEIR_ELEMENT_KIND_NODE ||
          entry->kind == WEIR_ELEMENT_KIND_JUNCTION) &&
         *entry->z != '\0';
}

WeirValue *
weir_snapshot_get_credentials (const WeirSnapshot *snapshot, const char *id)
{
  WeirValue *found;

  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  found = weir_value_lookup (snapshot->credentials, id);
  if (found != NULL && weir_value_get_kind (found) == WEIR_VALUE_KIND_OBJECT)
    return found;
  return NULL;
}

WeirValue *
weir_snapshot_get_all_credentials (const WeirSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  return snapshot->credentials;
}

gboolean
weir_snapshot_is_instance (const WeirSnapshot *snapshot, const WeirEntry *entry)
{
  return snapshot->slots[entry->index].is_instance;
}
