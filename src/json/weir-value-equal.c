/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-value.h"

#include "json/weir-value-private.h"

#include <math.h>

/* Deep equality. Two walks side by side, without recursion; members are looked
 * up, since their order does not count. */

typedef struct
{
  const WeirValue *a;
  const WeirValue *b;
  gsize            next;
} Pair;

static gboolean
numbers_equal (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
data_equal (const WeirValue *a, const WeirValue *b)
{
  const WeirString *x = (const WeirString *)a;
  const WeirString *y = (const WeirString *)b;

  return x->length == y->length && memcmp (weir_string_get_data (x),
                                           weir_string_get_data (y),
                                           x->length) == 0;
}

/* Of containers only kind and length are compared. */
static gboolean
heads_equal (const WeirValue *a, const WeirValue *b)
{
  if (a == b)
    return TRUE;
  if (a->kind != b->kind)
    return FALSE;
  switch ((WeirValueKind)a->kind)
    {
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
      return TRUE;
    case WEIR_VALUE_KIND_BOOLEAN:
      return FALSE; /* there is one true and one false */
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_DATE:
      return numbers_equal (((const WeirNumber *)a)->number,
                            ((const WeirNumber *)b)->number);
    case WEIR_VALUE_KIND_STRING:
    case WEIR_VALUE_KIND_BYTES:
      return data_equal (a, b);
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      return weir_value_get_length (a) == weir_value_get_length (b);
    }
  g_return_val_if_reached (FALSE);
}

/* The next two values to compare; FALSE when @b lacks a member. */
static gboolean
get_children (Pair *pair, const WeirValue **a, const WeirValue **b)
{
  gsize       index = pair->next++;
  gsize       length;
  const char *key;

  if (pair->a->kind == WEIR_VALUE_KIND_ARRAY)
    {
      *a = weir_value_get_item (pair->a, index);
      *b = weir_value_get_item (pair->b, index);
      return TRUE;
    }
  key = weir_value_get_key (pair->a, index, &length);
  *a = weir_value_get_member (pair->a, index);
  *b = weir_value_lookup_len (pair->b, key, length);
  return *b != NULL;
}

static gboolean
containers_equal (const WeirValue *a, const WeirValue *b)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Pair));
  Pair               first = { a, b, 0 };

  g_array_append_val (stack, first);
  while (stack->len > 0)
    {
      Pair *pair = &g_array_index (stack, Pair, stack->len - 1);
      Pair  inner = { NULL, NULL, 0 };

      if (pair->next == weir_value_get_length (pair->a))
        {
          g_array_set_size (stack, stack->len - 1);
          continue;
        }
      if (!get_children (pair, &inner.a, &inner.b) ||
          !heads_equal (inner.a, inner.b))
        return FALSE;
      if (inner.a != inner.b && weir_value_is_container (inner.a))
        g_array_append_val (stack, inner);
    }
  return TRUE;
}

gboolean
weir_value_equal (const WeirValue *a, const WeirValue *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (!heads_equal (a, b))
    return FALSE;
  return a == b || !weir_value_is_container (a) || containers_equal (a, b);
}
