/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-id-list-private.h"

/* Lists of ids as they stand in files, where anything may be in them. Plain
 * functions of values. */

gsize
weir_id_list_get_length (const WeirValue *list)
{
  if (list == NULL || weir_value_get_kind (list) != WEIR_VALUE_KIND_ARRAY)
    return 0;
  return weir_value_get_length (list);
}

const char *
weir_id_list_get (const WeirValue *list, gsize index)
{
  const WeirValue *item = weir_value_get_item (list, index);

  if (weir_value_get_kind (item) != WEIR_VALUE_KIND_STRING)
    return NULL;
  return weir_value_get_string (item, NULL);
}

gboolean
weir_id_list_contains (const WeirValue *list, const char *id)
{
  for (gsize i = 0; i < weir_id_list_get_length (list); i++)
    if (g_strcmp0 (weir_id_list_get (list, i), id) == 0)
      return TRUE;
  return FALSE;
}

WeirValue *
weir_id_list_without (const WeirValue *list, const char *id)
{
  WeirValue *result = weir_value_new_array (NULL, 0);

  for (gsize i = 0; i < weir_id_list_get_length (list); i++)
    if (g_strcmp0 (weir_id_list_get (list, i), id) != 0)
      result =
        weir_value_with_appended (result,
                                  weir_value_ref (weir_value_get_item (list, i)));
  return result;
}

static gboolean
is_in (const WeirValue *list, gsize index, GHashTable *ids)
{
  const char *id = weir_id_list_get (list, index);

  return id != NULL && g_hash_table_contains (ids, id);
}

WeirValue *
weir_id_list_without_set (const WeirValue *list, GHashTable *ids)
{
  gsize      length = weir_id_list_get_length (list);
  gsize      kept = 0;
  WeirValue *result;

  while (kept < length && !is_in (list, kept, ids))
    kept++;
  if (kept == length)
    return NULL;
  result = weir_value_new_array (NULL, 0);
  for (gsize i = 0; i < length; i++)
    if (!is_in (list, i, ids))
      result =
        weir_value_with_appended (result,
                                  weir_value_ref (weir_value_get_item (list, i)));
  return result;
}

void
weir_wire_iter_init (WeirWireIter *iter, const WeirValue *wires)
{
  *iter = (WeirWireIter){ .wires = wires };
}

gboolean
weir_wire_iter_next (WeirWireIter *iter, guint *port, const char **target)
{
  for (; iter->port < weir_id_list_get_length (iter->wires); iter->port++)
    {
      const WeirValue *list = weir_value_get_item (iter->wires, iter->port);

      while (iter->next < weir_id_list_get_length (list))
        {
          *port = (guint)iter->port;
          *target = weir_id_list_get (list, iter->next++);
          if (*target != NULL)
            return TRUE;
        }
      iter->next = 0;
    }
  return FALSE;
}
