/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-index.h"

#include <math.h>

/* A hash of square cells. An entry remembers its cells, so that it leaves them
 * without a search, and the stamp of the query that saw it last, so that no
 * query needs a set. Flow files may hold any coordinate: cells are clamped, and
 * what covers too many of them is kept apart. */

/* Cells beyond this are one: it is 2²⁰ cells, half a billion units, away. */
#define MAX_CELL 1048576.0

/* Points a curve's cubic is looked at; a cell is never missed by more than the
 * margin that is added around each. */
#define SAMPLES 16

typedef struct
{
  gint64     key;
  GPtrArray *entries;
} Cell;

typedef struct
{
  gpointer   thing;
  WeirRect   box;
  GPtrArray *cells; /* Cell, borrowed; empty for what is kept apart */
  guint64    stamp;
} Entry;

struct _WeirIndex
{
  GHashTable *cells;   /* gint64 → Cell */
  GHashTable *entries; /* thing → Entry */
  GPtrArray  *large;   /* Entry, borrowed */
  guint64     stamp;
};

static void
free_cell (gpointer data)
{
  Cell *cell = data;

  g_ptr_array_unref (cell->entries);
  g_free (cell);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_ptr_array_unref (entry->cells);
  g_free (entry);
}

WeirIndex *
weir_index_new (void)
{
  WeirIndex *self = g_new0 (WeirIndex, 1);

  self->cells =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_cell);
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, free_entry);
  self->large = g_ptr_array_new ();
  return self;
}

void
weir_index_free (WeirIndex *self)
{
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->cells);
  g_ptr_array_unref (self->large);
  g_free (self);
}

static gint64
cell_at (double coordinate)
{
  double cell = floor (coordinate / WEIR_INDEX_CELL);

  return (gint64)(isnan (cell) ? 0 : CLAMP (cell, -MAX_CELL, MAX_CELL));
}

static gint64
key_of (gint64 column, gint64 row)
{
  return column * G_GINT64_CONSTANT (4294967296) + row;
}

static void
enter (WeirIndex *self, Entry *entry, gint64 column, gint64 row)
{
  gint64 key = key_of (column, row);
  Cell  *cell = g_hash_table_lookup (self->cells, &key);

  if (cell == NULL)
    {
      cell = g_new (Cell, 1);
      cell->key = key;
      cell->entries = g_ptr_array_new ();
      g_hash_table_insert (self->cells, &cell->key, cell);
    }
  g_ptr_array_add (cell->entries, entry);
  g_ptr_array_add (entry->cells, cell);
}

static void
leave (WeirIndex *self, Entry *entry)
{
  if (entry->cells->len == 0)
    g_ptr_array_remove_fast (self->large, entry);

  for (guint i = 0; i < entry->cells->len; i++)
    {
      Cell *cell = entry->cells->pdata[i];

      g_ptr_array_remove_fast (cell->entries, entry);
      if (cell->entries->len == 0)
        g_hash_table_remove (self->cells, &cell->key);
    }
  g_ptr_array_set_size (entry->cells, 0);
}

typedef struct
{
  gint64 left, top, right, bottom;
} CellRange;

static CellRange
range_of (WeirRect box)
{
  CellRange range = { cell_at (box.x),
                      cell_at (box.y),
                      cell_at (box.x + box.width),
                      cell_at (box.y + box.height) };

  return range;
}

static gint64
range_size (CellRange range)
{
  return (range.right - range.left + 1) * (range.bottom - range.top + 1);
}

static Entry *
place (WeirIndex *self, gpointer thing, WeirRect box)
{
  Entry *entry = g_hash_table_lookup (self->entries, thing);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->thing = thing;
      entry->cells = g_ptr_array_new ();
      g_hash_table_insert (self->entries, thing, entry);
    }
  else
    leave (self, entry);
  entry->box = box;
  return entry;
}

static void
enter_range (WeirIndex *self, Entry *entry, CellRange range)
{
  for (gint64 row = range.top; row <= range.bottom; row++)
    for (gint64 column = range.left; column <= range.right; column++)
      enter (self, entry, column, row);
}

void
weir_index_insert (WeirIndex *self, gpointer thing, WeirRect box)
{
  Entry    *entry = place (self, thing, box);
  CellRange range = range_of (box);

  if (range_size (range) > WEIR_INDEX_MAX_CELLS)
    g_ptr_array_add (self->large, entry);
  else
    enter_range (self, entry, range);
}

/* The cells that one piece of a curve may cross: those of the box around its
 * two ends, unless it is in them already. */
static void
enter_piece (WeirIndex *self, Entry *entry, WeirPoint a, WeirPoint b)
{
  CellRange range = range_of (weir_rect_grow (weir_rect_from_points (a, b), 8));

  for (gint64 row = range.top; row <= range.bottom; row++)
    for (gint64 column = range.left; column <= range.right; column++)
      {
        gint64 key = key_of (column, row);
        Cell  *cell = g_hash_table_lookup (self->cells, &key);

        if (cell == NULL || !g_ptr_array_find (entry->cells, cell, NULL))
          enter (self, entry, column, row);
      }
}

void
weir_index_insert_path (WeirIndex *self, gpointer thing, const WeirLinkPath *path)
{
  Entry    *entry = place (self, thing, path->bounds);
  CellRange range = range_of (path->bounds);
  guint     n = MAX (path->n_cubics, 1) * SAMPLES;
  WeirPoint last = weir_link_path_get_point (path, 0);

  if (range_size (range) > WEIR_INDEX_MAX_CELLS)
    {
      g_ptr_array_add (self->large, entry);
      return;
    }
  if (range_size (range) <= 2)
    {
      enter_range (self, entry, range);
      return;
    }

  for (guint i = 1; i <= n; i++)
    {
      WeirPoint next = weir_link_path_get_point (path, (double)i / n);

      enter_piece (self, entry, last, next);
      last = next;
    }
}

void
weir_index_remove (WeirIndex *self, gpointer thing)
{
  Entry *entry = g_hash_table_lookup (self->entries, thing);

  if (entry == NULL)
    return;

  leave (self, entry);
  g_hash_table_remove (self->entries, thing);
}

guint
weir_index_get_n_things (WeirIndex *self)
{
  return g_hash_table_size (self->entries);
}

static void
collect (WeirIndex *self, Entry *entry, WeirRect rect, GPtrArray *things)
{
  if (entry->stamp == self->stamp)
    return;

  entry->stamp = self->stamp;
  if (weir_rect_intersects (entry->box, rect))
    g_ptr_array_add (things, entry->thing);
}

/* A rectangle of more cells than there are is answered by all entries. */
static void
query_all (WeirIndex *self, WeirRect rect, GPtrArray *things)
{
  GHashTableIter iter;
  gpointer       entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    collect (self, entry, rect, things);
}

void
weir_index_query (WeirIndex *self, WeirRect rect, GPtrArray *things)
{
  CellRange range = range_of (rect);

  self->stamp++;
  if (range_size (range) > g_hash_table_size (self->cells))
    {
      query_all (self, rect, things);
      return;
    }

  for (guint i = 0; i < self->large->len; i++)
    collect (self, self->large->pdata[i], rect, things);
  for (gint64 row = range.top; row <= range.bottom; row++)
    for (gint64 column = range.left; column <= range.right; column++)
      {
        gint64 key = key_of (column, row);
        Cell  *cell = g_hash_table_lookup (self->cells, &key);

        for (guint i = 0; cell != NULL && i < cell->entries->len; i++)
          collect (self, cell->entries->pdata[i], rect, things);
      }
}

WeirRect
weir_index_get_bounds (WeirIndex *self)
{
  GHashTableIter iter;
  gpointer       entry;
  WeirRect       bounds = { 0 };
  gboolean       first = TRUE;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      WeirRect box = ((Entry *)entry)->box;

      bounds = first ? box : weir_rect_union (bounds, box);
      first = FALSE;
    }
  return bounds;
}
