/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is looked into while the pointer is still over the window, and files of
 * one drop at most. */
#define WEIR_DROP_MAX_BYTES (16 * 1024 * 1024)
#define WEIR_DROP_MAX_FILES 64

/**
 * WeirDropOverlay:
 *
 * Lets flow files, and flows as text, be dropped on what it holds. While they
 * are above it says what was found in them.
 *
 * Signals:
 * - `files-dropped (GListModel *files, double x, double y)`: GFile items
 * - `text-dropped (const char *text, double x, double y)`
 */
#define WEIR_TYPE_DROP_OVERLAY (weir_drop_overlay_get_type ())
G_DECLARE_FINAL_TYPE (WeirDropOverlay, weir_drop_overlay, WEIR, DROP_OVERLAY, GtkWidget)

GtkWidget *weir_drop_overlay_new (void);
void weir_drop_overlay_set_child (WeirDropOverlay *self, GtkWidget *child);

/**
 * weir_drop_overlay_offer:
 * @value: (nullable): a #GdkFileList or a text that hovers; %NULL when it left
 *
 * What the drop target calls.
 */
void weir_drop_overlay_offer (WeirDropOverlay *self, const GValue *value);

/* Returns: (nullable): what it says of what hovers */
const char *weir_drop_overlay_get_text (WeirDropOverlay *self);

G_END_DECLS
