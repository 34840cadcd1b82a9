/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-node-label.h"

#include <glib/gi18n-lib.h>

const char *
weir_node_label_get_name (const WeirValue *config)
{
  const char *name = weir_value_lookup_string (config, "name");

  return name != NULL && *name != '\0' ? name : NULL;
}

char *
weir_node_label_for_scope (const WeirValue *config, const char *word)
{
  const char *name = weir_node_label_get_name (config);
  WeirValue  *scope = weir_value_lookup (config, "scope");

  if (name != NULL)
    return g_strdup (name);
  if (scope != NULL && weir_value_get_kind (scope) == WEIR_VALUE_KIND_ARRAY)
    return g_strdup_printf ("%s: %" G_GSIZE_FORMAT,
                            word,
                            weir_value_get_length (scope));
  if (g_strcmp0 (weir_value_lookup_string (config, "scope"), "group") == 0)
    return g_strdup_printf (_ ("%s: group"), word);
  return g_strdup_printf (_ ("%s: all"), word);
}
