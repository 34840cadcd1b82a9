/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runtime/weir-debug-log.h"

G_BEGIN_DECLS

/* What rows are, as people switch them on and off. */
typedef enum
{
  WEIR_DEBUG_LEVEL_VALUE = 1 << 0, /* what a debug node showed */
  WEIR_DEBUG_LEVEL_INFO = 1 << 1,
  WEIR_DEBUG_LEVEL_WARN = 1 << 2,
  WEIR_DEBUG_LEVEL_ERROR = 1 << 3,
  WEIR_DEBUG_LEVEL_ALL = (1 << 4) - 1,
} WeirDebugLevel;

WeirDebugLevel weir_debug_level_of (const WeirRecord *record);

/**
 * WeirDebugFilter:
 *
 * Which rows of the log are shown. All conditions hold at once; a new filter
 * lets everything through.
 */
typedef struct _WeirDebugFilter WeirDebugFilter;

WeirDebugFilter *weir_debug_filter_new (void);
void             weir_debug_filter_free (WeirDebugFilter *self);

/**
 * weir_debug_filter_set_text:
 * @text: what is looked for, in any case, in names, topics, properties and
 *   values (as compact JSON); between slashes (`/temp.*7/`) a regular expression
 * @error: %G_REGEX_ERROR: then the filter stays as it was
 */
gboolean weir_debug_filter_set_text (WeirDebugFilter *self,
                                     const char      *text,
                                     GError         **error);

/* @levels: WeirDebugLevel, or'ed */
void  weir_debug_filter_set_levels (WeirDebugFilter *self, guint levels);
guint weir_debug_filter_get_levels (WeirDebugFilter *self);

/* Hides or shows what a node said; new nodes are shown. */
void     weir_debug_filter_set_hidden (WeirDebugFilter *self,
                                       const char      *id,
                                       gboolean         hidden);
gboolean weir_debug_filter_is_hidden (WeirDebugFilter *self, const char *id);
void     weir_debug_filter_show_all_nodes (WeirDebugFilter *self);

/* @flow: (nullable): only what comes from this flow; %NULL for all */
void weir_debug_filter_set_flow (WeirDebugFilter *self, const char *flow);

/* @ids: (nullable) (element-type utf8): only these nodes; %NULL for all */
void weir_debug_filter_set_nodes (WeirDebugFilter *self, GPtrArray *ids);

/* @session: (nullable): only what one client sent; %NULL for all */
void weir_debug_filter_set_session (WeirDebugFilter *self, const char *session);
const char *weir_debug_filter_get_session (WeirDebugFilter *self);

/* Returns: whether it lets everything through */
gboolean weir_debug_filter_is_empty (WeirDebugFilter *self);

/* Returns: how many conditions but the text it has */
guint weir_debug_filter_get_n_conditions (WeirDebugFilter *self);
gboolean
weir_debug_filter_matches (WeirDebugFilter *self, const WeirRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDebugFilter, weir_debug_filter_free)

G_END_DECLS
