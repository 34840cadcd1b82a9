/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The complete node: hears when other nodes are done with a message. The router
 * makes its messages, and leaves out nodes it is wired to, which would come
 * round for ever. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-node-forward.h"
#include "nodes/weir-node-label.h"
#include "nodes/weir-node-properties.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_complete;

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  {
    .key = "scope",
    .kind = WEIR_PROPERTY_KIND_NODE_REFS,
    .label = N_ ("Nodes"),
    .help = N_ ("The nodes to watch, of the same tab."),
    .def = "[]",
  },
  {
    .key = "uncaught",
    .kind = WEIR_PROPERTY_KIND_OPAQUE,
    .label = N_ ("Uncaught"),
    .help = N_ ("Has no meaning here; Node-RED writes it."),
    .def = "false",
  },
  { NULL },
};

static char *
describe (const WeirValue *config)
{
  char      *name = weir_node_label_dup_name (config);
  WeirValue *scope = weir_value_lookup (config, "scope");
  gsize      n_nodes = 0;

  if (name != NULL)
    return name;
  if (scope != NULL && weir_value_get_kind (scope) == WEIR_VALUE_KIND_ARRAY)
    n_nodes = weir_value_get_length (scope);
  /* Translators: what a node of the type complete is called: its type and how many
   * nodes it watches */
  return g_strdup_printf (_ ("complete: %zu"), n_nodes);
}

const WeirNodeType weir_node_type_complete = {
  .type = "complete",
  .category = WEIR_NODE_CATEGORY_COMMON,
  .role = WEIR_NODE_ROLE_COMPLETE,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("complete"),
  .summary = N_ ("Hears when other nodes are done with a message."),
  .help = N_ ("Sends a message whenever one of the picked nodes has handled "
              "one without an error: the message that node received, with "
              "`msg.complete` in it.\n\n"
              "- `msg.complete.source.id`, `.type`, `.name`: the node that is "
              "done\n\n"
              "Useful for nodes without an output, such as *websocket out*: "
              "what follows here happens after it.\n\n"
              "Of the nodes you pick, those this one is wired to are left "
              "out."),
  .icon = "weir-complete-symbolic",
  .color = "#c0edc0",
  .outputs = 1,
  .properties = properties,
  .describe = describe,
  .receive = weir_node_forward,
};
