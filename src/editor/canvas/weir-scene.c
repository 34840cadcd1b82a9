/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-private.h"

/* The view model of one flow. Owned by a canvas, observed by its renderer, its
 * tools and its accessibility. It hears of every change as an id and looks once
 * a turn: so an import of a thousand entries and the move of one cost what they
 * must, and undo is no special case. */

G_DEFINE_FINAL_TYPE (WeirScene, weir_scene, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
flush_cb (gpointer data)
{
  weir_scene_flush (data);
  return G_SOURCE_REMOVE;
}

/* Before the next frame, and after everything that led to it. */
void
weir_scene_queue (WeirScene *self)
{
  if (self->flush_id == 0)
    self->flush_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, flush_cb, self, NULL);
}

void
weir_scene_note (WeirScene *self, WeirSceneEntry *entry, WeirSceneChange what)
{
  self->changes |= what;
  entry->changes |= what;
  if (self->reload)
    return;
  if (!g_hash_table_contains (self->changed, entry->id))
    g_hash_table_add (self->changed, g_strdup (entry->id));
  weir_scene_queue (self);
}

/* A flush */

static void
sort_items (WeirScene *self)
{
  WeirDocument         *document = weir_session_get_document (self->session);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  guint                 depth = 0;

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement    *element = weir_document_get_nth_element (document, i);
      WeirSceneEntry *entry =
        g_hash_table_lookup (self->by_id, weir_element_get_id (element));

      if (entry == NULL || entry->item.element != element)
        continue;
      g_ptr_array_add (entry->item.kind == WEIR_SCENE_ITEM_GROUP ? groups : nodes,
                       entry);
    }

  /* Groups lie below all; each above those it stands in. */
  g_ptr_array_set_size (self->items, 0);
  for (guint left = groups->len; left > 0; depth++)
    for (guint i = 0; i < groups->len; i++)
      {
        WeirSceneItem *group = groups->pdata[i];
        guint          own = 0;

        for (WeirSceneItem *at = group->group; at != NULL; at = at->group)
          own++;
        if (own != depth)
          continue;
        g_ptr_array_add (self->items, group);
        left--;
      }
  g_ptr_array_extend (self->items, nodes, NULL, NULL);
  for (guint i = 0; i < self->items->len; i++)
    ((WeirSceneItem *)self->items->pdata[i])->order = i;
  self->order_dirty = FALSE;
}

static WeirSceneEntry *
add_entry (WeirScene *self, WeirElement *element)
{
  const char     *id = weir_element_get_id (element);
  WeirSceneEntry *entry = weir_scene_entry_new (id);
  GHashTable     *waiting = g_hash_table_lookup (self->unresolved, id);
  GHashTableIter  iter;
  gpointer        source;

  g_hash_table_insert (self->by_id, entry->id, entry);
  g_ptr_array_add (self->items, entry);
  weir_scene_note (self, entry, WEIR_SCENE_CHANGE_ITEMS);
  weir_scene_read_entry (self, entry, element);
  self->groups_dirty = TRUE;
  self->order_dirty = TRUE;

  if (waiting == NULL || self->reload)
    return entry;
  g_hash_table_iter_init (&iter, waiting);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    weir_scene_dirty (self, source, WEIR_SCENE_DIRTY_WIRES);
  g_hash_table_remove (self->unresolved, id);
  return entry;
}

static void
remove_entry (WeirScene *self, WeirSceneEntry *entry)
{
  weir_scene_note (self, entry, WEIR_SCENE_CHANGE_ITEMS);
  weir_scene_forget_preview (self, entry);
  weir_scene_drop_wires (self, entry);
  weir_index_remove (self->item_index, entry);
  g_ptr_array_remove (self->items, entry);
  g_hash_table_remove (self->by_id, entry->id);
  self->order_dirty = TRUE;
  if (entry->item.kind == WEIR_SCENE_ITEM_GROUP)
    self->groups_dirty = TRUE;
  weir_scene_entry_free (entry, self->free_face);
}

/* Returns: (transfer none): the entry, or the one in its place: where another
 * thing has the id now, who leads to it asks again */
static WeirSceneEntry *
read_again (WeirScene *self, WeirSceneEntry *entry, WeirElement *element)
{
  const WeirSceneItemKind kind = entry->item.kind;
  const guint             inputs = entry->item.inputs;
  const double            x = entry->x;
  const double            y = entry->y;

  weir_scene_read_entry (self, entry, element);
  if (kind != entry->item.kind || inputs != entry->item.inputs)
    {
      remove_entry (self, entry);
      entry = add_entry (self, element);
      weir_scene_dirty (self, entry->id, WEIR_SCENE_DIRTY_WIRES);
      self->groups_dirty = TRUE;
      return entry;
    }

  self->groups_dirty |= !weir_scene_knows_group (self, entry);
  if (entry->x != x || entry->y != y)
    weir_scene_forget_preview (self, entry);
  return entry;
}

/* Items come, go and are read again; what is wired anew is left in `dirty`. */
static void
update_entry (WeirScene *self, const char *id, WeirSceneDirty what)
{
  WeirDocument   *document = weir_session_get_document (self->session);
  WeirElement    *element = weir_document_get_element (document, id);
  WeirSceneEntry *entry = g_hash_table_lookup (self->by_id, id);

  if (element != NULL && !weir_scene_is_here (self, element))
    element = NULL;
  if (element == NULL)
    {
      if (entry != NULL)
        remove_entry (self, entry);
      return;
    }
  if (entry == NULL)
    {
      weir_scene_read_flags (self, add_entry (self, element));
      weir_scene_dirty (self, id, WEIR_SCENE_DIRTY_WIRES);
      return;
    }

  if (what & (WEIR_SCENE_DIRTY_ENTRY | WEIR_SCENE_DIRTY_PLACE))
    entry = read_again (self, entry, element);
  weir_scene_read_flags (self, entry);
  if (what & WEIR_SCENE_DIRTY_STATUS)
    weir_scene_note (self, entry, WEIR_SCENE_CHANGE_STATUS);
}

static void
update_wires (WeirScene *self)
{
  GHashTableIter iter;
  gpointer       id, what;

  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &id, &what))
    {
      WeirSceneEntry *entry = g_hash_table_lookup (self->by_id, id);

      if (entry != NULL && (GPOINTER_TO_UINT (what) & WEIR_SCENE_DIRTY_WIRES))
        weir_scene_resolve_wires (self, entry);
    }
  g_hash_table_remove_all (self->dirty);
}

static void
update_entries (WeirScene *self)
{
  g_autoptr (GHashTable) noted = g_steal_pointer (&self->dirty);
  GHashTableIter         iter;
  gpointer               id, what;

  self->dirty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, noted);
  while (g_hash_table_iter_next (&iter, &id, &what))
    {
      update_entry (self, id, GPOINTER_TO_UINT (what));
      if (GPOINTER_TO_UINT (what) & WEIR_SCENE_DIRTY_WIRES)
        weir_scene_dirty (self, id, WEIR_SCENE_DIRTY_WIRES);
    }
}

/* Returns: (transfer full): the ids of all that is different */
static GPtrArray *
list_changed (WeirScene *self)
{
  GPtrArray     *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  return ids;
}

static void
place_changed (WeirScene *self)
{
  g_autoptr (GPtrArray) ids = list_changed (self);

  for (guint i = 0; i < ids->len; i++)
    {
      WeirSceneEntry *entry = g_hash_table_lookup (self->by_id, ids->pdata[i]);

      if (entry != NULL && (entry->changes & WEIR_SCENE_CHANGE_GEOMETRY))
        weir_scene_place (self, entry);
    }
}

static void
update (WeirScene *self)
{
  update_entries (self);
  if (self->groups_dirty)
    {
      weir_scene_resolve_groups (self);
      self->order_dirty = TRUE;
    }
  if (self->order_dirty)
    sort_items (self);
  if (self->flags_dirty)
    for (guint i = 0; i < self->items->len; i++)
      weir_scene_read_flags (self, self->items->pdata[i]);
  self->flags_dirty = FALSE;
  place_changed (self);
  update_wires (self);
  if (self->links_dirty)
    weir_scene_resolve_links (self);
  place_changed (self);
  weir_scene_fit_groups (self);
}

static void
clear (WeirScene *self)
{
  g_ptr_array_set_size (self->previewed, 0);
  g_ptr_array_set_size (self->preview, 0);
  for (guint i = 0; i < self->items->len; i++)
    weir_scene_drop_wires (self, self->items->pdata[i]);
  for (guint i = 0; i < self->items->len; i++)
    {
      weir_index_remove (self->item_index, self->items->pdata[i]);
      weir_scene_entry_free (self->items->pdata[i], self->free_face);
    }
  g_ptr_array_set_size (self->items, 0);
  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->unresolved);
  g_hash_table_remove_all (self->dirty);
  g_hash_table_remove_all (self->changed);
}

static void
load (WeirScene *self)
{
  WeirDocument *document = weir_session_get_document (self->session);

  clear (self);
  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);

      /* Of several with one id the first counts, as everywhere. */
      if (weir_scene_is_here (self, element) &&
          element ==
            weir_document_get_element (document, weir_element_get_id (element)))
        weir_scene_read_flags (self, add_entry (self, element));
    }
  weir_scene_resolve_groups (self);
  sort_items (self);
  for (guint i = 0; i < self->items->len; i++)
    weir_scene_place (self, self->items->pdata[i]);
  for (guint i = 0; i < self->items->len; i++)
    weir_scene_resolve_wires (self, self->items->pdata[i]);
  weir_scene_resolve_links (self);
  weir_scene_fit_groups (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      WeirSceneItem *item = self->items->pdata[i];

      if (item->away != NULL)
        weir_scene_place (self, self->items->pdata[i]);
    }
  self->flags_dirty = FALSE;
}

void
weir_scene_flush (WeirScene *self)
{
  g_autoptr (GPtrArray) ids = NULL;
  WeirSceneChange       changes;

  g_return_if_fail (WEIR_IS_SCENE (self));

  if (self->flush_id == 0 || self->flushing)
    return;

  self->flushing = TRUE;
  g_clear_handle_id (&self->flush_id, g_source_remove);
  if (self->reload)
    load (self);
  else
    update (self);
  for (guint i = 0; i < self->items->len; i++)
    ((WeirSceneEntry *)self->items->pdata[i])->changes = 0;

  changes = self->changes;
  self->changes = 0;
  if (!self->reload)
    ids = list_changed (self);
  g_hash_table_remove_all (self->changed);
  self->reload = FALSE;
  g_clear_handle_id (&self->flush_id, g_source_remove);
  self->flushing = FALSE;

  if (changes != 0 || ids == NULL)
    g_signal_emit (self, signals[CHANGED], 0, changes, ids);
  g_array_set_size (self->damage, 0);
}

static void
reload (WeirScene *self)
{
  self->reload = TRUE;
  self->changes = WEIR_SCENE_CHANGE_ITEMS | WEIR_SCENE_CHANGE_GEOMETRY |
                  WEIR_SCENE_CHANGE_FACE | WEIR_SCENE_CHANGE_STATUS;
  weir_scene_queue (self);
}

/* The object */

static void
weir_scene_dispose (GObject *object)
{
  WeirScene *self = WEIR_SCENE (object);

  g_clear_handle_id (&self->flush_id, g_source_remove);
  if (self->items != NULL)
    {
      self->reload = TRUE;
      clear (self);
    }
  g_clear_object (&self->layout);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_scene_parent_class)->dispose (object);
}

static void
weir_scene_finalize (GObject *object)
{
  WeirScene *self = WEIR_SCENE (object);

  g_free (self->flow);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  weir_index_free (self->item_index);
  weir_index_free (self->wire_index);
  g_hash_table_unref (self->unresolved);
  g_hash_table_unref (self->widths);
  g_hash_table_unref (self->dirty);
  g_hash_table_unref (self->changed);
  g_array_unref (self->damage);
  g_ptr_array_unref (self->preview);
  g_ptr_array_unref (self->previewed);
  G_OBJECT_CLASS (weir_scene_parent_class)->finalize (object);
}

static void
weir_scene_class_init (WeirSceneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_scene_dispose;
  object_class->finalize = weir_scene_finalize;

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   2,
                                   G_TYPE_UINT,
                                   G_TYPE_PTR_ARRAY);
}

static void
weir_scene_init (WeirScene *self)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->items = g_ptr_array_new ();
  self->item_index = weir_index_new ();
  self->wire_index = weir_index_new ();
  self->unresolved = g_hash_table_new_full (g_str_hash,
                                            g_str_equal,
                                            g_free,
                                            (GDestroyNotify)g_hash_table_unref);
  self->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->dirty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->damage = g_array_new (FALSE, FALSE, sizeof (WeirRect));
  self->preview = g_ptr_array_new_with_free_func (g_free);
  self->previewed = g_ptr_array_new ();
}

WeirScene *
weir_scene_new (WeirSession *session, PangoContext *pango)
{
  WeirScene *self;

  g_return_val_if_fail (WEIR_IS_SESSION (session), NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (pango), NULL);

  self = g_object_new (WEIR_TYPE_SCENE, NULL);
  self->session = g_object_ref (session);
  weir_scene_listen (self);
  weir_scene_set_pango (self, pango);
  return self;
}

void
weir_scene_set_free_face (WeirScene *self, GDestroyNotify free_face)
{
  g_return_if_fail (WEIR_IS_SCENE (self));

  self->free_face = free_face;
}

WeirSession *
weir_scene_get_session (WeirScene *self)
{
  g_return_val_if_fail (WEIR_IS_SCENE (self), NULL);

  return self->session;
}

const char *
weir_scene_get_flow (WeirScene *self)
{
  g_return_val_if_fail (WEIR_IS_SCENE (self), NULL);

  return self->flow;
}

void
weir_scene_set_flow (WeirScene *self, const char *flow)
{
  char *copy;

  g_return_if_fail (WEIR_IS_SCENE (self));

  if (g_strcmp0 (self->flow, flow) == 0)
    return;
  copy = g_strdup (flow);
  g_free (self->flow);
  self->flow = copy;
  reload (self);
}

void
weir_scene_set_pango (WeirScene *self, PangoContext *pango)
{
  PangoFontDescription *font;

  g_return_if_fail (WEIR_IS_SCENE (self));
  g_return_if_fail (PANGO_IS_CONTEXT (pango));

  g_clear_object (&self->layout);
  self->layout = pango_layout_new (pango);
  font = pango_font_description_copy (pango_context_get_font_description (pango));
  pango_font_description_set_absolute_size (font, WEIR_FONT_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_font_description_free (font);
  g_hash_table_remove_all (self->widths);
  reload (self);
}

const GArray *
weir_scene_get_damage (WeirScene *self)
{
  g_return_val_if_fail (WEIR_IS_SCENE (self), NULL);

  return self->damage;
}

guint
weir_scene_get_n_items (WeirScene *self)
{
  g_return_val_if_fail (WEIR_IS_SCENE (self), 0);

  return self->items->len;
}

WeirSceneItem *
weir_scene_get_item (WeirScene *self, guint index)
{
  g_return_val_if_fail (WEIR_IS_SCENE (self), NULL);
  g_return_val_if_fail (index < self->items->len, NULL);

  return self->items->pdata[index];
}

WeirSceneItem *
weir_scene_lookup (WeirScene *self, const char *id)
{
  g_return_val_if_fail (WEIR_IS_SCENE (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

WeirSceneWire *
weir_scene_lookup_wire (WeirScene *self, const WeirWireId *id)
{
  WeirSceneItem *source = weir_scene_lookup (self, id->source);

  for (guint i = 0; source != NULL && i < source->wires_out->len; i++)
    {
      WeirSceneWire *wire = source->wires_out->pdata[i];

      if (!wire->virtual && wire->port == id->port &&
          g_str_equal (wire->target->id, id->target))
        return wire;
    }
  return NULL;
}

WeirRect
weir_scene_get_bounds (WeirScene *self)
{
  WeirRect bounds = { 0 };

  g_return_val_if_fail (WEIR_IS_SCENE (self), bounds);

  for (guint i = 0; i < self->items->len; i++)
    {
      const WeirSceneItem *item = self->items->pdata[i];

      bounds = i == 0 ? item->box : weir_rect_union (bounds, item->box);
    }
  return bounds;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const WeirSceneItem *left = *(WeirSceneItem *const *)a;
  const WeirSceneItem *right = *(WeirSceneItem *const *)b;

  return left->order < right->order ? -1 : left->order > right->order ? 1 : 0;
}

static int
compare_wires (gconstpointer a, gconstpointer b)
{
  const WeirSceneWire *left = *(WeirSceneWire *const *)a;
  const WeirSceneWire *right = *(WeirSceneWire *const *)b;

  if (left->source->order != right->source->order)
    return left->source->order < right->source->order ? -1 : 1;
  if (left->port != right->port)
    return left->port < right->port ? -1 : 1;
  return left->target->order < right->target->order ? -1 : 1;
}

void
weir_scene_query_items (WeirScene *self, WeirRect rect, GPtrArray *items)
{
  g_return_if_fail (WEIR_IS_SCENE (self));

  weir_index_query (self->item_index, rect, items);
  g_ptr_array_sort (items, compare_items);
}

void
weir_scene_query_wires (WeirScene *self, WeirRect rect, GPtrArray *wires)
{
  g_return_if_fail (WEIR_IS_SCENE (self));

  weir_index_query (self->wire_index, rect, wires);
  g_ptr_array_sort (wires, compare_wires);
}
