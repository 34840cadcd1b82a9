/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-json"

#include "config.h"

#include "json/weir-json-document.h"

#include "json/weir-convert.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* The guard before json-glib: texts are read and written by our own scanner,
 * reader and writer, and only the tree itself is json-glib's, whose parser
 * recurses without bound and whose parser and generator bend numbers. Nesting
 * is bounded by the scanner, and so is the recursion over trees. */

/* Integers to this are the same as doubles. */
#define MAX_EXACT_INTEGER 9007199254740992.0

static gboolean
fail_at (const char *text, gsize length, gsize at, const char *what, GError **error)
{
  WeirJsonPlace place;

  weir_json_locate (text, length, at, &place);
  g_set_error (error,
               WEIR_JSON_ERROR,
               WEIR_JSON_ERROR_ENCODING,
               _ ("line %u, column %u, near “%s”: %s"),
               place.line,
               place.column,
               place.excerpt,
               what);
  return FALSE;
}

/* A string json-glib can hold: no lone surrogate, no U+0000. */
static gboolean
check_string (const char          *text,
              gsize                length,
              const WeirJsonToken *token,
              GError             **error)
{
  g_autoptr (GString) plain = NULL;

  if (token->plain)
    return TRUE;
  plain =
    weir_json_unescape (text + token->start + 1, token->end - token->start - 2);
  if (strlen (plain->str) != plain->len)
    return fail_at (text,
                    length,
                    token->start,
                    _ ("the character U+0000 can’t be used here"),
                    error);
  if (!weir_text_is_utf8 (plain->str, plain->len))
    return fail_at (text,
                    length,
                    token->start,
                    _ ("half of a surrogate pair stands alone"),
                    error);
  return TRUE;
}

static gboolean
check (const char *text, gsize length, const WeirJsonLimits *limits, GError **error)
{
  g_autoptr (WeirJsonScanner) scanner =
    weir_json_scanner_new (text, length, limits);
  WeirJsonToken token;

  do
    {
      if (!weir_json_scanner_next (scanner, &token, error))
        return FALSE;
      if ((token.kind == WEIR_JSON_TOKEN_STRING ||
           token.kind == WEIR_JSON_TOKEN_KEY) &&
          !check_string (text, length, &token, error))
        return FALSE;
    }
  while (token.kind != WEIR_JSON_TOKEN_END);
  return TRUE;
}

/* Whether json-glib's integers hold it. */
static gboolean
is_integer (double number)
{
  return number == floor (number) && fabs (number) <= MAX_EXACT_INTEGER;
}

static JsonNode *
make_number (double number)
{
  JsonNode *node = json_node_alloc ();

  if (is_integer (number))
    return json_node_init_int (node, (gint64)number);
  return json_node_init_double (node, number);
}

static JsonNode *make_node (const WeirValue *value);

static JsonNode *
make_array (const WeirValue *value)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (gsize i = 0; i < weir_value_get_length (value); i++)
    json_array_add_element (array, make_node (weir_value_get_item (value, i)));
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
make_object (const WeirValue *value)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (gsize i = 0; i < weir_value_get_length (value); i++)
    json_object_set_member (object,
                            weir_value_get_key (value, i, NULL),
                            make_node (weir_value_get_member (value, i)));
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
make_node (const WeirValue *value)
{
  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (),
                                     weir_value_get_boolean (value));
    case WEIR_VALUE_KIND_NUMBER:
      return make_number (weir_value_get_number (value));
    case WEIR_VALUE_KIND_STRING:
      return json_node_init_string (json_node_alloc (),
                                    weir_value_get_string (value, NULL));
    case WEIR_VALUE_KIND_ARRAY:
      return make_array (value);
    case WEIR_VALUE_KIND_OBJECT:
      return make_object (value);
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_DATE:
      break; /* the latter are never read from a text */
    }
  return json_node_init_null (json_node_alloc ());
}

JsonNode *
weir_json_document_parse (const char           *text,
                          gsize                 length,
                          const WeirJsonLimits *limits,
                          GError              **error)
{
  g_autoptr (WeirValue) value = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!check (text, length, limits, error))
    return NULL;
  value = weir_json_read (text, length, limits, error);
  return value != NULL ? make_node (value) : NULL;
}

static WeirValue *make_value (JsonNode *node);

static WeirValue *
read_array (JsonArray *array)
{
  WeirValue *value = weir_value_new_array (NULL, 0);

  for (guint i = 0; i < json_array_get_length (array); i++)
    value =
      weir_value_with_appended (value,
                                make_value (json_array_get_element (array, i)));
  return value;
}

static WeirValue *
read_object (JsonObject *object)
{
  WeirValue     *value = weir_value_new_object ();
  JsonObjectIter iter;
  const char    *key;
  JsonNode      *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &member))
    value = weir_value_with_member (value, key, make_value (member));
  return value;
}

static WeirValue *
read_scalar (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_BOOLEAN)
    return weir_value_new_boolean (json_node_get_boolean (node));
  if (type == G_TYPE_STRING)
    return weir_value_new_string (json_node_get_string (node));
  if (type == G_TYPE_INT64)
    {
      g_autofree char *text =
        g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

      return weir_value_new_number_from_text (text, strlen (text));
    }
  return weir_value_new_number (json_node_get_double (node));
}

static WeirValue *
make_value (JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return read_object (json_node_get_object (node));
    case JSON_NODE_ARRAY:
      return read_array (json_node_get_array (node));
    case JSON_NODE_VALUE:
      return read_scalar (node);
    case JSON_NODE_NULL:
      break;
    }
  return weir_value_new_null ();
}

char *
weir_json_document_write (JsonNode *node, WeirJsonStyle style)
{
  g_autoptr (WeirValue) value = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  value = make_value (node);
  return weir_json_write (value, style);
}
