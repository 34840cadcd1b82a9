/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The catch node: gets the errors of other nodes. Whose, and in which order
 * several catch nodes are asked, is the router's business; here the message it
 * made is passed on. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "json/weir-convert.h"
#include "nodes/weir-node-forward.h"
#include "nodes/weir-node-label.h"
#include "nodes/weir-node-properties.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_catch;

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  WEIR_NODE_PROPERTY_SCOPE (N_ ("Catch errors of")),
  {
    .key = "uncaught",
    .kind = WEIR_PROPERTY_KIND_BOOLEAN,
    .label = N_ ("Only what no other catches"),
    .help = N_ ("Ignores errors that another catch node has taken."),
    .def = "false",
  },
  { NULL },
};

/* A list of ids makes `uncaught` meaningless. */
static gboolean
has_open_scope (const WeirValue *config)
{
  WeirValue *scope = weir_value_lookup (config, "scope");

  return scope == NULL || weir_value_get_kind (scope) != WEIR_VALUE_KIND_ARRAY;
}

static char *
describe (const WeirValue *config)
{
  g_autofree char *name = weir_node_label_dup_name (config);

  if (name == NULL && has_open_scope (config) &&
      weir_value_is_truthy (weir_value_lookup (config, "uncaught")))
    return g_strdup (_ ("catch: uncaught"));
  return weir_node_label_for_scope (config, _ ("catch"));
}

const WeirNodeType weir_node_type_catch = {
  .type = "catch",
  .category = WEIR_NODE_CATEGORY_COMMON,
  .role = WEIR_NODE_ROLE_CATCH,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("catch"),
  .summary = N_ ("Gets the errors of other nodes."),
  .help =
    N_ ("Sends a message whenever a node of the same tab fails while it "
        "handles one: the message it failed at, with `msg.error` in it.\n\n"
        "- `msg.error.message`: what went wrong\n- "
        "`msg.error.source.id`, `.type`, `.name`: the node that "
        "failed\n- `msg.error.source.count`: how often this message has "
        "failed there\n\n"
        "An `error` the message had before is kept in `msg._error`.\n\n"
        "Listen to all nodes of the tab, to those of the same group, or "
        "to some you pick. Every catch node that listens to the node gets a "
        "message: those for a group or for some nodes first, the nearest "
        "group before others. *Only what no other catches* leaves an error "
        "alone that another catch node has taken.\n\n"
        "An error that no catch node takes is written to the log, and so is "
        "a message that has failed ten times at the same node."),
  .icon = "weir-catch-symbolic",
  .color = "#e49191",
  .outputs = 1,
  .properties = properties,
  .describe = describe,
  .receive = weir_node_forward,
};
