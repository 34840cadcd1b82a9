/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-convert.h"

#include "json/weir-value-walk.h"

#include <math.h>

/* What JavaScript makes of a value: its truth, its text, its number. Borrowed
 * values in, fresh ones out; no state. */

gboolean
weir_value_is_boolean (const WeirValue *value, gboolean boolean)
{
  return value != NULL &&
         weir_value_get_kind (value) == WEIR_VALUE_KIND_BOOLEAN &&
         weir_value_get_boolean (value) == boolean;
}

gboolean
weir_value_is_truthy (const WeirValue *value)
{
  double number;

  if (value == NULL)
    return FALSE;
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
      return FALSE;
    case WEIR_VALUE_KIND_BOOLEAN:
      return weir_value_get_boolean (value);
    case WEIR_VALUE_KIND_NUMBER:
      number = weir_value_get_number (value);
      return number != 0 && !isnan (number);
    case WEIR_VALUE_KIND_STRING:
      return weir_value_get_length (value) > 0;
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_DATE:
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static void
append_bytes (GString *out, const WeirValue *value)
{
  gsize               length;
  const guint8       *bytes = weir_value_get_bytes (value, &length);
  g_autoptr (GString) text = weir_text_make_utf8 ((const char *)bytes, length);

  g_string_append_len (out, text->str, (gssize)text->len);
}

/* The text of anything but an array. */
static void
append_text (GString *out, const WeirValue *value)
{
  char             buffer[WEIR_NUMBER_TEXT_MAX];
  g_autofree char *date = NULL;
  const char      *text;
  gsize            length;

  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
      g_string_append (out, "undefined");
      break;
    case WEIR_VALUE_KIND_NULL:
      g_string_append (out, "null");
      break;
    case WEIR_VALUE_KIND_BOOLEAN:
      g_string_append (out, weir_value_get_boolean (value) ? "true" : "false");
      break;
    case WEIR_VALUE_KIND_NUMBER:
      length = weir_number_to_text (weir_value_get_number (value), buffer);
      g_string_append_len (out, buffer, (gssize)length);
      break;
    case WEIR_VALUE_KIND_STRING:
      text = weir_value_get_string (value, &length);
      g_string_append_len (out, text, (gssize)length);
      break;
    case WEIR_VALUE_KIND_BYTES:
      append_bytes (out, value);
      break;
    case WEIR_VALUE_KIND_DATE:
      date = weir_date_to_text (weir_value_get_date_ms (value));
      g_string_append (out, date);
      break;
    case WEIR_VALUE_KIND_OBJECT:
      g_string_append (out, "[object Object]");
      break;
    case WEIR_VALUE_KIND_ARRAY:
      g_assert_not_reached ();
    }
}

/* Array.prototype.join: nested arrays melt into the outer one, null and
 * undefined leave nothing. */
static void
append_joined (GString *out, const WeirValue *array)
{
  g_auto (WeirWalk) walk = WEIR_WALK_INIT;
  WeirWalkStep      step;

  weir_walk_start (&walk, array);
  while (weir_walk_next (&walk, &step))
    {
      WeirValueKind kind;

      if (step.event == WEIR_WALK_LEAVE)
        continue;
      if (step.index > 0)
        g_string_append_c (out, ',');
      kind = weir_value_get_kind (step.value);
      if (kind == WEIR_VALUE_KIND_OBJECT)
        weir_walk_skip (&walk, &step);
      if (kind != WEIR_VALUE_KIND_ARRAY && kind != WEIR_VALUE_KIND_NULL &&
          kind != WEIR_VALUE_KIND_UNDEFINED)
        append_text (out, step.value);
    }
}

WeirValue *
weir_value_to_text (const WeirValue *value)
{
  g_autoptr (GString) out = NULL;

  if (value == NULL)
    return weir_value_new_string ("undefined");
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    return weir_value_ref ((WeirValue *)value);

  out = g_string_new (NULL);
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY)
    append_joined (out, value);
  else
    append_text (out, value);
  return weir_value_new_string_len (out->str, out->len);
}

double
weir_value_to_number (const WeirValue *value)
{
  g_autoptr (WeirValue) text = NULL;
  const char           *characters;
  gsize                 length;

  if (value == NULL)
    return NAN;
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_OBJECT:
      return NAN;
    case WEIR_VALUE_KIND_NULL:
      return 0;
    case WEIR_VALUE_KIND_BOOLEAN:
      return weir_value_get_boolean (value) ? 1 : 0;
    case WEIR_VALUE_KIND_NUMBER:
      return weir_value_get_number (value);
    case WEIR_VALUE_KIND_DATE:
      return weir_value_get_date_ms (value);
    case WEIR_VALUE_KIND_STRING:
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_ARRAY:
      text = weir_value_to_text (value);
      characters = weir_value_get_string (text, &length);
      return weir_number_from_text (characters, length);
    }
  g_return_val_if_reached (NAN);
}
