/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The comment node: text between nodes. It has no ports and does nothing,
 * just as in Node-RED; its Markdown stands in `info`. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "schema/weir-node-type.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_comment;

static const WeirProperty properties[] = {
  {
    .key = "name",
    .kind = WEIR_PROPERTY_KIND_STRING,
    .label = N_ ("Title"),
    .help = N_ ("What the comment shows in the flow."),
    .def = "\"\"",
  },
  {
    .key = "info",
    .kind = WEIR_PROPERTY_KIND_TEXT,
    .label = N_ ("Text"),
    .help = N_ ("More to say, in Markdown."),
    .def = "\"\"",
  },
  { NULL },
};

const WeirNodeType weir_node_type_comment = {
  .type = "comment",
  .category = WEIR_NODE_CATEGORY_COMMON,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("comment"),
  .summary = N_ ("A note among the nodes."),
  .help = N_ ("Says something about a flow to those who read it. The title "
              "stands in the flow, the text is shown with the help of the "
              "node and may use Markdown.\n\n"
              "A comment is never run and takes no messages."),
  .icon = "weir-comment-symbolic",
  .color = "#ffffff",
  .properties = properties,
};
