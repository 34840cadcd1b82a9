/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirFlowTabs:
 *
 * The flows of a document as tabs: chosen, reordered, closed (deleted). A
 * subflow has a tab while it is shown. With one flow it takes no room.
 */
#define WEIR_TYPE_FLOW_TABS (weir_flow_tabs_get_type ())
G_DECLARE_FINAL_TYPE (WeirFlowTabs, weir_flow_tabs, WEIR, FLOW_TABS, GtkWidget)

/* @menu: of a tab, about the flow shown */
GtkWidget *weir_flow_tabs_new (WeirSession *session, GMenuModel *menu);

G_END_DECLS
