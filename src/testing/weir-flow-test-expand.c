/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-testing"

#include "config.h"

#include "testing/weir-flow-test-expand.h"

#include "testing/weir-flow-test-private.h"

#include <string.h>

/* `${NAME}` in the texts of a test. */

/* What stands at @text, which is "${": its value, and behind it. */
static const char *
find_variable (const char  *text,
               gsize        length,
               GHashTable  *variables,
               const char **end)
{
  const char      *brace = memchr (text, '}', length);
  g_autofree char *name = NULL;

  if (brace == NULL)
    return NULL;
  *end = brace + 1;
  name = g_strndup (text + 2, (gsize)(brace - text) - 2);
  return g_hash_table_lookup (variables, name);
}

/* Returns NULL when nothing is to be done. */
static GString *
expand (const char *text, gsize length, GHashTable *variables)
{
  const char *stop = text + length;
  GString    *out = NULL;

  if (memmem (text, length, "${", 2) == NULL)
    return NULL;
  out = g_string_sized_new (length);
  while (text < stop)
    {
      gsize       left = (gsize)(stop - text);
      const char *value = NULL;
      const char *end = NULL;

      if (left >= 3 && memcmp (text, "$${", 3) == 0)
        {
          g_string_append (out, "${");
          text += 3;
          continue;
        }
      if (left >= 3 && memcmp (text, "${", 2) == 0)
        value = find_variable (text, left, variables, &end);
      if (value != NULL)
        {
          g_string_append (out, value);
          text = end;
        }
      else
        g_string_append_c (out, *text++);
    }
  return out;
}

char *
weir_flow_test_expand (const char *text, GHashTable *variables)
{
  g_autoptr (GString) out = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (variables != NULL, NULL);

  out = expand (text, strlen (text), variables);
  if (out == NULL)
    return g_strdup (text);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static WeirValue *
expand_string (WeirValue *value, GHashTable *variables)
{
  gsize               length;
  const char         *text = weir_value_get_string (value, &length);
  g_autoptr (GString) out = expand (text, length, variables);

  if (out == NULL)
    return weir_value_ref (value);
  return weir_value_new_string_len (out->str, out->len);
}

/* Recursion is bounded by what JSON may nest. */
WeirValue *
weir_flow_test_expand_value (WeirValue *value, GHashTable *variables)
{
  WeirValueKind kind;
  WeirValue    *out;
  gsize         length;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (variables != NULL, NULL);

  kind = weir_value_get_kind (value);
  if (kind == WEIR_VALUE_KIND_STRING)
    return expand_string (value, variables);
  out = weir_value_ref (value);
  if (kind != WEIR_VALUE_KIND_ARRAY && kind != WEIR_VALUE_KIND_OBJECT)
    return out;
  length = weir_value_get_length (value);
  for (gsize i = 0; i < length; i++)
    {
      gboolean    object = kind == WEIR_VALUE_KIND_OBJECT;
      WeirValue  *part = object ? weir_value_get_member (value, i)
                                : weir_value_get_item (value, i);
      WeirValue  *expanded = weir_flow_test_expand_value (part, variables);
      gsize       key_length;
      const char *key;

      if (expanded == part)
        weir_value_unref (expanded);
      else if (object)
        {
          key = weir_value_get_key (value, i, &key_length);
          out = weir_value_with_member_len (out, key, key_length, expanded);
        }
      else
        out = weir_value_with_item (out, i, expanded);
    }
  return out;
}
