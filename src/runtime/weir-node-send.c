/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "weir-runtime"

#include "config.h"

#include "runtime/weir-engine-private.h"
#include "runtime/weir-monitor-private.h"
#include "runtime/weir-node-private.h"

#include "json/weir-convert.h"

/* What a node says: messages to its wires, and errors, statuses, completions,
 * log lines and debug values to whoever listens. */

void
weir_node_receive (WeirNode *node, WeirMessage *message)
{
  g_assert (node->type->receive != NULL);

  node->received++;
  weir_node_ref (node);
  node->type->receive (node, message);
  weir_node_unref (node);
}

void
weir_node_send (WeirNode *node, WeirMessage *message)
{
  weir_node_send_to (node, 0, message);
}

void
weir_node_send_to (WeirNode *node, guint output, WeirMessage *message)
{
  WeirScheduler  *scheduler = node->engine->scheduler;
  WeirNodeOutput *wires;

  if (output >= node->n_outputs)
    {
      weir_message_unref (message);
      return;
    }

  wires = &node->outputs[output];
  wires->sent++;

  if (G_UNLIKELY (node->is_tapped))
    message = weir_engine_tell_tap (node->engine, node, output, message);

  if (wires->n_targets == 0)
    {
      weir_message_unref (message);
      return;
    }

  message = weir_message_ensure_id (message);

  for (guint i = 1; i < wires->n_targets; i++)
    weir_message_ref (message);

  for (guint i = 0; i < wires->n_targets; i++)
    weir_scheduler_post (scheduler, wires->targets[i], message);
}

void
weir_node_done (WeirNode *node, WeirMessage *message)
{
  if (node->completes != NULL)
    weir_router_route_complete (node->engine->router, node, message);
}

void
weir_node_fail (WeirNode *node, WeirMessage *message, const GError *error)
{
  WeirEngine *engine = node->engine;

  if (message != NULL &&
      weir_router_route_error (engine->router, node, message, error->message))
    return;

  weir_node_log_text (node, WEIR_LOG_LEVEL_ERROR, g_strdup (error->message));
}

WeirRecord *
weir_node_new_record (WeirNode *node, WeirRecordKind kind)
{
  WeirRecord *record = weir_record_new (kind);

  record->id = g_strdup (node->id);
  record->type = g_strdup (node->entry->type);
  record->path = g_strdup (node->path);

  if (*node->z != '\0')
    record->z = g_strdup (node->z);

  if (*weir_node_get_name (node) != '\0')
    record->name = g_strdup (node->name);

  return record;
}

void
weir_node_log_text (WeirNode *node, WeirLogLevel level, char *text)
{
  WeirRecord *record = weir_node_new_record (node, WEIR_RECORD_KIND_LOG);

  record->level = level;
  weir_record_take_text (record, text);
  weir_monitor_publish (node->engine->monitor, record);
}

void
weir_node_log (WeirNode *node, WeirLogLevel level, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  weir_node_log_text (node, level, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Node.status() of Node-RED takes a plain text too, and makes one of whatever
 * `text` is. */
static WeirValue *
normalize_status (WeirValue *status)
{
  WeirValue *text;

  switch (weir_value_get_kind (status))
    {
    case WEIR_VALUE_KIND_OBJECT:
      text = weir_value_lookup (status, "text");

      if (text == NULL || weir_value_get_kind (text) == WEIR_VALUE_KIND_STRING)
        return status;

      return weir_value_with_member (status, "text", weir_value_to_text (text));

    case WEIR_VALUE_KIND_STRING:
    case WEIR_VALUE_KIND_NUMBER:
    case WEIR_VALUE_KIND_BOOLEAN:
      text = weir_value_to_text (status);
      weir_value_unref (status);

      return weir_value_with_member (weir_value_new_object (), "text", text);

    case WEIR_VALUE_KIND_UNDEFINED:
    case WEIR_VALUE_KIND_NULL:
    case WEIR_VALUE_KIND_BYTES:
    case WEIR_VALUE_KIND_DATE:
    case WEIR_VALUE_KIND_ARRAY:
      break;
    }

  weir_value_unref (status);

  return weir_value_new_object ();
}

void
weir_node_set_status (WeirNode *node, WeirValue *status)
{
  WeirEngine *engine = node->engine;
  WeirRecord *record;

  /* A service may still speak of a node that was stopped. */
  if (!node->is_running)
    {
      weir_value_unref (status);
      return;
    }

  record = weir_node_new_record (node, WEIR_RECORD_KIND_STATUS);
  record->value = normalize_status (status);
  weir_record_ref (record);
  weir_monitor_publish (engine->monitor, record);

  /* As in Node-RED, status nodes do not hear of what is set at start: they are
   * about to start themselves. */
  if (!engine->is_starting)
    weir_router_route_status (engine->router, node, record->value);

  weir_record_unref (record);
}

/* Returns: (transfer full) (nullable): the client a message came from, as the
 *   websocket nodes note it */
static char *
dup_session (WeirMessage *message)
{
  WeirValue  *session = weir_message_get (message, "_session");
  const char *id =
    session != NULL ? weir_value_lookup_string (session, "id") : NULL;

  return id != NULL && *id != '\0' ? g_utf8_make_valid (id, -1) : NULL;
}

void
weir_node_debug (WeirNode    *node,
                 WeirMessage *message,
                 const char  *property,
                 WeirValue   *value)
{
  WeirEngine *engine = node->engine;
  WeirRecord *record;
  WeirValue  *topic;

  if (!weir_monitor_is_watched (engine->monitor))
    return;

  record = weir_node_new_record (node, WEIR_RECORD_KIND_DEBUG);
  record->property = g_strdup (property);
  record->value =
    value != NULL ? weir_value_ref (value) : weir_value_new_undefined ();
  topic = weir_message_get (message, "topic");

  if (topic != NULL)
    record->topic = weir_value_ref (topic);

  record->session = dup_session (message);
  weir_monitor_publish (engine->monitor, record);
}
