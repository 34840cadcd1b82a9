/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-config-list.h"

#include "editor/panels/weir-entry-item.h"

#include <glib/gi18n-lib.h>

/* The rows of the configuration panel. Owned by the panel; watches the document.
 * Files have some dozens of configuration entries at the most, so all rows are
 * made anew, and those that are the same are left alone. */
struct _WeirConfigList
{
  GObject parent_instance;

  WeirSession *session; /* owned */
  GListStore  *rows;    /* owned */
  GHashTable  *items;   /* id → WeirEntryItem, owned: so that rows stay */
  WeirUsers   *users;   /* owned */
  guint        n_entries;
  gboolean     unused_only;
  guint        flush_id;
};

G_DEFINE_FINAL_TYPE (WeirConfigList, weir_config_list, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
weir_config_list_dispose (GObject *object)
{
  WeirConfigList *self = WEIR_CONFIG_LIST (object);

  g_clear_handle_id (&self->flush_id, g_source_remove);
  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_config_list_parent_class)->dispose (object);
}

static void
weir_config_list_finalize (GObject *object)
{
  WeirConfigList *self = WEIR_CONFIG_LIST (object);

  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->users, weir_users_free);
  G_OBJECT_CLASS (weir_config_list_parent_class)->finalize (object);
}

static void
weir_config_list_class_init (WeirConfigListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_config_list_dispose;
  object_class->finalize = weir_config_list_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
weir_config_list_init (WeirConfigList *self)
{
  self->rows = g_list_store_new (WEIR_TYPE_ENTRY_ITEM);
  self->items =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* The global configuration is nobody's to use. */
static gboolean
is_unused (WeirConfigList *self, WeirElement *element)
{
  return weir_element_get_kind (element) == WEIR_ELEMENT_KIND_CONFIG &&
         weir_users_count (self->users, weir_element_get_id (element)) == 0;
}

static gboolean
is_config (WeirConfigList *self, WeirElement *element)
{
  WeirDocument   *document = weir_session_get_document (self->session);
  WeirElementKind kind = weir_element_get_kind (element);
  const char     *id = weir_element_get_id (element);

  return (kind == WEIR_ELEMENT_KIND_CONFIG ||
          kind == WEIR_ELEMENT_KIND_GLOBAL_CONFIG) &&
         id[0] != '\0' && weir_document_get_element (document, id) == element;
}

static WeirEntryItem *
ensure_item (WeirConfigList *self, const char *id)
{
  WeirEntryItem *item = g_hash_table_lookup (self->items, id);

  if (item == NULL)
    {
      item = weir_entry_item_new (id);
      g_hash_table_insert (self->items, g_strdup (id), item);
    }
  return item;
}

static WeirEntryItem *
ensure_heading (WeirConfigList *self, const char *section, const char *title)
{
  g_autofree char *key = g_strconcat ("section:", section, ":", title, NULL);
  WeirEntryItem   *item = g_hash_table_lookup (self->items, key);

  if (item == NULL)
    {
      item = weir_entry_item_new_section (section, title);
      g_hash_table_insert (self->items, g_strdup (key), item);
    }
  return item;
}

static void
show_use (WeirConfigList *self, WeirElement *element, WeirEntryItem *item)
{
  guint n = weir_users_count (self->users, weir_element_get_id (element));
  g_autofree char *text = NULL;

  if (weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GLOBAL_CONFIG)
    return;
  if (n == 0)
    text = g_strdup (_ ("unused"));
  else
    text = g_strdup_printf (ngettext ("%u user", "%u users", n), n);
  weir_entry_item_set_detail (item, text);
}

/* Appends what stands in @flow, "" for all flows; a heading comes first. */
static void
append_section (WeirConfigList *self,
                GPtrArray      *rows,
                const char     *flow,
                const char     *title)
{
  WeirDocument *document = weir_session_get_document (self->session);
  gboolean      has_heading = FALSE;

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement   *element = weir_document_get_nth_element (document, i);
      WeirEntryItem *item;

      if (!is_config (self, element) ||
          !g_str_equal (weir_element_get_container (element), flow))
        continue;
      self->n_entries++;
      item = ensure_item (self, weir_element_get_id (element));
      show_use (self, element, item);
      if (self->unused_only && !is_unused (self, element))
        continue;
      if (!has_heading)
        g_ptr_array_add (rows, ensure_heading (self, flow, title));
      has_heading = TRUE;
      g_ptr_array_add (rows, item);
    }
}

/* Where configuration says it belongs, in the order it says so; flows that are not
 * in the file have their id for a title. */
static GPtrArray *
list_containers (WeirConfigList *self)
{
  WeirDocument          *document = weir_session_get_document (self->session);
  GPtrArray             *containers = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      const char  *z = weir_element_get_container (element);

      if (is_config (self, element) && z[0] != '\0' &&
          g_hash_table_add (seen, (gpointer)z))
        g_ptr_array_add (containers, (gpointer)z);
    }
  return containers;
}

static GPtrArray *
make_rows (WeirConfigList *self)
{
  WeirDocument         *document = weir_session_get_document (self->session);
  g_autoptr (GPtrArray) containers = list_containers (self);
  GPtrArray            *rows = g_ptr_array_new ();

  self->n_entries = 0;
  append_section (self, rows, "", _ ("Global"));
  for (guint i = 0; i < containers->len; i++)
    {
      const char      *z = containers->pdata[i];
      WeirElement     *flow = weir_document_get_element (document, z);
      g_autofree char *title = flow != NULL
                                 ? weir_session_dup_label (self->session, flow)
                                 : g_strdup (z);

      append_section (self, rows, z, title);
    }
  return rows;
}

static gboolean
has_row (WeirConfigList *self, guint position, gpointer row)
{
  g_autoptr (GObject) old =
    g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return old == row;
}

static gboolean
is_gone (gpointer id, gpointer item, gpointer rows)
{
  return !g_ptr_array_find (rows, item, NULL);
}

static void
splice_difference (WeirConfigList *self, GPtrArray *rows)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint head = 0;
  guint tail = 0;

  while (head < n && head < rows->len && has_row (self, head, rows->pdata[head]))
    head++;
  while (tail < n - head && tail < rows->len - head &&
         has_row (self, n - 1 - tail, rows->pdata[rows->len - 1 - tail]))
    tail++;
  if (n - head - tail > 0 || rows->len - head - tail > 0)
    g_list_store_splice (self->rows,
                         head,
                         n - head - tail,
                         rows->pdata + head,
                         rows->len - head - tail);
}

void
weir_config_list_flush (WeirConfigList *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_clear_handle_id (&self->flush_id, g_source_remove);
  g_clear_pointer (&self->users, weir_users_free);
  self->users = weir_users_new (weir_session_get_document (self->session));
  rows = make_rows (self);
  splice_difference (self, rows);
  g_hash_table_foreach_remove (self->items, is_gone, rows);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
flush_cb (gpointer data)
{
  WeirConfigList *self = data;

  self->flush_id = 0;
  weir_config_list_flush (self);
  return G_SOURCE_REMOVE;
}

static void
queue_flush (WeirConfigList *self)
{
  if (self->flush_id == 0)
    self->flush_id = g_idle_add_full (G_PRIORITY_DEFAULT, flush_cb, self, NULL);
}

/* Moving nodes around changes no use. */
static void
element_changed_cb (WeirConfigList *self, WeirElement *element, const char *key)
{
  static const char *const keys[] = { "x",     "y",      "w", "h",
                                      "wires", "active", NULL };

  if (!g_strv_contains (keys, key))
    queue_flush (self);
}

WeirConfigList *
weir_config_list_new (WeirSession *session)
{
  WeirConfigList *self = g_object_new (WEIR_TYPE_CONFIG_LIST, NULL);
  WeirDocument   *document = weir_session_get_document (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (document,
                           "element-added",
                           G_CALLBACK (queue_flush),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document,
                           "element-removed",
                           G_CALLBACK (queue_flush),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document,
                           "element-changed",
                           G_CALLBACK (element_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  weir_config_list_flush (self);
  return self;
}

GListModel *
weir_config_list_get_rows (WeirConfigList *self)
{
  return G_LIST_MODEL (self->rows);
}

WeirUsers *
weir_config_list_get_users (WeirConfigList *self)
{
  return self->users;
}

guint
weir_config_list_get_n_entries (WeirConfigList *self)
{
  return self->n_entries;
}

GPtrArray *
weir_config_list_list_unused (WeirConfigList *self)
{
  WeirDocument *document = weir_session_get_document (self->session);
  GPtrArray    *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      if (is_config (self, element) && is_unused (self, element))
        g_ptr_array_add (ids, g_strdup (weir_element_get_id (element)));
    }
  return ids;
}

void
weir_config_list_set_unused_only (WeirConfigList *self, gboolean only)
{
  if (self->unused_only == only)
    return;
  self->unused_only = only;
  weir_config_list_flush (self);
}
