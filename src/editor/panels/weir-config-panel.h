/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirConfigPanel:
 *
 * The configuration nodes and who uses them.
 */
#define WEIR_TYPE_CONFIG_PANEL (weir_config_panel_get_type ())
G_DECLARE_FINAL_TYPE (WeirConfigPanel, weir_config_panel, WEIR, CONFIG_PANEL, GtkWidget)

GtkWidget *weir_config_panel_new (WeirSession *session);

G_END_DECLS
