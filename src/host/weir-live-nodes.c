/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-nodes.h"

#include "host/weir-live-meter.h"

/* How long the readings are that a rate is made of. */
#define WINDOW_US                                               \
  ((gint64)WEIR_LIVE_RATE_TICKS * WEIR_LIVE_COUNT_INTERVAL_MS * \
   G_TIME_SPAN_MILLISECOND)

typedef struct
{
  WeirLiveNode node;
  guint64     *history; /* owned: WEIR_LIVE_RATE_TICKS of n_outputs counts */
} Node;

/* Owned by a WeirLive, on its thread. Counts come as readings, one a tick; the
 * last few of each node that sends are kept, in the place of their tick. */
struct _WeirLiveNodes
{
  GHashTable *nodes;   /* id → Node */
  GHashTable *changed; /* set of ids, owned */
  GHashTable *active;  /* id → Node, both borrowed: those with a rate */
  gint64      times[WEIR_LIVE_RATE_TICKS]; /* when ticks were read, monotonic */
  gint64      last_us;
  guint       tick;
};

static WeirLiveNode *
node_new (void)
{
  WeirLiveNode *node = (WeirLiveNode *)g_new0 (Node, 1);

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
  g_free (((Node *)data)->history);
  g_free (node);
}

WeirLiveNodes *
weir_live_nodes_new (void)
{
  WeirLiveNodes *self = g_new0 (WeirLiveNodes, 1);

  self->nodes =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_free);
  self->active = g_hash_table_new (g_str_hash, g_str_equal);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
weir_live_nodes_free (WeirLiveNodes *self)
{
  g_hash_table_unref (self->active);
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
      g_hash_table_remove (self->active, id);
      g_hash_table_iter_remove (&iter);
    }
}

/* Counts ----------------------------------------------------------------- */

static void
set_n_outputs (Node *self, guint n_outputs)
{
  WeirLiveNode *node = &self->node;

  if (node->n_outputs == n_outputs)
    return;
  g_free (node->sent);
  g_free (node->rate);
  g_free (self->history);
  node->n_outputs = n_outputs;
  node->sent = g_new0 (guint64, n_outputs);
  node->rate = g_new0 (double, n_outputs);
  self->history = g_new0 (guint64, (gsize)n_outputs * WEIR_LIVE_RATE_TICKS);
}

static guint64 *
history_at (Node *self, guint tick, guint output)
{
  return &self->history[(gsize)tick * self->node.n_outputs + output];
}

/* A node that was rewired to other outputs, or started anew before anybody
 * heard of it, begins its rates at what it has now, or at nothing. */
static void
take_count (WeirLiveNodes *self, const WeirLiveCount *count)
{
  WeirLiveNode *node = ensure_node (self, count->id);
  Node         *full = (Node *)node;
  gpointer      key;
  gpointer      value;

  if (count->received < node->received)
    set_n_outputs (full, 0);
  node->received = count->received;
  set_n_outputs (full, count->n_outputs);
  for (guint i = 0; i < count->n_outputs; i++)
    {
      if (count->sent[i] < node->sent[i])
        {
          for (guint tick = 0; tick < WEIR_LIVE_RATE_TICKS; tick++)
            *history_at (full, tick, i) = 0;
        }
      node->sent[i] = count->sent[i];
    }
  g_hash_table_lookup_extended (self->nodes, count->id, &key, &value);
  g_hash_table_insert (self->active, key, value);
  note_change (self, count->id);
}

/* Returns: whether it has a rate now */
static gboolean
update_rates (WeirLiveNodes *self, const char *id, Node *full, double seconds)
{
  WeirLiveNode *node = &full->node;
  gboolean      active = FALSE;

  for (guint i = 0; i < node->n_outputs; i++)
    {
      guint64 *before = history_at (full, self->tick, i);
      double   rate = (double)(node->sent[i] - *before) / seconds;

      *before = node->sent[i];
      active |= rate > 0;
      if (rate == node->rate[i])
        continue;
      node->rate[i] = rate;
      note_change (self, id);
    }
  return active;
}

void
weir_live_nodes_take_counts (WeirLiveNodes *self,
                             GPtrArray     *counts,
                             gint64         from_us,
                             gint64         to_us)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       node;
  gint64         elapsed_us;

  /* After a time when nothing was read because nothing happened. */
  for (guint i = 0; from_us > self->last_us && i < WEIR_LIVE_RATE_TICKS; i++)
    self->times[i] = from_us;
  elapsed_us = MAX (to_us - self->times[self->tick], WINDOW_US);

  for (guint i = 0; i < counts->len; i++)
    take_count (self, counts->pdata[i]);
  g_hash_table_iter_init (&iter, self->active);
  while (g_hash_table_iter_next (&iter, &id, &node))
    {
      if (!update_rates (self, id, node, (double)elapsed_us / G_USEC_PER_SEC))
        g_hash_table_iter_remove (&iter);
    }
  self->times[self->tick] = to_us;
  self->tick = (self->tick + 1) % WEIR_LIVE_RATE_TICKS;
  self->last_us = to_us;
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
