/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-check-private.h"

#include <glib/gi18n-lib.h>

/* What any entry can be wrong about, whatever its type: its id, its group, the
 * variables it defines, its wires. */

/* Returns (nullable): why an entry is no node. */
static const char *
find_lack (const WeirEntry *entry)
{
  if (entry->kind == WEIR_ELEMENT_KIND_INVALID)
    return _ ("it isn’t an object");
  if (entry->id[0] == '\0')
    return _ ("it has no id");
  if (entry->type[0] == '\0')
    return _ ("it has no type");
  return NULL;
}

gboolean
weir_check_envelope (const WeirCheckScope *scope)
{
  const WeirEntry *entry = scope->entry;
  const char      *lack = find_lack (entry);
  g_autofree char *n = NULL;

  if (lack != NULL)
    {
      n = g_strdup_printf ("%u", entry->index + 1);
      weir_check_scope_report (
        scope,
        weir_problem_new ("F803", NULL, NULL, "n", n, "reason", lack, NULL));
      return FALSE;
    }
  if (!entry->shadowed)
    return TRUE;
  weir_check_scope_report (
    scope,
    weir_problem_new ("F805", NULL, NULL, "id", entry->id, NULL));
  return FALSE;
}

/* Wires */

void
weir_check_target (const WeirCheckScope *scope,
                   const char           *name,
                   const WeirValue      *target)
{
  const char *id;

  if (weir_value_get_kind (target) != WEIR_VALUE_KIND_STRING)
    return;
  id = weir_value_get_string (target, NULL);
  if (id[0] == '\0' || weir_snapshot_lookup (scope->snapshot, id) != NULL)
    return;
  weir_check_scope_report (
    scope,
    weir_problem_new ("F807", NULL, NULL, "node", name, "id", id, NULL));
}

static void
check_wires (const WeirCheckScope *scope)
{
  WeirValue       *wires = weir_value_lookup (scope->entry->value, "wires");
  g_autofree char *name = NULL;

  if (wires == NULL || weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return;
  name = weir_check_scope_dup_name (scope, scope->entry);
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    {
      WeirValue *port = weir_value_get_item (wires, i);

      if (weir_value_get_kind (port) != WEIR_VALUE_KIND_ARRAY)
        continue;
      for (gsize k = 0; k < weir_value_get_length (port); k++)
        weir_check_target (scope, name, weir_value_get_item (port, k));
    }
}

/* Groups and variables */

/* The snapshot takes the groups of a loop out of one another, so a group in the
 * same flow that is not the entry's group says that there is one. */
static void
check_group (const WeirCheckScope *scope)
{
  const WeirEntry *entry = scope->entry;
  const WeirEntry *group = weir_snapshot_lookup (scope->snapshot, entry->g);
  g_autofree char *name = NULL;

  if (entry->kind != WEIR_ELEMENT_KIND_GROUP || group == NULL ||
      group->kind != WEIR_ELEMENT_KIND_GROUP ||
      !g_str_equal (group->z, entry->z) ||
      weir_snapshot_get_group (scope->snapshot, entry) != NULL)
    return;
  name = weir_check_scope_dup_name (scope, entry);
  weir_check_scope_report (scope,
                           weir_problem_new ("F813", NULL, "g", "name", name, NULL));
}

static void
check_definition (const WeirCheckScope *scope,
                  const WeirValue      *definition,
                  gsize                 index)
{
  const char      *type = weir_value_lookup_string (definition, "type");
  WeirValue       *value = weir_value_lookup (definition, "value");
  g_autofree char *key = NULL;

  if (type == NULL || value == NULL)
    return;
  key = g_strdup_printf ("env[%" G_GSIZE_FORMAT "].value", index);
  weir_check_typed (scope, key, type, value);
}

static void
check_definitions (const WeirCheckScope *scope)
{
  WeirValue *env = weir_value_lookup (scope->entry->value, "env");

  if (scope->entry->kind == WEIR_ELEMENT_KIND_NODE ||
      scope->entry->kind == WEIR_ELEMENT_KIND_CONFIG || env == NULL ||
      weir_value_get_kind (env) != WEIR_VALUE_KIND_ARRAY)
    return;
  for (gsize i = 0; i < weir_value_get_length (env); i++)
    check_definition (scope, weir_value_get_item (env, i), i);
}

void
weir_check_structure (const WeirCheckScope *scope)
{
  check_group (scope);
  check_definitions (scope);
  check_wires (scope);
}
