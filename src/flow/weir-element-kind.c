/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-element-kind.h"

static const struct
{
  const char     *type;
  WeirElementKind kind;
} kinds_by_type[] = {
  { "tab", WEIR_ELEMENT_KIND_TAB },
  { "workspace", WEIR_ELEMENT_KIND_TAB },
  { "subflow", WEIR_ELEMENT_KIND_SUBFLOW },
  { "group", WEIR_ELEMENT_KIND_GROUP },
  { "junction", WEIR_ELEMENT_KIND_JUNCTION },
  { "global-config", WEIR_ELEMENT_KIND_GLOBAL_CONFIG },
};

WeirElementKind
weir_element_kind_for_value (const WeirValue *entry)
{
  const char *type;

  if (weir_value_get_kind (entry) != WEIR_VALUE_KIND_OBJECT)
    return WEIR_ELEMENT_KIND_INVALID;

  type = weir_value_lookup_string (entry, "type");
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (kinds_by_type); i++)
    if (g_str_equal (type, kinds_by_type[i].type))
      return kinds_by_type[i].kind;

  if (weir_value_lookup (entry, "x") != NULL &&
      weir_value_lookup (entry, "y") != NULL)
    return WEIR_ELEMENT_KIND_NODE;
  return WEIR_ELEMENT_KIND_CONFIG;
}
