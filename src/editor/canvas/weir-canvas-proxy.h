/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/canvas/weir-scene.h"

G_BEGIN_DECLS

/**
 * WeirCanvasProxy:
 *
 * What assistive technologies see of an item: a list item where it is drawn,
 * which can have the focus, and is never drawn itself.
 */
#define WEIR_TYPE_CANVAS_PROXY (weir_canvas_proxy_get_type ())
G_DECLARE_FINAL_TYPE (WeirCanvasProxy, weir_canvas_proxy, WEIR, CANVAS_PROXY, GtkWidget)

GtkWidget  *weir_canvas_proxy_new (void);
const char *weir_canvas_proxy_get_id (WeirCanvasProxy *self);

/* Names and describes @item, which may be another than before. */
void weir_canvas_proxy_update (WeirCanvasProxy     *self,
                               WeirSession         *session,
                               const WeirSceneItem *item);

/* Returns: (transfer full): what @item is called, “debug, answers” */
char *
weir_canvas_proxy_dup_label (WeirSession *session, const WeirSceneItem *item);

/* Returns: (transfer full): its state and wires, “connected 2; 1 output to
 *   debug 1; changed” */
char *weir_canvas_proxy_dup_description (WeirSession         *session,
                                         const WeirSceneItem *item);

G_END_DECLS
