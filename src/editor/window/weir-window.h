/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/weir-application.h"
#include "editor/weir-session.h"

G_BEGIN_DECLS

/**
 * WeirWindow:
 *
 * A window with one document, or with the page to start from. Its `win.`
 * actions are exported on the session bus.
 */
#define WEIR_TYPE_WINDOW (weir_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirWindow, weir_window, WEIR, WINDOW, AdwApplicationWindow)

WeirWindow *weir_window_new (WeirApplication *application);

/* Returns: (transfer none) (nullable): what is edited; %NULL on the start page */
WeirSession *weir_window_get_session (WeirWindow *self);

/**
 * weir_window_open:
 * @run: whether it is run at once
 *
 * Opens a file here when nothing is shown, else in another window. What is wrong
 * is told in a toast or a dialog.
 */
void weir_window_open (WeirWindow *self, GFile *file, gboolean run);

/**
 * weir_window_open_draft:
 * @name: of weir_document_store_list_drafts()
 *
 * Goes on with a draft; in a window that shows nothing yet.
 */
void weir_window_open_draft (WeirWindow *self, const char *name);

/* Says something for a moment. */
void weir_window_tell (WeirWindow *self, const char *text);

/* The same, with a button. */
void weir_window_tell_with_action (WeirWindow *self,
                                   const char *text,
                                   const char *button,
                                   const char *action);

/* Returns: whether it was closed while its flow keeps running; presenting it
 * shows all of it again */
gboolean weir_window_is_in_background (WeirWindow *self);

/**
 * weir_window_show_page:
 * @name: "palette", "outline", "inspector", "debug", "connections", "config" or
 *   "problems"
 *
 * Shows the panel it is in, and gives it the focus.
 */
void weir_window_show_page (WeirWindow *self, const char *name);

G_END_DECLS
