/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-generalize-private.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"
#include "testing/weir-flow-test-type-private.h"

#include <math.h>
#include <string.h>

/* From what came once to what must come every time: what is different in every
 * run becomes a matcher, what JSON can't say is said in the way patterns do. */

/* Milliseconds since 1970 from 2015 to 2100, which is how Node-RED's messages
 * carry the time; few other numbers are there. */
#define FIRST_TIME 1420070400000.0
#define LAST_TIME  4102444800000.0

/* Deeper parts of a value are not compared; far below what JSON may nest. */
#define MAX_DEPTH 100

/* Where in a value one is. */
typedef struct
{
  guint    depth;
  gboolean literal; /* within `$literal`: a `$` means nothing there */
} Position;

static WeirValue *generalize (const WeirValue *value, Position position);
static WeirValue *generalize_object (const WeirValue *value, Position position);

static WeirValue *
new_matcher (const char *name, const char *operand)
{
  return weir_value_with_member (weir_value_new_object (),
                                 name,
                                 weir_value_new_string (operand));
}

static gboolean
is_time (double number)
{
  return number >= FIRST_TIME && number <= LAST_TIME && floor (number) == number;
}

static gboolean
is_hex_id (const char *text, gsize length)
{
  if (length != 16)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) && (text[i] < 'a' || text[i] > 'f'))
        return FALSE;
    }
  return TRUE;
}

/* Texts in which a `${` is no variable. */
static WeirValue *
escape_variables (const char *text, gsize length)
{
  g_autoptr (GString) out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '$' && i + 1 < length && text[i + 1] == '{')
        g_string_append_c (out, '$');
      g_string_append_c (out, text[i]);
    }
  return weir_value_new_string_len (out->str, out->len);
}

static WeirValue *
generalize_text (const WeirValue *value)
{
  gsize       length;
  const char *text = weir_value_get_string (value, &length);

  if (weir_flow_test_is_iso_date (text, length))
    return new_matcher ("$type", "date");
  if (length == 13 && strspn (text, "0123456789") == 13 &&
      is_time (weir_number_from_text (text, length)))
    return new_matcher ("$regex", "^[0-9]{13}$");
  return escape_variables (text, length);
}

static WeirValue *
generalize_number (const WeirValue *value)
{
  double number = weir_value_get_number (value);
  char   text[WEIR_NUMBER_TEXT_MAX];

  if (is_time (number))
    return new_matcher ("$type", "number");
  if (isfinite (number))
    return weir_value_ref ((WeirValue *)value);
  weir_number_to_text (number, text);
  return weir_value_new_string (text);
}

/* As JSON writes bytes, which patterns know again. */
static WeirValue *
generalize_bytes (const WeirValue *value)
{
  WeirValue    *items = weir_value_new_array (NULL, 0);
  WeirValue    *buffer = weir_value_new_object ();
  gsize         length;
  const guint8 *data = weir_value_get_bytes (value, &length);

  for (gsize i = 0; i < length; i++)
    items = weir_value_with_appended (items, weir_value_new_number (data[i]));
  buffer =
    weir_value_with_member (buffer, "type", weir_value_new_string ("Buffer"));
  return weir_value_with_member (buffer, "data", items);
}

static WeirValue *
generalize_array (const WeirValue *value, Position position)
{
  WeirValue *out = weir_value_new_array (NULL, 0);
  gsize      length = weir_value_get_length (value);

  position.depth++;
  for (gsize i = 0; i < length; i++)
    out = weir_value_with_appended (out,
                                    generalize (weir_value_get_item (value, i),
                                                position));
  return out;
}

/* Ids the engine makes: of a message, and of a client's connection. */
static gboolean
is_made_id (const char *key, const WeirValue *member)
{
  const char *text;
  gsize       length;

  if (!g_str_equal (key, "_msgid") ||
      weir_value_get_kind (member) != WEIR_VALUE_KIND_STRING)
    return FALSE;
  text = weir_value_get_string (member, &length);
  return is_hex_id (text, length);
}

static gboolean
has_dollar_key (const WeirValue *object)
{
  gsize length = weir_value_get_length (object);

  for (gsize i = 0; i < length; i++)
    {
      if (*weir_value_get_key (object, i, NULL) == '$')
        return TRUE;
    }
  return FALSE;
}

/* The id of a connection is another one each time: nothing of an object in which
 * it can't be said so is compared. */
static WeirValue *
generalize_session (const WeirValue *session, Position position)
{
  WeirValue *out;

  if (weir_value_lookup_string (session, "id") == NULL)
    return generalize (session, position);
  if (position.depth >= MAX_DEPTH || has_dollar_key (session))
    return new_matcher ("$type", "object");
  out = generalize_object (session, position);
  return weir_value_with_member (out, "id", new_matcher ("$type", "string"));
}

static WeirValue *
generalize_member (const char *key, const WeirValue *member, Position position)
{
  if (is_made_id (key, member))
    return new_matcher ("$regex", "^[0-9a-f]{16}$");
  if (g_str_equal (key, "_session"))
    return generalize_session (member, position);
  return generalize (member, position);
}

static WeirValue *
generalize_object (const WeirValue *value, Position position)
{
  WeirValue *out = weir_value_new_object ();
  gsize      length = weir_value_get_length (value);

  position.depth++;
  for (gsize i = 0; i < length; i++)
    {
      gsize            key_length;
      const char      *key = weir_value_get_key (value, i, &key_length);
      const WeirValue *member = weir_value_get_member (value, i);

      if (weir_value_get_kind (member) == WEIR_VALUE_KIND_UNDEFINED)
        continue;
      out =
        weir_value_with_member_len (out,
                                    key,
                                    key_length,
                                    generalize_member (key, member, position));
    }
  return out;
}

/* Within `$literal` nothing stands for anything else, so what is different each
 * time can only be left open as a whole. */
static WeirValue *
make_literal (const WeirValue *value, Position position)
{
  g_autoptr (WeirValue) inner = NULL;

  position.literal = TRUE;
  inner = generalize_object (value, position);
  if (!weir_value_equal (inner, value))
    return new_matcher ("$type", "object");
  return weir_value_with_member (weir_value_new_object (),
                                 "$literal",
                                 g_steal_pointer (&inner));
}

static WeirValue *
generalize (const WeirValue *value, Position position)
{
  WeirValueKind kind = weir_value_get_kind (value);

  switch (kind)
    {
    case WEIR_VALUE_KIND_UNDEFINED:
      return new_matcher ("$type", "undefined");
    case WEIR_VALUE_KIND_NUMBER:
      return generalize_number (value);
    case WEIR_VALUE_KIND_STRING:
      return generalize_text (value);
    case WEIR_VALUE_KIND_BYTES:
      return generalize_bytes (value);
    case WEIR_VALUE_KIND_DATE:
      return new_matcher ("$type", "date");
    case WEIR_VALUE_KIND_ARRAY:
      return position.depth < MAX_DEPTH ? generalize_array (value, position)
                                        : new_matcher ("$type", "array");
    case WEIR_VALUE_KIND_OBJECT:
      if (position.depth >= MAX_DEPTH)
        return new_matcher ("$type", "object");
      return has_dollar_key (value) && !position.literal
               ? make_literal (value, position)
               : generalize_object (value, position);
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
      break;
    }
  return weir_value_ref ((WeirValue *)value);
}

WeirValue *
weir_flow_test_generalize (const WeirValue *value)
{
  return generalize (value, (Position){ 0, FALSE });
}

static gboolean
is_container (const WeirValue *value)
{
  return value != NULL && (weir_value_get_kind (value) == WEIR_VALUE_KIND_OBJECT ||
                           weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY);
}

WeirValue *
weir_flow_test_generalize_text (const char *text, gsize length)
{
  g_autoptr (WeirValue) value = weir_json_read (text, length, NULL, NULL);
  g_autoptr (WeirValue) plain = NULL;

  if (is_container (value))
    return generalize (value, (Position){ 0, FALSE });
  if (value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_NUMBER &&
      is_time (weir_value_get_number (value)))
    return new_matcher ("$type", "number");
  plain = weir_value_new_string_len (text, length);
  return generalize_text (plain);
}

WeirValue *
weir_flow_test_escape_text (const char *text, gsize length)
{
  WeirJsonLimits        limits = { .max_bytes = WEIR_JSON_MAX_DOCUMENT_BYTES,
                                   .max_depth = MAX_DEPTH };
  g_autoptr (WeirValue) value = weir_json_read (text, length, &limits, NULL);
  g_autofree char      *compact = NULL;

  if (is_container (value) && memmem (text, length, "${", 2) == NULL)
    compact = weir_json_write (value, WEIR_JSON_STYLE_COMPACT);
  if (compact != NULL && strlen (compact) == length &&
      memcmp (compact, text, length) == 0)
    return g_steal_pointer (&value);
  return escape_variables (text, length);
}

WeirValue *
weir_flow_test_escape_value (const WeirValue *value)
{
  WeirValueKind kind = weir_value_get_kind (value);
  WeirValue    *out = weir_value_ref ((WeirValue *)value);
  gboolean      object = kind == WEIR_VALUE_KIND_OBJECT;
  const char   *text;
  gsize         length;

  if (kind == WEIR_VALUE_KIND_STRING)
    {
      weir_value_unref (out);
      text = weir_value_get_string (value, &length);
      return escape_variables (text, length);
    }
  if (!is_container (value))
    return out;
  length = weir_value_get_length (value);
  for (gsize i = 0; i < length; i++)
    {
      const WeirValue *part = object ? weir_value_get_member (value, i)
                                     : weir_value_get_item (value, i);
      WeirValue       *escaped = weir_flow_test_escape_value (part);
      gsize            key_length;
      const char      *key;

      if (object)
        {
          key = weir_value_get_key (value, i, &key_length);
          out = weir_value_with_member_len (out, key, key_length, escaped);
        }
      else
        out = weir_value_with_item (out, i, escaped);
    }
  return out;
}
