/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-field-private.h"

/* The rows of a list: each is a sheet of its own, and the value is put together
 * from them whenever one changes. Rows that nobody touched give the very value
 * they were made from. */

static WeirValue *
assemble (GListModel *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (WeirSheet) row = g_list_model_get_item (rows, i);

      g_ptr_array_add (items, weir_value_ref (weir_sheet_get_object (row)));
    }
  return weir_value_new_array ((WeirValue **)items->pdata, items->len);
}

static void
write_rows (WeirField *self)
{
  g_autoptr (WeirValue) value = assemble (G_LIST_MODEL (self->rows));

  self->writing_rows = TRUE;
  weir_field_set_value (self, value);
  self->writing_rows = FALSE;
}

static WeirSheet *
new_row (WeirField *self, WeirValue *object)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  WeirSheet            *row;

  if (self->property->columns != NULL)
    g_ptr_array_add (tables, (gpointer)self->property->columns);
  row = weir_sheet_new (tables, object, NULL);
  g_signal_connect_object (row,
                           "changed",
                           G_CALLBACK (write_rows),
                           self,
                           G_CONNECT_SWAPPED);
  return row;
}

static WeirValue *
dup_list (WeirField *self)
{
  WeirValue *value = weir_field_get_value (self);

  value = value != NULL ? weir_value_ref (value)
                        : weir_field_dup_implied (self->property);
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY)
    return value;
  weir_value_unref (value);
  return weir_value_new_array (NULL, 0);
}

static void
fill_rows (WeirField *self)
{
  g_autoptr (WeirValue) list = dup_list (self);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < weir_value_get_length (list); i++)
    g_ptr_array_add (rows, new_row (self, weir_value_get_item (list, i)));
  g_list_store_splice (self->rows,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata,
                       rows->len);
}

void
weir_field_sync_rows (WeirField *self)
{
  g_autoptr (WeirValue) shown = NULL;
  g_autoptr (WeirValue) stored = NULL;

  if (self->rows == NULL || self->writing_rows)
    return;
  shown = assemble (G_LIST_MODEL (self->rows));
  stored = dup_list (self);
  if (!weir_value_equal (shown, stored))
    fill_rows (self);
}

GListModel *
weir_field_get_rows (WeirField *self)
{
  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  if (self->rows == NULL)
    {
      self->rows = g_list_store_new (WEIR_TYPE_SHEET);
      fill_rows (self);
    }
  return G_LIST_MODEL (self->rows);
}

static WeirValue *
make_default_row (const WeirProperty *columns)
{
  WeirValue *row = weir_value_new_object ();

  for (const WeirProperty *p = columns; p != NULL && p->key != NULL; p++)
    {
      WeirValue *value = weir_field_dup_implied (p);

      if (weir_value_get_kind (value) == WEIR_VALUE_KIND_UNDEFINED)
        weir_value_unref (value);
      else
        row = weir_value_with_member (row, p->key, value);
      if (p->pair_key != NULL && p->types != NULL)
        row = weir_value_with_member (row,
                                      p->pair_key,
                                      weir_value_new_string (p->types[0]));
    }
  return row;
}

WeirSheet *
weir_field_add_row (WeirField *self, WeirValue *object)
{
  g_autoptr (WeirValue) value = NULL;
  g_autoptr (WeirSheet) row = NULL;

  g_return_val_if_fail (WEIR_IS_FIELD (self), NULL);

  value = object != NULL ? weir_value_ref (object)
                         : make_default_row (self->property->columns);
  row = new_row (self, value);
  weir_field_get_rows (self);
  g_list_store_append (self->rows, row);
  write_rows (self);
  return row; /* the store holds it */
}

void
weir_field_remove_row (WeirField *self, guint index)
{
  g_return_if_fail (WEIR_IS_FIELD (self));
  g_return_if_fail (index < g_list_model_get_n_items (weir_field_get_rows (self)));

  g_list_store_remove (self->rows, index);
  write_rows (self);
}

void
weir_field_move_row (WeirField *self, guint from, guint to)
{
  g_autoptr (WeirSheet) row = NULL;

  g_return_if_fail (WEIR_IS_FIELD (self));

  row = g_list_model_get_item (weir_field_get_rows (self), from);
  g_return_if_fail (row != NULL);
  g_return_if_fail (to < g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
  if (from == to)
    return;
  g_list_store_remove (self->rows, from);
  g_list_store_insert (self->rows, to, row);
  write_rows (self);
}
