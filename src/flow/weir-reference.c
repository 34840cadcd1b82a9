/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-reference-private.h"

#include <string.h>

/* Finds the references to variables in a text, by the rules of Node-RED's typed
 * value `env`. What they stand for is weir-environment.c's concern. */

/* Node-RED's test whether a text has references at all: after `${` a `}` comes
 * before any blank. */
static gboolean
has_references (const char *text)
{
  const char *open = text;

  while ((open = strstr (open, "${")) != NULL)
    {
      const char *close = open + 2 + strcspn (open + 2, "} \t\n\v\f\r");

      if (*close == '}' && close > open + 2)
        return TRUE;
      open += 2;
    }
  return FALSE;
}

static gboolean
is_one_reference (const char *text)
{
  gsize length = strlen (text);

  return length > 3 && g_str_has_prefix (text, "${") &&
         strcspn (text, "}") == length - 1;
}

/* Finds the next `${NAME}` with a name that isn't empty. */
static const char *
find_reference (const char *text, gsize *name_length)
{
  const char *open = text;

  while ((open = strstr (open, "${")) != NULL)
    {
      *name_length = strcspn (open + 2, "}");
      if (*name_length > 0 && open[2 + *name_length] == '}')
        return open;
      open += 2;
    }
  return NULL;
}

GArray *
weir_reference_split (const char *text)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (WeirReferencePart));
  WeirReferencePart part = { text, strlen (text), TRUE };
  const char       *open;
  gsize             length;

  if (!is_one_reference (text) && !has_references (text))
    {
      g_array_append_val (parts, part);
      return parts;
    }
  while ((open = find_reference (text, &length)) != NULL)
    {
      part = (WeirReferencePart){ text, open - text, FALSE };
      if (part.length > 0)
        g_array_append_val (parts, part);
      part = (WeirReferencePart){ open + 2, length, TRUE };
      g_array_append_val (parts, part);
      text = open + 2 + length + 1;
    }
  part = (WeirReferencePart){ text, strlen (text), FALSE };
  if (part.length > 0)
    g_array_append_val (parts, part);
  return parts;
}
