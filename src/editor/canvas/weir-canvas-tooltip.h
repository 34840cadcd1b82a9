/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/canvas/weir-canvas-input.h"

G_BEGIN_DECLS

/**
 * weir_canvas_dup_tooltip:
 *
 * Returns: (transfer full) (nullable): what is to be said of a thing, line by
 *   line
 */
char *weir_canvas_dup_tooltip (WeirSession *session, const WeirPick *pick);

G_END_DECLS
