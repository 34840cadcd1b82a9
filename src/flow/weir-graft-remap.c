/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-flow"

#include "config.h"

#include "flow/weir-graft-remap-private.h"

#include "flow/weir-id-list-private.h"

#include <string.h>

/* Ids inside the members of an entry. Which members name entries is known of
 * those every entry has; of all others every text that is an id counts, so that
 * types nobody knows here keep their configuration. */

#define SUBFLOW_PREFIX "subflow:"

static const char *
lookup (const WeirRemapper *self, const char *id)
{
  return g_hash_table_lookup (self->map, id);
}

/* What stays of a list beside what comes along. */
typedef enum
{
  KEEP_NOTHING,
  KEEP_KNOWN, /* what is in the document */
  KEEP_ALL,
} Keep;

static gboolean
is_kept (const WeirRemapper *self, Keep keep, const char *id)
{
  switch (keep)
    {
    case KEEP_NOTHING:
      return FALSE;
    case KEEP_KNOWN:
      return self->is_known (self->user_data, id);
    case KEEP_ALL:
      return TRUE;
    }
  g_assert_not_reached ();
}

static WeirValue *
remap_list (const WeirRemapper *self, WeirValue *list, Keep keep)
{
  WeirValue *result;
  gboolean   same = TRUE;

  if (weir_value_get_kind (list) != WEIR_VALUE_KIND_ARRAY)
    return weir_value_ref (list);
  result = weir_value_new_array (NULL, 0);
  for (gsize i = 0; i < weir_value_get_length (list); i++)
    {
      WeirValue  *item = weir_value_get_item (list, i);
      const char *id = weir_id_list_get (list, i);
      const char *mapped = id != NULL ? lookup (self, id) : NULL;

      if (mapped != NULL)
        {
          same = same && g_str_equal (mapped, id);
          result =
            weir_value_with_appended (result, weir_value_new_string (mapped));
        }
      else if (id == NULL || is_kept (self, keep, id))
        result = weir_value_with_appended (result, weir_value_ref (item));
      else
        same = FALSE;
    }
  if (!same)
    return result;
  weir_value_unref (result);
  return weir_value_ref (list);
}

static WeirValue *
remap_wires (const WeirRemapper *self, WeirValue *wires)
{
  WeirValue *result = weir_value_ref (wires);

  if (weir_value_get_kind (wires) != WEIR_VALUE_KIND_ARRAY)
    return result;
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    {
      WeirValue *port = weir_value_get_item (wires, i);
      WeirValue *changed = remap_list (self, port, KEEP_NOTHING);

      if (changed == port)
        weir_value_unref (changed);
      else
        result = weir_value_with_item (result, i, changed);
    }
  return result;
}

/* The wires of a port of a subflow: objects with an `id`. */
static WeirValue *
remap_port (const WeirRemapper *self, WeirValue *port)
{
  WeirValue *wires = weir_value_lookup (port, "wires");
  WeirValue *result;
  gboolean   same = TRUE;

  if (weir_id_list_get_length (wires) == 0)
    return weir_value_ref (port);
  result = weir_value_new_array (NULL, 0);
  for (gsize i = 0; i < weir_value_get_length (wires); i++)
    {
      WeirValue  *wire = weir_value_get_item (wires, i);
      const char *id = weir_value_lookup_string (wire, "id");
      const char *mapped = id != NULL ? lookup (self, id) : NULL;

      if (mapped == NULL)
        {
          same = FALSE;
          continue;
        }
      wire = weir_value_ref (wire);
      if (!g_str_equal (mapped, id))
        {
          same = FALSE;
          wire =
            weir_value_with_member (wire, "id", weir_value_new_string (mapped));
        }
      result = weir_value_with_appended (result, wire);
    }
  if (!same)
    return weir_value_with_member (weir_value_ref (port), "wires", result);
  weir_value_unref (result);
  return weir_value_ref (port);
}

static WeirValue *
remap_ports (const WeirRemapper *self, WeirValue *ports)
{
  WeirValue *result;

  if (weir_value_get_kind (ports) == WEIR_VALUE_KIND_OBJECT)
    return remap_port (self, ports);
  result = weir_value_ref (ports);
  for (gsize i = 0; i < weir_id_list_get_length (ports); i++)
    {
      WeirValue *port = weir_value_get_item (ports, i);
      WeirValue *changed = remap_port (self, port);

      if (changed == port)
        weir_value_unref (changed);
      else
        result = weir_value_with_item (result, i, changed);
    }
  return result;
}

static WeirValue *
remap_text (const WeirRemapper *self, WeirValue *value)
{
  const char *mapped;

  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return weir_value_ref (value);
  mapped = lookup (self, weir_value_get_string (value, NULL));
  if (mapped == NULL || g_str_equal (mapped, weir_value_get_string (value, NULL)))
    return weir_value_ref (value);
  return weir_value_new_string (mapped);
}

/* Variables may hold a configuration: rows with a `value`. */
static WeirValue *
remap_variables (const WeirRemapper *self, WeirValue *env)
{
  WeirValue *result = weir_value_ref (env);

  for (gsize i = 0; i < weir_id_list_get_length (env); i++)
    {
      WeirValue  *row = weir_value_get_item (env, i);
      WeirValue  *value = weir_value_lookup (row, "value");
      const char *type = weir_value_lookup_string (row, "type");
      WeirValue  *changed;

      if (value == NULL || g_strcmp0 (type, "conf-type") != 0)
        continue;
      changed = remap_text (self, value);
      if (changed == value)
        {
          weir_value_unref (changed);
          continue;
        }
      row = weir_value_with_member (weir_value_ref (row), "value", changed);
      result = weir_value_with_item (result, i, row);
    }
  return result;
}

static WeirValue *
remap_type (const WeirRemapper *self, WeirValue *type)
{
  const char *text;
  const char *mapped;

  if (weir_value_get_kind (type) != WEIR_VALUE_KIND_STRING)
    return weir_value_ref (type);
  text = weir_value_get_string (type, NULL);
  if (!g_str_has_prefix (text, SUBFLOW_PREFIX))
    return weir_value_ref (type);
  mapped = lookup (self, text + strlen (SUBFLOW_PREFIX));
  if (mapped == NULL || g_str_equal (mapped, text + strlen (SUBFLOW_PREFIX)))
    return weir_value_ref (type);
  return weir_value_new_string_printf (SUBFLOW_PREFIX "%s", mapped);
}

/* A group that doesn't come along is no group. */
static WeirValue *
remap_group (const WeirRemapper *self, WeirValue *group)
{
  if (weir_value_get_kind (group) != WEIR_VALUE_KIND_STRING ||
      lookup (self, weir_value_get_string (group, NULL)) == NULL)
    return NULL;
  return remap_text (self, group);
}

static WeirValue *
remap_links (const WeirRemapper *self, WeirValue *list)
{
  return remap_list (self, list, KEEP_KNOWN);
}

static WeirValue *
remap_members (const WeirRemapper *self, WeirValue *list)
{
  return remap_list (self, list, KEEP_NOTHING);
}

static WeirValue *
remap_other (const WeirRemapper *self, WeirValue *value)
{
  if (weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY)
    return remap_list (self, value, KEEP_ALL);
  return remap_text (self, value);
}

static WeirValue *
keep_value (const WeirRemapper *self, WeirValue *value)
{
  return weir_value_ref (value);
}

typedef WeirValue *(*RemapFunc) (const WeirRemapper *, WeirValue *);

typedef struct
{
  const char *key;
  RemapFunc   remap;
} Member;

static const Member every_member[] = {
  { "name", keep_value },     { "label", keep_value },
  { "info", keep_value },     { "wires", remap_wires },
  { "links", remap_links },   { "scope", remap_links },
  { "type", remap_type },     { "g", remap_group },
  { "env", remap_variables },
};

static const Member subflow_members[] = {
  { "in", remap_ports },
  { "out", remap_ports },
  { "status", remap_ports },
};

static const Member group_members[] = {
  { "nodes", remap_members },
};

static RemapFunc
find (const Member *members, gsize n_members, const char *key)
{
  for (gsize i = 0; i < n_members; i++)
    if (g_str_equal (key, members[i].key))
      return members[i].remap;
  return NULL;
}

WeirValue *
weir_remap_member (const WeirRemapper *self, const char *key, WeirValue *value)
{
  RemapFunc remap = find (every_member, G_N_ELEMENTS (every_member), key);

  if (self->kind == WEIR_ELEMENT_KIND_GROUP && remap == NULL)
    remap = find (group_members, G_N_ELEMENTS (group_members), key);
  if (self->kind == WEIR_ELEMENT_KIND_SUBFLOW && remap == NULL)
    remap = find (subflow_members, G_N_ELEMENTS (subflow_members), key);
  return remap != NULL ? remap (self, value) : remap_other (self, value);
}
