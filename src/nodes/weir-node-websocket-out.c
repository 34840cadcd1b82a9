/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `websocket out`: sends messages over a listener or a client, to the
 * connection `msg._session` names or else to all. What could not be sent is
 * said, at a bounded rate; Node-RED keeps silent about it. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-websocket-user.h"
#include "schema/weir-problem.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_websocket_out;

#define N_OUTCOMES (WEIR_WEBSOCKET_TOO_SLOW + 1)

typedef struct
{
  WeirWebsocketEndpoint *endpoint; /* (nullable): borrowed */
  WeirNotice             notices[N_OUTCOMES];
} State;

/* What is said of each outcome; without a text nothing, with a code the text
 * of that problem. */
static const struct
{
  WeirLogLevel level;
  const char  *code;
  const char  *text;
} outcomes[N_OUTCOMES] = {
  [WEIR_WEBSOCKET_EMPTY] = { WEIR_LOG_LEVEL_DEBUG, "R514", NULL },
  [WEIR_WEBSOCKET_GONE] = { WEIR_LOG_LEVEL_WARN, "R511", NULL },
  [WEIR_WEBSOCKET_FOREIGN] = { WEIR_LOG_LEVEL_WARN,
                               NULL,
                               "A message was dropped: a client can't answer "
                               "the session in msg._session. Delete it to "
                               "send to the server." },
  [WEIR_WEBSOCKET_NOT_CONNECTED] = { WEIR_LOG_LEVEL_WARN,
                                     NULL,
                                     "An error occurred while sending: not "
                                     "connected" },
  [WEIR_WEBSOCKET_TOO_SLOW] = { WEIR_LOG_LEVEL_WARN,
                                NULL,
                                "An error occurred while sending: a peer "
                                "reads too slowly" },
};

static gboolean
start (WeirNode *node, GError **error)
{
  State *state = weir_node_get_state (node);

  state->endpoint = weir_websocket_user_start (node, FALSE);
  return TRUE;
}

static void
stop (WeirNode *node, gboolean removed)
{
  State *state = weir_node_get_state (node);

  for (guint i = 0; i < N_OUTCOMES; i++)
    weir_notice_clear (&state->notices[i]);
  if (state->endpoint != NULL)
    weir_websocket_endpoint_detach (state->endpoint, node);
}

static void
say (WeirNode *node, WeirMessage *message, WeirWebsocketOutcome outcome)
{
  State                  *state = weir_node_get_state (node);
  WeirNotice             *notice = &state->notices[outcome];
  g_autoptr (WeirProblem) problem = NULL;

  if (outcomes[outcome].code == NULL)
    {
      weir_notice_say (notice,
                       node,
                       outcomes[outcome].level,
                       "%s",
                       outcomes[outcome].text);
      return;
    }
  problem = weir_problem_new (outcomes[outcome].code,
                              NULL,
                              NULL,
                              "id",
                              weir_websocket_session_get_id (message),
                              NULL);
  weir_notice_say (notice, node, outcomes[outcome].level, "%s", problem->text);
}

static void
receive (WeirNode *node, WeirMessage *message)
{
  State               *state = weir_node_get_state (node);
  WeirWebsocketOutcome outcome;

  /* As in Node-RED: such a node takes no messages, none is ever complete. */
  if (state->endpoint == NULL)
    return;

  outcome = weir_websocket_endpoint_send (state->endpoint, message);
  if (outcomes[outcome].level != 0)
    say (node, message, outcome);
  weir_node_done (node, message);
}

const WeirNodeType weir_node_type_websocket_out = {
  .type = "websocket out",
  .category = WEIR_NODE_CATEGORY_NETWORK,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("websocket"),
  .summary = N_ ("Sends messages over WebSocket connections."),
  .help = N_ (
    "Sends `msg.payload`: a buffer as binary data, a string as text, any "
    "other value as the text of it, objects and arrays as JSON. A message "
    "without a payload, or with an empty string, is not sent. When the "
    "configuration says that whole messages are sent and received, all of the "
    "message is sent as JSON, without `_session`.\n\n"
    "Over a listener a message with a `msg._session` from a `websocket in` "
    "node answers that one client; without it the message goes to every "
    "client. Delete `msg._session` to send to everyone, and always before "
    "sending over a client, which drops a message that has one.\n\n"
    "Nothing waits for a connection: what can’t be sent is dropped, and the "
    "log says so."),
  .icon = "weir-websocket-symbolic",
  .editor_hint = "websocket",
  .color = "#d7d7a0",
  .inputs = 1,
  .properties = weir_websocket_user_properties,
  .ref_prefix = "[ws] ",
  .state_size = sizeof (State),
  .start = start,
  .stop = stop,
  .receive = receive,
};
