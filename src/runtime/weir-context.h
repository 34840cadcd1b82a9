/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * WeirContext:
 *
 * What nodes remember between messages: the values of node, flow and global
 * context, in memory. A scope is named by the id of its node or tab, global
 * context by "".
 */
typedef struct _WeirContext WeirContext;

/* How many names of unknown stores are remembered as warned about. */
#define WEIR_CONTEXT_MAX_NOTED_STORES 100

WeirContext *weir_context_new (void);
void         weir_context_free (WeirContext *context);

/**
 * weir_context_get:
 * @scope: whose context
 * @key: a property path
 * @message: (nullable): what `[msg.…]` parts of @key look into
 * @error: set when @key is no path
 *
 * Returns: (transfer full) (nullable): the value, undefined when there is none
 */
WeirValue *weir_context_get (WeirContext *context,
                             const char  *scope,
                             const char  *key,
                             WeirValue   *message,
                             GError     **error);

/**
 * weir_context_set:
 * @value: (transfer full): the new value; undefined deletes
 */
gboolean weir_context_set (WeirContext *context,
                           const char  *scope,
                           const char  *key,
                           WeirValue   *value,
                           WeirValue   *message,
                           GError     **error);

/**
 * weir_context_note_store:
 * @store: the name of a store that somebody asked for
 *
 * Returns: whether this is the first time that unknown store is asked for, so
 *   that it is warned about once
 */
gboolean weir_context_note_store (WeirContext *context, const char *store);

/**
 * weir_context_forget:
 *
 * Deletes all of one scope.
 */
void weir_context_forget (WeirContext *context, const char *scope);

typedef gboolean (*WeirContextFilter) (const char *scope, gpointer user_data);

/**
 * weir_context_retain:
 * @filter: says whether a scope lives on; not asked about global context
 */
void weir_context_retain (WeirContext      *context,
                          WeirContextFilter filter,
                          gpointer          user_data);

G_END_DECLS
