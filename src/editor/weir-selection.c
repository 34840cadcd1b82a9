/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/weir-selection.h"

/* Which entries and wires are selected. Ids keep the order they were selected
 * in, since “wire in series” and the like follow it; a table beside the list
 * makes asking cheap. Owned by the session, observed by whoever shows it. */
struct _WeirSelection
{
  GObject parent_instance;

  /* owned */
  GPtrArray  *order; /* char *, borrowed from ids */
  GHashTable *ids;   /* set of char * */
  GHashTable *wires; /* set of WeirWireId */
  char       *focus; /* (nullable) */

  guint    depth;
  gboolean dirty;
};

G_DEFINE_FINAL_TYPE (WeirSelection, weir_selection, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

WeirWireId *
weir_wire_id_new (const char *source, guint port, const char *target)
{
  WeirWireId *wire = g_new (WeirWireId, 1);

  wire->source = g_strdup (source);
  wire->port = port;
  wire->target = g_strdup (target);
  return wire;
}

void
weir_wire_id_free (WeirWireId *wire)
{
  g_free (wire->source);
  g_free (wire->target);
  g_free (wire);
}

guint
weir_wire_id_hash (gconstpointer wire)
{
  const WeirWireId *self = wire;

  return g_str_hash (self->source) * 31 + g_str_hash (self->target) + self->port;
}

gboolean
weir_wire_id_equal (gconstpointer a, gconstpointer b)
{
  const WeirWireId *left = a;
  const WeirWireId *right = b;

  return left->port == right->port && g_str_equal (left->source, right->source) &&
         g_str_equal (left->target, right->target);
}

static void
weir_selection_finalize (GObject *object)
{
  WeirSelection *self = WEIR_SELECTION (object);

  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->wires, g_hash_table_unref);
  g_clear_pointer (&self->focus, g_free);
  G_OBJECT_CLASS (weir_selection_parent_class)->finalize (object);
}

static void
weir_selection_class_init (WeirSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = weir_selection_finalize;
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
weir_selection_init (WeirSelection *self)
{
  self->order = g_ptr_array_new ();
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->wires = g_hash_table_new_full (weir_wire_id_hash,
                                       weir_wire_id_equal,
                                       (GDestroyNotify)weir_wire_id_free,
                                       NULL);
}

WeirSelection *
weir_selection_new (void)
{
  return g_object_new (WEIR_TYPE_SELECTION, NULL);
}

/* One change, told at once or when the outermost begin ends. */
static void
change (WeirSelection *self)
{
  self->dirty = TRUE;
  if (self->depth > 0)
    return;
  self->dirty = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
weir_selection_begin (WeirSelection *self)
{
  self->depth++;
}

void
weir_selection_end (WeirSelection *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (self->depth == 0 && self->dirty)
    change (self);
}

void
weir_selection_clear (WeirSelection *self)
{
  if (weir_selection_is_empty (self))
    return;
  g_ptr_array_set_size (self->order, 0);
  g_hash_table_remove_all (self->ids);
  g_hash_table_remove_all (self->wires);
  change (self);
}

gboolean
weir_selection_is_empty (WeirSelection *self)
{
  return g_hash_table_size (self->ids) == 0 &&
         g_hash_table_size (self->wires) == 0;
}

void
weir_selection_add (WeirSelection *self, const char *id)
{
  char *copy;

  if (g_hash_table_contains (self->ids, id))
    return;
  copy = g_strdup (id);
  g_hash_table_add (self->ids, copy);
  g_ptr_array_add (self->order, copy);
  change (self);
}

void
weir_selection_remove (WeirSelection *self, const char *id)
{
  char *copy;

  if (!g_hash_table_steal_extended (self->ids, id, (gpointer *)&copy, NULL))
    return;
  g_ptr_array_remove (self->order, copy);
  g_free (copy);
  change (self);
}

void
weir_selection_toggle (WeirSelection *self, const char *id)
{
  if (weir_selection_contains (self, id))
    weir_selection_remove (self, id);
  else
    weir_selection_add (self, id);
}

gboolean
weir_selection_contains (WeirSelection *self, const char *id)
{
  return g_hash_table_contains (self->ids, id);
}

guint
weir_selection_get_n_ids (WeirSelection *self)
{
  return self->order->len;
}

void
weir_selection_set (WeirSelection *self, const char *id)
{
  g_autofree char *copy = g_strdup (id); /* may be one of ours */

  weir_selection_begin (self);
  if (weir_selection_get_n_ids (self) != 1 ||
      g_hash_table_size (self->wires) > 0 ||
      !weir_selection_contains (self, copy))
    {
      weir_selection_clear (self);
      weir_selection_add (self, copy);
    }
  weir_selection_set_focus (self, copy);
  weir_selection_end (self);
}

void
weir_selection_set_ids (WeirSelection *self, GPtrArray *ids)
{
  weir_selection_begin (self);
  weir_selection_clear (self);
  for (guint i = 0; i < ids->len; i++)
    weir_selection_add (self, ids->pdata[i]);
  weir_selection_end (self);
}

GPtrArray *
weir_selection_list_ids (WeirSelection *self)
{
  GPtrArray *ids = g_ptr_array_new_full (self->order->len, g_free);

  for (guint i = 0; i < self->order->len; i++)
    g_ptr_array_add (ids, g_strdup (self->order->pdata[i]));
  return ids;
}

void
weir_selection_add_wire (WeirSelection *self, const WeirWireId *wire)
{
  if (g_hash_table_contains (self->wires, wire))
    return;
  g_hash_table_add (self->wires,
                    weir_wire_id_new (wire->source, wire->port, wire->target));
  change (self);
}

void
weir_selection_toggle_wire (WeirSelection *self, const WeirWireId *wire)
{
  if (g_hash_table_remove (self->wires, wire))
    change (self);
  else
    weir_selection_add_wire (self, wire);
}

gboolean
weir_selection_contains_wire (WeirSelection *self, const WeirWireId *wire)
{
  return g_hash_table_contains (self->wires, wire);
}

GPtrArray *
weir_selection_list_wires (WeirSelection *self)
{
  GPtrArray     *wires = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       wire;

  g_hash_table_iter_init (&iter, self->wires);
  while (g_hash_table_iter_next (&iter, &wire, NULL))
    g_ptr_array_add (wires, wire);
  return wires;
}

const char *
weir_selection_get_focus (WeirSelection *self)
{
  return self->focus;
}

void
weir_selection_set_focus (WeirSelection *self, const char *id)
{
  char *copy;

  if (g_strcmp0 (self->focus, id) == 0)
    return;
  copy = g_strdup (id);
  g_free (self->focus);
  self->focus = copy;
  change (self);
}
