/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-entry-row.h"

/* Brings changes to the rows of a list. Owned by the panel; the rows hold a
 * reference while they live. Knows rows only between add and remove, so it holds
 * none of them. */
struct _WeirEntryFeed
{
  GObject parent_instance;

  WeirSession *session; /* owned */
  GHashTable  *rows;    /* id, owned → GPtrArray of WeirEntryRow, borrowed */
  GHashTable  *dirty;   /* set of ids, owned */
  guint        flush_id;
};

G_DEFINE_FINAL_TYPE (WeirEntryFeed, weir_entry_feed, G_TYPE_OBJECT)

static void
weir_entry_feed_dispose (GObject *object)
{
  WeirEntryFeed *self = WEIR_ENTRY_FEED (object);

  g_clear_handle_id (&self->flush_id, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_entry_feed_parent_class)->dispose (object);
}

static void
weir_entry_feed_finalize (GObject *object)
{
  WeirEntryFeed *self = WEIR_ENTRY_FEED (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->dirty, g_hash_table_unref);
  G_OBJECT_CLASS (weir_entry_feed_parent_class)->finalize (object);
}

static void
weir_entry_feed_class_init (WeirEntryFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_entry_feed_dispose;
  object_class->finalize = weir_entry_feed_finalize;
}

static void
weir_entry_feed_init (WeirEntryFeed *self)
{
  self->rows = g_hash_table_new_full (g_str_hash,
                                      g_str_equal,
                                      g_free,
                                      (GDestroyNotify)g_ptr_array_unref);
  self->dirty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
refresh_id (WeirEntryFeed *self, const char *id)
{
  GPtrArray *rows = g_hash_table_lookup (self->rows, id);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    weir_entry_row_refresh (rows->pdata[i]);
}

void
weir_entry_feed_refresh_all (WeirEntryFeed *self)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    refresh_id (self, id);
}

static gboolean
flush_cb (gpointer data)
{
  WeirEntryFeed *self = data;
  GHashTableIter iter;
  gpointer       id;

  self->flush_id = 0;
  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    refresh_id (self, id);
  g_hash_table_remove_all (self->dirty);
  return G_SOURCE_REMOVE;
}

static void
element_changed_cb (WeirEntryFeed *self, WeirElement *element, const char *key)
{
  const char *id = weir_element_get_id (element);

  if (!g_hash_table_contains (self->rows, id))
    return;
  g_hash_table_add (self->dirty, g_strdup (id));
  if (self->flush_id == 0)
    self->flush_id = g_idle_add_full (G_PRIORITY_DEFAULT, flush_cb, self, NULL);
}

static void
nodes_changed_cb (WeirEntryFeed *self, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    refresh_id (self, ids->pdata[i]);
}

static void
connect_all (WeirEntryFeed *self)
{
  WeirDocument *document = weir_session_get_document (self->session);
  WeirLive     *live = weir_session_get_live (self->session);
  const struct
  {
    gpointer    object;
    const char *name;
    GCallback   handler;
  } links[] = {
    { document, "element-changed", G_CALLBACK (element_changed_cb) },
    { live, "nodes-changed", G_CALLBACK (nodes_changed_cb) },
    { live, "notify::state", G_CALLBACK (weir_entry_feed_refresh_all) },
    { self->session, "problems-changed", G_CALLBACK (weir_entry_feed_refresh_all) },
    { self->session, "deployed-changed", G_CALLBACK (weir_entry_feed_refresh_all) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    g_signal_connect_object (links[i].object,
                             links[i].name,
                             links[i].handler,
                             self,
                             G_CONNECT_SWAPPED);
}

WeirEntryFeed *
weir_entry_feed_new (WeirSession *session)
{
  WeirEntryFeed *self = g_object_new (WEIR_TYPE_ENTRY_FEED, NULL);

  self->session = g_object_ref (session);
  connect_all (self);
  return self;
}

WeirSession *
weir_entry_feed_get_session (WeirEntryFeed *self)
{
  return self->session;
}

void
weir_entry_feed_add (WeirEntryFeed *self, const char *id, WeirEntryRow *row)
{
  GPtrArray *rows = g_hash_table_lookup (self->rows, id);

  if (rows == NULL)
    {
      rows = g_ptr_array_new ();
      g_hash_table_insert (self->rows, g_strdup (id), rows);
    }
  g_ptr_array_add (rows, row);
}

void
weir_entry_feed_remove (WeirEntryFeed *self, const char *id, WeirEntryRow *row)
{
  GPtrArray *rows = g_hash_table_lookup (self->rows, id);

  if (rows == NULL)
    return;
  g_ptr_array_remove_fast (rows, row);
  if (rows->len == 0)
    g_hash_table_remove (self->rows, id);
}
