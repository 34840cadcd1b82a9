/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "json/weir-value.h"

G_BEGIN_DECLS

/**
 * WeirPath:
 *
 * A parsed property path such as `payload.a["b"][0]` or `a[msg.key].c`
 * (Node-RED's "property expressions"). Immutable, reference-counted.
 */
typedef struct _WeirPath WeirPath;

/* How deep `[msg.…]` parts nest. */
#define WEIR_PATH_MAX_NESTING 32

/* How far behind the end of an array weir_path_set() goes at most: the index
 * may come from a message, and the items between take memory. */
#define WEIR_PATH_MAX_GAP 65536

#define WEIR_PATH_ERROR (weir_path_error_quark ())
GQuark weir_path_error_quark (void);

typedef enum
{
  WEIR_PATH_ERROR_SYNTAX,  /* "Invalid … expression: …" */
  WEIR_PATH_ERROR_MISSING, /* "Cannot read properties of undefined (…)" */
} WeirPathError;

/**
 * weir_path_new:
 * @text: the path; a leading `msg.` is part of it, see weir_path_new_message()
 *
 * Returns: (transfer full) (nullable): the path
 */
WeirPath *weir_path_new (const char *text, GError **error);

/**
 * weir_path_new_message:
 * @text: the path, with one leading `msg.` removed first
 */
WeirPath *weir_path_new_message (const char *text, GError **error);
WeirPath *weir_path_ref (WeirPath *path);
void      weir_path_unref (WeirPath *path);

/**
 * weir_path_get:
 * @root: where the path starts, and the message `[msg.…]` parts look into
 * @error: set when an intermediate member is missing
 *
 * Returns: (transfer full) (nullable): the value, undefined when only the last
 *   member is missing; %NULL with @error set otherwise
 */
WeirValue *weir_path_get (const WeirPath *path, WeirValue *root, GError **error);

/**
 * weir_path_get_beside:
 * @root: where the path starts, such as a context
 * @message: (nullable): what `[msg.…]` parts look into, %NULL for @root
 *
 * As weir_path_get(); a `[msg.…]` part that can't be resolved is
 * %WEIR_PATH_ERROR_SYNTAX in both.
 */
WeirValue *weir_path_get_beside (const WeirPath *path,
                                 WeirValue      *root,
                                 WeirValue      *message,
                                 GError        **error);

/**
 * weir_path_set:
 * @root: (transfer full): an object
 * @value: (transfer full): the new value; undefined deletes, and splices out
 *   an array item
 * @message: (nullable): what `[msg.…]` parts look into, %NULL for @root
 *
 * Missing parents are made unless @value is undefined. Below something that is
 * neither object nor array, and further behind the end of an array than
 * %WEIR_PATH_MAX_GAP, nothing changes.
 *
 * Returns: (transfer full) (nullable): the changed root; %NULL with @error set
 *   only when a `[msg.…]` part can't be resolved (@root is released then too)
 */
WeirValue *weir_path_set (const WeirPath *path,
                          WeirValue      *root,
                          WeirValue      *value,
                          WeirValue      *message,
                          GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPath, weir_path_unref)

G_END_DECLS
