/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-keyring.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/* Secrets of a document: variables whose values are in the keyring. The run
 * settings know which, and by which id; nothing of the flow does, so without
 * this desktop the same flow runs with the variable set in another way. */

/* @keyring: (nullable): %NULL where there is none */
void         weir_session_set_keyring (WeirSession *self, WeirKeyring *keyring);
WeirKeyring *weir_session_get_keyring (WeirSession *self);

/**
 * weir_session_dup_variables:
 *
 * Returns: (transfer full): the variables a run gets: those of the settings, and
 *   the secrets as far as they were read
 */
GHashTable *weir_session_dup_variables (WeirSession *self);

/**
 * weir_session_dup_known_variables:
 *
 * Returns: (transfer full): the same for checks, which only ask what is set: a
 *   secret nobody has read yet counts
 */
GHashTable *weir_session_dup_known_variables (WeirSession *self);

/**
 * weir_session_load_secrets_async:
 *
 * Reads the secrets that were not read yet. Which can't be read is told by
 * `message`, and by the problems of who uses them.
 */
void weir_session_load_secrets_async (WeirSession        *self,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);

/* Returns: FALSE only when it was cancelled */
gboolean weir_session_load_secrets_finish (WeirSession  *self,
                                           GAsyncResult *result,
                                           GError      **error);

/**
 * weir_session_keep_secret_async:
 * @wish: what the variable shall be called; what a variable can't have in its
 *   name is replaced, and a number follows when there is one of that name
 * @label: what people see in the keyring
 *
 * Puts a secret into the keyring, as the value of a new variable.
 */
void weir_session_keep_secret_async (WeirSession        *self,
                                     const char         *wish,
                                     const char         *label,
                                     const char         *secret,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);

/* Returns: (transfer full) (nullable): the name of the variable. @error: in words
 * for people; then nothing has changed */
char *weir_session_keep_secret_finish (WeirSession  *self,
                                       GAsyncResult *result,
                                       GError      **error);

G_END_DECLS
