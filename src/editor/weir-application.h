/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/weir-keyring.h"
#include "schema/weir-registry.h"

G_BEGIN_DECLS

/**
 * WeirApplication:
 *
 * The editor as a program: its windows, its command line, and the actions that
 * belong to no window. One process serves all windows.
 */
#define WEIR_TYPE_APPLICATION (weir_application_get_type ())
G_DECLARE_FINAL_TYPE (WeirApplication,
                      weir_application,
                      WEIR,
                      APPLICATION,
                      AdwApplication)

WeirApplication *weir_application_new (WeirRegistry *registry);
WeirRegistry    *weir_application_get_registry (WeirApplication *self);
WeirKeyring *weir_application_get_keyring (WeirApplication *self); /* (nullable) */
GSettings *weir_application_get_settings (WeirApplication *self);

/**
 * weir_application_open:
 * @run: whether it is run at once
 *
 * Shows the file: in the window that has it already, in one that shows nothing
 * yet, else in a new one.
 */
void weir_application_open (WeirApplication *self, GFile *file, gboolean run);

/**
 * weir_application_show_help:
 * @target: "page.md" or "page.md#anchor"
 *
 * Shows a place in the help, in its one window.
 */
void weir_application_show_help (WeirApplication *self, const char *target);

/**
 * weir_application_window_closes:
 * @window: one that goes now
 *
 * The last one leaves its file for the next start.
 */
void weir_application_window_closes (WeirApplication *self, GtkWindow *window);

G_END_DECLS
