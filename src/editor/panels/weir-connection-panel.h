/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirConnectionPanel:
 *
 * Every client of every listener, and every connection to a server.
 * Property: `badge` (guint, notify): connections in trouble.
 */
#define WEIR_TYPE_CONNECTION_PANEL (weir_connection_panel_get_type ())
G_DECLARE_FINAL_TYPE (WeirConnectionPanel,
                      weir_connection_panel,
                      WEIR,
                      CONNECTION_PANEL,
                      GtkWidget)

GtkWidget *weir_connection_panel_new (WeirSession *session);

G_END_DECLS
