/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-nodes.h"

#include <glib/gi18n-lib.h>

/* Statuses of a node that may wait to be asked about; the oldest go. */
#define MAX_STATUSES 1000

/* Debug messages of a node that may wait. */
#define MAX_DEBUGS 10000

struct _WeirFlowTestNodes
{
  WeirRegistry *registry;
  WeirSnapshot *snapshot;
  GHashTable   *debugs;   /* id → GQueue of WeirRecord */
  GHashTable   *statuses; /* id → GPtrArray of WeirValue */
};

static void
free_debugs (gpointer data)
{
  g_queue_free_full (data, (GDestroyNotify)weir_record_unref);
}

WeirFlowTestNodes *
weir_flow_test_nodes_new (WeirRegistry *registry, WeirSnapshot *snapshot)
{
  WeirFlowTestNodes *self = g_new0 (WeirFlowTestNodes, 1);

  self->registry = weir_registry_ref (registry);
  self->snapshot = weir_snapshot_ref (snapshot);
  self->debugs =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_debugs);
  self->statuses = g_hash_table_new_full (g_str_hash,
                                          g_str_equal,
                                          g_free,
                                          (GDestroyNotify)g_ptr_array_unref);
  return self;
}

void
weir_flow_test_nodes_free (WeirFlowTestNodes *self)
{
  g_hash_table_unref (self->debugs);
  g_hash_table_unref (self->statuses);
  weir_snapshot_unref (self->snapshot);
  weir_registry_unref (self->registry);
  g_free (self);
}

/* Finding ---------------------------------------------------------------- */

static gboolean
fits (WeirFlowTestNodes *self, WeirFlowTestKind kind, const WeirEntry *entry)
{
  const WeirNodeType *type = weir_registry_lookup (self->registry, entry->type);

  if (entry->kind != WEIR_ELEMENT_KIND_NODE &&
      entry->kind != WEIR_ELEMENT_KIND_CONFIG)
    return FALSE;
  if (kind == WEIR_FLOW_TEST_INJECT)
    return type != NULL && type->press != NULL;
  if (kind == WEIR_FLOW_TEST_EXPECT_DEBUG)
    return g_str_equal (entry->type, "debug");
  return TRUE;
}

static const char *
missing_text (WeirFlowTestKind kind)
{
  if (kind == WEIR_FLOW_TEST_INJECT)
    return _ ("No node with a button has the id or name “%s”.");
  if (kind == WEIR_FLOW_TEST_EXPECT_DEBUG)
    return _ ("No debug node has the id or name “%s”.");
  return _ ("No node has the id or name “%s”.");
}

static void
set_missing (GError **error, WeirFlowTestKind kind, const char *word)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, missing_text (kind), word);
#pragma GCC diagnostic pop
}

/* Returns: (nullable): the one entry of that name */
static const WeirEntry *
find_by_name (WeirFlowTestNodes *self,
              WeirFlowTestKind   kind,
              const char        *name,
              GError           **error)
{
  const WeirEntry    *found = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  guint               count = 0;

  for (guint i = 0; i < weir_snapshot_get_n_entries (self->snapshot); i++)
    {
      const WeirEntry *entry = weir_snapshot_get_entry (self->snapshot, i);

      if (!g_str_equal (entry->name, name) || !fits (self, kind, entry))
        continue;
      g_string_append_printf (ids, "%s%s", count++ > 0 ? ", " : "", entry->id);
      found = entry;
    }
  if (count == 1)
    return found;
  if (count == 0)
    set_missing (error, kind, name);
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_EXISTS,
                 _ ("Several nodes are named “%s”; use the id of one: %s."),
                 name,
                 ids->str);
  return NULL;
}

const char *
weir_flow_test_nodes_find (WeirFlowTestNodes *self,
                           WeirFlowTestKind   kind,
                           const char        *word,
                           GError           **error)
{
  const WeirEntry *entry = weir_snapshot_lookup (self->snapshot, word);

  if (entry == NULL || !fits (self, kind, entry))
    entry = find_by_name (self, kind, word, error);
  if (entry == NULL)
    return NULL;
  if (weir_snapshot_runs (self->snapshot, entry))
    return entry->id;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_NOT_FOUND,
               _ ("The node “%s” is disabled."),
               word);
  return NULL;
}

/* What nodes show -------------------------------------------------------- */

static void
add_debug (WeirFlowTestNodes *self, WeirRecord *record)
{
  GQueue *queue = g_hash_table_lookup (self->debugs, record->id);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->debugs, g_strdup (record->id), queue);
    }
  if (queue->length < MAX_DEBUGS)
    g_queue_push_tail (queue, weir_record_ref (record));
}

static GPtrArray *
get_statuses (WeirFlowTestNodes *self, const char *id)
{
  GPtrArray *statuses = g_hash_table_lookup (self->statuses, id);

  if (statuses == NULL)
    {
      statuses =
        g_ptr_array_new_with_free_func ((GDestroyNotify)weir_value_unref);
      g_ptr_array_add (statuses, weir_value_new_object ());
      g_hash_table_insert (self->statuses, g_strdup (id), statuses);
    }
  return statuses;
}

void
weir_flow_test_nodes_add (WeirFlowTestNodes *self, WeirRecord *record)
{
  GPtrArray *statuses;

  if (record->id == NULL)
    return;
  switch (record->kind)
    {
    case WEIR_RECORD_KIND_DEBUG:
      add_debug (self, record);
      break;
    case WEIR_RECORD_KIND_STATUS:
      statuses = get_statuses (self, record->id);
      if (statuses->len >= MAX_STATUSES)
        g_ptr_array_remove_index (statuses, 0);
      g_ptr_array_add (statuses, weir_value_ref (record->value));
      break;
    case WEIR_RECORD_KIND_LOG:
      break;
    }
}

WeirRecord *
weir_flow_test_nodes_peek_debug (WeirFlowTestNodes *self, const char *id)
{
  GQueue *queue = g_hash_table_lookup (self->debugs, id);

  return queue != NULL ? g_queue_peek_head (queue) : NULL;
}

WeirRecord *
weir_flow_test_nodes_take_debug (WeirFlowTestNodes *self, const char *id)
{
  GQueue *queue = g_hash_table_lookup (self->debugs, id);

  return queue != NULL ? g_queue_pop_head (queue) : NULL;
}

GPtrArray *
weir_flow_test_nodes_get_statuses (WeirFlowTestNodes *self, const char *id)
{
  return get_statuses (self, id);
}

void
weir_flow_test_nodes_forget_statuses (WeirFlowTestNodes *self,
                                      const char        *id,
                                      guint              n)
{
  GPtrArray *statuses = get_statuses (self, id);

  n = MIN (n, statuses->len - 1);
  if (n > 0)
    g_ptr_array_remove_range (statuses, 0, n);
}
