/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/window/weir-window.h"
#include "weir-test-gtk.h"

G_BEGIN_DECLS

/**
 * Journey:
 *
 * The whole editor in this process, with a real window on a real display: what
 * people do to it comes through the X server.
 */
typedef struct
{
  WeirApplication *application;
  WeirWindow      *window;
} Journey;

/* The program with its first window, drawn, on the page to start from. Ends the
 * test when there is no tool for the keyboard. */
gboolean journey_start (Journey *journey);
void     journey_end (Journey *journey);

WeirSession  *journey_get_session (Journey *journey);
WeirDocument *journey_get_document (Journey *journey);

/* Returns: (transfer full): the document as text */
char *journey_dup_text (Journey *journey);

/* Gives the window the keyboard, as a window manager would. */
void journey_focus (Journey *journey);

/* Presses a key combination, as `xdotool key` names it, in the window that has
 * the keyboard. */
void journey_key (Journey *journey, const char *key);

/* Waits for a window of that type and gives it the keyboard. */
GtkWidget *journey_expect_dialog (Journey *journey, GType type);

/* Waits until it is gone, and goes back to the window. */
void journey_expect_closed (Journey *journey, GType type);

/* Returns: whether nobody can undo anything */
gboolean journey_is_back_at_start (Journey *journey);

G_END_DECLS
