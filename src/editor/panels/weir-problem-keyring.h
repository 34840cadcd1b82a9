/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/* S501: a header that stands in the file as plain text. */

/* @reference: `${NAME}`, what to write in the place of the secret */
typedef void (*WeirSecretMovedFunc) (const char *reference, gpointer user_data);

/**
 * weir_problem_move_secret:
 * @window: (nullable): over which is told why it can't be done
 * @address: of the server, for the name of the variable
 * @moved: called when the secret is in the keyring, and only then
 * @user_data: (transfer full): what @moved gets
 * @free_func: frees it, whether @moved was called or not
 */
void weir_problem_move_secret (GtkWindow          *window,
                               WeirSession        *session,
                               const char         *address,
                               const char         *secret,
                               WeirSecretMovedFunc moved,
                               gpointer            user_data,
                               GDestroyNotify      free_func);

/* The same for what a problem is about, as one step of the history. */
void weir_problem_move_to_keyring (GtkWindow         *window,
                                   WeirSession       *session,
                                   const WeirProblem *problem);

G_END_DECLS
