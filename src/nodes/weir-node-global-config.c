/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The entry that holds the variables of a whole flow file. The environment
 * reads it (flow layer); it has nothing to run and is listed so that it is
 * known, kept and shown. */

#define G_LOG_DOMAIN "weir-nodes"

#include "config.h"

#include "schema/weir-node-type.h"

#include <glib/gi18n-lib.h>

extern const WeirNodeType weir_node_type_global_config;

static const WeirProperty properties[] = {
  {
    .key = "env",
    .kind = WEIR_PROPERTY_KIND_OPAQUE,
    .label = N_ ("Variables"),
    .help = N_ ("Environment variables that every node of the file sees."),
    .def = "[]",
  },
  {
    .key = "modules",
    .kind = WEIR_PROPERTY_KIND_OPAQUE,
    .label = N_ ("Modules"),
    .help = N_ ("The Node-RED packages an exported flow was made with."),
  },
  { NULL },
};

const WeirNodeType weir_node_type_global_config = {
  .type = "global-config",
  .category = WEIR_NODE_CATEGORY_CONFIG,
  /* Translators: the name of a node type; people know it from Node-RED, whose
   * own translations keep it */
  .label = N_ ("global-config"),
  .summary = N_ ("Variables for every flow of the file."),
  .help = N_ ("Holds the environment variables that belong to the file rather "
              "than to one tab, group or node. `${NAME}` in a property and the "
              "value type *env variable* find them wherever they are used, "
              "unless a tab or a group says otherwise.\n\n"
              "A file has at most one. Changing it restarts every node."),
  .icon = "weir-config-symbolic",
  .color = "#d9d9d9",
  .properties = properties,
};
