/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirOutline:
 *
 * The flows of the document and what stands in them, as a tree: the way around
 * a flow for those who do not see the canvas.
 */
#define WEIR_TYPE_OUTLINE (weir_outline_get_type ())
G_DECLARE_FINAL_TYPE (WeirOutline, weir_outline, WEIR, OUTLINE, GtkWidget)

GtkWidget *weir_outline_new (WeirSession *session);

G_END_DECLS
