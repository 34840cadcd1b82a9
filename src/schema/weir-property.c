/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-schema"

#include "config.h"

#include "schema/weir-property.h"

#include "json/weir-json.h"

#include <string.h>

/* What can be asked of one property of a node type. Properties are constant
 * tables; nothing is kept here. */

WeirValue *
weir_property_get_default (const WeirProperty *property)
{
  g_return_val_if_fail (property != NULL, NULL);

  if (property->def == NULL)
    return NULL;
  /* That it is JSON was made sure of by weir_node_type_validate(). */
  return weir_json_read (property->def, strlen (property->def), NULL, NULL);
}

/* JavaScript's \s: what must not stand in the name of a variable. */
static gboolean
has_blank (const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      gunichar character = g_utf8_get_char_validated (text, end - text);

      if (character >= (gunichar)-2)
        {
          text++; /* not UTF-8 here, and so no blank */
          continue;
        }
      if ((character >= '\t' && character <= '\r') || character == 0xfeff ||
          g_unichar_isspace (character))
        return TRUE;
      text = g_utf8_next_char (text);
    }
  return FALSE;
}

gboolean
weir_text_is_env_reference (const char *text)
{
  gsize length;
  char  close;

  g_return_val_if_fail (text != NULL, FALSE);

  if (text[0] != '$' || (text[1] != '{' && text[1] != '('))
    return FALSE;
  close = text[1] == '{' ? '}' : ')';
  length = strlen (text);
  if (length < strlen ("${N}") || text[length - 1] != close)
    return FALSE;
  return !has_blank (text + 2, length - 3);
}
