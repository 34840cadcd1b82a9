/* SPDX-FileCopyrightText: The Weir authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_sandbox_is_used:
 *
 * Whether the program runs in a sandbox of Flatpak, where it sees only files
 * that were chosen for it and asks portals for the rest. As for GTK,
 * `GTK_USE_PORTAL=1` in the environment counts as one.
 */
gboolean weir_sandbox_is_used (void);

/**
 * weir_sandbox_is_granted:
 * @path: an absolute path
 *
 * Returns: whether it leads to a file that a portal granted to a sandbox: one
 *   without neighbours, whose folder says nothing to people
 */
gboolean weir_sandbox_is_granted (const char *path);

G_END_DECLS
