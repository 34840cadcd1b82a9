/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-live-link.h"

/* Rows that leave from more places than this are one change: what a view does
 * for each costs more than to look at the rows in between again. */
#define MAX_RUNS 32

/* Owned by a WeirLive; list views observe it. */
struct _WeirLiveConnections
{
  GObject parent_instance;

  GPtrArray  *rows;  /* WeirLiveConnection */
  GHashTable *by_id; /* id → the same, borrowed */
};

static GType
weir_live_connections_get_item_type (GListModel *model)
{
  return WEIR_TYPE_LIVE_CONNECTION;
}

static guint
weir_live_connections_get_n_items (GListModel *model)
{
  return WEIR_LIVE_CONNECTIONS (model)->rows->len;
}

static gpointer
weir_live_connections_get_item (GListModel *model, guint position)
{
  GPtrArray *rows = WEIR_LIVE_CONNECTIONS (model)->rows;

  return position < rows->len ? g_object_ref (rows->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = weir_live_connections_get_item_type;
  interface->get_n_items = weir_live_connections_get_n_items;
  interface->get_item = weir_live_connections_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirLiveConnections,
                               weir_live_connections,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_init))

static void
weir_live_connections_finalize (GObject *object)
{
  WeirLiveConnections *self = WEIR_LIVE_CONNECTIONS (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (weir_live_connections_parent_class)->finalize (object);
}

static void
weir_live_connections_class_init (WeirLiveConnectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_live_connections_finalize;
}

static void
weir_live_connections_init (WeirLiveConnections *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

WeirLiveConnections *
weir_live_connections_new (void)
{
  return g_object_new (WEIR_TYPE_LIVE_CONNECTIONS, NULL);
}

static gboolean
is_gone (WeirLiveConnections *self, guint position)
{
  const char *id = weir_live_connection_get_id (self->rows->pdata[position]);

  return !g_hash_table_contains (self->by_id, id);
}

typedef struct
{
  guint begin;
  guint end;
} Run;

/* Returns: (transfer full): where there are rows that are gone */
static GArray *
find_runs (WeirLiveConnections *self)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (guint i = 0; i < self->rows->len; i++)
    {
      Run run = { i, i };

      while (run.end < self->rows->len && is_gone (self, run.end))
        run.end++;
      if (run.end == run.begin)
        continue;
      g_array_append_val (runs, run);
      i = run.end;
    }
  return runs;
}

/* Takes the rows that are gone out of a part, which is one change. */
static void
compact (WeirLiveConnections *self, guint begin, guint end)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = begin; i < end; i++)
    {
      if (!is_gone (self, i))
        g_ptr_array_add (kept, g_object_ref (self->rows->pdata[i]));
    }
  for (guint i = 0; i < kept->len; i++)
    {
      gpointer *place = &self->rows->pdata[begin + i];

      g_object_unref (*place);
      *place = kept->pdata[i];
    }
  if (begin + kept->len < end)
    g_ptr_array_remove_range (self->rows,
                              begin + kept->len,
                              end - begin - kept->len);
  g_list_model_items_changed (G_LIST_MODEL (self), begin, end - begin, kept->len);
}

static void
remove_gone (WeirLiveConnections *self)
{
  g_autoptr (GArray) runs = find_runs (self);

  if (runs->len > MAX_RUNS)
    {
      compact (self,
               g_array_index (runs, Run, 0).begin,
               g_array_index (runs, Run, runs->len - 1).end);
      return;
    }

  /* From the end, so that places before it stay what they are. */
  for (guint i = runs->len; i-- > 0;)
    {
      Run run = g_array_index (runs, Run, i);

      compact (self, run.begin, run.end);
    }
}

/* @links: (element-type WeirLiveLink): those that came */
static void
append (WeirLiveConnections *self, GPtrArray *links)
{
  guint before = self->rows->len;

  if (links->len == 0)
    return;
  for (guint i = 0; i < links->len; i++)
    {
      WeirLiveConnection *row = weir_live_connection_new (links->pdata[i]);

      g_ptr_array_add (self->rows, row);
      g_hash_table_insert (self->by_id,
                           (gpointer)weir_live_connection_get_id (row),
                           row);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, links->len);
}

void
weir_live_connections_take (WeirLiveConnections *self, GPtrArray *links)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  gboolean              any_gone = FALSE;

  g_return_if_fail (WEIR_IS_LIVE_CONNECTIONS (self));

  for (guint i = 0; i < links->len; i++)
    {
      WeirLiveLink       *link = links->pdata[i];
      WeirLiveConnection *row = g_hash_table_lookup (self->by_id, link->id);

      switch (link->change)
        {
        case WEIR_LIVE_LINK_ADDED:
          links->pdata[i] = NULL;
          g_ptr_array_add (added, link);
          break;
        case WEIR_LIVE_LINK_REMOVED:
          any_gone |= g_hash_table_remove (self->by_id, link->id);
          break;
        case WEIR_LIVE_LINK_CHANGED:
        case WEIR_LIVE_LINK_COUNTED:
          if (row != NULL)
            weir_live_connection_update (row, link);
          break;
        }
    }
  if (any_gone)
    remove_gone (self);
  append (self, added);
}

void
weir_live_connections_clear (WeirLiveConnections *self)
{
  guint length;

  g_return_if_fail (WEIR_IS_LIVE_CONNECTIONS (self));

  length = self->rows->len;
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->rows, 0);
  if (length > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, length, 0);
}
