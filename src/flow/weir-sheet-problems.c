/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-field-private.h"
#include "flow/weir-sheet.h"

#include <string.h>

/* Which field a problem is about, told by its key. */

static WeirField *
find_by_ref (WeirSheet *sheet, const char *key)
{
  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      WeirField          *field = weir_sheet_get_field (sheet, i);
      const WeirProperty *property = weir_field_get_property (field);

      for (const WeirRef *ref = property->refs; ref != NULL && ref->type != NULL;
           ref++)
        {
          if (g_str_equal (ref->key, key))
            return field;
        }
    }
  return NULL;
}

/* A row's field may be hidden; then its first one says what is wrong. */
static WeirField *
find_in_row (WeirField *list, guint index, const char *column)
{
  g_autoptr (WeirSheet) row =
    g_list_model_get_item (weir_field_get_rows (list), index);
  WeirField *field;

  if (row == NULL || weir_sheet_get_n_fields (row) == 0)
    return list;
  field = weir_sheet_lookup (row, column);
  if (field != NULL && weir_field_is_shown (field))
    return field;
  return weir_sheet_get_field (row, 0);
}

/* What counts only on a condition is a row's value that is kept elsewhere: the
 * row that is called as the property shows it. */
static WeirField *
find_row_for (WeirSheet *sheet, const char *key)
{
  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      WeirField          *list = weir_sheet_get_field (sheet, i);
      const WeirProperty *columns = weir_field_get_property (list)->columns;
      GListModel         *rows;

      if (columns == NULL || columns[0].key == NULL || columns[1].key == NULL)
        continue;
      rows = weir_field_get_rows (list);
      for (guint k = 0; k < g_list_model_get_n_items (rows); k++)
        {
          g_autoptr (WeirSheet) row = g_list_model_get_item (rows, k);
          g_autofree char      *name =
            weir_sheet_dup_effective_text (row, columns[0].key);

          if (g_str_equal (name, key))
            return find_in_row (list, k, columns[1].key);
        }
    }
  return NULL;
}

/* @key: "path", "headers[2].keyValue", or the key of a reference */
static WeirField *
find_field (WeirSheet *sheet, const char *key)
{
  const char      *open = strchr (key, '[');
  g_autofree char *name =
    open != NULL ? g_strndup (key, (gsize)(open - key)) : g_strdup (key);
  WeirField  *field = weir_sheet_lookup (sheet, name);
  guint64     index;
  const char *dot;

  if (find_by_ref (sheet, name) != NULL)
    return find_by_ref (sheet, name);
  if (field == NULL)
    return NULL;
  if ((weir_field_get_property (field)->flags & WEIR_PROPERTY_CONDITIONAL) != 0)
    return find_row_for (sheet, name);
  dot = open != NULL ? strchr (open, '.') : NULL;
  if (dot == NULL ||
      weir_field_get_property (field)->kind != WEIR_PROPERTY_KIND_LIST)
    return field;
  index = g_ascii_strtoull (open + 1, NULL, 10);
  return index < G_MAXUINT ? find_in_row (field, (guint)index, dot + 1) : field;
}

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)weir_problem_free);
}

static GPtrArray *
get_list (GHashTable *by_field, WeirField *field)
{
  GPtrArray *list = g_hash_table_lookup (by_field, field);

  if (list == NULL)
    {
      list = new_problems ();
      g_hash_table_insert (by_field, field, list);
    }
  return list;
}

/* Gives every field of the sheet and of its rows what is its own. */
static void
hand_out (WeirSheet *sheet, GHashTable *by_field)
{
  for (guint i = 0; i < weir_sheet_get_n_fields (sheet); i++)
    {
      WeirField *field = weir_sheet_get_field (sheet, i);
      GPtrArray *list = g_hash_table_lookup (by_field, field);

      g_hash_table_steal (by_field, field);
      weir_field_take_problems (field, list != NULL ? list : new_problems ());
      if (weir_field_get_property (field)->kind != WEIR_PROPERTY_KIND_LIST)
        continue;
      for (guint k = 0;
           k < g_list_model_get_n_items (weir_field_get_rows (field));
           k++)
        {
          g_autoptr (WeirSheet) row =
            g_list_model_get_item (weir_field_get_rows (field), k);

          hand_out (row, by_field);
        }
    }
}

/* What no dialog shows has no place to say anything. */
static gboolean
is_told (WeirField *field)
{
  return field != NULL && weir_field_is_shown (field);
}

GPtrArray *
weir_sheet_hand_out (WeirSheet *self, GPtrArray *problems)
{
  g_autoptr (GHashTable) by_field = NULL;
  GPtrArray             *left = new_problems ();

  g_return_val_if_fail (WEIR_IS_SHEET (self), NULL);
  g_return_val_if_fail (problems != NULL, NULL);

  by_field =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  g_ptr_array_set_free_func (problems, NULL);
  for (guint i = 0; i < problems->len; i++)
    {
      WeirProblem *problem = g_ptr_array_index (problems, i);
      WeirField   *field =
        problem->key != NULL ? find_field (self, problem->key) : NULL;

      g_ptr_array_add (is_told (field) ? get_list (by_field, field) : left,
                       problem);
    }
  hand_out (self, by_field);
  g_ptr_array_unref (problems);
  return left;
}
