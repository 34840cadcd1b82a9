/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-scene-private.h"

#include <string.h>

/* Ids in `wires` become wires between items. A wire to what is not in this flow
 * is none; who asked for it is remembered, so that it is there as soon as the
 * other end comes (with an undo, or a paste in any order). */

/* Where a wire was drawn and stays drawn: in the picture of all wires. */
static void
damage (WeirScene *self, const WeirSceneWire *wire)
{
  if (!wire->moving && !self->reload)
    g_array_append_val (self->damage, wire->path.bounds);
}

static gboolean
is_previewed (const WeirSceneItem *item)
{
  return ((const WeirSceneEntry *)item)->previewed;
}

static gboolean
same_path (const WeirLinkPath *a, const WeirLinkPath *b)
{
  return a->n_cubics > 0 && a->n_cubics == b->n_cubics &&
         memcmp (a->cubics, b->cubics, a->n_cubics * sizeof (WeirCubic)) == 0;
}

static void
place_wire (WeirScene *self, WeirSceneWire *wire)
{
  gboolean moving = is_previewed (wire->source) || is_previewed (wire->target);
  gboolean has_status = ((wire->source->flags | wire->target->flags) &
                         WEIR_SCENE_ITEM_HAS_STATUS) != 0;
  WeirLinkPath path;

  weir_link_path_init (&path,
                       weir_scene_item_get_output (wire->source, wire->port),
                       weir_scene_item_get_input (wire->target),
                       has_status);
  if (moving == wire->moving && same_path (&path, &wire->path))
    return;

  damage (self, wire);
  wire->path = path;
  wire->moving = moving;
  damage (self, wire);
  weir_index_insert_path (self->wire_index, wire, &wire->path);
}

WeirSceneWire *
weir_scene_add_wire (WeirScene     *self,
                     WeirSceneItem *source,
                     guint          port,
                     WeirSceneItem *target,
                     gboolean virtual)
{
  WeirSceneWire *wire = g_new0 (WeirSceneWire, 1);

  wire->source = source;
  wire->port = port;
  wire->target = target;
  wire->virtual = virtual;
  g_ptr_array_add (source->wires_out, wire);
  g_ptr_array_add (target->wires_in, wire);

  /* It was nowhere before. */
  wire->moving = TRUE;
  place_wire (self, wire);
  return wire;
}

void
weir_scene_wire_free (WeirScene *self, WeirSceneWire *wire)
{
  damage (self, wire);
  weir_index_remove (self->wire_index, wire);
  g_ptr_array_remove (wire->source->wires_out, wire);
  g_ptr_array_remove (wire->target->wires_in, wire);
  g_free (wire);
}

void
weir_scene_place_wires (WeirScene *self, WeirSceneEntry *entry)
{
  for (guint i = 0; i < entry->item.wires_out->len; i++)
    place_wire (self, entry->item.wires_out->pdata[i]);
  for (guint i = 0; i < entry->item.wires_in->len; i++)
    place_wire (self, entry->item.wires_in->pdata[i]);
}

static void
ask_again (WeirScene *self, const char *id)
{
  guint what = GPOINTER_TO_UINT (g_hash_table_lookup (self->dirty, id));

  g_hash_table_insert (self->dirty,
                       g_strdup (id),
                       GUINT_TO_POINTER (what | WEIR_SCENE_DIRTY_WIRES));
}

void
weir_scene_drop_wires (WeirScene *self, WeirSceneEntry *entry)
{
  while (entry->item.wires_out->len > 0)
    weir_scene_wire_free (self, entry->item.wires_out->pdata[0]);
  while (entry->item.wires_in->len > 0)
    {
      WeirSceneWire *wire = entry->item.wires_in->pdata[0];

      /* Its other end still names this one. */
      if (!wire->virtual)
        ask_again (self, wire->source->id);
      weir_scene_wire_free (self, wire);
    }
}

static void
remember_missing (WeirScene *self, const char *target, const char *source)
{
  GHashTable *sources = g_hash_table_lookup (self->unresolved, target);

  if (sources == NULL)
    {
      sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->unresolved, g_strdup (target), sources);
    }
  g_hash_table_add (sources, g_strdup (source));
}

typedef struct
{
  guint          port;
  WeirSceneItem *target;
} End;

static void
add_end (WeirScene       *self,
         WeirSceneEntry  *entry,
         guint            port,
         const WeirValue *value,
         GArray          *ends)
{
  End         end = { port, NULL };
  const char *id;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return;

  id = weir_value_get_string (value, NULL);
  end.target = weir_scene_lookup (self, id);
  if (end.target == NULL || end.target->inputs == 0)
    {
      remember_missing (self, id, entry->id);
      return;
    }
  for (guint i = 0; i < ends->len; i++)
    if (g_array_index (ends, End, i).port == port &&
        g_array_index (ends, End, i).target == end.target)
      return;
  g_array_append_val (ends, end);
}

static GArray *
list_ends (WeirScene *self, WeirSceneEntry *entry)
{
  GArray          *ends = g_array_new (FALSE, FALSE, sizeof (End));
  const WeirValue *wires = weir_element_get_member (entry->item.element, "wires");
  gsize            n_ports = 0;

  if (wires != NULL && weir_value_get_kind (wires) == WEIR_VALUE_KIND_ARRAY)
    n_ports = MIN (weir_value_get_length (wires), entry->item.outputs);
  for (guint port = 0; port < n_ports; port++)
    {
      const WeirValue *ids = weir_value_get_item (wires, port);
      gsize            n = 0;

      if (weir_value_get_kind (ids) == WEIR_VALUE_KIND_ARRAY)
        n = weir_value_get_length (ids);
      for (gsize i = 0; i < n; i++)
        add_end (self, entry, port, weir_value_get_item (ids, i), ends);
    }
  return ends;
}

/* Whether the wires there are, the virtual ones aside, are these. */
static gboolean
has_ends (WeirSceneEntry *entry, const GArray *ends)
{
  guint n = 0;

  for (guint i = 0; i < entry->item.wires_out->len; i++)
    {
      const WeirSceneWire *wire = entry->item.wires_out->pdata[i];

      if (wire->virtual)
        continue;
      if (n >= ends->len || g_array_index (ends, End, n).port != wire->port ||
          g_array_index (ends, End, n).target != wire->target)
        return FALSE;
      n++;
    }
  return n == ends->len;
}

void
weir_scene_resolve_wires (WeirScene *self, WeirSceneEntry *entry)
{
  g_autoptr (GArray) ends = list_ends (self, entry);
  GPtrArray         *out = entry->item.wires_out;

  if (has_ends (entry, ends))
    return;

  for (guint i = out->len; i > 0; i--)
    if (!((WeirSceneWire *)out->pdata[i - 1])->virtual)
      weir_scene_wire_free (self, out->pdata[i - 1]);
  for (guint i = 0; i < ends->len; i++)
    {
      End *end = &g_array_index (ends, End, i);

      weir_scene_add_wire (self, &entry->item, end->port, end->target, FALSE);
      weir_scene_note (self,
                       (WeirSceneEntry *)end->target,
                       WEIR_SCENE_CHANGE_GEOMETRY);
    }
  weir_scene_note (self, entry, WEIR_SCENE_CHANGE_GEOMETRY);
}
