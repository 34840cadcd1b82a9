/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "schema/weir-property.h"

#include <glib/gi18n-lib.h>

/* Rows that the property tables of several node types have. */

#define WEIR_NODE_PROPERTY_NAME                                             \
  {                                                                         \
    .key = "name", .kind = WEIR_PROPERTY_KIND_STRING, .label = N_ ("Name"), \
    .help = N_ ("What the node is called in the flow."), .def = "\"\"",     \
    .placeholder = N_ ("Optional"),                                         \
  }

/* Whom a catch or status node listens to. */
#define WEIR_NODE_PROPERTY_SCOPE(label_)                                   \
  {                                                                        \
    .key = "scope", .kind = WEIR_PROPERTY_KIND_NODE_REFS, .label = label_, \
    .help = N_ ("All nodes of the tab (null), those of the same group "    \
                "(“group”), or a list of ids."),                           \
    .def = "null",                                                         \
  }
