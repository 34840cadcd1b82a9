/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-nodes.h"

/* Owned by a WeirLive, on its thread. */
struct _WeirLiveNodes
{
  GHashTable *nodes;   /* id → WeirLiveNode */
  GHashTable *changed; /* set of ids, owned */
};

static WeirLiveNode *
node_new (void)
{
  WeirLiveNode *node = g_new0 (WeirLiveNode, 1);

  node->fill = g_strdup ("");
  node->shape = g_strdup ("");
  node->text = g_strdup ("");
  node->reason = g_strdup ("");
  node->error = g_strdup ("");
  return node;
}

static void
node_free (gpointer data)
{
  WeirLiveNode *node = data;

  g_free (node->fill);
  g_free (node->shape);
  g_free (node->text);
  g_free (node->reason);
  g_free (node->error);
  g_free (node->sent);
  g_free (node->rate);
  g_free (node);
}

WeirLiveNodes *
weir_live_nodes_new (void)
{
  WeirLiveNodes *self = g_new0 (WeirLiveNodes, 1);

  self->nodes =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_free);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
weir_live_nodes_free (WeirLiveNodes *self)
{
  g_hash_table_unref (self->nodes);
  g_hash_table_unref (self->changed);
  g_free (self);
}

const WeirLiveNode *
weir_live_nodes_lookup (WeirLiveNodes *self, const char *id)
{
  return g_hash_table_lookup (self->nodes, id);
}

static WeirLiveNode *
ensure_node (WeirLiveNodes *self, const char *id)
{
  WeirLiveNode *node = g_hash_table_lookup (self->nodes, id);

  if (node == NULL)
    {
      node = node_new ();
      g_hash_table_insert (self->nodes, g_strdup (id), node);
    }
  return node;
}

static void
note_change (WeirLiveNodes *self, const char *id)
{
  if (!g_hash_table_contains (self->changed, id))
    g_hash_table_add (self->changed, g_strdup (id));
}

/* Returns: whether it is another text now */
static gboolean
set_text (char **place, const char *text)
{
  if (text == NULL)
    text = "";
  if (g_str_equal (*place, text))
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

/* @status: (nullable): an object; %NULL clears */
static void
set_status (WeirLiveNodes *self, const char *id, const WeirValue *status)
{
  WeirLiveNode *node = ensure_node (self, id);
  gboolean      changed = FALSE;
  const struct
  {
    const char *key;
    char      **place;
  } members[] = {
    { "fill", &node->fill },
    { "shape", &node->shape },
    { "text", &node->text },
    { "reason", &node->reason },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    changed |= set_text (members[i].place,
                         weir_value_lookup_string (status, members[i].key));
  if (changed)
    note_change (self, id);
}

void
weir_live_nodes_take_record (WeirLiveNodes *self, const WeirRecord *record)
{
  if (record->id == NULL)
    return;
  switch (record->kind)
    {
    case WEIR_RECORD_KIND_STATUS:
      set_status (self, record->id, record->value);
      break;
    case WEIR_RECORD_KIND_LOG:
      if (record->level == WEIR_LOG_LEVEL_ERROR &&
          set_text (&ensure_node (self, record->id)->error, record->text))
        note_change (self, record->id);
      break;
    case WEIR_RECORD_KIND_DEBUG:
      break;
    }
}

void
weir_live_nodes_set_statuses (WeirLiveNodes *self, GPtrArray *statuses)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter         iter;
  gpointer               id;

  for (guint i = 0; i < statuses->len; i++)
    {
      const WeirRecord *record = statuses->pdata[i];

      g_hash_table_add (seen, record->id);
      set_status (self, record->id, record->value);
    }
  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!g_hash_table_contains (seen, id))
        set_status (self, id, NULL);
    }
}

void
weir_live_nodes_forget (WeirLiveNodes *self, GHashTable *ids)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (ids != NULL && !g_hash_table_contains (ids, id))
        continue;
      note_change (self, id);
      g_hash_table_iter_remove (&iter);
    }
}

GPtrArray *
weir_live_nodes_take_changed (WeirLiveNodes *self)
{
  GPtrArray     *changed;
  GHashTableIter iter;
  gpointer       id;

  if (g_hash_table_size (self->changed) == 0)
    return NULL;
  changed = g_ptr_array_new_full (g_hash_table_size (self->changed), g_free);
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (changed, id);
    }
  return changed;
}
