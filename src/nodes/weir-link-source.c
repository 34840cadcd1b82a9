/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The stack of calls in a message. It comes from outside when a whole message
 * does, so nothing in it is taken for granted: what is no call is none. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-link-source.h"

#define KEY "_linkSource"

static WeirValue *
get_stack (WeirMessage *message)
{
  WeirValue *stack = weir_message_get (message, KEY);

  if (stack == NULL || weir_value_get_kind (stack) != WEIR_VALUE_KIND_ARRAY)
    return NULL;
  return stack;
}

WeirMessage *
weir_link_source_push (WeirMessage *message, const char *caller, const char *call_id)
{
  WeirValue *stack = get_stack (message);
  WeirValue *call = weir_value_new_object ();

  call = weir_value_with_member (call, "id", weir_value_new_string (call_id));
  call = weir_value_with_member (call, "node", weir_value_new_string (caller));
  stack = stack != NULL ? weir_value_ref (stack) : weir_value_new_array (NULL, 0);
  return weir_message_with (message, KEY, weir_value_with_appended (stack, call));
}

WeirMessage *
weir_link_source_pop (WeirMessage *message, char **caller, char **call_id)
{
  WeirValue *stack = get_stack (message);
  gsize      length = stack != NULL ? weir_value_get_length (stack) : 0;
  WeirValue *call = length > 0 ? weir_value_get_item (stack, length - 1) : NULL;
  const char *node = weir_value_lookup_string (call, "node");

  *caller = g_strdup (node);
  *call_id = g_strdup (weir_value_lookup_string (call, "id"));
  if (length <= 1)
    return weir_message_without (message, KEY);
  stack = weir_value_without_item (weir_value_ref (stack), length - 1);
  return weir_message_with (message, KEY, stack);
}
