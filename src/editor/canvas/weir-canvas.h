/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/canvas/weir-view.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirCanvas:
 *
 * The drawing of one flow of a session, and everything the pointer and the
 * keyboard do in it. One widget paints all (see ../../decisions); it shows the
 * session's `flow` and remembers the view of each flow. Its actions are those
 * of the window's `canvas.` group.
 *
 * Properties: `zoom` (double, notify), `hint` (string, notify): what can be
 * done now, for the line below.
 */
#define WEIR_TYPE_CANVAS (weir_canvas_get_type ())
G_DECLARE_FINAL_TYPE (WeirCanvas, weir_canvas, WEIR, CANVAS, GtkWidget)

GtkWidget *weir_canvas_new (WeirSession *session);

double weir_canvas_get_zoom (WeirCanvas *self);
void   weir_canvas_zoom_in (WeirCanvas *self);
void   weir_canvas_zoom_out (WeirCanvas *self);
void   weir_canvas_zoom_reset (WeirCanvas *self);
void   weir_canvas_zoom_to_fit (WeirCanvas *self);
void   weir_canvas_zoom_to_selection (WeirCanvas *self);

/**
 * weir_canvas_get_flow_view:
 *
 * Returns: FALSE when the flow was not looked at yet
 */
gboolean
weir_canvas_get_flow_view (WeirCanvas *self, const char *flow, WeirView *view);

/* How the flow will be shown, when it was looked at at another time. */
void weir_canvas_set_flow_view (WeirCanvas     *self,
                                const char     *flow,
                                const WeirView *view);

/* Scrolls an entry of the shown flow into view and flashes it. */
void weir_canvas_reveal (WeirCanvas *self, const char *id);

/* The place, in flow coordinates, where something added without a pointer
 * goes: beside the focused node, else in the middle of the view. */
void weir_canvas_get_insertion_point (WeirCanvas *self, double *x, double *y);

/* Opens the list of node types at the focus. */
void weir_canvas_quick_add (WeirCanvas *self);

/* Returns: (transfer none): what can be done, for the window's “canvas.”
 *   group */
GActionGroup *weir_canvas_get_actions (WeirCanvas *self);

G_END_DECLS
