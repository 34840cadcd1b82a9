/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-environment.h"

#include "schema/weir-property.h"

#include <string.h>

/* Puts the values of variables into what an entry holds: Node-RED does so with
 * every text that is one reference, before the node sees its properties. */

static WeirValue *
substitute_text (WeirEnvironment *self, const WeirEntry *entry, WeirValue *value)
{
  gsize            length;
  const char      *text = weir_value_get_string (value, &length);
  g_autofree char *name = NULL;
  WeirValue       *variable;

  if (strlen (text) != length || !weir_text_is_env_reference (text))
    return weir_value_ref (value);
  name = g_strndup (text + 2, length - 3);
  variable = weir_environment_lookup (self, entry, name);
  return variable != NULL ? variable : weir_value_ref (value);
}

static WeirValue *
substitute_items (WeirEnvironment *self, const WeirEntry *entry, WeirValue *array)
{
  WeirValue *result = weir_value_ref (array);

  for (gsize i = 0; i < weir_value_get_length (array); i++)
    {
      WeirValue            *item = weir_value_get_item (array, i);
      g_autoptr (WeirValue) new_item =
        weir_environment_substitute (self, entry, item);

      if (new_item != item)
        result = weir_value_with_item (result, i, g_steal_pointer (&new_item));
    }
  return result;
}

static WeirValue *
substitute_members (WeirEnvironment *self, const WeirEntry *entry, WeirValue *object)
{
  WeirValue *result = weir_value_ref (object);

  for (gsize i = 0; i < weir_value_get_length (object); i++)
    {
      gsize                 length;
      const char           *key = weir_value_get_key (object, i, &length);
      WeirValue            *member = weir_value_get_member (object, i);
      g_autoptr (WeirValue) new_member =
        weir_environment_substitute (self, entry, member);

      if (new_member != member)
        result = weir_value_with_member_len (result,
                                             key,
                                             length,
                                             g_steal_pointer (&new_member));
    }
  return result;
}

/* The recursion is as deep as the value, which the limit of WeirJsonLimits
 * bounds. */
WeirValue *
weir_environment_substitute (WeirEnvironment *environment,
                             const WeirEntry *entry,
                             WeirValue       *value)
{
  g_return_val_if_fail (environment != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  switch (weir_value_get_kind (value))
    {
    case WEIR_VALUE_KIND_STRING:
      return substitute_text (environment, entry, value);
    case WEIR_VALUE_KIND_ARRAY:
      return substitute_items (environment, entry, value);
    case WEIR_VALUE_KIND_OBJECT:
      return substitute_members (environment, entry, value);
    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BOOLEAN:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_DATE:
      break;
    }
  return weir_value_ref (value);
}
