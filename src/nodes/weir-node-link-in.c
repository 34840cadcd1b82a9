/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The link in node: the far end of wires that are not drawn, between tabs or
 * across a crowded one. The router knows who leads here. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "nodes/weir-node-forward.h"
#include "nodes/weir-node-properties.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_link_in;

static const WeirProperty properties[] = {
  WEIR_NODE_PROPERTY_NAME,
  {
    .key = "links",
    .kind = WEIR_PROPERTY_KIND_NODE_REFS,
    .label = N_ ("Links from"),
    .help = N_ ("The link out nodes that lead here."),
    .def = "[]",
  },
  { NULL },
};

const WeirNodeType weir_node_type_link_in = {
  .type = "link in",
  .category = WEIR_NODE_CATEGORY_COMMON,
  .role = WEIR_NODE_ROLE_LINK_IN,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("link in"),
  .summary = N_ ("The end of a link from another place."),
  .help = N_ ("Passes on what *link out* nodes send here, from this tab or "
              "another, as if a wire led from there to here.\n\n"
              "It can also be called by *link call* nodes, by its name too: "
              "then a *link out* that returns sends the answer back to the "
              "caller.\n\n"
              "A link exists as soon as one of its two ends names the other. "
              "Links cannot lead into or out of a subflow."),
  .icon = "weir-link-in-symbolic",
  .color = "#dddddd",
  .outputs = 1,
  .properties = properties,
  .receive = weir_node_forward,
};
