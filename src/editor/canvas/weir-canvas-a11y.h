/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-canvas.h"

G_BEGIN_DECLS

/* The proxies of a canvas, for assistive technologies. */
typedef struct _WeirCanvasProxies WeirCanvasProxies;

void weir_canvas_a11y_init (WeirCanvas *self);
void weir_canvas_a11y_dispose (WeirCanvas *self);

/* Looks again which proxies there must be, before the next frame. */
void weir_canvas_a11y_queue (WeirCanvas *self);
void weir_canvas_a11y_allocate (WeirCanvas *self);

/* Gives the keyboard's focus to the focused item, or to the canvas. */
gboolean weir_canvas_a11y_focus (WeirCanvas *self);

/* Lets a screen reader say what a gesture or key did. */
void weir_canvas_announce (WeirCanvas *self, const char *text);

G_END_DECLS
