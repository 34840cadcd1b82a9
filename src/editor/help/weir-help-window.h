/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WeirHelpWindow:
 *
 * The help: its pages with links, a way back and a search. It reads what the
 * program carries, so it needs no other program and no network, in a sandbox or
 * not. Dialogs don't block it.
 */
#define WEIR_TYPE_HELP_WINDOW (weir_help_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirHelpWindow, weir_help_window, WEIR, HELP_WINDOW, AdwWindow)

GtkWindow *weir_help_window_new (GtkApplication *application);

/**
 * weir_help_window_show:
 * @target: "page.md" or "page.md#anchor"
 *
 * Turns to a place. A page that is not there is the first page, an anchor that is
 * not there the top of its page.
 */
void weir_help_window_show (WeirHelpWindow *self, const char *target);

/* Returns: (transfer none): the page that is shown */
const char *weir_help_window_get_page (WeirHelpWindow *self);

G_END_DECLS
