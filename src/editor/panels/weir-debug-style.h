/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/panels/weir-debug-text.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirDebugStyle:
 *
 * How the rows of one debug panel look, and what session they are about;
 * shared by all of them. `changed` tells them to look again.
 */
#define WEIR_TYPE_DEBUG_STYLE (weir_debug_style_get_type ())
G_DECLARE_FINAL_TYPE (WeirDebugStyle, weir_debug_style, WEIR, DEBUG_STYLE, GObject)

WeirDebugStyle *weir_debug_style_new (WeirSession *session);

/* Returns: (transfer none) (nullable) */
WeirSession  *weir_debug_style_get_session (WeirDebugStyle *self);
WeirDebugTime weir_debug_style_get_time (WeirDebugStyle *self);
void weir_debug_style_set_time (WeirDebugStyle *self, WeirDebugTime time);

/* @start_us: real time the run began, what the relative format counts from */
void weir_debug_style_set_start (WeirDebugStyle *self, gint64 start_us);

/* Returns: (transfer full): when a record was made, in the format chosen; one
 *   of an earlier run by the clock */
char *weir_debug_style_dup_time (WeirDebugStyle *self, const WeirRecord *record);
gboolean weir_debug_style_get_wrap (WeirDebugStyle *self);
void     weir_debug_style_set_wrap (WeirDebugStyle *self, gboolean wrap);

/* Returns: (transfer full): what people call the node a record is of; what is
 *   gone from the document goes by the name it had */
char *weir_debug_style_dup_name (WeirDebugStyle *self, const WeirRecord *record);

/* Returns: whether the record's node is selected on the canvas */
gboolean
weir_debug_style_is_selected (WeirDebugStyle *self, const WeirRecord *record);

G_END_DECLS
