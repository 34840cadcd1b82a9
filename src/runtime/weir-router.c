/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-router-private.h"

#include "json/weir-convert.h"
#include "runtime/weir-subflow-node.h"

/* WeirRouter: what a deploy works out so that a message need not: nodes hold
 * pointers to their targets, flows lists of their listeners. Owned by the
 * engine, and empty between stop and deploy. This file hands out errors,
 * statuses and completions; -wires and -scopes do the working out. */

typedef struct
{
  WeirListener *listener; /* borrowed */
  guint         distance; /* levels of groups between it and the reporter */
} Candidate;

WeirRouter *
weir_router_new (void)
{
  WeirRouter *self = g_new0 (WeirRouter, 1);

  self->scopes = g_hash_table_new_full (g_str_hash,
                                        g_str_equal,
                                        NULL,
                                        (GDestroyNotify)weir_scope_free);
  self->link_ins = g_hash_table_new_full (g_str_hash,
                                          g_str_equal,
                                          NULL,
                                          (GDestroyNotify)g_ptr_array_unref);

  return self;
}

void
weir_router_free (WeirRouter *self)
{
  g_hash_table_unref (self->scopes);
  g_hash_table_unref (self->link_ins);
  g_free (self);
}

void
weir_router_resolve (WeirRouter   *self,
                     WeirSnapshot *snapshot,
                     GPtrArray    *nodes,
                     GHashTable   *nodes_by_id)
{
  self->snapshot = snapshot;
  self->nodes_by_id = nodes_by_id;

  for (guint i = 0; i < nodes->len; i++)
    weir_node_clear_wires (nodes->pdata[i]);

  weir_router_resolve_wires (self, nodes);
  weir_router_resolve_scopes (self, nodes);
}

/* Node-RED's rule of distance: from the reporter's group up to that of the
 * listener; all levels when they never meet. */
static gboolean
is_candidate (WeirRouter   *self,
              WeirNode     *reporter,
              WeirListener *listener,
              guint        *distance)
{
  const WeirEntry *wanted =
    weir_snapshot_get_group (self->snapshot, listener->node->entry);
  const WeirEntry *group =
    weir_snapshot_get_group (self->snapshot, reporter->entry);

  *distance = 0;

  if (!listener->node->is_running)
    return FALSE;

  if (listener->kind == WEIR_LISTENER_IDS &&
      !g_hash_table_contains (listener->ids, reporter->id))
    return FALSE;

  while (group != NULL && group != wanted)
    {
      group = weir_snapshot_get_group (self->snapshot, group);
      (*distance)++;
    }

  return listener->kind != WEIR_LISTENER_GROUP || wanted == NULL ||
         group == wanted;
}

static int
compare_distances (gconstpointer a, gconstpointer b)
{
  guint left = ((const Candidate *)a)->distance;
  guint right = ((const Candidate *)b)->distance;

  return (left > right) - (left < right);
}

/* Returns: (transfer full): the listeners that shall hear, nearest first */
static GArray *
list_candidates (WeirRouter *self, WeirNode *reporter, GPtrArray *listeners)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < listeners->len; i++)
    {
      Candidate candidate = { .listener = listeners->pdata[i] };

      if (is_candidate (self, reporter, candidate.listener, &candidate.distance))
        g_array_append_val (candidates, candidate);
    }

  g_array_sort (candidates, compare_distances); /* is stable */

  return candidates;
}

/* Listeners are called at once, their answers are queued. Types of ours never
 * fail in there; one that does can't take the stack with it.
 *
 * @message: (transfer full) */
static gboolean
tell (WeirRouter *self, WeirNode *listener, WeirMessage *message)
{
  gboolean shallow = self->depth < WEIR_ROUTER_MAX_DEPTH;

  message = weir_message_ensure_id (message);

  if (shallow)
    {
      self->depth++;
      weir_node_receive (listener, message);
      self->depth--;
    }
  else
    {
      weir_node_log (listener,
                     WEIR_LOG_LEVEL_WARN,
                     "catch, status and complete nodes call one another: "
                     "event dropped");
    }

  weir_message_unref (message);

  return shallow;
}

/* Returns: (transfer full): what `source` says of a node */
static WeirValue *
describe_source (WeirNode *node)
{
  WeirValue  *source = weir_value_new_object ();
  const char *name = weir_node_get_name (node);

  source =
    weir_value_with_member (source, "id", weir_value_new_string (node->id));
  source = weir_value_with_member (source,
                                   "type",
                                   weir_value_new_string (node->entry->type));

  if (*name != '\0')
    source =
      weir_value_with_member (source, "name", weir_value_new_string (name));

  return source;
}

/* How often this error has been round: a catch node may lead back to the node
 * that fails. */
static guint
count_catches (WeirNode *node, WeirMessage *message)
{
  WeirValue  *error = weir_message_get (message, "error");
  WeirValue  *source = weir_value_lookup (error, "source");
  const char *id = weir_value_lookup_string (source, "id");
  double      count;

  if (id == NULL || !g_str_equal (id, node->id))
    return 1;

  count = weir_value_to_number (weir_value_lookup (source, "count"));

  /* Also catches NaN, when somebody wrote over the count. */
  return count >= 0 && count < WEIR_ROUTER_MAX_CATCHES ? (guint)count + 1
                                                       : WEIR_ROUTER_MAX_CATCHES;
}

static WeirMessage *
make_error_message (WeirNode    *node,
                    WeirMessage *message,
                    const char  *text,
                    guint        count)
{
  WeirValue   *old = weir_message_get (message, "error");
  WeirValue   *source = describe_source (node);
  WeirValue   *error = weir_value_new_object ();
  WeirMessage *result = weir_message_ref (message);

  if (old != NULL)
    result = weir_message_with (result, "_error", weir_value_ref (old));

  source =
    weir_value_with_member (source, "count", weir_value_new_number (count));
  error = weir_value_with_member (error, "message", weir_value_new_string (text));
  error = weir_value_with_member (error, "source", source);

  return weir_message_with (result, "error", error);
}

/* Offers an error to the catch nodes of the flow that @reporter stands in.
 *
 * Returns: whether one took it */
static gboolean
offer_error (WeirRouter *self, WeirNode *reporter, WeirMessage *failure)
{
  g_autoptr (GArray) candidates = NULL;
  gboolean           handled = FALSE;
  gboolean           uncaught_took_it = FALSE;

  if (reporter->scope == NULL || reporter->scope->catches->len == 0)
    return FALSE;

  candidates = list_candidates (self, reporter, reporter->scope->catches);

  for (guint i = 0; i < candidates->len; i++)
    {
      WeirListener *listener = g_array_index (candidates, Candidate, i).listener;

      if (listener->uncaught && handled && !uncaught_took_it)
        continue;

      uncaught_took_it |= listener->uncaught;
      handled |= tell (self, listener->node, weir_message_ref (failure));
    }

  return handled;
}

/* What nobody inside a subflow takes is the instance's to report, in the flow
 * around it; the source stays the node that failed. */
gboolean
weir_router_route_error (WeirRouter  *self,
                         WeirNode    *node,
                         WeirMessage *message,
                         const char  *text)
{
  g_autoptr (WeirMessage) failure = NULL;
  guint                   count = count_catches (node, message);
  gboolean                handled = FALSE;

  if (count >= WEIR_ROUTER_MAX_CATCHES)
    {
      weir_node_log (node,
                     WEIR_LOG_LEVEL_WARN,
                     "Message exceeded maximum number of catches");
      return FALSE;
    }

  failure = make_error_message (node, message, text, count);

  for (WeirNode *reporter = node; reporter != NULL && !handled;
       reporter = weir_subflow_node_get_instance (reporter))
    handled = offer_error (self, reporter, failure);

  return handled;
}

/* Returns: how many status nodes heard it */
static guint
offer_status (WeirRouter *self, WeirNode *reporter, WeirMessage *message)
{
  g_autoptr (GArray) candidates = NULL;

  if (reporter->scope == NULL || reporter->scope->statuses->len == 0)
    return 0;

  candidates = list_candidates (self, reporter, reporter->scope->statuses);

  for (guint i = 0; i < candidates->len; i++)
    tell (self,
          g_array_index (candidates, Candidate, i).listener->node,
          weir_message_ref (message));

  return candidates->len;
}

/* Returns: (nullable): who reports it in the flow around, when nobody in its
 *   own heard it */
static WeirNode *
get_outer_reporter (WeirNode *reporter)
{
  WeirNode *instance = weir_subflow_node_get_instance (reporter);

  return instance != NULL && !weir_subflow_node_tells_status (instance) ? instance
                                                                        : NULL;
}

static gboolean
has_listeners (WeirNode *node)
{
  return (node->scope != NULL && node->scope->statuses->len > 0) ||
         weir_subflow_node_get_instance (node) != NULL;
}

void
weir_router_route_status (WeirRouter *self, WeirNode *node, WeirValue *status)
{
  g_autoptr (WeirMessage) message = NULL;
  WeirValue              *object;
  guint                   heard = 0;

  if (!has_listeners (node))
    return;

  status = weir_value_with_member (weir_value_ref (status),
                                   "source",
                                   describe_source (node));
  object = weir_value_with_member (weir_value_new_object (), "status", status);
  message = weir_message_new (object);

  for (WeirNode *reporter = node; reporter != NULL && heard == 0;
       reporter = get_outer_reporter (reporter))
    heard = offer_status (self, reporter, message);
}

void
weir_router_route_complete (WeirRouter *self, WeirNode *node, WeirMessage *message)
{
  WeirValue *complete = weir_value_with_member (weir_value_new_object (),
                                                "source",
                                                describe_source (node));
  g_autoptr (GPtrArray)   listeners = g_ptr_array_ref (node->completes);
  g_autoptr (WeirMessage) completion =
    weir_message_with (weir_message_ref (message), "complete", complete);

  for (guint i = 0; i < listeners->len; i++)
    {
      WeirNode *listener = listeners->pdata[i];

      if (listener->is_running)
        tell (self, listener, weir_message_ref (completion));
    }
}
