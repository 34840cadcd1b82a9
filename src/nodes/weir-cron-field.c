/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One field of a cron expression: which values are in a text such as
 * `MON-FRI` or `10-40/10`. The grammar and its corners (ranges over the end,
 * `3/2` running to the last value) are those of the library Node-RED uses. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-cron-field.h"

#include "runtime/weir-node-api.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One item of a list, read. */
typedef struct
{
  int from;
  int to;
  int step;
} Item;

static gboolean
fail (const WeirCronField *field, const char *text, GError **error)
{
  g_set_error (error,
               WEIR_RUNTIME_ERROR,
               WEIR_RUNTIME_ERROR_CONFIG,
               _ ("“%.40s” can’t be read: %s"),
               text,
               _ (field->rule));
  return FALSE;
}

static gboolean
read_number (const char **cursor, int *number)
{
  const char *start = *cursor;

  *number = 0;
  for (; g_ascii_isdigit (**cursor); (*cursor)++)
    *number = MIN (*number * 10 + (**cursor - '0'), 1000000);
  return *cursor != start;
}

static gboolean
read_name (const WeirCronField *field, const char **cursor, int *number)
{
  if (field->names == NULL)
    return FALSE;
  for (int i = 0; field->names[i] != NULL; i++)
    if (g_ascii_strncasecmp (*cursor, field->names[i], 3) == 0)
      {
        *cursor += 3;
        *number = field->names_first + i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_value (const WeirCronField *field, const char **cursor, int *number)
{
  if (!read_number (cursor, number) && !read_name (field, cursor, number))
    return FALSE;
  return *number >= field->first && *number <= MAX (field->last, field->also);
}

static gboolean
read_step (const char **cursor, Item *item)
{
  if (**cursor != '/')
    return TRUE;
  (*cursor)++;
  return read_number (cursor, &item->step) && item->step > 0;
}

/* A single value with a step runs to the end: `3/2` is 3, 5, 7, … */
static gboolean
read_item (const WeirCronField *field, const char *text, Item *item)
{
  const char *cursor = text;
  gboolean    single = FALSE;

  if (*cursor == '*')
    cursor++;
  else if (!read_value (field, &cursor, &item->from))
    return FALSE;
  else if (*cursor == '-')
    {
      cursor++;
      if (!read_value (field, &cursor, &item->to))
        return FALSE;
    }
  else
    single = *cursor != '/';

  if (single)
    item->to = item->from;
  return read_step (&cursor, item) && *cursor == '\0';
}

gboolean
weir_cron_field_parse (const WeirCronField *field,
                       const char          *text,
                       WeirCronSet         *set,
                       GError             **error)
{
  int  span = field->last - field->first + 1;
  Item item = { field->first, field->last, 1 };

  if (!read_item (field, text, &item))
    return fail (field, text, error);
  if (item.to < item.from && !field->cyclic)
    return fail (field, text, error);
  if (item.to < item.from)
    item.to += span;
  for (int value = item.from; value <= item.to; value += item.step)
    {
      int offset = (value - field->first) % span;

      set->words[offset / 64] |= G_GUINT64_CONSTANT (1) << (offset % 64);
    }
  return TRUE;
}

gboolean
weir_cron_field_has (const WeirCronField *field, const WeirCronSet *set, int value)
{
  int offset = value - field->first;

  return (set->words[offset / 64] >> (offset % 64) & 1) != 0;
}

int
weir_cron_field_next (const WeirCronField *field, const WeirCronSet *set, int from)
{
  for (int value = MAX (from, field->first); value <= field->last; value++)
    if (weir_cron_field_has (field, set, value))
      return value;
  return field->first - 1;
}

gboolean
weir_cron_set_is_empty (const WeirCronSet *set)
{
  static const WeirCronSet empty;

  return memcmp (set, &empty, sizeof empty) == 0;
}
