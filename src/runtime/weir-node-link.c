/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"
#include "runtime/weir-node-private.h"

/* Link calls: the one way a message goes from node to node without the queue,
 * as in Node-RED. */

/* @message: (transfer full) */
static void
hand_over (WeirNode *target, WeirMessage *message)
{
  message = weir_message_ensure_id (message);
  weir_node_receive (target, message);
  weir_message_unref (message);
}

gboolean
weir_node_call_link (WeirNode    *node,
                     const char  *target,
                     gboolean     dynamic,
                     WeirMessage *message,
                     GError     **error)
{
  WeirNode *link_in =
    weir_router_find_link_in (node->engine->router, node, target, dynamic, error);

  if (link_in == NULL)
    {
      weir_message_unref (message);
      return FALSE;
    }

  hand_over (link_in, message);

  return TRUE;
}

void
weir_node_set_link_return_func (WeirNode *node, WeirLinkReturnFunc func)
{
  node->link_return = func;
}

gboolean
weir_node_return_link (WeirNode    *node,
                       const char  *caller,
                       const char  *call_id,
                       WeirMessage *message)
{
  g_autoptr (WeirNode) target = NULL;
  WeirNode            *found = weir_engine_lookup (node->engine, caller);

  if (found == NULL || found->link_return == NULL)
    {
      weir_message_unref (message);
      return FALSE;
    }

  target = weir_node_ref (found);
  target->link_return (target, call_id, weir_message_ensure_id (message));

  return TRUE;
}
