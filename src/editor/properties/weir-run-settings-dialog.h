/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/* Address, port, TLS, origins, token and limits of this document. */
void weir_run_settings_dialog_present (GtkWindow *parent, WeirSession *session);

G_END_DECLS
