/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-node-label.h"

#include <glib/gi18n-lib.h>

char *
weir_node_label_dup_name (const WeirValue *config)
{
  const char *name = weir_value_lookup_string (config, "name");

  if (name == NULL || *name == '\0')
    return NULL;
  return g_utf8_make_valid (name, -1);
}

char *
weir_node_label_for_scope (const WeirValue *config, const char *word)
{
  char      *name = weir_node_label_dup_name (config);
  WeirValue *scope = weir_value_lookup (config, "scope");

  if (name != NULL)
    return name;
  if (scope != NULL && weir_value_get_kind (scope) == WEIR_VALUE_KIND_ARRAY)
    return g_strdup_printf ("%s: %" G_GSIZE_FORMAT,
                            word,
                            weir_value_get_length (scope));
  if (g_strcmp0 (weir_value_lookup_string (config, "scope"), "group") == 0)
    /* Translators: what a node is called that listens to those of its group: its type
     * first */
    return g_strdup_printf (_ ("%s: group"), word);
  /* Translators: what a node is called that listens to all others: its type first */
  return g_strdup_printf (_ ("%s: all"), word);
}
