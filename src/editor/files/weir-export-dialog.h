/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/weir-session.h"

G_BEGIN_DECLS

/* Of the preview; more text than that makes nobody wiser. */
#define WEIR_EXPORT_PREVIEW_BYTES (64 * 1024)

/**
 * WeirExportDialog:
 *
 * Gives the selection, the flow or the whole document away as JSON, to the
 * clipboard or a file.
 */
#define WEIR_TYPE_EXPORT_DIALOG (weir_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirExportDialog,
                      weir_export_dialog,
                      WEIR,
                      EXPORT_DIALOG,
                      AdwWindow)

/* Shows the dialog; what is selected is offered first. */
void weir_export_dialog_present (GtkWindow *parent, WeirSession *session);

G_END_DECLS
