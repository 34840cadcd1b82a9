/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-inject-entry.h"

/* What a node without `props` sets, in this order. */
static const char *const legacy_keys[] = { "payload", "topic" };

static WeirValue *
get_rows (const WeirValue *config)
{
  WeirValue *rows = weir_value_lookup (config, "props");

  if (rows == NULL || weir_value_get_kind (rows) != WEIR_VALUE_KIND_ARRAY)
    return NULL;
  return rows;
}

static WeirInjectEntry
read_legacy (const WeirValue *config, const char *key)
{
  WeirInjectEntry entry = { key, weir_value_lookup (config, key), "str", key };

  if (g_str_equal (key, "payload"))
    entry.type = weir_value_lookup_string (config, "payloadType");
  return entry;
}

/* A topic of another type than text is not helped. */
static gboolean
is_kept_elsewhere (const WeirInjectEntry *entry)
{
  if (entry->value != NULL)
    return FALSE;
  return g_strcmp0 (entry->path, "payload") == 0 ||
         (g_strcmp0 (entry->path, "topic") == 0 &&
          g_strcmp0 (entry->type, "str") == 0);
}

gsize
weir_inject_entry_count (const WeirValue *config)
{
  const WeirValue *rows = get_rows (config);

  return rows != NULL ? weir_value_get_length (rows) : G_N_ELEMENTS (legacy_keys);
}

WeirInjectEntry
weir_inject_entry_get (const WeirValue *config, gsize index)
{
  const WeirValue *rows = get_rows (config);
  WeirInjectEntry  entry;

  if (rows == NULL)
    return read_legacy (config, legacy_keys[index]);
  entry = weir_inject_entry_read (weir_value_get_item (rows, index));
  return is_kept_elsewhere (&entry) ? read_legacy (config, entry.path) : entry;
}

WeirInjectEntry
weir_inject_entry_read (const WeirValue *row)
{
  return (WeirInjectEntry){
    .path = weir_value_lookup_string (row, "p"),
    .value = weir_value_lookup (row, "v"),
    .type = weir_value_lookup_string (row, "vt"),
  };
}
