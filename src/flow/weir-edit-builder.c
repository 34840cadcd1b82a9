/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-edit-builder-private.h"

#include "flow/weir-entry-text-private.h"
#include "flow/weir-id-list-private.h"
#include "json/weir-json.h"

#include <string.h>

/* A document as it will be: the entries an operation touches, with what becomes
 * of them, over the document as it is. At the end entries come first, so that
 * wires may lead to them, and go last. Owned by one operation. */

typedef struct
{
  char        *id;
  WeirElement *element; /* (nullable): owned; NULL: it is new */
  WeirValue   *added;   /* (nullable): what a new entry held at first */
  GBytes      *text;    /* (nullable): and its text */
  int          index;   /* where a new entry goes */
  GPtrArray   *keys;    /* of the members set, in order */
  GHashTable  *values;  /* key → WeirValue, or NULL */
  GPtrArray   *wires;   /* WeirEdit: on `wires`, while that is not set whole */
  gboolean     moved;
  double       x;
  double       y;
  gboolean     removed;
} Item;

typedef struct
{
  char *id;
  int   index;
} Place;

struct _WeirEditBuilder
{
  /* owned */
  WeirDocument *document;
  GHashTable   *by_id;  /* id → borrowed Item */
  GPtrArray    *items;  /* Item, in the order they were touched */
  GArray       *places; /* Place */
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->element);
  g_clear_pointer (&item->added, weir_value_unref);
  g_clear_pointer (&item->text, g_bytes_unref);
  g_ptr_array_unref (item->keys);
  g_hash_table_unref (item->values);
  g_ptr_array_unref (item->wires);
  g_free (item->id);
  g_free (item);
}

static void
unref_value (gpointer data)
{
  if (data != NULL)
    weir_value_unref (data);
}

static void
clear_place (gpointer data)
{
  g_free (((Place *)data)->id);
}

WeirEditBuilder *
weir_edit_builder_new (WeirDocument *document)
{
  WeirEditBuilder *self = g_new0 (WeirEditBuilder, 1);

  self->document = g_object_ref (document);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, clear_place);
  return self;
}

void
weir_edit_builder_free (WeirEditBuilder *self)
{
  g_object_unref (self->document);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  g_array_unref (self->places);
  g_free (self);
}

static Item *
add_item (WeirEditBuilder *self, const char *id)
{
  Item *item = g_new0 (Item, 1);

  item->id = g_strdup (id);
  item->keys = g_ptr_array_new_with_free_func (g_free);
  item->values =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_value);
  item->wires = g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);
  g_ptr_array_add (self->items, item);
  g_hash_table_insert (self->by_id, item->id, item);
  return item;
}

/* What there is, or will be, under an id. */
static Item *
ensure_item (WeirEditBuilder *self, const char *id)
{
  Item        *item = g_hash_table_lookup (self->by_id, id);
  WeirElement *element;

  if (item != NULL)
    return item->removed ? NULL : item;
  element = weir_document_get_element (self->document, id);
  if (element == NULL)
    return NULL;
  item = add_item (self, id);
  item->element = g_object_ref (element);
  return item;
}

/* Reading */

gboolean
weir_edit_builder_has (WeirEditBuilder *self, const char *id)
{
  const Item *item = g_hash_table_lookup (self->by_id, id);

  if (item != NULL)
    return !item->removed;
  return weir_document_get_element (self->document, id) != NULL;
}

static WeirValue *
get_member (const Item *item, const char *key)
{
  gpointer value;

  if (g_hash_table_lookup_extended (item->values, key, NULL, &value))
    return value;
  if (item->element != NULL)
    return weir_element_get_member (item->element, key);
  return weir_value_lookup (item->added, key);
}

WeirValue *
weir_edit_builder_get (WeirEditBuilder *self, const char *id, const char *key)
{
  const Item  *item = g_hash_table_lookup (self->by_id, id);
  WeirElement *element;

  if (item != NULL)
    return item->removed ? NULL : get_member (item, key);
  element = weir_document_get_element (self->document, id);
  return element != NULL ? weir_element_get_member (element, key) : NULL;
}

const char *
weir_edit_builder_get_text (WeirEditBuilder *self, const char *id, const char *key)
{
  const WeirValue *value = weir_edit_builder_get (self, id, key);

  if (value == NULL || weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return "";
  return weir_value_get_string (value, NULL);
}

/* Writing */

/* @value: (transfer full) (nullable) */
static void
set_member (Item *item, const char *key, WeirValue *value)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (item->values, key, &known, NULL))
    {
      known = g_strdup (key);
      g_ptr_array_add (item->keys, known);
    }
  g_hash_table_insert (item->values, known, value);
}

void
weir_edit_builder_set (WeirEditBuilder *self,
                       const char      *id,
                       const char      *key,
                       WeirValue       *value)
{
  Item *item = ensure_item (self, id);

  if (item == NULL)
    {
      unref_value (value);
      return;
    }
  if (g_str_equal (key, "wires"))
    g_ptr_array_set_size (item->wires, 0);
  set_member (item, key, value);
}

void
weir_edit_builder_set_text (WeirEditBuilder *self,
                            const char      *id,
                            const char      *key,
                            const char      *text)
{
  weir_edit_builder_set (self, id, key, weir_value_new_string (text));
}

void
weir_edit_builder_move (WeirEditBuilder *self, const char *id, double x, double y)
{
  Item *item = ensure_item (self, id);

  if (item == NULL)
    return;
  item->moved = TRUE;
  item->x = x;
  item->y = y;
}

void
weir_edit_builder_add (WeirEditBuilder *self, int index, const char *text)
{
  g_autoptr (GString)   compact = NULL;
  g_autoptr (WeirValue) value = NULL;
  Item                 *item;

  compact =
    weir_json_relayout (text, strlen (text), WEIR_JSON_STYLE_COMPACT, NULL);
  g_return_if_fail (compact != NULL);
  value = weir_json_read (compact->str, compact->len, NULL, NULL);
  g_return_if_fail (value != NULL && weir_value_lookup_string (value, "id"));

  item =
    g_hash_table_lookup (self->by_id, weir_value_lookup_string (value, "id"));
  g_return_if_fail (item == NULL);
  item = add_item (self, weir_value_lookup_string (value, "id"));
  item->index = index;
  item->added = g_steal_pointer (&value);
  item->text = g_string_free_to_bytes (g_steal_pointer (&compact));
}

void
weir_edit_builder_add_value (WeirEditBuilder *self,
                             int              index,
                             const WeirValue *entry)
{
  g_autofree char *text = weir_json_write (entry, WEIR_JSON_STYLE_COMPACT);

  weir_edit_builder_add (self, index, text);
}

void
weir_edit_builder_remove (WeirEditBuilder *self, const char *id)
{
  Item *item = ensure_item (self, id);

  if (item != NULL)
    item->removed = TRUE;
}

void
weir_edit_builder_reorder (WeirEditBuilder *self, const char *id, int index)
{
  Place place = { g_strdup (id), index };

  g_array_append_val (self->places, place);
}

char *
weir_edit_builder_new_id (WeirEditBuilder *self)
{
  for (;;)
    {
      g_autofree char *id =
        g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());

      if (!g_hash_table_contains (self->by_id, id) &&
          weir_document_get_element (self->document, id) == NULL)
        return g_steal_pointer (&id);
    }
}

/* Wires */

static WeirValue *
get_port (WeirValue *wires, guint port)
{
  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY ||
      port >= weir_value_get_length (wires))
    return NULL;
  return weir_value_get_item (wires, port);
}

gboolean
weir_edit_builder_has_wire (WeirEditBuilder *self,
                            const char      *source,
                            guint            port,
                            const char      *target)
{
  WeirValue *wires = weir_edit_builder_get (self, source, "wires");

  return weir_id_list_contains (get_port (wires, port), target);
}

/* The editor reads a flat list of ids as that of one output, and everything else
 * that is no list of ids as an empty one. */
static WeirValue *
repair_wires (const WeirValue *wires)
{
  WeirValue *repaired = weir_value_new_array (NULL, 0);

  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return repaired;
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    {
      WeirValue    *item = weir_value_get_item (wires, i);
      WeirValueKind kind = weir_value_get_kind (item);
      WeirValue    *port = weir_value_new_array (NULL, 0);

      if (kind == WEIR_VALUE_KIND_STRING)
        port = weir_value_with_appended (port, weir_value_ref (item));
      else if (kind == WEIR_VALUE_KIND_ARRAY)
        {
          weir_value_unref (port);
          port = weir_value_ref (item);
        }
      repaired = weir_value_with_appended (repaired, port);
    }
  return repaired;
}

/* Whether single wires can be edited in the text. */
static gboolean
has_port_lists (const WeirValue *wires, guint port)
{
  if (wires == NULL)
    return TRUE;
  if (weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return FALSE;
  return port >= weir_value_get_length (wires) ||
         weir_value_get_kind (weir_value_get_item (wires, port)) ==
           WEIR_VALUE_KIND_ARRAY;
}

static WeirValue *
with_port (const WeirValue *wires, guint port, WeirValue *list)
{
  WeirValue *changed = repair_wires (wires);

  while (weir_value_get_length (changed) < port)
    changed = weir_value_with_appended (changed, weir_value_new_array (NULL, 0));
  return weir_value_with_item (changed, port, list);
}

/* A member set whole is written whole. */
static gboolean
is_set_whole (const Item *item)
{
  return g_hash_table_contains (item->values, "wires") && item->wires->len == 0;
}

/* @edit: (transfer full): what does it in the text */
static void
change_port (Item *item, guint port, WeirValue *list, WeirEdit *edit)
{
  const WeirValue *wires = get_member (item, "wires");
  gboolean         whole = is_set_whole (item) || !has_port_lists (wires, port);

  set_member (item, "wires", with_port (wires, port, list));
  if (whole)
    {
      g_ptr_array_set_size (item->wires, 0);
      weir_edit_unref (edit);
    }
  else
    g_ptr_array_add (item->wires, edit);
}

void
weir_edit_builder_connect (WeirEditBuilder *self,
                           const char      *source,
                           guint            port,
                           const char      *target)
{
  Item                 *item = ensure_item (self, source);
  g_autoptr (WeirValue) wires = NULL;
  WeirValue            *list;

  if (item == NULL || port >= WEIR_FLOW_MAX_PORTS ||
      !weir_edit_builder_has (self, target) ||
      weir_edit_builder_has_wire (self, source, port, target))
    return;
  wires = repair_wires (get_member (item, "wires"));
  list = get_port (wires, port);
  list = list != NULL ? weir_value_ref (list) : weir_value_new_array (NULL, 0);
  list = weir_value_with_appended (list, weir_value_new_string (target));
  change_port (item, port, list, weir_edit_new_connect (source, port, target));
}

void
weir_edit_builder_disconnect (WeirEditBuilder *self,
                              const char      *source,
                              guint            port,
                              const char      *target)
{
  Item *item = ensure_item (self, source);

  if (item == NULL || !weir_edit_builder_has_wire (self, source, port, target))
    return;
  change_port (item,
               port,
               weir_id_list_without (get_port (get_member (item, "wires"), port),
                                     target),
               weir_edit_new_disconnect (source, port, target));
}

/* Lists of ids */

void
weir_edit_builder_list_add (WeirEditBuilder *self,
                            const char      *id,
                            const char      *key,
                            const char      *item)
{
  WeirValue *list = weir_edit_builder_get (self, id, key);

  if (weir_id_list_contains (list, item))
    return;
  list = list != NULL && weir_value_get_kind (list) == WEIR_VALUE_KIND_ARRAY
           ? weir_value_ref (list)
           : weir_value_new_array (NULL, 0);
  weir_edit_builder_set (self,
                         id,
                         key,
                         weir_value_with_appended (list,
                                                   weir_value_new_string (item)));
}

void
weir_edit_builder_list_remove (WeirEditBuilder *self,
                               const char      *id,
                               const char      *key,
                               const char      *item)
{
  WeirValue *list = weir_edit_builder_get (self, id, key);

  if (weir_id_list_contains (list, item))
    weir_edit_builder_set (self, id, key, weir_id_list_without (list, item));
}

/* The edit */

static gboolean
is_new (const Item *item)
{
  return item->element == NULL;
}

static void
replace_text (GBytes **text, GBytes *changed)
{
  g_bytes_unref (*text);
  *text = changed;
}

static WeirEdit *
make_add (const Item *item)
{
  g_autoptr (GBytes) text = g_bytes_ref (item->text);
  g_autofree char   *json = NULL;
  gsize              length;
  const char        *data;

  for (guint i = 0; i < item->keys->len; i++)
    {
      const char *key = item->keys->pdata[i];

      replace_text (
        &text,
        weir_entry_text_set (text, key, g_hash_table_lookup (item->values, key)));
    }
  if (item->moved)
    {
      g_autoptr (WeirValue) x = weir_value_new_number (item->x);
      g_autoptr (WeirValue) y = weir_value_new_number (item->y);

      replace_text (&text, weir_entry_text_set (text, "x", x));
      replace_text (&text, weir_entry_text_set (text, "y", y));
    }
  data = g_bytes_get_data (text, &length);
  json = g_strndup (data, length);
  return weir_edit_new_add (item->index, json);
}

static gboolean
is_as_before (const Item *item, const char *key, const WeirValue *value)
{
  const WeirValue *before = weir_element_get_member (item->element, key);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (before == value)
    return TRUE;
  if (before == NULL || value == NULL || !weir_value_equal (before, value))
    return FALSE;
  old = weir_json_write (before, WEIR_JSON_STYLE_COMPACT);
  new = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  return g_str_equal (old, new);
}

static void
add_sets (const Item *item, GPtrArray *edits)
{
  for (guint i = 0; i < item->keys->len; i++)
    {
      const char *key = item->keys->pdata[i];
      WeirValue  *value = g_hash_table_lookup (item->values, key);

      if (g_str_equal (key, "wires") && item->wires->len > 0)
        continue;
      if (!is_as_before (item, key, value))
        g_ptr_array_add (edits, weir_edit_new_set (item->id, key, value));
    }
  if (item->moved && (weir_element_get_x (item->element) != item->x ||
                      weir_element_get_y (item->element) != item->y))
    g_ptr_array_add (edits, weir_edit_new_move (item->id, item->x, item->y));
}

static gint
compare_indices (gconstpointer a, gconstpointer b)
{
  const Item *left = *(Item *const *)a;
  const Item *right = *(Item *const *)b;

  /* The end, -1, is the highest place. */
  return (guint)left->index < (guint)right->index   ? -1
         : (guint)left->index > (guint)right->index ? 1
                                                    : 0;
}

/* New entries from the last place to the first, so that each place is still that
 * of the document before; those of one place from the last to the first too,
 * but at the end as they come. */
static void
add_new_entries (WeirEditBuilder *self, GPtrArray *edits)
{
  g_autoptr (GPtrArray) new = g_ptr_array_new ();
  guint end;

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      if (is_new (item) && !item->removed)
        g_ptr_array_add (new, item);
    }
  g_ptr_array_sort (new, compare_indices);
  for (end = new->len; end > 0; end--)
    if (((Item *)new->pdata[end - 1])->index >= 0)
      break;
  for (guint i = end; i < new->len; i++)
    g_ptr_array_add (edits, make_add (new->pdata[i]));
  for (guint i = end; i > 0; i--)
    g_ptr_array_add (edits, make_add (new->pdata[i - 1]));
}

static void
add_edits (WeirEditBuilder *self, GPtrArray *edits)
{
  add_new_entries (self, edits);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];

      if (is_new (item) || item->removed)
        continue;
      add_sets (item, edits);
      for (guint k = 0; k < item->wires->len; k++)
        g_ptr_array_add (edits, weir_edit_ref (item->wires->pdata[k]));
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];

      if (item->removed && !is_new (item))
        g_ptr_array_add (edits, weir_edit_new_remove (item->id));
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);

      g_ptr_array_add (edits, weir_edit_new_reorder (place->id, place->index));
    }
}

WeirEdit *
weir_edit_builder_end (WeirEditBuilder *self)
{
  g_autoptr (GPtrArray) edits =
    g_ptr_array_new_with_free_func ((GDestroyNotify)weir_edit_unref);

  add_edits (self, edits);
  return edits->len > 0 ? weir_edit_new_list (edits) : NULL;
}
