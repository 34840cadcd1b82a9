/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/canvas/weir-free-place.h"

#include "editor/canvas/weir-scene.h"
#include "flow/weir-clipboard.h"
#include "flow/weir-label.h"
#include "json/weir-convert.h"

#include <math.h>
#include <string.h>

/* The plane in cells of a step: those that are taken in a set, then one place
 * after the other is tried, the nearest first. Files say where nodes stand, so
 * what is far out or much too large is left out of account. */

/* Cells are pairs of 16 bits; a place is looked for so many of them around. */
#define MAX_CELL 20000
#define REACH    60

/* A group this large is a place for nodes rather than in their way. */
#define MAX_BOX_CELLS 40000

/* More cells are made fewer by taking larger ones. */
#define MAX_COMING_CELLS 4000

/* About what a letter of a label takes, and what is beside it. */
#define LETTER_WIDTH 7.5
#define LABEL_MARGIN 57.0

typedef struct
{
  int x, y;
} Cell;

typedef struct
{
  int x, y, right, bottom; /* exclusive */
} CellBox;

/* Cells ------------------------------------------------------------------ */

/* Returns: whether the box counts */
static gboolean
get_cells (WeirRect box, double step, CellBox *cells)
{
  double left = floor (box.x / step);
  double top = floor (box.y / step);
  double right = ceil ((box.x + box.width) / step);
  double bottom = ceil ((box.y + box.height) / step);

  /* Also no for what is no number at all. */
  if (!(left > -MAX_CELL && top > -MAX_CELL && right < MAX_CELL &&
        bottom < MAX_CELL && left < right && top < bottom &&
        (right - left) * (bottom - top) <= MAX_BOX_CELLS))
    return FALSE;
  *cells = (CellBox){ (int)left, (int)top, (int)right, (int)bottom };
  return TRUE;
}

static gpointer
get_key (int x, int y)
{
  return GUINT_TO_POINTER (((guint)(x & 0xffff) << 16) | (guint)(y & 0xffff));
}

/* Returns: (transfer full): the set of cells, each as its key */
static GHashTable *
make_set (const GArray *boxes, double step, double margin)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < boxes->len; i++)
    {
      CellBox cells;

      if (!get_cells (weir_rect_grow (g_array_index (boxes, WeirRect, i), margin),
                      step,
                      &cells))
        continue;
      for (int x = cells.x; x < cells.right; x++)
        for (int y = cells.y; y < cells.bottom; y++)
          g_hash_table_add (set, get_key (x, y));
    }
  return set;
}

/* Returns: (transfer full): the cells of a set, as numbers */
static GArray *
list_cells (GHashTable *set)
{
  GArray        *list = g_array_new (FALSE, FALSE, sizeof (Cell));
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint      bits = GPOINTER_TO_UINT (key);
      const Cell cell = { (gint16)(bits >> 16), (gint16)(bits & 0xffff) };

      g_array_append_val (list, cell);
    }
  return list;
}

/* Places ----------------------------------------------------------------- */

/* The nearest first; of those as near, below, then to the right. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Cell *one = a;
  const Cell *other = b;
  int         by = one->x * one->x + one->y * one->y - other->x * other->x -
           other->y * other->y;

  if (by == 0)
    by = other->y - one->y;
  return by != 0 ? by : other->x - one->x;
}

static GArray *
list_places (void)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Cell));

  for (int x = -REACH; x <= REACH; x++)
    for (int y = -REACH; y <= REACH; y++)
      {
        const Cell place = { x, y };

        g_array_append_val (places, place);
      }
  g_array_sort (places, compare_places);
  return places;
}

static gboolean
is_free (GHashTable *taken, const GArray *cells, Cell place)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);

      if (g_hash_table_contains (taken,
                                 get_key (cell->x + place.x, cell->y + place.y)))
        return FALSE;
    }
  return TRUE;
}

/* Below everything that counts there is room. */
static WeirPoint
get_below (const GArray *taken, const GArray *boxes, double step)
{
  double  top = G_MAXINT;
  double  bottom = 0;
  CellBox cells;

  for (guint i = 0; i < boxes->len; i++)
    {
      if (get_cells (g_array_index (boxes, WeirRect, i), step, &cells))
        top = MIN (top, cells.y);
    }
  for (guint i = 0; i < taken->len; i++)
    {
      if (get_cells (g_array_index (taken, WeirRect, i), step, &cells))
        bottom = MAX (bottom, cells.bottom);
    }
  return (WeirPoint){ 0, MAX (bottom - top + 1, 0) * step };
}

WeirPoint
weir_free_place_find (const GArray *taken, const GArray *boxes, double step)
{
  g_autoptr (GHashTable) there = NULL;
  g_autoptr (GHashTable) coming = NULL;
  g_autoptr (GArray)     cells = NULL;
  g_autoptr (GArray)     places = NULL;
  double                 margin = step / 2;

  g_return_val_if_fail (taken != NULL && boxes != NULL, ((WeirPoint){ 0, 0 }));
  g_return_val_if_fail (step > 0, ((WeirPoint){ 0, 0 }));

  coming = make_set (boxes, step, 0);
  while (g_hash_table_size (coming) > MAX_COMING_CELLS)
    {
      step *= 2;
      g_clear_pointer (&coming, g_hash_table_unref);
      coming = make_set (boxes, step, 0);
    }
  cells = list_cells (coming);
  there = make_set (taken, step, margin);
  if (is_free (there, cells, (Cell){ 0, 0 }))
    return (WeirPoint){ 0, 0 };
  places = list_places ();
  for (guint i = 1; i < places->len; i++)
    {
      Cell place = g_array_index (places, Cell, i);

      if (is_free (there, cells, place))
        return (WeirPoint){ place.x * step, place.y * step };
    }
  return get_below (taken, boxes, step);
}

/* Boxes ------------------------------------------------------------------ */

static gboolean
has_hidden_label (WeirElement *element)
{
  return weir_value_is_boolean (weir_element_get_member (element, "l"), FALSE);
}

static double
get_number (WeirElement *element, const char *key)
{
  const WeirValue *value = weir_element_get_member (element, key);

  return value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_NUMBER
           ? weir_value_get_number (value)
           : 0;
}

static WeirRect
guess_node (WeirDocument *document, WeirRegistry *registry, WeirElement *element)
{
  const WeirValue *wires = weir_element_get_member (element, "wires");
  g_autofree char *label =
    weir_label_dup (document, registry, weir_element_get_value (element));
  double outputs =
    wires != NULL && weir_value_get_kind (wires) == WEIR_VALUE_KIND_ARRAY
      ? (double)weir_value_get_length (wires)
      : 0;
  double width = (double)g_utf8_strlen (label, -1) * LETTER_WIDTH + LABEL_MARGIN;
  WeirRect box = { .height = MAX (WEIR_NODE_MIN_HEIGHT, 15 * outputs) };

  box.width = has_hidden_label (element)
                ? WEIR_NODE_MIN_HEIGHT
                : MAX (WEIR_NODE_MIN_WIDTH, WEIR_GRID * ceil (width / WEIR_GRID));
  return box;
}

/* Groups stand with their corner where others have their centre. */
static WeirRect
guess_box (WeirDocument *document, WeirRegistry *registry, WeirElement *element)
{
  double   x = weir_element_get_x (element);
  double   y = weir_element_get_y (element);
  WeirRect box = { .width = WEIR_JUNCTION_SIZE, .height = WEIR_JUNCTION_SIZE };

  switch (weir_element_get_kind (element))
    {
    case WEIR_ELEMENT_KIND_GROUP:
      return (
        WeirRect){ x, y, get_number (element, "w"), get_number (element, "h") };
    case WEIR_ELEMENT_KIND_NODE:
      box = guess_node (document, registry, element);
      break;
    case WEIR_ELEMENT_KIND_JUNCTION:
      break;
    case WEIR_ELEMENT_KIND_TAB:
    case WEIR_ELEMENT_KIND_SUBFLOW:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      return (WeirRect){ 0, 0, 0, 0 };
    }
  box.x = x - box.width / 2;
  box.y = y - box.height / 2;
  return box;
}

GArray *
weir_free_place_list_boxes (WeirDocument *document,
                            WeirRegistry *registry,
                            const char   *flow,
                            WeirPoint     by)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (WeirRect));

  for (guint i = 0; i < weir_document_get_n_elements (document); i++)
    {
      WeirElement *element = weir_document_get_nth_element (document, i);
      gboolean     counts =
        flow != NULL ? g_str_equal (weir_element_get_container (element), flow)
                         : weir_clipboard_is_loose (document, element);
      WeirRect box;

      if (!counts)
        continue;
      box = guess_box (document, registry, element);
      box.x += by.x;
      box.y += by.y;
      if (box.width > 0 && box.height > 0)
        g_array_append_val (boxes, box);
    }
  return boxes;
}
