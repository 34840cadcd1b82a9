/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-value.h"

#include "json/weir-decimal-private.h"
#include "json/weir-text-private.h"
#include "json/weir-value-private.h"

#include <math.h>

/* Values: making, counting and reading them. Arrays and objects are changed in
 * files of their own. Whoever holds a reference owns it; undefined, null,
 * true, false, "" and small numbers are constants and cost nothing. */

#define IMMORTAL(kind)  \
  {                     \
    1, kind, TRUE, TRUE \
  }

static const WeirValue value_undefined = IMMORTAL (WEIR_VALUE_KIND_UNDEFINED);
static const WeirValue value_null = IMMORTAL (WEIR_VALUE_KIND_NULL);
static const WeirValue value_true = IMMORTAL (WEIR_VALUE_KIND_BOOLEAN);
static const WeirValue value_false = IMMORTAL (WEIR_VALUE_KIND_BOOLEAN);

static const struct
{
  WeirString string;
  char       nul;
} value_empty = { { IMMORTAL (WEIR_VALUE_KIND_STRING), 0 }, '\0' };

/* 0 … 255: counters, codes and the bytes of buffers written as JSON. */
#define NUMBER(n)                             \
  {                                           \
    IMMORTAL (WEIR_VALUE_KIND_NUMBER), (n), 0 \
  }
#define NUMBERS_4(n) NUMBER (n), NUMBER (n + 1), NUMBER (n + 2), NUMBER (n + 3)
#define NUMBERS_16(n) \
  NUMBERS_4 (n), NUMBERS_4 (n + 4), NUMBERS_4 (n + 8), NUMBERS_4 (n + 12)
#define NUMBERS_64(n) \
  NUMBERS_16 (n), NUMBERS_16 (n + 16), NUMBERS_16 (n + 32), NUMBERS_16 (n + 48)

static const WeirNumber small_numbers[] = {
  NUMBERS_64 (0),
  NUMBERS_64 (64),
  NUMBERS_64 (128),
  NUMBERS_64 (192),
};
static const guint n_small_numbers = G_N_ELEMENTS (small_numbers);

static void *
allocate (WeirValueKind kind, gsize size)
{
  WeirValue *value = g_malloc (size);

  value->ref_count = 1;
  value->kind = kind;
  value->immortal = FALSE;
  value->plain = FALSE;
  return value;
}

WeirValue *
weir_value_new_undefined (void)
{
  return (WeirValue *)&value_undefined;
}

WeirValue *
weir_value_new_null (void)
{
  return (WeirValue *)&value_null;
}

WeirValue *
weir_value_new_boolean (gboolean boolean)
{
  return (WeirValue *)(boolean ? &value_true : &value_false);
}

static WeirValue *
new_number (WeirValueKind kind, double number, const char *text, gsize length)
{
  WeirNumber *value = allocate (kind, sizeof (WeirNumber) + length);

  value->number = number;
  value->lexeme_length = length;
  if (length > 0)
    memcpy (value + 1, text, length);
  return &value->base;
}

static WeirValue *
find_small_number (double number)
{
  /* -0 is not 0: a table can't hold both under one index. */
  if (number >= 0 && number < n_small_numbers && number == (guint)number &&
      !signbit (number))
    return (WeirValue *)&small_numbers[(guint)number];
  return NULL;
}

WeirValue *
weir_value_new_number (double number)
{
  WeirValue *small = find_small_number (number);

  if (small != NULL)
    return small;
  return new_number (WEIR_VALUE_KIND_NUMBER, number, NULL, 0);
}

WeirValue *
weir_value_new_number_from_text (const char *text, gsize length)
{
  WeirDecimal decimal;
  double      number;

  g_return_val_if_fail (text != NULL && length > 0, NULL);

  weir_decimal_parse (&decimal, text, length);
  number = weir_decimal_to_double (&decimal);
  if (weir_decimal_is_canonical (&decimal))
    return weir_value_new_number (number);
  return new_number (WEIR_VALUE_KIND_NUMBER, number, text, length);
}

WeirValue *
weir_value_new_text (const char *text, gsize length, gboolean plain)
{
  WeirString *value;
  char       *data;

  if (length == 0)
    return (WeirValue *)&value_empty.string;

  value = allocate (WEIR_VALUE_KIND_STRING, sizeof (WeirString) + length + 1);
  value->base.plain = plain != FALSE;
  value->length = length;
  data = weir_string_get_data (value);
  memcpy (data, text, length);
  data[length] = '\0';
  return &value->base;
}

WeirValue *
weir_value_new_string (const char *text)
{
  g_return_val_if_fail (text != NULL, weir_value_new_text ("", 0, TRUE));

  return weir_value_new_text (text, strlen (text), FALSE);
}

WeirValue *
weir_value_new_string_len (const char *text, gsize length)
{
  g_return_val_if_fail (text != NULL || length == 0,
                        weir_value_new_text ("", 0, TRUE));

  return weir_value_new_text (text, length, FALSE);
}

WeirValue *
weir_value_new_string_printf (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return weir_value_new_string (text);
}

WeirValue *
weir_value_new_bytes (const guint8 *data, gsize length)
{
  WeirString *value;
  char       *copy;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  value = allocate (WEIR_VALUE_KIND_BYTES, sizeof (WeirString) + length + 1);
  value->length = length;
  copy = weir_string_get_data (value);
  if (length > 0)
    memcpy (copy, data, length);
  copy[length] = '\0';
  return &value->base;
}

WeirValue *
weir_value_new_date (double ms)
{
  return new_number (WEIR_VALUE_KIND_DATE, ms, NULL, 0);
}

void *
weir_container_new (WeirValueKind kind, gsize header, gsize item, gsize capacity)
{
  WeirContainer *container = allocate (kind, header + capacity * item);

  container->size = header;
  container->length = 0;
  container->capacity = capacity;
  return container;
}

void *
weir_container_reserve (WeirContainer *container,
                        gsize          header,
                        gsize          item,
                        gsize          capacity)
{
  if (capacity <= container->capacity)
    return container;
  capacity = MAX (capacity, container->capacity * 2);
  container = g_realloc (container, header + capacity * item);
  container->capacity = capacity;
  return container;
}

WeirValue *
weir_value_ref (WeirValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  if (!value->immortal)
    g_atomic_int_inc (&value->ref_count);
  return value;
}

/* Gives up a reference to what a dead container held. Containers that die with
 * it are put on @dead instead of being entered, so that no depth of nesting
 * can exhaust the stack. */
static void
release (WeirValue *value, WeirValue **dead)
{
  if (value->immortal)
    return;
  /* The only holder needs no atomic step down. */
  if (g_atomic_int_get (&value->ref_count) != 1 &&
      !g_atomic_int_dec_and_test (&value->ref_count))
    return;
  if (weir_value_is_container (value))
    {
      ((WeirContainer *)value)->next_dead = *dead;
      *dead = value;
      return;
    }
  g_free (value);
}

static void
release_contents (WeirContainer *container, WeirValue **dead)
{
  if (container->base.kind == WEIR_VALUE_KIND_ARRAY)
    {
      WeirArray *array = (WeirArray *)container;

      for (gsize i = 0; i < container->length; i++)
        release (array->items[i], dead);
    }
  else
    {
      WeirObject *object = (WeirObject *)container;

      for (gsize i = 0; i < container->length; i++)
        {
          weir_key_unref (object->members[i].key);
          release (object->members[i].value, dead);
        }
      weir_object_clear_index (object);
    }
}

void
weir_value_unref (WeirValue *value)
{
  WeirValue *dead = NULL;

  g_return_if_fail (value != NULL);

  release (value, &dead);
  while (dead != NULL)
    {
      WeirContainer *container = (WeirContainer *)dead;

      dead = container->next_dead;
      release_contents (container, &dead);
      g_free (container);
    }
}

WeirValueKind
weir_value_get_kind (const WeirValue *value)
{
  g_return_val_if_fail (value != NULL, WEIR_VALUE_KIND_UNDEFINED);

  return (WeirValueKind)value->kind;
}

gboolean
weir_value_get_boolean (const WeirValue *value)
{
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (value->kind == WEIR_VALUE_KIND_BOOLEAN, FALSE);

  return value == &value_true;
}

double
weir_value_get_number (const WeirValue *value)
{
  g_return_val_if_fail (value != NULL, NAN);
  g_return_val_if_fail (value->kind == WEIR_VALUE_KIND_NUMBER, NAN);

  return ((const WeirNumber *)value)->number;
}

double
weir_value_get_date_ms (const WeirValue *value)
{
  g_return_val_if_fail (value != NULL, NAN);
  g_return_val_if_fail (value->kind == WEIR_VALUE_KIND_DATE, NAN);

  return ((const WeirNumber *)value)->number;
}

const char *
weir_value_get_string (const WeirValue *value, gsize *length)
{
  const WeirString *string = (const WeirString *)value;

  g_return_val_if_fail (value != NULL, "");
  g_return_val_if_fail (value->kind == WEIR_VALUE_KIND_STRING, "");

  if (length != NULL)
    *length = string->length;
  return weir_string_get_data (string);
}

const guint8 *
weir_value_get_bytes (const WeirValue *value, gsize *length)
{
  const WeirString *string = (const WeirString *)value;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (value->kind == WEIR_VALUE_KIND_BYTES, NULL);

  if (length != NULL)
    *length = string->length;
  return (const guint8 *)weir_string_get_data (string);
}

gsize
weir_value_get_length (const WeirValue *value)
{
  g_return_val_if_fail (value != NULL, 0);

  if (weir_value_is_container (value))
    return ((const WeirContainer *)value)->length;
  g_return_val_if_fail (value->kind == WEIR_VALUE_KIND_STRING ||
                          value->kind == WEIR_VALUE_KIND_BYTES,
                        0);
  return ((const WeirString *)value)->length;
}

gsize
weir_value_get_size (const WeirValue *value)
{
  g_return_val_if_fail (value != NULL, 0);

  switch ((WeirValueKind)value->kind)
    {
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
      return sizeof (WeirValue);
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_DATE:
      return sizeof (WeirNumber) + ((const WeirNumber *)value)->lexeme_length;
    case WEIR_VALUE_KIND_STRING:
    case WEIR_VALUE_KIND_BYTES:
      return sizeof (WeirString) + ((const WeirString *)value)->length + 1;
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      return ((const WeirContainer *)value)->size;
    }
  g_return_val_if_reached (0);
}
