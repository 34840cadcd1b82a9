/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-router-private.h"

/* Where messages go: wires and links become pointers. */

static void
add_target (GPtrArray *targets, WeirNode *node)
{
  if (node != NULL && node->type->receive != NULL)
    g_ptr_array_add (targets, node);
}

/* @targets: (transfer full) */
static void
set_output (WeirNode *node, guint output, GPtrArray *targets)
{
  gsize length;

  node->outputs[output].targets =
    (WeirNode **)g_ptr_array_steal (targets, &length);
  node->outputs[output].n_targets = length;
  g_ptr_array_unref (targets);
}

static gboolean
is_array (const WeirValue *value)
{
  return value != NULL && weir_value_get_kind (value) == WEIR_VALUE_KIND_ARRAY;
}

/* Returns: (nullable): the running node that a value names */
static WeirNode *
lookup_value (WeirRouter *self, const WeirValue *value)
{
  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_STRING)
    return NULL;

  return g_hash_table_lookup (self->nodes_by_id,
                              weir_value_get_string (value, NULL));
}

static void
add_targets (WeirRouter *self, GPtrArray *targets, const WeirValue *ids)
{
  if (!is_array (ids))
    return;

  for (gsize i = 0; i < weir_value_get_length (ids); i++)
    add_target (targets, lookup_value (self, weir_value_get_item (ids, i)));
}

/* The wires of the entry, not those of the node's configuration: a rewired node
 * keeps the latter. What is no list of ids is an output without wires. */
static void
resolve_wires (WeirRouter *self, WeirNode *node)
{
  const WeirValue *wires = weir_value_lookup (node->entry->value, "wires");

  weir_node_set_n_outputs (node,
                           is_array (wires) ? weir_value_get_length (wires) : 0);

  for (guint i = 0; i < node->n_outputs; i++)
    {
      GPtrArray *targets = g_ptr_array_new ();

      add_targets (self, targets, weir_value_get_item (wires, i));
      set_output (node, i, targets);
    }
}

/* Maps a link out's id to the link ins that name it. */
static GHashTable *
map_link_outs (GPtrArray *nodes)
{
  GHashTable *map = g_hash_table_new_full (g_str_hash,
                                           g_str_equal,
                                           NULL,
                                           (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < nodes->len; i++)
    {
      WeirNode  *node = nodes->pdata[i];
      WeirValue *links = weir_node_get_value (node, "links");

      if (node->type->role != WEIR_NODE_ROLE_LINK_IN || !is_array (links))
        continue;

      for (gsize j = 0; j < weir_value_get_length (links); j++)
        {
          WeirValue *item = weir_value_get_item (links, j);
          gpointer   id;
          GPtrArray *link_ins;

          if (weir_value_get_kind (item) != WEIR_VALUE_KIND_STRING)
            continue;

          id = (gpointer)weir_value_get_string (item, NULL);
          link_ins = g_hash_table_lookup (map, id);

          if (link_ins == NULL)
            {
              link_ins = g_ptr_array_new ();
              g_hash_table_insert (map, id, link_ins);
            }

          g_ptr_array_add (link_ins, node);
        }
    }

  return map;
}

static void
add_link_in (GPtrArray *targets, GHashTable *seen, WeirNode *node)
{
  if (node != NULL && node->type->role == WEIR_NODE_ROLE_LINK_IN &&
      g_hash_table_add (seen, node))
    add_target (targets, node);
}

/* A link exists when either end names the other; the wires a link out has in
 * the file say nothing. */
static void
resolve_links (WeirRouter *self, WeirNode *link_out, GHashTable *map)
{
  g_autoptr (GHashTable) seen = NULL;
  WeirValue             *links = weir_node_get_value (link_out, "links");
  GPtrArray             *link_ins = g_hash_table_lookup (map, link_out->id);
  GPtrArray             *targets;

  if (g_str_equal (weir_node_get_string (link_out, "mode"), "return"))
    {
      weir_node_set_n_outputs (link_out, 0);
      return;
    }

  seen = g_hash_table_new (NULL, NULL);
  targets = g_ptr_array_new ();

  for (gsize i = 0; is_array (links) && i < weir_value_get_length (links); i++)
    add_link_in (targets,
                 seen,
                 lookup_value (self, weir_value_get_item (links, i)));

  for (guint i = 0; link_ins != NULL && i < link_ins->len; i++)
    add_link_in (targets, seen, link_ins->pdata[i]);

  weir_node_set_n_outputs (link_out, 1);
  set_output (link_out, 0, targets);
}

static void
register_link_in (WeirRouter *self, WeirNode *node)
{
  const char *name = weir_node_get_name (node);
  GPtrArray  *namesakes = g_hash_table_lookup (self->link_ins, name);

  if (namesakes == NULL)
    {
      namesakes = g_ptr_array_new ();
      g_hash_table_insert (self->link_ins, (gpointer)name, namesakes);
    }

  g_ptr_array_add (namesakes, node);
}

void
weir_router_resolve_wires (WeirRouter *self, GPtrArray *nodes)
{
  g_autoptr (GHashTable) map = map_link_outs (nodes);

  g_hash_table_remove_all (self->link_ins);

  for (guint i = 0; i < nodes->len; i++)
    {
      WeirNode *node = nodes->pdata[i];

      if (node->type->role == WEIR_NODE_ROLE_LINK_OUT)
        resolve_links (self, node, map);
      else
        resolve_wires (self, node);

      if (node->type->role == WEIR_NODE_ROLE_LINK_IN &&
          *weir_node_get_name (node) != '\0')
        register_link_in (self, node);
    }
}

/* Returns: (nullable): the one of that name, of the caller's flow if @flow */
static WeirNode *
find_namesake (GPtrArray *namesakes, const char *flow, guint *count)
{
  WeirNode *found = NULL;

  *count = 0;

  for (guint i = 0; i < namesakes->len; i++)
    {
      WeirNode *node = namesakes->pdata[i];

      if (flow != NULL && !g_str_equal (node->z, flow))
        continue;

      found = node;
      (*count)++;
    }

  return *count == 1 ? found : NULL;
}

static WeirNode *
find_by_name (WeirRouter *self, WeirNode *caller, const char *name, guint *count)
{
  GPtrArray *namesakes = g_hash_table_lookup (self->link_ins, name);
  WeirNode  *found;

  *count = 0;

  if (namesakes == NULL)
    return NULL;

  found = find_namesake (namesakes, caller->z, count);

  return *count > 0 ? found : find_namesake (namesakes, NULL, count);
}

WeirNode *
weir_router_find_link_in (WeirRouter *self,
                          WeirNode   *caller,
                          const char *target,
                          gboolean    dynamic,
                          GError    **error)
{
  WeirNode *found = g_hash_table_lookup (self->nodes_by_id, target);
  guint     count = 0;

  if (found != NULL && found->type->role == WEIR_NODE_ROLE_LINK_IN &&
      found->type->receive != NULL)
    return found;

  found = dynamic ? find_by_name (self, caller, target, &count) : NULL;

  if (found == NULL && count > 1)
    g_set_error (error,
                 WEIR_RUNTIME_ERROR,
                 WEIR_RUNTIME_ERROR_FAILED,
                 "Error: Multiple link-in nodes named '%s' found",
                 target);
  else if (found == NULL)
    g_set_error (error,
                 WEIR_RUNTIME_ERROR,
                 WEIR_RUNTIME_ERROR_NOT_FOUND,
                 "Error: target link-in node '%s' not found",
                 target);

  return found;
}
