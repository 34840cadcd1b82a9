/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The link out node: the near end of wires that are not drawn, or the way back
 * to a link call node. In the first mode the router has wired it to its link in
 * nodes, in the second the message says who waits for it. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-link-source.h"
#include "nodes/weir-node-properties.h"
#include "runtime/weir-node-api.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_link_out;

static const WeirChoice modes[] = {
  { "\"link\"", N_ ("Send to link in nodes") },
  { "\"return\"", N_ ("Return to the link call node") },
  { NULL },
};

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  {
    .key = "mode",
    .kind = WEIR_PROPERTY_KIND_CHOICE,
    .label = N_ ("Mode"),
    .def = "\"link\"",
    .choices = modes,
  },
  {
    .key = "links",
    .kind = WEIR_PROPERTY_KIND_NODE_REFS,
    .label = N_ ("Links to"),
    .help = N_ ("The link in nodes this one leads to."),
    .def = "[]",
    .shown_if = { "mode", "link" },
  },
  { NULL },
};

/* @message: (transfer full) */
static void
return_to_caller (WeirNode *node, WeirMessage *message)
{
  g_autofree char *caller = NULL;
  g_autofree char *call_id = NULL;

  message = weir_link_source_pop (message, &caller, &call_id);
  if (caller == NULL)
    {
      weir_message_unref (message);
      weir_node_log (node, WEIR_LOG_LEVEL_WARN, "Missing return node information");
    }
  else if (!weir_node_return_link (node, caller, call_id, message))
    weir_node_log (node,
                   WEIR_LOG_LEVEL_WARN,
                   "Missing return node: no link call node '%.64s' is running",
                   caller);
}

static void
receive (WeirNode *node, WeirMessage *message)
{
  g_autofree char *event = g_strconcat ("node:", weir_node_get_id (node), NULL);
  WeirMessage     *copy = weir_message_with (weir_message_ref (message),
                                         "_event",
                                         weir_value_new_string (event));

  if (g_str_equal (weir_node_get_string (node, "mode"), "return"))
    return_to_caller (node, copy);
  else
    weir_node_send (node, copy);
  weir_node_done (node, message);
}

const WeirNodeType weir_node_type_link_out = {
  .type = "link out",
  .category = WEIR_NODE_CATEGORY_COMMON,
  .role = WEIR_NODE_ROLE_LINK_OUT,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("link out"),
  .summary = N_ ("The start of a link to another place."),
  .help = N_ ("Sends what it receives to *link in* nodes of this tab or of "
              "others, as if wires led there.\n\n"
              "In the mode *Return* it sends the message back to the *link "
              "call* node it came from instead. Of several calls inside one "
              "another the last is answered first.\n\n"
              "A link exists as soon as one of its two ends names the other. "
              "Links cannot lead into or out of a subflow."),
  .icon = "weir-link-out-symbolic",
  .color = "#dddddd",
  .inputs = 1,
  .properties = properties,
  .receive = receive,
};
