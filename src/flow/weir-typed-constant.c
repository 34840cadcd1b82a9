/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-typed-constant.h"

#include "json/weir-convert.h"
#include "json/weir-json.h"

#include <math.h>

/* Typed values that are known before anything runs. Definitions of environment
 * variables are evaluated here and the checks try stored values here, so that
 * both accept exactly the same texts. */

typedef WeirValue *(*Evaluate) (WeirValue *stored, GError **error);

static WeirValue *
evaluate_str (WeirValue *stored, GError **error)
{
  return weir_value_to_text (stored);
}

static WeirValue *
evaluate_num (WeirValue *stored, GError **error)
{
  return weir_value_new_number (weir_value_to_number (stored));
}

static WeirValue *
evaluate_bool (WeirValue *stored, GError **error)
{
  g_autoptr (WeirValue) text = weir_value_to_text (stored);
  const char           *string = weir_value_get_string (text, NULL);

  return weir_value_new_boolean (g_ascii_strcasecmp (string, "true") == 0);
}

static WeirValue *
evaluate_json (WeirValue *stored, GError **error)
{
  g_autoptr (WeirValue) text = weir_value_to_text (stored);
  gsize                 length;
  const char           *string = weir_value_get_string (text, &length);

  return weir_json_read (string, length, NULL, error);
}

/* ECMA-262 ToUint8: the integer part modulo 256, 0 for what is no number. */
static guint8
to_byte (const WeirValue *value)
{
  double number = weir_value_to_number (value);
  double rest;

  if (!isfinite (number))
    return 0;
  rest = fmod (trunc (number), 256);
  return (guint8)(rest < 0 ? rest + 256 : rest);
}

static WeirValue *
new_bytes_from_list (const WeirValue *list)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (gsize i = 0; i < weir_value_get_length (list); i++)
    {
      guint8 byte = to_byte (weir_value_get_item (list, i));

      g_byte_array_append (bytes, &byte, 1);
    }
  return weir_value_new_bytes (bytes->data, bytes->len);
}

static WeirValue *
new_bytes_from_text (const WeirValue *value)
{
  gsize               length;
  const char         *text = weir_value_get_string (value, &length);
  g_autoptr (GString) utf8 = weir_text_make_utf8 (text, length);

  return weir_value_new_bytes ((const guint8 *)utf8->str, utf8->len);
}

static WeirValue *
evaluate_bin (WeirValue *stored, GError **error)
{
  g_autoptr (WeirValue) parsed = evaluate_json (stored, error);

  if (parsed == NULL)
    return NULL;
  if (weir_value_get_kind (parsed) == WEIR_VALUE_KIND_ARRAY)
    return new_bytes_from_list (parsed);
  if (weir_value_get_kind (parsed) == WEIR_VALUE_KIND_STRING)
    return new_bytes_from_text (parsed);
  g_set_error_literal (error,
                       WEIR_JSON_ERROR,
                       WEIR_JSON_ERROR_SYNTAX,
                       "Not string or array");
  return NULL;
}

static const struct
{
  const char *type;
  Evaluate    evaluate;
} constants[] = {
  { "str", evaluate_str },   { "num", evaluate_num }, { "bool", evaluate_bool },
  { "json", evaluate_json }, { "bin", evaluate_bin },
};

static Evaluate
find_evaluate (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (constants); i++)
    {
      if (g_str_equal (constants[i].type, type))
        return constants[i].evaluate;
    }
  return NULL;
}

gboolean
weir_typed_constant_knows (const char *type)
{
  g_return_val_if_fail (type != NULL, FALSE);
  return find_evaluate (type) != NULL;
}

WeirValue *
weir_typed_constant_evaluate (const char *type, WeirValue *value, GError **error)
{
  Evaluate evaluate = find_evaluate (type);

  g_return_val_if_fail (evaluate != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  return evaluate (value, error);
}
