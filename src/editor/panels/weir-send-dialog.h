/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirSendDialog:
 *
 * Sends what is typed to one connection, as often as one likes.
 */
#define WEIR_TYPE_SEND_DIALOG (weir_send_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirSendDialog, weir_send_dialog, WEIR, SEND_DIALOG, AdwWindow)

/* Presents it. It stays when the connection is gone, but sends no more. */
WeirSendDialog *weir_send_dialog_present (GtkWindow          *parent,
                                          WeirSession        *session,
                                          WeirLiveConnection *connection);

G_END_DECLS
