/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/properties/weir-property-context.h"

G_BEGIN_DECLS

/**
 * WeirNodeList:
 *
 * The nodes a list of ids may name, each with a check; what is named and is not
 * there is listed too, so that it can be taken out. With a search entry once
 * there are many.
 */
#define WEIR_TYPE_NODE_LIST (weir_node_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirNodeList, weir_node_list, WEIR, NODE_LIST, AdwPreferencesRow)

/* @single: whether checking one unchecks the others */
GtkWidget *weir_node_list_new (WeirPropertyContext *context,
                               WeirField           *field,
                               gboolean             single);

G_END_DECLS
