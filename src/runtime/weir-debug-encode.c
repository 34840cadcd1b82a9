/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-debug-encode.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <math.h>
#include <string.h>

/* What a debug event says of a value, as Node-RED's sidebar and its peers
 * expect it: a name of its kind, and a text. JSON can't say all a message may
 * hold, and should not say all of a large one: such values become objects
 * marked `__enc__`. */

static const char marker[] = "__enc__";

/* Deeper than any message from outside may be nested; only a flow that wraps a
 * value again and again gets there. */
#define MAX_DEPTH WEIR_JSON_MAX_DEPTH

static WeirValue *encode_nested (WeirValue *value, guint depth);

static gsize
get_utf16_length (const WeirValue *string)
{
  gsize       length;
  const char *text = weir_value_get_string (string, &length);

  return weir_text_utf16_length (text, length);
}

char *
weir_debug_format (const WeirValue *value)
{
  if (value == NULL)
    return g_strdup ("undefined");

  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
      return g_strdup ("undefined");
    case WEIR_VALUE_KIND_NULL:
      return g_strdup ("null");
    case WEIR_VALUE_KIND_BOOLEAN:
      return g_strdup ("boolean");
    case WEIR_VALUE_KIND_NUMBER:
      return g_strdup ("number");
    case WEIR_VALUE_KIND_STRING:
      return g_strdup_printf ("string[%" G_GSIZE_FORMAT "]",
                              get_utf16_length (value));
    case WEIR_VALUE_KIND_BYTES:
      return g_strdup_printf ("buffer[%" G_GSIZE_FORMAT "]",
                              weir_value_get_length (value));
    case WEIR_VALUE_KIND_DATE:
      return g_strdup ("Date");
    case WEIR_VALUE_KIND_ARRAY:
      return g_strdup_printf ("array[%" G_GSIZE_FORMAT "]",
                              weir_value_get_length (value));
    case WEIR_VALUE_KIND_OBJECT:
      return g_strdup ("Object");
    }

  g_return_val_if_reached (NULL);
}

/* Returns: (transfer full): `{"__enc__":true,"type":@type}` */
static WeirValue *
new_marked (const char *type)
{
  WeirValue *object = weir_value_with_member (weir_value_new_object (),
                                              marker,
                                              weir_value_new_boolean (TRUE));

  return weir_value_with_member (object, "type", weir_value_new_string (type));
}

static WeirValue *
encode_number (WeirValue *number)
{
  char text[WEIR_NUMBER_TEXT_MAX];

  if (isfinite (weir_value_get_number (number)))
    return weir_value_ref (number);

  weir_number_to_text (weir_value_get_number (number), text);

  return weir_value_with_member (new_marked ("number"),
                                 "data",
                                 weir_value_new_string (text));
}

/* Returns: (transfer full) (nullable): the cut text; %NULL when it is not too
 *   long */
static GString *
cut_string (const WeirValue *string)
{
  gsize       length;
  const char *text = weir_value_get_string (string, &length);
  gsize       cut;
  GString    *out;

  /* A text has no more units than bytes. */
  if (length <= WEIR_DEBUG_MAX_LENGTH ||
      weir_text_utf16_length (text, length) <= WEIR_DEBUG_MAX_LENGTH)
    return NULL;

  cut = weir_text_utf16_offset (text, length, WEIR_DEBUG_MAX_LENGTH);
  out = g_string_new_len (text, (gssize)cut);

  return g_string_append (out, "...");
}

static WeirValue *
encode_string (WeirValue *string)
{
  GString   *cut = cut_string (string);
  WeirValue *result;

  if (cut == NULL)
    return weir_value_ref (string);

  result = weir_value_new_string_len (cut->str, cut->len);
  g_string_free (cut, TRUE);

  return result;
}

/* @items: (transfer full) (element-type WeirValue) */
static WeirValue *
new_array_from (GPtrArray *items)
{
  WeirValue *array =
    weir_value_new_array ((WeirValue **)items->pdata, items->len);

  /* The references went into the array. */
  g_ptr_array_set_free_func (items, NULL);
  g_ptr_array_unref (items);

  return array;
}

static WeirValue *
encode_bytes (WeirValue *value)
{
  gsize         length;
  const guint8 *bytes = weir_value_get_bytes (value, &length);
  guint         shown = MIN (length, WEIR_DEBUG_MAX_LENGTH);
  GPtrArray    *data = g_ptr_array_sized_new (shown);
  WeirValue    *object = weir_value_new_object ();

  for (guint i = 0; i < shown; i++)
    g_ptr_array_add (data, weir_value_new_number (bytes[i]));

  object =
    weir_value_with_member (object, "type", weir_value_new_string ("Buffer"));
  object = weir_value_with_member (object, "data", new_array_from (data));
  object = weir_value_with_member (object, marker, weir_value_new_boolean (TRUE));

  return weir_value_with_member (object,
                                 "length",
                                 weir_value_new_number ((double)length));
}

static WeirValue *
encode_array (WeirValue *array, guint depth)
{
  gsize      length = weir_value_get_length (array);
  guint      shown = MIN (length, WEIR_DEBUG_MAX_LENGTH);
  GPtrArray *items = g_ptr_array_sized_new (shown);
  WeirValue *object;

  for (guint i = 0; i < shown; i++)
    g_ptr_array_add (items,
                     encode_nested (weir_value_get_item (array, i), depth + 1));

  if (shown == length)
    return new_array_from (items);

  object =
    weir_value_with_member (new_marked ("array"), "data", new_array_from (items));

  return weir_value_with_member (object,
                                 "length",
                                 weir_value_new_number ((double)length));
}

/* Node-RED hides what hangs on HTTP requests. */
static gboolean
is_internal (const char *key, gsize length)
{
  return length == 4 &&
         (memcmp (key, "_req", 4) == 0 || memcmp (key, "_res", 4) == 0);
}

static WeirValue *
encode_object (WeirValue *object, guint depth)
{
  WeirValue *result = weir_value_new_object ();

  for (gsize i = 0; i < weir_value_get_length (object); i++)
    {
      gsize       length;
      const char *key = weir_value_get_key (object, i, &length);
      WeirValue  *member =
        is_internal (key, length)
           ? new_marked ("internal")
           : encode_nested (weir_value_get_member (object, i), depth + 1);

      result = weir_value_with_member_len (result, key, length, member);
    }

  return result;
}

/* Returns: (transfer full): what stands for a value inside JSON */
static WeirValue *
encode_nested (WeirValue *value, guint depth)
{
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
      return new_marked ("undefined");

    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_DATE:
      return weir_value_ref (value);

    case WEIR_VALUE_KIND_NUMBER:
      return encode_number (value);

    case WEIR_VALUE_KIND_STRING:
      return encode_string (value);

    case WEIR_VALUE_KIND_BYTES:
      return encode_bytes (value);

    case WEIR_VALUE_KIND_ARRAY:
      return depth < MAX_DEPTH ? encode_array (value, depth)
                               : weir_value_new_string ("[Array]");

    case WEIR_VALUE_KIND_OBJECT:
      return depth < MAX_DEPTH ? encode_object (value, depth)
                               : weir_value_new_string ("[Object]");
    }

  g_return_val_if_reached (NULL);
}

/* Returns: (transfer full): a text as C knows it: UTF-8, and U+0000, which
 *   would end it, as its visible sign */
static char *
make_c_text (const char *text, gsize length)
{
  GString *out = weir_text_make_utf8 (text, length);

  for (gsize i = 0; i < out->len; i++)
    if (out->str[i] == '\0')
      {
        g_string_erase (out, (gssize)i, 1);
        g_string_insert (out, (gssize)i, "\u2400");
      }

  return g_string_free (out, FALSE);
}

static char *
encode_top_string (const WeirValue *string)
{
  GString    *cut = cut_string (string);
  gsize       length;
  const char *text = weir_value_get_string (string, &length);
  char       *result;

  if (cut == NULL)
    return make_c_text (text, length);

  result = make_c_text (cut->str, cut->len);
  g_string_free (cut, TRUE);

  return result;
}

/* In hexadecimal; the limit counts digits. */
static char *
encode_top_bytes (const WeirValue *value)
{
  gsize         length;
  const guint8 *bytes = weir_value_get_bytes (value, &length);
  gsize         shown = MIN (length, WEIR_DEBUG_MAX_LENGTH / 2);
  GString      *out = g_string_sized_new (2 * shown);

  for (gsize i = 0; i < shown; i++)
    g_string_append_printf (out, "%02x", bytes[i]);

  return g_string_free (out, FALSE);
}

static char *
encode_as_text (const WeirValue *value)
{
  g_autoptr (WeirValue) text = weir_value_to_text (value);

  return g_strdup (weir_value_get_string (text, NULL));
}

char *
weir_debug_encode (const WeirValue *value)
{
  g_autoptr (WeirValue) encoded = NULL;

  if (value == NULL)
    return g_strdup ("(undefined)");

  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
      return g_strdup ("(undefined)");

    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_DATE:
      return encode_as_text (value);

    case WEIR_VALUE_KIND_STRING:
      return encode_top_string (value);

    case WEIR_VALUE_KIND_BYTES:
      return encode_top_bytes (value);

    case WEIR_VALUE_KIND_ARRAY:
    case WEIR_VALUE_KIND_OBJECT:
      encoded = encode_nested ((WeirValue *)value, 0);
      return weir_json_write (encoded, WEIR_JSON_STYLE_COMPACT);
    }

  g_return_val_if_reached (NULL);
}
