/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-inspect-grid-private.h"

#include <math.h>
#include <string.h>

/* Arrays of many short items in columns. The measures are Node.js' own, for
 * logs that look the same; its variable names stand where a plain word would
 * not say more. */

#define MIN_ENTRIES     7
#define MAX_COLUMNS     15
#define COMPACT_COLUMNS 12 /* four for each level that may be on one line */
#define SEPARATOR_WIDTH 2  /* comma and blank */

/* A character is about so many times as high as wide; a table should look
 * about square. */
#define CHARACTER_HEIGHT 2.5

typedef struct
{
  GPtrArray *entries;
  guint      n_entries; /* without "… more items" */
  guint     *widths;
  guint      max_width;
  guint      total_width; /* separators included */
} Grid;

static guint
get_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (g_unichar_iswide (character))
        width += 2;
      else if (!g_unichar_iszerowidth (character))
        width++;
    }
  return width;
}

static void
measure (Grid *grid)
{
  for (guint i = 0; i < grid->n_entries; i++)
    {
      grid->widths[i] = get_width (g_ptr_array_index (grid->entries, i));
      grid->max_width = MAX (grid->max_width, grid->widths[i]);
      grid->total_width += grid->widths[i] + SEPARATOR_WIDTH;
    }
}

/* Returns how many columns look best, 1 or less for no table. */
static guint
choose_columns (const Grid *grid, guint indentation)
{
  guint  actual_max = grid->max_width + SEPARATOR_WIDTH;
  double average_bias;
  double biased_max;
  double square;
  guint  columns;

  /* At least three must fit side by side, and lengths must not differ much. */
  if (actual_max * 3 + indentation >= WEIR_INSPECT_LINE)
    return 0;
  if ((double)grid->total_width / actual_max <= 5 && grid->max_width > 6)
    return 0;

  average_bias =
    sqrt (actual_max - (double)grid->total_width / grid->entries->len);
  biased_max = MAX (actual_max - 3 - average_bias, 1);
  square = sqrt (CHARACTER_HEIGHT * biased_max * grid->n_entries) / biased_max;
  columns = (guint)floor (square + 0.5);
  columns = MIN (columns, (WEIR_INSPECT_LINE - indentation) / actual_max);
  return MIN (columns, MIN (COMPACT_COLUMNS, MAX_COLUMNS));
}

static gboolean
is_all_numbers (const WeirValue *array, guint n_items)
{
  for (guint i = 0; i < n_items; i++)
    {
      const WeirValue *item = weir_value_get_item (array, i);

      if (weir_value_get_kind (item) != WEIR_VALUE_KIND_NUMBER)
        return FALSE;
    }
  return TRUE;
}

static guint
get_column_width (const Grid *grid, guint column, guint n_columns)
{
  guint width = 0;

  for (guint i = column; i < grid->n_entries; i += n_columns)
    width = MAX (width, grid->widths[i]);
  return width;
}

static char *
make_line (const Grid *grid, guint first, guint n_columns, gboolean right)
{
  GString *line = g_string_new (NULL);
  guint    end = MIN (first + n_columns, grid->n_entries);

  for (guint i = first; i < end; i++)
    {
      guint column = get_column_width (grid, i - first, n_columns);
      int   padding = (int)(column - grid->widths[i]);

      if (right)
        g_string_append_printf (line, "%*s", padding, "");
      g_string_append (line, g_ptr_array_index (grid->entries, i));
      if (i + 1 == end)
        break;
      g_string_append (line, ", ");
      if (!right)
        g_string_append_printf (line, "%*s", padding, "");
    }
  return g_string_free (line, FALSE);
}

gboolean
weir_inspect_group (GPtrArray      **entries,
                    const WeirValue *array,
                    gsize            max_items,
                    guint            indentation)
{
  g_autofree guint *widths = NULL;
  Grid       grid = { .entries = *entries, .n_entries = (*entries)->len };
  GPtrArray *lines;
  guint      n_columns;
  gboolean   right;

  if (grid.n_entries < MIN_ENTRIES)
    return FALSE;
  if (grid.n_entries > max_items)
    grid.n_entries--;
  grid.widths = widths = g_new (guint, grid.n_entries);
  measure (&grid);
  n_columns = choose_columns (&grid, indentation);
  if (n_columns <= 1)
    return FALSE;

  right = is_all_numbers (array, grid.entries->len);
  lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < grid.n_entries; i += n_columns)
    g_ptr_array_add (lines, make_line (&grid, i, n_columns, right));
  if (grid.n_entries < grid.entries->len)
    g_ptr_array_add (lines,
                     g_strdup (g_ptr_array_index (grid.entries, grid.n_entries)));
  g_ptr_array_unref (*entries);
  *entries = lines;
  return TRUE;
}
