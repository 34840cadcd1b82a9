/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-environment-level-private.h"

#include "flow/weir-subflow.h"

/* Where an entry stands among groups, flows and the whole, and the variables
 * that are there by themselves. Plain functions over a snapshot. */

const WeirLevel weir_level_global = { WEIR_LEVEL_GLOBAL, NULL, "" };

static WeirLevel
level_of_flow (WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *container;

  container = weir_snapshot_get_container (snapshot, entry);
  if (container == NULL && entry->z[0] == '\0')
    return weir_level_global;
  if (container == NULL)
    return (WeirLevel){ WEIR_LEVEL_TAB, NULL, entry->z };
  if (container->kind == WEIR_ELEMENT_KIND_SUBFLOW ||
      weir_subflow_is_expanded (snapshot, container))
    return (WeirLevel){ WEIR_LEVEL_SUBFLOW, container, container->id };
  return (WeirLevel){ WEIR_LEVEL_TAB, container, container->id };
}

static WeirLevel
level_around (WeirSnapshot *snapshot, const WeirEntry *entry)
{
  const WeirEntry *group = weir_snapshot_get_group (snapshot, entry);

  if (group != NULL)
    return (WeirLevel){ WEIR_LEVEL_GROUP, group, group->id };
  return level_of_flow (snapshot, entry);
}

WeirLevel
weir_level_of (WeirSnapshot *snapshot, const WeirEntry *entry)
{
  if (entry == NULL)
    return weir_level_global;
  switch (entry->kind)
    {
    case WEIR_ELEMENT_KIND_TAB:
      return (WeirLevel){ WEIR_LEVEL_TAB, entry, entry->id };
    case WEIR_ELEMENT_KIND_SUBFLOW:
      return (WeirLevel){ WEIR_LEVEL_SUBFLOW, entry, entry->id };
    case WEIR_ELEMENT_KIND_GROUP:
      return (WeirLevel){ WEIR_LEVEL_GROUP, entry, entry->id };
    case WEIR_ELEMENT_KIND_GLOBAL_CONFIG:
      return weir_level_global;
    case WEIR_ELEMENT_KIND_JUNCTION:
    case WEIR_ELEMENT_KIND_NODE:
    case WEIR_ELEMENT_KIND_CONFIG:
    case WEIR_ELEMENT_KIND_INVALID:
      break;
    }
  return level_around (snapshot, entry);
}

WeirLevel
weir_level_of_container (WeirSnapshot *snapshot, const WeirEntry *entry)
{
  if (weir_subflow_is_expanded (snapshot, entry))
    return (WeirLevel){ WEIR_LEVEL_SUBFLOW, entry, entry->id };
  return weir_level_of (snapshot, entry);
}

/* What surrounds a subflow is what surrounds the instance; seen from the
 * definition that is not known, so the flow as a whole comes next. */
WeirLevel
weir_level_get_outside (WeirSnapshot *snapshot, WeirLevel level)
{
  switch (level.kind)
    {
    case WEIR_LEVEL_GROUP:
      return level_around (snapshot, level.entry);
    case WEIR_LEVEL_SUBFLOW:
      return weir_subflow_is_expanded (snapshot, level.entry)
               ? level_around (snapshot, level.entry)
               : weir_level_global;
    case WEIR_LEVEL_TAB:
      return weir_level_global;
    case WEIR_LEVEL_GLOBAL:
    case WEIR_LEVEL_PROCESS:
      break;
    }
  return (WeirLevel){ WEIR_LEVEL_PROCESS, NULL, "" };
}

WeirValue *
weir_level_find_builtin (WeirSnapshot *snapshot, WeirLevel level, const char *name)
{
  static const struct
  {
    WeirLevelKind kind;
    const char   *id;
    const char   *name;
  } builtins[] = {
    { WEIR_LEVEL_GROUP, "NR_GROUP_ID", "NR_GROUP_NAME" },
    { WEIR_LEVEL_TAB, "NR_FLOW_ID", "NR_FLOW_NAME" },
    { WEIR_LEVEL_SUBFLOW, "NR_SUBFLOW_ID", "NR_SUBFLOW_NAME" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (builtins); i++)
    {
      if (builtins[i].kind != level.kind)
        continue;
      if (g_str_equal (name, builtins[i].id))
        return weir_value_new_string (level.id);
      if (g_str_equal (name, builtins[i].name) && level.entry != NULL)
        return weir_value_new_string (level.entry->name);
    }
  if (level.kind == WEIR_LEVEL_SUBFLOW && g_str_equal (name, "NR_SUBFLOW_PATH"))
    {
      g_autofree char *path = weir_subflow_dup_path (snapshot, level.entry);

      return weir_value_new_string (path);
    }
  return NULL;
}

static gboolean
has_own_builtins (const WeirEntry *entry)
{
  return entry != NULL && (entry->kind == WEIR_ELEMENT_KIND_NODE ||
                           entry->kind == WEIR_ELEMENT_KIND_JUNCTION ||
                           entry->kind == WEIR_ELEMENT_KIND_CONFIG);
}

WeirValue *
weir_level_find_own_builtin (WeirSnapshot    *snapshot,
                             const WeirEntry *entry,
                             const char      *name)
{
  g_autofree char *path = NULL;

  if (!has_own_builtins (entry))
    return NULL;
  if (g_str_equal (name, "NR_NODE_ID"))
    return weir_value_new_string (entry->id);
  if (g_str_equal (name, "NR_NODE_NAME"))
    return weir_value_new_string (entry->name);
  if (!g_str_equal (name, "NR_NODE_PATH"))
    return NULL;

  path = weir_subflow_dup_path (snapshot, entry);
  return *entry->z != '\0' ? weir_value_new_string (path)
                           : weir_value_new_string_printf ("global/%s", path);
}
