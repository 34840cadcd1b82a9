/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-json.h"

#include "json/weir-convert.h"
#include "json/weir-json-layout-private.h"
#include "json/weir-text-private.h"
#include "json/weir-value-private.h"
#include "json/weir-value-walk.h"

#include <math.h>

/* From values to text, as JSON.stringify does it. The text goes straight into
 * the GString of the caller; there is no other state. */

static const char hex_digits[] = "0123456789abcdef";

/* Makes room for @length more bytes and a NUL; the caller writes them at the
 * address returned and adds them to `len`. */
static inline char *
reserve (GString *out, gsize length)
{
  gsize used = out->len;

  if (G_UNLIKELY (out->allocated_len - used <= length))
    {
      g_string_set_size (out, used + length);
      out->len = used;
    }
  return out->str + used;
}

static void
append_plain (GString *out, const char *text, gsize length)
{
  char *at = reserve (out, length + 2);

  *at++ = '"';
  memcpy (at, text, length);
  at[length] = '"';
  at[length + 1] = '\0';
  out->len += length + 2;
}

static void
append_unit_escape (GString *out, guint unit)
{
  char text[] = "\\u0000";

  for (guint i = 5; i > 1; i--)
    {
      text[i] = hex_digits[unit & 0xf];
      unit >>= 4;
    }
  g_string_append_len (out, text, 6);
}

/* Appends the special character at @text; returns how many bytes it has. */
static gsize
append_special (GString *out, const char *text, gsize length)
{
  static const char *const meanings = "\b\f\n\r\t\"\\";
  static const char *const names = "bfnrt\"\\";
  const guint8            *byte = (const guint8 *)text;
  const char              *meaning;

  if (weir_text_is_surrogate (text, length))
    {
      append_unit_escape (out,
                          0xd000u | (byte[1] & 0x3fu) << 6 | (byte[2] & 0x3fu));
      return 3;
    }
  meaning = byte[0] != 0 ? strchr (meanings, text[0]) : NULL;
  if (meaning != NULL)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, names[meaning - meanings]);
    }
  else if (byte[0] < 0x20)
    append_unit_escape (out, byte[0]);
  else
    g_string_append_c (out, text[0]); /* 0xed of a usual character */
  return 1;
}

void
weir_json_append_string (GString *out, const char *text, gsize length)
{
  gsize plain;

  g_return_if_fail (out != NULL);
  g_return_if_fail (text != NULL || length == 0);

  plain = weir_text_find_special (text, length);
  if (plain == length)
    {
      append_plain (out, text, length);
      return;
    }
  g_string_append_c (out, '"');
  while (TRUE)
    {
      g_string_append_len (out, text, (gssize)plain);
      text += plain;
      length -= plain;
      if (length == 0)
        break;
      plain = append_special (out, text, length);
      text += plain;
      length -= plain;
      plain = weir_text_find_special (text, length);
    }
  g_string_append_c (out, '"');
}

static void
append_number (GString *out, const WeirValue *value)
{
  const WeirNumber *number = (const WeirNumber *)value;
  gsize             length = number->lexeme_length;

  if (length > 0)
    g_string_append_len (out, weir_number_get_lexeme (number), (gssize)length);
  else if (!isfinite (number->number))
    g_string_append_len (out, "null", 4);
  else
    {
      char *at = reserve (out, WEIR_NUMBER_TEXT_MAX);

      out->len += weir_number_to_text (number->number, at);
    }
}

static void
append_date (GString *out, const WeirValue *value)
{
  double           ms = weir_value_get_date_ms (value);
  g_autofree char *iso = weir_date_to_iso (ms);

  if (g_ascii_isalpha (iso[0]))
    g_string_append (out, "null");
  else
    append_plain (out, iso, strlen (iso));
}

static guint
put_byte (char *at, guint8 byte)
{
  guint length = byte >= 100 ? 3 : byte >= 10 ? 2 : 1;

  for (guint i = length; i > 0; i--)
    {
      at[i - 1] = (char)('0' + byte % 10);
      byte /= 10;
    }
  return length;
}

/* What Buffer.prototype.toJSON makes of it. */
static void
append_bytes (GString *out, const WeirValue *value, WeirJsonLayout *layout)
{
  gsize         length;
  const guint8 *bytes = weir_value_get_bytes (value, &length);

  weir_json_layout_open (layout, out, '{');
  weir_json_layout_item (layout, out);
  append_plain (out, "type", 4);
  weir_json_layout_colon (layout, out);
  append_plain (out, "Buffer", 6);
  weir_json_layout_item (layout, out);
  append_plain (out, "data", 4);
  weir_json_layout_colon (layout, out);
  weir_json_layout_open (layout, out, '[');
  for (gsize i = 0; i < length; i++)
    {
      weir_json_layout_item (layout, out);
      out->len += put_byte (reserve (out, 3), bytes[i]);
    }
  weir_json_layout_close (layout, out, ']');
  weir_json_layout_close (layout, out, '}');
}

static void
append_leaf (GString *out, const WeirValue *value, WeirJsonLayout *layout)
{
  const WeirString *string = (const WeirString *)value;

  switch ((WeirValueKind)value->kind)
    {
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
      g_string_append_len (out, "null", 4);
      break;
    case WEIR_VALUE_KIND_BOOLEAN:
      g_string_append (out, weir_value_get_boolean (value) ? "true" : "false");
      break;
    case WEIR_VALUE_KIND_NUMBER:
      append_number (out, value);
      break;
    case WEIR_VALUE_KIND_STRING:
      if (value->plain)
        append_plain (out, weir_string_get_data (string), string->length);
      else
        weir_json_append_string (out,
                                 weir_string_get_data (string),
                                 string->length);
      break;
    case WEIR_VALUE_KIND_DATE:
      append_date (out, value);
      break;
    case WEIR_VALUE_KIND_BYTES:
      append_bytes (out, value, layout);
      break;
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      g_assert_not_reached ();
    }
}

static void
append_key (GString *out, const WeirValue *object, gsize index)
{
  const WeirKey *key = ((const WeirObject *)object)->members[index].key;

  if (key->plain)
    append_plain (out, weir_key_get_text (key), key->length);
  else
    weir_json_append_string (out, weir_key_get_text (key), key->length);
}

static gboolean
is_left_out (const WeirWalkStep *step)
{
  return step->value->kind == WEIR_VALUE_KIND_UNDEFINED &&
         step->parent != NULL && step->parent->kind == WEIR_VALUE_KIND_OBJECT;
}

static void
append_step (GString *out, const WeirWalkStep *step, WeirJsonLayout *layout)
{
  gboolean object = step->value->kind == WEIR_VALUE_KIND_OBJECT;

  if (step->event == WEIR_WALK_LEAVE)
    {
      weir_json_layout_close (layout, out, object ? '}' : ']');
      return;
    }
  if (step->parent != NULL)
    {
      weir_json_layout_item (layout, out);
      if (step->parent->kind == WEIR_VALUE_KIND_OBJECT)
        {
          append_key (out, step->parent, step->index);
          weir_json_layout_colon (layout, out);
        }
    }
  if (step->event == WEIR_WALK_ENTER)
    weir_json_layout_open (layout, out, object ? '{' : '[');
  else
    append_leaf (out, step->value, layout);
}

void
weir_json_append (GString *out, const WeirValue *value, WeirJsonStyle style)
{
  g_auto (WeirWalk) walk = WEIR_WALK_INIT;
  WeirJsonLayout    layout = { .style = style };
  WeirWalkStep      step;

  g_return_if_fail (out != NULL);
  g_return_if_fail (value != NULL);

  weir_walk_start (&walk, value);
  while (weir_walk_next (&walk, &step))
    {
      if (!is_left_out (&step))
        append_step (out, &step, &layout);
    }
  out->str[out->len] = '\0';
}

char *
weir_json_write (const WeirValue *value, WeirJsonStyle style)
{
  GString *out;

  g_return_val_if_fail (value != NULL, NULL);

  out = g_string_new (NULL);
  weir_json_append (out, value, style);
  return g_string_free (out, FALSE);
}
