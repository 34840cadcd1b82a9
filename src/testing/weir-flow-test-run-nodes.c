/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-run-nodes.h"

#include "testing/weir-flow-test-check.h"

/* What a debug node showed. */
typedef struct
{
  GQueue   records; /* WeirRecord */
  gboolean is_full;
} Inbox;

struct _WeirFlowTestNodes
{
  WeirRegistry *registry;
  WeirSnapshot *snapshot;
  GHashTable   *debugs;   /* id → Inbox */
  GHashTable   *statuses; /* id → GPtrArray of WeirValue */
};

static void
inbox_free (gpointer data)
{
  Inbox *inbox = data;

  g_queue_clear_full (&inbox->records, (GDestroyNotify)weir_record_unref);
  g_free (inbox);
}

WeirFlowTestNodes *
weir_flow_test_nodes_new (WeirRegistry *registry, WeirSnapshot *snapshot)
{
  WeirFlowTestNodes *self = g_new0 (WeirFlowTestNodes, 1);

  self->registry = weir_registry_ref (registry);
  self->snapshot = weir_snapshot_ref (snapshot);
  self->debugs =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, inbox_free);
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

const char *
weir_flow_test_nodes_find (WeirFlowTestNodes *self,
                           WeirFlowTestKind   kind,
                           const char        *word,
                           GError           **error)
{
  const WeirEntry *entry =
    weir_flow_test_find_node (self->registry, self->snapshot, kind, word, error);

  return entry != NULL ? entry->id : NULL;
}

/* What nodes show -------------------------------------------------------- */

static void
add_debug (WeirFlowTestNodes *self, WeirRecord *record)
{
  Inbox *inbox = g_hash_table_lookup (self->debugs, record->id);

  if (inbox == NULL)
    {
      inbox = g_new0 (Inbox, 1);
      g_hash_table_insert (self->debugs, g_strdup (record->id), inbox);
    }
  inbox->is_full =
    inbox->is_full || inbox->records.length >= WEIR_FLOW_TEST_MAX_DEBUGS;
  if (!inbox->is_full)
    g_queue_push_tail (&inbox->records, weir_record_ref (record));
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
      if (statuses->len >= WEIR_FLOW_TEST_MAX_STATUSES)
        g_ptr_array_remove_index (statuses, 0);
      g_ptr_array_add (statuses, weir_value_ref (record->value));
      break;
    case WEIR_RECORD_KIND_LOG:
      break;
    }
}

WeirRecord *
weir_flow_test_nodes_take_debug (WeirFlowTestNodes *self, const char *id)
{
  Inbox *inbox = g_hash_table_lookup (self->debugs, id);

  return inbox != NULL ? g_queue_pop_head (&inbox->records) : NULL;
}

gboolean
weir_flow_test_nodes_is_full (WeirFlowTestNodes *self, const char *id)
{
  const Inbox *inbox = g_hash_table_lookup (self->debugs, id);

  return inbox != NULL && inbox->is_full;
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
