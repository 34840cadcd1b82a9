/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * weir_property_dialog_present:
 * @id: a node, configuration node, group, tab or subflow
 *
 * Opens the dialog of an entry; what is done in it is one undo step.
 */
void weir_property_dialog_present (GtkWindow   *parent,
                                   WeirSession *session,
                                   const char  *id);

typedef void (*WeirConfigCreatedFunc) (const char *id, gpointer user_data);

/**
 * weir_property_dialog_present_new_config:
 * @type: a configuration type
 * @created: (nullable): called with the id when it was made, not when the dialog
 *   was cancelled
 * @destroy: (nullable): frees @user_data when the dialog is gone
 */
void weir_property_dialog_present_new_config (GtkWindow            *parent,
                                              WeirSession          *session,
                                              const char           *type,
                                              WeirConfigCreatedFunc created,
                                              gpointer              user_data,
                                              GDestroyNotify        destroy);

/**
 * weir_property_dialog_get_node_type:
 * @window: any window
 *
 * Returns: (transfer none) (nullable): the type of the node that @window is the
 *   dialog of; %NULL when it is another window, or when the type is unknown
 */
const char *weir_property_dialog_get_node_type (GtkWindow *window);

G_END_DECLS
