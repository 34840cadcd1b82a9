/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-editor"

#include "config.h"

#include "editor/panels/weir-value-text.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"
#include "json/weir-value-walk.h"
#include "runtime/weir-debug-encode.h"

#include <math.h>
#include <string.h>

/* What panels write of values. Previews are made while rows rush by, so they
 * stop at their length instead of writing all and cutting it. */

/* The milliseconds a JavaScript date can hold (ECMA-262 §21.4.1.1). */
#define MAX_DATE_MS 8.64e15

/* The bytes of a buffer a preview shows. */
#define PREVIEW_BUFFER_BYTES 16

static void
append_string (GString *out, const char *text, gsize length, gsize max_bytes)
{
  gsize cut = length;

  if (length > max_bytes)
    cut = weir_text_utf16_offset (text,
                                  length,
                                  weir_text_utf16_length (text, max_bytes));
  weir_json_append_string (out, text, cut);
  if (cut < length)
    {
      g_string_truncate (out, out->len - 1);
      g_string_append (out, "…");
    }
}

static void
append_bytes (GString *out, const WeirValue *value)
{
  gsize         length;
  const guint8 *data = weir_value_get_bytes (value, &length);

  g_string_append_c (out, '<');
  for (gsize i = 0; i < MIN (length, PREVIEW_BUFFER_BYTES); i++)
    g_string_append_printf (out, i == 0 ? "%02x" : " %02x", data[i]);
  g_string_append (out, length > PREVIEW_BUFFER_BYTES ? " …>" : ">");
}

static void
append_leaf (GString *out, const WeirValue *value, gsize max_bytes)
{
  gsize            length;
  const char      *text;
  char             number[WEIR_NUMBER_TEXT_MAX];
  g_autofree char *date = NULL;

  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
      g_string_append (out, "undefined");
      break;
    case WEIR_VALUE_KIND_STRING:
      text = weir_value_get_string (value, &length);
      append_string (out, text, length, max_bytes);
      break;
    case WEIR_VALUE_KIND_BYTES:
      append_bytes (out, value);
      break;
    case WEIR_VALUE_KIND_DATE:
      date = weir_date_to_iso (weir_value_get_date_ms (value));
      g_string_append (out, date);
      break;
    case WEIR_VALUE_KIND_NUMBER:
      if (isfinite (weir_value_get_number (value)))
        {
          weir_json_append (out, value, WEIR_JSON_STYLE_COMPACT);
          break;
        }
      weir_number_to_text (weir_value_get_number (value), number);
      g_string_append (out, number);
      break;
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      weir_json_append (out, value, WEIR_JSON_STYLE_COMPACT);
      break;
    }
}

static gboolean
is_array (const WeirValue *value)
{
  return weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY;
}

static void
append_key (GString *out, const WeirWalkStep *step, gsize max_bytes)
{
  gsize       length;
  const char *key;

  if (step->parent == NULL)
    return;
  if (step->index > 0)
    g_string_append_c (out, ',');
  if (is_array (step->parent))
    return;
  key = weir_value_get_key (step->parent, step->index, &length);
  append_string (out, key, length, max_bytes);
  g_string_append_c (out, ':');
}

char *
weir_value_dup_preview (const WeirValue *value, gsize max_bytes)
{
  g_auto (WeirWalk) walk = WEIR_WALK_INIT;
  GString          *out = g_string_sized_new (64);
  WeirWalkStep      step;

  if (value == NULL)
    return g_string_free (g_string_append (out, "undefined"), FALSE);
  weir_walk_start (&walk, value);
  while (weir_walk_next (&walk, &step))
    {
      if (out->len >= max_bytes)
        {
          g_string_append (out, "…");
          break;
        }
      if (step.event == WEIR_WALK_LEAVE)
        {
          g_string_append_c (out, is_array (step.value) ? ']' : '}');
          continue;
        }
      append_key (out, &step, max_bytes - out->len);
      if (step.event == WEIR_WALK_ENTER)
        g_string_append_c (out, is_array (step.value) ? '[' : '{');
      else
        append_leaf (out, step.value, MAX (max_bytes, out->len + 8) - out->len);
    }
  return g_string_free (out, FALSE);
}

/* Node-RED's debug messages say “Object” and “Date”, its sidebar does not. */
char *
weir_value_dup_kind (const WeirValue *value)
{
  g_autofree char *format = weir_debug_format (value);

  return g_ascii_strdown (format, -1);
}

GString *
weir_value_dup_text (const WeirValue *value)
{
  gsize       length;
  const char *text;
  GString    *out;

  if (value == NULL)
    return g_string_new ("undefined");
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_STRING:
      text = weir_value_get_string (value, &length);
      return weir_text_make_utf8 (text, length);
    case WEIR_VALUE_KIND_BYTES:
      text = (const char *)weir_value_get_bytes (value, &length);
      return weir_text_make_utf8 (text, length);
    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      out = g_string_new (NULL);
      weir_json_append (out, value, WEIR_JSON_STYLE_PRETTY);
      return out;
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_DATE:
      out = g_string_new (NULL);
      append_leaf (out, value, G_MAXSIZE);
      return out;
    }
  g_return_val_if_reached (NULL);
}

GBytes *
weir_value_dup_bytes (const WeirValue *value)
{
  gsize         length;
  const guint8 *data;
  const char   *text;

  if (value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_BYTES)
    {
      data = weir_value_get_bytes (value, &length);
      return g_bytes_new (data, length);
    }
  if (value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_STRING)
    {
      text = weir_value_get_string (value, &length);
      return g_bytes_new (text, length);
    }
  return g_string_free_to_bytes (weir_value_dup_text (value));
}

char *
weir_value_dup_copy (const WeirValue *value)
{
  gsize         length;
  const guint8 *data;
  GString      *out;

  if (value == NULL || weir_value_get_kind (value) != WEIR_VALUE_KIND_BYTES)
    return g_string_free (weir_value_dup_text (value), FALSE);
  data = weir_value_get_bytes (value, &length);
  out = g_string_new ("[");
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (out, i == 0 ? "%d" : ",%d", data[i]);
  return g_string_free (g_string_append_c (out, ']'), FALSE);
}

/* Numbers */

static gboolean
is_integer (double number)
{
  return isfinite (number) && floor (number) == number &&
         fabs (number) <= MAX_DATE_MS;
}

WeirNumberForm
weir_number_next_form (double number, WeirNumberForm form)
{
  if (!is_integer (number))
    return WEIR_NUMBER_FORM_DECIMAL;
  switch (form)
    {
    case WEIR_NUMBER_FORM_DECIMAL:
      return WEIR_NUMBER_FORM_DATE;
    case WEIR_NUMBER_FORM_DATE:
      return WEIR_NUMBER_FORM_LOCAL_DATE;
    case WEIR_NUMBER_FORM_LOCAL_DATE:
      return WEIR_NUMBER_FORM_HEX;
    case WEIR_NUMBER_FORM_HEX:
      return WEIR_NUMBER_FORM_DECIMAL;
    }
  g_return_val_if_reached (WEIR_NUMBER_FORM_DECIMAL);
}

char *
weir_number_dup_form (double number, WeirNumberForm form)
{
  char text[WEIR_NUMBER_TEXT_MAX];

  if (is_integer (number))
    switch (form)
      {
      case WEIR_NUMBER_FORM_DECIMAL:
        break;
      case WEIR_NUMBER_FORM_DATE:
        return weir_date_to_iso (number);
      case WEIR_NUMBER_FORM_LOCAL_DATE:
        return weir_date_to_text (number);
      case WEIR_NUMBER_FORM_HEX:
        return g_strdup_printf ("%s0x%" G_GINT64_MODIFIER "x",
                                number < 0 ? "-" : "",
                                (guint64)fabs (number));
      }
  weir_number_to_text (number, text);
  return g_strdup (text);
}

/* Bytes and paths */

char *
weir_hex_dup_line (const guint8 *data, gsize length, gsize offset)
{
  GString *out = g_string_sized_new (80);
  gsize    n;

  g_return_val_if_fail (offset <= length, NULL);

  n = MIN (length - offset, WEIR_HEX_LINE_BYTES);
  g_string_append_printf (out, "%08" G_GSIZE_MODIFIER "x ", offset);
  for (gsize i = 0; i < WEIR_HEX_LINE_BYTES; i++)
    {
      if (i % 8 == 0)
        g_string_append_c (out, ' ');
      if (i < n)
        g_string_append_printf (out, "%02x ", data[offset + i]);
      else
        g_string_append (out, "   ");
    }
  g_string_append (out, " |");
  for (gsize i = 0; i < n; i++)
    g_string_append_c (out,
                       g_ascii_isprint (data[offset + i]) ? (char)data[offset + i]
                                                          : '.');
  return g_string_free (g_string_append_c (out, '|'), FALSE);
}

static gboolean
is_name (const char *key, gsize length)
{
  if (length == 0 || g_ascii_isdigit (key[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (key[i]) && key[i] != '_' && key[i] != '$')
      return FALSE;
  return TRUE;
}

char *
weir_path_dup_member (const char *path, const char *key, gsize length)
{
  GString *out = g_string_new (path);

  if (is_name (key, length))
    {
      if (out->len > 0)
        g_string_append_c (out, '.');
      g_string_append_len (out, key, (gssize)length);
    }
  else
    {
      g_string_append_c (out, '[');
      weir_json_append_string (out, key, length);
      g_string_append_c (out, ']');
    }
  return g_string_free (out, FALSE);
}
