/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"
#include "runtime/weir-monitor-private.h"
#include "runtime/weir-node-private.h"

#include "flow/weir-subflow.h"
#include "json/weir-convert.h"

/* WeirNode: one node that runs. The engine owns it and everything a type may
 * leak: timers, services, state. The router hangs its wires into it; other
 * nodes hold it by pointer only between two deploys. */

G_DEFINE_QUARK (weir_runtime_error, weir_runtime_error)

WeirNode *
weir_node_new (WeirEngine         *engine,
               WeirSnapshot       *snapshot,
               WeirEnvironment    *environment,
               const WeirEntry    *entry,
               const WeirNodeType *type)
{
  WeirNode  *node = g_malloc0 (sizeof (WeirNode) + type->state_size);
  WeirValue *credentials = weir_snapshot_get_credentials (snapshot, entry->id);
  WeirValue *active;

  node->ref_count = 1;
  node->engine = engine;
  node->type = type;
  node->entry = entry;
  node->id = g_strdup (entry->id);
  node->z = g_strdup (entry->z);
  node->path = weir_subflow_dup_path (snapshot, entry);
  node->config = weir_environment_substitute (environment, entry, entry->value);

  if (credentials != NULL)
    node->credentials =
      weir_environment_substitute (environment, entry, credentials);

  node->name = weir_value_lookup_string (node->config, "name");
  active = weir_node_get_value (node, "active");
  node->is_active = active == NULL ||
                    weir_value_get_kind (active) == WEIR_VALUE_KIND_NULL ||
                    weir_value_is_truthy (active);

  return node;
}

WeirNode *
weir_node_ref (WeirNode *node)
{
  node->ref_count++;

  return node;
}

void
weir_node_unref (WeirNode *node)
{
  if (--node->ref_count > 0)
    return;

  g_assert (!node->is_running);

  weir_node_clear_wires (node);
  g_free (node->outputs);
  g_clear_pointer (&node->credentials, weir_value_unref);
  weir_value_unref (node->config);
  g_free (node->path);
  g_free (node->z);
  g_free (node->id);
  g_free (node);
}

void
weir_node_stop (WeirNode *node, gboolean removed)
{
  if (node->type->stop != NULL)
    node->type->stop (node, removed);

  weir_node_release (node);
}

void
weir_node_release (WeirNode *node)
{
  weir_node_set_settled (node, TRUE);
  weir_node_clear_timers (node);
  g_clear_object (&node->service);
  g_clear_pointer (&node->used, g_ptr_array_unref);
  node->link_return = NULL;
  node->is_running = FALSE;
}

void
weir_node_clear_wires (WeirNode *node)
{
  for (guint i = 0; i < node->n_outputs; i++)
    {
      g_clear_pointer (&node->outputs[i].targets, g_free);
      node->outputs[i].n_targets = 0;
    }

  g_clear_pointer (&node->completes, g_ptr_array_unref);
  node->scope = NULL;
}

void
weir_node_set_n_outputs (WeirNode *node, guint n_outputs)
{
  weir_node_clear_wires (node);
  node->outputs = g_renew (WeirNodeOutput, node->outputs, n_outputs);

  for (guint i = node->n_outputs; i < n_outputs; i++)
    node->outputs[i] = (WeirNodeOutput){ NULL };

  node->n_outputs = n_outputs;
}

const char *
weir_node_get_id (WeirNode *node)
{
  return node->id;
}

const char *
weir_node_get_name (WeirNode *node)
{
  return node->name != NULL ? node->name : "";
}

gpointer
weir_node_get_state (WeirNode *node)
{
  return node->state;
}

WeirValue *
weir_node_get_config (WeirNode *node)
{
  return node->config;
}

WeirValue *
weir_node_get_value (WeirNode *node, const char *key)
{
  return weir_value_lookup (node->config, key);
}

const char *
weir_node_get_string (WeirNode *node, const char *key)
{
  const char *text = weir_value_lookup_string (node->config, key);

  return text != NULL ? text : "";
}

const char *
weir_node_get_credential (WeirNode *node, const char *key)
{
  const char *text = weir_value_lookup_string (node->credentials, key);

  return text != NULL ? text : "";
}

WeirValue *
weir_node_dup_variable (WeirNode *node, const char *name)
{
  return weir_environment_lookup (node->engine->environment, node->entry, name);
}

gboolean
weir_node_is_active (WeirNode *node)
{
  return node->is_active;
}

void
weir_node_set_settled (WeirNode *node, gboolean settled)
{
  if (node->is_unsettled == !settled || !node->is_running)
    return;

  node->is_unsettled = !settled;
  node->engine->n_unsettled += settled ? -1 : 1;
}

void
weir_node_provide (WeirNode *node, GObject *service)
{
  g_set_object (&node->service, service);
  g_object_unref (service);
}

gpointer
weir_node_resolve (WeirNode *node, const char *key, GType type)
{
  const char *id = weir_node_get_string (node, key);
  WeirNode   *provider = weir_engine_lookup (node->engine, id);

  if (provider == NULL || provider->service == NULL ||
      !g_type_is_a (G_OBJECT_TYPE (provider->service), type))
    return NULL;

  if (node->used == NULL)
    node->used = g_ptr_array_new_with_free_func (g_object_unref);

  if (!g_ptr_array_find (node->used, provider->service, NULL))
    g_ptr_array_add (node->used, g_object_ref (provider->service));

  return provider->service;
}

gpointer
weir_node_get_facility (WeirNode *node, GType type)
{
  GPtrArray *facilities = node->engine->facilities;

  for (guint i = 0; i < facilities->len; i++)
    if (g_type_is_a (G_OBJECT_TYPE (facilities->pdata[i]), type))
      return facilities->pdata[i];

  return NULL;
}
