/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The link call node: sends a message to a link in node and waits for a link
 * out node to return one. As in Node-RED, an answer is passed on even when its
 * call has been answered before or was given up: a part of a flow may answer
 * several times, or late.
 *
 * A call that waits is a Call, owned by the table in the node's state; the
 * engine's timer only borrows it. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "json/weir-convert.h"
#include "nodes/weir-link-source.h"
#include "nodes/weir-node-limits.h"
#include "nodes/weir-node-properties.h"
#include "runtime/weir-node-api.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DEFAULT_TIMEOUT_S 30.0

extern const WeirNodeType weir_node_type_link_call;

typedef struct
{
  char        *id;
  WeirMessage *message; /* as it came in */
  guint        timer;
} Call;

typedef struct
{
  GHashTable *calls; /* (element-type utf8 Call) */
  gsize       bytes; /* of their messages */
  gint64      timeout_us;
  gboolean    dynamic;
} State;

static const WeirChoice link_types[] = {
  { "\"static\"", N_ ("Always the same link in node") },
  { "\"dynamic\"", N_ ("The one msg.target names") },
  { NULL },
};

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  {
    .key = "linkType",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Target"),
    .def = "\"static\"",
    .choices = link_types,
  },
  {
    .key = "links",
    .kind = WEIR_PROPERTY_KIND_NODE_REFS,
    .label = N_ ("Calls"),
    .help = N_ ("The link in node that is called: a list of one id."),
    .def = "[]",
    .shown_if = { "linkType", "static" },
  },
  {
    .key = "timeout",
    .kind = WEIR_PROPERTY_KIND_NUMBER,
    .label = N_ ("Time-out"),
    .help = N_ ("How long to wait for an answer; 30 s when that is nothing "
                "or no number."),
    .def = "\"30\"",
    .unit = "s",
  },
  { NULL },
};

static void
call_free (gpointer data)
{
  Call *call = data;

  weir_message_unref (call->message);
  g_free (call->id);
  g_free (call);
}

/* 28 hexadecimal digits, as Node-RED makes them. */
static char *
new_call_id (void)
{
  return g_strdup_printf ("%08x%08x%08x%04x",
                          g_random_int (),
                          g_random_int (),
                          g_random_int (),
                          g_random_int () & 0xffff);
}

static gint64
read_timeout_us (WeirNode *node)
{
  WeirValue *value = weir_node_get_value (node, "timeout");
  double     seconds = NAN;

  if (weir_value_is_truthy (value))
    {
      g_autoptr (WeirValue) text = weir_value_to_text (value);

      seconds = weir_number_parse_float (weir_value_get_string (text, NULL));
    }
  if (isnan (seconds))
    seconds = DEFAULT_TIMEOUT_S;
  return (gint64)(CLAMP (seconds, 0, WEIR_NODE_MAX_DELAY_S) * G_USEC_PER_SEC);
}

/* Returns: (transfer full): the id or name of the link in node, UTF-8 */
static char *
dup_target (WeirNode *node, WeirMessage *message)
{
  State     *state = weir_node_get_state (node);
  WeirValue *target = state->dynamic ? weir_message_get (message, "target")
                                     : weir_node_get_value (node, "links");
  g_autoptr (WeirValue) text = NULL;

  if (target != NULL && weir_value_get_kind (target) == WEIR_VALUE_KIND_ARRAY)
    target = weir_value_get_length (target) > 0 ? weir_value_get_item (target, 0)
                                                : NULL;
  if (!weir_value_is_truthy (target))
    return g_strdup ("");
  text = weir_value_to_text (target);
  return g_utf8_make_valid (weir_value_get_string (text, NULL), -1);
}

static void
fail (WeirNode *node, WeirMessage *message, const char *text)
{
  g_autoptr (GError) error =
    g_error_new_literal (WEIR_RUNTIME_ERROR, WEIR_RUNTIME_ERROR_FAILED, text);

  weir_node_fail (node, message, error);
}

/* Forgets a call that waits; @call is gone afterwards. */
static void
forget (WeirNode *node, Call *call)
{
  State *state = weir_node_get_state (node);

  state->bytes -= weir_message_get_size (call->message);
  g_hash_table_remove (state->calls, call->id);
}

static void
timeout_cb (WeirNode *node, gpointer data)
{
  Call                   *call = data;
  g_autoptr (WeirMessage) message = weir_message_ref (call->message);

  forget (node, call);
  fail (node, message, "timeout");
}

static gboolean
is_full (const State *state, WeirMessage *message)
{
  return g_hash_table_size (state->calls) >= WEIR_LINK_CALL_MAX_PENDING ||
         state->bytes + weir_message_get_size (message) >
           WEIR_LINK_CALL_MAX_PENDING_BYTES;
}

static Call *
call_new (WeirNode *node, WeirMessage *message)
{
  State *state = weir_node_get_state (node);
  Call  *call = g_new0 (Call, 1);

  call->id = new_call_id ();
  call->message = weir_message_ref (message);
  call->timer =
    weir_node_add_timer (node, state->timeout_us, 0, timeout_cb, call);
  state->bytes += weir_message_get_size (message);
  g_hash_table_replace (state->calls, call->id, call);
  return call;
}

/* Returns: (transfer full) (nullable): the message that came in; %NULL when the
 *   call has been answered or given up before */
static WeirMessage *
end_call (WeirNode *node, const char *call_id)
{
  State       *state = weir_node_get_state (node);
  Call        *call = g_hash_table_lookup (state->calls, call_id);
  WeirMessage *message;

  if (call == NULL)
    return NULL;
  message = weir_message_ref (call->message);
  weir_node_remove_timer (node, call->timer);
  forget (node, call);
  return message;
}

static void
returned_cb (WeirNode *node, const char *call_id, WeirMessage *message)
{
  g_autoptr (WeirMessage) asked = NULL;

  if (call_id != NULL)
    asked = end_call (node, call_id);
  weir_node_send (node, message);
  if (asked != NULL)
    weir_node_done (node, asked);
}

static void
receive (WeirNode *node, WeirMessage *message)
{
  State                  *state = weir_node_get_state (node);
  g_autofree char        *target = dup_target (node, message);
  g_autofree char        *call_id = NULL;
  g_autoptr (GError)      error = NULL;
  g_autoptr (WeirMessage) asked = NULL;
  WeirMessage            *inside;

  if (is_full (state, message))
    {
      fail (node, message, "too many calls wait for an answer");
      return;
    }
  call_id = g_strdup (call_new (node, message)->id);
  inside = weir_link_source_push (weir_message_ref (message),
                                  weir_node_get_id (node),
                                  call_id);
  if (weir_node_call_link (node, target, state->dynamic, inside, &error))
    return;
  asked = end_call (node, call_id);
  weir_node_fail (node, message, error);
}

static gboolean
start (WeirNode *node, GError **error)
{
  State *state = weir_node_get_state (node);

  state->calls = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, call_free);
  state->timeout_us = read_timeout_us (node);
  state->dynamic =
    g_str_equal (weir_node_get_string (node, "linkType"), "dynamic");
  weir_node_set_link_return_func (node, returned_cb);
  return TRUE;
}

static void
stop (WeirNode *node, gboolean removed)
{
  State *state = weir_node_get_state (node);

  g_clear_pointer (&state->calls, g_hash_table_unref);
}

const WeirNodeType weir_node_type_link_call = {
  .type = "link call",
  .category = WEIR_NODE_CATEGORY_COMMON,
  .role = WEIR_NODE_ROLE_LINK_CALL,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("link call"),
  .summary = N_ ("Calls a part of a flow and waits for its answer."),
  .help =
    N_ ("Sends each message to a *link in* node and, when a *link out* "
        "node in the mode *Return* is reached, passes the answer on. So "
        "a part of a flow can be used from several places.\n\n"
        "With a dynamic target, `msg.target` names the link in node: its "
        "id, its name on the same tab, or its name on any tab when it is "
        "the only one.\n\n"
        "When no answer comes in time, or there is no such node, the "
        "message goes to the *catch* nodes. An answer that comes later is "
        "still passed on."),
  .icon = "weir-link-call-symbolic",
  .color = "#dddddd",
  .inputs = 1,
  .outputs = 1,
  .properties = properties,
  .state_size = sizeof (State),
  .start = start,
  .stop = stop,
  .receive = receive,
};
