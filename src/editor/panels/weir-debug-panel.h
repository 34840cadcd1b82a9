/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirDebugPanel:
 *
 * What debug nodes showed and what nodes said, with filter, search and detail.
 * Property: `badge` (guint, notify): rows not seen yet.
 */
#define WEIR_TYPE_DEBUG_PANEL (weir_debug_panel_get_type ())
G_DECLARE_FINAL_TYPE (WeirDebugPanel, weir_debug_panel, WEIR, DEBUG_PANEL, GtkWidget)

GtkWidget *weir_debug_panel_new (WeirSession *session);

G_END_DECLS
