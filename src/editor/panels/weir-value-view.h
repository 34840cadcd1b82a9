/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * WeirValueView:
 *
 * One value to look into: as a tree, as text, as a hex dump or in Base64, with
 * values and paths to copy. What is opened in the tree and pinned is opened
 * again in the next value of the same source.
 */
#define WEIR_TYPE_VALUE_VIEW (weir_value_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirValueView, weir_value_view, WEIR, VALUE_VIEW, GtkWidget)

GtkWidget *weir_value_view_new (void);

/**
 * weir_value_view_set_value:
 * @value: (nullable): what is looked at; %NULL for nothing
 * @path: its place in the message without `msg.`, "" for the whole message
 * @source: (nullable): whose pins count, a node's id
 */
void weir_value_view_set_value (WeirValueView *self,
                                WeirValue     *value,
                                const char    *path,
                                const char    *source);

G_END_DECLS
