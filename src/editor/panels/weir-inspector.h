/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirInspector:
 *
 * What is selected: its state and counters, problems, the help of its type; of a
 * wire the last messages; of nothing the flow itself.
 */
#define WEIR_TYPE_INSPECTOR (weir_inspector_get_type ())
G_DECLARE_FINAL_TYPE (WeirInspector, weir_inspector, WEIR, INSPECTOR, GtkWidget)

GtkWidget *weir_inspector_new (WeirSession *session);

G_END_DECLS
