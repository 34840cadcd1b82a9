/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-connection-list.h"

/* WeirConnectionList: heads, and below each a sequence of its connections, whose
 * places are found in logarithmic time. A run of changes is told as one. */

/* Additions are told in runs, removals one by one; more of them than these at
 * once are told as one change of everything. */
#define MAX_SINGLE_REMOVALS 1000

struct _WeirConnectionItem
{
  GObject parent_instance;

  /* of a connection */
  WeirLiveConnection *connection; /* (nullable) */

  /* of a head */
  char      *node_id;
  char      *title;
  char      *address; /* (nullable) */
  GSequence *below;   /* of WeirConnectionItem */
  gboolean   outgoing;
  gboolean   expanded;
  gboolean   stale; /* not named since _begin() */
};

G_DEFINE_FINAL_TYPE (WeirConnectionItem, weir_connection_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_ITEM_SIGNALS,
};

static guint item_signals[N_ITEM_SIGNALS];

static void
weir_connection_item_finalize (GObject *object)
{
  WeirConnectionItem *self = WEIR_CONNECTION_ITEM (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->node_id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->below, g_sequence_free);
  G_OBJECT_CLASS (weir_connection_item_parent_class)->finalize (object);
}

static void
weir_connection_item_class_init (WeirConnectionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_connection_item_finalize;
  item_signals[CHANGED] = g_signal_new ("changed",
                                        WEIR_TYPE_CONNECTION_ITEM,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
}

static void
weir_connection_item_init (WeirConnectionItem *self)
{
}

static void
tell (WeirConnectionItem *self)
{
  g_signal_emit (self, item_signals[CHANGED], 0);
}

WeirLiveConnection *
weir_connection_item_get_connection (WeirConnectionItem *self)
{
  return self->connection;
}

const char *
weir_connection_item_get_node_id (WeirConnectionItem *self)
{
  return self->node_id;
}

const char *
weir_connection_item_get_title (WeirConnectionItem *self)
{
  return self->title;
}

const char *
weir_connection_item_get_address (WeirConnectionItem *self)
{
  return self->address;
}

gboolean
weir_connection_item_is_outgoing (WeirConnectionItem *self)
{
  return self->outgoing;
}

gboolean
weir_connection_item_is_expanded (WeirConnectionItem *self)
{
  return self->expanded;
}

guint
weir_connection_item_get_n_connections (WeirConnectionItem *self)
{
  return self->below != NULL ? (guint)g_sequence_get_length (self->below) : 0;
}

WeirLiveConnection *
weir_connection_item_get_first (WeirConnectionItem *self)
{
  WeirConnectionItem *first;

  if (weir_connection_item_get_n_connections (self) == 0)
    return NULL;
  first = g_sequence_get (g_sequence_get_begin_iter (self->below));
  return first->connection;
}

struct _WeirConnectionList
{
  GObject parent_instance;

  /* owned */
  GListModel *source;
  GPtrArray  *heads;
  GPtrArray  *mirror; /* the connections of the source, in its order */
  GHashTable *places; /* connection → GSequenceIter */

  /* derived */
  guint    length;
  guint    muted; /* the length before, while changes are told as one */
  gboolean is_muted;
};

enum
{
  TICK,
  STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
get_rows (WeirConnectionItem *head)
{
  return 1 + (head->expanded ? (guint)g_sequence_get_length (head->below) : 0);
}

static GType
weir_connection_list_get_item_type (GListModel *model)
{
  return WEIR_TYPE_CONNECTION_ITEM;
}

static guint
weir_connection_list_get_n_items (GListModel *model)
{
  return WEIR_CONNECTION_LIST (model)->length;
}

static gpointer
weir_connection_list_get_item (GListModel *model, guint position)
{
  WeirConnectionList *self = WEIR_CONNECTION_LIST (model);

  for (guint i = 0; i < self->heads->len; i++)
    {
      WeirConnectionItem *head = self->heads->pdata[i];
      guint               rows = get_rows (head);

      if (position == 0)
        return g_object_ref (head);
      if (position < rows)
        return g_object_ref (g_sequence_get (
          g_sequence_get_iter_at_pos (head->below, (int)position - 1)));
      position -= rows;
    }
  return NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = weir_connection_list_get_item_type;
  interface->get_n_items = weir_connection_list_get_n_items;
  interface->get_item = weir_connection_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirConnectionList,
                               weir_connection_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_init))

/* Telling */

static void
items_changed (WeirConnectionList *self, guint position, guint removed, guint added)
{
  self->length += added - removed;
  if (!self->is_muted && (removed > 0 || added > 0))
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
mute (WeirConnectionList *self)
{
  self->is_muted = TRUE;
  self->muted = self->length;
}

static void
unmute (WeirConnectionList *self)
{
  self->is_muted = FALSE;
  if (self->muted > 0 || self->length > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, self->muted, self->length);
}

/* Heads */

static WeirConnectionItem *
find_head (WeirConnectionList *self, const char *node_id)
{
  for (guint i = 0; i < self->heads->len; i++)
    {
      WeirConnectionItem *head = self->heads->pdata[i];

      if (g_str_equal (head->node_id, node_id))
        return head;
    }
  return NULL;
}

static guint
get_position (WeirConnectionList *self, WeirConnectionItem *item)
{
  guint position = 0;

  for (guint i = 0; i < self->heads->len && self->heads->pdata[i] != item; i++)
    position += get_rows (self->heads->pdata[i]);
  return position;
}

static WeirConnectionItem *
new_head (const char *node_id)
{
  WeirConnectionItem *head = g_object_new (WEIR_TYPE_CONNECTION_ITEM, NULL);

  head->node_id = g_strdup (node_id);
  head->title = g_strdup ("");
  head->below = g_sequence_new (g_object_unref);
  head->expanded = TRUE;
  return head;
}

static WeirConnectionItem *
append_head (WeirConnectionList *self, const char *node_id)
{
  WeirConnectionItem *head = new_head (node_id);

  g_ptr_array_add (self->heads, head);
  items_changed (self, self->length, 0, 1);
  return head;
}

/* Connections */

/* A head says how the connection to its server is. */
static void
state_changed_cb (WeirConnectionList *self,
                  GParamSpec         *pspec,
                  WeirLiveConnection *connection)
{
  WeirConnectionItem *head =
    find_head (self, weir_live_connection_get_node_id (connection));

  if (head != NULL)
    tell (head);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static WeirConnectionItem *
ensure_head (WeirConnectionList *self, WeirLiveConnection *connection)
{
  const char         *node_id = weir_live_connection_get_node_id (connection);
  WeirConnectionItem *head = find_head (self, node_id);

  if (head != NULL)
    return head;
  head = append_head (self, node_id);
  g_free (head->title);
  head->title = g_strdup (weir_live_connection_get_url (connection));
  head->outgoing = weir_live_connection_is_outgoing (connection);
  return head;
}

static void
append_connection (WeirConnectionList *self,
                   WeirConnectionItem *head,
                   WeirLiveConnection *connection)
{
  WeirConnectionItem *item = g_object_new (WEIR_TYPE_CONNECTION_ITEM, NULL);

  item->connection = g_object_ref (connection);
  item->node_id = g_strdup (head->node_id);
  g_hash_table_insert (self->places,
                       connection,
                       g_sequence_append (head->below, item));
  if (weir_live_connection_is_outgoing (connection))
    g_signal_connect_object (connection,
                             "notify::state",
                             G_CALLBACK (state_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
}

/* Those of one listener that come in a row are one change. */
static void
add_connections (WeirConnectionList *self, guint position, guint added)
{
  guint end = position + added;

  while (position < end)
    {
      WeirConnectionItem *head =
        ensure_head (self, self->mirror->pdata[position]);
      guint row = get_position (self, head) + get_rows (head);
      guint run = 0;

      while (position < end && g_str_equal (weir_live_connection_get_node_id (
                                              self->mirror->pdata[position]),
                                            head->node_id))
        {
          append_connection (self, head, self->mirror->pdata[position++]);
          run++;
        }
      if (head->expanded)
        items_changed (self, row, 0, run);
      tell (head);
    }
}

static void
remove_connection (WeirConnectionList *self, WeirLiveConnection *connection)
{
  GSequenceIter      *place = g_hash_table_lookup (self->places, connection);
  WeirConnectionItem *head =
    find_head (self, weir_live_connection_get_node_id (connection));
  guint position;

  g_hash_table_remove (self->places, connection);
  g_signal_handlers_disconnect_by_data (connection, self);
  if (place == NULL || head == NULL)
    return;
  position =
    get_position (self, head) + 1 + (guint)g_sequence_iter_get_position (place);
  g_sequence_remove (place);
  if (head->expanded)
    items_changed (self, position, 1, 0);
  if (!self->is_muted)
    tell (head);
}

static void
tell_all (WeirConnectionList *self)
{
  for (guint i = 0; i < self->heads->len; i++)
    tell (self->heads->pdata[i]);
}

static void
source_changed_cb (WeirConnectionList *self,
                   guint               position,
                   guint               removed,
                   guint               added)
{
  gboolean is_large = removed > MAX_SINGLE_REMOVALS;

  if (is_large)
    mute (self);
  for (guint i = position; i < position + removed; i++)
    remove_connection (self, self->mirror->pdata[i]);
  if (removed > 0)
    g_ptr_array_remove_range (self->mirror, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (self->mirror,
                        (int)i,
                        g_list_model_get_item (self->source, i));
  add_connections (self, position, added);
  if (!is_large)
    return;
  unmute (self);
  tell_all (self);
}

/* Saying which heads there are */

void
weir_connection_list_begin (WeirConnectionList *self)
{
  for (guint i = 0; i < self->heads->len; i++)
    WEIR_CONNECTION_ITEM (self->heads->pdata[i])->stale = TRUE;
}

static void
set_text (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

void
weir_connection_list_add (WeirConnectionList *self,
                          const char         *node_id,
                          const char         *title,
                          const char         *address,
                          gboolean            outgoing)
{
  WeirConnectionItem *head = find_head (self, node_id);

  if (head == NULL)
    head = append_head (self, node_id);
  head->stale = FALSE;
  set_text (&head->title, title);
  set_text (&head->address, address);
  head->outgoing = outgoing;
  tell (head);
}

/* Heads that still have connections stay until those are gone. */
void
weir_connection_list_end (WeirConnectionList *self)
{
  for (guint i = self->heads->len; i-- > 0;)
    {
      WeirConnectionItem *head = self->heads->pdata[i];
      guint               position = get_position (self, head);

      if (!head->stale || g_sequence_get_length (head->below) > 0)
        continue;
      g_ptr_array_remove_index (self->heads, i);
      items_changed (self, position, 1, 0);
    }
}

guint
weir_connection_list_get_n_heads (WeirConnectionList *self)
{
  return self->heads->len;
}

void
weir_connection_list_set_expanded (WeirConnectionList *self,
                                   WeirConnectionItem *item,
                                   gboolean            expanded)
{
  guint n;

  g_return_if_fail (item->below != NULL);

  if (item->expanded == expanded)
    return;
  n = (guint)g_sequence_get_length (item->below);
  item->expanded = expanded;
  items_changed (self,
                 get_position (self, item) + 1,
                 expanded ? 0 : n,
                 expanded ? n : 0);
  tell (item);
}

void
weir_connection_list_tick (WeirConnectionList *self)
{
  g_signal_emit (self, signals[TICK], 0);
}

/* The object */

static void
weir_connection_list_finalize (GObject *object)
{
  WeirConnectionList *self = WEIR_CONNECTION_LIST (object);

  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  g_clear_pointer (&self->mirror, g_ptr_array_unref);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (weir_connection_list_parent_class)->finalize (object);
}

static void
weir_connection_list_class_init (WeirConnectionListClass *klass)
{
  static const char *const names[] = { "tick", "state-changed" };

  G_OBJECT_CLASS (klass)->finalize = weir_connection_list_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i],
                               WEIR_TYPE_CONNECTION_LIST,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
}

static void
weir_connection_list_init (WeirConnectionList *self)
{
  self->heads = g_ptr_array_new_with_free_func (g_object_unref);
  self->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_hash_table_new (NULL, NULL);
}

WeirConnectionList *
weir_connection_list_new (GListModel *connections)
{
  WeirConnectionList *self = g_object_new (WEIR_TYPE_CONNECTION_LIST, NULL);

  self->source = g_object_ref (connections);
  g_signal_connect_object (connections,
                           "items-changed",
                           G_CALLBACK (source_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  source_changed_cb (self, 0, 0, g_list_model_get_n_items (connections));
  return self;
}
