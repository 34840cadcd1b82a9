/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-outline-model.h"

#include "flow/weir-snapshot.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* The tree of the outline. Owned by the outline, which shows it. Rows keep file
 * order: places are looked up in a table made once for each round of edits. */
struct _WeirOutlineModel
{
  GObject parent_instance;

  WeirDocument *document; /* owned */
  GListStore   *roots;    /* owned: of WeirEntryItem */
  GHashTable   *items;    /* id → WeirEntryItem, both owned */
  GHashTable   *dirty;    /* set of ids, owned */
  guint         flush_id;

  /* While a round lasts */
  GHashTable *places;   /* id, borrowed → place in the file from 1 */
  GHashTable *shuffled; /* set of GListStore whose order may be wrong */

  WeirEntryItem *global; /* owned: the two sections */
  WeirEntryItem *lost;
};

G_DEFINE_FINAL_TYPE (WeirOutlineModel, weir_outline_model, G_TYPE_OBJECT)

static void
weir_outline_model_dispose (GObject *object)
{
  WeirOutlineModel *self = WEIR_OUTLINE_MODEL (object);

  g_clear_handle_id (&self->flush_id, g_source_remove);
  g_clear_object (&self->global);
  g_clear_object (&self->lost);
  g_clear_object (&self->roots);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (weir_outline_model_parent_class)->dispose (object);
}

static void
weir_outline_model_finalize (GObject *object)
{
  WeirOutlineModel *self = WEIR_OUTLINE_MODEL (object);

  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->dirty, g_hash_table_unref);
  G_OBJECT_CLASS (weir_outline_model_parent_class)->finalize (object);
}

static void
weir_outline_model_class_init (WeirOutlineModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_outline_model_dispose;
  object_class->finalize = weir_outline_model_finalize;
}

static void
weir_outline_model_init (WeirOutlineModel *self)
{
  self->roots = g_list_store_new (WEIR_TYPE_ENTRY_ITEM);
  self->items =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->dirty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->global = weir_entry_item_new_section (WEIR_OUTLINE_SECTION_GLOBAL,
                                              _ ("Global Configuration"));
  self->lost =
    weir_entry_item_new_section (WEIR_OUTLINE_SECTION_LOST, _ ("In No Flow"));
}

/* Where an entry belongs */

static gboolean
is_flow (WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);

  return kind == WEIR_ELEMENT_KIND_TAB || kind == WEIR_ELEMENT_KIND_SUBFLOW;
}

/* Whether it has a row: an id of its own, that no entry before it has. */
static gboolean
is_listed (WeirOutlineModel *self, WeirElement *element)
{
  const char *id = weir_element_get_id (element);

  return id[0] != '\0' &&
         weir_element_get_kind (element) != WEIR_ELEMENT_KIND_INVALID &&
         weir_document_get_element (self->document, id) == element;
}

/* The group an entry says it is in, when that stands in the same flow. */
static WeirElement *
get_group (WeirOutlineModel *self, WeirElement *element)
{
  const char *id =
    weir_value_lookup_string (weir_element_get_value (element), "g");
  WeirElement *group;

  if (id == NULL || id[0] == '\0')
    return NULL;
  group = weir_document_get_element (self->document, id);
  if (group == NULL || weir_element_get_kind (group) != WEIR_ELEMENT_KIND_GROUP ||
      !g_str_equal (weir_element_get_container (group),
                    weir_element_get_container (element)))
    return NULL;
  return group;
}

/* Whether one gets from @element's group out to the flow. */
static gboolean
is_group_sound (WeirOutlineModel *self, WeirElement *element)
{
  WeirElement *at = element;

  for (guint depth = 0; depth < WEIR_SNAPSHOT_MAX_GROUP_DEPTH; depth++)
    {
      at = get_group (self, at);
      if (at == NULL)
        return TRUE;
      if (at == element)
        return FALSE;
    }
  return FALSE;
}

static WeirEntryItem *
get_section (WeirOutlineModel *self, WeirElement *element)
{
  WeirElementKind kind = weir_element_get_kind (element);
  gboolean        is_config =
    kind == WEIR_ELEMENT_KIND_CONFIG || kind == WEIR_ELEMENT_KIND_GLOBAL_CONFIG;

  return is_config && weir_element_get_container (element)[0] == '\0'
           ? self->global
           : self->lost;
}

/* Returns: (nullable): the row above; %NULL for the top */
static WeirEntryItem *
find_parent (WeirOutlineModel *self, WeirElement *element)
{
  const char    *z = weir_element_get_container (element);
  WeirElement   *group = get_group (self, element);
  WeirElement   *container;
  WeirEntryItem *parent = NULL;

  if (is_flow (element))
    return NULL;
  if (group != NULL && is_group_sound (self, element))
    parent = g_hash_table_lookup (self->items, weir_element_get_id (group));
  if (parent != NULL)
    return parent;
  container = weir_document_get_element (self->document, z);
  if (container != NULL && is_flow (container))
    parent = g_hash_table_lookup (self->items, z);
  return parent != NULL ? parent : get_section (self, element);
}

/* Order */

static GHashTable *
make_places (WeirOutlineModel *self)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);
  guint       n = weir_document_get_n_elements (self->document);

  for (guint i = n; i > 0; i--)
    g_hash_table_insert (places,
                         (gpointer)weir_element_get_id (
                           weir_document_get_nth_element (self->document, i - 1)),
                         GUINT_TO_POINTER (i));
  return places;
}

/* Tabs first, then subflows, then the sections. */
static guint64
get_rank (WeirOutlineModel *self, WeirEntryItem *item)
{
  const char  *id = weir_entry_item_get_id (item);
  WeirElement *element;
  guint64      rank = 0;

  if (item == self->global)
    return (guint64)2 << 32;
  if (item == self->lost)
    return (guint64)3 << 32;
  element = weir_document_get_element (self->document, id);
  if (element != NULL &&
      weir_element_get_kind (element) == WEIR_ELEMENT_KIND_SUBFLOW)
    rank = (guint64)1 << 32;
  return rank + GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id));
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint64 left = get_rank (user_data, (WeirEntryItem *)a);
  guint64 right = get_rank (user_data, (WeirEntryItem *)b);

  return left < right ? -1 : left > right;
}

static gboolean
is_in_order (WeirOutlineModel *self, GListModel *store)
{
  guint64 last = 0;

  for (guint i = 0; i < g_list_model_get_n_items (store); i++)
    {
      g_autoptr (WeirEntryItem) item = g_list_model_get_item (store, i);
      guint64                   rank = get_rank (self, item);

      if (rank < last)
        return FALSE;
      last = rank;
    }
  return TRUE;
}

static GListStore *
get_store (WeirOutlineModel *self, WeirEntryItem *parent)
{
  return parent != NULL ? weir_entry_item_get_children (parent) : self->roots;
}

/* Sections come and go with what is in them. */
static void
keep_section (WeirOutlineModel *self, WeirEntryItem *section)
{
  gboolean wanted = weir_entry_item_get_n_children (section) > 0;
  guint    position;
  gboolean there = g_list_store_find (self->roots, section, &position);

  if (wanted && !there)
    g_list_store_insert_sorted (self->roots, section, compare_items, self);
  else if (there && !wanted)
    g_list_store_remove (self->roots, position);
}

/* A row can be expanded or not from the moment it is made, so one that gets its
 * first child, or loses the last, is put in anew. */
static void
renew_row (WeirOutlineModel *self, WeirEntryItem *item)
{
  GListStore *store = get_store (self, weir_entry_item_get_parent (item));
  guint       position;

  if (g_list_store_find (store, item, &position))
    g_list_store_splice (store, position, 1, (gpointer *)&item, 1);
}

/* Wires */

static GPtrArray *
list_wires (WeirElement *element)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  WeirValue *wires = weir_element_get_member (element, "wires");

  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return items;
  for (gsize port = 0; port < weir_value_get_length (wires); port++)
    {
      WeirValue *targets = weir_value_get_item (wires, port);

      if (weir_value_get_kind (targets) != WEIR_VALUE_KIND_ARRAY)
        continue;
      for (gsize i = 0; i < weir_value_get_length (targets); i++)
        {
          WeirValue *target = weir_value_get_item (targets, i);

          if (weir_value_get_kind (target) == WEIR_VALUE_KIND_STRING)
            g_ptr_array_add (
              items,
              weir_entry_item_new_wire (weir_element_get_id (element),
                                        (guint)port,
                                        weir_value_get_string (target, NULL)));
        }
    }
  return items;
}

static gboolean
are_same_wires (WeirEntryItem *item, GPtrArray *wires)
{
  guint n = weir_entry_item_get_n_children (item);

  if (n != wires->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      GListModel *model = G_LIST_MODEL (weir_entry_item_get_children (item));
      g_autoptr (WeirEntryItem) old = g_list_model_get_item (model, i);

      if (weir_entry_item_get_port (old) !=
            weir_entry_item_get_port (wires->pdata[i]) ||
          !g_str_equal (weir_entry_item_get_id (old),
                        weir_entry_item_get_id (wires->pdata[i])))
        return FALSE;
    }
  return TRUE;
}

/* With several outputs a wire says which one it comes from. */
static void
name_ports (WeirElement *element, GPtrArray *wires)
{
  WeirValue *ports = weir_element_get_member (element, "wires");

  if (wires->len == 0 || weir_value_get_length (ports) < 2)
    return;
  for (guint i = 0; i < wires->len; i++)
    {
      g_autofree char *detail =
        g_strdup_printf (_ ("output %u"),
                         weir_entry_item_get_port (wires->pdata[i]) + 1);

      weir_entry_item_set_detail (wires->pdata[i], detail);
    }
}

/* Returns: whether the row has to be put in anew */
static gboolean
update_wires (WeirEntryItem *item, WeirElement *element)
{
  g_autoptr (GPtrArray) wires = NULL;
  guint                 n = weir_entry_item_get_n_children (item);

  if (is_flow (element) ||
      weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP)
    return FALSE;
  wires = list_wires (element);
  if (are_same_wires (item, wires))
    return FALSE;
  name_ports (element, wires);
  for (guint i = 0; i < wires->len; i++)
    weir_entry_item_set_parent (wires->pdata[i], item);
  g_list_store_splice (weir_entry_item_get_children (item),
                       0,
                       n,
                       wires->pdata,
                       wires->len);
  return (n == 0) != (wires->len == 0);
}

/* A round of edits */

static void
take_out (WeirOutlineModel *self, WeirEntryItem *item)
{
  WeirEntryItem *parent = weir_entry_item_get_parent (item);
  GListStore    *store = get_store (self, parent);
  guint          position;

  if (!g_list_store_find (store, item, &position))
    return;
  g_list_store_remove (store, position);
  weir_entry_item_set_parent (item, NULL);
  if (parent == self->global || parent == self->lost)
    keep_section (self, parent);
  else if (parent != NULL && weir_entry_item_get_n_children (parent) == 0)
    renew_row (self, parent);
}

static void
put_in (WeirOutlineModel *self, WeirEntryItem *item, WeirEntryItem *parent)
{
  g_list_store_insert_sorted (get_store (self, parent), item, compare_items, self);
  weir_entry_item_set_parent (item, parent);
  if (parent == self->global || parent == self->lost)
    keep_section (self, parent);
  else if (parent != NULL && weir_entry_item_get_n_children (parent) == 1)
    renew_row (self, parent);
}

/* The order in which rows of a round are put where they belong: what can hold
 * others first, so that these find it. */
static gboolean
can_hold (WeirElement *element)
{
  return is_flow (element) ||
         weir_element_get_kind (element) == WEIR_ELEMENT_KIND_GROUP;
}

static WeirEntryItem *
ensure_item (WeirOutlineModel *self, const char *id, gboolean *is_new)
{
  WeirEntryItem *item = g_hash_table_lookup (self->items, id);

  *is_new = item == NULL;
  if (item != NULL)
    return item;
  item = weir_entry_item_new (id);
  g_hash_table_insert (self->items, g_strdup (id), item);
  return item;
}

static void
place (WeirOutlineModel *self, WeirElement *element)
{
  const char    *id = weir_element_get_id (element);
  gboolean       is_new;
  WeirEntryItem *item = ensure_item (self, id, &is_new);
  WeirEntryItem *parent = find_parent (self, element);
  gboolean       renew = update_wires (item, element);

  if (is_new)
    put_in (self, item, parent);
  else if (weir_entry_item_get_parent (item) != parent)
    {
      take_out (self, item);
      put_in (self, item, parent);
    }
  else
    {
      g_hash_table_add (self->shuffled, get_store (self, parent));
      if (renew)
        renew_row (self, item);
    }
}

/* The entry is gone: so is its row. What stood in it is told of by itself, but
 * may still be in the document, in no flow. */
static void
drop (WeirOutlineModel *self, const char *id, GPtrArray *orphans)
{
  WeirEntryItem *item = g_hash_table_lookup (self->items, id);
  GListModel    *children;

  if (item == NULL)
    return;
  children = G_LIST_MODEL (weir_entry_item_get_children (item));
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (WeirEntryItem) child = g_list_model_get_item (children, i);
      WeirElement              *element =
        weir_entry_item_get_kind (child) == WEIR_ENTRY_ITEM_ELEMENT
                       ? weir_document_get_element (self->document,
                                       weir_entry_item_get_id (child))
                       : NULL;

      if (element != NULL)
        g_ptr_array_add (orphans, element);
    }
  take_out (self, item);
  g_hash_table_remove (self->items, id);
}

/* Members of a flow or group that came back while they were in no flow. */
static void
add_waiting (WeirOutlineModel *self, GPtrArray *elements)
{
  GListModel *lost = G_LIST_MODEL (weir_entry_item_get_children (self->lost));

  for (guint i = 0; i < g_list_model_get_n_items (lost); i++)
    {
      g_autoptr (WeirEntryItem) item = g_list_model_get_item (lost, i);
      WeirElement              *element =
        weir_document_get_element (self->document, weir_entry_item_get_id (item));

      if (element != NULL && find_parent (self, element) != self->lost)
        g_ptr_array_add (elements, element);
    }
}

static void
sort_dirty (WeirOutlineModel *self, GPtrArray *holders, GPtrArray *others)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      WeirElement *element = weir_document_get_element (self->document, id);

      if (element == NULL || !is_listed (self, element))
        drop (self, id, others);
      else
        g_ptr_array_add (can_hold (element) ? holders : others, element);
    }
}

static void
restore_order (WeirOutlineModel *self)
{
  GHashTableIter iter;
  gpointer       store;

  g_hash_table_iter_init (&iter, self->shuffled);
  while (g_hash_table_iter_next (&iter, &store, NULL))
    {
      if (!is_in_order (self, store))
        g_list_store_sort (store, compare_items, self);
    }
}

/* Groups may be in groups, so they are known before any finds its place. */
static void
announce (WeirOutlineModel *self, GPtrArray *holders)
{
  for (guint i = 0; i < holders->len; i++)
    {
      const char    *id = weir_element_get_id (holders->pdata[i]);
      gboolean       is_new;
      WeirEntryItem *item = ensure_item (self, id, &is_new);

      if (is_new)
        put_in (self, item, NULL);
    }
}

void
weir_outline_model_flush (WeirOutlineModel *self)
{
  g_autoptr (GPtrArray)  holders = g_ptr_array_new ();
  g_autoptr (GPtrArray)  others = g_ptr_array_new ();
  g_autoptr (GHashTable) places = NULL;
  g_autoptr (GHashTable) shuffled = g_hash_table_new (NULL, NULL);

  g_clear_handle_id (&self->flush_id, g_source_remove);
  if (g_hash_table_size (self->dirty) == 0)
    return;
  places = make_places (self);
  self->places = places;
  self->shuffled = shuffled;
  sort_dirty (self, holders, others);
  announce (self, holders);
  for (guint i = 0; i < holders->len; i++)
    place (self, holders->pdata[i]);
  if (holders->len > 0)
    add_waiting (self, others);
  for (guint i = 0; i < others->len; i++)
    place (self, others->pdata[i]);
  restore_order (self);
  g_hash_table_remove_all (self->dirty);
  self->places = NULL;
  self->shuffled = NULL;
}

static gboolean
flush_cb (gpointer data)
{
  WeirOutlineModel *self = data;

  self->flush_id = 0;
  weir_outline_model_flush (self);
  return G_SOURCE_REMOVE;
}

static void
touch (WeirOutlineModel *self, WeirElement *element)
{
  const char *id = weir_element_get_id (element);

  if (id[0] == '\0')
    return;
  g_hash_table_add (self->dirty, g_strdup (id));
  if (self->flush_id == 0)
    self->flush_id = g_idle_add_full (G_PRIORITY_DEFAULT, flush_cb, self, NULL);
}

/* Nothing says what an entry was called before. */
static void
touch_missing (WeirOutlineModel *self)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (weir_document_get_element (self->document, id) == NULL)
        g_hash_table_add (self->dirty, g_strdup (id));
    }
}

static void
element_changed_cb (WeirOutlineModel *self, WeirElement *element, const char *key)
{
  static const char *const keys[] = { "", "z", "g", "wires", "type", "id", NULL };

  if (!g_strv_contains (keys, key))
    return;
  if (g_str_equal (key, "id"))
    touch_missing (self);
  touch (self, element);
}

/* Filling the stores at once is far quicker than row by row. */
static void
fill (WeirOutlineModel *self)
{
  guint                  n = weir_document_get_n_elements (self->document);
  g_autoptr (GHashTable) lists =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GHashTable) places = make_places (self);
  GHashTableIter         iter;
  gpointer               store;
  GPtrArray             *list;

  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      gboolean     is_new;

      if (is_listed (self, element))
        update_wires (ensure_item (self, weir_element_get_id (element), &is_new),
                      element);
    }
  for (guint i = 0; i < n; i++)
    {
      WeirElement *element = weir_document_get_nth_element (self->document, i);
      WeirEntryItem *item;
      WeirEntryItem *parent;

      if (!is_listed (self, element))
        continue;
      item = g_hash_table_lookup (self->items, weir_element_get_id (element));
      parent = find_parent (self, element);
      weir_entry_item_set_parent (item, parent);
      store = get_store (self, parent);
      list = g_hash_table_lookup (lists, store);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (lists, store, list);
        }
      g_ptr_array_add (list, item);
    }
  self->places = places;
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &store, (gpointer *)&list))
    g_list_store_splice (store, 0, 0, list->pdata, list->len);
  keep_section (self, self->global);
  keep_section (self, self->lost);
  g_list_store_sort (self->roots, compare_items, self);
  self->places = NULL;
}

WeirOutlineModel *
weir_outline_model_new (WeirSession *session)
{
  WeirOutlineModel *self = g_object_new (WEIR_TYPE_OUTLINE_MODEL, NULL);

  self->document = g_object_ref (weir_session_get_document (session));
  fill (self);
  g_signal_connect_object (self->document,
                           "element-added",
                           G_CALLBACK (touch),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document,
                           "element-removed",
                           G_CALLBACK (touch),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document,
                           "element-changed",
                           G_CALLBACK (element_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

GListModel *
weir_outline_model_get_roots (WeirOutlineModel *self)
{
  return G_LIST_MODEL (self->roots);
}

WeirEntryItem *
weir_outline_model_lookup (WeirOutlineModel *self, const char *id)
{
  return g_hash_table_lookup (self->items, id);
}
