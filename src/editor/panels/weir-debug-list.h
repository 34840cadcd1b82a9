/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/panels/weir-debug-filter.h"

G_BEGIN_DECLS

/* How long one go at filtering anew takes at most; the rest waits for the
 * next one, so that no frame is late. */
#define WEIR_DEBUG_LIST_SLICE_US 4000

/**
 * WeirDebugList:
 *
 * The rows of a log that are shown: a GListModel of WeirDebugRow. What a batch
 * costs is proportional to the batch; only a change of the filter looks at all
 * rows, in slices. While it is paused it stands still, whatever the log does.
 *
 * Properties (notify): `paused`, `waiting` (guint), `hidden` (guint).
 */
#define WEIR_TYPE_DEBUG_LIST (weir_debug_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirDebugList, weir_debug_list, WEIR, DEBUG_LIST, GObject)

/**
 * weir_debug_list_new:
 * @filter: (transfer none): what is shown; has to outlive the list. Tell
 *   weir_debug_list_refilter() when it has changed
 */
WeirDebugList *weir_debug_list_new (WeirDebugLog *log, WeirDebugFilter *filter);

/* Brings the list up to date with the filter: at once where that is quick,
 * else bit by bit, showing what it showed until it is done. */
void     weir_debug_list_refilter (WeirDebugList *self);
gboolean weir_debug_list_is_refiltering (WeirDebugList *self);

gboolean weir_debug_list_get_paused (WeirDebugList *self);
void     weir_debug_list_set_paused (WeirDebugList *self, gboolean paused);

/* Returns: the rows that came since it was paused and the filter lets through */
guint weir_debug_list_get_waiting (WeirDebugList *self);

/* Returns: the rows of the log that are not shown, waiting ones not counted */
guint weir_debug_list_get_hidden (WeirDebugList *self);

/* Hides the rows shown now for good; the others stay. */
void weir_debug_list_clear_shown (WeirDebugList *self);

G_END_DECLS
