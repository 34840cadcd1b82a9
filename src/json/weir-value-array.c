/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-value.h"

#include "json/weir-value-private.h"

/* Arrays: one block with the items in it. A change goes into that block when
 * nobody else holds the array, else into a copy that shares the items. The
 * size of everything inside is kept up to date by each change. */

#define ARRAY_MIN_CAPACITY 4

static const WeirArray empty_array = {
  { { 1, WEIR_VALUE_KIND_ARRAY, TRUE, FALSE }, { sizeof (WeirArray) }, 0, 0 },
};

static WeirArray *
allocate_array (gsize capacity)
{
  return weir_container_new (WEIR_VALUE_KIND_ARRAY,
                             sizeof (WeirArray),
                             sizeof (WeirValue *),
                             capacity);
}

static void
push_item (WeirArray *array, WeirValue *item)
{
  array->items[array->base.length++] = item;
  array->base.size = weir_size_add (array->base.size, weir_item_get_size (item));
}

static void
sum_size (WeirArray *array)
{
  gsize size = sizeof (WeirArray);

  for (gsize i = 0; i < array->base.length; i++)
    size = weir_size_add (size, weir_item_get_size (array->items[i]));
  array->base.size = size;
}

WeirValue *
weir_value_new_array (WeirValue **items, gsize n_items)
{
  WeirArray *array;

  if (n_items == 0)
    return (WeirValue *)&empty_array;

  array = allocate_array (n_items);
  for (gsize i = 0; i < n_items; i++)
    push_item (array, items[i]);
  return (WeirValue *)array;
}

WeirValue *
weir_value_new_array_take_members (WeirMember *members, gsize n_members)
{
  WeirArray *array;

  if (n_members == 0)
    return (WeirValue *)&empty_array;

  array = allocate_array (n_members);
  for (gsize i = 0; i < n_members; i++)
    push_item (array, members[i].value);
  return (WeirValue *)array;
}

/* @value: (transfer full). Returns (transfer full): an array of the same items
 * that may be changed, with room for @capacity. */
static WeirArray *
make_writable (WeirValue *value, gsize capacity)
{
  WeirArray *array = (WeirArray *)value;
  WeirArray *copy;

  if (weir_value_is_unique (value))
    return weir_container_reserve (&array->base,
                                   sizeof (WeirArray),
                                   sizeof (WeirValue *),
                                   capacity);

  copy = allocate_array (MAX (capacity, array->base.length));
  copy->base.length = array->base.length;
  copy->base.size = array->base.size;
  for (gsize i = 0; i < array->base.length; i++)
    copy->items[i] = weir_value_ref (array->items[i]);
  weir_value_unref (value);
  return copy;
}

static gboolean
is_array (const WeirValue *value)
{
  return value != NULL && value->kind == WEIR_VALUE_KIND_ARRAY;
}

WeirValue *
weir_value_get_item (const WeirValue *array, gsize index)
{
  g_return_val_if_fail (is_array (array), NULL);
  g_return_val_if_fail (index < weir_value_get_length (array), NULL);

  return ((const WeirArray *)array)->items[index];
}

WeirValue *
weir_value_with_item (WeirValue *array, gsize index, WeirValue *item)
{
  WeirArray *writable;
  WeirValue *old;

  g_return_val_if_fail (is_array (array), array);
  g_return_val_if_fail (index < WEIR_VALUE_MAX_ITEMS, array);
  g_return_val_if_fail (item != NULL, array);

  writable = make_writable (array, index + 1);
  while (writable->base.length < index)
    push_item (writable, weir_value_new_undefined ());
  if (index == writable->base.length)
    {
      push_item (writable, item);
      return (WeirValue *)writable;
    }

  old = writable->items[index];
  writable->items[index] = item;
  if (writable->base.size == G_MAXSIZE)
    sum_size (writable);
  else
    writable->base.size =
      weir_size_add (writable->base.size - weir_item_get_size (old),
                     weir_item_get_size (item));
  weir_value_unref (old);
  return (WeirValue *)writable;
}

WeirValue *
weir_value_with_appended (WeirValue *array, WeirValue *item)
{
  WeirArray *writable;
  gsize      wanted;

  g_return_val_if_fail (is_array (array), array);
  g_return_val_if_fail (item != NULL, array);

  wanted = ((WeirArray *)array)->base.length + 1;
  writable = make_writable (array, MAX (wanted, ARRAY_MIN_CAPACITY));
  push_item (writable, item);
  return (WeirValue *)writable;
}

WeirValue *
weir_value_without_item (WeirValue *array, gsize index)
{
  WeirArray *writable;
  WeirValue *old;
  gsize      n_behind;

  g_return_val_if_fail (is_array (array), array);

  if (index >= weir_value_get_length (array))
    return array;

  writable = make_writable (array, 0);
  old = writable->items[index];
  n_behind = writable->base.length - index - 1;
  memmove (&writable->items[index],
           &writable->items[index + 1],
           n_behind * sizeof (WeirValue *));
  writable->base.length--;
  if (writable->base.size == G_MAXSIZE)
    sum_size (writable);
  else
    writable->base.size -= weir_item_get_size (old);
  weir_value_unref (old);
  return (WeirValue *)writable;
}
