/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-type-private.h"

#include "json/weir-convert.h"

#include <math.h>
#include <string.h>

/* Kinds of values as tests name them: JSON's, and those JSON writes in another
 * way. */

static gboolean
is_kind (const WeirValue *value, WeirValueKind kind)
{
  return value != NULL && weir_value_get_kind (value) == kind;
}

/* `{"type":"Buffer","data":[…]}` (Buffer.prototype.toJSON of Node.js).
 * Returns: (nullable): its items */
const WeirValue *
weir_flow_test_get_buffer_data (const WeirValue *value)
{
  const WeirValue *data;

  if (!is_kind (value, WEIR_VALUE_KIND_OBJECT) ||
      weir_value_get_length (value) != 2 ||
      g_strcmp0 (weir_value_lookup_string (value, "type"), "Buffer") != 0)
    return NULL;
  data = weir_value_lookup (value, "data");
  return is_kind (data, WEIR_VALUE_KIND_ARRAY) ? data : NULL;
}

/* Returns NULL when the items are no bytes. */
GByteArray *
weir_flow_test_read_buffer_data (const WeirValue *data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize                  length = weir_value_get_length (data);

  for (gsize i = 0; i < length; i++)
    {
      const WeirValue *item = weir_value_get_item (data, i);
      double           number;
      guint8           byte;

      if (!is_kind (item, WEIR_VALUE_KIND_NUMBER))
        return NULL;
      number = weir_value_get_number (item);
      if (!(number >= 0 && number <= 255 && floor (number) == number))
        return NULL;
      byte = (guint8)number;
      g_byte_array_append (bytes, &byte, 1);
    }
  return g_steal_pointer (&bytes);
}

/* What JSON has no other word for than a text. */
gboolean
weir_flow_test_is_said_by_text (const char *text, const WeirValue *got)
{
  g_autofree char *iso = NULL;
  char             number[WEIR_NUMBER_TEXT_MAX];

  if (is_kind (got, WEIR_VALUE_KIND_DATE))
    {
      iso = weir_date_to_iso (weir_value_get_date_ms (got));
      return g_str_equal (iso, text);
    }
  if (!is_kind (got, WEIR_VALUE_KIND_NUMBER) ||
      isfinite (weir_value_get_number (got)))
    return FALSE;
  weir_number_to_text (weir_value_get_number (got), number);
  return g_str_equal (number, text);
}

/* ISO 8601 as Date.toJSON writes it, also with fewer digits and an offset. */
gboolean
weir_flow_test_is_iso_date (const char *text, gsize length)
{
  static const char  form[] = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\."
                              "\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$";
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char      *copy = NULL;

  if (length > 40 || strlen (text) != length)
    return FALSE;
  regex = g_regex_new (form, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  copy = g_strndup (text, length);
  if (!g_regex_match (regex, copy, 0, NULL))
    return FALSE;
  date = g_date_time_new_from_iso8601 (copy, NULL);
  return date != NULL;
}

static gboolean
is_buffer (const WeirValue *got)
{
  const WeirValue       *data = weir_flow_test_get_buffer_data (got);
  g_autoptr (GByteArray) bytes = NULL;

  if (is_kind (got, WEIR_VALUE_KIND_BYTES))
    return TRUE;
  if (data != NULL)
    bytes = weir_flow_test_read_buffer_data (data);
  return bytes != NULL;
}

static gboolean
is_date (const WeirValue *got)
{
  const char *text;
  gsize       length;

  if (!is_kind (got, WEIR_VALUE_KIND_STRING))
    return is_kind (got, WEIR_VALUE_KIND_DATE);
  text = weir_value_get_string (got, &length);
  return weir_flow_test_is_iso_date (text, length);
}

gboolean
weir_flow_test_has_type (const char *name, const WeirValue *got)
{
  static const struct
  {
    const char   *name;
    WeirValueKind kind;
  } kinds[] = {
    { "string", WEIR_VALUE_KIND_STRING },
    { "number", WEIR_VALUE_KIND_NUMBER },
    { "boolean", WEIR_VALUE_KIND_BOOLEAN },
    { "object", WEIR_VALUE_KIND_OBJECT },
    { "array", WEIR_VALUE_KIND_ARRAY },
    { "null", WEIR_VALUE_KIND_NULL },
  };

  if (g_str_equal (name, "buffer"))
    return is_buffer (got);
  if (g_str_equal (name, "date"))
    return is_date (got);
  if (g_str_equal (name, "undefined"))
    return got == NULL || is_kind (got, WEIR_VALUE_KIND_UNDEFINED);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, name))
        return is_kind (got, kinds[i].kind);
    }
  return FALSE;
}
