/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-subflow-node.h"

#include "flow/weir-subflow.h"
#include "json/weir-convert.h"
#include "json/weir-inspect.h"
#include "json/weir-value-change.h"
#include "runtime/weir-engine-private.h"

/* The nodes that an instance of a subflow runs besides the copies of what it
 * holds: the instance passes its input on to them, what stands for an output
 * passes theirs on, and what is wired to the status output becomes the
 * instance's status (Node-RED's Subflow.js). */

/* A longer text is no status any more. */
#define MAX_STATUS_LENGTH 32

#define INSPECT_DEPTH 2

static void
forward (WeirNode *node, WeirMessage *message)
{
  weir_node_send (node, weir_message_ref (message));
  weir_node_done (node, message);
}

/* Returns: (transfer full) */
static WeirValue *
make_text (const WeirValue *payload)
{
  g_autofree char *text = weir_inspect (payload, INSPECT_DEPTH);
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_STATUS_LENGTH)
    return weir_value_new_string (text);
  begin = g_utf8_substring (text, 0, MAX_STATUS_LENGTH);
  return weir_value_new_string_printf ("%s...", begin);
}

/* Whether an object is a status already: it has a part of one, or nothing. */
static gboolean
is_status (const WeirValue *value)
{
  if (weir_value_get_kind (value) != WEIR_VALUE_KIND_OBJECT)
    return FALSE;
  return weir_value_get_length (value) == 0 ||
         weir_value_lookup (value, "text") != NULL ||
         weir_value_lookup (value, "fill") != NULL ||
         weir_value_lookup (value, "shape") != NULL;
}

/* Returns: (transfer full) (nullable): what a message says the status is */
static WeirValue *
read_status (WeirMessage *message)
{
  WeirValue *payload = weir_message_get (message, "payload");
  WeirValue *status = weir_message_get (message, "status");
  WeirValue *text;

  if (payload == NULL)
    return status != NULL && weir_value_get_kind (status) == WEIR_VALUE_KIND_OBJECT
             ? weir_value_ref (status)
             : NULL;
  if (is_status (payload))
    return weir_value_ref (payload);
  text = weir_value_get_kind (payload) == WEIR_VALUE_KIND_STRING
           ? weir_value_ref (payload)
           : make_text (payload);
  return weir_value_with_member (weir_value_new_object (), "text", text);
}

static void
receive_status (WeirNode *node, WeirMessage *message)
{
  WeirNode             *instance = weir_subflow_node_get_instance (node);
  g_autoptr (WeirValue) status = read_status (message);

  if (instance != NULL && status != NULL)
    weir_node_set_status (instance, g_steal_pointer (&status));
  weir_node_done (node, message);
}

static const WeirNodeType instance_type = {
  .type = "subflow",
  .inputs = 1,
  .outputs = 1,
  .receive = forward,
};

static const WeirNodeType output_type = {
  .type = WEIR_SUBFLOW_OUTPUT_TYPE,
  .inputs = 1,
  .outputs = 1,
  .receive = forward,
};

static const WeirNodeType status_type = {
  .type = WEIR_SUBFLOW_STATUS_TYPE,
  .inputs = 1,
  .receive = receive_status,
};

const WeirNodeType *
weir_subflow_node_lookup_type (WeirRegistry       *registry,
                               const WeirSnapshot *snapshot,
                               const WeirEntry    *entry)
{
  if (weir_subflow_is_expanded (snapshot, entry))
    return &instance_type;
  if (weir_subflow_get_instance (snapshot, entry) != NULL &&
      g_str_equal (entry->type, WEIR_SUBFLOW_OUTPUT_TYPE))
    return &output_type;
  if (weir_subflow_get_instance (snapshot, entry) != NULL &&
      g_str_equal (entry->type, WEIR_SUBFLOW_STATUS_TYPE))
    return &status_type;
  return weir_registry_lookup (registry, entry->type);
}

WeirNode *
weir_subflow_node_get_instance (WeirNode *node)
{
  const WeirEntry *instance =
    weir_subflow_get_instance (node->engine->snapshot, node->entry);

  return instance != NULL ? weir_engine_lookup (node->engine, instance->id)
                          : NULL;
}

gboolean
weir_subflow_node_is_instance (const WeirNode *node)
{
  return node->type == &instance_type;
}

gboolean
weir_subflow_node_tells_status (WeirNode *instance)
{
  g_autofree char *id = g_strconcat (instance->id, ":status", NULL);

  return weir_engine_lookup (instance->engine, id) != NULL;
}
