/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-host"

#include "config.h"

#include "host/weir-node-settings.h"

/* The nodes of run settings: a table of those of which anything is known. */

static const WeirNodeSettings defaults = { 0 };

const WeirNodeSettings *
weir_run_settings_get_node (const WeirRunSettings *settings, const char *id)
{
  const WeirNodeSettings *node = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  if (settings->nodes != NULL)
    node = g_hash_table_lookup (settings->nodes, id);
  return node != NULL ? node : &defaults;
}

static gboolean
is_default (const WeirNodeSettings *node)
{
  return node->reconnect_ms == 0 && node->reconnect_max_ms == 0 && !node->ask;
}

void
weir_run_settings_set_node (WeirRunSettings        *settings,
                            const char             *id,
                            const WeirNodeSettings *node)
{
  g_return_if_fail (id != NULL);

  if (settings->nodes == NULL)
    settings->nodes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (is_default (node))
    g_hash_table_remove (settings->nodes, id);
  else
    g_hash_table_insert (settings->nodes,
                         g_strdup (id),
                         g_memdup2 (node, sizeof *node));
}

void
weir_run_settings_keep_nodes (WeirRunSettings *settings,
                              gboolean (*exists) (const char *id,
                                                  gpointer    user_data),
                              gpointer user_data)
{
  GHashTableIter iter;
  gpointer       id;

  if (settings->nodes == NULL)
    return;
  g_hash_table_iter_init (&iter, settings->nodes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!exists (id, user_data))
        g_hash_table_iter_remove (&iter);
    }
}

void
weir_run_settings_copy_reconnect (WeirRunSettings *to, const WeirRunSettings *from)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       node;

  to->reconnect_ms = from->reconnect_ms;
  to->reconnect_max_ms = from->reconnect_max_ms;
  g_clear_pointer (&to->nodes, g_hash_table_unref);
  if (from->nodes == NULL)
    return;
  g_hash_table_iter_init (&iter, from->nodes);
  while (g_hash_table_iter_next (&iter, &id, &node))
    weir_run_settings_set_node (to, id, node);
}
