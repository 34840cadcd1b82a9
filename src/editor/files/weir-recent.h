/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_RECENT_MAX 8

/**
 * weir_recent_add:
 * @file: a flow that was opened or saved
 *
 * Remembers it where all programs of the desktop look for recent files; in a
 * sandbox that is a list of its own, and what a portal granted stays granted.
 * Outside of one, a path below the portal is somebody else's and not kept.
 */
void weir_recent_add (GFile *file);

/**
 * WeirRecentMenu:
 *
 * Keeps the section of a menu with the flows opened last, the latest first, up
 * to date: each item activates an action with the file's URI.
 */
#define WEIR_TYPE_RECENT_MENU (weir_recent_menu_get_type ())
G_DECLARE_FINAL_TYPE (WeirRecentMenu, weir_recent_menu, WEIR, RECENT_MENU, GObject)

/**
 * weir_recent_menu_new:
 * @section: (transfer none): filled in now, and anew whenever files come
 * @action: a detailed action name without its target, "win.open-uri"
 */
WeirRecentMenu *weir_recent_menu_new (GMenu *section, const char *action);

G_END_DECLS
